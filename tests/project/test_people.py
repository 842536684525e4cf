"""People and their names: a rename takes all along, undo finds the own actions under it, and it can be undone."""

import contextlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.build import TEXT, bring, everything, record, tag, where_of

from workbench.errors import ConflictError, ProjectError, WorkbenchError
from workbench.model.layer import GOLD
from workbench.project import Project
from workbench.project.articles import remove
from workbench.project.importing import import_paths
from workbench.project.labelling import Labelling
from workbench.project.people import Person, people, present_name, rename
from workbench.project.reviewing import adjudicate, decide
from workbench.review.units import units
from workbench.store.journal import replay
from workbench.store.opening import create

ADA, DONE, FRIDAY = where_of(TEXT, "Ada Dorn"), where_of(TEXT, "“I am done,”"), where_of(TEXT, "Friday")


@pytest.fixture
def project(on_both: Project) -> Project:
    """On either database."""
    return on_both


@pytest.fixture
def decided(project: Project, tmp_path: Path) -> Project:
    """Ann and Bob are done with one article, boss has decided their dispute, ann has commented on a span."""
    bring(project, tmp_path, [record("k", TEXT), record("l", "Another text, much shorter.")])
    spans = tag(project, "ann", "k", ("actor", *ADA), ("event", *FRIDAY))
    tag(project, "bob", "k", ("actor", *ADA))
    Labelling(project, "ann").comment("who is she?", span=spans[0])
    adjudicate(project, "boss")
    take(project, "ann")
    return project


def take(project: Project, whose: str) -> None:
    """Boss takes what stands on Friday out of somebody's layer."""
    open_unit = next(
        unit
        for unit in units([layer for layer in project.layers("k") if layer.annotator != GOLD])
        if unit.parts == (FRIDAY,)
    )
    decide(project, "boss", "k", open_unit, whose)


def names_in(project: Project) -> set[str]:
    """Every name that decisions, their sources and comments hold."""
    found: set[str] = set()
    for layer in project.layers("k"):
        found |= {comment.by for comment in layer.comments}
        for decision in layer.decisions:
            found |= {decision.by, *(name for name, _ in decision.sources)}
    return found


def test_a_rename_changes_names_and_nothing_else(decided: Project) -> None:
    before = everything(decided)
    assert names_in(decided) == {"ann", "bob", "boss"}
    assert rename(decided, "ann", "ann", "Ann Lee") == "renamed ann to Ann Lee"
    assert decided.annotators() == ["Ann Lee", "bob"] and names_in(decided) == {"Ann Lee", "bob", "boss"}
    lines = sorted(before.replace(b'"ann"', b'"Ann Lee"').splitlines())
    assert sorted(everything(decided).splitlines()) == lines
    assert decided.check() == []


def test_undo_finds_the_own_actions_under_the_new_name(decided: Project) -> None:
    rename(decided, "boss", "ann", "Ann Lee")
    undone = Labelling(decided, "Ann Lee").undo()
    assert undone is not None and undone.words == "commented"
    assert decided.layer("k", "Ann Lee").comments == []
    redone = Labelling(decided, "Ann Lee").redo()
    assert redone is not None
    assert [(comment.text, comment.by) for comment in decided.layer("k", "Ann Lee").comments] == [
        ("who is she?", "Ann Lee")
    ]
    assert Labelling(decided, "ann").undo() is None


def test_a_decision_is_undone_and_done_again_under_the_names_of_now(decided: Project) -> None:
    rename(decided, "ann", "ann", "Ann Lee")
    rename(decided, "cli", "boss", "Judge")
    assert decided.journal.undo("Judge") is not None
    assert len(decided.layer("k", GOLD).spans) == 1
    assert decided.journal.redo("Judge") is not None
    assert len(decided.layer("k", GOLD).spans) == 2 and names_in(decided) == {"Ann Lee", "bob", "Judge"}
    assert decided.check() == []


