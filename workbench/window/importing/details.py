"""The right side of the import sheet: how the chosen file is read, what it says of itself, how its text looks."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workbench.formats import formats
from workbench.project.importing import FileOptions
from workbench.project.inspecting import PREVIEW, Inspected, encodings_of
from workbench.window.importing.samples import SAMPLE, SampleDelegate
from workbench.window.importing.words import encoding_words, file_name, format_words, problem
from workbench.window.look.icons import icon
from workbench.window.look.small import plain_label
from workbench.window.look.theme import Theme, article_font
from workbench.words import number

_MOST_FAULTS = 3
_TERM = 84  # pixels of what stands before a value
_FIELDS = {"title": "Title", "source": "Source", "published": "Date", "language": "Language", "url": "Address"}


class Details(QFrame):
    """Shows one file, and says with which options it shall be read instead."""

    options_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("importDetails")
        self.theme = theme
        self.item: Inspected | None = None
        self.name = plain_label(px=15, weight=600)
        self.place = plain_label(px=12)
        self.place.setObjectName("quiet")
        self.format, self.encoding, self.column = QComboBox(self), QComboBox(self), QComboBox(self)
        self.samples = SampleDelegate(theme, self)
        self.encoding.setItemDelegate(self.samples)
        self.said = QFormLayout()
        self.faults = self._faults()
        self.about = plain_label(px=12)
        self.about.setObjectName("quiet")
        self.preview = self._preview()
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 14, 22, 14)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addWidget(self.place)
        column.addLayout(self._choices())
        column.addWidget(self.fault_box)
        column.addLayout(self.said)
        column.addWidget(self.about)
        column.addWidget(self.preview, 1)
        column.addStretch(0)

    def _choices(self) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(0, 6, 0, 2)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label in (self.name, self.place, self.faults, self.about):  # none of them makes the sheet wider
            label.setSizePolicy(QSizePolicy.Policy.Ignored, label.sizePolicy().verticalPolicy())
        for text, box in (("F&ormat", self.format), ("&Encoding", self.encoding), ("&Text column", self.column)):
            form.addRow(text, box)
            form.labelForField(box).setFixedWidth(_TERM)
            box.setAccessibleName(text.replace("&", ""))
            box.setMinimumContentsLength(18)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.activated.connect(self._chosen)
        self.form = form
        self.said.setHorizontalSpacing(14)
        self.said.setVerticalSpacing(3)
        return form

    def _faults(self) -> QLabel:
        self.fault_box = QFrame(self)
        self.fault_box.setObjectName("importFaults")
        row = QHBoxLayout(self.fault_box)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(8)
        self.fault_icon = QLabel(self.fault_box)
        row.addWidget(self.fault_icon, 0, Qt.AlignmentFlag.AlignTop)
        label = plain_label()
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(label, 1)
        return label

    def _preview(self) -> QPlainTextEdit:
        view = QPlainTextEdit(self)
        view.setObjectName("importPreview")
        view.setReadOnly(True)
        view.setFont(article_font(16))
        view.setAccessibleName("beginning of the first article")
        view.setTabChangesFocus(True)
        view.document().setDocumentMargin(14)
        return view

    # Showing

    def show_item(self, item: Inspected | None) -> None:
        """Show a file, or none."""
        self.item = item
        self.setVisible(item is not None)
        if item is None:
            return
        self._show_names(item)
        self._fill_formats(item)
        self._fill_encodings(item)
        self._fill_columns(item)
        self._show_faults(item)
        self._show_text(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names and what the file says are cut to the new width."""
        super().resizeEvent(event)
        if self.item is not None:
            self._show_names(self.item)

    def _show_names(self, item: Inspected) -> None:
        self.name.setText(self._cut(file_name(item.path), self.name))
        folder = str(Path(item.path).parent).encode(errors="replace").decode()
        self.place.setText(self._cut(folder, self.place))
        self._show_said(item)
        self.about.setText(self._cut(_about(item), self.about))

    def _cut(self, text: str, label: QLabel, less: int = 48) -> str:
        return label.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, max(200, self.width() - less))

    def _fill_formats(self, item: Inspected) -> None:
        box = self.format
        box.clear()
        if item.format is None:
            box.addItem("choose a format", None)
        for known in formats().values():
            if known.read is not None:
                box.addItem(format_words(known.name), known.name)
        box.setCurrentIndex(max(0, box.findData(item.format)))
        box.setEnabled(Path(item.path).is_file())

    def _fill_encodings(self, item: Inspected) -> None:
        box = self.encoding
        box.clear()
        found = encodings_of(Path(item.path), item.format) if item.format else []
        if item.encoding and item.encoding not in dict(found):
            found.insert(0, (item.encoding, ""))
        telling = len(found) > 1
        for at, (name, words) in enumerate(found):
            told = ""
            if name == item.encoding and item.options.encoding is None:
                told = " (guessed)" if item.guessed else " (certain)"
            box.addItem(f"{encoding_words(name)}{told}", name)
            if telling and words:
                box.setItemData(at, f"reads “{words}”", SAMPLE)
                box.setItemData(at, f"{box.itemText(at)}, reads “{words}”", Qt.ItemDataRole.AccessibleTextRole)
        box.setCurrentIndex(max(0, box.findData(item.encoding)))
        self._show_row(box, bool(found) and item.format != "jsonl")

    def _fill_columns(self, item: Inspected) -> None:
        box = self.column
        box.clear()
        for name in item.columns:
            guess = " (guessed)" if item.column_guessed and name == item.text_column else ""
            box.addItem(f"{name}{guess}", name)
        box.setCurrentIndex(max(0, box.findData(item.text_column)))
        self._show_row(box, bool(item.columns))

    def _show_row(self, box: QComboBox, shown: bool) -> None:
        self.form.setRowVisible(box, shown)

    def _show_faults(self, item: Inspected) -> None:
        lines = []
        for refusal in [*item.refused, *item.against][:_MOST_FAULTS]:
            found = problem(refusal)
            line = f"Line {found.line}: " if found.line else ""
            lines.append(f"{line}{found.what}. {found.do}.")
        if (more := item.refusals + len(item.against) - _MOST_FAULTS) > 0:
            lines.append(f"And {more:,} more; the report lists them.")
        if not lines and item.reason:
            what, _, do = item.reason.partition("; ")
            lines.append(f"Passed over: {what}." + (f" {do[:1].upper()}{do[1:]}." if do else ""))
        self.faults.setText("\n".join(lines))
        self.fault_box.setVisible(bool(lines))
        self.set_theme(self.theme)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = self.samples.theme = theme
        self.fault_icon.setPixmap(icon("warn", theme.warn).pixmap(QSize(16, 16)))

    def _show_said(self, item: Inspected) -> None:
        while self.said.rowCount():
            self.said.removeRow(0)
        meta = item.first.meta._asdict() if item.first else {}
        for field, name in _FIELDS.items():
            if value := meta.get(field):
                term, said = plain_label(name, px=12), plain_label(self._cut(value, self.name, 160))
                term.setObjectName("quiet")
                term.setFixedWidth(_TERM)
                self.said.addRow(term, said)

    def _show_text(self, item: Inspected) -> None:
        for part in (self.about, self.preview):
            part.setVisible(item.first is not None)
        self.preview.setPlainText(item.first.text if item.first else "")

    # Choosing

    def _chosen(self) -> None:
        item = self.item
        if item is None or self.format.currentData() is None:
            return
        options = item.options
        if self.format.currentData() != item.format:
            options = FileOptions(self.format.currentData())
        elif self.encoding.currentData() != item.encoding or self.sender() is self.encoding:
            options = replace(options, encoding=self.encoding.currentData())
        if self.column.currentData() != item.text_column or self.sender() is self.column:
            options = replace(options, text_column=self.column.currentData())
        if options != item.options:
            self.options_chosen.emit(options)


def _about(item: Inspected) -> str:
    """Which article is shown, how much of it, and whether the file says nothing more."""
    first = item.first
    if first is None:
        return ""
    cut = f", the first {PREVIEW:,} of {first.length:,} characters" if first.length > PREVIEW else ""
    several = f"First of {number(item.articles, 'article')}" if item.articles > 1 else "The article"
    said = "" if any(first.meta) else ". The file says no title, source, date or language"
    return f"{several}, key {first.key}{cut}{said}."
