"""All losses one by one, to read and to copy."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from workbench.formats.kinds import KINDS
from workbench.project.export_look import Detail
from workbench.window.look.theme import Theme
from workbench.window.sheets.sheet import Sheet

_HEADS = ("Article", "Layer", "Label", "Words", "Reason")
_WIDTHS = (160, 70, 90, 250)
_ROW = 28


class _Losses(QAbstractTableModel):
    def __init__(self, details: Sequence[Detail]) -> None:
        super().__init__()
        self.rows = [detail[1:] for detail in details]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape(self.rows[index.row()][index.column()])  # a tool tip would read markup
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None


class _Table(QTableView):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy takes whole rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            model = self.model()
            assert isinstance(model, _Losses)
            rows = sorted({index.row() for index in self.selectedIndexes()})
            QGuiApplication.clipboard().setText(lines_of([model.rows[at] for at in rows]))
        else:
            super().keyPressEvent(event)


def lines_of(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a table for a spreadsheet."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in (_HEADS, *rows))


class LossList(Sheet):
    """Article, label, words and reason of each loss."""

    def __init__(self, parent: QWidget, theme: Theme, details: Sequence[Detail], count: int) -> None:
        every = f"{count:,} {'loss' if count == 1 else 'losses'}"
        shown = every if count == len(details) else f"the first {len(details):,} of {every}"
        super().__init__(parent, theme, "What gets lost", shown)
        room = parent.size()
        self.resize(min(1000, max(640, room.width() - 60)), min(620, max(400, room.height() - 60)))
        places = {kind: at for at, kind in enumerate(KINDS)}
        self.details = sorted(details, key=lambda detail: places[detail.kind])  # spans first
        self.table = _Table()
        self.table.setObjectName("lossTable")
        self.table.setModel(_Losses(self.details))
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setAccessibleName("Losses")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for at, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(at, width)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.table)
        if details:
            self.table.selectRow(0)
        self.copy = self.add_button("&Copy all", self.copy_all)
        self.add_button("Close", self.accept, filled=True, keys=("↵",))
        self.table.setFocus()

    def copy_all(self) -> None:
        """Put every row into the clipboard."""
        QGuiApplication.clipboard().setText(lines_of([detail[1:] for detail in self.details]))
        self.copy.set_words("Copied")
