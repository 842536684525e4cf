"""The size of the article's letters by the wheel."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from workbench.window.frame import Frame

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def turn(frame: Frame, eighths: int, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    """Turn the wheel over the article, by eighths of a degree; 120 are a notch."""
    over = frame.view.viewport()
    place = QPointF(200, 200)
    event = QWheelEvent(
        place, over.mapToGlobal(place), QPoint(), QPoint(0, eighths), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(over, event)


def test_ctrl_and_the_wheel_change_the_size(working: Frame) -> None:
    turn(working, 120)
    assert working.article_size == 19 and working.settings.get("article_size") == 19
    turn(working, -240)
    assert working.article_size == 17


def test_a_touchpad_turns_by_parts_of_a_notch(working: Frame) -> None:
    for _ in range(4):
        turn(working, 40)
    assert working.article_size == 19
    turn(working, -30)
    turn(working, -130)
    assert working.article_size == 18


def test_the_wheel_alone_scrolls(working: Frame) -> None:
    turn(working, -240, NONE)
    assert working.article_size == 18 and working.view.verticalScrollBar().value() > 0
