"""The relations of a layer, found by the spans that they link."""

from collections.abc import Sequence

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


def other_end(relation: Relation, id: str) -> str:
    """The span at the end of a relation where ``id`` is not."""
    return relation.target if relation.source == id else relation.source
