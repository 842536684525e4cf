"""A list of articles under conditions: each kind, several at once, with words and chips, kept in step, remembered."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from support.build import bring, record

from workbench.model.condition import Condition, packed, unpacked
from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.project.listing import PAGE, Listing

TEXT = "Ada Dorn said so."
MANY = 2 * PAGE + 9
SOURCES = ("Northwire", "The Gazette", None)


@pytest.fixture
def many(on_both: Project, tmp_path: Path) -> Project:
    """Articles a0, a1, ...: days and sources by their numbers; what ann and bob did in them is below."""
    records = [
        record(
            f"a{at}", f"{TEXT} {at}",
            meta={"title": f"No {at}", "source": SOURCES[at % 3], "published": f"2025-{at % 12 + 1:02d}-14"},
        )
        for at in range(MANY)
    ]  # fmt: skip
    bring(on_both, tmp_path, records)
    ann, bob = Labelling(on_both, "ann"), Labelling(on_both, "bob")
    for at in range(0, 40, 2):
        ann.add(f"a{at}", [(0, 8)], "actor")
    for at in range(0, 40, 3):
        ann.set_complete(f"a{at}", "quote", True)
    for at in range(0, 40, 5):
        ann.set_done(f"a{at}", True)
        ann.set_flagged(f"a{at}", True)
    bob.add("a1", [(0, 8)], "actor")
    bob.set_complete("a1", "quote", True)
    for at in (1, 2, 4):
        bob.set_resolved(bob.comment("?", key=f"a{at}").id, at == 4)
    return on_both


def shown(listing: Listing) -> list[int]:
    rows = [listing.row(at) for at in range(len(listing))]
    return [int(row.key[1:]) for row in rows if row is not None]


def under(project: Project, *conditions: Condition, words: str = "", chip: str = "all") -> list[int]:
    listing = Listing(project, "ann")
    listing.filter(words, chip, conditions)  # type: ignore[arg-type]
    assert listing.filtered and len(listing) == len(shown(listing))
    assert words or chip != "all" or listing.count_of(conditions) == len(listing)
    return shown(listing)


def begun(at: int) -> bool:
    return at < 40 and (at % 2 == 0 or at % 3 == 0) and not done(at)


def done(at: int) -> bool:
    return at < 40 and at % 5 == 0


def complete(at: int) -> bool:
    return at < 40 and (at % 3 == 0 or at % 5 == 0)


def numbers(passes: Iterable[bool]) -> list[int]:
    return [at for at, is_in in enumerate(passes) if is_in]


EVERY = range(MANY)
CASES = [
    (Condition("state", "untouched"), [not begun(at) and not done(at) for at in EVERY]),
    (Condition("state", "in_progress"), [begun(at) for at in EVERY]),
    (Condition("state", "in_progress", negated=True), [not begun(at) for at in EVERY]),
    (Condition("state", "untouched", negated=True), [begun(at) or done(at) for at in EVERY]),
    (Condition("state", "done"), [done(at) for at in EVERY]),
    (Condition("label", "actor"), [at < 40 and at % 2 == 0 for at in EVERY]),
    (Condition("label", "actor", negated=True), [not (at < 40 and at % 2 == 0) for at in EVERY]),
    (Condition("label", "quote"), [False for _ in EVERY]),
    (Condition("complete", "quote"), [complete(at) for at in EVERY]),
    (Condition("complete", "quote", negated=True), [not complete(at) for at in EVERY]),
    (Condition("source", "Northwire"), [at % 3 == 0 for at in EVERY]),
    (Condition("source", ""), [at % 3 == 2 for at in EVERY]),
    (Condition("published", "2025-03"), [at % 12 >= 2 for at in EVERY]),
    (Condition("published", "2025-03", "2025-05"), [2 <= at % 12 <= 4 for at in EVERY]),
    (Condition("published", "", "2025-02-14"), [at % 12 <= 1 for at in EVERY]),
    (Condition("comments"), [at in (1, 2) for at in EVERY]),
    (Condition("comments", negated=True), [at not in (1, 2) for at in EVERY]),
    (Condition("flagged"), [done(at) for at in EVERY]),
]


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_each_condition_finds_what_it_says(many: Project) -> None:
    for condition, passes in CASES:
        assert under(many, condition) == numbers(passes), condition.words


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_several_hold_together_with_words_and_a_chip(many: Project) -> None:
    wanted = [begun(at) and at % 2 == 1 and at % 3 == 0 for at in EVERY]
    conditions = [Condition("label", "actor", negated=True), Condition("source", "Northwire")]
    conditions.append(Condition("state", "in_progress"))
    assert under(many, *conditions) == numbers(wanted) == [3, 9, 21, 27, 33, 39]
    assert under(many, *conditions[:2], chip="begun") == numbers(wanted)
    assert under(many, *conditions, words="no 2") == [21, 27]
    assert under(many, *conditions, words="gazette") == []


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_articles_named_from_elsewhere_are_a_condition_that_is_not_kept(many: Project) -> None:
    ids = frozenset(many.article_id(f"a{at}") for at in (7, 5, 90))
    among = Condition("among", "tagged before the change", ids=ids)
    assert under(many, among) == [5, 7, 90]
    assert under(many, among, Condition("state", "done", negated=True)) == [7, 90]
    assert among.words == "tagged before the change" and packed([among, Condition("flagged")]) == [{"kind": "flagged"}]


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_an_article_that_passes_no_longer_goes_when_it_is_left(many: Project) -> None:
    listing, ann = Listing(many, "ann"), Labelling(many, "ann")
    listing.filter(conditions=[Condition("complete", "quote", negated=True), Condition("state", "in_progress")])
    assert shown(listing)[:4] == [2, 4, 8, 14]
    ann.set_complete("a2", "quote", True)
    ann.set_complete("a3", "quote", False)
    for key in ("a2", "a3"):
        listing.row_changed(key)
    assert shown(listing)[:2] == [2, 4] and listing.settle(but="a2") == [(1, True)]
    assert shown(listing)[:3] == [2, 3, 4]
    listing.row_changed("a2")
    assert listing.settle() == [(0, False)] and shown(listing)[:2] == [3, 4]
    listing.filter("no 14", conditions=listing.conditions)
    assert shown(listing) == [14]


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_the_next_article_of_a_pass(many: Project) -> None:
    listing, ann = Listing(many, "ann"), Labelling(many, "ann")
    assert listing.count_complete("quote") == sum(map(complete, EVERY))
    assert listing.next_incomplete(None, "quote") == "a1"
    assert listing.next_incomplete(2, "quote") == "a4"
    assert listing.next_incomplete(MANY - 1, "quote") == "a1", "it goes round"
    for at in EVERY:
        if at != 100:
            ann.set_complete(f"a{at}", "quote", True)
    listing.complete_changed([], ["actor", "quote"])
    listing.complete_changed(["quote"], ["quote"])
    assert listing.count_complete("quote") == sum(map(complete, EVERY)) + 1, "it follows what it is told"
    listing.rows_changed([])
    assert listing.next_incomplete(3, "quote") == "a100" and listing.next_incomplete(100, "quote") is None
    assert listing.count_complete("quote") == MANY - 1


def test_conditions_are_written_down_and_read(project: Project) -> None:
    conditions = tuple(condition for condition, _ in CASES)
    assert unpacked(json.loads(json.dumps(packed(conditions)))) == conditions
    said = [Condition("state", "in_progress"), Condition("label", "quote", negated=True), Condition("source", "X")]
    assert [item.words for item in said] == ["begun", "without quote", "from X"]
    assert Condition("published", "2025-01", "2025-02").words == "published from 2025-01 to 2025-02"
    for broken in (
        None, {}, [3], [{"kind": "among"}], [{"kind": "state", "value": "x"}], [{"kind": "label"}],
        [{"kind": "published"}], [{"kind": "flagged", "more": 1}], [{"kind": "flagged", "negated": 1}],
    ):  # fmt: skip
        assert unpacked(broken) is None


def test_sources_come_with_their_numbers(project: Project, tmp_path: Path) -> None:
    bring(project, tmp_path, [record(str(at), f"T {at}", meta={"source": SOURCES[at % 2]}) for at in range(5)])
    bring(project, tmp_path, [record("x", "Other.")])
    listing = Listing(project, "ann")
    assert listing.sources(9) == [("Northwire", 3), ("The Gazette", 2), ("", 1)] and len(listing.sources(2)) == 2
