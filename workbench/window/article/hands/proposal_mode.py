"""While a proposal is shown: Enter takes it, Esc leaves it, arrows change one of its two sides.

Every other key, a press of the mouse anywhere and going elsewhere leave it too, and then do their own work.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from workbench.window.article.hands.edge_mode import IsKey
from workbench.window.article.view import ArticleView

_STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HELD = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_OTHER_WINDOW = Qt.FocusReason.ActiveWindowFocusReason  # one comes back from there


class ProposalMode(QObject):
    """Holds from when it is made until ``ended``."""

    stepped = Signal(int, int)  # across, by left and right; and along, by up and down
    ended = Signal(bool)  # whether the proposal was taken

    def __init__(self, view: ArticleView, is_take: IsKey, is_back: IsKey) -> None:
        super().__init__(view)
        self.view = view
        self._is_take, self._is_back = is_take, is_back
        self._over = False
        # The mouse may be pressed anywhere, on parts of the window that do not take the keyboard, too.
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the mode; let everything else end it."""
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and watched.isWidgetType():
            self.end(False)
        elif watched is self.view:
            if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
                return self._pressed(event, kind == QEvent.Type.KeyPress)
            if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent) and event.reason() != _OTHER_WINDOW:
                self.end(False)
        return False

    def _pressed(self, event: QKeyEvent, really: bool) -> bool:
        """Whether a key is the mode's; before it is really pressed, it is only claimed."""
        if event.key() in _HELD:
            return False
        deed = self._deed(event)
        if deed is None:
            self.end(False)
            return False
        event.accept()
        if really:
            deed()
        return True

    def _deed(self, event: QKeyEvent) -> Callable[[], None] | None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        if (step := _STEPS.get(key)) is not None:
            return lambda: self.stepped.emit(*step)
        if key in _ENTER or self._is_take(event):
            return (lambda: None) if event.isAutoRepeat() else lambda: self.end(True)
        if key == Qt.Key.Key_Escape or self._is_back(event):
            return lambda: self.end(False)
        return None

    def end(self, taken: bool) -> None:
        """The proposal is taken, or left."""
        if self._over:
            return
        self._over = True
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self.deleteLater()
        self.ended.emit(taken)
