"""What mentions mean: entities of an annotator's layer, said, changed, merged; and those that the project knows.

An entity that nobody mentions any more and of which nothing was said but its name goes in the same action; one with
attributes or an id of its own stays.
"""

from collections.abc import Iterable, Mapping
from types import EllipsisType, MappingProxyType
from typing import Any, NamedTuple

from workbench.errors import FormatError, ProjectError, SchemeError
from workbench.model.entity import Entity, check_entity
from workbench.model.span import NO_ATTRIBUTES, Attributes, Span
from workbench.project.at_work import AtWork
from workbench.project.layer_edit import LayerEdit
from workbench.project.remarks import Done
from workbench.project.sentences import quotable, value_words
from workbench.store import codec
from workbench.store.action import Record, new_id
from workbench.store.database import quoted
from workbench.store.tables import COLUMNS
from workbench.words import number

Meaning = str | Mapping[str, Any] | None  # the id of an entity of the layer, a new one by its name, or none
_FIELDS = frozenset({"name", "label", "attributes", "external_id"})


class DoneEntities(NamedTuple):
    """An action on entities that was committed, in words.

    ``id`` is the entity that is meant now, if any. ``spans`` are the mentions that changed, as they are now,
    ``entities`` what became of those that were touched: None where one went. ``changed`` is False where all was so.
    """

    words: str
    article: str
    id: str | None = None
    spans: tuple[Span, ...] = ()
    entities: Mapping[str, Entity | None] = MappingProxyType({})
    changed: bool = True


class Entities(AtWork):
    """The part of labelling that says what mentions mean."""

    def set_entity(self, id: str, entity: Meaning) -> Done:
        """Say which entity one mention means; see ``assign``. The id is the entity's, else the span's."""
        done = self.assign([id], entity)
        gone = tuple(known for known, left in done.entities.items() if left is None)
        return Done(done.id or id, done.article, done.words, changed=done.changed, gone=gone)

    def assign(self, spans: Iterable[str], entity: Meaning) -> DoneEntities:
        """Let many mentions in one article mean an entity: by its id, a new one by its name, or none."""
        ids = list(dict.fromkeys(spans))
        if not ids:
            raise ProjectError("no mention was named; name at least one span by its id")
        with self._edit("entity") as edit:
            work = _Work(edit, edit.own("span", ids[0])[1])
            rows = [work.own("span", id) for id in ids]
            meant = self._meant(work, entity, rows)
            moved = [row for row in rows if row["entity"] != (meant.id if meant else None)]
            was = {row["entity"] for row in moved if row["entity"]}
            if moved:
                edit.layer(work.article)
                work.put_if_new(meant)
                work.move(moved, meant.id if meant else None)
            names = [] if meant else [work.get(known).name for known in was]
            work.drop_bare(was)
            words = _assign_words(moved, meant.name if meant else None, names)
            return work.done(words, meant.id if meant else None)

    def _meant(self, work: "_Work", entity: Meaning, rows: list[Record]) -> Entity | None:
        """The entity that the mentions are to mean; one that is new is not stored yet."""
        if entity is None:
            return None
        labels = {row["label"]: None for row in rows}
        for label in labels:
            self.scheme.entity_label(label)
        meant = work.known(entity) if isinstance(entity, str) else self._new_entity(entity, next(iter(labels)))
        for label in labels:
            if label != meant.label:
                raise SchemeError(f"“{quotable(meant.name)}” is an entity of {meant.label}; no {label} can mean it")
        return meant

    def _new_entity(self, data: object, label: str) -> Entity:
        if not isinstance(data, Mapping):
            raise FormatError(f"an entity is an id, an object with a name, or nothing, not {data!r}"[:200])
        if unknown := set(data) - _FIELDS:
            raise FormatError(f"an entity has no {min(unknown)!r}; it has name, label, attributes, external_id")
        kind = self.scheme.entity_label(data.get("label", label))
        attributes = data.get("attributes", NO_ATTRIBUTES)
        made = check_entity(Entity(new_id(), kind.name, _named(data.get("name")), attributes, data.get("external_id")))
        self.scheme.check_entity_attributes(kind.name, attributes)
        return made

    def change_entity(
        self,
        id: str,
        name: str | None = None,
        attributes: Mapping[str, Any] | None = None,
        external_id: str | EllipsisType | None = ...,
    ) -> DoneEntities:
        """Give an entity another name, other values (None takes one out) or another id (None takes it away)."""
        with self._edit("change entity") as edit:
            work = _Work(edit, edit.own("entity", id)[1])
            old = work.known(id)
            new = old._replace(name=old.name if name is None else _named(name))
            if attributes is not None:
                new = new._replace(attributes=merged(old.attributes, attributes))
                given = {key: value for key, value in attributes.items() if value is not None}
                self.scheme.check_entity_attributes(old.label, given)
            if external_id is not ...:
                new = new._replace(external_id=external_id)
            work.become(check_entity(new))
            return work.done(_change_words(old, new), id)

    def merge_entities(self, kept: str, gone: str) -> DoneEntities:
        """Let two entities be one: the mentions of ``gone`` mean ``kept``, which takes over what it lacks."""
        with self._edit("merge entities") as edit:
            work = _Work(edit, edit.own("entity", kept)[1])
            stays, goes = work.known(kept), work.known(gone)
            if stays.label != goes.label:
                raise SchemeError(f"an entity of {goes.label} can't become one of {stays.label}")
            words = f"left the entity “{quotable(stays.name)}” as it was"
            if kept != gone:
                values = {**goes.attributes, **stays.attributes}
                outside = goes.external_id if stays.external_id is None else stays.external_id
                work.become(stays._replace(attributes=values, external_id=outside))
                edit.layer(work.article)
                work.move(work.mentions(gone), kept)
                work.drop(gone)
                words = f"merged “{quotable(goes.name)}” into “{quotable(stays.name)}”"
            return work.done(words, kept)

    def remove_entity(self, id: str) -> DoneEntities:
        """Take an entity away; what meant it means nobody then."""
        with self._edit("remove entity") as edit:
            work = _Work(edit, edit.own("entity", id)[1])
            name, mentions = work.known(id).name, work.mentions(id)
            edit.layer(work.article)
            work.move(mentions, None)
            work.drop(id)
            of = f" with its {_mentions(mentions)}" if mentions else ""
            return work.done(f"removed the entity “{quotable(name)}”{of}", None)


