"""An entity: what several mentions in one layer of an article mean; its attributes stand once."""

from typing import NamedTuple

from workbench.errors import FormatError, TextError
from workbench.model.article import check_text
from workbench.model.attributes import check_attributes
from workbench.model.span import NO_ATTRIBUTES, Attributes


class Entity(NamedTuple):
    """``external_id`` points into a knowledge base of the project's choice, for example ``Q884``."""

    id: str
    label: str
    name: str
    attributes: Attributes = NO_ATTRIBUTES
    external_id: str | None = None


def check_entity(entity: Entity) -> Entity:
    """``entity`` as it is; FormatError where a field has the wrong type, TextError where it can't be stored.

    Whether its label may have entities is the scheme's matter: ``Scheme.entity_label``.
    """
    for field, value in (("name", entity.name), ("external_id", entity.external_id)):
        if value is None and field == "external_id":
            continue
        if not isinstance(value, str):
            raise FormatError(f"“{field}” of an entity must be a text, not {value!r}"[:200])
        try:
            check_text(value)
        except TextError as error:
            raise TextError(f"“{field}” of an entity can't be stored: {error}") from None
    check_attributes(entity.attributes, "an entity")
    return entity
