"""The commands new, status, check, history and progress."""

from pathlib import Path

import pytest
from support.build import TEXT, bring, record, where_of
from support.command import CommandLine

from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.project.searching import make_index

ADA = where_of(TEXT, "Ada Dorn")


def test_new(cli: CommandLine, tmp_path: Path) -> None:
    answer = cli.done("new", tmp_path / "a.workbench", "--json").json
    assert answer["ok"] is True
    assert answer["scheme"] == {"name": "news", "version": "2"}
    assert cli.done("new", tmp_path / "b.workbench", "--scheme", "claims", "--json").json["scheme"]["name"] == "claims"
    assert "made" in cli.done("new", tmp_path / "c.workbench").out


def test_new_from_a_scheme_file(cli: CommandLine, tmp_path: Path) -> None:
    scheme = tmp_path / "mine.toml"
    scheme.write_text('name = "mine"\nversion = "2"\n[[label]]\nname = "hero"\n')
    cli.done("new", tmp_path / "a.workbench", "--scheme", scheme)
    assert cli.done("status", tmp_path / "a.workbench", "--json").json["scheme"] == {"name": "mine", "version": "2"}
    scheme.write_text("name = 3\n")
    cli("new", tmp_path / "b.workbench", "--scheme", scheme).refused("mine.toml, line 1")
    assert not (tmp_path / "b.workbench").exists()


def test_a_scheme_with_its_guideline(cli: CommandLine, tmp_path: Path) -> None:
    scheme = tmp_path / "mine.toml"
    head = 'name = "mine"\nversion = "2"\n[[label]]\nname = "hero"\n'
    scheme.write_text(head + 'guideline = "hero.md"\n')
    (tmp_path / "hero.md").write_bytes(b"\xef\xbb\xbf# Heroes")
    cli.done("new", tmp_path / "a.workbench", "--scheme", scheme)
    (tmp_path / "hero.md").write_bytes("# Héros".encode("latin-1"))
    cli("new", tmp_path / "b.workbench", "--scheme", scheme).refused("hero.md", "not UTF-8 (byte 3)")
    # A guideline may stand in the scheme itself, and be longer than a file's name can be.
    scheme.write_text(head + f'guideline = "{"é" * 199}"\n', encoding="utf-8")
    cli.done("new", tmp_path / "c.workbench", "--scheme", scheme)
    with Project.open(tmp_path / "a.workbench") as first, Project.open(tmp_path / "c.workbench") as second:
        assert first.scheme.label("hero").guideline == "# Heroes"
        assert second.scheme.label("hero").guideline == "é" * 199


@pytest.mark.parametrize("source", [f"name = {'[' * 5000}{']' * 5000}", f"version = {'1' * 5000}"])
def test_toml_that_its_library_chokes_on(cli: CommandLine, tmp_path: Path, source: str) -> None:
    (tmp_path / "odd.toml").write_text(source)
    cli("new", tmp_path / "a.workbench", "--scheme", tmp_path / "odd.toml").refused("odd.toml")


def test_status(cli: CommandLine, place: Path) -> None:
    cli.annotate(
        place, "ann", {"article": "k", "start": ADA[0], "end": ADA[1], "label": "actor"},
        {"article": "k", "done": True},
        {"article": "l", "done": False},
    )  # fmt: skip
    status = cli.done("status", place, "--json").json
    assert status["articles"] == 2
    assert status["keys"] == ["k", "l"]
    assert status["annotators"] == {"ann": {"untouched": 0, "in_progress": 1, "done": 1, "spans": 1}}
    assert status["labels"] == {"ann": {"actor": 1}}
    assert status["gold"]["unresolved"] == 0
    assert "ann: 1 done, 1 in progress, 1 span" in cli.done("status", place).out


def test_check(cli: CommandLine, place: Path) -> None:
    assert cli.done("check", place, "--json").json == {"ok": True, "findings": []}
    assert "sound" in cli.done("check", place).out


