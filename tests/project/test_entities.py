"""What mentions mean: said of many at once, changed, merged, removed; one entry each, undone exactly."""

import contextlib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.build import everything
from support.meant import make_cast, mention_all

from workbench.errors import ProjectError, SchemeError, WorkbenchError
from workbench.model.entity import Entity
from workbench.project import Project
from workbench.project.importing import import_paths
from workbench.project.known_entities import known_entities
from workbench.project.labelling import Labelling
from workbench.store.journal import replay
from workbench.store.opening import create


@pytest.fixture
def cast(place: str, tmp_path: Path) -> Iterator[Project]:
    """On either database, nothing tagged."""
    with make_cast(place, tmp_path) as made:
        yield made


@pytest.fixture
def ann(cast: Project) -> Labelling:
    return Labelling(cast, "ann")


@pytest.fixture
def ids(cast: Project) -> list[str]:
    """What ann has tagged, none of it assigned."""
    return mention_all(cast)


def entities(work: Labelling, key: str = "k") -> dict[str, Entity]:
    return {entity.name: entity for entity in work.project.layer(key, work.annotator).entities}


def mentions(work: Labelling, entity: str | None) -> list[str]:
    return [span.id for span in work.project.layer("k", work.annotator).spans if span.entity == entity]


def words(work: Labelling) -> list[str]:
    return [entry.words for entry in work.project.history()]


def test_many_mentions_are_one_entry_and_come_back_by_one_undo(ann: Labelling, ids: list[str]) -> None:
    before, entries = everything(ann.project), len(words(ann))
    done = ann.assign([ids[0], ids[6], ids[9], ids[0]], {"name": "North Korea", "attributes": {"type": "GPE"}})
    assert words(ann)[entries:] == ["said that 3 mentions mean “North Korea”"] == [done.words]
    assert done.changed and done.article == "k" and {span.id for span in done.spans} == {ids[0], ids[6], ids[9]}
    assert done.entities == {done.id: entities(ann)["North Korea"]}
    assert set(mentions(ann, done.id)) == {ids[0], ids[6], ids[9]}
    assert ann.assign([ids[3]], {"name": "Ada Dorn"}).words == "said that actor 118-126 means “Ada Dorn”"
    ann.undo()
    ann.undo()
    assert everything(ann.project) == before
    ann.redo()
    assert set(mentions(ann, done.id)) == {ids[0], ids[6], ids[9]}


def test_what_is_so_already_is_no_entry_and_a_done_layer_stays_done(ann: Labelling, ids: list[str]) -> None:
    country = ann.assign(ids[:1], {"name": "North Korea", "attributes": {"type": "GPE"}}).id
    assert country is not None
    ann.set_done("k", True)
    before = words(ann)
    same = [
        ann.assign(ids[:1], country), ann.assign(ids[1:3], None), ann.change_entity(country),
        ann.change_entity(country, name="North Korea", attributes={"type": "GPE"}, external_id=None),
        ann.merge_entities(country, country),
    ]  # fmt: skip
    assert not any(done.changed for done in same) and words(ann) == before
    assert ann.project.layer("k", "ann").state == "done"
    assert ann.change_entity(country, external_id="Q423").changed
    assert ann.project.layer("k", "ann").state == "in_progress"


def test_an_entity_is_changed_once_for_all(ann: Labelling, ids: list[str]) -> None:
    agency = ann.assign(ids[1:3], {"name": "IAEA"}).id
    assert agency is not None
    said = [
        ann.change_entity(agency, name="The Agency"), ann.change_entity(agency, attributes={"type": "ORG"}),
        ann.change_entity(agency, external_id="Q41984"),
        ann.change_entity(agency, attributes={"type": None, "sector": "atoms"}),
        ann.change_entity(agency, external_id=None),
    ]  # fmt: skip
    assert [done.words for done in said] == [
        "renamed the entity “IAEA” to “The Agency”", "set type of “The Agency” to ORG",
        "set the id of “The Agency” to “Q41984”",
        "set sector of “The Agency” to atoms and type to nothing", "set the id of “The Agency” to nothing",
    ]  # fmt: skip
    assert entities(ann) == {"The Agency": Entity(agency, "actor", "The Agency", {"sector": "atoms"})}
    for _ in said:
        ann.undo()
    assert entities(ann) == {"IAEA": Entity(agency, "actor", "IAEA")}


