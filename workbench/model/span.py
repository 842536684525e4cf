"""A span: a labelled stretch of an article, in code points, possibly in several parts."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import compress, pairwise
from operator import eq, le
from typing import Any, NamedTuple

from workbench.errors import TextError

Extent = tuple[int, int]
Parts = tuple[Extent, ...]
Attributes = Mapping[str, Any]


class _Nothing(dict[str, Any]):
    """Shared by everything without attributes, so that a span costs no dictionary; hashable, to be a default."""

    def __hash__(self) -> int:  # type: ignore[override]
        return 0


NO_ATTRIBUTES: Attributes = _Nothing()


class Span(NamedTuple):
    """``parts`` are half-open pairs of code points, sorted and not touching; most spans have one.

    The quoted text is derived, never stored: see :meth:`quote`.
    """

    id: str
    label: str
    parts: Parts
    attributes: Attributes = NO_ATTRIBUTES  # never changed in place
    entity: str | None = None

    @property
    def start(self) -> int:
        """First code point of the first part."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """One past the last code point of the last part."""
        return self.parts[-1][1]

    @property
    def length(self) -> int:
        """Code points from start to end, gaps between parts included."""
        return self.parts[-1][1] - self.parts[0][0]

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Text order: by start, then the longer first, then label, then id."""
        return (self.parts[0][0], -self.parts[-1][1], self.label, self.id)

    def quote(self, text: str) -> str:
        """The article's own characters, parts joined by one blank."""
        if len(self.parts) == 1:
            start, end = self.parts[0]
            return text[start:end]
        return " ".join(text[start:end] for start, end in self.parts)

    def beginning(self, text: str, most: int) -> str:
        """The first ``most`` characters of the quote, found without the rest of it."""
        start, end = self.parts[0]
        return text[start : min(end, start + most)] if len(self.parts) == 1 else self.quote(text)[:most]

    def shown(self, text: str, most: int | None = None) -> str:
        """The first ``most`` characters for people to read: ``…`` stands for the text between two parts."""
        if len(self.parts) == 1 and most is not None:
            return self.beginning(text, most)
        return " … ".join(text[start:end] for start, end in self.parts)[:most]

    def covers(self, at: int) -> bool:
        """Whether the code point at ``at`` belongs to one of the parts."""
        return any(start <= at < end for start, end in self.parts)

    def holds(self, other: "Span") -> bool:
        """Whether one of the parts holds the whole of another span."""
        return any(start <= other.start and other.end <= end for start, end in self.parts)


def in_text_order(spans: Iterable[Span]) -> list[Span]:
    """The spans sorted by their ``order``; by starts alone first, since few begin at the same place."""
    found = list(spans)
    starts = [span[2][0][0] for span in found]  # by place, which takes half as long as by name
    if not all(map(le, starts, starts[1:])):
        found.sort(key=lambda span: span[2][0][0])
        starts.sort()
    done = 0
    for first in compress(range(len(starts)), map(eq, starts, starts[1:])):
        if first >= done:
            done = bisect_right(starts, starts[first], first)
            found[first:done] = sorted(found[first:done], key=lambda span: span.order)
    return found


def check_parts(pairs: Iterable[Iterable[int]], length: int) -> Parts:
    """The parts as sorted tuples, or TextError saying which is wrong in a text of ``length`` code points.

    Only whole numbers count (no booleans, no floats). Parts that touch or overlap are refused, not joined.
    """
    parts = tuple(sorted(_pair(pair, length) for pair in pairs))
    if not parts:
        raise TextError("a span needs a start and an end")
    for (_, end), (start, _) in pairwise(parts):
        if start <= end:
            raise TextError(f"two parts of the span touch or overlap at {start}; join them into one")
    return parts


def _pair(pair: Iterable[int], length: int) -> tuple[int, int]:
    values = tuple(pair) if isinstance(pair, (list, tuple)) else ()
    if len(values) != 2 or any(type(value) is not int for value in values):
        raise TextError(f"a span's start and end must be two whole numbers, not {pair!r}"[:200])
    start, end = values
    if start < 0 or end > length:
        raise TextError(f"the span {start}-{end} lies outside the text, which has {length} characters")
    if start >= end:
        raise TextError(f"the span has an end that is not after its start ({end} after {start})")
    return start, end
