"""One scheme to choose: its name, a line about it, its labels as badges."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from workbench.model.scheme import Scheme
from workbench.window.look.icons import paint_letter
from workbench.window.look.theme import Theme, ui_font

_HIGH, _DOT, _TEXT = 70, 14, 38  # pixels: a choice, its dot, the left edge of its words
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def described(source: str) -> str:
    """What a scheme's file says of itself: its first comment."""
    first = next((line for line in source.splitlines() if line.strip()), "")
    return first.lstrip("# ").strip() if first.startswith("#") else ""


class SchemeChoice(QAbstractButton):
    """Checkable; in a group the arrows move over its fellows. Without a scheme it stands for a file of one's own."""

    def __init__(self, name: str, scheme: Scheme | None, theme: Theme) -> None:
        super().__init__()
        self.name = name
        self.theme = theme
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_scheme(scheme)

    def set_scheme(self, scheme: Scheme | None, file: str = "") -> None:
        """Show another scheme, read from ``file``; None where there is none that can be used."""
        self.scheme = scheme
        own = not self.name
        self.title = f"{scheme.name} {scheme.version}" if scheme else "A scheme of your own"
        says = described(scheme.source) if scheme else ""
        self.line = says or (file if own and file else "A TOML file with labels, their attributes and relations.")
        labels = ", ".join(label.name for label in scheme.labels) if scheme else ""
        self.setText(self.title)
        self.setAccessibleName(f"Scheme {self.title}" if scheme else self.title)
        self.setAccessibleDescription(f"{self.line} {f'Labels: {labels}.' if labels else ''}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines of words, and one of badges where there are labels."""
        return QSize(440, _HIGH if self.scheme else _HIGH - 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, on = self.theme, self.isChecked()
        edge = 1.5 if on else 1.0
        box = QRectF(self.rect()).adjusted(edge / 2, edge / 2 + 2, -edge / 2, -edge / 2 - 2)
        painter.setPen(QPen(theme.accent if on else theme.bs, edge))
        painter.setBrush(theme.sel if on else theme.hover if self.underMouse() else theme.raised)
        painter.drawRoundedRect(box, 8, 8)
        self._dot(painter, on)
        wide = self.width() - _TEXT - 12
        painter.setPen(theme.t1)
        painter.setFont(ui_font(13, 500))
        painter.drawText(QRectF(_TEXT, 8, wide, 18), _LEFT, self.title)
        painter.setPen(theme.t2)
        font = ui_font(12)
        painter.setFont(font)
        line = QFontMetrics(font).elidedText(self.line, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(QRectF(_TEXT, 25, wide, 18), _LEFT, line)
        self._badges(painter, wide)

    def _dot(self, painter: QPainter, on: bool) -> None:
        theme = self.theme
        painter.setPen(QPen(theme.accent if on else theme.t3, 1.5))
        painter.setBrush(theme.raised)
        dot = QRectF(13, 10, _DOT, _DOT)
        painter.drawEllipse(dot)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawEllipse(dot.adjusted(4, 4, -4, -4))

    def _badges(self, painter: QPainter, wide: int) -> None:
        font = ui_font(12)
        metrics = QFontMetrics(font)
        x = float(_TEXT)
        labels = self.scheme.labels if self.scheme else ()
        for at, label in enumerate(labels):
            needs = 14 + 5 + metrics.horizontalAdvance(label.name) + 14
            rest = f"and {len(labels) - at} more"
            last = at == len(labels) - 1
            painter.setPen(self.theme.t2)
            painter.setFont(font)
            if x + needs + (0 if last else metrics.horizontalAdvance(rest)) > _TEXT + wide:
                painter.drawText(QRectF(x, 45, wide, 16), _LEFT, rest)
                return
            paint_letter(painter, self.theme.label(label.colour), label.letter, QRectF(x, 46, 14, 14))
            painter.setPen(self.theme.t2)
            painter.setFont(font)
            painter.drawText(QRectF(x + 19, 45, needs, 16), _LEFT, label.name)
            x += needs
