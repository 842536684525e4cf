"""The curve of read and of gold articles, day by day."""

import datetime
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from workbench.project.progress import Point
from workbench.window.look.small import Themed
from workbench.window.look.theme import Theme, figures_font, ui_font
from workbench.window.progress.words import short_date

_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 84, 10, 26  # pixels for what stands round the curve
_STEPS = 4  # lines across, at most one more
_DATES = 5
_DOT = 4.0


def ticks(most: int) -> list[int]:
    """Round numbers from 0 to at least ``most``, a handful of them."""
    if most <= 0:
        return [0, 1]
    step = 1
    while -(-most // step) > _STEPS:
        step = next(base * 10**power for power in range(10) for base in (1, 2, 5) if base * 10**power > step)
    return list(range(0, -(-most // step) * step + 1, step))


class Curve(Themed, QWidget):
    """Two lines over the days from the first finished article until today."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.points: tuple[Point, ...] = ()
        self.today = datetime.date.today()
        self.setMinimumSize(320, 150)

    def sizeHint(self) -> QSize:
        return QSize(640, 190)

    def show_points(self, points: Sequence[Point], today: datetime.date) -> None:
        """Show other figures."""
        self.points, self.today = tuple(points), today
        last = self.points[-1] if self.points else None
        told = f"{last.read} articles read, {last.gold} gold" if last else "nothing was finished yet"
        self.setAccessibleName(f"articles read and gold by day: {told}")
        self.update()

    def _span(self) -> tuple[datetime.date, int]:
        """The first day, the evening before work began, and how many days lie from there to today."""
        first = self.points[0].day - datetime.timedelta(days=1)
        return first, max(1, (max(self.today, self.points[-1].day) - first).days)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.points:
            painter.setPen(self.theme.t2)
            painter.setFont(ui_font(13))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "The curve begins with the first done article.")
            return
        marks = ticks(max(point.read for point in self.points))
        box = QRectF(_LEFT, _TOP, self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BOTTOM)
        self._paint_grid(painter, box, marks)
        self._paint_dates(painter, box)
        last = self.points[-1]
        read_at = self._paint_line(painter, box, marks[-1], [point.read for point in self.points], self.theme.t1)
        gold_at = self._paint_line(painter, box, marks[-1], [point.gold for point in self.points], self.theme.t2)
        if gold_at - read_at < 16:  # one line of words needs as much
            gold_at = min(read_at + 16, box.bottom() + 6)
            read_at = gold_at - 16
        self._paint_end(painter, box, read_at, f"{last.read:,} read", self.theme.t1, 600)
        self._paint_end(painter, box, gold_at, f"{last.gold:,} gold", self.theme.t2, 400)

    def _paint_grid(self, painter: QPainter, box: QRectF, marks: Sequence[int]) -> None:
        painter.setFont(figures_font(11))
        for mark in marks:
            y = round(box.bottom() - box.height() * mark / marks[-1]) + 0.5
            painter.setPen(QPen(self.theme.b, 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(self.theme.t3)
            room = QRectF(0, y - 8, _LEFT - 10, 16)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{mark:,}")

    def _paint_dates(self, painter: QPainter, box: QRectF) -> None:
        first, days = self._span()
        step = max(1, -(-days // _DATES))
        painter.setPen(self.theme.t3)
        painter.setFont(figures_font(11))
        for at in range(0, days + 1, step):
            x = box.left() + box.width() * at / days
            words = short_date(first + datetime.timedelta(days=at))
            wide = QFontMetrics(figures_font(11)).horizontalAdvance(words) + 2
            left = min(max(box.left() - 10, x - wide / 2), self.width() - wide)
            painter.drawText(QRectF(left, box.bottom() + 8, wide, 16), Qt.AlignmentFlag.AlignCenter, words)

    def _paint_line(self, painter: QPainter, box: QRectF, most: int, counts: Sequence[int], ink: QColor) -> float:
        """One line with its dot; gives the height at which it ends."""
        first, days = self._span()
        line, before = [QPointF(box.left(), box.bottom())], 0
        for point, count in zip(self.points, counts):
            at = (point.day - first).days
            if (line[-1].x() - box.left()) / box.width() * days < at - 1:  # nothing was finished meanwhile
                line.append(self._place(box, days, most, at - 1, before))
            line.append(self._place(box, days, most, at, count))
            before = count
        line.append(self._place(box, days, most, days, before))
        dashed = self.theme.name == "hc" and ink == self.theme.t2 and counts != [point.read for point in self.points]
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine  # where both lines have one colour
        painter.setPen(QPen(ink, 1.75, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(line))
        painter.setPen(QPen(self.theme.raised, 1.5))
        painter.setBrush(ink)
        painter.drawEllipse(line[-1], _DOT, _DOT)
        return line[-1].y()

    def _place(self, box: QRectF, days: int, most: int, at: int, count: int) -> QPointF:
        return QPointF(box.left() + box.width() * at / days, box.bottom() - box.height() * count / most)

    def _paint_end(self, painter: QPainter, box: QRectF, y: float, words: str, ink: QColor, weight: int) -> None:
        painter.setPen(ink)
        painter.setFont(figures_font(12, weight))
        room = QRectF(box.right() + 11, y - 9, _RIGHT - 11, 18)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
