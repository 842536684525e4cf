"""One line of words that is cut with an ellipsis where there is no room; the tool tip has all of them."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from workbench.window.look.theme import ui_font


class Elided(QLabel):
    """A label that never reads its text as markup and never asks for more room than there is."""

    def __init__(self, px: int = 12) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(ui_font(px))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        self.setToolTip(f"<p>{escape(text)}</p>" if text else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much of the words as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
