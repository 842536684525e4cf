"""Edited versions, nothing here, what everybody missed, reasons: on both databases, kept by every later merge."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.build import TEXT, bring, everything, record, tag, where_of
from support.two import ADA, DONE, MAYOR, extents, gold, tag_as_two, unit

from workbench.errors import ProjectError, SchemeError, TextError
from workbench.model.layer import Decision
from workbench.project import Project
from workbench.project.deciding import add_gold, decide_edited, decide_nothing, give_reason
from workbench.project.disputed import next_disputed
from workbench.project.importing import import_paths
from workbench.project.labelling import Labelling
from workbench.project.reviewing import Dispute, adjudicate, decide, disputes

ALL = ("actor", *where_of(TEXT, "The mayor, Ada Dorn"))


@pytest.fixture
def both(place: str, tmp_path: Path) -> Iterator[Project]:
    """Ann and bob agree on the quote and on Ada, who says it; only ann has the mayor. Merged, on both databases."""
    with Project.create(place) as project:
        bring(project, tmp_path, [record("k", TEXT), record("l", "Go home. Now.")])
        tag_as_two(project)
        adjudicate(project, "boss")
        yield project


def by_people(project: Project) -> list[Decision]:
    return [decision for decision in gold(project).decisions if decision.rule is None]


def is_stable(project: Project, folder: Path) -> None:
    """A second merge changes nothing, everything is sound, and the native format holds it all."""
    before, kept, decided = everything(project), gold(project).spans, by_people(project)
    assert adjudicate(project, "rules").changed == 0
    for rule in ("majority", "unanimous"):
        adjudicate(project, "rules", rule)  # type: ignore[arg-type]
    assert (gold(project).spans, by_people(project), project.check()) == (kept, decided, [])
    (folder / "out.jsonl").write_bytes(before)
    with Project.create(folder / "again.workbench") as again:
        import_paths(again, "x", [folder / "out.jsonl"])
        assert everything(again) == before and again.check() == []


def test_an_edited_version_is_gold_with_its_source(both: Project, tmp_path: Path) -> None:
    mayor = unit(both, MAYOR)
    layers = decide_edited(both, "boss", "k", mayor, "ann", (ALL[1:],), {}, "the whole name")
    assert layers == both.layers("k")
    assert extents(gold(both)) == [ALL, ADA, DONE]
    (made,) = [span for span in gold(both).spans if (span.label, span.start, span.end) == ALL]
    (decision,) = by_people(both)
    assert (decision.target, decision.outcome, decision.by, decision.reason, decision.sources) == (
        made.id, "adjudicated", "boss", "the whole name", (("ann", mayor.spans["ann"].id),)
    )  # fmt: skip
    (dispute,) = disputes(both, "k")
    assert (dispute.unit.key, dispute.gold, dispute.decision) == (mayor.key, made, decision)
    assert (gold(both).state, gold(both).unresolved, next_disputed(both, "k")) == ("done", 0, None)
    assert list(both.history())[-1].words == "took ann’s actor 0-9 with the edges 0-19"
    kept = extents(gold(both))
    is_stable(both, tmp_path)
    assert extents(gold(both)) == kept


def test_values_can_be_edited_too(both: Project, tmp_path: Path) -> None:
    decide_edited(both, "boss", "k", unit(both, DONE), "bob", (DONE[1:],), {"type": "direct"})
    (quote,) = [span for span in gold(both).spans if span.label == "quote"]
    assert (quote.parts, dict(quote.attributes)) == ((DONE[1:],), {"type": "direct"})
    assert len(gold(both).relations) == 1, "the version's relations come with it"
    assert list(both.history())[-1].words == f"took bob’s quote {DONE[1]}-{DONE[2]} with other values"
    is_stable(both, tmp_path)


def test_an_edited_version_takes_what_leads_to_it_along(both: Project, tmp_path: Path) -> None:
    """Everybody has the speaker; the speaker's edges are edited, and then again, and then put back."""
    for parts in ((ALL[1:],), ((4, 19),), (ADA[1:],)):
        decide_edited(both, "boss", "k", unit(both, ADA), "ann", parts, {})
        (link,) = gold(both).relations
        spans = {span.id: span for span in gold(both).spans}
        assert (spans[link.source].label, spans[link.target].parts) == ("quote", parts)
        assert len(spans) == 2 and len(by_people(both)) == 1
        adjudicate(both, "rules")
        assert [item.target for item in gold(both).relations] == [link.target]
    is_stable(both, tmp_path)


