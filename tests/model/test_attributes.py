"""Attribute values are what a file can hold without loss, and nothing else."""

from typing import Any

import pytest

from workbench.errors import FormatError, TextError
from workbench.model.attributes import DEEPEST, check_attributes


def nested(depth: int, kind: type = list) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value] if kind is list else {"a": value}
    return value


@pytest.mark.parametrize(
    "value",
    ["", "e\u0301 \U0001f600", True, None, 0, -(2**63), 2**64 - 1, 1.5, [], ["a", ["b"]], ("a",), {}, {"a": {"b": [1]}},
     nested(DEEPEST), nested(DEEPEST, dict)],
)  # fmt: skip
def test_what_a_file_can_hold(value: Any) -> None:
    attributes = {"x": value}
    assert check_attributes(attributes, "an entity") is attributes


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("a\0", "NUL"),
        ("\ud800", "surrogate"),
        (["a", {"b": "\0"}], "NUL"),
        ({"\0": 1}, "NUL"),
        ({1: 1}, "text"),
        (2**64, "too large"),
        (-(2**63) - 1, "too large"),
        (float("inf"), "inf"),
        (nested(DEEPEST + 1), "nested"),
        (nested(100_000, dict), "nested"),
        ({1, 2}, "set"),
        (b"x", "bytes"),
    ],
    ids=range(12),
)
def test_what_it_can_not(value: Any, word: str) -> None:
    with pytest.raises(TextError, match=word) as raised:
        check_attributes({"x": value}, "the label quote")
    assert "'x' of the label quote" in str(raised.value)


@pytest.mark.parametrize("name", ["\0", "\udfff", 1])
def test_names_are_held_to_it_too(name: Any) -> None:
    with pytest.raises(TextError):
        check_attributes({name: 1}, "an entity")


@pytest.mark.parametrize("attributes", [None, [], "x", 1])
def test_attributes_are_an_object(attributes: Any) -> None:
    with pytest.raises(FormatError, match="an entity"):
        check_attributes(attributes, "an entity")
