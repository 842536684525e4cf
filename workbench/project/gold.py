"""The gold of one article, and how it is brought to what was decided, row by row."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from workbench.errors import ProjectError, SchemeError
from workbench.model.article import check_text
from workbench.model.entity import Entity
from workbench.model.layer import GOLD, Decision, Layer, Outcome
from workbench.model.relation import Relation
from workbench.model.span import Parts, Span
from workbench.project.decisions import (
    ARTICLE,
    article_decided,
    ids_by_rule,
    in_the_way,
    inside,
    nothing_stretch,
    stand_ins,
)
from workbench.project.facade import Project
from workbench.project.ids import derived, layer_id
from workbench.review.merge import Merge, Taken, TakenRelation
from workbench.review.units import Unit, unit_key
from workbench.store import articles as stored
from workbench.store import codec
from workbench.store.action import Action, Record
from workbench.store.tables import COLUMNS


class GoldWriter:
    """Brings the gold of one article to what was decided, row by row, so that the journal tells each change."""

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

    def take_rules(self, merged: Merge, strategy: str, layers: Sequence[Layer]) -> None:
        """Replace what rules had decided by what they decide now; equal rows stay as they are."""
        layer = self.layer
        by_rule = ids_by_rule(self.gold)
        ids = stand_ins(self.gold, layers)
        entities: dict[str, Entity] = {}
        spans: dict[str, tuple[Span, Taken]] = {}
        for item in merged.taken:
            id = ids[item.unit.key] = derived("gold", layer, item.unit.label, item.unit.parts)
            entity = _entity_id(layer, item.entity) if item.entity else None
            if entity and item.entity:
                entities[entity] = item.entity._replace(id=entity)
            spans[id] = (Span(id, item.unit.label, item.unit.parts, item.attributes, entity), item)
        links: dict[str, tuple[Relation, TakenRelation]] = {}
        between: set[tuple[str, str, str]] = set()  # two units may have become one
        for link in merged.relations:
            ends = (link.type, ids[link.source], ids[link.target])
            if ends not in between:
                between.add(ends)
                id = derived("gold", layer, link.type, link.source, link.target)
                links[id] = (Relation(id, *ends, link.attributes), link)
        self._drop(by_rule, set(spans), set(links))
        self._put("entity", {id: _record("entity", codec.entity_row(found, layer)) for id, found in entities.items()})
        self._put("span", {id: _record("span", codec.span_row(span, layer)) for id, (span, _) in spans.items()})
        self._put(
            "relation", {id: _record("relation", codec.relation_row(link, layer)) for id, (link, _) in links.items()}
        )
        sources = {id: item.unit.sources for id, (_, item) in spans.items()} | {
            id: item.sources for id, (_, item) in links.items()
        }
        self._decisions(sources, strategy, merged.voters)
        self._drop_entities(set(entities))
        if not article_decided(self.gold):
            self._set_attributes(merged.attributes)

    def _set_attributes(self, attributes: Mapping[str, Any]) -> None:
        row = self.action.get("layer", self.layer)
        assert row is not None
        self.action.update("layer", self.article, row, attributes=codec.pack_attributes(attributes))

    def _drop(self, by_rule: set[str], spans: set[str], relations: set[str]) -> None:
        gone = {span.id for span in self.gold.spans if span.id in by_rule and span.id not in spans}
        for relation in self.gold.relations:
            stale = relation.id in by_rule and relation.id not in relations
            if stale or relation.source in gone or relation.target in gone:
                self._delete("relation", relation.id)
                self._delete_decisions(relation.id)
        for id in sorted(gone):
            self._drop_span(id)
            self._delete_decisions(id)

    def _drop_span(self, id: str) -> None:
        for comment in self.gold.comments:
            if comment.span == id:
                self._delete("comment", comment.id)
        self._delete("span", id)

    def _delete(self, kind: str, id: str) -> None:
        row = self.action.get(kind, id)
        if row is not None:
            self.action.delete(kind, self.article, row)

    def _delete_decisions(self, target: str) -> None:
        rows = self.project.store.rows(
            'SELECT "id" FROM "decision" WHERE "layer" = ? AND "target" = ?', (self.layer, target)
        )
        for (id,) in rows:
            self._delete("decision", id)

    def _put(self, kind: str, wanted: Mapping[str, Record]) -> None:
        for id, record in wanted.items():
            before = self.action.get(kind, id)
            if before is None:
                self.action.insert(kind, self.article, *record.values())
            else:
                self.action.update(kind, self.article, before, **record)

    def _drop_entities(self, wanted: set[str]) -> None:
        """Take out entities that rules made earlier and nothing means any more."""
        for entity in self.gold.entities:
            made_by_rule = entity.id == _entity_id(self.layer, entity)
            meant = self.project.store.row('SELECT 1 FROM "span" WHERE "entity" = ? LIMIT 1', (entity.id,))
            if made_by_rule and entity.id not in wanted and not meant:
                self._delete("entity", entity.id)

    def _decisions(self, sources: Mapping[str, tuple[tuple[str, str], ...]], strategy: str, voters: int) -> None:
        for target, pairs in sources.items():
            outcome: Outcome = "agreed" if len(pairs) == voters else "adjudicated"
            id = derived("decision", self.layer, target)
            before = self.action.get("decision", id)
            wanted = {"outcome": outcome, "rule": strategy, "sources": codec.pack(pairs)}
            if before is not None and all(before[name] == value for name, value in wanted.items()):
                continue
            decision = Decision(target, outcome, self.action.actor, strategy, self.action.at, pairs)
            self._put("decision", {id: _record("decision", codec.decision_row(decision, self.layer, id))})

    def take(
        self, unit: Unit, name: str, reason: str | None, layers: Sequence[Layer], edited: Span | None = None
    ) -> None:
        """Make a version gold in the place of what stood there, with the edges and values of ``edited`` where given."""
        version = unit.spans[name]
        entities = next(layer.entities for layer in layers if layer.annotator == name)
        meant = next((item for item in entities if item.id == version.entity), None)
        entity = self._entity(meant) if meant else None
        made = edited or version
        id = self._id_at(unit.label, made.parts)
        gone = self._undecide(unit, id)
        self._make_gold(Span(id, unit.label, made.parts, made.attributes, entity), gone)
        self._clear(gone, id)
        self._decision(id, "adjudicated", ((name, version.id),), reason)

    def reject(self, unit: Unit, reason: str | None) -> None:
        """Decide that no version of the unit is right."""
        self._clear(self._undecide(unit))
        if unit.spans:
            self._decision(unit.sources[0][1], "rejected", unit.sources, reason)

    def nothing(self, unit: Unit, reason: str | None, layers: Sequence[Layer]) -> None:
        """Decide that nothing from the unit's start to its end belongs to any label.

        ProjectError where something else in there is gold: that has to be decided by itself.
        """
        stretch = (unit.parts[0][0], unit.parts[-1][1])
        gone = self._undecide(unit)
        left = [span for span in self.gold.spans if inside(span.parts, stretch) and span.id not in gone]
        if left:
            span = left[0]
            raise ProjectError(
                f"{span.label} {span.start}-{span.end} is gold and lies inside these words; reject that one first, "
                "or reject this span alone"
            )
        sources = tuple(
            (layer.annotator, span.id)
            for layer in layers
            if not layer.is_gold
            for span in layer.spans
            if inside(span.parts, stretch)
        )
        self._clear(gone)
        self._decision(f"{stretch[0]}-{stretch[1]}", "nothing", sources, reason)

    def add(self, unit: Unit, span: Span, reason: str | None) -> str:
        """Make a span gold that nobody had, or not so; gives its id. ``unit`` is what annotators have there."""
        id = self._id_at(span.label, span.parts)
        if any(known.id == id for known in self.gold.spans):
            raise ProjectError(f"{span.label} {span.start}-{span.end} is gold already")
        gone = self._undecide(unit, id)
        self._make_gold(span._replace(id=id), gone)
        self._clear(gone, id)
        self._decision(id, "adjudicated", (), reason)
        return id

    def give_reason(self, target: str, reason: str | None) -> None:
        """Say why what was decided on ``target`` was decided."""
        if reason is not None:
            check_text(reason)
        rows = self.project.store.rows(
            'SELECT "id" FROM "decision" WHERE "layer" = ? AND "target" = ?', (self.layer, target)
        )
        for (id,) in rows:
            row = self.action.get("decision", id)
            assert row is not None
            self.action.update("decision", self.article, row, reason=reason)

    def refresh(self) -> None:
        """Read the gold anew, after a decision in the same action."""
        self.gold = stored.read_layer(self.project.store, self.article, GOLD)

    def _id_at(self, label: str, parts: Parts) -> str:
        """The id of the gold span of that label at that place, or what it will be."""
        there = (span.id for span in self.gold.spans if unit_key(span) == (parts, label))
        return next(there, None) or derived("gold", self.layer, label, parts)

    def _make_gold(self, span: Span, gone: Collection[str]) -> None:
        """SchemeError where the scheme does not let ``span`` stand beside what is gold, but for what is ``gone``."""
        other = in_the_way(self.project.scheme, span, (known for known in self.gold.spans if known.id not in gone))
        if other is not None:
            raise SchemeError(
                f"the gold has {other.label} {other.start}-{other.end} already, and the scheme does not let "
                f"{span.label} {span.start}-{span.end} overlap it; reject one of the two"
            )
        self._put("span", {span.id: _record("span", codec.span_row(span, self.layer))})

    def _entity(self, meant: Entity) -> str:
        """The id of the gold entity of which the same is said, made where it is missing."""
        id = _entity_id(self.layer, meant)
        self._put("entity", {id: _record("entity", codec.entity_row(meant._replace(id=id), self.layer))})
        return id

    def decide_article(self, attributes: Mapping[str, Any], reason: str | None) -> None:
        """Set the attributes of the article, and who decided them."""
        self._set_attributes(attributes)
        self._decision(ARTICLE, "adjudicated", (), reason)

    def _decision(
        self, target: str, outcome: Outcome, sources: tuple[tuple[str, str], ...], reason: str | None
    ) -> None:
        if reason is not None:
            check_text(reason)
        decision = Decision(target, outcome, self.action.actor, None, self.action.at, sources, reason)
        id = derived("decision", self.layer, target)
        self._put("decision", {id: _record("decision", codec.decision_row(decision, self.layer, id))})

    def follow_relations(self, gold: Layer, layers: Sequence[Layer]) -> bool:
        """Give gold spans that a person took those relations of their version whose other end is gold; did any come?"""
        before = len(self.action.changes)
        ids = stand_ins(gold, layers) | {unit_key(span): span.id for span in gold.spans}
        taken = {
            decision.sources[0]: decision.target
            for decision in gold.decisions
            if decision.rule is None and len(decision.sources) == 1
        }
        standing = {span.id for span in gold.spans}
        there = {(link.type, link.source, link.target) for link in gold.relations}
        for layer in layers:
            keys = {span.id: unit_key(span) for span in layer.spans} if layer.relations else {}
            for link in layer.relations:
                source = taken.get((layer.annotator, link.source))
                target = ids.get(keys[link.target])
                if source not in standing or target is None or (link.type, source, target) in there or layer.is_gold:
                    continue
                there.add((link.type, source, target))
                id = derived("gold", self.layer, link.type, source, target)
                made = Relation(id, link.type, source, target, link.attributes)
                self._put("relation", {id: _record("relation", codec.relation_row(made, self.layer))})
                self._decision(id, "adjudicated", ((layer.annotator, link.id),), None)
        return len(self.action.changes) > before

    def _undecide(self, unit: Unit, id: str | None = None) -> set[str]:
        """Take back what was decided on a unit, and on ``id``, which takes its place; gives the spans that must go."""
        places = {span.id: unit_key(span) for span in self.gold.spans}
        by_rule = ids_by_rule(self.gold)
        gone = {known for known, key in places.items() if key == unit.key}
        for decision in self.gold.decisions:
            stretch = nothing_stretch(decision)
            settles = inside(unit.parts, stretch) if stretch else bool(set(decision.sources) & set(unit.sources))
            if settles or decision.target == id or decision.target in gone:
                self._delete_decisions(decision.target)
                if settles and decision.target in places and decision.target not in by_rule:
                    gone.add(decision.target)
        return gone - {id}

    def _clear(self, gone: set[str], id: str | None = None) -> None:
        """Take gold spans out. Relations that lead there lead to ``id`` now; those that begin there or at ``id`` go."""
        spans = gone if id is None else gone | {id}
        there = {(link.type, link.source, link.target) for link in self.gold.relations}
        for link in self.gold.relations:
            begins, leads = link.source in spans, link.target in spans
            if not (begins or leads):
                continue
            moved = (link.type, link.source, id)
            if begins or id is None or (link.target != id and moved in there):
                self._delete("relation", link.id)
                self._delete_decisions(link.id)
            elif link.target != id:
                there.add((link.type, link.source, id))
                row = self.action.get("relation", link.id)
                assert row is not None
                self.action.update("relation", self.article, row, target=id)
        for known in sorted(gone):
            self._drop_span(known)

    def settle(self, left: int) -> None:
        """Note how many disputes are left; the gold is done where none is."""
        row = self.action.get("layer", self.layer)
        assert row is not None
        self.action.update("layer", self.article, row, unresolved=left, state="in_progress" if left else "done")


def _entity_id(layer: str, meant: Entity) -> str:
    """The id of an entity in the gold ``layer``; there may be two of one name, of which different things are said."""
    attributes, external = codec.pack_attributes(meant.attributes), meant.external_id
    more = () if attributes == "{}" and external is None else (attributes, external)
    return derived("entity", layer, meant.label, meant.name, *more)


def _record(kind: str, values: Sequence[Any]) -> Record:
    return dict(zip(COLUMNS[kind], values, strict=True))
