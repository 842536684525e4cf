"""What is to be written: labels, layer, articles, and the form that the format leaves open."""

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QComboBox, QGridLayout, QLabel, QWidget

from workbench.formats.base import Format, Option
from workbench.model.layer import GOLD
from workbench.model.scheme import Label
from workbench.project.export_source import Scope
from workbench.window.exporting.chip import Chip
from workbench.window.exporting.flow import Flow
from workbench.window.look.theme import Theme

_NAMES = 72  # pixels: the column of names
DONE, ALL, ONE = "done", "all", "one"


class _Name(QLabel):
    """A name whose key goes to the first button of its row; a label of Qt's would press it, too."""

    def event(self, event: QEvent) -> bool:
        """Take the key of the name."""
        buddy = self.buddy()
        if event.type() == QEvent.Type.Shortcut and isinstance(buddy, QAbstractButton):
            buddy.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return super().event(event)


class Choices(QWidget):
    """A name and its choices a row; ``changed`` after each choice, ``settled`` where it is a format's option."""

    changed = Signal()
    layer_changed = Signal()
    settled = Signal(str, str)

    def __init__(self, labels: Sequence[Label], annotators: Iterable[str], theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(10)
        self.grid.setVerticalSpacing(10)
        self.grid.setColumnMinimumWidth(0, _NAMES)
        self.grid.setColumnStretch(1, 1)
        self._rows = 0
        self.options: dict[str, dict[str, Chip]] = {}
        self._of_format: list[QWidget] = []
        self.labels = {label.name: Chip(label.name.capitalize(), theme, label) for label in labels}
        for chip in self.labels.values():
            chip.setChecked(True)
            chip.toggled.connect(lambda _: self.changed.emit())
        self._add_row("L&abels", _flowing(self.labels.values()))
        self.layer = QComboBox()
        self.layer.setAccessibleName("Layer")
        self.layer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.layer.setMinimumContentsLength(18)
        for words, value in (("Gold", GOLD), ("All layers", "all"), *((name, name) for name in annotators)):
            self.layer.addItem(words, value)
        self.layer.currentIndexChanged.connect(lambda _: self._layer_changed())
        self._add_row("La&yer", self.layer, Qt.AlignmentFlag.AlignLeft)
        self.articles = {DONE: Chip("finished", theme), ALL: Chip("all", theme), ONE: Chip("this one", theme)}
        self.articles[DONE].setChecked(True)
        self._articles = _one_of(self, self.articles.values())
        self._articles.buttonToggled.connect(lambda _, on: self.changed.emit() if on else None)
        self._add_row("A&rticles", _flowing(self.articles.values()))
        self._own_rows = self._rows

    def _add_row(self, name: str, field: QWidget, side: Qt.AlignmentFlag | None = None) -> QLabel:
        words = _Name(name)
        words.setObjectName("quiet")
        words.setFixedHeight(26)
        first = field if isinstance(field, QComboBox) else next(iter(field.findChildren(QAbstractButton)), None)
        if first is not None:
            words.setBuddy(first)
        self.grid.addWidget(words, self._rows, 0, Qt.AlignmentFlag.AlignTop)
        if side is None:
            self.grid.addWidget(field, self._rows, 1)
        else:
            self.grid.addWidget(field, self._rows, 1, side)
        self._rows += 1
        return words

    def _layer_changed(self) -> None:
        self.layer_changed.emit()
        self.changed.emit()

    # What was chosen

    @property
    def layer_name(self) -> str:
        """The layer that is wanted."""
        return str(self.layer.currentData())

    @property
    def article_choice(self) -> str:
        """``done``, ``all`` or ``one``."""
        return next(value for value, chip in self.articles.items() if chip.isChecked())

    @property
    def chosen_labels(self) -> tuple[str, ...] | None:
        """The labels that are wanted; None where all are."""
        on = tuple(name for name, chip in self.labels.items() if chip.isChecked())
        return None if len(on) == len(self.labels) else on

    def fields(self) -> list[QWidget]:
        """Everything that takes the focus, from the top."""
        of_format = [chip for chips in self.options.values() for chip in chips.values()]
        return [*self.labels.values(), self.layer, *self.articles.values(), *of_format]

    # What there is

    def show_scope(self, scope: Scope, this_one: bool, left_out: str = "") -> None:
        """Say how many articles each choice means; ``left_out`` is why “all” are not all of the project."""
        self.articles[DONE].set_words(f"finished {scope.done:,}")
        self.articles[ALL].set_words(f"all {scope.all:,}")
        self.articles[ALL].setToolTip(f"<p>{escape(left_out)}</p>" if left_out else "")
        self.articles[ALL].setAccessibleDescription(left_out)
        self.articles[ONE].setEnabled(this_one)

    def show_options(self, known: Format, values: dict[str, str]) -> None:
        """Show what a format leaves open about its form."""
        for widget in self._of_format:
            self.grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._of_format.clear()
        self._rows = self._own_rows
        self.options.clear()
        for option in known.options:
            if option.form:
                self._add_option(option, values[option.name])

    def _add_option(self, option: Option, value: str) -> None:
        chips = {choice.value: Chip(choice.title, self.theme) for choice in option.choices}
        for choice in option.choices:
            chips[choice.value].setToolTip(choice.sentence)
            chips[choice.value].setAccessibleDescription(choice.sentence)
        chips[value].setChecked(True)
        field = _flowing(chips.values())
        group = _one_of(field, chips.values())
        group.buttonToggled.connect(
            lambda button, on: self._settle(option, next(key for key, chip in chips.items() if chip is button), on)
        )
        self.options[option.name] = chips
        self._of_format += [field, self._add_row(option.title, field)]

    def _settle(self, option: Option, value: str, on: bool) -> None:
        if on:
            self.settled.emit(option.name, value)

    def show_value(self, name: str, value: str) -> None:
        """Show an option that was settled elsewhere."""
        if name in self.options:
            self.options[name][value].setChecked(True)


def _flowing(chips: Iterable[QWidget]) -> QWidget:
    field = QWidget()
    flow = Flow(field)
    for chip in chips:
        flow.addWidget(chip)
    policy = field.sizePolicy()
    policy.setHeightForWidth(True)
    field.setSizePolicy(policy)
    return field


def _one_of(parent: QWidget, chips: Iterable[Chip]) -> QButtonGroup:
    group = QButtonGroup(parent)
    group.setExclusive(True)
    for chip in chips:
        group.addButton(chip)
    return group
