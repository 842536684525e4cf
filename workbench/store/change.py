"""Changes of rows as the journal keeps them, and how many of them are written at once."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

from workbench.store.action import CONTENT, Change, Record, delete_rows, insert_rows, update_rows
from workbench.store.database import Store, quoted
from workbench.store.tables import COLUMNS, LAYER_KINDS

# Other rows follow these, or they are no rows: each is looked at by itself.
ALONE = frozenset({CONTENT, "annotator", "article", "property"})


def load(text: str | None) -> Record | None:
    """A row out of the journal."""
    if text is None:
        return None
    record: Record = orjson.loads(text)
    return record


def runs(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """The changes in their order, cut into stretches of one table and one deed that touch no row twice.

    Within such a stretch no change leans on another, so it may be read at once and written at once.
    """
    run: list[Change] = []
    targets: set[str] = set()
    deed: tuple[str, bool, bool] | None = None
    for change in changes:
        what = (change.kind, change.before is None, change.after is None)
        if run and (what != deed or change.kind in ALONE or change.target in targets):
            yield run
            run, targets = [], set()
        deed = what
        run.append(change)
        targets.add(change.target)
    if run:
        yield run


def first_differing(store: Store, run: Sequence[Change]) -> Change | None:
    """The first change of a stretch whose row is not as it says any more."""
    kind = run[0].kind
    columns = COLUMNS[kind]
    sql = f'SELECT {quoted(columns)} FROM "{kind}" WHERE "id" IN'
    rows: dict[str, Sequence[Any]] = {row[0]: row for row in store.rows_in(sql, [change.target for change in run])}
    for change in run:
        row = rows.get(change.target)  # made a record one by one: thousands held at once keep the collector busy
        if (None if row is None else dict(zip(columns, row))) != load(change.before):
            return change
    return None


def write_run(store: Store, run: Sequence[Change]) -> None:
    """Write a stretch as ``runs`` cuts it."""
    kind = run[0].kind
    rows = [row for row in (load(change.after) for change in run) if row is not None]
    if not rows:
        delete_rows(store, kind, [change.target for change in run])
    elif run[0].before is None:
        insert_rows(store, kind, rows)
    else:
        update_rows(store, kind, rows)


def holding(store: Store, layers: Sequence[str]) -> set[str]:
    """Those of the layers that hold anything."""
    found: set[str] = set()
    for kind in (*LAYER_KINDS, "intake"):
        left = [layer for layer in layers if layer not in found]
        one_each = f'SELECT "id" FROM "layer" WHERE EXISTS (SELECT 1 FROM "{kind}" x WHERE x."layer" = "layer"."id")'
        found.update(id for (id,) in store.rows_in(f'{one_each} AND "id" IN', left))
    return found