def test_check_that_finds_something_ends_with_1(cli: CommandLine, place: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(place)
    connection.execute("UPDATE text SET length = length + 1")
    connection.commit()
    connection.close()
    answer = cli("check", place, "--json")
    assert answer.code == 1
    assert {finding["area"] for finding in answer.json["findings"]} == {"text"}
    for said in (answer, cli("check", place)):
        said.refused("found 2 faults", "an earlier copy")
        assert "text" in said.out


def test_check_tells_that_a_damaged_index_is_no_damaged_content(cli: CommandLine, place: Path) -> None:
    with Project.open(place, write=True) as project:
        make_index(project)
        with project.store.transaction():
            project.store.execute('DELETE FROM "fulltext_data" WHERE "id" > 10')
    said = cli("check", place)
    said.refused("found 1 fault", "no content is damaged")
    assert "the next search in all articles makes it anew" in said.out
    with Project.open(place, write=True) as project:
        make_index(project)
    assert "sound" in cli.done("check", place).out


def test_history(cli: CommandLine, place: Path) -> None:
    cli.annotate(place, "ann", {"article": "k", "start": ADA[0], "end": ADA[1], "label": "actor"}, {"undo": True})
    entries = cli.done("history", place, "--json").json["entries"]
    assert [(entry["actor"], entry["kind"]) for entry in entries] == [
        ("cli", "new"),
        ("cli", "import"),
        ("ann", "add"),
        ("ann", "undo"),
    ]
    assert entries[2]["undone_by"] == entries[3]["id"]
    assert entries[3]["undoes"] == entries[2]["id"]
    assert "tagged" in cli.done("history", place, "--article", "k").out
    assert len(cli.done("history", place, "--article", "l", "--json").json["entries"]) == 1
    cli("history", place, "--article", "nobody").refused("nobody")


def test_who_acts(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    from workbench.settings import Settings

    Settings().set("name", "Ada")
    cli.done("new", tmp_path / "a.workbench")
    cli.done("new", tmp_path / "b.workbench", "--as", "bob")
    for name, actor in (("a", "Ada"), ("b", "bob")):
        assert cli.done("history", tmp_path / f"{name}.workbench", "--json").json["entries"][0]["actor"] == actor


def test_check_with_rules(cli: CommandLine, place: Path) -> None:
    quote, half = where_of(TEXT, "“I am done,”"), where_of(TEXT, "“with this.")
    cli.annotate(
        place, "ann", {"article": "k", "start": quote[0], "end": quote[1], "label": "quote"},
        {"article": "k", "done": True},
        {"article": "l", "start": 0, "end": 2, "label": "event"},
    )  # fmt: skip
    cli.annotate(
        place,
        "bob",
        {"article": "k", "start": half[0], "end": half[1], "label": "quote"},
        {"article": "k", "done": True},
    )
    assert cli.done("check", place, "--json").json == {"ok": True, "findings": []}
    answer = cli("check", place, "--rules", "--json")
    assert answer.code == 1 and answer.json["ok"] is False and answer.json["findings"] == []
    all = answer.json["problems"]
    assert [(one["annotator"], one["rule"], one["level"]) for one in all] == [
        *[("ann", "required", "error")] * 3,
        *[("bob", "required", "error")] * 3,
        ("bob", "half-pair", "warning"),
    ]
    assert [one["sentence"] for one in all[:3]] == [
        "this quote has no type", "this quote has no speaker status", "this quote has no speaker",
    ]  # fmt: skip
    assert [one["missing"] for one in all[1:3]] == ["speaker_status", "speaker"], "as the scheme spells them"
    assert all[0] | {"span": None} == {
        "article": "k", "annotator": "ann", "state": "done", "span": None, "label": "quote", "start": quote[0],
        "end": quote[1], "text": "“I am done,”", "entity": None, "rule": "required", "level": "error",
        "missing": "type", "sentence": "this quote has no type", "fix": "set type to direct",
    }  # fmt: skip
    for said in (answer, cli("check", place, "--rules")):
        said.refused("the rules found 7 problems in 2 layers")
    assert (
        f"k, ann, quote {quote[0]}-{quote[1]} “I am done,”: this quote has no type (error)"
        in cli("check", place, "--rules").out.splitlines()
    )
    assert len(cli("check", place, "--rules", "--layer", "bob", "--json").json["problems"]) == 4
    assert len(cli("check", place, "--rules", "--articles", "all", "--json").json["problems"]) == 8
    assert cli.done("check", place, "--rules", "--layer", "gold", "--json").json["problems"] == []


def test_where_rules_look_is_said_with_rules(cli: CommandLine, place: Path) -> None:
    cli("check", place, "--layer", "ann").refused("give --rules")
    cli("check", place, "--rules", "--layer", "nobody").refused("nobody called 'nobody'")
    assert "--rules" in cli.done("check", "--help").out


def test_what_is_damaged_is_no_matter_of_rules(cli: CommandLine, place: Path) -> None:
    import sqlite3

    cli.annotate(
        place, "ann", {"article": "k", "start": 0, "end": 3, "label": "event"}, {"article": "k", "done": True}
    )  # fmt: skip
    connection = sqlite3.connect(place)
    connection.execute("UPDATE span SET attributes = '{'")
    connection.commit()
    connection.close()
    answer = cli("check", place, "--rules", "--json")
    assert answer.code == 1 and answer.json["problems"] == [] and len(answer.json["findings"]) == 1


def test_progress(cli: CommandLine, project: Project, tmp_path: Path) -> None:
    where = project.where
    bring(project, tmp_path, [record("k", TEXT), record("l", "Go home.")])
    Labelling(project, "ann").set_done("k", True)
    project.close()
    found = cli.done("progress", where, "--json").json
    assert (found["articles"], found["read"], found["annotators"][0]["name"]) == (2, 1, "ann")
    answer = cli.done("progress", where, "--csv", tmp_path / "table.csv")
    assert answer.out.startswith("1 of 2 articles read, 0 gold, 0 being read; 1 article in the one working day so far")
    assert "ann: 1 done, 1 in the one working day so far" in answer.out
    assert (tmp_path / "table.csv").read_text(encoding="utf-8").splitlines()[1].startswith("ann,1,2,")
    cli("progress", where, "--csv", tmp_path / "no" / "table.csv").refused("table.csv")
