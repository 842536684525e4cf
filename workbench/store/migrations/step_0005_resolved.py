"""Comments that are resolved, and which articles are from where and when."""

from typing import Any

from peewee import Database

_TABLES = (
    'CREATE TABLE "resolved" ("id" TEXT NOT NULL PRIMARY KEY REFERENCES "comment" ("id"),'
    ' "layer" TEXT NOT NULL REFERENCES "layer" ("id"), "by" TEXT NOT NULL, "at" TEXT NOT NULL)',
    'CREATE INDEX "resolved_layer" ON "resolved" ("layer")',
)


def up(database: Database) -> None:
    """Make the table; every comment is open."""
    db: Any = database  # peewee is untyped
    for sql in _TABLES:
        db.execute_sql(sql)
