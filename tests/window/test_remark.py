"""Comments in the inspector: written by one key, saved on leaving, each with what it is about."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.notes import choose, comments, details, entries

from workbench.window.frame import Frame


def test_c_goes_to_the_comment_and_enter_saves_it(qtbot: QtBot, notes: Frame) -> None:
    before, remark = entries(notes), details(notes).remark
    notes.view.setFocus()
    qtbot.keyClick(notes.view, Qt.Key.Key_C)
    assert remark.hasFocus()
    qtbot.keyClicks(remark, "who is meant")
    qtbot.keyClick(remark, Qt.Key.Key_Return)
    assert comments(notes) == [("one", "who is meant")] and notes.view.hasFocus() and entries(notes) == before + 1
    notes.undo()
    assert comments(notes) == [] and remark.words() == ""


def test_leaving_saves_esc_restores_and_no_words_remove(qtbot: QtBot, notes: Frame) -> None:
    remark = details(notes).remark
    remark.setFocus()
    qtbot.keyClicks(remark, "first")
    notes.view.setFocus()
    assert comments(notes) == [("one", "first")]
    remark.setFocus()
    qtbot.keyClicks(remark, " and more")
    qtbot.keyClick(remark, Qt.Key.Key_Escape)
    assert remark.words() == "first" and notes.view.hasFocus() and comments(notes) == [("one", "first")]
    remark.setFocus()
    remark.selectAll()
    qtbot.keyClick(remark, Qt.Key.Key_Delete)
    qtbot.keyClick(remark, Qt.Key.Key_Return)
    assert comments(notes) == []


def test_a_comment_belongs_to_the_span_it_was_written_for(qtbot: QtBot, notes: Frame) -> None:
    remark = details(notes).remark
    remark.setFocus()
    qtbot.keyClicks(remark, "mine")
    choose(notes, "two")
    assert comments(notes) == [("one", "mine")] and remark.words() == ""
    choose(notes, "one")
    assert remark.words() == "mine"


def test_a_comment_grows_with_its_lines(qtbot: QtBot, notes: Frame) -> None:
    remark = details(notes).remark
    one = remark.height()
    remark.setFocus()
    qtbot.keyClicks(remark, "a")
    qtbot.keyClick(remark, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(remark, "b")
    assert remark.height() > one
    qtbot.keyClick(remark, Qt.Key.Key_Return)
    assert comments(notes) == [("one", "a\nb")]
