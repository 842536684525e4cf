"""Which lane each span's line runs in, and how the tags on one line make way for each other."""

import heapq
from collections.abc import Collection, Sequence
from typing import NamedTuple

from workbench.model.span import Span
from workbench.window.article.marks.intervals import Rank, SpanIndex, rank

LANES = 4  # more than these are counted, not drawn
HIDDEN = LANES
FAR = 14  # as a power of two: spans of so many characters reach over more than anybody sees at a time
_FAR_LANES = (LANES - 1, LANES - 2)  # that they may take


class Lanes:
    """The lane of each span, worked out when it is first asked for.

    From the shortest span to the longest, each takes the lowest lane free over its whole extent. So the inner
    span is nearest to the text, and nested spans look like nested brackets. The few that reach over many pages
    take the outermost lanes first: so nobody has to know the lanes of the thousands that lie inside. Those of
    ``settled``, which has lanes already, keep theirs: what is laid out here takes what they leave.
    """

    def __init__(self, index: SpanIndex, settled: "Lanes | None" = None) -> None:
        self._index = index
        self._settled = settled
        self._lanes: dict[str, int] = {}
        self._far: list[tuple[int, int, int]] | None = None  # start, end and lane of each span that reaches far

    def forget(self) -> None:
        """Work all lanes out anew."""
        self._lanes.clear()
        self._far = None

    def lane(self, span: Span) -> int:
        """The span's lane from 0, or HIDDEN."""
        known = self._lanes.get(span.id)
        if known is None and is_far(span):
            self._far_lanes()
            known = self._lanes.get(span.id, HIDDEN)
        if known is None:
            for inner in self._unknown(span):
                self._lanes[inner.id] = self._lowest_free(inner)
            known = self._lanes[span.id]
        return known

    def _far_lanes(self) -> list[tuple[int, int, int]]:
        """The outermost lane for the longest, where they overlap the next one for the next; no more than two."""
        if self._far is None:
            self._far = []
            for span in sorted(self._index.far(FAR), key=rank, reverse=True):
                taken = {lane for start, end, lane in self._far if start < span.end and span.start < end}
                lane = next((lane for lane in _FAR_LANES if lane not in taken), HIDDEN)
                self._lanes[span.id] = lane
                if lane != HIDDEN:
                    self._far.append((span.start, span.end, lane))
        return self._far

    def _unknown(self, span: Span) -> list[Span]:
        """The span and those that must have their lanes before it, the shortest first."""
        found = {span.id: span}
        waiting = [span]
        while waiting:
            outer = waiting.pop()
            limit, start, end = rank(outer), outer.start, outer.end
            for other in self._index.touching(start, end, limit[0]):
                if other.id not in self._lanes and other.id not in found and rank(other) < limit:
                    found[other.id] = other
                    if other.start < start or other.end > end:
                        waiting.append(other)  # what lies inside meets nothing that is not found here
        return sorted(found.values(), key=rank)

    def _lowest_free(self, span: Span) -> int:
        limit = rank(span)
        far = {lane for start, end, lane in self._far_lanes() if start < span.end and span.start < end}
        taken = far | self._taken_by_settled(span)
        if len(taken) == LANES:
            return HIDDEN
        for other in self._index.touching(span.start, span.end, limit[0]):
            lane = self._lanes.get(other.id, HIDDEN)
            if lane != HIDDEN and lane not in taken and rank(other) < limit:
                taken.add(lane)
                if len(taken) == LANES:
                    return HIDDEN
        return next(lane for lane in range(LANES) if lane not in taken)

    def _taken_by_settled(self, span: Span) -> set[int]:
        if self._settled is None:
            return set()
        touching = self._settled._index.touching(span.start, span.end)
        return {self._settled.lane(other) for other in touching} - {HIDDEN}

    def change(self, removed: Collection[Span], added: Collection[Span]) -> list[Span] | None:
        """Take note of a change of the index; returns the other spans whose lane it moved, None where all may have.

        Only longer spans that overlap what was touched can move; all where one comes or goes that reaches far.
        """
        if any(map(is_far, removed)) or any(map(is_far, added)):
            self._far = None
            self._lanes.clear()
            return None
        waiting: list[tuple[Rank, Span]] = []
        for span in removed:
            lane = self._lanes.pop(span.id, None)
            if lane is not None:
                self._wake(waiting, span, freed=lane, taken=None)
        for span in added:
            self._wake(waiting, span, freed=None, taken=self.lane(span))
        moved: dict[str, Span] = {}
        while waiting:
            _, span = heapq.heappop(waiting)
            if span.id not in self._lanes:
                continue
            old, new = self._lanes[span.id], self._lowest_free(span)
            if new != old:
                self._lanes[span.id] = new
                moved[span.id] = span
                self._wake(waiting, span, freed=old, taken=new)
        return list(moved.values())

    def _wake(self, waiting: list[tuple[Rank, Span]], span: Span, freed: int | None, taken: int | None) -> None:
        """Queue the longer spans that may move into the lane that was freed, or out of the one taken."""
        limit = rank(span)
        for other in self._index.touching(span.start, span.end):
            lane = self._lanes.get(other.id)
            if lane is None or rank(other) <= limit:
                continue
            if (freed is not None and lane > freed) or (taken is not None and lane == taken != HIDDEN):
                heapq.heappush(waiting, (rank(other), other))


