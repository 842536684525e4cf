"""The names of people where rows hold them: who decided, on whose spans a decision rests, who commented or resolved.

Spans and layers belong to the id of an annotator, so a new name changes nothing there. Decisions and comments
hold names, as the native format does; a rename takes all of them along, and the actors of the journal, too, so
that everybody finds the own actions under the present name.
"""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from workbench.errors import ConflictError, ProjectError
from workbench.store.action import Action, LayerContent, Record
from workbench.store.codec import pack
from workbench.store.database import Store
from workbench.store.tables import COLUMNS

IMPORTED = "import"  # stands for the source of gold that came in without one


def in_use(store: Store, name: str) -> bool:
    """Whether a person, a decision, a comment or the journal knows that name."""
    asked = (
        'SELECT 1 FROM "annotator" WHERE "name" = ?',
        'SELECT 1 FROM "entry" WHERE "actor" = ?',
        'SELECT 1 FROM "comment" WHERE "by" = ?',
        'SELECT 1 FROM "resolved" WHERE "by" = ?',
        'SELECT 1 FROM "decision" WHERE "by" = ?',
    )
    if any(store.row(f"{sql} LIMIT 1", (name,)) for sql in asked):
        return True
    return any(name in _names(sources) for _, sources, _ in _decisions(store, name))


def sweep(action: Action, old: str, new: str) -> None:
    """Put ``new`` in the place of ``old`` wherever a name stands; the row of the annotator is left to the caller."""
    store = action.store
    names = {old: new}
    decisions = [(id, article) for id, _, article in _decisions(store, old)]
    for kind, found in (
        ("decision", decisions), ("comment", _said(store, "comment", old)), ("resolved", _said(store, "resolved", old)),
    ):  # fmt: skip
        for id, article in found:
            row = action.get(kind, id)
            assert row is not None
            action.update(kind, article, row, **_changed(kind, row, names))
    store.execute('UPDATE "entry" SET "actor" = ? WHERE "actor" = ?', (new, old))
    if action.actor == old:
        action.actor = new


def check_free(store: Store, name: str) -> None:
    """For an undo or redo: ConflictError where the name has gone to somebody else meanwhile."""
    if in_use(store, name):
        raise ConflictError(f"somebody else works under the name {name!r} by now; rename one of the two instead")


def present(store: Store, name: str) -> str:
    """What the person who had that name last is called now; ``name`` itself where nobody had it."""
    had = store.holds('"before"')
    # Sorted here: asked for an order, the database would go through the whole journal.
    sql = (
        'SELECT "entry", (SELECT "name" FROM "annotator" WHERE "id" = "target") FROM "change"'
        f' WHERE "target" IN (SELECT "id" FROM "annotator") AND "kind" = ? AND {had}'
    )
    found = store.rows(sql, ("annotator", f'"name":{pack(name)}'))
    return str(max(found)[1]) if found else name


def check_present(store: Store, actor: str) -> None:
    """ProjectError where ``actor`` is a name that somebody gave up, and that is nobody's since.

    Whoever went on under it would become a second person.
    """
    if store.row('SELECT 1 FROM "annotator" WHERE "name" = ?', (actor,)):
        return
    now = present(store, actor)
    if now != actor and not in_use(store, actor):
        raise ProjectError(f"{actor} is called {now} here by now; work under that name")


def since(store: Store, entry: int) -> dict[str, str]:
    """What each name that was in use when ``entry`` was written has become."""
    sql = (
        'SELECT "entry", "before", "after" FROM "change" WHERE "kind" = ?'
        ' AND "target" IN (SELECT "id" FROM "annotator")'
        ' AND "entry" > ? AND "before" IS NOT NULL AND "after" IS NOT NULL'
    )
    became: dict[str, str] = {}
    for _, before, after in sorted(store.rows(sql, ("annotator", entry))):  # an entry renames one
        old, new = orjson.loads(before)["name"], orjson.loads(after)["name"]
        for name in [name for name, now in became.items() if now == old] or [old]:
            became[name] = new
    return became


def renamed(kind: str, record: Record | None, names: Mapping[str, str]) -> Record | None:
    """A row as it is under the present names."""
    if record is None or not names or kind not in _CHANGES:
        return record
    return {**record, **_changed(kind, record, names)}


def renamed_content(content: LayerContent, names: Mapping[str, str]) -> LayerContent:
    """An imported layer as it is under the present names."""
    if not names:
        return content
    rows = dict(content.rows)
    for kind in _CHANGES:
        records = [dict(zip(COLUMNS[kind], row)) for row in rows.get(kind, ())]
        rows[kind] = [tuple({**record, **_changed(kind, record, names)}.values()) for record in records]
    return LayerContent(content.layer, rows)


def _decisions(store: Store, name: str) -> list[tuple[str, str, str]]:
    """Id, sources and article of the decisions in which that name may stand."""
    voted = store.holds('d."sources"')
    sql = (
        'SELECT d."id", d."sources", l."article" FROM "decision" d JOIN "layer" l ON l."id" = d."layer"'
        f' WHERE d."by" = ? OR {voted}'
    )
    found = store.rows(sql, (name, pack(name)))
    return [(id, sources, article) for id, sources, article in found]


def _said(store: Store, kind: str, name: str) -> list[tuple[str, str]]:
    """Id and article of what somebody of that name said or resolved."""
    sql = f'SELECT c."id", l."article" FROM "{kind}" c JOIN "layer" l ON l."id" = c."layer" WHERE c."by" = ?'
    return [(id, article) for id, article in store.rows(sql, (name,))]


def _names(sources: str) -> set[str]:
    return {name for name, _ in orjson.loads(sources)}


def _of_decision(row: Record, names: Mapping[str, str]) -> dict[str, Any]:
    sources = [[names.get(name, name), id] for name, id in orjson.loads(row["sources"])]
    return {"by": names.get(row["by"], row["by"]), "sources": pack(sources)}


def _of_comment(row: Record, names: Mapping[str, str]) -> dict[str, Any]:
    return {"by": names.get(row["by"], row["by"])}


_CHANGES: dict[str, Callable[[Record, Mapping[str, str]], dict[str, Any]]] = {
    "decision": _of_decision,
    "comment": _of_comment,
    "resolved": _of_comment,
}


def _changed(kind: str, row: Record, names: Mapping[str, str]) -> dict[str, Any]:
    return _CHANGES[kind](row, names)
