"""The relations of a layer, found by the spans that they link."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from workbench.model.relation import Relation


class Links:
    """The relations of a layer by the spans that they link."""

    def __init__(self, relations: Sequence[Relation] = ()) -> None:
        self.relations = tuple(relations)
        self._of: dict[str, list[Relation]] = {}
        for relation in self.relations:
            self._of.setdefault(relation.source, []).append(relation)
        for relation in self.relations:
            if relation.target != relation.source:
                self._of.setdefault(relation.target, []).append(relation)

    def of(self, id: str | None) -> Sequence[Relation]:
        """The relations of a span, those that lead from it first."""
        return self._of.get(id, ()) if id is not None else ()


class Offer(NamedTuple):
    """A relation on its way: where it may lead from ``source``, by which letters, and which target is chosen.

    All spans that are not ``lit`` are dimmed meanwhile.
    """

    kind: str
    source: str
    letters: Mapping[str, str]  # by the target's id
    lit: frozenset[str]
    chosen: str | None = None
    others: Mapping[str, str] = MappingProxyType({})  # by the target's id, what it would be where it can't be ``kind``

    @property
    def relation(self) -> Relation | None:
        """What would be made now."""
        return Relation("", self.kind, self.source, self.chosen) if self.chosen is not None else None

    def roles(self) -> dict[str, str]:
        """What the tags of the targets say: their letters; the chosen one's role too, and one that is not ``kind``."""
        said = {id: f"{letter} {self.others.get(id, '')}".rstrip() for id, letter in self.letters.items()}
        if self.chosen is not None:
            said[self.chosen] = f"{said.get(self.chosen, '')} {self.kind}".strip()
        return said


def other_end(relation: Relation, id: str) -> str:
    """The span at the end of a relation where ``id`` is not."""
    return relation.target if relation.source == id else relation.source
