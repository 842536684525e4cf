"""What an annotator does to a layer: spans, attributes, relations, entities, comments, done; undo and redo.

Every method is one action: one transaction, one journal entry. What the scheme forbids is refused with
SchemeError, what is wrong with offsets with TextError, what belongs to somebody else with ProjectError.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from workbench.errors import ProjectError, SchemeError, TextError
from workbench.model.article import check_text
from workbench.model.entity import Entity
from workbench.model.layer import State
from workbench.model.rules import Problem, problems
from workbench.model.span import NO_ATTRIBUTES, Attributes, Parts, Span, check_parts
from workbench.project.facade import Project, check_name
from workbench.project.ids import layer_id
from workbench.store import articles as stored
from workbench.store import codec
from workbench.store.action import Action, Record, new_id
from workbench.store.journal import Reversal


class Done(NamedTuple):
    """An action that was committed: the id it made or changed, in which article, and what was done in words.

    ``span`` is the span as it is now, where one was added or changed; ``removed`` are relations that went.
    """

    id: str
    article: str
    words: str
    removed: tuple[str, ...] = ()
    span: Span | None = None


class Labelling:
    """One annotator at work. ``annotator`` owns the layer and acts."""

    def __init__(self, project: Project, annotator: str) -> None:
        self.project = project
        self.annotator = check_name(annotator)
        self.scheme = project.scheme
        self._lengths: dict[str, tuple[str, int]] = {}

    # Spans

    def add(self, key: str, parts: Iterable[Iterable[int]], label: str, attributes: Attributes = NO_ATTRIBUTES) -> Done:
        """Tag a stretch of an article."""
        kind = self.scheme.label(label)
        self.scheme.check_attributes(label, attributes)
        article, length = self._article(key)
        span = Span(new_id(), label, self._parts(label, parts, length), attributes)
        words = f"tagged {span.start}-{span.end} as {kind.name}"
        with self.project.journal.action(self.annotator, "add", words) as action:
            layer = self._touch(action, article)
            self._check_place(layer, span)
            action.insert("span", article, *codec.span_row(span, layer))
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
        row, article = self._own("span", id)
        span = codec.to_span(tuple(row.values()))
        key, length = self._key_and_length(article)
        new = Span(
            id,
            self.scheme.label(label).name if label is not None else span.label,
            span.parts if parts is None else check_parts(parts, length),
            span.attributes if attributes is None else _merged(span.attributes, attributes),
            span.entity,
        )
        new = self._fitting(new, span, attributes)
        self._parts(new.label, new.parts, length)
        words = _change_words(span, new)
        with self.project.journal.action(self.annotator, "change", words) as action:
            layer = self._touch(action, article)
            if (new.parts, new.label) != (span.parts, span.label):
                self._check_place(layer, new)
            removed = self._drop_unfit_relations(action, article, new) if new.label != span.label else ()
            fields = dict(zip(row, codec.span_row(new, layer)))
            action.update("span", article, row, **fields)
        return Done(id, key, words, removed, new)

    def remove(self, id: str) -> Done:
        """Take a span away, with its relations and the comments on it."""
        row, article = self._own("span", id)
        words = f"removed {row['label']} {row['start']}-{row['end']}"
        with self.project.journal.action(self.annotator, "remove", words) as action:
            self._touch(action, article)
            sql = 'SELECT "id" FROM "relation" WHERE "source" = ? OR "target" = ?'
            relations = tuple(found[0] for found in self.project.store.rows(sql, (id, id)))
            for relation in relations:
                self._delete(action, "relation", article, relation)
            for (comment,) in self.project.store.rows('SELECT "id" FROM "comment" WHERE "span" = ?', (id,)):
                self._delete(action, "comment", article, comment)
            action.delete("span", article, row)
        return Done(id, self._key_and_length(article)[0], words, relations)

    # Relations and entities

    def relate(self, kind: str, source: str, target: str, attributes: Attributes = NO_ATTRIBUTES) -> Done:
        """Link two spans of the layer."""
        first, article = self._own("span", source)
        second, other = self._own("span", target)
        if first["layer"] != second["layer"]:
            raise ProjectError("the two spans are in different articles; a relation stays in one")
        relation = self.scheme.check_relation(kind, first["label"], second["label"])
        self.scheme.check_relation_attributes(kind, attributes)
        found = self.project.store.rows(
            'SELECT "target" FROM "relation" WHERE "layer" = ? AND "type" = ? AND "source" = ?',
            (first["layer"], kind, source),
        )
        if (target,) in found:
            raise ProjectError(f"these two spans have the relation {kind} already")
        if relation.at_most is not None and len(found) >= relation.at_most:
            raise SchemeError(f"a {first['label']} has at most {relation.at_most} {kind}; remove the other one first")
        id = new_id()
        words = f"linked {first['label']} {first['start']}-{first['end']} to its {kind}"
        with self.project.journal.action(self.annotator, "relate", words) as action:
            layer = self._touch(action, article)
            action.insert("relation", other, id, layer, kind, source, target, codec.pack_attributes(attributes))
        return Done(id, self._key_and_length(article)[0], words)

    def unrelate(self, id: str) -> Done:
        """Take a relation away."""
        row, article = self._own("relation", id)
        words = f"removed the relation {row['type']}"
        with self.project.journal.action(self.annotator, "unrelate", words) as action:
            self._touch(action, article)
            action.delete("relation", article, row)
        return Done(id, self._key_and_length(article)[0], words)

    def set_entity(self, id: str, entity: str | Mapping[str, Any] | None) -> Done:
        """Say which entity a mention means: the id of one in this layer, a new one by its name, or none."""
        row, article = self._own("span", id)
        if entity is not None and not self.scheme.label(row["label"]).entity:
            raise SchemeError(f"mentions labelled {row['label']} belong to no entity in this scheme")
        made = None if entity is None or isinstance(entity, str) else self._new_entity(entity, row["label"])
        if isinstance(entity, str):
            known, _ = self._own("entity", entity)
            if known["layer"] != row["layer"]:
                raise ProjectError(f"the entity {entity} is in another article")
        target = made.id if made else entity
        words = "took the mention out of its entity" if entity is None else "said which entity is meant"
        with self.project.journal.action(self.annotator, "entity", words) as action:
            layer = self._touch(action, article)
            if made:
                action.insert("entity", article, *codec.entity_row(made, layer))
            action.update("span", article, row, entity=target)
        return Done(str(target or id), self._key_and_length(article)[0], words)

    def _new_entity(self, data: Mapping[str, Any], label: str) -> Entity:
        unknown = set(data) - {"name", "label", "attributes", "external_id"}
        if unknown:
            raise ProjectError(f"an entity has no {sorted(unknown)[0]!r}; it has name, label, attributes, external_id")
        name, external = data.get("name"), data.get("external_id")
        if not isinstance(name, str) or not name.strip():
            raise ProjectError("an entity needs a name")
        if external is not None and not isinstance(external, str):
            raise ProjectError("the external_id of an entity is a text")
        check_text(name)
        attributes = data.get("attributes", {})
        if not isinstance(attributes, Mapping):
            raise ProjectError("the attributes of an entity are an object of names and values")
        return Entity(new_id(), self.scheme.label(data.get("label", label)).name, name, attributes, external)

    # The article

    def set_article_attributes(self, key: str, attributes: Mapping[str, Any]) -> Done:
        """Set attributes of the article in this layer; None takes one out."""
        self.scheme.check_article_attributes({name: value for name, value in attributes.items() if value is not None})
        article, _ = self._article(key)
        words = f"set {', '.join(attributes) or 'nothing'} of the article"
        with self.project.journal.action(self.annotator, "article", words) as action:
            layer = self._touch(action, article)
            row = action.get("layer", layer)
            assert row is not None
            merged = _merged(codec.unpack_attributes(row["attributes"]), attributes)
            action.update("layer", article, row, attributes=codec.pack_attributes(merged))
        return Done(layer, key, words)

    def comment(self, text: str, key: str | None = None, span: str | None = None) -> Done:
        """Leave a remark on a span of this layer, or on an article."""
        if not isinstance(text, str) or not text.strip():
            raise ProjectError("a comment needs some text")
        check_text(text)
        article = self._own("span", span)[1] if span is not None else self._article(key or "")[0]
        id = new_id()
        with self.project.journal.action(self.annotator, "comment", "commented") as action:
            layer = self._touch(action, article, reopen=False)
            action.insert("comment", article, id, layer, span, text, self.annotator, action.at)
        return Done(id, self._key_and_length(article)[0], "commented")

    def set_done(self, key: str, done: bool) -> tuple[State, list[Problem]]:
        """Say that the layer is done, or not; gives the problems that rules find when it is."""
        article, _ = self._article(key)
        state: State = "done" if done else "in_progress"
        words = "said that the article is done" if done else "took the article up again"
        with self.project.journal.action(self.annotator, "state", words) as action:
            layer = self._touch(action, article, reopen=False)
            row = action.get("layer", layer)
            assert row is not None
            action.update("layer", article, row, state=state)
        return state, self.problems(key) if done else []

    def problems(self, key: str) -> list[Problem]:
        """What the scheme's rules find in this layer."""
        return problems(self.scheme, self.project.article(key).text, self.project.layer(key, self.annotator))

    # Undo

    def undo(self) -> Reversal | None:
        """Take the annotator's newest action back, from whatever session; ConflictError where others built on it."""
        self._lengths.clear()
        return self.project.journal.undo(self.annotator)

    def redo(self) -> Reversal | None:
        """Do again what was undone last."""
        return self.project.journal.redo(self.annotator)

    # Inside

    def _article(self, key: str) -> tuple[str, int]:
        if not isinstance(key, str):
            raise ProjectError(f"“article” must be a key, not {key!r}")
        known = self._lengths.get(key)
        if known is None:
            id = self.project.article_id(key)
            known = self._lengths[key] = (id, stored.text_length(self.project.store, id))
        return known

    def _key_and_length(self, article: str) -> tuple[str, int]:
        row = self.project.store.row(
            'SELECT a."key", t."length" FROM "article" a JOIN "text" t ON t."id" = a."text" WHERE a."id" = ?',
            (article,),
        )
        assert row is not None
        return str(row[0]), int(row[1])

    def _parts(self, label: str, parts: Iterable[Iterable[int]], length: int) -> Parts:
        checked = check_parts(parts, length)
        if len(checked) > 1 and not self.scheme.label(label).parts:
            raise SchemeError(f"a {label} has one part only; the scheme allows no more")
        return checked

    def _touch(self, action: Action, article: str, reopen: bool = True) -> str:
        """The id of the annotator's layer, made where it is missing; editing a done layer takes it up again."""
        row = stored.layer_row(self.project.store, article, self.annotator)
        if row is None:
            annotator = self.project.annotator_id(action, self.annotator)
            id = layer_id(article, annotator)
            action.insert("layer", article, id, article, annotator, "in_progress", "{}", 0)
            return id
        if row[3] == "untouched" or (reopen and row[3] == "done"):
            before = action.get("layer", row[0])
            assert before is not None
            action.update("layer", article, before, state="in_progress")
        return str(row[0])

    def _own(self, kind: str, id: object) -> tuple[Record, str]:
        """A row of this annotator's, and the id of its article."""
        if not isinstance(id, str):
            raise ProjectError(f"an id is a text, not {id!r}")
        sql = (
            f'SELECT p."name", l."article" FROM "{kind}" x JOIN "layer" l ON l."id" = x."layer"'
            ' JOIN "annotator" p ON p."id" = l."annotator" WHERE x."id" = ?'
        )
        owner = self.project.store.row(sql, (id,))
        if owner is None:
            raise ProjectError(f"there is no {kind} {id!r}; it may have been removed")
        if owner[0] != self.annotator:
            raise ProjectError(f"the {kind} {id!r} is in the layer of {owner[0]}; {self.annotator} can't change it")
        row = Action(self.project.store, self.annotator, "").get(kind, id)
        assert row is not None
        return row, str(owner[1])

    def _check_place(self, layer: str, span: Span) -> None:
        """The same parts with the same label stand once; the scheme may exclude overlaps."""
        store = self.project.store
        start, end, parts = span.start, span.end, codec.pack_parts(span.parts)
        twice = store.row(
            'SELECT "id" FROM "span" WHERE "layer" = ? AND "start" = ? AND "end" = ? AND "label" = ? AND "parts" = ?',
            (layer, start, end, span.label, parts),
        )
        if twice and twice[0] != span.id:
            raise ProjectError(f"{start}-{end} is tagged {span.label} already (span {twice[0]})")
        if not self.scheme.overlaps_free:
            sql = 'SELECT "id", "layer", "label", "start", "end", "parts", "attributes", "entity" FROM "span"'
            near = store.rows(f'{sql} WHERE "layer" = ? AND "start" < ? AND "end" > ?', (layer, end, start))
            self.scheme.check_overlap(span, [codec.to_span(row) for row in near])

    def _fitting(self, new: Span, old: Span, given: Mapping[str, Any] | None) -> Span:
        """The span with what its label may carry; values that were just given are checked, older ones dropped."""
        attributes = dict(new.attributes)
        if new.label != old.label:
            known = {attribute.name for attribute in self.scheme.label(new.label).attributes}
            attributes = {name: value for name, value in attributes.items() if name in known or name in (given or {})}
        self.scheme.check_attributes(new.label, attributes)
        entity = new.entity if self.scheme.label(new.label).entity else None
        return Span(new.id, new.label, new.parts, attributes, entity)

    def _drop_unfit_relations(self, action: Action, article: str, span: Span) -> tuple[str, ...]:
        sql = (
            'SELECT r."id", r."type", s."id", s."label", t."label" FROM "relation" r'
            ' JOIN "span" s ON s."id" = r."source"'
            ' JOIN "span" t ON t."id" = r."target" WHERE r."source" = ? OR r."target" = ?'
        )
        dropped: list[str] = []
        for id, kind, source, source_label, target_label in self.project.store.rows(sql, (span.id, span.id)):
            ends = (span.label, target_label) if source == span.id else (source_label, span.label)
            try:
                self.scheme.check_relation(kind, *ends)
            except SchemeError:
                self._delete(action, "relation", article, id)
                dropped.append(id)
        return tuple(dropped)

    def _delete(self, action: Action, kind: str, article: str, id: str) -> None:
        row = action.get(kind, id)
        assert row is not None
        action.delete(kind, article, row)


def _merged(old: Attributes, new: object) -> dict[str, Any]:
    if not isinstance(new, Mapping):
        raise SchemeError(f"attributes are an object of names and values, not {new!r}")
    return {name: value for name, value in {**old, **new}.items() if value is not None}


def _change_words(old: Span, new: Span) -> str:
    said: list[str] = []
    if new.label != old.label:
        said.append(f"relabelled {old.label} {old.start}-{old.end} as {new.label}")
    if new.parts != old.parts:
        said.append(f"moved {new.label} {old.start}-{old.end} to {new.start}-{new.end}")
    if new.attributes != old.attributes and not said:
        names: Sequence[str] = sorted({*old.attributes, *new.attributes})
        changed = [name for name in names if old.attributes.get(name) != new.attributes.get(name)]
        said.append(f"set {', '.join(changed)} of {new.label} {new.start}-{new.end}")
    return " and ".join(said) or f"left {new.label} {new.start}-{new.end} as it was"


__all__ = ["Done", "Labelling", "TextError"]
