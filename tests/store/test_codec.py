"""Small structures in text columns come back as they were."""

from hypothesis import given
from hypothesis import strategies as st
from support.texts import texts

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
