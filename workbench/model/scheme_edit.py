"""A scheme with something renamed, merged, split or removed: everything that names it follows.

Pure functions from a scheme to another one; what becomes of the spans in a project is not their matter.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple

from workbench.errors import SchemeError
from workbench.model.scheme import AttributeType, Label, RelationType, Scheme, When
from workbench.model.scheme_parts import Attribution, Rule

Owner = Literal["label", "entity", "relation", "article"]
DIGITS = "123456789"
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Place(NamedTuple):
    """Whose attributes are meant: those of a label's spans, of its entities, of a relation, or of articles."""

    owner: Owner
    name: str = ""

    @property
    def words(self) -> str:
        """In a sentence."""
        return {"entity": f"entities of {self.name}", "article": "articles"}.get(self.owner, self.name)


def edited(scheme: Scheme, **fields: Any) -> Scheme:
    """The scheme with other labels, relations, article attributes, rules or attributions; it has no source."""
    names = ("name", "version", "labels", "relations", "article_attributes", "rules", "attributions")
    return Scheme(**{**{name: getattr(scheme, name) for name in names}, **fields})


def counted_up(version: str) -> str:
    """The version after this one: its last number is one more."""
    head = version.rstrip("0123456789")
    digits = version[len(head) :]
    return f"{head}{int(digits) + 1}" if digits else f"{version}.1"


# Attributes


def attributes_at(scheme: Scheme, place: Place) -> tuple[AttributeType, ...]:
    """The attributes there; SchemeError where there is no such label or relation."""
    match place.owner:
        case "label":
            return scheme.label(place.name).attributes
        case "entity":
            return scheme.label(place.name).entity_attributes
        case "relation":
            return scheme.relation(place.name).attributes
    return scheme.article_attributes


def attribute_at(scheme: Scheme, place: Place, name: str) -> AttributeType:
    """The attribute of that name; SchemeError where there is none."""
    known = attributes_at(scheme, place)
    found = next((item for item in known if item.name == name), None)
    if found is None:
        there = ", ".join(item.name for item in known) or "none"
        raise SchemeError(f"there is no attribute {name!r} of {place.words}; there are {there}")
    return found


def has_attribute(scheme: Scheme, label: str, name: str) -> bool:
    """Whether spans of a label may have an attribute of that name."""
    return any(item.name == name for item in scheme.label(label).attributes)


def with_attributes(scheme: Scheme, place: Place, attributes: Iterable[AttributeType]) -> Scheme:
    """The scheme with these attributes there."""
    wanted = tuple(attributes)
    if place.owner == "article":
        return edited(scheme, article_attributes=wanted)
    if place.owner == "relation":
        kinds = [item._replace(attributes=wanted) if item.name == place.name else item for item in scheme.relations]
        return edited(scheme, relations=kinds)
    labels = [_with(item, place.owner, wanted) if item.name == place.name else item for item in scheme.labels]
    return edited(scheme, labels=labels)


def _with(label: Label, owner: Owner, wanted: tuple[AttributeType, ...]) -> Label:
    return label._replace(attributes=wanted) if owner == "label" else label._replace(entity_attributes=wanted)


def move_attribute(scheme: Scheme, place: Place, old: str, new: str | None) -> Scheme:
    """An attribute under another name, or (None) taken out; with a name that is there already the two become one."""
    attribute_at(scheme, place, old)
    there = new is not None and any(item.name == new for item in attributes_at(scheme, place))
    kept: list[AttributeType] = []
    for item in attributes_at(scheme, place):
        if item.name == old:
            if new is None or there:
                continue
            item = item._replace(name=new)
        when = item.when
        if when is not None and when.attribute == old:
            follows = new is not None and not (there and item.name == new)
            item = item._replace(when=When(str(new), when.values) if follows else None)
        kept.append(item)
    found = with_attributes(scheme, place, kept)
    return _leaning(found, place, lambda when: None if new is None else When(new, when.values), old, new)


def _leaning(
    scheme: Scheme, place: Place, change: Callable[[When], When | None], attribute: str, status: str | None
) -> Scheme:
    """Relations that are not missed where an attribute has some value, and the status of who speaks, follow it."""
    if place.owner != "label":
        return scheme
    relations = [
        item._replace(unless=_changed_unless(scheme, item, place, change))
        if item.unless is not None and item.unless.attribute == attribute and place.name in item.sources
        else item
        for item in scheme.relations
    ]
    said = [
        item._replace(status=status) if (item.label, item.status) == (place.name, attribute) else item
        for item in scheme.attributions
    ]
    return edited(scheme, relations=relations, attributions=said)


