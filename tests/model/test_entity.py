"""An entity holds what can be stored; whether its label has entities, the scheme says."""

from typing import Any

import pytest

from workbench.errors import FormatError, SchemeError, TextError
from workbench.model.entity import Entity, check_entity
from workbench.schemes import load_scheme


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("name", None, FormatError),
        ("name", 1, FormatError),
        ("name", "\0", TextError),
        ("external_id", 1, FormatError),
        ("external_id", "\ud800", TextError),
        ("attributes", [], FormatError),
        ("attributes", {"a": "\0"}, TextError),
    ],
)
def test_fields_that_can_not_be_stored(field: str, value: Any, error: type[Exception]) -> None:
    good = Entity("e", "actor", "Ada", {"type": "PER"}, "Q1")
    assert check_entity(good) is good
    with pytest.raises(error, match=r"name|external_id|attribute"):
        check_entity(good._replace(**{field: value}))


def test_labels_that_have_entities() -> None:
    news = load_scheme("news")
    assert news.entity_label("actor").name == "actor"
    for label in ("quote", "colour", None):
        with pytest.raises(SchemeError):
            news.entity_label(label)
