"""The notes of a project: comments with what they are on, flags, filtered, in order, quick to read."""

import time
from itertools import count
from pathlib import Path

import pytest
from support.build import TEXT, bring, record, tag, where_of

from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.project.notes import Note, NoteList, notes
from workbench.store import action

ADA, DONE = ("actor", *where_of(TEXT, "Ada Dorn")), ("quote", *where_of(TEXT, "“I am done,”"))


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second passes with each action."""
    seconds = count()
    monkeypatch.setattr(action, "now", lambda: f"2025-01-01T00:00:{next(seconds):02d}Z")


@pytest.fixture
def noted(on_both: Project, tmp_path: Path) -> Project:
    """Ann and bob have said something of two articles; ann has flagged the second, bob the first."""
    bring(on_both, tmp_path, [record("k", TEXT, meta={"title": "Mayor"}), record("l", "Go home. Now.")])
    ann, bob = Labelling(on_both, "ann"), Labelling(on_both, "bob")
    quote, ada = tag(on_both, "ann", "k", DONE, ADA)
    ann.comment("Whole sentence?", span=quote)
    first = ann.comment("Full NAME?", span=ada).id
    ann.comment("Yes: Ada Dorn.", span=ada)
    ann.comment("Old news", key="k")
    bob.comment("Too short", key="l")
    bob.set_resolved(first, True)
    ann.set_flagged("l", True)
    bob.set_flagged("k", True)
    return on_both


def told(found: list[Note]) -> list[str]:
    return [note.text or f"flag {note.key}" for note in found]


def test_they_come_by_article_and_place_and_a_thread_in_the_order_of_time(noted: Project) -> None:
    found = notes(noted, "ann")
    assert told(found) == ["Old news", "Full NAME?", "Yes: Ada Dorn.", "Whole sentence?", "flag l", "Too short"]
    on = found[1]
    assert (on.label, on.title, on.key, on.layer, on.by) == ("actor", "Mayor", "k", "ann", "ann")
    assert on.resolved is not None and on.resolved.by == "bob"
    assert found[-1].title == "Go home. Now." and found[-1].layer == "bob"
    assert told(notes(noted, "bob"))[0] == "flag k" and told(notes(noted, "nobody"))[0] == "Old news"
    assert told(notes(noted, "ann", "l")) == ["flag l", "Too short"]


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_they_are_filtered_by_words_and_by_what_is_left_to_do(noted: Project) -> None:
    assert told(notes(noted, "ann", words="full name")) == ["Full NAME?"]
    assert told(notes(noted, "ann", words="ACTOR", which="open")) == ["Yes: Ada Dorn."]
    assert told(notes(noted, "ann", words="bob")) == ["Too short"]
    assert told(notes(noted, "ann", which="resolved")) == ["Full NAME?"]
    assert len(notes(noted, "ann", which="open")) == 5


def test_the_words_of_a_comment_are_read_when_they_are_asked_for(noted: Project) -> None:
    listed = NoteList(noted, "ann")
    assert [listed.quote(at) for at in range(6)] == ["", "Ada Dorn", "Ada Dorn", "“I am done,”", "", ""]
    listed.filter("whole", "all")
    assert listed.quote(0) == "“I am done,”" and listed.counts() == {"open": 5, "resolved": 1, "all": 6}


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_it_is_stale_once_something_was_noted_and_not_before(noted: Project) -> None:
    listed, ann = NoteList(noted, "ann"), Labelling(noted, "ann")
    tag(noted, "ann", "k", ("event", *where_of(TEXT, "resigned")))
    assert not listed.is_stale()
    ann.change(next(span.id for span in noted.layer("k", "ann").spans if span.label == "quote"), label="event")
    assert listed.is_stale()
    for does in (
        lambda: ann.set_flagged("k", True), lambda: ann.comment("x", key="l"), lambda: ann.undo(),
        lambda: ann.set_resolved(next(note.id for note in listed.all if note.kind == "comment"), True),
    ):  # fmt: skip
        listed.reload()
        assert not listed.is_stale()
        does()
        assert listed.is_stale()


def test_ten_thousand_are_quick(project: Project, tmp_path: Path) -> None:
    words = " ".join(f"word{at}" for at in range(100))
    spans = [(f"s{at}", "actor", 7 * at, 7 * at + 5) for at in range(50)]
    records = []
    for at in range(200):
        said = [
            {"id": f"{at}-{n}", "span": f"s{n}", "by": "ann", "at": "2025-01-01", "text": f"Note {n}"}
            for n in range(50)
        ]
        records.append(record(f"a{at}", f"{at} {words}", "ann", spans, comments=said))
    bring(project, tmp_path, records)
    began = time.process_time()
    listed = NoteList(project, "ann")
    read = time.process_time() - began
    assert len(listed.all) == 10_000
    began = time.process_time()
    listed.filter("note 17", "open")
    listed.quote(0)
    filtered = time.process_time() - began
    assert len(listed.shown) == sum("17" in f"a{at}" or n == 17 for at in range(200) for n in range(50))
    assert read < 1 and filtered < 0.5
