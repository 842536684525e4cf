"""What a session shows, without widgets: article, layer, the list; and how it stays in step with what is stored."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from workbench.errors import capitalised
from workbench.model.article import Article
from workbench.model.layer import Layer
from workbench.model.scheme import Scheme
from workbench.model.span import Span
from workbench.project import Project, Reversal
from workbench.project.labelling import Labelling
from workbench.project.listing import Listing
from workbench.window.held import Held
from workbench.window.key_words import usual_key
from workbench.window.undisturbed import undisturbed
from workbench.words import as_shown

if TYPE_CHECKING:
    from workbench.project.history import Page
    from workbench.project.turned import Turned


class Shown(QObject):
    """One annotator's layer of the shown article, and the list of articles that it stands in."""

    article_changed = Signal()
    spans_changed = Signal(set, list)  # ids that went, spans that came; a changed span is in both
    layer_changed = Signal()  # anything in the layer, after every edit
    row_changed = Signal(str)  # the article with this key, in the list; "": any of them
    settled = Signal(list)  # rows that went out of the list or came in, as ``Listing.settle`` gives them
    landed = Signal(str)  # the span in which an undo or redo ended
    scheme_leaves = Signal()  # the project has another scheme; this is the last moment of the one that is shown
    scheme_changed = Signal()  # it is there; what is tagged under it follows at once
    scheme_followed = Signal()  # everything that is shown is under it
    said = Signal(str)
    failed = Signal(str)
    unsaved = Signal(str, object)  # why the last edit is not on the disk, and what tries it again

    def __init__(self, project: Project, annotator: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self._followed = project.scheme  # what views were told of
        self.labelling = Labelling(project, annotator)
        self.listing = Listing(project, annotator)
        self.flagged = False  # the shown article
        self.article: Article | None = None
        self.layer = Layer(annotator)
        self.saved_at: datetime | None = None
        self.key_of: Callable[[str], str] = usual_key  # the key of an action, for sentences
        self.near: Callable[[int, int], Iterable[Span]] = lambda start, end: ()  # what the view has there, by place

    @property
    def scheme(self) -> Scheme:
        """The scheme that is shown: the project's, once everything follows it."""
        return self._followed

    @property
    def annotator(self) -> str:
        """Who is working."""
        return self.labelling.annotator

    @property
    def layer(self) -> Layer:
        """One's own layer of the shown article, in step with what is stored; its spans are in no order."""
        return self._layer

    @layer.setter
    def layer(self, layer: Layer) -> None:
        self._layer, self._held = layer, Held(layer.spans)

    def worded(self, words: str) -> str:
        """The journal's words of something in the shown article, as a sentence begins with them."""
        return capitalised(as_shown(words, self.article.text if self.article is not None else ""))

    def span(self, id: str) -> Span | None:
        """The span of that id in the shown layer."""
        return self._held.get(id)

    def span_history(self, span: str, before: int | None = None) -> "Page":
        """What happened to a span, the newest first; older than the entry ``before``."""
        from workbench.project.history import span_history

        return span_history(self.project, span, before=before)

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
            article, layer = self.project.article(key), self.project.lean_layer(key, self.annotator)
            row = self.listing.row_of(key)
            self.article, self.layer, self.flagged = article, layer, row is not None and row.flagged
            self.settled.emit(self.listing.settle(but=article.key))
            self.article_changed.emit()

    def refresh(self) -> None:
        """Read the shown article's layer anew, after something changed it from elsewhere."""
        if self.article is not None:
            row = self.listing.row_of(self.article.key)
            self.flagged = row is not None and row.flagged
            self._take_layer(self.project.lean_layer(self.article.key, self.annotator))

    def next_open(self) -> str | None:
        """The key of the next article in the list that is not done, going round."""
        return self.listing.following(self.place(), open_only=True)

    # In step with what is stored

    def follow_scheme(self) -> bool:
        """Tell views where the project has another scheme by now, and read the layer under it; whether it was so."""
        if self.project.scheme is self._followed:
            return False
        self.scheme_leaves.emit()
        self._followed = self.project.scheme
        self.scheme_changed.emit()
        self.reload_rows()
        self.refresh()
        self.row_changed.emit("")
        self.scheme_followed.emit()
        return True

    def _take_layer(self, layer: Layer) -> None:
        """Put a layer in the place of the present one, and tell views the difference."""
        old = {span.id: span for span in self.layer.spans}
        new = {span.id: span for span in layer.spans}
        gone = {id for id, span in old.items() if new.get(id) != span}
        came = [span for id, span in new.items() if old.get(id) != span]
        self.listing.complete_changed(self.layer.complete, layer.complete)
        self.layer = layer
        self._note_row()
        self.spans_changed.emit(gone, came)
        self.layer_changed.emit()

    def follow(self, done: Reversal) -> None:
        """Let the shown article become what an undo or redo left of it."""
        if self.article is None:
            return
        id = self.listing.id_of(self.article.key)
        if id not in done.articles and not any(change.kind == "annotator" for change in done.changes):
            self.layer_changed.emit()  # what was saved last
            return
        from workbench.project.turned import turned

        now = turned(self.project, id, self.annotator, done.changes) if id is not None else None
        if now is None:
            self.refresh()
            return
        if any(change.kind == "flag" for change in done.changes):
            row = self.listing.row_of(self.article.key)
            self.flagged = row is not None and row.flagged
        self._take_turned(now)

    def _take_turned(self, now: "Turned") -> None:
        """Take over what became of some spans and the like, and tell views."""
        gone, came = self._held.take(now.spans)
        layer = self.layer
        layer.state, layer.attributes = now.state, now.attributes
        layer.relations = taken(layer.relations, now.relations)
        layer.entities = taken(layer.entities, now.entities)
        layer.comments = sorted(taken(layer.comments, now.comments), key=lambda item: (item.at, item.id))
        self._note_row()
        self.spans_changed.emit(gone, came)
        self.layer_changed.emit()

    def rows_changed(self, ids: Iterable[str]) -> None:
        """Many articles (ids) of the list are others by now."""
        self.listing.rows_changed(ids)
        self.row_changed.emit("")

    def _note_row(self) -> None:
        if self.article is not None:
            layer = self.layer
            self.listing.note(self.article.key, layer.state, len(layer.spans), self.flagged)
            self.row_changed.emit(self.article.key)

    def _open_near(self, at: int) -> None:
        """The shown article is gone: show the one that stands in its place now, if there is any."""
        row = self.listing.row(min(at, len(self.listing) - 1)) if len(self.listing) else None
        if row is not None:
            self.open(row.key)
        else:
            self.article, self.layer, self.flagged = None, Layer(self.annotator), False
            self.article_changed.emit()

    def _committed(self) -> None:
        self.saved_at = datetime.now()

    def saved_sentence(self) -> str:
        """The truth about what is on the disk."""
        if self.saved_at is None:
            return "Everything is saved. Nothing was changed yet."
        return f"Everything is saved, last at {self.saved_at:%H:%M}."


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=_HasId)


def taken(held: list[Item], changes: Mapping[str, Item | None]) -> list[Item]:
    """What is held, with what became of some of it."""
    if not changes:
        return held
    items = {**{item.id: item for item in held}, **changes}
    return [item for item in items.values() if item is not None]
