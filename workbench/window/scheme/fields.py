"""Fields of the scheme's forms: a colour out of the theme's hues, one of a few words, values in a table."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QLineEdit, QSizePolicy, QTableWidget, QTableWidgetItem, QWidget

from workbench.model.scheme import Value
from workbench.project.scheme_steps import COLOURS
from workbench.window.look.small import Themed
from workbench.window.look.theme import Theme
from workbench.window.panels.fields import QuietBox

_SWATCH, _GAP, _TALLEST = 22, 6, 190  # pixels
_LOCKED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Hues(Themed, QWidget):
    """The twelve hues of the theme side by side, and one of the scheme's own where it has such; arrows walk."""

    changed = Signal()

    def __init__(self, colour: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.colour = colour
        self.hues = [*COLOURS] if colour in COLOURS else [*COLOURS, colour]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._say()

    def _say(self) -> None:
        self.setAccessibleName(f"Colour: {self.colour}")
        self.setToolTip(self.colour)

    def choose(self, colour: str) -> None:
        """Take a colour."""
        if colour != self.colour:
            self.colour = colour
            self._say()
            self.update()
            self.changed.emit()

    def sizeHint(self) -> QSize:
        """A row of swatches, with room for the ring of the chosen one."""
        return QSize(len(self.hues) * (_SWATCH + _GAP) + _GAP, _SWATCH + 8)

    def _box(self, at: int) -> QRectF:
        return QRectF(4 + at * (_SWATCH + _GAP), 4, _SWATCH, _SWATCH)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The swatch under the pointer."""
        for at, hue in enumerate(self.hues):
            if self._box(at).adjusted(-3, -3, 3, 3).contains(event.position()):
                self.choose(hue)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows take the next one."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        at = self.hues.index(self.colour) if self.colour in self.hues else 0
        self.choose(self.hues[(at + by) % len(self.hues)])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, hue in enumerate(self.hues):
            box = self._box(at)
            painter.setPen(QColor(0, 0, 0, 0))
            painter.setBrush(self.theme.label(hue).line)
            painter.drawRoundedRect(box, 4, 4)
            if hue == self.colour:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self.theme.accent, 1.5))
                painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 6, 6)


class OneOf(QuietBox):
    """One of a few words, each with what is shown for it."""

    def __init__(self, name: str, options: Iterable[tuple[str, str]], chosen: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        for value, text in options:
            self.addItem(text, value)
        self.choose(chosen)

    @property
    def chosen(self) -> str:
        """The word that is on."""
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """Take a word."""
        self.setCurrentIndex(max(0, self.findData(value)))


def line(name: str, text: str, hint: str, parent: QWidget, most: int = 0) -> QLineEdit:
    """A line to type into, called ``name``."""
    made = QLineEdit(text, parent)
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    if most:
        made.setMaxLength(most)
    return made


class Values(QTableWidget):
    """The values of an attribute with letter and meaning. The names of those that are stored are changed by steps."""

    changed = Signal()

    def __init__(self, values: Sequence[Value], parent: QWidget) -> None:
        super().__init__(0, 3, parent)
        self.setObjectName("lossTable")
        self.setAccessibleName("Values")
        self.setHorizontalHeaderLabels(["Value", "Letter", "Means"])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        self.setShowGrid(False)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(0, 150)
        self.setColumnWidth(1, 54)
        self._known = {value.name: value for value in values}  # with what is kept and shown nowhere
        for value in values:
            self._put(value, locked=True)
        self.setFixedHeight(min(_TALLEST, 32 + 28 * max(3, self.rowCount())))
        self.itemChanged.connect(lambda _: self.changed.emit())

    def _put(self, value: Value, locked: bool) -> None:
        at = self.rowCount()
        self.blockSignals(True)
        self.insertRow(at)
        for column, text in enumerate((value.name, value.letter or "", value.means)):
            item = QTableWidgetItem(text)
            if locked and column == 0:
                item.setFlags(_LOCKED)
                item.setToolTip("Its name is changed by Rename value, so that what is tagged comes along.")
            self.setItem(at, column, item)
        self.blockSignals(False)

    def add(self, name: str = "") -> None:
        """A row for one more value."""
        self._put(Value(name), locked=False)
        self.setCurrentCell(self.rowCount() - 1, 0)
        if name:
            self.changed.emit()
        else:
            self.edit(self.model().index(self.rowCount() - 1, 0))

    @property
    def current(self) -> str | None:
        """The stored value that is chosen."""
        item = self.item(self.currentRow(), 0)
        return item.text() if item is not None and not item.flags() & Qt.ItemFlag.ItemIsEditable else None

    def values(self) -> tuple[Value, ...]:
        """What stands in the table; a row without a name is none."""
        rows = [tuple(self._text(at, column) for column in range(3)) for at in range(self.rowCount())]
        return tuple(
            self._known.get(name, Value(name))._replace(letter=letter or None, means=means)
            for name, letter, means in rows
            if name
        )

    def _text(self, at: int, column: int) -> str:
        item = self.item(at, column)
        return item.text().strip() if item is not None else ""