@pytest.mark.parametrize("then", ["reject", "take", "nothing", "undo"])
def test_an_edited_version_can_be_decided_anew(both: Project, then: str) -> None:
    before = everything(both)
    mayor = unit(both, MAYOR)
    decide_edited(both, "boss", "k", mayor, "ann", (ALL[1:],), {})
    if then == "undo":
        both.journal.undo("boss")
        assert everything(both) == before
    elif then == "nothing":
        decide_nothing(both, "boss", "k", mayor)
    else:
        decide(both, "boss", "k", mayor, "ann" if then == "take" else None)
    assert extents(gold(both)) == ([MAYOR, ADA, DONE] if then == "take" else [ADA, DONE])
    assert len(by_people(both)) == (then != "undo")
    assert both.check() == []


@pytest.mark.parametrize(
    ("parts", "attributes", "error"),
    [(((5, 5),), {}, TextError), (((0, 9999),), {}, TextError), (((0, 3), (4, 9)), {}, SchemeError),
     (((0, 9),), {"type": "planet"}, SchemeError)],
)  # fmt: skip
def test_what_the_scheme_forbids_is_refused(
    both: Project, parts: tuple[tuple[int, int], ...], attributes: dict[str, str], error: type[Exception]
) -> None:
    before = everything(both), len(list(both.history()))
    with pytest.raises(error):
        decide_edited(both, "boss", "k", unit(both, MAYOR), "ann", parts, attributes)
    with pytest.raises(error):
        add_gold(both, "boss", "k", "actor", parts, attributes)
    assert (everything(both), len(list(both.history()))) == before


def test_nothing_here_is_a_decision_of_its_own(both: Project, tmp_path: Path) -> None:
    mayor = unit(both, MAYOR)
    decide_nothing(both, "boss", "k", mayor, "a role")
    (decision,) = by_people(both)
    assert (decision.outcome, decision.target, decision.reason) == ("nothing", "0-9", "a role")
    assert decision.sources == (("ann", mayor.spans["ann"].id),)
    assert (extents(gold(both)), gold(both).state, next_disputed(both, "k")) == ([ADA, DONE], "done", None)
    (dispute,) = disputes(both, "k")
    assert dispute.decision == decision
    assert list(both.history())[-1].words == "decided that nothing in 0-9 belongs to any label"
    is_stable(both, tmp_path)
    assert extents(gold(both)) == [ADA, DONE]


def test_no_rule_makes_gold_of_what_a_person_called_nothing(both: Project) -> None:
    """Whatever annotators do inside these words later, of whatever label; round them the rules go on."""
    decide_nothing(both, "boss", "k", unit(both, MAYOR))
    inside, outside = ("event", 4, 9), ("event", 0, 19)
    for name in ("ann", "bob"):
        work = Labelling(both, name)
        for label, start, end in (inside, outside, *([MAYOR] if name == "bob" else [])):
            work.add("k", [(start, end)], label)
        work.set_done("k", True)
    adjudicate(both, "rules")
    assert extents(gold(both)) == [outside, ADA, DONE]
    assert gold(both).state == "done" and both.check() == []
    decide(both, "boss", "k", unit(both, MAYOR), "bob")
    assert extents(gold(both)) == [outside, MAYOR, ADA, DONE]
    adjudicate(both, "rules")
    assert extents(gold(both)) == [outside, MAYOR, inside, ADA, DONE], "the stretch was decided anew"


def test_nothing_is_not_said_over_gold(both: Project) -> None:
    tag(both, "ann", "k", ALL)
    before = everything(both)
    with pytest.raises(ProjectError, match=r"actor 11-19 is gold and lies inside"):
        decide_nothing(both, "boss", "k", unit(both, ALL))
    assert everything(both) == before
    decide_nothing(both, "boss", "k", unit(both, DONE))
    assert extents(gold(both)) == [ADA] and gold(both).relations == []


