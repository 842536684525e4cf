"""Rows to and from the small JSON of text columns: attributes, parts, sources; and rows to model objects."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import islice
from operator import ge
from typing import Any

import orjson

from workbench.errors import TextError
from workbench.model.entity import Entity
from workbench.model.layer import Comment, Decision, Resolved
from workbench.model.relation import Relation
from workbench.model.span import NO_ATTRIBUTES, Attributes, Parts, Span
from workbench.model.spans import Columns, Kind

Row = Sequence[Any]
_AT_ONCE = 1000  # rows that are objects at a time, where their columns are wanted
_BETWEEN = "\x1f"  # stands in no JSON
# Attributes, parts and entity of a span in one text, NULL for most spans, which have none of them.
SPAN_RARE = (
    """CASE WHEN "attributes" = '{}' AND "parts" = '' AND "entity" IS NULL THEN NULL"""
    f""" ELSE "attributes" || '{_BETWEEN}' || "parts" || COALESCE('{_BETWEEN}' || "entity", '') END"""
)


# What JSON can't hold, as orjson says it, and as a person can act on it.
_UNFIT = {
    "Recursion limit reached": "is nested too deeply",
    "Integer exceeds 64-bit range": "holds a number that is too large",
    "str is not valid UTF-8: surrogates not allowed": "holds a lone surrogate",
}


def pack(value: object) -> str:
    """Canonical JSON: keys sorted, no blanks. TextError for what a person may give but JSON can't hold."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    except orjson.JSONEncodeError as error:
        reason = _UNFIT.get(str(error))
        if reason is None:
            raise
        raise TextError(f"a value {reason}, so it can't be stored; take it out or make it simpler") from None


def pack_attributes(attributes: Attributes) -> str:
    """Attributes as JSON; those that say nothing are left out. TextError as for ``pack``."""
    if not attributes:
        return "{}"
    return pack({name: value for name, value in attributes.items() if value is not None})


def unpack_attributes(text: str) -> Attributes:
    """Attributes out of their column."""
    if text == "{}":
        return NO_ATTRIBUTES
    found: dict[str, Any] = orjson.loads(text)
    return found


def pack_parts(parts: Parts) -> str:
    """The column ``parts``: empty for the usual span of one part."""
    return "" if len(parts) == 1 else pack(parts)


def unpack_parts(start: int, end: int, text: str) -> Parts:
    """All parts of a span out of its columns."""
    return tuple((first, last) for first, last in orjson.loads(text)) if text else ((start, end),)


def span_row(span: Span, layer: str) -> tuple[Any, ...]:
    """In the order of the table's columns, as are the rows of the functions below."""
    parts = span.parts
    return (
        span.id, layer, span.label, parts[0][0], parts[-1][1], pack_parts(parts),
        pack_attributes(span.attributes), span.entity,
    )  # fmt: skip


def to_span(row: Row) -> Span:
    """A span out of its row (id, layer, label, start, end, parts, attributes, entity).

    ValueError or TypeError where start and end can't be those of a span.
    """
    text = row[6]
    if row[4] - row[3] <= 0:
        raise ValueError(row[0])
    # What unpack_parts and unpack_attributes do with the usual span stands here again: a project has far more
    # spans than anything else, and the two calls cost a quarter of this one.
    return Span(
        row[0], row[2], ((row[3], row[4]),) if not row[5] else unpack_parts(row[3], row[4], row[5]),
        NO_ATTRIBUTES if text == "{}" else orjson.loads(text), row[7],
    )  # fmt: skip


class _Kinds(dict[tuple[str, str | None], int]):
    """Numbers of what spans have in common, by the label and the text that ``SPAN_RARE`` gives."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Kind] = []

    def __missing__(self, key: tuple[str, str | None]) -> int:
        label, rare = key
        attributes, parts, *entity = ("{}", "") if rare is None else rare.split(_BETWEEN, 2)
        several = unpack_parts(0, 0, parts) if parts else None
        self.found.append(Kind(label, unpack_attributes(attributes), entity[0] if entity else None, several))
        number = self[key] = len(self.found) - 1
        return number


def to_columns(rows: Iterable[Row]) -> Columns:
    """Spans out of rows by start: id, label, start, end, and what ``SPAN_RARE`` gives.

    ValueError or TypeError where start and end can't be those of a span.
    """
    ids: list[str] = []
    starts, ends, numbers = array("q"), array("q"), array("i")
    kinds = _Kinds()
    left = iter(rows)
    while batch := list(islice(left, _AT_ONCE)):
        some, labels, first, last, rare = zip(*batch)
        ids += some
        starts.extend(first)
        ends.extend(last)
        numbers.extend(map(kinds.__getitem__, zip(labels, rare)))
    if any(map(ge, starts, ends)):
        raise ValueError("a span ends before it starts")
    return Columns(ids, starts, ends, numbers, kinds.found)


def entity_row(entity: Entity, layer: str) -> tuple[Any, ...]:
    return (entity.id, layer, entity.label, entity.name, pack_attributes(entity.attributes), entity.external_id)


def to_entity(row: Row) -> Entity:
    return Entity(row[0], row[2], row[3], unpack_attributes(row[4]), row[5])


def relation_row(relation: Relation, layer: str) -> tuple[Any, ...]:
    attributes = pack_attributes(relation.attributes)
    return (relation.id, layer, relation.type, relation.source, relation.target, attributes)


def to_relation(row: Row) -> Relation:
    return Relation(row[0], row[2], row[3], row[4], unpack_attributes(row[5]))


def decision_row(decision: Decision, layer: str, id: str) -> tuple[Any, ...]:
    return (
        id, layer, decision.target, decision.outcome, decision.by, decision.rule, decision.at,
        pack(decision.sources), decision.reason,
    )  # fmt: skip


def to_decision(row: Row) -> Decision:
    sources = tuple((name, span) for name, span in orjson.loads(row[7]))
    return Decision(row[2], row[3], row[4], row[5], row[6], sources, row[8])


def comment_row(comment: Comment, layer: str) -> tuple[Any, ...]:
    return (comment.id, layer, comment.span, comment.text, comment.by, comment.at)


def to_comment(row: Row) -> Comment:
    return Comment(row[0], row[3], row[4], row[5], row[2])


def resolved_row(id: str, resolved: Resolved, layer: str) -> tuple[Any, ...]:
    return (id, layer, resolved.by, resolved.at)


def to_resolved(row: Row) -> Resolved:
    """Who resolved the comment whose id the row begins with, and when."""
    return Resolved(row[2], row[3])


def pass_row(labels: Iterable[str], layer: str) -> tuple[Any, ...]:
    return (layer, layer, pack(sorted(set(labels))))


def to_complete(row: Row) -> list[str]:
    """The labels for which a layer is complete; the row is (id, layer, labels)."""
    return [str(label) for label in orjson.loads(row[2])]
