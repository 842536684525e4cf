"""One column of many rows changed at once: a single change in the journal for each layer.

A step of the scheme touches every span of a label, in all layers. To note each row by itself would take far longer
than to write it, so such a change holds the values that a column had and got, each with the ids of its rows:
``{"column": "label", "rows": [["quote", [ids]], ...], "table": "span"}``. Both sides list the same ids in the same
order. The rows are written layer by layer, in the order in which their index lies.
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
    """Rows of one layer that had one value and get another; ``ids`` is a list in JSON, as the database gives it."""

    layer: str
    article: str
    before: str
    after: str
    ids: str
    size: int


def set_column(action: Action, table: str, column: str, cells: Iterable[Cells]) -> None:
    """Give the cells their new values, and note it."""
    by_layer: dict[str, list[Cells]] = {}
    for cell in cells:
        by_layer.setdefault(cell.layer, []).append(cell)
    every = [cell for found in by_layer.values() for cell in found]
    wrote = _write(action.store, table, column, every)
    assert wrote == sum(cell.size for cell in every), (table, column)
    for layer, found in by_layer.items():
        sides = (_side(table, column, [(getattr(cell, side), cell.ids) for cell in found]) for side in _SIDES)
        action.changes.append(Change(COLUMN, layer, found[0].article, *sides))


_SIDES = ("before", "after")


def _side(table: str, column: str, rows: Sequence[tuple[str, str]]) -> str:
    listed = ",".join([f"[{pack(value)},{ids}]" for value, ids in rows])
    return f'{{"column":{pack(column)},"rows":[{listed}],"table":{pack(table)}}}'


def write_columns(store: Store, changes: Sequence[Change]) -> Change | None:
    """Carry changes of this kind out; gives the first whose rows are not as it says any more, where there is one.

    The caller then takes everything back.
    """
    for (table, column), found in _by_column(changes):
        wrote = _write(store, table, column, [cell for _, cells in found for cell in cells])
        if wrote != sum(cell.size for _, cells in found for cell in cells):
            return _differing(store, table, column, found) or found[0][0]
    return None


_Found = list[tuple[Change, list[Cells]]]


def _by_column(changes: Sequence[Change]) -> Iterator[tuple[tuple[str, str], _Found]]:
    """The changes with their cells, in stretches of one table and one column."""
    found: _Found = []
    last: tuple[str, str] | None = None
    for change in changes:
        assert change.before is not None and change.after is not None
        before, after = orjson.loads(change.before), orjson.loads(change.after)
        where = (before["table"], before["column"])
        if found and where != last:
            assert last is not None
            yield last, found
            found = []
        last = where
        pairs = zip(before["rows"], after["rows"], strict=True)
        cells = [
            Cells(change.target, change.article or "", was, becomes, orjson.dumps(ids).decode(), len(ids))
            for (was, ids), (becomes, _) in pairs
        ]
        found.append((change, cells))
    if last is not None:
        yield last, found


def _write(store: Store, table: str, column: str, cells: Sequence[Cells]) -> int:
    sql = (
        f'UPDATE "{table}" SET "{column}" = ? WHERE "{_LAYER_IN[table]}" = ? AND "{column}" = ?'
        f" AND {store.listed_in(_ID)}"
    )
    return store.execute_many(sql, [(cell.after, cell.layer, cell.before, cell.ids) for cell in cells])


def _differing(store: Store, table: str, column: str, found: _Found) -> Change | None:
    """The first change whose rows have not become what it says."""
    sql = f'SELECT COUNT(*) FROM "{table}" WHERE "{_LAYER_IN[table]}" = ? AND "{column}" = ?'
    sql += f" AND {store.listed_in(_ID)}"
    for change, cells in found:
        for cell in cells:
            row = store.row(sql, (cell.layer, cell.after, cell.ids))
            if row is None or row[0] != cell.size:
                return change
    return None