def test_what_everybody_missed(both: Project, tmp_path: Path) -> None:
    friday = where_of(TEXT, "Friday")
    add_gold(both, "boss", "k", "event", (friday,), {}, "a date")
    assert ("event", *friday) in extents(gold(both))
    added = next(item for item in disputes(both, "k") if item.reasons == {"added"})
    assert (added.unit.spans, added.decision and added.decision.sources) == ({}, ())
    assert gold(both).unresolved == 1, "the mayor is still open"
    is_stable(both, tmp_path)
    with pytest.raises(ProjectError, match="gold already"):
        add_gold(both, "boss", "k", "event", (friday,))
    decide(both, "boss", "k", added.unit, None)
    assert ("event", *friday) not in extents(gold(both)) and by_people(both) == []


def test_tagging_as_gold_what_somebody_had_settles_their_dispute(both: Project) -> None:
    add_gold(both, "boss", "k", "actor", (MAYOR[1:],))
    (dispute,) = disputes(both, "k")
    assert dispute.reasons == {"presence"} and dispute.decision is not None
    assert gold(both).state == "done"


def test_a_version_instead_of_another_in_one_action(both: Project, tmp_path: Path) -> None:
    tag(both, "bob", "k", ALL)
    before, entries = everything(both), len(list(both.history()))
    mayor, whole = unit(both, MAYOR), unit(both, ALL)
    decide(both, "boss", "k", whole, "bob", "the whole", mayor)
    assert extents(gold(both)) == [ALL, ADA, DONE]
    assert sorted((item.outcome, item.reason) for item in by_people(both)) == [
        ("adjudicated", "the whole"), ("rejected", "the whole")
    ]  # fmt: skip
    assert len(list(both.history())) == entries + 1
    assert list(both.history())[-1].words == "took bob’s actor 0-19 instead of actor 0-9"
    both.journal.undo("boss")
    assert everything(both) == before
    both.journal.redo("boss")
    is_stable(both, tmp_path)


def test_a_reason_can_be_given_later(both: Project, tmp_path: Path) -> None:
    decide(both, "boss", "k", unit(both, MAYOR), None)
    target = by_people(both)[0].target
    give_reason(both, "boss", "k", target, "actor 0-9", "an office")
    assert [item.reason for item in by_people(both)] == ["an office"]
    assert list(both.history())[-1].words == "gave a reason for actor 0-9"
    is_stable(both, tmp_path)
    give_reason(both, "boss", "k", target, "actor 0-9", None)
    assert [item.reason for item in by_people(both)] == [None]
    with pytest.raises(ProjectError, match="not decided"):
        give_reason(both, "boss", "k", "elsewhere", "actor 0-9", "x")


def test_the_relations_that_lead_to_a_span_stay_when_a_version_of_it_is_taken(both: Project) -> None:
    work = Labelling(both, "ann")
    ada = next(span for span in both.layer("k", "ann").spans if (span.label, span.start, span.end) == ADA)
    work.set_entity(ada.id, {"name": "Ada Dorn"})
    work.set_done("k", True)
    adjudicate(both, "rules")
    dispute = next(item for item in disputes(both, "k") if item.reasons == {"entities"})
    assert isinstance(dispute, Dispute) and len(gold(both).relations) == 1
    decide(both, "boss", "k", dispute.unit, "bob")
    assert len(gold(both).relations) == 1


def test_what_a_decision_gives_back_tells_the_same_as_reading_anew(both: Project) -> None:
    tag(both, "bob", "k", ALL, ("event", *where_of(TEXT, "resigned")))
    work = Labelling(both, "ann")
    work.set_entity(next(span.id for span in both.layer("k", "ann").spans if span.label == "actor"), {"name": "Ada"})
    work.set_done("k", True)
    adjudicate(both, "rules")
    for step in range(len(disputes(both, "k"))):
        dispute = disputes(both, "k")[step]
        take = sorted(dispute.unit.spans)[0] if step % 2 else None
        layers = decide(both, "boss", "k", dispute.unit, take)
        assert list(layers) == both.layers("k")
        assert disputes(both, "k", layers) == disputes(both, "k")
    assert both.check() == []
