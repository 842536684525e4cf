"""Spans by place: those that touch a stretch of text, found without a look at the others."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from workbench.model.span import Span

_Entry = tuple[int, int, str]


class Nearby:
    """Spans in levels by length: in level n none is longer than 2**n, so one that is very long slows nothing down."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: dict[str, Span] = {}
        self._levels: dict[int, list[_Entry]] = {}
        for span in spans:
            self._spans[span.id] = span
            self._levels.setdefault(span.length.bit_length(), []).append((span.start, span.end, span.id))
        for entries in self._levels.values():
            entries.sort()

    def add(self, span: Span) -> None:
        """Put a span in."""
        self._spans[span.id] = span
        insort(self._levels.setdefault(span.length.bit_length(), []), (span.start, span.end, span.id))

    def touching(self, start: int, end: int) -> Iterator[Span]:
        """The spans that have a code point between ``start`` and ``end``, or a gap between their parts there."""
        for level, entries in self._levels.items():
            first = bisect_left(entries, (start - 2**level, 0, ""))
            for _, last, id in entries[first : bisect_left(entries, (end, 0, ""))]:
                if last > start:
                    yield self._spans[id]
