"""A line to type in that filters a list, with a magnifier, a key cap, and a cross that clears it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.window.look.icons import icon, paint_icon
from workbench.window.look.small import paint_caps
from workbench.window.look.theme import Theme


class FilterLine(QLineEdit):
    """A line to type in, with a magnifier at its left and its key at its right while it is empty."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.key = "/"
        self.setPlaceholderText("Filter")
        self.setAccessibleName("filter of the article list")
        self.setAccessibleDescription("Words in title, source or key; an article has to hold all of them")
        self.setTextMargins(20, 0, 0, 0)
        self._clear: QAction | None = None
        self.textChanged.connect(self._offer_to_clear)

    def _offer_to_clear(self, text: str) -> None:
        """A cross at the right while there is something to clear."""
        if self._clear is None:
            self._clear = self.addAction(icon("close", self.theme.t2), QLineEdit.ActionPosition.TrailingPosition)
            self._clear.setText("Clear the filter")
            self._clear.setToolTip("Clear the filter (Esc)")
            self._clear.triggered.connect(self.clear)
        self._clear.setVisible(bool(text))

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        if self._clear is not None:
            self._clear.setIcon(icon("close", theme.t2))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        middle = self.height() / 2
        paint_icon(painter, "search", self.theme.t2, QRectF(9, middle - 7, 14, 14))
        if self.key and not self.text():
            paint_caps(painter, self.theme, (self.key,), self.width() - 6, middle)
