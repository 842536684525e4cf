"""Who decided what in the gold of an article, and what rules may no longer touch."""

from collections.abc import Iterable, Iterator, Sequence

from workbench.errors import SchemeError
from workbench.model.layer import GOLD, Decision, Layer
from workbench.model.scheme import Scheme
from workbench.model.span import Extent, Parts, Span
from workbench.review.merge import STRATEGIES, Strategy
from workbench.review.units import UnitKey, unit_key

# The target of a decision on the attributes of the article.
ARTICLE = "article"
# The rule of gold that came in from a file without decisions; it counts as a person's.
IMPORTED = "import"


def gold_of(layers: Iterable[Layer]) -> Layer:
    """The gold among the layers of an article, empty where there is none."""
    return next((layer for layer in layers if layer.is_gold), Layer(GOLD))


def decided_units(gold: Layer, layers: Sequence[Layer]) -> dict[UnitKey, bool]:
    """The units that a person settled, and whether something in the gold stands for each now."""
    standing = stand_ins(gold, layers)
    return {key: key in standing for key in unit_decisions(gold, layers)}


def stand_ins(gold: Layer, layers: Sequence[Layer]) -> dict[UnitKey, str]:
    """The id of the gold span that stands for a unit, where a person made it.

    That is the gold span at the unit's own place, else the one that somebody made of it with other edges.
    """
    by_rule = ids_by_rule(gold)
    there = {span.id: unit_key(span) for span in gold.spans if span.id not in by_rule}
    found: dict[UnitKey, str] = {}
    by_people = list(_by_people(gold))
    sources = _sources(by_people, layers)
    for decision in by_people:
        if decision.target in there:
            found.update((sources[pair], decision.target) for pair in decision.sources if pair in sources)
    return found | {key: id for id, key in there.items()}


def ids_by_rule(gold: Layer) -> set[str]:
    """Ids of what rules put into the gold."""
    return {decision.target for decision in gold.decisions if decision.rule not in (None, IMPORTED)}


def unit_decisions(gold: Layer, layers: Sequence[Layer]) -> dict[UnitKey, Decision]:
    """A person's decision by the unit that it settled; what rules decided is left out.

    It settles the unit of its target and those that it was taken from; ``nothing`` settles all that lies inside its
    stretch and has no decision of its own.
    """
    by_people = list(_by_people(gold))
    if not by_people:
        return {}
    targets = {span.id: unit_key(span) for span in gold.spans}
    sources = _sources(by_people, layers)
    found: dict[UnitKey, Decision] = {}
    for decision in by_people:
        if stretch := nothing_stretch(decision):
            spans = (span for layer in layers for span in layer.spans if inside(span.parts, stretch))
            found.update((unit_key(span), decision) for span in spans)
    for decision in by_people:
        if decision.outcome != "nothing":
            keys = (targets.get(decision.target), *map(sources.get, decision.sources))
            found.update((key, decision) for key in keys if key is not None)
    return found


def _by_people(gold: Layer) -> Iterator[Decision]:
    return (decision for decision in gold.decisions if decision.rule in (None, IMPORTED))


def _sources(decisions: Iterable[Decision], layers: Iterable[Layer]) -> dict[tuple[str, str], UnitKey]:
    """The units of the spans that decisions were taken from, by annotator and id."""
    wanted: dict[str, set[str]] = {}
    for decision in decisions:
        for name, id in decision.sources:
            wanted.setdefault(name, set()).add(id)
    return {
        (layer.annotator, span.id): unit_key(span)
        for layer in layers
        if (ids := wanted.get(layer.annotator))
        for span in layer.spans
        if span.id in ids
    }


def nothing_stretch(decision: Decision) -> Extent | None:
    """The stretch of which a person said that nothing in it belongs to any label; None for other decisions."""
    start, mark, end = decision.target.partition("-")
    if decision.outcome != "nothing" or not (mark and start.isdecimal() and end.isdecimal()):
        return None
    return int(start), int(end)


def inside(parts: Parts, stretch: Extent) -> bool:
    """Whether all parts lie in a stretch."""
    return stretch[0] <= parts[0][0] and parts[-1][1] <= stretch[1]


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
