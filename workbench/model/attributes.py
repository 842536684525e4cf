"""Whether attribute values can be stored and given out again just as they are: one check, whoever brings them."""

import math
from collections.abc import Mapping

from workbench.errors import FormatError, TextError
from workbench.model.article import check_text
from workbench.model.span import Attributes

# Levels of lists and objects in one value; readers and writers of JSON give up somewhere above.
DEEPEST = 100
_SMALLEST, _LARGEST = -(2**63), 2**64 - 1


def check_attributes(attributes: object, owner: str) -> Attributes:
    """``attributes`` as they are; FormatError where they are no object, TextError where a value can't be stored.

    ``owner`` says in the sentence whose they are: ``an entity``.
    """
    if not isinstance(attributes, Mapping):
        raise FormatError(f"the attributes of {owner} must be an object of names and values, not {attributes!r}"[:200])
    for name, value in attributes.items():
        try:
            _check_name(name)
            _check_value(value, 0)
        except TextError as error:
            raise TextError(f"the attribute {name!a} of {owner} can't be stored: {error}") from None
    return attributes


def _check_name(name: object) -> None:
    if not isinstance(name, str):
        raise TextError("its name must be a text")
    check_text(name)


def _check_value(value: object, depth: int) -> None:
    """Raise TextError where ``value`` is not what JSON holds without loss."""
    if isinstance(value, str):
        check_text(value)
    elif isinstance(value, int):
        if not _SMALLEST <= value <= _LARGEST:
            raise TextError("the number is too large; 64 bits is the most")
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise TextError(f"{value} is no number that a file can hold")
    elif isinstance(value, (list, tuple, Mapping)):
        if depth >= DEEPEST:
            raise TextError(f"the value is nested more than {DEEPEST} deep; make it simpler")
        if isinstance(value, Mapping):
            for name in value:
                _check_name(name)
            value = tuple(value.values())
        for item in value:
            _check_value(item, depth + 1)
    elif value is not None:
        raise TextError(f"a {type(value).__name__} is no text, number, list or object")
