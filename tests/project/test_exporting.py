"""A file is written aside and takes its place when all went well; nothing is left of one that failed."""

import json
import os
import socket
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.build import TEXT, bring, record, tag, where_of

from workbench.errors import FormatError, ProjectError, WorkbenchError
from workbench.jobs import Cancelled
from workbench.project import Project
from workbench.project.export_look import MOST_LINES, plan, preview
from workbench.project.export_source import article_keys, scope_of
from workbench.project.exporting import ExportOptions, export, is_stream, losses_beside
from workbench.project.labelling import Labelling

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
    export(
        tagged,
        ExportOptions(format, "all", "all", overlap="longest"),
        tmp_path / "x",
        lambda *counts: told.append(counts),
    )
    assert told == sorted(told)
    assert told[-1] == (2, 2)
    told.clear()
    export(
        tagged,
        ExportOptions(format, "ann", "done", overlap="longest"),
        tmp_path / "x",
        lambda *counts: told.append(counts),
    )
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


# What is chosen


def related(project: Project) -> Labelling:
    """Gold-like work of ann: an actor, a quote with its speaker, an event inside the quote, a comment."""
    work = Labelling(project, "ann")
    actor = work.add("k", [ADA], "actor")
    quote = work.add("k", [where_of(TEXT, "“I am done,” she said")], "quote", {"type": "direct"})
    event = work.add("k", [where_of(TEXT, "done")], "event")
    work.relate("speaker", quote.id, actor.id)
    work.comment("so soon?", span=event.id)
    work.set_done("k", True)
    return work


def test_labels_are_left_out_with_what_hangs_on_them(filled: Project, tmp_path: Path) -> None:
    related(filled)
    to = tmp_path / "x.jsonl"
    report = export(filled, ExportOptions("jsonl", "ann", labels=("quote", "event")), to)
    (line,) = map(json.loads, to.read_text().splitlines())
    assert [item["label"] for item in line["spans"]] == ["quote", "event"]
    assert line["relations"] == [] and len(line["comments"]) == 1
    assert (report.spans, report.other_spans, report.relations, report.other_relations) == (2, 1, 0, 1)
    assert report.losses == []  # what was not asked for is not lost
    with Project.create(tmp_path / "again.workbench") as again:
        bring(again, tmp_path, [line])
        assert again.check() == []
    export(filled, ExportOptions("jsonl", "ann", labels=("actor",)), to)
    (line,) = map(json.loads, to.read_text().splitlines())
    assert [item["label"] for item in line["spans"]] == ["actor"] and line["comments"] == []
    for labels in ((), ("quote", "weather")):
        with pytest.raises(FormatError, match="quote, boilerplate"):
            export(filled, ExportOptions("jsonl", "ann", labels=labels), to)


def test_one_article_in_whatever_state(filled: Project, tmp_path: Path) -> None:
    tag(filled, "ann", "l", ("event", 0, 2), done=False)
    to = tmp_path / "x.jsonl"
    assert export(filled, ExportOptions("jsonl", "ann", article="l"), to).spans == 1
    assert [json.loads(line)["id"] for line in to.read_text().splitlines()] == ["l"]
    assert export(filled, ExportOptions("jsonl", "all", article="k"), to).layers == 0
    assert json.loads(to.read_text())["layer"] is None
    assert export(filled, ExportOptions("jsonl", "gold", article="l"), to).articles == 0


def test_how_many_articles_there_are(filled: Project) -> None:
    tag(filled, "ann", "k", ("event", 0, 2))
    tag(filled, "ann", "l", ("event", 0, 2), done=False)
    assert scope_of(filled, "ann") == (1, 2)
    assert scope_of(filled, "all") == (1, 2)
    assert scope_of(filled, "gold") == (0, 0)
    assert article_keys(filled, ExportOptions("jsonl", "ann")) == ["k"]
    assert article_keys(filled, ExportOptions("jsonl", "ann", "all")) == ["k", "l"]
    assert article_keys(filled, ExportOptions("jsonl", "gold", article="l")) == ["l"]


# A look before writing


@pytest.mark.parametrize("chosen", [{}, {"labels": ("quote", "event")}, {"parts": "each", "sentences": "none"}])
@pytest.mark.parametrize("format", ["jsonl", "conll", "conll2003"])
def test_a_plan_says_what_then_happens(filled: Project, tmp_path: Path, format: str, chosen: dict[str, Any]) -> None:
    related(filled)
    options = ExportOptions(format, "ann", overlap="longest", **chosen)
    made = plan(filled, options)
    assert list(tmp_path.glob("x*")) == []
    report = export(filled, options, tmp_path / "x")
    assert made.refused is None
    assert made.lost == len(report.losses) == len(made.details)
    assert made.losses == Counter(loss.kind for loss in report.losses)
    assert made.kept == report.spans - len({loss.id for loss in report.losses if loss.what == "span"})
    assert made.counts == replace(report, losses=[], losses_file=None)
    assert made.keys == ["k"]
    assert sorted(path.name for path in tmp_path.glob("x*")) == ["x", *(["x.losses.jsonl"] if report.losses else [])]


