"""Painting the marks of a block: fills and lines under the text, tags and handles over it."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from workbench.window.article.lanes import HIDDEN
from workbench.window.article.layout import Column, Lines
from workbench.window.article.marks import (
    FILL_HEIGHT,
    FILL_TOP,
    FILL_WIDER,
    LANE_STEP,
    LANE_TOP,
    TAG_HEIGHT,
    Marks,
    Piece,
    tag_top,
)
from workbench.window.article.tags import TagArt
from workbench.window.look.fill import fill
from workbench.window.look.theme import ui_font

_RADIUS, _CAP, _RING, _THIN = 2.5, 2.0, 9.0, 1.5  # in units
_DASH, _DASH_GAP = 5, 3
_BAND_RADIUS = 8


class Brush(NamedTuple):
    """A painter with what every mark needs to know. Tops are in view coordinates, all else in units."""

    painter: QPainter
    marks: Marks
    art: TagArt
    ratio: float
    hovered: str | None
    on_band: bool = False  # the ground under this block is the band, not paper
    lines: Lines = Column().text  # how the lines of the block stand that is painted

    def of(self, block: int) -> "Brush":
        """The brush for a block."""
        return self._replace(lines=self.marks.lines_of(block))

    @property
    def unit(self) -> float:
        """Pixels in a unit."""
        return self.marks.column.unit

    def snapped(self, value: float) -> float:
        """The nearest border between device pixels, so that lines are sharp at any scale."""
        return round(value * self.ratio) / self.ratio

    def baseline(self, top: float, line: int) -> float:
        """The baseline of a line in a block that starts at ``top``."""
        return self.snapped(top + self.lines.baseline + line * self.lines.pitch)

    def lifted(self, piece: Piece) -> bool:
        """Whether the span is selected or under the pointer."""
        return piece.span.id in (self.marks.selected, self.hovered)

    def fill_box(self, top: float, piece: Piece) -> QRectF:
        """The box of a piece's fill, on whole device pixels."""
        left, right = self.ends(piece)
        above = self.snapped(self.baseline(top, piece.line) + FILL_TOP * self.unit * self.lines.grow)
        below = self.snapped(above + FILL_HEIGHT * self.unit * self.lines.grow)
        return QRectF(left, above, right - left, below - above)

    def ends(self, piece: Piece) -> tuple[float, float]:
        """Left and right of a piece with what fill and line are wider than the text."""
        wider = FILL_WIDER * self.unit
        return self.snapped(piece.left - wider), self.snapped(piece.right + wider)


def paint_band(brush: Brush, box: QRectF) -> None:
    """The ground of the lines that are looked at."""
    brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    brush.painter.setPen(Qt.PenStyle.NoPen)
    brush.painter.setBrush(brush.art.theme.hover)
    brush.painter.drawRoundedRect(box, _BAND_RADIUS, _BAND_RADIUS)


