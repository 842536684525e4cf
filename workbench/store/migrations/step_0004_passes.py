"""Passes: for which labels an article was gone through from its start to its end."""

from typing import Any

from peewee import Database

_TABLES = (
    'CREATE TABLE "pass" ("id" TEXT NOT NULL PRIMARY KEY, "layer" TEXT NOT NULL REFERENCES "layer" ("id"),'
    ' "labels" TEXT NOT NULL)',
    'CREATE UNIQUE INDEX "pass_layer" ON "pass" ("layer")',
)


def up(database: Database) -> None:
    """Make the table; nobody has said anything yet."""
    db: Any = database  # peewee is untyped
    for sql in _TABLES:
        db.execute_sql(sql)
