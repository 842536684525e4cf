"""The report after an import: what was refused, passed over or guessed, row by row, to copy and to save."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHeaderView, QPushButton, QTableWidget, QTableWidgetItem

from workbench.errors import explain_os
from workbench.window.importing.words import Problem, file_name
from workbench.window.look.small import plain_label
from workbench.window.sheets.sheet import Sheet
from workbench.words import number

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_SIZE, _MARGIN = (940, 560), 40
_HEADS = ("File", "Line", "What is wrong", "What to do")
_FILTERS = "Text (*.txt);;Table (*.csv);;JSON lines (*.jsonl)"


class ReportSheet(Sheet):
    """Lists problems. ``good_ones`` is called where the import can be done without the bad ones."""

    def __init__(
        self, frame: "Frame", title: str, said: str, rows: list[Problem], good_ones: Callable[[], object] | None = None
    ) -> None:
        super().__init__(frame, frame.theme, title, said)
        self.rows = rows
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(_SIZE[0], frame.width() - _MARGIN), min(_SIZE[1], frame.height() - _MARGIN))
        self.body.setContentsMargins(11, 0, 11, 0)
        self.table = self._table()
        self.body.addWidget(self.table, 1)
        self.note = plain_label(px=12)
        self.note.setObjectName("quiet")
        for text, does in (("&Copy", self.copy), ("&Save…", self.save)):
            button = QPushButton(text, self)
            button.setAutoDefault(False)
            button.clicked.connect(does)
            self.foot_left.addWidget(button)
        self.foot_left.addWidget(self.note)
        if good_ones is not None:
            self.accepted.connect(good_ones)
            self.add_button("Close", self.reject, keys=("Esc",))
            filled = self.add_button("Import the good ones", self.accept, filled=True, keys=("↵",))
        else:
            filled = self.add_button("Close", self.accept, filled=True, keys=("↵",))
        filled.setFocus()

    def _table(self) -> QTableWidget:
        table = QTableWidget(len(self.rows), len(_HEADS), self)
        table.setObjectName("importReport")
        table.setAccessibleName("what was wrong")
        table.setHorizontalHeaderLabels(list(_HEADS))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for column, width in ((0, 200), (1, 56), (3, 260)):
            table.setColumnWidth(column, width)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Interactive)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        for at, row in enumerate(self.rows):
            line = "" if row.line is None else f"{row.line:,}"
            for column, text in enumerate((file_name(row.file), line, row.what, row.do)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(top)
                table.setItem(at, column, item)
        table.resizeRowsToContents()
        return table

    def showEvent(self, event: object) -> None:
        """Rows are as high as their words need in the width that the window has."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.table.resizeRowsToContents()

    def copy(self) -> None:
        """Put the rows on the clipboard, with tabs between."""
        QGuiApplication.clipboard().setText(as_text(self.rows))
        self.note.setText(f"{number(len(self.rows), 'row')} copied.")

    def save(self) -> None:
        """Ask where, and write the rows; the ending says in which form."""
        where, _ = QFileDialog.getSaveFileName(self, "Save the report", "import-report.txt", _FILTERS)
        if where:
            self.write(Path(where))

    def write(self, place: Path) -> None:
        """Write the rows as text, as a table or as JSON lines, and say so."""
        form = {".csv": as_csv, ".jsonl": as_json_lines}.get(place.suffix.lower(), as_text)
        try:
            place.write_text(form(self.rows), encoding="utf-8", errors="replace", newline="")
        except OSError as error:
            self.note.setText(f"{explain_os(error, file_name(str(place)))}.")
        else:
            self.note.setText(f"Saved as {file_name(str(place))}.")


def as_text(rows: list[Problem]) -> str:
    """A line a row, tabs between."""
    return "".join(
        "\t".join(("" if value is None else " ".join(str(value).split())) for value in row) + "\n" for row in rows
    )


def as_csv(rows: list[Problem]) -> str:
    """A table for spreadsheets; what these might take for a formula is made text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("file", "line", "what", "do"))
    for row in rows:
        writer.writerow([f"'{value}" if str(value)[:1] in "=+-@\t" and value else value for value in row])
    return "\ufeff" + out.getvalue()


def as_json_lines(rows: list[Problem]) -> str:
    """An object a row."""
    return "".join(json.dumps(row._asdict(), ensure_ascii=True) + "\n" for row in rows)
