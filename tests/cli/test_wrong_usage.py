"""Wrong usage ends with 2, broken input with 1, each with a sentence and never with a traceback."""

import os
import sqlite3
from pathlib import Path

import pytest
from support.command import CommandLine, process

from workbench.cli.start import is_plain

USAGE = [
    ("nonsense",),
    ("new",),
    ("status",),
    ("import", "P"),
    ("import", "P", "x", "--format", "pdf"),
    ("import", "P", "x", "--gold", "--annotator", "ann"),
    ("annotate", "P"),
    ("adjudicate", "P", "--strategy", "coin"),
    ("export", "P"),
    ("export", "P", "--format", "jsonl"),
    ("export", "P", "--format", "pdf", "--to", "x"),
    ("export", "P", "--format", "text", "--to", "x"),
    ("export", "P", "--format", "jsonl", "--to", "-", "--json"),
    ("export", "P", "--format", "jsonl", "--to", "x", "--articles", "some"),
    ("export", "P", "--format", "jsonl", "--to", "x", "--overlap", "none"),
    ("status", "P", "--colour"),
    ("status", "P", "--js"),
    ("status", "P", "Q"),
    ("open",),
    ("open", "P", "--sample"),
    ("tour",),
    ("--json",),
]


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_usage(cli: CommandLine, place: Path, arguments: tuple[str, ...]) -> None:
    answer = cli(*(place if one == "P" else one for one in arguments))
    answer.refused("--help", code=2)
    assert answer.out == ""
    assert answer.err.count("\n") == 1


REFUSED = [
    (("new", "P"), "there already"),
    (("new", "D/no/p.workbench"), "no folder"),
    (("new", "D/q.workbench", "--scheme", "nonsense"), "claims, news"),
    (("new", "D/q.workbench", "--as", "gold"), "gold"),
    (("status", "D/missing.workbench"), "workbench new"),
    (("status", "D"), "folder"),
    (("check", "D/text.workbench"), "not a project"),
    (("history", "D/other.workbench"), "another program"),
    (("import", "P", "D/missing.txt"), "no such file"),
    (("import", "P", "D/file.unknown"), "--format"),
    (("import", "P", "D/file.unknown", "--as", "all"), "all"),
    (("import", "P", "D/file.unknown", "--format", "text", "--annotator", "gold"), "gold"),
    (("import", "P", "D/file.unknown", "--format", "text", "--encoding", "klingon"), "klingon"),
    (("import", "P", "D/file.unknown", "--format", "csv"), "text"),
    (("import", "P", "D/file.unknown", "--format", "jsonl"), "line 1"),
    (("import", "P", "D/nul.txt"), "nul.txt"),
    (("annotate", "D/missing.workbench", "--annotator", "ann"), "no project"),
    (("adjudicate", "D/text.workbench"), "not a project"),
    (("export", "P", "--format", "jsonl", "--to", "D"), "folder"),
    (("export", "P", "--format", "jsonl", "--to", "D/no/x"), "D"),
    (("export", "P", "--format", "jsonl", "--to", "D/x", "--layer", "nobody"), "nobody"),
    (("history", "P", "--article", "nobody"), "nobody"),
    (("history", "P", "--article", "\udcff"), ""),
    (("history", "P", "--article", "a\0b"), ""),
    (("status", "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1"), "server"),
    (("status", "postgresql://%zz"), ""),
    (("status", "postgres://x?colour=red"), ""),
]


@pytest.mark.parametrize(("arguments", "word"), REFUSED, ids=[ascii(" ".join(arguments)) for arguments, _ in REFUSED])
@pytest.mark.parametrize("more", [(), ("--json",)], ids=["", "json"])
def test_refused(
    cli: CommandLine, place: Path, tmp_path: Path, arguments: tuple[str, ...], word: str, more: tuple[str, ...]
) -> None:
    if more and arguments[0] == "annotate":
        more = ()
    (tmp_path / "text.workbench").write_text("no project " * 20)
    (tmp_path / "file.unknown").write_text("hello\n")
    (tmp_path / "nul.txt").write_bytes(b"a\0b")
    connection = sqlite3.connect(tmp_path / "other.workbench")
    connection.execute("CREATE TABLE x (y)")
    connection.commit()
    connection.close()
    before = place.read_bytes()
    answer = cli(
        *(
            str(place) if one == "P" else str(tmp_path) if one == "D" else one.replace("D/", f"{tmp_path}/")
            for one in arguments
        ),
        *more,
    )
    answer.refused("" if word == "D" else word)
    assert place.read_bytes() == before


def test_a_file_name_that_is_no_text(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("hello")
        Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.pdf")).write_text("hello")
    except OSError:
        pytest.skip("this disk takes no such names")
    for more in ((), ("--json",)):
        cli("import", place, folder, *more).refused("caf")
        assert cli("import", place, folder, "--good-ones", *more).code == 0


def test_help_and_version(cli: CommandLine) -> None:
    assert "import" in cli.done("--help").out
    assert cli.done("--version").out.startswith("workbench ")


@pytest.mark.parametrize(
    "command",
    ["new", "import", "annotate", "adjudicate", "export", "status", "check", "history", "formats", "open", "tour"],
)
def test_every_command_has_help(cli: CommandLine, command: str) -> None:
    assert "usage" in cli.done(command, "--help").out


def test_as_a_process(tmp_path: Path) -> None:
    place = tmp_path / "p.workbench"
    assert process("new", place).code == 0
    process("new", place).refused("there already")
    process("nonsense").refused(code=2)
    done = process("status", place, "--json")
    assert done.json["articles"] == 0
    assert done.err == ""


def test_a_reader_that_goes_away_is_no_error(place: Path) -> None:
    import subprocess

    from support.command import arguments_of, environment

    with subprocess.Popen(
        arguments_of("history", place), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


@pytest.mark.parametrize(
    ("arguments", "plain"),
    [
        ([], True),
        (["open", "a.workbench"], True),
        (["open", "--sample"], False),
        (["open"], False),
        (["open", "a.workbench", "--as", "ann"], False),
        (["status", "a.workbench"], False),
    ],
)
def test_only_the_plain_way_to_the_window_needs_no_parser(arguments: list[str], plain: bool) -> None:
    assert is_plain(arguments) == plain
