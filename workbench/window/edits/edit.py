"""How an edit is carried out: what fails says why and changes nothing, what was written is told to views."""

from collections.abc import Callable
from typing import TypeVar

from workbench.errors import ThingError, WorkbenchError, as_sentence
from workbench.model.span import Span
from workbench.project.many import DoneMany
from workbench.window.key_words import then
from workbench.window.shown import Shown

T = TypeVar("T")


class Edit(Shown):
    """The ground that every kind of edit stands on."""

    def _do(self, work: Callable[[], T | None], nothing: str = "") -> T | None:
        """Carry an edit out, or say why not."""
        try:
            result = work()
        except WorkbenchError as error:
            if isinstance(error, ThingError):
                from workbench.window.telling import words_for

                error = error.naming(words_for(self, error.kind, error.id))
            self.follow_scheme()  # somebody may have changed it elsewhere
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
        result = self._do(work)
        if result is not None:
            self._committed()
            self.refresh()
            if isinstance(result, DoneMany):
                self.rows_changed(self.project.article_id(key) for key in result.spans)
            elif self.article is None or self.article.key != key:
                self.listing.row_changed(key)
                self.row_changed.emit(key)
            self.said.emit(f"Saved now.{self._undoes}")

    def _edited(self, removed: set[str], added: list[Span], sentence: str) -> None:
        self._committed()
        self.layer.state = "in_progress"
        self._note_row()
        self.spans_changed.emit(removed, added)
        self.layer_changed.emit()
        self.said.emit(sentence)

    def _noted(self, key: str, sentence: str) -> None:
        """Something was committed about the article with that key, besides its layer."""
        self._committed()
        self.listing.row_changed(key)
        self.row_changed.emit(key)
        self.layer_changed.emit()
        self.said.emit(sentence)

    def _drop_relations(self, gone: tuple[str, ...]) -> None:
        if gone:
            self.layer.relations = [item for item in self.layer.relations if item.id not in gone]

    def _drop_entities(self, gone: tuple[str, ...]) -> None:
        if gone:
            self.layer.entities = [item for item in self.layer.entities if item.id not in gone]

    @property
    def _undoes(self) -> str:
        return then(self.key_of("edit.undo"), "undoes it")

    @property
    def _brings_back(self) -> str:
        return then(self.key_of("edit.undo"), "brings it back")
