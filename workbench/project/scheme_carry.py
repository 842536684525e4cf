"""Carries what is stored along with a step of the scheme: found in groups, written a column at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from workbench.model.span import Attributes
from workbench.project.scheme_steps import Moves
from workbench.store import codec
from workbench.store.action import Action
from workbench.store.column import Cells, set_column
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

    cells: dict[str, list[Cells]]  # by column
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
        for column, cells in group.cells.items():
            set_column(action, table, column, cells)


def without(group: Group, ids: Iterable[str]) -> Group:
    """The group without these rows, which go another way."""
    out = set(ids)
    if not out:
        return group
    cells = {column: [left for cell in listed if (left := _less(cell, out))] for column, listed in group.cells.items()}
    return group._replace(cells=cells)


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


def _group(rows: Iterable[_Row], column: str, became: _Became) -> Group:
    known: dict[tuple[str, str], tuple[str | None, str, bool]] = {}
    named: dict[tuple[str, str, str, str], list[tuple[int, str]]] = {}
    valued: dict[tuple[str, str, str, str], list[tuple[int, str]]] = {}
    going: list[Going] = []
    layers: dict[str, str] = {}
    total = lost = 0
    for layer, article, name, attributes, count, ids in rows:
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
            continue
        if new != name:
            named.setdefault((layer, article, name, new), []).append((count, ids))
        if values != attributes:
            valued.setdefault((layer, article, attributes, values), []).append((count, ids))
    columns = {"attributes": _cells(valued), column: _cells(named)}
    return Group({key: cells for key, cells in columns.items() if cells}, going, total, lost, layers)


def _known(name: str, attributes: str, became: _Became) -> tuple[str | None, str, bool]:
    held = codec.unpack_attributes(attributes)
    new, values = became(name, held)
    if values is held or new is None:
        return new, attributes, False
    return new, codec.pack_attributes(values), _says_less(values, held)


def _says_less(values: Attributes, held: Attributes) -> bool:
    return sum(value is not None for value in values.values()) < sum(value is not None for value in held.values())


def _cells(found: Mapping[tuple[str, str, str, str], list[tuple[int, str]]]) -> list[Cells]:
    return [
        Cells(layer, article, before, after, _joined([ids for _, ids in rows]), sum(count for count, _ in rows))
        for (layer, article, before, after), rows in found.items()
    ]


def _joined(lists: Sequence[str]) -> str:
    """Lists in JSON, none of them empty, as one."""
    return lists[0] if len(lists) == 1 else f"[{','.join(ids.strip()[1:-1] for ids in lists)}]"


def _passes(store: Store, moves: Moves) -> tuple[Group, list[Going]]:
    """For which labels layers are complete; one that is left with none loses its row."""
    changed: dict[tuple[str, str, str, str], list[tuple[int, str]]] = {}
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
            changed[id, article, labels, becomes] = [(1, ids)]
    cells = _cells(changed)
    return Group({"labels": cells} if cells else {}, [], 0, 0, layers), gone
