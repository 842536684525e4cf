"""What is being worked on, without widgets: project, annotator, article; every edit goes through here.

Views listen to its signals and refresh only what changed. ``saved_at`` is true: it follows commits, nothing else.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from workbench.errors import WorkbenchError, as_sentence, capitalised
from workbench.model.article import Article
from workbench.model.layer import Comment, Layer
from workbench.model.relation import Relation
from workbench.model.rules import Problem
from workbench.model.span import Parts, Span
from workbench.project import Project, Reversal
from workbench.project.labelling import Labelling
from workbench.project.listing import Listing
from workbench.window.key_words import then, usual_key
from workbench.window.undisturbed import undisturbed
from workbench.words import as_shown, with_article

if TYPE_CHECKING:
    from workbench.project.history import Page

T = TypeVar("T")


class Session(QObject):
    """One annotator on one project. Edits that fail say so by ``failed`` and change nothing."""

    article_changed = Signal()
    spans_changed = Signal(set, list)  # ids that went, spans that came; a changed span is in both
    layer_changed = Signal()  # anything in the layer, after every edit
    row_changed = Signal(str)  # the article with this key, in the list; "": any of them
    settled = Signal(list)  # rows that went out of the list or came in, as ``Listing.settle`` gives them
    landed = Signal(str)  # the span in which an undo or redo ended
    said = Signal(str)
    failed = Signal(str)
    unsaved = Signal(str, object)  # why the last edit is not on the disk, and what tries it again

    def __init__(self, project: Project, annotator: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.scheme = project.scheme
        self.labelling = Labelling(project, annotator)
        self.listing = Listing(project, annotator)
        self.flagged = False  # the shown article
        self.article: Article | None = None
        self.layer = Layer(annotator)
        self.saved_at: datetime | None = None
        self.key_of: Callable[[str], str] = usual_key  # the key of an action, for sentences

    @property
    def annotator(self) -> str:
        """Who is working."""
        return self.labelling.annotator

    # Articles

    def reload_rows(self) -> None:
        """Read the list of articles anew."""
        self.listing.reload()

    def place(self) -> int | None:
        """Where the shown article stands in the list; None where the list's filter leaves it out."""
        return self.listing.place(self.article.key) if self.article else None

    def open(self, key: str) -> None:
        """Show an article with one's own layer. What was left may go out of a filtered list now."""
        with undisturbed():
            article, layer = self.project.article(key), self.project.layer(key, self.annotator)
            row = self.listing.row_of(key)
            self.article, self.layer, self.flagged = article, layer, row is not None and row.flagged
            self.settled.emit(self.listing.settle(but=article.key))
            self.article_changed.emit()

    def refresh(self) -> None:
        """Read the shown article's layer anew, after something changed it from elsewhere."""
        if self.article is not None:
            row = self.listing.row_of(self.article.key)
            self.flagged = row is not None and row.flagged
            self._take_layer(self.project.layer(self.article.key, self.annotator))

    def next_open(self) -> str | None:
        """The key of the next article in the list that is not done, going round."""
        return self.listing.following(self.place(), open_only=True)

    # Edits

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
        attributes = propose(self.scheme.label(label), text, parts)
        done = self._do(lambda: self.labelling.add(key, parts, label, attributes))
        if done is None or done.span is None:
            return None
        self.layer.spans.append(done.span)
        self._edited(set(), [done.span], f"Tagged as {label}.{self._undoes}")
        return done.span

    def change(self, span: Span, label: str | None = None, attributes: Mapping[str, Any] | None = None) -> Span | None:
        """Relabel a span, or set values of it; what the new label wants and the span lacks is proposed."""
        if label is not None and label != span.label and self.article is not None:
            from workbench.model.proposals import propose_anew

            anew = propose_anew(self.scheme.label(label), self.article.text, span)
            attributes = {**anew, **(attributes or {})}
        done = self._do(lambda: self.labelling.change(span.id, label=label, attributes=attributes))
        if done is None or done.span is None:
            return None
        if not done.changed:
            self.said.emit(f"{capitalised(as_shown(done.words))}.")
            return done.span
        self.layer.spans = [done.span if item.id == span.id else item for item in self.layer.spans]
        self._drop_relations(done.removed)
        said = f"Now {with_article(label)}." if label else f"{capitalised(as_shown(done.words))}."
        self._edited({span.id}, [done.span], f"{said}{self._undoes}")
        return done.span

    def remove(self, span: Span) -> None:
        """Remove a span with its relations."""
        done = self._do(lambda: self.labelling.remove(span.id))
        if done is not None:
            self.layer.spans = [item for item in self.layer.spans if item.id != span.id]
            self._drop_relations(done.removed)
            count = len(done.removed)
            with_it = f" with {count} relation{'s' if count > 1 else ''}" if count else ""
            self._edited({span.id}, [], f"Removed {with_article(span.label)}{with_it}.{self._brings_back}")

    def relate(self, kind: str, source: str, target: str | None) -> None:
        """Let a span lead to another one, instead of the one before where only one may be; or to none."""
        done = self._do(lambda: self.labelling.set_relation(kind, source, target))
        if done is None:
            return
        if not done.changed:
            self.said.emit(f"{capitalised(as_shown(done.words))}.")
            return
        self._drop_relations(done.removed)
        if target is not None:
            self.layer.relations.append(Relation(done.id, kind, source, target))
        said = f"Set the {kind}.{self._undoes}" if target else f"Removed the {kind}.{self._brings_back}"
        self._edited(set(), [], said)

    def unrelate(self, relation: str) -> None:
        """Remove a relation."""
        done = self._do(lambda: self.labelling.unrelate(relation))
        if done is not None:
            self._drop_relations((relation,))
            self._edited(set(), [], f"{capitalised(as_shown(done.words))}.{self._brings_back}")

    def _drop_relations(self, gone: tuple[str, ...]) -> None:
        self.layer.relations = [item for item in self.layer.relations if item.id not in gone]

    def set_done(self, done: bool) -> list[Problem] | None:
        """Say that the article is done, or not; gives what the rules find, None where it could not be written."""
        if self.article is None:
            return None
        key, before = self.article.key, self.layer.state
        answer = self._do(lambda: self.labelling.set_done(key, done))
        if answer is None:
            return None
        self.layer.state, problems = answer
        if self.layer.state != before:
            self._committed()
        self._note_row()
        self.layer_changed.emit()
        return problems

    def set_flagged(self, flagged: bool) -> None:
        """Put one's own flag on the article, or take it away."""
        if self.article is None:
            return
        key = self.article.key
        done = self._do(lambda: self.labelling.set_flagged(key, flagged))
        if done is None:
            return
        self.flagged = flagged
        if not done.changed:
            self.said.emit("The article is flagged already." if flagged else "The article has no flag.")
            return
        self._committed()
        self._note_row()
        self.layer_changed.emit()
        self.said.emit(f"Flagged the article.{self._undoes}" if flagged else f"Flag removed.{self._brings_back}")

    def set_article_value(self, name: str, value: object) -> None:
        """Set an attribute of the article, or take it out (None)."""
        if self.article is None:
            return
        key = self.article.key
        done = self._do(lambda: self.labelling.set_article_attributes(key, {name: value}))
        if done is None or not done.changed:
            self.layer_changed.emit()  # what is shown is what is stored
            return
        values = {**self.layer.attributes, name: value}
        self.layer.attributes = {known: held for known, held in values.items() if held is not None}
        self._edited(set(), [], f"{capitalised(as_shown(done.words))}.{self._undoes}")

    def comment(self, words: str, span: str | None = None) -> None:
        """Leave one's own remark on a span, else on the article; without words it is taken away."""
        if self.article is None:
            return
        key = None if span is not None else self.article.key
        done = self._do(lambda: self.labelling.set_comment(words, key, span))
        if done is None or not done.changed:
            return
        self.layer.comments = [item for item in self.layer.comments if item.id != done.id]
        if words.strip():
            at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            self.layer.comments.append(Comment(done.id, words.strip(), self.annotator, at, span))
        if self.layer.state == "untouched":
            self.layer.state = "in_progress"
        self._committed()
        self._note_row()
        self.layer_changed.emit()
        self.said.emit(f"{capitalised(as_shown(done.words))}.{self._undoes}")

    def reload_article(self) -> None:
        """What is known about the article was corrected: the list shows it anew. Its text is the same."""
        if self.article is not None:
            self.article = self.project.article(self.article.key)
            self._committed()
            self.reload_rows()
            self.row_changed.emit("")

    def article_removed(self, place: int | None) -> None:
        """The shown article went, which stood at ``place``: show the one that stands there now."""
        self._committed()
        self.reload_rows()
        self.row_changed.emit("")
        self._open_near(place or 0)

    def span_history(self, span: str, before: int | None = None) -> "Page":
        """What happened to a span, the newest first; older than the entry ``before``."""
        from workbench.project.history import span_history

        return span_history(self.project, span, before=before)

    def undo(self, follow: bool = True) -> None:
        """Take one's newest action back; with ``follow`` the article opens in which that was."""
        self._reverse(self.labelling.undo, "undo", "Undone", then(self.key_of("edit.redo"), "does it again"), follow)

    def redo(self, follow: bool = True) -> None:
        """Do again what was undone last; with ``follow`` the article opens in which that is."""
        self._reverse(self.labelling.redo, "redo", "Done again", "", follow)

    def _reverse(self, work: Callable[[], Reversal | None], name: str, verb: str, more: str, follow: bool) -> None:
        """Take back or do again, and show what that left."""
        before = self.place() or 0
        done = self._do(work, f"Nothing to {name}.")
        if done is None:
            return
        self._committed()
        from workbench.window.turning import show_reversed

        where = show_reversed(self, done, before, follow)
        self.said.emit(f"{verb}{where}: {as_shown(done.words)}.{more}")

    def _open_near(self, at: int) -> None:
        """The shown article is gone: show the one that stands in its place now, if there is any."""
        row = self.listing.row(min(at, len(self.listing) - 1)) if len(self.listing) else None
        if row is not None:
            self.open(row.key)
        else:
            self.article, self.layer, self.flagged = None, Layer(self.annotator), False
            self.article_changed.emit()

    def _do(self, work: Callable[[], T | None], nothing: str = "") -> T | None:
        """Carry an edit out, or say why not."""
        try:
            result = work()
        except WorkbenchError as error:
            self.failed.emit(as_sentence(error))
            if error.__cause__ is not None:  # no refusal: the database or the disk did not take it
                key = self.article.key if self.article is not None else ""
                self.unsaved.emit(as_sentence(error), lambda: self._again(work, key))
            return None
        if result is None:
            self.said.emit(nothing)
        return result

    def _again(self, work: Callable[[], T | None], key: str) -> None:
        """Try an edit again that was not written, and read what became of it in the article with that key."""
        if self._do(work) is not None:
            self._committed()
            self.refresh()
            if self.article is None or self.article.key != key:
                self.listing.row_changed(key)
                self.row_changed.emit(key)
            self.said.emit(f"Saved now.{self._undoes}")

    def _committed(self) -> None:
        self.saved_at = datetime.now()

    def _edited(self, removed: set[str], added: list[Span], sentence: str) -> None:
        self._committed()
        self.layer.state = "in_progress"
        self._note_row()
        self.spans_changed.emit(removed, added)
        self.layer_changed.emit()
        self.said.emit(sentence)

    def _take_layer(self, layer: Layer) -> None:
        """Put a layer in the place of the present one, and tell views the difference."""
        old = {span.id: span for span in self.layer.spans}
        new = {span.id: span for span in layer.spans}
        gone = {id for id, span in old.items() if new.get(id) != span}
        came = [span for id, span in new.items() if old.get(id) != span]
        self.layer = layer
        self._note_row()
        self.spans_changed.emit(gone, came)
        self.layer_changed.emit()

    def _note_row(self) -> None:
        if self.article is not None:
            layer = self.layer
            self.listing.note(self.article.key, layer.state, len(layer.spans), self.flagged)
            self.row_changed.emit(self.article.key)

    @property
    def _undoes(self) -> str:
        return then(self.key_of("edit.undo"), "undoes it")

    @property
    def _brings_back(self) -> str:
        return then(self.key_of("edit.undo"), "brings it back")

    def saved_sentence(self) -> str:
        """The truth about what is on the disk."""
        if self.saved_at is None:
            return "Everything is saved. Nothing was changed yet."
        return f"Everything is saved, last at {self.saved_at:%H:%M}."
