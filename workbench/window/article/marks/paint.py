"""Painting the marks of a block: fills and lines under the text, tags and handles over it."""

from collections.abc import Iterator
from math import floor
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from workbench.model.span import Span
from workbench.window.article.layout import Column, Lines
from workbench.window.article.marks.lanes import HIDDEN
from workbench.window.article.marks.marks import Marks
from workbench.window.article.marks.measure import Piece
from workbench.window.article.marks.sizes import FILL_HEIGHT, FILL_TOP, FILL_WIDER, RING, RING_ABOVE, RING_BELOW
from workbench.window.article.marks.strokes import REACH_DOWN, REACH_UP, LineStrokes, StrokeMaker, lane_boxes
from workbench.window.article.marks.tags import TagArt
from workbench.window.look.fill import fill
from workbench.window.look.theme import ui_font

_RADIUS = 2.5  # in units
_BAND_RADIUS = 8
_FOCUS_OFF, _FOCUS_WIDE = 2.0, 2.0  # of the ring round a span, from its fill
_LIFTED_LANE = 3  # units thick; one more would reach the next lane
_AA = QPainter.RenderHint.Antialiasing


class Brush(NamedTuple):
    """A painter with what every mark needs to know. Tops are in view coordinates, all else in units."""

    painter: QPainter
    marks: Marks
    art: TagArt
    ratio: float
    hovered: str | None
    on_band: bool = False  # the ground under this block is the band, not paper
    unit: float = 1.0  # pixels in a unit
    clip: tuple[float, float] = (-1e9, 1e9)  # between these heights something is to be painted
    lines: Lines = Column().text  # how the lines of the block stand that is painted

    def of(self, block: int) -> "Brush":
        """The brush for a block."""
        return self._replace(lines=self.marks.lines_of(block))

    def snapped(self, value: float) -> float:
        """The nearest border between device pixels, so that lines are sharp at any scale, and wherever they stand."""
        return floor(value * self.ratio + 0.5) / self.ratio

    def baseline(self, top: float, line: int) -> float:
        """The baseline of a line in a block that starts at ``top``."""
        return self.snapped(top + self.lines.baseline + line * self.lines.pitch)

    def fill_box(self, top: float, piece: Piece) -> QRectF:
        """The box of a piece's fill, on whole device pixels."""
        left, right = self.ends(piece)
        above, height = self.fill_height(self.baseline(top, piece.line))
        return QRectF(left, above, right - left, height)

    def fill_height(self, baseline: float) -> tuple[float, float]:
        """Top and height of the fills on a line."""
        above = self.snapped(baseline + FILL_TOP * self.unit * self.lines.grow)
        return above, self.snapped(above + FILL_HEIGHT * self.unit * self.lines.grow) - above

    def ends(self, piece: Piece) -> tuple[float, float]:
        """Left and right of a piece with what fill and line are wider than the text."""
        wider, ratio = FILL_WIDER * self.unit, self.ratio
        return floor((piece.left - wider) * ratio + 0.5) / ratio, floor((piece.right + wider) * ratio + 0.5) / ratio

    @property
    def hairline(self) -> float:
        """The thinnest line that is seen well."""
        return 1 / self.ratio if self.ratio < 1.5 else 1.0

    def strokes(self, block: int, top: float) -> tuple[float, list[LineStrokes]]:
        """How far down to move the painter, and then the strokes of the block's lines that are to be painted."""
        whole = floor(top * self.ratio)
        within = round(top * self.ratio - whole, 4) / self.ratio
        shift = whole / self.ratio
        key = self.ratio, within
        lines = self.marks.strokes(block, key, lambda wanted: StrokeMaker(self, block, within, wanted).make())
        low, high = (end - shift for end in self.clip)
        up, down = REACH_UP * self.unit, REACH_DOWN * self.unit
        return shift, [line for line in lines if line.baseline + down >= low and line.baseline - up <= high]


