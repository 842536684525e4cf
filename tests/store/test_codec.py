"""Small structures in text columns come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.texts import texts

from workbench.errors import TextError
from workbench.model.span import NO_ATTRIBUTES, Span
from workbench.model.spans import Spans
from workbench.store import codec

values = st.one_of(texts, st.booleans(), st.integers(-(2**31), 2**31), st.lists(texts, max_size=3))


@given(st.dictionaries(texts, values, max_size=4))
def test_attributes(attributes: dict[str, object]) -> None:
    assert codec.unpack_attributes(codec.pack_attributes(attributes)) == attributes


def test_values_that_say_nothing_are_left_out_and_names_are_sorted() -> None:
    assert codec.pack_attributes({"b": 1, "a": None, "A": 2}) == '{"A":2,"b":1}'


def test_parts() -> None:
    assert codec.pack_parts(((1, 2),)) == ""
    assert codec.unpack_parts(1, 2, "") == ((1, 2),)
    assert codec.unpack_parts(1, 9, codec.pack_parts(((1, 2), (5, 9)))) == ((1, 2), (5, 9))


def nested(depth: int) -> list[object]:
    value: list[object] = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(("value", "word"), [(nested(300), "deep"), (10**30, "too large"), ("\ud800", "surrogate")])
def test_what_json_can_not_hold_is_a_known_error(value: object, word: str) -> None:
    with pytest.raises(TextError, match=word):
        codec.pack_attributes({"x": value})


def test_the_spans_of_one_layer_share_what_is_equal() -> None:
    rows = [
        ("a", "".join(("ac", "tor")), 0, 3, None),
        ("b", "".join(("ac", "tor")), 5, 9, '{"type":"mixed"}\x1f[[5,6],[8,9]]\x1fe'),
        ("c", "quote", 6, 9, '{"type":"mixed"}\x1f'),
        ("d", "quote", 7, 9, '{"type":"mixed"}\x1f'),
    ]
    first, second, third, fourth = Spans(codec.to_columns(rows))
    assert first == Span("a", "actor", ((0, 3),)) and first.attributes is NO_ATTRIBUTES
    assert second == Span("b", "actor", ((5, 6), (8, 9)), {"type": "mixed"}, "e")
    assert third.label is fourth.label and third.attributes is fourth.attributes
    assert isinstance(third, Span) and third.start == 6 and third.entity is None


@pytest.mark.parametrize("end", ["9", 5, None])
def test_rows_that_are_no_spans_are_refused(end: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        codec.to_columns([("a", "actor", 5, end, None)])
