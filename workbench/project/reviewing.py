"""Adjudication: rules and people turn annotators' layers into gold; everything about a decision is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.errors import ProjectError
from workbench.jobs import Report, silent
from workbench.model.entity import Entity
from workbench.model.layer import GOLD, Decision, Layer, Outcome
from workbench.model.relation import Relation
from workbench.model.span import Span
from workbench.project.facade import Project
from workbench.project.ids import derived, layer_id
from workbench.review.merge import Merge, Strategy, Taken, TakenRelation, merge, source_units
from workbench.review.units import Unit, UnitKey, unit_key, voters
from workbench.store import articles as stored
from workbench.store import codec
from workbench.store.action import Action, Record
from workbench.store.tables import COLUMNS

# The target of a decision on the attributes of the article.
ARTICLE = "article"
# The rule of gold that came in from a file without decisions; it counts as a person's.
IMPORTED = "import"


@dataclass(slots=True)
class AdjudicationReport:
    """What a strategy did over all articles; ``open`` counts the disputes that it left to people."""

    articles: int = 0
    waiting: int = 0
    changed: int = 0
    spans: int = 0
    relations: int = 0
    open: int = 0
    open_articles: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dispute:
    """A unit that the rule leaves to a person, why (presence, attributes, relations), and what a person decided."""

    unit: Unit
    voters: tuple[str, ...]
    reasons: frozenset[str]
    decision: Decision | None = None


def adjudicate(
    project: Project, actor: str, strategy: Strategy = "unanimous", report: Report = silent, key: str | None = None
) -> AdjudicationReport:
    """Merge what the done layers agree on into gold, in one action.

    A second run replaces what rules decided, never what a person did. ``key`` restricts it to one article.
    """
    result = AdjudicationReport()
    keys = [key] if key is not None else [row.key for row in project.article_rows(GOLD)]
    with project.journal.action(actor, "adjudicate", f"adjudicated by the rule {strategy}") as action:
        for number, one in enumerate(keys):
            report(number, len(keys))
            _adjudicate_article(project, action, one, strategy, result)
        report(len(keys), len(keys))
    return result


def _adjudicate_article(
    project: Project, action: Action, key: str, strategy: Strategy, result: AdjudicationReport
) -> None:
    layers = project.layers(key)
    gold = _gold(layers)
    merged = merge(layers, strategy, decided_units(gold, layers), article_decided(gold))
    if merged is None:
        result.waiting += 1
        return
    result.articles += 1
    result.spans += len(merged.taken)
    result.relations += len(merged.relations)
    result.open += merged.open
    if merged.open:
        result.open_articles.append(key)
    writer = GoldWriter(project, action, project.article_id(key), gold)
    before = len(action.changes)
    writer.take_rules(merged, strategy)
    writer.settle(merged.open)
    result.changed += len(action.changes) > before


def decided_units(gold: Layer, layers: Sequence[Layer]) -> set[UnitKey]:
    """The units that a person settled: gold spans that a person made, and all that their decisions were taken from."""
    found: set[UnitKey] = set()
    for decision in gold.decisions:
        found |= _decided_by(decision, gold, layers)
    return found


def _decided_by(decision: Decision, gold: Layer, layers: Sequence[Layer]) -> set[UnitKey]:
    """The units that ``decision`` settled; none where a rule took it."""
    if decision.rule not in (None, IMPORTED):
        return set()
    targets = {unit_key(span) for span in gold.spans if span.id == decision.target}
    return targets | source_units(decision.sources, layers)


def article_decided(gold: Layer) -> bool:
    """Whether a person settled the attributes of the article."""
    return any(decision.target == ARTICLE for decision in gold.decisions)


def disputes(project: Project, key: str, strategy: Strategy = "unanimous") -> list[Dispute]:
    """What the rule leaves to a person in an article, in text order; with the decision where there is one already."""
    layers = project.layers(key)
    gold = _gold(layers)
    merged = merge(layers, strategy)
    if merged is None:
        return []
    names = tuple(layer.annotator for layer in voters(layers))
    decided = {key: decision for decision in gold.decisions for key in _decided_by(decision, gold, layers)}
    found = sorted(
        merged.disputed.values(), key=lambda item: (item.unit.parts[0][0], -item.unit.parts[-1][1], item.unit.label)
    )
    return [Dispute(item.unit, names, frozenset(item.reasons), decided.get(item.unit.key)) for item in found]


def _gold(layers: Sequence[Layer]) -> Layer:
    return next((layer for layer in layers if layer.is_gold), Layer(GOLD))


def decide(project: Project, actor: str, key: str, unit: Unit, take: str | None, reason: str | None = None) -> None:
    """A person's decision on a unit: ``take`` names the annotator whose version becomes gold, None rejects it.

    The version comes with its attributes, and with those of its relations whose other end is gold.
    """
    where = f"{unit.label} {unit.parts[0][0]}-{unit.parts[-1][1]}"
    if take is not None and take not in unit.spans:
        raise ProjectError(f"{take} has no version here; take one of {', '.join(sorted(unit.spans))}")
    with project.journal.action(actor, "decide", f"took {take}’s {where}" if take else f"rejected {where}") as action:
        layers = project.layers(key)
        writer = GoldWriter(project, action, project.article_id(key), _gold(layers))
        writer.decide(unit, take, reason, layers)
        _settle(project, writer, key)


def decide_article(
    project: Project, actor: str, key: str, attributes: Mapping[str, Any], reason: str | None = None
) -> None:
    """A person's decision on the attributes of the article."""
    project.scheme.check_article_attributes(attributes)
    with project.journal.action(actor, "decide", "decided the attributes of the article") as action:
        writer = GoldWriter(project, action, project.article_id(key), _gold(project.layers(key)))
        writer.decide_article(attributes, reason)
        _settle(project, writer, key)


