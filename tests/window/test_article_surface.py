"""The text of the view: its size by the wheel, and its lines through resizes and far jumps."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.window.article.view import ArticleView
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


@pytest.fixture
def long(qtbot: QtBot) -> ArticleView:
    """A view of long lines, all of them laid out, that has just been made narrow."""
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    qtbot.waitExposed(view)
    view.show_article("\n".join(f"{number} " + "many different words " * 24 for number in range(120)), [])
    qtbot.waitUntil(lambda: not view._settling.isActive())
    return view


def test_a_step_over_the_edge_of_the_view_finds_lines_of_the_new_width(long: ArticleView, qtbot: QtBot) -> None:
    long.resize(520, 500)
    width = long._layout.column.width
    start = long.document().findBlockByNumber(60).position()
    long.select_extent(start, start)
    QTest.keyClick(long, Qt.Key.Key_Up)
    block = long.textCursor().block()
    layout = block.layout()
    assert block.blockNumber() == 59 and layout.lineAt(0).width() == width
    assert long.textCursor().positionInBlock() == layout.lineAt(layout.lineCount() - 1).textStart()
    long.resize(1000, 500)
    QTest.keyClick(long, Qt.Key.Key_End)
    long.resize(700, 500)
    QApplication.processEvents()
    x = long.cursorRect().x()
    QTest.keyClick(long, Qt.Key.Key_Up)
    assert abs(long.cursorRect().x() - x) < 12
    width = long._layout.column.width
    for key, number in ((Qt.Key.Key_PageDown, 61), (Qt.Key.Key_PageUp, 59)):
        QTest.keyClick(long, key)
        found = long.textCursor().block()
        assert abs(found.blockNumber() - number) <= 2 and found.layout().lineAt(0).width() == width


def test_a_resize_keeps_lines_that_need_only_move(long: ArticleView) -> None:
    before = long.document().lineCount()
    long.resize(1000, 500)
    assert long.document().lineCount() == before
    QApplication.processEvents()
    block = long.firstVisibleBlock()
    assert block.layout().lineAt(0).x() == long._layout.column.left == (long.viewport().width() - 640) // 2


def test_after_a_resize_the_scroll_bar_counts_every_line_again(long: ArticleView, qtbot: QtBot) -> None:
    long.resize(520, 500)
    qtbot.waitUntil(lambda: not long._settling.isActive())
    document = long.document()
    assert document.lineCount() == sum(document.findBlockByNumber(at).layout().lineCount() for at in range(120))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.999])
def test_what_is_centred_is_seen(long: ArticleView, share: float) -> None:
    at = int(share * len(long.text))
    long.centre(at)
    start, end = long.seen()
    assert start <= at < end and end - start < 2500
    cursor = long.textCursor()
    cursor.setPosition(at)
    middle = long.cursorRect(cursor).center().y()
    assert share in (0.0, 0.999) or abs(middle - 250) < 40
    assert long.viewport().rect().contains(long.cursorRect(cursor).center())