def test_an_import_is_undone_under_the_names_of_now(project: Project, tmp_path: Path) -> None:
    spans = [("o", "actor", *ADA)]
    decision = {"target": "o", "outcome": "adjudicated", "by": "ann", "rule": None, "at": "2025-01-01T00:00:00Z",
                "sources": [["ann", "x"]], "reason": None}  # fmt: skip
    bring(project, tmp_path, [record("k", TEXT, "gold", spans, decisions=[decision], state="done")])
    rename(project, "boss", "ann", "Ann Lee")
    assert names_in(project) == {"Ann Lee"}
    full = everything(project)
    project.journal.undo("importer")
    assert project.article_keys() == []
    project.journal.redo("importer")
    assert everything(project) == full


def test_a_rename_is_undone_with_what_was_done_since(decided: Project) -> None:
    before = everything(decided)
    rename(decided, "ann", "ann", "Ann Lee")
    assert decided.journal.can_undo("ann") is None
    reversal = decided.journal.undo("Ann Lee")
    assert reversal is not None and everything(decided) == before
    assert decided.journal.redo("ann") is not None and names_in(decided) == {"Ann Lee", "bob", "boss"}

    decided.journal.undo("boss")
    take(decided, "Ann Lee")
    decided.journal.undo("Ann Lee")
    assert names_in(decided) == {"ann", "bob", "boss"} and decided.check() == []
    assert decided.journal.can_undo("ann") is not None


def test_what_was_decided_under_the_new_name_follows_an_undo(decided: Project, tmp_path: Path) -> None:
    rename(decided, "cli", "ann", "Ann Lee")
    decided.journal.undo("boss")
    take(decided, "Ann Lee")
    decided.journal.undo("cli")
    assert names_in(decided) == {"ann", "bob", "boss"}
    with Project(create(tmp_path / "copy.workbench", "cli"), "copy") as other:
        replay(decided.store, other.store)
        assert everything(other) == everything(decided)


def test_an_undo_does_not_take_a_name_from_somebody(decided: Project) -> None:
    rename(decided, "cli", "ann", "Ann Lee")
    rename(decided, "boss", "bob", "ann")
    before = everything(decided)
    with pytest.raises(ConflictError, match="works under the name 'ann'"):
        decided.journal.undo("cli")
    assert everything(decided) == before


def test_two_renames_are_undone_in_turn(decided: Project) -> None:
    before = everything(decided)
    rename(decided, "cli", "ann", "Ann Lee")
    rename(decided, "boss", "Ann Lee", "A. Lee")
    with pytest.raises(ConflictError, match="boss’s later “renamed Ann Lee to A"):
        decided.journal.undo("cli")
    decided.journal.undo("boss")
    decided.journal.undo("cli")
    assert everything(decided) == before


@pytest.mark.parametrize("name", ["gold", "all", "", "  ", "x" * 101, "a\nb", "bob", "boss", "importer", "import"])
def test_reserved_and_taken_names_are_refused(decided: Project, name: str) -> None:
    before = everything(decided)
    with pytest.raises(ProjectError):
        rename(decided, "ann", "ann", name)
    assert everything(decided) == before and decided.journal.can_undo("ann") is not None


@pytest.mark.parametrize("name", ["gold", "nobody", "import"])
def test_who_is_not_there_gets_no_name(decided: Project, name: str) -> None:
    with pytest.raises(ProjectError):
        rename(decided, "ann", name, "somebody")


def test_the_same_name_is_no_change(decided: Project) -> None:
    entries = len(list(decided.history()))
    rename(decided, "ann", "ann", "ann")
    assert len(list(decided.history())) == entries


def test_nobody_works_on_under_a_name_that_somebody_gave_up(decided: Project, tmp_path: Path) -> None:
    stale = Labelling(decided, "ann")
    rename(decided, "cli", "ann", "Ann Lee")
    before = everything(decided)
    with pytest.raises(ProjectError, match="ann is called Ann Lee here by now; work under that name"):
        stale.add("l", [(0, 3)], "actor")
    with pytest.raises(ProjectError, match="is called Ann Lee"):
        stale.remove(decided.layer("k", "Ann Lee").spans[0].id)
    with pytest.raises(ProjectError, match="is called Ann Lee"):
        stale.set_flagged("l", True)
    with pytest.raises(ProjectError, match="is called Ann Lee"):
        bring(decided, tmp_path, [record("m", "M.")], actor="ann")
    assert everything(decided) == before and decided.annotators() == ["Ann Lee", "bob"]


