"""Steps that change a project's scheme, as data, and what each makes of the scheme and of what was tagged under it."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from workbench.errors import SchemeError
from workbench.model.scheme import AttributeType, Scheme
from workbench.model.scheme_edit import (
    Place,
    attribute_at,
    attributes_at,
    has_attribute,
    merge_labels,
    move_attribute,
    move_relation,
    move_value,
    moved_value,
    remove_label,
    rename_label,
    split_label,
    with_attributes,
)
from workbench.model.scheme_file import read_scheme
from workbench.model.span import Attributes
from workbench.words import number

Kind = Literal["label", "attribute", "value", "relation"]
ARTICLES = Place("article")
# The hues of the theme, in the order in which new labels take them.
COLOURS = (
    "event", "actor", "quote", "boilerplate", "place", "time", "number", "topic", "claim", "emotion", "cause", "other",
)  # fmt: skip


class Rename(NamedTuple):
    """Another name for a label, an attribute at ``place``, a value of its ``attribute``, or a relation type."""

    kind: Kind
    old: str
    new: str
    place: Place = ARTICLES
    attribute: str = ""


class Merge(NamedTuple):
    """Let one of a kind become another that is there already."""

    kind: Kind
    old: str
    into: str
    place: Place = ARTICLES
    attribute: str = ""


class Split(NamedTuple):
    """Make new labels out of one: spans whose attribute ``by`` has a value of ``into`` take the label it names.

    A new label that stands for one value says it by itself, so that it has the attribute no more, unless asked to
    ``keep`` it; nor does it go where a relation is excused by that value.
    """

    label: str
    by: str
    into: Mapping[str, str]
    keep: bool = False


class Remove(NamedTuple):
    """Take one of a kind away, with all that it alone holds up."""

    kind: Kind
    name: str
    place: Place = ARTICLES
    attribute: str = ""


class Replace(NamedTuple):
    """Another scheme in the place of this one: whatever needs nothing of what was tagged to change.

    ``guidelines`` are texts by the names that ``source`` (TOML) uses; ``words`` say what was done.
    """

    source: str
    guidelines: Mapping[str, str]
    words: str = ""


Step = Rename | Merge | Split | Remove | Replace


class Moves:
    """What becomes of stored rows: names that change or (None) go, and values of attributes."""

    def __init__(
        self,
        before: Scheme,
        after: Scheme,
        labels: Mapping[str, str | None] | None = None,
        relations: Mapping[str, str | None] | None = None,
        split: Split | None = None,
        place: Place | None = None,
        attribute: tuple[str, str | None] | None = None,
        value: tuple[str, str, str | None] | None = None,
    ) -> None:
        self.before = before
        self.after = after
        self.labels = dict(labels or {})
        self.relations = dict(relations or {})
        self.split = split
        self.place = place
        self._attribute = attribute
        self._value = value

    @property
    def span_labels(self) -> list[str]:
        """The labels of the spans that may be touched."""
        found = set(self.labels) | ({self.split.label} if self.split else set())
        return sorted(found | ({self.place.name} if self.place and self.place.owner == "label" else set()))

    @property
    def entity_labels(self) -> list[str]:
        """The labels of the entities that may be touched."""
        found = set(self.labels)
        return sorted(found | ({self.place.name} if self.place and self.place.owner == "entity" else set()))

    @property
    def relation_types(self) -> list[str]:
        """The types of the relations that may be touched."""
        found = set(self.relations)
        return sorted(found | ({self.place.name} if self.place and self.place.owner == "relation" else set()))

    def span(self, label: str, attributes: Attributes) -> tuple[str | None, Attributes]:
        """Label and attributes that a span has afterwards; a label of None: it goes."""
        becomes = self.labels.get(label, label)
        if self.split and self.split.label == label:
            becomes = self._split(attributes)
        if becomes is None:
            return None, attributes
        values = self._values(Place("label", label), attributes)
        if self.split and becomes != label and not has_attribute(self.after, becomes, self.split.by):
            values = {name: value for name, value in values.items() if name != self.split.by}
        if label in self.labels and becomes != label:
            values = fitting(self.after.label(becomes).attributes, values)
        return becomes, values

    def entity(self, label: str, attributes: Attributes) -> tuple[str | None, Attributes]:
        """The same of an entity."""
        becomes = self.labels.get(label, label)
        if becomes is None:
            return None, attributes
        values = self._values(Place("entity", label), attributes)
        if becomes != label and (known := self.after.label(becomes).entity_attributes):
            values = fitting(known, values)
        return becomes, values

    def relation(self, kind: str, attributes: Attributes) -> tuple[str | None, Attributes]:
        """The same of a relation and its type."""
        becomes = self.relations.get(kind, kind)
        if becomes is None:
            return None, attributes
        values = self._values(Place("relation", kind), attributes)
        return becomes, fitting(self.after.relation(becomes).attributes, values) if becomes != kind else values

    def article(self, attributes: Attributes) -> Attributes:
        """What a layer says of its article afterwards."""
        return self._values(ARTICLES, attributes)

    def complete(self, labels: Iterable[str]) -> list[str]:
        """The labels for which a layer is complete afterwards; a label that was split stands for all its parts."""
        found = {self.labels.get(label, label) for label in labels}
        if self.split and self.split.label in found:
            found |= set(self.split.into.values())
        return sorted(label for label in found if label is not None)

    def _split(self, attributes: Attributes) -> str:
        assert self.split is not None
        value = attributes.get(self.split.by)
        return self.split.into.get(named(value), self.split.label) if value is not None else self.split.label

    def _values(self, place: Place, attributes: Attributes) -> Attributes:
        if place != self.place:
            return attributes
        if self._attribute is not None:
            return self._moved(place, attributes, *self._attribute)
        if self._value is not None and self._value[0] in attributes:
            name, old, new = self._value
            moved = moved_value(attributes[name], {old: new})
            return {key: moved if key == name else held for key, held in attributes.items()}
        return attributes

    def _moved(self, place: Place, attributes: Attributes, old: str, new: str | None) -> Attributes:
        if old not in attributes:
            return attributes
        left = {name: value for name, value in attributes.items() if name != old}
        if new is None or left.get(new) is not None:
            return left
        return {**left, **fitting([attribute_at(self.after, place, new)], {new: attributes[old]})}


def named(value: object) -> str:
    """A value as the command line and the split of a label name it."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def fitting(known: Iterable[AttributeType], attributes: Attributes) -> Attributes:
    """Those of the attributes that are known and may have the value that they have."""
    types = {item.name: item for item in known}
    kept: dict[str, Any] = {}
    for name, value in attributes.items():
        try:
            if value is not None and name in types:
                types[name].check(value)
                kept[name] = value
        except SchemeError:
            continue
    return kept if len(kept) < len(attributes) else attributes


