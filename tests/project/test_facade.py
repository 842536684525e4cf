"""What a project says of itself: its name, its counts, and what is wrong with it."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.build import TEXT, bring, record

from workbench.errors import ProjectError
from workbench.project import Project
from workbench.project.labelling import Labelling


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("postgresql://ann:secret@host/strikes", "strikes"),
        ("postgresql://ann:secret@host/strikes?host=/var/run/postgresql", "strikes"),
        ("postgresql://ann:secret@host", "workbench"),
        ("postgresql://ann:secret@host/?sslmode=require", "workbench"),
        ("postgres:///the%20strikes", "the strikes"),
    ],
)
def test_the_name_of_a_server_project_is_that_of_its_database(where: str, name: str) -> None:
    store: Any = SimpleNamespace(is_sqlite=False)
    assert Project(store, where).name == name


@pytest.mark.parametrize(
    ("where", "remembered"),
    [
        ("postgresql://ann:se@cret@host:5433/strikes?sslmode=x", "postgresql://ann@host:5433/strikes?sslmode=x"),
        ("postgresql://host/strikes", "postgresql://host/strikes"),
        ("postgresql:///strikes", "postgresql:///strikes"),
        ("postgresql://host/strikes?password=s&sslmode=x", "postgresql://host/strikes?sslmode=x"),
        ("postgresql://host?password=s/t&sslpassword=u", "postgresql://host"),
    ],
)
def test_a_password_is_never_remembered(where: str, remembered: str) -> None:
    store: Any = SimpleNamespace(is_sqlite=False)
    assert Project(store, where).address == remembered


def test_the_name_of_a_file(tmp_path: Path) -> None:
    with Project.create(tmp_path / "my strikes.workbench") as project:
        assert project.name == "my strikes"


def test_only_the_disputes_of_gold_count(filled: Project, tmp_path: Path) -> None:
    bring(filled, tmp_path, [record("k", TEXT, "ann", unresolved=5), record("k", TEXT, "gold", unresolved=2)])
    assert filled.status()["gold"]["unresolved"] == 2


@pytest.mark.parametrize("value", ["not JSON", "[]", '"x"'])
def test_damaged_guidelines_are_told_in_a_sentence(filled: Project, value: str) -> None:
    filled.store.execute('UPDATE "property" SET "value" = ? WHERE "id" = ?', (value, "guidelines"))
    filled.forget_scheme()  # it was read when the articles came in
    with pytest.raises(ProjectError, match="guidelines"):
        _ = filled.scheme


def test_a_project_without_a_scheme(filled: Project) -> None:
    filled.store.execute('DELETE FROM "property" WHERE "id" = ?', ("scheme",))
    filled.forget_scheme()
    with pytest.raises(ProjectError, match="no scheme"):
        _ = filled.scheme


def test_articles_by_key(filled: Project) -> None:
    assert [key for _, key in filled.article_keys()] == ["k", "l"]
    assert all(filled.article_id(key) == id for id, key in filled.article_keys())
    with pytest.raises(ProjectError, match="no article 'm'"):
        filled.article_id("m")


def test_who_is_known_stays_known(filled: Project) -> None:
    work = Labelling(filled, "ann")
    work.add("k", [(0, 3)], "event")
    work.undo()
    assert filled.annotators() == ["ann"]
