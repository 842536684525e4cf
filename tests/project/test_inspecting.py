"""What is said before an import is what the import then does; the project is not changed by looking."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.build import TEXT, everything, jsonl, record, where_of

from workbench.jobs import Cancelled
from workbench.model.article import Meta
from workbench.project import Project
from workbench.project.importing import FileOptions, ImportOptions, import_paths
from workbench.project.inspecting import Inspected, encodings_of, inspect_file, inspect_paths
from workbench.project.outlook import outlook

FRENCH = "Le maire a démissionné, a-t-il annoncé hier soir à l’hôtel de ville, où l’on s’était réuni après l’été."
ADA = where_of(TEXT, "Ada Dorn")


def by_name(found: list[Inspected]) -> dict[str, Inspected]:
    return {Path(item.path).name: item for item in found}


def test_every_file_below_a_folder_is_told(filled: Project, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "page_files").mkdir(parents=True)
    (folder / "a.txt").write_text("A.\n")
    (folder / "b.txt").write_bytes(FRENCH.encode("cp1252"))
    (folder / "bad.txt").write_bytes(b"a\0b")
    (folder / "page.html").write_text(
        "<html lang=en><title>T</title><meta property=og:site_name content=S>"
        "<meta property=article:published_time content=2025-03-14><p>x"
    )
    (folder / "page_files" / "frame.html").write_text("<p>advertisement")
    (folder / "c.pdf").write_bytes(b"%PDF")
    (folder / ".hidden.txt").write_text("no")
    (folder / "empty.csv").write_text("")
    jsonl(folder / "d.jsonl", [record("d", TEXT, "ann", [("s", "actor", *ADA)]), {"id": "e"}, record("k", "Other.")])
    before = everything(filled), len(list(filled.history()))
    found, more = inspect_paths(filled, [folder, tmp_path / "gone.txt"])
    assert (everything(filled), len(list(filled.history()))) == before
    items = by_name(found)
    assert more == 0
    assert set(items) == {
        "a.txt", "b.txt", "bad.txt", "page.html", "page_files", "c.pdf", "empty.csv", "d.jsonl", "gone.txt",
    }  # fmt: skip
    assert (items["a.txt"].format, items["a.txt"].encoding, items["a.txt"].guessed) == ("text", "utf-8", False)
    assert items["a.txt"].first == ("a", "A.\n", 3, Meta())
    assert (items["b.txt"].encoding, items["b.txt"].guessed) == ("cp1252", True)
    assert items["page.html"].first == ("page", "x", 1, Meta("T", "S", None, "2025-03-14", "en"))
    assert "NUL" in (items["bad.txt"].reason or "")
    assert "no format" in (items["c.pdf"].reason or "")
    assert "header" in (items["empty.csv"].reason or "")
    assert "no such file" in (items["gone.txt"].reason or "")
    several = items["d.jsonl"]
    assert (several.articles, several.refusals, dict(several.layers), several.reason) == (2, 1, {"ann": 1}, None)


def test_the_text_column_is_found_or_guessed(filled: Project, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("id,Body,title\n1,A long text about a strike.,T\n2,Another text.,U\n")
    item = inspect_file(filled.scheme, file)
    assert (item.columns, item.text_column, item.column_guessed) == (["id", "Body", "title"], "Body", True)
    assert (item.articles, item.first and item.first.meta.title) == (2, "T")
    assert item.for_import() == FileOptions("csv", None, "Body")
    file.write_text("id,notes,words\n1,n,A long text about a strike.\n")
    assert inspect_file(filled.scheme, file).text_column == "words"
    chosen = inspect_file(filled.scheme, file, FileOptions(text_column="notes"))
    assert (chosen.text_column, chosen.column_guessed, chosen.first and chosen.first.text) == ("notes", False, "n")
    file.write_text("id,text\n1,x\n")
    assert inspect_file(filled.scheme, file).column_guessed is False


def test_a_chosen_format_and_encoding_are_what_it_is_read_by(filled: Project, tmp_path: Path) -> None:
    file = tmp_path / "a.dat"
    file.write_bytes(FRENCH.encode("cp1252"))
    assert inspect_file(filled.scheme, file).format is None
    read = inspect_file(filled.scheme, file, FileOptions("text", "cp1251"))
    assert read.first and read.first.text == FRENCH.encode("cp1252").decode("cp1251")
    assert (read.encoding, read.guessed) == ("cp1251", False)
    wrong = inspect_file(filled.scheme, file, FileOptions("text", "utf-8"))
    assert wrong.reason and "byte" in wrong.reason


def test_candidates_show_how_they_read_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(FRENCH.encode("cp1252"))
    found = dict(encodings_of(file, "text"))
    assert next(iter(found)) == "cp1252"
    assert "démissionné" in found["cp1252"]
    assert "démissionné" not in found["cp1251"]
    assert "utf-8" not in found
    assert encodings_of(file, "jsonl") == []
    page = f"<style>p {{ content: '«' }}</style><p>{FRENCH}".encode("cp1252")
    file.write_bytes(page)
    assert encodings_of(file, "html")[0][1].startswith("Le maire")
    file.write_bytes(b"plain")
    assert [name for name, _ in encodings_of(file, "text")] == ["utf-8"]
    file.write_bytes(b"x" + "é".encode() * 100_000)
    assert encodings_of(file, "text")[0][0] == "utf-8"
    file.write_bytes(b"\xff\xfe" + "é".encode("utf-16-le"))
    assert [name for name, _ in encodings_of(file, "text")] == ["utf-16-le"]


@pytest.mark.parametrize("opening", [b"<", b"<script", b"<a "])
@pytest.mark.timeout(10)
def test_tags_that_never_end_hold_nobody_up(tmp_path: Path, opening: bytes) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(opening * (65_000 // len(opening)) + "é".encode("cp1252") + b"<" * 500)
    assert encodings_of(file, "html")


def test_what_is_there_already_is_counted(filled: Project, tmp_path: Path) -> None:
    (tmp_path / "k.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "l.txt").write_text("Something else.")
    (tmp_path / "m.txt").write_text("Go home. Now.")
    (tmp_path / "n.txt").write_text("New.")
    items, _ = inspect_paths(filled, [tmp_path / f"{name}.txt" for name in "klmn"])
    said = outlook(filled, items)
    assert (said.articles, said.present, said.same_text, said.refusals) == (1, 1, 1, 1)
    assert "'l'" in said.other_texts[0].reason and said.other_texts[0].where.file.endswith("l.txt")


def test_a_large_file_is_looked_at_in_part(filled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.project.inspecting.MOST_RECORDS", 3)
    item = inspect_file(filled.scheme, jsonl(tmp_path / "a.jsonl", [record(f"n{at}", f"{at}") for at in range(5)]))
    assert (item.articles, item.more) == (3, True)
    assert outlook(filled, [item]).at_least


def test_it_can_be_cancelled(filled: Project, tmp_path: Path) -> None:
    file = jsonl(tmp_path / "a.jsonl", [record(f"n{at}", f"{at}") for at in range(500)])
    told: list[int] = []

    def cancel(done: int, total: int) -> None:
        told.append(done)
        if len(told) > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        inspect_paths(filled, [file], cancel)


RECORDS = st.lists(
    st.tuples(
        st.sampled_from(["k", "l", "m", "n", "o"]),
        st.sampled_from([TEXT, "Go home. Now.", "New text.", "Other."]),
        st.sampled_from([None, "ann", "bob"]),
        st.sampled_from(["event", "event", "colour"]),
    ),
    max_size=8,
)


@given(RECORDS, st.sampled_from([None, "cat", "gold"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_what_is_foretold_is_what_happens(
    tmp_path_factory: pytest.TempPathFactory, records: list[tuple[str, str, str | None, str]], layer: str | None
) -> None:
    folder = tmp_path_factory.mktemp("foretold")
    rows = [
        record(key, text, name, [(f"s{at}", label, 0, 2)] if name else [])
        for at, (key, text, name, label) in enumerate(records)
    ]
    with Project.create(folder / "p.workbench", "news") as project:
        start = jsonl(folder / "start.jsonl", [record("k", TEXT), record("l", "Go home. Now.")])
        import_paths(project, "importer", [start])
        items, _ = inspect_paths(project, [jsonl(folder / "more.jsonl", rows)])
        said = outlook(project, items, layer)
        report = import_paths(project, "importer", [folder / "more.jsonl"], ImportOptions(layer=layer, good_ones=True))
        assert (said.articles, said.same_text) == (report.articles, report.same_text)
        other_labels = [item for item in report.refused if "holds other labels" in item.reason]
        assert said.refusals == len(report.refused) - len(other_labels)


def test_progress_counts_records_where_their_number_is_known(project: Project, tmp_path: Path) -> None:
    file = jsonl(tmp_path / "a.jsonl", [record(f"n{at}", f"{at}") for at in range(450)])
    told: list[tuple[int, int]] = []
    inspect_paths(project, [file], lambda done, total: told.append((done, total)))
    assert told == [(0, 0), (0, 0), (200, 0), (400, 0), (1, 1)]
    told.clear()
    import_paths(project, "x", [file], ImportOptions(expected=450), lambda done, total: told.append((done, total)))
    assert told == [(0, 450), (200, 450), (400, 450), (450, 450)]


def test_options_of_one_file_do_not_hold_for_another(project: Project, tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    for file in (one, other):
        file.write_bytes(FRENCH.encode("cp1252"))
    (tmp_path / "rows.csv").write_text("id,body\nr,Rows.\n")
    options = ImportOptions(
        files={str(one): FileOptions(encoding="cp1251"), str(tmp_path / "rows.csv"): FileOptions("csv", None, "body")}
    )
    report = import_paths(project, "importer", [tmp_path], options)
    assert report.articles == 3
    assert project.article("one").text == FRENCH.encode("cp1252").decode("cp1251")
    assert project.article("other").text == FRENCH
    assert report.encodings == {str(other): "cp1252"}


def test_words_that_show_an_encoding_say_where_they_were_cut(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("Thousands were locked out as the bank’s app failed again on a pay day", encoding="utf-8")
    words = dict(encodings_of(file, "text"))["utf-8"]
    assert words.startswith("…") and words.endswith("…") and "’" in words
    file.write_text("The bank’s app", encoding="utf-8")
    assert dict(encodings_of(file, "text"))["utf-8"] == "The bank’s app"
