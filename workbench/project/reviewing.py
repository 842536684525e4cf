"""Adjudication: rules and people turn annotators' layers into gold; everything about a decision is kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.errors import ProjectError
from workbench.jobs import Report, silent
from workbench.model.layer import Decision, Layer
from workbench.model.scheme import Scheme
from workbench.model.span import Attributes, Span
from workbench.project.decisions import (
    ARTICLE,
    article_decided,
    decided_units,
    gold_of,
    ids_by_rule,
    in_the_way,
    last_strategy,
    stand_ins,
    unit_decisions,
)
from workbench.project.facade import Project
from workbench.project.gold import GoldWriter
from workbench.project.gold_by_rule import RuleWriter
from workbench.review.merge import Merge, Strategy, merge
from workbench.review.units import Unit, UnitKey, unit_key, voters
from workbench.store import articles as stored
from workbench.store.action import Action


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
    """A unit that the rule leaves to a person, why, and what a person decided.

    ``reasons`` are of presence, attributes, entities, relations, and overlap: the rule would take it, but the
    scheme does not let it stand beside what a person put into the gold. ``added`` is no dispute of annotators: a
    reviewer made gold what nobody had. ``gold`` is the gold span that stands for the unit, where a person made it.
    """

    unit: Unit
    voters: tuple[str, ...]
    reasons: frozenset[str]
    decision: Decision | None = None
    gold: Span | None = None


@dataclass(frozen=True, slots=True)
class ArticleDispute:
    """Attributes of the article that the rule leaves to a person: each voter's by name, and what was decided.

    To take a version is to ``decide_article`` on it, to reject all, on none: ``{}``.
    """

    versions: Mapping[str, Attributes]
    decision: Decision | None = None


class Settled(list[Layer]):
    """The layers of an article after a decision, with what the rule makes of them now."""

    merged: Merge | None = None


def adjudicate(
    project: Project, actor: str, strategy: Strategy = "unanimous", report: Report = silent
) -> AdjudicationReport:
    """Merge what the done layers agree on into gold, in one action.

    A second run replaces what rules decided, never what a person did.
    """
    result = AdjudicationReport()
    with project.journal.action(actor, "adjudicate", f"adjudicated by the rule {strategy}") as action:
        articles = project.article_keys()
        for number, (id, key) in enumerate(articles):
            report(number, len(articles))
            _adjudicate_article(project, action, id, key, strategy, result)
        report(len(articles), len(articles))
    return result


def _adjudicate_article(
    project: Project, action: Action, article: str, key: str, strategy: Strategy, result: AdjudicationReport
) -> None:
    layers = stored.read_layers(project.store, article)
    merged = _merge(project.scheme, layers, strategy)
    if merged is None:
        result.waiting += 1
        return
    result.articles += 1
    result.spans += len(merged.taken)
    result.relations += len(merged.relations)
    result.open += merged.open
    if merged.open:
        result.open_articles.append(key)
    before = len(action.changes)
    writer = RuleWriter(project, action, article, gold_of(layers))
    writer.take_rules(merged, strategy, layers)
    writer.settle(merged.open)
    result.changed += len(action.changes) > before


def _merge(
    scheme: Scheme, layers: Sequence[Layer], strategy: Strategy | None = None, decided: bool = True
) -> Merge | None:
    """What a strategy makes of an article, by default the one that made its gold; None where too few are done.

    What people decided is neither taken nor open, unless ``decided`` is False.
    """
    gold = gold_of(layers)
    merged = merge(
        layers,
        strategy or last_strategy(gold),
        decided_units(gold, layers) if decided else {},
        decided and article_decided(gold),
        {kind.name: kind.at_most for kind in scheme.relations if kind.at_most is not None},
    )
    if merged is not None and not scheme.overlaps_free:
        by_rule = ids_by_rule(gold)
        _leave_room(scheme, merged, [span for span in gold.spans if span.id not in by_rule])
    return merged


def _leave_room(scheme: Scheme, merged: Merge, kept: Sequence[Span]) -> None:
    """Turn into disputes what the scheme does not let stand beside the ``kept`` spans, which people made gold."""
    units = {item.unit.key: item.unit for item in merged.taken}
    out = {unit.key for unit in units.values() if in_the_way(scheme, Span("", unit.label, unit.parts), kept)}
    for key in out:
        merged.dispute(units[key], "overlap")
    for link in merged.relations:
        if link.target in out and link.source not in out:
            merged.dispute(units[link.source], "relations")
    merged.taken = [item for item in merged.taken if item.unit.key not in out]
    merged.relations = [link for link in merged.relations if link.source not in out and link.target not in out]


def disputes(project: Project, key: str, layers: Sequence[Layer] | None = None) -> list[Dispute]:
    """What the rule left to a person in an article, in text order; with the decision where there is one already.

    It is the rule that made the gold, unanimous where none did. Those without a decision are what the gold counts
    as open: a decision may settle a further dispute, which is gone then. ``layers`` are those of the article, where
    they were read already. Attributes of the article are apart: see ``article_dispute``.
    """
    if layers is None:
        layers = project.layers(key)
    merged = layers.merged if isinstance(layers, Settled) else _merge(project.scheme, layers)
    if merged is None:
        return []
    gold, names = gold_of(layers), tuple(layer.annotator for layer in voters(layers))
    items = merged.disputed
    decided = unit_decisions(gold, layers)
    if decided and (before := _merge(project.scheme, _about(layers, decided), decided=False)):
        items = items | {key: item for key, item in before.disputed.items() if key in decided}
    found = [(item.unit, frozenset(item.reasons)) for item in items.values()]
    found += [(unit, frozenset({"added"})) for unit in _added(gold, decided, layers) if unit.key not in items]
    found.sort(key=lambda item: (item[0].parts[0][0], -item[0].parts[-1][1], item[0].label))
    by_id, standing = {span.id: span for span in gold.spans}, stand_ins(gold, layers) if decided else {}
    return [
        Dispute(unit, names, reasons, decided.get(unit.key), by_id.get(standing.get(unit.key, "")))
        for unit, reasons in found
    ]


def _about(layers: Sequence[Layer], keys: Collection[UnitKey]) -> list[Layer]:
    """The layers with no more than these units and what their relations lead to: what is open in them shows there."""
    found: list[Layer] = []
    wanted = set(keys)
    for layer in layers:
        if layer.relations and not layer.is_gold:
            places = {span.id: unit_key(span) for span in layer.spans}
            wanted.update(places[link.target] for link in layer.relations if places[link.source] in keys)
    for layer in layers:
        if layer.is_gold:
            found.append(layer)
            continue
        spans = [span for span in layer.spans if unit_key(span) in wanted]
        ids = {span.id for span in spans}
        relations = [link for link in layer.relations if link.source in ids and link.target in ids]
        found.append(replace(layer, spans=spans, relations=relations))
    return found


def _added(gold: Layer, decided: Mapping[UnitKey, Decision], layers: Sequence[Layer]) -> list[Unit]:
    """The gold spans that a reviewer made out of nothing, as units that nobody has."""
    made = [
        span for span in gold.spans if (one := decided.get(unit_key(span))) and one.rule is None and not one.sources
    ]
    if not made:
        return []
    had = {unit_key(span) for layer in voters(layers) for span in layer.spans}
    return [Unit(unit_key(span), {}) for span in made if unit_key(span) not in had]


def article_dispute(project: Project, key: str, layers: Sequence[Layer] | None = None) -> ArticleDispute | None:
    """The dispute about the attributes of an article, decided or not; None where the rule leaves none.

    ``layers`` are as for ``disputes``.
    """
    if layers is None:
        layers = project.layers(key)
    gold, done = gold_of(layers), voters(layers)
    merged = merge([Layer(layer.annotator, "done", layer.attributes) for layer in done], last_strategy(gold))
    if merged is None or not merged.open_article_fields:
        return None
    decision = next((item for item in gold.decisions if item.target == ARTICLE), None)
    return ArticleDispute({layer.annotator: layer.attributes for layer in done}, decision)


def decide(
    project: Project,
    actor: str,
    key: str,
    unit: Unit,
    take: str | None,
    reason: str | None = None,
    instead_of: Unit | None = None,
) -> list[Layer]:
    """A person's decision on a unit: ``take`` names the annotator whose version becomes gold, None rejects it.

    The version comes with its attributes, and with those of its relations whose other end is gold; ``instead_of``
    is rejected with it. Gives the layers of the article as they are now. Raises ProjectError where the version is
    not there any more, SchemeError where it may not stand beside what is gold.
    """
    where = place_words(unit)
    words = f"took {take}’s {where}" if take else f"rejected {where}"
    words += f" instead of {place_words(instead_of)}" if instead_of else ""
    with project.journal.action(actor, "decide", words) as action:
        writer, layers = open_gold(project, action, key)
        present = present_unit(unit, layers)
        if not present.spans and (unit.spans or take is not None):
            raise ProjectError(f"nobody has {where} any more; look at the article anew")
        if take is not None and take not in present.spans:
            raise ProjectError(f"{take} has no version here; take one of {', '.join(sorted(present.spans))}")
        if instead_of is not None:
            writer.reject(present_unit(instead_of, layers), reason)
            writer.refresh()
        if take is None:
            writer.reject(present, reason)
        else:
            writer.take(present, take, reason, layers)
        return settle(writer, layers)


def place_words(unit: Unit) -> str:
    """Which unit, in a journal."""
    return f"{unit.label} {unit.parts[0][0]}-{unit.parts[-1][1]}"


def open_gold(project: Project, action: Action, key: str) -> tuple[GoldWriter, list[Layer]]:
    """The gold of an article to write into, and all its layers as they are."""
    article = project.article_id(key)
    layers = stored.read_layers(project.store, article)
    return GoldWriter(project, action, article, gold_of(layers)), layers


def present_unit(unit: Unit, layers: Sequence[Layer]) -> Unit:
    """The unit as its annotators have it now, who may have been at work since it was read."""
    spans = {
        layer.annotator: span
        for layer in layers
        if layer.annotator in unit.spans
        for span in layer.spans
        if unit_key(span) == unit.key
    }
    return Unit(unit.key, spans)


def decide_article(
    project: Project, actor: str, key: str, attributes: Mapping[str, Any], reason: str | None = None
) -> list[Layer]:
    """A person's decision on the attributes of the article; gives the layers as they are now."""
    project.scheme.check_article_attributes(attributes)
    with project.journal.action(actor, "decide", "decided the attributes of the article") as action:
        writer, layers = open_gold(project, action, key)
        writer.decide_article(attributes, reason)
        return settle(writer, layers)


def settle(writer: GoldWriter, before: Sequence[Layer]) -> Settled:
    """After a decision: relations whose ends are both gold now, and what is still open. It changed the gold only."""
    writer.refresh()
    layers = Settled([writer.gold, *(layer for layer in before if not layer.is_gold)])
    if writer.follow_relations(writer.gold, layers):
        writer.refresh()
        layers[0] = writer.gold
    layers.merged = _merge(writer.project.scheme, layers)
    left = layers.merged.open if layers.merged else 0
    writer.settle(left)
    return layers
