"""The next article with an open dispute, whatever was merged, decided or changed since."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.build import TEXT, bring, record, tag, where_of

from workbench.project import Project
from workbench.project.disputed import next_disputed
from workbench.project.labelling import Labelling
from workbench.project.reviewing import adjudicate, decide, disputes

ADA, MAYOR = ("actor", *where_of(TEXT, "Ada Dorn")), ("actor", *where_of(TEXT, "The mayor"))
DONE = ("quote", *where_of(TEXT, "“I am done,”"))


@pytest.fixture
def four(place: str, tmp_path: Path) -> Iterator[Project]:
    """In b and c two are done and disagree; in a they agree, in d only one is done. On both databases."""
    with Project.create(place) as project:
        bring(project, tmp_path, [record(key, f"{TEXT} {key}") for key in "abcd"])
        for key in "abcd":
            tag(project, "ann", key, ADA, *(() if key == "a" else (MAYOR,)))
            tag(project, "bob", key, ADA, done=key != "d")
        yield project


def round_trip(project: Project) -> list[str | None]:
    return [next_disputed(project, key) for key in "abcd"]


def reject_all(project: Project) -> None:
    for key in "bc":
        (dispute,) = disputes(project, key)
        decide(project, "boss", key, dispute.unit, None)


@pytest.mark.parametrize("merged", [False, True])
def test_it_goes_round(four: Project, merged: bool) -> None:
    if merged:
        adjudicate(four, "boss")
    assert round_trip(four) == ["b", "c", "b", "b"]


@pytest.mark.parametrize("merged", [False, True])
def test_nothing_is_left_when_all_is_decided(four: Project, merged: bool) -> None:
    if merged:
        adjudicate(four, "boss")
    reject_all(four)
    assert round_trip(four) == [None] * 4


def test_what_an_annotator_changed_since_is_open_again(four: Project) -> None:
    adjudicate(four, "boss")
    reject_all(four)
    bob = Labelling(four, "bob")
    bob.remove(four.layer("a", "bob").spans[0].id)
    assert next_disputed(four, "c") is None, "bob is at it again"
    bob.set_done("a", True)
    assert round_trip(four) == ["a"] * 4


def test_articles_that_gold_covers_are_not_read(four: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    adjudicate(four, "boss")
    reject_all(four)
    monkeypatch.setattr(Project, "layers", None)
    assert next_disputed(four, "a") is None


@pytest.mark.parametrize("take", ["ann", None])
def test_a_dispute_that_another_decision_settles_is_not_open(
    project: Project, tmp_path: Path, take: str | None
) -> None:
    bring(project, tmp_path, [record("k", TEXT)])
    quote, actor = tag(project, "ann", "k", DONE, ADA, done=False)
    ann = Labelling(project, "ann")
    ann.relate("speaker", quote, actor)
    ann.set_done("k", True)
    tag(project, "bob", "k", DONE)
    adjudicate(project, "boss")
    missing, relation = disputes(project, "k")
    assert (missing.reasons, relation.reasons) == ({"presence"}, {"relations"})
    decide(project, "boss", "k", missing.unit, take)
    assert project.layer("k", "gold").unresolved == 0
    assert [dispute.unit.key for dispute in disputes(project, "k")] == [missing.unit.key]
    assert next_disputed(project, "k") is None
