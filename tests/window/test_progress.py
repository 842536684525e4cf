"""The page of progress: real figures, sentences, and the way to what waits."""

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from support.build import TEXT, bring, record, tag, where_of
from support.frames import put_up

from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.project.progress import Counts, Person, Point, Progress
from workbench.project.reviewing import adjudicate
from workbench.settings import Settings
from workbench.window.frame import Frame
from workbench.window.progress import words
from workbench.window.progress.curve import ticks

ADA, GONE = ("actor", *where_of(TEXT, "Ada Dorn")), ("event", *where_of(TEXT, "resigned"))
TODAY = datetime.date(2026, 11, 27)
WORKDAYS = tuple(TODAY - datetime.timedelta(days=at) for at in range(9, -1, -1))


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Frame:
    """A window on four articles: two with a dispute, one to adjudicate, one that nobody has opened."""
    where = tmp_path / "team.workbench"
    with Project.create(where) as project:
        bring(project, tmp_path, [record(key, f"{TEXT} {key}", meta={"title": f"Title {key}"}) for key in "klmn"])
        for key in "kl":
            tag(project, "Ines", key, ADA, GONE)
            tag(project, "Tom", key, ADA)
        adjudicate(project, "Ines")
        tag(project, "Ines", "m", ADA)
        tag(project, "Tom", "m", ADA)
        Labelling(project, "Ines").set_flagged("n", True)
    settings = Settings(tmp_path / "settings.json")
    settings.set("name", "Ines")
    frame = Frame(settings)
    put_up(frame, qtbot)
    frame.get_ready()
    frame.projects.open(str(where))
    qtbot.keyClick(frame.view, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    return frame


def test_what_is_read_and_what_waits(shown: Frame) -> None:
    page = shown.progress
    assert shown.mode == "progress" and page.isVisible() and not shown.left.isVisible() and not shown.right.isVisible()
    assert page.heading.text().startswith("3 of 4 articles read")
    assert page.states.counts == Counts(gold=0, read=3, being_read=0, to_do=1)
    assert [person.name for person in page.people.figures.people] == ["Ines", "Tom"]
    model = page.people.figures
    assert model.data(model.index(0, 1)) == "3 of 4" and model.data(model.index(0, 4)) == "–"
    labels = [button.accessibleName() for button in page.waiting.buttons]
    assert labels == [
        "Review: 1 dispute in “Title k”", "Review: 1 article waits for adjudication", "Open: 1 article flagged by you",
    ]  # fmt: skip


def test_buttons_go_to_what_waits(shown: Frame, qtbot: QtBot) -> None:
    qtbot.mouseClick(shown.progress.waiting.buttons[1], Qt.MouseButton.LeftButton)
    assert shown.session is not None and shown.session.article is not None
    assert (shown.mode, shown.session.article.key) == ("review", "m")
    assert shown.pages.currentIndex() == 0 and shown.left.isVisible()
    shown.set_mode("progress")
    qtbot.mouseClick(shown.progress.waiting.buttons[2], Qt.MouseButton.LeftButton)
    assert (shown.mode, shown.session.article.key) == ("annotate", "n")


def test_an_undo_is_counted(shown: Frame, qtbot: QtBot) -> None:
    qtbot.keyClick(shown.progress, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(shown.progress.waiting.buttons) == 2, "the flag is gone"


def test_a_narrow_window_keeps_docks_away(shown: Frame) -> None:
    shown.resize(1024, 700)
    assert not shown.left.isVisible() and shown.progress.isVisible()
    shown.set_theme("dark")
    shown.set_mode("annotate")
    assert shown.left.isVisible() and shown.view.isVisible()


def test_the_table_is_written(shown: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    where = tmp_path / "table.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(where), ""))
    qtbot.mouseClick(shown.progress.save, Qt.MouseButton.LeftButton)
    assert where.read_text(encoding="utf-8").splitlines()[1].startswith("Ines,3,4,")
    assert "table.csv" in shown.message.text()


def figures(counts: Counts, **more: object) -> Progress:
    return Progress(counts, (), (), 0.0, None, 1.0, WORKDAYS)._replace(**more)


def test_sentences() -> None:
    assert words.heading(figures(Counts())) == "No articles yet"
    assert words.heading(figures(Counts(gold=2))) == "All 2 articles read, all of them gold"
    assert words.heading(figures(Counts(gold=1, read=1))) == "All 2 articles read, 1 of them gold"
    late = figures(Counts(1, 1, 0, 3), ends=datetime.date(2027, 1, 2))
    assert words.heading(late) == "2 of 5 articles read; at this pace the last is read on 2 January 2027"
    assert words.heading(figures(Counts(1, 1, 0, 3))) == "2 of 5 articles read"
    points = (Point(WORKDAYS[0], 4, 0), Point(WORKDAYS[-1], 6, 3))
    assert words.curve_title(figures(Counts(3, 3), points=points)).startswith("Gold follows reading by ")
    assert words.curve_title(figures(Counts())) == "Reading and gold"


def test_words_for_people() -> None:
    low, high = (Person(name, 1, (0,) * 10, None, f1, 1, None, None) for name, f1 in (("a", 0.5), ("b", 0.9)))
    assert words.people_title([low, high], 0.7) == "1 of 2 is below the goal of 0.70 for agreement with the gold"
    assert words.people_title([high], 0.7).startswith("Nobody is below")
    assert words.people_title([low._replace(agreement=None)], 0.7) == "1 annotator"
    assert (words.duration(None), words.duration(9), words.duration(250)) == ("–", "9 s", "4 min 10 s")
    now = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)
    times = (None, "2026-11-27T08:05:00Z", "2026-11-26T08:05:00Z", "2025-01-02T00:00:00Z")
    people = [low._replace(seen=at) for at in times]
    assert [words.seen(person, now) for person in people] == ["imported", "08:05", "yesterday", "2 January 2025"]
    idle = low._replace(done=0)
    assert words.seen(idle, now) == "–"
    assert words.why_unseen(idle) == "Nobody has worked on an article here under this name."


def test_the_days_of_the_pace_are_named() -> None:
    def said(**more: object) -> str:
        return words.below_heading(figures(Counts(0, 15), **more)).removeprefix("What is read was read by 1 person. ")

    assert said(pace=1.5) == "1.5 articles a working day over the last 10."
    assert said(pace=5.0, paced=3) == "5.0 articles a working day over the 3 so far."
    assert said(pace=15.0, paced=1) == "15 articles in the one working day so far."
    assert said() == "Nothing was finished in the last 10 working days."


def test_whose_layers_came_in_by_import_was_not_seen(shown: Frame, tmp_path: Path) -> None:
    assert shown.session is not None
    bring(shown.session.project, tmp_path, [record("o", TEXT, "Uma", [("s", "actor", *ADA[1:])], state="done")])
    shown.progress.refresh()
    model = shown.progress.people.figures
    assert [person.name for person in model.people] == ["Ines", "Tom", "Uma"]
    cells = [model.index(row, 5) for row in range(3)]
    assert model.data(cells[2]) == "imported" and model.data(cells[0]) == model.data(cells[1]) != "imported"
    tips = [model.data(cell, Qt.ItemDataRole.ToolTipRole) for cell in cells]
    assert tips[:2] == [None, None] and tips[2].startswith("What is counted as read came in by import.")


@pytest.mark.parametrize(
    ("most", "marks"), [(0, [0, 1]), (3, [0, 1, 2, 3]), (134, [0, 50, 100, 150]), (7, [0, 2, 4, 6, 8])]
)
def test_ticks_are_round(most: int, marks: list[int]) -> None:
    assert ticks(most) == marks
