"""Where the program's own files lie: beside the package in a checkout, inside it when installed."""

import os
import sys
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
    return _own_folder("XDG_CONFIG_HOME", "~/.config", "~/Library/Preferences", "APPDATA")


def data_folder() -> Path:
    """Where the sample project is kept; ``WORKBENCH_HOME`` moves it."""
    return _own_folder("XDG_DATA_HOME", "~/.local/share", "~/Library/Application Support", "LOCALAPPDATA")


def _own_folder(variable: str, linux: str, mac: str, windows: str) -> Path:
    """The program's folder where each system wants it (the libraries for this cost a tenth of the start)."""
    if home := os.environ.get("WORKBENCH_HOME"):
        return Path(home)
    if sys.platform == "win32":
        return Path(os.environ.get(windows) or Path.home()) / "workbench"
    if sys.platform == "darwin":
        return Path(mac).expanduser() / "workbench"
    return Path(os.environ.get(variable) or linux).expanduser() / "workbench"
