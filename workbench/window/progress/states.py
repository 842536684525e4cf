"""How many articles are in which state: a bar in parts, and a line for each."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from workbench.project.progress import Counts
from workbench.window.look.small import Themed
from workbench.window.look.theme import Theme, figures_font, ui_font

_BAR, _ROW = 26, 26  # pixels
_NAMES = ("Gold", "Read, in review", "Being read", "To do")


class States(Themed, QWidget):
    """The part furthest along comes first and is darkest."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.counts = Counts()
        self.setMinimumWidth(240)
        self.setFixedHeight(_BAR + 14 + len(_NAMES) * _ROW)

    def sizeHint(self) -> QSize:
        return QSize(420, self.minimumHeight())

    def show_counts(self, counts: Counts) -> None:
        """Show other figures."""
        self.counts = counts
        self.setAccessibleName(", ".join(f"{name}: {count}" for name, count in zip(_NAMES, counts)))
        self.update()

    def _brushes(self) -> tuple[QBrush, ...]:
        """Greys, or in high contrast, which has none, hatchings."""
        theme, style = self.theme, Qt.BrushStyle
        if theme.name == "hc":
            patterns = (style.SolidPattern, style.BDiagPattern, style.Dense6Pattern, style.NoBrush)
            return tuple(QBrush(theme.t1, pattern) for pattern in patterns)
        return tuple(map(QBrush, (theme.t1, theme.t3, theme.bs, theme.well)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bar(painter, QRectF(0, 0, self.width(), _BAR))
        y = float(_BAR + 14)
        for name, count, brush in zip(_NAMES, self.counts, self._brushes()):
            painter.setPen(self.theme.bs)
            painter.setBrush(brush)
            painter.drawRoundedRect(QRectF(0.5, y + 8.5, 9, 9), 2, 2)
            row = QRectF(20, y, self.width() - 20, _ROW)
            painter.setPen(self.theme.t1)
            painter.setFont(ui_font(13))
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
            painter.setFont(figures_font(13, 500))
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{count:,}")
            y += _ROW

    def _paint_bar(self, painter: QPainter, box: QRectF) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(box, 4, 4)
        painter.save()
        painter.setClipPath(outline)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.well)
        painter.drawRect(box)
        left, total = 0.0, max(1, self.counts.articles)
        for count, brush in zip(self.counts, self._brushes()):
            width = box.width() * count / total
            painter.setBrush(brush)
            painter.drawRect(QRectF(left, 0, max(0.0, width - 2), box.height()))  # paper between the parts
            if width:
                painter.setBrush(self.theme.raised)
                painter.drawRect(QRectF(left + width - 2, 0, 2, box.height()))
            left += width
        painter.restore()
        if self.theme.name == "hc":
            painter.setPen(self.theme.b)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(outline)
