"""Merge strategies: which units, attributes and relations become gold by rule. A tie merges nothing.

Voters are the done layers, at least two. ``unanimous`` takes what all have, ``majority`` what more than half
have. Attributes are then taken field by field, relations where both ends are gold, by the same rule among
those who have the span, or both ends.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from workbench.model.layer import Layer
from workbench.model.relation import Relation
from workbench.model.span import Span
from workbench.review.units import Unit, UnitKey, unit_key, units, voters

Strategy = Literal["unanimous", "majority"]
# Whether ``votes`` of ``voters`` are enough.
Rule = Callable[[int, int], bool]

STRATEGIES: dict[Strategy, Rule] = {
    "unanimous": lambda votes, voters: votes == voters,
    "majority": lambda votes, voters: 2 * votes > voters,
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A unit that becomes gold, with what of its attributes and its entity (label and name) the voters agree on."""

    unit: Unit
    attributes: Mapping[str, Any]
    entity: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class TakenRelation:
    """A relation between two units that becomes gold; ``sources`` are pairs of annotator and relation id."""

    type: str
    source: UnitKey
    target: UnitKey
    sources: tuple[tuple[str, str], ...]
    attributes: Mapping[str, Any]


@dataclass(slots=True)
class Disputed:
    """A unit that needs a person, and why: its presence, its attributes, its relations."""

    unit: Unit
    reasons: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Merge:
    """What a strategy makes of an article, and what it leaves to a person: units, and attributes of the article."""

    voters: int
    taken: list[Taken] = field(default_factory=list)
    relations: list[TakenRelation] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)
    disputed: dict[UnitKey, Disputed] = field(default_factory=dict)
    open_article_fields: int = 0

    @property
    def open(self) -> int:
        """Disputes that are left."""
        return len(self.disputed) + self.open_article_fields

    def dispute(self, unit: Unit, reason: str) -> None:
        """Note that ``unit`` needs a person."""
        self.disputed.setdefault(unit.key, Disputed(unit)).reasons.add(reason)


def merge(
    layers: Sequence[Layer], strategy: Strategy, decided: Iterable[UnitKey] = (), article_decided: bool = False
) -> Merge | None:
    """What ``strategy`` takes from the done layers; None where fewer than two are done.

    Units in ``decided`` were settled by a person, with the relations that begin there: they are neither taken
    nor open. ``article_decided`` says the same of the attributes of the article.
    """
    done = voters(layers)
    if len(done) < 2:
        return None
    enough = STRATEGIES[strategy]
    settled = set(decided)
    result = Merge(len(done))
    by_key = {unit.key: unit for unit in units(done)}
    for unit in by_key.values():
        if unit.key in settled:
            continue
        if enough(len(unit.spans), len(done)):
            attributes, left = _fields([span.attributes for span in unit.spans.values()], enough)
            result.taken.append(Taken(unit, attributes, _entity(unit, done, enough)))
            if left:
                result.dispute(unit, "attributes")
        else:
            result.dispute(unit, "presence")
    _merge_relations(result, by_key, done, settled, enough)
    if not article_decided:
        result.attributes, result.open_article_fields = _fields([layer.attributes for layer in done], enough)
    return result


def _fields(versions: Sequence[Mapping[str, Any]], enough: Rule) -> tuple[dict[str, Any], int]:
    """The fields that enough versions agree on, and how many fields they don't; a missing value is a vote, too."""
    taken: dict[str, Any] = {}
    left = 0
    for name in sorted({name for version in versions for name in version}):
        votes = Counter(_hashable(version.get(name)) for version in versions)
        value, count = votes.most_common(1)[0]
        if not enough(count, len(versions)):
            left += 1
        elif value is not None:
            taken[name] = next(version[name] for version in versions if _hashable(version.get(name)) == value)
    return taken, left


def _hashable(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return (type(value).__name__, value) if isinstance(value, (bool, int, float)) else value


def _entity(unit: Unit, layers: Sequence[Layer], enough: Rule) -> tuple[str, str] | None:
    names: list[tuple[str, str] | None] = []
    for layer in layers:
        span = unit.spans.get(layer.annotator)
        if span is not None:
            entity = next((item for item in layer.entities if item.id == span.entity), None)
            names.append((entity.label, entity.name) if entity else None)
    value, count = Counter(names).most_common(1)[0]
    return value if enough(count, len(names)) else None


def _merge_relations(
    result: Merge, by_key: Mapping[UnitKey, Unit], layers: Sequence[Layer], settled: set[UnitKey], enough: Rule
) -> None:
    """A relation belongs to the unit that it begins at; both ends must be gold."""
    keys = {layer.annotator: {span.id: unit_key(span) for span in layer.spans} for layer in layers}
    taken = {item.unit.key for item in result.taken}
    votes: dict[tuple[str, UnitKey, UnitKey], list[tuple[str, Relation]]] = {}
    for layer in layers:
        for relation in layer.relations:
            ends = keys[layer.annotator]
            key = (relation.type, ends[relation.source], ends[relation.target])
            votes.setdefault(key, []).append((layer.annotator, relation))
    for (kind, source, target), found in sorted(votes.items()):
        if source not in taken:
            continue
        if target not in taken | settled:
            result.dispute(by_key[source], "relations")
            continue
        having_both = sum({source, target} <= set(ends.values()) for ends in keys.values())
        if not enough(len(found), having_both):
            result.dispute(by_key[source], "relations")
            continue
        attributes, _ = _fields([relation.attributes for _, relation in found], enough)
        sources = tuple(sorted((name, relation.id) for name, relation in found))
        result.relations.append(TakenRelation(kind, source, target, sources, attributes))


def source_units(sources: Iterable[tuple[str, str]], layers: Iterable[Layer]) -> set[UnitKey]:
    """The units that the ``sources`` of a decision (annotator and span id) belong to, as far as they still exist."""
    by_id: dict[tuple[str, str], Span] = {(layer.annotator, span.id): span for layer in layers for span in layer.spans}
    return {unit_key(by_id[source]) for source in sources if source in by_id}
