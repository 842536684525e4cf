"""The editor of a project's scheme: its parts at the left, the form of the chosen one at the right.

Nothing is collected: each change is one step, told before it is done, and one undo brings it back. What stands in a
form is applied by its button, or when the form is left.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QScrollArea, QVBoxLayout

from workbench.errors import WorkbenchError, as_sentence
from workbench.model.scheme import AttributeType, Label, RelationType, Scheme
from workbench.model.scheme_comments import with_comments
from workbench.model.scheme_edit import Place, attributes_at, edited, free_marks, with_attributes
from workbench.project.scheme_change import Merge, Rename, Replace, Step, preview, source
from workbench.project.scheme_steps import COLOURS
from workbench.window.look.small import hairline, plain_label
from workbench.window.scheme import deeds
from workbench.window.scheme.forms import AttributeForm, Form, form_of
from workbench.window.scheme.parts import Part, PartList
from workbench.window.sheets.sheet import Sheet

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_SIZE, _LEFT = (980, 690), 250  # pixels: of the sheet, of the list


def edit_scheme(frame: "Frame") -> None:
    """Open the editor."""
    if frame.session is None or not frame.typed.may_leave():
        return
    sheet = SchemeSheet(frame)
    sheet.exec()
    sheet.deleteLater()
    frame.view.setFocus()


class SchemeSheet(Sheet):
    """Changes go through the session, so that the window behind follows at once."""

    def __init__(self, frame: "Frame") -> None:
        assert frame.session is not None
        super().__init__(frame, frame.theme, "Scheme")
        self.frame = frame
        self.session = frame.session
        self.form: Form | None = None
        self.part = Part("heading", "")  # whose form is shown
        self.pending = False  # whether the form says something else than what is stored
        self.deed: deeds.DeedSheet | None = None  # the question that is open
        self.resize(min(_SIZE[0], frame.width() - 40), min(_SIZE[1], frame.height() - 40))
        self.list = PartList(self.theme)
        self.list.setFixedWidth(_LEFT)
        self.list.chosen.connect(lambda _: self._leave_form())
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addLayout(self._right(), 1)
        self.body.addLayout(row)
        self._foot_buttons()
        for id, does in (("edit.undo", frame.undo), ("edit.redo", frame.redo)):
            for key in frame.keymap.keys_of(id):
                QShortcut(QKeySequence(key), self).activated.connect(does)
        self.session.scheme_followed.connect(self.show_scheme)
        self.session.said.connect(self.say)
        self.session.failed.connect(self.fail)
        self.show_scheme()
        self.list.setFocus()

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(22, 14, 22, 10)
        head.setSpacing(8)
        self.name = plain_label("", px=15, weight=600)
        head.addWidget(self.name)
        head.addStretch(1)
        self.deeds: dict[str, QPushButton] = {}
        for id, text, does in (
            ("rename", "&Rename…", lambda: self._ask("rename")),
            ("merge", "&Merge…", lambda: self._ask("merge")),
            ("split", "&Split…", lambda: self._ask("split")),
            ("remove", "Remo&ve…", lambda: self._ask("remove")),
        ):
            button = self.deeds[id] = QPushButton(text, self)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, does=does: does())
            head.addWidget(button)
        column.addLayout(head)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.area, 1)
        column.addWidget(hairline(self))
        column.addLayout(self._values_row())
        return column

    def _values_row(self) -> QHBoxLayout:
        """What can be done with the values of an attribute, and what applying the form touches."""
        row = QHBoxLayout()
        row.setContentsMargins(22, 10, 18, 10)
        row.setSpacing(8)
        self.values_button = QPushButton("Va&lues", self)
        self.values_button.setAutoDefault(False)
        self.values_menu = QMenu(self.values_button)
        self.values_menu.aboutToShow.connect(self._fill_values_menu)
        self.values_button.setMenu(self.values_menu)
        self.told = plain_label("", px=13)
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(34)
        self.reset = QPushButton("&Discard", self)
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(self.show_part)
        self.apply = QPushButton("&Apply", self)
        self.apply.setAutoDefault(False)
        self.apply.clicked.connect(self.apply_form)
        row.addWidget(self.values_button)
        row.addWidget(self.told, 1)
        row.addWidget(self.reset)
        row.addWidget(self.apply)
        return row

    def _foot_buttons(self) -> None:
        self.add = QPushButton("A&dd", self)
        self.add.setAutoDefault(False)
        self.add_menu = QMenu(self.add)
        self.add_menu.aboutToShow.connect(self._fill_add_menu)
        self.add.setMenu(self.add_menu)
        self.foot_left.addWidget(self.add)
        self.line = plain_label("", px=13)
        self.line.setObjectName("quiet")
        self.foot_left.addWidget(self.line)
        self.close_button = self.add_button("Close", self.accept, filled=True, keys=("Esc",))

    @property
    def scheme(self) -> Scheme:
        """The project's scheme as it is by now."""
        return self.session.scheme

    def say(self, sentence: str) -> None:
        """What was done."""
        self.line.setObjectName("quiet")
        self._tell(sentence)

    def fail(self, sentence: str) -> None:
        """What could not be done."""
        self.line.setObjectName("trouble")
        self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        self.line.setText(self.line.fontMetrics().elidedText(sentence, Qt.TextElideMode.ElideRight, self.width() - 260))
        self.line.setToolTip(sentence)
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)

    # What is shown

    def show_scheme(self) -> None:
        """Show the scheme as it is by now, the same part as before in front."""
        current = self.list.current if self.list.count() else None
        self.subtitle.setText(f"{self.scheme.name} {self.scheme.version}")
        self.list.show_scheme(self.scheme, current)
        self.show_part()

    def show_part(self) -> None:
        """Show the form of the chosen part as it is stored."""
        part = self.part = self.list.current
        self.name.setText("Rules" if part.kind == "rules" else part.name)
        self.form = form_of(part, self.scheme, self.theme, self)
        self.form.changed.connect(self._changed)
        self.area.setWidget(self.form)  # the old one goes
        for button in self.deeds.values():
            button.setVisible(part.kind != "rules")
        self.deeds["split"].setVisible(part.kind == "label")
        self.deeds["split"].setEnabled(deeds.may_split(self.scheme, part))
        if part.kind != "rules":
            self.deeds["merge"].setEnabled(len(deeds.names(self.scheme, part.kind, part.place)) > 1)  # type: ignore[arg-type]
        self.values_button.setVisible(isinstance(self.form, AttributeForm))
        self._show_told("", False)

    def _changed(self) -> None:
        """Say what applying the form would do."""
        try:
            step = self._step()
        except WorkbenchError as error:
            self._show_told(_without_place(as_sentence(error)), False, wrong=True)
            return
        told = "Touches no span. Applied when you leave the form, too; undo brings it back."
        self._show_told(told if step is not None else "", step is not None)

    def _show_told(self, sentence: str, can: bool, wrong: bool = False) -> None:
        self.told.setObjectName("trouble" if wrong else "quiet")
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)
        self.told.setText(sentence)
        self.pending = can
        self.apply.setEnabled(can)
        self.apply.setDefault(can)  # what Enter presses
        self.close_button.setDefault(not can)
        self.reset.setEnabled(can or wrong)

    def _step(self) -> Step | None:
        """The step that makes of the scheme what the form says; None where it says the same."""
        assert self.form is not None
        after = self.form.edited(self.scheme)
        if source(after) == source(self.scheme):
            return None
        part = self.part
        what = "the rules" if part.kind == "rules" else f"the {part.kind} {part.name}"
        step = _replaced(self.scheme, after, f"changed {what} in the scheme")
        preview(self.session.project, step)
        return step

    # Steps

    def apply_form(self) -> None:
        """Do what the form says, as one step."""
        self.pending = False
        try:
            step = self._step()
        except WorkbenchError as error:
            self.fail(_without_place(as_sentence(error)))
            return
        if step is not None:
            self.session.change_scheme(step)

    def _leave_form(self) -> None:
        """Another part was chosen: what stands in the form is applied, where it means something."""
        if self.pending:
            self.apply_form()
        self.show_part()

    def done(self, code: int) -> None:
        """The sheet closes."""
        if self.pending:
            self.apply_form()
        super().done(code)

    def _ask(self, what: str, value: str | None = None) -> None:
        """Ask for a step on the chosen part, or on a value of it, and do it."""
        part, place, attribute = self.part, self.part.place, ""
        kind, name = part.kind, part.name
        if value is not None:
            kind, name, attribute = "value", value, part.name  # type: ignore[assignment]
        given = (self, self.theme, self.session.project)
        if what == "split":
            sheet = deeds.ask_split(*given, name)
        else:
            asked = {"rename": deeds.ask_rename, "merge": deeds.ask_merge, "remove": deeds.ask_remove}[what]
            sheet = asked(*given, kind, name, place, attribute)  # type: ignore[arg-type]
        self.deed = sheet
        sheet.finished.connect(lambda code: self._answered(sheet, code))
        sheet.open()

    def _answered(self, sheet: deeds.DeedSheet, code: int) -> None:
        self.deed = None
        sheet.deleteLater()
        if code != Sheet.DialogCode.Accepted or sheet.step is None:
            return
        done = self.session.change_scheme(sheet.step)
        if done is not None and (became := _became(sheet.step)) is not None:
            self.list.show_scheme(self.scheme, became)
            self.show_part()

    def _fill_values_menu(self) -> None:
        form = self.form
        self.values_menu.clear()
        if not isinstance(form, AttributeForm):
            return
        self.values_menu.addAction("Add value", form.values.add)
        value = form.values.current
        if value is not None:
            shown = value.replace("&", "&&")
            self.values_menu.addAction(f"Rename {shown}…", lambda: self._ask("rename", value))
            self.values_menu.addAction(f"Merge {shown}…", lambda: self._ask("merge", value))
            self.values_menu.addAction(f"Remove {shown}…", lambda: self._ask("remove", value))

    def _fill_add_menu(self) -> None:
        part = self.list.current
        menu = self.add_menu
        menu.clear()
        menu.addAction("Label…", lambda: self._ask_new("label", Place("article")))
        if part.kind == "label":
            self._offer_attribute(Place("label", part.name))
            if self.scheme.label(part.name).entity:
                self._offer_attribute(Place("entity", part.name))
        elif part.kind == "relation":
            self._offer_attribute(Place("relation", part.name))
        elif part.kind == "attribute" and part.place.owner != "article":
            self._offer_attribute(part.place)
        self._offer_attribute(Place("article"))
        menu.addAction("Relation…", lambda: self._ask_new("relation", Place("article")))

    def _offer_attribute(self, place: Place) -> None:
        words = f"Attribute of {place.words}…".replace("&", "&&")
        self.add_menu.addAction(words, lambda: self._ask_new("attribute", place))

    def _ask_new(self, kind: str, place: Place) -> None:
        """Ask for the name of a new part, and add it."""
        what = f"attribute of {place.words}" if kind == "attribute" else kind
        sheet = deeds.DeedSheet(self, self.theme, self.session.project, f"Add {_a(what)}", "Add")
        field = sheet.line("Name")

        def make() -> Step | None:
            name = field.text().strip()
            return added(self.scheme, kind, name, place) if name else None

        sheet.make = make
        sheet.work_out()
        field.setFocus()
        self.deed = sheet
        sheet.finished.connect(lambda code: self._added(sheet, code, Part(kind, field.text().strip(), place)))  # type: ignore[arg-type]
        sheet.open()

    def _added(self, sheet: deeds.DeedSheet, code: int, part: Part) -> None:
        self._answered(sheet, code)
        if code == Sheet.DialogCode.Accepted:
            self.list.show_scheme(self.scheme, part)
            self.list.setFocus()


