"""What an import does with keys, texts and layers that are there already, and with records that are wrong."""

import errno
import os
from pathlib import Path

import pytest
from support.build import TEXT, bring, everything, jsonl, record, tag, where_of

from workbench.errors import WorkbenchError
from workbench.project import Project
from workbench.project.importing import ImportOptions, ImportRefused, import_paths
from workbench.project.labelling import Labelling

ADA = where_of(TEXT, "Ada Dorn")
SPANS = [("s", "actor", *ADA)]


def refused(project: Project, folder: Path, *records: dict, **options: object) -> str:
    """Import, assert that nothing was changed, and give what was said."""
    before = everything(project), len(list(project.history()))
    with pytest.raises(ImportRefused) as caught:
        bring(project, folder, records, **options)
    assert (everything(project), len(list(project.history()))) == before
    return str(caught.value)


def test_one_key_with_another_text_is_refused_and_both_are_named(filled: Project, tmp_path: Path) -> None:
    said = refused(filled, tmp_path, record("m", "New."), record("k", "Other."))
    assert "input.jsonl, line 2" in said
    assert "'k'" in said
    assert "in the project" in said
    said = refused(filled, tmp_path, record("m", "New."), record("n", "x"), record("m", "Newer."))
    assert "input.jsonl, line 3" in said
    assert "input.jsonl, line 1" in said


