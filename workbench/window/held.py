"""The spans of the shown layer by their ids: an edit among 50,000 of them looks at none of the others."""

from collections.abc import Mapping, MutableSequence

from workbench.model.span import Span
from workbench.model.spans import Spans


class Held:
    """Keeps the list of a layer's spans, in which the order is nobody's any more once something was taken out."""

    def __init__(self, spans: MutableSequence[Span]) -> None:
        self.spans = spans
        # Where spans stand; None for those that went. Of columns these are only the ones that moved.
        self._moved: dict[str, int | None] | None = None  # made when first needed: who only reads needs none
        self._columns = spans.columns if isinstance(spans, Spans) and spans.is_whole else None

    @property
    def _places(self) -> dict[str, int | None]:
        if self._moved is None:
            self._moved = {} if self._columns is not None else {span.id: at for at, span in enumerate(self.spans)}
        return self._moved

    def _place(self, id: str) -> int | None:
        """Where the span of an id stands in the list."""
        if id in self._places:
            return self._places[id]
        return self._columns.find(id) if self._columns is not None else None

    def get(self, id: str) -> Span | None:
        """The span of that id."""
        at = self._place(id)
        return None if at is None else self.spans[at]

    def put(self, span: Span) -> None:
        """Put a span in, or in the place of the one that it was."""
        at = self._place(span.id)
        if at is not None:
            self.spans[at] = span
        else:
            self._places[span.id] = len(self.spans)
            self.spans.append(span)

    def drop(self, id: str) -> bool:
        """Take a span out; gives whether it was there. The last one of the list takes its place."""
        at = self._place(id)
        if at is None:
            return False
        self._places[id] = None
        last = self.spans.pop()
        if at < len(self.spans):
            self.spans[at] = last
            self._places[last.id] = at
        return True

    def take(self, changes: Mapping[str, Span | None]) -> tuple[set[str], list[Span]]:
        """Let spans become what they are by now, None where one went; gives the ids that went and the spans that came.

        A span that changed is in both, one that is as it was in neither.
        """
        gone: set[str] = set()
        came: list[Span] = []
        for id, span in changes.items():
            if span is None:
                if self.drop(id):
                    gone.add(id)
            elif (old := self.get(id)) != span:
                if old is not None:
                    gone.add(id)
                came.append(span)
                self.put(span)
        return gone, came
