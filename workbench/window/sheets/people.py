"""Who is working: the menu in the header, the sheet that asks, and a new name for somebody."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QMenu, QPushButton

from workbench.errors import WorkbenchError, as_sentence
from workbench.project.people import Person, people, present_name, rename
from workbench.window.key_words import then
from workbench.window.look.small import BeginningLine, plain_label
from workbench.window.sheets.note import name_problem
from workbench.window.sheets.sheet import Sheet
from workbench.words import cut, number

if TYPE_CHECKING:
    from workbench.window.frame import Frame
    from workbench.window.session import Session

HINT = "Each person has a layer of their own; nobody sees another’s while tagging."
_NAME, _NEW = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.UserRole) + 1
_MANY = 12  # names that the menu shows; more are in the sheet
_WALK = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def known(session: "Session") -> list[Person]:
    """Everybody in the project, and who works now."""
    found = people(session.project)
    if session.annotator not in [person.name for person in found]:
        found.append(Person(session.annotator))
    return sorted(found, key=lambda person: person.name.casefold())


def show_menu(frame: "Frame") -> None:
    """The menu below the person in the header."""
    if frame.session is not None:
        menu = make_menu(frame)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = frame.header.person
        at = button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height() - 2))
        menu.popup(at)


def make_menu(frame: "Frame") -> QMenu:
    """Everybody known, the present one ticked; somebody else, and a new name."""
    session = frame.session
    assert session is not None
    menu = QMenu(frame)
    menu.setToolTipsVisible(True)
    group = QActionGroup(menu)
    names = sorted({*session.project.annotators(), session.annotator}, key=str.casefold)
    if len(names) > _MANY:
        names = sorted({*names[:_MANY], session.annotator}, key=str.casefold)
    for name in names:
        action = QAction(name.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(name == session.annotator)
        action.setToolTip(HINT)
        action.triggered.connect(lambda _=False, name=name: work_as(frame, name))
        group.addAction(action)
        menu.addAction(action)
    menu.addSeparator()
    menu.addAction("Somebody else…", lambda: choose_person(frame))
    menu.addAction("Rename…", lambda: rename_person(frame, session.annotator))
    return menu


def work_as(frame: "Frame", name: str) -> None:
    """Go on as somebody, in the same article."""
    if frame.session is None or name == frame.session.annotator:
        return
    if not frame.typed.may_leave():
        return
    frame.projects.work_as(name)
    if frame.session is not None and frame.session.annotator == name:
        frame.say(f"You work as {name}. {HINT}")


def choose_person(frame: "Frame") -> None:
    """Ask who works, and go on as that person."""
    if frame.session is None:
        return
    name = ask_person(frame)
    if name is not None:
        if frame.settings.name is None:
            frame.settings.set("name", name)
        work_as(frame, name)


def ask_person(frame: "Frame") -> str | None:
    """The name of somebody known or new, or None."""
    sheet = PeopleSheet(frame)
    accepted = sheet.exec() == Sheet.DialogCode.Accepted
    name = sheet.name()
    sheet.deleteLater()
    return name if accepted else None


def rename_person(frame: "Frame", name: str) -> None:
    """Ask for a new name of somebody, and give it."""
    if not frame.typed.may_leave():
        return
    sheet = RenameSheet(frame, name)
    sheet.exec()
    sheet.deleteLater()


def after_undo(frame: "Frame") -> None:
    """An undo may have given the person at work another name back."""
    session = frame.session
    if session is None:
        return
    name = present_name(session.project, session.annotator)
    if name != session.annotator:
        sentence = frame.message.text()
        frame.projects.work_as(name)
        frame.committed(sentence)


class PeopleSheet(Sheet):
    """A list of everybody in the project, and a line that filters it or takes a new name."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame, frame.theme, "Who is working")
        assert frame.session is not None
        self.frame = frame
        self.people = known(frame.session)
        self.resize(540, 420)
        note = plain_label(HINT)
        note.setObjectName("quiet")
        note.setWordWrap(True)
        label = plain_label("&Name")
        self.line = QLineEdit()
        self.line.setAccessibleName("name")
        self.line.setPlaceholderText("type to find somebody, or a new name")
        label.setBuddy(self.line)
        self.list = QListWidget()
        self.list.setAccessibleName("people in this project")
        self.list.setObjectName("people")
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.trouble = _trouble()
        self.body.setSpacing(8)
        for widget in (note, label, self.line, self.list, self.trouble):
            self.body.addWidget(widget)
        self.rename_button = QPushButton("&Rename…")
        self.rename_button.setAutoDefault(False)
        self.rename_button.clicked.connect(self._rename)
        self.foot_left.addWidget(self.rename_button)
        self.add_button("Cancel", self.reject, keys=("Esc",))
        self.work_button = self.add_button("Work", self.accept, filled=True, keys=("↵",))
        self.line.textChanged.connect(self._show)
        self.line.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda *_: self._current_changed())
        self.list.itemActivated.connect(lambda _: self._accept_if_right())
        self._show()
        self._mark(frame.session.annotator)
        self.line.setFocus()

    def _show(self) -> None:
        """The people whose names hold what is typed; below them a new one of that name."""
        typed = self.line.text().strip()
        words = typed.casefold().split()
        self.list.clear()
        for person in self.people:
            if all(word in person.name.casefold() for word in words):
                item = QListWidgetItem(f"{person.name}   {_work(person)}")
                item.setData(_NAME, person.name)
                self.list.addItem(item)
        if typed and typed not in [person.name for person in self.people]:
            item = QListWidgetItem(f"Somebody new: {typed}")
            item.setData(_NAME, typed)
            item.setData(_NEW, True)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._current_changed()

    def _mark(self, name: str) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(_NAME) == name:
                self.list.setCurrentRow(row)

    def name(self) -> str | None:
        """Who is chosen."""
        item = self.list.currentItem()
        return str(item.data(_NAME)) if item is not None else None

    def _current_changed(self) -> None:
        name, item = self.name(), self.list.currentItem()
        is_new = item is not None and bool(item.data(_NEW))
        problem = name_problem(name) if is_new and name else None
        _tell(self.trouble, problem)
        self.work_button.set_words(f"Work as {cut(name, 28)}".replace("&", "&&") if name else "Work")
        self.work_button.setEnabled(name is not None and problem is None)
        self.rename_button.setEnabled(name is not None and not is_new)

    def _accept_if_right(self) -> None:
        if self.work_button.isEnabled():
            self.accept()

    def _rename(self) -> None:
        name = self.name()
        if name is None:
            return
        sheet = RenameSheet(self.frame, name, self)
        accepted = sheet.exec() == Sheet.DialogCode.Accepted
        new = sheet.line.text().strip()
        sheet.deleteLater()
        if accepted and self.frame.session is not None:
            self.people = known(self.frame.session)
            self.line.clear()
            self._show()
            self._mark(new)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the line keeps the caret."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _WALK:
            step = -1 if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) else 1
            row = self.list.currentRow() + step
            self.list.setCurrentRow(min(max(0, row), self.list.count() - 1))
            return True
        return False


