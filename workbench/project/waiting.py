"""What waits for somebody: disputes, articles to adjudicate, one's own flags."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from workbench.model.layer import GOLD
from workbench.project.facade import Project

Kind = Literal["disputes", "adjudicate", "flags"]


class Waiting(NamedTuple):
    """``how_many`` of something, most of it in the article with that key, or first there."""

    kind: Kind
    how_many: int
    articles: int
    key: str
    title: str


def waiting(project: Project, annotator: str) -> list[Waiting]:
    """What waits, the most urgent first; flags are those of ``annotator``."""
    with project.store.snapshot():
        return [*_disputes(project), *_to_adjudicate(project), *_flags(project, annotator)]


def _disputes(project: Project) -> Iterator[Waiting]:
    """Disputes that a run over the layers left open, and the article that has the most of them."""
    sql = (
        'SELECT l."unresolved", a."key", a."title" FROM "layer" l JOIN "annotator" p ON p."id" = l."annotator"'
        ' JOIN "article" a ON a."id" = l."article" WHERE p."name" = ? AND l."unresolved" > 0'
        ' ORDER BY l."unresolved" DESC, a."position"'
    )
    rows = project.store.rows(sql, (GOLD,))
    if rows:
        _, key, title = rows[0]
        yield Waiting("disputes", int(rows[0][0]), len(rows), key, title or key)


def _to_adjudicate(project: Project) -> Iterator[Waiting]:
    """Articles that two or more are done with, and of which there is no gold."""
    sql = (
        'SELECT a."key", a."title" FROM "article" a JOIN "layer" l ON l."article" = a."id" AND l."state" = \'done\''
        ' JOIN "annotator" p ON p."id" = l."annotator" AND p."name" <> ? WHERE NOT EXISTS (SELECT 1 FROM "layer" g'
        ' JOIN "annotator" q ON q."id" = g."annotator" AND q."name" = ? WHERE g."article" = a."id")'
        ' GROUP BY a."id", a."position", a."key", a."title" HAVING COUNT(*) >= 2 ORDER BY a."position"'
    )
    rows = project.store.rows(sql, (GOLD, GOLD))
    if rows:
        key, title = rows[0]
        yield Waiting("adjudicate", len(rows), len(rows), key, title or key)


def _flags(project: Project, annotator: str) -> Iterator[Waiting]:
    sql = (
        'SELECT a."key", a."title" FROM "flag" f JOIN "annotator" p ON p."id" = f."annotator"'
        ' JOIN "article" a ON a."id" = f."article" WHERE p."name" = ? ORDER BY a."position"'
    )
    rows = project.store.rows(sql, (annotator,))
    if rows:
        key, title = rows[0]
        yield Waiting("flags", len(rows), len(rows), key, title or key)
