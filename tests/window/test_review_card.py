"""What the review page offers beside taking and rejecting, by real keys and the mouse."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.build import TEXT, bring, record, tag, where_of

from workbench.model.layer import Decision
from workbench.project import Project
from workbench.project.decisions import gold_of
from workbench.project.labelling import Labelling
from workbench.project.reviewing import Dispute, adjudicate
from workbench.window.bars.facts import facts_of
from workbench.window.frame import Frame
from workbench.window.review.gold_words import agreed
from workbench.words import in_quotes

NO, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
ADA, MAYOR = ("actor", *where_of(TEXT, "Ada Dorn")), ("actor", *where_of(TEXT, "The mayor"))
WHOLE, DONE = ("actor", *where_of(TEXT, "The mayor, Ada Dorn")), ("quote", *where_of(TEXT, "“I am done,”"))
LEFT = ("event", *where_of(TEXT, "resigned"))


@pytest.fixture
def make(frame: Frame, tmp_path: Path) -> Callable[..., Frame]:
    """Review an article that the people named have tagged so; ``begun`` is one more who is not done."""

    def made(*, merged: bool = True, begun: str = "", **people: list[tuple[str, int, int]]) -> Frame:
        with Project.create(tmp_path / "p.workbench") as project:
            bring(project, tmp_path, [record("k", TEXT), record("l", "Go home. Now.")])
            for name, spans in people.items():
                tag(project, name.replace("_", " "), "k", *spans)
            if begun:
                tag(project, begun, "k", ADA, done=False)
            if merged:
                adjudicate(project, "boss")
        frame.projects.open(str(tmp_path / "p.workbench"), "ruth")
        frame.set_mode("review")
        frame.walk.go_to("k")
        return frame

    return made


@pytest.fixture
def two(make: Callable[..., Frame]) -> Frame:
    """Ann has the mayor and the event; bob has the mayor with her name."""
    return make(ann=[DONE, MAYOR, LEFT], bob=[DONE, WHOLE])


def press(frame: Frame, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    """A key wherever the focus is, as a person's keyboard sends it."""
    QTest.keyClick(QApplication.focusWidget() or frame, key, modifiers)


def gold(frame: Frame) -> list[tuple[str, int, int]]:
    assert frame.session is not None
    layer = frame.session.project.layer("k", "gold")
    assert [span.id for span in layer.spans] == [span.id for span in frame.view.spans()], "the article shows the gold"
    return [(span.label, span.start, span.end) for span in layer.spans]


def by_ruth(frame: Frame) -> list[Decision]:
    assert frame.session is not None
    assert frame.session.project.check() == []
    return [item for item in frame.session.project.layer("k", "gold").decisions if item.by == "ruth"]


def front(frame: Frame) -> tuple[str, int, int]:
    dispute = frame.review.current
    assert dispute is not None and hasattr(dispute, "unit")
    return (dispute.unit.label, dispute.unit.parts[0][0], dispute.unit.parts[-1][1])


def states(frame: Frame) -> list[str]:
    model = frame.review.queue.model
    return [model.state(dispute) for dispute in model.rows]


def focused(frame: Frame) -> bool:
    return frame.view.hasFocus()


def test_nothing_here_and_back(two: Frame) -> None:
    assert front(two) == WHOLE
    press(two, Qt.Key.Key_N)
    assert [(item.outcome, item.target) for item in by_ruth(two)] == [("nothing", "0-19")]
    assert states(two) == ["nothing here", "nothing here", "1 of 2"], "the mayor lies inside"
    assert front(two) == LEFT and "Nothing here" in two.message.text()
    press(two, Qt.Key.Key_Z, CTRL)
    assert (by_ruth(two), front(two), states(two)) == ([], WHOLE, ["1 of 2"] * 3)


def test_the_edges_are_edited_by_arrows(two: Frame) -> None:
    press(two, Qt.Key.Key_E)
    assert two.review.card.is_editing and two.review.card.edit.hasFocus()
    press(two, Qt.Key.Key_Left, CTRL)  # before Dorn
    press(two, Qt.Key.Key_Left)
    press(two, Qt.Key.Key_Right)
    press(two, Qt.Key.Key_Right, CTRL)
    press(two, Qt.Key.Key_Right, CTRL | SHIFT)  # the start: from The to mayor
    shown = two.view.selected_span
    assert shown is not None and shown.quote(TEXT) == "mayor, Ada Dorn"
    assert by_ruth(two) == []
    press(two, Qt.Key.Key_Return)
    assert gold(two) == [("actor", 4, 19), DONE] and focused(two) and not two.review.card.is_editing
    assert states(two)[0] == "edited bob" and [item.sources[0][0] for item in by_ruth(two)] == ["bob"]
    press(two, Qt.Key.Key_Z, CTRL)
    assert (gold(two), front(two)) == ([DONE], WHOLE)


