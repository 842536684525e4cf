"""What is missing or doubtful in an article that somebody calls done: each with the words it is about."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from workbench.window.sheets.message import Message
from workbench.window.sheets.sheet import Sheet
from workbench.words import cut

_QUOTE, _ROW, _MOST = 60, 28, 8  # characters of a quote, pixels of a row, rows before it scrolls


class Doubts(Message):
    """Asks whether the article is done all the same. ``chosen`` is the one to go to, where it is not."""

    def __init__(self, parent: QWidget | None, sentences: Sequence[str], quotes: Sequence[str] = ()) -> None:
        count = len(sentences)
        what = "thing is" if count == 1 else "things are"
        super().__init__(
            parent, "Done?", f"{count:,} {what} missing or doubtful. The article can be called done all the same."
        )
        self.setMinimumWidth(560)
        self.chosen = 0
        self.list = _List()
        self.list.setObjectName("doubts")
        self.list.setAccessibleName("What is missing or doubtful; Enter goes there")
        for at, sentence in enumerate(sentences):
            quote = _short(quotes[at]) if at < len(quotes) else ""
            words = f"{sentence[:1].upper()}{sentence[1:]}"
            item = QListWidgetItem(f"{words}:  {quote}" if quote else words)
            item.setSizeHint(QSize(0, _ROW))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(min(_MOST, count) * _ROW + 10)
        self.list.itemClicked.connect(lambda item: self.go())
        self.list.entered_on.connect(self.go)
        self.below.addWidget(self.list)
        self.look = self.add_button("&Go to it" if count == 1 else "&Go to the chosen one", self.go)
        self.add_button("Cancel", self.reject, keys=("Esc",))
        self.done_button = self.add_button("It is done", self.accept, filled=True, keys=("↵",))
        self.done_button.setFocus()

    def go(self) -> None:
        """Leave it open, and go to the chosen one."""
        self.chosen = max(0, self.list.currentRow())
        self.reject()


class _List(QListWidget):
    entered_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(500, _ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there; it is the filled button elsewhere."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_on.emit()
        else:
            super().keyPressEvent(event)


def _short(quote: str) -> str:
    """The words on one line, in quotation marks unless they bring their own."""
    words = cut(quote, _QUOTE)
    return words if not words or words[0] in "“\"‘'«„" else f"“{words}”"


def ask(parent: QWidget | None, sentences: Sequence[str], quotes: Sequence[str] = ()) -> int | None:
    """None where the article is done all the same, else which of them to go to; -1 for none of them."""
    sheet = Doubts(parent, sentences, quotes)
    sheet.chosen = -1
    done = sheet.exec() == Sheet.DialogCode.Accepted
    sheet.deleteLater()
    return None if done else sheet.chosen
