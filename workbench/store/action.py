"""The only way to change a project: an action collects what it does to rows, and becomes one journal entry."""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import orjson

from workbench.store.codec import pack
from workbench.store.database import Store, quoted
from workbench.store.listing import relist
from workbench.store.tables import COLUMNS, LAYER_KINDS

Record = dict[str, Any]
# The kind of a change that puts a whole imported layer in, or takes it out.
CONTENT = "content"

_ENTRY = (
    'INSERT INTO "entry" ("at", "actor", "kind", "words", "undoes", "redoes") VALUES (?, ?, ?, ?, ?, ?) RETURNING "id"'
)
_CHANGE = ("entry", "seq", "kind", "target", "article", "before", "after")


class Change(NamedTuple):
    """One touched row, before and after, as JSON; ``kind`` is its table, or ``content`` for an imported layer."""

    kind: str
    target: str
    article: str | None
    before: str | None
    after: str | None


def now() -> str:
    """This moment in UTC, ISO 8601, to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def new_id() -> str:
    """An id that is unique across files."""
    return uuid.uuid4().hex


@cache
def _statements(kind: str) -> tuple[str, str, str]:
    columns = COLUMNS[kind]
    settings = ", ".join(f'"{column}" = ?' for column in columns[1:])
    select = f'SELECT {quoted(columns)} FROM "{kind}" WHERE "id" = ?'
    insert = f'INSERT INTO "{kind}" ({quoted(columns)}) VALUES ({", ".join("?" * len(columns))})'
    update = f'UPDATE "{kind}" SET {settings} WHERE "id" = ?'
    return select, insert, update


def read_row(store: Store, kind: str, id: str) -> Record | None:
    """One row as a record, or None."""
    row = store.row(_statements(kind)[0], (id,))
    return dict(zip(COLUMNS[kind], row)) if row else None


def write_row(store: Store, kind: str, id: str, before: Record | None, after: Record | None) -> None:
    """Bring one row from ``before`` to ``after``; None is no row."""
    _, insert, update = _statements(kind)
    if kind == "article" and after is None:
        relist(store, before, None)
    if after is None:
        store.execute(f'DELETE FROM "{kind}" WHERE "id" = ?', (id,))
    elif before is None:
        store.execute(insert, tuple(after[column] for column in COLUMNS[kind]))
    else:
        store.execute(update, (*(after[column] for column in COLUMNS[kind][1:]), id))
    if kind == "article" and after is not None:
        relist(store, before, after)


def insert_rows(store: Store, kind: str, rows: Iterable[Record]) -> None:
    """Put many rows in; of a kind that no other row follows, as below."""
    columns = COLUMNS[kind]
    store.insert_many(kind, columns, [tuple([row[column] for column in columns]) for row in rows])


def update_rows(store: Store, kind: str, rows: Iterable[Record]) -> None:
    """Let many rows that are there become these."""
    columns = COLUMNS[kind]
    settings = [(*(row[column] for column in columns[1:]), row["id"]) for row in rows]
    store.execute_many(_statements(kind)[2], settings)


def delete_rows(store: Store, kind: str, ids: Sequence[str]) -> None:
    """Take many rows out."""
    store.execute_in(f'DELETE FROM "{kind}" WHERE "id" IN', ids)


class LayerContent(NamedTuple):
    """All rows of one layer that came in together; ``rows`` are in the order of the tables' columns."""

    layer: tuple[Any, ...]
    rows: dict[str, list[tuple[Any, ...]]]

    def pack(self) -> str:
        """As the journal keeps it: rows sorted by id, so that equal content gives equal text."""
        content = {kind: sorted(self.rows[kind], key=_first) for kind in LAYER_KINDS if self.rows.get(kind)}
        return orjson.dumps({"layer": self.layer, **content}).decode()


def _first(row: Sequence[Any]) -> Any:
    return row[0]


