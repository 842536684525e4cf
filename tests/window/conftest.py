"""Fixtures for the window: a frame on a copy of the sample project."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from workbench.project.sample import make_sample
from workbench.settings import Settings
from workbench.window.app import application
from workbench.window.frame import Frame


@pytest.fixture(scope="session")
def qapp() -> object:
    """The program's own application object, with its fonts."""
    return application()


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project, made once."""
    path = tmp_path_factory.mktemp("sample") / "sample.workbench"
    make_sample(path).close()
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample project to work on."""
    path = tmp_path / "sample.workbench"
    shutil.copy(sample_file, path)
    return path


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    """A window on the welcome page."""
    settings = Settings(tmp_path / "settings.json")
    settings.set("theme", "light")
    settings.set("name", "ines")
    made = Frame(settings)
    made.get_ready()
    made.projects.show_welcome()
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture
def working(frame: Frame, sample: Path) -> Frame:
    """A window in which Ines works on the wire story of the sample."""
    frame.projects.open(str(sample), "ines")
    assert frame.session is not None
    frame.session.open("ferry-strike-wire")
    return frame
