"""What a screen reader is told of the article: its text and caret, its spans as a list, and what changes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from workbench.window.frame import Frame


def interface(widget: object) -> object:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences that are read out, as if a screen reader were there."""
    sentences: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: sentences.append(event.message()))
    return sentences


def test_the_article_is_text_that_can_be_read(working: Frame) -> None:
    seen = interface(working.view)
    assert seen.text(QAccessible.Text.Name) == "Article"
    assert seen.state().readOnly
    text = seen.textInterface()
    shown = text.text(0, text.characterCount())
    assert "BRENNHOLM" in shown
    assert len(shown) == text.characterCount() == len(working.view.text)  # no CRLF, no character beyond the first plane


def test_the_caret_and_the_selection_are_told(working: Frame, qtbot: QtBot) -> None:
    view = working.view
    view.setFocus()
    text = interface(view).textInterface()
    at = view.text.index("Okafor")
    view.select_extent(at, at)
    assert text.cursorPosition() == at
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert text.cursorPosition() == at + 3
    assert text.selectionCount() == 1
    # Where a word stands, so that a magnifier finds it.
    assert text.characterRect(at).height() > 10


def test_the_list_of_spans_says_label_value_and_words(working: Frame) -> None:
    rows = interface(working.spans.list)
    assert rows.text(QAccessible.Text.Name) == "spans of this article"
    assert working.session is not None
    spans, text = working.view.spans(), working.view.text
    assert rows.childCount() == len(spans) > 5
    for at, span in enumerate(spans):
        said = rows.child(at).text(QAccessible.Text.Name)
        assert span.label in said
        assert span.quote(text)[:10] in said


def test_the_selected_span_is_the_selected_row(working: Frame, qtbot: QtBot) -> None:
    working.view.setFocus()
    qtbot.keyClick(working.view, Qt.Key.Key_J)
    rows = interface(working.spans.list)
    selected = [at for at in range(rows.childCount()) if rows.child(at).state().selected]
    assert [working.spans.model.rows[at].id for at in selected] == [working.view.selected_span.id]


def test_changes_are_read_out(working: Frame, qtbot: QtBot, heard: list[str]) -> None:
    view = working.view
    view.setFocus()
    start = view.text.index("passenger")
    view.select_extent(start, start + len("passenger"))
    qtbot.keyClick(view, Qt.Key.Key_2)
    assert any(sentence.startswith("Tagged as actor.") for sentence in heard)
    assert any("actor" in sentence and "passenger" in sentence for sentence in heard)
    heard.clear()
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert any(sentence.startswith("Undone") for sentence in heard)
    heard.clear()
    qtbot.keyClick(view, Qt.Key.Key_J)
    span = view.selected_span
    assert any(span.quote(view.text)[:10] in sentence for sentence in heard)
