"""Reading a scheme out of TOML; every complaint names the line."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from workbench.errors import SchemeError, WorkbenchError
from workbench.model.attributes import check_attributes
from workbench.model.proposals import PROPOSALS
from workbench.model.rules import RULES
from workbench.model.scheme import (
    AttributeKind,
    AttributeType,
    Label,
    Overlap,
    RelationType,
    Rule,
    Scheme,
    Snap,
    Value,
)

# Keys that mean something else right after tagging, so no value may have them.
TAKEN_LETTERS = frozenset("jklecuvtfgowa0123456789")

_TABLE_KEYS = {
    "scheme": {"name", "version", "label", "relation", "article_attribute", "rule"},
    "label": {"name", "key", "letter", "colour", "snap", "overlap", "parts", "entity", "guideline", "attribute"},
    "attribute": {"name", "kind", "values", "default", "required", "unsure"},
    "value": {"name", "letter"},
    "relation": {"name", "from", "to", "at_most", "required", "attribute"},
    "rule": {"name", "level"},
}
_TOP = -1  # before the first table
_NO_DOUBT = "“unsure” belongs to an attribute of a label; leave it out here"


class _Reader:
    """One scheme file being read: knows where its tables begin, so that errors can name lines.

    ``at`` is the number, from 0, of the line where a table begins; ``_TOP`` stands for the file itself.
    """

    def __init__(self, source: str, file: str) -> None:
        self.file = file
        self.lines = source.split("\n")
        self._heads = [(at, _head(line)) for at, line in enumerate(self.lines) if line.lstrip().startswith("[[")]

    def fail(self, problem: str, at: int = _TOP, key: str | None = None) -> SchemeError:
        return SchemeError(f"{self.file}, line {self._line(at, key)}: {problem}")

    def _line(self, at: int, key: str | None) -> int:
        """The number, from 1, of the line of ``key`` in the table at ``at``, or of the table where it has none."""
        if key is not None:
            entry = re.compile(rf"\s*{re.escape(key)}\s*=")
            for number in range(max(at, 0), len(self.lines)):
                if number > at and self.lines[number].lstrip().startswith("["):
                    break
                if entry.match(self.lines[number]):
                    return number + 1
        return max(at, 0) + 1

    def heads(self, table: str, count: int, parent: int = _TOP) -> list[int]:
        """Where ``count`` tables of that name begin; for a table inside another, those below ``parent``.

        Tables that are written in one line with their parent begin where it does.
        """
        owner = table.split(".")[0]
        found: list[int] = []
        for at, name in self._heads:
            if at > parent and name == table:
                found.append(at)
            elif at > parent and parent != _TOP and name == owner:
                break
        return found if len(found) == count else [max(parent, 0)] * count


def _head(line: str) -> str:
    """The name in ``[[name]]``, without the blanks and quotes that it may have."""
    return re.sub(r"[\s\"']", "", line.strip().removeprefix("[[").split("]]")[0])


def read_scheme(source: str, file: str = "scheme.toml", guidelines: Mapping[str, str] | None = None) -> Scheme:
    """The scheme that ``source`` (TOML) describes.

    ``guidelines`` maps the names that labels give as their guideline to Markdown; without it the names stay.
    Raises SchemeError naming ``file`` and line.
    """
    try:
        return _scheme(source, file, guidelines or {})
    except (RecursionError, ValueError):  # from reading a number, or from telling it in a sentence
        raise SchemeError(f"{file}: brackets nest too deep, or a number has too many digits; correct it") from None


def _scheme(source: str, file: str, guidelines: Mapping[str, str]) -> Scheme:
    data = _parse(source, file)
    reader = _Reader(source, file)
    _only(reader, data, "scheme", _TOP)
    labels = [_label(reader, item, at, guidelines) for item, at in _tables(reader, data, "label")]
    if not labels:
        raise reader.fail("a scheme needs at least one [[label]]")
    _unique(reader, "label", [label.name for label in labels])
    _unique(reader, "label", [label.key for label in labels], "key")
    relations = [_relation(reader, item, at, labels) for item, at in _tables(reader, data, "relation")]
    _unique(reader, "relation", [relation.name for relation in relations])
    attributes = [_article_attribute(reader, item, at) for item, at in _tables(reader, data, "article_attribute")]
    _unique(reader, "article_attribute", [attribute.name for attribute in attributes])
    rules = [_rule(reader, item, at) for item, at in _tables(reader, data, "rule")]
    _unique(reader, "rule", [rule.name for rule in rules])
    name = _text(reader, data, "name", _TOP)
    version = _text(reader, data, "version", _TOP)
    return Scheme(name, version, labels, relations, attributes, rules, source)


def _parse(source: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        where = f", line {found[1]}" if found else ""
        problem = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise SchemeError(f"{file}{where}: this is not TOML: {problem}") from None


def _tables(reader: _Reader, data: Mapping[str, Any], key: str) -> list[tuple[dict[str, Any], int]]:
    """The tables of that name, each with the line where it begins."""
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise reader.fail(f"“{key}” must be written as [[{key}]]", key=key)
    return list(zip(found, reader.heads(key, len(found))))


def _only(reader: _Reader, data: Mapping[str, Any], kind: str, at: int) -> None:
    for key in data:
        if key not in _TABLE_KEYS[kind]:
            known = ", ".join(sorted(_TABLE_KEYS[kind]))
            raise reader.fail(f"“{key}” means nothing in a {kind}; it may have {known}", at, key)


def _text(reader: _Reader, data: Mapping[str, Any], key: str, at: int) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise reader.fail(f"“{key}” is missing or is no text", at, key)
    return value


def _one_of(reader: _Reader, data: Mapping[str, Any], key: str, kind: Any, default: str, at: int) -> Any:
    value = data.get(key, default)
    if value not in get_args(kind):
        raise reader.fail(f"“{key}” can't be {value!r}; it is one of {', '.join(get_args(kind))}", at, key)
    return value


def _flag(reader: _Reader, data: Mapping[str, Any], key: str, at: int) -> bool:
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise reader.fail(f"“{key}” must be true or false", at, key)
    return value


def _items(reader: _Reader, data: Mapping[str, Any], key: str, at: int) -> list[Any]:
    found = data.get(key, [])
    if not isinstance(found, list):
        raise reader.fail(f"“{key}” must be a list", at, key)
    return found


def _unique(reader: _Reader, table: str, names: list[str], key: str = "name", parent: int = _TOP) -> None:
    """Refuse the second table that has one of ``names``; an empty one counts for none."""
    for index, name in enumerate(names):
        if name and name in names[:index]:
            at = reader.heads(table, len(names), parent)[index]
            raise reader.fail(f"{name!r} stands twice as the {key} of a {table}", at, key)


def _label(reader: _Reader, data: dict[str, Any], at: int, guidelines: Mapping[str, str]) -> Label:
    _only(reader, data, "label", at)
    name = _text(reader, data, "name", at)
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
        snap=_one_of(reader, data, "snap", Snap, "word", at),
        overlap=_one_of(reader, data, "overlap", Overlap, "free", at),
        parts=_flag(reader, data, "parts", at),
        entity=_flag(reader, data, "entity", at),
        guideline=guidelines.get(guideline, guideline),
        attributes=_attributes(reader, data, "label", at, PROPOSALS),
    )


def _attributes(
    reader: _Reader, data: dict[str, Any], owner: str, at: int, proposals: Iterable[str] = ()
) -> tuple[AttributeType, ...]:
    """The attributes of the label or relation whose table begins at ``at``."""
    table = f"{owner}.attribute"
    items = _items(reader, data, "attribute", at)
    heads = reader.heads(table, len(items), at)
    found = tuple(_attribute(reader, item, head, proposals) for item, head in zip(items, heads))
    _unique(reader, table, [attribute.name for attribute in found], parent=at)
    doubts = [(item, head) for item, head in zip(found, heads) if item.unsure]
    if doubts and owner != "label":
        raise reader.fail(_NO_DOUBT, doubts[0][1], "unsure")
    if len(doubts) > 1:
        raise reader.fail("a second attribute of this label says unsure; one is enough", doubts[1][1], "unsure")
    return found


def _attribute(reader: _Reader, data: Any, at: int, proposals: Iterable[str] = ()) -> AttributeType:
    """``proposals`` are the names that a choice may have as its default besides its values."""
    if not isinstance(data, dict):
        raise reader.fail("an attribute must be written as a table of its own", at, "attribute")
    _only(reader, data, "attribute", at)
    name = _text(reader, data, "name", at)
    kind = _one_of(reader, data, "kind", AttributeKind, "text", at)
    values = tuple(_value(reader, item, at) for item in _items(reader, data, "values", at))
    if kind in ("choice", "choices") and not values:
        raise reader.fail(f"the attribute {name!r} is a {kind} and needs values", at, "kind")
    for what, held in (("name", [value.name for value in values]), ("letter", [value.letter for value in values])):
        told = [one.lower() if what == "letter" else one for one in held if one]
        if len(set(told)) < len(told):
            raise reader.fail(f"two values of {name!r} have one {what}", at, "values")
    required, unsure = _flag(reader, data, "required", at), _flag(reader, data, "unsure", at)
    if unsure and kind != "flag":
        raise reader.fail(f"the attribute {name!r} says unsure and must be a flag, not a {kind}", at, "unsure")
    found = AttributeType(name, kind, values, data.get("default"), required, unsure)
    proposed = list(proposals) if kind == "choice" else []
    if found.default is not None and found.default not in proposed:
        try:
            found.check(found.default)
            check_attributes({name: found.default}, "this scheme")
        except WorkbenchError as error:
            more = f", or the proposal {' or '.join(proposed)}" if proposed else ""
            raise reader.fail(f"“default”: {error}{more}", at, "default") from None
    return found


def _article_attribute(reader: _Reader, data: Any, at: int) -> AttributeType:
    found = _attribute(reader, data, at)
    if found.unsure:
        raise reader.fail(_NO_DOUBT, at, "unsure")
    return found


def _value(reader: _Reader, data: Any, at: int) -> Value:
    if isinstance(data, str):
        return Value(data)
    if not isinstance(data, dict):
        raise reader.fail(f"a value is a text or {{ name = ..., letter = ... }}, not {data!r}", at, "values")
    _only(reader, data, "value", at)
    name = _text(reader, data, "name", at)
    letter = data.get("letter")
    if letter is not None and (not isinstance(letter, str) or len(letter) != 1 or letter.lower() in TAKEN_LETTERS):
        raise reader.fail(f"the value {name!r} can't have the letter {letter!r}; that key has a meaning", at, "values")
    return Value(name, letter)


def _relation(reader: _Reader, data: dict[str, Any], at: int, labels: list[Label]) -> RelationType:
    _only(reader, data, "relation", at)
    name = _text(reader, data, "name", at)
    known = {label.name for label in labels}
    ends: list[tuple[str, ...]] = []
    for key in ("from", "to"):
        names = data.get(key)
        if (
            not isinstance(names, list)
            or not names
            or not all(isinstance(item, str) and item in known for item in names)
        ):
            raise reader.fail(f"“{key}” must list labels of this scheme", at, key)
        ends.append(tuple(names))
    at_most = data.get("at_most")
    if at_most is not None and (type(at_most) is not int or at_most < 1):
        raise reader.fail("“at_most” must be a whole number from 1 on", at, "at_most")
    attributes = _attributes(reader, data, "relation", at)
    return RelationType(name, ends[0], ends[1], at_most, _flag(reader, data, "required", at), attributes)


def _rule(reader: _Reader, data: dict[str, Any], at: int) -> Rule:
    _only(reader, data, "rule", at)
    name = _text(reader, data, "name", at)
    if name not in RULES:
        raise reader.fail(f"there is no rule {name!r}; there are {', '.join(sorted(RULES))}", at, "name")
    level = data.get("level", "warning")
    if level not in ("warning", "error"):
        raise reader.fail(f"“level” can't be {level!r}; it is warning or error", at, "level")
    return Rule(name, level)
