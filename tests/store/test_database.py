"""What every statement goes through: snapshots, and errors that say what happened."""

from pathlib import Path

import pytest
from support.build import TEXT, bring, record

from workbench.errors import ProjectError
from workbench.project import Project
from workbench.store.articles import key_and_length


def test_a_snapshot_may_stand_inside_another(filled: Project, tmp_path: Path) -> None:
    with Project.open(filled.where) as reader, reader.store.snapshot():
        with reader.store.snapshot():
            assert len(reader.article_rows("ann")) == 2
        bring(filled, tmp_path, [record("new", TEXT + " More.")])
        assert len(reader.article_rows("ann")) == 2, "the outer one still holds"
    with Project.open(filled.where) as reader, reader.store.snapshot(), reader.store.snapshot():
        assert len(reader.article_rows("ann")) == 3


def test_a_snapshot_inside_a_transaction_is_the_transaction(filled: Project) -> None:
    with filled.store.transaction(), filled.store.snapshot():
        filled.store.execute('INSERT INTO "annotator" ("id", "name") VALUES (?, ?)', ("x", "ann"))
    assert filled.annotators() == ["ann"]


def test_key_and_length_count_code_points(filled: Project, tmp_path: Path) -> None:
    bring(filled, tmp_path, [record("\U0001f600", "a\U0001f600")])
    assert key_and_length(filled.store, filled.article_id("\U0001f600")) == ("\U0001f600", 2)


def test_rows_in_takes_any_number_of_values(filled: Project) -> None:
    wanted = ["k", "l", *(str(number) for number in range(1200))]
    assert sorted(filled.store.rows_in('SELECT "key" FROM "article" WHERE "key" IN', wanted)) == [("k",), ("l",)]


def test_damage_that_a_query_meets_only_later_is_a_known_error(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.workbench") as project:
        with project.store.transaction():
            for id, name in (("a", b"ann"), ("b", b"\xff\xfe")):
                project.store.execute('INSERT INTO "annotator" ("id", "name") VALUES (?, CAST(? AS TEXT))', (id, name))
        with pytest.raises(ProjectError, match="UTF-8"):
            project.store.rows('SELECT "name" FROM "annotator" ORDER BY "id"')
        with pytest.raises(ProjectError, match="UTF-8"):
            project.store.row('SELECT "name" FROM "annotator" WHERE "id" = ?', ("b",))
        with project.store.any_bytes():
            assert project.store.rows('SELECT "name" FROM "annotator" WHERE "id" = ?', ("b",)) == [("\udcff\udcfe",)]
