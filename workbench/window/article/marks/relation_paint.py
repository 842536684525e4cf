"""Painting relations: lines with their arrows, outlines of the far ends, and words where a line leaves the view."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from workbench.window.article.marks.measure import Piece
from workbench.window.article.marks.paint import Brush
from workbench.window.article.marks.relation_lines import ARROW_HIGH, ARROW_WIDE, Line
from workbench.window.look.direction import paint_words
from workbench.window.look.theme import ui_font

_WIDE, _DASHED = 1.5, 1.25  # of a line and of an outline, in units
_RADIUS = 2.5
_ROW, _GAP, _PADDING = 16, 4, 5  # of the words at an edge, in pixels
_LEAST_MARGIN, _MOST = 72, 240  # a narrower margin has no room for words; how wide they become over the text
_FONTS = (10, 11)


class FarEnd(NamedTuple):
    """What stands where a line leaves the view: the role and the words of the span that lies beyond."""

    box: QRectF
    id: str
    role: str
    words: str
    role_box: QRectF
    words_box: QRectF


def paint_lines(brush: Brush, lines: Sequence[Line], colour: QColor) -> None:
    """The ways of relations, with an arrow head at each target that is in view."""
    painter, snapped, unit = brush.painter, brush.snapped, brush.unit
    wide = max(snapped(_WIDE * unit), 1 / brush.ratio)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    half = snapped(wide / 2)
    for line in lines:
        for one, other in zip(line.corners, line.corners[1:]):
            left, right = sorted((snapped(one.x()), snapped(other.x())))
            top, bottom = sorted((snapped(one.y()), snapped(other.y())))
            painter.drawRect(QRectF(left - half, top - half, right - left + wide, bottom - top + wide))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for line in lines:
        if (tip := line.tip) is not None:
            side, down = ARROW_WIDE / 2 * unit, ARROW_HIGH * unit
            base = [QPointF(tip.x() - side, tip.y() + down), QPointF(tip.x() + side, tip.y() + down)]
            painter.drawPolygon(QPolygonF([tip, *base]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_outline(brush: Brush, top: float, piece: Piece) -> None:
    """The dashed outline of the other end of a relation that is shown, in its own label's colour."""
    painter, wide = brush.painter, _DASHED * brush.unit
    pen = QPen(brush.art.colours(piece.span.label).line, wide)
    pen.setDashPattern([2.4, 1.8])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    out = wide / 2 + 0.5 * brush.unit
    radius = _RADIUS * brush.unit
    painter.drawRoundedRect(brush.fill_box(top, piece).adjusted(-out, -out, out, out), radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def far_ends(brush: Brush, lines: Sequence[Line], text: str) -> list[FarEnd]:
    """The words at the view's edges; several at one edge stand one above the other."""
    taken: dict[bool, float] = {}
    found = []
    for line in lines:
        if line.beyond is not None:
            above = line.edge.y() <= 0
            found.append(_far_end(brush, line, text, taken.get(above, 0.0)))
            taken[above] = taken.get(above, 0.0) + found[-1].box.height() + _GAP
    return found


def _far_end(brush: Brush, line: Line, text: str, taken: float) -> FarEnd:
    assert line.beyond is not None
    quoted = " ".join(line.beyond.shown(text, 60).split())
    role_font, font = (ui_font(px, 500) for px in _FONTS)
    role = QFontMetricsF(role_font).horizontalAdvance(line.relation.type) + 2 * _PADDING
    words = QFontMetricsF(font).horizontalAdvance(quoted) + 2 * _PADDING
    room = line.edge.x() - 2 * _GAP
    in_margin = room + 2 * _GAP >= _LEAST_MARGIN
    if in_margin:  # one below the other, at the left of the line
        role, words = min(role, room), min(words, room)
        left, width, height = line.edge.x() - _GAP - max(role, words), max(role, words), 2.0 * _ROW
    else:
        words = min(words, _MOST - role)
        left, width, height = line.edge.x() + _GAP, role + words, float(_ROW)
    y = _GAP + taken if line.edge.y() <= 0 else line.edge.y() - _GAP - taken - height
    role_box = QRectF(left + width - role if in_margin else left, y, role, _ROW)
    words_box = QRectF(left + width - words, y + (_ROW if in_margin else 0), words, _ROW)
    return FarEnd(QRectF(left, y, width, height), line.beyond.id, line.relation.type, quoted, role_box, words_box)


def paint_far_end(brush: Brush, end: FarEnd) -> None:
    """The role in ink, the words on paper."""
    painter, theme = brush.painter, brush.art.theme
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(theme.bs, 1))
    painter.setBrush(theme.paper)
    painter.drawRoundedRect(end.words_box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.ink)
    painter.drawRoundedRect(end.role_box.adjusted(0, 1, 0, -1), _RADIUS, _RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for box, words, px, colour in (
        (end.role_box, end.role, _FONTS[0], theme.paper),
        (end.words_box, end.words, _FONTS[1], theme.ink),
    ):
        inner = box.adjusted(_PADDING, 0, -_PADDING + 1, 0).toAlignedRect()
        paint_words(painter, words, inner, ui_font(px, 500), colour)
