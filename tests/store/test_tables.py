"""The tables themselves refuse what may not be, on both databases."""

import pytest

from workbench.errors import ProjectError
from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.store.database import IntegrityError, Store

LAYER = 'INSERT INTO "layer" VALUES (?, ?, ?, ?, ?, ?)'
ARTICLE = 'INSERT INTO "article" ("id", "key", "text", "revision", "position") VALUES (?, ?, ?, ?, ?)'
SPAN = 'INSERT INTO "span" ("id", "layer", "label", "start", "end", "parts", "attributes") VALUES (?, ?, ?, ?, ?, ?, ?)'


@pytest.fixture
def layer(filled: Project) -> str:
    """The id of a layer with one span."""
    Labelling(filled, "ann").add("k", [(4, 9)], "actor")
    row = filled.store.row('SELECT "id" FROM "layer"')
    assert row is not None
    return str(row[0])


def insert(store: Store, sql: str, *values: object) -> None:
    with store.transaction():
        store.execute(sql, values)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2)])
def test_offsets_are_in_order(filled: Project, layer: str, start: int, end: int) -> None:
    with pytest.raises(IntegrityError):
        insert(filled.store, SPAN, "x", layer, "actor", start, end, "", "{}")


def test_one_extent_and_label_stands_once_in_a_layer(filled: Project, layer: str) -> None:
    insert(filled.store, SPAN, "other label", layer, "event", 4, 9, "", "{}")
    insert(filled.store, SPAN, "other parts", layer, "actor", 4, 9, "[[4,5],[7,9]]", "{}")
    with pytest.raises(IntegrityError):
        insert(filled.store, SPAN, "the same", layer, "actor", 4, 9, "", "{}")


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        (SPAN, ("x", "no-layer", "actor", 0, 1, "", "{}")),
        (LAYER, ("x", "no-article", "no-annotator", "done", "{}", 0)),
        (ARTICLE, ("x", "x", "no-text", 1, 1)),
        ('INSERT INTO "source" ("id", "article") VALUES (?, ?)', ("x", "no-article")),
        ('INSERT INTO "text" ("id", "content", "length") VALUES (?, ?, ?)', ("x", "", -1)),
        ('INSERT INTO "annotator" ("id", "name") VALUES (?, ?)', ("x", "ann")),
        ('UPDATE "layer" SET "state" = ?', ("ready",)),
        ('UPDATE "layer" SET "unresolved" = ?', (-1,)),
        ('DELETE FROM "article" WHERE "key" = ?', ("k",)),
        ('DELETE FROM "annotator" WHERE "name" = ?', ("ann",)),
    ],
)  # fmt: skip
def test_references_and_states_are_kept(filled: Project, layer: str, sql: str, values: tuple[object, ...]) -> None:
    with pytest.raises(IntegrityError):
        insert(filled.store, sql, *values)


def test_a_refused_transaction_leaves_nothing(filled: Project, layer: str) -> None:
    with pytest.raises(IntegrityError), filled.store.transaction():
        filled.store.execute(SPAN, ("good", layer, "event", 0, 3, "", "{}"))
        filled.store.execute(SPAN, ("bad", layer, "event", 3, 0, "", "{}"))
    assert filled.store.rows('SELECT "id" FROM "span" WHERE "id" = ?', ("good",)) == []


def test_reading_only_can_not_write(filled: Project, place: str) -> None:
    with Project.open(place) as reader, pytest.raises(ProjectError, match="reading only"):
        Labelling(reader, "ann").add("k", [(0, 3)], "event")
