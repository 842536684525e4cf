"""Taking one step of a span's history back, while what came after it stays: the span, what it means, its links."""

from collections.abc import Iterable, Iterator

from workbench.errors import ProjectError
from workbench.model.span import Span
from workbench.project import span_change
from workbench.project.at_work import AtWork
from workbench.project.history import span_before
from workbench.project.layer_edit import LayerEdit
from workbench.project.remarks import Done
from workbench.project.sentences import change_words
from workbench.store import codec
from workbench.store.action import Change, Record
from workbench.store.change import load
from workbench.store.tables import COLUMNS


class SteppingBack(AtWork):
    """The part of labelling that puts back what a step of a span's history changed."""

    def put_back(self, id: str, entry: int) -> Done:
        """Give a span the label, parts, values and entity that it had before an entry of its history.

        Relations and comments that the entry made go, those that it took away or changed come back. ProjectError or
        SchemeError where that can't be any more.
        """
        with self._edit("change") as edit:
            row, article = edit.own("span", id)
            key, length = edit.key_and_length(article)
            old = new = codec.to_span(tuple(row.values()))
            changes = list(edit.project.journal.changes(entry))
            removed: tuple[str, ...] = ()
            if any(change.target == id and change.kind == "span" for change in changes):
                new = self._as_before(edit, old, span_before(self.project, id, entry), length)
                removed = span_change.write(edit, article, row, new)
            for change in _links_of(changes, id):
                self._turn(edit, article, change)
            changed = edit.action.touched
            if changed:  # a comment alone does not take a finished article up again
                remarked = all(change.kind in ("comment", "resolved") for change in edit.action.changes)
                edit.layer(article, reopen=not remarked)
            gone = edit.drop_bare_entities(article, [old.entity] if old.entity != new.entity else [])
            place = f"{new.label} {new.start}-{new.end}"
            step = change_words(old, new) if new._replace(entity=old.entity) != old else f"a step of {place}"
            words = edit.action.words = f"put back: {step}" if changed else f"left {place} as it was"
        return Done(id, key, words, removed, new, changed, gone=gone)

    def _as_before(self, edit: LayerEdit, old: Span, was: Span, length: int) -> Span:
        values = {**dict.fromkeys(old.attributes), **was.attributes}
        new = span_change.changed(edit, old, was.label, was.parts, values, length)
        known = was.entity is None or edit.action.get("entity", was.entity) is not None
        if known and self.scheme.label(new.label).entity:  # an entity that is gone can't be meant again
            new = new._replace(entity=was.entity)
        return edit.with_fitting_entity(new)

    def _turn(self, edit: LayerEdit, article: str, change: Change) -> None:
        """Let one relation or comment be what it was before a change."""
        before, row = load(change.before), edit.action.get(change.kind, change.target)
        if row == before:
            return
        if change.kind == "comment" and before is not None and row is not None:
            edit.action.update("comment", article, row, **before)
        elif change.kind == "comment" and row is not None:
            edit.delete_comment(article, change.target)
        elif row is not None:
            edit.action.delete("relation", article, row)
            row = None
        if before is not None and row is None:
            if change.kind == "relation":
                self._check_relation(edit, before)
            edit.action.insert(change.kind, article, *(before[column] for column in COLUMNS[change.kind]))

    def _check_relation(self, edit: LayerEdit, record: Record) -> None:
        edit.check_relation(record["type"], self._end(edit, record["source"]), self._end(edit, record["target"]))
        self.scheme.check_relation_attributes(record["type"], codec.unpack_attributes(record["attributes"]))

    def _end(self, edit: LayerEdit, span: str) -> Record:
        row = edit.action.get("span", span)
        if row is None:
            raise ProjectError("the relation of this step led to a span that is gone; tag it again first")
        return row


def _links_of(changes: Iterable[Change], span: str) -> Iterator[Change]:
    """The changes of the span's relations and of comments on it, what goes before what comes."""
    found = []
    for change in changes:
        record = load(change.before) or load(change.after) or {}
        ends = (record.get("source"), record.get("target")) if change.kind == "relation" else (record.get("span"),)
        if change.kind in ("relation", "comment") and span in ends:
            found.append(change)
    return iter(sorted(found, key=lambda change: change.before is not None))
