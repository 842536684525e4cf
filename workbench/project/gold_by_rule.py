"""Brings the gold of one article to what a rule decided; what people decided stays."""

from collections.abc import Mapping, Sequence

from workbench.model.entity import Entity
from workbench.model.layer import Decision, Layer, Outcome
from workbench.model.relation import Relation
from workbench.model.span import Span
from workbench.project.decisions import article_decided, ids_by_rule, stand_ins
from workbench.project.gold_rows import GoldRows, entity_id, record
from workbench.project.ids import derived
from workbench.review.merge import Merge, Taken, TakenRelation
from workbench.store import codec


class RuleWriter(GoldRows):
    """Writes what a rule takes."""

    def take_rules(self, merged: Merge, strategy: str, layers: Sequence[Layer]) -> None:
        """Replace what rules had decided by what they decide now; equal rows stay as they are."""
        layer = self.layer
        by_rule = ids_by_rule(self.gold)
        ids = stand_ins(self.gold, layers)
        name = self.namer()
        entities: dict[str, Entity] = {}
        spans: dict[str, tuple[Span, Taken]] = {}
        for item in merged.taken:
            id = ids[item.unit.key] = name(item.unit.label, item.unit.parts)
            entity = self.entity_id(item.entity) if item.entity else None
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
        self.put("entity", {id: record("entity", codec.entity_row(found, layer)) for id, found in entities.items()})
        self.put("span", {id: record("span", codec.span_row(span, layer)) for id, (span, _) in spans.items()})
        self.put(
            "relation", {id: record("relation", codec.relation_row(link, layer)) for id, (link, _) in links.items()}
        )
        sources = {id: item.unit.sources for id, (_, item) in spans.items()} | {
            id: item.sources for id, (_, item) in links.items()
        }
        self._decisions(sources, strategy, merged.voters)
        self._drop_entities(set(entities))
        if not article_decided(self.gold):
            self.set_attributes(merged.attributes)

    def _drop(self, by_rule: set[str], spans: set[str], relations: set[str]) -> None:
        gone = {span.id for span in self.gold.spans if span.id in by_rule and span.id not in spans}
        for relation in self.gold.relations:
            stale = relation.id in by_rule and relation.id not in relations
            if stale or relation.source in gone or relation.target in gone:
                self.delete("relation", relation.id)
                self.delete_decisions(relation.id)
        for id in sorted(gone):
            self.drop_span(id)
            self.delete_decisions(id)

    def _drop_entities(self, wanted: set[str]) -> None:
        """Take out entities that rules made earlier and nothing means any more."""
        for entity in self.gold.entities:
            made_by_rule = entity.id == entity_id(self.layer, entity)
            meant = self.project.store.row('SELECT 1 FROM "span" WHERE "entity" = ? LIMIT 1', (entity.id,))
            if made_by_rule and entity.id not in wanted and not meant:
                self.delete("entity", entity.id)

    def _decisions(self, sources: Mapping[str, tuple[tuple[str, str], ...]], strategy: str, voters: int) -> None:
        there: dict[str, list[Decision]] = {}
        for known in self.gold.decisions:
            there.setdefault(known.target, []).append(known)
        for target, pairs in sources.items():
            outcome: Outcome = "agreed" if len(pairs) == voters else "adjudicated"
            if [(one.outcome, one.rule, one.sources) for one in there.get(target, ())] == [(outcome, strategy, pairs)]:
                continue
            self.put_decision(Decision(target, outcome, self.action.actor, strategy, self.action.at, pairs))