def _changed_unless(
    scheme: Scheme, relation: RelationType, place: Place, change: Callable[[When], When | None]
) -> When | None:
    """What holds of a relation's condition when one label's attribute changed; another label may still have it."""
    assert relation.unless is not None
    changed = change(relation.unless)
    others = [label for label in scheme.labels if label.name in relation.sources and label.name != place.name]
    if any(item.name == relation.unless.attribute for label in others for item in label.attributes):
        return relation.unless  # a condition names one attribute; the other label's stays what it was
    return changed


def move_value(scheme: Scheme, place: Place, attribute: str, old: str, new: str | None) -> Scheme:
    """A value under another name, or (None) taken out; with a name that is there already the two become one."""
    known = attribute_at(scheme, place, attribute)
    names = [value.name for value in known.values]
    if old not in names:
        raise SchemeError(f"the attribute {attribute} has no value {old!r}; it has {', '.join(names) or 'none'}")
    left = new is None or new in names
    values = [value for value in known.values if not (left and value.name == old)]
    if not values:
        raise SchemeError(f"{old!r} is the only value of {attribute}; remove the attribute instead")
    if not left:
        values = [value._replace(name=str(new)) if value.name == old else value for value in values]
    default = moved_value(known.default, {old: new})
    moved = known._replace(values=tuple(values), default=default)

    def follow(when: When) -> When | None:
        kept = tuple(dict.fromkeys(_moved(list(when.values), {old: new})))
        return When(when.attribute, kept) if kept else None

    attributes = []
    for item in attributes_at(scheme, place):
        item = moved if item.name == attribute else item
        if item.when is not None and item.when.attribute == attribute:
            item = item._replace(when=follow(item.when))
        attributes.append(item)
    found = with_attributes(scheme, place, attributes)
    return _leaning(found, place, follow, attribute, attribute)


def _moved(values: Iterable[Any], names: Mapping[str, str | None]) -> list[Any]:
    moved = [names.get(value, value) if isinstance(value, str) else value for value in values]
    return [value for value in moved if value is not None]


def moved_value(value: Any, names: Mapping[str, str | None]) -> Any:
    """A value, or several, after values were renamed or (None) taken out."""
    if isinstance(value, (list, tuple)):
        return list(dict.fromkeys(_moved(value, names))) or None
    return names.get(value, value) if isinstance(value, str) else value


# Labels


