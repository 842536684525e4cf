"""What all dialogs share: keys of the buttons, and colours that follow those of the window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from workbench.window.exporting.sheet import ExportSheet
from workbench.window.frame import Frame
from workbench.window.importing.sheet import ImportSheet
from workbench.window.look.theme import Theme, load_theme
from workbench.window.preferences.dialog import Preferences
from workbench.window.sheets.article_facts import ArticleFacts
from workbench.window.sheets.help_page import HelpPage
from workbench.window.sheets.message import Message
from workbench.window.sheets.new_project import NewProject
from workbench.window.sheets.people import PeopleSheet, RenameSheet
from workbench.window.sheets.sheet import CapButton, Sheet

KEY = "ferry-strike-wire"
MADE: dict[str, Callable[[Frame], Sheet]] = {
    "export": ExportSheet,
    "import": ImportSheet,
    "settings": lambda frame: Preferences(frame, "look"),
    "keys": HelpPage,
    "message": lambda frame: Message(frame, "A title", "A sentence.", "Details"),
    "new project": NewProject,
    "people": PeopleSheet,
    "article": lambda frame: ArticleFacts(frame, KEY),
}


def themes(sheet: Sheet) -> set[str]:
    """The themes that anything in a dialog paints with."""
    parts = [sheet, *sheet.findChildren(QObject)]
    return {part.theme.name for part in parts if isinstance(getattr(part, "theme", None), Theme)}  # type: ignore[union-attr,attr-defined]


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    made = Sheet(None, load_theme("light"), "A title", "and more")
    qtbot.addWidget(made)
    return made


def test_enter_presses_the_filled_button_and_esc_cancels(sheet: Sheet, qtbot: QtBot) -> None:
    pressed: list[str] = []
    field = QLineEdit()
    sheet.body.addWidget(field)
    sheet.add_button("Cancel", lambda: pressed.append("cancel"))
    sheet.add_button("Do it", lambda: pressed.append("do"), filled=True)
    sheet.show()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert pressed == ["do"] and sheet.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not sheet.isVisible() and sheet.result() == Sheet.DialogCode.Rejected


def test_a_button_has_room_for_its_caps_and_says_them(sheet: Sheet) -> None:
    bare, capped = sheet.add_button("Write", sheet.accept), sheet.add_button("Write", sheet.accept, keys=("Ctrl", "↵"))
    assert capped.sizeHint().width() > bare.sizeHint().width() + 30
    assert (bare.accessibleName(), capped.accessibleName()) == ("Write", "Write (Ctrl+↵)")
    capped.set_words("Write 11 articles", ())
    assert capped.accessibleName() == capped.text() == "Write 11 articles"


@pytest.mark.parametrize("name", MADE)
def test_an_open_dialog_follows_the_theme_of_the_window(working: Frame, qtbot: QtBot, name: str) -> None:
    sheet = MADE[name](working)
    sheet.show()
    assert themes(sheet) == {"light"}
    for theme in ("dark", "hc", "light"):
        working.set_theme(theme)
        assert themes(sheet) == {theme}
    sheet.reject()
    sheet.deleteLater()


def test_a_dialog_above_a_dialog_follows_too(working: Frame) -> None:
    below = PeopleSheet(working)
    above = RenameSheet(working, "ines", below)
    below.show()
    above.show()
    working.set_theme("dark")
    assert themes(above) == themes(below) == {"dark"}
    button = above.findChild(CapButton)
    assert isinstance(button, CapButton) and button.theme is working.theme
    above.reject()
    below.reject()
    below.deleteLater()


def test_stronger_edges_reach_an_open_dialog(working: Frame) -> None:
    sheet = PeopleSheet(working)
    soft = sheet.work_button.theme.bs
    working.set_stronger_edges(True)
    assert sheet.work_button.theme.bs == working.theme.bs != soft
    sheet.deleteLater()
