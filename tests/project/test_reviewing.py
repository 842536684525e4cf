"""Rules make gold, people decide, a second run keeps what they did; nothing is in gold without a source."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.build import TEXT, bring, everything, record, tag
from support.two import ADA, DONE, MAYOR, extents, gold, tag_as_two, unit

from workbench.errors import ProjectError, SchemeError
from workbench.project import Project
from workbench.project.importing import import_paths
from workbench.project.labelling import Labelling
from workbench.project.reviewing import adjudicate, article_dispute, decide, decide_article, disputes


@pytest.fixture
def both(filled: Project) -> Project:
    """Ann and bob agree on the quote and on Ada, with the relation; only ann has the mayor."""
    tag_as_two(filled)
    return filled


def test_what_both_have_becomes_gold(both: Project) -> None:
    report = adjudicate(both, "boss")
    assert (report.articles, report.waiting, report.spans, report.relations, report.open) == (1, 1, 2, 1, 1)
    assert extents(gold(both)) == [ADA, DONE]
    assert (gold(both).state, gold(both).unresolved) == ("in_progress", 1)
    assert {decision.outcome for decision in gold(both).decisions} == {"agreed"}
    assert {name for decision in gold(both).decisions for name, _ in decision.sources} == {"ann", "bob"}
    assert both.check() == []


def test_a_second_run_changes_nothing(both: Project) -> None:
    adjudicate(both, "boss")
    before, entries = everything(both), len(list(both.history()))
    assert adjudicate(both, "other").changed == 0
    assert (everything(both), len(list(both.history()))) == (before, entries)


def test_a_run_follows_what_annotators_changed(both: Project) -> None:
    adjudicate(both, "boss")
    work = Labelling(both, "bob")
    work.remove(next(span.id for span in both.layer("k", "bob").spans if span.label == "actor"))
    work.set_done("k", True)
    report = adjudicate(both, "boss")
    assert extents(gold(both)) == [DONE]
    assert gold(both).relations == []
    assert report.open == gold(both).unresolved == 3
    assert both.check() == []


def test_a_dispute_taken_by_a_person(both: Project) -> None:
    adjudicate(both, "boss")
    (dispute,) = disputes(both, "k")
    assert (dispute.unit.key, dispute.voters, dispute.reasons) == (
        (((MAYOR[1], MAYOR[2]),), "actor"),
        ("ann", "bob"),
        {"presence"},
    )
    decide(both, "boss", "k", dispute.unit, "ann", "she is one")
    assert extents(gold(both)) == [MAYOR, ADA, DONE]
    assert (gold(both).state, gold(both).unresolved) == ("done", 0)
    decision = disputes(both, "k")[0].decision
    assert decision is not None
    assert (decision.by, decision.rule, decision.outcome, decision.reason) == (
        "boss",
        None,
        "adjudicated",
        "she is one",
    )
    assert decision.sources == (("ann", dispute.unit.spans["ann"].id),)
    before = everything(both)
    adjudicate(both, "rules")
    assert everything(both) == before


def test_a_dispute_rejected_by_a_person(both: Project) -> None:
    adjudicate(both, "boss")
    decide(both, "boss", "k", unit(both, MAYOR), None)
    assert extents(gold(both)) == [ADA, DONE]
    assert gold(both).state == "done"
    assert [decision.outcome for decision in gold(both).decisions if decision.rule is None] == ["rejected"]
    before = everything(both)
    adjudicate(both, "rules")
    assert everything(both) == before
    assert both.check() == []


def test_a_decision_can_be_taken_back_and_made_anew(both: Project) -> None:
    adjudicate(both, "boss")
    before = everything(both)
    decide(both, "boss", "k", unit(both, MAYOR), "ann")
    assert both.journal.undo("boss") is not None
    assert everything(both) == before
    decide(both, "boss", "k", unit(both, MAYOR), None)
    decide(both, "boss", "k", unit(both, MAYOR), "ann")
    assert extents(gold(both)) == [MAYOR, ADA, DONE]
    decide(both, "boss", "k", unit(both, MAYOR), None)
    assert extents(gold(both)) == [ADA, DONE]
    assert len([decision for decision in gold(both).decisions if decision.rule is None]) == 1


@pytest.mark.parametrize("take", ["ann", None])
def test_a_person_may_overrule_what_the_rule_took(both: Project, take: str | None) -> None:
    adjudicate(both, "boss")
    for extent in (ADA, DONE):
        decide(both, "boss", "k", unit(both, extent), take)
    assert extents(gold(both)) == ([ADA, DONE] if take else [])
    assert both.check() == []
    before = everything(both)
    adjudicate(both, "rules", "majority")
    assert everything(both) == before


def test_a_rejected_end_of_a_relation_that_all_have(both: Project) -> None:
    adjudicate(both, "boss")
    decide(both, "boss", "k", unit(both, ADA), None)
    adjudicate(both, "rules")
    assert extents(gold(both)) == [DONE]
    assert gold(both).relations == []
    assert both.check() == []


def test_the_version_that_is_taken_comes_with_attributes_entity_and_relations(filled: Project) -> None:
    work = Labelling(filled, "ann")
    quote = work.add("k", [DONE[1:]], "quote", {"type": "direct"}).id
    actor = work.add("k", [ADA[1:]], "actor").id
    work.relate("speaker", quote, actor)
    work.set_entity(actor, {"name": "Ada Dorn"})
    for name in ("ann", "bob"):
        Labelling(filled, name).set_done("k", True)
    adjudicate(filled, "boss")
    for extent in (DONE, ADA):
        decide(filled, "boss", "k", unit(filled, extent), "ann")
    found = gold(filled)
    assert [dict(span.attributes) for span in found.spans if span.label == "quote"] == [{"type": "direct"}]
    assert len(found.relations) == 1
    assert [entity.name for entity in found.entities] == ["Ada Dorn"]
    assert filled.check() == []


def test_an_entity_that_all_mean_becomes_gold_with_all_that_is_said_of_it(filled: Project) -> None:
    same = {"name": "Ada Dorn", "attributes": {"type": "PER"}, "external_id": "Q1"}
    for name, mayor in (("ann", same), ("bob", {**same, "external_id": "Q2"})):
        first, second = tag(filled, name, "k", ADA, MAYOR, done=False)
        work = Labelling(filled, name)
        work.set_entity(first, same)
        work.set_entity(second, mayor)
        work.set_done("k", True)
    assert adjudicate(filled, "boss").open == 1
    (found,) = gold(filled).entities
    assert (found.name, dict(found.attributes), found.external_id) == ("Ada Dorn", {"type": "PER"}, "Q1")
    assert [dispute.reasons for dispute in disputes(filled, "k")] == [{"entities"}]
    decide(filled, "boss", "k", unit(filled, MAYOR), "bob")
    adjudicate(filled, "rules")
    assert {entity.external_id for entity in gold(filled).entities} == {"Q1", "Q2"}
    assert gold(filled).state == "done"


def test_nobody_takes_a_version_that_is_not_there(both: Project) -> None:
    with pytest.raises(ProjectError, match="ann"):
        decide(both, "boss", "k", unit(both, MAYOR), "bob")


def test_attributes_of_the_article(filled: Project) -> None:
    for name, usable in (("ann", True), ("bob", False)):
        work = Labelling(filled, name)
        work.set_article_attributes("k", {"usable": usable})
        work.set_done("k", True)
    assert adjudicate(filled, "boss").open == 1
    decide_article(filled, "boss", "k", {"usable": False}, "an advertisement")
    assert (dict(gold(filled).attributes), gold(filled).state) == ({"usable": False}, "done")
    before = everything(filled)
    adjudicate(filled, "rules")
    assert everything(filled) == before


def test_imported_gold_is_kept_and_can_be_decided(filled: Project, tmp_path: Path) -> None:
    records = [
        record(
            "k",
            TEXT,
            "gold",
            [("g", *MAYOR)],
            state="done",
            comments=[{"span": "g", "text": "x", "by": "b", "at": "2025-01-01"}],
        )
    ]
    bring(filled, tmp_path, records)
    for name, spans in (("ann", (DONE, MAYOR)), ("bob", (DONE,))):
        tag(filled, name, "k", *spans)
    assert adjudicate(filled, "boss").open == 0, "what came in as gold is decided"
    assert extents(gold(filled)) == [MAYOR, DONE]
    decide(filled, "boss", "k", unit(filled, MAYOR), "ann")
    assert extents(gold(filled)) == [MAYOR, DONE]
    decide(filled, "boss", "k", unit(filled, MAYOR), None)
    assert extents(gold(filled)) == [DONE]
    assert filled.check() == []


def test_gold_that_came_with_its_decisions_is_decided_once(both: Project, tmp_path: Path) -> None:
    Labelling(both, "ann").set_article_attributes("k", {"usable": False})
    Labelling(both, "ann").set_done("k", True)
    adjudicate(both, "boss")
    decide_article(both, "boss", "k", {"usable": True})
    (tmp_path / "all.jsonl").write_bytes(everything(both))
    with Project.create(tmp_path / "other.workbench") as other:
        import_paths(other, "importer", [tmp_path / "all.jsonl"])
        assert adjudicate(other, "boss").changed == 0
        adjudicate(other, "boss", "majority")
        decide_article(other, "judge", "k", {"usable": False})
        decisions = gold(other).decisions
        assert len({decision.target for decision in decisions}) == len(decisions)
        assert [decision.by for decision in decisions if decision.target == "article"] == ["judge"]


def test_one_annotator_is_not_enough(filled: Project) -> None:
    tag(filled, "ann", "k", ADA)
    tag(filled, "bob", "k", ADA, done=False)
    report = adjudicate(filled, "boss", "majority")
    assert (report.articles, report.waiting, report.spans) == (0, 2, 0)
    assert disputes(filled, "k") == []
    assert [layer.annotator for layer in filled.layers("k")] == ["ann", "bob"]


def test_after_a_majority_run_people_decide_what_the_majority_left(filled: Project) -> None:
    for name, spans in (("ann", (ADA, DONE, MAYOR)), ("bob", (ADA, DONE)), ("cid", (ADA,))):
        tag(filled, name, "k", *spans)
    assert adjudicate(filled, "boss", "majority").open == 1
    (dispute,) = disputes(filled, "k")
    assert dispute.unit.key == unit(filled, MAYOR).key
    decide(filled, "boss", "k", dispute.unit, None)
    assert (gold(filled).state, gold(filled).unresolved) == ("done", 0)
    assert extents(gold(filled)) == [ADA, DONE]
    adjudicate(filled, "boss", "unanimous")
    assert [dispute.unit.label for dispute in disputes(filled, "k")] == ["actor", "quote"], "the newest rule counts"
    assert gold(filled).unresolved == 1


def test_a_dispute_about_the_article_can_be_seen_and_decided(filled: Project) -> None:
    for name, usable in (("ann", True), ("bob", False), ("cid", False)):
        work = Labelling(filled, name)
        work.set_article_attributes("k", {"usable": usable})
        work.add("k", [ADA[1:]], "actor")
        if name != "cid":
            work.set_done("k", True)
    assert article_dispute(filled, "l") is None
    adjudicate(filled, "boss")
    dispute = article_dispute(filled, "k")
    assert dispute is not None and dispute.decision is None
    assert {name: dict(held) for name, held in dispute.versions.items()} == {
        "ann": {"usable": True},
        "bob": {"usable": False},
    }
    decide_article(filled, "boss", "k", dispute.versions["ann"])
    assert (dict(gold(filled).attributes), gold(filled).state) == ({"usable": True}, "done")
    decided = article_dispute(filled, "k")
    assert decided is not None and decided.decision is not None and decided.decision.by == "boss"
    Labelling(filled, "cid").set_done("k", True)
    adjudicate(filled, "boss", "majority")
    assert article_dispute(filled, "k") is None
    assert dict(gold(filled).attributes) == {"usable": True}, "a person decided that"


def test_a_version_is_taken_as_it_is_now(both: Project) -> None:
    adjudicate(both, "boss")
    stale = unit(both, DONE)
    Labelling(both, "ann").change(stale.spans["ann"].id, attributes={"type": "direct"})
    decide(both, "boss", "k", stale, "ann")
    assert [dict(span.attributes) for span in gold(both).spans if span.label == "quote"] == [{"type": "direct"}]
    stale = unit(both, MAYOR)
    Labelling(both, "ann").remove(stale.spans["ann"].id)
    before = everything(both)
    for take in ("ann", None):
        with pytest.raises(ProjectError, match="any more"):
            decide(both, "boss", "k", stale, take)
    assert everything(both) == before


# A scheme that excludes overlaps

SCHEME = 'name = "s"\nversion = "1"\n[[label]]\nname = "actor"\noverlap = "none"\n'
LONG, SHORT, APART = ("actor", 0, 19), ("actor", 11, 19), ("actor", 60, 63)


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Project]:
    """A project in which no two actors overlap."""
    (tmp_path / "scheme.toml").write_text(SCHEME)
    with Project.create(tmp_path / "strict.workbench", tmp_path / "scheme.toml") as made:
        bring(made, tmp_path, [record("k", TEXT)])
        yield made


def round_trip(project: Project, folder: Path) -> None:
    """Gold is what an import takes."""
    (folder / "out.jsonl").write_bytes(everything(project))
    with Project.create(folder / "again.workbench", folder / "scheme.toml") as again:
        import_paths(again, "x", [folder / "out.jsonl"])


def test_nobody_puts_into_gold_what_the_scheme_excludes(strict: Project, tmp_path: Path) -> None:
    for name, extent in (("ann", LONG), ("bob", SHORT)):
        tag(strict, name, "k", extent)
    decide(strict, "boss", "k", unit(strict, LONG), "ann")
    before = everything(strict), len(list(strict.history()))
    with pytest.raises(SchemeError, match=r"the gold has actor 0-19 .* actor 11-19"):
        decide(strict, "boss", "k", unit(strict, SHORT), "bob")
    assert (everything(strict), len(list(strict.history()))) == before
    decide(strict, "boss", "k", unit(strict, LONG), None)
    decide(strict, "boss", "k", unit(strict, SHORT), "bob")
    assert (extents(gold(strict)), gold(strict).state) == ([SHORT], "done")
    round_trip(strict, tmp_path)


def test_no_rule_puts_it_beside_what_a_person_decided(strict: Project, tmp_path: Path) -> None:
    for name, extent in (("ann", LONG), ("bob", SHORT), ("cid", SHORT)):
        tag(strict, name, "k", extent, APART)
    decide(strict, "boss", "k", unit(strict, LONG), "ann")
    assert adjudicate(strict, "boss", "majority").open == 1
    assert extents(gold(strict)) == [LONG, APART]
    assert [dispute.reasons for dispute in disputes(strict, "k") if dispute.decision is None] == [{"overlap"}]
    round_trip(strict, tmp_path)