# What each step makes of a scheme


def moves_of(scheme: Scheme, step: Step) -> Moves:
    """The scheme after ``step``, and what becomes of rows; SchemeError where the step can't be done."""
    match step:
        case Rename():
            return _renamed(scheme, step)
        case Merge():
            return _merged(scheme, step)
        case Remove():
            return _moved(scheme, step.kind, step.name, None, step.place, step.attribute)
        case Split():
            return _split(scheme, step)
        case Replace():
            return Moves(scheme, read_scheme(step.source, "scheme.toml", step.guidelines))


def _renamed(scheme: Scheme, step: Rename) -> Moves:
    if step.old == step.new:
        raise SchemeError(f"{step.old} has that name already; choose another")
    if step.kind == "label":
        return Moves(scheme, rename_label(scheme, step.old, step.new), labels={step.old: step.new})
    if step.new in _names(scheme, step.kind, step.place, step.attribute):
        raise SchemeError(f"there is {_a(step.kind)} {step.new!r} already; merge the two, or choose another name")
    return _moved(scheme, step.kind, step.old, step.new, step.place, step.attribute)


def _merged(scheme: Scheme, step: Merge) -> Moves:
    if step.kind == "label":
        return Moves(scheme, merge_labels(scheme, step.old, step.into), labels={step.old: step.into})
    if step.old == step.into:
        raise SchemeError(f"{step.old} can't be merged into itself; name another {step.kind}")
    if step.into not in _names(scheme, step.kind, step.place, step.attribute):
        raise SchemeError(f"there is no {step.kind} {step.into!r} to merge into; rename {step.old} instead")
    return _moved(scheme, step.kind, step.old, step.into, step.place, step.attribute)