def test_a_plan_names_what_gets_lost(filled: Project) -> None:
    related(filled)
    made = plan(filled, ExportOptions("conll2003", "ann", overlap="longest"))
    told = {(detail.kind, detail.label, detail.words) for detail in made.details}
    assert ("overlaps", "event", "done") in told
    assert ("attributes", "quote", "“I am done,” she said") in told
    assert ("relations", "speaker", "“I am done,” she said → Ada Dorn") in told
    assert ("comments", "", "so soon?") in told
    assert made.kinds == ["overlaps", "relations", "attributes", "comments"]
    assert {detail.article for detail in made.details} == {"k"}


def test_a_refusal_is_told_and_the_rest_is_counted(tagged: Project) -> None:
    made = plan(tagged, ExportOptions("conll2003", "ann"))
    assert made.refused is not None and "--overlap" in made.refused
    assert (made.losses["overlaps"], made.kept) == (1, 1)


def test_a_plan_can_be_cancelled(tagged: Project) -> None:
    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        plan(tagged, ExportOptions("conll", "ann"), cancel)
    assert plan(tagged, ExportOptions("conll", "ann")).kept == 2


def test_a_preview_marks_where_something_gets_lost(filled: Project) -> None:
    related(filled)
    seen = preview(filled, ExportOptions("conll2003", "ann", overlap="longest"), "k")
    assert [(line.text, line.note) for line in seen.lines if line.lost] == [("done -X- O I-quote", "event left out")]
    assert (seen.key, seen.cut, seen.lines[0].text) == ("k", False, "-DOCSTART- -X- O O")
    work = Labelling(filled, "bob")
    work.add("l", [(0, 13)], "event")
    options = ExportOptions("conll2003", "bob", article="l")
    assert [line.note for line in preview(filled, options, "l").lines if line.lost] == ["event cut here"]
    options = ExportOptions("conll2003", "bob", article="l", sentences="none")
    whole = preview(filled, options, "l").lines
    assert whole and not any(line.lost for line in whole)
    assert preview(filled, ExportOptions("jsonl", "gold"), "l").lines == []


def test_a_preview_is_what_is_written(filled: Project, tmp_path: Path) -> None:
    related(filled)
    for format in ("jsonl", "conll", "conll2003"):
        options = ExportOptions(format, "ann", overlap="longest")
        export(filled, options, tmp_path / "x")
        lines = "\n".join(line.text for line in preview(filled, options, "k").lines)
        assert lines.strip("\n") == (tmp_path / "x").read_text().strip("\n")


def test_a_preview_has_bounds(project: Project, tmp_path: Path) -> None:
    bring(project, tmp_path, [record("k", "Go on. " * 9000, "ann", [("1", "event", 0, 2)])])
    for format in ("conll", "jsonl"):
        seen = preview(project, ExportOptions(format, "ann", "all"), "k")
        assert seen.cut and len(seen.lines) <= MOST_LINES
        assert sum(len(line.text) for line in seen.lines) <= 40_000


def test_the_list_of_losses_is_left_away_when_nobody_wants_it(tagged: Project, tmp_path: Path) -> None:
    to = tmp_path / "x"
    options = ExportOptions("conll2003", "ann", overlap="longest")
    export(tagged, options, to)
    assert losses_beside(to).exists()
    report = export(tagged, options, to, list_losses=False)
    assert (len(report.losses), report.losses_file) == (1, None)
    assert not losses_beside(to).exists()  # the old one would be taken for this one's


def test_a_look_at_either_database_while_it_is_being_written(place: str, tmp_path: Path) -> None:
    with Project.create(place) as project:
        bring(project, tmp_path, [record("k", TEXT), record("l", "Go home. Now.")])
        related(project)
        options = ExportOptions("conll2003", "ann", overlap="longest")
        with Project.open(place) as beside:  # as the window does it
            assert scope_of(beside, "ann") == (1, 1)
            assert article_keys(beside, ExportOptions("jsonl", "all", "all")) == ["k", "l"]
            before = plan(beside, options)
            assert before.keys == ["k"] and before.losses["overlaps"] == 1
            assert preview(beside, options, "k").lines[0].text == "-DOCSTART- -X- O O"
            tag(project, "ann", "l", ("event", 0, 2))
            after = plan(beside, options)
            assert after.keys == ["k", "l"] and after.counts.spans == before.counts.spans + 1
