"""Reading a scheme out of TOML; every complaint names the line."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any, get_args

from workbench.errors import SchemeError
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

# Keys that mean something else right after tagging (KEYS.md), so no value may have them.
TAKEN_LETTERS = frozenset("jklecuvtfgowa")

_TABLE_KEYS = {
    "scheme": {"name", "version", "label", "relation", "article_attribute", "rule"},
    "label": {"name", "key", "letter", "colour", "snap", "overlap", "parts", "entity", "guideline", "attribute"},
    "attribute": {"name", "kind", "values", "default", "required"},
    "value": {"name", "letter"},
    "relation": {"name", "from", "to", "at_most", "required", "attribute"},
    "rule": {"name", "level"},
}


class _Reader:
    """One scheme file being read: knows where its tables begin, so that errors can name lines."""

    def __init__(self, source: str, file: str) -> None:
        self.source = source
        self.file = file
        self.lines = source.splitlines()

    def fail(self, problem: str, table: str | None = None, index: int = 0, key: str | None = None) -> SchemeError:
        return SchemeError(f"{self.file}, line {self.line(table, index, key)}: {problem}")

    def line(self, table: str | None, index: int, key: str | None) -> int:
        """The line of the ``index``-th ``[[table]]``, or of ``key`` below it."""
        at = 0
        if table is not None:
            header = re.compile(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]")
            heads = [number for number, line in enumerate(self.lines) if header.match(line)]
            at = heads[index] if index < len(heads) else 0
        if key is None:
            return at + 1
        entry = re.compile(rf"\s*{re.escape(key)}\s*=")
        for number in range(at, len(self.lines)):
            if number > at and self.lines[number].lstrip().startswith("["):
                break
            if entry.match(self.lines[number]):
                return number + 1
        return at + 1


def read_scheme(source: str, file: str = "scheme.toml", guidelines: Mapping[str, str] | None = None) -> Scheme:
    """The scheme that ``source`` (TOML) describes.

    ``guidelines`` maps the names that labels give as their guideline to Markdown; without it the names stay.
    Raises SchemeError naming ``file`` and line.
    """
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        where = f", line {found[1]}" if found else ""
        problem = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise SchemeError(f"{file}{where}: this is not TOML: {problem}") from None
    reader = _Reader(source, file)
    _only(reader, data, "scheme", None, 0)
    labels = [
        _label(reader, item, index, guidelines or {}) for index, item in enumerate(_tables(reader, data, "label"))
    ]
    if not labels:
        raise reader.fail("a scheme needs at least one [[label]]")
    _unique(reader, "label", [label.name for label in labels])
    _unique(reader, "label", [label.key for label in labels if label.key], "key")
    relations = [_relation(reader, item, index, labels) for index, item in enumerate(_tables(reader, data, "relation"))]
    _unique(reader, "relation", [relation.name for relation in relations])
    attributes = [
        _attribute(reader, item, "article_attribute", index)
        for index, item in enumerate(_tables(reader, data, "article_attribute"))
    ]
    rules = [_rule(reader, item, index) for index, item in enumerate(_tables(reader, data, "rule"))]
    name = _text(reader, data, "name", None, 0)
    version = _text(reader, data, "version", None, 0)
    return Scheme(name, version, labels, relations, attributes, rules, source)


def _tables(reader: _Reader, data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise reader.fail(f"“{key}” must be written as [[{key}]]", key=key)
    return found


def _only(reader: _Reader, data: Mapping[str, Any], kind: str, table: str | None, index: int) -> None:
    for key in data:
        if key not in _TABLE_KEYS[kind]:
            known = ", ".join(sorted(_TABLE_KEYS[kind]))
            raise reader.fail(f"“{key}” means nothing in a {kind}; it may have {known}", table, index, key)


def _text(reader: _Reader, data: Mapping[str, Any], key: str, table: str | None, index: int) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise reader.fail(f"“{key}” is missing or is no text", table, index, key)
    return value


def _one_of(reader: _Reader, data: Mapping[str, Any], key: str, kind: Any, default: str, table: str, index: int) -> Any:
    value = data.get(key, default)
    if value not in get_args(kind):
        raise reader.fail(f"“{key}” can't be {value!r}; it is one of {', '.join(get_args(kind))}", table, index, key)
    return value


def _flag(reader: _Reader, data: Mapping[str, Any], key: str, table: str, index: int) -> bool:
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise reader.fail(f"“{key}” must be true or false", table, index, key)
    return value


def _items(reader: _Reader, data: Mapping[str, Any], key: str, table: str, index: int) -> list[Any]:
    found = data.get(key, [])
    if not isinstance(found, list):
        raise reader.fail(f"“{key}” must be a list", table, index, key)
    return found


def _unique(reader: _Reader, table: str, names: list[str], key: str = "name") -> None:
    for index, name in enumerate(names):
        if name in names[:index]:
            raise reader.fail(f"{name!r} stands twice as a {table}'s {key}", table, index, key)


def _label(reader: _Reader, data: dict[str, Any], index: int, guidelines: Mapping[str, str]) -> Label:
    _only(reader, data, "label", "label", index)
    name = _text(reader, data, "name", "label", index)
    if not re.fullmatch(r"[^\W\d][\w-]*", name):
        raise reader.fail(f"the label {name!r} must be one word of letters, digits, - and _", "label", index, "name")
    guideline = data.get("guideline", "")
    if not isinstance(guideline, str):
        raise reader.fail("“guideline” must be a text: Markdown, or the name of a file", "label", index, "guideline")
    attributes = tuple(
        _attribute(reader, item, "label.attribute", index) for item in _items(reader, data, "attribute", "label", index)
    )
    return Label(
        name=name,
        key=str(data.get("key", "")),
        letter=str(data.get("letter", name[0].upper())),
        colour=str(data.get("colour", name)),
        snap=_one_of(reader, data, "snap", Snap, "word", "label", index),
        overlap=_one_of(reader, data, "overlap", Overlap, "free", "label", index),
        parts=_flag(reader, data, "parts", "label", index),
        entity=_flag(reader, data, "entity", "label", index),
        guideline=guidelines.get(guideline, guideline),
        attributes=attributes,
    )


def _attribute(reader: _Reader, data: Any, table: str, index: int) -> AttributeType:
    if not isinstance(data, dict):
        raise reader.fail("an attribute must be written as a table of its own", table, index, "attribute")
    _only(reader, data, "attribute", table, index)
    name = _text(reader, data, "name", table, index)
    kind = _one_of(reader, data, "kind", AttributeKind, "text", table, index)
    values = tuple(_value(reader, item, table, index) for item in _items(reader, data, "values", table, index))
    if kind in ("choice", "choices") and not values:
        raise reader.fail(f"the attribute {name!r} is a {kind} and needs values", table, index, "kind")
    letters = [value.letter for value in values if value.letter]
    if len(set(letters)) < len(letters):
        raise reader.fail(f"two values of {name!r} have one letter", table, index, "values")
    return AttributeType(name, kind, values, data.get("default"), _flag(reader, data, "required", table, index))


def _value(reader: _Reader, data: Any, table: str, index: int) -> Value:
    if isinstance(data, str):
        return Value(data)
    if not isinstance(data, dict):
        raise reader.fail(f"a value is a text or {{ name = ..., letter = ... }}, not {data!r}", table, index, "values")
    _only(reader, data, "value", table, index)
    name = _text(reader, data, "name", table, index)
    letter = data.get("letter")
    if letter is not None and (not isinstance(letter, str) or len(letter) != 1 or letter.lower() in TAKEN_LETTERS):
        raise reader.fail(
            f"the value {name!r} can't have the letter {letter!r}; that key has a meaning", table, index, "values"
        )
    return Value(name, letter)


def _relation(reader: _Reader, data: dict[str, Any], index: int, labels: list[Label]) -> RelationType:
    _only(reader, data, "relation", "relation", index)
    name = _text(reader, data, "name", "relation", index)
    known = {label.name for label in labels}
    ends: list[tuple[str, ...]] = []
    for key in ("from", "to"):
        names = data.get(key)
        if (
            not isinstance(names, list)
            or not names
            or not all(isinstance(item, str) and item in known for item in names)
        ):
            raise reader.fail(f"“{key}” must list labels of this scheme", "relation", index, key)
        ends.append(tuple(names))
    at_most = data.get("at_most")
    if at_most is not None and (type(at_most) is not int or at_most < 1):
        raise reader.fail("“at_most” must be a whole number from 1 on", "relation", index, "at_most")
    attributes = tuple(
        _attribute(reader, item, "relation.attribute", index)
        for item in _items(reader, data, "attribute", "relation", index)
    )
    return RelationType(name, ends[0], ends[1], at_most, _flag(reader, data, "required", "relation", index), attributes)


def _rule(reader: _Reader, data: dict[str, Any], index: int) -> Rule:
    _only(reader, data, "rule", "rule", index)
    name = _text(reader, data, "name", "rule", index)
    if name not in RULES:
        raise reader.fail(f"there is no rule {name!r}; there are {', '.join(sorted(RULES))}", "rule", index, "name")
    level = data.get("level", "warning")
    if level not in ("warning", "error"):
        raise reader.fail(f"“level” can't be {level!r}; it is warning or error", "rule", index, "level")
    return Rule(name, level)
