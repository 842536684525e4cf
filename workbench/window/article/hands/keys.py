"""What a key means whatever the keyboard: digits by their place, letters by what they type."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
HELD = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)  # with another key
_NO = Qt.KeyboardModifier.NoModifier
_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
_PREFIXES = {_NO: "", Qt.KeyboardModifier.ShiftModifier: "Shift+", Qt.KeyboardModifier.AltModifier: "Alt+"}
_NAMED = {
    Qt.Key.Key_Space: "Space", Qt.Key.Key_Escape: "Esc", Qt.Key.Key_Return: "Return", Qt.Key.Key_Enter: "Return",
    Qt.Key.Key_Delete: "Del", Qt.Key.Key_Backspace: "Backspace", Qt.Key.Key_Insert: "Ins",
    Qt.Key.Key_Left: "Left", Qt.Key.Key_Right: "Right", Qt.Key.Key_Up: "Up", Qt.Key.Key_Down: "Down",
}  # fmt: skip
_DIGITS = "1234567890"
_ROWS = {16: "qwertyuiop", 30: "asdfghjkl", 44: "zxcvbnm"}
_PLACES = {2 + number: digit for number, digit in enumerate(_DIGITS)} | {
    first + number: letter for first, row in _ROWS.items() for number, letter in enumerate(row)
}
_MAC_PLACES = dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29), _DIGITS)) | dict(
    zip(
        (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 31, 32, 34, 35, 37, 38, 40, 45, 46),
        "asdfhgzxcvbqwerytouipljknm",
    )
)


def _at_place(event: QKeyEvent) -> str:
    """The character that a US keyboard has where the key lies; empty where the platform doesn't say."""
    if sys.platform == "darwin":
        return _MAC_PLACES.get(event.nativeVirtualKey(), "") if event.nativeScanCode() else ""
    code = event.nativeScanCode()
    if QGuiApplication.platformName() in ("xcb", "wayland"):
        code -= 8
    return _PLACES.get(code, "")


def digit(event: QKeyEvent) -> str:
    """The digit of a key of the top row or the number pad, or nothing."""
    place = _at_place(event)
    if place.isdigit() and not event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        return place
    key = event.key()
    return chr(key) if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else ""


def letter(event: QKeyEvent) -> str:
    """The Latin letter of a key, in lower case, or nothing; by place where the keyboard has none."""
    key = event.key()
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return chr(key).lower()
    typed = event.text()
    if not typed.isalpha() and 0x24F < key < 0x110000:
        typed = chr(key)  # with Ctrl it types nothing
    if typed.isalpha() and ord(typed[0]) > 0x24F:
        place = _at_place(event)
        return place if place.isalpha() else ""
    return ""


def names(event: QKeyEvent) -> list[str]:
    """What a plain key may be called in the table, the likeliest first: "J", "Shift+3", "/", "Space".

    Nothing with Ctrl or Meta: such a key is a menu's. A sign is called by what it types, with or without Shift.
    """
    modifiers = event.modifiers() & ~_IGNORED
    prefix = _PREFIXES.get(modifiers)
    if prefix is None:
        return []
    if named := _NAMED.get(Qt.Key(event.key())):
        return [prefix + named]
    found = []
    typed = event.text()
    if len(typed) == 1 and typed.isprintable() and not typed.isalnum() and not typed.isspace() and prefix != "Alt+":
        found.append(typed)
    if number := digit(event):
        found.append(prefix + number)
    if (latin := letter(event)) and prefix != "Alt+":  # Alt and a letter open a menu
        found.append(prefix + latin.upper())
    return found


def is_typing(event: QKeyEvent) -> bool:
    """Whether it is a letter or digit, with or without Shift: never a menu's while the article has the focus."""
    shifted = event.modifiers() & ~_IGNORED in (_NO, Qt.KeyboardModifier.ShiftModifier)
    return shifted and bool(digit(event) or letter(event))


def is_copy(event: QKeyEvent) -> bool:
    """Whether a key is the platform's own for copying."""
    from PySide6.QtGui import QKeySequence  # its names of keys take a while, and nobody types at the first sight

    return event.matches(QKeySequence.StandardKey.Copy)


def is_platforms(event: QKeyEvent) -> bool:
    """Whether a key is the platform's own for something that a read-only text can do."""
    from PySide6.QtGui import QKeySequence

    return is_copy(event) or event.matches(QKeySequence.StandardKey.SelectAll)
