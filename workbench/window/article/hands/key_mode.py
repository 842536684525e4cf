"""What keys mean for a while in the article: a mode that nobody has to end, since whatever is not its own ends it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from workbench.window.article.hands import keys
from workbench.window.article.view import ArticleView

IsKey = Callable[[QKeyEvent], bool]
Deed = Callable[[], object]
_OTHER_WINDOW = Qt.FocusReason.ActiveWindowFocusReason  # one comes back from there


class KeyMode(QObject):
    """Holds from when it is made until ``ended``.

    Every key that has no deed here, a press of the mouse anywhere and going elsewhere end it, and then do their own
    work.
    """

    ended = Signal(object)  # what came of it

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self.view = view
        self._over = False
        # The mouse may be pressed anywhere, on parts of the window that do not take the keyboard, too.
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def deed(self, event: QKeyEvent) -> Deed | None:
        """What a key does in the mode; None where it ends it."""
        raise NotImplementedError

    def interrupt(self) -> None:
        """Something else is done: end."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the mode; let everything else end it."""
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and watched.isWidgetType():
            self.interrupt()
        elif watched is self.view:
            if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
                return self._pressed(event, kind == QEvent.Type.KeyPress)
            if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent) and event.reason() != _OTHER_WINDOW:
                self.interrupt()
        return False

    def _pressed(self, event: QKeyEvent, really: bool) -> bool:
        """Whether a key is the mode's; before it is really pressed, it is only claimed."""
        if event.key() in keys.HELD:
            return False
        deed = self.deed(event)
        if deed is None:
            self.interrupt()
            return False
        event.accept()
        if really:
            deed()
        return True

    def end(self, result: object) -> None:
        """Hold no more, once."""
        if self._over:
            return
        self._over = True
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self._let_go()
        self.deleteLater()
        self.ended.emit(result)

    def _let_go(self) -> None:
        """Let what was shown be as it was."""