def test_two_files_with_one_name_and_different_text(project: Project, tmp_path: Path) -> None:
    for folder, text in (("a", "One."), ("b", "Two.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text(text)
    with pytest.raises(ImportRefused, match=r"(?s)b.same\.txt: .*a.same\.txt"):
        import_paths(project, "importer", [tmp_path / "a", tmp_path / "b"])


def test_the_same_text_under_another_key_is_no_second_article(filled: Project, tmp_path: Path) -> None:
    report = bring(filled, tmp_path, [record("again", TEXT, "ann", SPANS)])
    assert (report.articles, report.same_text, report.layers) == (0, 1, 1)
    assert filled.article("again").key == "k"
    assert [layer.annotator for layer in filled.layers("k")] == ["ann"]
    assert "'again'" in refused(filled, tmp_path, record("again", "Other."))


def test_the_same_text_twice_in_one_input(project: Project, tmp_path: Path) -> None:
    report = bring(project, tmp_path, [record("a", "Same."), record("b", "Same."), record("a", "Same.")])
    assert (report.articles, report.same_text, report.present) == (1, 1, 1)


def test_the_same_input_again_is_no_change(filled: Project, tmp_path: Path) -> None:
    records = [record("k", TEXT, "ann", SPANS), record("k", TEXT, "bob", [("t", "event", 0, 3)]), record("m", "New.")]
    first = bring(filled, tmp_path, records)
    assert (first.articles, first.layers) == (1, 2)
    before, entries = everything(filled), len(list(filled.history()))
    again = bring(filled, tmp_path, records)
    assert (again.articles, again.layers, again.layers_present) == (0, 0, 2)
    assert (everything(filled), len(list(filled.history()))) == (before, entries)


def test_nor_is_it_after_the_layer_was_edited(filled: Project, tmp_path: Path) -> None:
    records = [record("k", TEXT, "ann", SPANS)]
    bring(filled, tmp_path, records)
    Labelling(filled, "ann").change("s", label="event")
    before = everything(filled)
    report = bring(filled, tmp_path, records)
    assert report.layers_present == 1
    assert everything(filled) == before


def test_other_content_for_a_layer_that_is_there_is_refused(filled: Project, tmp_path: Path) -> None:
    tag(filled, "ann", "k", ("actor", *ADA))
    said = refused(filled, tmp_path, record("k", TEXT, "ann", [("s", "event", 0, 3)]))
    assert "ann" in said
    assert "line 1" in said
    assert bring(filled, tmp_path, [record("k", TEXT, "ann", [("s", "event", 0, 3)])], layer="bob").layers == 1


def test_two_layers_that_would_become_one_are_refused(filled: Project, tmp_path: Path) -> None:
    records = [record("k", TEXT, "ann", SPANS), record("k", TEXT, "bob", [("t", "event", 0, 3)])]
    for into in ("cat", "gold"):
        said = refused(filled, tmp_path, *records, layer=into)
        assert "become one" in said
        assert "line 2" in said
        assert "line 1" in said
    apart = [records[0], record("l", "Go home. Now."), records[1]]
    assert "line 3" in refused(filled, tmp_path, *apart, layer="cat")


def test_all_or_nothing_and_the_good_ones(filled: Project, tmp_path: Path) -> None:
    records = [
        record("m", "New.", "ann", [("a", "event", 0, 3)]),
        record("n", "Newer.", "ann", [("b", "colour", 0, 3)]),
        {"id": "o"},
        record("p", "Newest.", "ann", [("c", "event", 0, 3)]),
    ]
    assert "and 1 more" in refused(filled, tmp_path, *records)
    report = bring(filled, tmp_path, records, good_ones=True)
    assert report.layers == 2
    assert sorted(str(item.where.line) for item in report.refused) == ["2", "3"]
    assert [row.key for row in filled.article_rows("ann")] == ["k", "l", "m", "p"]
    assert filled.check() == []


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"spans": [{"label": "colour", "start": 0, "end": 3}]}, "colour"),
        ({"spans": [{"label": "quote", "start": 0, "end": 3, "attributes": {"type": "loud"}}]}, "loud"),
        ({"spans": [{"label": "actor", "parts": [[0, 3], [5, 9]]}]}, "one part"),
        ({"attributes": {"mood": "x"}}, "mood"),
        ({"entities": [{"id": "e", "label": "colour", "name": "x"}]}, "colour"),
        (
            {
                "spans": [
                    {"id": "1", "label": "actor", "start": 0, "end": 3},
                    {"id": "2", "label": "actor", "start": 4, "end": 9},
                ],
                "relations": [{"type": "speaker", "from": "1", "to": "2"}],
            },
            "from quote to actor",
        ),
        (
            {
                "spans": [
                    {"id": "1", "label": "quote", "start": 0, "end": 3},
                    {"id": "2", "label": "actor", "start": 4, "end": 9},
                ],
                "relations": [{"type": "speaker", "from": "1", "to": "2", "attributes": {"sure": True}}],
            },
            "sure",
        ),
    ],
)
def test_what_the_scheme_forbids_is_refused(filled: Project, tmp_path: Path, more: dict, word: str) -> None:
    assert word in refused(filled, tmp_path, {"id": "k", "text": TEXT, "layer": "ann", **more})


def test_ids_are_kept_when_free_and_derived_otherwise(filled: Project, tmp_path: Path) -> None:
    first = record(
        "k",
        TEXT,
        "ann",
        [("1", "quote", 0, 3), ("2", "actor", *ADA)],
        relations=[{"id": "r", "type": "speaker", "from": "1", "to": "2"}],
    )
    second = {**first, "id": "l", "text": "Go home. Now. Or perhaps a little later.", "layer": "ann"}
    second["id"] = "m"
    bring(filled, tmp_path, [first])
    assert {span.id for span in filled.layer("k", "ann").spans} == {"1", "2"}
    bring(filled, tmp_path, [second])
    other = filled.layer("m", "ann")
    assert not {span.id for span in other.spans} & {"1", "2"}
    assert {other.relations[0].source, other.relations[0].target} <= {span.id for span in other.spans}
    before = everything(filled)
    assert bring(filled, tmp_path, [first, second]).layers_present == 2
    assert everything(filled) == before


