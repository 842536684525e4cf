"""Small drawings: states of articles, letters of labels, ticks; they differ in form, not only colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from workbench.window.theme import LabelColours, Theme, ui_font

STATE_WORDS = {"untouched": "to do", "in_progress": "begun", "done": "done"}


def paint_state(painter: QPainter, theme: Theme, state: str, at: QPointF) -> None:
    """A ring (to do), a half disc (begun) or a disc with a tick (done), 12 px wide round ``at``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(at.x() - 5.25, at.y() - 5.25, 10.5, 10.5)
    if state == "done":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.ok)
        painter.drawEllipse(box.adjusted(-0.75, -0.75, 0.75, 0.75))
        painter.setPen(_pen(theme.panel, 1.5))
        painter.drawPolyline(QPolygonF([at + QPointF(-2.6, 0.2), at + QPointF(-0.8, 2.0), at + QPointF(2.8, -1.9)]))
    else:
        painter.setPen(_pen(theme.t2 if state == "untouched" else theme.t1, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        if state == "in_progress":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.t1)
            painter.drawPie(box, -90 * 16, 180 * 16)
    painter.restore()


def paint_letter(painter: QPainter, colours: LabelColours, letter: str, box: QRectF) -> None:
    """A label's letter on its solid colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.line)
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(colours.on_line)
    painter.setFont(ui_font(10 if box.height() < 17 else 11, 600))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


def paint_tick(painter: QPainter, colour: QColor, at: QPointF) -> None:
    """A tick, 10 px wide round ``at``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(colour, 1.6))
    painter.drawPolyline(QPolygonF([at + QPointF(-4.5, 0.3), at + QPointF(-1.4, 3.4), at + QPointF(4.6, -3.2)]))
    painter.restore()


def chevron(left: bool, at: QPointF) -> QPainterPath:
    """An arrow head that points left or right."""
    side = -1 if left else 1
    path = QPainterPath(at + QPointF(-2 * side, -4))
    path.lineTo(at + QPointF(2 * side, 0))
    path.lineTo(at + QPointF(-2 * side, 4))
    return path


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
