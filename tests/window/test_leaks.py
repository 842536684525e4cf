"""What is opened and closed again leaves nothing behind: no widget, no object, no thread."""

import gc
import threading
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from workbench.window.frame import Frame
from workbench.window.palette import open_palette

TIMES = 8
SHEETS = (
    "help.keys", "help.about", "view.settings", "file.where", "file.new", "file.database", "file.person",
    "file.export", "article.facts", "article.remove", "label.guideline",
)  # fmt: skip


@pytest.fixture(autouse=True)
def only_what_is_new() -> None:
    """All that earlier tests left in memory needs no look at each collection."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="module")
def nothing_for_good() -> Iterator[None]:
    """Windows that stood when a test began are rubbish afterwards."""
    yield
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def settle() -> None:
    """Let what was sent away go."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()
    gc.collect()


def held(frame: Frame) -> Counter[str]:
    """All objects below the window, and the windows beside it, by their kinds."""
    settle()
    below = [type(found).__name__ for found in frame.findChildren(QObject)]
    return Counter([*below, *(type(found).__name__ for found in QApplication.topLevelWidgets())])


def grown(frame: Frame, deed: Callable[[], object]) -> dict[str, int]:
    """What there is more of after doing something some times than after doing it twice."""
    for _ in range(2):
        deed()
    before, threads = held(frame), threading.active_count()
    for _ in range(TIMES):
        deed()
    assert threading.active_count() <= threads
    return {kind: more for kind, more in (held(frame) - before).items() if more}


def close_what_is_open() -> None:
    """Answer every dialog with Esc, as soon as it is there."""
    found = QApplication.activeModalWidget()
    if isinstance(found, QDialog):
        found.reject()


@pytest.mark.parametrize("id", SHEETS)
def test_a_sheet_leaves_nothing_behind(working: Frame, id: str) -> None:
    def deed() -> None:
        QTimer.singleShot(0, close_what_is_open)
        working.menus.actions[id].trigger()
        assert QApplication.activeModalWidget() is None
        settle()

    assert grown(working, deed) == {}


def test_an_import_sheet_leaves_nothing_behind(working: Frame) -> None:
    def deed() -> None:
        working.menus.actions["file.import"].trigger()
        close_what_is_open()
        settle()

    assert grown(working, deed) == {}


def test_a_palette_leaves_nothing_behind(working: Frame) -> None:
    def deed() -> None:
        palette = open_palette(working)
        assert palette is not None
        palette.line.setText("dark")
        palette.leave()
        settle()

    assert grown(working, deed) == {}


def test_people_projects_and_modes_leave_nothing_behind(working: Frame) -> None:
    assert working.session is not None
    project = working.session.project
    for span in working.view.spans():
        working.view.select_span(span.id)  # the form of each label is made once

    def deed() -> None:
        for name in ("tomas", "ines"):
            working.projects.work_as(name)
        for mode in ("review", "annotate"):
            working.set_mode(mode)
        working.walk.step(1)
        working.view.step_span(1)

    assert grown(working, deed) == {} and working.session.project is project


def test_one_session_hears_a_deed_once(working: Frame, qtbot: QtBot) -> None:
    for name in ("tomas", "ines", "tomas", "ines"):
        working.projects.work_as(name)
    assert working.session is not None
    said: list[str] = []
    working.session.said.connect(said.append)
    before = len(working.session.layer.spans)
    working.view.step_span(1)
    working.tagging.remove()
    assert len(working.session.layer.spans) == before - 1 and len(said) == 1
    working.undo()
    assert len(working.session.layer.spans) == before and working.view.selected_span is not None


def test_menus_leave_nothing_behind(working: Frame) -> None:
    from workbench.window.sheets.people import make_menu

    def deed() -> None:
        menus: list[QMenu] = [make_menu(working), working.articles.options_menu()]
        for menu in menus:
            menu.deleteLater()
        working.menus.set_scheme(working.session.scheme if working.session else None)
        working.keymap.changed.emit()
        settle()

    assert grown(working, deed) == {}
