"""The size of the article's letters by the wheel."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

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


def first_words(frame: Frame) -> str:
    """The words of the first visible line."""
    view = frame.view
    block = view.firstVisibleBlock()
    line = block.layout().lineAt(view.verticalScrollBar().value() - block.firstLineNumber())
    start = block.position() + line.textStart()
    return view.toPlainText()[start : start + line.textLength()]


@pytest.mark.parametrize("mode", ["annotate", "review"])
def test_what_stands_at_the_top_stays_there_while_the_window_changes(
    frame: Frame, sample: Path, qtbot: QtBot, mode: str
) -> None:
    frame.projects.open(str(sample), "ruth")
    assert frame.session is not None
    frame.session.open("lighthouse-rescue")
    frame.set_mode(mode)
    bar = frame.view.verticalScrollBar()
    qtbot.waitUntil(lambda: not frame.view._settling.isActive())
    bar.setValue(bar.maximum() // 2)
    if mode == "review":
        frame.menus.actions["review.edit"].trigger()
        assert frame.review.card.is_editing
        bar.setValue(bar.maximum() // 2)
    word = first_words(frame).split()[0]
    for width, height in ((1024, 700), (1440, 500), (900, 700), (1440, 900), (1100, 600), (1440, 900)):
        frame.resize(width, height)
        QApplication.processEvents()
        assert word in first_words(frame), (width, height)
    bar.setValue(0)
    frame.resize(1024, 700)
    assert bar.value() == 0
