"""Which key does what: the table's keys, changed by the settings; finds the action that a key press means."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

import workbench.window.actions  # noqa: F401  fills the table
from workbench.settings import Settings
from workbench.window.action import ACTIONS, DIGITS, LAYERS, LINK, MODES, PREVIEW, Action, has_span, may_tag
from workbench.window.article.hands import keys

if TYPE_CHECKING:
    from workbench.window.frame import Frame

# What platforms mean by these, and nothing else is meant by them here.
RESERVED = {
    "Ctrl+A": "select all", "Ctrl+C": "copy", "Ctrl+V": "paste", "Ctrl+X": "cut", "Ctrl+Z": "undo",
    "Ctrl+Y": "redo", "Ctrl+F": "find", "Ctrl+G": "find next", "Ctrl+H": "hide the window", "Ctrl+M": "minimise",
    "Ctrl+N": "new", "Ctrl+O": "open", "Ctrl+P": "print", "Ctrl+Q": "quit", "Ctrl+S": "save", "Ctrl+W": "close",
    "Ctrl+E": "find the selection", "Ctrl+`": "the next window", "Ctrl+Space": "the system's search",
    "Alt+F4": "close", "Alt+Tab": "the next window", "Alt+Space": "the window's menu", "F10": "the menu bar",
    "Shift+F10": "the menu at the caret", "Tab": "the next control", "Shift+Tab": "the control before",
}  # fmt: skip
_CAPS = {"Return": "↵", "Enter": "↵", "PgDown": "PgDn", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "1-9": "1–9"}
_WORDS = {"Return": "Enter", "PgDown": "PgDn", "1-9": "1–9"}


class Found(NamedTuple):
    """What a key means: an action, and which of nine."""

    action: Action
    digit: int | None = None


class Keymap(QObject):
    """The keys that hold. ``changed`` says that what is shown of keys has to be read anew."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self._read()

    def _read(self) -> None:
        """Work out who has which key; what somebody set himself goes before what the table has."""
        mine: Mapping[str, Sequence[str]] = self.settings.get("keys", {})
        self._keys: dict[str, tuple[str, ...]] = {}
        taken: set[tuple[str, str]] = set()
        for action in sorted(ACTIONS.values(), key=lambda action: action.id not in mine):
            kept = []
            for key in mine.get(action.id, action.keys):
                places = set(_places(action, key))
                if not places & taken and refusal(action, key) is None:
                    kept.append(key)
                    taken |= places
            self._keys[action.id] = tuple(kept)
        self._found: dict[str, dict[str, Found]] = {mode: {} for mode in (*MODES, *LAYERS)}
        for action in ACTIONS.values():
            if action.plain:
                for key in self._keys[action.id]:
                    self._enter(action, key)

    def _enter(self, action: Action, key: str) -> None:
        for mode in action.modes:
            for number, single in enumerate(singles(key), 1):
                self._found[mode][single] = Found(action, number if key.endswith(DIGITS) else None)

    # What holds

    @property
    def plain_keys(self) -> bool:
        """Whether letters, digits and signs act on the article."""
        return bool(self.settings.get("plain_keys", True))

    def set_plain_keys(self, on: bool) -> None:
        """Let letters, digits and signs act, or not."""
        self.settings.set("plain_keys", on)
        self.changed.emit()

    def keys_of(self, id: str) -> tuple[str, ...]:
        """The keys of an action, in Qt's portable notation; nothing where they are turned off."""
        action = ACTIONS[id]
        found = self._keys[id]
        return tuple(key for key in found if not (action.plain and is_sign(key) and not self.plain_keys))

    def shown_keys(self, id: str) -> tuple[str, ...]:
        """Those of an action's keys that look different: Enter on the number pad is Enter."""
        return tuple({spoken(key): key for key in reversed(self.keys_of(id))}.values())[::-1]

    def find(self, event: QKeyEvent, mode: str) -> Found | None:
        """What a key press means as a plain key in a mode."""
        known = self._found.get(mode, {})
        for name in keys.names(event):
            if (found := known.get(name)) is not None and (self.plain_keys or not is_sign(name)):
                return found
        return None

    def means(self, event: QKeyEvent, mode: str, *ids: str) -> bool:
        """Whether a key press means one of these actions in a mode."""
        found = self.find(event, mode)
        return found is not None and found.action.id in ids

    def deed(self, event: QKeyEvent, frame: "Frame", anywhere: bool = False) -> Callable[[], None] | None:
        """What a key press does in the frame as it is now; None where it is the platform's own, or can't be done."""
        found = self._meant(event, frame) if frame.session is not None else None
        if found is None or (anywhere and not found.action.anywhere):
            return None
        if not found.action.when(frame):
            lacks_span = found.action.when is has_span and may_tag(frame)
            return None if not lacks_span else (lambda: None) if event.isAutoRepeat() else frame.tagging.say_no_span
        if event.isAutoRepeat() and not found.action.repeats:
            return lambda: None  # a key held too long must not tag, remove or decide twice
        action, digit = found
        return lambda: action.run(frame) if digit is None else action.run(frame, digit)

    def _meant(self, event: QKeyEvent, frame: "Frame") -> Found | None:
        for layer, holds in ((LINK, frame.tagging.is_linking), (PREVIEW, frame.previewing)):
            found = self.find(event, layer) if holds else None
            if found is not None and found.action.when(frame):
                return found
        return self.find(event, frame.mode)

    def shown(self, id: str, digit: int | None = None) -> str:
        """The first key of an action in words, such as "Ctrl+K" or "J"; empty where it has none."""
        found = self.keys_of(id)
        return spoken(found[0], digit) if found else ""

    def caps(self, id: str, digit: int | None = None) -> tuple[str, ...]:
        """The first key of an action, a cap each: ("Ctrl", "↵")."""
        found = self.keys_of(id)
        return caps(found[0], digit) if found else ()

    # Changing

    def is_changed(self, id: str) -> bool:
        """Whether somebody set this action's keys himself."""
        return id in self.settings.get("keys", {})

    def holder(self, id: str, key: str) -> Action | None:
        """Who else has a key where the action ``id`` would need it."""
        wanted = set(_places(ACTIONS[id], key))
        for other, its in self._keys.items():
            if other != id and any(wanted & set(_places(ACTIONS[other], mine)) for mine in its):
                return ACTIONS[other]
        return None

    def set_keys(self, id: str, wanted: Sequence[str]) -> None:
        """Give an action other keys; whoever had them loses them."""
        mine = dict(self.settings.get("keys", {}))
        for key in wanted:
            while (other := self.holder(id, key)) is not None:
                places = set(_places(ACTIONS[id], key))
                left = [its for its in self._keys[other.id] if not places & set(_places(other, its))]
                mine[other.id] = left
                self._keys[other.id] = tuple(left)
        mine[id] = list(wanted)
        self._keep(mine)

    def reset(self, id: str | None = None) -> None:
        """Give one action, or all, the keys of the table again."""
        mine = dict(self.settings.get("keys", {}))
        if id is None:
            mine.clear()
        else:
            mine.pop(id, None)
        self._keep(mine)

    def _keep(self, mine: dict[str, list[str]]) -> None:
        mine = {id: its for id, its in mine.items() if id not in ACTIONS or tuple(its) != ACTIONS[id].keys}
        self.settings.set("keys", mine)
        self._read()
        self.changed.emit()


