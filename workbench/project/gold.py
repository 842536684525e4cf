"""Brings the gold of one article to what a person decided, row by row, so that the journal tells each change."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from workbench.errors import ProjectError, SchemeError
from workbench.model.article import check_text
from workbench.model.entity import Entity
from workbench.model.layer import Decision, Layer, Outcome
from workbench.model.relation import Relation
from workbench.model.span import Parts, Span
from workbench.project.decisions import ARTICLE, ids_by_rule, in_the_way, inside, nothing_stretch, stand_ins
from workbench.project.gold_rows import GoldRows, record
from workbench.project.ids import derived
from workbench.review.units import Unit, unit_key
from workbench.store import codec


class GoldWriter(GoldRows):
    """Writes what a person decides."""

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
        for id in self.decided(target):
            row = self.action.get("decision", id)
            assert row is not None
            self.action.update("decision", self.article, row, reason=reason)

    def _id_at(self, label: str, parts: Parts) -> str:
        """The id of the gold span of that label at that place, or what it will be."""
        return self.namer()(label, parts)

    def _make_gold(self, span: Span, gone: Collection[str]) -> None:
        """SchemeError where the scheme does not let ``span`` stand beside what is gold, but for what is ``gone``."""
        other = in_the_way(self.project.scheme, span, (known for known in self.gold.spans if known.id not in gone))
        if other is not None:
            raise SchemeError(
                f"the gold has {other.label} {other.start}-{other.end} already, and the scheme does not let "
                f"{span.label} {span.start}-{span.end} overlap it; reject one of the two"
            )
        self.put("span", {span.id: record("span", codec.span_row(span, self.layer))})

    def _entity(self, meant: Entity) -> str:
        """The id of the gold entity of which the same is said, made where it is missing."""
        id = self.entity_id(meant)
        self.put("entity", {id: record("entity", codec.entity_row(meant._replace(id=id), self.layer))})
        return id

    def decide_article(self, attributes: Mapping[str, Any], reason: str | None) -> None:
        """Set the attributes of the article, and who decided them."""
        self.set_attributes(attributes)
        self._decision(ARTICLE, "adjudicated", (), reason)

    def _decision(
        self, target: str, outcome: Outcome, sources: tuple[tuple[str, str], ...], reason: str | None
    ) -> None:
        if reason is not None:
            check_text(reason)
        self.put_decision(Decision(target, outcome, self.action.actor, None, self.action.at, sources, reason))

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
                self.put("relation", {id: record("relation", codec.relation_row(made, self.layer))})
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
                self.delete_decisions(decision.target)
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
                self.delete("relation", link.id)
                self.delete_decisions(link.id)
            elif link.target != id:
                there.add((link.type, link.source, id))
                row = self.action.get("relation", link.id)
                assert row is not None
                self.action.update("relation", self.article, row, target=id)
        for known in sorted(gone):
            self.drop_span(known)
