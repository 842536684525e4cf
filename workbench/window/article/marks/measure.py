"""Boxes of stretches of text, as Qt laid it out: a box a line, more where the direction changes."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from workbench.model.span import Span
from workbench.window.article.document import Display


class Piece(NamedTuple):
    """One box of a span on one line; a cap closes it on the side where the span starts or ends."""

    span: Span
    line: int
    left: float
    right: float
    cap_left: bool
    cap_right: bool
    backwards: bool = False  # it starts at its right end

    def moved(self, by: float) -> "Piece":
        """The same box so far to the right."""
        span, line, left, right, *caps = self
        return Piece(span, line, left + by, right + by, *caps)


class Measure:
    """Boxes of stretches of one block's text."""

    def __init__(self, display: Display, number: int, block: QTextBlock) -> None:
        self._display = display
        self._number = number
        self._start, self._end = display.starts[number], display.ends[number]
        layout = block.layout()
        self._lines = [layout.lineAt(line) for line in range(layout.lineCount())]
        # Where each line starts, in code points, and the end of the last.
        self._borders = [self._point(line.textStart()) for line in self._lines] + [self._end]
        self._mixed = display.is_mixed(number)
        self._wraps_on = number + 1 in display.joined

    def _point(self, unit: int) -> int:
        return self._display.from_block(self._number, unit)

    def pieces(self, span: Span, part: tuple[int, int]) -> Iterator[Piece]:
        """The boxes of one part of a span, a box a line, more where the direction changes."""
        text = self._display.text
        start, end = max(part[0], self._start), min(part[1], self._end)
        starts = start == part[0] or not text[part[0] : min(start, part[0] + 9)].strip()
        ends = end == part[1] or not text[end : min(part[1], end + 9)].strip()
        for number in range(max(bisect_right(self._borders, start) - 1, 0), len(self._lines)):
            line = self._lines[number]
            low, high = max(start, self._borders[number]), min(end, self._borders[number + 1])
            if low >= high:
                if self._borders[number] >= end:
                    break
                continue
            first, last = starts and low == start, ends and high == end
            if high == self._borders[number + 1] and (number + 1 < len(self._lines) or self._wraps_on):
                while high > low + 1 and text[high - 1].isspace():
                    high -= 1
            if self._mixed:
                yield from self._mixed_pieces(span, number, line, low, high, first, last)
            else:
                left, right = self._x(line, low), self._x(line, high)
                yield Piece(span, number, left, right, first, last)

    def _x(self, line: QTextLine, at: int) -> float:
        place: Any = line.cursorToX(self._display.in_block(self._number, at))
        return float(place[0])  # a pair, whatever its stub says

    def _mixed_pieces(
        self, span: Span, number: int, line: QTextLine, low: int, high: int, first: bool, last: bool
    ) -> Iterator[Piece]:
        """Boxes from the glyphs themselves: where directions mix, a stretch's borders don't bound its box."""
        unit = self._display.in_block
        begin, stop = unit(self._number, low), unit(self._number, high)
        boxes: list[tuple[float, float, bool]] = []
        for left, right, turned in sorted(self._runs(line, begin, stop)):
            # One box runs one way: where the direction changes an edge may lie within the line of a span.
            if boxes and left <= boxes[-1][1] + 0.5 and turned == boxes[-1][2]:
                boxes[-1] = boxes[-1][0], max(boxes[-1][1], right), turned
            else:
                boxes.append((left, right, turned))
        head = next(iter(self._runs(line, begin, begin + 1)), None) if first else None
        tail = next(iter(self._runs(line, stop - 1, stop)), None) if last else None
        for left, right, backwards in boxes:
            caps = {False: False, True: False}  # the left cap, the right one
            for box, is_tail in ((head, False), (tail, True)):
                if box is not None and box[2] == backwards and left - 0.5 <= (box[0] + box[1]) / 2 <= right + 0.5:
                    caps[box[2] != is_tail] = True
            yield Piece(span, number, left, right, caps[False], caps[True], backwards)

    @staticmethod
    def _runs(line: QTextLine, begin: int, stop: int) -> Sequence[tuple[float, float, bool]]:
        runs = line.glyphRuns(begin, stop - begin, QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions)
        found = []
        for run in runs:
            box = run.boundingRect()
            found.append((box.left(), box.right(), run.isRightToLeft()))
        return found