def paint_band(brush: Brush, box: QRectF) -> None:
    """The ground of the lines that are looked at."""
    brush.painter.setRenderHint(_AA, True)
    brush.painter.setPen(Qt.PenStyle.NoPen)
    brush.painter.setBrush(brush.art.theme.hover)
    brush.painter.drawRoundedRect(box, _BAND_RADIUS, _BAND_RADIUS)


def paint_under(brush: Brush, block: int, top: float) -> None:
    """What lies behind the text: fills, the longest first, then lines with their caps."""
    brush = brush.of(block)
    shift, lines = brush.strokes(block, top)
    painter, radius = brush.painter, _RADIUS * brush.unit
    lifted = (brush.marks.selected, brush.hovered)
    painter.save()
    painter.translate(0, shift)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setRenderHint(_AA, True)
    _lifted_suggestion(brush, block, top - shift)
    set_brush, rounded = painter.setBrush, painter.drawRoundedRect
    for line in lines:
        for box, at_rest, when_lifted, id in line.fills:
            set_brush(when_lifted if id in lifted else at_rest)
            rounded(box, radius, radius)
    painter.setRenderHint(_AA, False)
    for line in lines:
        for colour, boxes in line.lanes.values():
            set_brush(colour)
            painter.drawRects(boxes)
    painter.restore()
    for id in filter(None, lifted):
        _lifted_lane(brush, block, top, id)


def pieces_of(brush: Brush, block: int, id: str | None) -> list[Piece]:
    """The boxes of one span in a block."""
    return [piece for piece in brush.marks.pieces(block) if piece.span.id == id] if id is not None else []


def _lifted_suggestion(brush: Brush, block: int, top: float) -> None:
    """A suggestion has no fill of its own; under the pointer it shows how far it reaches."""
    for piece in brush.marks.suggested(block):
        if piece.span.id == brush.hovered:
            brush.painter.setBrush(brush.art.colours(piece.span.label).fill)
            brush.painter.drawRoundedRect(brush.fill_box(top, piece), _RADIUS * brush.unit, _RADIUS * brush.unit)


def _lifted_lane(brush: Brush, block: int, top: float, id: str) -> None:
    """A thicker line, drawn over the one at rest; in high contrast all lines are as thick as there is room for."""
    marks, art = brush.marks, brush.art
    pieces = pieces_of(brush, block, id)
    if pieces and len(pieces[0].span.parts) > 1:
        pieces = [piece for piece, _ in marks.tied(block, pieces[0].span)]
    lanes = [(piece, _lane(marks, piece.span), False) for piece in pieces]
    suggested = (piece for piece in marks.suggested(block) if piece.span.id == id)
    lanes += [(piece, marks.suggested_lane(piece.span), True) for piece in suggested]
    for piece, lane, broken in lanes:
        label = piece.span.label
        if lane == HIDDEN or marks.is_dimmed(piece.span):
            continue
        brush.painter.setPen(Qt.PenStyle.NoPen)
        brush.painter.setBrush(art.colours(label).line)
        broken = broken or art.is_broken(label)
        boxes = lane_boxes(brush, brush.baseline(top, piece.line), piece, lane, _LIFTED_LANE, broken)
        brush.painter.drawRects(boxes)


def _lane(marks: Marks, span: Span) -> int:
    return HIDDEN if marks.gives_way(span) else marks.lane(span)


def paint_found(brush: Brush, block: int, top: float) -> None:
    """A thin line round each place that was found; the current one on the ground of selected text, edged in ink."""
    brush = brush.of(block)
    painter, theme, current = brush.painter, brush.art.theme, brush.marks.found.current
    pieces = brush.marks.found_pieces(block)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.t3)
    painter.drawRects([
        edge
        for number, piece in pieces if number != current
        for edge in _edges(brush.fill_box(top, piece), brush.hairline)
    ])  # fmt: skip
    for number, piece in pieces:
        if number == current:
            box = brush.fill_box(top, piece)
            fill(painter, box, theme.txsel)
            painter.setBrush(theme.ink)
            painter.drawRects(list(_edges(box, brush.hairline)))


