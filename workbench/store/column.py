"""Columns of many rows changed at once: a single change in the journal for each layer.

A step of the scheme touches every span of a label, in all layers. To note each row by itself would take far longer
than to write it, so such a change holds the values that columns had and got, once for all rows that had the same:
``{"columns": ["label"], "rows": [[["quote"], [ids]], ...], "table": "span"}``. Both sides list their values in the same
order; the ids stand on the side that was first. Rows are written layer by layer, in the order of their index.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import orjson

from workbench.store.action import Action, Change
from workbench.store.codec import pack
from workbench.store.database import Store

COLUMN = "column"
_ID = '"id"'
# What may be changed so, and where each of these tables says which layer a row belongs to.
_LAYER_IN = {"span": "layer", "entity": "layer", "relation": "layer", "layer": "id", "pass": "layer"}


class Cells(NamedTuple):
    """Rows of one layer whose columns had some values and get others; ``ids`` is a list in JSON."""

    layer: str
    article: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    ids: str
    size: int


def set_columns(action: Action, table: str, columns: Sequence[str], cells: Iterable[Cells]) -> None:
    """Give the cells their new values, and note it."""
    by_layer: dict[str, list[Cells]] = {}
    for cell in cells:
        by_layer.setdefault(cell.layer, []).append(cell)
    every = [cell for found in by_layer.values() for cell in found]
    wrote = _write(action.store, table, columns, every)
    assert wrote == sum(cell.size for cell in every), (table, columns)
    head, tail = f'{{"columns":{pack(list(columns))},"rows":[', f'],"table":{pack(table)}}}'
    known: dict[tuple[str, ...], str] = {}
    for cell in every:
        for values in (cell.before, cell.after):
            if values not in known:
                known[values] = pack(list(values))
    for layer, found in by_layer.items():
        before = ",".join([f"[{known[cell.before]},{cell.ids}]" for cell in found])
        after = ",".join([f"[{known[cell.after]}]" for cell in found])
        sides = (f"{head}{before}{tail}", f"{head}{after}{tail}")
        action.changes.append(Change(COLUMN, layer, found[0].article, *sides))


def write_columns(store: Store, changes: Sequence[Change]) -> Change | None:
    """Carry changes of this kind out; gives the first whose rows are not as it says any more, where there is one.

    The caller then takes everything back.
    """
    for (table, columns), found in _by_columns(changes):
        wrote = _write(store, table, columns, [cell for _, cells in found for cell in cells])
        if wrote != sum(cell.size for _, cells in found for cell in cells):
            return _differing(store, table, columns, found) or found[0][0]
    return None


_Where = tuple[str, tuple[str, ...]]
_Found = list[tuple[Change, list[Cells]]]


def _by_columns(changes: Sequence[Change]) -> Iterator[tuple[_Where, _Found]]:
    """The changes with their cells, in stretches of one table and the same columns."""
    found: _Found = []
    last: _Where | None = None
    for change in changes:
        assert change.before is not None and change.after is not None
        before, after = orjson.loads(change.before), orjson.loads(change.after)
        where = (before["table"], tuple(before["columns"]))
        if last is not None and where != last:
            yield last, found
            found = []
        last = where
        found.append((change, list(_cells(change, before["rows"], after["rows"]))))
    if last is not None:
        yield last, found


def _cells(change: Change, before: list[list[list[str]]], after: list[list[list[str]]]) -> Iterator[Cells]:
    for was, becomes in zip(before, after, strict=True):
        ids = (was if len(was) == 2 else becomes)[1]
        listed = orjson.dumps(ids).decode()
        yield Cells(change.target, change.article or "", tuple(was[0]), tuple(becomes[0]), listed, len(ids))


def _write(store: Store, table: str, columns: Sequence[str], cells: Sequence[Cells]) -> int:
    settings = ", ".join(f'"{column}" = ?' for column in columns)
    sql = f'UPDATE "{table}" SET {settings} WHERE {_place(store, table, columns)}'
    return store.execute_many(sql, [(*cell.after, cell.layer, *cell.before, cell.ids) for cell in cells])


def _place(store: Store, table: str, columns: Sequence[str]) -> str:
    """Where the rows of some cells are: their layer, the values they have, their ids."""
    values = " AND ".join(f'"{column}" = ?' for column in columns)
    return f'"{_LAYER_IN[table]}" = ? AND {values} AND {store.listed_in(_ID)}'


def _differing(store: Store, table: str, columns: Sequence[str], found: _Found) -> Change | None:
    """The first change whose rows have not become what it says."""
    sql = f'SELECT COUNT(*) FROM "{table}" WHERE {_place(store, table, columns)}'
    for change, cells in found:
        for cell in cells:
            row = store.row(sql, (cell.layer, *cell.after, cell.ids))
            if row is None or row[0] != cell.size:
                return change
    return None
