"""Wrong usage ends with 2, broken input with 1, each with a sentence and never with a traceback."""

import errno
import os
import sqlite3
import subprocess
from pathlib import Path

import pytest
from support.command import Answer, CommandLine, arguments_of, environment, process

from workbench.cli.start import is_plain

LONG = "x" * 300  # more than a file's name can have

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
    ("--",),
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
    (("new", "D/q.workbench", "--as", ""), "nobody can work under the name ''"),
    (("new", "D/notes.txt"), "ends in .workbench"),
    (("new", f"D/{LONG}.workbench"), "too long"),
    (("new", "D/q.workbench", "--scheme", LONG), "claims, news"),
    (("status", "D/missing.workbench"), "workbench new"),
    (("status", "D"), "folder"),
    (("status", f"D/{LONG}"), "too long"),
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
    (("import", "P", f"D/{LONG}"), "too long"),
    (("annotate", "D/missing.workbench", "--annotator", "ann"), "no project"),
    (("annotate", "P", "--annotator", "ann", "--as", "bob"), "layer of 'ann'"),
    (("adjudicate", "D/text.workbench"), "not a project"),
    (("export", "P", "--format", "jsonl", "--to", "D"), "folder"),
    (("export", "P", "--format", "jsonl", "--to", "D/no/x"), "no such file or folder"),
    (("export", "P", "--format", "jsonl", "--to", "P"), "belongs to the project"),
    (("export", "P", "--format", "jsonl", "--to", f"D/{LONG}"), "too long"),
    (("export", "P", "--format", "jsonl", "--to", "D/x", "--layer", "nobody"), "nobody"),
    (("history", "P", "--article", "nobody"), "nobody"),
    (("history", "P", "--article", "\udcff"), "lone surrogate"),
    (("history", "P", "--article", "a\0b"), "no article"),
    (("status", "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1"), "server"),
    (("status", "postgresql://%zz"), "%zz"),
    (("status", "postgres://x?colour=red"), "colour"),
]


@pytest.mark.parametrize(
    ("arguments", "word"), REFUSED, ids=[ascii(" ".join(arguments))[:60] for arguments, _ in REFUSED]
)
@pytest.mark.parametrize("more", [(), ("--json",)], ids=["", "json"])
def test_refused(
    cli: CommandLine, place: Path, tmp_path: Path, arguments: tuple[str, ...], word: str, more: tuple[str, ...]
) -> None:
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
    answer.refused(word)
    if more:
        assert answer.json["ok"] is False
        assert answer.err.startswith(f"workbench: {answer.json['error']}\n")
    else:
        assert answer.out == ""
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
    with subprocess.Popen(
        arguments_of("history", place), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(10) == 1


FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")


@pytest.mark.parametrize(
    ("arguments", "where", "word"),
    [
        pytest.param(("status", "P"), ">/dev/full", "standard output: the disk is full", marks=FULL),
        pytest.param(("status", "P", "--json"), ">/dev/full", "standard output: the disk is full", marks=FULL),
        pytest.param(("export", "P", "--format", "conll", "--to", "-"), ">/dev/full", "the disk is full", marks=FULL),
        pytest.param(("--help",), ">/dev/full", "standard output: the disk is full", marks=FULL),
        pytest.param(("status", "no.workbench"), "2>/dev/full", "", marks=FULL),
        (("status", "P"), ">&-", "standard output is closed"),
        (("status", "no.workbench"), "2>&-", ""),
        (("annotate", "P", "--annotator", "ann"), "<&-", "standard input is closed"),
    ],
)
def test_streams_that_are_full_or_closed(place: Path, arguments: tuple[str, ...], where: str, word: str) -> None:
    command = arguments_of(*(place if one == "P" else one for one in arguments))
    shell = ["sh", "-c", f'exec "$@" {where}', "sh", *command]
    done = subprocess.run(shell, capture_output=True, timeout=60, env=environment(), check=False)
    assert done.stdout == b""
    if word:
        Answer(done.returncode, "", done.stderr.decode()).refused(word)
    else:
        assert (done.returncode, done.stderr) == (1, b"")


def test_an_error_of_the_system_that_nobody_explained(
    cli: CommandLine, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*arguments: object, **options: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(place))

    monkeypatch.setattr("workbench.cli.projects.Project.open", forbidden)
    cli("status", place).refused(str(place), "rights")


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
