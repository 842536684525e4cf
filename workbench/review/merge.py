"""Merge strategies: which units, attributes and relations become gold by rule. A tie merges nothing.

Voters are the done layers, at least two. ``unanimous`` takes what all have, ``majority`` what more than half
have. Attributes are then taken field by field, the entity as a whole, relations where both ends are gold, by the
same rule among those who have the span, or both ends.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from workbench.model.entity import Entity
from workbench.model.layer import Layer
from workbench.model.relation import Relation
from workbench.review.units import Unit, UnitKey, unit_key, units, voters

Strategy = Literal["unanimous", "majority"]
# Whether ``votes`` of ``voters`` are enough.
Rule = Callable[[int, int], bool]

STRATEGIES: dict[Strategy, Rule] = {
    "unanimous": lambda votes, voters: votes == voters,
    "majority": lambda votes, voters: 2 * votes > voters,
}
NOTHING_DECIDED: Mapping[UnitKey, bool] = {}
NO_LIMITS: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Taken:
    """A unit that becomes gold, with what of its attributes and its entity (without an id) the voters agree on."""

    unit: Unit
    attributes: Mapping[str, Any]
    entity: Entity | None


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
    """A unit that needs a person, and why: its presence, attributes, entities, relations."""

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
    layers: Sequence[Layer],
    strategy: Strategy,
    decided: Mapping[UnitKey, bool] = NOTHING_DECIDED,
    article_decided: bool = False,
    at_most: Mapping[str, int] = NO_LIMITS,
) -> Merge | None:
    """What ``strategy`` takes from the done layers; None where fewer than two are done.

    Units in ``decided`` were settled by a person, with the relations that begin there: they are neither taken
    nor open. It says of each whether it is gold now. ``article_decided`` says that the attributes of the article
    were settled. ``at_most`` is how many relations of a type may begin at one unit; where more would, all stay open.
    """
    done = voters(layers)
    if len(done) < 2:
        return None
    enough = STRATEGIES[strategy]
    result = Merge(len(done))
    by_key = {unit.key: unit for unit in units(done)}
    entities = {layer.annotator: {entity.id: entity for entity in layer.entities} for layer in done}
    for unit in by_key.values():
        if unit.key in decided:
            continue
        if enough(len(unit.spans), len(done)):
            attributes, left = _fields([span.attributes for span in unit.spans.values()], enough)
            entity, agreed = _entity(unit, entities, enough)
            result.taken.append(Taken(unit, attributes, entity))
            if left:
                result.dispute(unit, "attributes")
            if not agreed:
                result.dispute(unit, "entities")
        else:
            result.dispute(unit, "presence")
    _merge_relations(result, by_key, done, decided, enough, at_most)
    if not article_decided:
        result.attributes, result.open_article_fields = _fields([layer.attributes for layer in done], enough)
    return result


def _fields(versions: Sequence[Mapping[str, Any]], enough: Rule) -> tuple[dict[str, Any], int]:
    """The fields that enough versions agree on, and how many fields they don't; a missing value is a vote, too."""
    taken: dict[str, Any] = {}
    left = 0
    if not any(versions):
        return taken, left
    for name in sorted({name for version in versions for name in version}):
        votes = Counter(_hashable(version.get(name)) for version in versions)
        value, count = votes.most_common(1)[0]
        if not enough(count, len(versions)):
            left += 1
        elif value is not None:
            same = (version[name] for version in versions if _hashable(version.get(name)) == value)
            taken[name] = min(same, key=repr)  # they may differ in their order, or as 1 and 1.0
    return taken, left


def _hashable(value: Any) -> Any:
    """What two values that mean the same have in common: the order of choices says nothing, 1 is no ``true``."""
    if isinstance(value, (list, tuple)):
        return frozenset(map(_hashable, value))
    if isinstance(value, Mapping):
        return frozenset((name, _hashable(held)) for name, held in value.items())
    return ("flag", value) if isinstance(value, bool) else value


def _entity(unit: Unit, entities: Mapping[str, Mapping[str, Entity]], enough: Rule) -> tuple[Entity | None, bool]:
    """What the mentions mean, and whether enough mean the same; that nothing is said is a vote, too.

    Two entities are the same where all that is said of them is: there may be two of one name.
    """
    meant = [entities[name].get(span.entity) if span.entity is not None else None for name, span in unit.spans.items()]
    if not any(meant):
        return None, True
    votes = Counter(map(_said_of, meant))
    value, count = votes.most_common(1)[0]
    if not enough(count, len(meant)):
        return None, False
    same = (entity._replace(id="") for entity in meant if entity is not None and _said_of(entity) == value)
    return min(same, key=repr, default=None), True


def _said_of(entity: Entity | None) -> Any:
    if entity is None:
        return None
    values = frozenset((name, _hashable(held)) for name, held in entity.attributes.items() if held is not None)
    return (entity.label, entity.name, values, entity.external_id)


def _merge_relations(
    result: Merge,
    by_key: Mapping[UnitKey, Unit],
    layers: Sequence[Layer],
    decided: Mapping[UnitKey, bool],
    enough: Rule,
    at_most: Mapping[str, int],
) -> None:
    """A relation belongs to the unit that it begins at; both ends must be gold."""
    links = _links(layers)
    if not links:
        return
    having = {layer.annotator: {unit_key(span) for span in layer.spans} for layer in layers}
    taken = {item.unit.key for item in result.taken}
    found: list[TakenRelation] = []
    for (kind, source, target), votes in sorted(links.items()):
        if source not in taken or decided.get(target) is False:  # who rejected an end rejected what leads there
            continue
        if target not in taken and target not in decided:
            result.dispute(by_key[source], "relations")
            continue
        if not enough(len(votes), sum(source in keys and target in keys for keys in having.values())):
            result.dispute(by_key[source], "relations")
            continue
        attributes, left = _fields([relation.attributes for relation in votes.values()], enough)
        if left:
            result.dispute(by_key[source], "relations")
        sources = tuple(sorted((name, relation.id) for name, relation in votes.items()))
        found.append(TakenRelation(kind, source, target, sources, attributes))
    counts = Counter((item.type, item.source) for item in found)
    for item in found:
        if counts[item.type, item.source] > at_most.get(item.type, len(found)):
            result.dispute(by_key[item.source], "relations")
        else:
            result.relations.append(item)


def _links(layers: Iterable[Layer]) -> dict[tuple[str, UnitKey, UnitKey], dict[str, Relation]]:
    """By type and both ends: each annotator's relation there, one of each, since a person has one vote."""
    found: dict[tuple[str, UnitKey, UnitKey], dict[str, Relation]] = {}
    for layer in layers:
        keys = {span.id: unit_key(span) for span in layer.spans} if layer.relations else {}
        for relation in layer.relations:
            key = (relation.type, keys[relation.source], keys[relation.target])
            found.setdefault(key, {}).setdefault(layer.annotator, relation)
    return found