@pytest.mark.parametrize(
    "fields",
    [
        {"attributes": {"type": "LOC"}}, {"attributes": {"colour": "red"}}, {"attributes": 3}, {"name": " "},
        {"name": 3}, {"external_id": 3}, {"name": "a\0"},
    ],
    ids=str,
)  # fmt: skip
def test_what_the_scheme_forbids_of_an_entity_is_refused(
    ann: Labelling, ids: list[str], fields: dict[str, Any]
) -> None:
    known = ann.assign(ids[:1], {"name": "North Korea"}).id
    assert known is not None
    before = everything(ann.project), words(ann)
    with pytest.raises(WorkbenchError):
        ann.change_entity(known, **fields)
    with pytest.raises(WorkbenchError):
        ann.assign(ids[1:2], {"name": "IAEA", **fields})
    assert (everything(ann.project), words(ann)) == before


def test_no_mention_means_an_entity_of_another_label_or_article_or_person(
    ann: Labelling, ids: list[str], cast: Project
) -> None:
    actor = ann.assign(ids[:1], {"name": "North Korea"}).id
    event = ann.assign(ids[11:12], {"name": "the launch"}).id
    other = mention_all(cast, key="l")
    assert actor is not None and event is not None
    before = everything(cast)
    with pytest.raises(SchemeError, match="entity of actor; no event can mean it"):
        ann.assign(ids[12:], actor)
    with pytest.raises(SchemeError, match="entity of actor"):
        ann.assign([ids[1], ids[12]], {"name": "both"})
    with pytest.raises(SchemeError, match="can't become"):
        ann.merge_entities(actor, event)
    with pytest.raises(ProjectError, match="another article"):
        ann.assign([ids[1], other[1]], actor)
    with pytest.raises(ProjectError, match="another article"):
        ann.assign(other[:1], actor)
    with pytest.raises(ProjectError, match="no mention"):
        ann.assign([], actor)
    for deed in (lambda work: work.assign(ids[:1], None), lambda work: work.remove_entity(actor)):
        with pytest.raises(ProjectError, match="layer of ann"):
            deed(Labelling(cast, "bob"))
    assert everything(cast) == before


def test_two_become_one_that_keeps_what_either_knew(ann: Labelling, ids: list[str]) -> None:
    full = ann.assign(ids[1:2], {"name": "International Atomic Energy Agency", "attributes": {"type": "ORG"}}).id
    short = ann.assign(
        [ids[2], ids[7]], {"name": "IAEA", "attributes": {"type": "PER", "sector": "atoms"}, "external_id": "Q4"}
    ).id
    assert full is not None and short is not None
    before = everything(ann.project)
    done = ann.merge_entities(full, short)
    assert done.words == "merged “IAEA” into “International Atomic Energy Agency”" == words(ann)[-1]
    one = Entity(full, "actor", "International Atomic Energy Agency", {"type": "ORG", "sector": "atoms"}, "Q4")
    assert list(entities(ann).values()) == [one] and done.entities == {full: one, short: None}
    assert set(mentions(ann, full)) == {ids[1], ids[2], ids[7]} and {span.id for span in done.spans} == {ids[2], ids[7]}
    ann.undo()
    assert everything(ann.project) == before