def _each(names: Iterable[str], became: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Names after each became some others, none of them twice."""
    return tuple(dict.fromkeys(new for name in names for new in became.get(name, (name,))))


def _following(scheme: Scheme, labels: Iterable[Label], became: Mapping[str, tuple[str, ...]]) -> Scheme:
    """The scheme with these labels; what names others follows: each name ``became`` several, one or none."""
    kinds = [
        kind._replace(sources=_each(kind.sources, became), targets=_each(kind.targets, became))
        for kind in scheme.relations
    ]
    left = [kind for kind in kinds if kind.sources and kind.targets]
    found = edited(scheme, labels=labels, relations=left, rules=_rules(scheme, became))
    return _sound(edited(found, attributions=_attributions(scheme, found, became)))


def _rules(scheme: Scheme, became: Mapping[str, tuple[str, ...]]) -> list[Rule]:
    """A rule that looked at labels which are all gone would look at every label instead, so it goes, too."""
    found: dict[tuple[Any, ...], Rule] = {}
    for rule in scheme.rules:
        moved = rule._replace(labels=_each(rule.labels, became), others=_each(rule.others, became))
        if (rule.labels and not moved.labels) or (rule.others and not moved.others):
            continue
        found.setdefault((moved.name, moved.labels, moved.others), moved)
    return list(found.values())


def _attributions(before: Scheme, after: Scheme, became: Mapping[str, tuple[str, ...]]) -> list[Attribution]:
    """A label has one attribution; what is said of the label itself goes before what another one brings."""
    found: dict[str, Attribution] = {}
    own_first = sorted(before.attributions, key=lambda said: said.label not in became.get(said.label, (said.label,)))
    for said in own_first:
        for label in became.get(said.label, (said.label,)):
            found.setdefault(label, said._replace(label=label))
    return list(found.values())


def _sound(scheme: Scheme) -> Scheme:
    """Without what has lost its ground: conditions on attributes that no label has, attributions without relations."""
    relations = [
        kind._replace(unless=None) if kind.unless is not None and not _has_ground(scheme, kind, kind.unless) else kind
        for kind in scheme.relations
    ]
    known = {(kind.name, source) for kind in relations for source in kind.sources}
    said = []
    for item in scheme.attributions:
        if (item.speaker, item.label) not in known:
            continue
        names = [attribute.name for attribute in scheme.label(item.label).attributes]
        cue = item.cue if (item.cue, item.label) in known else None
        said.append(item._replace(cue=cue, status=item.status if item.status in names else None))
    return edited(scheme, relations=relations, attributions=said)


def _has_ground(scheme: Scheme, kind: RelationType, unless: When) -> bool:
    found = [
        attribute
        for label in scheme.labels
        if label.name in kind.sources
        for attribute in label.attributes
        if attribute.name == unless.attribute
    ]
    return bool(found) and all(_takes(attribute, value) for attribute in found for value in unless.values)


def _takes(attribute: AttributeType, value: Any) -> bool:
    try:
        attribute.check([value] if attribute.kind == "choices" else value)
    except SchemeError:
        return False
    return True


def _free(scheme: Scheme, name: str) -> str:
    if any(label.name == name for label in scheme.labels):
        raise SchemeError(f"there is a label {name} already; merge the two, or choose another name")
    return name


def rename_label(scheme: Scheme, old: str, new: str) -> Scheme:
    """A label under another name; the colour that it had by its name it keeps."""
    scheme.label(old)
    _free(scheme, new)
    labels = [label._replace(name=new) if label.name == old else label for label in scheme.labels]
    return _following(scheme, labels, {old: (new,)})


def merge_labels(scheme: Scheme, old: str, into: str) -> Scheme:
    """Without the label ``old``; ``into`` stands wherever it was named."""
    scheme.label(old)
    scheme.label(into)
    if old == into:
        raise SchemeError(f"{old} can't be merged into itself; name another label")
    return _following(scheme, [label for label in scheme.labels if label.name != old], {old: (into,)})


def remove_label(scheme: Scheme, name: str) -> Scheme:
    """Without a label, and without relations that could lead from or to no other."""
    scheme.label(name)
    if len(scheme.labels) == 1:
        raise SchemeError(f"{name} is the only label of this scheme; add another one first")
    return _following(scheme, [label for label in scheme.labels if label.name != name], {name: ()})


def split_label(scheme: Scheme, name: str, into: Iterable[str], colours: Iterable[str] = ()) -> Scheme:
    """With new labels after ``name``, each of which may do what it may; they take the next free key and letter.

    Each takes the first of ``colours`` that no label has; where all are taken, that of ``name``.
    """
    parent = scheme.label(name)
    new = tuple(dict.fromkeys(into))
    known = edited(scheme)
    for made in new:
        key, letter, colour = free_marks(known, made, colours, parent.colour)
        label = parent._replace(name=_free(scheme, made), key=key, letter=letter, colour=colour)
        at = next(at for at, item in enumerate(known.labels) if item.name == name) + 1 + new.index(made)
        known = edited(known, labels=[*known.labels[:at], label, *known.labels[at:]])
    return _following(scheme, known.labels, {name: (name, *new)})


def free_marks(scheme: Scheme, name: str, colours: Iterable[str], otherwise: str) -> tuple[str, str, str]:
    """Key, letter and colour for a new label: the first that no label has yet."""
    keys, letters, used = ({getattr(label, field) for label in scheme.labels} for field in ("key", "letter", "colour"))
    signs = [sign for sign in name.upper() if sign.isalpha()]
    letter = next((sign for sign in [*signs, *_ALPHABET] if sign not in letters), name[0].upper())
    colour = next((colour for colour in colours if colour not in used), otherwise)
    return next((key for key in DIGITS if key not in keys), ""), letter, colour


# Relations


def move_relation(scheme: Scheme, old: str, new: str | None) -> Scheme:
    """A relation type under another name, or (None) taken out; with a name that is there already the two become one."""
    known = scheme.relation(old)
    other = next((kind for kind in scheme.relations if kind.name == new), None)
    kinds: list[RelationType] = []
    for kind in scheme.relations:
        if kind.name == old:
            if new is not None and other is None:
                kinds.append(kind._replace(name=new))
        elif other is not None and kind.name == new:
            ends = (_each((*kind.sources, *known.sources), {}), _each((*kind.targets, *known.targets), {}))
            kinds.append(kind._replace(sources=ends[0], targets=ends[1]))
        else:
            kinds.append(kind)

    def moved(name: str | None) -> str | None:
        return new if name == old else name

    said = [
        item._replace(speaker=str(moved(item.speaker)), cue=moved(item.cue))
        for item in scheme.attributions
        if moved(item.speaker) is not None
    ]
    return _sound(edited(scheme, relations=kinds, attributions=said))
