"""Every action is one entry; undo and redo read the journal, in any session; nobody's work is overwritten."""

from pathlib import Path

import pytest
from support.build import TEXT, bring, everything, record, tag, where_of

from workbench.errors import ConflictError
from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.project.reviewing import adjudicate, decide
from workbench.review.units import units
from workbench.store.journal import replay
from workbench.store.opening import create

ADA = where_of(TEXT, "Ada Dorn")
DONE = where_of(TEXT, "“I am done,”")


def work(annotator: Labelling) -> list[bytes]:
    """Every kind of action once; the whole content after each."""
    project = annotator.project
    states = [everything(project)]

    def note() -> None:
        states.append(everything(project))

    actor = annotator.add("k", [ADA], "actor").id
    note()
    quote = annotator.add("k", [DONE, where_of(TEXT, "“with this.”")], "quote", {"type": "direct"}).id
    note()
    annotator.change(quote, attributes={"type": "mixed"})
    note()
    annotator.change(actor, parts=[(ADA[0], ADA[0] + 3)])
    note()
    relation = annotator.relate("speaker", quote, actor).id
    note()
    annotator.set_entity(actor, {"name": "Ada Dorn", "attributes": {"type": "PER"}})
    note()
    annotator.comment("who is she?", span=actor)
    note()
    annotator.comment("a fine article", key="k")
    note()
    annotator.set_article_attributes("k", {"usable": False})
    note()
    annotator.set_done("k", True)
    note()
    annotator.unrelate(relation)
    note()
    annotator.relate("speaker", quote, actor)
    note()
    annotator.change(quote, label="event", parts=[DONE])
    note()
    annotator.remove(actor)
    note()
    return states


def test_undo_goes_back_step_by_step_and_redo_forth(filled: Project) -> None:
    annotator = Labelling(filled, "ann")
    states = work(annotator)
    for wanted in reversed(states[:-1]):
        assert annotator.undo() is not None
        assert everything(filled) == wanted
    assert annotator.undo() is None
    for wanted in states[1:]:
        assert annotator.redo() is not None
        assert everything(filled) == wanted
    assert annotator.redo() is None
    assert filled.check() == []


def test_every_action_is_one_entry_that_says_what_it_was(filled: Project) -> None:
    before = len(list(filled.history()))
    states = work(Labelling(filled, "ann"))
    entries = list(filled.history())[before:]
    assert len(entries) == len(states) - 1
    assert {entry.actor for entry in entries} == {"ann"}
    assert entries[0].words == f"tagged {ADA[0]}-{ADA[1]} as actor"
    assert len(list(filled.history("k"))) == len(entries) + 1
    assert len(list(filled.history("l"))) == 1


def test_undo_in_another_session(filled: Project, place: str) -> None:
    before = everything(filled)
    tag(filled, "ann", "k", ("actor", *ADA), done=False)
    after = everything(filled)
    filled.close()
    with Project.open(place, write=True) as again:
        assert Labelling(again, "ann").undo() is not None
        assert everything(again) == before
    with Project.open(place, write=True) as again:
        assert Labelling(again, "ann").redo() is not None
        assert everything(again) == after


def test_a_new_action_empties_the_redo(filled: Project) -> None:
    annotator = Labelling(filled, "ann")
    annotator.add("k", [ADA], "actor")
    annotator.undo()
    annotator.add("k", [DONE], "quote")
    assert annotator.redo() is None
    annotator.undo()
    assert annotator.redo() is not None
    assert annotator.redo() is None


def test_each_person_takes_back_their_own(filled: Project) -> None:
    ann, bob = Labelling(filled, "ann"), Labelling(filled, "bob")
    ann.add("k", [ADA], "actor")
    alone = everything(filled)
    bob.add("k", [ADA], "actor")
    both = everything(filled)
    assert bob.undo() is not None
    assert everything(filled) == alone
    assert bob.redo() is not None
    ann.undo()
    ann.redo()
    assert everything(filled) == both
    assert Labelling(filled, "cat").undo() is None


def test_what_changed_nothing_is_no_entry(filled: Project) -> None:
    annotator = Labelling(filled, "ann")
    span = annotator.add("k", [ADA], "actor").id
    before = len(list(filled.history()))
    annotator.change(span, label="actor", parts=[ADA], attributes={})
    annotator.set_done("k", False)
    assert len(list(filled.history())) == before


def test_an_import_is_undone_as_one(filled: Project, tmp_path: Path) -> None:
    before = everything(filled)
    spans = [("s", "event", 0, 3)]
    bring(filled, tmp_path, [record("m", "New text.", "ann", spans), record("n", "Newer."), record("k2", TEXT)])
    after = everything(filled)
    assert filled.journal.undo("importer") is not None
    assert everything(filled) == before
    assert filled.journal.redo("importer") is not None
    assert everything(filled) == after
    assert filled.check() == []


