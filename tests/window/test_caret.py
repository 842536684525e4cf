"""Moving by the keyboard alone: every step is one of the article's, whatever Qt makes of its text."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.window.article.document import LONGEST_BLOCK
from workbench.window.article.view import ArticleView

NO, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
KEY = Qt.Key
PIECES = [
    "a", "Don't ", "3,000 ", "e\u0301", "\u00a0", "\r\n", "\n", "\r", "\u2028", "😀", "👩\u200d👩\u200d👧", "🇩🇪",
    "नि", "क्षि ", "กำ", "漢字。", "𝒳", "\ufeff", " \u0301",
]  # fmt: skip
LONG = ["x" * (LONGEST_BLOCK - 3), "word " * 399, "漢" * 1999, "e\u0301" * 1000, "👩\u200d👩\u200d👧" * 400]


@pytest.fixture(scope="module")
def view(qapp: QApplication) -> Iterator[ArticleView]:
    made = ArticleView()
    made.resize(700, 400)
    made.show()
    made.activateWindow()
    made.setFocus()
    yield made
    made.close()
    made.deleteLater()


def press(view: ArticleView, key: Qt.Key, held: Qt.KeyboardModifier = NO) -> None:
    QTest.keyClick(view, key, held)


def graphemes(text: str) -> list[int]:
    """Where graphemes start, and the end, by Unicode's rule for the pieces of these tests."""
    found = [match.start() for match in GRAPHEME.finditer(text)]
    return [*found, len(text)]


def put(view: ArticleView, at: int) -> None:
    view.select_extent(at, at)


GRAPHEME = re.compile("\r\n|\U0001f1e9\U0001f1ea|👩\u200d👩\u200d👧|क्षि|नि|กำ|[\n\r\u2028\ufeff]|.\u0301*")
QUICK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


@QUICK
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["", *LONG]), st.data())
def test_right_visits_every_grapheme_and_left_goes_back(
    view: ArticleView, pieces: list[str], long: str, data: st.DataObject
) -> None:
    text = "".join(pieces) + long + "".join(reversed(pieces))
    view.show_article(text, [])
    places = graphemes(text)
    near = [at for at, place in enumerate(places) if abs(place - LONGEST_BLOCK) < 8] or [0]
    first = data.draw(st.sampled_from([0, max(0, near[0] - 3), *range(0, len(places), 97)]))
    put(view, places[first])
    walked = [view.caret()]
    way = places[first : first + 25]
    for _ in way[1:]:
        press(view, KEY.Key_Right)
        walked.append(view.caret())
    assert walked == way
    for place in reversed(way[:-1]):
        press(view, KEY.Key_Left)
        assert view.caret() == place
    for place in way[1:]:
        press(view, KEY.Key_Right, SHIFT)
        assert view.selection() == (way[0], place)
    for place in reversed(way[1:-1]):
        press(view, KEY.Key_Left, SHIFT)
        assert view.selection() == (way[0], place)


def test_the_ends_of_the_text_hold(view: ArticleView) -> None:
    view.show_article("a\r\n", [])
    put(view, 0)
    for key, wanted in ((KEY.Key_Left, 0), (KEY.Key_Right, 1), (KEY.Key_Right, 3), (KEY.Key_Right, 3)):
        press(view, key)
        assert view.caret() == wanted


@pytest.mark.parametrize("long", LONG)
def test_home_and_end_stay_on_their_line_where_a_long_one_was_cut(view: ArticleView, long: str) -> None:
    text = long * 2
    view.show_article(text, [])
    cut = view._display.starts[1]
    put(view, view._display.before(view._display.before(view._display.before(cut))))
    press(view, KEY.Key_End)
    assert view.caret() == cut
    assert view.cursorRect().left() > view._layout.column.left  # behind the line, not before the next one
    press(view, KEY.Key_Right)
    assert view.caret() == view._display.after(cut)
    press(view, KEY.Key_Left)
    assert view.caret() == cut
    press(view, KEY.Key_Home)
    assert view.caret() == cut
    press(view, KEY.Key_Left)
    assert view.caret() == view._display.before(cut)
    press(view, KEY.Key_End, SHIFT)
    assert view.selection() == (view._display.before(cut), cut)


