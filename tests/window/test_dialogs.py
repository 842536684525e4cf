"""What the window says at length: sentences to copy, details that unfold, questions with their keys."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from workbench import __version__
from workbench.window.frame import Frame
from workbench.window.sheets import dialogs, doubts
from workbench.window.sheets.about import About
from workbench.window.sheets.doubts import Doubts
from workbench.window.sheets.message import Message, theme_of
from workbench.window.sheets.sheet import Sheet

T = TypeVar("T")
During = Callable[[Callable[[], object], Callable[[Sheet], None]], object]


@pytest.fixture
def during(qtbot: QtBot) -> Iterator[During]:
    """Runs something that shows a sheet, and does something to that sheet."""
    failed: list[BaseException] = []

    def run(show: Callable[[], T], hands: Callable[[Sheet], None]) -> T:
        def act() -> None:
            sheet = QApplication.activeModalWidget()
            try:
                assert isinstance(sheet, Sheet)
                hands(sheet)
            except BaseException as error:  # noqa: BLE001  told below, where the test hears it
                failed.append(error)
            if isinstance(sheet, Sheet) and sheet.isVisible():
                sheet.reject()

        QTimer.singleShot(0, act)
        return show()

    yield run
    if failed:
        raise failed[0]


def press(sheet: Sheet, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(sheet.focusWidget() or sheet, key)


def button(sheet: Sheet, text: str) -> QPushButton:
    return next(one for one in sheet.findChildren(QPushButton) if one.text().replace("&", "") == text)


def test_an_error_is_plain_text_that_can_be_copied(frame: Frame, during: During, qtbot: QtBot) -> None:
    sentence = "<b>&amp;</b>.workbench is damaged; copy it aside"

    def hands(sheet: Sheet) -> None:
        assert isinstance(sheet, Message)
        assert sheet.sentence.textFormat() == Qt.TextFormat.PlainText and sheet.sentence.text() == sentence
        qtbot.mouseClick(button(sheet, "Copy"), Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text() == sentence
        assert sheet.fold is None and not sheet.details.isVisible()
        press(sheet, qtbot, Qt.Key.Key_Return)
        assert not sheet.isVisible()

    during(lambda: dialogs.show_error(frame, sentence), hands)


def test_details_unfold_and_are_copied(frame: Frame, during: During, qtbot: QtBot) -> None:
    def hands(sheet: Sheet) -> None:
        assert isinstance(sheet, Message) and sheet.fold is not None
        assert not sheet.details.isVisible()
        qtbot.mouseClick(sheet.fold, Qt.MouseButton.LeftButton)
        assert sheet.details.isVisible() and sheet.details.isReadOnly()
        qtbot.mouseClick(button(sheet, "Copy details"), Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text() == "It broke.\n\nValueError\n  here"
        qtbot.mouseClick(sheet.fold, Qt.MouseButton.LeftButton)
        assert not sheet.details.isVisible()

    during(lambda: dialogs.show_error(frame, "It broke.", "ValueError\n  here"), hands)


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)])
def test_a_question_is_answered_by_keys(frame: Frame, during: During, qtbot: QtBot, key: Qt.Key, answer: bool) -> None:
    def hands(sheet: Sheet) -> None:
        press(sheet, qtbot, key)

    assert during(lambda: dialogs.ask_overwrite(frame, Path("/a/gold.jsonl")), hands) is answer


def test_about_tells_where_things_lie(working: Frame, sample: Path, qtbot: QtBot) -> None:
    about = About(working)
    qtbot.addWidget(about)
    qtbot.mouseClick(button(about, "Copy"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    for known in (__version__, "MIT", sample.name, "settings.json"):
        assert known in copied
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in about.findChildren(QLabel))


SENTENCES = ["this quote has no speaker", "this event has no actor"]
QUOTES = ["“No passenger,”", "walked\nout"]


def test_what_is_doubtful_is_shown_with_its_words(qtbot: QtBot, frame: Frame) -> None:
    sheet = Doubts(frame, SENTENCES, QUOTES)
    qtbot.addWidget(sheet)
    shown = [sheet.list.item(row).text() for row in range(sheet.list.count())]
    assert shown == ["This quote has no speaker:  “No passenger,”", "This event has no actor:  “walked out”"]
    assert sheet.sentence.text().startswith("2 things are missing or doubtful.")


def test_one_of_them_is_gone_to_by_click_or_enter(frame: Frame, during: During, qtbot: QtBot) -> None:
    def click(sheet: Sheet) -> None:
        assert isinstance(sheet, Doubts)
        place = sheet.list.visualItemRect(sheet.list.item(1)).center()
        qtbot.mouseClick(sheet.list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def enter(sheet: Sheet) -> None:
        assert isinstance(sheet, Doubts)
        qtbot.keyClick(sheet.list, Qt.Key.Key_Down)
        qtbot.keyClick(sheet.list, Qt.Key.Key_Return)

    for hands in (click, enter):
        assert during(lambda: doubts.ask(frame, SENTENCES, QUOTES), hands) == 1


def test_enter_says_done_and_esc_stays(frame: Frame, during: During, qtbot: QtBot) -> None:
    for key, answer in ((Qt.Key.Key_Return, None), (Qt.Key.Key_Escape, -1)):

        def hands(sheet: Sheet, key: Qt.Key = key) -> None:
            press(sheet, qtbot, key)

        assert during(lambda: doubts.ask(frame, SENTENCES, QUOTES), hands) == answer

    def cancel(sheet: Sheet) -> None:
        qtbot.mouseClick(button(sheet, "Cancel"), Qt.MouseButton.LeftButton)

    assert during(lambda: doubts.ask(frame, SENTENCES, QUOTES), cancel) == -1


def test_a_dialog_wears_the_theme_of_its_window(frame: Frame) -> None:
    frame.set_theme("dark")
    assert theme_of(frame.pages.currentWidget()).name == "dark"
    assert theme_of(None).name in ("light", "dark")


def test_where_it_is_can_be_copied(working: Frame, sample: Path, during: During, qtbot: QtBot) -> None:
    def hands(sheet: Sheet) -> None:
        qtbot.mouseClick(button(sheet, "Copy"), Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text() == str(sample.resolve())

    during(working.menus.actions["file.where"].trigger, hands)
