"""A list whose rows are all equally high, so that where a row lies follows from its number.

Qt's list works out every row's place anew whenever one comes or goes, 8 ms with 50,000 of them. Here nothing is
kept for a row, and what a change costs does not depend on how many there are.
"""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.window.look.fill import fill

Index = QModelIndex | QPersistentModelIndex
Move = QAbstractItemView.CursorAction
Hint = QAbstractItemView.ScrollHint


class EvenList(QListView):
    """One column of rows from top to bottom, ``row_height`` pixels each, scrolled by pixels."""

    row_height = 28
    # While rows are painted, the numbers of those that keys and mouse are on.
    focused_row = hovered_row = -1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A viewport made here for the sake of a quick start, as in the article's surface.
        viewport = QWidget()
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what lies below it need not be painted
        self.setViewport(viewport)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def ground(self) -> QColor:
        """The colour below the rows."""
        return self.palette().base().color()

    def _count(self) -> int:
        model = self.model()
        return model.rowCount() if model is not None else 0

    def _row_at(self, y: int) -> int:
        """The number of the row at a height of the viewport; there may be no such row."""
        return (y + self.verticalScrollBar().value()) // self.row_height

    def _top(self, row: int) -> int:
        return row * self.row_height - self.verticalScrollBar().value()

    # Where rows lie

    def visualRect(self, index: Index) -> QRect:
        """The box of a row in the viewport."""
        if not index.isValid():
            return QRect()
        return QRect(0, self._top(index.row()), self.viewport().width(), self.row_height)

    def indexAt(self, at: QPoint) -> QModelIndex:
        """The row at a place of the viewport."""
        row = self._row_at(at.y())
        inside = 0 <= at.x() < self.viewport().width() and 0 <= row < self._count()
        return self.model().index(row, 0) if inside else QModelIndex()

    def verticalOffset(self) -> int:
        """Pixels that were scrolled away."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        """Rows are as wide as the list."""
        return 0

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Where the selected rows lie, as far as they are in view."""
        region = QRegion()
        for at in range(selection.count()):
            stretch = selection.at(at)
            top, below = self._top(stretch.top()), self._top(stretch.bottom() + 1)
            box = QRect(0, top, self.viewport().width(), below - top) & self.viewport().rect()
            if not box.isEmpty():
                region += box
        return region

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the rows in a box of the viewport."""
        box = rect.normalized()
        first, last = max(0, self._row_at(box.top())), min(self._row_at(box.bottom()), self._count() - 1)
        model = self.model()
        chosen = QItemSelection(model.index(first, 0), model.index(last, 0)) if first <= last else QItemSelection()
        self.selectionModel().select(chosen, command)

    # Going through them

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The row to which a key leads from the current one."""
        count, now = self._count(), self.currentIndex().row()
        if not count:
            return QModelIndex()
        if now < 0:
            return self.model().index(0, 0)
        page = max(1, self.viewport().height() // self.row_height - 1)
        to = {
            Move.MoveUp: now - 1, Move.MovePrevious: now - 1, Move.MoveDown: now + 1, Move.MoveNext: now + 1,
            Move.MovePageUp: now - page, Move.MovePageDown: now + page, Move.MoveHome: 0, Move.MoveEnd: count - 1,
        }.get(action, now)  # fmt: skip
        return self.model().index(min(max(to, 0), count - 1), 0)

    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:
        """Scroll no further than it takes to have a row in view, or to where the hint wants it."""
        if not index.isValid():
            return
        self.executeDelayedItemsLayout()  # now, or all would be painted once more when its time comes
        self.updateGeometries()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top = index.row() * self.row_height
        low, high = top + self.row_height - height, top
        if hint == Hint.PositionAtTop:
            to = top
        elif hint == Hint.PositionAtBottom:
            to = low
        elif hint == Hint.PositionAtCenter:
            to = (low + high) // 2
        else:
            to = min(max(bar.value(), low), high)
        bar.setValue(to)

    # Changes

    def updateGeometries(self) -> None:
        """Let the scroll bar know how long the list is."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(self.row_height)
        bar.setPageStep(height)
        bar.setRange(0, max(0, self._count() * self.row_height - height))

    def doItemsLayout(self) -> None:
        """There is nothing to lay out."""
        QAbstractItemView.doItemsLayout(self)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint what became of some rows; the others stay where they are."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted already."""
        self.viewport().scroll(0, dy)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the delegate paint the rows that are in view and have changed."""
        box, model, delegate = event.rect(), self.model(), self.itemDelegate()
        first, last = max(0, self._row_at(box.top())), min(self._row_at(box.bottom()), self._count() - 1)
        painter = QPainter(self.viewport())
        fill(painter, box, self.ground())
        self.focused_row = self.currentIndex().row() if self.hasFocus() else -1
        self.hovered_row = -1
        if self.underMouse():
            self.hovered_row = self.indexAt(self.viewport().mapFromGlobal(QCursor.pos())).row()
        option = QStyleOptionViewItem()
        option.widget = self
        assert isinstance(delegate, QStyledItemDelegate)
        top, width, region = self._top(first), self.viewport().width(), event.region()
        for row in range(first, last + 1):
            place = QRect(0, top, width, self.row_height)
            if region.intersects(place):  # after scrolling, often two strips far apart
                option.rect = place
                delegate.paint(painter, option, model.index(row, 0))
            top += self.row_height
