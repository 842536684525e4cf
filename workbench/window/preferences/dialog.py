"""The sheet of settings: four pages, and what is chosen holds at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.window.look.small import plain_label
from workbench.window.preferences.choice import Choice
from workbench.window.preferences.keys_page import KeysPage
from workbench.window.preferences.text_page import TextPage
from workbench.window.sheets.note import name_problem
from workbench.window.sheets.sheet import Sheet

if TYPE_CHECKING:
    from workbench.window.frame import Frame

PAGES = (("you", "&You"), ("look", "&Look"), ("text", "Te&xt"), ("keys", "&Keys"))
_THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"), ("hc", "High contrast"))
_DENSITIES = (("comfortable", "Comfortable"), ("standard", "Standard"), ("compact", "Compact"))
_EDGES = (("off", "Calm"), ("on", "Stronger"))
_NOTE = (("on", "Asks after tagging"), ("off", "Only when asked for"))
_TAGS = (("value", "Letter and value"), ("letter", "Letter"), ("selected", "Selected span"), ("none", "None"))


class Preferences(Sheet):
    """Settings."""

    def __init__(self, frame: "Frame", page: str) -> None:
        super().__init__(frame, frame.theme, "Settings")
        self.frame = frame
        self.resize(720, min(640, max(520, frame.height() - 60)))
        self.setMinimumSize(600, 500)
        self.pages = QStackedWidget(self)
        self.chooser = Choice("page", PAGES, page, self._show, self)
        row = QHBoxLayout()
        row.addWidget(self.chooser)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.pages, 1)
        self.you, self.look = _You(frame, self), Look(frame, self)
        self.text, self.keys = TextPage(frame, self), KeysPage(frame, self)
        for part in (self.you, self.look, self.text, self.keys):
            self.pages.addWidget(part)
        said = plain_label("What you change here holds at once.", px=12)
        said.setObjectName("quiet")
        self.foot_left.addWidget(said)
        self.add_button("Close", self.accept, filled=True, keys=("Esc",))
        self._show(page)

    def _show(self, page: str) -> None:
        self.pages.setCurrentIndex([name for name, _ in PAGES].index(page))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; in a field it keeps what was typed, and stays. Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(button := self.focusWidget(), QAbstractButton):
                button.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """What stands in the field for the name is taken too."""
        self.you.take()
        super().done(result)


def _quiet(text: str, parent: QWidget) -> QLabel:
    label = plain_label(text, px=12)
    label.setParent(parent)
    label.setObjectName("quiet")
    label.setWordWrap(True)
    return label


def _form(page: QWidget) -> QFormLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 4, 0, 0)
    form = QFormLayout()
    form.setHorizontalSpacing(18)
    form.setVerticalSpacing(14)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
    column.addLayout(form)
    column.addStretch(1)
    return form


class _You(QWidget):
    """Who works at this machine."""

    def __init__(self, frame: "Frame", parent: QWidget) -> None:
        super().__init__(parent)
        self.frame = frame
        form = _form(self)
        self.name = QLineEdit(frame.settings.name or "", self)
        self.name.setMinimumWidth(280)
        self.name.setAccessibleName("your name")
        self.name.editingFinished.connect(self.take)
        self.trouble = _quiet("", self)
        self.trouble.setMinimumWidth(560)
        self.switch = QPushButton(self)
        self.switch.setAutoDefault(False)
        self.switch.clicked.connect(self.work_under_it)
        self.name.textChanged.connect(self._offer)
        form.addRow("&Name", self.name)
        form.addRow("", self.trouble)
        form.addRow("", self.switch)
        self._explain()

    def _explain(self) -> None:
        session = self.frame.session
        who = f" In {session.project.name} you work as {session.annotator} now." if session is not None else ""
        self.trouble.setText(f"Projects that you open next are opened under this name.{who}")
        self._offer()

    def _offer(self) -> None:
        """Offer to go on under the name at once, where somebody else is at work."""
        session, name = self.frame.session, self.name.text().strip()
        self.switch.setVisible(session is not None and name != session.annotator and not name_problem(name))
        self.switch.setText(f"&Work as {name[:30].replace('&', '&&')} from now on")
        self.switch.setAccessibleName(f"Work as {name} from now on")

    def work_under_it(self) -> None:
        """Keep the name, and go on under it in the project that is open."""
        from workbench.window.sheets.people import work_as

        self.take()
        name = self.frame.settings.name
        if name and name == self.name.text().strip():
            self.name.setFocus()  # before the button goes, which has it
            work_as(self.frame, name)
            self._explain()

    def take(self) -> None:
        """Keep the name that was typed, if it may be one."""
        name = self.name.text().strip()
        if not name or name == self.frame.settings.name:
            self._explain()
            return
        if (problem := name_problem(name)) is not None:
            self.trouble.setText(problem)
            return
        self.frame.settings.set("name", name)
        self._explain()


class Look(QWidget):
    """Colours, density, tags."""

    def __init__(self, frame: "Frame", parent: QWidget) -> None:
        super().__init__(parent)
        self.frame = frame
        settings = frame.settings
        form = _form(self)
        self.theme = Choice("theme", _THEMES, settings.get("theme", "system"), frame.set_theme, self)
        self.density = Choice(
            "density", _DENSITIES, settings.get("density", "comfortable"), self._act("set_density"), self
        )
        self.tags = Choice("tags", _TAGS, settings.get("tags", "value"), frame.set_tags_mode, self)
        edges = "on" if settings.get("stronger_edges", False) else "off"
        self.edges = Choice("edges", _EDGES, edges, lambda on: self._act("set_stronger_edges")(on == "on"), self)
        note = "on" if settings.get("margin_note", True) else "off"
        self.note = Choice("margin note", _NOTE, note, lambda on: settings.set("margin_note", on == "on"), self)
        form.addRow("&Theme", self.theme)
        form.addRow("&Density", self.density)
        form.addRow("Ta&gs", self.tags)
        form.addRow("&Edges", self.edges)
        form.addRow("Margin &note", self.note)

    def _act(self, name: str) -> Callable[[object], object]:
        def do(value: object) -> None:
            getattr(self.frame, name)(value)
            self._show_what_followed()

        return do

    def _show_what_followed(self) -> None:
        """Compact brings the letters of tags only."""
        self.tags.show_chosen(self.frame.settings.get("tags", "value"))
