"""What the marks of a block are made of, line by line, in the painter's own coordinates: worked out once, kept."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QPixmap

from workbench.model.span import Span
from workbench.window.article.marks.by_line import OnLine
from workbench.window.article.marks.lanes import HIDDEN
from workbench.window.article.marks.measure import Piece
from workbench.window.article.marks.sizes import FILL_WIDER, LANE_STEP, LANE_TOP, TAG_HEIGHT, tag_top

if TYPE_CHECKING:
    from workbench.window.article.marks.paint import Brush

# From the baseline of a line to the highest and the lowest of what belongs to it, in units.
REACH_UP, REACH_DOWN = 35.0, 24.0
_CAP, _THIN = 2.0, 1.5  # in units
_DASH, _DASH_GAP = 5, 3
_DOT, _DOT_STEP = 2, 4

T = TypeVar("T", bound=OnLine)
Fill = tuple[QRectF, QBrush, QBrush, str]  # a box, how it is at rest, how when lifted, and whose it is


class LineStrokes:
    """The strokes of one line. Fills stand in the order of painting; what has one colour is painted at once."""

    __slots__ = ("baseline", "box", "fills", "lanes", "line", "pills", "tag_edges", "tags")

    def __init__(self, line: int, baseline: float, box: tuple[float, float]) -> None:
        self.line = line
        self.baseline = baseline
        self.box = box  # top and height of fills
        self.fills: list[Fill] = []
        self.lanes: dict[int, tuple[QColor, list[QRectF]]] = {}
        self.pills: list[tuple[float, float, int]] = []
        self.tags: list[tuple[QPointF, QPixmap]] = []
        self.tag_edges: list[QRectF] = []

    def add_lane(self, colour: QColor, boxes: Iterable[QRectF]) -> None:
        """Put boxes to those of the same colour."""
        known = self.lanes.get(colour.rgb())
        if known is None:
            known = self.lanes[colour.rgb()] = (colour, [])
        known[1].extend(boxes)

    def move(self, by: float) -> None:
        """Let everything stand so far to the right; nothing that is made only once is made again."""
        for box, *_ in self.fills:
            box.translate(by, 0)
        for _, boxes in self.lanes.values():
            for box in boxes:
                box.translate(by, 0)
        for box in self.tag_edges:
            box.translate(by, 0)
        self.pills = [(x + by, baseline, count) for x, baseline, count in self.pills]
        self.tags = [(QPointF(at.x() + by, at.y()), pixmap) for at, pixmap in self.tags]


class StrokeMaker:
    """Makes the strokes of some lines, or all, of one block that starts at ``top``."""

    def __init__(self, brush: "Brush", block: int, top: float, wanted: Collection[int] | None = None) -> None:
        self._brush = brush
        self._block = block
        self._top = top
        self._wanted = wanted
        self._lines: dict[int, LineStrokes] = {}
        self._looks: dict[tuple[str, bool], tuple[bool, QBrush, QBrush, QColor, bool]] = {}  # of labels

    def make(self) -> list[LineStrokes]:
        """The strokes of each line."""
        self._add_spans()
        marks, art = self._brush.marks, self._brush.art
        for piece in self._on_wanted(marks.suggested(self._block)):
            lane, colour = marks.suggested_lane(piece.span), art.colours(piece.span.label).line
            if lane != HIDDEN:
                self._add_lane(piece, lane, art.theme.lane, colour, is_broken=True)
        for piece in self._on_wanted(marks.whole_pieces(self._block)):
            lane, colour = marks.suggested_lane(piece.span), art.colours(piece.span.label).line
            if lane != HIDDEN:
                bare = piece._replace(cap_left=False, cap_right=False)
                self._add_lane(bare, lane, art.theme.lane, colour, is_broken=False)
        for place, layer in enumerate(marks.layer_pieces(self._block)):
            for piece in self._on_wanted(layer):
                label = piece.span.label
                self._add_lane(piece, place, _THIN, art.colours(label).line, art.is_broken(label))
        for pill in self._on_wanted(marks.pills(self._block)):
            line = self._line(pill.line)
            line.pills.append((pill.right + (FILL_WIDER + 2.5) * self._brush.unit, line.baseline, pill.hidden))
        self._add_tags()
        return list(self._lines.values())

    def _on_wanted(self, items: Sequence[T]) -> Sequence[T]:
        wanted = self._wanted
        return items if wanted is None else [item for item in items if item.line in wanted]

    def _line(self, number: int) -> LineStrokes:
        line = self._lines.get(number)
        if line is None:
            baseline = self._brush.baseline(self._top, number)
            line = self._lines[number] = LineStrokes(number, baseline, self._brush.fill_height(baseline))
        return line

    def _look(self, label: str, dimmed: bool) -> tuple[bool, QBrush, QBrush, QColor, bool]:
        """Whether a label's spans are filled, with what at rest and when lifted; colour and form of their lines."""
        known = self._looks.get((label, dimmed))
        if known is None:
            art = self._brush.art
            colours = art.colours(label)
            line = art.theme.bs if dimmed else colours.line
            fills = QBrush(colours.fill), QBrush(colours.fill_sel)
            known = self._looks[label, dimmed] = (not dimmed, *fills, line, art.is_broken(label))
        return known

    def _add_spans(self) -> None:
        brush, marks, thickness = self._brush, self._brush.marks, self._brush.art.theme.lane
        gives_way = marks.gives_way if marks.stands_in is not None else None
        several: dict[str, Span] = {}
        for piece in self._on_wanted(marks.pieces(self._block)):
            span = piece.span
            filled, at_rest, lifted, colour, is_broken = self._look(span.label, marks.is_dimmed(span))
            if filled:
                line = self._line(piece.line)
                left, right = brush.ends(piece)
                box = QRectF(left, line.box[0], right - left, line.box[1])
                line.fills.append((box, at_rest, lifted, span.id))
            lane = marks.lane(span)
            if lane != HIDDEN and not (gives_way and gives_way(span)):
                if len(span.parts) == 1:
                    self._add_lane(piece, lane, thickness, colour, is_broken)
                else:
                    several[span.id] = span
        for span in several.values():
            self._add_tied(span)

    def _add_tied(self, span: Span) -> None:
        """The line of a span of several parts, with dots where it leads from one to the next."""
        brush, marks = self._brush, self._brush.marks
        *_, colour, is_broken = self._look(span.label, marks.is_dimmed(span))
        lane = marks.lane(span)
        for piece, dots in marks.tied(self._block, span):
            if self._wanted is None or piece.line in self._wanted:
                self._add_lane(piece, lane, brush.art.theme.lane, colour, is_broken)
                line = self._line(piece.line)
                for left, right in dots:
                    line.add_lane(colour, dot_boxes(brush, line.baseline, left, right, lane))

    def _add_lane(self, piece: Piece, lane: int, thickness: float, colour: QColor, is_broken: bool) -> None:
        line = self._line(piece.line)
        line.add_lane(colour, lane_boxes(self._brush, line.baseline, piece, lane, thickness, is_broken))

    def _add_tags(self) -> None:
        unit, snapped = self._brush.unit, self._brush.snapped
        edge, height = max(snapped(unit), 1.0), snapped((TAG_HEIGHT - 1) * unit)
        for tag in self._on_wanted(self._brush.marks.tags(self._block)):
            line = self._line(tag.line)
            x, y = snapped(tag.place.x), snapped(line.baseline + tag_top(self._brush.lines) * unit)
            pixmap = self._brush.art.pixmap(tag.look, self._brush.ratio)
            width = pixmap.deviceIndependentSize().width()
            line.tags.append((QPointF(x, y), pixmap))
            # An edge of paper, where the third and fourth lines of the text above pass under the tag.
            line.tag_edges += (QRectF(x - edge, y, edge, height), QRectF(x + width, y, edge, height))


