"""The formats that can be written, each with a line of what it is good for."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.formats.base import Format
from workbench.window.look.fill import fill
from workbench.window.look.theme import Theme, ui_font

_ROW, _BAR = 52, 3  # pixels: the height of a row, the bar of the current one
_SUMMARY = int(Qt.ItemDataRole.UserRole)


class FormatList(QListWidget):
    """A row of two lines for each format; arrow keys walk."""

    chosen = Signal(str)

    def __init__(self, known: Sequence[Format], theme: Theme) -> None:
        super().__init__()
        self.setObjectName("exportFormats")
        self.setAccessibleName("Format")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Rows(theme, self))
        self.names = [item.name for item in known]
        for item in known:
            row = QListWidgetItem(item.title, self)
            row.setData(_SUMMARY, item.summary)
            row.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.title}, {item.summary}")
        self.currentRowChanged.connect(lambda at: self.chosen.emit(self.names[at]) if at >= 0 else None)

    def choose(self, name: str) -> None:
        """Make a format the current one."""
        self.setCurrentRow(self.names.index(name))

    @property
    def current(self) -> str:
        """The name of the current one."""
        return self.names[max(0, self.currentRow())]


class _Rows(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, box, state = self.theme, QRectF(option.rect), option.state
        current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if current:
            fill(painter, box, theme.sel)
            bar = QRectF(box.x(), box.y(), _BAR, box.height())
            fill(painter, bar, theme.accent)
            if not state & QStyle.StateFlag.State_HasFocus:
                fill(painter, bar.adjusted(1, 1, -1, -1), theme.sel)  # hollow
        elif state & QStyle.StateFlag.State_MouseOver:
            fill(painter, box, theme.hover)
        words = box.adjusted(16, 8, -8, -8)
        painter.setPen(theme.t1)
        painter.setFont(ui_font(13, 600 if current else 500))
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, top, str(index.data()))
        painter.setPen(theme.t2)
        painter.setFont(ui_font(12))
        bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        summary = painter.fontMetrics().elidedText(
            str(index.data(_SUMMARY)), Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, bottom, summary)
        painter.restore()
