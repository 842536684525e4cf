"""Opening projects: what is wrong with one is a sentence, and the one before stays."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from workbench.project import Project
from workbench.store import lock
from workbench.window.frame import Frame


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr("workbench.window.sheets.dialogs.show_error", lambda parent, sentence: found.append(sentence))
    return found


def _hold(where: str, ready: object, done: object) -> None:
    with Project.open(where, write=True, actor="ruth"):
        ready.set()  # type: ignore[attr-defined]
        done.wait(20)  # type: ignore[attr-defined]


def test_one_that_is_gone(working: Frame, said: list[str], tmp_path: Path) -> None:
    session = working.session
    working.projects.choose(str(tmp_path / "gone.workbench"))
    assert len(said) == 1 and "There is no project" in said[0] and "moved or renamed" in said[0]
    assert working.session is session


def test_one_that_is_newer(working: Frame, said: list[str], sample: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.workbench"
    Project.create(newer, "news").close()
    with sqlite3.connect(newer) as database:
        database.execute("PRAGMA user_version = 9999")
    database.close()
    working.projects.choose(str(newer))
    assert len(said) == 1 and "newer version" in said[0] and "install that version" in said[0]


def test_one_that_is_damaged(working: Frame, said: list[str], sample: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.workbench"
    data = bytearray(sample.read_bytes())
    data[8192:40960] = b"\x55" * 32768
    damaged.write_bytes(data)
    working.projects.choose(str(damaged))
    assert len(said) == 1 and "damaged" in said[0] and "copy it aside" in said[0]


def test_one_that_another_window_holds(
    working: Frame, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = tmp_path / "held.workbench"
    Project.create(held, "news").close()
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(str(held), ready, done))
    other.start()
    try:
        assert ready.wait(20)
        working.projects.choose(str(held))
    finally:
        done.set()
        other.join()
    assert len(said) == 1 and "is being written by ruth" in said[0] and "close it there" in said[0]
    assert working.session is not None and working.session.project.name == "sample"
    working.projects.choose(str(held))
    assert working.session.project.name == "held" and len(said) == 1


def test_who_works_is_asked_where_nobody_said(frame: Frame, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(type(frame.projects), "ask_person", lambda self: asked.append(True))
    frame.settings.set("name", "")
    frame.projects.choose(str(sample))
    assert frame.session is not None and asked == [True]
    frame.settings.set("name", "ines")
    frame.projects.close_to_welcome()
    frame.projects.choose(str(sample))
    assert asked == [True]


def test_who_works_is_said_where_the_login_was_taken(frame: Frame, sample: Path) -> None:
    frame.settings.set("name", "")
    frame.projects.open(str(sample))
    frame.projects.say_who("ann")  # who was named on the command line knows it
    assert "You work as" not in frame.message.text()
    frame.projects.say_who(None)
    assert frame.session is not None
    assert frame.message.text().startswith(f"You work as {frame.session.annotator}.")


def test_the_sample_is_one_key_away(frame: Frame, home: Path, qtbot: QtBot) -> None:
    qtbot.keyClick(frame.pages.currentWidget(), Qt.Key.Key_0)
    assert frame.session is not None and (home / "sample.workbench").is_file()
    status = frame.session.project.status()
    # Something to decide, by several people, and something to tag at once.
    assert status["gold"]["unresolved"] > 0 and len(status["annotators"]) >= 2
    assert frame.session.next_open() is not None
    frame.projects.close_to_welcome()
    qtbot.keyClick(frame.pages.currentWidget(), Qt.Key.Key_1)
    assert frame.session.project.name == "sample"
