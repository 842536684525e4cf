"""The rows of a list of encodings: the name, and quieter how the file reads in it."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.window.look.direction import paint_words
from workbench.window.look.fill import fill
from workbench.window.look.theme import Theme, ui_font

SAMPLE = int(Qt.ItemDataRole.UserRole) + 1
_SIDE, _BETWEEN, _HIGH = 8, 14, 28  # pixels: at both sides, before the sample, of a row


class SampleDelegate(QStyledItemDelegate):
    """Paints both; the closed box shows the name alone."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for both."""
        name, sample = (QFontMetrics(ui_font(px)) for px in (13, 12))
        words = name.horizontalAdvance(index.data()) + sample.horizontalAdvance(index.data(SAMPLE) or "")
        return QSize(words + _BETWEEN + 2 * _SIDE, _HIGH)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The name, and behind it the sample."""
        theme, box = self.theme, option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            fill(painter, option.rect, theme.sel)
        taken = QFontMetrics(ui_font(13)).horizontalAdvance(index.data())
        paint_words(painter, index.data(), QRect(box.left(), box.top(), taken + 2, box.height()), ui_font(13), theme.t1)
        if sample := index.data(SAMPLE):
            paint_words(painter, sample, box.adjusted(taken + _BETWEEN, 0, 0, 0), ui_font(12), theme.t2)
