"""A box to tick, drawn in the colours of the theme: the platform's own is lost on a dark or a black ground."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from workbench.window.look.icons import paint_icon
from workbench.window.look.theme import Theme, ui_font

_BOX, _GAP = 15, 9


class CheckBox(QCheckBox):
    """Ink with a tick while it is on, an edge while it is off."""

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.theme = theme
        self.setFont(ui_font())

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """The box and the words."""
        width = self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), self.text()).width()
        return QSize(_BOX + _GAP + width + 4, 24)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        """The words are part of it."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, round((self.height() - _BOX) / 2) + 0.5, _BOX, _BOX)
        on = self.isChecked()
        ink = theme.accent if self.isEnabled() else theme.t3
        painter.setPen(QPen(ink if on else theme.t3, 1))
        painter.setBrush(ink if on else theme.hover if self.underMouse() else theme.raised)
        painter.drawRoundedRect(box, 4, 4)
        if on:
            paint_icon(painter, "tick", theme.onacc, box.adjusted(1.5, 1.5, -1.5, -1.5))
        painter.setPen(theme.t1 if self.isEnabled() else theme.t3)
        painter.setFont(self.font())
        words = QRectF(_BOX + _GAP, 0, self.width() - _BOX - _GAP, self.height())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(words, int(flags), self.text())
