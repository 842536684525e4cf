"""The rows of the ledger: how they are called, painted, and what keys and mouse do in them."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from workbench.window.entities.ledger import Ledger, Row
from workbench.window.look.direction import cut_to, paint_words
from workbench.window.look.even_list import Index
from workbench.window.look.fill import fill
from workbench.window.look.icons import paint_icon
from workbench.window.look.rows import LabelDelegate, RowList, RowModel, paint_right, types
from workbench.window.look.theme import Theme, ui_font
from workbench.words import number

_LEFT, _INSIDE, _RIGHT = 38, 50, 14  # pixels: where words begin, those of mentions, and what stays free
_VALUE, _GUESS = 110, 128  # pixels that a value and a guess take at most
_AFTER = 60  # characters behind a mention that may be shown
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class LedgerModel(RowModel[Row]):
    """The lines of a ledger."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger: Ledger | None = None

    def title(self, row: Row) -> str:
        """The name, or the words of a mention."""
        return self.ledger.title(row) if self.ledger is not None else ""

    def proposed(self, row: Row) -> tuple[str, bool]:
        """What Enter makes of a mention of nobody: the name, and whether it is known; a ``?`` where it has to ask.

        A name with a ``?`` is only who was spoken of before.
        """
        if self.ledger is None or row.span is None:
            return "", False
        guess = self.ledger.likeliest(row.span)
        if guess is not None:
            return self.ledger.entity(guess.entity).name + "?" * guess.is_faint, True
        return ("new", False) if self.ledger.new_name(row.span) else ("?", False)

    def after(self, row: Row) -> str:
        """The words that follow a mention, by which those that read the same are told apart."""
        if self.ledger is None or row.span is None:
            return ""
        return " ".join(self.ledger.text[row.span.end : row.span.end + _AFTER].split())

    def spoken(self, row: Row) -> str:
        """All that a row shows, in words."""
        if row.kind == "entity":
            mentions = number(row.size, "mention") if row.size else "no mentions"
            return ", ".join(part for part in (row.words, row.value, mentions) if part)
        if row.kind == "open":
            name, known = self.proposed(row)
            sure = "perhaps" if name.endswith("?") else "probably"
            guess = f"{sure} {name.removesuffix('?')}"
            what = guess if known else "a new entity" if name == "new" else "not known who is meant"
            return f"{row.label} without entity: {self.title(row)}, {what}"
        if row.kind == "mention":
            return f"mention of {row.entity.name if row.entity else ''}: {self.title(row)}"
        return f"{row.words}, {row.size:,}"

    def place(self, key: tuple[str, str] | None) -> int | None:
        """The row of that key."""
        return next((at for at, row in enumerate(self.rows) if row.key == key), None)


