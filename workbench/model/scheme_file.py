"""Reading a scheme out of TOML; every complaint names the line."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from workbench.errors import SchemeError, WorkbenchError
from workbench.model.attributes import check_attributes
from workbench.model.proposals import PROPOSALS
from workbench.model.rules import NEED_OTHERS, RULES
from workbench.model.scheme import (
    AttributeKind,
    AttributeType,
    Attribution,
    Label,
    Overlap,
    RelationType,
    Rule,
    Scheme,
    Snap,
    Value,
    When,
)
from workbench.model.scheme_reader import (
    TOP,
    Reader,
    flag_of,
    items_of,
    names_of,
    one_of,
    only,
    tables,
    text_of,
    unique,
)

# Keys that mean something else right after tagging, so no value may have them.
TAKEN_LETTERS = frozenset("jklecuvtfgowaq0123456789")
_NO_DOUBT = "“unsure” belongs to an attribute of a label; leave it out here"


def read_scheme(source: str, file: str = "scheme.toml", guidelines: Mapping[str, str] | None = None) -> Scheme:
    """The scheme that ``source`` (TOML) describes.

    ``guidelines`` maps the names that labels give as their guideline to Markdown; without it the names stay.
    Raises SchemeError naming ``file`` and line.
    """
    try:
        scheme = _scheme(source, file)
    except (RecursionError, ValueError):  # from reading a number, or from telling it in a sentence
        raise SchemeError(f"{file}: brackets nest too deep, or a number has too many digits; correct it") from None
    return with_guidelines(scheme, guidelines) if guidelines else scheme


def with_guidelines(scheme: Scheme, guidelines: Mapping[str, str]) -> Scheme:
    """The same scheme, with Markdown in the place of the names that labels give as their guideline."""
    labels = [label._replace(guideline=guidelines.get(label.guideline, label.guideline)) for label in scheme.labels]
    return Scheme(
        scheme.name, scheme.version, labels, scheme.relations, scheme.article_attributes, scheme.rules,
        scheme.source, scheme.attributions,
    )  # fmt: skip


@lru_cache(maxsize=8)  # who makes, opens or changes a project reads the same one several times, and nobody changes it
def _scheme(source: str, file: str) -> Scheme:
    data = _parse(source, file)
    reader = Reader(source, file)
    only(reader, data, "scheme", TOP)
    labels = [_label(reader, item, at) for item, at in tables(reader, data, "label")]
    if not labels:
        raise reader.fail("a scheme needs at least one [[label]]")
    unique(reader, "label", [label.name for label in labels])
    unique(reader, "label", [label.key for label in labels], "key")
    names = {label.name for label in labels}
    relations = [_relation(reader, item, at, labels) for item, at in tables(reader, data, "relation")]
    unique(reader, "relation", [relation.name for relation in relations])
    attributes = [_article_attribute(reader, item, at) for item, at in tables(reader, data, "article_attribute")]
    unique(reader, "article_attribute", [attribute.name for attribute in attributes])
    rules = [_rule(reader, item, at, names) for item, at in tables(reader, data, "rule")]
    for index, rule in enumerate(rules):
        if rule._replace(level="error") in [other._replace(level="error") for other in rules[:index]]:
            raise reader.fail(f"the rule {rule.name!r} stands twice", reader.heads("rule", len(rules))[index], "name")
    said = [_attribution(reader, item, at, labels, relations) for item, at in tables(reader, data, "attribution")]
    unique(reader, "attribution", [item.label for item in said], "label")
    name = text_of(reader, data, "name", TOP)
    version = text_of(reader, data, "version", TOP)
    return Scheme(name, version, labels, relations, attributes, rules, source, said)


def _parse(source: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        where = f", line {found[1]}" if found else ""
        problem = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise SchemeError(f"{file}{where}: this is not TOML: {problem}") from None


def _label(reader: Reader, data: dict[str, Any], at: int) -> Label:
    only(reader, data, "label", at)
    name = text_of(reader, data, "name", at)
    if not re.fullmatch(r"[^\W\d][\w-]*", name):
        raise reader.fail(f"the label {name!r} must be one word of letters, digits, - and _", at, "name")
    key = str(data.get("key", ""))
    if key not in "123456789" or len(key) > 1:
        raise reader.fail(f"“key” can't be {key!r}; it is a digit from 1 to 9", at, "key")
    guideline = data.get("guideline", "")
    if not isinstance(guideline, str):
        raise reader.fail("“guideline” must be a text: Markdown, or the name of a file", at, "guideline")
    return Label(
        name=name,
        key=key,
        letter=str(data.get("letter", name[0].upper())),
        colour=str(data.get("colour", name)),
        snap=one_of(reader, data, "snap", Snap, "word", at),
        overlap=one_of(reader, data, "overlap", Overlap, "free", at),
        parts=flag_of(reader, data, "parts", at),
        entity=flag_of(reader, data, "entity", at),
        guideline=guideline,
        attributes=_attributes(reader, data, "label", at, PROPOSALS),
        entity_attributes=_entity_attributes(reader, data, at),
        off=flag_of(reader, data, "off", at),
    )


def _entity_attributes(reader: Reader, data: dict[str, Any], at: int) -> tuple[AttributeType, ...]:
    if data.get("entity_attribute") and data.get("entity") is not True:
        head = reader.heads("label.entity_attribute", len(data["entity_attribute"]), at)[0]
        raise reader.fail("“entity_attribute” needs a label whose mentions belong to entities: entity = true", head)
    return _attributes(reader, data, "label", at, kind="entity_attribute")


def _attributes(
    reader: Reader,
    data: dict[str, Any],
    owner: str,
    at: int,
    proposals: Iterable[str] = (),
    kind: str = "attribute",
) -> tuple[AttributeType, ...]:
    """The attributes of the label or relation whose table begins at ``at``, or of the label's entities."""
    table = f"{owner}.{kind}"
    items = items_of(reader, data, kind, at)
    heads = reader.heads(table, len(items), at)
    found = tuple(_attribute(reader, item, head, proposals) for item, head in zip(items, heads))
    unique(reader, table, [attribute.name for attribute in found], parent=at)
    doubts = [(item, head) for item, head in zip(found, heads) if item.unsure]
    for item, head in zip(found, heads):
        _check_when(reader, item, found, head)
        _check_chain(reader, item, found, head)
    if doubts and (owner != "label" or kind != "attribute"):
        raise reader.fail(_NO_DOUBT, doubts[0][1], "unsure")
    if len(doubts) > 1:
        raise reader.fail("a second attribute of this label says unsure; one is enough", doubts[1][1], "unsure")
    return found


