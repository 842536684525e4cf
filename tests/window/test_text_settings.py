"""The article's type on real widgets: family, size, column; what is chosen holds at once and the next time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.settings import Settings
from workbench.window.article.view import ArticleView
from workbench.window.frame import Frame
from workbench.window.look.theme import article_font
from workbench.window.preferences.dialog import Preferences
from workbench.window.preferences.text_page import TextPage

ALT, LEFT = Qt.KeyboardModifier.AltModifier, Qt.MouseButton.LeftButton
OTHER = "DejaVu Sans Mono"  # of another ascent than the usual one


@pytest.fixture
def sheet(working: Frame, qtbot: QtBot) -> Preferences:
    made = Preferences(working, "text")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def page(sheet: Preferences) -> TextPage:
    return sheet.text


def again(frame: Frame) -> Settings:
    """What another start would find."""
    return Settings(frame.settings.file)


def baselines(view: ArticleView) -> list[float]:
    """Where the lines in view stand."""
    found = []
    for block, top, _ in view._rows(0, view.viewport().height()):
        lines = (block.layout().lineAt(number) for number in range(block.layout().lineCount()))
        found += [top + line.y() + line.ascent() for line in lines]
    return found


def type_family(qtbot: QtBot, page: TextPage, name: str) -> None:
    line = page.family.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, name)
    qtbot.keyClick(line, Qt.Key.Key_Return)


# The view


@pytest.mark.parametrize("family", ["DejaVu Sans Mono", "DejaVu Serif", "Noto Nastaliq Urdu", "Inter"])
def test_lines_stand_where_they_stood_in_any_family(working: Frame, family: str) -> None:
    if not QFontDatabase.hasFamily(family):
        pytest.skip("not installed")
    view = working.view
    view.show_article("one\n\ntwo 漢字\nthree\r\nand so on", [])
    before = baselines(view)
    view.set_type(family, None)
    QApplication.processEvents()
    assert QFontInfo(view.font()).family() == family
    assert baselines(view) == before


def test_the_measure_is_in_characters_of_the_family(working: Frame) -> None:
    view = working.view
    assert view._layout.column.width == 640
    view.set_type("", 68)
    assert view._layout.column.width == 640
    view.set_type("", 45)
    assert view._layout.column.width == round(45 * 640 / 68)
    view.set_article_size(14)
    assert view._layout.column.width == round(45 * 640 / 68 * 14 / 18)
    narrow = view._layout.column.width
    view.set_type(OTHER, 45)
    assert view._layout.column.width > narrow
    view.set_article_size(32)
    view.set_type("", 90)
    assert view._layout.column.width == view.viewport().width() - 52  # never wider than there is room


def test_the_first_visible_words_stay_in_another_column(working: Frame, qtbot: QtBot) -> None:
    view = working.view
    qtbot.waitUntil(lambda: not view._settling.isActive())
    view.verticalScrollBar().setValue(20)
    start, _ = view.seen()
    view.set_type("", 46)
    assert view.seen()[0] <= start < view.seen()[0] + 80
    QApplication.processEvents()
    document = view.document()
    numbers = range(document.blockCount())
    qtbot.waitUntil(lambda: not view._settling.isActive())
    assert document.lineCount() == sum(document.findBlockByNumber(at).layout().lineCount() for at in numbers)


# Menu


def test_the_menu_makes_the_column_wider_and_narrower_and_usual_again(working: Frame) -> None:
    actions, view = working.menus.actions, working.view
    actions["view.wider"].trigger()
    assert working.page.measure == again(working).get("measure") == 70
    assert view._layout.column.width == round(70 * 640 / 68)
    for _ in range(3):
        actions["view.narrower"].trigger()
    assert working.page.measure == 64
    for _ in range(30):
        actions["view.narrower"].trigger()
    assert working.page.measure == 45 and not actions["view.narrower"].isEnabled()
    actions["view.usual_column"].trigger()
    assert working.page.measure is None and again(working).get("measure") is None
    assert view._layout.column.width == 640 and not actions["view.usual_column"].isEnabled()


def test_switches_of_one_submenu_are_no_choice_among_each_other(working: Frame) -> None:
    actions, page = working.menus.actions, working.page
    actions["view.line_numbers"].trigger()
    actions["view.marks"].trigger()
    assert page.line_numbers and page.paragraph_marks and page.headline
    assert [actions[id].isChecked() for id in ("view.line_numbers", "view.marks", "view.headline")] == [True] * 3
    actions["view.line_numbers"].trigger()
    assert not page.line_numbers and page.paragraph_marks
    assert again(working).get("paragraph_marks") is True and again(working).get("line_numbers") is None


def test_the_window_reset_puts_the_page_back(working: Frame) -> None:
    working.page.set_family(OTHER)
    working.page.set_measure(50)
    working.page.set_line_numbers(True)
    working.menus.actions["view.reset"].trigger()
    assert working.view.font() == article_font(18) and working.view._layout.column.width == 640
    kept = again(working)
    assert not any(kept.get(name) for name in ("article_family", "measure", "line_numbers"))


def test_a_new_window_is_dressed_as_remembered(working: Frame, qtbot: QtBot) -> None:
    settings = working.settings
    for name, value in (("article_family", OTHER), ("measure", 50), ("headline", False), ("line_numbers", True)):
        settings.set(name, value)
    frame = Frame(settings)
    qtbot.addWidget(frame)
    assert frame.view.font().families()[0] == OTHER and frame.view._measure == 50
    assert not frame.view._shows_headline and frame.view._shows_numbers and not frame.view._shows_marks


# Settings


def test_a_family_is_chosen_from_the_list_and_holds_at_once(page: TextPage, qtbot: QtBot) -> None:
    at = page.family.findText(OTHER)
    assert at > 0 and page.family.itemText(0).startswith("Usual")
    page.family.setCurrentIndex(at)
    page.family.activated.emit(at)
    view = page.frame.view
    assert view.font().families()[0] == page.specimen.font().families()[0] == OTHER
    assert again(page.frame).get("article_family") == OTHER
    page.family.setCurrentIndex(0)
    page.family.activated.emit(0)
    assert view.font() == article_font(18) and again(page.frame).get("article_family") is None


def test_a_family_is_typed_in_any_case_and_an_unknown_one_is_refused(page: TextPage, qtbot: QtBot) -> None:
    type_family(qtbot, page, "dejavu sans mono")
    assert page.page.family == OTHER == page.family.currentText() and not page.trouble.isVisible()
    type_family(qtbot, page, "No Such Font")
    assert page.page.family == OTHER == page.family.currentText()
    assert page.trouble.text() == "No font on this computer is called “No Such Font”. The article keeps its own."
    assert page.trouble.isVisible()
    type_family(qtbot, page, "usual")
    assert page.page.family == "" and page.family.currentIndex() == 0 and not page.trouble.isVisible()


def test_the_list_of_families_is_read_when_the_page_is_first_shown(working: Frame, qtbot: QtBot) -> None:
    sheet = Preferences(working, "you")
    qtbot.addWidget(sheet)
    sheet.show()
    assert sheet.text.family.count() == 1
    sheet.chooser.choose("text")
    assert sheet.text.family.count() > 5


def test_the_size_goes_by_steps_to_its_ends(page: TextPage, qtbot: QtBot) -> None:
    frame, letters = page.frame, page.letters
    qtbot.mouseClick(letters.larger, LEFT)
    assert frame.article_size == again(frame).get("article_size") == 19 and letters.said.text() == "19 px"
    assert page.specimen.font().pixelSize() == 19
    qtbot.mouseClick(letters.smaller, LEFT)
    assert frame.article_size == 18
    for _ in range(40):
        letters.larger.click()
    assert frame.article_size == 32 and not letters.larger.isEnabled() and letters.smaller.isEnabled()


def test_the_column_goes_by_steps_to_its_ends(page: TextPage, qtbot: QtBot) -> None:
    measure = page.measure
    assert measure.said.text() == "usual"
    qtbot.mouseClick(measure.larger, LEFT)
    assert page.page.measure == 70 and measure.said.text() == "70 characters"
    for _ in range(40):
        measure.larger.click()
    assert page.page.measure == again(page.frame).get("measure") == 90 and not measure.larger.isEnabled()
    assert measure.smaller.accessibleName() == "narrower column, now 90 characters"


def test_the_key_of_the_size_changes_nothing(sheet: Preferences, qtbot: QtBot) -> None:
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    before = sheet.frame.article_size
    qtbot.keyClick(sheet, Qt.Key.Key_A, ALT)
    qtbot.wait(150)  # as long as a button that is pressed by a key stays down
    assert sheet.focusWidget() is sheet.text.letters.smaller and sheet.frame.article_size == before


def test_switches_and_usual_text(page: TextPage, qtbot: QtBot) -> None:
    view = page.frame.view
    qtbot.mouseClick(page.numbers.buttons["on"], LEFT)
    qtbot.mouseClick(page.marks.buttons["on"], LEFT)
    qtbot.mouseClick(page.headline.buttons["off"], LEFT)
    assert view._shows_numbers and view._shows_marks and not view._shows_headline
    type_family(qtbot, page, OTHER)
    page.measure.larger.click()
    page.letters.larger.click()
    qtbot.mouseClick(page.usual, LEFT)
    assert not view._shows_numbers and not view._shows_marks and view._shows_headline
    assert view.font() == article_font(18) and page.measure.said.text() == "usual"
    assert page.headline.chosen == "on" and page.numbers.chosen == page.marks.chosen == "off"


def test_pages_have_letters_of_their_own(sheet: Preferences, qtbot: QtBot) -> None:
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    qtbot.keyClick(sheet, Qt.Key.Key_L, ALT)
    qtbot.waitUntil(lambda: sheet.chooser.chosen == "look")
    qtbot.keyClick(sheet, Qt.Key.Key_X, ALT)
    qtbot.waitUntil(lambda: sheet.chooser.chosen == "text")
