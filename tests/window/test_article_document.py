"""The text that Qt shows: every code point keeps its place, whatever the article holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from workbench.window.article.document import LONGEST_BLOCK, Display

# fmt: off
NASTY = st.sampled_from([
    "a", "word ", ".", "“", "’", "é", "e\u0301", "\u0301", "नि", "ا", "א", "漢", "𝒳", "\U000e0041",
    "\r\n", "\n", "\r", "\t", "\v", "\f", "\x85", "\u2028", "\u2029", "\u00a0", "\u00ad", "\u200b", "\u202e",
    "\ufeff", "\ufffe", "\uffff", "\ufffc", "\ufdd0", "\ufdd1", "\ufdef", "\x01", "\x1b", "\x7f", "\x9f",
    "😀", "👩\u200d👩\u200d👧", "🇩🇪",
    "x" * 700,
])
# fmt: on
TEXTS = st.lists(NASTY, max_size=60).map("".join)


def same_grapheme(text: str, at: int) -> int:
    """A CRLF is one break: its line feed has the place of the carriage return."""
    return at - 1 if at and text[at - 1 : at + 1] == "\r\n" else at


@given(TEXTS)
def test_every_code_point_comes_back(text: str) -> None:
    display = Display(text)
    for at in range(len(text) + 1):
        assert display.to_codepoint(display.to_qt(at)) == same_grapheme(text, at)


@given(TEXTS)
@settings(max_examples=60)
def test_qt_holds_what_was_shown_at_the_places_that_the_map_says(text: str) -> None:
    display = Display(text)
    document = QTextDocument()
    document.setPlainText(display.shown())
    assert document.characterCount() == display.to_qt(len(text)) + 1
    assert document.blockCount() == len(display.starts)
    for number, start in enumerate(display.starts):
        block = document.findBlockByNumber(number)
        assert block.position() == display.to_qt(start)
        assert display.to_qt(display.ends[number]) - block.position() <= block.length() - 1 + (
            number + 1 in display.joined
        )
    for at, char in enumerate(text):
        if char.isalnum() and char.isprintable():
            units = 2 if char > "\uffff" else 1
            position = display.to_qt(at)
            assert "".join(document.characterAt(position + unit) for unit in range(units)).encode(
                "utf-16-le", "surrogatepass"
            ) == char.encode("utf-16-le")


@given(TEXTS)
def test_blocks_are_short_and_hold_the_whole_text(text: str) -> None:
    display = Display(text)
    assert all(end - start <= LONGEST_BLOCK for start, end in zip(display.starts, display.ends))
    for number, start in enumerate(display.starts[1:], 1):
        between = text[display.ends[number - 1] : start]
        assert between == "" if number in display.joined else between in ("\r\n", *"\n\r\v\f\x85\u2028\u2029")


@given(TEXTS, st.data())
def test_snapping_grows_to_whole_graphemes(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    display = Display(text)
    low, high = display.snapped(start, end)
    assert low <= start
    assert high >= end or start == end
    assert display.snapped(low, high) == (low, high)


def test_a_line_is_cut_at_a_blank() -> None:
    text = "some words " * 1000
    display = Display(text)
    assert len(display.starts) > 5
    assert all(text[end - 1] == " " for end in display.ends[:-1])
    assert display.paragraph(5000) == (0, len(text))


def test_a_line_without_blanks_is_cut_between_graphemes() -> None:
    text = "👩‍👩‍👧" * 1500
    display = Display(text)
    assert len(display.starts) > 3
    assert all(start % 5 == 0 for start in display.starts)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\ufffeab", "\ufffdab"),
        ("\ufeffab", "\u2060ab"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b", "a\nb"),
        ("\x00\x1b\x7f\x9f", "\u2400\u241b\u2421\ufffd"),
        ("a\u00a0b\tc", "a\u00a0b\tc"),
    ],
)
def test_unsafe_characters_are_shown_by_one_safe_one_each(text: str, shown: str) -> None:
    assert Display(text).shown() == shown