def _attribute(reader: Reader, data: Any, at: int, proposals: Iterable[str] = ()) -> AttributeType:
    """``proposals`` are the names that a choice may have as its default besides its values."""
    if not isinstance(data, dict):
        raise reader.fail("an attribute must be written as a table of its own", at, "attribute")
    only(reader, data, "attribute", at)
    name = text_of(reader, data, "name", at)
    kind = one_of(reader, data, "kind", AttributeKind, "text", at)
    values = tuple(_value(reader, item, at) for item in items_of(reader, data, "values", at))
    if kind in ("choice", "choices") and not values:
        raise reader.fail(f"the attribute {name!r} is a {kind} and needs values", at, "kind")
    for what, held in (("name", [value.name for value in values]), ("letter", [value.letter for value in values])):
        told = [one.lower() if what == "letter" else one for one in held if one]
        if len(set(told)) < len(told):
            raise reader.fail(f"two values of {name!r} have one {what}", at, "values")
    required, unsure = flag_of(reader, data, "required", at), flag_of(reader, data, "unsure", at)
    if unsure and kind != "flag":
        raise reader.fail(f"the attribute {name!r} says unsure and must be a flag, not a {kind}", at, "unsure")
    off, when = flag_of(reader, data, "off", at), _when(reader, data, "when", at)
    found = AttributeType(name, kind, values, data.get("default"), required, unsure, when, off)
    proposed = list(proposals) if kind == "choice" else []
    if found.default is not None and found.default not in proposed:
        try:
            found.check(found.default)
            check_attributes({name: found.default}, "this scheme")
        except WorkbenchError as error:
            more = f", or the proposal {' or '.join(proposed)}" if proposed else ""
            raise reader.fail(f"“default”: {error}{more}", at, "default") from None
    return found


def _when(reader: Reader, data: Mapping[str, Any], key: str, at: int) -> When | None:
    """A condition, written as a table of the one attribute that it is on: ``{ type = ["direct", "mixed"] }``."""
    given = data.get(key)
    if given is None:
        return None
    if not isinstance(given, dict) or len(given) != 1:
        raise reader.fail(f"“{key}” names one attribute and its values: {{ type = ['direct'] }}", at, key)
    ((name, values),) = given.items()
    if values == []:
        raise reader.fail(f"“{key}” must name a value of {name!r}; it would never hold", at, key)
    return When(name, tuple(values) if isinstance(values, list) else (values,))


def _check_when(reader: Reader, item: AttributeType, others: Iterable[AttributeType], at: int) -> None:
    if item.when is None:
        return
    other = next((other for other in others if other.name == item.when.attribute and other is not item), None)
    if other is None:
        raise reader.fail(f"“when”: {item.name!r} has no other attribute {item.when.attribute!r} beside it", at, "when")
    _check_values(reader, item.when, other, at, "when")


def _check_chain(reader: Reader, item: AttributeType, others: tuple[AttributeType, ...], at: int) -> None:
    """Refuse attributes that wait for each other, so that nobody would ever be asked."""
    chain, following = [item.name], item.when
    while following is not None and following.attribute not in chain:
        chain.append(following.attribute)
        following = next((other.when for other in others if other.name == following.attribute), None)
    if following is not None:
        raise reader.fail(f"“when”: {' waits for '.join(chain)}, which waits for {following.attribute}", at, "when")


