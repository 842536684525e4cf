"""Where the handles of the selected span lie, and which one is under the pointer."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from workbench.model.span import Span
from workbench.window.article.hands.edges import Edge
from workbench.window.article.marks.marks import Marks
from workbench.window.article.marks.measure import Piece
from workbench.window.article.marks.sizes import FILL_HEIGHT, FILL_TOP, FILL_WIDER, RING, RING_ABOVE, RING_BELOW

_GRAB = 24.0  # pixels


class Handle(NamedTuple):
    """The handle of an edge: its ring's centre, what of the view grabs it, and where the edge is in the text."""

    edge: Edge
    ring: QPointF
    area: QRectF
    foot: QPointF


def handles(marks: Marks, span: Span, rows: Iterable[tuple[int, float]]) -> Iterator[Handle]:
    """The handles of a span in these blocks, which are given by their numbers and tops."""
    for block, top in rows:
        for number, part in enumerate(span.parts):
            for piece in marks.measured(block, span._replace(parts=(part,))):
                if piece.cap_left:
                    yield _handle(marks, block, top, piece, Edge(number, not piece.backwards), piece.left)
                if piece.cap_right:
                    yield _handle(marks, block, top, piece, Edge(number, piece.backwards), piece.right)


def _handle(marks: Marks, block: int, top: float, piece: Piece, edge: Edge, x: float) -> Handle:
    lines, unit = marks.lines_of(block), marks.column.unit
    wider = FILL_WIDER * unit
    above = top + lines.baseline + piece.line * lines.pitch + FILL_TOP * unit * lines.grow
    below = above + FILL_HEIGHT * unit * lines.grow
    y = above - RING_ABOVE * unit if edge.is_start else below + RING_BELOW * unit
    ring = QPointF(x - wider if x == piece.left else x + wider, y)
    # A short span stays open to clicks, but what is seen of a ring can always be grabbed.
    wide = max(RING * unit, min(_GRAB, (piece.right - piece.left + 2 * wider) / 2))
    high = max(RING * unit, _GRAB)
    area = QRectF(ring.x() - wide / 2, ring.y() - high / 2, wide, high)
    return Handle(edge, ring, area, QPointF(x, (above + below) / 2))


def handle_at(found: Iterable[Handle], place: QPointF) -> Handle | None:
    """The handle that is grabbed at a place, the nearest where there are several."""
    here = [handle for handle in found if handle.area.contains(place)]
    return min(here, key=lambda handle: (handle.ring - place).manhattanLength(), default=None)
