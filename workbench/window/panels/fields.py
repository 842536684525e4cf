"""Fields of the inspector: one widget for each attribute, by what it may hold."""

import contextlib
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.model.asking import FEW, answers, beginning_with
from workbench.model.scheme import AttributeType
from workbench.model.scheme_parts import spoken
from workbench.window.article.marks.tags import said
from workbench.window.look.small import BeginningLine, plain_label, plain_tip
from workbench.window.look.theme import ui_font

_GAP, _OVER = 6, 4  # pixels: between two buttons, that a row of them may reach into the free side
_ROW, _NAMES, _BETWEEN = 280, (58, 96), 10  # pixels: of a row, of names at least and at most, between both
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_BUTTONS = {"choice": 4, "choices": 8}  # of more values there is a list, or a line to type them into


class Field(QWidget):
    """The value of one attribute. ``chosen`` gives the value that is asked for, or None."""

    chosen = Signal(object)

    def __init__(self, attribute: AttributeType, parent: QWidget) -> None:
        super().__init__(parent)
        self.attribute = attribute
        self.asking = False  # while it asks for what was typed
        self.value: object = None

    def show_value(self, value: object) -> None:
        """Show what the span holds."""
        self.value = list(value) if isinstance(value, (list, tuple)) else value

    def commit(self) -> None:
        """Ask for what was typed and not yet asked for."""

    def is_unwritten(self) -> bool:
        """Whether what was typed was asked for, and is not stored; what is clicked is undone on the screen."""
        return False

    def words(self) -> str:
        """What stands in it."""
        return said(self.value)

    def drop(self) -> None:
        """Show what is stored, whatever was typed."""
        self.show_value(self.value)


class Buttons(Field):
    """A button a value: one of them is on, or several where the attribute takes several."""

    def __init__(self, attribute: AttributeType, parent: QWidget, room: int = _ROW - _NAMES[1] - _BETWEEN) -> None:
        super().__init__(attribute, parent)
        self._room = room
        names = [(shown_name(item.name), item.name) for item in attribute.values]
        choices: list[tuple[str, object]] = [("Yes", True), ("No", False)] if attribute.kind == "flag" else [*names]
        self.buttons = [(choice, self._button(text, choice)) for text, choice in choices]
        for item, (_, button) in zip(attribute.values, self.buttons):
            button.setToolTip(plain_tip(item.means))
        self._place([button for _, button in self.buttons])

    def _button(self, text: str, choice: object) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setCheckable(True)
        button.setProperty("choice", True)
        button.setFont(ui_font(13, 500))
        button.setAccessibleName(f"{self.attribute.name}: {text}")
        button.clicked.connect(lambda on: self._choose(choice, on))
        return button

    def _place(self, buttons: list[QToolButton]) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(_GAP)
        left = 0
        for button in buttons:
            width = button.sizeHint().width()
            if width > left + _OVER:
                row = QHBoxLayout()
                row.setSpacing(_GAP)
                row.addStretch(1)
                rows.addLayout(row)
                left = self._room
            row.insertWidget(row.count() - 1, button)
            left -= width + _GAP

    def _choose(self, choice: object, on: bool) -> None:
        if self.attribute.kind == "choices":
            value: object = [choice for choice, button in self.buttons if button.isChecked()] or None
        else:
            value = choice if on else None
        # A button shows what is stored, not what was pressed: the value may be refused.
        stored = self.value
        self.show_value(stored)
        self.chosen.emit(value)

    def show_value(self, value: object) -> None:
        """Let the buttons of the value be on."""
        super().show_value(value)
        for choice, button in self.buttons:
            button.setChecked(choice in self.value if isinstance(self.value, list) else choice == self.value)


