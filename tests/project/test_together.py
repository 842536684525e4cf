"""Several people do, undo and redo everything that there is, in any order; what has to hold, holds after each step."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.build import TEXT, bring, everything, record, tag
from support.postgres import Server

from workbench.errors import WorkbenchError
from workbench.model.layer import Decision
from workbench.project import Project
from workbench.project.articles import remove, set_meta
from workbench.project.deciding import add_gold, decide_edited, decide_nothing, give_reason
from workbench.project.importing import import_paths
from workbench.project.labelling import Labelling
from workbench.project.listing import CHIPS, Listing
from workbench.project.people import people, rename
from workbench.project.reviewing import adjudicate, decide, decide_article, disputes
from workbench.review.units import Unit, units
from workbench.store.journal import replay
from workbench.store.opening import create
from workbench.store.tables import COLUMNS

NAMES = ("ann", "bob", "boss", "Ann", "Bo")
WORDS = ("", "mayor", "k", "über")
ACTS = (
    "tag", "tag", "relate", "comment", "usable", "done", "done", "done", "flag", "meta", "merge", "merge", "take",
    "edited", "nothing", "reject", "added", "article", "reason", "rename", "remove", "bring", "gold", "undo", "undo",
    "redo",
)  # fmt: skip
STEP = st.tuples(st.sampled_from(ACTS), st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(0, 60))
STEPS = st.lists(STEP, max_size=30)


class Office:
    """A project, some people, and a list of articles that somebody keeps open."""

    def __init__(self, place: str, folder: Path) -> None:
        self.folder = folder
        self.project = Project.create(place)
        self.brought = 0
        bring(self.project, folder, [record("k", TEXT), record("l", TEXT[::-1]), record("m", "Über 5 Uhr.")])
        for name in ("ann", "bob"):
            quote, actor = tag(self.project, name, "k", ("quote", 0, 4), ("actor", 1, 3), done=False)
            Labelling(self.project, name).relate("speaker", quote, actor)
            Labelling(self.project, name).set_done("k", True)
        self.listing = Listing(self.project, "ann")

    def act(self, what: str, who: str, other: str, at: int) -> None:
        """One step; some are refused, which is as good."""
        key = "klm"[at % 3]
        work = Labelling(self.project, who)
        mine = self.project.layer(key, who).spans
        if what == "tag":
            work.add(key, [(at // 9, at // 9 + 2 + at % 2)], ("actor", "quote", "event")[at // 3 % 3])
        elif what == "relate":
            ends = [[span.id for span in mine if span.label == label] for label in ("quote", "actor")]
            work.relate("speaker", ends[0][at % len(ends[0])], ends[1][at % len(ends[1])])
        elif what == "comment":
            work.set_comment(("", "why?")[at % 2], *((None, mine[0].id) if mine and at % 5 else (key,)))
        elif what == "usable":
            work.set_article_attributes(key, {"usable": (True, False, None)[at % 3]})
        elif what == "done":
            work.set_done(key, at % 8 > 0)
        elif what == "flag":
            work.set_flagged(key, at % 3 > 0)
        elif what == "meta":
            set_meta(self.project, who, key, {"title": (None, "The MAYOR", " über ", "\u2003")[at % 4], "source": "s"})
        elif what == "rename":
            rename(self.project, who, other, NAMES[at % len(NAMES)])
        elif what == "remove":
            remove(self.project, who, key)
        elif what == "bring":
            self.brought += at % 2
            spans = [(f"b{at}", "event", 0, 3), (f"c{at}", "actor", 2, 5)]
            more = [record("k", TEXT)] if at % 5 else []
            bring(
                self.project, self.folder, [record(f"n{self.brought}", f"Neu {self.brought}", other, spans), *more], who
            )
        elif what == "gold":
            decision = {"target": f"g{at}", "outcome": "adjudicated", "by": other, "rule": None,
                        "at": "2025-01-01T00:00:00Z", "sources": [[who, "x"]], "reason": None}  # fmt: skip
            given = record("k", TEXT, "gold", [(f"g{at}", "event", 1, 3)], decisions=[decision] if at % 2 else [])
            bring(self.project, self.folder, [given], who)
        elif what == "undo":
            self.project.journal.undo(who)
        elif what == "redo":
            self.project.journal.redo(who)
        elif what == "merge":
            self.merge(who, at)
        else:
            self.review(what, who, key, at)

    def merge(self, who: str, at: int) -> None:
        """Whatever a rule does: what people decided, stands as they decided it."""
        before = {key: self.by_people(key) for _, key in self.project.article_keys()}
        adjudicate(self.project, who, ("unanimous", "majority")[at % 2])
        assert {key: self.by_people(key) for key in before} == before

    def by_people(self, key: str) -> tuple[list[Decision], dict[str, Any]]:
        gold = self.project.layer(key, "gold")
        decisions = [one for one in gold.decisions if one.rule in (None, "import") and one.target not in links(gold)]
        targets = {one.target for one in decisions}
        spans = {span.id: (span.parts, span.label, dict(span.attributes)) for span in gold.spans if span.id in targets}
        return decisions, {**spans, **({"usable": gold.attributes} if "article" in targets else {})}

    def review(self, what: str, who: str, key: str, at: int) -> None:
        layers = self.project.layers(key)
        there = units([layer for layer in layers if not layer.is_gold])
        unit: Unit = there[at % len(there)] if there else Unit((((0, 2),), "event"), {})
        whose = next(iter(unit.spans), "nobody")
        reason = (None, "since")[at % 2]
        if what == "take":
            decide(self.project, who, key, unit, whose, reason)
        elif what == "reject":
            decide(self.project, who, key, unit, None, reason)
        elif what == "edited":
            decide_edited(self.project, who, key, unit, whose, ((at % 5, at % 5 + 4),), {}, reason)
        elif what == "nothing":
            decide_nothing(self.project, who, key, unit, reason)
        elif what == "added":
            add_gold(self.project, who, key, "actor", ((at % 6, at % 6 + 3),), {}, reason)
        elif what == "article":
            decide_article(self.project, who, key, {"usable": at % 2 > 0}, reason)
        else:
            decided = self.project.layer(key, "gold").decisions
            give_reason(self.project, who, key, decided[0].target if decided else "x", "it", reason)

    def rows(self) -> dict[str, list[Any]]:
        """All content, row by row, and the list."""
        store = self.project.store
        return told(store) | {"entry": sorted(store.rows('SELECT * FROM "entry"'), key=repr)}

    def look(self, at: int) -> None:
        """What lists say is what anybody would count; a list that stayed open says so after a reload."""
        for name in ("ann", "Bo"):
            all_rows = self.project.article_rows(name)
            words, chip = WORDS[at % len(WORDS)], CHIPS[at % len(CHIPS)]
            listing = Listing(self.project, name)
            listing.filter(words, chip)
            passes = {
                "all": lambda row: True, "open": lambda row: row.state != "done", "flagged": lambda row: row.flagged,
                "begun": lambda row: row.state == "in_progress", "done": lambda row: row.state == "done",
            }  # fmt: skip
            wanted = [
                row
                for row in all_rows
                if passes[chip](row) and words in f"{row.title or ''}\n{row.key}\n{row.source or ''}".lower()
            ]
            assert [listing.row(place) for place in range(len(listing))] == wanted
            assert listing.counts() == tuple(sum(map(passes[one], all_rows)) for one in CHIPS)
        self.listing.reload()
        assert self.listing.total == len(self.listing) == len(self.project.article_keys())

    def finish(self) -> None:
        """Nothing is wrong; the journal tells all; a new project made of the export is the same, down to its gold."""
        assert self.project.check() == []
        known = {person.name for person in people(self.project)} | {entry.actor for entry in self.project.history()}
        with Project(create(self.folder / "copy.workbench", "cli"), "copy") as other:
            replay(self.project.store, other.store)
            assert told(other.store) == told(self.project.store)
        file = self.folder / "all.jsonl"
        file.write_bytes(everything(self.project))
        with Project.create(self.folder / "again.workbench") as again:
            import_paths(again, "importer", [file])
            assert everything(again) == file.read_bytes()
            for strategy in ("unanimous", "majority"):
                runs = [adjudicate(one, "judge", strategy) for one in (self.project, again)]  # type: ignore[arg-type]
                assert runs[0] == runs[1]
            assert again.check() == []
        for _, key in self.project.article_keys():
            disputes(self.project, key)
            targets = [one.target for one in self.project.layer(key, "gold").decisions]
            assert len(set(targets)) == len(targets)
        assert "gold" not in known


def links(gold: Any) -> set[str]:
    return {link.id for link in gold.relations}


def told(store: Any) -> dict[str, list[Any]]:
    """Every row of the content, and the list in its order."""
    found = {kind: sorted(store.rows(f'SELECT {quoted(kind)} FROM "{kind}"'), key=repr) for kind in COLUMNS}
    found["property"] = []
    found["listed"] = store.rows('SELECT "article", "words", "beginning" FROM "listed" ORDER BY "number"')
    return found


def quoted(kind: str) -> str:
    return ", ".join(f'"{column}"' for column in COLUMNS[kind])


def run(place: str, folder: Path, steps: list[tuple[str, str, str, int]]) -> None:
    office = Office(place, folder)
    with office.project:
        for step in steps:
            before = office.rows()
            try:
                office.act(*step)
            except (WorkbenchError, IndexError, ZeroDivisionError):
                assert office.rows() == before, "what was refused changed something"
            else:
                entries = len(office.rows()["entry"])
                assert entries - len(before["entry"]) in (0, 1)
                if entries == len(before["entry"]):
                    assert office.rows() == before, "something was changed without an entry"
            office.look(step[3])
        office.finish()


@given(STEPS)
@settings(deadline=None)
def test_whatever_several_people_do_holds_together(steps: list[tuple[str, str, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run(str(Path(folder) / "p.workbench"), Path(folder), steps)


@given(STEPS)
@settings(
    deadline=None, max_examples=max(3, settings().max_examples // 20), suppress_health_check=[HealthCheck.too_slow]
)
def test_on_a_server_too(postgres: Server, steps: list[tuple[str, str, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run(postgres.place(), Path(folder), steps)


@given(STEPS, st.integers(0, 4))
@settings(deadline=None, max_examples=max(5, settings().max_examples // 2))
def test_an_undo_and_its_redo_leave_all_as_it_was(steps: list[tuple[str, str, str, int]], who: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = Office(str(Path(folder) / "p.workbench"), Path(folder))
        with office.project as project:
            for step in steps:
                try:
                    office.act(*step)
                except (WorkbenchError, IndexError, ZeroDivisionError):
                    continue
            before = told(project.store)
            name = NAMES[who]
            entry = project.journal.can_undo(name)
            try:
                undone = project.journal.undo(name)
            except WorkbenchError:
                return
            if undone is None or entry is None:
                return
            # A person who was renamed by it has another name until it is done again.
            redone = next(one for one in (name, *NAMES) if project.journal.can_redo(one) is not None and one)
            project.journal.redo(redone)
            after = told(project.store)
            before.pop("listed"), after.pop("listed")
            assert after == before


@pytest.mark.parametrize("gone", [("n2", "n3"), ("n1", "n2", "n3")])
def test_an_article_that_came_back_takes_nobodys_place(project: Project, tmp_path: Path, gone: tuple[str, ...]) -> None:
    bring(project, tmp_path, [record(f"n{at}", f"Text {at}.") for at in range(4)])
    for key in gone:
        remove(project, "boss", key)
    bring(project, tmp_path, [record("new", "New.")])
    for _ in gone:
        project.journal.undo("boss")
    bring(project, tmp_path, [record("newer", "Newer.")])
    remove(project, "ann", "newer")
    bring(project, tmp_path, [record("newest", "Newest.")])
    listed = [row.key for row in project.article_rows("ann")]
    assert listed[-1] == "newest"
    project.journal.undo("importer")
    project.journal.redo("importer")
    assert [row.key for row in project.article_rows("ann")] == listed
