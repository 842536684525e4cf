"""Small drawings: icons from path strings, states of articles, letters, ticks; they differ in form, not only colour."""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from workbench.window.look.theme import LabelColours, Theme, ui_font

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

STATE_WORDS = {"untouched": "to do", "in_progress": "begun", "done": "done"}

# On a grid of 16 by 16, drawn with a pen of 1.5. M, L, H, V, C and Z as in SVG, absolute; "O x y r" is a circle.
PATHS = {
    "chevron-down": "M 4 6 L 8 10 L 12 6",
    "chevron-right": "M 6 4 L 10 8 L 6 12",
    "chevron-up": "M 4 10 L 8 6 L 12 10",
    "clock": "O 8 8 6 M 8 4.5 V 8 L 10.5 9.5",
    "close": "M 4 4 L 12 12 M 12 4 L 4 12",
    "comment": "M 2.5 3 H 13.5 V 11 H 8 L 5 13.5 V 11 H 2.5 Z",
    "copy": "M 5.5 5.5 H 13.5 V 13.5 H 5.5 Z M 5.5 10.5 H 2.5 V 2.5 H 10.5 V 5.5",
    "database": "M 2.5 4 C 2.5 1.5 13.5 1.5 13.5 4 C 13.5 6.5 2.5 6.5 2.5 4 V 12 C 2.5 14.5 13.5 14.5 13.5 12 V 4"
    " M 2.5 8 C 2.5 10.5 13.5 10.5 13.5 8",
    "download": "M 8 2.5 V 10.5 M 4.5 7 L 8 10.5 L 11.5 7 M 2.5 13.5 H 13.5",
    "eye": "M 1.5 8 C 4 3 12 3 14.5 8 C 12 13 4 13 1.5 8 Z O 8 8 2",
    "eye-off": "M 1.5 8 C 4 3 12 3 14.5 8 C 12 13 4 13 1.5 8 Z M 3 13.5 L 13 2.5",
    "file": "M 3.5 1.75 H 9.5 L 12.5 4.75 V 14.25 H 3.5 Z M 9.25 2 V 5 H 12.25",
    "flag": "M 3.5 14 V 2.5 H 12.5 L 10.5 5.75 L 12.5 9 H 3.5",
    "folder": "M 1.75 3.25 H 6 L 7.75 5 H 14.25 V 12.75 H 1.75 Z",
    "guideline": "M 8 3.75 C 6 2.25 3.75 2.25 1.75 3 V 12.75 C 3.75 12 6 12 8 13.5 C 10 12 12.25 12 14.25 12.75"
    " V 3 C 12.25 2.25 10 2.25 8 3.75 V 13.25",
    "info": "O 8 8 6 M 8 7.5 V 11 O 8 5 0.3",
    "left-out": "O 8 8 5.25 M 5.5 8 H 10.5",
    "link": "M 2.5 11.5 C 2.5 7.5 6 6.5 12.5 6.5 M 9.5 3.5 L 12.75 6.5 L 9.5 9.5",
    "menu": "M 2.5 4 H 13.5 M 2.5 8 H 13.5 M 2.5 12 H 13.5",
    "merge": "M 4 2.5 C 4 7 8 6.5 8 11 V 13.5 M 12 2.5 C 12 7 8 6.5 8 11",
    "panel": "M 3.5 2.75 H 12.5 C 13.5 2.75 14.25 3.5 14.25 4.5 V 11.5 C 14.25 12.5 13.5 13.25 12.5 13.25 H 3.5 "
    "C 2.5 13.25 1.75 12.5 1.75 11.5 V 4.5 C 1.75 3.5 2.5 2.75 3.5 2.75 Z M 10 3 V 13",
    "pencil": "M 2.5 13.5 L 3.25 10.25 L 11 2.5 L 13.5 5 L 5.75 12.75 Z",
    "person": "O 8 5 2.75 M 2.5 14 C 3 8.75 13 8.75 13.5 14",
    "plus": "M 8 3 V 13 M 3 8 H 13",
    "ring": "O 8 8 5.25",
    "search": "O 6.75 6.75 4.5 M 10.25 10.25 L 14 14",
    "server": "M 2 2.75 H 14 V 7 H 2 Z M 2 9 H 14 V 13.25 H 2 Z O 4.5 4.875 0.3 O 4.5 11.125 0.3",
    "sliders": "M 1.75 4.5 H 9 M 13 4.5 H 14.25 O 11 4.5 1.75 M 1.75 11.5 H 3 M 7 11.5 H 14.25 O 5 11.5 1.75",
    "tick": "M 3 8.5 L 6.25 11.75 L 13 4.5",
    "trash": "M 2.5 4 H 13.5 M 6 3.75 V 2 H 10 V 3.75 M 4 4.25 L 4.75 14 H 11.25 L 12 4.25"
    " M 6.75 7 V 11.25 M 9.25 7 V 11.25",
    "undo": "M 5.5 3 L 2.5 6 L 5.5 9 M 2.75 6 H 9.5 C 15 6 15 13 9.5 13 H 6",
    "upload": "M 8 10.5 V 2.5 M 4.5 6 L 8 2.5 L 11.5 6 M 2.5 13.5 H 13.5",
    "warn": "M 8 2 L 14.5 13.25 H 1.5 Z M 8 6 V 9.25 O 8 11.25 0.3",
    "window": "M 1.75 2.75 H 14.25 V 13.25 H 1.75 Z M 2 5.75 H 14",
}
_COUNT = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0, "O": 3}


@cache
def icon_path(name: str) -> QPainterPath:
    """The path of an icon on the grid of 16."""
    path = QPainterPath()
    words = PATHS[name].split()
    at = 0
    while at < len(words):
        letter = words[at]
        values = [float(word) for word in words[at + 1 : at + 1 + _COUNT[letter]]]
        at += 1 + len(values)
        here = path.currentPosition()
        if letter == "M":
            path.moveTo(*values)
        elif letter == "L":
            path.lineTo(*values)
        elif letter == "H":
            path.lineTo(values[0], here.y())
        elif letter == "V":
            path.lineTo(here.x(), values[0])
        elif letter == "C":
            path.cubicTo(*values)
        elif letter == "O":
            path.addEllipse(QPointF(values[0], values[1]), values[2], values[2])
        else:
            path.closeSubpath()
    return path


def paint_icon(painter: QPainter, name: str, colour: QColor, box: QRectF) -> None:
    """An icon of the set in the middle of ``box``, as large as fits; ``box`` of 16 px is its own size."""
    side = min(box.width(), box.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center() - QPointF(side / 2, side / 2))
    painter.scale(side / 16, side / 16)
    painter.setPen(_pen(colour, 1.5 * max(1.0, 16 / side)))  # the stroke stays 1.5 px in small ones
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(icon_path(name))
    painter.restore()


def icon(name: str, colour: QColor, side: int = 16, disabled: QColor | None = None) -> "QIcon":
    """An icon of the set for buttons and menus, sharp on every screen that is there."""
    from PySide6.QtGui import QGuiApplication, QIcon  # seldom wanted at the start, and slow to come

    made = QIcon()
    for ratio in sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}):
        made.addPixmap(_pixmap(name, colour, side, ratio))
        if disabled is not None:
            made.addPixmap(_pixmap(name, disabled, side, ratio), QIcon.Mode.Disabled)
    return made


def _pixmap(name: str, colour: QColor, side: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, name, colour, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


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


def letter_picture(colours: LabelColours, letter: str, side: int, ratio: float) -> QPixmap:
    """The same as a picture, for who paints dozens of them again and again."""
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_letter(painter, colours, letter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


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
