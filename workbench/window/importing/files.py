"""The list of files in the import sheet: name, what it holds, a warning where something is wrong."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from workbench.project.inspecting import Inspected
from workbench.window.importing.words import file_name, holds
from workbench.window.look.icons import paint_icon
from workbench.window.look.rows import ROW, RowDelegate, RowList, RowModel, paint_left
from workbench.window.look.theme import Theme, ui_font

_HEIGHT, _LEFT, _ICON = 50, 18, 16


class FileModel(RowModel[Inspected]):
    """The files, in the order in which they are imported."""

    def title(self, row: Inspected) -> str:
        """The file's name."""
        return file_name(row.path)

    def spoken(self, row: Inspected) -> str:
        """The row in words."""
        wrong = f", {row.reason}" if row.reason and row.format else ""
        return f"{file_name(row.path)}, {holds(row)}{wrong}{', encoding guessed' if row.guessed else ''}"


class FileDelegate(RowDelegate):
    """Paints a file in two lines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row."""
        row: Inspected = index.data(ROW)
        marked = self.paint_ground(painter, option, index)
        rect, theme = option.rect, self.theme
        faulty = row.format is None or row.reason is not None or row.refusals > 0 or bool(row.against)
        name, colour = (
            ("left-out", theme.t3) if row.format is None else ("warn", theme.warn) if faulty else ("file", theme.t2)
        )
        box = QRectF(rect.left() + _LEFT, rect.top() + 9, _ICON, _ICON)
        paint_icon(painter, name, colour, box)
        left = rect.left() + _LEFT + _ICON + 10
        line = QRect(left, rect.top() + 7, rect.right() - left - 14, 19)
        paint_left(
            painter,
            file_name(row.path),
            line,
            ui_font(13, 500 if marked else 400),
            theme.t1 if row.format else theme.t2,
        )
        paint_left(
            painter, holds(row), line.translated(0, 19), ui_font(12), theme.warn if faulty and row.format else theme.t2
        )
        if row.guessed:
            self._paint_guessed(painter, line, theme)

    def _paint_guessed(self, painter: QPainter, line: QRect, theme: Theme) -> None:
        painter.setFont(ui_font(11))
        width = painter.fontMetrics().horizontalAdvance("guessed") + 10
        box = QRectF(line.right() - width + 4, line.top() + 21, width, 16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.warnbg)
        painter.drawRoundedRect(box, 3.5, 3.5)
        painter.setPen(theme.warn)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "guessed")


class FileList(RowList):
    """The files; Del takes the chosen ones out of the import."""

    taken_out = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self.files = FileModel()
        super().__init__(self.files, FileDelegate(theme), "files to import", parent)
        self.setObjectName("importFiles")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del and Backspace take a file out."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.taken_out.emit()
        else:
            super().keyPressEvent(event)
