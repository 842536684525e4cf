"""Figures of progress are what the layers and the journal say."""

import datetime
import io
from pathlib import Path

import pytest
from support.build import TEXT, bring, record, tag, where_of

from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.project.progress import DAYS, Counts, local_date, progress
from workbench.project.progress_table import as_record, harmless, pace_words, write_csv
from workbench.project.reviewing import adjudicate
from workbench.window.progress.words import below_heading

ADA = ("actor", *where_of(TEXT, "Ada Dorn"))
GONE = ("event", *where_of(TEXT, "resigned"))


@pytest.fixture
def busy(project: Project, tmp_path: Path) -> Project:
    """Five articles: gold, read, being read, and two that nobody has opened."""
    bring(project, tmp_path, [record(key, f"{TEXT} {key}") for key in "klmno"])
    tag(project, "ann", "k", ADA, GONE)
    tag(project, "bob", "k", ADA)
    tag(project, "ann", "l", ADA)
    Labelling(project, "ann").add("m", [where_of(TEXT, "Ada Dorn")], "actor")
    adjudicate(project, "boss", "majority")
    from workbench.project.reviewing import decide, disputes

    for dispute in disputes(project, "k"):
        decide(project, "boss", "k", dispute.unit, None)
    return project


def test_each_article_counts_where_it_has_come_furthest(busy: Project) -> None:
    found = progress(busy)
    assert found.counts == Counts(gold=1, read=1, being_read=1, to_do=2)
    assert (found.counts.articles, found.counts.finished) == (5, 2)
    assert found.readers == 1.5
    today = found.workdays[-1]
    assert [(point.read, point.gold) for point in found.points] == [(2, 1)] and found.points[0].day == today


def test_people(busy: Project) -> None:
    ann, bob = progress(busy).people
    assert (ann.name, ann.done, sum(ann.days), ann.compared) == ("ann", 2, 2, 1)
    assert ann.agreement == pytest.approx(2 * 1 / 3), "one of two spans is the gold's one"
    assert (bob.agreement, bob.compared) == (1.0, 1)
    assert ann.article == "m" and ann.seen is not None and bob.article == "k"


def test_a_layer_that_is_taken_up_again_is_not_read(busy: Project) -> None:
    Labelling(busy, "ann").set_done("l", False)
    assert progress(busy).counts == Counts(gold=1, read=0, being_read=2, to_do=2)


def test_the_pace_and_when_it_ends(busy: Project) -> None:
    friday = datetime.date(2026, 11, 27)
    at = "2026-11-26T12:00:00Z"
    busy.store.execute('UPDATE "entry" SET "at" = ?', (at,))
    found = progress(busy, friday)
    assert len(found.workdays) == DAYS and found.workdays[-1] == friday
    assert all(day.weekday() < 5 or day == local_date(at) for day in found.workdays)
    assert (found.pace, found.paced) == (1.0, 2), "two articles in the two working days since the first"
    assert as_record(found)["paced"] == 2 and pace_words(found) == "1.0 articles a working day over the 2 so far"
    assert found.ends == datetime.date(2026, 12, 2), "three are left, and a week-end lies between"


def test_a_week_end_is_a_working_day_where_somebody_worked(busy: Project) -> None:
    busy.store.execute('UPDATE "entry" SET "at" = ?', ("2026-11-22T12:00:00Z",))
    found = progress(busy, datetime.date(2026, 11, 27))
    assert datetime.date(2026, 11, 22) in found.workdays and datetime.date(2026, 11, 21) not in found.workdays


def test_what_came_in_by_import_is_read_but_is_no_pace(project: Project, tmp_path: Path) -> None:
    span = ("s", *ADA)
    done = [record(key, f"{TEXT} {key}", "cara", [span], state="done") for key in "abc"]
    bring(project, tmp_path, [*done, record("d", f"{TEXT} d"), record("e", f"{TEXT} e")])
    found = progress(project)
    assert (found.counts.read, found.pace, found.paced, found.ends) == (3, 0.0, 0, None)
    assert found.people[0].done == 3 and sum(found.people[0].days) == 0
    assert below_heading(found).endswith("It came in by import, so there is no pace to tell yet.")
    tag(project, "ann", "d", ADA)
    tag(project, "ann", "a", ADA)  # which cara has read before
    found = progress(project)
    assert (found.counts.read, found.pace, found.paced) == (4, 1.0, 1) and found.ends is not None
    assert found.points[-1].read == 4


def test_working_time_leaves_out_pauses(busy: Project) -> None:
    entries = [id for (id,) in busy.store.rows('SELECT "id" FROM "entry" WHERE "actor" = ? ORDER BY "id"', ("bob",))]
    for at, id in zip(("10:00:00", "10:00:30", "11:30:00"), entries):
        busy.store.execute('UPDATE "entry" SET "at" = ? WHERE "id" = ?', (f"2026-11-26T{at}Z", id))
    assert len(entries) == 2
    bob = progress(busy).people[1]
    assert bob.seconds == 30
    busy.store.execute('UPDATE "entry" SET "at" = ? WHERE "id" = ?', ("2026-11-26T18:00:00Z", entries[-1]))
    assert progress(busy).people[1].seconds == 120


def test_whatever_is_done_with_an_open_article_is_work(busy: Project) -> None:
    work, text = Labelling(busy, "eve"), busy.article("o").text
    work.attribute("o", "quote", [where_of(text, "resigned")], where_of(text, "Ada Dorn"), None)
    ada, other = (work.add("o", [where_of(text, words)], "actor").id for words in ("Ada", "Dorn"))
    first, second = (work.set_entity(id, {"name": name}).id for id, name in ((ada, "Ada"), (other, "A. Dorn")))
    work.change_entity(first, "Ada Dorn")
    work.merge_entities(first, second)
    work.remove_entity(first)
    work.comment("hm", span=ada)
    work.set_resolved(busy.layer("o", "eve").comments[0].id, True)
    work.set_done("o", True)
    entries = [id for (id,) in busy.store.rows('SELECT "id" FROM "entry" WHERE "actor" = ? ORDER BY "id"', ("eve",))]
    for minute, id in enumerate(entries):
        busy.store.execute('UPDATE "entry" SET "at" = ? WHERE "id" = ?', (f"2026-11-26T10:{minute:02}:00Z", id))
    eve = next(person for person in progress(busy).people if person.name == "eve")
    assert len(entries) == 11 and eve.seconds == 10 * 60, "a minute for each but the last"


def test_nothing_is_there_yet(project: Project) -> None:
    found = progress(project)
    assert found.counts == Counts() and found.points == () and found.people == () and found.ends is None
    assert as_record(found)["annotators"] == [] and pace_words(found) == "0.0 articles a working day"


def test_the_table(busy: Project) -> None:
    found = progress(busy)
    out = io.StringIO()
    write_csv(found, out)
    head, ann, *_ = out.getvalue().splitlines()
    assert head.startswith("annotator,done,articles,median_seconds,agreement_f1,compared,last_seen,")
    assert ann.startswith("ann,2,5,") and ",0.6667,1," in ann and ann.endswith(",2")
    assert harmless("=1+1") == "'=1+1"