def test_removing_an_entity_leaves_its_mentions_without_one(ann: Labelling, ids: list[str]) -> None:
    known = ann.assign(ids[:2], {"name": "North Korea", "attributes": {"type": "GPE"}, "external_id": "Q423"}).id
    assert known is not None
    before = everything(ann.project)
    done = ann.remove_entity(known)
    assert done.words == "removed the entity “North Korea” with its 2 mentions" and done.entities == {known: None}
    assert not entities(ann) and set(mentions(ann, None)) == set(ids)
    ann.undo()
    assert everything(ann.project) == before


def test_a_bare_name_goes_with_its_last_mention_and_what_more_was_said_of_stays(ann: Labelling, ids: list[str]) -> None:
    before = everything(ann.project)
    bare = ann.assign(ids[:2], {"name": "Bare"}).id
    said = ann.assign(ids[2:3], {"name": "Said", "external_id": "Q1"}).id
    assert ann.assign(ids[:1], None).words == "took actor 0-11 out of “Bare”"
    assert set(entities(ann)) == {"Bare", "Said"}
    assert ann.set_entity(ids[1], said).gone == (bare,)
    assert set(entities(ann)) == {"Said"}
    assert ann.assign([ids[1], ids[2]], None).words == "took 2 mentions out of “Said”"
    assert set(entities(ann)) == {"Said"}
    for _ in range(5):
        ann.undo()
    assert everything(ann.project) == before


def test_it_goes_with_a_span_that_is_removed_or_relabelled_too(ann: Labelling, ids: list[str], tmp_path: Path) -> None:
    start = everything(ann.project)
    names = [ann.assign([id], {"name": f"n{at}"}).id for at, id in enumerate(ids[:4])]
    full = everything(ann.project)
    assert ann.remove(ids[0]).gone == (names[0],)
    assert ann.change(ids[1], label="quote").gone == (names[1],)
    changed = ann.change(ids[2], label="event")
    assert changed.gone == (names[2],) and changed.span is not None and changed.span.entity is None
    assert ann.change(ids[3], parts=[(109, 126)]).gone == ()
    assert ann.remove(ids[3]).gone == (names[3],)
    assert not entities(ann)
    for _ in range(5):
        ann.undo()
    assert everything(ann.project) == full
    for _ in range(4):
        ann.undo()
    assert everything(ann.project) == start
    with Project(create(tmp_path / "replayed.workbench", "cli"), "replayed") as again:
        replay(ann.project.store, again.store)
        assert everything(again) == start


def test_what_was_said_of_entities_comes_back_in(ann: Labelling, ids: list[str], tmp_path: Path) -> None:
    ann.assign([ids[0], ids[6]], {"name": "North Korea", "attributes": {"type": "GPE"}, "external_id": "Q423"})
    lonely = ann.assign(ids[10:11], {"name": "South Korea", "attributes": {"type": "GPE"}}).id
    ann.assign(ids[10:11], None)
    ann.assign(ids[12:], {"name": "the launch"})
    assert lonely is not None
    (tmp_path / "out.jsonl").write_bytes(everything(ann.project))
    with Project.create(tmp_path / "again.workbench", tmp_path / "cast.toml") as again:
        import_paths(again, "x", [tmp_path / "out.jsonl"])
        assert everything(again) == everything(ann.project)
    bad = (tmp_path / "out.jsonl").read_text(encoding="utf-8").replace('"type":"GPE"', '"type":"LOC"')
    (tmp_path / "bad.jsonl").write_text(bad, encoding="utf-8")
    with (
        Project.create(tmp_path / "bad.workbench", tmp_path / "cast.toml") as other,
        pytest.raises(WorkbenchError, match="type"),
    ):
        import_paths(other, "x", [tmp_path / "bad.jsonl"])


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_said_no_label_is_crossed_and_undo_of_all_ends_at_the_start(
    ann: Labelling, ids: list[str], seed: int
) -> None:
    chance, start = random.Random(seed), everything(ann.project)
    entries = len(words(ann))
    for _ in range(60):
        with contextlib.suppress(WorkbenchError):
            say_anything(ann, chance)
        layer = ann.project.layer("k", "ann")
        labels = {entity.id: entity.label for entity in layer.entities}
        assert all(span.entity is None or labels[span.entity] == span.label for span in layer.spans)
    end, done = everything(ann.project), len(words(ann)) - entries
    assert done > 20 and ann.project.check() == []
    for _ in range(done):
        ann.undo()
    assert everything(ann.project) == start
    for _ in range(done):
        ann.redo()
    assert everything(ann.project) == end