def test_spans_without_ids_get_the_same_ones_everywhere(filled: Project, tmp_path: Path) -> None:
    bare = {
        "id": "k",
        "text": TEXT,
        "layer": "ann",
        "spans": [{"label": "actor", "start": 0, "end": 3}, {"label": "event", "start": 0, "end": 3}],
    }
    bring(filled, tmp_path, [bare])
    with Project.create(tmp_path / "other.workbench") as other:
        bring(other, tmp_path, [bare])
        assert other.layer("k", "ann") == filled.layer("k", "ann")
    assert bring(filled, tmp_path, [bare]).layers_present == 1


def test_gold_without_decisions_gets_the_source_import(filled: Project, tmp_path: Path) -> None:
    bring(filled, tmp_path, [record("k", TEXT, "gold", SPANS)])
    (decision,) = filled.layer("k", "gold").decisions
    assert (decision.target, decision.rule, decision.sources) == ("s", "import", (("import", "s"),))
    assert filled.check() == []


def test_many_batches_are_one_entry(project: Project, tmp_path: Path) -> None:
    bring(project, tmp_path, [record(str(at), f"Text {at}.", "ann", [(f"s{at}", "event", 0, 4)]) for at in range(450)])
    assert [entry.kind for entry in project.history()] == ["new", "import"]
    assert [row.key for row in project.article_rows("ann")] == [str(at) for at in range(450)]
    assert project.journal.undo("importer") is not None
    assert project.article_rows("ann") == []


def test_an_import_that_is_cancelled_leaves_nothing(filled: Project, tmp_path: Path) -> None:
    from workbench.jobs import Cancelled

    before = everything(filled)

    def cancel(done: int, total: int) -> None:
        if done:
            raise Cancelled

    files = [jsonl(tmp_path / f"{name}.jsonl", [record(name, f"Text {name}.")]) for name in "abc"]
    with pytest.raises(Cancelled):
        import_paths(filled, "importer", files, report=cancel)
    assert everything(filled) == before


def test_a_folder_below_that_can_not_be_read_is_named(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "texts"
    (folder / "closed").mkdir(parents=True)
    (folder / "a.txt").write_text("A.")
    (folder / "closed" / "b.txt").write_text("B.")
    scan = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(ImportRefused, match="closed: it can't be read: Permission denied"):
        import_paths(project, "importer", [folder])
    report = import_paths(project, "importer", [folder], ImportOptions(good_ones=True))
    assert report.articles == 1
    assert [item.where.file for item in report.refused] == [str(folder / "closed")]


def test_a_file_one_may_not_look_at_is_named(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("A.")
    look = Path.stat

    def stat(path: Path, **options: bool) -> os.stat_result:
        if path.name == "a.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return look(path, **options)

    monkeypatch.setattr(Path, "stat", stat)
    for path in (tmp_path / "texts", tmp_path / "texts" / "a.txt"):
        with pytest.raises(ImportRefused, match=r"a\.txt: it can't be read: Permission denied"):
            import_paths(project, "importer", [path])


def test_what_is_in_a_folder_and_no_file_is_passed_over_and_listed(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("A.")
    (folder / "deep" / "b.txt").write_text("B.")
    (folder / "loop").symlink_to(folder)
    (folder / "nowhere.txt").symlink_to("gone.txt")
    report = import_paths(project, "importer", [folder])
    assert report.articles == 2
    assert [Path(name).name for name in report.skipped] == ["loop", "nowhere.txt"]


def test_nobody_imports_under_a_reserved_name(filled: Project, tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="all"):
        import_paths(filled, "importer", [], ImportOptions(layer="all"))


def test_the_journal_says_what_came_in(project: Project, tmp_path: Path) -> None:
    for names, said in (("a", "imported 1 article"), ("bc", "imported 2 articles")):
        files = [tmp_path / f"{name}.txt" for name in names]
        for file in files:
            file.write_text(f"Article {file.stem}.", encoding="utf-8")
        import_paths(project, "ann", files)
        assert list(project.journal.entries())[-1].words == said
