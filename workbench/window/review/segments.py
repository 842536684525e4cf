"""How far the disputes of an article are decided: a bar of as many parts, or one long bar where they are many."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.window.look.small import Themed
from workbench.window.look.theme import Theme

_MOST, _GAP, _HEIGHT = 32, 4, 4


class Segments(Themed, QWidget):
    """Decided parts are ink, the next one is half so, the rest lies in the well."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.decided, self.all = 0, 0
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, decided: int, all: int) -> None:
        """Show that so many of all are decided."""
        self.decided, self.all = decided, all
        self.setAccessibleName(f"{decided} of {all} disputes decided")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(120, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.all > _MOST:
            self._part(painter, QRectF(0, 0, self.width(), _HEIGHT), self.theme.well)
            self._part(painter, QRectF(0, 0, self.width() * self.decided / self.all, _HEIGHT), self.theme.accent)
            return
        width = (self.width() - _GAP * (self.all - 1)) / max(1, self.all)
        for at in range(self.all):
            colour = (
                self.theme.accent if at < self.decided else self.theme.bs if at == self.decided else self.theme.well
            )
            self._part(painter, QRectF(at * (width + _GAP), 0, width, _HEIGHT), colour)

    def _part(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        edged = self.theme.name == "hc"  # where the well is as black as the ground
        painter.setPen(QPen(self.theme.b, 1) if edged else Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5) if edged else box, 2, 2)
