"""What an annotator does to a layer: spans, attributes, relations, entities, comments, done; undo and redo.

Every method is one action: one transaction, in which it reads, checks and writes, and one journal entry; none
where it changed nothing. What the scheme forbids is refused with SchemeError, what is wrong with offsets or can't
be stored with TextError, what belongs to somebody else with ProjectError, an entity or attributes of no known
shape with FormatError.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.model.span import NO_ATTRIBUTES, Attributes, Span
from workbench.project import span_change, undoing
from workbench.project.attributing import Attributing
from workbench.project.entities import Entities
from workbench.project.many import Many
from workbench.project.relating import Relating
from workbench.project.remarks import Done, Remarks
from workbench.project.sentences import change_words
from workbench.project.standing import Standing
from workbench.project.stepping_back import SteppingBack
from workbench.store import codec
from workbench.store.action import new_id
from workbench.store.journal import Reversal


class Labelling(Remarks, Relating, SteppingBack, Standing, Many, Attributing, Entities):
    """One annotator at work: everything that they do to their layers."""

    # Spans

    def add(self, key: str, parts: Iterable[Iterable[int]], label: str, attributes: Attributes = NO_ATTRIBUTES) -> Done:
        """Tag a stretch of an article."""
        kind = self.scheme.label(label)
        self.scheme.check_attributes(label, attributes)
        with self._edit("add") as edit:
            article, length = edit.article(key)
            span = Span(new_id(), kind.name, edit.parts(label, parts, length), attributes)
            layer = edit.layer(article)
            edit.check_place(layer, span)
            edit.action.insert("span", article, *codec.span_row(span, layer))
            words = edit.action.words = f"tagged {span.start}-{span.end} as {kind.name}"
        return Done(span.id, key, words, span=span)

    def change(
        self,
        id: str,
        label: str | None = None,
        parts: Iterable[Iterable[int]] | None = None,
        attributes: Mapping[str, Any] | None = None,
    ) -> Done:
        """Give a span another label, other edges or other values (None takes a value out); relations are kept.

        Attributes and relations that the new label can't have go with the old one.
        """
        with self._edit("change") as edit:
            row, article = edit.own("span", id)
            key, length = edit.key_and_length(article)
            old = codec.to_span(tuple(row.values()))
            new = span_change.changed(edit, old, label, parts, attributes, length)
            if new.label != old.label:
                new = edit.with_fitting_entity(new)
            words = edit.action.words = change_words(old, new)
            removed = span_change.write(edit, article, row, new)
            changed = edit.action.touched
            gone = edit.drop_bare_entities(article, [old.entity] if old.entity != new.entity else [])
        return Done(id, key, words, removed, new, changed, gone=gone)

    def remove(self, id: str) -> Done:
        """Take a span away, with its relations and the comments on it."""
        with self._edit("remove") as edit:
            row, article = edit.own("span", id)
            words = edit.action.words = f"removed {row['label']} {row['start']}-{row['end']}"
            edit.layer(article)
            relations = edit.drop_with(article, id)
            edit.action.delete("span", article, row)
            gone = edit.drop_bare_entities(article, [row["entity"]])
            key, _ = edit.key_and_length(article)
        return Done(id, key, words, relations, gone=gone)

    # Undo

    def undo(self) -> Reversal | None:
        """Take the annotator's newest action back, from whatever session; ConflictError where others built on it."""
        return undoing.undo(self.project, self.annotator)

    def redo(self) -> Reversal | None:
        """Do again what was undone last."""
        return undoing.redo(self.project, self.annotator)
