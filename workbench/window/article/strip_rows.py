"""Which rows of a strip hold spans of which label, counted, so that one span that comes or goes costs little."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import ceil

from workbench.model.span import Extent, Span

LinePlace = tuple[int, int, float, float]  # start and end of a line of text, top and bottom of its letters


class Scale:
    """Where on a strip of ``height`` the code points of a text are: all along it, or level with ``lines``."""

    def __init__(self, height: int, length: int, lines: Sequence[LinePlace] = (), ratio: float = 1.0) -> None:
        self._height = height
        self._length = max(length, 1)
        self._lines = [(start, end, top * ratio, bottom * ratio) for start, end, top, bottom in lines]
        self._starts = [line[0] for line in lines]

    def of(self, start: int, end: int) -> tuple[int, int]:
        """The first row of a stretch of text, and one past its last."""
        if not self._lines:
            return start * self._height // self._length, -(-end * self._height // self._length)
        first = bisect_right(self._starts, start) - 1
        last = max(bisect_left(self._starts, end) - 1, first)
        return int(self._height_in(first, start)), ceil(self._height_in(last, end))

    def _height_in(self, line: int, at: int) -> float:
        start, end, top, bottom = self._lines[line]
        return top + min(1.0, (at - start) / max(1, end - start)) * (bottom - top)

    def at(self, row: float) -> int:
        """The code point that a row begins with."""
        if not self._lines:
            return max(0, min(self._length - 1, int(row * self._length / self._height)))
        found = max(0, bisect_right([line[2] for line in self._lines], row) - 1)
        start, end, top, bottom = self._lines[found]
        share = min(1.0, max(0.0, (row - top) / (bottom - top)))
        return max(0, min(self._length - 1, start + int(share * (end - start))))


class Rows:
    """``height`` rows for a text by its ``scale``; whatever is there takes ``least`` rows or more."""

    def __init__(self, height: int, scale: Scale, least: int) -> None:
        self.height = height
        self._scale = scale
        self._least = min(least, height)
        self._counts: dict[str, list[int]] = {}

    def of(self, start: int, end: int) -> range:
        """The rows of a stretch of text."""
        first, last = self._scale.of(start, end)
        first = min(first, self.height - self._least)
        return range(first, min(self.height, max(first + self._least, last)))

    def at(self, row: float) -> int:
        """The code point that a row begins with."""
        return self._scale.at(row)

    def fill(self, spans: Iterable[Span]) -> None:
        """Count spans, in place of all that there were."""
        steps: dict[str, list[int]] = {}
        for span in spans:
            known = steps.get(span.label)
            if known is None:
                known = steps[span.label] = [0] * (self.height + 1)
            for start, end in span.parts:
                rows = self.of(start, end)
                known[rows.start] += 1
                known[rows.stop] -= 1
        self._counts = {label: list(accumulate(known[:-1])) for label, known in steps.items()}

    def change(self, span: Span, by: int) -> range:
        """Count a span that came (1) or went (-1); gives the rows from its first to its last."""
        counts = self._counts.get(span.label)
        if counts is None:
            counts = self._counts[span.label] = [0] * self.height
        for start, end in span.parts:
            for row in self.of(start, end):
                counts[row] += by
        return self.of(span.start, span.end)

    def labels(self) -> list[str]:
        """The labels of all spans that were ever counted."""
        return list(self._counts)

    def column(self, labels: Sequence[str], rows: range) -> bytes:
        """For each row the place, from 1, of the first of these labels that has something there; 0 for none."""
        found = bytes(len(rows))
        for place in range(min(len(labels), 255), 0, -1):
            counts = self._counts.get(labels[place - 1])
            if counts is not None:
                here = counts[rows.start : rows.stop]
                if place == len(labels) == 1:  # the usual column, and the quickest way
                    return bytes(map(bool, here))
                found = bytes([place if count else below for count, below in zip(here, found)])
        return found

    def marked(self, extents: Iterable[Extent]) -> bytes:
        """For each row, 1 where one of these extents is."""
        found = bytearray(self.height)
        for start, end in extents:
            rows = self.of(start, end)
            found[rows.start : rows.stop] = b"\1" * len(rows)
        return bytes(found)
