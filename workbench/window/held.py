"""The spans of the shown layer by their ids: an edit among 50,000 of them looks at none of the others."""

from collections.abc import Mapping

from workbench.model.span import Span


class Held:
    """Keeps the list of a layer's spans, in which the order is nobody's any more once something was taken out."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self._by_id: dict[str, int] | None = None  # made when first needed: who only reads an article needs none

    @property
    def _places(self) -> dict[str, int]:
        """Where the span of an id stands in the list."""
        if self._by_id is None:
            self._by_id = {span.id: at for at, span in enumerate(self.spans)}
        return self._by_id

    def get(self, id: str) -> Span | None:
        """The span of that id."""
        at = self._places.get(id)
        return None if at is None else self.spans[at]

    def put(self, span: Span) -> None:
        """Put a span in, or in the place of the one that it was."""
        at = self._places.setdefault(span.id, len(self.spans))
        if at < len(self.spans):
            self.spans[at] = span
        else:
            self.spans.append(span)

    def drop(self, id: str) -> bool:
        """Take a span out; gives whether it was there. The last one of the list takes its place."""
        at = self._places.pop(id, None)
        if at is None:
            return False
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
