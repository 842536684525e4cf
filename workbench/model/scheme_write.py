"""Writing a scheme as TOML: what is read back from it is the same scheme.

The text is the program's own: comments of a file that somebody wrote by hand come back by ``scheme_comments``.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from workbench.model.scheme import AttributeType, Label, RelationType, Scheme, Value, When

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST = 100  # characters of a line of values before each gets a line of its own
# What an attribute is where its table says nothing of it.
_UNSAID: dict[str, Any] = {
    "values": [], "default": None, "required": False, "unsure": False, "when": None, "off": False,
}  # fmt: skip
_ESCAPED = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def write_scheme(scheme: Scheme, guidelines: Mapping[str, str] | None = None) -> str:
    """The scheme as TOML; ``guidelines`` maps labels to what stands there for their guideline, instead of its text."""
    lines = [_field("name", scheme.name), _field("version", scheme.version)]
    for label in scheme.labels:
        named = label.guideline if guidelines is None else guidelines.get(label.name, "")
        lines += _label(label._replace(guideline=named))
    for relation in scheme.relations:
        lines += _relation(relation)
    for attribute in scheme.article_attributes:
        lines += _attribute("article_attribute", attribute)
    for rule in scheme.rules:
        fields = {"name": rule.name, "level": rule.level, "labels": list(rule.labels), "others": list(rule.others)}
        lines += _table("rule", fields, {"labels": [], "others": []})
    for said in scheme.attributions:
        lines += _table("attribution", said._asdict(), {"cue": None, "status": None})
    return "\n".join(lines) + "\n"


def _label(label: Label) -> list[str]:
    fields = {
        "name": label.name, "key": label.key, "letter": label.letter, "colour": label.colour, "snap": label.snap,
        "overlap": label.overlap, "parts": label.parts, "entity": label.entity, "off": label.off,
        "guideline": label.guideline,
    }  # fmt: skip
    lines = _table("label", fields, {"key": "", "off": False, "guideline": ""})
    for attribute in label.attributes:
        lines += _attribute("label.attribute", attribute)
    for attribute in label.entity_attributes:
        lines += _attribute("label.entity_attribute", attribute)
    return lines


def _relation(relation: RelationType) -> list[str]:
    fields = {
        "name": relation.name, "from": list(relation.sources), "to": list(relation.targets),
        "at_most": relation.at_most, "required": relation.required, "unless": _when(relation.unless),
    }  # fmt: skip
    lines = _table("relation", fields, {"at_most": None, "required": False, "unless": None})
    for attribute in relation.attributes:
        lines += _attribute("relation.attribute", attribute)
    return lines


def _attribute(table: str, attribute: AttributeType) -> list[str]:
    fields = {
        "name": attribute.name, "kind": attribute.kind, "values": [_given(value) for value in attribute.values],
        "default": attribute.default, "required": attribute.required, "unsure": attribute.unsure,
        "when": _when(attribute.when), "off": attribute.off,
    }  # fmt: skip
    return _table(table, fields, _UNSAID)


def _given(value: Value) -> dict[str, Any] | str:
    fields = {
        "name": value.name, "letter": value.letter, "means": value.means, "context": value.context,
        "pronouns": list(value.pronouns),
    }  # fmt: skip
    return {key: held for key, held in fields.items() if held} if value != Value(value.name) else value.name


def _when(when: When | None) -> dict[str, Any] | None:
    return {when.attribute: list(when.values)} if when is not None else None


def _table(name: str, fields: Mapping[str, Any], unsaid: Mapping[str, Any]) -> list[str]:
    """A table with those of its fields that say more than leaving them out."""
    said = [_field(key, value) for key, value in fields.items() if key not in unsaid or value != unsaid[key]]
    return ["", f"[[{name}]]", *said]


def _field(key: str, value: Any) -> str:
    line = f"{_key(key)} = {_value(value)}"
    if not isinstance(value, list) or len(line) <= _LONGEST:
        return line
    return "\n".join([f"{_key(key)} = [", *(f"    {_value(item)}," for item in value), "]"])


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: Any) -> str:
    match value:
        case str():
            return _text(value)
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case dict():
            return f"{{ {', '.join(f'{_key(key)} = {_value(item)}' for key, item in value.items())} }}"
        case list() | tuple():
            return f"[{_listed(value)}]"
    raise TypeError(f"TOML can't hold {value!r}")


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(_value(item) for item in values)


def _text(text: str) -> str:
    return '"' + "".join(_sign(sign) for sign in text) + '"'


def _sign(sign: str) -> str:
    if sign in _ESCAPED:
        return _ESCAPED[sign]
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x20 or ord(sign) == 0x7F else sign
