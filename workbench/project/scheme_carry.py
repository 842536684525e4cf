"""Carries what is stored along with a step of the scheme: found in groups, written a column at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from workbench.model.span import Attributes
from workbench.project.scheme_steps import Moves
from workbench.store import codec
from workbench.store.action import Action
from workbench.store.column import Cells, set_columns
from workbench.store.database import Store

_ID = 'x."id"'
_Became = Callable[[str, Attributes], tuple[str | None, Attributes]]


class Going(NamedTuple):
    """Rows of one layer that go, their ids as a list in JSON."""

    layer: str
    article: str
    ids: str
    size: int


class Group(NamedTuple):
    """Rows of one kind that change in one way."""

    columns: tuple[str, ...]
    cells: list[Cells]
    going: list[Going]
    size: int  # rows that change or go
    lost: int  # rows of which a value goes
    layers: dict[str, str]  # ids of the layers touched, with those of their articles


class Touched(NamedTuple):
    """All that a step touches."""

    spans: Group
    entities: Group
    relations: Group
    articles: Group
    passes: Group
    passes_gone: list[Going]

    @property
    def layers(self) -> dict[str, str]:
        """Every layer that is touched, with its article."""
        return {layer: article for group in self[:5] for layer, article in group.layers.items()}


def touched(store: Store, moves: Moves) -> Touched:
    """What the step behind ``moves`` touches, read in one go."""
    labels, kinds = moves.span_labels, moves.relation_types
    spans = _group(_rows(store, "span", "label", labels), "label", moves.span)
    entities = _group(_rows(store, "entity", "label", moves.entity_labels), "label", moves.entity)
    relations = _group(_rows(store, "relation", "type", kinds), "type", moves.relation)
    articles = _group(_article_rows(store, moves), "", lambda _, values: ("", moves.article(values)))
    passes, gone = _passes(store, moves)
    return Touched(spans, entities, relations, articles, passes, gone)


def write(action: Action, found: Touched) -> None:
    """Give the rows their new values; those that go are the caller's."""
    tables = ("span", "entity", "relation", "layer", "pass")
    for table, group in zip(tables, found[:5]):
        set_columns(action, table, group.columns, group.cells)


def without(group: Group, ids: Mapping[str, str]) -> Group:
    """The group without these rows, which go another way; with each the id of its layer."""
    layers = set(ids.values())
    out = set(ids)
    left = [_less(cell, out) if cell.layer in layers else cell for cell in group.cells]
    return group._replace(cells=[cell for cell in left if cell is not None])


def _less(cell: Cells, out: set[str]) -> Cells | None:
    ids = orjson.loads(cell.ids)
    left = [id for id in ids if id not in out]
    if len(left) == len(ids):
        return cell
    return cell._replace(ids=orjson.dumps(left).decode(), size=len(left)) if left else None


# Reading

_Row = tuple[str, str, str, str, int, str]  # layer, article, name, attributes, count, ids


def _rows(store: Store, table: str, column: str, names: Sequence[str]) -> Iterator[_Row]:
    """The rows of these labels or types, grouped by layer, label and attributes."""
    if not names:
        return iter(())
    columns = f'x."layer", l."article", x."{column}", x."attributes"'
    sql = (
        f'SELECT {columns}, COUNT(*), {store.listed(_ID)} FROM "{table}" x'
        f' JOIN "layer" l ON l."id" = x."layer" WHERE x."{column}" IN ({", ".join("?" * len(names))})'
        f" GROUP BY {columns}"
    )
    return store.each(sql, names)


def _article_rows(store: Store, moves: Moves) -> Iterator[_Row]:
    if moves.place is None or moves.place.owner != "article":
        return
    for id, article, attributes in store.each('SELECT "id", "article", "attributes" FROM "layer"'):
        if attributes != "{}":
            yield id, article, "", attributes, 1, orjson.dumps([id]).decode()


_Way = tuple[str, str, tuple[str, ...], tuple[str, ...]]  # layer, article, values before and after


def _group(rows: Iterable[_Row], column: str, became: _Became) -> Group:
    known: dict[tuple[str, str], tuple[str | None, str, bool]] = {}
    found: list[tuple[_Row, str, str]] = []
    going: list[Going] = []
    layers: dict[str, str] = {}
    total = lost = 0
    for row in rows:
        layer, article, name, attributes, count, ids = row
        if (name, attributes) not in known:
            known[name, attributes] = _known(name, attributes, became)
        new, values, loses = known[name, attributes]
        if new == name and values == attributes:
            continue
        layers[layer] = article
        total += count
        lost += count if loses else 0
        if new is None:
            going.append(Going(layer, article, ids, count))
        else:
            found.append((row, new, values))
    return Group(*_cells(found, column), going, total, lost, layers)


def _cells(found: Sequence[tuple[_Row, str, str]], column: str) -> tuple[tuple[str, ...], list[Cells]]:
    """The columns that change in any of the rows, and the cells: those together that go the same way in a layer."""
    named = any(row[2] != new for row, new, _ in found)
    valued = any(row[3] != values for row, _, values in found)
    ways: dict[_Way, list[tuple[int, str]]] = {}
    for (layer, article, name, attributes, count, ids), new, values in found:
        before, after = (name,) if named else (), (new,) if named else ()
        if valued:
            before, after = (*before, attributes), (*after, values)
        ways.setdefault((layer, article, before, after), []).append((count, ids))
    columns = ((column,) if named else ()) + (("attributes",) if valued else ())
    return columns, [_joined(way, rows) for way, rows in ways.items()]


def _joined(way: _Way, rows: Sequence[tuple[int, str]]) -> Cells:
    """The cells of one way; lists in JSON, none of them empty, become one."""
    if len(rows) == 1:
        return Cells(*way, rows[0][1], rows[0][0])
    ids = f"[{','.join([ids.strip()[1:-1] for _, ids in rows])}]"
    return Cells(*way, ids, sum(count for count, _ in rows))


def _known(name: str, attributes: str, became: _Became) -> tuple[str | None, str, bool]:
    held = codec.unpack_attributes(attributes)
    new, values = became(name, held)
    if values is held or new is None:
        return new, attributes, False
    return new, codec.pack_attributes(values), _says_less(values, held)


def _says_less(values: Attributes, held: Attributes) -> bool:
    return sum(value is not None for value in values.values()) < sum(value is not None for value in held.values())


def _passes(store: Store, moves: Moves) -> tuple[Group, list[Going]]:
    """For which labels layers are complete; one that is left with none loses its row."""
    changed: list[Cells] = []
    gone: list[Going] = []
    layers: dict[str, str] = {}
    rows: Iterable[tuple[Any, ...]] = ()
    if moves.labels or moves.split:
        rows = store.rows('SELECT p."id", l."article", p."labels" FROM "pass" p JOIN "layer" l ON l."id" = p."layer"')
    for id, article, labels in rows:
        becomes = codec.pack(moves.complete(orjson.loads(labels)))
        if becomes == labels:
            continue
        layers[id] = article
        ids = orjson.dumps([id]).decode()
        if becomes == "[]":
            gone.append(Going(id, article, ids, 1))
        else:
            changed.append(Cells(id, article, (labels,), (becomes,), ids, 1))
    return Group(("labels",), changed, [], 0, 0, layers), gone
