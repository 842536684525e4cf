"""A project of an older version is brought up to date when it is opened for writing, all or nothing."""

import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from support import build
from support.build import TEXT, bring, record, tag, where_of

from workbench.errors import ProjectError
from workbench.model.find import Search
from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.project.searching import not_indexed, search
from workbench.store import migrations
from workbench.store.action import read_row
from workbench.store.listing import ids_in_order


@pytest.fixture
def older(filled: Project) -> Project:
    """A project of today's version, with a span in it, closed."""
    tag(filled, "ann", "k", ("actor", *where_of(TEXT, "Ada Dorn")))
    filled.close()
    return filled


@pytest.fixture
def further(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A further step that is there from now on; it does what ``up`` says."""
    step = SimpleNamespace(up=add_column)
    module = ModuleType("step_9999_fake")
    module.up = lambda database: step.up(database)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, f"{migrations.__name__}.{module.__name__}", module)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, module.__name__))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    return step


def everything(project: Project) -> bytes:
    """All layers, but not for which labels they are complete: older versions could not say so."""
    return re.sub(rb'"complete":\[[^]]*\]', b'"complete":[]', build.everything(project))


def add_column(database: Any) -> None:
    database.execute_sql('ALTER TABLE "article" ADD COLUMN "place" TEXT')


def add_column_and_fail(database: Any) -> None:
    add_column(database)
    database.execute_sql('ALTER TABLE "nowhere" ADD COLUMN "place" TEXT')


def columns(project: Project) -> int:
    return len(project.store.row('SELECT * FROM "article"') or ())


def test_the_steps_that_are_missing_are_done_once(older: Project, further: SimpleNamespace) -> None:
    for _ in range(2):
        with Project.open(older.where, write=True) as project:
            assert columns(project) == 11
            assert project.store.row('SELECT "value" FROM "property" WHERE "id" = ?', ("tables",)) == (
                str(migrations.VERSION),
            )
            assert [span.label for span in project.layer("k", "ann").spans] == ["actor"]
            assert project.check() == []
    with Project.open(older.where) as reader:
        assert columns(reader) == 11


def test_a_reader_is_told_how_to_bring_it_up_to_date(older: Project, further: SimpleNamespace) -> None:
    with pytest.raises(ProjectError, match=r"older version.*in the window"):
        Project.open(older.where)


def test_a_step_that_fails_changes_nothing(
    older: Project, further: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    further.up = add_column_and_fail
    with pytest.raises(ProjectError, match="nowhere"):
        Project.open(older.where, write=True)
    monkeypatch.undo()
    with Project.open(older.where, write=True) as project:
        assert columns(project) == 10
        assert b'"actor"' in everything(project)


def test_a_new_project_has_every_step(further: SimpleNamespace, place: str) -> None:
    with Project.create(place) as project:
        project.store.rows('SELECT "place" FROM "article"')


def test_a_project_of_the_first_version_is_listed_and_can_be_flagged(filled: Project, tmp_path: Path) -> None:
    tag(filled, "ann", "k", ("actor", *where_of(TEXT, "Ada Dorn")))
    titled = read_row(filled.store, "article", filled.article_id("l"))
    assert titled is not None
    with filled.journal.action("ann", "facts") as action:
        action.update("article", titled["id"], titled, title="Über uns")
    before, rows = everything(filled), filled.article_rows("ann")
    go_back(filled)
    with pytest.raises(ProjectError):
        filled.article_rows("ann")
    filled.close()
    with Project.open(filled.where, write=True) as project:
        assert everything(project) == before and project.check() == []
        assert project.article_rows("ann") == rows
        assert [row.beginning for row in rows] == [TEXT[:80], None]
        assert ids_in_order(project.store, ["über"]) == [titled["id"]]
        assert Labelling(project, "ann").set_flagged("k", True).changed
        bring(project, tmp_path, [record("z", "The last one.")])
        assert [row.key for row in project.article_rows("ann")] == ["k", "l", "z"]


def test_a_project_of_the_first_version_is_brought_up_on_either_database(place: str, tmp_path: Path) -> None:
    with Project.create(place) as project:
        bring(project, tmp_path, [record("k", TEXT), record("l", "Über uns.")])
        tag(project, "ann", "k", ("actor", *where_of(TEXT, "Ada Dorn")))
        before, rows = everything(project), project.article_rows("ann")
        go_back(project)
    with pytest.raises(ProjectError, match="older version"):
        Project.open(place)
    with Project.open(place, write=True) as project:
        assert (everything(project), project.article_rows("ann"), project.check()) == (before, rows, [])


@pytest.mark.parametrize("title", ["\u2003", " ", "", "\n", "x"])
def test_a_title_of_blanks_is_none_in_a_list(filled: Project, title: str) -> None:
    row = read_row(filled.store, "article", filled.article_id("l"))
    assert row is not None
    with filled.journal.action("ann", "facts") as action:
        action.update("article", row["id"], row, title=title)
    rows = filled.article_rows("ann")
    go_back(filled)
    filled.close()
    with Project.open(filled.where, write=True) as project:
        assert project.article_rows("ann") == rows and project.check() == []


@pytest.mark.parametrize("version", [1, 2])
def test_a_project_from_before_full_text_is_searched(filled: Project, tmp_path: Path, version: int) -> None:
    tag(filled, "ann", "k", ("actor", *where_of(TEXT, "Ada Dorn")))
    before, rows, hits = everything(filled), filled.article_rows("ann"), list(search(filled, Search("on friday")))
    assert [hit.key for hit in hits] == ["k"]
    go_back(filled, version)
    filled.close()
    with pytest.raises(ProjectError, match="older version"):
        Project.open(filled.where)
    with Project.open(filled.where, write=True) as project:
        assert (everything(project), project.article_rows("ann"), project.check()) == (before, rows, [])
        assert not_indexed(project) == (2 if project.store.is_sqlite else 0)
        assert list(search(project, Search("on friday"))) == hits and not_indexed(project) == 0
        bring(project, tmp_path, [record("z", "The last one, on Friday.")])
        assert [hit.key for hit in search(project, Search("on friday"))] == ["k", "z"]
        assert project.check() == []


def go_back(project: Project, version: int = 1) -> None:
    """Make of a project one of an older version, as that version wrote it."""
    store = project.store
    with store.transaction():
        store.execute('DROP TABLE "resolved"')
        store.execute('DROP INDEX "layer_annotator_id_article"')
        store.execute('DROP TABLE "pass"')
        if store.is_sqlite:
            store.execute('DROP TABLE IF EXISTS "fulltext"')
            store.execute('DROP TABLE "indexed"')
            store.execute('DROP INDEX "listed_not_indexed"')
            store.execute('ALTER TABLE "listed" DROP COLUMN "indexed"')
        store.execute('UPDATE "property" SET "value" = ? WHERE "id" = \'tables\'', (str(version),))
        if store.is_sqlite:
            store.execute(f"PRAGMA user_version = {version}")
        if version > 1:
            return
        for sql in (
            'DROP TABLE "flag"',
            'DROP TABLE "listed"',
            'DROP INDEX "layer_annotator_state_article"',
            'CREATE INDEX "layer_annotator" ON "layer" ("annotator")',
        ):
            store.execute(sql)
