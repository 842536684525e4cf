"""What the program remembers between sessions: who works here, recent projects, how the window looks."""

import contextlib
import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench.places import settings_folder

MOST_RECENT = 9
THEMES = ("system", "light", "dark", "hc")
SPAN_ORDERS = ("text", "label")
DENSITIES = ("comfortable", "standard", "compact")
TAGS = ("value", "letter", "selected", "none")
LABEL_LOOKS = {"shown": "Show", "dimmed": "Dim", "hidden": "Hide"}  # how, and what is said to have it so
ARTICLE_SIZES = (13, 32)  # px, the smallest and the largest
MEASURES = (45, 90)  # characters, the narrowest column and the widest


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _are_named_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


def _are_keys(value: object) -> bool:
    return isinstance(value, dict) and all(_are_texts(keys) and all(keys) for keys in value.values())


def _are_project_notes(value: object) -> bool:
    """By address: when a project was open last, and how many of its articles were done."""
    return isinstance(value, dict) and all(isinstance(note, dict) and _is_project_note(note) for note in value.values())


def _is_project_note(note: dict[str, object]) -> bool:
    counts = [note[name] for name in ("done", "total") if name in note]
    if not all(type(count) is int and 0 <= count < 1 << 53 for count in counts):  # a truth value is no count
        return False
    opened = note.get("opened")
    try:
        return opened is None or (isinstance(opened, str) and datetime.fromisoformat(opened).tzinfo is None)
    except ValueError:
        return False


def _is_size(value: object) -> bool:
    smallest, largest = ARTICLE_SIZES
    return isinstance(value, (int, float)) and not isinstance(value, bool) and smallest <= value <= largest


def _is_measure(value: object) -> bool:
    return type(value) is int and MEASURES[0] <= value <= MEASURES[1]


def _is_family(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200 and value.isprintable()


def _are_filters(value: object) -> bool:
    """By address and name; what the conditions are is the model's to say."""
    return isinstance(value, dict) and all(
        isinstance(named, dict) and all(isinstance(held, list) for held in named.values()) for named in value.values()
    )


def _are_label_looks(value: object) -> bool:
    """By address: what is dimmed and what is hidden."""
    return isinstance(value, dict) and all(
        isinstance(held, dict) and all(look in ("dimmed", "hidden") for look in held.values())
        for held in value.values()
    )


# What each setting must be for those who read it; a value that is something else counts as not there.
_FITS: dict[str, Callable[[Any], bool]] = {
    "name": _is_text,
    "recent": _are_texts,
    "projects": _are_project_notes,
    "last_article": _are_named_texts,
    "export": _are_named_texts,
    "article_size": _is_size,
    "article_family": _is_family,
    "measure": _is_measure,
    "headline": lambda value: isinstance(value, bool),
    "line_numbers": lambda value: isinstance(value, bool),
    "paragraph_marks": lambda value: isinstance(value, bool),
    "theme": lambda value: value in THEMES,
    "tags": lambda value: value in TAGS,
    "keys": _are_keys,  # by action
    "palette_recent": _are_texts,
    "plain_keys": lambda value: isinstance(value, bool),
    "review_order": lambda value: value in ("text", "hardest"),
    "import_folder": _is_text,
    "inspector": lambda value: isinstance(value, bool),
    "list": lambda value: isinstance(value, bool),
    "dock_widths": lambda value: isinstance(value, list) and len(value) == 2 and all(px in range(8000) for px in value),
    "docks": lambda value: _is_text(value) and value.isascii(),
    "density": lambda value: value in DENSITIES,
    "tags_cut": lambda value: isinstance(value, bool),  # whether compact took the values away
    "margin_note": lambda value: isinstance(value, bool),
    "stronger_edges": lambda value: isinstance(value, bool),
    "inspector_share": lambda value: isinstance(value, float) and 0.1 <= value <= 0.9,  # of the right dock's height
    "filters": _are_filters,
    "label_looks": _are_label_looks,
    "pass": _are_named_texts,  # by address
    "pass_dims": lambda value: isinstance(value, bool),
    "span_order": lambda value: value in SPAN_ORDERS,
    "place": lambda value: _is_text(value) and value.isascii(),
}


class Settings:
    """A small JSON file; a damaged one, or a damaged value, is as good as none. Saved at once, aside and renamed."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file or settings_folder() / "settings.json"
        self._values: dict[str, Any] = {}
        self._is_behind = False  # the file
        with contextlib.suppress(OSError, ValueError, RecursionError):
            found = json.loads(self.file.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                self._values = {name: value for name, value in found.items() if _fits(name, value)}

    def get(self, name: str, default: Any = None) -> Any:
        """What was remembered under ``name``."""
        return self._values.get(name, default)

    def set(self, name: str, value: Any, at_once: bool = True) -> None:
        """Remember ``value``; where the disk refuses, only for this session. It may be ``save`` that writes it."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        self._is_behind = True
        if at_once:
            self.save()

    def save(self) -> None:
        """Write what is not in the file yet."""
        if self._is_behind:
            self._is_behind = False
            self._save()

    def _save(self) -> None:
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            part = self.file.with_suffix(f".{os.getpid()}.part")
            # Escaped, since the name of a file need not be text that UTF-8 can hold.
            part.write_text(json.dumps(self._values, indent=1), encoding="utf-8")
            part.replace(self.file)

    def forget(self, name: str) -> None:
        """Remember nothing under ``name`` any more."""
        if name in self._values:
            del self._values[name]
            self._save()

    @property
    def name(self) -> str | None:
        """Who works at this machine."""
        found: str | None = self.get("name")
        return found or None

    def remember_project(self, where: str) -> None:
        """Put a project first among the recent ones."""
        recent = [item for item in self.get("recent", []) if item != where]
        self.set("recent", [where, *recent][:MOST_RECENT])


def _fits(name: str, value: object) -> bool:
    fits = _FITS.get(name)
    return fits is None or fits(value)
