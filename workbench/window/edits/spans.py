"""Edits of spans: tagged, relabelled, moved, put back and removed."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from workbench.errors import ProjectError
from workbench.model.scheme_parts import spoken
from workbench.model.span import NO_ATTRIBUTES, Attributes, Parts, Span
from workbench.project.many import Places
from workbench.window.edits.edit import Edit
from workbench.window.undisturbed import undisturbed
from workbench.words import listed, number, with_article

if TYPE_CHECKING:
    from workbench.project.remarks import Done


class SpanEdits(Edit):
    """The part of the session that edits spans."""

    def tag(self, label: str, start: int, end: int, exact: bool = False) -> Span | None:
        """Tag a selection, its edges moved by the label's snap rule unless ``exact``; gives the new span."""
        if self.article is None:
            return None
        from workbench.model.snap import snap

        text = self.article.text
        extent = (start, end) if exact else snap(self.scheme.label(label).snap, text, start, end)
        if extent is None:
            self.failed.emit(
                f"There is nothing here that can be {with_article(label)}. Select some words and try again."
            )
            return None
        return self._add(label, (extent,))

    def tag_beside(self, label: str, span: Span) -> Span | None:
        """Tag the same extent with a further label."""
        parts = span.parts if self.scheme.label(label).parts else ((span.start, span.end),)
        return self._add(label, parts)

    def _add(self, label: str, parts: Parts) -> Span | None:
        assert self.article is not None
        from workbench.model.proposals import propose

        key, text = self.article.key, self.article.text
        attributes = propose(self.scheme.label(label), text, parts, is_said=lambda: self._is_said(parts))
        done = self._do(lambda: self.labelling.add(key, parts, label, attributes))
        if done is None or done.span is None:
            return None
        self._held.put(done.span)
        self._edited(set(), [done.span], f"Tagged as {label}.{self._undoes}")
        return done.span

    def _is_said(self, parts: Parts) -> bool:
        """Whether somebody says what stands there, by the spans that are there."""
        from workbench.model.contexts import is_said

        start = parts[0][0]  # what holds them holds their first character; there may be thousands inside
        return is_said(self.scheme, self.near(start, start + 1), parts)

    def tag_many(
        self, label: str, places: Places | Iterable[Parts], attributes: Attributes = NO_ATTRIBUTES
    ) -> list[Span] | None:
        """Tag many places as one action: of the shown article, or by the keys of their articles.

        Gives the new spans of the shown article, None where nothing could be written. They start with ``attributes``,
        or with what the label proposes. What can't be tagged is left out and told; see ``add_many``.
        """
        from workbench.window.many import starting_with, told

        shown = self.article.key if self.article is not None else ""
        listed = places if isinstance(places, Mapping) else {shown: tuple(places)} if shown else {}
        begins = attributes or starting_with(self.scheme.label(label))
        with undisturbed():
            done = self._do(lambda: self.labelling.add_many(label, listed, begins))
        if done is None:
            return None
        sentence = told(done, label, shown)
        if not done.changed:
            self.said.emit(sentence)
            return []
        mine = done.spans.get(shown, [])
        others = [self.project.article_id(key) for key in done.spans if key != shown]
        if others:
            self.rows_changed(others)
        if mine:
            self._held.take({span.id: span for span in mine})
            self._edited(set(), mine, f"{sentence}{self._undoes}")
        else:
            self._committed()
            self.layer_changed.emit()
            self.said.emit(f"{sentence}{self._undoes}")
        return mine

    def change(self, span: Span, label: str | None = None, attributes: Mapping[str, Any] | None = None) -> Span | None:
        """Relabel a span, or set values of it; what the new label wants and the span lacks is proposed."""
        lost = listed(self.lost_values(span, label)) if label is not None else ""
        if label is not None and label != span.label and self.article is not None:
            from workbench.model.proposals import propose_anew

            anew = propose_anew(self.scheme.label(label), self.article.text, span, lambda: self._is_said(span.parts))
            attributes = {**anew, **(attributes or {})}
        done = self._do(lambda: self.labelling.change(span.id, label=label, attributes=attributes))
        if done is None or done.span is None:
            return None
        words = f"{self.worded(done.words)}."
        without = f", without its {lost}" if lost else ""
        self._span_changed(done, f"Now {with_article(label)}{without}." if label else words, words)
        return done.span

    def lost_values(self, span: Span, label: str) -> list[str]:
        """The values that somebody chose and that a span can't keep under another label, by their names as spoken."""
        if label == span.label or self.article is None:
            return []
        from workbench.model.proposals import lost_values

        before, after = self.scheme.label(span.label), self.scheme.label(label)
        lost = lost_values(before, after, self.article.text, span, lambda: self._is_said(span.parts))
        return [spoken(name) for name in lost]

    def move(self, span: Span, parts: Parts, said: str = "") -> Span | None:
        """Give a span other edges or parts; its values, relations and comments are kept."""
        done = self._do(lambda: self.labelling.change(span.id, parts=parts))
        if done is None or done.span is None:
            return None
        self._span_changed(done, said or f"Moved the edges of the {span.label}.", "The edges are as they were.")
        return done.span

    def _span_changed(self, done: "Done", said: str, same: str) -> None:
        """Show a span that was changed, and say so; ``same`` is said where it was not."""
        if done.span is None or not done.changed:
            self.said.emit(same)
            return
        self._held.put(done.span)
        self._drop_relations(done.removed)
        self._drop_entities(done.gone)
        self._edited({done.id}, [done.span], f"{said}{self._undoes}")

    def remove(self, span: Span) -> None:
        """Remove a span with its relations."""
        done = self._do(lambda: self.labelling.remove(span.id))
        if done is not None:
            self._held.drop(span.id)
            self.layer.comments = [item for item in self.layer.comments if item.span != span.id]
            self._drop_relations(done.removed)
            self._drop_entities(done.gone)
            with_it = f" with {number(len(done.removed), 'relation')}" if done.removed else ""
            self._edited({span.id}, [], f"Removed {with_article(span.label)}{with_it}.{self._brings_back}")

    def span_before(self, span: str, entry: int) -> Span | None:
        """A span as it was before an entry of its history; None where that did not change the span itself."""
        from workbench.project.history import span_before

        try:
            return span_before(self.project, span, entry)
        except ProjectError:
            return None

    def put_back(self, span: str, entry: int) -> None:
        """Give a span back what it had before an entry of its history, as a new action."""
        done = self._do(lambda: self.labelling.put_back(span, entry))
        if done is None or done.span is None:
            return
        lost = f" Its {', '.join(self._kinds(done.removed))} went with it." if done.removed else ""
        if not done.changed:
            self.said.emit("It is so already.")
            return
        self._committed()
        self.refresh()  # relations and comments, too, may be others by now
        self.said.emit(f"Put the {done.span.label} back.{lost}{self._undoes}")

    def _kinds(self, gone: tuple[str, ...]) -> list[str]:
        return sorted({spoken(item.type) for item in self.layer.relations if item.id in gone})
