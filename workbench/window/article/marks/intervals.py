"""An index of spans: those that touch a stretch of text, found without looking at the others."""

import heapq
from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterable, Iterator, MutableSequence, Sequence
from itertools import compress
from operator import attrgetter, le, not_, sub
from typing import NamedTuple

from workbench.model.span import Span, in_text_order
from workbench.model.spans import Spans, by_id, each_of

# (length, start, id): the shorter span is the inner one.
Rank = tuple[int, int, str]
_ORDER = attrgetter("order")
_LOWEST = 10  # the lowest level is this at most
MANY = 400  # spans that change at once: from here on it is quicker to begin anew
_NEAR = 32  # spans that may be looked at in vain


def rank(span: Span) -> Rank:
    """Order from the innermost span to the outermost."""
    return span.length, span.start, span.id


def _lowest(reach: int, count: int) -> int:
    """The lowest level for so many spans over so many code points."""
    return min(_LOWEST, max(4, (_NEAR * reach // max(1, count)).bit_length()))


class _Level(NamedTuple):
    """Spans of about the same length by their starts, which stand in a list of their own."""

    starts: "MutableSequence[int] | array[int]"
    spans: MutableSequence[Span]

    def in_order(self) -> "_Level":
        """The same by starts."""
        if all(map(le, self.starts, self.starts[1:])):
            return self
        spans = sorted(self.spans, key=attrgetter("start"))
        return _Level([span.start for span in spans], spans)

    def put(self, span: Span) -> None:
        """Put a span in."""
        at = bisect_left(self.starts, span.start)
        self.starts.insert(at, span.start)
        self.spans.insert(at, span)

    def take(self, span: Span) -> None:
        """Take a span out; it must be there."""
        at = bisect_left(self.starts, span.start)
        while self.spans[at].id != span.id:
            at += 1
        del self.starts[at], self.spans[at]


class SpanIndex:
    """Spans by place, kept in levels by length, so that one over the whole article costs a single look.

    In level n no span is longer than 2**n: those that touch a stretch start within that of its start. The lowest
    level holds all spans that are so short that it matters little how far one looks back for them.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = by_id(spans)
        self._text_order: MutableSequence[Span] | None = None  # made when first walked
        if isinstance(spans, Spans) and spans.is_whole:
            self._take_columns(spans)
            return
        held = list(self._spans.values())
        lengths = [span[2][-1][1] - span[2][0][0] for span in held]
        reach = max(held[0].start, held[-1].start) if held else 0  # most come in text order
        self._lowest = _lowest(reach, len(held))
        limit = 1 << self._lowest
        low = list(compress(held, map(limit.__gt__, lengths)))
        levels = {self._lowest: _Level([span[2][0][0] for span in low], low)}
        for span, length in zip(held, lengths) if len(low) < len(held) else ():
            if length >= limit:
                starts, longer = levels.setdefault(length.bit_length(), _Level([], []))
                starts.append(span.start)
                longer.append(span)
        self._levels = {size: levels[size].in_order() for size in sorted(levels)}

    def _take_columns(self, spans: Spans) -> None:
        """Begin with spans of which there are only columns, and make none of them."""
        self._text_order = spans.copy()
        columns = spans.columns
        starts, lengths = columns.starts, list(map(sub, columns.ends, columns.starts))
        self._lowest = _lowest(starts[-1] if starts else 0, len(starts))
        limit = 1 << self._lowest
        is_low = list(map(limit.__gt__, lengths))
        low = _Level(array("q", compress(starts, is_low)), Spans(columns, compress(range(len(starts)), is_low)))
        longer: dict[int, list[int]] = {}
        for row in compress(range(len(starts)), map(not_, is_low)):
            longer.setdefault(lengths[row].bit_length(), []).append(row)
        self._levels = {self._lowest: low} | {
            size: _Level(array("q", map(starts.__getitem__, longer[size])), Spans(columns, longer[size]))
            for size in sorted(longer)
        }

    def _size(self, span: Span) -> int:
        return max(self._lowest, span.length.bit_length())

    @property
    def _order(self) -> MutableSequence[Span]:
        if self._text_order is None:
            self._text_order = in_text_order(each_of(self._spans))
        return self._text_order

    def __len__(self) -> int:
        return len(self._spans)

    def __iter__(self) -> Iterator[Span]:
        """The spans in text order."""
        return iter(self._order)

    def unordered(self) -> Iterable[Span]:
        """The spans in any order."""
        return each_of(self._spans)

    def get(self, id_: str | None) -> Span | None:
        """The span of that id."""
        return self._spans.get(id_) if id_ is not None else None

    def add(self, span: Span) -> None:
        """Put a span in."""
        self._spans[span.id] = span
        size = self._size(span)
        if size not in self._levels:
            self._levels[size] = _Level([], [])
            self._levels = {size: self._levels[size] for size in sorted(self._levels)}
        self._levels[size].put(span)
        if self._text_order is not None:
            insort(self._text_order, span, key=_ORDER)

    def remove(self, id_: str) -> Span | None:
        """Take a span out and return it."""
        span = self._spans.pop(id_, None)
        if span is not None:
            self._levels[self._size(span)].take(span)
            if self._text_order is not None:
                del self._text_order[bisect_left(self._text_order, span.order, key=_ORDER)]
        return span

    def change(self, removed: Collection[str], added: Sequence[Span]) -> list[Span]:
        """Take spans out and put spans in; gives those that were there and went. Of many, all are put in order anew."""
        if len(removed) + len(added) <= MANY:
            gone = [span for span in map(self.remove, removed) if span is not None]
            for span in added:
                self.add(span)
            return gone
        spans = self._spans
        gone = [spans.pop(id_) for id_ in removed if id_ in spans]
        spans.update((span.id, span) for span in added)
        self.__init__(list(each_of(spans)))  # type: ignore[misc]  # the same as a new one
        return gone

    def touching(self, start: int, end: int, length: int | None = None) -> Iterator[Span]:
        """The spans whose extent shares a character with ``start``-``end``, roughly from short to long.

        With a ``length``, few of those that are twice as long or longer.
        """
        highest = 64 if length is None else max(self._lowest, length.bit_length())
        for size, (starts, spans) in self._levels.items():
            if size > highest:
                break
            first = bisect_left(starts, start - (1 << size))
            for span in spans[first : bisect_left(starts, end)]:
                if span[2][-1][1] > start:
                    yield span

    def far(self, level: int) -> Iterator[Span]:
        """The spans of 2**``level`` characters and more, from start to end."""
        found = (held.spans for size, held in self._levels.items() if size > max(level, self._lowest))
        return heapq.merge(*found, key=attrgetter("start"))

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

    def after(self, place: Span | int, label: str | None = None, without: Collection[str] = ()) -> Span | None:
        """The next span in text order after a span or a code point: of ``label``, of no label in ``without``."""
        if isinstance(place, Span):
            first = bisect_right(self._order, place.order, key=_ORDER)
        else:
            first = bisect_left(self._order, (place, -(1 << 62), "", ""), key=_ORDER)
        return self._first(range(first, len(self._order)), label, without)

    def before(self, place: Span | int, label: str | None = None, without: Collection[str] = ()) -> Span | None:
        """The span before a span or a code point in text order, chosen as above."""
        key = place.order if isinstance(place, Span) else (place, -(1 << 62), "", "")
        return self._first(range(bisect_left(self._order, key, key=_ORDER) - 1, -1, -1), label, without)

    def _first(self, numbers: range, label: str | None, without: Collection[str]) -> Span | None:
        for number in numbers:
            span = self._order[number]
            if (label is None or span.label == label) and span.label not in without:
                return span
        return None
