"""What leaves a project with a step of its scheme: spans, relations and entities, with all that leans on them.

Where a label is merged into another one that stands at the same place in the same layer already, the two spans
become one: its relations, the remarks on it and the decisions about it go over to the one that stays.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from workbench.model.scheme import Scheme
from workbench.store.action import Action, Record
from workbench.store.codec import pack
from workbench.store.database import Store, quoted
from workbench.store.tables import COLUMNS


class Pair(NamedTuple):
    """Two spans that become one: ``old`` goes over into ``kept``."""

    old: str
    kept: str
    layer: str
    article: str


def pairs(store: Store, labels: Mapping[str, str | None]) -> list[Pair]:
    """The spans that stand where one of the label that they get stands already."""
    sql = (
        'SELECT x."id", y."id", x."layer", l."article" FROM "span" x JOIN "layer" l ON l."id" = x."layer"'
        ' JOIN "span" y ON y."layer" = x."layer" AND y."start" = x."start" AND y."end" = x."end" AND y."label" = ?'
        ' AND y."parts" = x."parts" WHERE x."label" = ?'
    )
    found: list[Pair] = []
    for old, new in labels.items():
        if new is not None:
            found += [Pair(*row) for row in store.rows(sql, (new, old))]
    return found


def same_relations(store: Store, types: Mapping[str, str | None]) -> dict[str, str]:
    """The relations, with the ids of their layers, that lead where one of the type that they get leads already."""
    sql = (
        'SELECT x."id", x."layer" FROM "relation" x JOIN "relation" y ON y."layer" = x."layer" AND y."type" = ?'
        ' AND y."source" = x."source" AND y."target" = x."target" WHERE x."type" = ?'
    )
    found: dict[str, str] = {}
    for old, new in types.items():
        if new is not None:
            found.update(store.rows(sql, (new, old)))
    return found


class Leaving:
    """Takes rows out within one action."""

    def __init__(self, action: Action, scheme: Scheme) -> None:
        self.action = action
        self.store = action.store
        self.scheme = scheme

    # Going for good

    def drop_spans(self, ids: Sequence[str]) -> None:
        """Take spans out, with their relations, the remarks on them and what was decided about them."""
        if not ids:
            return
        relations = {row["id"] for column in ("source", "target") for _, row in self._rows("relation", column, ids)}
        self.drop_relations(sorted(relations))
        self._drop("decision", "target", ids)
        comments = [row["id"] for _, row in self._rows("comment", "span", ids)]
        self._drop("resolved", "id", comments)
        self._drop("comment", "id", comments)
        self._drop("span", "id", ids)

    def drop_relations(self, ids: Sequence[str]) -> None:
        """Take relations out, with what was decided about them."""
        self._drop("decision", "target", ids)
        self._drop("relation", "id", ids)

    def drop_entities(self, ids: Sequence[str]) -> None:
        """Take entities out; mentions that are left mean nobody then."""
        for article, row in self._rows("span", "entity", ids):
            self.action.update("span", article, row, entity=None)
        self._drop("entity", "id", ids)

    def drop_passes(self, ids: Sequence[str]) -> None:
        """Take out what layers are complete for."""
        self._drop("pass", "id", ids)

    def _drop(self, kind: str, column: str, ids: Sequence[str]) -> None:
        self.action.delete_many(kind, self._rows(kind, column, ids))

    def _rows(self, kind: str, column: str, ids: Iterable[str]) -> list[tuple[str, Record]]:
        """The rows with one of the ids in a column, each with the id of its article."""
        sql = (
            f'SELECT l."article", {quoted(COLUMNS[kind], "x")} FROM "{kind}" x'
            f' JOIN "layer" l ON l."id" = x."layer" WHERE x."{column}" IN'
        )
        return [(article, dict(zip(COLUMNS[kind], row))) for article, *row in self.store.rows_in(sql, ids)]

    # Becoming one

    def unite(self, found: Sequence[Pair]) -> int:
        """Let spans go over into others; gives how many relations went because they would be doubled or too many."""
        if not found:
            return 0
        became = {pair.old: pair.kept for pair in found}
        lost = self._move_relations(became)
        for article, row in self._rows("comment", "span", became):
            self.action.update("comment", article, row, span=became[row["span"]])
        self._keep_entities(became)
        self._move_decisions(found, became)
        self._drop("span", "id", list(became))
        return lost

    def _move_relations(self, became: Mapping[str, str]) -> int:
        rows = {
            row["id"]: (article, row)
            for column in ("source", "target")
            for article, row in self._rows("relation", column, became)
        }
        moved = {id: self._ends(row, became) for id, (_, row) in rows.items()}
        held = [row for _, row in self._rows("relation", "source", {source for _, source, _ in moved.values()})]
        there = {(row["type"], row["source"], row["target"]) for row in held if row["id"] not in moved}
        begun: dict[tuple[str, str], int] = {}
        for kind, source, _ in there:
            begun[kind, source] = begun.get((kind, source), 0) + 1
        lost: list[str] = []
        for id, ends in sorted(moved.items()):
            kind, source, target = ends
            article, row = rows[id]
            most = self.scheme.relation(kind).at_most
            if ends in there or source == target or (most is not None and begun.get((kind, source), 0) >= most):
                lost.append(id)
                continue
            there.add(ends)
            begun[kind, source] = begun.get((kind, source), 0) + 1
            self.action.update("relation", article, row, source=source, target=target)
        self.drop_relations(lost)
        return len(lost)

    def _ends(self, row: Record, became: Mapping[str, str]) -> tuple[str, str, str]:
        source, target = row["source"], row["target"]
        return row["type"], became.get(source, source), became.get(target, target)

    def _keep_entities(self, became: Mapping[str, str]) -> None:
        """Who is meant stays known, where only the span that goes said so."""
        meant = {became[row["id"]]: row["entity"] for _, row in self._rows("span", "id", became) if row["entity"]}
        for article, row in self._rows("span", "id", meant):
            if row["entity"] is None and self.scheme.label(row["label"]).entity:
                self.action.update("span", article, row, entity=meant[row["id"]])

    def _move_decisions(self, found: Sequence[Pair], became: Mapping[str, str]) -> None:
        """Decisions are about the span that stays now, each span's in one; their sources name spans that are there."""
        sql = (
            f'SELECT l."article", {quoted(COLUMNS["decision"], "x")} FROM "decision" x'
            ' JOIN "layer" l ON l."id" = x."layer" WHERE l."article" IN'
        )
        articles = sorted({pair.article for pair in found})
        rows = [(article, dict(zip(COLUMNS["decision"], row))) for article, *row in self.store.rows_in(sql, articles)]
        about = {(row["layer"], row["target"]): (article, row) for article, row in rows if row["target"] not in became}
        for article, row in rows:
            sources = self._sources(row, became)
            kept = about.get((row["layer"], became.get(row["target"], "")))
            if kept is None:
                target = became.get(row["target"], row["target"])
                about[row["layer"], target] = (article, self._put(article, row, target, sources))
            else:
                self.action.delete("decision", article, row)
                article, other = kept
                both = list(dict.fromkeys([*self._sources(other, became), *sources]))
                about[row["layer"], other["target"]] = (article, self._put(article, other, other["target"], both))

    def _sources(self, row: Record, became: Mapping[str, str]) -> list[tuple[str, str]]:
        return list(dict.fromkeys((name, became.get(id, id)) for name, id in orjson.loads(row["sources"])))

    def _put(self, article: str, row: Record, target: str, sources: list[tuple[str, str]]) -> dict[str, Any]:
        # The row may have been changed for another pair already; what is stored is what counts.
        now = self.action.get("decision", row["id"])
        assert now is not None
        return self.action.update("decision", article, now, target=target, sources=pack(sources))
