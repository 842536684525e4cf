"""An index of spans: those that touch a stretch of text, found without looking at the others."""

import heapq
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator

from workbench.model.span import Span

# (length, start, id): the shorter span is the inner one.
Rank = tuple[int, int, str]
_Entry = tuple[int, int, str]


def rank(span: Span) -> Rank:
    """Order from the innermost span to the outermost."""
    return span.length, span.start, span.id


class SpanIndex:
    """Spans by place, kept in levels by length, so that one over the whole article costs a single look.

    In level n no span is longer than 2**n: those that touch a stretch start within that of its start.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: dict[str, Span] = {}
        self._levels: dict[int, list[_Entry]] = {}
        self._text_order: list[tuple[int, int, str, str]] | None = None  # made when first walked
        for span in spans:
            self._spans[span.id] = span
        for entry in [(span.parts[0][0], span.parts[-1][1], span.id) for span in self._spans.values()]:
            self._levels.setdefault((entry[1] - entry[0]).bit_length(), []).append(entry)
        self._levels = {level: sorted(self._levels[level]) for level in sorted(self._levels)}

    @property
    def _order(self) -> list[tuple[int, int, str, str]]:
        if self._text_order is None:
            self._text_order = sorted(span.order for span in self._spans.values())
        return self._text_order

    def __len__(self) -> int:
        return len(self._spans)

    def __iter__(self) -> Iterator[Span]:
        """The spans in text order."""
        return (self._spans[entry[3]] for entry in self._order)

    def unordered(self) -> Iterable[Span]:
        """The spans in any order."""
        return self._spans.values()

    def get(self, id_: str | None) -> Span | None:
        """The span of that id."""
        return self._spans.get(id_) if id_ is not None else None

    def add(self, span: Span) -> None:
        """Put a span in."""
        self._spans[span.id] = span
        level = span.length.bit_length()
        if level not in self._levels:
            self._levels[level] = []
            self._levels = {level: self._levels[level] for level in sorted(self._levels)}
        insort(self._levels[level], (span.start, span.end, span.id))
        if self._text_order is not None:
            insort(self._text_order, span.order)

    def remove(self, id_: str) -> Span | None:
        """Take a span out and return it."""
        span = self._spans.pop(id_, None)
        if span is not None:
            entries = self._levels[span.length.bit_length()]
            del entries[bisect_left(entries, (span.start, span.end, span.id))]
            if self._text_order is not None:
                del self._text_order[bisect_left(self._text_order, span.order)]
        return span

    def touching(self, start: int, end: int, length: int | None = None) -> Iterator[Span]:
        """The spans whose extent shares a character with ``start``-``end``, roughly from short to long.

        With a ``length``, none of those that are twice as long or longer.
        """
        highest = 64 if length is None else length.bit_length()
        for level, entries in self._levels.items():
            if level > highest:
                break
            first = bisect_left(entries, (start - (1 << level), 0, ""))
            for _, stop, id_ in entries[first : bisect_left(entries, (end, 0, ""))]:
                if stop > start:
                    yield self._spans[id_]

    def far(self, level: int) -> Iterator[Span]:
        """The spans of 2**``level`` characters and more, from start to end."""
        found = (entries for known, entries in self._levels.items() if known > level)
        return (self._spans[entry[2]] for entry in heapq.merge(*found))

    def at(self, at: int) -> Span | None:
        """The shortest span that covers the character at ``at``."""
        covering = (span for span in self.touching(at, at + 1) if span.covers(at))
        return min(covering, key=rank, default=None)

    def around(self, span: Span) -> Span | None:
        """The shortest span that holds all of ``span``'s extent."""
        mine = rank(span)
        holding = (
            other for other in self.touching(span.start, span.end)
            if other.start <= span.start and other.end >= span.end and rank(other) > mine
        )  # fmt: skip
        return min(holding, key=rank, default=None)

    def inside(self, span: Span) -> Span | None:
        """The first span, in text order, that lies within ``span``'s extent."""
        mine = rank(span)
        held = (
            other for other in self.touching(span.start, span.end)
            if span.start <= other.start and other.end <= span.end and rank(other) < mine
        )  # fmt: skip
        return min(held, key=lambda other: other.order, default=None)

    def after(self, place: Span | int, label: str | None = None) -> Span | None:
        """The next span in text order after a span or a code point, of ``label`` where one is given."""
        if isinstance(place, Span):
            first = bisect_right(self._order, place.order)
        else:
            first = bisect_left(self._order, (place, -(1 << 62), "", ""))
        return self._first(range(first, len(self._order)), label)

    def before(self, place: Span | int, label: str | None = None) -> Span | None:
        """The span before a span or a code point in text order."""
        key = place.order if isinstance(place, Span) else (place, -(1 << 62), "", "")
        return self._first(range(bisect_left(self._order, key) - 1, -1, -1), label)

    def _first(self, numbers: range, label: str | None) -> Span | None:
        for number in numbers:
            entry = self._order[number]
            if label is None or entry[2] == label:
                return self._spans[entry[3]]
        return None
