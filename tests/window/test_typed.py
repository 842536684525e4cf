"""What was typed and could not be written is not left unasked; undo while typing, and keys that are held."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from support.failing import REASON, path_of, raising, write_comment
from support.notes import choose, comments, details, entries, line, parts, stored, type_into, values

from workbench.project import Project
from workbench.window.frame import Frame
from workbench.window.sheets.not_saved import NotSaved
from workbench.window.sheets.people import work_as

# What was typed is not left behind


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is done with each question, in turn; what was asked is left at its end."""
    planned: list[object] = []

    def exec(sheet: NotSaved) -> int:
        sheet.show()
        QApplication.processEvents()
        answer = planned.pop(0) if planned else leave
        assert callable(answer)
        answer(sheet)
        assert not sheet.isVisible()
        return sheet.result()

    monkeypatch.setattr(NotSaved, "exec", exec)
    return planned


def leave(sheet: NotSaved) -> None:
    sheet.leave_button.click()


def stay(sheet: NotSaved) -> None:
    sheet.stay_button.click()


def choose_two(frame: Frame) -> None:
    choose(frame, "two")
    QApplication.processEvents()  # the question comes once the mouse was let go


def choose_none(frame: Frame) -> None:
    frame.view.select_span(None)
    QApplication.processEvents()


LEAVING: dict[str, Callable[[Frame], object]] = {
    "span": choose_two,
    "none": choose_none,
    "article": lambda frame: frame.walk.go_to("b"),
    "done": lambda frame: frame.walk.finish(True),
    "undo": lambda frame: frame.undo(),
    "person": lambda frame: work_as(frame, "tomas"),
    "review": lambda frame: frame.set_mode("review"),
    "project": lambda frame: frame.projects.close_to_welcome(),
    "window": lambda frame: frame.close(),
}


def where(frame: Frame) -> object:
    """What one would have left."""
    session, selected = frame.session, frame.view.selected_span
    article = session.article.key if session and session.article else None
    return article, session and session.annotator, frame.mode, selected and selected.id, frame.isVisible()


@pytest.fixture
def lost(notes: Frame, qtbot: QtBot) -> Iterator[Frame]:
    """A comment was written and the database did not take it."""
    with raising(notes):
        write_comment(qtbot, notes)
        yield notes


def mend(frame: Frame) -> None:
    with closing(sqlite3.connect(path_of(frame))) as other:
        other.execute("DROP TRIGGER broken")
        other.commit()


@pytest.mark.parametrize("way", LEAVING)
def test_words_that_could_not_be_written_are_not_left_unasked(lost: Frame, answers: list[object], way: str) -> None:
    here, path = where(lost), path_of(lost)
    asked: list[tuple[str, list[str]]] = []

    def look_and_stay(sheet: NotSaved) -> None:
        asked.append((sheet.sentence.text(), [field.toPlainText() for field in sheet.fields]))
        sheet.again_button.click()  # which fails once more
        assert sheet.isVisible() and "still not saved" in sheet.sentence.text()
        stay(sheet)

    answers.append(look_and_stay)
    LEAVING[way](lost)
    assert len(asked) == 1 and REASON in asked[0][0].lower() and asked[0][1] == ["who is meant"]
    assert where(lost) == here and details(lost).remark.words() == "who is meant"
    assert lost.focusWidget() is details(lost).remark and lost.header.saved.text == "Not saved"
    answers.append(leave)
    LEAVING[way](lost)
    assert not answers
    if way != "done":  # which is not written either
        assert lost.header.saved.text != "Not saved" and not lost.bar.isVisible()
    assert where(lost) != here or way in ("done", "undo")
    with Project.open(path) as reader:
        assert not reader.layer("a", "ines").comments


@pytest.mark.parametrize("way", ["span", "article", "person", "window"])
def test_leaving_writes_them_where_that_works_by_then(lost: Frame, answers: list[object], way: str) -> None:
    where_it_is, before = path_of(lost), entries(lost)
    mend(lost)
    LEAVING[way](lost)  # nobody is asked
    with Project.open(where_it_is) as reader:
        assert [item.text for item in reader.layer("a", "ines").comments] == ["who is meant"]
        assert len(list(reader.history())) == before + 1


def test_trying_again_in_the_question_goes_on(lost: Frame, answers: list[object]) -> None:
    def try_again(sheet: NotSaved) -> None:
        mend(lost)
        sheet.again_button.click()

    answers.append(try_again)
    lost.walk.go_to("b")
    assert lost.session is not None and lost.session.article is not None and lost.session.article.key == "b"
    assert comments(lost) == [("one", "who is meant")] and lost.header.saved.text.startswith("Saved ")


