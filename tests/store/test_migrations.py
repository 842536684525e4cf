"""A project of an older version is brought up to date when it is opened for writing, all or nothing."""

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from support.build import TEXT, everything, tag, where_of

from workbench.errors import ProjectError
from workbench.project import Project
from workbench.store import migrations


@pytest.fixture
def older(filled: Project) -> Project:
    """A project of today's version, with a span in it, closed."""
    tag(filled, "ann", "k", ("actor", *where_of(TEXT, "Ada Dorn")))
    filled.close()
    return filled


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A second step that is there from now on; it does what ``up`` says."""
    step = SimpleNamespace(up=add_column)
    module = ModuleType("step_0002_fake")
    module.up = lambda database: step.up(database)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, f"{migrations.__name__}.{module.__name__}", module)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, module.__name__))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    return step


def add_column(database: Any) -> None:
    database.execute_sql('ALTER TABLE "article" ADD COLUMN "place" TEXT')


def add_column_and_fail(database: Any) -> None:
    add_column(database)
    database.execute_sql('ALTER TABLE "nowhere" ADD COLUMN "place" TEXT')


def columns(project: Project) -> int:
    return len(project.store.row('SELECT * FROM "article"') or ())


def test_the_steps_that_are_missing_are_done_once(older: Project, second: SimpleNamespace) -> None:
    for _ in range(2):
        with Project.open(older.where, write=True) as project:
            assert columns(project) == 11
            assert project.store.row('SELECT "value" FROM "property" WHERE "id" = ?', ("tables",)) == ("2",)
            assert [span.label for span in project.layer("k", "ann").spans] == ["actor"]
            assert project.check() == []
    with Project.open(older.where) as reader:
        assert columns(reader) == 11


def test_a_reader_is_told_how_to_bring_it_up_to_date(older: Project, second: SimpleNamespace) -> None:
    with pytest.raises(ProjectError, match=r"older version.*in the window"):
        Project.open(older.where)


def test_a_step_that_fails_changes_nothing(
    older: Project, second: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    second.up = add_column_and_fail
    with pytest.raises(ProjectError, match="nowhere"):
        Project.open(older.where, write=True)
    monkeypatch.undo()
    with Project.open(older.where, write=True) as project:
        assert columns(project) == 10
        assert b'"actor"' in everything(project)


def test_a_new_project_has_every_step(second: SimpleNamespace, place: str) -> None:
    with Project.create(place) as project:
        project.store.rows('SELECT "place" FROM "article"')
