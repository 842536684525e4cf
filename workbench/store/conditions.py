"""Which articles meet a condition: one query each, of one annotator's layers or of what is known of the articles."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from workbench.model.condition import Condition
from workbench.store.codec import pack
from workbench.store.database import Store

_ME = '(SELECT "id" FROM "annotator" WHERE "name" = ?)'
_FEW = 500  # articles that are asked for by name; of more, all are asked for


class Clause(NamedTuple):
    """A part of a query that names articles, as ``article``; ``negated``: it names those that do not meet it."""

    sql: str
    params: tuple[Any, ...]
    negated: bool = False


class Selection(NamedTuple):
    """The articles (ids) that meet several conditions: of the ``allowed`` (None: all) those not ``refused``."""

    allowed: frozenset[str] | None = None
    refused: frozenset[str] = frozenset()

    def has(self, id: str) -> bool:
        """Whether an article is one of them."""
        return (self.allowed is None or id in self.allowed) and id not in self.refused


def select(
    store: Store, annotator: str, conditions: Iterable[Condition], among: Sequence[str] | None = None
) -> Selection:
    """Which articles meet all conditions; with ``among`` (ids) only these need be right in it."""
    allowed: frozenset[str] | None = None
    refused: frozenset[str] = frozenset()
    for condition in conditions:
        found, negated = _having(store, annotator, condition, among)
        if negated != condition.negated:
            refused |= found
        else:
            allowed = found if allowed is None else allowed & found
    return Selection(allowed, refused)


def _having(
    store: Store, annotator: str, condition: Condition, among: Sequence[str] | None
) -> tuple[frozenset[str], bool]:
    if condition.kind == "among":
        return condition.ids, False
    clause = _CLAUSES[condition.kind](store, annotator, condition)
    joined = "GROUP_CONCAT" if store.is_sqlite else "STRING_AGG"
    if among is not None and len(among) <= _FEW:
        sql = f'SELECT DISTINCT "article" FROM ({clause.sql}) x WHERE "article" IN ({", ".join("?" * len(among))})'
        found = [id for (id,) in store.rows(sql, (*clause.params, *among))] if among else []
    else:
        row = store.row(f"SELECT {joined}(\"article\", ' ') FROM ({clause.sql}) x", clause.params)
        found = row[0].split(" ") if row and row[0] else []
    return frozenset(found), clause.negated


def _state(store: Store, annotator: str, condition: Condition) -> Clause:
    sql = f'SELECT "article" FROM "layer" WHERE "annotator" = {_ME} AND "state"'
    if condition.value == "untouched":  # most of these have no layer at all
        return Clause(f"{sql} IN ('in_progress', 'done')", (annotator,), negated=True)
    return Clause(f"{sql} = ?", (annotator, condition.value))


def _label(store: Store, annotator: str, condition: Condition) -> Clause:
    sql = (
        f'SELECT l."article" FROM "layer" l WHERE l."annotator" = {_ME}'
        ' AND EXISTS (SELECT 1 FROM "span" s WHERE s."layer" = l."id" AND s."label" = ?)'
    )
    return Clause(sql, (annotator, condition.value))


def _complete(store: Store, annotator: str, condition: Condition) -> Clause:
    labelled = store.holds('p."labels"')
    sql = (
        'SELECT l."article" FROM "pass" p JOIN "layer" l ON l."id" = p."layer"'
        f' WHERE l."annotator" = {_ME} AND {labelled}'
    )
    return Clause(sql, (annotator, pack(condition.value)))


def _source(store: Store, annotator: str, condition: Condition) -> Clause:
    return Clause('SELECT "id" AS "article" FROM "article" WHERE COALESCE("source", \'\') = ?', (condition.value,))


def _published(store: Store, annotator: str, condition: Condition) -> Clause:
    """Compared as texts, letter by letter; of the last day as many as are given, so that a month has all its days."""
    column = '"published"' if store.is_sqlite else '"published" COLLATE "C"'
    sql = f'SELECT "id" AS "article" FROM "article" WHERE {column} >= ?'
    if not condition.until:
        return Clause(sql, (condition.value,))
    whole = f"SUBSTR({column}, 1, ?) <= ?"
    return Clause(f"{sql} AND {whole}", (condition.value, len(condition.until), condition.until))


def _comments(store: Store, annotator: str, condition: Condition) -> Clause:
    sql = (
        'SELECT DISTINCT l."article" FROM "comment" c JOIN "layer" l ON l."id" = c."layer"'
        ' WHERE NOT EXISTS (SELECT 1 FROM "resolved" r WHERE r."id" = c."id")'
    )
    return Clause(sql, ())


def _flagged(store: Store, annotator: str, condition: Condition) -> Clause:
    return Clause(f'SELECT "article" FROM "flag" WHERE "annotator" = {_ME}', (annotator,))


_CLAUSES: dict[str, Callable[[Store, str, Condition], Clause]] = {
    "state": _state, "label": _label, "complete": _complete, "source": _source, "published": _published,
    "comments": _comments, "flagged": _flagged,
}  # fmt: skip


def complete_for(store: Store, annotator: str, label: str, among: Sequence[str] | None = None) -> frozenset[str]:
    """The articles (ids) that an annotator has gone through for a label."""
    return _having(store, annotator, Condition("complete", label), among)[0]


def count_complete(store: Store, annotator: str, label: str) -> int:
    """How many articles an annotator has gone through for a label."""
    clause = _complete(store, annotator, Condition("complete", label))
    row = store.row(f"SELECT COUNT(*) FROM ({clause.sql}) x", clause.params)
    return int(row[0]) if row else 0


def sources(store: Store, most: int) -> list[tuple[str, int]]:
    """Where articles are from, with how many; those that most are from first."""
    sql = 'SELECT COALESCE("source", \'\'), COUNT(*) FROM "article" GROUP BY COALESCE("source", \'\')'
    found = [(str(name), int(count)) for name, count in store.rows(sql)]
    return sorted(found, key=lambda item: (-item[1], item[0]))[:most]