def test_an_import_can_come_again_after_its_undo(filled: Project, tmp_path: Path) -> None:
    records = [record("m", "New text.", "ann", [("s", "event", 0, 3)])]
    bring(filled, tmp_path, records)
    after = everything(filled)
    filled.journal.undo("importer")
    report = bring(filled, tmp_path, records)
    assert (report.articles, report.layers) == (1, 1)
    assert everything(filled) == after


def test_an_import_that_others_built_on_stays(filled: Project, tmp_path: Path) -> None:
    bring(filled, tmp_path, [record("m", "New text.", "ann", [("s", "event", 0, 3)])])
    tag(filled, "bob", "m", ("event", 0, 3), done=False)
    before = everything(filled)
    with pytest.raises(ConflictError, match=r"bob.*tagged 0-3"):
        filled.journal.undo("importer")
    assert everything(filled) == before
    Labelling(filled, "bob").undo()
    assert filled.journal.undo("importer") is not None


def test_an_imported_layer_that_its_annotator_changed_stays(filled: Project, tmp_path: Path) -> None:
    bring(filled, tmp_path, [record("k", TEXT, "ann", [("s", "actor", *ADA)])])
    Labelling(filled, "ann").change("s", label="event")
    before = everything(filled)
    with pytest.raises(ConflictError, match="ann"):
        filled.journal.undo("importer")
    assert everything(filled) == before


def test_an_adjudication_is_undone_as_one(filled: Project) -> None:
    for name in ("ann", "bob"):
        tag(filled, name, "k", ("actor", *ADA), ("quote", *DONE))
        tag(filled, name, "l", ("event", 0, 7))
    before = everything(filled)
    assert adjudicate(filled, "boss").spans == 3
    after = everything(filled)
    assert filled.journal.undo("boss") is not None
    assert everything(filled) == before
    assert filled.journal.redo("boss") is not None
    assert everything(filled) == after


def test_a_decision_that_another_person_changed_stays(filled: Project) -> None:
    for name in ("ann", "bob"):
        tag(filled, name, "k", ("actor", *ADA))
    adjudicate(filled, "boss")
    (unit,) = units(layer for layer in filled.layers("k") if not layer.is_gold)
    decide(filled, "carol", "k", unit, None)
    before = everything(filled)
    with pytest.raises(ConflictError, match="carol"):
        filled.journal.undo("boss")
    assert everything(filled) == before
    assert filled.journal.undo("carol") is not None
    assert filled.journal.undo("boss") is not None


def test_a_row_that_another_person_changed_is_not_overwritten(filled: Project) -> None:
    """Straight on the journal, since no command changes what stands in another's layer."""
    span = Labelling(filled, "ann").add("k", [ADA], "actor").id
    with filled.journal.action("carol", "correct", "corrected the label") as action:
        row = action.get("span", span)
        assert row is not None
        action.update("span", filled.article_id("k"), row, label="event")
    before = everything(filled)
    with pytest.raises(ConflictError, match=r"carol.*corrected the label"):
        Labelling(filled, "ann").undo()
    assert everything(filled) == before


def test_a_layer_in_which_another_person_worked_stays(filled: Project) -> None:
    Labelling(filled, "ann").add("k", [ADA], "actor")
    article = filled.article_id("k")
    row = filled.store.row('SELECT "id" FROM "layer" WHERE "article" = ?', (article,))
    assert row is not None
    with filled.journal.action("carol", "comment", "commented") as action:
        action.insert("comment", article, "c", row[0], None, "who?", "carol", action.at)
    assert Labelling(filled, "ann").undo() is not None
    layer = filled.layer("k", "ann")
    assert (layer.state, layer.spans, [comment.id for comment in layer.comments]) == ("in_progress", [], ["c"])


def test_an_annotator_is_known_even_after_the_undo(filled: Project, tmp_path: Path) -> None:
    Labelling(filled, "ann").add("k", [ADA], "actor")
    bring(filled, tmp_path, [record("m", "New text.", "ann", [("s", "event", 0, 3)])])
    assert Labelling(filled, "ann").undo() is not None
    assert [layer.annotator for layer in filled.layers("m")] == ["ann"]


def test_making_a_project_can_not_be_undone(project: Project) -> None:
    assert project.journal.undo("cli") is None


def test_replaying_the_journal_gives_the_same_content(filled: Project, tmp_path: Path) -> None:
    ann, bob = Labelling(filled, "ann"), Labelling(filled, "bob")
    work(ann)
    for _ in range(4):
        ann.undo()
    ann.redo()
    tag(filled, "bob", "k", ("actor", *ADA))
    ann.set_done("k", True)
    bring(
        filled,
        tmp_path,
        [record("m", "New text.", "cat", [("s", "event", 0, 3)], attributes={"usable": True}), record("k3", TEXT)],
    )
    adjudicate(filled, "boss", "majority")
    filled.journal.undo("importer")
    bob.undo()
    with Project(create(tmp_path / "copy.workbench", "cli"), "copy") as copy:
        assert replay(filled.store, copy.store) == len(list(filled.history()))
        assert everything(copy) == everything(filled)
        assert copy.check() == []
        assert copy.scheme.source == filled.scheme.source