def test_esc_leaves_an_edit_and_nothing_was_changed(two: Frame) -> None:
    press(two, Qt.Key.Key_E)
    press(two, Qt.Key.Key_Left)
    press(two, Qt.Key.Key_Escape)
    assert (gold(two), by_ruth(two), focused(two), two.view.selected_span) == ([DONE], [], True, None)
    press(two, Qt.Key.Key_E)
    two.review.go(2)
    assert gold(two) == [DONE] and not two.review.card.is_editing
    press(two, Qt.Key.Key_E)
    two.set_mode("annotate")
    assert two.view.spans() == [] and not two.review.card.isVisible()


def test_values_are_edited_by_fields(make: Callable[..., Frame], qtbot: QtBot) -> None:
    frame = make(merged=False, ann=[DONE], bob=[DONE])
    session = frame.session
    assert session is not None
    work = Labelling(session.project, "ann")
    work.change(session.project.layer("k", "ann").spans[0].id, attributes={"type": "mixed"})
    work.set_done("k", True)
    frame.reload()
    assert states(frame) == ["2 of 2"] and "type differs" in frame.review.card.detail.text()
    press(frame, Qt.Key.Key_E)
    fields = frame.review.card.edit.fields
    button = next(button for value, button in fields["type"].buttons if value == "indirect")  # type: ignore[attr-defined]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(frame.review.card.take, Qt.MouseButton.LeftButton)
    (span,) = session.project.layer("k", "gold").spans
    assert dict(span.attributes) == {"type": "indirect"} and states(frame) == ["edited ann"]


def test_a_value_that_is_called_none_is_a_value(make: Callable[..., Frame]) -> None:
    frame = make(merged=False, ann=[LEFT], bob=[LEFT])
    assert frame.session is not None
    work = Labelling(frame.session.project, "ann")
    work.change(frame.session.project.layer("k", "ann").spans[0].id, attributes={"type": "none"})
    work.set_done("k", True)
    frame.reload()
    assert "type differs" in frame.review.card.detail.text()
    assert [version.rows[0] for version in frame.review.card.versions] == [("type", "none", True), ("type", "–", True)]


def test_a_held_enter_keeps_an_edit_once(two: Frame) -> None:
    from PySide6.QtGui import QKeyEvent

    press(two, Qt.Key.Key_E)
    for held in (True, True, False, True):
        widget = QApplication.focusWidget()
        assert widget is not None
        QApplication.sendEvent(widget, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, NO, "\r", held))
    assert len(by_ruth(two)) == 1


def test_a_reason_goes_with_the_decision(two: Frame) -> None:
    press(two, Qt.Key.Key_C)
    line = two.review.card.reason
    assert line.isVisible() and line.hasFocus()
    QTest.keyClicks(line, "r n 1")  # keys of the page are letters here
    press(two, Qt.Key.Key_Return)
    assert focused(two) and not line.isVisible() and by_ruth(two) == []
    assert "r n 1" in two.review.card.decided.text()
    press(two, Qt.Key.Key_R)
    assert [(item.outcome, item.reason) for item in by_ruth(two)] == [("rejected", "r n 1")]
    press(two, Qt.Key.Key_K)
    press(two, Qt.Key.Key_C)
    assert line.text() == "r n 1"
    line.clear()
    QTest.keyClicks(line, "no")
    press(two, Qt.Key.Key_Return)
    assert [item.reason for item in by_ruth(two)] == ["no"] and focused(two)
    press(two, Qt.Key.Key_C)
    QTest.keyClicks(line, "never mind")
    press(two, Qt.Key.Key_Escape)
    assert [item.reason for item in by_ruth(two)] == ["no"] and focused(two)


def test_words_that_bring_their_quotation_marks_get_no_others() -> None:
    assert in_quotes("“I am done,” “Go,”") == "“I am done,” “Go,”"
    assert in_quotes("The mayor") == "“The mayor”"