def _moved(scheme: Scheme, kind: Kind, old: str, new: str | None, place: Place, attribute: str) -> Moves:
    match kind:
        case "label":
            assert new is None
            return Moves(scheme, remove_label(scheme, old), labels={old: None})
        case "relation":
            return Moves(scheme, move_relation(scheme, old, new), relations={old: new})
        case "attribute":
            return Moves(scheme, move_attribute(scheme, place, old, new), place=place, attribute=(old, new))
        case "value":
            after = move_value(scheme, place, attribute, old, new)
            return Moves(scheme, after, place=place, value=(attribute, old, new))


def _names(scheme: Scheme, kind: Kind, place: Place, attribute: str) -> list[str]:
    match kind:
        case "relation":
            return [item.name for item in scheme.relations]
        case "attribute":
            return [item.name for item in attributes_at(scheme, place)]
        case "value":
            return [value.name for value in attribute_at(scheme, place, attribute).values]
    return [label.name for label in scheme.labels]


def _split(scheme: Scheme, step: Split) -> Moves:
    by = attribute_at(scheme, Place("label", step.label), step.by)
    if by.kind == "choices":
        raise SchemeError(f"{step.by} may have several values at once, so a span would have to take several labels")
    if not step.into:
        raise SchemeError(f"name at least one value of {step.by}, and the label that its spans shall have")
    known = {"choice": [value.name for value in by.values], "flag": ["true", "false"]}.get(by.kind)
    for value in step.into:
        if known is not None and value not in known:
            raise SchemeError(f"{step.by} has no value {value!r}; it has {', '.join(known)}")
    after = split_label(scheme, step.label, step.into.values(), COLOURS)
    for made in () if step.keep else dict.fromkeys(step.into.values()):
        stands_for = [value for value, label in step.into.items() if label == made]
        if len(stands_for) == 1 and not _excuses(after, made, step.by, stands_for[0]):
            after = _without_attribute(after, made, step.by, stands_for[0])
    return Moves(scheme, after, split=step)


def _excuses(scheme: Scheme, label: str, attribute: str, value: str) -> bool:
    """Whether a relation from ``label`` is not missed where it has that value."""
    found = (kind.unless for kind in scheme.relations if label in kind.sources)
    return any(item is not None and item.attribute == attribute and value in map(named, item.values) for item in found)


def _without_attribute(scheme: Scheme, label: str, attribute: str, value: str) -> Scheme:
    """A label without an attribute that always had that value; what it was never asked for then is off."""
    place = Place("label", label)
    left = [
        item._replace(off=True)
        if item.when is not None and item.when.attribute == attribute and value not in map(named, item.when.values)
        else item
        for item in attributes_at(scheme, place)
    ]
    return move_attribute(with_attributes(scheme, place, left), place, attribute, None)


def _a(kind: str) -> str:
    return f"an {kind}" if kind == "attribute" else f"a {kind}"


# In words


def words_of(step: Step) -> str:
    """What a step did, as the journal says it."""
    match step:
        case Rename():
            return f"renamed the {_what(step.kind, step.old, step.place, step.attribute)} to {step.new}"
        case Merge():
            return f"merged the {_what(step.kind, step.old, step.place, step.attribute)} into {step.into}"
        case Remove():
            return f"removed the {_what(step.kind, step.name, step.place, step.attribute)} from the scheme"
        case Split():
            new = list(dict.fromkeys(step.into.values()))
            return f"split the label {step.label} by {step.by} into {number(len(new), 'new label')}: {', '.join(new)}"
        case Replace():
            return step.words or "changed the scheme"


def _what(kind: Kind, name: str, place: Place, attribute: str) -> str:
    match kind:
        case "attribute":
            return f"attribute {name} of {place.words}"
        case "value":
            return f"value {name} of {attribute} of {place.words}"
    return f"{kind} {name}"
