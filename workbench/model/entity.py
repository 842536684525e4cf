"""An entity: what several mentions in one layer of an article mean; its attributes stand once."""

from typing import NamedTuple

from workbench.model.span import NO_ATTRIBUTES, Attributes


class Entity(NamedTuple):
    """``external_id`` points into a knowledge base of the project's choice, for example ``Q884``."""

    id: str
    label: str
    name: str
    attributes: Attributes = NO_ATTRIBUTES
    external_id: str | None = None
