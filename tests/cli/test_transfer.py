"""The commands import, export and formats, and adjudicate between them."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.build import TEXT, jsonl, record, where_of
from support.command import CommandLine

from workbench.formats import formats

ADA = where_of(TEXT, "Ada Dorn")
SPANS = [("s", "actor", *ADA)]


def test_import_counts(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    file = jsonl(tmp_path / "more.jsonl", [record("k", TEXT, "ann", SPANS), record("m", "New."), record("n", TEXT)])
    answer = cli.done("import", place, file, "--json").json
    assert answer == {
        "ok": True, "articles": 1, "present": 1, "same_text": 1, "layers": 1, "layers_present": 0, "spans": 1,
        "annotators_new": ["ann"], "encodings": {}, "skipped": [], "refused": [],
    }  # fmt: skip
    again = cli.done("import", place, file, "--json").json
    assert (again["articles"], again["layers"], again["layers_present"], again["present"]) == (0, 0, 1, 3)
    assert "present already" in cli.done("import", place, file).out


def test_a_refused_import_names_file_line_and_reason(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text('{"id": "m", "text": "good"}\n{"id": "n"}\n{"id": "o", "text": "x", "colour": 1}\n')
    answer = cli("import", place, file, "--json")
    answer.refused("bad.jsonl, line 2", "text", "--good-ones")
    assert "bad.jsonl, line 3" in answer.err
    assert answer.json["ok"] is False
    assert [item["line"] for item in answer.json["refused"]] == [2, 3]
    assert answer.json["articles"] == 0
    assert cli.done("status", place, "--json").json["articles"] == 2
    kept = cli.done("import", place, file, "--good-ones", "--json").json
    assert (kept["articles"], len(kept["refused"])) == (1, 2)
    assert cli.done("status", place, "--json").json["articles"] == 3


def test_import_of_a_folder(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("A.")
    (folder / "deep" / "b.TXT").write_text("B.")
    (folder / "c.pdf").write_bytes(b"%PDF")
    (folder / ".hidden.txt").write_text("no")
    (folder / "d.csv").write_text("id,body\nd,Dee.\n")
    answer = cli.done("import", place, folder, "--format", "text", "--json").json
    assert answer["articles"] == 2
    assert sorted(Path(name).name for name in answer["skipped"]) == ["c.pdf", "d.csv"]
    answer = cli.done("import", place, folder / "d.csv", "--text-column", "body", "--json").json
    assert answer["articles"] == 1
    assert cli.done("status", place, "--json").json["keys"] == ["k", "l", "a", "b", "d"]


def test_a_guessed_encoding_is_said(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    file = tmp_path / "latin.txt"
    file.write_bytes("Le maire a démissionné, dit-elle, « après l’été » — déjà.".encode("cp1252"))
    assert cli.done("import", place, file, "--json").json["encodings"] == {str(file): "cp1252"}
    file.write_bytes("café".encode("latin-1"))
    cli("import", place, file, "--encoding", "utf-8").refused("byte 3")


def test_web_pages(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "ferry.html").write_bytes(
        "<html lang=en><head><meta charset=windows-1252><title>Ferry – Herald</title>"
        "<meta property='og:title' content='Ferry'></head><nav>Home</nav><h1>“Ferry”</h1><p hidden>no".encode("cp1252")
    )
    (folder / "app.htm").write_text("<div id=root></div><script>start()</script>")
    cli("import", place, folder).refused("app.htm", "shows no text")
    answer = cli.done("import", place, folder, "--good-ones", "--json").json
    assert (answer["articles"], answer["encodings"], len(answer["refused"])) == (1, {}, 1)
    out = cli.done("export", place, "--format", "jsonl", "--to", "-", "--layer", "all", "--articles", "all").lines
    (line,) = [line for line in out if line["id"] == "ferry"]
    assert line["text"] == "Home\n\n“Ferry”"
    assert (line["meta"]["title"], line["meta"]["language"]) == ("Ferry", "en")
    plain = cli.done("import", place, folder / "app.htm", "--format", "text", "--json").json
    assert plain["articles"] == 1


def test_under_another_name_or_as_gold(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    file = jsonl(tmp_path / "x.jsonl", [record("k", TEXT, "ann", SPANS, state="done")])
    cli.done("import", place, file, "--annotator", "bob")
    cli.done("import", place, file, "--gold")
    status = cli.done("status", place, "--json").json
    assert list(status["annotators"]) == ["bob"]
    assert status["gold"]["spans"] == 1
    (line,) = cli.done("export", place, "--format", "jsonl", "--to", "-").lines
    assert line["decisions"][0]["sources"] == [["import", line["spans"][0]["id"]]]
    assert line["decisions"][0]["rule"] == "import"


def test_adjudicate_and_export(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    for name, labels in (("ann", ("actor", "event")), ("bob", ("actor", "quote"))):
        lines = [{"article": "k", "start": ADA[0], "end": ADA[1], "label": label} for label in labels]
        cli.annotate(place, name, *lines, {"article": "k", "done": True})
    answer = cli.done("adjudicate", place, "--json").json
    assert (answer["spans"], answer["open"], answer["waiting"], answer["open_articles"]) == (1, 2, 1, ["k"])
    assert "2 disputes left" in cli.done("adjudicate", place, "--strategy", "majority").out
    assert cli.done("status", place, "--json").json["gold"]["unresolved"] == 2
    assert cli.done("export", place, "--format", "jsonl", "--to", "-").out == ""
    for layer, articles, count in (("gold", "all", 1), ("ann", "done", 1), ("all", "done", 2), ("all", "all", 4)):
        to = tmp_path / "out.jsonl"
        answer = cli.done(
            "export", place, "--format", "jsonl", "--to", to, "--layer", layer, "--articles", articles, "--json"
        ).json
        assert len(to.read_text().splitlines()) == count
        assert answer["path"] == str(to)
        assert answer["losses"] == {}


def test_what_a_format_loses_goes_beside_the_file(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    parts = [("q", "quote", [list(ADA), [0, 3]])]
    records = [record("k", TEXT, "ann", [*parts, ("e", "event", 0, 20), ("a", "actor", *ADA)], state="done")]
    cli.done("import", place, jsonl(tmp_path / "x.jsonl", records))
    to = tmp_path / "out.conll2003"
    export = ("export", place, "--format", "conll2003", "--to", to, "--layer", "ann")
    cli(*export).refused("overlap")
    assert not to.exists()
    answer = cli.done(*export, "--overlap", "longest", "--json").json
    losses = [json.loads(line) for line in Path(answer["losses_file"]).read_text().splitlines()]
    assert answer["losses_file"] == f"{to}.losses.jsonl"
    assert {(loss["article"], loss["span"]) for loss in losses} == {("k", "q"), ("k", "a")}
    assert all(loss["reason"] for loss in losses)
    to_screen = cli.done("export", place, "--format", "conll", "--to", "-", "--layer", "ann")
    assert to_screen.out.startswith("# global.columns")
    assert "can't hold" in to_screen.err


def test_labels_and_the_formats_options(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    lines = [{"article": "k", "start": 0, "end": end, "label": label} for end, label in ((3, "event"), (9, "actor"))]
    cli.annotate(place, "ann", *lines, {"article": "k", "done": True})
    export = ("export", place, "--to", tmp_path / "x", "--layer", "ann", "--json", "--format")
    assert cli.done(*export, "jsonl", "--labels", "event, quote").json["spans"] == 1
    cli(*export, "jsonl", "--labels", "event,weather").refused("event, actor, quote, boilerplate")
    cli(*export, "jsonl", "--labels", ",").refused("choose among")
    cli.done(*export, "conll2003", "--labels", "event", "--tags", "bioes")
    assert "The -X- O S-event\n" in (tmp_path / "x").read_text()
    told = " ".join(cli("export", "--help").out.split())
    for known in formats().values():
        for option in known.options:
            assert f"--{option.name} {{{','.join(choice.value for choice in option.choices)}}}" in told
            assert option.title.lower() in told
    listed = {item["name"]: item for item in cli.done("formats", "--json").json["formats"]}
    assert listed["conll2003"]["options"] == ["tags", "sentences", "overlap", "edges", "parts"]
    assert listed["jsonl"]["summary"] == "everything, lossless"


def test_progress_on_a_terminal_ends_its_line(
    cli: CommandLine, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    cli.annotate(place, "ann", {"article": "k", "done": True})
    export = ("export", place, "--format", "jsonl", "--to", tmp_path / "x", "--layer")
    answer = cli.done(*export, "ann", "--json")
    assert answer.json["articles"] == 1
    assert answer.err == "\rexporting 1 of 1\n"
    assert cli.done(*export, "all", "--articles", "all").err == "\rexporting 1 of 2\rexporting 2 of 2\n"
    progress, sentence, *more = cli("import", place, tmp_path / "missing").err.splitlines()[1:]
    assert progress.startswith("importing")
    assert sentence.startswith("workbench: ")
    assert more == []


def test_an_export_into_a_pipe(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_bytes)
        options = ("--layer", "all", "--articles", "all")
        answer = cli.done("export", place, "--format", "conll", "--to", pipe, *options, "--json")
        assert read.result(10).startswith(b"# global.columns")
    assert pipe.is_fifo()
    assert answer.json["losses_file"] is None
    assert not (tmp_path / "pipe.losses.jsonl").exists()


def test_what_is_refused_is_counted_to_the_end(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    file = jsonl(tmp_path / "bad.jsonl", [{"id": str(at)} for at in range(1500)])
    answer = cli("import", place, file, "--json")
    answer.refused("and 1,499 more")
    assert (len(answer.json["refused"]), answer.json["refused_more"]) == (1000, 500)
    answer = cli.done("import", place, file, "--good-ones", "--json")
    assert (len(answer.json["refused"]), answer.json["refused_more"]) == (1000, 500)
    assert "500 more" in cli.done("import", place, file, "--good-ones").out


def test_formats(cli: CommandLine) -> None:
    found = cli.done("formats", "--json").json["formats"]
    assert [item["name"] for item in found] == list(formats())
    assert all(name in cli.done("formats").out for name in formats())


@pytest.mark.parametrize("known", [known.name for known in formats().values() if known.write])
def test_every_writer_writes_an_empty_project(cli: CommandLine, tmp_path: Path, known: str) -> None:
    cli.done("new", tmp_path / "e.workbench")
    assert (
        cli.done("export", tmp_path / "e.workbench", "--format", known, "--to", tmp_path / "out", "--json").json[
            "articles"
        ]
        == 0
    )
    assert (tmp_path / "out").exists()
