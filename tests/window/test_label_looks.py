"""Labels shown, dimmed or hidden each by itself: by menu, button and palette; what is drawn, said and remembered."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from workbench.model.span import Span
from workbench.window.article.marks.intervals import SpanIndex
from workbench.window.article.marks.lanes import HIDDEN, Lanes
from workbench.window.frame import Frame
from workbench.window.palette.items import commands

SHIFT = Qt.KeyboardModifier.ShiftModifier


def choose(frame: Frame, name: str, entry: str) -> None:
    frame.menus.update()
    next(act for act in frame.menus.submenus[name].actions() if act.text().startswith(entry)).trigger()


def drawn(frame: Frame) -> set[str]:
    """The labels of which anything is painted in the article's first blocks."""
    marks = frame.view._marks
    return {piece.span.label for block in range(6) for piece in marks.drawn(block)}


def in_list(frame: Frame) -> set[str]:
    return {row.label for row in frame.spans.model.rows}


def first_of(frame: Frame, label: str) -> Span:
    return next(span for span in frame.view.spans() if span.label == label)


def test_one_label_is_hidden_and_another_dimmed_by_the_menu(working: Frame) -> None:
    assert {"actor", "event", "quote"} <= drawn(working)
    choose(working, "Hide", "Actor")
    choose(working, "Dim", "Event")
    marks = working.view._marks
    assert "actor" not in drawn(working) and {"event", "quote"} <= drawn(working)
    assert marks.is_dimmed(first_of(working, "event")) and not marks.is_dimmed(first_of(working, "quote"))
    assert "actor" in in_list(working)
    row = next(row for row in working.spans.model.rows if row.label == "actor")
    assert ", hidden:" in working.spans.model.spoken(row)
    sign, buttons = working.labels.sign, working.labels.buttons
    assert sign is not None and sign.isVisible() and sign.text() == "1 dimmed, 1 hidden"
    assert (buttons["actor"].look, buttons["event"].look, buttons["quote"].look) == ("hidden", "dimmed", "shown")
    assert buttons["actor"].accessibleName() == "actor, key 2, complete, hidden"
    choose(working, "Hide", "Actor")
    assert "actor" in drawn(working) and sign.text() == "1 dimmed"


def test_the_sign_brings_all_back(working: Frame) -> None:
    working.tagging.looks.choose("actor", "hidden")
    working.tagging.looks.choose("cue", "hidden")
    sign = working.labels.sign
    assert sign is not None and sign.text() == "2 hidden"
    QTest.mouseClick(sign, Qt.MouseButton.LeftButton)
    assert not sign.isVisible() and {"actor", "cue"} <= drawn(working)
    assert working.message.text() == "All labels are shown."
    assert not working.settings.get("label_looks")


def test_a_hidden_span_shows_while_it_is_selected(working: Frame) -> None:
    view = working.view
    working.tagging.looks.choose("actor", "hidden")
    actor = first_of(working, "actor")
    assert view._marks.is_hidden(actor)
    bare = view.grab().toImage()
    working.spans.chosen.emit(actor.id)
    assert view.selected_span == actor and not view._marks.is_hidden(actor)
    assert actor.id in {tag.span.id for block in range(6) for tag in view._marks.tags(block)}
    assert view.grab().toImage() != bare
    view.clear_selection()
    assert view._marks.is_hidden(actor)
    assert actor.id not in {tag.span.id for block in range(6) for tag in view._marks.tags(block)}


def test_hidden_labels_are_passed_over_unless_one_of_them_is_selected(working: Frame, qtbot: QtBot) -> None:
    view, seen = working.view, set()
    working.tagging.looks.choose("actor", "hidden")
    view.setFocus()
    for _ in range(12):
        qtbot.keyClick(view, Qt.Key.Key_J)
        assert view.selected_span is not None
        seen.add(view.selected_span.label)
    assert "actor" not in seen and len(seen) > 2
    actor = first_of(working, "actor")
    view.select_span(actor.id)
    qtbot.keyClick(view, Qt.Key.Key_J, SHIFT)
    assert view.selected_span.label == "actor" and view.selected_span != actor


