"""Lists of 100,000 articles: what they find and show by, indexes for their counts; and flags."""

from typing import Any

from peewee import Database

from workbench.store.listing import beginning, searched

_TABLES = (
    'CREATE TABLE "flag" ("id" TEXT NOT NULL PRIMARY KEY, "article" TEXT NOT NULL REFERENCES "article" ("id"),'
    ' "annotator" TEXT NOT NULL REFERENCES "annotator" ("id"))',
    'CREATE UNIQUE INDEX "flag_article_annotator" ON "flag" ("article", "annotator")',
    'CREATE INDEX "flag_annotator_article" ON "flag" ("annotator", "article")',
    'CREATE TABLE "listed" ("number" INTEGER NOT NULL PRIMARY KEY,'
    ' "article" TEXT NOT NULL UNIQUE REFERENCES "article" ("id"), "words" TEXT NOT NULL, "beginning" TEXT)',
    # Counts of layers by state, and which ones, without a look at the layers themselves.
    'DROP INDEX "layer_annotator"',
    'CREATE INDEX "layer_annotator_state_article" ON "layer" ("annotator", "state", "article")',
)
_ARTICLES = 'SELECT "id", "title", "key", "source", "text" FROM "article" ORDER BY "position", "key"'


def up(database: Database) -> None:
    """Make them, and list every article that is there."""
    db: Any = database  # peewee is untyped
    for sql in _TABLES:
        db.execute_sql(sql)
    insert = f'INSERT INTO "listed" ("number", "article", "words", "beginning") VALUES ({", ".join([db.param] * 4)})'
    first = f'SELECT SUBSTR("content", 1, 400) FROM "text" WHERE "id" = {db.param}'
    rows = []
    for number, (id, title, key, source, digest) in enumerate(list(db.execute_sql(_ARTICLES)), 1):
        text = None
        if not (title and title.strip()):  # as Python sees it: databases differ in what they take for blank
            row = db.execute_sql(first, (digest,)).fetchone()
            text = beginning(row[0]) if row else None
        rows.append((number, id, searched(title, key, source), text))
    if rows:
        db.cursor().executemany(insert, rows)
