"""What all lists share: their rows and what they are called, height, ground, how text is cut to fit."""

from collections.abc import Iterable, MutableSequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.model.scheme import Scheme
from workbench.window.look.even_list import EvenList, Index
from workbench.window.look.fill import fill
from workbench.window.look.icons import letter_picture
from workbench.window.look.theme import Theme

Row = TypeVar("Row")
ROW = int(Qt.ItemDataRole.UserRole)
FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowModel(QStringListModel, Generic[Row]):
    """The rows of a list, under ``ROW``. What a row is called is worked out when it comes into view.

    Qt's list of strings does nothing but count. A list asks for the number of rows once or twice a row whenever
    one comes or goes: with 10,000 rows and the answer in Python that is 16 ms, else 1.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: MutableSequence[Row] = []

    def show(self, rows: Iterable[Row]) -> None:
        """Show other rows."""
        self.rows = self._list_of(rows)
        self.setStringList([])  # forgets which row was selected
        if self.rows:
            self.insertRows(0, len(self.rows))  # without a text for each, which Qt would have to take over

    def _list_of(self, rows: Iterable[Row]) -> MutableSequence[Row]:
        """A list of the model's own."""
        return list(rows)

    def put(self, at: int, row: Row) -> None:
        """Put a row in, before the one that stands at ``at``."""
        self.rows.insert(at, row)
        self.insertRows(at, 1)

    def take(self, at: int) -> None:
        """Take a row out."""
        self.removeRows(at, 1)
        del self.rows[at]

    def replace(self, at: int, row: Row) -> None:
        """Show what became of a row."""
        self.rows[at] = row
        self.dataChanged.emit(self.index(at), self.index(at))

    def title(self, row: Row) -> str:
        """What stands in a row."""
        raise NotImplementedError

    def spoken(self, row: Row) -> str:
        """All that a row shows, in words."""
        raise NotImplementedError

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows are chosen, not edited."""
        return FLAGS

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The row itself, its title, or what a screen reader says of it."""
        if role == ROW:
            return self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(self.rows[index.row()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(self.rows[index.row()])
        return None


class RowDelegate(QStyledItemDelegate):
    """A painter of rows of one height."""

    def __init__(self, theme: Theme, height: int) -> None:
        super().__init__()
        self.theme = theme
        self.height = height

    def set_height(self, height: int) -> None:
        """Rows of another height; the list has to be laid out again."""
        self.height = height

    def paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, marked: bool | None = None
    ) -> bool:
        """Paint what lies below a row; gives whether it is the marked one (None: the selected one).

        The view is asked, not the option's state: reading that would load all of QStyle, slow at the start.
        """
        view, rect, theme = option.widget, option.rect, self.theme
        assert isinstance(view, EvenList)
        if marked is None:
            marked = view.selectionModel().isSelected(index)
        row = index.row()
        focused = row == view.focused_row
        if marked:
            fill(painter, rect, theme.sel)
        elif focused or row == view.hovered_row:
            fill(painter, rect, theme.hover)
        if marked or focused:
            fill(painter, QRect(rect.left(), rect.top(), 3, rect.height()), theme.accent)
        return marked


class LabelDelegate(RowDelegate):
    """A painter of rows that begin with a label's letter."""

    def __init__(self, theme: Theme, height: int) -> None:
        super().__init__(theme, height)
        self.scheme: Scheme | None = None
        self._letters: dict[str, QPixmap] = {}
        self._drawn_for: tuple[Scheme | None, Theme, float] = (None, theme, 1.0)

    def paint_label(self, painter: QPainter, name: str, rect: QRect, top: int) -> None:
        """Paint the letter of the label of that name, ``top`` below the row's upper edge."""
        if self.scheme is None:
            return
        scheme, theme, ratio = self._drawn_for
        if scheme is not self.scheme or theme is not self.theme or ratio != painter.device().devicePixelRatioF():
            self._drawn_for = (self.scheme, self.theme, painter.device().devicePixelRatioF())
            self._letters.clear()
        picture = self._letters.get(name)
        if picture is None:
            label = self.scheme.label(name)
            colours = self.theme.label(label.colour)
            picture = self._letters[name] = letter_picture(colours, label.letter, 16, self._drawn_for[2])
        painter.drawPixmap(rect.left() + 14, rect.top() + top, picture)


class RowList(EvenList):
    """A list of rows that a delegate paints; called ``name`` to screen readers."""

    laid_out = Signal()  # rows came, went, or have another height

    def __init__(
        self, model: QStringListModel, delegate: RowDelegate, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._delegate = delegate
        self.row_height = delegate.height
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    def doItemsLayout(self) -> None:
        """Rows may have become higher or lower."""
        self.row_height = self._delegate.height
        super().doItemsLayout()
        self.laid_out.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and the like are the list's; what types a character has its meaning in the window."""
        if types(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """None, for the space bar either: there are filter lines."""

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self._delegate.theme = theme
        self.viewport().update()

    def ground(self) -> QColor:
        """The panel's, as the style sheet has it."""
        return self._delegate.theme.panel


def types(event: QKeyEvent) -> bool:
    """Whether a key types a character that can be seen."""
    return event.text().isprintable() and bool(event.text().strip()) and not event.modifiers() & _COMMAND


def paint_left(painter: QPainter, text: str, box: QRect, font: QFont, colour: QColor) -> None:
    """Text from the left edge of ``box``, cut with an ellipsis where it is too long."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(box, _LEFT, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width()))


def paint_right(painter: QPainter, text: str, box: QRect, font: QFont, colour: QColor) -> int:
    """Text that ends at the right edge of ``box``; gives its width."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(box, _RIGHT, text)
    return painter.fontMetrics().horizontalAdvance(text)