def _check_values(reader: Reader, when: When, other: AttributeType, at: int, key: str) -> None:
    for value in when.values:
        try:
            other.check([value] if other.kind == "choices" else value)
        except SchemeError as error:
            raise reader.fail(f"“{key}”: {error}", at, key) from None


def _article_attribute(reader: Reader, data: Any, at: int) -> AttributeType:
    found = _attribute(reader, data, at)
    if found.when is not None:
        raise reader.fail("“when” belongs to an attribute of a label; leave it out here", at, "when")
    if found.unsure:
        raise reader.fail(_NO_DOUBT, at, "unsure")
    return found


def _value(reader: Reader, data: Any, at: int) -> Value:
    if isinstance(data, str):
        return Value(data)
    if not isinstance(data, dict):
        raise reader.fail(f"a value is a text or {{ name = ..., letter = ... }}, not {data!r}", at, "values")
    only(reader, data, "value", at, "values")
    name, letter = data.get("name"), data.get("letter")
    if not isinstance(name, str) or not name.strip():
        raise reader.fail("a value has no name; write { name = ... }", at, "values")
    if letter is not None and (not isinstance(letter, str) or len(letter) != 1 or letter.lower() in TAKEN_LETTERS):
        raise reader.fail(f"the value {name!r} can't have the letter {letter!r}; that key has a meaning", at, "values")
    means = data.get("means", "")
    if not isinstance(means, str):
        raise reader.fail(f"“means” of the value {name!r} must be a text", at, "values")
    return Value(name, letter, means)


def _relation(reader: Reader, data: dict[str, Any], at: int, labels: list[Label]) -> RelationType:
    only(reader, data, "relation", at)
    name = text_of(reader, data, "name", at)
    known = {label.name for label in labels}
    ends: list[tuple[str, ...]] = []
    for key in ("from", "to"):
        names = names_of(reader, data, key, known, at)
        if not names:
            raise reader.fail(f"“{key}” must list labels of this scheme", at, key)
        ends.append(names)
    at_most = data.get("at_most")
    if at_most is not None and (type(at_most) is not int or at_most < 1):
        raise reader.fail("“at_most” must be a whole number from 1 on", at, "at_most")
    attributes = _attributes(reader, data, "relation", at)
    unless = _unless(reader, data, at, [label for label in labels if label.name in ends[0]])
    return RelationType(name, ends[0], ends[1], at_most, flag_of(reader, data, "required", at), attributes, unless)


def _unless(reader: Reader, data: dict[str, Any], at: int, sources: list[Label]) -> When | None:
    unless = _when(reader, data, "unless", at)
    if unless is None:
        return None
    found = [item for label in sources for item in label.attributes if item.name == unless.attribute]
    if not found:
        raise reader.fail(f"“unless”: no label that it leads from has an attribute {unless.attribute!r}", at, "unless")
    for item in found:
        _check_values(reader, unless, item, at, "unless")
    return unless


def _attribution(
    reader: Reader, data: dict[str, Any], at: int, labels: list[Label], relations: list[RelationType]
) -> Attribution:
    only(reader, data, "attribution", at)
    label = next((item for item in labels if item.name == text_of(reader, data, "label", at)), None)
    if label is None:
        raise reader.fail("“label” must be a label of this scheme", at, "label")
    ends: dict[str, str | None] = {}
    for key in ("speaker", "cue"):
        name = data.get(key)
        fits = any(relation.name == name and label.name in relation.sources for relation in relations)
        if not fits and (name is not None or key == "speaker"):
            raise reader.fail(f"“{key}” must be a relation of this scheme that leads from {label.name}", at, key)
        ends[key] = name
    status = data.get("status")
    if status is not None and status not in [item.name for item in label.attributes]:
        raise reader.fail(f"“status” must be an attribute of {label.name}", at, "status")
    return Attribution(label.name, str(ends["speaker"]), ends["cue"], status)


def _rule(reader: Reader, data: dict[str, Any], at: int, labels: set[str]) -> Rule:
    only(reader, data, "rule", at)
    name = text_of(reader, data, "name", at)
    if name not in RULES:
        raise reader.fail(f"there is no rule {name!r}; there are {', '.join(sorted(RULES))}", at, "name")
    level = data.get("level", "warning")
    if level not in ("warning", "error"):
        raise reader.fail(f"“level” can't be {level!r}; it is warning or error", at, "level")
    looked_at, others = (names_of(reader, data, key, labels, at) for key in ("labels", "others"))
    if name in NEED_OTHERS and not others:
        raise reader.fail(f"the rule {name!r} needs “others”: the labels that it holds spans against", at, "name")
    return Rule(name, level, looked_at, others)