def _edges(box: QRectF, wide: float) -> Iterator[QRectF]:
    """The four sides of a box, inside it."""
    yield QRectF(box.left(), box.top(), box.width(), wide)
    yield QRectF(box.left(), box.bottom() - wide, box.width(), wide)
    yield QRectF(box.left(), box.top() + wide, wide, box.height() - 2 * wide)
    yield QRectF(box.right() - wide, box.top() + wide, wide, box.height() - 2 * wide)


def paint_over(brush: Brush, block: int, top: float) -> None:
    """What lies over the text: counts of lines without a lane, edges of the selected span, rings, tags, handles."""
    brush = brush.of(block)
    shift, lines = brush.strokes(block, top)
    painter = brush.painter
    for line in lines:
        for x, baseline, count in line.pills:
            _pill(brush, x, baseline + shift, count)
    chosen = pieces_of(brush, block, brush.marks.selected)
    for piece in chosen:
        box = brush.fill_box(top, piece)
        colour = brush.art.colours(piece.span.label).line
        for y in (box.top(), box.bottom() - brush.hairline):
            fill(painter, QRectF(box.left(), y, box.width(), brush.hairline), colour)
    _focus_rings(brush, block, top, chosen if brush.marks.by_keys else [])
    painter.save()
    painter.translate(0, shift)
    if not brush.on_band:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush.art.theme.paper)
        for line in lines:
            painter.drawRects(line.tag_edges)
    for line in lines:
        for place, pixmap in line.tags:
            painter.drawPixmap(place, pixmap)
    painter.restore()
    for piece in chosen:
        _handles(brush, top, piece)


def _focus_rings(brush: Brush, block: int, top: float, chosen: list[Piece]) -> None:
    """A ring in ink round what the keys are on, a line at a time; tags stand before it, so that they stay readable."""
    current = brush.marks.suggestions.current
    asked = [piece for piece in brush.marks.suggested(block) if piece.span.id == current]
    if not chosen and not asked:
        return
    painter = brush.painter
    wide = max(brush.snapped(_FOCUS_WIDE * brush.unit), 1.0)
    off = brush.snapped(_FOCUS_OFF * brush.unit) + wide / 2
    painter.setRenderHint(_AA, True)
    painter.setPen(QPen(brush.art.theme.ink, wide))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = _RADIUS * brush.unit + wide / 2
    for piece in (*chosen, *asked):
        painter.drawRoundedRect(brush.fill_box(top, piece).adjusted(-off, -off, off, off), radius, radius)
    painter.setRenderHint(_AA, False)


def _pill(brush: Brush, x: float, baseline: float, count: int) -> None:
    unit, painter, theme = brush.unit, brush.painter, brush.art.theme
    box = QRectF(brush.snapped(x) + 0.5, brush.snapped(baseline + 5 * unit) + 0.5, 19 * unit, 12.5 * unit)
    painter.setRenderHint(_AA, True)
    painter.setPen(QPen(theme.ink, 1))
    painter.setBrush(theme.paper)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    font = QFont(ui_font(max(7, round(9 * unit)), 600))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"+{count}")
    painter.setRenderHint(_AA, False)


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
            y = box.top() - RING_ABOVE * brush.unit if is_start else box.bottom() + RING_BELOW * brush.unit
            _ring(brush, QPointF(x, y), colour)


def _ring(brush: Brush, centre: QPointF, colour: QColor) -> None:
    painter = brush.painter
    painter.setRenderHint(_AA, True)
    painter.setPen(QPen(colour, 1.75 * brush.unit))
    painter.setBrush(brush.art.theme.paper)
    radius = (RING - 1.75) / 2 * brush.unit
    painter.drawEllipse(centre, radius, radius)
    painter.setRenderHint(_AA, False)
