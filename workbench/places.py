"""Where the program's own files lie: beside the package in a checkout, inside it when installed."""

import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "resources").is_dir():
        return checkout
    return _PACKAGE


def resource(name: str) -> Path:
    """A file or folder of ``resources/`` by its path there."""
    return _root() / "resources" / name


def annotations() -> Path:
    """The folder with the gold of the sample articles."""
    return _root() / "annotations"


def settings_folder() -> Path:
    """Where settings are kept; ``WORKBENCH_HOME`` moves it."""
    if home := os.environ.get("WORKBENCH_HOME"):
        return Path(home)
    from platformdirs import user_config_path

    return user_config_path("workbench", appauthor=False)


def data_folder() -> Path:
    """Where the sample project is kept; ``WORKBENCH_HOME`` moves it."""
    if home := os.environ.get("WORKBENCH_HOME"):
        return Path(home)
    from platformdirs import user_data_path

    return user_data_path("workbench", appauthor=False)
