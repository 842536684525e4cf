"""What an annotator does to a layer: spans, attributes, relations, entities, comments, done; undo and redo.

Every method is one action: one transaction, in which it reads, checks and writes, and one journal entry; none
where it changed nothing. What the scheme forbids is refused with SchemeError, what is wrong with offsets or can't
be stored with TextError, what belongs to somebody else with ProjectError, an entity or attributes of no known
shape with FormatError.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.errors import ProjectError, SchemeError
from workbench.model.layer import State
from workbench.model.rules import Problem, problems
from workbench.model.scheme import Scheme
from workbench.model.span import NO_ATTRIBUTES, Attributes, Parts, Span, check_parts
from workbench.project import undoing
from workbench.project.attributing import Attributing
from workbench.project.entities import Entities, merged
from workbench.project.facade import Project, check_name
from workbench.project.history import span_before
from workbench.project.ids import flag_id
from workbench.project.layer_edit import LayerEdit
from workbench.project.many import Many
from workbench.project.remarks import Done, Remarks
from workbench.project.sentences import value_words
from workbench.store import articles as stored
from workbench.store import codec
from workbench.store.action import Record, new_id
from workbench.store.journal import Reversal

_MOST_VALUES = 3  # that a sentence tells


class Labelling(Remarks, Many, Attributing, Entities):
    """One annotator at work. ``annotator`` owns the layer and acts."""

    def __init__(self, project: Project, annotator: str) -> None:
        self.project = project
        self.annotator = check_name(annotator)

    @property
    def scheme(self) -> Scheme:
        """The project's scheme as it is by now."""
        return self.project.scheme

    @contextlib.contextmanager
    def _edit(self, kind: str) -> Iterator[LayerEdit]:
        with self.project.journal.action(self.annotator, kind) as action:
            yield LayerEdit(self.project, action)

    # Spans

    def add(self, key: str, parts: Iterable[Iterable[int]], label: str, attributes: Attributes = NO_ATTRIBUTES) -> Done:
        """Tag a stretch of an article."""
        kind = self.scheme.label(label)
        self.scheme.check_attributes(label, attributes)
        with self._edit("add") as edit:
            article, length = edit.article(key)
            span = Span(new_id(), kind.name, self._parts(label, parts, length), attributes)
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
            new = self._changed(old, label, parts, attributes, length)
            if new.label != old.label:
                new = edit.with_fitting_entity(new)
            words = edit.action.words = _change_words(old, new)
            fields = dict(zip(row, codec.span_row(new, row["layer"])))
            changed = fields != row
            removed = self._write_change(edit, article, row, fields, new) if changed else ()
            gone = edit.drop_bare_entities(article, [old.entity] if old.entity != new.entity else [])
        return Done(id, key, words, removed, new, changed, gone=gone)

    def put_back(self, id: str, entry: int) -> Done:
        """Give a span the label, parts and values that it had before an entry of its history; what came after goes."""
        with self._edit("change") as edit:
            row, article = edit.own("span", id)
            key, length = edit.key_and_length(article)
            old, was = codec.to_span(tuple(row.values())), span_before(self.project, id, entry)
            values = {**dict.fromkeys(old.attributes), **was.attributes}
            new = edit.with_fitting_entity(self._changed(old, was.label, was.parts, values, length))
            fields = dict(zip(row, codec.span_row(new, row["layer"])))
            changed = fields != row
            words = edit.action.words = f"put back: {_change_words(old, new)}" if changed else _change_words(old, new)
            removed = self._write_change(edit, article, row, fields, new) if changed else ()
            gone = edit.drop_bare_entities(article, [old.entity] if old.entity != new.entity else [])
        return Done(id, key, words, removed, new, changed, gone=gone)

    def _changed(
        self,
        old: Span,
        label: str | None,
        parts: Iterable[Iterable[int]] | None,
        attributes: Mapping[str, Any] | None,
        length: int,
    ) -> Span:
        """The span as it shall be, with what its label may carry; given values are checked, older ones dropped."""
        kind = self.scheme.label(old.label if label is None else label)
        values = dict(old.attributes) if attributes is None else merged(old.attributes, attributes)
        if kind.name != old.label:
            given = attributes or {}
            values = {name: value for name, value in values.items() if name in given or kind.can_have(name, value)}
        self.scheme.check_attributes(kind.name, values)
        places = self._parts(kind.name, old.parts if parts is None else parts, length)
        return Span(old.id, kind.name, places, values, old.entity if kind.entity else None)

    def _write_change(self, edit: LayerEdit, article: str, row: Record, fields: Record, new: Span) -> tuple[str, ...]:
        layer = edit.layer(article)
        if any(fields[name] != row[name] for name in ("label", "start", "end", "parts")):
            edit.check_place(layer, new)
        removed = edit.drop_unfit_relations(article, new) if fields["label"] != row["label"] else ()
        edit.action.update("span", article, row, **fields)
        return removed

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

    # Relations

    def relate(self, kind: str, source: str, target: str, attributes: Attributes = NO_ATTRIBUTES) -> Done:
        """Link two spans of the layer."""
        id = new_id()
        with self._edit("relate") as edit:
            first, article = edit.own("span", source)
            second, _ = edit.own("span", target)
            self._check_relation(edit, kind, first, second)
            self.scheme.check_relation_attributes(kind, attributes)
            layer = edit.layer(article)
            packed = codec.pack_attributes(attributes)
            edit.action.insert("relation", article, id, layer, kind, source, target, packed)
            words = edit.action.words = f"linked {first['label']} {first['start']}-{first['end']} to its {kind}"
            key, _ = edit.key_and_length(article)
        return Done(id, key, words)

    def _check_relation(self, edit: LayerEdit, kind: str, first: Record, second: Record) -> None:
        if first["layer"] != second["layer"]:
            raise ProjectError("the two spans are in different articles; a relation stays in one")
        relation = self.scheme.check_relation(kind, first["label"], second["label"])
        found = edit.store.rows(
            'SELECT "target" FROM "relation" WHERE "layer" = ? AND "type" = ? AND "source" = ?',
            (first["layer"], kind, first["id"]),
        )
        if (second["id"],) in found:
            raise ProjectError(f"these two spans have the relation {kind} already")
        if relation.at_most is not None and len(found) >= relation.at_most:
            raise SchemeError(f"a {first['label']} has at most {relation.at_most} {kind}; remove the other one first")

    def set_relation(self, kind: str, source: str, target: str | None) -> Done:
        """Let a span lead to ``target``: in the place of another where the scheme allows one only, else beside it.

        None takes away all of the span's relations of that kind. The id is the new relation's, else the span's.
        """
        id = new_id()
        with self._edit("relate") as edit:
            first, article = edit.own("span", source)
            sql = 'SELECT "id", "target" FROM "relation" WHERE "layer" = ? AND "type" = ? AND "source" = ?'
            held = edit.store.rows(sql, (first["layer"], kind, source))
            alone = target is None or self.scheme.relation(kind).at_most == 1
            gone = tuple(known for known, end in held if alone and end != target)
            is_new = target is not None and target not in [end for _, end in held]
            for known in gone:
                edit.delete("relation", article, known)
            if is_new:
                self._check_relation(edit, kind, first, edit.own("span", target)[0])
                row = (id, first["layer"], kind, source, target, codec.pack_attributes(NO_ATTRIBUTES))
                edit.action.insert("relation", article, *row)
            if gone or is_new:
                edit.layer(article)
            place = f"{first['label']} {first['start']}-{first['end']}"
            words = f"linked {place} to its {kind}" if is_new else f"removed the {kind} of {place}"
            words = edit.action.words = words if gone or is_new else f"left the {kind} of {place} as it was"
            key, _ = edit.key_and_length(article)
        return Done(id if is_new else source, key, words, gone, changed=bool(gone or is_new))

    def unrelate(self, id: str) -> Done:
        """Take a relation away."""
        with self._edit("unrelate") as edit:
            row, article = edit.own("relation", id)
            words = edit.action.words = f"removed the relation {row['type']}"
            edit.layer(article)
            edit.action.delete("relation", article, row)
            key, _ = edit.key_and_length(article)
        return Done(id, key, words)

    # The article

    def set_article_attributes(self, key: str, attributes: Mapping[str, Any]) -> Done:
        """Set attributes of the article in this layer; None takes one out."""
        self.scheme.check_article_attributes({name: value for name, value in attributes.items() if value is not None})
        words = _set_words(list(attributes), attributes, "the article")
        with self._edit("article") as edit:
            article, _ = edit.article(key)
            there = stored.layer_row(edit.store, article, self.annotator)
            before = there[4] if there else "{}"
            after = codec.pack_attributes(merged(codec.unpack_attributes(before), attributes))
            changed = after != before
            id = there[0] if there else ""
            if changed:
                edit.action.words = words
                id = edit.layer(article)
                row = edit.action.get("layer", id)
                assert row is not None
                edit.action.update("layer", article, row, attributes=after)
        return Done(id, key, words if changed else "left the article as it was", changed=changed)

    def set_done(self, key: str, done: bool) -> tuple[State, list[Problem]]:
        """Say that the layer is done, or not; gives the problems that rules find when it is."""
        state: State = "done" if done else "in_progress"
        with self._edit("state") as edit:
            edit.action.words = "said that the article is done" if done else "took the article up again"
            article, _ = edit.article(key)
            row = edit.action.get("layer", edit.layer(article, reopen=False))
            assert row is not None
            edit.action.update("layer", article, row, state=state)
            if done:
                edit.set_complete(article, row["id"], {label.name for label in self.scheme.offered}, set())
        return state, self.problems(key) if done else []

    def set_complete(self, key: str, label: str, complete: bool) -> Done:
        """Say that the article was gone through for one label, or was not; what was tagged stays as it is."""
        name = self.scheme.label(label).name
        with self._edit("pass") as edit:
            article, _ = edit.article(key)
            layer = edit.layer(article, reopen=False)
            edit.set_complete(article, layer, {name} if complete else set(), set() if complete else {name})
            words = f"said that the article is {'' if complete else 'not '}complete for {name}"
            changed = edit.action.touched
            edit.action.words = words = words if changed else "left the article as it was"
        return Done(article, key, words, changed=changed)

    def set_flagged(self, key: str, flagged: bool) -> Done:
        """Put the annotator's own bookmark on an article, or take it away.

        It is no part of a layer: a done article stays done, nothing of it is exported, nobody else sees it.
        """
        with self._edit("flag") as edit:
            article, _ = edit.article(key)
            known = edit.store.row('SELECT "id" FROM "annotator" WHERE "name" = ?', (self.annotator,))
            row = edit.action.get("flag", flag_id(article, known[0])) if known else None
            words = "left the flag of the article as it was"
            if flagged and row is None:
                annotator = self.project.annotator_id(edit.action, self.annotator)
                edit.action.insert("flag", article, flag_id(article, annotator), article, annotator)
                words = "flagged the article"
            elif not flagged and row is not None:
                edit.action.delete("flag", article, row)
                words = "took the flag off the article"
            edit.action.words = words
            changed = edit.action.touched
            found, _ = edit.key_and_length(article)
        return Done(article, found, words, changed=changed)

    def problems(self, key: str) -> list[Problem]:
        """What the scheme's rules find in this layer."""
        return problems(self.scheme, self.project.article(key).text, self.project.layer(key, self.annotator))

    # Undo

    def undo(self) -> Reversal | None:
        """Take the annotator's newest action back, from whatever session; ConflictError where others built on it."""
        return undoing.undo(self.project, self.annotator)

    def redo(self) -> Reversal | None:
        """Do again what was undone last."""
        return undoing.redo(self.project, self.annotator)

    def _parts(self, label: str, parts: Iterable[Iterable[int]], length: int) -> Parts:
        checked = check_parts(parts, length)
        if len(checked) > 1 and not self.scheme.label(label).parts:
            raise SchemeError(f"a {label} has one part only; the scheme allows no more")
        return checked


