"""The focus ring follows the keys, keeps off the control, and goes with it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from workbench.window.frame import Frame
from workbench.window.look.focus import FocusRing, ring_box, start_ring


@pytest.fixture
def ring(qapp: QApplication) -> FocusRing:
    return start_ring()


def shown(qtbot: QtBot, *controls: QWidget) -> QDialog:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    row = QHBoxLayout(dialog)
    row.setContentsMargins(20, 20, 20, 20)
    for control in controls:
        row.addWidget(control)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_a_button_has_it_after_a_key_and_not_after_the_mouse(qtbot: QtBot, ring: FocusRing) -> None:
    first, second = QPushButton("first"), QPushButton("second")
    dialog = shown(qtbot, first, second)
    second.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    qtbot.mousePress(second, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is second
    qtbot.mouseRelease(second, Qt.MouseButton.LeftButton)
    assert ring.target is second
    qtbot.keyClick(second, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is first
    assert ring.ring is not None and ring.ring.isVisible() and ring.ring.window() is dialog
    where = first.geometry().adjusted(-4, -4, 4, 4)
    assert ring.ring.geometry() == where


def test_a_field_always_has_it_and_it_moves_along(qtbot: QtBot, ring: FocusRing) -> None:
    line, button = QLineEdit(), QPushButton("x")
    dialog = shown(qtbot, button, line)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert ring.ring is not None and ring.ring.isVisible()
    before = ring.ring.geometry()
    dialog.resize(dialog.width() + 90, dialog.height())
    qtbot.waitUntil(lambda: ring.ring is not None and ring.ring.geometry() != before)
    assert ring.ring.geometry() == line.geometry().adjusted(-4, -4, 4, 4)
    line.hide()
    assert ring.target is button


def test_it_goes_with_its_window(qtbot: QtBot, ring: FocusRing) -> None:
    dialog = shown(qtbot, QLineEdit())
    assert ring.ring is not None and ring.ring.window() is dialog
    dialog.close()
    qtbot.waitUntil(lambda: ring.ring is None or ring.ring.window() is not dialog)
    other = shown(qtbot, QLineEdit())
    assert ring.ring is not None and ring.ring.window() is other


def test_it_is_cut_where_its_control_is_cut(qtbot: QtBot) -> None:
    area, inside = QScrollArea(), QWidget()
    column = QVBoxLayout(inside)
    buttons = [QPushButton(str(number)) for number in range(30)]
    for button in buttons:
        column.addWidget(button)
    area.setWidget(inside)
    area.resize(200, 150)
    qtbot.addWidget(area)
    area.show()
    where, seen = ring_box(buttons[-1])
    assert not seen.intersects(where)
    area.ensureWidgetVisible(buttons[-1])
    where, seen = ring_box(buttons[-1])
    assert seen.intersects(where) and seen.topLeft() == area.viewport().mapTo(area, QPoint(0, 0))


def test_a_list_has_it_round_its_row(qtbot: QtBot, working: Frame, ring: FocusRing) -> None:
    working.activateWindow()
    listed = working.spans.list
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Home)
    assert ring.ring is not None
    first = ring.ring.geometry()
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    assert ring.ring is not None and ring.ring.geometry().top() == first.top() + 28
    working.spans.set_density("compact")
    assert ring.ring.geometry() == ring_box(listed)[0] and ring.ring.height() == first.height() - 4
    working.view.setFocus()
    assert ring.ring is None
