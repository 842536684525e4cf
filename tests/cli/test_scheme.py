"""The command scheme: what it shows, changes, and says before it does."""

from pathlib import Path

import pytest
from support.build import TEXT, where_of
from support.command import CommandLine

ADA, SAID = where_of(TEXT, "Ada Dorn"), where_of(TEXT, "“I am done,”")


@pytest.fixture
def tagged(cli: CommandLine, place: Path) -> Path:
    """Two spans in one article."""
    cli.annotate(
        place, "ann", {"article": "k", "start": ADA[0], "end": ADA[1], "label": "actor"},
        {"article": "k", "start": SAID[0], "end": SAID[1], "label": "quote", "attributes": {"type": "direct"}},
    )  # fmt: skip
    return place


def labels(cli: CommandLine, place: Path) -> dict[str, int]:
    found: dict[str, int] = cli.done("status", place, "--json").json["labels"]["ann"]
    return found


def test_show(cli: CommandLine, tagged: Path) -> None:
    shown = cli.done("scheme", tagged, "show", "--json").json
    assert (shown["name"], shown["version"]) == ("news", "2")
    assert shown["spans"] == {"actor": 1, "quote": 1}
    assert cli.done("scheme", tagged, "show").out == shown["toml"]
    assert "guidelines/quote.md" in shown["guidelines"]


def test_a_dry_run_changes_nothing(cli: CommandLine, tagged: Path) -> None:
    entries = cli.done("status", tagged, "--json").json["entries"]
    answer = cli.done("scheme", tagged, "rename", "label", "quote", "said", "--dry-run")
    assert answer.out == "would have renamed the label quote to said\nIt would touch 1 span in 1 article.\n"
    assert cli.done("scheme", tagged, "remove", "label", "quote", "--dry-run", "--json").json["gone"] == 1
    assert labels(cli, tagged) == {"actor": 1, "quote": 1}
    assert cli.done("status", tagged, "--json").json["entries"] == entries


def test_every_deed(cli: CommandLine, tagged: Path) -> None:
    answer = cli.done("scheme", tagged, "rename", "label", "quote", "said", "--as", "lead")
    assert answer.out == (
        "renamed the label quote to said\nIt touched 1 span in 1 article.\nthe scheme is version 3 now\n"
    )
    step = cli.done("scheme", tagged, "rename", "value", "direct", "verbatim", "--of", "said.type", "--json").json
    assert step["ok"] and step["changed"] and (step["spans"], step["articles"], step["version"]) == (1, 1, "4")
    cli.done("scheme", tagged, "rename", "attribute", "type", "kind", "--of", "said")
    cli.done("scheme", tagged, "split", "said", "--by", "kind", "--into", "verbatim=word", "mixed=half")
    assert labels(cli, tagged) == {"actor": 1, "word": 1}
    cli.done("scheme", tagged, "merge", "label", "word", "event", "--yes")
    assert labels(cli, tagged) == {"actor": 1, "event": 1}
    cli.done("scheme", tagged, "rename", "relation", "speaker", "by")
    cli.done("scheme", tagged, "remove", "attribute", "usable")
    cli.done("scheme", tagged, "remove", "label", "actor", "--yes")
    assert labels(cli, tagged) == {"event": 1}
    assert cli.done("check", tagged, "--json").json["ok"]
    told = cli.done("scheme", tagged, "versions", "--json").json["versions"]
    assert [version["version"] for version in told] == [str(number) for number in range(2, 11)]
    assert told[1]["who"] == "lead"
    exported = cli.done("export", tagged, "--format", "jsonl", "--to", "-", "--layer", "all", "--articles", "all")
    span = exported.lines[0]["spans"][0]["id"]
    under = cli.done("scheme", tagged, "versions", "--span", span, "--json").json["versions"]
    assert [version["version"] for version in under] == ["2"]
    cli("scheme", tagged, "versions", "--span", "x").refused("there is no span 'x'")
    assert "renamed the label quote to said" in cli.done("history", tagged, "--article", "k").out


@pytest.mark.parametrize(("more", "values"), [((), {}), (("--keep",), {"type": "direct"})])
def test_a_label_that_stands_for_one_value(
    cli: CommandLine, tagged: Path, more: tuple[str, ...], values: dict[str, str]
) -> None:
    cli.done("scheme", tagged, "split", "quote", "--by", "type", "--into", "direct=word", *more)
    exported = cli.done("export", tagged, "--format", "jsonl", "--to", "-", "--layer", "all", "--articles", "all")
    assert exported.lines[0]["spans"][1]["attributes"] == values
    span = exported.lines[0]["spans"][1]["id"]
    told = cli.annotate(tagged, "ann", {"span": span, "attributes": {"type": "indirect"}})
    assert told[0]["ok"] is bool(values)


