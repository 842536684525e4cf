"""Offsets convert to UTF-16 units and back, and to lines, on any text."""

import re
from itertools import zip_longest

from hypothesis import example, given
from support.texts import ALL, FAMILY, texts

from workbench.model.offsets import Utf16Map, line_around


@example(ALL)
@given(texts)
def test_utf16(text: str) -> None:
    known = Utf16Map(text)
    assert known.units == len(text.encode("utf-16-le")) // 2
    for at in range(len(text) + 1):
        unit = len(text[:at].encode("utf-16-le")) // 2
        assert known.to_utf16(at) == unit
        assert known.to_codepoint(unit) == at


@example(ALL)
@given(texts)
def test_the_second_half_of_a_surrogate_pair_belongs_to_its_character(text: str) -> None:
    known = Utf16Map(text)
    for at, char in enumerate(text):
        if ord(char) > 0xFFFF:
            assert known.to_codepoint(known.to_utf16(at) + 1) == at


@example(ALL)
@given(texts)
def test_lines_end_at_crlf_cr_and_lf_only(text: str) -> None:
    start = 0
    for line, ending in zip_longest(re.split("\r\n|\r|\n", text), re.findall("\r\n|\r|\n", text), fillvalue=""):
        end = start + len(line)
        assert {line_around(text, at) for at in range(start, max(end + len(ending), end + 1))} == {(start, end)}
        start = end + len(ending)
    assert start == len(text)


def test_an_emoji_sequence_shifts_only_what_follows_it() -> None:
    known = Utf16Map(f"a{FAMILY}bc")
    assert [known.to_utf16(at) for at in range(9)] == [0, 1, 3, 4, 6, 7, 9, 10, 11]