def lane_boxes(
    brush: "Brush", baseline: float, piece: Piece, lane: int, thickness: float, is_broken: bool
) -> list[QRectF]:
    """The line of a piece in its lane, broken or not, and its caps."""
    unit, snapped, thinnest = brush.unit, brush.snapped, 1 / brush.ratio
    left, right = brush.ends(piece)
    y = snapped(baseline + (LANE_TOP * brush.lines.grow + LANE_STEP * lane) * unit)
    height = max(snapped(thickness * unit), thinnest)
    if is_broken:
        dash, step = snapped(_DASH * unit), snapped((_DASH + _DASH_GAP) * unit)
        count = int(max(right - left, 0) // step) + 1
        boxes = [QRectF(left + at * step, y, min(dash, right - left - at * step), height) for at in range(count)]
    else:
        boxes = [QRectF(left, y, right - left, height)]
    cap = max(snapped(_CAP * unit), thinnest)
    if piece.cap_left:
        boxes.append(QRectF(left, y - cap, cap, cap))
    if piece.cap_right:
        boxes.append(QRectF(right - cap, y - cap, cap, cap))
    return boxes


def dot_boxes(brush: "Brush", baseline: float, left: float, right: float, lane: int) -> list[QRectF]:
    """Dots at the height of a lane between two places where fills and lines end."""
    unit, snapped, thinnest = brush.unit, brush.snapped, 1 / brush.ratio
    y = snapped(baseline + (LANE_TOP * brush.lines.grow + LANE_STEP * lane) * unit)
    side, step = max(snapped(_DOT * unit), thinnest), max(snapped(_DOT_STEP * unit), 2 * thinnest)
    room = right - left - 2 * FILL_WIDER * unit
    count = int((room - side) // step)  # a gap at both ends, at the least
    first = snapped(left + FILL_WIDER * unit + (room - (count - 1) * step - side) / 2)
    return [QRectF(first + at * step, y, side, side) for at in range(count)]
