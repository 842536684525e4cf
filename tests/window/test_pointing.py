"""The mouse as the platform sends it: clicks in a row, drags over every script, and W from what is selected."""

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.build import where_of

from workbench.model.span import Span
from workbench.window.article.view import ArticleView

LEFT, NO, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
LINES = [
    "Don’t pay 3,000\u00a0euros 😀 said e\u0301mile 👩\u200d👩\u200d👧 and 🇩🇪 left.",
    "नमस्ते दुनिया और क्षितिज 😀 की बात।",
    "สวัสดีชาวโลก กำลังทำ",
    "夜市凌晨起火,三人受伤。",
    "أعلنت الشركة وقف الضخ",
    "שלום עולם וברוכים הבאים",
]
TEXT = "\r\n".join(LINES) + "\n\nLast words stand here. And a second sentence, too."


@pytest.fixture
def view(qtbot) -> Iterator[ArticleView]:
    made = ArticleView()
    qtbot.addWidget(made)
    made.resize(760, 640)
    made.show_article(TEXT, [])
    with qtbot.waitExposed(made):
        made.show()
    yield made


def gap(view: ArticleView, at: int) -> QPoint:
    """The place of the gap before a code point."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(view._display.to_qt(at))
    return view.cursorRect(cursor).center()


def places(view: ArticleView) -> list[int]:
    """Where graphemes start that have a width, the ends of lines left out: Qt has other places for those."""
    found, at = [], 0
    while at < len(TEXT):
        following = view._display.after(at)
        if TEXT[at] not in "\r\n" and TEXT[following : following + 1] not in ("\r", "\n", ""):
            found.append(at)
        at = following
    return found


def test_drags_and_clicks_at_random_places_take_the_characters_under_them(view: ArticleView) -> None:
    chosen, there, port = random.Random(11), places(view), view.viewport()
    for _ in range(150):
        start, end = sorted(chosen.sample(there, 2))
        for first, last in ((start, end), (end, start)):
            QTest.mouseClick(port, LEFT, NO, gap(view, first))
            assert view.caret() == first
            QTest.mousePress(port, LEFT, NO, gap(view, first), 600)
            QTest.mouseMove(port, (gap(view, first) + gap(view, last)) / 2)
            QTest.mouseMove(port, gap(view, last))
            QTest.mouseRelease(port, LEFT, NO, gap(view, last))
            assert view.selection() == (start, end)
            view.clear_selection()


class Clicks:
    """Presses and releases that go the platform's way, which makes double clicks of them."""

    def __init__(self, view: ArticleView, place: QPoint) -> None:
        self.view, self.place = view, place

    def at(self, place: QPoint) -> QPoint:
        return self.view.viewport().mapTo(self.view, place)

    def press(self, times: int = 1, release: bool = True) -> None:
        window = self.view.windowHandle()
        for _ in range(times):
            QTest.mousePress(window, LEFT, NO, self.at(self.place), 1)
            if release:
                QTest.mouseRelease(window, LEFT, NO, self.at(self.place), 1)

    def move(self, place: QPoint) -> None:
        QTest.mouseMove(self.view.windowHandle(), self.at(place), 1)
        QApplication.processEvents()

    def release(self, place: QPoint) -> None:
        QTest.mouseRelease(self.view.windowHandle(), LEFT, NO, self.at(place), 1)


WHOLE = TEXT[TEXT.index("Last") :]


@pytest.mark.parametrize(
    ("times", "wanted"), [(2, "words"), (3, "Last words stand here."), (4, WHOLE), (5, None), (6, "words")]
)
def test_clicks_in_a_row(view: ArticleView, times: int, wanted: str | None) -> None:
    Clicks(view, gap(view, TEXT.index("words") + 2)).press(times)
    assert view.selection() == (where_of(TEXT, wanted) if wanted else None)


def test_slow_or_distant_clicks_begin_anew(view: ArticleView) -> None:
    clicks = Clicks(view, gap(view, TEXT.index("words") + 2))
    clicks.press(2)
    clicks.place = gap(view, TEXT.index("sentence") + 2)
    clicks.press()
    assert view.selection() is None
    clicks.press()
    assert view.selection() == where_of(TEXT, "sentence")


@pytest.mark.parametrize(
    ("times", "to", "wanted"),
    [
        (2, "here", "words stand here"),
        (2, "Last", "Last words"),
        (3, "second", WHOLE),
        (4, "夜", TEXT[TEXT.index(LINES[3]) :]),
    ],
)
def test_a_drag_after_clicks_grows_by_what_they_took(view: ArticleView, times: int, to: str, wanted: str) -> None:
    clicks = Clicks(view, gap(view, TEXT.index("words") + 2))
    clicks.press(times - 1)
    clicks.press(release=False)
    there = gap(view, TEXT.index(to) + 1) - QPoint(3, 0)
    clicks.move((clicks.place + there) / 2)
    clicks.move(there)
    clicks.release(there)
    assert view.selection() == where_of(TEXT, wanted)


def test_w_starts_from_the_selected_span(view: ArticleView) -> None:
    view.show_article(TEXT, [Span("s", "x", (where_of(TEXT, "second"),))])
    view.select_span("s")
    view.widen()
    assert view.selection() == where_of(TEXT, "And a second sentence") and view.selected_span is None
    view.widen()
    view.widen(back=True)
    view.widen(back=True)
    assert view.selection() == where_of(TEXT, "second")


def test_an_edge_within_a_line_of_both_directions_has_its_handle(view: ArticleView) -> None:
    from workbench.window.article.hands.handles import handles

    text = "Start abc שלום עולם and then"
    for words in ("abc שלום", "שלום", "שלום עולם and", "abc שלום עולם and"):
        span = Span(words, "x", (where_of(text, words),))
        view.show_article(text, [span])
        view.select_span(words)
        assert sorted(handle.edge.is_start for handle in handles(view._marks, span, [(0, 18.0)])) == [False, True]
        assert len(view._marks.tags(0)) == 1


def test_a_very_long_span_is_drawn_with_other_edges_and_put_back(view: ArticleView) -> None:
    spans = [Span("long", "x", ((10, 35000),)), Span("short", "x", ((20, 40),))]
    view.show_article("word " * 8000, spans)
    view.select_span("long", reveal=False)
    before = view.grab().toImage()
    view.show_parts(((60, 35000),))
    assert view.grab().toImage() != before and view.selected_span != spans[0]
    view.restore_parts()
    assert view.grab().toImage() == before and view.spans() == spans
