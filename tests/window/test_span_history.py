"""What happened to a span: read when it is unfolded, a page at a time."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.notes import button, choose, details

from workbench.project.scheme_change import Rename
from workbench.window.frame import Frame
from workbench.window.panels.span_history import moment


def test_history_says_how_much_and_unfolds(qtbot: QtBot, notes: Frame) -> None:
    history = details(notes).history
    law = button(notes, "law")
    qtbot.mouseClick(law, Qt.MouseButton.LeftButton)
    history.refresh()
    assert history.head.text().startswith("2 changes, last by you ")
    assert history.shown() == []
    qtbot.mouseClick(history.head, Qt.MouseButton.LeftButton)
    newest, oldest = history.shown()
    assert newest == "set topics of remark 5–8 to law (you)"
    assert oldest.startswith("imported 2 articles") and oldest.endswith("(importer)")
    assert not history.more.isVisible()


def test_history_is_read_soon_and_not_after_the_project_is_gone(qtbot: QtBot, notes: Frame) -> None:
    history = details(notes).history
    qtbot.waitUntil(lambda: history.head.text().startswith("1 change, last by importer"))
    choose(notes, "two")
    notes.projects.close()
    history.refresh()
    assert history.head.text() == ""


def test_a_long_history_is_shown_a_page_at_a_time(qtbot: QtBot, notes: Frame) -> None:
    history = details(notes).history
    for _ in range(12):
        qtbot.mouseClick(button(notes, "law"), Qt.MouseButton.LeftButton)
        qtbot.mouseClick(button(notes, "law"), Qt.MouseButton.LeftButton)
    history.head.setChecked(True)
    history.refresh()
    assert len(history.shown()) == 20 and history.more.isVisible()
    qtbot.mouseClick(history.more, Qt.MouseButton.LeftButton)
    assert len(history.shown()) == 25 and not history.more.isVisible()


def test_a_span_tagged_under_an_older_scheme_says_so(qtbot: QtBot, notes: Frame) -> None:
    history = details(notes).history
    history.refresh()
    assert not history.under.isVisible() and notes.session is not None
    notes.session.change_scheme(Rename("label", "thing", "item"))
    history.refresh()
    assert history.under.isVisible() and "Tagged under notes 1" in history.under.text()
    qtbot.mouseClick(button(notes, "law"), Qt.MouseButton.LeftButton)
    history.refresh()
    assert not history.under.isVisible()


def test_the_time_of_a_change_is_that_on_the_wall() -> None:
    now = datetime(2025, 3, 14, 14, 31, tzinfo=UTC).astimezone()
    assert moment("2025-03-14T14:31:00Z", now) == f"{now:%H:%M}"
    assert moment("2025-03-14T14:31:00Z", now + timedelta(days=2)) == f"{now.day} Mar {now:%H:%M}"
    assert moment("2025-03-14T14:31:00Z", now + timedelta(days=400)) == f"{now.day} Mar 2025"