def test_they_are_remembered_by_project(working: Frame) -> None:
    working.tagging.looks.choose("actor", "hidden")
    address = working.session.project.address if working.session else ""
    working.projects.close()
    assert working.view._marks.hidden == frozenset()
    working.projects.open(address, "ines")
    assert working.session is not None
    working.session.open("ferry-strike-wire")
    assert "actor" not in drawn(working)
    assert working.labels.sign is not None and working.labels.sign.text() == "1 hidden"


def test_shift_and_a_digit_leave_a_sign_and_what_was_chosen(working: Frame, qtbot: QtBot) -> None:
    working.tagging.looks.choose("cue", "hidden")
    working.view.setFocus()
    qtbot.keyClick(working.view, Qt.Key.Key_3, SHIFT)
    sign = working.labels.sign
    assert sign is not None and sign.text() == "Only quote"
    assert "cue" not in drawn(working) and working.view._marks.is_dimmed(first_of(working, "actor"))
    qtbot.keyClick(working.view, Qt.Key.Key_3, SHIFT)
    assert sign.text() == "1 hidden" and not working.view._marks.dimmed
    assert working.message.text() == "As before, with 1 hidden."


def test_showing_a_label_beside_the_one_that_is_alone_ends_that(working: Frame) -> None:
    working.tagging.show_only("quote")
    working.tagging.looks.choose("actor", "hidden")
    assert working.tagging.only == "quote"
    working.tagging.looks.choose("event", "shown")
    assert working.tagging.only is None and working.tagging.looks.chosen == {"actor": "hidden"}


def test_a_label_button_has_a_menu(working: Frame, qtbot: QtBot) -> None:
    asked: list[list[str]] = []

    def answer() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        asked.append([act.text() for act in menu.actions() if act.isChecked()])
        next(act for act in menu.actions() if act.text() == "Hide").trigger()
        menu.close()

    button = working.labels.buttons["actor"]
    QTimer.singleShot(50, answer)
    button.customContextMenuRequested.emit(button.rect().center())
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [["Show"]]
    assert "actor" not in drawn(working)


def test_the_palette_offers_what_a_label_is_not_yet(working: Frame) -> None:
    working.tagging.looks.choose("actor", "hidden")
    items = {item.title: item for item in commands(working)}
    assert "Hide the label Actor" not in items and items["Show the label Actor"].detail == "hidden now"
    items["Dim the label Actor"].run()
    assert working.tagging.looks.look("actor") == "dimmed"
    assert items["Labels: show all labels"].id == "view.all_labels"


def test_tagging_with_a_hidden_label_says_so(working: Frame) -> None:
    working.tagging.looks.choose("boilerplate", "hidden")
    at = working.view.text.index("passengers ashore")
    working.view.select_extent(at, at + 10)
    working.tagging.tag("boilerplate", False)
    assert working.message.text().startswith("Tagged as boilerplate, which is hidden")


@pytest.mark.parametrize("hidden", [True, False])
def test_hidden_spans_leave_their_lanes_to_others(hidden: bool) -> None:
    inner, outer = Span("a", "in", ((2, 5),)), Span("b", "out", ((0, 9),))
    far = Span("c", "out", ((0, 1 << 15),))
    lanes = Lanes(SpanIndex((inner, outer, far)))
    lanes.left_out = frozenset({"in"} if hidden else ())
    assert lanes.lane(outer) == (0 if hidden else 1)
    assert lanes.lane(inner) == (1 if hidden else 0)
    lanes.left_out = frozenset({"out"})
    lanes.forget()
    assert lanes.lane(inner) == 0 and lanes.lane(outer) == 1 and lanes.lane(far) == HIDDEN
