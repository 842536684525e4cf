"""Small structures in text columns come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.texts import texts

from workbench.errors import TextError
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
