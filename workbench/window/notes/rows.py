"""The rows of the notes: what was said, on which words, by whom and when; what is resolved is struck and quiet."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from workbench.project.notes import Note
from workbench.window.look.direction import paint_words
from workbench.window.look.even_list import Index
from workbench.window.look.icons import paint_icon
from workbench.window.look.rows import LabelDelegate, RowList, RowModel, paint_right
from workbench.window.look.small import plain_tip
from workbench.window.look.theme import Theme, ui_font
from workbench.window.panels.span_history import moment
from workbench.window.panels.span_list import one_line

TWO, THREE = 46, 64  # pixels of a row: with what it is on, and with the article it is in
MARK = 34  # pixels at the left that resolve when they are clicked
_LONGEST = 2000  # characters of a comment that a tool tip shows


def when(at: str) -> str:
    """A time as a clock on the wall shows it; what is no time stays as it is."""
    try:
        return moment(at)
    except ValueError:
        return at[:16]


class NoteModel(RowModel[Note]):
    """The notes; ``quote`` gives the words that one is on, by its row."""

    def __init__(self) -> None:
        super().__init__()
        self.quote: Callable[[int], str] = lambda at: ""
        self.everywhere = False

    def title(self, row: Note) -> str:
        """What was said, or which article is flagged."""
        return one_line(row.text) if row.kind == "comment" else row.title

    def on(self, at: int) -> str:
        """What it is on, on one line."""
        note = self.rows[at]
        if note.kind == "flag":
            return "flagged"
        return one_line(self.quote(at)) if note.span is not None else "the article"

    def said_by(self, row: Note) -> str:
        """Who said it, and when."""
        return f"{row.by} · {when(row.at)}" if row.by else ""

    def spoken(self, row: Note) -> str:
        """All that a row shows, in words."""
        state = f"resolved by {row.resolved.by}" if row.resolved else "open" if row.kind == "comment" else ""
        on = f"on {row.label} “{self.on(self.rows.index(row))}”" if row.label else self.on(self.rows.index(row))
        article = row.title if self.everywhere and row.kind == "comment" else ""
        return ", ".join(word for word in (self.title(row), state, on, self.said_by(row), article) if word)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """As of any row; in a tool tip the whole of what was said."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.rows[index.row()].text[:_LONGEST])
        return super().data(index, role)


class NoteDelegate(LabelDelegate):
    """Paints a row: mark and words; letter, quoted words, who and when; the article where there are several."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, TWO)
        self._plain, self._struck, self._small = ui_font(13), QFont(ui_font(13)), ui_font(12)
        self._struck.setStrikeOut(True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, NoteModel)
        at, theme, rect = index.row(), self.theme, option.rect
        note = model.rows[at]
        self.paint_ground(painter, option, index)
        left, width = rect.left() + MARK + 2, rect.width() - MARK - 2 - 14
        self._paint_mark(painter, note, rect)
        resolved = note.resolved is not None
        font, colour = (self._struck, theme.t2) if resolved else (self._plain, theme.t1)
        paint_words(painter, model.title(note), QRect(left, rect.top() + 5, width, 18), font, colour)
        line = QRect(left, rect.top() + 24, width, 17)
        if said := model.said_by(note):
            line.setWidth(width - paint_right(painter, said, line, self._small, theme.t2) - 8)
        if note.label is not None:
            self.paint_label(painter, note.label, rect.translated(left - 14 - rect.left(), 0), 24)
            line.setLeft(line.left() + 22)
        paint_words(painter, model.on(at), line, self._small, theme.t2)
        if model.everywhere and note.kind == "comment":
            paint_words(painter, note.title, QRect(left, rect.top() + 42, width, 17), self._small, theme.t2)

    def _paint_mark(self, painter: QPainter, note: Note, rect: QRect) -> None:
        """Form tells the state: a ring, a tick, a flag."""
        name = "flag" if note.kind == "flag" else "tick" if note.resolved else "ring"
        colour = self.theme.warn if note.kind == "flag" else self.theme.t2
        paint_icon(painter, name, colour, QRectF(rect.left() + 14, rect.top() + 7, 14, 14))


class Notes(RowList):
    """The list; ``entered`` that one shall be gone to, ``resolve_asked`` that the current one is to change sides."""

    entered = Signal(QModelIndex, bool)  # and whether the article gets the keyboard
    resolve_asked = Signal(QModelIndex)

    def __init__(self, model: NoteModel, delegate: NoteDelegate, parent: QWidget) -> None:
        super().__init__(model, delegate, "notes", parent)
        self.setAccessibleDescription("Enter goes there, Space resolves, typing filters")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, Space resolves or opens again."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        at = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and at.isValid():
            self.entered.emit(at, True)
        elif event.key() == Qt.Key.Key_Space and plain and at.isValid():
            if not event.isAutoRepeat():
                self.resolve_asked.emit(at)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the mark resolves, elsewhere it goes there."""
        super().mouseReleaseEvent(event)
        at = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and at.isValid():
            if event.position().x() < MARK:
                self.resolve_asked.emit(at)
            else:
                self.entered.emit(at, False)
