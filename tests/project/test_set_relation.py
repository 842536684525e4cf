"""Where a span leads to, set in one action: one target takes the place of the other, of many each stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.build import TEXT, bring, record

from workbench.errors import SchemeError
from workbench.project import Project
from workbench.project.labelling import Labelling


@pytest.fixture
def claims(tmp_path: Path) -> Iterator[Project]:
    """A project with the scheme claims and one article."""
    with Project.create(tmp_path / "claims.workbench", "claims") as made:
        bring(made, tmp_path, [record("k", TEXT)])
        yield made


def entries(project: Project) -> list[str]:
    return [entry.words for entry in project.history()]


def targets(project: Project) -> list[str]:
    return sorted(relation.target for relation in project.layer("k", "ann").relations)


def test_one_target_takes_the_place_of_the_other_in_one_entry(filled: Project) -> None:
    work = Labelling(filled, "ann")
    quote, one, two = (
        work.add("k", [place], label).id
        for place, label in (((41, 53), "quote"), ((11, 19), "actor"), ((4, 9), "actor"))
    )
    work.set_relation("speaker", quote, one)
    before = len(entries(filled))
    done = work.set_relation("speaker", quote, two)
    assert targets(filled) == [two] and done.changed and len(done.removed) == 1
    assert entries(filled)[before:] == ["linked quote 41-53 to its speaker"]
    work.undo()
    assert targets(filled) == [one]
    gone = work.set_relation("speaker", quote, None)
    assert targets(filled) == [] and (gone.words, len(gone.removed)) == ("removed the speaker of quote 41-53", 1)


def test_of_many_each_stays(claims: Project) -> None:
    work = Labelling(claims, "ann")
    evidence, one, two = (
        work.add("k", [place], label).id
        for place, label in (((41, 53), "evidence"), ((11, 19), "claim"), ((4, 9), "claim"))
    )
    work.set_relation("supports", evidence, one)
    assert work.set_relation("supports", evidence, two).removed == ()
    assert targets(claims) == sorted([one, two])
    work.set_done("k", True)
    before = entries(claims)
    same = work.set_relation("supports", evidence, one)
    assert not same.changed and entries(claims) == before and claims.layer("k", "ann").state == "done"
    assert len(work.set_relation("supports", evidence, None).removed) == 2 and targets(claims) == []
    work.undo()
    assert len(targets(claims)) == 2


def test_what_the_scheme_forbids_is_refused_and_the_old_one_stays(filled: Project) -> None:
    work = Labelling(filled, "ann")
    quote, actor, event = (
        work.add("k", [place], label).id
        for place, label in (((41, 53), "quote"), ((11, 19), "actor"), ((21, 29), "event"))
    )
    work.set_relation("speaker", quote, actor)
    with pytest.raises(SchemeError, match="leads from quote to actor"):
        work.set_relation("speaker", quote, event)
    assert targets(filled) == [actor]
