"""The sheet for a new project, by its real fields: what it promises, what it refuses, what it makes."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from workbench.project import Project
from workbench.project.scheme_files import shipped
from workbench.window.frame import Frame
from workbench.window.sheets.new_project import NewProject, place_problem
from workbench.window.sheets.scheme_choice import described

SCHEME = """
name = "weather"
version = "2"
[[label]]
name = "storm"
key = "1"
"""


@pytest.fixture
def sheet(frame: Frame, tmp_path: Path, qtbot: QtBot) -> Iterator[NewProject]:
    made = NewProject(frame)
    made.folder.setText(str(tmp_path))
    made.show()
    yield made
    if made.made is not None:
        made.made.close()
    made.close()
    made.deleteLater()


def test_it_says_what_it_will_make(sheet: NewProject, tmp_path: Path, qtbot: QtBot) -> None:
    assert sheet.focusWidget() is sheet.name and not sheet.make_button.isEnabled()
    qtbot.keyClicks(sheet.name, "Port strikes 2025")
    assert sheet.place.text().endswith("Port strikes 2025.workbench") and not sheet.place.property("wrong")
    assert sheet.where == tmp_path / "Port strikes 2025.workbench" and sheet.make_button.isEnabled()
    qtbot.keyClick(sheet.name, Qt.Key.Key_Return)
    assert sheet.made is not None and sheet.where.is_file() and not sheet.isVisible()
    assert (sheet.made.name, sheet.made.scheme.name) == ("Port strikes 2025", "news")


def test_a_file_that_is_there_is_refused_as_one_types(sheet: NewProject, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "mine.workbench").write_text("mine")
    qtbot.keyClicks(sheet.name, "mine")
    assert sheet.place.text() == "mine.workbench is there already. Choose another name, or open that one."
    assert sheet.place.property("wrong") and not sheet.make_button.isEnabled()
    qtbot.keyClick(sheet.name, Qt.Key.Key_Return)
    assert sheet.made is None and (tmp_path / "mine.workbench").read_text() == "mine"
    qtbot.keyClicks(sheet.name, "2")
    assert sheet.make_button.isEnabled() and not sheet.place.property("wrong")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a/b", "can’t hold /"),
        ("a\\b", "can’t hold \\"),
        ("what?", "can’t hold ?"),
        ("", "Give the project a name"),
        (" . ", "Give the project a name"),
        ("x" * 300, "too long"),
        ("é" * 130, "too long"),
    ],
)
def test_names_that_no_file_can_have(name: str, words: str, tmp_path: Path) -> None:
    problem = place_problem(name, str(tmp_path))
    assert problem is not None and words in problem


def test_places_where_nothing_can_be_made(tmp_path: Path) -> None:
    assert place_problem("a", str(tmp_path)) is None
    assert "There is no folder" in (place_problem("a", str(tmp_path / "none")) or "")
    assert "There is no folder" in (place_problem("a", "/" + "x" * 5000) or "")
    assert "Choose a folder" in (place_problem("a", "") or "")
    (tmp_path / "link.workbench").symlink_to(tmp_path / "nowhere")
    assert "is there already" in (place_problem("link", str(tmp_path)) or "")


def test_a_folder_without_rights_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may do everything
    assert "rights to write" in (place_problem("a", str(tmp_path)) or "")


def test_schemes_are_chosen_by_arrows(sheet: NewProject, qtbot: QtBot) -> None:
    choices = sheet.choices()
    assert {choice.name for choice in choices} == {*shipped(), ""} and choices[0].name == "news"
    assert "quotes" in choices[0].line and "actor" in choices[0].accessibleDescription()
    qtbot.keyClicks(sheet.name, "arguments")
    choices[0].setFocus()
    qtbot.keyClick(choices[0], Qt.Key.Key_Down)
    assert choices[1].isChecked() and sheet.scheme == "claims"
    sheet.make()
    assert sheet.made is not None and sheet.made.scheme.name == "claims"


def test_a_scheme_of_ones_own(sheet: NewProject, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "weather.toml"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *more: (str(file), ""))
    qtbot.keyClicks(sheet.name, "storms")
    file.write_text(SCHEME + 'colour = 3\nsnap = "sideways"\n')
    qtbot.mouseClick(sheet.own, Qt.MouseButton.LeftButton)
    assert sheet.scheme_note.property("wrong") and "weather.toml" in sheet.scheme_note.text()
    assert "line" in sheet.scheme_note.text() and not sheet.make_button.isEnabled()
    file.write_text(SCHEME)
    qtbot.mouseClick(sheet.own, Qt.MouseButton.LeftButton)
    assert not sheet.scheme_note.property("wrong") and sheet.file_choice.isChecked()
    assert sheet.file_choice.title == "weather 2" and "storm" in sheet.file_choice.accessibleDescription()
    sheet.make()
    assert sheet.made is not None and sheet.made.scheme.name == "weather"


def test_a_name_that_nobody_can_have(sheet: NewProject, qtbot: QtBot) -> None:
    qtbot.keyClicks(sheet.name, "a")
    sheet.person.clear()
    assert not sheet.make_button.isEnabled() and not sheet.person_note.property("wrong")
    assert sheet.person_note.text().startswith("Give your name.")
    qtbot.keyClicks(sheet.person, "gold")
    assert sheet.person_note.property("wrong") and not sheet.make_button.isEnabled()
    qtbot.keyClicks(sheet.person, "smith")
    assert sheet.make_button.isEnabled()


def test_what_goes_wrong_in_making_is_said_in_the_sheet(
    sheet: NewProject, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.errors import ProjectError

    def full(*more: object) -> None:
        raise ProjectError("the disk is full; make room and try again")

    monkeypatch.setattr(Project, "create", full)
    qtbot.keyClicks(sheet.name, "a")
    qtbot.mouseClick(sheet.make_button, Qt.MouseButton.LeftButton)
    assert sheet.isVisible() and sheet.made is None
    assert sheet.place.text() == "The disk is full; make room and try again." and sheet.place.property("wrong")


def test_every_field_has_a_name_and_its_letter(sheet: NewProject, qtbot: QtBot) -> None:
    for field in (sheet.name, sheet.folder, sheet.person):
        assert field.accessibleName()
    labels = {label.buddy(): label.text() for label in sheet.findChildren(type(sheet.place)) if label.buddy()}
    assert {labels[field] for field in (sheet.name, sheet.folder, sheet.person)} == {"&Name", "F&older", "&Who works"}


def test_the_action_makes_opens_and_remembers(frame: Frame, tmp_path: Path, qtbot: QtBot) -> None:
    brought: list[list[str]] = []
    frame.transfer.ask = brought.append  # type: ignore[method-assign,assignment,attr-defined]

    def fill() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, NewProject)
        assert "2 files to bring in: a.txt, b.txt" in [label.text() for label in sheet.findChildren(type(sheet.place))]
        sheet.folder.setText(str(tmp_path))
        qtbot.keyClicks(sheet.name, "fires")
        sheet.person.clear()
        qtbot.keyClicks(sheet.person, "ruth")
        qtbot.keyClick(sheet.person, Qt.Key.Key_Return)

    QTimer.singleShot(0, fill)
    frame.projects.ask_new(["/x/a.txt", "/x/b.txt"])
    assert frame.session is not None and frame.session.annotator == "ruth" and frame.settings.name == "ruth"
    assert frame.windowTitle() == "fires – Workbench" and brought == [["/x/a.txt", "/x/b.txt"]]
    assert NewProject(frame).folder.text() == str(tmp_path)  # where the last one lies


def test_leaving_makes_nothing(frame: Frame, tmp_path: Path) -> None:
    def leave() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, NewProject)
        sheet.reject()

    QTimer.singleShot(0, leave)
    frame.menus.actions["file.new"].trigger()
    assert frame.session is None and frame.pages.currentIndex() == 1


def test_a_scheme_describes_itself() -> None:
    assert described("\n# Storms and floods.\n# More.\nname = 'a'") == "Storms and floods."
    assert described("name = 'a'") == described("") == ""
