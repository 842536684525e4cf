"""The same commands on a file and on a server give the same bytes."""

import re
from pathlib import Path

import pytest
from support.build import TEXT, jsonl, record, where_of
from support.command import CommandLine
from support.postgres import Server

ADA = where_of(TEXT, "Ada Dorn")
DONE = where_of(TEXT, "“I am done,”")


def story(cli: CommandLine, place: object, folder: Path) -> list[str]:
    """Everything that can be done by command, and what was exported in each format."""
    cli.done("new", place)
    layers = [
        record(
            "k", TEXT, name,
            [(f"{name}1", "actor", *ADA), (f"{name}2", "quote", *DONE), (f"{name}3", "event", 0, last)], state="done",
            relations=[{"id": f"{name}4", "type": "speaker", "from": f"{name}2", "to": f"{name}1"}],
        )
        for name, last in (("ann", 3), ("bob", 9))
    ]  # fmt: skip
    cli.done("import", place, jsonl(folder / "in.jsonl", [*layers, record("l", "Go home.")]))
    lines = [{"span": "ann3", "start": 0, "end": 9}, {"undo": True}, {"redo": True}, {"article": "k", "done": True}]
    assert all(answer["ok"] for answer in cli.annotate(place, "ann", *lines))
    assert cli.done("adjudicate", place, "--json").json["open"] == 0
    assert cli.done("check", place, "--json").json["ok"] is True
    said = [cli.done("status", place, "--json").out, cli.done("history", place, "--json").out]
    said += [
        cli.done("export", place, "--format", name, "--to", "-", "--layer", "all", "--articles", "all", *more).out
        for name, *more in (["jsonl"], ["conll"], ["conll2003", "--overlap", "longest"])
    ]
    return [re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z|\"project\":\"[^\"]*\"", "", text) for text in said]


def test_a_file_and_a_server(cli: CommandLine, tmp_path: Path, postgres: Server) -> None:
    assert story(cli, postgres.place(), tmp_path) == story(cli, tmp_path / "p.workbench", tmp_path)


@pytest.mark.parametrize("line", [{"article": "k\0", "done": True}, {"comment": "a\0", "article": "k"}])
def test_a_server_takes_no_nul_and_says_so(cli: CommandLine, tmp_path: Path, postgres: Server, line: dict) -> None:
    place = postgres.place()
    cli.done("new", place)
    cli.done("import", place, jsonl(tmp_path / "in.jsonl", [record("k", TEXT)]))
    refused, fine = cli.annotate(place, "ann", line, {"article": "k", "done": True})
    assert refused["ok"] is False
    assert fine["ok"] is True