def paint_under(brush: Brush, block: int, top: float) -> None:
    """What lies behind the text: fills, the longest first, then lines with their caps."""
    brush = brush.of(block)
    pieces = brush.marks.pieces(block)
    dimmed = brush.marks.dimmed
    painter, art = brush.painter, brush.art
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    radius = _RADIUS * brush.unit
    for piece in pieces:
        if piece.span.label not in dimmed:
            colours = art.colours(piece.span.label)
            painter.setBrush(colours.fill_sel if brush.lifted(piece) else colours.fill)
            painter.drawRoundedRect(brush.fill_box(top, piece), radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for piece in pieces:
        lane = brush.marks.lane(piece.span)
        if lane == HIDDEN or brush.marks.gives_way(piece.span):
            continue
        label = piece.span.label
        colour = art.theme.bs if label in dimmed else art.colours(label).line
        thickness = art.theme.lane + (1 if brush.lifted(piece) else 0)
        _line(brush, top, piece, lane, colour, thickness, art.is_broken(label))
    for place, layer in enumerate(brush.marks.layer_pieces(block)):
        for piece in layer:
            label = piece.span.label
            _line(brush, top, piece, place, art.colours(label).line, _THIN, art.is_broken(label))


def _line(brush: Brush, top: float, piece: Piece, lane: int, colour: QColor, thickness: float, broken: bool) -> None:
    unit, snapped = brush.unit, brush.snapped
    left, right = brush.ends(piece)
    y = snapped(brush.baseline(top, piece.line) + (LANE_TOP * brush.lines.grow + LANE_STEP * lane) * unit)
    height = max(snapped(thickness * unit), 1 / brush.ratio)
    if broken:
        dash, step = snapped(_DASH * unit), snapped((_DASH + _DASH_GAP) * unit)
        x = left
        while x < right:
            fill(brush.painter, QRectF(x, y, min(dash, right - x), height), colour)
            x += step
    else:
        fill(brush.painter, QRectF(left, y, right - left, height), colour)
    cap = max(snapped(_CAP * unit), 1 / brush.ratio)
    if piece.cap_left:
        fill(brush.painter, QRectF(left, y - cap, cap, cap), colour)
    if piece.cap_right:
        fill(brush.painter, QRectF(right - cap, y - cap, cap, cap), colour)


def paint_over(brush: Brush, block: int, top: float) -> None:
    """What lies over the text: counts of lines without a lane, the selected span's edges, tags, handles."""
    brush = brush.of(block)
    for pill in brush.marks.pills(block):
        _pill(brush, pill.right + (FILL_WIDER + 2.5) * brush.unit, brush.baseline(top, pill.line), pill.hidden)
    chosen = [piece for piece in brush.marks.pieces(block) if piece.span.id == brush.marks.selected]
    for piece in chosen:
        box = brush.fill_box(top, piece)
        colour = brush.art.colours(piece.span.label).line
        hairline = 1 / brush.ratio if brush.ratio < 1.5 else 1.0
        fill(brush.painter, QRectF(box.left(), box.top(), box.width(), hairline), colour)
        fill(brush.painter, QRectF(box.left(), box.bottom() - hairline, box.width(), hairline), colour)
    _tags(brush, block, top)
    for piece in chosen:
        _handles(brush, top, piece)


def _tags(brush: Brush, block: int, top: float) -> None:
    unit, snapped = brush.unit, brush.snapped
    for tag in brush.marks.tags(block):
        y = snapped(brush.baseline(top, tag.line) + tag_top(brush.lines) * unit)
        pixmap = brush.art.pixmap(tag.span, tag.place.value, tag.place.more, brush.ratio)
        x = snapped(tag.place.x)
        if not brush.on_band:
            # An edge of paper, where the third and fourth lines of the text above pass under the tag.
            paper, edge = brush.art.theme.paper, max(snapped(unit), 1.0)
            width = pixmap.deviceIndependentSize().width()
            for side in (x - edge, x + width):
                fill(brush.painter, QRectF(side, y, edge, snapped((TAG_HEIGHT - 1) * unit)), paper)
        brush.painter.drawPixmap(QPointF(x, y), pixmap)


def _pill(brush: Brush, x: float, baseline: float, count: int) -> None:
    unit, painter, theme = brush.unit, brush.painter, brush.art.theme
    box = QRectF(brush.snapped(x) + 0.5, brush.snapped(baseline + 5 * unit) + 0.5, 19 * unit, 12.5 * unit)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(theme.ink, 1))
    painter.setBrush(theme.paper)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    font = QFont(ui_font(max(7, round(9 * unit)), 600))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"+{count}")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _handles(brush: Brush, top: float, piece: Piece) -> None:
    """A bar with a ring at the start, the ring above it, and one at the end, below it."""
    box = brush.fill_box(top, piece)
    colour = brush.art.colours(piece.span.label).line
    wide = max(brush.snapped(2 * brush.unit), 1.0)
    for present, x in ((piece.cap_left, box.left() - wide / 2), (piece.cap_right, box.right() - wide / 2)):
        if present:
            fill(brush.painter, QRectF(brush.snapped(x), box.top(), wide, box.height()), colour)
    for present, x, is_start in (
        (piece.cap_left, box.left(), not piece.backwards),
        (piece.cap_right, box.right(), piece.backwards),
    ):
        if present:
            y = box.top() - 2 * brush.unit if is_start else box.bottom() + 4 * brush.unit
            _ring(brush, QPointF(x, y), colour)


def _ring(brush: Brush, centre: QPointF, colour: QColor) -> None:
    painter = brush.painter
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(colour, 1.75 * brush.unit))
    painter.setBrush(brush.art.theme.paper)
    radius = (_RING - 1.75) / 2 * brush.unit
    painter.drawEllipse(centre, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
