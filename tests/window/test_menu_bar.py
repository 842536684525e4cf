"""The letters of the menu bar are underlined only while they are of use."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionMenuItem

from workbench.window.frame import Frame


def drawn(frame: Frame) -> str:
    bar, option = frame.header.menus, QStyleOptionMenuItem()
    bar.initStyleOption(option, frame.header.menu_of["File"].menuAction())
    return option.text


def test_letters_while_alt_is_held(working: Frame) -> None:
    assert drawn(working) == "File"
    QTest.keyPress(working.view, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    assert drawn(working) == "&File"
    QTest.keyRelease(working.view, Qt.Key.Key_Alt)  # which puts the keys into the bar
    assert working.header.menus.hasFocus() and drawn(working) == "&File"
    QTest.keyClick(working.header.menus, Qt.Key.Key_Escape)
    assert drawn(working) == "File"


def test_enter_is_called_so_in_menus(working: Frame) -> None:
    working.menus.update()
    assert working.menus.actions["article.done_next"].text().endswith("\tCtrl+Enter")
    assert working.menus.actions["article.done_next"].shortcut().toString() == "Ctrl+Return"
