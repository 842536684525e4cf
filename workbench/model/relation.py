"""A relation: a typed, directed link between two spans of one layer."""

from typing import NamedTuple

from workbench.model.span import NO_ATTRIBUTES, Attributes


class Relation(NamedTuple):
    """``source`` and ``target`` are ids of spans in the same layer ("from" and "to" in files)."""

    id: str
    type: str
    source: str
    target: str
    attributes: Attributes = NO_ATTRIBUTES