def test_a_file_from_before_is_known_again(project: Project, tmp_path: Path) -> None:
    given = [record("k", TEXT, "ann", [("s", "actor", *ADA)])]
    bring(project, tmp_path, given)
    rename(project, "cli", "ann", "Ann Lee")
    before = everything(project)
    again = bring(project, tmp_path, given)
    assert again.layers_present == 1 and everything(project) == before


def test_names_in_a_file_from_before_are_those_of_now(decided: Project, tmp_path: Path) -> None:
    (tmp_path / "before.jsonl").write_bytes(everything(decided))
    rename(decided, "cli", "ann", "Ann Lee")
    rename(decided, "cli", "boss", "Judge")
    now = everything(decided)
    remove(decided, "cli", "k")
    import_paths(decided, "importer", [tmp_path / "before.jsonl"])
    assert names_in(decided) == {"Ann Lee", "bob", "Judge"} and everything(decided) == now
    assert adjudicate(decided, "Judge").changed == 0 and decided.check() == []
    bring(decided, tmp_path, [record("m", "Third text.", "ann", [("m", "actor", 0, 5)])])
    assert decided.annotators() == ["Ann Lee", "Judge", "bob"]


def test_names_that_differ_in_case_are_two_people(project: Project, tmp_path: Path) -> None:
    bring(project, tmp_path, [record("k", TEXT)])
    tag(project, "Ann", "k", ("actor", *ADA))
    rename(project, "cli", "Ann", "Zoe")
    tag(project, "ann", "k", ("actor", *ADA))
    assert project.annotators() == ["Zoe", "ann"]


def test_a_former_name_leads_to_the_present_one(decided: Project) -> None:
    assert present_name(decided, "ann") == "ann" and present_name(decided, "zoe") == "zoe"
    rename(decided, "ann", "ann", "Ann Lee")
    rename(decided, "Ann Lee", "Ann Lee", "A. Lee")
    assert present_name(decided, "ann") == present_name(decided, "Ann Lee") == "A. Lee"
    rename(decided, "boss", "bob", "ann")
    assert present_name(decided, "ann") == "ann"


def test_everybody_with_what_they_have_done(decided: Project) -> None:
    tag(decided, "bob", "l", ("actor", 0, 3), ("event", 4, 7), done=False)
    assert people(decided) == [Person("ann", 0, 1, 2), Person("bob", 1, 1, 3)]


NAMES = ("ann", "bob", "boss", "Ann Lee", "Bo")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("tag", "comment", "merge", "rename", "remove", "undo", "redo")),
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.integers(0, 40),
    ),
    max_size=25,
)


@given(STEPS)
@settings(max_examples=settings().max_examples // 2)
def test_whatever_is_done_and_undone_names_and_content_hold_together(steps: list[tuple[str, str, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "p.workbench") as project:
        bring(project, Path(folder), [record("k", TEXT), record("l", TEXT[::-1])])
        for step in steps:
            with contextlib.suppress(WorkbenchError):
                carry_out(project, *step)
        assert project.check() == []
        actors = {entry.actor for entry in project.history()}
        for key in [key for _, key in project.article_keys()]:
            for layer in project.layers(key):
                said = {decision.by for decision in layer.decisions} | {comment.by for comment in layer.comments}
                voted = {name for decision in layer.decisions for name, _ in decision.sources}
                assert said <= actors and voted <= set(project.annotators())
        with Project(create(Path(folder) / "copy.workbench", "cli"), "copy") as other:
            replay(project.store, other.store)
            assert everything(other) == everything(project)


def carry_out(project: Project, what: str, who: str, other: str, at: int) -> None:
    """One step; some are refused, which is as good."""
    key = "kl"[at % 2]
    if what == "tag":
        tag(project, who, key, ("actor", at, at + 3))
    elif what == "comment":
        Labelling(project, who).set_comment(str(at), key=key)
    elif what == "merge":
        adjudicate(project, who)
    elif what == "rename":
        rename(project, who, who, other)
    elif what == "remove":
        remove(project, who, key)
    elif what == "undo":
        project.journal.undo(who)
    else:
        project.journal.redo(who)
