"""Tables of a scheme file and their fields, each checked; every complaint names the line."""

import re
from collections.abc import Mapping
from typing import Any, get_args

from workbench.errors import SchemeError
from workbench.model.scheme_parts import with_article

TOP = -1  # before the first table
_KEYS = {
    "scheme": {"name", "version", "label", "relation", "article_attribute", "rule", "attribution"},
    "label": {
        "name", "key", "letter", "colour", "snap", "overlap", "parts", "entity", "guideline", "attribute",
        "entity_attribute", "off",
    },
    "attribute": {"name", "kind", "values", "default", "required", "unsure", "when", "off"},
    "value": {"name", "letter", "means"},
    "relation": {"name", "from", "to", "at_most", "required", "unless", "attribute"},
    "rule": {"name", "level", "labels", "others"},
    "attribution": {"label", "speaker", "cue", "status"},
}  # fmt: skip


class Reader:
    """One scheme file being read: knows where its tables begin, so that errors can name lines.

    ``at`` is the number, from 0, of the line where a table begins; ``TOP`` stands for the file itself.
    """

    def __init__(self, source: str, file: str) -> None:
        self.file = file
        self.lines = source.split("\n")
        self._heads = [(at, _head(line)) for at, line in enumerate(self.lines) if line.lstrip().startswith("[[")]

    def fail(self, problem: str, at: int = TOP, key: str | None = None) -> SchemeError:
        """The complaint about a key of the table at ``at``."""
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

    def heads(self, table: str, count: int, parent: int = TOP) -> list[int]:
        """Where ``count`` tables of that name begin; for a table inside another, those below ``parent``.

        Tables that are written in one line with their parent begin where it does.
        """
        owner = table.split(".")[0]
        found: list[int] = []
        for at, name in self._heads:
            if at > parent and name == table:
                found.append(at)
            elif at > parent and parent != TOP and name == owner:
                break
        return found if len(found) == count else [max(parent, 0)] * count


def _head(line: str) -> str:
    """The name in ``[[name]]``, without the blanks and quotes that it may have."""
    return re.sub(r"[\s\"']", "", line.strip().removeprefix("[[").split("]]")[0])


def tables(reader: Reader, data: Mapping[str, Any], key: str) -> list[tuple[dict[str, Any], int]]:
    """The tables of that name, each with the line where it begins."""
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise reader.fail(f"“{key}” must be written as [[{key}]]", key=key)
    return list(zip(found, reader.heads(key, len(found))))


def only(reader: Reader, data: Mapping[str, Any], kind: str, at: int, inside: str | None = None) -> None:
    """Refuse a key that means nothing in a table of that kind; ``inside`` is the key that a table in one line has."""
    for key in data:
        if key not in _KEYS[kind]:
            known = ", ".join(sorted(_KEYS[kind]))
            raise reader.fail(f"“{key}” means nothing in {with_article(kind)}; it may have {known}", at, inside or key)


def text_of(reader: Reader, data: Mapping[str, Any], key: str, at: int) -> str:
    """A text that says something."""
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise reader.fail(f"“{key}” is missing or is no text", at, key)
    return value


def one_of(reader: Reader, data: Mapping[str, Any], key: str, kind: Any, default: str, at: int) -> Any:
    """One of the words of ``kind``, a Literal."""
    value = data.get(key, default)
    if value not in get_args(kind):
        raise reader.fail(f"“{key}” can't be {value!r}; it is one of {', '.join(get_args(kind))}", at, key)
    return value


def flag_of(reader: Reader, data: Mapping[str, Any], key: str, at: int) -> bool:
    """True or false; false where it is not given."""
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise reader.fail(f"“{key}” must be true or false", at, key)
    return value


def items_of(reader: Reader, data: Mapping[str, Any], key: str, at: int) -> list[Any]:
    """A list; empty where it is not given."""
    found = data.get(key, [])
    if not isinstance(found, list):
        raise reader.fail(f"“{key}” must be a list", at, key)
    return found


def unique(reader: Reader, table: str, names: list[str], key: str = "name", parent: int = TOP) -> None:
    """Refuse the second table that has one of ``names``; an empty one counts for none."""
    for index, name in enumerate(names):
        if name and name in names[:index]:
            at = reader.heads(table, len(names), parent)[index]
            raise reader.fail(f"{name!r} stands twice as the {key} of {with_article(table)}", at, key)


def names_of(reader: Reader, data: Mapping[str, Any], key: str, known: set[str], at: int) -> tuple[str, ...]:
    """A list of labels of this scheme; empty where it is not given."""
    names = items_of(reader, data, key, at)
    for name in names:
        if not isinstance(name, str) or name not in known:
            raise reader.fail(f"“{key}” must list labels of this scheme, and {name!r} is none", at, key)
    return tuple(names)
