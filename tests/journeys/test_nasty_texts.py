"""Four hundred difficult texts go through import, store and export: nothing altered, nothing shifted."""

import json
import random
from pathlib import Path

import pytest
from support.build import bring, everything, jsonl, record
from support.command import CommandLine
from support.texts import NASTY

from workbench.project import Project
from workbench.project.importing import import_paths

COUNT = 400
LABELS = ("event", "actor", "quote", "boilerplate")


@pytest.fixture(scope="module")
def nasty() -> list[dict]:
    """Records with random texts of difficult pieces and random spans, in one or several parts."""
    source = random.Random(20250314)
    return [one(source, f"n{at:03}") for at in range(COUNT)]


def one(source: random.Random, key: str) -> dict:
    text = f"{key} " + "".join(
        source.choice((*NASTY, "word", chr(source.randrange(0x110000 - 1)))) for _ in range(source.randrange(60))
    )
    text = "".join(char for char in text if char != "\0" and not 0xD800 <= ord(char) < 0xE000)
    spans: dict[tuple, list] = {}
    for _ in range(source.randrange(12)):
        borders = sorted(source.sample(range(len(text) + 1), source.choice((2, 2, 2, min(4, len(text))))))
        parts = [borders[at : at + 2] for at in range(0, len(borders), 2)]
        label = "quote" if len(parts) > 1 else source.choice(LABELS)
        spans[str(parts), label] = parts
    return record(
        key,
        text,
        "ann",
        [(f"{key}-{at}", label, parts) for at, ((_, label), parts) in enumerate(spans.items())],
        state="done",
    )


def test_nothing_is_altered_and_nothing_shifts(place: str, tmp_path: Path, nasty: list[dict]) -> None:
    with Project.create(place) as project:
        report = bring(project, tmp_path, nasty)
        assert (report.articles, report.layers) == (COUNT, COUNT)
        exported = everything(project)
        assert project.check() == []
        conll = everything(project, "conll", "ann")
    found = {item["id"]: item for item in map(json.loads, exported.decode().splitlines())}
    for given in nasty:
        item = found[given["id"]]
        assert item["text"] == given["text"]
        assert {(str(span["parts"]), span["label"]) for span in item["spans"]} == {
            (str(span["parts"]), span["label"]) for span in given["spans"]
        }
        for span in item["spans"]:
            assert span["text"] == " ".join(given["text"][start:end] for start, end in span["parts"])
    texts = {given["id"]: given["text"] for given in nasty}
    key = ""
    for line in conll.decode().split("\n"):
        key = line.removeprefix("# newdoc id = ") if line.startswith("# newdoc id = ") else key
        if "\t" in line:
            form, start, end = line.split("\t")[:3]
            assert texts[key][int(start) : int(end)] == form


def test_in_again_without_loss(project: Project, tmp_path: Path, nasty: list[dict]) -> None:
    bring(project, tmp_path, nasty)
    first = everything(project)
    (tmp_path / "first.jsonl").write_bytes(first)
    with Project.create(tmp_path / "q.workbench") as other:
        import_paths(other, "importer", [tmp_path / "first.jsonl"])
        assert everything(other) == first


def test_plain_files_too(project: Project, tmp_path: Path, nasty: list[dict]) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    wanted = {given["id"]: given["text"].removeprefix("\ufeff") for given in nasty}
    for key, text in wanted.items():
        (folder / f"{key}.txt").write_bytes(text.encode())
    import_paths(project, "importer", [folder])
    assert {key: project.article(key).text for key in wanted} == wanted


@pytest.mark.parametrize(("text", "word"), [("a\0b", "NUL"), ("a\ud83d b", "D83D"), ("\udc00", "DC00")])
def test_nul_and_lone_surrogates_are_refused_by_name_and_line(
    cli: CommandLine, tmp_path: Path, text: str, word: str
) -> None:
    cli.done("new", tmp_path / "p.workbench")
    cli(
        "import",
        tmp_path / "p.workbench",
        jsonl(tmp_path / "bad.jsonl", [record("good", "Good."), record("bad", text)]),
    ).refused("bad.jsonl, line 2", word)
    assert cli.done("status", tmp_path / "p.workbench", "--json").json["articles"] == 0
