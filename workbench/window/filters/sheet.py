"""The sheet that builds a filter: state, labels, source, days, comments, flag; says at once how many articles pass."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from workbench.errors import WorkbenchError, as_sentence
from workbench.model.condition import STATES, Condition
from workbench.model.scheme import Label
from workbench.window.look.check_box import CheckBox
from workbench.window.look.small import LetterBadge, plain_label
from workbench.window.preferences.choice import Choice
from workbench.window.sheets.sheet import Sheet
from workbench.words import number

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_MOST_SOURCES = 200  # that are listed
_ROWS = 9  # labels before they scroll
_ANY = "any"
_TOP, _MIDDLE = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter
_TAGGED = ((_ANY, "Any"), ("yes", "Tagged"), ("no", "Not tagged"))
_COMPLETE = ((_ANY, "Any"), ("yes", "Complete"), ("no", "Not complete"))


class FilterSheet(Sheet):
    """What an article must be to be shown. ``conditions`` gives all that is chosen."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame, frame.theme, "Filter the list", "Articles that are all of this")
        session = frame.session
        assert session is not None
        self.listing = session.listing
        held = frame.articles.conditions
        self._kept = [item for item in held if not _is_offered(item)]
        states = [(_ANY, "Any"), *((state, _capital(words)) for state, words in STATES.items())]
        state = next((item.value for item in held if item.kind == "state" and _is_offered(item)), _ANY)
        self.state = Choice("state", states, state, self._changed, self)
        self.tagged: dict[str, Choice] = {}
        self.complete: dict[str, Choice] = {}
        self.source = self._sources(next((item.value for item in held if item.kind == "source"), None))
        days = next((item for item in held if item.kind == "published"), Condition("published"))
        self.since, self.until = self._day("first day", days.value), self._day("last day", days.until)
        self.comments = CheckBox(self.theme, "With &open comments", self)
        self.comments.setChecked(Condition("comments") in held)
        self.flagged = CheckBox(self.theme, "F&lagged by you", self)
        self.flagged.setChecked(Condition("flagged") in held)
        self.count = plain_label()
        self.count.setObjectName("quiet")
        self.foot_left.addWidget(self.count)
        self._place(session.scheme.offered, held)
        for box in (self.comments, self.flagged):
            box.toggled.connect(self._changed)
        self.source.currentIndexChanged.connect(self._changed)
        self.add_button("Cancel", self.reject, keys=("Esc",))
        self.show_button = self.add_button("Show", self.accept, filled=True, keys=("↵",))
        self._changed()
        self.state.setFocus()

    # How it is built

    def _place(self, labels: tuple[Label, ...], held: tuple[Condition, ...]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        for at, (words, field) in enumerate(
            (
                ("State", _left(self.state)), ("Labels", self._labels(labels, held)), ("Source", self.source),
                ("Published", self._days()), ("", _left(self.comments, self.flagged)),
            )
        ):  # fmt: skip
            name = plain_label(words)
            name.setObjectName("quiet")
            grid.addWidget(name, at, 0, _TOP if words == "Labels" else _MIDDLE)
            grid.addWidget(field, at, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def _labels(self, labels: tuple[Label, ...], held: tuple[Condition, ...]) -> QWidget:
        """A row for each label: whether it is tagged, and whether the article is complete for it."""
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, label in enumerate(labels):
            badge = LetterBadge(self.theme)
            badge.set_label(label)
            grid.addWidget(badge, at, 0)
            grid.addWidget(plain_label(label.name), at, 1)
            for column, kind, kept, options in (
                (2, "label", self.tagged, _TAGGED), (3, "complete", self.complete, _COMPLETE),
            ):  # fmt: skip
                chosen = next((item for item in held if item.kind == kind and item.value == label.name), None)
                value = _ANY if chosen is None else "no" if chosen.negated else "yes"
                name = f"{label.name} {'tagged' if kind == 'label' else 'complete'}"
                kept[label.name] = Choice(name, options, value, self._changed, inside)
                grid.addWidget(kept[label.name], at, column)
        if len(labels) <= _ROWS:
            return inside
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFixedHeight(round((_ROWS - 0.5) * inside.sizeHint().height() / len(labels)))
        return area

    def _sources(self, chosen: str | None) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName("source")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem("Any", None)
        known = self.listing.sources(_MOST_SOURCES)
        if chosen is not None and chosen not in [name for name, _ in known]:
            known.append((chosen, 0))
        for name, count in known:
            box.addItem(f"{name or 'No named source'}  ({count:,})", name)
        box.setCurrentIndex(0 if chosen is None else box.findData(chosen))
        return box

    def _day(self, name: str, value: str) -> QLineEdit:
        line = QLineEdit(value, self)
        line.setPlaceholderText("2025-03 or 2025-03-14")
        line.setAccessibleName(f"published, {name}")
        line.textChanged.connect(self._changed)
        return line

    def _days(self) -> QWidget:
        days = QWidget(self)
        row = QHBoxLayout(days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for words, line in (("from", self.since), ("to", self.until)):
            row.addWidget(plain_label(words))
            row.addWidget(line, 1)
        return days

    # What it says

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Everything that is chosen, and what was on and can't be chosen here."""
        found = [] if self.state.chosen == _ANY else [Condition("state", self.state.chosen)]
        for name, choice in self.tagged.items():
            if choice.chosen != _ANY:
                found.append(Condition("label", name, negated=choice.chosen == "no"))
        for name, choice in self.complete.items():
            if choice.chosen != _ANY:
                found.append(Condition("complete", name, negated=choice.chosen == "no"))
        if self.source.currentData() is not None:
            found.append(Condition("source", self.source.currentData()))
        since, until = self.since.text().strip(), self.until.text().strip()
        if since or until:
            found.append(Condition("published", since, until))
        found += [Condition("comments")] if self.comments.isChecked() else []
        found += [Condition("flagged")] if self.flagged.isChecked() else []
        return (*found, *self._kept)

    def _changed(self, *_: object) -> None:
        if not hasattr(self, "show_button"):
            return  # not everything is there yet
        try:
            self.count.setText(number(self.listing.count_of(self.conditions), "article"))
        except WorkbenchError as error:
            self.count.setText(as_sentence(error))


def _is_offered(condition: Condition) -> bool:
    """Whether the sheet can show a condition."""
    return condition.kind in ("label", "complete") or (condition.kind != "among" and not condition.negated)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _left(*parts: QWidget) -> QWidget:
    """Parts side by side, at the left."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(18)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return whole


def ask_for_filter(frame: "Frame") -> None:
    """Build a filter, and show what passes."""
    if frame.session is None:
        return
    sheet = FilterSheet(frame)
    if sheet.exec() == Sheet.DialogCode.Accepted:
        frame.articles.set_conditions(sheet.conditions)
    sheet.deleteLater()
