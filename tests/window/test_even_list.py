"""Lists of equal rows: where they lie, how keys and mouse go through them, and what a change paints."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from workbench.window.look.rows import Index, RowDelegate, RowList, RowModel
from workbench.window.look.theme import load_theme

Hint = QAbstractItemView.ScrollHint


class Words(RowModel[str]):
    def title(self, row: str) -> str:
        return row

    def spoken(self, row: str) -> str:
        return f"the word {row}"


class Noting(RowDelegate):
    """Notes which rows it was asked to paint, and where."""

    def __init__(self) -> None:
        super().__init__(load_theme("light"), 20)
        self.painted: dict[int, QRect] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.paint_ground(painter, option, index)
        self.painted[index.row()] = QRect(option.rect)


@pytest.fixture
def words(qtbot: QtBot) -> RowList:
    made = RowList(Words(), Noting(), "words")
    qtbot.addWidget(made)
    made.resize(120, 200)
    made.model().show(f"w{at}" for at in range(1000))
    with qtbot.waitExposed(made):
        made.show()
    qtbot.wait(1)
    return made


def painted(words: RowList, qtbot: QtBot) -> list[int]:
    """The rows that are painted before anything else happens."""
    delegate = words.itemDelegate()
    assert isinstance(delegate, Noting)
    delegate.painted.clear()
    qtbot.wait(20)
    return sorted(delegate.painted)


def test_rows_lie_one_below_the_other(words: RowList, qtbot: QtBot) -> None:
    model = words.model()
    assert words.verticalScrollBar().maximum() == 1000 * 20 - words.viewport().height()
    words.verticalScrollBar().setValue(105)
    box = words.visualRect(model.index(7))
    assert (box.top(), box.height(), box.width()) == (35, 20, words.viewport().width())
    assert words.indexAt(QPoint(3, 35)).row() == 7 and words.indexAt(QPoint(3, 34)).row() == 6
    assert not words.indexAt(QPoint(-1, 35)).isValid() and not words.visualRect(model.index(-1)).isValid()
    words.viewport().update()
    assert painted(words, qtbot) == list(range(5, 16))
    words.verticalScrollBar().setValue(125)
    assert set(painted(words, qtbot)) - {6} == {15, 16}  # the others are moved; at the sixth there may be the mouse


def test_keys_go_through_the_rows_and_stay_in_view(words: RowList, qtbot: QtBot) -> None:
    page = words.viewport().height() // 20 - 1
    words.setCurrentIndex(words.model().index(0))
    for key, wanted in (
        (Qt.Key.Key_Down, 1), (Qt.Key.Key_PageDown, 1 + page), (Qt.Key.Key_Up, page),
        (Qt.Key.Key_End, 999), (Qt.Key.Key_Down, 999), (Qt.Key.Key_PageUp, 999 - page), (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Up, 0),
    ):  # fmt: skip
        qtbot.keyClick(words, key)
        assert words.currentIndex().row() == wanted
        assert words.viewport().rect().contains(words.visualRect(words.currentIndex()))
        assert [index.row() for index in words.selectionModel().selectedRows()] == [wanted]


def test_the_mouse_chooses_the_row_below_it(words: RowList, qtbot: QtBot) -> None:
    words.verticalScrollBar().setValue(4010)
    qtbot.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 31))
    assert words.currentIndex().row() == 202 and words.selectionModel().isSelected(words.model().index(202))
    region = words.visualRegionForSelection(words.selectionModel().selection())
    assert region.boundingRect() == words.visualRect(words.currentIndex())


@pytest.mark.parametrize("hint, top", [(Hint.PositionAtTop, 0), (Hint.PositionAtCenter, 90), (Hint.EnsureVisible, 180)])
def test_a_row_is_brought_into_view(words: RowList, hint: Hint, top: int) -> None:
    words.resize(120, 200 + words.height() - words.viewport().height())
    words.scrollTo(words.model().index(500), hint)
    assert words.visualRect(words.model().index(500)).top() == top
    words.scrollTo(words.model().index(500))
    assert words.visualRect(words.model().index(500)).top() == top  # where it is seen, nothing moves


def test_a_change_paints_what_it_must(words: RowList, qtbot: QtBot) -> None:
    model = words.model()
    assert isinstance(model, Words)
    painted(words, qtbot)
    model.replace(3, "other")
    assert painted(words, qtbot) == [3]
    model.put(2, "new")
    words.setCurrentIndex(model.index(4))
    assert painted(words, qtbot) == list(range(10))
    assert words.verticalScrollBar().maximum() == 1001 * 20 - words.viewport().height()
    words.setCurrentIndex(model.index(5))
    assert painted(words, qtbot) == [4, 5]
    model.show(["one"])
    assert words.verticalScrollBar().maximum() == 0 or painted(words, qtbot) == [0]
    assert not words.currentIndex().isValid() and not words.selectionModel().hasSelection()


def test_rows_of_another_height_are_laid_out_anew(words: RowList, qtbot: QtBot) -> None:
    delegate = words.itemDelegate()
    assert isinstance(delegate, Noting)
    delegate.set_height(30)
    words.doItemsLayout()
    assert words.visualRect(words.model().index(2)).top() == 60
    assert painted(words, qtbot) == list(range(7))


def test_a_screen_reader_hears_the_rows(words: RowList) -> None:
    seen = QAccessible.queryAccessibleInterface(words)
    assert seen is not None and seen.role() == QAccessible.Role.List and seen.childCount() == 1000
    row = seen.child(12)
    assert row is not None and row.text(QAccessible.Text.Name) == "the word w12"
    assert row.rect().height() == 20