def test_a_span_decided_twice_counts_once(two: Frame) -> None:
    gold_layer = gold_of(two.review.layers)
    twice = replace(gold_layer, decisions=(*gold_layer.decisions, *gold_layer.decisions))
    assert agreed(gold_layer, 2) == agreed(twice, 2) == "1 span agreed by both became gold without a question."


def test_who_was_done_later_did_not_agree(two: Frame) -> None:
    gold_layer = gold_of(two.review.layers)
    assert agreed(gold_layer, 3) == "1 span agreed by all who were done then became gold without a question."


def test_what_is_set_aside_comes_last(two: Frame) -> None:
    press(two, Qt.Key.Key_F)
    assert front(two) == MAYOR and states(two) == ["1 of 2", "1 of 2", "later"]
    assert (
        two.review.queue.model.index(2)
        .data(Qt.ItemDataRole.AccessibleTextRole)
        .endswith("boundary, later, at the same place")
    )
    press(two, Qt.Key.Key_R)
    press(two, Qt.Key.Key_R)
    assert front(two) == WHOLE
    press(two, Qt.Key.Key_F)
    assert (front(two), two.review.at, states(two)) == (WHOLE, 0, ["1 of 2", "rejected", "rejected"])


def test_the_number_of_one_who_has_another_span_takes_that_one_instead(two: Frame) -> None:
    card = two.review.card
    assert front(two) == WHOLE and card.question.text() == "Where does this actor begin and end?"
    assert card.versions[0].isEnabled() and "rejects" in card.versions[0].version.note and card.framed == 1
    press(two, Qt.Key.Key_1)
    assert gold(two) == [MAYOR, DONE] and states(two)[:2] == ["rejected", "took ann"]
    two.review.go(0)
    assert "“The mayor” is gold here" in card.detail.text() and "1 other dispute at this place" in card.detail.text()
    press(two, Qt.Key.Key_Z, CTRL)
    assert (gold(two), front(two)) == ([DONE], WHOLE)


def test_arrows_move_the_frame_and_enter_takes_it(two: Frame) -> None:
    press(two, Qt.Key.Key_Left)
    assert two.review.card.framed == 0 and two.review.card.take.text() == "Take ann’s version"
    press(two, Qt.Key.Key_Right)
    press(two, Qt.Key.Key_Return)
    assert gold(two) == [WHOLE, DONE]


