"""Who says what in one action: spans, values and links together, taken back together; on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.attributions import write_scheme
from support.build import bring, record, where_of

from workbench.errors import ProjectError, SchemeError, TextError
from workbench.model.layer import Layer
from workbench.project import Project
from workbench.project.labelling import Labelling

TEXT = "The gate is shut, the harbour master said. “It stays shut,” said Ada Dorn. “For good.” Nobody laughed."
DIRECT = (where_of(TEXT, "“It stays shut,”"), where_of(TEXT, "“For good.”"))
INDIRECT = (where_of(TEXT, "The gate is shut"),)
DORN, MASTER = where_of(TEXT, "Ada Dorn"), where_of(TEXT, "the harbour master")
SAID, FIRST_SAID = where_of(TEXT, "said", DIRECT[0][0]), where_of(TEXT, "said")


@pytest.fixture
def sayings(place: str, tmp_path: Path) -> Iterator[Project]:
    """A project whose scheme says who speaks, with one article."""
    with Project.create(place, str(write_scheme(tmp_path))) as made:
        bring(made, tmp_path, [record("k", TEXT)])
        yield made


@pytest.fixture
def work(sayings: Project) -> Labelling:
    """Ann at work."""
    return Labelling(sayings, "ann")


def layer(work: Labelling) -> Layer:
    return work.project.layer("k", "ann")


def entries(work: Labelling) -> list[str]:
    return [entry.words for entry in work.project.history()]


def told(work: Labelling) -> list[tuple[str, str, str]]:
    """The relations: their kind, the words said and the words that they lead to."""
    now = layer(work)
    spans = {span.id: span.quote(TEXT) for span in now.spans}
    return sorted((item.type, spans[item.source], spans[item.target]) for item in now.relations)


def test_all_of_it_is_one_entry_and_one_undo(work: Labelling) -> None:
    before = entries(work)
    done = work.attribute("k", "saying", DIRECT, DORN, SAID)
    assert {(span.label, span.parts) for span in layer(work).spans} == {
        ("saying", DIRECT), ("voice", (DORN,)), ("hint", (SAID,)),
    }  # fmt: skip
    assert done.content.attributes == {"form": "direct", "source": "by name"}
    words = "“It stays shut,” “For good.”"
    assert told(work) == [("said by", words, "Ada Dorn"), ("told by", words, "said")]
    assert entries(work)[len(before) :] == [f"tagged saying {DIRECT[0][0]}-{DIRECT[1][1]} with its said by and told by"]
    assert {span.id for span in done.spans} == {span.id for span in layer(work).spans}
    assert {item.id for item in done.relations} == {item.id for item in layer(work).relations}
    work.undo()
    assert layer(work).spans == [] and layer(work).relations == []
    work.redo()
    assert len(layer(work).spans) == 3 and len(told(work)) == 2


def test_status_is_known_by_the_place_of_its_value(work: Labelling) -> None:
    assert work.attribute("k", "saying", INDIRECT, MASTER, FIRST_SAID).content.attributes["source"] == "by role"
    assert work.attribute("k", "saying", DIRECT, None, SAID).content.attributes["source"] == "nobody"
    assert [kind for kind, *_ in told(work)] == ["said by", "told by", "told by"]


def test_what_stands_there_already_is_taken_not_doubled(work: Labelling) -> None:
    crowd = work.add("k", [DORN], "crowd").id
    said = work.add("k", DIRECT, "saying", {"form": "mixed"}).id
    done = work.attribute("k", "saying", DIRECT, DORN, SAID)
    assert done.content.id == said and done.changed_ids == {said}
    assert done.content.attributes == {"form": "mixed", "source": "by name"}  # what somebody chose stays
    assert sorted(span.label for span in layer(work).spans) == ["crowd", "hint", "saying"]
    assert [item.target for item in done.relations if item.type == "said by"] == [crowd]
    work.set_done("k", True)
    before = entries(work)
    again = work.attribute("k", "saying", DIRECT, DORN, SAID)
    assert not again.changed and entries(work) == before and layer(work).state == "done"


def test_another_speaker_takes_the_place_of_the_one_before(work: Labelling) -> None:
    first = work.attribute("k", "saying", DIRECT, DORN, SAID)
    second = work.attribute("k", "saying", DIRECT, MASTER, None)
    gone = [item.id for item in first.relations if item.type == "said by"]
    assert list(second.removed) == gone and second.content.attributes["source"] == "by role"
    assert [(kind, target) for kind, _, target in told(work)] == [
        ("said by", "the harbour master"), ("told by", "said"),
    ]  # fmt: skip
    work.undo()
    assert [(kind, target) for kind, _, target in told(work)] == [("said by", "Ada Dorn"), ("told by", "said")]


def test_what_can_not_be_changes_nothing(work: Labelling) -> None:
    before = entries(work)
    with pytest.raises(SchemeError, match="does not say who speaks for voice"):
        work.attribute("k", "voice", INDIRECT, MASTER, None)
    with pytest.raises(TextError, match="outside the text"):
        work.attribute("k", "saying", INDIRECT, (0, 10_000), None)
    with pytest.raises(TextError, match="end that is not after"):
        work.attribute("k", "saying", INDIRECT, MASTER, (5, 5))
    with pytest.raises(ProjectError):
        work.attribute("nowhere", "saying", INDIRECT, MASTER, None)
    assert entries(work) == before and layer(work).spans == []


def test_a_description_of_who_is_named_elsewhere_is_named(place: str, tmp_path: Path) -> None:
    text = "Isles Mutual was shut. The bank said it was sorry."
    with Project.create(place, "news") as project:
        bring(project, tmp_path, [record("k", text)])
        ann = Labelling(project, "ann")
        bank, name = where_of(text, "The bank"), where_of(text, "Isles Mutual")
        content, cue = (where_of(text, "it was sorry"),), where_of(text, "said")
        done = ann.attribute("k", "quote", content, bank, cue)
        assert done.content.attributes["speaker_status"] == "unnamed"
        speaker = next(span.id for span in done.spans if span.label == "actor")
        ann.assign([ann.add("k", [name], "actor").id, speaker], {"name": "Isles Mutual"})
        done = ann.attribute("k", "quote", content, bank, cue)
        assert done.content.attributes["speaker_status"] == "named"