class _Work:
    """One action on the entities of one article: what it touched, and what became of that."""

    def __init__(self, edit: LayerEdit, article: str) -> None:
        self.edit = edit
        self.article = article
        self.spans: list[Span] = []
        self.entities: dict[str, Entity | None] = {}

    def own(self, kind: str, id: str) -> Record:
        """A row of this annotator's in this article."""
        row, article = self.edit.own(kind, id)
        if article != self.article:
            raise ProjectError(f"the {kind} {id} is in another article; an entity stays in one")
        return row

    def known(self, id: str) -> Entity:
        """An entity of this layer."""
        return _entity(self.own("entity", id))

    def get(self, id: str) -> Entity:
        """An entity by an id that is in the layer's rows."""
        row = self.edit.action.get("entity", id)
        assert row is not None
        return _entity(row)

    def mentions(self, id: str) -> list[Record]:
        """The rows of the spans that mean an entity."""
        sql = f'SELECT {quoted(COLUMNS["span"])} FROM "span" WHERE "entity" = ? ORDER BY "start", "id"'
        return [dict(zip(COLUMNS["span"], row)) for row in self.edit.store.rows(sql, (id,))]

    def put_if_new(self, entity: Entity | None) -> None:
        """Store an entity that is not there yet."""
        if entity is not None and self.edit.action.get("entity", entity.id) is None:
            self.edit.action.insert("entity", self.article, *codec.entity_row(entity, self.edit.layer(self.article)))
            self.entities[entity.id] = entity

    def move(self, rows: Iterable[Record], entity: str | None) -> None:
        """Let mentions mean another entity, or none."""
        for row in rows:
            after = self.edit.action.update("span", self.article, row, entity=entity)
            self.spans.append(codec.to_span(tuple(after.values())))

    def become(self, entity: Entity) -> None:
        """Let an entity be what it is to be, where that is anything else."""
        row = self.own("entity", entity.id)
        fields = dict(zip(row, codec.entity_row(entity, row["layer"])))
        if fields != row:
            self.edit.layer(self.article)
            self.edit.action.update("entity", self.article, row, **fields)
            self.entities[entity.id] = entity

    def drop(self, id: str) -> None:
        """Take an entity out that nothing means any more."""
        self.edit.delete("entity", self.article, id)
        self.entities[id] = None

    def drop_bare(self, ids: Iterable[str]) -> None:
        """Take those out of which nothing is left but the name."""
        self.entities.update(dict.fromkeys(self.edit.drop_bare_entities(self.article, ids)))

    def done(self, words: str, id: str | None) -> DoneEntities:
        """What this came to."""
        self.edit.action.words = words
        key, _ = self.edit.key_and_length(self.article)
        return DoneEntities(words, key, id, tuple(self.spans), self.entities, self.edit.action.touched)


def _entity(row: Record) -> Entity:
    return codec.to_entity(tuple(row.values()))


def _named(name: Any) -> str:
    if name is None or (isinstance(name, str) and not name.strip()):
        raise FormatError("an entity needs a name")
    return name  # type: ignore[no-any-return]  # whether it is a text is looked at with the other fields


def merged(old: Attributes, new: object) -> dict[str, Any]:
    """Attributes with other values put in; None takes one out."""
    if not isinstance(new, Mapping):
        raise SchemeError(f"attributes are an object of names and values, not {new!r}")
    return {name: value for name, value in {**old, **new}.items() if value is not None}


def _mentions(rows: list[Record]) -> str:
    return number(len(rows), "mention")


def _assign_words(moved: list[Record], name: str | None, was: list[str]) -> str:
    if not moved:
        return "left what is meant as it was"
    row = moved[0]
    one = len(moved) == 1
    which = f"{row['label']} {row['start']}-{row['end']}" if one else _mentions(moved)
    if name is not None:
        return f"said that {which} {'means' if one else 'mean'} “{quotable(name)}”"
    source = f"“{quotable(was[0])}”" if len(was) == 1 else f"{len(was):,} entities"
    return f"took {which} out of {source}"


def _change_words(old: Entity, new: Entity) -> str:
    if new.name != old.name:
        return f"renamed the entity “{quotable(old.name)}” to “{quotable(new.name)}”"
    of = f"of “{quotable(old.name)}”"
    if new.external_id != old.external_id:
        return f"set the id {of} to {value_words(new.external_id)}"
    names = sorted({*old.attributes, *new.attributes})
    changed = [name for name in names if old.attributes.get(name) != new.attributes.get(name)]
    if not changed:
        return f"left the entity “{quotable(old.name)}” as it was"
    first, *rest = [(name, value_words(new.attributes.get(name))) for name in changed]
    told = [f"{first[0]} {of} to {first[1]}", *(f"{name} to {value}" for name, value in rest)]
    return f"set {' and '.join(told)}"
