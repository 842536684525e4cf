"""The rows of one article's gold: read, put, taken out, each change told to the journal."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from workbench.model.entity import Entity
from workbench.model.layer import GOLD, Decision, Layer
from workbench.model.span import Parts
from workbench.project.facade import Project
from workbench.project.ids import derived, layer_id
from workbench.review.units import unit_key
from workbench.store import articles as stored
from workbench.store import codec
from workbench.store.action import Action, Record
from workbench.store.tables import COLUMNS


class GoldRows:
    """What rules and people write the gold of an article with. Decisions stand once for each target."""

    def __init__(self, project: Project, action: Action, article: str, gold: Layer) -> None:
        self.project = project
        self.action = action
        self.article = article
        self.gold = gold
        self.layer = self._found_or_made()

    def _found_or_made(self) -> str:
        """The gold layer's id, made where it is missing."""
        row = stored.layer_row(self.project.store, self.article, GOLD)
        if row:
            return str(row[0])
        annotator = self.project.annotator_id(self.action, GOLD)
        id = layer_id(self.article, annotator)
        self.action.insert("layer", self.article, id, self.article, annotator, "in_progress", "{}", 0)
        return id

    def namer(self) -> Callable[[str, Parts], str]:
        """Gives the id of the gold span of a label at some parts, or what it will be.

        The id follows from label and parts, so that files can be merged. A label may have been renamed since, though:
        then the span that stands there keeps its id, and no other one takes it.
        """
        there = {unit_key(span): span.id for span in self.gold.spans}
        taken = {span.id for span in self.gold.spans}

        def name(label: str, parts: Parts) -> str:
            if (standing := there.get((parts, label))) is not None:
                return standing
            id = derived("gold", self.layer, label, parts)
            return derived(id, "again") if id in taken else id

        return name

    def entity_id(self, meant: Entity) -> str:
        """The id of the gold entity of which the same is said, or what it will be; see ``namer``."""
        same = (known.id for known in self.gold.entities if known[1:] == meant[1:])
        id = entity_id(self.layer, meant)
        free = all(known.id != id for known in self.gold.entities)
        return next(same, None) or (id if free else derived(id, "again"))

    def refresh(self) -> None:
        """Read the gold anew, after a decision in the same action."""
        self.gold = stored.read_layer(self.project.store, self.article, GOLD)

    def settle(self, left: int) -> None:
        """Note how many disputes are left; the gold is done where none is. ``gold`` is then as it is stored."""
        row = self.action.get("layer", self.layer)
        assert row is not None
        self.action.update("layer", self.article, row, unresolved=left, state="in_progress" if left else "done")
        complete = [] if left else self._complete_for_all()
        self._set_complete(complete)
        gold = self.gold
        gold.unresolved, gold.state, gold.complete = left, "in_progress" if left else "done", complete

    def _complete_for_all(self) -> list[str]:
        """The labels that everybody who is done has looked for from start to end."""
        sql = (
            'SELECT p."id", p."layer", p."labels" FROM "layer" l LEFT JOIN "pass" p ON p."layer" = l."id"'
            ' WHERE l."article" = ? AND l."state" = ? AND l."id" <> ?'
        )
        rows = self.project.store.rows(sql, (self.article, "done", self.layer))
        looked_for = [set(codec.to_complete(row)) if row[0] else set() for row in rows]
        return sorted(set.intersection(*looked_for)) if looked_for else []

    def _set_complete(self, labels: list[str]) -> None:
        row = self.action.get("pass", self.layer)
        if (codec.to_complete(tuple(row.values())) if row else []) == labels:
            return
        if row:
            self.action.delete("pass", self.article, row)
        if labels:
            self.action.insert("pass", self.article, *codec.pass_row(labels, self.layer))

    def set_attributes(self, attributes: Mapping[str, Any]) -> None:
        row = self.action.get("layer", self.layer)
        assert row is not None
        self.action.update("layer", self.article, row, attributes=codec.pack_attributes(attributes))

    def put(self, kind: str, wanted: Mapping[str, Record]) -> None:
        for id, record in wanted.items():
            before = self.action.get(kind, id)
            if before is None:
                self.action.insert(kind, self.article, *record.values())
            else:
                self.action.update(kind, self.article, before, **record)

    def delete(self, kind: str, id: str) -> None:
        row = self.action.get(kind, id)
        if row is not None:
            self.action.delete(kind, self.article, row)

    def drop_span(self, id: str) -> None:
        for comment in self.gold.comments:
            if comment.span == id:
                self.delete("resolved", comment.id)
                self.delete("comment", comment.id)
        self.delete("span", id)

    def put_decision(self, decision: Decision) -> None:
        """Write a decision in the place of what was decided on its target; there is one for each."""
        there = self.decided(decision.target)
        for id in there[1:]:
            self.delete("decision", id)
        id = there[0] if there else derived("decision", self.layer, decision.target)
        self.put("decision", {id: record("decision", codec.decision_row(decision, self.layer, id))})

    def delete_decisions(self, target: str) -> None:
        for id in self.decided(target):
            self.delete("decision", id)

    def decided(self, target: str) -> list[str]:
        """Ids of the decisions on a target; those that were imported have ids of their own."""
        sql = 'SELECT "id" FROM "decision" WHERE "layer" = ? AND "target" = ? ORDER BY "id"'
        return [id for (id,) in self.project.store.rows(sql, (self.layer, target))]


def entity_id(layer: str, meant: Entity) -> str:
    """The id of an entity in the gold ``layer``; there may be two of one name, of which different things are said."""
    attributes, external = codec.pack_attributes(meant.attributes), meant.external_id
    more = () if attributes == "{}" and external is None else (attributes, external)
    return derived("entity", layer, meant.label, meant.name, *more)


def record(kind: str, values: Sequence[Any]) -> Record:
    return dict(zip(COLUMNS[kind], values, strict=True))