class LedgerDelegate(LabelDelegate):
    """Paints the lines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 28)
        self.opened: set[str] = set()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, LedgerModel)
        row, rect = model.rows[index.row()], option.rect
        marked = self.paint_ground(painter, option, index)
        match row.kind:
            case "entity":
                self._paint_entity(painter, rect, row, marked)
            case "mention":
                self._paint_mention(painter, model, rect, row, _INSIDE, _RIGHT)
            case "open":
                self._paint_open(painter, model, rect, row)
            case _:
                self._paint_head(painter, rect, row, index.row() > 0)

    def _paint_head(self, painter: QPainter, rect: QRect, row: Row, lined: bool) -> None:
        if lined:
            fill(painter, QRect(rect.left(), rect.top(), rect.width(), 1), self.theme.b)
        if row.label:
            self.paint_label(painter, row.label, rect, (rect.height() - 16) // 2)
        left = _LEFT if row.label else _RIGHT
        box = QRect(rect.left() + left, rect.top(), rect.width() - left - _RIGHT, rect.height())
        box.setWidth(box.width() - paint_right(painter, f"{row.size:,}", box, ui_font(12), self.theme.t2) - 8)
        paint_words(painter, row.words, box, ui_font(12, 600), self.theme.t2)

    def _paint_entity(self, painter: QPainter, rect: QRect, row: Row, marked: bool) -> None:
        theme = self.theme
        if row.size:
            is_open = row.entity is not None and row.entity.id in self.opened
            box = QRectF(rect.left() + 15, rect.top() + rect.height() / 2 - 7, 14, 14)
            paint_icon(painter, "chevron-down" if is_open else "chevron-right", theme.t2, box)
        words = QRect(rect.left() + _LEFT, rect.top(), rect.width() - _LEFT - _RIGHT, rect.height())
        count = f"{row.size:,}" if row.size else "no mentions"
        taken = max(22, paint_right(painter, count, words, ui_font(12), theme.t2) + 10)
        words.setWidth(words.width() - taken)
        if row.value:
            painter.setFont(ui_font(12))
            value = cut_to(painter, row.value, _VALUE, ui_font(12))
            words.setWidth(words.width() - paint_right(painter, value, words, ui_font(12), theme.t2) - 10)
        paint_words(painter, row.words, words, ui_font(13, 600 if marked else 500), theme.t1)

    def _paint_mention(
        self, painter: QPainter, model: LedgerModel, rect: QRect, row: Row, left: int, right: int
    ) -> None:
        """The words, and as much as there is room for of those behind them."""
        box = QRect(rect.left() + left, rect.top(), rect.width() - left - right, rect.height())
        words = model.title(row)
        paint_words(painter, words, box, ui_font(13), self.theme.t1)
        taken = painter.fontMetrics().horizontalAdvance(words) + 6
        if box.width() - taken > 30:
            rest = QRect(box.left() + taken, box.top(), box.width() - taken, box.height())
            paint_words(painter, model.after(row), rest, ui_font(12), self.theme.t3)

    def _paint_open(self, painter: QPainter, model: LedgerModel, rect: QRect, row: Row) -> None:
        self.paint_label(painter, row.label, rect, (rect.height() - 16) // 2)
        name, known = model.proposed(row)
        painter.setFont(ui_font(12))
        shown = cut_to(painter, f"→ {name}" if known else name, _GUESS, ui_font(12))
        box = QRect(rect.left() + _LEFT, rect.top(), rect.width() - _LEFT - _RIGHT, rect.height())
        taken = paint_right(painter, shown, box, ui_font(12), self.theme.t1 if known else self.theme.t2)
        self._paint_mention(painter, model, rect, row, _LEFT, _RIGHT + taken + 10)


class LedgerRows(RowList):
    """The list. What is typed on a mention begins a name; on an entity it is a letter for what is said of it."""

    taken = Signal(bool)  # Enter; with Shift for all that read the same
    removal_asked = Signal()
    rename_asked = Signal()
    typed = Signal(str)
    turned = Signal(bool)  # open (or close) the current entity
    menu_asked = Signal(QPoint)  # where on the screen
    pressed_on = Signal(int)  # the row that the mouse let go of
    focused = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Del takes out, F2 renames, arrows open and close, letters name, or say of what kind it is."""
        plain, key = event.modifiers() in _PLAIN, event.key()
        shifted = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ShiftModifier
        if key in _ENTER and (plain or shifted):
            if not event.isAutoRepeat():  # each is a decision
                self.taken.emit(shifted)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain and not event.isAutoRepeat():
            self.removal_asked.emit()
        elif key == Qt.Key.Key_F2 and plain:
            self.rename_asked.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and plain:
            self.turned.emit(key == Qt.Key.Key_Right)
        elif types(event) and event.text() != "/" and self._has_letters():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def _has_letters(self) -> bool:
        at, model = self.currentIndex().row(), self.model()
        row = model.rows[at] if isinstance(model, LedgerModel) and 0 <= at < len(model.rows) else None
        return row is not None and (row.span is not None or row.entity is not None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click is told after the row is the current one."""
        super().mouseReleaseEvent(event)
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.pressed_on.emit(at.row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row under the mouse; by its key that of the current row."""
        index, at = self.indexAt(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_asked.emit(at)


class Hint(QWidget):
    """One line below the list: what keys do with the current row."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.hints: tuple[tuple[str, str], ...] = ()
        self.setFixedHeight(30)

    def show_hints(self, *hints: tuple[str, str]) -> None:
        """Show keys, each with what it does; those for which there is no room are left out. Words need no key."""
        self.hints = hints
        self.setAccessibleName("; ".join(f"{key}: {words}" if key else words for key, words in hints))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.update()

    def paintEvent(self, event: object) -> None:
        from workbench.window.look.small import cap_width, paint_key_cap

        painter, theme, font = QPainter(self), self.theme, ui_font(12)
        fill(painter, QRect(0, 0, self.width(), 1), theme.b)
        x, middle, right = 14.0, self.height() / 2 + 0.5, self.width() - 12
        for at, (key, words) in enumerate(self.hints):
            painter.setFont(font)
            wide, cap = painter.fontMetrics().horizontalAdvance(words), cap_width(key) + 6 if key else 0
            if at and x + cap + wide > right:
                return
            if key:
                paint_key_cap(painter, theme, key, QRectF(round(x), middle - 9, cap - 6, 18))
            x += cap
            paint_words(
                painter, words, QRect(int(x), 1, int(min(wide + 2, right - x)), self.height() - 1), font, theme.t2
            )
            x += wide + 14
