"""The main job by command line: import, two annotators, adjudication, export, and in again without loss."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.command import CommandLine

from workbench.model.tokens import sentences, tokens

QUOTED = re.compile("“[^”]+”")


def write_lines(key: str, text: str, scheme: str) -> Iterator[dict[str, Any]]:
    """What both annotators do in an article: spans of every label of the scheme, nested, stacked and crossing."""
    words, lines = tokens(text), sentences(text)
    first, second, third = ("event", "actor", "quote") if scheme == "news" else ("claim", "evidence", "hedge")
    for at in range(0, len(words) - 4, 9):
        yield {"article": key, "start": words[at][0], "end": words[at][1], "label": second}
        yield {"article": key, "start": words[at][0], "end": words[at + 2][1], "label": first}
        yield {"article": key, "start": words[at + 1][0], "end": words[at + 4][1], "label": third}
    for start, end in lines[::3]:
        yield {"article": key, "start": start, "end": end, "label": first}
    for match in QUOTED.finditer(text):
        yield {"article": key, "start": match.start(), "end": match.end(), "label": third}
    parts = [list(words[at]) for at in (1, 5, 7)]
    yield {"article": key, "parts": parts, "label": "quote" if scheme == "news" else "claim"}


def relate(cli: CommandLine, project: Path, name: str, layer: dict[str, Any], scheme: str) -> None:
    """A relation in an annotator's layer."""
    kind, source, target = ("speaker", "quote", "actor") if scheme == "news" else ("supports", "evidence", "claim")
    ends = [next(span["id"] for span in layer["spans"] if span["label"] == label) for label in (source, target)]
    (answer,) = cli.annotate(project, name, {"relate": kind, "from": ends[0], "to": ends[1]})
    assert answer["ok"] is True


def records(cli: CommandLine, project: Path, *options: str) -> list[dict[str, Any]]:
    return cli.done("export", project, "--format", "jsonl", "--to", "-", *options).lines


@pytest.fixture(params=["news", "claims"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def done() -> dict[tuple[Path, str], bytes]:
    """The projects that are made already, as files: each test works on a copy."""
    return {}


@pytest.fixture
def told(
    cli: CommandLine, tmp_path: Path, articles: list[Path], scheme: str, done: dict[tuple[Path, str], bytes]
) -> Path:
    """A project in which ann and bob have done both articles; bob differs in one span, and gold is made."""
    project = tmp_path / "p.workbench"
    if (articles[0], scheme) in done:
        project.write_bytes(done[articles[0], scheme])
    else:
        make(cli, project, articles, scheme)
        done[articles[0], scheme] = project.read_bytes()
    return project


def make(cli: CommandLine, project: Path, articles: list[Path], scheme: str) -> None:
    """Make it by command line."""
    cli.done("new", project, "--scheme", scheme)
    assert cli.done("import", project, *articles, "--json").json["articles"] == 2
    keys = cli.done("status", project, "--json").json["keys"]
    assert keys == [path.stem for path in articles]
    for name in ("ann", "bob"):
        for path in articles:
            lines = list(write_lines(path.stem, path.read_bytes().decode(), scheme))
            if name == "bob":
                lines[0]["end"] += 1
            answers = cli.annotate(project, name, *lines, {"article": path.stem, "done": True})
            spans = [answer for answer in answers if answer["ok"] or "already" not in answer["error"]]
            assert all(answer["ok"] for answer in spans)
            assert len(spans) > 20
        for layer in records(cli, project, "--layer", name):
            relate(cli, project, name, layer, scheme)
            cli.annotate(project, name, {"article": layer["id"], "done": True})
    answer = cli.done("adjudicate", project, "--strategy", "unanimous", "--json").json
    assert answer["open_articles"] == keys
    assert answer["spans"] > 40
    assert answer["open"] >= 4


def test_every_offset_is_right(cli: CommandLine, told: Path, articles: list[Path]) -> None:
    texts = {path.stem: path.read_bytes().decode() for path in articles}
    found = records(cli, told, "--layer", "all", "--articles", "all")
    assert [(record["id"], record["layer"]) for record in found] == [
        (key, layer) for key in sorted(texts) for layer in ("gold", "ann", "bob")
    ]
    for record in found:
        text = texts[record["id"]]
        assert record["text"] == text
        for span in record["spans"]:
            assert span["text"] == " ".join(text[start:end] for start, end in span["parts"])
            assert (span["start"], span["end"]) == (span["parts"][0][0], span["parts"][-1][1])


def test_gold_is_what_both_have(cli: CommandLine, told: Path) -> None:
    def units(record: dict[str, Any]) -> set[tuple[str, str]]:
        return {(str(span["parts"]), span["label"]) for span in record["spans"]}

    found = records(cli, told, "--layer", "all", "--articles", "all")
    for gold, ann, bob in (found[:3], found[3:]):
        assert units(gold) == units(ann) & units(bob)
        assert gold["unresolved"] >= len(units(ann) ^ units(bob)) == 2
        sources = {decision["target"]: dict(decision["sources"]) for decision in gold["decisions"]}
        for span in gold["spans"]:
            assert set(sources[span["id"]]) == {"ann", "bob"}
    again = cli.done("adjudicate", told, "--json").json
    assert again["changed"] == 0


def test_both_conlls(cli: CommandLine, told: Path, tmp_path: Path, articles: list[Path]) -> None:
    gold = records(cli, told, "--articles", "all")
    options = ("--layer", "gold", "--articles", "all")
    wide, narrow = tmp_path / "gold.conll", tmp_path / "gold.conll2003"
    cli.done("export", told, "--format", "conll", "--to", wide, *options)
    report = cli.done(
        "export",
        told,
        "--format",
        "conll2003",
        "--to",
        narrow,
        "--overlap",
        "longest",
        "--sentences",
        "none",
        *options,
        "--json",
    ).json
    texts = {path.stem: path.read_bytes().decode() for path in articles}
    starts: dict[str, int] = {}
    key = ""
    for line in wide.read_text().split("\n"):
        if line.startswith("# newdoc id = "):
            key = line.removeprefix("# newdoc id = ")
        elif "\t" in line:
            form, start, end, *tags = line.split("\t")
            assert texts[key][int(start) : int(end)] == form
            starts[key] = starts.get(key, 0) + sum(tag.startswith("B-") for tag in tags)
    assert starts == {record["id"]: sum(len(span["parts"]) == 1 for span in record["spans"]) for record in gold}
    left = [json.loads(line) for line in Path(report["losses_file"]).read_text().splitlines()]
    lost = sum(loss["what"] == "span" for loss in left)
    begun = narrow.read_text().count(" B-")
    assert begun + lost == sum(len(record["spans"]) for record in gold)
    assert narrow.read_text().count("-DOCSTART- -X- O O\n") == 2


def test_in_again_without_loss(cli: CommandLine, told: Path, tmp_path: Path, scheme: str) -> None:
    options = ("--format", "jsonl", "--layer", "all", "--articles", "all", "--to")
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    cli.done("export", told, *options, first)
    other = tmp_path / "other.workbench"
    cli.done("new", other, "--scheme", scheme)
    cli.done("import", other, first)
    cli.done("export", other, *options, second)
    assert second.read_bytes() == first.read_bytes()
    assert cli.done("import", told, first, "--json").json["layers"] == 0
    assert cli.done("check", other).code == cli.done("check", told).code == 0
