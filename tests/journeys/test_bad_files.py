"""An import with three bad files among good ones, by a drop, keys and clicks: nothing half, a report, one undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from support.files import add_bad_files
from support.frames import put_up
from support.hands import Hands

from workbench.project import Project
from workbench.settings import Settings
from workbench.window.app import application
from workbench.window.frame import Frame
from workbench.window.importing.report import ReportSheet
from workbench.window.importing.sheet import ImportSheet
from workbench.window.sheets.sheet import Sheet

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Keys = Qt.Key


@pytest.fixture(scope="session")
def qapp() -> object:
    """The program's own application object, with its fonts."""
    return application()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good files, and three that can't be taken: a NUL, a record without text, a row that is too short."""
    made = tmp_path / "brought"
    made.mkdir()
    (made / "good.txt").write_text("Crews stopped a fire at the harbour.")
    (made / "page.html").write_text("<html lang=en><title>Port reopens</title><p>The port is open again.")
    add_bad_files(made)
    return made


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    """Ines in a project without articles."""
    Project.create(tmp_path / "port.workbench").close()
    made = Frame(Settings(tmp_path / "settings.json"))
    made.get_ready()
    put_up(made, qtbot)
    made.projects.open(str(tmp_path / "port.workbench"), "ines")
    yield made
    made.close()


def shown(kind: type[Sheet], frame: Frame, qtbot: QtBot) -> Sheet:
    """The sheet of a kind that is open."""
    qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in frame.findChildren(kind)))
    return next(sheet for sheet in frame.findChildren(kind) if sheet.isVisible())


def drop(frame: Frame, path: Path) -> None:
    """Drag a file or folder over the window, and let go."""
    data, action, button = QMimeData(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(frame, QDragEnterEvent(QPoint(400, 300), action, data, button, none))
    QApplication.sendEvent(frame, QDropEvent(QPointF(400, 300), action, data, button, none))


def test_three_bad_files_by_hand(
    frame: Frame, folder: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands, session = Hands(frame, qtbot), frame.session
    assert session is not None
    drop(frame, folder)
    sheet = shown(ImportSheet, frame, qtbot)
    assert isinstance(sheet, ImportSheet)
    qtbot.waitUntil(sheet.good_ones.isVisible)  # the files have been looked at
    hands.key(Keys.Key_Return)  # not with bad ones among them
    assert sheet.isVisible() and list(session.project.article_keys()) == []
    hands.key(Keys.Key_L, ALT)  # Leave out the 3 records
    qtbot.waitUntil(sheet.bring.isEnabled)  # a button pressed by its letter is seen to go down first
    hands.key(Keys.Key_Return)

    report = shown(ReportSheet, frame, qtbot)
    assert isinstance(report, ReportSheet) and QApplication.activeModalWidget() is report
    assert sorted(key for _, key in session.project.article_keys()) == ["c1", "good", "page", "r1"]
    assert session.project.article("page").meta.title == "Port reopens"
    told = [[report.table.item(row, column).text() for column in range(4)] for row in range(report.table.rowCount())]
    assert [(Path(row[0]).name, row[1]) for row in told] == [("nul.txt", ""), ("rows.jsonl", "2"), ("table.csv", "3")]
    assert all(row[2] and row[3] for row in told)
    copy, save = (
        next(button for button in report.findChildren(QPushButton) if button.text().startswith(name))
        for name in ("&Copy", "&Save")
    )
    hands.click(copy)
    assert all(Path(row[0]).name in QGuiApplication.clipboard().text() for row in told)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "report.txt"), ""))
    hands.click(save)
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == QGuiApplication.clipboard().text()
    hands.key(Keys.Key_Return)
    assert frame.header.saved.text.startswith("Saved ") and session.listing.total == 4
    assert hands.front() is frame and session.article is not None and frame.view.hasFocus()

    hands.key(Keys.Key_Z, CTRL)
    assert list(session.project.article_keys()) == [] and session.listing.total == 0
    assert frame.article_stack.currentIndex() == 1  # there is none
    hands.key(Keys.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert session.listing.total == 4 and session.project.check() == []
    assert hands.count < 10
