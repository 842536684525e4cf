"""While a proposal is shown: Enter takes it, Esc leaves it, arrows change one of its two sides.

Every other key, a press of the mouse anywhere and going elsewhere leave it too, and then do their own work.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from workbench.window.article.hands import keys
from workbench.window.article.hands.key_mode import Deed, IsKey, KeyMode
from workbench.window.article.view import ArticleView

_STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class ProposalMode(KeyMode):
    """``ended`` says whether the proposal was taken."""

    stepped = Signal(int, int)  # across, by left and right; and along, by up and down

    def __init__(self, view: ArticleView, is_take: IsKey, is_back: IsKey) -> None:
        super().__init__(view)
        self._is_take, self._is_back = is_take, is_back

    def deed(self, event: QKeyEvent) -> Deed | None:
        """Without Ctrl and the like: arrows, what takes the proposal, what leaves it."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        if (step := _STEPS.get(key)) is not None:
            return lambda: self.stepped.emit(*step)
        if key in keys.ENTER or self._is_take(event):
            return (lambda: None) if event.isAutoRepeat() else lambda: self.end(True)
        if key == Qt.Key.Key_Escape or self._is_back(event):
            return self.interrupt
        return None

    def interrupt(self) -> None:
        """Leave the proposal."""
        self.end(False)
