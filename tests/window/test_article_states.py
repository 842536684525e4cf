"""States of spans as they are drawn: the ring of the keys, doubt, dimming, counts, places that were found."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.lines import POLICE, box_of, colours_across, middle, on, open_lines, seen

from workbench.model.span import Span
from workbench.window.article.marks.found import Found
from workbench.window.article.marks.sizes import FILL_HEIGHT, FILL_TOP
from workbench.window.article.marks.strokes import StrokeMaker
from workbench.window.article.marks.tags import value_of
from workbench.window.article.view import ArticleView
from workbench.window.look.theme import contrast, load_theme
from workbench.window.tour.states import SCHEME, states, states_page

LIGHT = load_theme("light")
INK, PAPER = LIGHT.ink.name(), LIGHT.paper.name()
SPANS = on(POLICE, "Police", "actor", type="org"), on(POLICE, "closed Quay Road", "event", type="closure")
MANY = "one two three four five six seven"
NESTED = [on(MANY, MANY[:end], f"n{end}", "actor") for end in (3, 7, 13, 18, 23, 27, 33)]


def has_ring(view: ArticleView, words: str) -> bool:
    left, right, baseline = box_of(view, words)
    return colours_across(seen(view), left + 4, right - 8, baseline + 5.4 + 2 + 1) == [INK]


def test_what_keys_come_to_has_a_ring_and_what_the_mouse_takes_has_none(qtbot: QtBot) -> None:
    view = open_lines(qtbot, POLICE, *SPANS)
    view.step_span(1)
    assert view.selected_span == SPANS[0] and has_ring(view, "Police")
    view.step_span(1)
    assert has_ring(view, "closed Quay Road") and not has_ring(view, "Police")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, "Police").toPoint())
    assert view.selected_span == SPANS[0] and not has_ring(view, "Police") and not has_ring(view, "closed Quay Road")
    view.select_span("actor")  # from the list
    assert has_ring(view, "Police")
    view.clear_selection()
    assert not has_ring(view, "Police")


def test_a_step_that_leads_nowhere_puts_the_ring_round_what_the_mouse_took(qtbot: QtBot) -> None:
    view = open_lines(qtbot, POLICE, SPANS[0])
    for by in (1, -1):
        view.clear_selection()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, "Police").toPoint())
        assert view.selected_span == SPANS[0] and not has_ring(view, "Police")
        view.step_span(by)
        assert view.selected_span == SPANS[0] and has_ring(view, "Police")


def test_the_ring_is_drawn_line_by_line_and_tags_stand_before_it(qtbot: QtBot) -> None:
    text = "word " * 30
    view = open_lines(qtbot, text, Span("long", "event", ((10, 120),), {"type": "closure"}))
    view.select_span("long")
    image = seen(view)
    column = view._layout.column
    tag = view._marks.tags(0)[0]
    across = colours_across(image, tag.place.x + 16, tag.place.x + tag.width - 3, 18 + column.baseline - 17)
    assert INK not in across  # the words of the tag are whole
    for line in (0, 1):
        below = 18 + column.baseline + line * column.pitch + 8.4
        inside = next(piece for piece in view._marks.pieces(0) if piece.line == line)
        assert colours_across(image, inside.left + 8, inside.left + 40, below) == [INK]


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ({"type": "closure", "unsure": True}, "closure?"),
        ({"type": "closure", "unsure": False}, "closure"),
        ({"unsure": True}, "?"),
        ({}, ""),
    ],
)
def test_doubt_is_a_question_mark(qtbot: QtBot, attributes: dict[str, object], shown: str) -> None:
    span = on(POLICE, "closed Quay Road", "event", **attributes)
    assert value_of(SCHEME.label("event"), span) == shown
    view = open_lines(qtbot, POLICE, span)
    look = view._marks.tags(0)[0].look
    assert (look.letter, look.value) == ("E", shown)
    view.set_tags_mode("letter")
    assert view._marks.tags(0)[0].look.value == ("?" if "?" in shown else "")


@pytest.mark.parametrize(("theme", "letter"), [("light", False), ("dark", False), ("hc", True)])
def test_a_dimmed_span_keeps_its_letter_where_grey_is_as_strong_as_a_colour(
    qtbot: QtBot, theme: str, letter: bool
) -> None:
    view = open_lines(qtbot, POLICE, *SPANS)
    view.set_theme(load_theme(theme))
    view.set_dimmed_labels(["actor"])
    tags = {tag.span.id: tag.look for tag in view._marks.tags(0)}
    assert ("actor" in tags) == letter and tags["event"].kind == "solid"
    left, right, baseline = box_of(view, "Police")
    image = seen(view)
    assert set(colours_across(image, left + 3, right - 3, baseline + 5)) == {load_theme(theme).bs.name()}
    assert load_theme(theme).paper.name() in colours_across(image, left, right, baseline - 13)
    if letter:
        assert tags["actor"].value == ""
        assert "#ffffff" in colours_across(image, left - 1, left + 12, baseline - 27)  # its frame


@pytest.mark.parametrize(("most", "drawn", "more"), [(4, 4, 3), (2, 2, 5)])
def test_some_lanes_are_drawn_and_the_rest_is_counted(qtbot: QtBot, most: int, drawn: int, more: int) -> None:
    view = open_lines(qtbot, MANY, *NESTED)
    view.set_most_lanes(most)
    marks = view._marks
    (pill,) = marks.pills(0)
    assert pill.hidden == more and pill.right == max(piece.right for piece in marks.pieces(0))
    assert {tag.span.id for tag in marks.tags(0)} == {span.id for span in NESTED[:drawn]}
    view.select_span("n33")  # takes the place of the outermost that is drawn
    assert marks.lane(NESTED[-1]) == most - 1 and marks.gives_way(NESTED[drawn - 1])
    assert marks.pills(0)[0].hidden == more
    assert {tag.span.id for tag in marks.tags(0)} == {"n33", *(span.id for span in NESTED[: drawn - 1])}
    with_it = seen(view)
    view.select_span(None)
    assert marks.pills(0)[0].hidden == more and seen(view) != with_it


def test_a_hidden_span_is_counted_on_its_first_line_only(qtbot: QtBot) -> None:
    text = "word " * 40
    view = open_lines(qtbot, text, *(Span(f"n{end}", "actor", ((10, end),)) for end in range(190, 196)))
    marks = view._marks
    assert {piece.line for piece in marks.pieces(0)} == {0, 1, 2}
    (pill,) = marks.pills(0)
    assert (pill.line, pill.hidden) == (0, 2)
    assert pill.right == max(piece.right for piece in marks.pieces(0) if piece.line == 0)


def test_dots_lead_from_one_part_of_a_span_to_the_next(qtbot: QtBot) -> None:
    parts = on(MANY, "one two", "a"), on(MANY, "five six", "b")
    view = open_lines(qtbot, MANY, Span("s", "actor", (parts[0].parts[0], parts[1].parts[0])))
    line = LIGHT.label("actor").line.name()
    for selected in (None, "s"):
        view.select_span(selected, reveal=False)
        image = seen(view)
        left, right = (box_of(view, words) for words in ("one two", "five six"))
        across = colours_across(image, left[1] + 6, right[0] - 6, left[2] + 5)
        assert across.count(line) > 5 and set(across) == {line, PAPER}
        for (start, end, baseline), caps in ((left, (True, False)), (right, (False, True))):
            ends = (colours_across(image, x - 1, x + 1, baseline + 3) for x in (start, end))
            if selected is None:
                assert tuple(line in found for found in ends) == caps


def test_dots_beside_a_part_lead_to_one_on_another_line(qtbot: QtBot) -> None:
    text = "word " * 20
    view = open_lines(qtbot, text, Span("s", "actor", ((10, 14), (85, 89))))
    first, second = view._marks.tied(0, view.spans()[0])
    assert first.piece.line < second.piece.line
    assert (first.piece.cap_left, first.piece.cap_right) == (True, False)
    assert (second.piece.cap_left, second.piece.cap_right) == (False, True)
    line, image, column = LIGHT.label("actor").line.name(), seen(view), view._layout.column
    for at, (left, right) in ((0, *first.dots), (second.piece.line, *second.dots)):
        y = 18 + column.baseline + at * column.pitch + 5
        assert colours_across(image, left + 2.5, right - 2.5, y).count(line) == 3


def test_lanes_in_high_contrast_are_three_thick_and_one_apart(qtbot: QtBot) -> None:
    spans = [on(MANY, "one two", "inner", "event"), on(MANY, "one two three", "outer", "actor")]
    view = open_lines(qtbot, MANY, *spans)
    theme = load_theme("hc")
    view.set_theme(theme)
    view.select_span("inner", reveal=False)
    left, _, baseline = box_of(view, "one")
    image = seen(view)
    column = [image.pixelColor(round(left) + 15, round(baseline) + down).name() for down in range(6, 11)]
    outer = theme.label("actor").line.name()
    assert [name == outer for name in column] == [False, False, True, True, True]
    assert column[0] == theme.label("event").line.name() != column[1]


# Found places


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 12)), max_size=20), st.integers(0, 60), st.integers(0, 60))
def test_found_places_are_looked_up(places: list[tuple[int, int]], first: int, second: int) -> None:
    extents = [(start, start + length) for start, length in places]
    start, end = sorted((first, second))
    wanted = {at for at, (low, high) in enumerate(extents) if low < high and low < end and start < high}
    found = Found(extents)
    assert {number for number, _ in found.touching(start, end)} == wanted
    assert len(found) == len(extents)


@pytest.mark.parametrize("name", ["light", "dark", "hc"])
def test_frames_round_found_places_can_be_seen(name: str) -> None:
    theme = load_theme(name)
    assert contrast(theme.ink, theme.txsel) >= 7
    grounds = [theme.paper, *(theme.label(label.colour).fill for label in SCHEME.labels)]
    assert min(contrast(theme.t3, ground) for ground in grounds) >= 3


def test_the_current_place_is_filled_and_every_other_one_framed(qtbot: QtBot) -> None:
    view = open_lines(qtbot, POLICE, *SPANS)
    quay, three = POLICE.index("Quay"), POLICE.index("three")
    view.set_found([(quay, quay + 4), (three, three + 5)], current=1)
    image = seen(view)
    left, right, baseline = box_of(view, "three")
    assert LIGHT.txsel.name() in colours_across(image, left, right, baseline - 13)
    assert colours_across(image, left + 2, right - 2, baseline - 14) == [INK]
    left, right, baseline = box_of(view, "Quay")
    assert colours_across(image, left + 2, right - 2, baseline - 14) == [LIGHT.t3.name()]
    view.set_found([(quay, quay + 4)], current=0)
    image = seen(view)
    assert LIGHT.txsel.name() in colours_across(image, left, right, baseline - 13)
    left, right, baseline = box_of(view, "three")
    assert not {INK, LIGHT.txsel.name()} & set(colours_across(image, left, right, baseline - 14))
    view.set_found([])
    assert LIGHT.txsel.name() not in colours_across(seen(view), left, right, baseline - 13)


def test_of_many_places_only_those_in_view_are_measured(qtbot: QtBot) -> None:
    text = "\n".join("a ferry and a quay" for _ in range(20_000))
    view = open_lines(qtbot, text)
    line = len("a ferry and a quay\n")
    view.set_found([(at + 2, at + 7) for at in range(0, len(text), line)] * 5, current=3)
    view.grab()
    assert len(view._marks.found) == 100_000 and 0 < len(view._marks._found) < 30


# Painting as a whole


def painted(view: ArticleView, region: QRegion | None = None) -> QImage:
    image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.magenta)
    if region is None:
        view.viewport().render(image)
    else:
        view.viewport().render(image, region.boundingRect().topLeft(), region)
    return image


def test_a_part_that_is_painted_alone_looks_like_that_part_of_the_whole(qtbot: QtBot) -> None:
    chosen = random.Random(3)
    text = "\n".join("some words of news text " * 12 for _ in range(4))
    spans = [
        Span(f"s{at}", chosen.choice(["event", "actor", "quote", "boilerplate"]), ((start, start + 25),), {"type": "a"})
        for at, start in enumerate(chosen.sample(range(len(text) - 30), 120))
    ]
    view = open_lines(qtbot, text, *spans)
    view.set_suggestions([Span("new", "place", ((40, 60),))], "new")
    view.set_found([(100, 110), (300, 320)], 0)
    view.select_span("s7")
    view.verticalScrollBar().setValue(3)
    whole = painted(view)
    for _ in range(20):
        x, y = chosen.randrange(500), chosen.randrange(200)
        region = QRegion(x, y, chosen.randint(20, 300), chosen.randint(3, 80))
        box = region.boundingRect()
        assert painted(view, region).copy(box) == whole.copy(box)


def test_a_hover_repaints_the_span_and_nothing_else_changes(qtbot: QtBot) -> None:
    view = open_lines(qtbot, POLICE, *SPANS)
    calm = painted(view)
    QTest.mouseMove(view.viewport(), QPoint(1, 1))
    QTest.mouseMove(view.viewport(), middle(view, "Quay").toPoint())
    lifted = painted(view)
    left, right, baseline = box_of(view, "closed Quay Road")
    assert LIGHT.label("event").fill_sel.name() in colours_across(lifted, left, right, baseline - 13)
    for image in (calm, lifted):
        for y in range(image.height()):
            for x in range(round(left) - 3, round(right) + 3):
                image.setPixel(x, y, 0)
    assert calm == lifted


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_strokes_that_were_kept_fit_wherever_the_block_stands(qtbot: QtBot, ratio: float) -> None:
    from workbench.window.article.marks.paint import Brush

    view = open_lines(qtbot, POLICE, *SPANS)
    brush = Brush(None, view._marks, view._art, ratio, None)  # type: ignore[arg-type]  # nothing is painted
    for top in (18.0, -20.0, 19.0, 56.5):
        shift, lines = brush.strokes(0, top)
        for box, *_, id in lines[0].fills:
            piece = next(piece for piece in view._marks.pieces(0) if piece.span.id == id)
            wanted = brush.fill_box(top, piece)
            assert box.translated(0, shift).top() == pytest.approx(wanted.top())
            assert box.height() == pytest.approx(wanted.height()) and box.left() == wanted.left()


def test_strokes_are_worked_out_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view = open_lines(qtbot, "\n".join([POLICE] * 400), *SPANS)
    made: list[int] = []
    real = StrokeMaker.make
    monkeypatch.setattr(StrokeMaker, "make", lambda maker: made.append(maker._block) or real(maker))
    view._restyle()
    view.viewport().repaint()
    known = len(made)
    assert known == len(set(made)) > 4
    view._hover(SPANS[0])
    view.set_found([(0, 3)], 0)
    view.viewport().repaint()
    assert len(made) == known
    view.select_span("actor")
    view.viewport().repaint()
    assert made[known:] == [0]
    for place in range(0, 400, 5):
        view.verticalScrollBar().setValue(place)
        view.viewport().repaint()
    assert len(set(made)) > 300 and len(view._marks._strokes) <= 200


DRAWN: dict[str, Callable[[ArticleView], bool]] = {
    "Hover": lambda view: view._hovered is not None,
    "Selected": lambda view: view.selected_span is not None and not view._marks.by_keys,
    "Selected by keys": lambda view: view._marks.by_keys,
    "Asked about": lambda view: view.current_suggestion is not None,
    "Found": lambda view: len(view._marks.found) > 1,
    "More than four lanes": lambda view: view._marks.pills(0)[0].hidden == 3,
    "Compact": lambda view: view._marks.pills(0)[0].hidden == 5,
    "Relation": lambda view: view._marks.roles == {"actor": "speaker"},
    "All relations": lambda view: view.all_relations,
    "Twelve labels": lambda view: len(view._marks.tags(0)) == 12,
}


@pytest.mark.parametrize("theme", ["light", "dark", "hc"])
def test_the_page_of_states_shows_each(qtbot: QtBot, theme: str) -> None:
    page = states_page(load_theme(theme))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    views = dict(zip((state.name for state in states()), page.findChildren(ArticleView)))
    assert len(views) == len(states()) and DRAWN.keys() <= views.keys()
    for name, is_so in DRAWN.items():
        assert is_so(views[name]), name
    pictures = {bytes(view.grab().toImage().constBits()) for view in views.values()}
    assert len(pictures) == len(views)


@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize("title", [None, "high bold letters"])
def test_the_ring_of_a_handle_covers_no_letter(qtbot: QtBot, ratio: int, title: str | None) -> None:
    text = "high bold letters"
    for words in ("high", "bold", "letters"):
        view = open_lines(qtbot, text, on(text, words, "one", "actor"))
        view.show_article(text, view.spans(), title)
        view.select_span("one", reveal=False)
        with_ring = drawn(view, ratio)
        left, top, height = first_box(view)
        view.select_span(None)
        view.setCursorWidth(0)
        without = drawn(view, ratio)
        # The upper left of the first letter, where it is dark: the bar at its left ends half a pixel before it.
        places = [
            (x, y)
            for x in range(int((left + 1) * ratio), int((left + 8) * ratio))
            for y in range(int(top * ratio), int((top + height / 2) * ratio))
            if without.pixelColor(x, y).lightness() < 90
        ]
        assert len(places) > 4 * ratio
        shades = [(with_ring.pixelColor(*at).lightness(), without.pixelColor(*at).lightness()) for at in places]
        assert all(abs(now - then) < 25 for now, then in shades)
        view.close()


def drawn(view: ArticleView, ratio: int) -> QImage:
    """The view as a screen of that many pixels in one shows it."""
    image = QImage(view.viewport().size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    view.viewport().render(image)
    return image


def first_box(view: ArticleView) -> tuple[float, float, float]:
    """Left of the first span, top and height of its fill."""
    block, top, _ = next(view._rows(0, 300))
    lines = view._layout.lines_of(block.blockNumber())
    piece = view._marks.pieces(block.blockNumber())[0]
    return piece.left, top + lines.baseline + piece.line * lines.pitch + FILL_TOP * lines.grow, FILL_HEIGHT * lines.grow


def test_no_hook_of_the_caret_stands_in_a_line_that_runs_both_ways_while_a_span_is_selected(qtbot: QtBot) -> None:
    text = "قال المسؤول إن المحطة ستعمل قريبا."
    view = open_lines(qtbot, text, on(text, "المسؤول", "actor"))
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.select_span("actor")
    with_focus = seen(view)
    view.clearFocus()
    assert with_focus == seen(view)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.caret() != view.spans()[0].start and view.selected_span is None  # the caret walks as it did
