"""The edges of a span: where each may go, where its label's rule puts it, and parts that are joined or taken out.

An edge stops one grapheme before the other edge of its part, and one before the parts beside it.
"""

from collections.abc import Iterable
from typing import NamedTuple

from workbench.model.scheme import Snap
from workbench.model.span import Extent, Parts
from workbench.window.article.document import Display
from workbench.window.article.hands.steps import to_border


class Edge(NamedTuple):
    """The start or the end of one part of a span."""

    part: int
    is_start: bool

    def of(self, parts: Parts) -> int:
        """The code point at which it stands."""
        return parts[self.part][0 if self.is_start else 1]


def limits(display: Display, parts: Parts, edge: Edge) -> Extent:
    """The first and the last place that an edge may be moved to; where it stands always counts."""
    start, end = parts[edge.part]
    at = edge.of(parts)
    if edge.is_start:
        first = display.after(parts[edge.part - 1][1]) if edge.part else 0
        last = display.before(end)
    else:
        first = display.after(start)
        last = display.before(parts[edge.part + 1][0]) if edge.part + 1 < len(parts) else len(display.text)
    return min(first, at), max(last, at)


def moved(display: Display, parts: Parts, edge: Edge, at: int) -> Parts:
    """The parts with an edge at ``at``, or as near to it as it may go, never inside a grapheme."""
    first, last = limits(display, parts, edge)
    return _put(parts, edge, min(max(display.snapped(at, at)[0], first), last))


def _put(parts: Parts, edge: Edge, at: int) -> Parts:
    start, end = parts[edge.part]
    new = (at, end) if edge.is_start else (start, at)
    return (*parts[: edge.part], new, *parts[edge.part + 1 :])


def stepped(display: Display, parts: Parts, edge: Edge, by: int, words: bool) -> Parts:
    """The parts with an edge one grapheme or word on (1) or back (-1)."""
    at = edge.of(parts)
    if words:
        return moved(display, parts, edge, to_border(display, at, by, edge.is_start))
    return moved(display, parts, edge, display.after(at) if by > 0 else display.before(at))


def let_go(rule: Snap, display: Display, parts: Parts, edge: Edge) -> Parts | None:
    """The parts with an edge where the label's rule puts it, the others as they are; None where nothing is left."""
    from workbench.model.snap import snap

    extent = snap(rule, display.text, *parts[edge.part])
    if extent is None:
        return None
    at = display.snapped(*extent)[0 if edge.is_start else 1]
    first, last = limits(display, parts, edge)
    return _put(parts, edge, at) if first <= at <= last else parts


def joined(parts: Iterable[Extent]) -> Parts:
    """The parts in order; those that touch or overlap are one."""
    found: list[Extent] = []
    for start, end in sorted(parts):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return tuple(found)


def part_at(parts: Parts, at: int) -> int:
    """The number of the part that holds a code point, else of the one before it, else 0."""
    return max((number for number, (start, _) in enumerate(parts) if start <= at), default=0)
