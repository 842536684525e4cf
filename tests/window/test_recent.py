"""What is remembered of projects and how it is said: times in words, places without a password."""

import threading
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.settings import Settings
from workbench.window.welcome.recent import (
    forget,
    in_words,
    note_closed,
    note_opened,
    recent_projects,
    shown_name,
    shown_place,
    when,
)

NOW = datetime(2026, 11, 22, 14, 40)
PLAIN = st.text("abcdefghijklmnopqrstuvwxyz0123456789-._~%", min_size=1)


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (datetime(2026, 11, 22, 14, 32), "today, 14:32"),
        (datetime(2026, 11, 22, 0, 0), "today, 00:00"),
        (datetime(2026, 11, 21, 23, 59), "yesterday"),
        (datetime(2026, 11, 20, 14, 40), "20 November"),
        (datetime(2026, 1, 3), "3 January"),
        (datetime(2025, 12, 31), "31 December 2025"),
        (datetime(2026, 11, 23, 1, 0), "23 November"),  # the clock was put back
    ],
)
def test_times_as_people_say_them(then: datetime, words: str) -> None:
    assert when(then, NOW) == words


@given(PLAIN, st.text("!$&'()*+,;=:abc", min_size=1).map(lambda text: f"secret{text}"), PLAIN)
def test_no_password_is_ever_shown(user: str, password: str, database: str) -> None:
    place = shown_place(f"postgresql://{user}:{password}@db.example/{database}?password={password}")
    assert place == f"postgresql://{user}@db.example/{database}"


def test_home_is_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    home = Path("/people/ines")
    monkeypatch.setattr(Path, "home", lambda: home)
    assert shown_place(str(home / "data" / "a.workbench")) == "~/data/a.workbench"
    assert shown_place("/people/inesita/a.workbench") == "/people/inesita/a.workbench"


def test_names(tmp_path: Path) -> None:
    assert shown_name("/a/Port strikes.workbench") == "Port strikes"
    assert shown_name("postgresql://db.example/the%20strikes") == "the strikes"
    assert shown_name("postgresql://db.example") == "workbench"
    assert shown_name("postgresql://[db") == "workbench"


def test_counts_are_those_of_the_last_close(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    here, gone = tmp_path / "a.workbench", tmp_path / "b.workbench"
    here.touch()
    note_opened(settings, str(gone))
    note_opened(settings, str(here))
    note_closed(settings, str(here), 1204, 3900)
    first, second = recent_projects(Settings(tmp_path / "settings.json"))
    assert (first.name, first.counted, first.missing) == ("a", "1,204 of 3,900 done", False)
    assert first.opened is not None and first.last(datetime.now()).startswith("today")
    assert (second.name, second.counted, second.missing) == ("b", "", True)
    assert second.lost(datetime.now()) == "not found. It was here today"
    assert "not found" in second.spoken(datetime.now())
    forget(settings, str(gone))
    assert [project.name for project in recent_projects(settings)] == ["a"]
    assert list(settings.get("projects")) == [str(here)]


def test_a_disk_that_does_not_answer_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(tmp_path / "settings.json")
    for name in ("far", "gone"):  # the last one is looked for first
        settings.remember_project(f"/{name}/a.workbench")
    answer = threading.Event()

    def exists(path: str) -> bool:
        return path.startswith("/far") and answer.wait(20)

    monkeypatch.setattr("workbench.window.welcome.recent._PATIENCE", 0.05)
    monkeypatch.setattr("os.path.exists", exists)
    try:
        assert [(project.place, project.missing) for project in recent_projects(settings)] == [
            ("/gone/a.workbench", True), ("/far/a.workbench", False),
        ]  # fmt: skip
    finally:
        answer.set()


def test_what_fell_off_the_list_is_not_remembered(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for number in range(20):
        note_opened(settings, f"/{number}.workbench")
    assert set(settings.get("projects")) == set(settings.get("recent"))


def test_files_and_folders_are_counted(tmp_path: Path) -> None:
    file = str(tmp_path / "a.txt")
    assert in_words([file]) == "1 file"
    assert in_words([file, file, str(tmp_path)]) == "2 files and 1 folder"
    assert in_words([str(tmp_path)]) == "1 folder"
