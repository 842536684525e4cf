"""The history of one span: the journal's entries that touched it, its relations or the comments on it."""

from typing import Any, NamedTuple

from workbench.project.facade import Project
from workbench.store.action import CONTENT
from workbench.store.codec import pack
from workbench.store.column import COLUMN
from workbench.store.journal import SELECT_ENTRY, Entry


class Page(NamedTuple):
    """Some entries, newest first, and how many there are in all."""

    entries: tuple[Entry, ...]
    total: int


_TOUCHED = (
    ' WHERE "id" IN ('
    'SELECT "entry" FROM "change" WHERE "target" = ?'
    ' UNION SELECT "entry" FROM "change" WHERE "target" = ? AND "kind" IN (?, ?) AND ({named})'
    ' UNION SELECT "entry" FROM "change" WHERE "article" = ? AND "kind" IN (?, ?) AND ({named}))'
)


def span_history(project: Project, span: str, limit: int = 20, before: int | None = None) -> Page:
    """The entries that touched a span, at most ``limit``, older than the entry ``before``; none where it is gone."""
    place = project.store.row(
        'SELECT l."id", l."article" FROM "span" s JOIN "layer" l ON l."id" = s."layer" WHERE s."id" = ?', (span,)
    )
    if place is None:
        return Page((), 0)
    layer, article = place
    named = pack(span)
    holds = project.store.holds
    touched = _TOUCHED.format(named=" OR ".join((holds('"before"'), holds('"after"'))))
    params: tuple[Any, ...] = (
        span, layer, CONTENT, COLUMN, named, named, article, "relation", "comment", named, named,
    )  # fmt: skip
    total = project.store.row(f'SELECT COUNT(*) FROM "entry"{touched}', params)
    older, more = (' AND "id" < ?', (before,)) if before is not None else ("", ())
    sql = f'{SELECT_ENTRY}{touched}{older} ORDER BY "id" DESC LIMIT ?'
    found = project.store.rows(sql, (*params, *more, limit))
    return Page(tuple(Entry(*row) for row in found), int(total[0]) if total else 0)
