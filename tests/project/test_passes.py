"""Passes: for which labels a layer is complete, whatever was found."""

import json
from pathlib import Path

from support.build import TEXT, bring, everything, tag, where_of

from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.project.reviewing import adjudicate


def complete(project: Project, annotator: str = "ann") -> list[str]:
    return project.layer("k", annotator).complete


def test_a_label_is_gone_through_and_taken_up_again(filled: Project) -> None:
    work = Labelling(filled, "ann")
    assert work.set_complete("k", "quote", True).changed
    assert work.set_complete("k", "boilerplate", True).changed
    assert complete(filled) == ["boilerplate", "quote"] and filled.layer("k", "ann").state == "in_progress"
    assert not work.set_complete("k", "quote", True).changed
    work.set_complete("k", "quote", False)
    assert complete(filled) == ["boilerplate"]
    work.undo()
    assert complete(filled) == ["boilerplate", "quote"]
    work.undo()
    work.undo()
    assert complete(filled) == [] and filled.layer("k", "ann").state == "untouched"
    assert filled.check() == []


def test_what_nobody_went_through_is_not_written_down_as_not_gone_through(filled: Project) -> None:
    count = len(list(filled.history()))
    assert not Labelling(filled, "ann").set_complete("k", "quote", False).changed
    assert len(list(filled.history())) == count and filled.layer("k", "ann").state == "untouched"


def test_who_is_done_has_looked_for_every_label(filled: Project) -> None:
    work = Labelling(filled, "ann")
    work.set_done("k", True)
    assert complete(filled) == sorted(label.name for label in filled.scheme.offered)
    work.add("k", [where_of(TEXT, "Ada Dorn")], "actor")
    assert filled.layer("k", "ann").state == "in_progress"
    assert "quote" in complete(filled), "what was looked for stays looked for"


def test_the_gold_is_complete_for_what_all_have_looked_for(filled: Project) -> None:
    for name in ("ann", "bob"):
        tag(filled, name, "k", ("actor", *where_of(TEXT, "Ada Dorn")))
    Labelling(filled, "bob").set_complete("k", "event", False)
    adjudicate(filled, "boss")
    assert complete(filled, "gold") == sorted({label.name for label in filled.scheme.offered} - {"event"})


def test_it_is_written_and_read(filled: Project, tmp_path: Path) -> None:
    Labelling(filled, "ann").set_complete("k", "quote", True)
    written = everything(filled)
    assert b'"state":"in_progress","complete":["quote"],' in written
    with Project.create(tmp_path / "other.workbench") as other:
        bring(other, tmp_path, map(json.loads, written.decode().splitlines()))
        assert complete(other) == ["quote"] and other.check() == []
        assert everything(other) == written
