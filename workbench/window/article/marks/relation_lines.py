"""Where the lines of relations run: under the text and in the left margin, never across words."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from workbench.model.relation import Relation
from workbench.model.span import Span
from workbench.window.article.marks.measure import Piece
from workbench.window.article.marks.paint import Brush

ARROW_WIDE, ARROW_HIGH = 8.0, 5.0  # in units
_UNDER = 10.6  # from the baseline down to a line, in units
_MARGINS = (14, 20, 26)  # from the column to the left, in units; further relations share them in turn
_INTO = 8.0  # how far from its start the arrow points at a target, in units
_LEAST = 3  # pixels between a line and the view's left edge


class Line(NamedTuple):
    """The way of one relation: corners from source to target. ``tip`` is where an arrow points to, from below.

    A line that leaves the view leads to or from ``beyond``, at its end that has the number ``leaves``.
    """

    relation: Relation
    corners: tuple[QPointF, ...]
    tip: QPointF | None
    beyond: Span | None = None
    leaves: int = 0

    @property
    def edge(self) -> QPointF:
        """Where the line leaves the view."""
        return self.corners[self.leaves]


class _End(NamedTuple):
    """A box of a span that is in view, and the baseline of its line."""

    piece: Piece
    block: int
    baseline: float
    box: QRectF

    def on_line_of(self, other: "_End") -> bool:
        return (self.block, self.piece.line) == (other.block, other.piece.line)


class Router:
    """Finds the ways of relations between what is in view; ``tops`` are those of the blocks in view."""

    def __init__(self, brush: Brush, tops: Mapping[int, float], height: float) -> None:
        self._brush = brush
        self._tops = tops
        self._height = height
        self._pieces: dict[int, dict[str, list[Piece]]] = {}

    def lines(self, relations: Iterable[Relation]) -> list[Line]:
        """The ways of those relations of which something is in view."""
        found: list[Line] = []
        in_margin = 0
        for relation in relations:
            line = self._line(relation, in_margin)
            if line is not None:
                found.append(line)
                in_margin += len(line.corners) > 3
        return found

    def _line(self, relation: Relation, in_margin: int) -> Line | None:
        get = self._brush.marks.index.get
        source, target = get(relation.source), get(relation.target)
        if source is None or target is None or source.id == target.id:
            return None
        heads, tails = self._ends(source), self._ends(target)
        to = tails[0]
        same = next((end for end in reversed(heads) if end is not None and to is not None and end.on_line_of(to)), None)
        if same is not None and to is not None:
            return self._beside(relation, same, to)
        return self._round(relation, source, target, heads, to, self._margin(in_margin))

    def _margin(self, number: int) -> float:
        column = self._brush.marks.column
        return max(column.left - _MARGINS[number % len(_MARGINS)] * column.unit, _LEAST)

    # Ends

    def _ends(self, span: Span) -> tuple[_End | None, _End | None]:
        """The first and the last box of a span, where they are in view."""
        first, last = self._brush.marks.ends_of(span)
        return self._end(span, first, 0), self._end(span, last, -1)

    def _end(self, span: Span, block: int, number: int) -> _End | None:
        top = self._tops.get(block)
        pieces = self._of_block(block).get(span.id) if top is not None else None
        if not pieces or top is None:
            return None
        capped = [piece for piece in pieces if (piece.cap_left if piece.backwards == bool(number) else piece.cap_right)]
        piece = (capped or pieces)[number]
        brush = self._brush.of(block)
        box = brush.fill_box(top, piece)
        if box.bottom() < 0 or box.top() > self._height:
            return None
        return _End(piece, block, brush.baseline(top, piece.line), box)

    def _of_block(self, block: int) -> dict[str, list[Piece]]:
        if block not in self._pieces:
            known = self._pieces[block] = {}
            for piece in self._brush.marks.pieces(block):
                known.setdefault(piece.span.id, []).append(piece)
        return self._pieces[block]

    # Ways

    def _y(self, end: _End) -> float:
        return self._brush.snapped(end.baseline + _UNDER * self._brush.unit)

    def _tip(self, end: _End, x: float) -> QPointF:
        return QPointF(self._brush.snapped(x), self._y(end) - (ARROW_HIGH - 0.75) * self._brush.unit)

    def _start_of(self, end: _End) -> float:
        """Where an arrow points at a target: near its start."""
        into = min(_INTO * self._brush.unit, end.box.width() / 2)
        return end.box.right() - into if end.piece.backwards else end.box.left() + into

    def _beside(self, relation: Relation, one: _End, to: _End) -> Line:
        """Both stand on one line: under the words between them."""
        into = min(_INTO * self._brush.unit, to.box.width() / 2)
        if to.box.left() >= one.box.right() - 1:
            begin, x = one.box.right(), to.box.left() + into
        elif to.box.right() <= one.box.left() + 1:
            begin, x = one.box.left(), to.box.right() - into
        else:  # one lies within the other
            begin, x = one.box.right(), self._start_of(to)
        y = self._y(one)
        return Line(relation, (QPointF(begin, one.box.bottom()), QPointF(begin, y), QPointF(x, y)), self._tip(to, x))

    def _round(
        self, relation: Relation, source: Span, target: Span,
        heads: tuple[_End | None, _End | None], to: _End | None, margin: float,
    ) -> Line | None:  # fmt: skip
        """They stand on different lines: out to the margin, along it, and back in."""
        first, last = heads
        one = (first or last) if target.start < source.start else (last or first)
        if one is None and to is None:
            return None
        out: tuple[QPointF, ...]
        if one is not None:
            y, x = self._y(one), one.box.left()
            out = (QPointF(x, one.box.bottom()), QPointF(x, y), QPointF(margin, y))
        else:
            out = (QPointF(margin, self._edge(source, target)),)
        if to is None:
            corners = (*out, QPointF(margin, self._edge(target, source)))
            return Line(relation, corners, None, target, len(corners) - 1)
        x, y = self._start_of(to), self._y(to)
        corners = (*out, QPointF(margin, y), QPointF(x, y))
        return Line(relation, corners, self._tip(to, x), source if one is None else None)

    def _edge(self, gone: Span, seen: Span) -> float:
        """The edge of the view behind which a span lies, as seen from the one in view."""
        return 0.0 if gone.start < seen.start else self._height
