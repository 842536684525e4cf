"""What an undo or redo left of a layer, out of the rows that it touched: the others need not be read again."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from workbench.model.entity import Entity
from workbench.model.layer import Comment, State
from workbench.model.relation import Relation
from workbench.model.span import Attributes, Span
from workbench.project.facade import Project
from workbench.store import articles as stored
from workbench.store import codec
from workbench.store.action import Change
from workbench.store.change import ALONE, load
from workbench.store.column import COLUMN
from workbench.store.tables import COLUMNS

_MADE: dict[str, Callable[[codec.Row], Any]] = {
    "span": codec.to_span, "relation": codec.to_relation, "entity": codec.to_entity, "comment": codec.to_comment,
}  # fmt: skip


class Turned(NamedTuple):
    """What a layer is by now besides its spans and the like; of these, by id, what became of those that were touched.

    None stands for what went, which may have been in another layer.
    """

    state: State
    attributes: Attributes
    spans: dict[str, Span | None]
    relations: dict[str, Relation | None]
    entities: dict[str, Entity | None]
    comments: dict[str, Comment | None]


def turned(project: Project, article: str, annotator: str, changes: Iterable[Change]) -> Turned | None:
    """What ``changes`` left of an annotator's layer of an article (an id); None where it has to be read anew."""
    row = stored.layer_row(project.store, article, annotator)
    # On a server the same person may be at it elsewhere, and who reads anew sees that, too.
    if row is None or not project.store.is_sqlite:
        return None
    found: dict[str, dict[str, Any]] = {kind: {} for kind in _MADE}
    for change in changes:
        if change.kind in ALONE or change.kind in ("decision", "pass", "resolved", COLUMN):
            return None
        if change.kind not in found or change.article != article:
            continue
        record = load(change.after)
        if record is None:
            found[change.kind][change.target] = None
        elif record["layer"] == row[0]:
            columns = COLUMNS[change.kind]
            found[change.kind][change.target] = _MADE[change.kind]([record[column] for column in columns])
    attributes = codec.unpack_attributes(row[4])
    return Turned(row[3], attributes, found["span"], found["relation"], found["entity"], found["comment"])
