"""Conditions on the articles of a list, as one annotator sees them: in words, and as they are remembered."""

from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple, get_args

Kind = Literal["state", "label", "complete", "source", "published", "comments", "flagged", "among"]
KINDS: tuple[Kind, ...] = get_args(Kind)
STATES = {"untouched": "not begun", "in_progress": "begun", "done": "done"}


class Condition(NamedTuple):
    """What an article must be, or with ``negated`` must not be. ``value`` is what its kind asks for:

    a state or a label of one's own layer, a label that it is complete for, a source ("" for none), the first day;
    ``until`` the last day, as much of it as is given. ``among`` are the articles of these ``ids``, called ``value``.
    """

    kind: Kind
    value: str = ""
    until: str = ""
    negated: bool = False
    ids: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """As it follows "articles that are"."""
        return _WORDS[self.kind](self) if self.kind in _WORDS else self.value

    @property
    def is_kept(self) -> bool:
        """Whether it means the same tomorrow, so that it may be remembered."""
        return self.kind != "among"


def _published(condition: Condition) -> str:
    since = f"from {condition.value}" if condition.value else ""
    until = f"to {condition.until}" if condition.until else ""
    return " ".join(part for part in ("published", since, until) if part)


_WORDS: dict[str, Callable[[Condition], str]] = {
    "state": lambda item: f"{'not ' if item.negated else ''}{STATES[item.value]}",
    "label": lambda item: f"{'without' if item.negated else 'with'} {item.value}",
    "complete": lambda item: f"{'not ' if item.negated else ''}complete for {item.value}",
    "source": lambda item: f"{'not ' if item.negated else ''}from {item.value or 'no named source'}",
    "published": _published,
    "comments": lambda item: f"{'without' if item.negated else 'with'} open comments",
    "flagged": lambda item: f"{'not ' if item.negated else ''}flagged",
}


def packed(conditions: Iterable[Condition]) -> list[dict[str, Any]]:
    """As they may be written down; what can't be kept is left out."""
    return [
        {name: getattr(item, name) for name in ("kind", "value", "until", "negated") if getattr(item, name)}
        for item in conditions
        if item.is_kept
    ]


def unpacked(data: object) -> tuple[Condition, ...] | None:
    """Conditions that were written down; None where that is something else."""
    if not isinstance(data, list):
        return None
    found = [_one(item) for item in data]
    return tuple(item for item in found if item is not None) if None not in found else None


def _one(data: object) -> Condition | None:
    if not isinstance(data, dict) or not data.keys() <= {"kind", "value", "until", "negated"}:
        return None
    kind, value, until = data.get("kind"), data.get("value", ""), data.get("until", "")
    negated = data.get("negated", False)
    if kind not in KINDS or kind == "among" or not isinstance(value, str) or not isinstance(until, str):
        return None
    if not isinstance(negated, bool) or (kind == "state" and value not in STATES):
        return None
    if kind in ("label", "complete") and not value:
        return None
    return None if kind == "published" and not (value or until) else Condition(kind, value, until, negated)
