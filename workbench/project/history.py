"""The history of one span: the journal's entries that touched it, its relations or the comments on it."""

from typing import Any, NamedTuple

from workbench.errors import ProjectError
from workbench.model.span import Span
from workbench.project.facade import Project
from workbench.store import codec
from workbench.store.action import CONTENT
from workbench.store.change import load
from workbench.store.codec import pack
from workbench.store.column import COLUMN
from workbench.store.journal import SELECT_ENTRY, Entry
from workbench.store.tables import COLUMNS


class Page(NamedTuple):
    """Some entries, newest first, and how many there are in all.

    ``turnable`` are the ids of those that changed the span, its relations or comments: each can be put back. ``under``
    names the scheme under which the span was tagged, or last changed by hand, where that is another by now.
    """

    entries: tuple[Entry, ...]
    total: int
    turnable: frozenset[int] = frozenset()
    under: str = ""


_BOTH = "COALESCE(\"before\", '') || COALESCE(\"after\", '')"
_TOUCHED = (
    ' WHERE "id" IN ('
    'SELECT "entry" FROM "change" WHERE "target" = ?'
    ' UNION SELECT "entry" FROM "change" WHERE "target" = ? AND "kind" IN (?, ?) AND ({named})'
    ' UNION SELECT "entry" FROM "change" WHERE "article" = ? AND "kind" IN (?, ?) AND ({named}))'
)


def span_history(project: Project, span: str, limit: int = 20, before: int | None = None) -> Page:
    """The entries that touched a span, at most ``limit``, older than the entry ``before``; none where it is gone.

    Only the newest page says under which scheme it was tagged.
    """
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
    entries = tuple(Entry(*row) for row in found)
    ids = frozenset(entry.id for entry in entries)
    turnable = _turnable(project, span, article) & ids
    return Page(entries, int(total[0]) if total else 0, turnable, _under(project, span) if before is None else "")


def _under(project: Project, span: str) -> str:
    from workbench.project.scheme_versions import older_version_of_span

    version = older_version_of_span(project, span)
    return f"{version.name} {version.version}" if version is not None else ""


def _turnable(project: Project, span: str, article: str) -> frozenset[int]:
    """The entries before and after which the span was there, and changed or had other relations or comments."""
    sql = 'SELECT "entry", "before" IS NULL OR "after" IS NULL FROM "change" WHERE "target" = ? AND "kind" = ?'
    own = dict(project.store.rows(sql, (span, "span")))
    holds, named = project.store.holds, pack(span)
    sql = f'SELECT "entry" FROM "change" WHERE "article" = ? AND "kind" IN (?, ?) AND ({holds(_BOTH)})'
    linked = {entry for (entry,) in project.store.rows(sql, (article, "relation", "comment", named))}
    return frozenset(linked | own.keys()) - {entry for entry, came_or_went in own.items() if came_or_went}


def span_before(project: Project, span: str, entry: int) -> Span:
    """The span as it was before an entry; ProjectError where that did not change it."""
    sql = 'SELECT "before" FROM "change" WHERE "entry" = ? AND "target" = ? AND "kind" = ? ORDER BY "seq"'
    row = project.store.row(sql, (entry, span, "span"))
    record = load(row[0]) if row is not None else None
    if record is None:
        raise ProjectError("before this step there was no such span; undo takes the step itself back")
    return codec.to_span([record[column] for column in COLUMNS["span"]])
