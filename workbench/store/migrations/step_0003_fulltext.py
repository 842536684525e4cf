"""Which articles the full-text index knows. The index itself is made by the first search (store.fulltext)."""

from typing import Any

from peewee import Database, SqliteDatabase

_TABLES = (
    # The text that the index holds under a number of the list.
    'CREATE TABLE "indexed" ("number" INTEGER NOT NULL PRIMARY KEY, "text" TEXT NOT NULL REFERENCES "text" ("id"))',
    # 1 where the index holds the article's text under its number; whoever lists an article leaves it empty.
    'ALTER TABLE "listed" ADD COLUMN "indexed" INTEGER',
    'CREATE INDEX "listed_not_indexed" ON "listed" ("number") WHERE "indexed" IS NULL',
)


def up(database: Database) -> None:
    """Make them on SQLite; a server scans its texts itself."""
    db: Any = database  # peewee is untyped
    if isinstance(database, SqliteDatabase):
        for sql in _TABLES:
            db.execute_sql(sql)