def test_the_mouse_decides_too(two: Frame, qtbot: QtBot) -> None:
    card = two.review.card
    qtbot.mouseClick(card.versions[1], Qt.MouseButton.LeftButton)
    assert gold(two) == [WHOLE, DONE]
    two.review.go(1)
    qtbot.mouseClick(card.reject, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(card.others["later"][1], Qt.MouseButton.LeftButton)
    assert states(two) == ["took bob", "rejected", "later"]
    qtbot.mouseClick(card.others["reason"][1], Qt.MouseButton.LeftButton)
    assert card.reason.hasFocus()
    press(two, Qt.Key.Key_Escape)
    qtbot.mouseClick(card.others["edit"][1], Qt.MouseButton.LeftButton)
    assert card.is_editing
    press(two, Qt.Key.Key_Escape)
    queue = two.review.queue
    qtbot.mouseClick(queue.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    assert front(two) == WHOLE and focused(two)


def test_the_queue_filters_by_words(two: Frame) -> None:
    press(two, Qt.Key.Key_Slash)
    line = two.review.queue.filter
    assert line.isVisible() and line.hasFocus()
    QTest.keyClicks(line, "missing")
    assert [two.review.queue.is_hidden(at) for at in range(3)] == [True, True, False]
    press(two, Qt.Key.Key_Return)
    press(two, Qt.Key.Key_J)
    assert focused(two) and front(two) == LEFT
    press(two, Qt.Key.Key_Slash)
    press(two, Qt.Key.Key_Escape)
    assert focused(two) and not line.isVisible()
    assert not any(two.review.queue.is_hidden(at) for at in range(3))


def test_a_dispute_that_the_filter_hides_goes_from_the_card(two: Frame) -> None:
    assert front(two) == WHOLE
    press(two, Qt.Key.Key_Slash)
    line = two.review.queue.filter
    QTest.keyClicks(line, "missing")
    assert front(two) == LEFT and two.review.card.isVisible() and line.hasFocus(), "the first that is shown"
    QTest.keyClicks(line, " nowhere")
    assert front(two) == LEFT
    assert two.message.text() == "No dispute has “missing nowhere”. Esc in the filter shows all."
    line.clear()
    assert front(two) == LEFT, "who sees it stays there"


def test_a_decision_goes_on_to_what_the_filter_shows(two: Frame) -> None:
    two.review.queue.is_hidden = lambda at: at == 1  # type: ignore[method-assign]
    press(two, Qt.Key.Key_R)
    assert front(two) == LEFT and two.review.at == 2


def test_the_hardest_first(make: Callable[..., Frame]) -> None:
    frame = make(ann=[LEFT, DONE, ADA], bob=[LEFT, ("quote", DONE[1], DONE[2] - 1)])
    assert [item.unit.label for item in frame.review.disputes] == ["actor", "quote", "quote"]  # type: ignore[union-attr]
    frame.menus.actions["review.hardest"].trigger()
    assert [item.unit.label for item in frame.review.disputes] == ["quote", "quote", "actor"]  # type: ignore[union-attr]
    assert front(frame) == ADA and frame.review.queue.order.text() == "hardest first"
    assert frame.settings.get("review_order") == "hardest"
    frame.review.queue.order.menu().actions()[0].trigger()
    assert frame.review.queue.order.text() == "in text order" and frame.review.at == 0


def test_the_next_undecided_of_this_label(make: Callable[..., Frame]) -> None:
    frame = make(ann=[MAYOR, ADA, LEFT], bob=[DONE])
    press(frame, Qt.Key.Key_J, SHIFT)
    assert front(frame) == ADA
    press(frame, Qt.Key.Key_R)
    frame.review.go(0)
    press(frame, Qt.Key.Key_J, SHIFT)
    assert front(frame) == MAYOR and "No other actor" in frame.message.text()


def test_gold_can_be_looked_at(make: Callable[..., Frame], qtbot: QtBot) -> None:
    frame = make(ann=[DONE, LEFT, MAYOR], bob=[DONE, LEFT])
    queue = frame.review.queue
    assert queue.foot.text() == "2 spans agreed by both became gold without a question."
    qtbot.mouseClick(queue.show_gold, Qt.MouseButton.LeftButton)
    assert queue.gold.isVisible() and not queue.list.isVisible()
    assert [row.data() for row in map(queue.gold_model.index, range(2))] == ["resigned", "“I am done,”"]
    qtbot.mouseClick(queue.gold.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    assert frame.view.selected_span is not None and frame.view.selected_span.label == "event"
    frame.menus.actions["review.gold"].trigger()
    assert queue.list.isVisible()


def test_what_everybody_missed_is_tagged_and_taken_back(two: Frame) -> None:
    press(two, Qt.Key.Key_1, ALT)
    assert "Select the words" in two.message.text() and by_ruth(two) == []
    start, end = where_of(TEXT, "Friday")
    two.view.select_extent(start, end)
    press(two, Qt.Key.Key_1, ALT)
    assert ("event", start, end) in gold(two) and front(two) == WHOLE
    assert states(two) == ["1 of 2", "1 of 2", "1 of 2", "added"]
    assert two.review.queue.count.text() == "0 of 3"
    two.review.go(3)
    assert not two.review.card.take.isVisible() and two.review.card.question.text() == "You made this an event."
    press(two, Qt.Key.Key_R)
    assert gold(two) == [DONE] and by_ruth(two) == []


def test_who_is_not_finished_is_said(make: Callable[..., Frame]) -> None:
    frame = make(ann=[ADA, MAYOR], bob=[ADA], begun="cat")
    assert "1 of 3 not finished: cat has begun this article." in frame.review.queue.note.text()
    press(frame, Qt.Key.Key_R)
    said = frame.review.queue.note.text()
    assert "Everything here is decided. 1 span is gold. Ctrl+Enter opens the next article" in said


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ({}, "Agreement needs two readers. Nobody is done"),
        ({"ann": [ADA]}, "Agreement needs two readers. Only ann is done"),
        ({"ann": [ADA], "bob": [ADA]}, "Everyone agrees here. 1 span is gold. Ctrl+Enter opens"),
    ],
)
def test_empty_states(make: Callable[..., Frame], people: dict[str, list[tuple[str, int, int]]], words: str) -> None:
    frame = make(**people)
    assert frame.review.queue.empty.isVisible() and words in frame.review.queue.empty.text()
    assert not frame.review.card.isVisible() and not frame.review.legend.isVisible()


def test_the_legend_says_whose_lane_is_which(two: Frame, qtbot: QtBot) -> None:
    legend = two.review.legend
    assert legend.isVisible() and legend.names == ("ann", "bob")
    assert legend.geometry().left() > two.view.viewport().width() - two.view.right_margin()
    two.resize(1024, 700)
    QApplication.processEvents()
    assert not legend.isVisible()
    assert two.review.card.height() <= 0.45 * two.height()
    two.resize(1440, 900)
    QApplication.processEvents()
    assert legend.isVisible()
    two.set_mode("annotate")
    assert not legend.isVisible()


def test_many_people_scroll_sideways_and_lanes_show_versions(make: Callable[..., Frame]) -> None:
    spans = [[MAYOR], [WHOLE], [ADA], [MAYOR], [("actor", 0, 3)], []]
    frame = make(**{f"person_{letter}": found for letter, found in zip("abcdef", spans)})
    cards = frame.review.card.versions
    assert len(cards) == 6 and all(card.width() >= 260 for card in cards)
    frame.review.go(next(at for at in range(4) if front_of(frame, at) == ("actor", 0, 3)))
    assert frame.review.card.framed == 4
    QApplication.processEvents()
    assert not cards[4].visibleRegion().isEmpty(), "the framed one is scrolled to"
    lanes = frame.view._marks.layers
    assert [len(list(index)) for index in lanes] == [1, 2, 1, 0], "the mayor and Ada do not meet"


def front_of(frame: Frame, at: int) -> tuple[str, int, int]:
    unit = frame.review.disputes[at].unit  # type: ignore[union-attr]
    return (unit.label, unit.parts[0][0], unit.parts[-1][1])


def test_a_refused_decision_is_said_and_nothing_moves(two: Frame) -> None:
    session = two.session
    assert session is not None
    Labelling(session.project, "bob").remove(
        next(span.id for span in session.project.layer("k", "bob").spans if span.label == "actor")
    )
    press(two, Qt.Key.Key_Return)
    assert two.bar.isVisible() and "any more" in two.bar.text()
    assert (by_ruth(two), front(two)) == ([], WHOLE)


def test_keys_are_shown_as_they_are_now(two: Frame) -> None:
    two.keymap.set_keys("review.reject", ["X"])
    assert two.review.card.reject.keys == ("X",) and two.review.card.take.keys == ("2",)
    press(two, Qt.Key.Key_R)
    assert by_ruth(two) == []
    press(two, Qt.Key.Key_X)
    assert [item.outcome for item in by_ruth(two)] == ["rejected"]


def test_the_card_takes_the_room_that_its_versions_need(two: Frame, qtbot: QtBot) -> None:
    card = two.review.card
    short, edge = card.height(), card.geometry().bottom()
    press(two, Qt.Key.Key_E)
    assert card.is_editing and card.height() > short
    qtbot.waitUntil(lambda: card.geometry().bottom() == edge, timeout=2000)
    card.stop_editing()
    assert card.height() == short
    qtbot.waitUntil(lambda: card.geometry().bottom() == edge, timeout=2000)
    assert all(version.height_wanted(version.width()) <= version.height() for version in card.versions)


def test_the_status_bar_says_where_the_dispute_is(two: Frame) -> None:
    dispute = two.review.current
    assert isinstance(dispute, Dispute)
    assert facts_of(two)[0] == f"{dispute.unit.parts[0][0]:,}–{dispute.unit.parts[-1][1]:,}"


def test_whose_lane_is_which_stays_in_the_margin(two: Frame, qtbot: QtBot) -> None:
    two.resize(1024, 700)
    qtbot.wait(1)
    two.resize(1440, 900)
    legend = two.review.legend
    qtbot.waitUntil(
        lambda: legend.isVisible() and legend.geometry().right() < two.view.viewport().width(), timeout=2000
    )


def test_a_note_that_may_be_cut_is_in_the_tool_tip(two: Frame) -> None:
    found = []
    for _ in two.review.disputes:
        found += [
            card.toolTip() == f"<p>{card.version.note}</p>"
            for card in two.review.card.versions
            if card.version.note and card.version.span is not None
        ]
        press(two, Qt.Key.Key_J)
    assert found and all(found)