def _became(step: Step) -> Part | None:
    """The part that stands where a step left something else, to have it in front."""
    if isinstance(step, Rename | Merge) and step.kind != "value":
        return Part(step.kind, step.new if isinstance(step, Rename) else step.into, step.place)
    return None


def added(scheme: Scheme, kind: str, name: str, place: Place) -> Step:
    """The step that adds a part of that name."""
    if kind == "label":
        key, letter, colour = free_marks(scheme, name, COLOURS, "other")
        after = edited(scheme, labels=[*scheme.labels, Label(name, key, letter, colour)])
    elif kind == "relation":
        first = scheme.labels[0].name
        after = edited(scheme, relations=[*scheme.relations, RelationType(name, (first,), (first,))])
    else:
        after = with_attributes(scheme, place, [*attributes_at(scheme, place), AttributeType(name, "flag")])
    what = f"attribute {name} of {place.words}" if kind == "attribute" else f"{kind} {name}"
    return _replaced(scheme, after, f"added the {what} to the scheme")


def _replaced(before: Scheme, after: Scheme, words: str) -> Replace:
    text, guidelines = source(after)
    return Replace(with_comments(before.source, text), guidelines, words)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _without_place(sentence: str) -> str:
    """What is wrong, without the line of a file that nobody sees."""
    head, colon, rest = sentence.partition(": ")
    told = rest if colon and head.lower().startswith("scheme.toml") else sentence
    return told[:1].upper() + told[1:]
