"""One span changed within an action: what it shall be, and how that is written."""

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.model.span import Span
from workbench.project.entities import merged
from workbench.project.layer_edit import LayerEdit
from workbench.store import codec
from workbench.store.action import Record


def changed(
    edit: LayerEdit,
    old: Span,
    label: str | None,
    parts: Iterable[Iterable[int]] | None,
    attributes: Mapping[str, Any] | None,
    length: int,
) -> Span:
    """The span as it shall be, with what its label may carry; given values are checked, older ones dropped."""
    kind = edit.scheme.label(old.label if label is None else label)
    values = dict(old.attributes) if attributes is None else merged(old.attributes, attributes)
    if kind.name != old.label:
        given = attributes or {}
        values = {name: value for name, value in values.items() if name in given or kind.can_have(name, value)}
    edit.scheme.check_attributes(kind.name, values)
    places = edit.parts(kind.name, old.parts if parts is None else parts, length)
    return Span(old.id, kind.name, places, values, old.entity if kind.entity else None)


def write(edit: LayerEdit, article: str, row: Record, new: Span) -> tuple[str, ...]:
    """Let a row be that span, where it is not yet; gives the ids of the relations that its new label can't have."""
    fields = dict(zip(row, codec.span_row(new, row["layer"])))
    if fields == row:
        return ()
    layer = edit.layer(article)
    if any(fields[name] != row[name] for name in ("label", "start", "end", "parts")):
        edit.check_place(layer, new)
    removed = edit.drop_unfit_relations(article, new) if fields["label"] != row["label"] else ()
    edit.action.update("span", article, row, **fields)
    return removed
