"""Tagging the same words everywhere: suggestions, taken one by one or all at once, or left."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.build import bring, record
from support.hands import Hands

from workbench.model.span import Span
from workbench.project import Project
from workbench.window.finding.preview import Preview
from workbench.window.frame import Frame

CTRL = Qt.KeyboardModifier.ControlModifier


TEXT = (
    "Ferry crews walked out. The crews said they would stay out; Crews of other lines joined the crews.\n"
    "No crewship sailed. A strike is a strike, the strikers said, and BRENNHOLM is quiet. The last crews came at noon."
)


@pytest.fixture
def hands(working: Frame, qtbot: QtBot, tmp_path: Path) -> Hands:
    """Ruth in an article in which crews are named five times, one of them with a capital."""
    working.projects.work_as("ruth")
    assert working.session is not None
    bring(working.session.project, tmp_path, [record("crews", TEXT)])
    working.reload()
    working.session.open("crews")
    working.view.setFocus()
    return Hands(working, qtbot)


def preview(hands: Hands) -> Preview:
    return hands.frame.finding.preview


def places(hands: Hands, words: str) -> list[int]:
    """Where these words stand as whole words, whatever their case."""
    return [found.start() for found in re.finditer(rf"\b{words}\b", hands.frame.view.text, re.IGNORECASE)]


def stored(hands: Hands) -> list[Span]:
    session = hands.frame.session
    assert session is not None and session.article is not None
    with Project.open(session.project.where) as reader:
        return sorted(reader.layer(session.article.key, "ruth").spans, key=lambda span: span.order)


def entries(hands: Hands) -> int:
    assert hands.frame.session is not None
    return len(list(hands.frame.session.project.history()))


def tag(hands: Hands, words: str, key: Qt.Key = Qt.Key.Key_2) -> None:
    start = hands.frame.view.text.index(words)
    hands.frame.view.select_extent(start, start + len(words))
    hands.key(key)


def test_the_span_s_words_are_suggested_where_they_are_not_tagged_yet(hands: Hands) -> None:
    tag(hands, "crews")
    hands.key(Qt.Key.Key_T)
    wanted = places(hands, "crews")[1:]
    assert [span.start for span in hands.frame.view.suggestions()] == wanted
    assert hands.frame.view.current_suggestion is not None
    assert [span.start for span in stored(hands)] == places(hands, "crews")[:1]
    assert f"of {len(wanted)}" in preview(hands).bar.said.text()
    assert "1 place tagged already" in preview(hands).bar.accessibleName()


def test_enter_takes_all_in_one_action(hands: Hands) -> None:
    tag(hands, "crews")
    before = entries(hands)
    hands.key(Qt.Key.Key_T)
    hands.key(Qt.Key.Key_Return)
    assert entries(hands) == before + 1
    assert [span.start for span in stored(hands)] == places(hands, "crews")
    assert {span.label for span in stored(hands)} == {"actor"}
    assert not hands.frame.previewing
    assert hands.frame.view.suggestions() == []
    hands.key(Qt.Key.Key_Z, CTRL)
    assert [span.start for span in stored(hands)] == places(hands, "crews")[:1]
    assert [span.start for span in hands.frame.view.spans()] == places(hands, "crews")[:1]


def test_space_takes_one_and_del_leaves_one(hands: Hands) -> None:
    tag(hands, "crews")
    there = places(hands, "crews")
    assert len(there) >= 3
    hands.key(Qt.Key.Key_T)
    hands.key(Qt.Key.Key_Delete)
    hands.key(Qt.Key.Key_Space)
    assert [span.start for span in stored(hands)] == [there[0], there[2]]
    assert there[1] not in [span.start for span in hands.frame.view.suggestions()]


def test_when_the_last_one_is_decided_the_bar_goes(hands: Hands) -> None:
    tag(hands, "crews")
    hands.key(Qt.Key.Key_T)
    for _ in places(hands, "crews")[1:]:
        hands.key(Qt.Key.Key_Space)
    assert not hands.frame.previewing
    assert [span.start for span in stored(hands)] == places(hands, "crews")
    assert hands.frame.view.hasFocus()


def test_j_and_k_walk_the_suggestions(hands: Hands) -> None:
    tag(hands, "crews")
    hands.key(Qt.Key.Key_T)
    suggested = hands.frame.view.suggestions()
    first = hands.frame.view.current_suggestion
    hands.key(Qt.Key.Key_J)
    assert hands.frame.view.current_suggestion == suggested[(suggested.index(first) + 1) % len(suggested)]
    hands.key(Qt.Key.Key_K)
    assert hands.frame.view.current_suggestion == first


def test_esc_leaves_everything_as_it_was(hands: Hands) -> None:
    tag(hands, "crews")
    before = stored(hands)
    hands.key(Qt.Key.Key_T)
    hands.key(Qt.Key.Key_Escape)
    assert not hands.frame.previewing
    assert stored(hands) == before
    hands.key(Qt.Key.Key_Space)  # which peeks again
    assert stored(hands) == before


def test_an_undo_brings_the_suggestion_back(hands: Hands) -> None:
    tag(hands, "crews")
    hands.key(Qt.Key.Key_T)
    before = hands.frame.view.suggestions()
    hands.key(Qt.Key.Key_Space)
    hands.key(Qt.Key.Key_Z, CTRL)
    assert hands.frame.view.suggestions() == before


def test_a_digit_changes_the_label_that_is_suggested(hands: Hands) -> None:
    tag(hands, "crews")
    hands.key(Qt.Key.Key_T)
    hands.key(Qt.Key.Key_1)
    assert {span.label for span in hands.frame.view.suggestions()} == {"event"}
    assert [span.start for span in hands.frame.view.suggestions()] == places(hands, "crews")


def test_words_without_a_span_get_the_label_used_last(hands: Hands) -> None:
    tag(hands, "walked out", Qt.Key.Key_1)
    view = hands.frame.view
    start = view.text.index("crews")
    view.select_extent(start, start + len("crews"))
    hands.key(Qt.Key.Key_T)
    assert {span.label for span in view.suggestions()} == {"event"}


def test_a_click_chooses_a_suggestion(hands: Hands) -> None:
    tag(hands, "crews")
    hands.key(Qt.Key.Key_T)
    view = hands.frame.view
    hands.key(Qt.Key.Key_J)
    first = view.suggestions()[0]
    view.reveal(first.start, first.end)
    cursor = view.textCursor()
    cursor.setPosition(first.start + 2)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(view.cursorRect(cursor).center()).toPoint()
    )
    assert view.current_suggestion == first


def test_choices_are_worked_out_anew(hands: Hands) -> None:
    tag(hands, "strike", Qt.Key.Key_1)
    hands.key(Qt.Key.Key_Escape)  # the note asks for a type, and would take a letter for one
    hands.key(Qt.Key.Key_T)
    before = len(hands.frame.view.suggestions())
    hands.click(preview(hands).bar.options.buttons["whole"])
    assert len(hands.frame.view.suggestions()) >= before
    hands.key(Qt.Key.Key_Escape)


def test_buttons_do_what_keys_do(hands: Hands) -> None:
    tag(hands, "crews")
    hands.key(Qt.Key.Key_T)
    hands.click(preview(hands).bar.take)
    hands.click(preview(hands).bar.refuse)
    assert len(stored(hands)) == 2
    hands.click(preview(hands).bar.take_all)
    assert len(stored(hands)) == len(places(hands, "crews")) - 1


def test_another_article_ends_it(hands: Hands) -> None:
    tag(hands, "crews")
    hands.key(Qt.Key.Key_T)
    hands.key(Qt.Key.Key_PageUp, CTRL)
    assert not hands.frame.previewing
    assert hands.frame.view.suggestions() == []


def test_nothing_further_is_said(hands: Hands) -> None:
    tag(hands, "BRENNHOLM", Qt.Key.Key_2)
    hands.key(Qt.Key.Key_T)
    assert hands.frame.view.suggestions() == []
    assert "No further" in preview(hands).bar.said.text()


def test_leaving_gives_the_span_back_and_asking_again_asks_the_same(hands: Hands) -> None:
    tag(hands, "crews")
    span = hands.frame.view.selected_span
    hands.key(Qt.Key.Key_T)
    first = hands.frame.view.suggestions()
    hands.key(Qt.Key.Key_Escape)
    assert hands.frame.view.selected_span == span
    hands.key(Qt.Key.Key_T)
    assert hands.frame.view.suggestions() == first