class Action:
    """What one user action does. Made by ``Journal.action``, inside its transaction."""

    def __init__(self, store: Store, actor: str, kind: str, words: str = "") -> None:
        self.store = store
        self.actor = actor
        self.kind = kind
        self.words = words
        self.at = now()
        self.entry: int | None = None
        self.changes: list[Change] = []
        self._flushed = 0
        self._flushed_words = ""

    def flush(self, undoes: int | None = None, redoes: int | None = None) -> None:
        """Write what was noted so far into the journal; long actions do so now and then to stay small."""
        if self.entry is None:
            if not self.changes and undoes is None and redoes is None:
                return
            found = self.store.row(_ENTRY, (self.at, self.actor, self.kind, self.words, undoes, redoes))
            assert found is not None
            self.entry = int(found[0])
        elif self.words != self._flushed_words:
            self.store.execute('UPDATE "entry" SET "words" = ? WHERE "id" = ?', (self.words, self.entry))
        self._flushed_words = self.words
        rows = [(self.entry, seq, *change) for seq, change in enumerate(self.changes, self._flushed)]
        self.store.insert_many("change", _CHANGE, rows)
        self._flushed += len(rows)
        self.changes.clear()

    @property
    def touched(self) -> bool:
        """Whether the action did anything at all."""
        return bool(self.changes or self._flushed)

    def get(self, kind: str, id: str) -> Record | None:
        """A row as it is now."""
        return read_row(self.store, kind, id)

    def insert(self, kind: str, article: str | None, *values: Any) -> None:
        """Put a row in; ``values`` are in the order of the table's columns, the id first."""
        after = dict(zip(COLUMNS[kind], values, strict=True))
        write_row(self.store, kind, values[0], None, after)
        self._note(kind, values[0], article, None, after)

    def update(self, kind: str, article: str | None, before: Record, **fields: Any) -> Record:
        """Change some fields of a row; gives the row as it is afterwards."""
        after = {**before, **fields}
        if after != before:
            write_row(self.store, kind, before["id"], before, after)
            self._note(kind, before["id"], article, before, after)
        return after

    def delete(self, kind: str, article: str | None, before: Record) -> None:
        """Take a row out."""
        write_row(self.store, kind, before["id"], before, None)
        self._note(kind, before["id"], article, before, None)

    def insert_many(self, kind: str, rows: Iterable[tuple[str, Sequence[Any]]]) -> None:
        """Put many rows in, each with the id of its article."""
        found = list(rows)
        self.store.insert_many(kind, COLUMNS[kind], [values for _, values in found])
        for article, values in found:
            self.note_inserted(kind, article, values)

    def delete_many(self, kind: str, rows: Iterable[tuple[str, Record]]) -> None:
        """Take many rows out, each with the id of its article."""
        found = list(rows)
        delete_rows(self.store, kind, [before["id"] for _, before in found])
        for article, before in found:
            self._note(kind, before["id"], article, before, None)

    def note_content(self, article: str, layer: str, packed: str) -> None:
        """Note an imported layer; the rows themselves go in by ``bulk_insert``, many articles at a time."""
        self.changes.append(Change(CONTENT, layer, article, None, packed))

    def take_content(self, article: str, layer: str) -> None:
        """Take a layer out with all that it holds; the journal keeps it as one piece."""
        content = read_content(self.store, layer)
        assert content is not None
        delete_content(self.store, layer)
        self.changes.append(Change(CONTENT, layer, article, content.pack(), None))

    def note_inserted(self, kind: str, article: str | None, values: Sequence[Any]) -> None:
        """Note a row that a bulk insert puts in."""
        self._note(kind, values[0], article, None, dict(zip(COLUMNS[kind], values, strict=True)))

    def _note(self, kind: str, id: str, article: str | None, before: Record | None, after: Record | None) -> None:
        was, became = None if before is None else pack(before), None if after is None else pack(after)
        self.changes.append(Change(kind, id, article, was, became))


def bulk_insert(store: Store, contents: Sequence[LayerContent]) -> None:
    """Put the rows of many layers in at once."""
    store.insert_many("layer", COLUMNS["layer"], [content.layer for content in contents])
    for kind in LAYER_KINDS:
        rows = [row for content in contents for row in content.rows.get(kind, ())]
        store.insert_many(kind, COLUMNS[kind], rows)


def unpack_content(text: str) -> LayerContent:
    """Imported layer out of the journal."""
    data: Mapping[str, Any] = orjson.loads(text)
    rows = {kind: [tuple(row) for row in data.get(kind, ())] for kind in LAYER_KINDS}
    return LayerContent(tuple(data["layer"]), rows)


def read_content(store: Store, layer: str) -> LayerContent | None:
    """A layer with all its rows as they are now, or None."""
    row = store.row(_statements("layer")[0], (layer,))
    if row is None:
        return None
    rows: dict[str, list[tuple[Any, ...]]] = {}
    for kind in LAYER_KINDS:
        sql = f'SELECT {quoted(COLUMNS[kind])} FROM "{kind}" WHERE "layer" = ?'
        rows[kind] = [tuple(item) for item in store.rows(sql, (layer,))]
    return LayerContent(tuple(row), rows)


def delete_content(store: Store, layer: str) -> None:
    """Take a layer out with all its rows."""
    for kind in reversed(LAYER_KINDS):
        store.execute(f'DELETE FROM "{kind}" WHERE "layer" = ?', (layer,))
    store.execute('DELETE FROM "layer" WHERE "id" = ?', (layer,))
