"""A list of articles: paged, filtered, counted, walked; an article that passes no longer stays until it is left."""

from pathlib import Path

import pytest
from support.build import bring, everything, record, tag

from workbench.errors import ConflictError, ProjectError
from workbench.project import Counts, Project
from workbench.project.articles import remove
from workbench.project.labelling import Labelling
from workbench.project.listing import PAGE, Listing

MANY = 3 * PAGE + 5


@pytest.fixture
def many(project: Project, tmp_path: Path) -> Project:
    """Articles a0, a1, ...; every third is done by ann, every tenth flagged."""
    bring(project, tmp_path, [record(f"a{at}", f"Text {at}.", meta={"title": f"No {at}"}) for at in range(MANY)])
    work = Labelling(project, "ann")
    for at in range(0, MANY, 3):
        work.set_done(f"a{at}", True)
    for at in range(0, MANY, 10):
        work.set_flagged(f"a{at}", True)
    return project


def shown(listing: Listing) -> list[str]:
    rows = [listing.row(at) for at in range(len(listing))]
    return [row.key for row in rows if row is not None]


def done(at: int) -> bool:
    return at % 3 == 0


def keys(*numbers: int) -> list[str]:
    return [f"a{at}" for at in numbers]


def test_rows_are_read_a_page_at_a_time(many: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench.store import listing as stored

    read: list[int] = []
    real = stored.read_rows
    monkeypatch.setattr(stored, "read_rows", lambda store, who, ids: read.append(len(ids)) or real(store, who, ids))
    listing = Listing(many, "ann")
    assert len(listing) == listing.total == MANY and read == []
    row = listing.row(PAGE + 3)
    assert row is not None and row.key == f"a{PAGE + 3}" and read == [PAGE]
    assert listing.row(PAGE) and listing.row(2 * PAGE - 1) and read == [PAGE]
    assert listing.row(MANY - 1) and read == [PAGE, 5]
    assert shown(listing) == keys(*range(MANY))


@pytest.mark.parametrize(
    ("chip", "passes"),
    [
        ("all", lambda at: True),
        ("open", lambda at: not done(at)),
        ("done", done),
        ("begun", lambda at: False),
        ("flagged", lambda at: at % 10 == 0),
    ],
)
def test_chips_and_words_narrow_the_list(many: Project, chip: str, passes: object) -> None:
    listing = Listing(many, "ann")
    listing.filter("", chip)  # type: ignore[arg-type]
    assert shown(listing) == keys(*(at for at in range(MANY) if passes(at)))  # type: ignore[operator]
    listing.filter("nO 1", chip)  # type: ignore[arg-type]
    assert shown(listing) == keys(*(at for at in range(MANY) if passes(at) and "1" in str(at)))  # type: ignore[operator]
    assert listing.filtered and listing.counts() == Counts(MANY, MANY - 66, 0, 66, 20)
    listing.filter()
    assert len(listing) == MANY and not listing.filtered


def test_counts_follow_one_row_without_counting_anew(many: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = Listing(many, "ann")
    before, _ = listing.counts(), listing.row(0)
    monkeypatch.setattr("workbench.store.listing.read_counts", None)
    tag(many, "ann", "a1", ("actor", 0, 4), done=False)
    assert listing.row_changed("a1") == 1
    assert listing.counts() == before._replace(begun=1)
    Labelling(many, "ann").set_done("a1", True)
    Labelling(many, "ann").set_flagged("a1", True)
    listing.row_changed("a1")
    row = listing.row(1)
    assert row is not None and (row.state, row.spans, row.flagged) == ("done", 1, True)
    assert listing.counts() == before._replace(open=before.open - 1, done=before.done + 1, flagged=before.flagged + 1)


def test_an_article_that_passes_no_longer_stays_until_it_is_left(many: Project) -> None:
    listing = Listing(many, "ann")
    listing.filter("", "open")
    Labelling(many, "ann").set_done("a4", True)
    assert listing.row_changed("a4") == 2 and shown(listing)[:4] == keys(1, 2, 4, 5)
    assert listing.settle(but="a4") == [] and shown(listing)[:4] == keys(1, 2, 4, 5)
    assert listing.settle(but="a5") == [(2, False)] and shown(listing)[:4] == keys(1, 2, 5, 7)
    many.journal.undo("ann")
    assert listing.row_changed("a4") is None
    assert listing.settle() == [(2, True)] and shown(listing)[:4] == keys(1, 2, 4, 5)
    assert listing.settle() == []


def test_the_walk_follows_what_is_shown(many: Project) -> None:
    listing = Listing(many, "ann")
    assert [listing.step("a5", 1), listing.step("a5", -1), listing.step("a0", -1)] == ["a6", "a4", None]
    assert listing.step(f"a{MANY - 1}", 1) is None and listing.step(None, 1) == "a0"
    listing.filter("", "flagged")
    assert [listing.step("a10", 1), listing.step("a14", 1), listing.step("a14", -1)] == ["a20", "a20", "a10"]
    assert listing.step("a3", -1) == "a0" and listing.step("a195", 1) is None
    assert listing.place("a20") == 2 and listing.place("a21") is None and listing.place("nobody") is None


def test_the_next_open_one_is_found_far_away_and_going_round(many: Project) -> None:
    work = Labelling(many, "ann")
    for at in range(2, MANY):
        work.set_done(f"a{at}", True)
    listing = Listing(many, "ann")
    assert listing.following(5, open_only=True) == "a1" and listing.following(1, open_only=False) == "a2"
    assert listing.following(0, open_only=True) == "a1" and listing.following(None, open_only=True) == "a1"
    work.set_done("a1", True)
    work.set_done(f"a{MANY - 2}", False)
    listing.reload()
    assert listing.following(0, open_only=True) == f"a{MANY - 2}"
    assert listing.following(MANY - 2, open_only=True) is None, "all others are done"


def test_the_walk_passes_over_what_others_removed_meanwhile(many: Project) -> None:
    listing = Listing(many, "ann")
    for key in ("a5", "a6", "a7"):
        remove(many, "bob", key)
    assert (listing.step("a4", 1), listing.step("a8", -1)) == ("a8", "a4")
    assert (listing.following(4, False), listing.following(4, True)) == ("a8", "a8")
    remove(many, "bob", f"a{MANY - 1}")
    assert listing.following(MANY - 2, False) is None


def test_the_palette_finds_in_the_whole_project(many: Project) -> None:
    listing = Listing(many, "ann")
    listing.filter("zeppelin")
    assert [row.key for row in listing.find("no A19", 3)] == keys(19, 190, 191)
    assert listing.find("zeppelin") == [] and len(listing.find("no", 7)) == 7


def test_what_is_not_committed_is_not_kept(many: Project) -> None:
    listing = Listing(many, "ann")
    with pytest.raises(ZeroDivisionError), many.journal.action("ann", "x") as action:
        row = action.get("article", many.article_id("a0"))
        assert row is not None
        action.update("article", row["id"], row, title="Never")
        seen = listing.row(0)
        assert seen is not None and seen.title == "Never"
        raise ZeroDivisionError
    kept = listing.row(0)
    assert kept is not None and kept.title == "No 0"


# Flags


def test_a_flag_is_ones_own_and_no_part_of_a_layer(many: Project) -> None:
    before = everything(many)
    work = Labelling(many, "ann")
    assert work.set_flagged("a3", True).changed and not work.set_flagged("a3", True).changed
    assert everything(many) == before, "not exported, and the done layer is still done"
    rows = {row.key: row for name in ("ann", "bob") for row in many.article_rows(name)[3:4] if row.flagged}
    assert list(rows) == ["a3"] and many.annotators() == ["ann"]
    assert [entry.words for entry in many.history("a3")][-1] == "flagged the article"
    many.journal.undo("ann")
    assert not many.article_rows("ann")[3].flagged
    many.journal.redo("ann")
    assert many.article_rows("ann")[3].flagged and many.check() == []
    with pytest.raises(ProjectError, match="no article"):
        work.set_flagged("nobody", True)


def test_a_first_flag_makes_its_annotator_known(many: Project) -> None:
    assert not Labelling(many, "eve").set_flagged("a0", False).changed
    assert many.annotators() == ["ann"]
    Labelling(many, "eve").set_flagged("a0", True)
    assert many.annotators() == ["ann", "eve"] and many.article_rows("eve")[0].flagged


def test_a_flag_goes_with_its_article_and_comes_back(many: Project) -> None:
    Labelling(many, "bob").set_flagged("a10", True)
    remove(many, "boss", "a10")
    assert many.check() == [] and len(many.article_rows("bob")) == MANY - 1
    many.journal.undo("boss")
    assert [name for name in ("ann", "bob") if next(r for r in many.article_rows(name) if r.key == "a10").flagged] == [
        "ann", "bob",
    ]  # fmt: skip


def test_an_import_is_not_taken_back_under_somebodys_flag(project: Project, tmp_path: Path) -> None:
    bring(project, tmp_path, [record("k", "Text.")])
    Labelling(project, "bob").set_flagged("k", True)
    with pytest.raises(ConflictError, match="bob’s later “flagged the article”"):
        project.journal.undo("importer")


def test_what_became_of_a_row_is_taken_over_from_whoever_changed_it(many: Project) -> None:
    listing, work = Listing(many, "ann"), Labelling(many, "ann")
    before = listing.counts()
    listing.row(1)
    assert listing.place("a1") == 1
    work.add("a1", [(0, 4)], "actor")
    work.set_flagged("a1", True)
    assert listing.note("a1", "in_progress", 1, True) == 1
    fresh = Listing(many, "ann")
    assert listing.row(1) == fresh.row(1) and listing.counts() == fresh.counts() != before
    # An article that nobody looked at last is read.
    work.set_done("a100", True)
    assert listing.note("a100", "done", 7, False) == 100
    assert listing.row(100) == Listing(many, "ann").row(100) and listing.place("a100") == 100
    listing.filter("", "open")
    assert listing.note("a100", "done", 0, False) is None
