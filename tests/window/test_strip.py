"""The strip beside the article: where spans are, what is in view, and going there."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from workbench.model.scheme import Label, Scheme
from workbench.model.span import Span
from workbench.project.reviewing import Dispute
from workbench.window.article.strip import Strip
from workbench.window.article.strip_rows import Rows, Scale
from workbench.window.article.view import ArticleView
from workbench.window.frame import Frame
from workbench.window.look.theme import load_theme, mixed

SCHEME = Scheme("t", "1", [Label(name, "", name[0], name) for name in ("event", "actor", "quote", "boilerplate")])
LINE = "Somebody went to the harbour and said that nothing was to be done about it for as long as it rained.\n"
TEXT = LINE * 400
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def strip(qtbot: QtBot) -> Iterator[Strip]:
    """The strip of a long article without spans, beside its view."""
    both = QWidget()
    qtbot.addWidget(both)
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    view = ArticleView(both)
    view.set_scheme(SCHEME)
    made = Strip(view, load_theme("light"), both)
    row.addWidget(view, 1)
    row.addWidget(made)
    both.resize(860, 720)
    both.show()
    qtbot.waitExposed(both)
    view.show_article(TEXT, [])
    QApplication.processEvents()
    yield made


def span(id: str, label: str, start: int, end: int) -> Span:
    return Span(id, label, ((start, end),))


def colour(strip: Strip, x: int, at: int) -> str:
    """The colour on the screen at a column, level with a code point."""
    image = strip.grab().toImage()
    ratio = image.devicePixelRatio()
    row = at * image.height() // len(TEXT)
    return image.pixelColor(round(x * ratio) + 1, min(image.height() - 1, row + 1)).name()


def line(strip: Strip, label: str) -> str:
    return strip._view.line_colour(label).name()


def press(strip: Strip, share: float) -> None:
    QTest.mouseClick(strip, LEFT, pos=QPoint(10, round(share * strip.height())))


# Rows


def test_rows_count_what_a_plain_list_counts() -> None:
    dice = random.Random(4)
    rows, kept = Rows(300, Scale(300, 5000), 2), []
    for number in range(400):
        if kept and dice.random() < 0.4:
            gone = kept.pop(dice.randrange(len(kept)))
            rows.change(gone, -1)
        else:
            start = dice.randrange(4990)
            came = span(str(number), dice.choice("abc"), start, min(5000, start + dice.choice((1, 9, 800))))
            kept.append(came)
            changed = rows.change(came, 1)
            assert len(changed) >= 2 and 0 <= changed.start < changed.stop <= 300
    again = Rows(300, Scale(300, 5000), 2)
    again.fill(kept)
    plain = bytes(any(row in rows.of(item.start, item.end) for item in kept) for row in range(300))
    for found in (rows, again):
        assert bytes(map(bool, found.column("abc", range(300)))) == plain
        assert found.column("cba", range(40, 90)) == again.column("cba", range(300))[40:90]


def test_rows_of_the_ends_and_of_an_empty_text() -> None:
    rows = Rows(100, Scale(100, 1000), 2)
    assert rows.of(0, 1) == range(0, 2) and rows.of(999, 1000) == range(98, 100) and rows.of(0, 1000) == range(100)
    assert rows.at(0) == 0 and rows.at(50) == 500 and rows.at(100) == 999
    assert Rows(1, Scale(1, 0), 2).of(0, 0) == range(0, 1)


def test_parts_are_counted_and_not_what_lies_between() -> None:
    rows = Rows(100, Scale(100, 1000), 2)
    rows.change(Span("a", "x", ((0, 100), (900, 1000))), 1)
    assert rows.column(["x"], range(100)) == b"\1" * 10 + bytes(80) + b"\1" * 10


# What it shows


def test_each_label_has_its_column_and_its_colour(strip: Strip) -> None:
    at = len(TEXT) // 2
    labels = (("event", 4), ("actor", 9), ("quote", 14))
    strip._view.update_spans((), [span(label, label, at, at + 4000) for label, _ in labels])
    for label, x in labels:
        assert colour(strip, x, at + 2000) == line(strip, label)
        assert colour(strip, x, at - 2000) == strip._theme.paper.name()
    strip._view.update_spans(["event", "actor", "quote"], [span("b", "boilerplate", at, at + 4000)])
    pale = mixed(strip._theme.paper, QColor(line(strip, "boilerplate")), 0.45).name()
    assert {colour(strip, x, at + 2000) for x in (4, 9, 12)} == {pale}
    assert colour(strip, 15, at + 2000) == strip._theme.paper.name()


def test_the_shortest_span_is_two_pixels_high_and_what_goes_leaves_nothing(strip: Strip) -> None:
    before = strip.grab().toImage()
    at = len(TEXT) - 1
    strip._view.update_spans((), [span("last", "event", at, at + 1)])
    image = strip.grab().toImage()
    rows = [row for row in range(image.height()) if image.pixelColor(5, row).name() == line(strip, "event")]
    assert rows == [image.height() - 2, image.height() - 1]
    strip._view.update_spans(["last"], [])
    assert strip.grab().toImage() == before


def test_a_span_that_changes_its_label_changes_its_column(strip: Strip) -> None:
    at = len(TEXT) // 2
    strip._view.update_spans((), [span("s", "event", at, at + 2000)])
    strip._view.update_spans(["s"], [span("s", "quote", at, at + 2000)])
    assert colour(strip, 4, at + 1000) == strip._theme.paper.name()
    assert colour(strip, 14, at + 1000) == line(strip, "quote")


def test_dimmed_labels_are_left_out_and_come_back(strip: Strip) -> None:
    at = len(TEXT) // 2
    strip._view.update_spans((), [span("a", "actor", at, at + 2000)])
    strip._view.set_dimmed_labels(["actor"])
    assert colour(strip, 9, at + 1000) == strip._theme.paper.name()
    strip._view.set_dimmed_labels([])
    assert colour(strip, 9, at + 1000) == line(strip, "actor")


def test_a_label_that_the_scheme_does_not_have_is_shown_too(strip: Strip) -> None:
    at = len(TEXT) // 2
    strip._view.update_spans((), [span("a", "rumour", at, at + 2000)])
    assert colour(strip, 9, at + 1000) == line(strip, "rumour")


def test_another_theme_colours_it_anew(working: Frame) -> None:
    strip, at = working.strip, len(TEXT) // 2
    working.view.show_article(TEXT, [])
    working.view.update_spans((), [span("a", "actor", at, at + 2000)])
    light = line(strip, "actor")
    working.set_theme("dark")
    assert colour(strip, 9, at + 1000) == line(strip, "actor") != light
    assert colour(strip, 9, at - 2000) == load_theme("dark").paper.name()


def test_the_part_in_view_is_framed_and_goes_with_the_text(strip: Strip) -> None:
    bar = strip._view.verticalScrollBar()
    top = strip._seen()
    assert top is not None and top.top() == 0 and top.height() < 60
    bar.setValue(bar.maximum())
    bottom = strip._seen()
    assert bottom is not None and abs(bottom.bottom() + 1 - strip.height()) <= 1
    tinted = mixed(strip._theme.paper, strip._theme.ink, 0.07).name()
    assert colour(strip, 5, len(TEXT) - 300) == tinted
    assert colour(strip, 5, 300) == strip._theme.paper.name()


def test_nothing_is_framed_where_all_is_in_view(strip: Strip) -> None:
    view = strip._view
    view.show_article("A short one.\nOf two lines.", [span("a", "actor", 0, 7)])
    assert view.seen() == (0, 26) and strip._seen() is None
    assert level_with(strip, 3) == {line(strip, "actor")} and line(strip, "actor") not in level_with(strip, 15)
    press(strip, 0.9)
    assert view.verticalScrollBar().value() == 0
    view.show_article("", [])
    assert not strip.grab().isNull()
    press(strip, 0.5)


def level_with(strip: Strip, at: int, x: int = 9) -> set[str]:
    """The colours of a column of the strip beside the middle of the letters of a line, by a code point."""
    middle = round(strip._view.tag_line(at) + 27 - 5)
    image, ratio = strip.grab().toImage(), strip.devicePixelRatioF()
    return {image.pixelColor(round(x * ratio), round((middle + by) * ratio)).name() for by in (-2, 0, 2)}


def test_marks_of_an_article_that_is_in_view_as_a_whole_are_level_with_their_lines(strip: Strip) -> None:
    view, words = strip._view, "Somebody went to the harbour and said that nothing was to be done.\n"
    text = words * 6
    starts = [number * len(words) for number in range(6)]
    view.show_article(text, [span(str(at), "actor", at, at + len(words) - 1) for at in starts[1::2]])
    actor, ink = line(strip, "actor"), strip._theme.ink.name()
    assert [actor in level_with(strip, at + 3) for at in starts] == [False, True] * 3
    view.select_extent(starts[4] + 30, starts[4] + 30)
    assert [ink in level_with(strip, at + 3, 2) for at in starts] == [False, False, False, False, True, False]
    view.set_article_size(26)
    QApplication.processEvents()
    assert [actor in level_with(strip, at + 3) for at in starts] == [False, True] * 3
    row = round(view.tag_line(starts[3]) + 27 * 26 / 18 - 5)
    assert strip.tool_tip(9, row).startswith("<b>actor</b> “Somebody went")
    strip.parentWidget().resize(860, 150)  # now it is not in view as a whole
    QApplication.processEvents()
    assert view.verticalScrollBar().maximum() > 0 and not view.lines_in_view()
    image = strip.grab().toImage()
    height = round((starts[5] + 20) * image.height() / len(text))
    assert image.pixelColor(round(9 * strip.devicePixelRatioF()), height).name() == actor


def test_a_place_level_with_lines_leads_there_and_back() -> None:
    scale = Scale(500, 30, [(0, 10, 20.0, 40.0), (11, 11, 58.0, 78.0), (12, 30, 96.0, 116.0)])
    assert scale.of(0, 10) == (20, 40) and scale.of(0, 11) == (20, 40) and scale.of(11, 12) == (58, 78)
    assert scale.of(12, 30) == (96, 116) and scale.of(0, 30) == (20, 116) and scale.of(30, 30) == (116, 116)
    assert [scale.at(row) for row in (0, 20, 30, 57, 70, 96, 400)] == [0, 0, 5, 10, 11, 12, 29]


def test_the_selected_span_is_marked_at_the_left_edge_else_the_caret(strip: Strip) -> None:
    view, at, ink = strip._view, len(TEXT) // 2, strip._theme.ink.name()
    view.update_spans((), [span("a", "actor", at, at + 4000)])
    view.select_span("a", reveal=False)
    assert colour(strip, 0, at + 2000) == ink and colour(strip, 0, at - 2000) != ink
    view.select_span(None)
    assert colour(strip, 0, at + 2000) != ink
    view.select_extent(3000, 3000)
    assert colour(strip, 1, 3000) == ink


def test_ticks_stand_at_the_right_edge_until_another_article(strip: Strip) -> None:
    at, ink = len(TEXT) // 2, strip._theme.ink.name()
    strip.set_ticks([(at, at + 20), (at + 9000, at + 9900)])
    assert colour(strip, 16, at) == ink and colour(strip, 16, at + 9400) == ink and colour(strip, 16, at - 3000) != ink
    strip.resize(strip.width(), strip.height() - 200)
    assert colour(strip, 16, at) == ink
    strip._view.show_article(TEXT, [])
    assert colour(strip, 16, at) != ink


def test_many_spans_are_counted_a_little_later(strip: Strip, qtbot: QtBot) -> None:
    spans = [span(str(number), "actor", number * 10, number * 10 + 4) for number in range(4000)]
    strip._view.show_article(TEXT, spans)
    strip.grab()
    assert strip._rows is None
    qtbot.waitUntil(lambda: strip._rows is not None)
    assert colour(strip, 9, 39_000) == line(strip, "actor")
    old = strip._rows
    strip.resize(strip.width(), strip.height() - 50)
    strip.grab()  # stretched
    assert strip._rows is old
    qtbot.waitUntil(lambda: strip._rows is not old)


# Hands


@pytest.mark.parametrize("share", [0.0, 0.1, 0.35, 0.5, 0.77, 0.999])
def test_a_click_shows_that_part_in_the_middle(strip: Strip, share: float) -> None:
    press(strip, share)
    wanted, view = round(share * strip.height()) * len(TEXT) // strip.height(), strip._view
    start, end = view.seen()
    assert start <= wanted <= end
    if 0.05 < share < 0.95:
        cursor = view.textCursor()
        cursor.setPosition(wanted)
        assert abs(view.cursorRect(cursor).center().y() - view.viewport().height() / 2) < 40


def test_a_drag_follows_the_pointer(strip: Strip) -> None:
    QTest.mousePress(strip, LEFT, pos=QPoint(10, 10))
    seen = []
    for share in (0.2, 0.4, 0.8, 0.6):
        QTest.mouseMove(strip, QPoint(10, round(share * strip.height())))
        seen.append(strip._view.seen()[0])
    QTest.mouseRelease(strip, LEFT, pos=QPoint(10, round(0.6 * strip.height())))
    assert seen[0] < seen[1] < seen[3] < seen[2]
    QTest.mouseMove(strip, QPoint(10, 10))
    assert strip._view.seen()[0] == seen[3]


def test_the_wheel_scrolls_the_text(strip: Strip) -> None:
    place = QPointF(10, 100)
    event = QWheelEvent(
        place, strip.mapToGlobal(place), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(strip, event)
    assert strip._view.verticalScrollBar().value() > 0


def test_a_tool_tip_says_label_and_first_words(strip: Strip) -> None:
    at = len(TEXT) // 2
    y = strip.height() // 2 + 1
    assert strip.tool_tip(10, y) == ""
    strip._view.update_spans((), [span("a", "actor", at, at + 3000), span("e", "event", at, at + 3000)])
    words = "“Somebody went to the harbour and said that nothing was to b…”"
    assert strip.tool_tip(10, y) == f"<b>actor</b> {words}<br>and 1 more"
    assert strip.tool_tip(5, y).startswith("<b>event</b>")
    strip._view.set_dimmed_labels(["event"])
    assert strip.tool_tip(5, y) == f"<b>actor</b> {words}"
    place = QPoint(10, y)
    QApplication.sendEvent(strip, QHelpEvent(QEvent.Type.ToolTip, place, strip.mapToGlobal(place)))


def test_it_has_a_name_and_takes_no_focus(working: Frame) -> None:
    strip = working.strip
    assert strip.accessibleName() and strip.focusPolicy() == Qt.FocusPolicy.NoFocus and strip.width() == 20
    working.view.setFocus()
    press(strip, 0.5)
    assert working.view.hasFocus()


def test_it_is_there_with_an_article_only_and_stands_beside_it(working: Frame) -> None:
    view, strip = working.view, working.strip
    assert strip.isVisible() and strip.height() == view.height()
    assert strip.mapTo(working, QPoint(0, 0)).x() == view.mapTo(working, QPoint(0, 0)).x() + view.width()
    working.article_stack.setCurrentIndex(1)
    assert not strip.isVisible()


# In review


def test_in_review_disputes_are_ticks_and_gold_is_shown(frame: Frame, sample: Path) -> None:
    frame.projects.open(str(sample), "ruth")
    assert frame.session is not None
    frame.session.open("lighthouse-rescue")
    frame.set_mode("review")
    dispute = frame.review.current
    assert isinstance(dispute, Dispute)
    place = dispute.unit.parts[0][0], dispute.unit.parts[-1][1]
    assert place in frame.strip._ticks
    frame.strip.grab()
    assert frame.strip._rows is not None
    rows = frame.strip._rows.of(*place)
    assert set(frame.strip._tick_rows[rows.start : rows.stop]) == {1}
    before = len(frame.strip._ticks)
    frame.review.take_framed()
    assert len(frame.strip._ticks) < before
    frame.set_mode("annotate")
    assert not frame.strip._ticks


def test_adding_one_of_fifty_thousand_costs_little(strip: Strip) -> None:
    text = LINE * 50_000
    step = len(text) // 50_000
    spans = [span(str(at), "actor", at * step, at * step + 12) for at in range(50_000)]
    strip._view.show_article(text, spans)
    strip._build()
    times = []
    for number, (start, end) in enumerate([(2_500_000, 2_500_009), (0, len(text))] * 5):
        came = span(f"new{number}", "event", start, end)
        begin = time.process_time()
        strip._spans_drawn([], [came])
        times.append(time.process_time() - begin)
        strip._spans_drawn([came], [])
    assert sorted(times)[len(times) // 2] < 0.004  # far under it on any machine; usually a quarter of it
