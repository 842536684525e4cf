"""Fixtures for the window: a frame on a copy of the sample project."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.exporting import Opened, settle
from support.frames import PutUp, put_up
from support.hands import Hands
from support.notes import open_notes

from workbench.project.sample import make_sample
from workbench.settings import Settings
from workbench.window.app import application
from workbench.window.exporting.sheet import ExportSheet
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
def frame(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    """A window on the welcome page; not up yet where a fixture opens a project in it, and then_shown."""
    settings = Settings(tmp_path / "settings.json")
    settings.set("theme", "light")
    settings.set("name", "ines")
    made = Frame(settings)
    made.get_ready()
    if "then_shown" not in request.fixturenames:
        made.projects.show_welcome()
        put_up(made, qtbot)
    yield made
    made.close()


@pytest.fixture
def then_shown(qtbot: QtBot) -> PutUp:
    """Puts the window up once it is on a project, as the program does at its start; to open one later takes longer."""
    return lambda frame: put_up(frame, qtbot)


@pytest.fixture
def working(frame: Frame, sample: Path, then_shown: PutUp) -> Frame:
    """A window in which Ines works on the wire story of the sample."""
    frame.projects.open(str(sample), "ines")
    assert frame.session is not None
    frame.session.open("ferry-strike-wire")
    then_shown(frame)
    return frame


@pytest.fixture
def hands(working: Frame, qtbot: QtBot) -> Hands:
    """Ruth, who has tagged nothing, in the wire story."""
    working.projects.work_as("ruth")
    working.view.setFocus()
    return Hands(working, qtbot)


@pytest.fixture
def notes(frame: Frame, tmp_path: Path, then_shown: PutUp) -> Frame:
    """Ines on the first of two articles, with remarks on one and two, things on three to five; one is selected."""
    open_notes(frame, tmp_path)
    then_shown(frame)
    return frame


@pytest.fixture
def opened(working: Frame, qtbot: QtBot) -> Iterator[Opened]:
    """Opens the dialog as often as it is called."""
    made: list[ExportSheet] = []

    def open_sheet() -> ExportSheet:
        sheet = ExportSheet(working)
        made.append(sheet)
        sheet.show()
        qtbot.waitExposed(sheet)
        return sheet

    yield open_sheet
    for sheet in made:
        sheet.reject()
        assert not sheet.counting.isRunning() and not sheet.paging.isRunning()
        sheet.deleteLater()


@pytest.fixture
def ready(opened: Opened, qtbot: QtBot) -> ExportSheet:
    """The dialog with its first report worked out."""
    sheet = opened()
    settle(sheet, qtbot)
    return sheet