def singles(key: str) -> tuple[str, ...]:
    """The keys that a key of the table stands for: nine for "1-9"."""
    return tuple(key.removesuffix(DIGITS) + digit for digit in "123456789") if key.endswith(DIGITS) else (key,)


def _places(action: Action, key: str) -> Iterator[tuple[str, str]]:
    """In which modes which keys are taken."""
    for mode in action.modes:
        for single in singles(key):
            yield mode, single


def is_sign(key: str) -> bool:
    """Whether a key types a letter, digit or sign, with or without Shift."""
    last = key.removeprefix("Shift+").removesuffix(DIGITS)
    return len(last) <= 1 and not key.startswith("Alt+")


def refusal(action: Action, key: str) -> str | None:
    """Why an action can't have a key, or nothing."""
    if key in ACTIONS[action.id].keys:
        return None
    if key.endswith(DIGITS):
        return "The nine digits can't go to another action."
    if action.takes_digit:
        return f"{action.text} needs the nine digits."
    meaning = RESERVED.get(key)
    if meaning is not None:
        return f"{spoken(key)} is “{meaning}” everywhere, so it stays that."
    *modifiers, last = _parts(key)
    if "Alt" in modifiers and len(last) == 1 and last.isalpha() and "Ctrl" not in modifiers:
        return f"{spoken(key)} opens a menu."
    if last in ("Left", "Right", "Up", "Down"):
        return f"{spoken(key)} moves the caret, or the workspace."
    if "Meta" in modifiers:
        return f"{spoken(key)} belongs to the desktop."
    bare = not {"Ctrl", "Alt", "Meta"} & set(modifiers) and not (last[0] == "F" and last[1:].isdigit())
    if bare and not action.plain:
        return f"{action.text} works in every field too, so its key needs Ctrl or Alt, or one of F1 to F12."
    if not bare and action.plain:
        return f"{action.text} belongs to the article: a letter, a digit or a sign, with or without Shift."
    return None


def _parts(key: str) -> list[str]:
    """A key's modifiers and its last part; the plus sign is a key too."""
    return [*key[:-2].split("+"), "+"] if key.endswith("++") else ["+"] if key == "+" else key.split("+")


def spoken(key: str, digit: int | None = None) -> str:
    """A key as it is written in menus and sentences."""
    if digit is not None:
        key = key.replace(DIGITS, str(digit))
    *modifiers, last = _parts(key)
    if key.endswith(DIGITS) or (len(last) == 1 and not modifiers):
        return "+".join([*modifiers, _WORDS.get(last, last)])
    native = QKeySequence(key, QKeySequence.SequenceFormat.PortableText).toString(
        QKeySequence.SequenceFormat.NativeText
    )
    *modifiers, last = _parts(native) if native else [*modifiers, last]
    return "+".join([*modifiers, _WORDS.get(last, last)])


def caps(key: str, digit: int | None = None) -> tuple[str, ...]:
    """A key as caps on a keyboard."""
    if digit is not None:
        key = key.replace(DIGITS, str(digit))
    *modifiers, last = _parts(key)
    return (*modifiers, _CAPS.get(last, last))


def key_of_event(event: QKeyEvent, plain: bool) -> str:
    """What somebody pressed, in the notation of the table; empty while it is only Shift or the like."""
    if plain:
        return next(iter(keys.names(event)), "")
    if event.key() in (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_unknown):
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    latin = keys.letter(event)  # a keyboard without Latin letters means them all the same
    combined = QKeySequence((ord(latin.upper()) if latin else event.key()) | modifiers.value)
    return combined.toString(QKeySequence.SequenceFormat.PortableText)
