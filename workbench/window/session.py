"""What is being worked on, without widgets: project, annotator, article; every edit goes through here.

Views listen to its signals and refresh only what changed. ``saved_at`` is true: it follows commits, nothing else.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from workbench.errors import ThingError, WorkbenchError, as_sentence, capitalised
from workbench.model.layer import Comment, Resolved
from workbench.model.relation import Relation
from workbench.model.rules import Problem
from workbench.model.span import NO_ATTRIBUTES, Attributes, Parts, Span
from workbench.project import Reversal
from workbench.project.many import DoneMany, Places
from workbench.window.key_words import then
from workbench.window.shown import Shown, taken
from workbench.window.undisturbed import undisturbed
from workbench.words import as_shown, with_article

if TYPE_CHECKING:
    from workbench.model.problem import Fix
    from workbench.project.entities import DoneEntities
    from workbench.project.history import Page
    from workbench.project.labelling import Labelling
    from workbench.project.remarks import Done
    from workbench.project.scheme_change import Done as Changed
    from workbench.project.scheme_change import Step

T = TypeVar("T")


class Session(Shown):
    """One annotator on one project. Edits that fail say so by ``failed`` and change nothing."""

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
        self._held.put(done.span)
        self._edited(set(), [done.span], f"Tagged as {label}.{self._undoes}")
        return done.span

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

    def attribute(
        self, label: str, content: Parts, speaker: tuple[int, int] | None, cue: tuple[int, int] | None
    ) -> Span | None:
        """Tag what is said, who says it and the word that tells so, linked, as one action; gives the first of them."""
        if self.article is None:
            return None
        key = self.article.key
        done = self._do(lambda: self.labelling.attribute(key, label, content, speaker, cue))
        if done is None:
            return None
        if not done.changed:
            self.said.emit(f"{capitalised(as_shown(done.words))}.")
            return done.content
        self._held.take({span.id: span for span in done.spans})
        self._drop_relations(done.removed)
        self.layer.relations = [*self.layer.relations, *done.relations]
        self._edited(done.changed_ids, done.spans, f"{capitalised(as_shown(done.words))}.{self._undoes}")
        return done.content

    def change(self, span: Span, label: str | None = None, attributes: Mapping[str, Any] | None = None) -> Span | None:
        """Relabel a span, or set values of it; what the new label wants and the span lacks is proposed."""
        if label is not None and label != span.label and self.article is not None:
            from workbench.model.proposals import propose_anew

            anew = propose_anew(self.scheme.label(label), self.article.text, span)
            attributes = {**anew, **(attributes or {})}
        done = self._do(lambda: self.labelling.change(span.id, label=label, attributes=attributes))
        if done is None or done.span is None:
            return None
        words = f"{capitalised(as_shown(done.words))}."
        self._span_changed(done, f"Now {with_article(label)}." if label else words, words)
        return done.span

    def move(self, span: Span, parts: Parts, said: str = "") -> Span | None:
        """Give a span other edges or parts; its values, relations and comments are kept."""
        done = self._do(lambda: self.labelling.change(span.id, parts=parts))
        if done is None or done.span is None:
            return None
        self._span_changed(done, said or f"Moved the edges of the {span.label}.", "The edges are as they were.")
        return done.span

    def span_before(self, span: str, entry: int) -> Span | None:
        """A span as it was before an entry of its history; None where there was none, which is said."""
        from workbench.project.history import span_before

        return self._do(lambda: span_before(self.project, span, entry))

    def put_back(self, span: str, entry: int) -> None:
        """Give a span back what it had before an entry of its history, as a new action."""
        done = self._do(lambda: self.labelling.put_back(span, entry))
        if done is not None and done.span is not None:
            lost = f" Its {', '.join(self._kinds(done.removed))} went with it." if done.removed else ""
            self._span_changed(done, f"Put the {done.span.label} back.{lost}", "It is so already.")

    def _kinds(self, gone: tuple[str, ...]) -> list[str]:
        return sorted({item.type.replace("_", " ") for item in self.layer.relations if item.id in gone})

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

    def mend(self, fix: "Fix") -> None:
        """Carry out what mends a problem; one action, like any other."""
        span = self.span(fix.span)
        if span is None:
            return
        if fix.parts is not None:
            self.move(span, fix.parts)
        elif fix.attributes is not None:
            self.change(span, attributes=fix.attributes)
        elif fix.relation is not None:
            self.relate(fix.relation, span.id, fix.target)
        elif fix.entity is not None:
            self.mean(span, fix.entity)

    def mean(self, span: Span, entity: str) -> None:
        """Say which entity a mention means."""
        done = self._do(lambda: self.labelling.set_entity(span.id, entity))
        if done is None or not done.changed:
            return
        changed = span._replace(entity=entity)
        self._held.put(changed)
        self._edited({span.id}, [changed], f"{capitalised(as_shown(done.words))}.{self._undoes}")

    def unrelate(self, relation: str) -> None:
        """Remove a relation."""
        done = self._do(lambda: self.labelling.unrelate(relation))
        if done is not None:
            self._drop_relations((relation,))
            self._edited(set(), [], f"{capitalised(as_shown(done.words))}.{self._brings_back}")

    def _drop_relations(self, gone: tuple[str, ...]) -> None:
        if gone:
            self.layer.relations = [item for item in self.layer.relations if item.id not in gone]

    def about_entities(self, work: "Callable[[Labelling], DoneEntities]") -> "DoneEntities | None":
        """Carry out what says something of entities, and show what became of them and of their mentions."""
        done = self._do(lambda: work(self.labelling))
        if done is None:
            return None
        sentence = f"{capitalised(as_shown(done.words))}."
        if not done.changed:
            self.said.emit(sentence)
            return done
        gone, came = self._held.take({span.id: span for span in done.spans})
        self.layer.entities = taken(self.layer.entities, done.entities)
        self._edited(gone, came, f"{sentence}{self._undoes}")
        return done

    def _drop_entities(self, gone: tuple[str, ...]) -> None:
        if gone:
            self.layer.entities = [item for item in self.layer.entities if item.id not in gone]

    def set_done(self, done: bool) -> list[Problem] | None:
        """Say that the article is done, or not; gives what the rules find, None where it could not be written."""
        if self.article is None:
            return None
        key, before = self.article.key, self.layer.state
        answer = self._do(lambda: self.labelling.set_done(key, done))
        if answer is None:
            return None
        self.layer.state, problems = answer
        if done:
            self._complete_for({label.name for label in self.scheme.offered}.union(self.layer.complete))
        if self.layer.state != before:
            self._committed()
        self._note_row()
        self.layer_changed.emit()
        return problems

    def set_complete(self, label: str, complete: bool) -> bool:
        """Say that the article was gone through for a label, or was not; gives whether that is written now."""
        if self.article is None:
            return False
        key = self.article.key
        done = self._do(lambda: self.labelling.set_complete(key, label, complete))
        if done is None:
            return False
        held = {*self.layer.complete, label} if complete else set(self.layer.complete) - {label}
        self._complete_for(held)
        if not done.changed:
            self.said.emit(f"The article is {'' if complete else 'not '}complete for {label} already.")
            return True
        if self.layer.state == "untouched":
            self.layer.state = "in_progress"
        self._committed()
        self._note_row()
        self.layer_changed.emit()
        self.said.emit(f"The article is {'' if complete else 'no longer '}complete for {label}.{self._undoes}")
        return True

    def _complete_for(self, labels: set[str]) -> None:
        self.listing.complete_changed(self.layer.complete, labels)
        self.layer.complete = sorted(labels)

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
            self.layer.comments.append(Comment(done.id, words.strip(), self.annotator, done.at, span))
        if self.layer.state == "untouched":
            self.layer.state = "in_progress"
        self._committed()
        self._note_row()
        self.layer_changed.emit()
        self.said.emit(f"{capitalised(as_shown(done.words))}.{self._undoes}")

    def set_resolved(self, comment: str, resolved: bool) -> None:
        """Say that a comment, in whatever article, needs no more attention, or that it does."""
        done = self._do(lambda: self.labelling.set_resolved(comment, resolved))
        if done is None:
            return
        if not done.changed:
            self.said.emit("The comment is resolved already." if resolved else "The comment is open already.")
            return
        mark = Resolved(self.annotator, done.at) if resolved else None
        said = self.layer.comments
        self.layer.comments = [item._replace(resolved=mark) if item.id == comment else item for item in said]
        words = "Resolved the comment" if resolved else "The comment is open again"
        self._noted(done.article, f"{words}.{self._undoes}")

    def take_flag_off(self, key: str) -> None:
        """Take one's own flag off the article with that key, which need not be the shown one."""
        if self.article is not None and self.article.key == key:
            self.set_flagged(False)
            return
        done = self._do(lambda: self.labelling.set_flagged(key, False))
        if done is not None and done.changed:
            self._noted(key, f"Flag removed.{self._brings_back}")

    def _noted(self, key: str, sentence: str) -> None:
        """Something was committed about the article with that key, besides its layer."""
        self._committed()
        self.listing.row_changed(key)
        self.row_changed.emit(key)
        self.layer_changed.emit()
        self.said.emit(sentence)

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

    def change_scheme(self, step: "Step") -> "Changed | None":
        """Change the scheme of the project, and carry along what everybody has tagged."""
        from workbench.project.scheme_change import carry_out

        with undisturbed():
            done = self._do(lambda: carry_out(self.project, step, self.annotator))
            if done is None:
                return None
            self.follow_scheme()
        if done.changed:
            self._committed()
            self.layer_changed.emit()
            self.said.emit(f"{capitalised(done.words)}.{self._brings_back}")
        return done

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
        from workbench.window.turning import show_reversed

        before = self.place() or 0
        with undisturbed():
            done = self._do(work, f"Nothing to {name}.")
            if done is None:
                return
            self._committed()
            where = show_reversed(self, done, before, follow)
        self.said.emit(f"{verb}{where}: {as_shown(done.words)}.{more}")

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

    @property
    def _undoes(self) -> str:
        return then(self.key_of("edit.undo"), "undoes it")

    @property
    def _brings_back(self) -> str:
        return then(self.key_of("edit.undo"), "brings it back")
