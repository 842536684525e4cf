"""Files over the window and dropped on it, as real events on the real frame."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from workbench.project.sample import make_sample
from workbench.window.drop import REFUSED, DropGuide, Dropped, guide
from workbench.window.frame import Frame

LEFT, NONE, COPY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction


def files(*paths: Path | str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def hang(target: QWidget, data: QMimeData) -> bool:
    """Bring something over the window; whether it is taken."""
    event = QDragEnterEvent(QPoint(50, 50), COPY, data, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def drop(target: QWidget, data: QMimeData) -> None:
    hang(target, data)
    QApplication.sendEvent(target, QDropEvent(QPointF(50, 50), COPY, data, LEFT, NONE))


@pytest.fixture
def brought(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What is handed to the sheet for imports."""
    found: list[list[str]] = []
    monkeypatch.setattr(frame.transfer, "ask", found.append, raising=False)
    return found


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr("workbench.window.sheets.dialogs.show_error", lambda parent, sentence: found.append(sentence))
    return found


def test_what_hangs_there_is_promised(frame: Frame, sample: Path, tmp_path: Path, qtbot: QtBot) -> None:
    articles = [tmp_path / f"{number}.txt" for number in range(12)]
    for before, data, words in (
        (None, files(sample), "Drop to open the project"),
        (None, files(*articles), "Drop to make a project with 12 files"),
        (sample, files(*articles), "Drop to import 12 files"),
        (sample, files(articles[0], tmp_path), "Drop to import 1 file and 1 folder"),
    ):
        if before is not None:
            frame.projects.open(str(before), "ines")
        assert hang(frame, data)
        shown = guide(frame)
        assert shown.isVisible() and shown.words == words == shown.accessibleName()
        assert not shown.geometry().intersects(frame.header.geometry())
        QApplication.sendEvent(frame, QDragLeaveEvent())
        qtbot.waitUntil(lambda: not guide(frame).isVisible())


def test_the_guide_stays_while_it_takes_over(frame: Frame, tmp_path: Path, qtbot: QtBot) -> None:
    hang(frame, files(tmp_path / "a.txt"))
    shown = guide(frame)
    QApplication.sendEvent(frame, QDragLeaveEvent())  # as Qt does when the guide lies under the pointer
    hang(shown, files(tmp_path / "a.txt"))
    QApplication.processEvents()
    assert shown.isVisible() and guide(frame) is shown
    QApplication.sendEvent(shown, QDragLeaveEvent())
    assert not shown.isVisible()
    assert len(frame.findChildren(DropGuide)) == 1


def test_dropped_articles_are_imported(frame: Frame, tmp_path: Path, brought: list[list[str]], qtbot: QtBot) -> None:
    frame.projects.make(str(tmp_path / "new.workbench"))
    article = tmp_path / "fire.txt"
    drop(frame, files(article, tmp_path))
    qtbot.waitUntil(lambda: bool(brought))
    assert brought == [[str(article), str(tmp_path)]]
    assert not guide(frame).isVisible()


def test_a_dropped_project_is_opened(frame: Frame, sample: Path, qtbot: QtBot) -> None:
    drop(frame, files(sample))
    qtbot.waitUntil(lambda: frame.session is not None)
    assert frame.windowTitle() == "sample – Workbench"


def test_of_several_projects_one_is_opened_and_that_is_said(
    frame: Frame, sample: Path, tmp_path: Path, brought: list[list[str]], qtbot: QtBot
) -> None:
    other = tmp_path / "other.WORKBENCH"
    make_sample(other).close()
    drop(frame, files(sample, other, tmp_path / "a.txt"))
    qtbot.waitUntil(lambda: frame.session is not None)
    assert frame.windowTitle() == "sample – Workbench" and brought == []
    assert frame.message.text() == "One project is open at a time; 1 other project and 1 file were left alone."


def test_articles_without_a_project_lead_to_a_new_one(
    frame: Frame, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(frame.projects, "ask_new", asked.append)
    drop(frame, files(tmp_path / "a.txt"))
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [(str(tmp_path / "a.txt"),)]


@pytest.mark.parametrize("make", [lambda data: data.setUrls([QUrl("https://example.org/a.txt")]),
                                  lambda data: data.setText("a paragraph")], ids=["address", "text"])  # fmt: skip
def test_what_is_no_file_is_refused_with_a_sentence(
    frame: Frame, said: list[str], qtbot: QtBot, make: Callable[[QMimeData], None]
) -> None:
    data = QMimeData()
    make(data)
    assert hang(frame, data)
    assert guide(frame).words == "Only files and folders can be dropped here"
    QApplication.sendEvent(frame, QDropEvent(QPointF(5, 5), COPY, data, LEFT, NONE))
    qtbot.waitUntil(lambda: bool(said))
    assert said == [REFUSED]


def test_a_dock_that_is_dragged_is_none_of_it(frame: Frame) -> None:
    data = QMimeData()
    data.setData("application/x-other", b"1")
    assert not hang(frame, data) and not guide(frame).isVisible()


def test_nothing_is_left_alone_where_one_thing_came() -> None:
    assert Dropped(("a.workbench",)).left_alone() == ""
    assert Dropped(("a", "b")).left_alone() == "One project is open at a time; 1 other project was left alone."