class QuietBox(QComboBox):
    """A box with a list that scrolling past does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Choice(Field):
    """A list to choose one of many values from."""

    def __init__(self, attribute: AttributeType, parent: QWidget) -> None:
        super().__init__(attribute, parent)
        self.box = QuietBox(self)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(6)
        self.box.setAccessibleName(attribute.name)
        self.box.addItems(["", *(item.name for item in attribute.values)])
        for at, item in enumerate(attribute.values, 1):
            if item.means:
                self.box.setItemData(at, plain_tip(item.means), Qt.ItemDataRole.ToolTipRole)
        self.box.textActivated.connect(self._choose)
        _fill(self, self.box)

    def _choose(self, chosen: str) -> None:
        # The list stands on what is stored, not on what was chosen: the value may be refused.
        self.show_value(self.value)
        self.chosen.emit(chosen or None)

    def show_value(self, value: object) -> None:
        """Let the list stand on the value."""
        super().show_value(value)
        self.box.setCurrentIndex(self.box.findText(said(value)))  # the text alone would leave the arrows elsewhere
        self.box.setToolTip(plain_tip(next((item.means for item in self.attribute.values if item.name == value), "")))


class SearchedChoice(Choice):
    """A list of very many values, in which one is found by typing; Enter takes the first that fits."""

    def __init__(self, attribute: AttributeType, parent: QWidget) -> None:
        super().__init__(attribute, parent)
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer, line = self.box.completer(), self.box.lineEdit()
        assert completer is not None and line is not None  # an editable box has both
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(completer.CompletionMode.PopupCompletion)
        self.line = line
        self.line.setAccessibleName(attribute.name)
        self.line.returnPressed.connect(self._take_first)
        self.line.editingFinished.connect(self.drop)
        self.setFocusProxy(self.box)

    def _take_first(self) -> None:
        typed = self.line.text().strip()
        first = next(iter(beginning_with(answers(self.attribute), typed)), None)
        if typed != said(self.value) and (first is not None or not typed):
            self._choose(first.words if first is not None and typed else "")


class Line(Field):
    """A line to type into. What was typed stays until it is taken in; a refused value is there to be mended."""

    def __init__(self, attribute: AttributeType, parent: QWidget) -> None:
        super().__init__(attribute, parent)
        self._asked = False
        self.line = BeginningLine(self)
        self.setFocusProxy(self.line)
        self.setAccessibleName(shown_name(attribute.name))
        self.line.setAccessibleName(attribute.name)
        self.line.editingFinished.connect(self.commit)
        _fill(self, self.line)

    def _typed(self) -> object:
        text = self.line.text().strip()
        if self.attribute.kind == "choices":
            return [part.strip() for part in text.split(",") if part.strip()] or None
        if self.attribute.kind == "number":
            with contextlib.suppress(ValueError):  # stays a text, which the scheme then refuses with a sentence
                return float(text) if "." in text else int(text)
        return text or None

    def commit(self) -> None:
        """Ask for what was typed, where it is another value."""
        if self.line.isModified() and self._typed() != self.value and not self.asking:
            self.asking = self._asked = True
            try:
                self.chosen.emit(self._typed())
            finally:
                self.asking = False

    def is_unwritten(self) -> bool:
        """Whether what was typed was asked for, and is not stored."""
        return self._asked and self.line.isModified() and self._typed() != self.value

    def words(self) -> str:
        """What stands in it."""
        return self.line.text()

    def drop(self) -> None:
        """Show what is stored, whatever was typed."""
        self.line.setModified(False)
        self.show_value(self.value)

    def show_value(self, value: object) -> None:
        """Show what the span holds, unless somebody is typing something else."""
        before = self.value
        super().show_value(value)
        if self.line.isModified() and self._typed() not in (self.value, before):
            return
        if self.line.text() != said(value):
            self.line.setText(said(value))
        self.line.setModified(False)
        self._asked = False


def field_for(attribute: AttributeType, parent: QWidget, names: int = _NAMES[1]) -> Field:
    """The widget for an attribute, beside names of that many pixels."""
    if attribute.kind == "flag" or 0 < len(attribute.values) <= _BUTTONS.get(attribute.kind, 0):
        return Buttons(attribute, parent, _ROW - names - _BETWEEN)
    if attribute.kind != "choice":
        return Line(attribute, parent)
    return (Choice if len(attribute.values) <= FEW else SearchedChoice)(attribute, parent)


def shown_name(name: str) -> str:
    """A name of the scheme as a person reads it."""
    words = spoken(name)
    return words[:1].upper() + words[1:]


def width_of_names(names: Iterable[str]) -> int:
    """The width of a column of names, which all rows of a form share."""
    metrics = QFontMetrics(ui_font(13))
    least, most = _NAMES
    return min(most, max([least, *(metrics.horizontalAdvance(shown_name(name)) + 2 for name in names)]))


def form_layout(parent: QWidget) -> QFormLayout:
    """Rows of a name and a field."""
    rows = QFormLayout(parent)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setHorizontalSpacing(_BETWEEN)
    rows.setVerticalSpacing(6)
    rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return rows


def add_row(rows: QFormLayout, name: str, field: QWidget, width: int = _NAMES[1]) -> QLabel:
    """Put a field below the others, behind its name; a name too long for its column wraps."""
    label = plain_label(shown_name(name), px=13)
    label.setObjectName("quiet")
    label.setWordWrap(label.sizeHint().width() > width)  # one that may wrap takes long to lay out
    label.setFixedWidth(width)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    label.setAlignment(_LEFT)
    rows.addRow(label, field)
    return label


def _fill(field: QWidget, widget: QWidget) -> None:
    box = QVBoxLayout(field)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(widget)
