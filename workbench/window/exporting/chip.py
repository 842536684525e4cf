"""A small choice: words, sometimes a label's letter before them; on, it has an ink edge (and a tick in contrast)."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from workbench.model.scheme import Label
from workbench.window.look.icons import paint_letter, paint_tick
from workbench.window.look.small import Themed
from workbench.window.look.theme import Theme, ui_font

_HIGH, _SIDE, _BADGE = 26, 10, 16  # pixels: the chip, what is free at its sides, the letter's square


class Chip(Themed, QAbstractButton):
    """One choice among several, or one of several that can be on at once."""

    def __init__(self, text: str, theme: Theme, label: Label | None = None) -> None:
        super().__init__()
        self.theme = theme
        self.label = label
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str) -> None:
        """Say something else on it."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def _lead(self) -> int:
        """What stands before the words."""
        return (_BADGE + 6 if self.label is not None else 0) + (16 if self.theme.name == "hc" else 0)

    def sizeHint(self) -> QSize:
        """Words, the letter, and room for the tick."""
        words = QFontMetrics(ui_font(13, 500)).horizontalAdvance(self.text())
        return QSize(words + 2 * _SIDE + self._lead() + 1, _HIGH)

    def _paint_hollow(self, painter: QPainter, letter: str, box: QRectF) -> None:
        """The letter of a label that is left out."""
        painter.setPen(QPen(self.theme.bs, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(self.theme.t2)
        painter.setFont(ui_font(10, 600))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, on = self.theme, self.isChecked()
        strong = (on or self.hasFocus()) and self.isEnabled()
        painter.setPen(QPen(theme.accent if strong else theme.bs, 1))
        painter.setBrush(theme.sel if on else theme.hover if self.underMouse() and self.isEnabled() else theme.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        x = float(_SIDE)
        if theme.name == "hc":
            if on:
                paint_tick(painter, theme.accent, QPointF(x + 5, self.height() / 2))
            x += 16
        if self.label is not None:
            box = QRectF(x, (self.height() - _BADGE) / 2, _BADGE, _BADGE)
            if on:
                paint_letter(painter, theme.label(self.label.colour), self.label.letter, box)
            else:
                self._paint_hollow(painter, self.label.letter, box)
            x += _BADGE + 6
        painter.setPen(theme.t1 if self.isEnabled() else theme.t3)
        painter.setFont(ui_font(13, 500))
        box = QRectF(x, 0, self.width() - x, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
