"""Which rows of a strip hold spans of which label, counted, so that one span that comes or goes costs little."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from workbench.model.span import Extent, Span


class Rows:
    """``height`` rows for a text of ``length`` code points; whatever is there takes ``least`` rows or more."""

    def __init__(self, height: int, length: int, least: int) -> None:
        self.height = height
        self._length = max(length, 1)
        self._least = min(least, height)
        self._counts: dict[str, list[int]] = {}

    def of(self, start: int, end: int) -> range:
        """The rows of a stretch of text."""
        height, length = self.height, self._length
        first = min(start * height // length, height - self._least)
        return range(first, min(height, max(first + self._least, -(-end * height // length))))

    def at(self, row: float) -> int:
        """The code point that a row begins with."""
        return max(0, min(self._length - 1, int(row * self._length / self.height)))

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
