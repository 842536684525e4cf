"""Who is working: the menu below the header's person, the sheet that asks, renaming, and undo after it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from workbench.window.frame import Frame
from workbench.window.session import Session
from workbench.window.sheets import people
from workbench.window.sheets.people import PeopleSheet, RenameSheet

ENTER = Qt.Key.Key_Return


def session(frame: Frame) -> Session:
    assert frame.session is not None
    return frame.session


def names(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.isCheckable()]


@pytest.fixture
def sheet(qtbot: QtBot, working: Frame) -> PeopleSheet:
    made = PeopleSheet(working)
    qtbot.addWidget(made)
    made.show()
    return made


def rows(sheet: PeopleSheet) -> list[str]:
    return [sheet.list.item(at).text() for at in range(sheet.list.count())]


# The menu


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_click_on_the_person_opens_the_menu(qtbot: QtBot, working: Frame) -> None:
    qtbot.mouseClick(working.header.person, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and names(menu) == ["ines", "tomas"]
    menu.close()


def test_one_click_works_as_somebody_else(working: Frame) -> None:
    key = working.view.text
    menu = people.make_menu(working)
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["ines"]
    next(action for action in menu.actions() if action.text() == "tomas").trigger()
    assert session(working).annotator == "tomas" and working.header.person.text() == "tomas"
    assert working.view.text == key and len(session(working).layer.spans) == 48
    assert "a layer of their own" in working.message.text()
    assert "a layer of their own" in menu.actions()[0].toolTip()


def test_what_was_typed_is_kept_by_who_typed_it(qtbot: QtBot, working: Frame) -> None:
    working.view.select_span(session(working).layer.spans[0].id)
    assert working.inspector.details is not None
    remark = working.inspector.details.remark
    remark.setFocus()
    qtbot.keyClicks(remark, "look again")
    people.work_as(working, "tomas")
    layer = session(working).project.layer("ferry-strike-wire", "ines")
    assert [comment.text for comment in layer.comments] == ["look again"]


# The sheet


def test_it_lists_everybody_with_their_work(sheet: PeopleSheet) -> None:
    assert rows(sheet) == ["ines   15 done, 821 spans", "tomas   14 done, 1 begun, 704 spans"]
    assert sheet.name() == "ines" and sheet.work_button.text() == "Work as ines"


def test_typing_filters_and_offers_a_new_name(qtbot: QtBot, sheet: PeopleSheet) -> None:
    qtbot.keyClicks(sheet.line, "TOM")
    assert rows(sheet) == ["tomas   14 done, 1 begun, 704 spans", "Somebody new: TOM"]
    assert sheet.name() == "tomas"
    qtbot.keyClick(sheet.line, Qt.Key.Key_Down)
    assert sheet.name() == "TOM" and sheet.line.text() == "TOM" and not sheet.rename_button.isEnabled()
    qtbot.keyClick(sheet.line, ENTER)
    assert sheet.result() == PeopleSheet.DialogCode.Accepted


def test_a_reserved_name_is_refused_with_a_sentence(qtbot: QtBot, sheet: PeopleSheet) -> None:
    qtbot.keyClicks(sheet.line, "gold")
    assert "Nobody can work under the name" in sheet.trouble.text() and not sheet.work_button.isEnabled()
    qtbot.keyClick(sheet.line, ENTER)
    assert sheet.isVisible()


def test_names_are_no_markup(qtbot: QtBot, sheet: PeopleSheet) -> None:
    qtbot.keyClicks(sheet.line, "A & <b>")
    assert sheet.work_button.text() == "Work as A && <b>" and sheet.name() == "A & <b>"


def test_a_long_name_is_cut_where_one_sees_it(qtbot: QtBot, sheet: PeopleSheet) -> None:
    name = "Maximiliane-Theodora von Hohenstein-Wallenberg"
    qtbot.keyClicks(sheet.line, name)
    assert sheet.work_button.text() == "Work as Maximiliane-Theodora von Ho…" and sheet.name() == name
    assert not sheet.list.horizontalScrollBar().isVisible()


def test_the_action_asks_and_enter_works_as_that_person(qtbot: QtBot, working: Frame) -> None:
    def answer() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, PeopleSheet)
        qtbot.keyClicks(shown.line, "Ruth Adler")
        qtbot.keyClick(shown.line, ENTER)

    QTimer.singleShot(0, answer)
    working.menus.actions["file.person"].trigger()
    assert session(working).annotator == "Ruth Adler" == working.settings.name
    assert session(working).layer.empty


def test_who_stays_is_remembered_as_who_works_here(qtbot: QtBot, working: Frame) -> None:
    working.settings.set("name", "")

    def answer() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, PeopleSheet)
        qtbot.keyClick(shown.line, ENTER)

    QTimer.singleShot(0, answer)
    people.choose_person(working)
    assert working.settings.name == "ines" == session(working).annotator


# Renaming


def renaming(qtbot: QtBot, frame: Frame, old: str) -> RenameSheet:
    made = RenameSheet(frame, old)
    qtbot.addWidget(made)
    made.show()
    return made


def give(qtbot: QtBot, sheet: RenameSheet, name: str) -> None:
    sheet.line.selectAll()
    qtbot.keyClicks(sheet.line, name)
    qtbot.keyClick(sheet.line, ENTER)


def test_a_new_name_is_shown_everywhere_and_undone_by_its_owner(qtbot: QtBot, working: Frame) -> None:
    spans, article = len(session(working).layer.spans), working.view.text
    give(qtbot, renaming(qtbot, working, "ines"), "Ines Varela")
    assert session(working).annotator == working.header.person.text() == working.settings.name == "Ines Varela"
    assert len(session(working).layer.spans) == spans and working.view.text == article
    assert working.message.text() == "Renamed ines to Ines Varela. Ctrl+Z undoes it."
    working.undo()
    assert session(working).annotator == working.header.person.text() == "ines"
    assert len(session(working).layer.spans) == spans and "Undone" in working.message.text()
    working.redo()
    assert session(working).annotator == "Ines Varela" and len(session(working).layer.spans) == spans


def test_the_next_undo_takes_back_what_was_done_before(qtbot: QtBot, working: Frame) -> None:
    working.view.select_span(session(working).layer.spans[0].id)
    working.tagging.remove()
    left = len(session(working).layer.spans)
    people.work_as(working, "tomas")
    give(qtbot, renaming(qtbot, working, "ines"), "Ines Varela")
    people.work_as(working, "Ines Varela")
    working.undo()
    assert session(working).annotator == "Ines Varela" and len(session(working).layer.spans) == left + 1


@pytest.mark.parametrize("name, sentence", [("tomas", "taken already"), ("gold", "nobody can work")])
def test_a_refused_name_stays_to_be_mended(qtbot: QtBot, working: Frame, name: str, sentence: str) -> None:
    sheet = renaming(qtbot, working, "ines")
    give(qtbot, sheet, name)
    assert sentence in sheet.trouble.text().lower() and sheet.isVisible() and session(working).annotator == "ines"


def test_who_has_done_nothing_yet_just_gets_the_name(qtbot: QtBot, working: Frame) -> None:
    people.work_as(working, "zoe")
    entries = len(list(session(working).project.history()))
    give(qtbot, renaming(qtbot, working, "zoe"), "Zoe Quill")
    assert session(working).annotator == "Zoe Quill" and len(list(session(working).project.history())) == entries


def test_a_former_name_opens_the_layer_that_it_became(qtbot: QtBot, working: Frame, sample: Path) -> None:
    give(qtbot, renaming(qtbot, working, "ines"), "Ines Varela")
    working.projects.close()
    working.settings.set("name", "ines")
    working.projects.open(str(sample))
    assert session(working).annotator == "Ines Varela"
