"""A file is written aside and takes its place when all went well; nothing is left of one that failed."""

import json
import os
import socket
from pathlib import Path

import pytest
from support.build import TEXT, tag, where_of

from workbench.errors import FormatError, ProjectError, WorkbenchError
from workbench.jobs import Cancelled
from workbench.project import Project
from workbench.project.exporting import ExportOptions, export, is_stream

ADA = where_of(TEXT, "Ada Dorn")


@pytest.fixture
def tagged(filled: Project) -> Project:
    tag(filled, "ann", "k", ("actor", *ADA), ("event", ADA[0], ADA[1] + 3))
    return filled


def test_the_old_file_stays_when_writing_fails(tagged: Project, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    to = folder / "x.conll2003"
    to.write_text("old")
    with pytest.raises(FormatError, match="--overlap"):
        export(tagged, ExportOptions("conll2003", "ann"), to)
    assert to.read_text() == "old"
    assert [path.name for path in folder.iterdir()] == ["x.conll2003"]
    export(tagged, ExportOptions("conll2003", "ann", overlap="longest"), to)
    assert to.read_text().startswith("-DOCSTART-")
    assert sorted(path.name for path in folder.iterdir()) == ["x.conll2003", "x.conll2003.losses.jsonl"]


def test_a_list_of_losses_goes_when_nothing_is_lost_any_more(tagged: Project, tmp_path: Path) -> None:
    to = tmp_path / "x"
    report = export(tagged, ExportOptions("conll2003", "ann", overlap="priority"), to)
    assert report.losses_file == f"{to}.losses.jsonl"
    (line,) = Path(report.losses_file).read_text().splitlines()
    assert json.loads(line)["article"] == "k"
    assert export(tagged, ExportOptions("jsonl", "ann"), to).losses_file is None
    assert not Path(report.losses_file).exists()


def test_a_cancelled_export_leaves_nothing(tagged: Project, tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        raise Cancelled

    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Cancelled):
        export(tagged, ExportOptions("jsonl", "all", "all"), folder / "x", cancel)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", ".lock"])
def test_a_project_is_never_overwritten_by_its_own_export(tagged: Project, tmp_path: Path, ending: str) -> None:
    own = tmp_path / f"p.workbench{ending}"
    link = tmp_path / "link"
    link.symlink_to(own)
    (tmp_path / "sub").mkdir()
    for to in (own, link, tmp_path / "sub" / ".." / own.name):
        with pytest.raises(ProjectError, match="belongs to the project"):
            export(tagged, ExportOptions("jsonl"), to)
    assert link.is_symlink()
    assert tagged.check() == []


def test_nor_by_its_list_of_losses(tmp_path: Path) -> None:
    with Project.create(tmp_path / "x.losses.jsonl") as project:
        with pytest.raises(ProjectError, match="belongs to the project"):
            export(project, ExportOptions("jsonl"), tmp_path / "x")
        assert not (tmp_path / "x").exists()
        assert project.check() == []


def test_a_link_is_followed(tagged: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "link"
    link.symlink_to(Path("elsewhere") / "real")
    for _ in range(2):  # the first time it leads nowhere yet
        export(tagged, ExportOptions("conll", "ann"), link)
        assert link.is_symlink()
        assert (tmp_path / "elsewhere" / "real").read_text().startswith("# global.columns")
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["real"]


def test_a_device_is_written_as_it_is(tagged: Project, tmp_path: Path) -> None:
    # Only looked at: where this went wrong, it would be gone from the machine.
    assert is_stream(tagged, Path(os.devnull))
    assert not is_stream(tagged, tmp_path / "x")


def test_what_is_no_file_is_refused_before_anything_is_written(
    tagged: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.losses.jsonl").mkdir()
    with pytest.raises(FormatError, match=r"x\.losses\.jsonl is a folder"):
        export(tagged, ExportOptions("conll2003", "ann", overlap="longest"), tmp_path / "x")
    assert not (tmp_path / "x").exists()
    monkeypatch.chdir(tmp_path)  # since the path of a socket has at most 107 characters
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s")
        with pytest.raises(FormatError, match="no file"):
            export(tagged, ExportOptions("jsonl"), Path("s"))


@pytest.mark.parametrize("format", ["jsonl", "conll", "conll2003"])
def test_progress_goes_up_to_its_total(tagged: Project, tmp_path: Path, format: str) -> None:
    told: list[tuple[int, int]] = []
    export(tagged, ExportOptions(format, "all", "all", "longest"), tmp_path / "x", lambda *counts: told.append(counts))
    assert told == sorted(told)
    assert told[-1] == (2, 2)
    told.clear()
    export(tagged, ExportOptions(format, "ann", "done", "longest"), tmp_path / "x", lambda *counts: told.append(counts))
    assert told[-1] == (1, 1)


def test_counts(tagged: Project, tmp_path: Path) -> None:
    report = export(tagged, ExportOptions("jsonl", "all", "all"), tmp_path / "x")
    assert (report.articles, report.layers, report.spans, report.losses) == (2, 1, 2, [])


def test_who_and_what_is_not_there(tagged: Project, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="ann"):
        export(tagged, ExportOptions("jsonl", "nobody"), tmp_path / "x")
    with pytest.raises(FormatError, match="only be read"):
        export(tagged, ExportOptions("text"), tmp_path / "x")
    with pytest.raises(WorkbenchError, match="no such file or folder"):
        export(tagged, ExportOptions("jsonl"), tmp_path / "no" / "x")
    assert not (tmp_path / "x").exists()