def _set_words(names: list[str], values: Attributes, place: str) -> str:
    """Which values were set where, the first of them with what they are now."""
    if not names:
        return f"set nothing of {place}"
    first, *rest = names[:_MOST_VALUES]
    told = [value_words(values.get(first)), *(f"{name} to {value_words(values.get(name))}" for name in rest)]
    if len(names) > _MOST_VALUES:
        told.append(f"{len(names) - _MOST_VALUES:,} more")
    return f"set {first} of {place} to {' and '.join(told)}"


def _change_words(old: Span, new: Span) -> str:
    said: list[str] = []
    if new.label != old.label:
        said.append(f"relabelled {old.label} {old.start}-{old.end} as {new.label}")
    if (new.start, new.end) == (old.start, old.end) and new.parts != old.parts:
        said.append(f"changed the parts of {new.label} {new.start}-{new.end}")
    elif new.parts != old.parts:
        said.append(f"moved {new.label} {old.start}-{old.end} to {new.start}-{new.end}")
    if new.attributes != old.attributes and not said:
        names = sorted({*old.attributes, *new.attributes})
        changed = [name for name in names if old.attributes.get(name) != new.attributes.get(name)]
        said.append(_set_words(changed, new.attributes, f"{new.label} {new.start}-{new.end}"))
    return " and ".join(said) or f"left {new.label} {new.start}-{new.end} as it was"
