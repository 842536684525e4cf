"""The bar under the header: what could not be done and why, one thing to do about it, and a way to close it."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from workbench.window.look.announce import announce
from workbench.window.look.icons import icon, paint_icon
from workbench.window.look.small import Themed, plain_label
from workbench.window.look.theme import Theme

Offer = tuple[str, Callable[[], object]]  # what stands on the button, and what it does


class _Sign(Themed, QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.error = False
        self.setFixedSize(16, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = self.theme.err if self.error else self.theme.warn
        paint_icon(QPainter(self), "warn", colour, QRectF(0, 0, 16, 16))


class Notice(QFrame):
    """Hidden until there is something to say. What it holds is made when it first has to."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("bar")
        self._words: QLabel | None = None
        self._does: Callable[[], object] | None = None
        self.hide()

    def text(self) -> str:
        """The sentence that it shows, or showed last."""
        return self._words.text() if self._words is not None else ""

    def show_sentence(self, sentence: str, error: bool = False, offer: Offer | None = None) -> None:
        """Show a sentence; ``offer`` puts a button behind it."""
        if self._words is None:
            self._build()
        assert self._words is not None
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._sign.error = error
        self.setProperty("kind", "error" if error else "warn")
        for part in (self, self._words):
            part.style().polish(part)
        self._does = offer[1] if offer else None
        self.button.setText(offer[0] if offer else "")
        self.button.setAccessibleName(offer[0] if offer else "")
        self.button.setVisible(offer is not None)
        self.show()
        announce(self, sentence)

    def _build(self) -> None:
        self._words = plain_label()
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._sign = _Sign(self.theme, self)
        self.button = QPushButton(self)
        self.button.clicked.connect(self._do)
        self.close_button = QToolButton(self)
        self.close_button.setAccessibleName("close this message")
        self.close_button.setToolTip("Close")
        self.close_button.setIconSize(QSize(14, 14))
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 7)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self.set_theme(self.theme)

    def _do(self) -> None:
        does = self._does
        self.hide()
        if does is not None:
            does()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        if self._words is not None:
            self._sign.set_theme(theme)
            self.close_button.setIcon(icon("close", theme.t1, 14))
