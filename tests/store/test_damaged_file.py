"""What only a damaged file can hold is found row by row, and is never taken for a bug of the program."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.errors import ProjectError
from workbench.project import Project
from workbench.project.exporting import ExportOptions, export
from workbench.store import opening


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project in a file."""
    with Project.create(tmp_path / "p.workbench") as made:
        yield made


def damage(project: Project, sql: str) -> None:
    """Close the project and do to its file what its own constraints would refuse."""
    project.close()
    connection = sqlite3.connect(project.where)
    connection.execute(sql)
    connection.commit()
    connection.close()


DAMAGED = {
    "an end that is no number": ('UPDATE "span" SET "end" = \'abc\' WHERE "id" = \'o\'', {"span"}),
    "a count that is no number": ('UPDATE "layer" SET "unresolved" = \'abc\'', {"layer"}),
    "a label that is no text": ('UPDATE "span" SET "label" = X\'ff\' WHERE "id" = \'o\'', {"span"}),
    "a label of odd bytes": ('UPDATE "span" SET "label" = CAST(X\'ff\' AS TEXT) WHERE "id" = \'o\'', {"span"}),
    "a text of odd bytes": ('UPDATE "text" SET "content" = CAST(X\'ff\' AS TEXT)', {"text", "span"}),
    "a title of odd bytes": ('UPDATE "article" SET "title" = CAST(X\'ff\' AS TEXT)', {"article"}),
    "no such annotator": ('DELETE FROM "annotator" WHERE "name" = \'ann\'', {"reference"}),
    "no such text": ('DELETE FROM "text"', {"reference"}),
    "no such article": ('DELETE FROM "article"', {"reference"}),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_told_and_is_no_bug(rich: Project, name: str) -> None:
    sql, areas = DAMAGED[name]
    damage(rich, sql)
    with Project.open(rich.where) as project:
        assert {finding.area for finding in project.check()} == areas


@pytest.mark.parametrize("name", ["an end that is no number", "no such annotator"])
def test_other_commands_send_to_check(rich: Project, tmp_path: Path, name: str) -> None:
    damage(rich, DAMAGED[name][0])
    with Project.open(rich.where) as project, pytest.raises(ProjectError, match="workbench check"):
        export(project, ExportOptions("jsonl", "all", "all"), tmp_path / "out.jsonl")


def test_damage_that_opening_did_not_see(rich: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large file: every part that can be read is still looked at."""
    with rich.store.transaction():
        rich.store.execute('UPDATE "text" SET "length" = 3')
    row = rich.store.row("SELECT rootpage FROM sqlite_master WHERE name = 'comment'")
    assert row is not None
    rich.close()
    with Path(rich.where).open("r+b") as file:
        file.seek((row[0] - 1) * 4096)
        file.write(b"\xa5" * 4096)
    monkeypatch.setattr(opening, "CHECK_BELOW", 0)
    with Project.open(rich.where) as project:
        areas = [finding.area for finding in project.check()]
    assert set(areas) == {"file", "text"}
