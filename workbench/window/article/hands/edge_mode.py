"""Edge mode: arrows move the edges of the selected span until they are kept or put back.

Enter keeps them, Esc puts them back. Every other key, a press of the mouse anywhere and going elsewhere keep them
too, and then do their own work, so nobody has to end the mode first.
"""

import sys

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from workbench.model.span import Span
from workbench.window.article.hands import keys
from workbench.window.article.hands.edges import Edge, part_at
from workbench.window.article.hands.key_mode import Deed, IsKey, KeyMode
from workbench.window.article.view import ArticleView
from workbench.window.look.announce import announce

_SHIFT, _NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
# Ctrl and an arrow belong to the system on macOS, where words are Option's.
BY_WORDS = Qt.KeyboardModifier.AltModifier if sys.platform == "darwin" else Qt.KeyboardModifier.ControlModifier
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_HEIGHTS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TOLD = 200  # characters that a screen reader is told


class EdgeMode(KeyMode):
    """Holds for the span that is selected in the view; ``ended`` gives the parts to keep, None as they were."""

    part_changed = Signal(int)

    def __init__(self, view: ArticleView, is_own: IsKey, is_back: IsKey) -> None:
        super().__init__(view)
        span = view.selected_span
        assert span is not None
        self.span: Span = span
        self.parts = span.parts
        self.part = part_at(span.parts, view.caret())
        self._is_own, self._is_back = is_own, is_back  # the key that began it, one that goes a step back
        view.parts_shown.connect(self._shown)
        view.span_selected.connect(self._selected)

    # What happens

    def deed(self, event: QKeyEvent) -> Deed | None:
        """Arrows, what keeps the edges, what puts them back."""
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        side, height = _SIDES.get(key, 0), _HEIGHTS.get(key, 0)
        if side and not held & ~(_SHIFT | BY_WORDS):
            return lambda: self.step(side, bool(held & _SHIFT), bool(held & BY_WORDS))
        if height and held == _NONE and len(self.parts) > 1:
            return lambda: self._go_to_part(self.part + height)
        ends = self.keep if key in keys.ENTER or self._is_own(event) else None
        if key == Qt.Key.Key_Escape or self._is_back(event):
            ends = self.leave
        if ends is not None and held in (_NONE, _SHIFT):
            return (lambda: None) if event.isAutoRepeat() else ends
        return None

    # What is done

    def step(self, by: int, start: bool, words: bool) -> None:
        """Move an edge of the present part, to the right (1) or left (-1) where lines run that way."""
        edge = Edge(self.part, start)
        self.parts = self.view.stepped(self.parts, edge, by, words)
        self.view.show_parts(self.parts)
        at = edge.of(self.parts)
        self.view.reveal(at, at)
        announce(self.view, self.view.text[slice(*self.parts[self.part])][-_TOLD:])

    def _go_to_part(self, part: int) -> None:
        self.part = min(max(part, 0), len(self.parts) - 1)
        self.view.place_caret(self.parts[self.part][0])
        self.part_changed.emit(self.part)

    def _shown(self, shown: bool) -> None:
        """The span was changed from elsewhere, or it went: there is nothing left to keep."""
        if not shown:
            self.end(None)

    def _selected(self, id: object) -> None:
        if id != self.span.id:
            self.end(None)

    def keep(self) -> None:
        """Ask for the edges as they are now."""
        self.end(self.parts if self.parts != self.span.parts else None)

    def leave(self) -> None:
        """Put the edges back."""
        self.end(None)

    def interrupt(self) -> None:
        """Keep them: nobody has to end the mode first."""
        self.keep()

    def _let_go(self) -> None:
        self.view.parts_shown.disconnect(self._shown)
        self.view.span_selected.disconnect(self._selected)
        self.view.restore_parts()
