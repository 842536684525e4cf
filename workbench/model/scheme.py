"""The annotation scheme: labels, their attributes, relations, article attributes and rules, out of a TOML file.

Nothing in the program knows the name of a label; what may be tagged, and how, stands here only.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.errors import SchemeError
from workbench.model.attributes import check_attributes
from workbench.model.scheme_parts import (
    AttributeKind,
    AttributeType,
    Attribution,
    Label,
    Overlap,
    RelationType,
    Rule,
    Snap,
    Value,
    When,
    with_article,
)
from workbench.model.span import Attributes, Span

__all__ = [
    "AttributeKind", "AttributeType", "Attribution", "Label", "Overlap", "RelationType", "Rule", "Scheme", "Snap",
    "Value", "When", "clean",
]  # fmt: skip

_AGAINST_ALL = ("no-crossing", "none")


class Scheme:
    """What may be tagged. Look-ups raise SchemeError with the names that there are."""

    def __init__(
        self,
        name: str,
        version: str,
        labels: Iterable[Label],
        relations: Iterable[RelationType] = (),
        article_attributes: Iterable[AttributeType] = (),
        rules: Iterable[Rule] = (),
        source: str = "",
        attributions: Iterable[Attribution] = (),
    ) -> None:
        self.name = name
        self.version = version
        self.labels = tuple(labels)
        self.relations = tuple(relations)
        self.article_attributes = tuple(article_attributes)
        self.rules = tuple(rules)
        self.attributions = tuple(attributions)
        self.source = source
        self._labels = {label.name: label for label in self.labels}
        self._relations = {relation.name: relation for relation in self.relations}
        self._attributes = {label.name: {item.name: item for item in label.attributes} for label in self.labels}
        self._entity_attributes = {
            label.name: {item.name: item for item in label.entity_attributes} for label in self.labels
        }
        self._article_attributes = {item.name: item for item in self.article_attributes}

    @property
    def offered(self) -> tuple[Label, ...]:
        """The labels that the window offers."""
        return tuple(label for label in self.labels if not label.off)

    def label(self, name: object) -> Label:
        """The label of that name."""
        found = self._labels.get(name) if isinstance(name, str) else None
        if found is None:
            known = ", ".join(self._labels)
            raise SchemeError(f"the scheme {self.name} has no label {name!r}; it has {known}")
        return found

    def entity_label(self, name: object) -> Label:
        """The label of that name; SchemeError where its mentions belong to no entity."""
        found = self.label(name)
        if not found.entity:
            raise SchemeError(f"mentions labelled {found.name} belong to no entity in this scheme")
        return found

    def relation(self, name: object) -> RelationType:
        """The relation type of that name."""
        found = self._relations.get(name) if isinstance(name, str) else None
        if found is None:
            known = ", ".join(self._relations) or "none"
            raise SchemeError(f"the scheme {self.name} has no relation {name!r}; it has {known}")
        return found

    def label_of_key(self, key: str) -> Label | None:
        """The label that a digit tags."""
        return next((label for label in self.offered if label.key == key), None)

    def attribution(self, label: str) -> Attribution | None:
        """What belongs to a span of ``label`` where it is something said."""
        return next((item for item in self.attributions if item.label == label), None)

    def check_attributes(self, label: str, attributes: object) -> None:
        """Raise SchemeError where a span of ``label`` may not carry ``attributes``.

        Here and below: TextError where a value can't be stored.
        """
        _check_attributes(self._attributes.get(label, {}), attributes, f"the label {label}")

    def check_entity_attributes(self, label: str, attributes: object) -> None:
        """Raise SchemeError where an entity of ``label`` may not carry ``attributes``.

        Where the scheme names none, any may be given.
        """
        if known := self._entity_attributes.get(label):
            _check_attributes(known, attributes, f"an entity of {label}")

    def check_article_attributes(self, attributes: object) -> None:
        """Raise SchemeError where an article may not carry ``attributes``."""
        _check_attributes(self._article_attributes, attributes, "an article")

    def check_relation(self, kind: str, source_label: str, target_label: str) -> RelationType:
        """The relation type, or SchemeError where it may not lead from one label to the other."""
        relation = self.relation(kind)
        if source_label not in relation.sources or target_label not in relation.targets:
            raise SchemeError(
                f"{with_article(kind)} leads from {' or '.join(relation.sources)} to {' or '.join(relation.targets)}, "
                f"not from {source_label} to {target_label}"
            )
        return relation

    def check_relation_attributes(self, kind: str, attributes: object) -> None:
        """Raise SchemeError where a relation of that type may not carry ``attributes``."""
        _check_attributes(
            {item.name: item for item in self.relation(kind).attributes}, attributes, f"the relation {kind}"
        )

    def check_overlap(self, span: Span, others: Iterable[Span]) -> None:
        """Raise SchemeError where an overlap of ``span`` with one of ``others`` is excluded by either label."""
        for other in others:
            if other.id == span.id or other.start >= span.end or span.start >= other.end or not _meet(span, other):
                continue
            for mine, its in ((span, other), (other, span)):
                if self._excluded(mine, its):
                    raise SchemeError(
                        f"{mine.label} may not overlap here ({self.label(mine.label).overlap}): "
                        f"{span.label} {span.start}-{span.end} meets {other.label} {other.start}-{other.end}"
                    )

    def _excluded(self, span: Span, other: Span) -> bool:
        match self.label(span.label).overlap:
            case "none":
                return True
            case "no-self":
                return span.label == other.label
            case "no-crossing":
                first, second = sorted((span, other), key=lambda item: (item.start, -item.end))
                return first.start < second.start < first.end < second.end
            case _:
                return False

    def rivals(self, label: str) -> tuple[str, ...]:
        """The labels that a span of ``label`` may not overlap as it likes; for most there is none to look for."""
        mine = self.label(label).overlap
        return tuple(
            other.name
            for other in self.labels
            if mine in _AGAINST_ALL or other.overlap in _AGAINST_ALL or (mine == "no-self" and other.name == label)
        )

    @property
    def overlaps_free(self) -> bool:
        """Whether no label excludes any overlap, so that nobody needs to look."""
        return all(label.overlap == "free" for label in self.labels)


def _meet(span: Span, other: Span) -> bool:
    """Whether some part of one overlaps some part of the other; a gap between parts belongs to neither."""
    return any(start < its_end and its_start < end for start, end in span.parts for its_start, its_end in other.parts)


def _check_attributes(known: Mapping[str, AttributeType], attributes: object, owner: str) -> None:
    if not isinstance(attributes, Mapping):
        raise SchemeError(f"attributes are an object of names and values, not {attributes!r}")
    for name, value in attributes.items():
        if name not in known:
            names = ", ".join(known) or "none"
            raise SchemeError(f"{owner} has no attribute {name!r}; it has {names}")
        known[name].check(value)
    check_attributes(attributes, owner)


def clean(attributes: Attributes) -> dict[str, Any]:
    """Attributes in the order of their names, the values that say nothing (None) left out."""
    return {name: attributes[name] for name in sorted(attributes) if attributes[name] is not None}