def test_nothing_is_taken_away_unasked(cli: CommandLine, tagged: Path) -> None:
    entries = cli.done("status", tagged, "--json").json["entries"]
    remove = ("scheme", tagged, "remove", "label", "quote")
    cli(*remove).refused("would touch 1 span in 1 article. 1 span goes", "Nothing was changed; say --yes")
    cli("scheme", tagged, "remove", "attribute", "type", "--of", "quote").refused("1 loses a value")
    assert cli("scheme", tagged, "merge", "label", "quote", "event").code == 1
    assert cli.done("status", tagged, "--json").json["entries"] == entries
    said = cli.done(*remove, "--yes", "--json")
    assert said.err.startswith("It will touch 1 span in 1 article. 1 span goes, with relations and comments. ")
    assert (said.json["taken"], labels(cli, tagged)) == (1, {"actor": 1})
    assert cli.done("scheme", tagged, "remove", "label", "boilerplate").err == ""  # nobody used it


@pytest.mark.parametrize(("typed", "left"), [(b"y\n", {"actor": 1}), (b"\n", {"actor": 1, "quote": 1})])
def test_who_sits_at_a_terminal_is_asked(
    cli: CommandLine, tagged: Path, typed: bytes, left: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.cli.scheme._is_somebody_there", lambda: True)
    answer = cli("scheme", tagged, "remove", "label", "quote", stdin=typed)
    assert answer.err.startswith("It will touch 1 span in 1 article. 1 span goes")
    assert "Go on? [y/N] " in answer.err and answer.code == (typed == b"\n")
    assert labels(cli, tagged) == left


def test_set(cli: CommandLine, tagged: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    text = cli.done("scheme", tagged, "show").out
    file.write_text(text.replace('colour = "quote"', 'colour = "topic"'), encoding="utf-8")
    (tmp_path / "guidelines").mkdir()
    for name in ("event", "actor", "quote", "boilerplate"):
        (tmp_path / "guidelines" / f"{name}.md").write_text(f"What {name} means.", encoding="utf-8")
    answer = cli.done("scheme", tagged, "set", file)
    assert answer.out.startswith("put the scheme news of own.toml in its place\n")
    shown = cli.done("scheme", tagged, "show", "--json").json
    assert shown["version"] == "3" and 'colour = "topic"' in shown["toml"]
    assert shown["guidelines"]["guidelines/quote.md"] == "What quote means."
    stale = cli.done("scheme", tagged, "stale", "quote", "--json").json
    assert stale["articles"] == {"ann": ["k"]} and stale["since"]["version"] == "3"
    assert "k  ann" in cli.done("scheme", tagged, "stale", "quote").out
    file.write_text('name = "x"\nversion = "1"\n[[label]]\nname = "quote"\n', encoding="utf-8")
    cli("scheme", tagged, "set", file).refused("2 spans would be forbidden; the first is in k", "no label 'actor'")
    assert "left the scheme as it was" in _set_again(cli, tagged, file, shown["toml"])


def _set_again(cli: CommandLine, place: Path, file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    return cli.done("scheme", place, "set", file).out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("rename", "label", "nobody", "x"), "no label 'nobody'"),
        (("rename", "label", "quote", "actor"), "merge the two"),
        (("rename", "value", "direct", "x"), "--of LABEL.ATTRIBUTE"),
        (("rename", "label", "quote", "x", "--of", "actor"), "leave --of out"),
        (("rename", "attribute", "type", "x", "--of", "nobody"), "no label and no relation 'nobody'"),
        (("split", "quote", "--by", "type", "--into", "direct"), "no VALUE=LABEL"),
        (("set", "missing.toml"), "there is no file missing.toml"),
        (("stale", "nobody"), "no label 'nobody'"),
    ],
)
def test_refused(cli: CommandLine, tagged: Path, arguments: tuple[str, ...], words: str) -> None:
    cli("scheme", tagged, *arguments).refused(words)
    assert labels(cli, tagged) == {"actor": 1, "quote": 1}


@pytest.mark.parametrize(
    "arguments", [(), ("P",), ("P", "nonsense"), ("P", "rename", "thing", "a", "b"), ("P", "split", "quote")]
)
def test_wrong_usage(cli: CommandLine, place: Path, arguments: tuple[str, ...]) -> None:
    answer = cli("scheme", *(place if one == "P" else one for one in arguments))
    answer.refused("--help", code=2)
