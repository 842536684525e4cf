"""The letters of the menu bar are underlined only while they are of use."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionMenuItem

from workbench.model.scheme import Label, Scheme
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


@pytest.mark.parametrize("count", [6, 12])
def test_menus_fit_small_screens(working: Frame, count: int) -> None:
    menus = working.menus
    labels = [Label(f"label {at}", str(at) if at < 10 else "", "L", "event") for at in range(1, count + 1)]
    menus.set_scheme(Scheme("many", "1", labels))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the entries of the old labels
    for name, menu in working.header.menu_of.items():
        assert menu.sizeHint().height() <= 700, name
    more = menus.submenus["More labels"]
    assert more.menuAction().isVisible() == (count > 9) and len(more.actions()) == max(0, count - 9)
    entries = [entry.text().partition("\t")[0] for entry in working.header.menu_of["Label"].actions()]
    assert entries[: min(count, 9)] == [f"Label {at}" for at in range(1, min(count, 9) + 1)]
    assert entries[min(count, 9)] == "More labels"
