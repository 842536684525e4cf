"""The gold of one article: who decided what in it, and how it is brought to what was decided, row by row."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench.errors import SchemeError
from workbench.model.article import check_text
from workbench.model.entity import Entity
from workbench.model.layer import GOLD, Decision, Layer, Outcome
from workbench.model.relation import Relation
from workbench.model.scheme import Scheme
from workbench.model.span import Span
from workbench.project.facade import Project
from workbench.project.ids import derived, layer_id
from workbench.review.merge import STRATEGIES, Merge, Strategy, Taken, TakenRelation
from workbench.review.units import Unit, UnitKey, unit_key
from workbench.store import articles as stored
from workbench.store import codec
from workbench.store.action import Action, Record
from workbench.store.tables import COLUMNS

# The target of a decision on the attributes of the article.
ARTICLE = "article"
# The rule of gold that came in from a file without decisions; it counts as a person's.
IMPORTED = "import"


def gold_of(layers: Iterable[Layer]) -> Layer:
    """The gold among the layers of an article, empty where there is none."""
    return next((layer for layer in layers if layer.is_gold), Layer(GOLD))


def decided_units(gold: Layer, layers: Sequence[Layer]) -> dict[UnitKey, bool]:
    """The units that a person settled, and whether each is gold now.

    They are the gold spans that a person made, and all that their decisions were taken from.
    """
    by_rule = ids_by_rule(gold)
    kept = {unit_key(span) for span in gold.spans if span.id not in by_rule}
    return {key: key in kept for key in unit_decisions(gold, layers)}


def ids_by_rule(gold: Layer) -> set[str]:
    """Ids of what rules put into the gold."""
    return {decision.target for decision in gold.decisions if decision.rule not in (None, IMPORTED)}


def unit_decisions(gold: Layer, layers: Sequence[Layer]) -> dict[UnitKey, Decision]:
    """A person's decision by the unit that it settled; what rules decided is left out."""
    by_people = [decision for decision in gold.decisions if decision.rule in (None, IMPORTED)]
    if not by_people:
        return {}
    targets = {span.id: unit_key(span) for span in gold.spans}
    sources = {(layer.annotator, span.id): unit_key(span) for layer in layers for span in layer.spans}
    found: dict[UnitKey, Decision] = {}
    for decision in by_people:
        keys = (targets.get(decision.target), *map(sources.get, decision.sources))
        found.update((key, decision) for key in keys if key is not None)
    return found


def article_decided(gold: Layer) -> bool:
    """Whether a person settled the attributes of the article."""
    return any(decision.target == ARTICLE for decision in gold.decisions)


def last_strategy(gold: Layer) -> Strategy:
    """The strategy that made the gold what it is; unanimous where none did yet. What it left open, is open."""
    by_rule = [(decision.at, name) for decision in gold.decisions for name in STRATEGIES if decision.rule == name]
    first: tuple[str, Strategy] = ("", "unanimous")
    return max(by_rule, default=first)[1]


def in_the_way(scheme: Scheme, span: Span, gold: Iterable[Span]) -> Span | None:
    """The first of the gold spans that ``span`` may not overlap; its own unit is not in its way."""
    for other in gold:
        if unit_key(other) == unit_key(span):
            continue
        try:
            scheme.check_overlap(span, (other,))
        except SchemeError:
            return other
    return None


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

    def take_rules(self, merged: Merge, strategy: str) -> None:
        """Replace what rules had decided by what they decide now; equal rows stay as they are."""
        layer = self.layer
        by_rule = ids_by_rule(self.gold)
        ids: dict[UnitKey, str] = {unit_key(span): span.id for span in self.gold.spans if span.id not in by_rule}
        entities: dict[str, Entity] = {}
        spans: dict[str, tuple[Span, Taken]] = {}
        for item in merged.taken:
            id = ids[item.unit.key] = derived("gold", layer, item.unit.label, item.unit.parts)
            entity = _entity_id(layer, item.entity) if item.entity else None
            if entity and item.entity:
                entities[entity] = item.entity._replace(id=entity)
            spans[id] = (Span(id, item.unit.label, item.unit.parts, item.attributes, entity), item)
        links: dict[str, tuple[Relation, TakenRelation]] = {}
        for link in merged.relations:
            id = derived("gold", layer, link.type, link.source, link.target)
            links[id] = (Relation(id, link.type, ids[link.source], ids[link.target], link.attributes), link)
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

    def decide(self, unit: Unit, take: str | None, reason: str | None, layers: Sequence[Layer]) -> None:
        """Put a person's decision in the place of what stood there for this unit."""
        there = next((span.id for span in self.gold.spans if unit_key(span) == unit.key), None)
        id = there or derived("gold", self.layer, unit.label, unit.parts)
        self._retract(unit, id)
        if take is None:
            self._drop_span(id)
            self._decision(unit.sources[0][1], "rejected", unit.sources, reason)
            return
        version = unit.spans[take]
        entity = next(
            (item for one in layers if one.annotator == take for item in one.entities if item.id == version.entity),
            None,
        )
        span = Span(id, unit.label, unit.parts, version.attributes, self._entity(entity) if entity else None)
        self._check_overlap(span)
        self._put("span", {id: _record("span", codec.span_row(span, self.layer))})
        self._decision(id, "adjudicated", ((take, version.id),), reason)

    def _check_overlap(self, span: Span) -> None:
        """SchemeError where the scheme does not let ``span`` stand beside what is gold."""
        other = in_the_way(self.project.scheme, span, self.gold.spans)
        if other is not None:
            raise SchemeError(
                f"the gold has {other.label} {other.start}-{other.end} already, and the scheme does not let "
                f"{span.label} {span.start}-{span.end} overlap it; reject one of the two"
            )

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

    def follow_relations(self, gold: Layer, layers: Sequence[Layer]) -> None:
        """Give gold spans that a person took the relations of their version whose other end is gold, too."""
        ids = {unit_key(span): span.id for span in gold.spans}
        taken = {
            decision.sources[0]: decision.target
            for decision in gold.decisions
            if decision.rule is None and len(decision.sources) == 1
        }
        there = {(link.type, link.source, link.target) for link in gold.relations}
        for layer in layers:
            keys = {span.id: unit_key(span) for span in layer.spans}
            for link in layer.relations:
                source = taken.get((layer.annotator, link.source))
                target = ids.get(keys[link.target])
                if (
                    source not in ids.values()
                    or target is None
                    or (link.type, source, target) in there
                    or layer.is_gold
                ):
                    continue
                id = derived("gold", self.layer, link.type, source, target)
                made = Relation(id, link.type, str(source), target, link.attributes)
                self._put("relation", {id: _record("relation", codec.relation_row(made, self.layer))})
                self._decision(id, "adjudicated", ((layer.annotator, link.id),), None)

    def _retract(self, unit: Unit, id: str) -> None:
        for decision in self.gold.decisions:
            if decision.target == id or set(decision.sources) & set(unit.sources):
                self._delete_decisions(decision.target)
        for relation in self.gold.relations:
            if id in (relation.source, relation.target):
                self._delete("relation", relation.id)
                self._delete_decisions(relation.id)

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
