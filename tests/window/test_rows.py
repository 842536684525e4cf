"""Lists of rows: which keys are theirs, and how little they ask."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from workbench.window.look.rows import RowList, RowModel, types
from workbench.window.look.theme import load_theme
from workbench.window.panels.span_list import SpanDelegate

NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


class Words(RowModel[str]):
    """Words that count how often they are asked for."""

    asked = 0

    def title(self, row: str) -> str:
        self.asked += 1
        return row

    def spoken(self, row: str) -> str:
        return f"the word {row}"


@pytest.fixture
def words(qtbot: QtBot) -> RowList:
    model = Words()
    made = RowList(model, SpanDelegate(load_theme("light")), "words")
    qtbot.addWidget(made)
    model.show(str(at) for at in range(2000))
    return made


@pytest.mark.parametrize(
    "key, modifiers, text, is_typed",
    [
        (Qt.Key.Key_Slash, NONE, "/", True),
        (Qt.Key.Key_F, SHIFT, "F", True),
        (Qt.Key.Key_F, CONTROL, "f", False),
        (Qt.Key.Key_Space, NONE, " ", False),
        (Qt.Key.Key_Return, NONE, "\r", False),
        (Qt.Key.Key_Delete, NONE, "\x7f", False),
        (Qt.Key.Key_Down, NONE, "", False),
    ],
)
def test_what_types_a_character_is_not_the_lists(
    words: RowList, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, is_typed: bool
) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, key, modifiers, text)
    assert types(event) is is_typed
    words.keyPressEvent(event)
    assert not (is_typed and event.isAccepted())


def test_rows_are_counted_without_asking_for_each(words: RowList, qtbot: QtBot) -> None:
    model = words.model()
    assert isinstance(model, Words)
    words.setCurrentIndex(model.index(1000))
    qtbot.keyClick(words, Qt.Key.Key_Space)
    model.put(500, "new")
    model.take(0)
    model.replace(499, "newer")
    words.setCurrentIndex(model.index(1200))
    assert model.rowCount() == len(model.rows) == 2000 and model.index(499).data() == "newer"
    assert model.asked == 1
