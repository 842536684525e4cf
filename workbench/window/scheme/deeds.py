"""Asking for a step that carries spans along: what it shall be, and what it touches, before anything is done."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QScrollArea, QWidget

from workbench.errors import WorkbenchError, as_sentence
from workbench.model.scheme import Scheme
from workbench.model.scheme_edit import Place, attribute_at, attributes_at
from workbench.project import Project
from workbench.project.scheme_change import Merge, Remove, Rename, Split, Step, preview
from workbench.project.scheme_steps import Kind
from workbench.window.look.check_box import CheckBox
from workbench.window.look.small import plain_label
from workbench.window.look.theme import Theme
from workbench.window.scheme.fields import OneOf, line
from workbench.window.scheme.parts import Part
from workbench.window.sheets.sheet import Sheet

_HIGHEST = 600  # pixels: more fields than fit are scrolled, and a small screen shows the buttons
_PAUSE = 150  # milliseconds after a key until it is worked out what the step touches


class _Fields(QScrollArea):
    """As high as its fields, or scrolled."""

    def __init__(self, rows: QFormLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = self._inside = QWidget(self)
        inside.setObjectName("sheetBody")
        rows.setContentsMargins(0, 4, 6, 4)  # the ring round a field has room
        inside.setLayout(rows)
        self.setWidget(inside)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(policy.Policy.Maximum)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """All fields."""
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Two of them."""
        hint = self._inside.minimumSizeHint()
        return QSize(hint.width(), min(hint.height(), 76))


class DeedSheet(Sheet):
    """Fields for one step, a line that says what it touches, and a button that does it."""

    def __init__(self, parent: QWidget, theme: Theme, project: Project, title: str, verb: str) -> None:
        super().__init__(parent, theme, title)
        self.project = project
        self.step: Step | None = None
        self.make: Callable[[], Step | None] = lambda: None
        self.resize(520, 240)
        self.rows = QFormLayout()
        self.rows.setHorizontalSpacing(14)
        self.rows.setVerticalSpacing(10)
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.fields = _Fields(self.rows, self)
        self.body.addWidget(self.fields)
        self.effect = plain_label("", px=13)
        self.effect.setObjectName("quiet")
        self.effect.setWordWrap(True)
        self.trouble = plain_label("", px=13)
        self.trouble.setObjectName("trouble")
        self.trouble.setWordWrap(True)
        self.body.addWidget(self.effect)
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)
        self.add_button("Cancel", self.reject, keys=("Esc",))
        self.button = self.add_button(verb, self._accept_if_known, filled=True, keys=("↵",))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.work_out)

    def row(self, name: str, field: QWidget) -> None:
        """A named field."""
        label = plain_label(name)
        label.setObjectName("quiet")
        label.setMinimumHeight(28)
        label.setBuddy(field)
        self.rows.addRow(label, field)
        self.fields.updateGeometry()

    def line(self, name: str, text: str = "", hint: str = "") -> QLineEdit:
        """A line to type into."""
        made = line(name, text, hint, self)
        made.textChanged.connect(self.later)
        self.row(name, made)
        return made

    def later(self) -> None:
        """Something was changed: what the step touches is worked out when the hands rest."""
        self.button.setEnabled(False)
        self._pause.start()

    def work_out(self) -> None:
        """Say what the step touches, or why it can't be done."""
        self._pause.stop()
        self.step, told, trouble = None, "", ""
        try:
            step = self.make()
            if step is not None:
                told = f"{preview(self.project, step).sentence} Undo brings everything back."
                self.step = step
        except WorkbenchError as error:
            trouble = as_sentence(error)
        self.effect.setText(told)
        self.effect.setVisible(bool(told))
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self.button.setEnabled(self.step is not None)

    def _accept_if_known(self) -> None:
        if self._pause.isActive():
            self.work_out()
        if self.step is not None:
            self.accept()


def ask_rename(
    parent: QWidget, theme: Theme, project: Project, kind: Kind, name: str, place: Place, attribute: str = ""
) -> DeedSheet:
    """For another name."""
    sheet = DeedSheet(parent, theme, project, f"Rename {_what(kind, name, place, attribute)}", "Rename")
    field = sheet.line("New name", name)
    field.selectAll()

    def make() -> Step | None:
        new = field.text().strip()
        return Rename(kind, name, new, place, attribute) if new and new != name else None

    return _ready(sheet, make, field)


