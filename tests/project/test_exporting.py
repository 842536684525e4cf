"""A file is written aside and takes its place when all went well; nothing is left of one that failed."""

import json
from pathlib import Path

import pytest
from support.build import TEXT, tag, where_of

from workbench.errors import FormatError, WorkbenchError
from workbench.jobs import Cancelled
from workbench.project import Project
from workbench.project.exporting import ExportOptions, export

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
