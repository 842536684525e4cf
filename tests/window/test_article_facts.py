"""About an article: what is known is corrected in one action; removing it counts first and can be undone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.build import everything

from workbench.project.articles import set_meta
from workbench.window.frame import Frame
from workbench.window.session import Session
from workbench.window.sheets.article_facts import ArticleFacts, RemoveSheet

KEY = "ferry-strike-wire"
ENTER = Qt.Key.Key_Return


def session(frame: Frame) -> Session:
    assert frame.session is not None
    return frame.session


def entries(frame: Frame) -> int:
    return len(list(session(frame).project.history()))


@pytest.fixture
def sheet(qtbot: QtBot, working: Frame) -> ArticleFacts:
    made = ArticleFacts(working, KEY)
    qtbot.addWidget(made)
    made.show()
    return made


def answering(answer: Callable[[RemoveSheet], None]) -> None:
    def look() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, RemoveSheet)
        answer(shown)

    QTimer.singleShot(0, look)


def test_fields_are_saved_as_one_action(qtbot: QtBot, working: Frame, sheet: ArticleFacts) -> None:
    before, text = entries(working), working.view.text
    for name, words in (("title", "Crews walk out"), ("published", "2025-03-14")):
        sheet.fields[name].setFocus()
        sheet.fields[name].selectAll()
        qtbot.keyClicks(sheet.fields[name], words)
    qtbot.keyClick(sheet.fields["published"], ENTER)
    assert not sheet.isVisible() and entries(working) == before + 1
    meta = session(working).project.article(KEY).meta
    assert (meta.title, meta.published) == ("Crews walk out", "2025-03-14")
    row = session(working).listing.row_of(KEY)
    assert row is not None and row.title == "Crews walk out"
    assert working.message.text() == "Changed title and date of “Crews walk out”. Ctrl+Z undoes it."
    assert working.view.text == text
    working.undo()
    assert session(working).project.article(KEY).meta.title != "Crews walk out"


def test_nothing_changed_writes_nothing(qtbot: QtBot, working: Frame, sheet: ArticleFacts) -> None:
    before = entries(working)
    qtbot.keyClick(sheet.fields["title"], ENTER)
    assert not sheet.isVisible() and entries(working) == before


def test_a_refused_value_stays_with_its_sentence(working: Frame, sheet: ArticleFacts) -> None:
    sheet.fields["url"].setText("x" * 3000)
    sheet.save()
    assert sheet.isVisible() and "2,000 is the most" in sheet.trouble.text()


def test_it_tells_key_length_and_layers(sheet: ArticleFacts, working: Frame) -> None:
    from PySide6.QtWidgets import QLabel

    told = [label.text() for label in sheet.findChildren(QLabel)]
    assert KEY in told and f"{sheet.facts.length:,} characters" in told
    spans = len(session(working).layer.spans)
    assert spans > 40 and any(f"ines: done, {spans} spans" in text for text in told)


def test_every_field_has_a_name_and_a_key(sheet: ArticleFacts) -> None:
    from PySide6.QtWidgets import QLabel

    assert {field.accessibleName() for field in sheet.fields.values()} == {
        "title", "source", "link", "date", "language",
    }  # fmt: skip
    keys = [label.text() for label in sheet.findChildren(QLabel) if label.buddy() is not None]
    assert len(keys) == 5 and all("&" in words for words in keys)


# Removing


def test_enter_keeps_the_article(qtbot: QtBot, working: Frame) -> None:
    before = entries(working)
    answering(lambda shown: qtbot.keyClick(shown, ENTER))
    working.menus.actions["article.remove"].trigger()
    assert entries(working) == before


def test_it_counts_removes_goes_on_and_comes_back(qtbot: QtBot, working: Frame) -> None:
    project = session(working).project
    before, place, total = everything(project), session(working).place(), len(session(working).listing)
    following = session(working).listing.row((place or 0) + 1)
    spans = sum(len(layer.spans) for layer in project.layers(KEY))
    said: list[str] = []

    def answer(shown: RemoveSheet) -> None:
        said.append(shown.sentence.text())
        qtbot.mouseClick(shown.remove_button, Qt.MouseButton.LeftButton)

    answering(answer)
    working.menus.actions["article.remove"].trigger()
    assert f"This removes the article with 3 layers, {spans} spans and" in said[0] and "Ctrl+Z" in said[0]
    assert len(session(working).listing) == total - 1
    now = session(working).article
    assert now is not None and following is not None and now.key == following.key
    assert working.view.text == now.text and working.message.text().endswith("brings it back with all its labels.")
    working.undo()
    assert everything(project) == before and len(session(working).listing) == total


def test_the_last_article_leaves_an_empty_window(qtbot: QtBot, working: Frame) -> None:
    for _ in range(len(session(working).listing)):
        answering(lambda shown: shown.accept())
        working.menus.actions["article.remove"].trigger()
    assert session(working).article is None and working.article_stack.currentIndex() == 1
    working.update_actions()
    assert not working.menus.actions["article.remove"].isEnabled()


# States


def test_a_done_article_is_reopened_from_the_menu(working: Frame) -> None:
    reopen = working.menus.actions["article.reopen"]
    working.update_actions()
    assert session(working).layer.state == "done" and reopen.isEnabled()
    reopen.trigger()
    assert session(working).layer.state == "in_progress"
    working.update_actions()
    assert not reopen.isEnabled()


def test_a_long_title_is_seen_from_its_beginning(qtbot: QtBot, working: Frame) -> None:
    long = "The beginning of a title 🚢 " * 20
    set_meta(session(working).project, "ines", KEY, {"title": long})
    made = ArticleFacts(working, KEY)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(made.fields["title"].hasFocus)
    assert made.fields["title"].cursorPosition() == 0
    made.fields["source"].setFocus()
    qtbot.keyClick(made.fields["source"], Qt.Key.Key_Backtab)  # Qt selects all of it
    assert made.fields["title"].selectedText() == long.strip() and made.fields["title"].cursorPosition() == 0
    made.reject()