def ask_merge(
    parent: QWidget, theme: Theme, project: Project, kind: Kind, name: str, place: Place, attribute: str = ""
) -> DeedSheet:
    """For what it shall become."""
    sheet = DeedSheet(parent, theme, project, f"Merge {_what(kind, name, place, attribute)}", "Merge")
    others = [(other, other) for other in names(project.scheme, kind, place, attribute) if other != name]
    box = OneOf("Into", others, "", sheet)
    box.currentIndexChanged.connect(lambda _: sheet.later())
    sheet.row("Into", box)
    return _ready(sheet, lambda: Merge(kind, name, box.chosen, place, attribute) if others else None, box)


def ask_remove(
    parent: QWidget, theme: Theme, project: Project, kind: Kind, name: str, place: Place, attribute: str = ""
) -> DeedSheet:
    """For whether it shall go."""
    sheet = DeedSheet(parent, theme, project, f"Remove {_what(kind, name, place, attribute)}", "Remove")
    return _ready(sheet, lambda: Remove(kind, name, place, attribute), sheet.button)


def ask_split(parent: QWidget, theme: Theme, project: Project, label: str) -> DeedSheet:
    """By which attribute, and which value gets which new label."""
    sheet = DeedSheet(parent, theme, project, f"Split the label {label}", "Split")
    place = Place("label", label)
    known = [item for item in attributes_at(project.scheme, place) if item.kind in ("choice", "flag")]
    box = OneOf("By", [(item.name, item.name) for item in known], "", sheet)
    sheet.row("By", box)
    fields: dict[str, QLineEdit] = {}
    keep: list[CheckBox] = []

    def show_values() -> None:
        while sheet.rows.rowCount() > 1:
            sheet.rows.removeRow(1)
        fields.clear()
        attribute = attribute_at(project.scheme, place, box.chosen)
        for value in [item.name for item in attribute.values] or ["true", "false"]:
            fields[value] = sheet.line(value, hint=f"stays {label}")
            fields[value].setAccessibleName(f"new label of {value}")
        shown = attribute.name.replace("&", "&&")
        keep[:] = [CheckBox(theme, f"&Keep {shown} on labels that stand for one value", sheet)]
        keep[0].toggled.connect(lambda _: sheet.later())
        sheet.rows.addRow(keep[0])
        sheet.fields.updateGeometry()
        sheet.resize(520, min(_HIGHEST, 285 + 38 * len(fields)))
        sheet.later()

    def make() -> Step | None:
        into = {value: field.text().strip() for value, field in fields.items() if field.text().strip()}
        return Split(label, box.chosen, into, keep[0].isChecked()) if into else None

    if known:
        box.currentIndexChanged.connect(lambda _: show_values())
        show_values()
    return _ready(sheet, make, box)


def _ready(sheet: DeedSheet, make: Callable[[], Step | None], first: QWidget) -> DeedSheet:
    sheet.make = make
    sheet.work_out()
    first.setFocus()
    return sheet


def names(scheme: Scheme, kind: Kind, place: Place, attribute: str = "") -> list[str]:
    """What there is of a kind beside it."""
    match kind:
        case "label":
            return [label.name for label in scheme.labels]
        case "relation":
            return [relation.name for relation in scheme.relations]
        case "attribute":
            return [item.name for item in attributes_at(scheme, place)]
        case "value":
            return [value.name for value in attribute_at(scheme, place, attribute).values]


def may_split(scheme: Scheme, part: Part) -> bool:
    """Whether spans of a label can be told apart by a value."""
    return part.kind == "label" and any(
        item.kind in ("choice", "flag") for item in attributes_at(scheme, Place("label", part.name))
    )


def _what(kind: Kind, name: str, place: Place, attribute: str) -> str:
    if kind == "value":
        return f"the value {name} of {attribute}"
    return f"the attribute {name} of {place.words}" if kind == "attribute" else f"the {kind} {name}"