def say_anything(work: Labelling, chance: random.Random) -> None:
    """Any one thing that touches what is meant."""
    layer = work.project.layer("k", "ann")
    some = [span.id for span in chance.sample(layer.spans, min(len(layer.spans), chance.randint(1, 3)))]
    known = [entity.id for entity in layer.entities] or ["nobody"]
    outside = chance.choice([None, None, "Q1"])
    match chance.choice(["new", "new", "one", "none", "change", "merge", "remove", "relabel", "cut"]):
        case "new":
            work.assign(some, {"name": chance.choice(["Ada", "Bo"]), "external_id": outside})
        case "one":
            work.assign(some, chance.choice(known))
        case "none":
            work.assign(some, None)
        case "change":
            kind = chance.choice([None, "PER", "XYZ"])
            work.change_entity(chance.choice(known), chance.choice(["Cy", None]), {"type": kind}, outside)
        case "merge":
            work.merge_entities(chance.choice(known), chance.choice(known))
        case "remove":
            work.remove_entity(chance.choice(known))
        case "relabel":
            work.change(some[0], label=chance.choice(["actor", "event", "quote"]))
        case "cut" if len(layer.spans) > 6:
            work.remove(some[0])


# Across the project


def test_entities_are_known_by_name_in_all_layers(cast: Project, ann: Labelling, ids: list[str]) -> None:
    bob, other = Labelling(cast, "bob"), mention_all(cast, "bob", "l")
    ann.assign(ids[:1], {"name": "North Korea"})
    bob.assign(other[:1], {"name": "North Korea", "attributes": {"type": "GPE"}, "external_id": "Q423"})
    bob.assign(other[10:11], {"name": "South Korea", "attributes": {"type": "GPE"}})
    ann.assign(ids[10:11], {"name": "South Korea", "attributes": {"type": "ORG"}})
    ann.assign(ids[3:4], {"name": "Äda Dorn"})
    ann.assign(ids[11:12], {"name": "North Korean launch"})
    told = [(item.name, item.articles, item.attributes.get("type")) for item in known_entities(cast, "actor", "korea")]
    assert told == [("North Korea", 2, "GPE"), ("South Korea", 1, "GPE"), ("South Korea", 1, "ORG")]
    assert [item.external_id for item in known_entities(cast, "actor", "north  k")] == ["Q423"]
    assert [item.name for item in known_entities(cast, "actor", "äDA")] == ["Äda Dorn"]
    assert [item.name for item in known_entities(cast, "event")] == ["North Korean launch"]
    assert known_entities(cast, "actor", "orea") == [] == known_entities(cast, "quote", "")
    assert len(known_entities(cast, "actor", "", limit=2)) == 2


def test_what_is_in_the_gold_is_offered_first(cast: Project, ann: Labelling, ids: list[str], tmp_path: Path) -> None:
    out = tmp_path / "gold.jsonl"
    ann.assign(ids[10:11], {"name": "South Korea"})
    out.write_bytes(everything(cast).replace(b'"layer":"ann"', b'"layer":"gold"'))
    ann.assign(ids[:1], {"name": "North Korea"})
    Labelling(cast, "bob").assign(mention_all(cast, "bob", "l")[:1], {"name": "North Korea"})
    import_paths(cast, "x", [out])
    told = [(item.name, item.articles, item.in_gold) for item in known_entities(cast, "actor", "")]
    assert told == [("South Korea", 1, True), ("North Korea", 2, False)]
