"""Spans that are proposed, not stored: an index and lanes of their own, below those of the real spans."""

from collections.abc import Mapping, Sequence

from workbench.model.span import Parts, Span
from workbench.window.article.marks.intervals import SpanIndex
from workbench.window.article.marks.lanes import Lanes


class Suggestions:
    """Proposed spans, none of which moves a real one; ``current`` is the id of the one that is asked about.

    ``roles`` say, by id, what some of them are to another one; ``whole`` are stretches of the current one whose line
    is not broken.
    """

    def __init__(
        self,
        spans: Sequence[Span],
        settled: Lanes,
        current: str | None = None,
        roles: Mapping[str, str] | None = None,
        whole: Parts = (),
    ) -> None:
        self.roles = roles or {}
        self.whole = whole
        self.index = SpanIndex(spans)
        self.lanes = Lanes(self.index, settled)
        self.current = current if self.index.get(current) is not None else None