def is_far(span: Span) -> bool:
    """Whether a span reaches over many pages."""
    return span.length >> FAR > 0


class Tag(NamedTuple):
    """A tag that wants to stand at ``x``: its letter's width, and its value's, 0 for none."""

    id: str
    x: float
    letter: float
    value: float = 0
    selected: bool = False


class Placed(NamedTuple):
    """Where a tag stands, how wide its value may be, 0 for none, and how many more it stands for (``+n``)."""

    id: str
    x: float
    value: float
    more: int = 0


Rings = Sequence[tuple[float, float]]  # from where to where the rings of handles stand, from left to right


def place_tags(tags: Sequence[Tag], right: float, gap: float, rings: Rings = (), limit: int = LANES) -> list[Placed]:
    """Places for the tags of one line, in order of their x, the outer first where spans begin together.

    They leave the rings free. Values go first, then letters stand side by side; of more than ``limit`` the last
    counts the rest.
    """
    placed: list[Placed] = []
    for group in _groups(tags, gap, rings):
        shown, rest = group, 0
        if len(group) > limit:
            shown, rest = _few(group, limit - 1), len(group) - limit + 1
        x = group[0].x
        for tag in shown:
            x = _beside(rings, max(x, tag.x), tag.letter)
            placed.append(Placed(tag.id, x, 0))
            x += tag.letter + gap
        if rest:
            hidden = next(tag for tag in group if tag not in shown)
            placed.append(Placed(hidden.id, _beside(rings, x, hidden.letter), 0, rest))
    return _with_values(tags, _pushed_in(placed, tags, right, gap, rings), right, gap, rings)


def _beside(rings: Rings, x: float, width: float) -> float:
    """The place for a tag at ``x``: behind each ring that would cover it."""
    for low, high in rings:
        if x < high and x + width > low:
            x = high
    return x


def _groups(tags: Sequence[Tag], gap: float, rings: Rings) -> list[list[Tag]]:
    """Tags whose letters would touch, together."""
    groups: list[list[Tag]] = []
    free = float("-inf")
    for tag in tags:
        if tag.x < free:
            groups[-1].append(tag)
        else:
            groups.append([tag])
        free = _beside(rings, max(free, tag.x), tag.letter) + tag.letter + gap
    return groups


def _few(group: Sequence[Tag], count: int) -> list[Tag]:
    """The first ``count`` tags, the selected one always among them."""
    chosen = next((tag for tag in group[count:] if tag.selected), None)
    return [*group[: count - 1], chosen] if chosen else list(group[:count])


def _pushed_in(placed: list[Placed], tags: Sequence[Tag], right: float, gap: float, rings: Rings) -> list[Placed]:
    """The places with those that would pass the right edge of the column set flush with it."""
    widths = {tag.id: tag.letter for tag in tags}
    result = []
    for place in reversed(placed):
        width = widths[place.id]
        x = min(place.x, right - width)
        if x < place.x:
            for low, high in reversed(rings):
                if x < high and x + width > low:
                    x = low - width
            right = x - gap
        result.append(place._replace(x=x))
    return result[::-1]


def _with_values(tags: Sequence[Tag], placed: list[Placed], right: float, gap: float, rings: Rings) -> list[Placed]:
    """The places with a value wherever it would cover nothing; the selected tag's is cut to what room there is."""
    by_id = {tag.id: tag for tag in tags}
    result = []
    for number, place in enumerate(placed):
        tag = by_id[place.id]
        limit = placed[number + 1].x - gap if number + 1 < len(placed) else right
        limit = min([limit, *(low for low, _ in rings if low > place.x)])
        room = min(tag.value, limit - place.x - tag.letter)
        shown = not place.more and (room == tag.value or (tag.selected and room > 0))
        result.append(place._replace(value=room if shown else 0))
    return result
