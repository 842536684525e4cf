"""The caret's steps that Qt would take otherwise: by the article's graphemes, words and paragraphs.

Home, End, lines and pages are Qt's own. With Alt and Shift a selection grows that is tagged as it stands.
"""

import sys
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from workbench.model.span import Extent
from workbench.window.article.document import Display
from workbench.window.article.hands.steps import to_paragraph, to_word

Walk = Callable[[Display, int, int], int]
_Key = QKeySequence.StandardKey
_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Step(NamedTuple):
    """A way to walk, forth (1) or back (-1) as one reads from left to right; what it does with the selection."""

    walk: Walk
    by: int
    selects: bool
    exact: bool = False
    turns: bool = True  # right is back where lines run from right to left


def _to_grapheme(display: Display, at: int, by: int) -> int:
    return display.after(at) if by > 0 else display.before(at)


_STEPS: tuple[tuple[_Key, Step], ...] = (
    (_Key.MoveToNextChar, Step(_to_grapheme, 1, False)),
    (_Key.MoveToPreviousChar, Step(_to_grapheme, -1, False)),
    (_Key.SelectNextChar, Step(_to_grapheme, 1, True)),
    (_Key.SelectPreviousChar, Step(_to_grapheme, -1, True)),
    (_Key.MoveToNextWord, Step(to_word, 1, False)),
    (_Key.MoveToPreviousWord, Step(to_word, -1, False)),
    (_Key.SelectNextWord, Step(to_word, 1, True)),
    (_Key.SelectPreviousWord, Step(to_word, -1, True)),
    (_Key.MoveToEndOfBlock, Step(to_paragraph, 1, False, turns=False)),
    (_Key.MoveToStartOfBlock, Step(to_paragraph, -1, False, turns=False)),
    (_Key.SelectEndOfBlock, Step(to_paragraph, 1, True, turns=False)),
    (_Key.SelectStartOfBlock, Step(to_paragraph, -1, True, turns=False)),
)
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_HEIGHTS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def step_of(event: QKeyEvent) -> Step | None:
    """The step that a key press means, or None where it is Qt's."""
    key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key not in _SIDES and key not in _HEIGHTS:
        return None
    for standard, step in _STEPS:
        if event.matches(standard):
            return step
    if key in _HEIGHTS and held & ~_SHIFT == _CTRL and sys.platform != "darwin":  # which has names for paragraphs
        return Step(to_paragraph, _HEIGHTS[key], bool(held & _SHIFT), turns=False)
    if key in _SIDES and held == _ALT | _SHIFT:
        return Step(_to_grapheme, _SIDES[key], True, exact=True)
    return None


def taken(step: Step, display: Display, anchor: int, at: int, backwards: bool) -> Extent:
    """Anchor and caret after a step; without Shift a selection is left at its end on the side of the step."""
    by = -step.by if backwards and step.turns else step.by
    if anchor != at and not step.selects and step.walk is _to_grapheme:
        to = max(anchor, at) if by > 0 else min(anchor, at)
    else:
        to = step.walk(display, at, by)
    return (anchor, to) if step.selects else (to, to)
