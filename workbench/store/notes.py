"""What people noted: comments with what they are on, an annotator's flags; whether any of it is otherwise by now."""

from collections.abc import Sequence
from typing import Any

from workbench.store.database import Store
from workbench.store.journal import Journal

_COMMENT = (
    'SELECT c."id", a."id", a."key", a."title", i."beginning", i."number", p."name", c."span", s."label", s."start",'
    ' s."end", s."parts", c."text", c."by", c."at", r."by", r."at" FROM "comment" c'
    ' JOIN "layer" l ON l."id" = c."layer" JOIN "annotator" p ON p."id" = l."annotator"'
    ' JOIN "article" a ON a."id" = l."article" JOIN "listed" i ON i."article" = a."id"'
    ' LEFT JOIN "span" s ON s."id" = c."span" LEFT JOIN "resolved" r ON r."id" = c."id"'
)
_FLAG = (
    'SELECT f."id", a."id", a."key", a."title", i."beginning", i."number" FROM "flag" f'
    ' JOIN "article" a ON a."id" = f."article" JOIN "listed" i ON i."article" = a."id"'
    ' WHERE f."annotator" = (SELECT "id" FROM "annotator" WHERE "name" = ?)'
)
# The rows whose change makes a list of notes another one. What is tagged anew bears no comment yet.
_TOUCHED = (
    'SELECT 1 FROM "change" WHERE "entry" > ? AND ('
    "\"kind\" IN ('comment', 'resolved', 'flag', 'content', 'article', 'annotator')"
    ' OR ("kind" = \'span\' AND "before" IS NOT NULL AND "target" IN (SELECT "span" FROM "comment"))) LIMIT 1'
)


def comment_rows(store: Store, article: str | None = None) -> list[tuple[Any, ...]]:
    """Everybody's comments, in no order; with ``article`` (an id) those of that one."""
    where, params = (' WHERE l."article" = ?', (article,)) if article is not None else ("", ())
    return store.rows(f"{_COMMENT}{where}", params)


def flag_rows(store: Store, annotator: str) -> list[tuple[Any, ...]]:
    """The articles that an annotator has flagged, in no order."""
    return store.rows(_FLAG, (annotator,))


def stretches(store: Store, places: Sequence[tuple[str, int, int]]) -> list[str]:
    """The words at each place (an article's id, start, end); "" where the article is gone."""
    sql = 'SELECT SUBSTR(t."content", ?, ?) FROM "article" a JOIN "text" t ON t."id" = a."text" WHERE a."id" = ?'
    found = [store.row(sql, (start + 1, end - start, article)) for article, start, end in places]
    return [row[0] if row else "" for row in found]


def latest(store: Store) -> int:
    """The number of the newest action."""
    last = Journal(store).last()
    return last.id if last else 0


def touched_since(store: Store, entry: int) -> bool:
    """Whether anything that is noted, or its place, was changed by an action after ``entry``."""
    return store.row(_TOUCHED, (entry,)) is not None
