"""What a search takes for the same: the first look must never miss what the search itself finds."""

import sys

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st
from support.texts import ALL, texts

from workbench.model.alike import BLANKS, LINE_ENDS, exact_pieces, fold, known_pieces, wildcards
from workbench.model.find import Search, find


def test_blanks_are_those_of_python() -> None:
    assert {sign for sign in map(chr, range(sys.maxunicode + 1)) if sign.isspace()} == set(BLANKS + LINE_ENDS)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“It’s” CO‑OP", '"it\'s" co-op'),
        ("a\u00a0 \r\n b\tc", "a b c"),
        ("İstanbul ISPARTA ıslak", "istanbul isparta islak"),
        ("Straße ΣΑΣ ﬀ", "strasse σασ ff"),
    ],
)
def test_what_is_alike_is_the_same_when_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_every_letter_that_has_a_case_is_folded_as_expressions_match_it() -> None:
    letters = "".join(filter(regex.compile(r"\p{Changes_When_Casemapped}|\p{CWCF}").match, map(chr, range(0x110000))))
    assert len(letters) > 2000
    for letter in letters:
        for other in regex.findall(regex.escape(letter), letters, regex.IGNORECASE):
            known = len(known_pieces(letter, case=False)[0]) == 1
            assert not known or fold(other) == fold(letter), (letter, other)


@example(ALL, 0, 9, True, True)
@given(texts, st.integers(0, 40), st.integers(1, 9), st.booleans(), st.booleans())
def test_what_is_found_passes_the_first_look(text: str, start: int, length: int, case: bool, folded: bool) -> None:
    words = text[start : start + length]
    words = words if case else words.swapcase()
    if find(Search(words, case=case, folded=folded), text):
        assert all(fold(piece) in fold(text) for piece in known_pieces(words, case))
        ascii_small = text if case else "".join(sign.lower() if sign.isascii() else sign for sign in text)
        assert all(piece in ascii_small for piece in exact_pieces(words, case, folded))


def test_words_as_a_pattern_of_sql() -> None:
    assert wildcards("Ada’s co-op,  50%\n_x\\", case=True, folded=True) == "%Ada_s%co_op,%50\\%%\\_x\\\\%"
    assert wildcards("Skål 'n", case=False, folded=False) == "%___l 'n%"
    assert wildcards("Skål", case=True, folded=False) == "%Skål%"


def test_pieces_of_words() -> None:
    assert exact_pieces("Ada’s co-op,  north\nsea", case=True, folded=True) == ["Ada", "s", "co", "op,", "north", "sea"]
    assert exact_pieces("Ada’s", case=True, folded=False) == ["Ada’s"]
    assert exact_pieces("Skål für", case=False, folded=False) == ["l f", "r"]
    assert known_pieces("a\ufdd0b", case=False) == ["a", "b"]