def _settle(project: Project, writer: "GoldWriter", key: str) -> None:
    """After a decision: relations whose ends are both gold now, and what is still open."""
    layers = project.layers(key)
    gold = _gold(layers)
    writer.follow_relations(gold, layers)
    left = merge(layers, "unanimous", decided_units(gold, layers), article_decided(gold))
    writer.settle(left.open if left else 0)


class GoldWriter:
    """Brings the gold of one article to what was decided, row by row, so that the journal tells each change."""

    def __init__(self, project: Project, action: Action, article: str, gold: Layer) -> None:
        self.project = project
        self.action = action
        self.article = article
        self.gold = gold
        self.layer = layer_id(article, project.annotator_id(action, GOLD)) if gold.spans or gold.decisions else ""

    def _layer(self) -> str:
        """The gold layer's id, made where it is missing."""
        if not self.layer:
            row = stored.layer_row(self.project.store, self.article, GOLD)
            if row:
                self.layer = row[0]
            else:
                annotator = self.project.annotator_id(self.action, GOLD)
                self.layer = layer_id(self.article, annotator)
                self.action.insert("layer", self.article, self.layer, self.article, annotator, "in_progress", "{}", 0)
        return self.layer

    def take_rules(self, merged: Merge, strategy: str) -> None:
        """Replace what rules had decided by what they decide now; equal rows stay as they are."""
        layer = self._layer()
        by_rule = {item.target for item in self.gold.decisions if item.rule not in (None, IMPORTED)}
        ids: dict[UnitKey, str] = {unit_key(span): span.id for span in self.gold.spans if span.id not in by_rule}
        entities = {name: derived("entity", layer, *name) for name in {item.entity for item in merged.taken} if name}
        spans: dict[str, tuple[Span, Taken]] = {}
        for item in merged.taken:
            id = ids[item.unit.key] = derived("gold", layer, item.unit.label, item.unit.parts)
            entity = entities.get(item.entity) if item.entity else None
            spans[id] = (Span(id, item.unit.label, item.unit.parts, item.attributes, entity), item)
        links: dict[str, tuple[Relation, TakenRelation]] = {}
        for link in merged.relations:
            if link.source not in ids or link.target not in ids:
                continue  # a person rejected that end
            id = derived("gold", layer, link.type, link.source, link.target)
            links[id] = (Relation(id, link.type, ids[link.source], ids[link.target], link.attributes), link)
        self._drop(by_rule, set(spans), set(links))
        made = [Entity(id, label, name) for (label, name), id in entities.items()]
        self._put("entity", {entity.id: _record("entity", codec.entity_row(entity, layer)) for entity in made})
        self._put("span", {id: _record("span", codec.span_row(span, layer)) for id, (span, _) in spans.items()})
        self._put(
            "relation", {id: _record("relation", codec.relation_row(link, layer)) for id, (link, _) in links.items()}
        )
        sources = {id: item.unit.sources for id, (_, item) in spans.items()} | {
            id: item.sources for id, (_, item) in links.items()
        }
        self._decisions(sources, strategy, merged.voters)
        self._drop_entities(set(entities.values()))
        if not article_decided(self.gold):
            self._set_attributes(merged.attributes)

    def _set_attributes(self, attributes: Mapping[str, Any]) -> None:
        row = self.action.get("layer", self._layer())
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
            made_by_rule = entity.id == derived("entity", self.layer, entity.label, entity.name)
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
        layer = self._layer()
        there = next((span.id for span in self.gold.spans if unit_key(span) == unit.key), None)
        id = there or derived("gold", layer, unit.label, unit.parts)
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
        self._put("span", {id: _record("span", codec.span_row(span, layer))})
        self._decision(id, "adjudicated", ((take, version.id),), reason)

    def _entity(self, meant: Entity) -> str:
        """The id of the gold entity of that label and name, made where it is missing."""
        id = derived("entity", self.layer, meant.label, meant.name)
        if self.action.get("entity", id) is None:
            self.action.insert(
                "entity", self.article, *codec.entity_row(Entity(id, meant.label, meant.name), self.layer)
            )
        return id

    def decide_article(self, attributes: Mapping[str, Any], reason: str | None) -> None:
        """Set the attributes of the article, and who decided them."""
        self._set_attributes(attributes)
        self._decision(ARTICLE, "adjudicated", (), reason)

    def _decision(
        self, target: str, outcome: Outcome, sources: tuple[tuple[str, str], ...], reason: str | None
    ) -> None:
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
        row = self.action.get("layer", self._layer())
        assert row is not None
        self.action.update("layer", self.article, row, unresolved=left, state="in_progress" if left else "done")


def _record(kind: str, values: Sequence[Any]) -> Record:
    return dict(zip(COLUMNS[kind], values, strict=True))
