"""What the rows of all lists share: their height, their ground, how text is cut to fit."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QFont, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.window.fill import fill
from workbench.window.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowDelegate(QStyledItemDelegate):
    """A painter of rows of one height."""

    def __init__(self, theme: Theme, height: int) -> None:
        super().__init__()
        self.theme = theme
        self._height = height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same for every row."""
        return QSize(120, self._height)

    def paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, marked: bool | None = None
    ) -> bool:
        """Paint what lies below a row; gives whether it is the marked one (None: the selected one).

        The view is asked, not the option's state: reading that would load all of QStyle, slow at the start.
        """
        view, rect, theme = option.widget, option.rect, self.theme
        assert isinstance(view, QAbstractItemView)
        if marked is None:
            marked = view.selectionModel().isSelected(index)
        focused = view.hasFocus() and view.currentIndex() == index
        if marked:
            fill(painter, rect, theme.sel)
        elif focused or self._is_under_mouse(view, rect):
            fill(painter, rect, theme.hover)
        if marked or focused:
            fill(painter, QRect(rect.left(), rect.top(), 3, rect.height()), theme.accent)
        return marked

    def _is_under_mouse(self, view: QAbstractItemView, rect: QRect) -> bool:
        return view.underMouse() and rect.contains(view.viewport().mapFromGlobal(QCursor.pos()))


class RowList(QListView):
    """A list of rows that a delegate paints; called ``name`` to screen readers."""

    def __init__(self, model: QAbstractListModel, delegate: RowDelegate, name: str) -> None:
        super().__init__()
        # Made here for the sake of a quick start, as in the article's surface.
        self.setViewport(QWidget())
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(name)

    def keyboardSearch(self, search: str) -> None:
        """None: lists have filter lines, and plain keys have meanings."""


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
