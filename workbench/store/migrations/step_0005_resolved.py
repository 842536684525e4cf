"""Comments that are resolved; an index for lists of articles in which a label was tagged."""

from typing import Any

from peewee import Database

_TABLES = (
    'CREATE TABLE "resolved" ("id" TEXT NOT NULL PRIMARY KEY REFERENCES "comment" ("id"),'
    ' "layer" TEXT NOT NULL REFERENCES "layer" ("id"), "by" TEXT NOT NULL, "at" TEXT NOT NULL)',
    'CREATE INDEX "resolved_layer" ON "resolved" ("layer")',
    # In which articles an annotator has tagged something: asked without a look at the layers themselves, a quarter.
    'CREATE INDEX "layer_annotator_id_article" ON "layer" ("annotator", "id", "article")',
)


def up(database: Database) -> None:
    """Make the table; every comment is open."""
    db: Any = database  # peewee is untyped
    for sql in _TABLES:
        db.execute_sql(sql)
