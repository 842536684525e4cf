"""An entity: what several mentions in one layer of an article mean; its attributes stand once."""

from dataclasses import dataclass

from workbench.model.span import NO_ATTRIBUTES, Attributes


@dataclass(frozen=True, slots=True)
class Entity:
    """``external_id`` points into a knowledge base of the project's choice, for example ``Q884``."""

    id: str
    label: str
    name: str
    attributes: Attributes = NO_ATTRIBUTES
    external_id: str | None = None
