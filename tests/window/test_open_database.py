"""The sheet for a team's database: addresses, passwords, a test against a real server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.postgres import Server

from workbench.project import Project
from workbench.window.frame import Frame
from workbench.window.sheets.open_database import OpenDatabase, address_problem, with_password
from workbench.window.welcome.recent import shown_place


@pytest.mark.parametrize(
    ("address", "password", "words"),
    [
        ("postgresql://ines@db.example/strikes", "", None),
        ("postgres://db.example/strikes", "", None),
        ("", "", None),
        ("db.example", "", "looks like postgresql://"),
        ("mysql://db.example/strikes", "", "looks like postgresql://"),
        ("postgresql:///strikes?host=/run/postgresql", "", None),
        ("postgresql://", "", "names no database"),
        ("postgresql:///", "", "names no database"),
        ("postgresql://db.example/strikes", "x", "A password needs a name"),
    ],
)
def test_addresses(address: str, password: str, words: str | None) -> None:
    found = address_problem(address, password)
    assert found is None if words is None else found is not None and words in found


@given(st.text(min_size=1, max_size=30).filter(str.isprintable))
def test_any_password_reaches_the_driver_and_none_the_list(password: str) -> None:
    psycopg = pytest.importorskip("psycopg.conninfo")
    where = with_password("postgresql://ines:old@db.example:5433/strikes", password)
    known = psycopg.conninfo_to_dict(where)
    assert (known["user"], known["password"], known["host"], known["dbname"]) == (
        "ines", password, "db.example", "strikes",
    )  # fmt: skip
    assert shown_place(where) == "postgresql://ines@db.example:5433/strikes"


def test_what_is_in_the_way_is_said(frame: Frame, qtbot: QtBot) -> None:
    sheet = OpenDatabase(frame, "ines")
    qtbot.addWidget(sheet)
    assert not sheet.open_button.isEnabled()
    qtbot.keyClicks(sheet.address, "postg")
    assert sheet.note.text() == "" and not sheet.open_button.isEnabled()
    qtbot.keyClicks(sheet.address, "ame")
    assert "looks like postgresql://" in sheet.note.text() and sheet.note.property("wrong")
    assert sheet.password.echoMode() == sheet.password.EchoMode.Password


def test_a_server_that_does_not_answer(frame: Frame, qtbot: QtBot) -> None:
    pytest.importorskip("psycopg")
    sheet = OpenDatabase(frame, "ines", "postgresql://ines@127.0.0.1:1/strikes")
    qtbot.addWidget(sheet)
    sheet.show()
    for button in (sheet.test_button, sheet.open_button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert sheet.made is None and sheet.isVisible()
        assert "does not answer" in sheet.note.text() and sheet.note.property("wrong")


def test_a_real_one_is_tested_and_opened(frame: Frame, postgres: Server, qtbot: QtBot) -> None:
    place = postgres.place()
    Project.create(place, "news", "ines").close()
    sheet = OpenDatabase(frame, "ines", place)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.mouseClick(sheet.test_button, Qt.MouseButton.LeftButton)
    assert "answers: 0 articles, 0 annotators." in sheet.note.text() and not sheet.note.property("wrong")
    qtbot.keyClick(sheet.address, Qt.Key.Key_Return)
    assert sheet.made is not None and not sheet.isVisible()
    sheet.made.close()


def test_a_recent_server_opens_without_asking(frame: Frame, postgres: Server) -> None:
    place = postgres.place()
    Project.create(place, "news", "ines").close()
    frame.projects.choose(place)
    assert frame.session is not None and not frame.session.project.store.is_sqlite
    assert frame.settings.get("recent") == [frame.session.project.address]


def test_a_recent_server_that_refuses_leads_to_the_sheet(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("psycopg")
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(frame.projects, "ask_server", lambda *more: asked.append(more))
    frame.projects.choose("postgresql://ines@127.0.0.1:1/strikes")
    ((address, trouble),) = asked
    assert address == "postgresql://ines@127.0.0.1:1/strikes" and "does not answer" in trouble
