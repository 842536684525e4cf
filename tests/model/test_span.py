"""The parts of a span are checked, sorted, and give its quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.texts import extents, full_texts

from workbench.errors import TextError
from workbench.model.span import Span, check_parts, in_text_order


@pytest.mark.parametrize(
    ("pairs", "word"),
    [
        ([], "start and an end"),
        ([(0, 0)], "not after"),
        ([(5, 2)], "not after"),
        ([(-1, 2)], "outside"),
        ([(0, 11)], "outside"),
        ([(0, 2), (2, 4)], "touch"),
        ([(0, 5), (2, 8)], "touch"),
        ([(0, 2), (0, 2)], "touch"),
        ([(True, 2)], "whole numbers"),
        ([(0.0, 2)], "whole numbers"),
        ([("0", 2)], "whole numbers"),
        ([(None, None)], "whole numbers"),
        ([(1, 2, 3)], "whole numbers"),
        ([4], "whole numbers"),
        (["ab"], "whole numbers"),
        ([(0, 10**40)], "outside"),
    ],
)
def test_wrong_parts_are_refused(pairs: object, word: str) -> None:
    with pytest.raises(TextError, match=word):
        check_parts(pairs, 10)  # type: ignore[arg-type]


def test_parts_come_out_sorted() -> None:
    assert check_parts([[6, 9], [0, 2]], 10) == ((0, 2), (6, 9))


def test_start_end_and_quote_of_several_parts() -> None:
    span = Span("s", "quote", ((0, 2), (4, 6)))
    assert (span.start, span.end, span.length, span.quote("ab, cd")) == (0, 6, 6, "ab cd")
    assert [span.covers(at) for at in range(7)] == [True, True, False, False, True, True, False]


def test_what_is_shown_tells_the_parts_from_each_other() -> None:
    span = Span("s", "quote", ((0, 4), (11, 14)))
    assert span.shown("some words and", None) == "some … and" and span.shown("some words and", 6) == "some …"
    assert Span("s", "quote", ((0, 4),)).shown("some words", 3) == "som"


def test_order_is_by_start_then_the_longer_then_label_then_id() -> None:
    wanted = [
        Span("z", "a", ((0, 9),)),
        Span("z", "a", ((0, 5),)),
        Span("a", "b", ((0, 5),)),
        Span("b", "b", ((0, 5),)),
        Span("a", "a", ((1, 2),)),
    ]
    wrong = [wanted[at] for at in (3, 0, 4, 2, 1)]
    assert sorted(wrong, key=lambda span: span.order) == wanted


@given(st.data(), full_texts)
def test_the_quote_is_the_articles_own_characters(data: st.DataObject, text: str) -> None:
    start, end = data.draw(extents(len(text)))
    assert Span("s", "event", check_parts([(start, end)], len(text))).quote(text) == text[start:end]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9), st.sampled_from("AB")), max_size=30), st.randoms())
def test_text_order_is_by_start_then_length_label_and_id(places: list[tuple[int, int, str]], random) -> None:
    spans = [Span(f"s{at}", label, ((start, start + size),)) for at, (start, size, label) in enumerate(places)]
    random.shuffle(spans)
    assert in_text_order(spans) == sorted(spans, key=lambda span: span.order)


def test_the_beginning_of_a_quote_is_that_of_its_parts() -> None:
    text = "one two three"
    assert Span("a", "A", ((4, 13),)).beginning(text, 5) == "two t"
    assert Span("a", "A", ((0, 3), (8, 13))).beginning(text, 6) == "one th"