def test_words_are_the_articles(view: ArticleView) -> None:
    text = "Don't pay 3,000 to U.S.-led.\r\n" + "word " * 500 + "\r\nend"
    view.show_article(text, [])
    put(view, 0)
    seen = []
    for _ in range(8):
        press(view, KEY.Key_Right, CTRL)
        seen.append(view.caret())
    first = text.index("word")
    assert seen == [*map(text.index, ("pay", "3,000", "to ", "U.S.", ".\r", "\r\n")), first, first + 5]
    press(view, KEY.Key_Left, CTRL)
    press(view, KEY.Key_Right, CTRL | SHIFT)
    press(view, KEY.Key_Right, CTRL | SHIFT)
    assert view.selection() == (first, first + 10)
    cut = view._display.starts[2]
    put(view, cut - 5)
    press(view, KEY.Key_Right, CTRL)
    press(view, KEY.Key_Right, CTRL)
    assert view.caret() == cut + 5
    press(view, KEY.Key_Left, CTRL)
    press(view, KEY.Key_Left, CTRL)
    assert view.caret() == cut - 5


def test_paragraphs_are_the_articles(view: ArticleView) -> None:
    text = "First.\r\n" + "word " * 900 + "\r\nend"
    view.show_article(text, [])
    put(view, 3)
    seen = []
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Up, KEY.Key_Up, KEY.Key_Up, KEY.Key_Up):
        press(view, key, CTRL)
        seen.append(view.caret())
    assert seen == [8, 4510, 4513, 4510, 8, 0, 0]
    press(view, KEY.Key_Down, CTRL | SHIFT)
    press(view, KEY.Key_Down, CTRL | SHIFT)
    assert view.selection() == (0, 4510)


def test_the_platforms_own_keys_go_through_a_long_line_and_back(view: ArticleView) -> None:
    text = "Start 😀\r\n" + "漢字 " * 1500 + "\nend"
    view.show_article(text, [])
    put(view, 0)
    places = set(graphemes(text))
    seen = [0]
    while view.caret() < len(text) and len(seen) < 200:
        press(view, KEY.Key_PageDown)
        if view.caret() == seen[-1]:
            break
        seen.append(view.caret())
    assert len(text) - seen[-1] <= 3 and len(seen) > 5 and set(seen) <= places
    for _ in range(40):
        press(view, KEY.Key_Up)
        assert view.caret() in places
    press(view, KEY.Key_Home, CTRL)
    assert view.caret() == 0
    press(view, KEY.Key_End, CTRL | SHIFT)
    assert view.selection() == (0, len(text))


def test_in_a_line_from_right_to_left_left_goes_on(view: ArticleView) -> None:
    text = "שלום עולם"
    view.show_article(text, [])
    put(view, 0)
    for key, held, wanted in (
        (KEY.Key_Left, NO, 1), (KEY.Key_Right, NO, 0), (KEY.Key_Left, CTRL, 5), (KEY.Key_Right, CTRL, 0),
    ):  # fmt: skip
        press(view, key, held)
        assert view.caret() == wanted


def test_a_step_without_shift_leaves_the_selection_on_its_side(view: ArticleView) -> None:
    view.show_article("one two three", [])
    for key, wanted in ((KEY.Key_Right, 7), (KEY.Key_Left, 4)):
        view.select_extent(4, 7)
        press(view, key)
        assert (view.caret(), view.selection()) == (wanted, None)


@pytest.mark.parametrize(
    ("text", "unit", "at"),
    [("a😀b", 2, 1), ("e\u0301x", 1, 0), ("👩\u200d👩\u200d👧z", 3, 0), ("नि", 1, 0), ("a\r\nb", 1, 1)],
)
def test_a_place_inside_a_character_belongs_to_its_start(view: ArticleView, text: str, unit: int, at: int) -> None:
    view.show_article(text, [])
    cursor = QTextCursor(view.document())
    cursor.setPosition(unit)
    view.setTextCursor(cursor)
    assert view.caret() == at
    places = graphemes(text)
    press(view, KEY.Key_Right)
    assert view.caret() == places[places.index(at) + 1]


def test_alt_and_shift_select_exactly_until_the_selection_changes(view: ArticleView) -> None:
    view.show_article("one two three", [])
    put(view, 4)
    press(view, KEY.Key_Right, ALT | SHIFT)
    press(view, KEY.Key_Right, ALT | SHIFT)
    assert (view.selection(), view.is_exact) == ((4, 6), True)
    press(view, KEY.Key_Right, SHIFT)
    assert (view.selection(), view.is_exact) == ((4, 7), False)


def test_an_empty_line_holds_nobody_up_in_text_from_right_to_left(view: ArticleView) -> None:
    view.show_article("مرحبا\n\n\nبالعالم", [])
    view.place_caret(4)
    seen = []
    for key in (KEY.Key_Left,) * 4 + (KEY.Key_Right,) * 4:
        press(view, key)
        seen.append(view.caret())
    assert seen == [5, 6, 7, 8, 7, 6, 5, 4]
