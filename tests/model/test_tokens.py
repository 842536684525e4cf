"""Tokens and sentences of news texts: exact cases, and what holds for any text."""

import pytest
from hypothesis import example, given
from support.texts import ALL, FAMILY, FLAGS, THUMB, texts

from workbench.model.tokens import sentences, split_at, tokens


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("the U.S.-led talks", ["the", "U.S.-led", "talks"]),
        ("in the U.S. today", ["in", "the", "U.S.", "today"]),
        ("a co-op, re-opened", ["a", "co-op", ",", "re-opened"]),
        ("Don't Don’t", ["Don't", "Don’t"]),
        ("3,000 of 1.5 at 18:42,", ["3,000", "of", "1.5", "at", "18:42", ","]),
        ("one,two:three", ["one", ",", "two", ":", "three"]),
        ("North Korea’s and Lee's", ["North", "Korea", "’s", "and", "Lee", "'s"]),
        ("(JCS) said", ["(", "JCS", ")", "said"]),
        ("Dr. Dorn and Gov. Lee", ["Dr.", "Dorn", "and", "Gov.", "Lee"]),
        ("at 6 a.m. on Friday.", ["at", "6", "a.m.", "on", "Friday", "."]),
        ("“ironclad.”", ["“", "ironclad", ".", "”"]),
        ("$3.5 million, 12%", ["$", "3.5", "million", ",", "12", "%"]),
        ("so...well—known", ["so", "...", "well", "—", "known"]),
        ("a\u00a0b\u2028c\u0085d", ["a", "b", "c", "d"]),
        (f"x{FAMILY}{THUMB}\u2764\ufe0f1\ufe0f\u20e3", ["x", FAMILY, THUMB, "\u2764\ufe0f", "1\ufe0f\u20e3"]),
        (FLAGS, [FLAGS[:2], FLAGS[2:]]),
        ("北京。カ", ["北", "京", "。", "カ"]),
        ("أعلنت الحكومة، اليوم", ["أعلنت", "الحكومة", "،", "اليوم"]),
        ("हिन्दी में।", ["हिन्दी", "में", "।"]),
        ("ada@dorn.org", ["ada@dorn.org"]),
        ("", []),
        (" \r\n\t", []),
    ],
)
def test_tokens_of_news(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in tokens(text)] == wanted


@example(ALL)
@given(texts)
def test_tokens_cover_every_character_that_is_not_blank_once_and_in_order(text: str) -> None:
    at = 0
    for start, end in tokens(text):
        assert start < end
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@example(ALL)
@given(texts)
def test_a_token_holds_nothing_that_split_or_splitlines_breaks_on(text: str) -> None:
    for start, end in tokens(text):
        token = text[start:end]
        assert token.split() == [token]
        assert token.splitlines() == [token]


@example(ALL)
@given(texts)
def test_sentences_hold_every_character_that_is_not_blank(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert start < end
        assert text[start:end] == text[start:end].strip()
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dr. Dorn left. She cried.", ["Dr. Dorn left.", "She cried."]),
        ("At 6 a.m. the fire died.", ["At 6 a.m. the fire died."]),
        ("It ended at 7 p.m. He left.", ["It ended at 7 p.m.", "He left."]),
        ("The U.S. Army came.", ["The U.S. Army came."]),
        ("“Go!” he said. “Now.” They went.", ["“Go!” he said.", "“Now.”", "They went."]),
        ("A headline\r\nThe text.", ["A headline", "The text."]),
        ("北京下雨。上海晴。", ["北京下雨。", "上海晴。"]),
        ("وصل الوفد؟ نعم.", ["وصل الوفد؟", "نعم."]),
        ("वह आया। वह गया।", ["वह आया।", "वह गया।"]),
    ],
)
def test_sentences_of_news(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == wanted


def test_tokens_are_cut_at_borders_that_fall_inside() -> None:
    assert split_at([(0, 4), (5, 9)], [0, 2, 3, 4, 7, 20]) == [(0, 2), (2, 3), (3, 4), (5, 7), (7, 9)]
