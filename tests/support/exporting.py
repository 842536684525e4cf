"""Hands for the export dialog."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from workbench.window.exporting.sheet import ExportSheet

Left, Enter = Qt.MouseButton.LeftButton, Qt.Key.Key_Return
Opened = Callable[[], ExportSheet]


def settle(sheet: ExportSheet, qtbot: QtBot) -> None:
    """Wait until nothing is being worked out."""
    qtbot.waitUntil(lambda: not sheet.counting.busy and not sheet.paging.busy)


def choose(sheet: ExportSheet, name: str, qtbot: QtBot) -> None:
    """Walk to a format with the arrow keys."""
    wanted = sheet.formats.names.index(name)
    while (at := sheet.formats.currentRow()) != wanted:
        QTest.keyClick(sheet.formats, Qt.Key.Key_Down if at < wanted else Qt.Key.Key_Up)
    settle(sheet, qtbot)


def press(widget: QWidget) -> None:
    """Click in its middle."""
    QTest.mouseClick(widget, Left, pos=QPoint(widget.width() // 2, widget.height() // 2))


def pick(combo: QComboBox | None, value: str) -> None:
    """Choose by the arrow keys."""
    assert combo is not None
    combo.setFocus()
    wanted = combo.findData(value)
    assert wanted >= 0
    while (at := combo.currentIndex()) != wanted:
        QTest.keyClick(combo, Qt.Key.Key_Down if at < wanted else Qt.Key.Key_Up)
