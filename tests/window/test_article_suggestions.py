"""What is proposed: drawn broken and hollow, in the lanes that real spans leave; as cheap as they are."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.lines import POLICE, box_of, colours_across, middle, on, open_lines, seen

from workbench.model.span import Span
from workbench.window.article.marks.intervals import SpanIndex
from workbench.window.article.marks.lanes import HIDDEN, Lanes
from workbench.window.look.theme import load_theme

EXTENTS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=15)
LIGHT = load_theme("light")
EVENT = on(POLICE, "closed Quay Road", "event", type="closure")
ACTOR = on(POLICE, "Police", "new", "actor", type="org")


def spans_of(extents: list[tuple[int, int]], name: str) -> list[Span]:
    return [Span(f"{name}{at}", "actor", ((start, start + length),)) for at, (start, length) in enumerate(extents)]


@given(EXTENTS, EXTENTS)
def test_suggestions_take_the_lanes_that_real_spans_leave(
    real: list[tuple[int, int]], proposed: list[tuple[int, int]]
) -> None:
    spans, suggestions = spans_of(real, "r"), spans_of(proposed, "s")
    alone = Lanes(SpanIndex(spans))
    settled = Lanes(SpanIndex(spans))
    lanes = Lanes(SpanIndex(suggestions), settled)
    found = {span.id: lanes.lane(span) for span in suggestions}
    assert {span.id: settled.lane(span) for span in spans} == {span.id: alone.lane(span) for span in spans}
    found |= {span.id: settled.lane(span) for span in spans}
    for one, other in combinations([*spans, *suggestions], 2):
        if one.start < other.end and other.start < one.end and found[one.id] != HIDDEN:
            assert found[one.id] != found[other.id]


def test_a_suggestion_has_a_broken_line_a_hollow_letter_and_no_fill(qtbot: QtBot) -> None:
    view = open_lines(qtbot, POLICE, EVENT)
    view.set_suggestions([ACTOR])
    colours, paper = LIGHT.label("actor"), LIGHT.paper.name()
    left, right, baseline = box_of(view, "Police")
    image = seen(view)
    lane = colours_across(image, left - 1, right + 1, baseline + 5)
    assert set(lane) == {colours.line.name(), paper} and len(lane) > 8  # dashes and gaps in turn
    assert colours.fill.name() not in colours_across(image, left, right, baseline - 13)
    letter = colours_across(image, left - 2, left + 12, baseline - 24)
    assert colours.line.name() not in letter[2:-2] and paper in letter
    assert colours.tag_bg.name() in colours_across(image, left + 14, right, baseline - 25)
    view.set_suggestions([])
    assert colours.line.name() not in colours_across(seen(view), left - 2, right + 1, baseline + 5)


def test_a_stretch_of_the_current_one_may_have_a_whole_line(qtbot: QtBot) -> None:
    view = open_lines(qtbot, POLICE)
    whole = (on(POLICE, "Road", "").parts[0],)
    view.set_suggestions([EVENT], EVENT.id, whole=whole)
    colour, paper = LIGHT.label("event").line.name(), LIGHT.paper.name()
    image = seen(view)
    for words, across in (("Road", {colour}), ("closed", {colour, paper})):
        left, right, baseline = box_of(view, words)
        assert set(colours_across(image, left, right, baseline + 5)) == across
    view.set_suggestions([EVENT], EVENT.id)
    left, right, baseline = box_of(view, "Road")
    assert paper in colours_across(seen(view), left, right, baseline + 5)


def test_the_ring_goes_round_the_current_one_in_ink(qtbot: QtBot) -> None:
    view = open_lines(qtbot, POLICE, EVENT)
    view.set_suggestions([ACTOR, on(POLICE, "hours", "late", "time")], current="new")
    assert view.current_suggestion == ACTOR
    left, right, baseline = box_of(view, "Police")
    below = baseline + 5.4 + 2 + 1  # two pixels off the fill, the middle of a ring two pixels wide
    assert colours_across(seen(view), left + 4, right - 4, below) == [LIGHT.ink.name()]
    view.set_current_suggestion("late")
    image = seen(view)
    assert LIGHT.ink.name() not in colours_across(image, left + 4, right - 4, below)
    left, right, baseline = box_of(view, "hours")
    assert colours_across(image, left + 4, right - 4, below) == [LIGHT.ink.name()]
    view.set_current_suggestion("gone")
    assert view.current_suggestion is None


def test_the_pointer_finds_suggestions_beside_spans(qtbot: QtBot) -> None:
    view = open_lines(qtbot, POLICE, EVENT)
    quay = on(POLICE, "Quay Road", "quay", "place")
    view.set_suggestions([ACTOR, quay])
    assert view.suggestion_at(middle(view, "Police")) == ACTOR and view.span_at(middle(view, "Police")) is None
    assert view.suggestion_at(middle(view, "Police", 5)) == ACTOR  # its line
    left, _, baseline = box_of(view, "Police")
    assert view.suggestion_at(QPointF(left + 5, baseline - 20)) == ACTOR  # its tag
    at = middle(view, "Quay Road")
    assert (view.suggestion_at(at), view.span_at(at), view.mark_at(at)) == (quay, EVENT, quay)
    assert view.mark_at(middle(view, "closed")) == EVENT
    assert view.suggestion_at(middle(view, "three")) is None


def test_hovering_lifts_and_a_click_is_told(qtbot: QtBot) -> None:
    view = open_lines(qtbot, POLICE, EVENT)
    view.set_suggestions([ACTOR])
    calm = seen(view)
    QTest.mouseMove(view.viewport(), QPoint(2, 2))
    QTest.mouseMove(view.viewport(), middle(view, "Police").toPoint())
    left, right, baseline = box_of(view, "Police")
    assert LIGHT.label("actor").fill.name() in colours_across(seen(view), left, right, baseline - 13)
    assert seen(view) != calm
    with qtbot.waitSignal(view.suggestion_clicked) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, "Police").toPoint())
    assert told.args == ["new"] and view.selected_span is None
    assert "suggested" in view.tool_tip(ACTOR)
    view.set_suggestions([])
    assert view._hovered is None


def test_taking_one_lays_the_others_out_again(qtbot: QtBot) -> None:
    view = open_lines(qtbot, POLICE)
    wide, narrow = on(POLICE, "Police closed", "wide", "event"), on(POLICE, "closed Quay", "narrow", "actor")
    view.set_suggestions([wide, narrow])
    assert [view._marks.suggested_lane(span) for span in (narrow, wide)] == [0, 1]
    view.update_spans([], [wide._replace(id="real")])
    view.set_suggestions([narrow])
    assert view._marks.suggested_lane(narrow) == 1 and view._marks.lane(view.spans()[0]) == 0
    view.update_spans(["real"], [])
    assert view._marks.suggested_lane(narrow) == 0
    after = seen(view)
    view.show_article(POLICE, [])
    assert view.suggestions() == []
    view.set_suggestions([narrow])
    assert seen(view) == after


def test_only_those_in_view_are_looked_at(qtbot: QtBot) -> None:
    text = "\n".join("Police closed Quay Road." for _ in range(5000))
    view = open_lines(qtbot, text)
    proposed = [Span(f"s{at}", "actor", ((at, at + 6),)) for at in range(0, len(text), 25)]
    proposed += [Span(f"q{at}", "place", ((at + 14, at + 23),)) for at in range(0, len(text), 25)]
    view.set_suggestions(proposed)
    view.grab()
    assert len(view.suggestions()) == 10_000
    assert 0 < len(view._marks.suggestions.lanes._lanes) < 60
    assert len(view._marks._suggested) < 30
    view.set_current_suggestion("q100000")
    assert view.suggestion_at(QPointF(view.cursorRect().center())) is None  # the caret stays where it is
    lane = view._marks.suggestions.lanes._lanes
    view.grab()
    assert "q100000" in lane and len(lane) < 120