def test_it_is_said_until_they_are_written_whatever_else_is_saved(lost: Frame, qtbot: QtBot) -> None:
    mend(lost)
    assert lost.session is not None
    lost.session.set_flagged(True)
    assert lost.header.saved.text == "Not saved" and lost.bar.isVisible()
    details(lost).remark.setFocus()
    qtbot.keyClicks(details(lost).remark, " here")
    lost.bar.button.click()  # the words as they stand by now, once
    assert comments(lost) == [("one", "who is meant here")]
    assert lost.header.saved.text.startswith("Saved ") and not lost.bar.isVisible()
    before = entries(lost)
    choose(lost, "two")
    assert entries(lost) == before


def test_esc_gives_them_up(lost: Frame, qtbot: QtBot) -> None:
    details(lost).remark.setFocus()
    qtbot.keyClick(details(lost).remark, Qt.Key.Key_Escape)
    assert lost.header.saved.text == "Saved" and not lost.bar.isVisible()
    choose(lost, "two")
    assert comments(lost) == []


def test_a_typed_value_is_asked_about_as_well(notes: Frame, qtbot: QtBot, answers: list[object]) -> None:
    with raising(notes):
        type_into(qtbot, line(notes), "look")
        qtbot.keyClick(line(notes).line, Qt.Key.Key_Return)
        answers.append(stay)
        notes.walk.go_to("b")
        assert notes.focusWidget() is line(notes).line and line(notes).line.text() == "look"
    notes.walk.go_to("b")
    assert values(stored(notes)) == {"note": "look"}


def test_a_reason_is_not_left_behind(frame: Frame, sample: Path, qtbot: QtBot, answers: list[object]) -> None:
    frame.projects.open(str(sample), "ruth")
    assert frame.session is not None
    frame.session.open("lighthouse-rescue")
    frame.set_mode("review")
    review, at = frame.review, frame.review.at
    review.deciding.reject()
    review.go(at)
    with raising(frame):
        review.deciding.reason()
        qtbot.keyClicks(review.card.reason, "by the guideline")
        qtbot.keyClick(review.card.reason, Qt.Key.Key_Return)
        answers.append(stay)
        review.step(1)
        assert review.at == at and review.card.reason.isVisible()
        assert review.card.reason.text() == "by the guideline" and frame.header.saved.text == "Not saved"
    review.step(1)
    assert review.at != at and frame.header.saved.text.startswith("Saved ")
    decision = review.disputes[at].decision
    assert decision is not None and decision.reason == "by the guideline"


def test_what_goes_wrong_in_the_question_leaves_the_window_open(
    lost: Frame, qtbot: QtBot, answers: list[object]
) -> None:
    def fall(sheet: NotSaved) -> None:
        raise IndexError

    answers.append(fall)
    with qtbot.captureExceptions(), contextlib.suppress(IndexError):
        lost.close()
    assert lost.isVisible() and details(lost).remark.words() == "who is meant"
    answers.append(leave)
    assert lost.close() and not answers


# Undo while something is typed, and keys that are held


def test_undo_while_a_comment_is_typed_keeps_it_in_the_journal(notes: Frame, qtbot: QtBot) -> None:
    before, remark = entries(notes), details(notes).remark
    remark.setFocus()
    qtbot.keyClicks(remark, "who is meant")
    notes.undo()
    assert comments(notes) == [] and remark.words() == "" and entries(notes) == before + 2
    notes.redo()
    assert comments(notes) == [("one", "who is meant")] and remark.words() == "who is meant"
    assert entries(notes) == before + 3


def held(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key that is held down: one press, and then repeats."""
    for repeats in (False, True, True, True):
        QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, "", repeats))


def test_a_held_key_tags_once(notes: Frame) -> None:
    before = entries(notes)
    notes.view.select_extent(*parts("six"))
    notes.view.setFocus()
    held(notes.view, Qt.Key.Key_2)
    assert entries(notes) == before + 1


def test_enter_that_is_held_answers_no_question(notes: Frame, qtbot: QtBot) -> None:
    sheet = NotSaved(notes, "No room.", [("Comment", "words")], lambda: "")
    qtbot.addWidget(sheet)
    sheet.show()
    QApplication.sendEvent(
        sheet.again_button,
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", True),
    )
    assert sheet.isVisible()
    qtbot.keyClick(sheet.again_button, Qt.Key.Key_Return)
    assert not sheet.isVisible()


def test_keys_that_write_do_not_repeat_in_menus(notes: Frame) -> None:
    actions = notes.menus.actions
    assert not any(actions[id].autoRepeat() for id in ("article.done_next", "article.done", "article.remove"))
    assert actions["article.next"].autoRepeat()


def test_a_reason_is_kept_by_leaving_too(frame: Frame, sample: Path, qtbot: QtBot) -> None:
    frame.projects.open(str(sample), "ruth")
    assert frame.session is not None
    frame.session.open("lighthouse-rescue")
    frame.set_mode("review")
    review = frame.review
    review.deciding.reason()
    qtbot.keyClicks(review.card.reason, "by the guideline")
    at = review.at
    review.card.others["reject"][1].click()  # no Enter before
    decision = review.disputes[at].decision
    assert decision is not None and decision.reason == "by the guideline" and review.at != at