class RenameSheet(Sheet):
    """Asks for the new name of one person, and gives it: the layers stay theirs."""

    def __init__(self, frame: "Frame", name: str, parent: "Sheet | None" = None) -> None:
        super().__init__(parent or frame, frame.theme, "Rename")
        self.frame = frame
        self.old = name
        self.setMinimumWidth(440)
        note = plain_label(
            f"What {name} has tagged, decided and commented on stays theirs, under the new name.{_undoes(frame)}"
        )
        note.setObjectName("quiet")
        note.setWordWrap(True)
        label = plain_label("&New name")
        self.line = BeginningLine(name)
        self.line.setAccessibleName("new name")
        label.setBuddy(self.line)
        self.trouble = _trouble()
        self.body.setSpacing(8)
        for widget in (note, label, self.line, self.trouble):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.add_button("Cancel", self.reject, keys=("Esc",))
        self.rename_button = self.add_button("Rename", self.rename, filled=True, keys=("↵",))
        self.line.textChanged.connect(self._check)
        self._check()
        self.line.select_all()
        self.line.setFocus()

    def _check(self) -> None:
        name = self.line.text().strip()
        problem = name_problem(name) if name else None
        _tell(self.trouble, problem)
        self.rename_button.setEnabled(bool(name) and name != self.old and problem is None)

    def rename(self) -> None:
        """Give the name, and close; stay where it is refused."""
        session, new = self.frame.session, self.line.text().strip()
        if session is None or not self.rename_button.isEnabled():
            return
        self.frame.inspector.commit()
        is_me = session.annotator == self.old
        if is_me and not _has_traces(session):
            self.accept()  # nobody to rename: the next action is done under the new name
            work_as(self.frame, new)
            return
        try:
            words = rename(session.project, session.annotator, self.old, new)
        except WorkbenchError as error:
            _tell(self.trouble, as_sentence(error))
            return
        if self.frame.settings.name == self.old:
            self.frame.settings.set("name", new)
        self.accept()
        if is_me:
            self.frame.projects.work_as(new)
        else:
            session.refresh()
        self.frame.committed(f"{words[:1].upper()}{words[1:]}.{_undoes(self.frame)}")


def _undoes(frame: "Frame") -> str:
    return then(frame.keymap.shown("edit.undo"), "undoes it")


def _has_traces(session: "Session") -> bool:
    """Whether the project knows of the person at work."""
    project, name = session.project, session.annotator
    return name in project.annotators() or project.journal.can_undo(name) is not None


def _work(person: Person) -> str:
    """How far somebody is, in words."""
    said = [f"{person.done:,} done"] if person.done else []
    said += [f"{person.begun:,} begun"] if person.begun else []
    return ", ".join([*said, number(person.spans, "span")]) if said else "nothing yet"


def _trouble() -> QLabel:
    label = plain_label(px=12)
    label.setObjectName("trouble")
    label.setWordWrap(True)
    label.hide()
    return label


def _tell(label: QLabel, problem: str | None) -> None:
    label.setText(problem or "")
    label.setVisible(bool(problem))
