"""Places that were found in the article: those in a stretch of text are looked up, never searched for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from workbench.model.span import Extent


class Found:
    """Extents by place; ``current`` is the number of one of them as they were given."""

    def __init__(self, extents: Sequence[Extent] = (), current: int | None = None) -> None:
        self.extents = tuple(extents)
        self.current = current
        order = sorted(range(len(self.extents)), key=self.extents.__getitem__)
        self._order = [number for number in order if self.extents[number][0] < self.extents[number][1]]
        self._starts = [self.extents[number][0] for number in self._order]
        # The furthest end up to each place: what lies before it reaches no further.
        self._reach = list(accumulate((self.extents[number][1] for number in self._order), max))

    def __len__(self) -> int:
        return len(self.extents)

    def touching(self, start: int, end: int) -> Iterator[tuple[int, Extent]]:
        """The number and extent of each place that shares a character with ``start``-``end``."""
        for at in range(bisect_right(self._reach, start), bisect_left(self._starts, end)):
            number = self._order[at]
            if self.extents[number][1] > start:
                yield number, self.extents[number]

    def are_in(self, start: int, end: int) -> bool:
        """Whether there is any."""
        return next(self.touching(start, end), None) is not None
