"""The sheet for a new project: its name and place, the scheme, who works, and the articles to bring in."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton

from workbench.errors import WorkbenchError, as_sentence
from workbench.project import Project
from workbench.project.scheme_files import load_scheme, shipped
from workbench.window.look.small import plain_label
from workbench.window.sheets.note import name_problem, note, tell
from workbench.window.sheets.scheme_choice import SchemeChoice
from workbench.window.sheets.sheet import Sheet
from workbench.window.welcome.recent import in_words, is_server, shown_place

if TYPE_CHECKING:
    from workbench.window.frame import Frame

ENDING = ".workbench"
_USUAL = "news"  # the scheme that is offered first
_FORBIDDEN = re.compile(r'[/\\:*?"<>|\x00-\x1f\ud800-\udfff]')
_USUAL_NOTE = "Your spans are kept under this name; others work in layers of their own."
_SHOWN = 4  # names of articles that are shown before the rest is counted


def place_problem(name: str, folder: str) -> str | None:
    """Why no project of that name can be made there, in a sentence; None where it can."""
    if found := _FORBIDDEN.search(name):
        sign = found[0] if found[0].isprintable() else "such a character"
        return f"The name of a file can’t hold {sign}. Leave it out."
    if not name.strip(" ."):
        return "Give the project a name."
    if not os.path.isdir(folder):  # noqa: PTH112  Path.is_dir raises for some names
        return f"There is no folder {shown_place(folder)}. Choose another, or make it first." if folder else (
            "Choose a folder to put it into."
        )  # fmt: skip
    file = Path(folder) / f"{name}{ENDING}"
    if len(os.fsencode(file.name)) > 255:
        return "The name is too long for a file. Choose a shorter one."
    if os.path.lexists(file):
        return f"{file.name} is there already. Choose another name, or open that one."
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"You don’t have the rights to write into {shown_place(folder)}. Choose another folder."
    return None


class NewProject(Sheet):
    """Makes the project itself, so that what goes wrong is said where it can be mended; ``made`` is it, open."""

    def __init__(self, frame: "Frame", paths: Sequence[str] = ()) -> None:
        super().__init__(frame, frame.theme, "New project", "a file on this machine")
        self.setMinimumWidth(640)
        self.paths = list(paths)
        self.made: Project | None = None
        self.name = QLineEdit(_proposed(self.paths))
        self.name.setAccessibleName("Name")
        self.folder = QLineEdit(_folder(frame))
        self.folder.setAccessibleName("Folder")
        self.browse = _button("&Browse…")
        self.browse.clicked.connect(self._browse)
        self.place = note()
        self.person = QLineEdit(frame.settings.name or "")
        self.person.setAccessibleName("Who works")
        self.person.setPlaceholderText("your name")
        self.person_note = note(_USUAL_NOTE)
        self.own = _button("Choose a &file…")
        self.own.clicked.connect(self._choose_file)
        self.scheme_note = note()
        self._file = ""
        self._build()
        self.add_button("Cancel", self.reject, keys=("Esc",))
        self.make_button = self.add_button("Make the project", self.make, filled=True, keys=("↵",))
        for field in (self.name, self.folder, self.person):
            field.textChanged.connect(self.check)
        self.schemes.buttonToggled.connect(lambda button, on: self.check())
        self.check()
        self.name.setFocus()
        self.name.selectAll()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        _row(grid, "&Name", self.name)
        at = _row(grid, "F&older", self.folder)
        grid.addWidget(self.browse, at, 2)
        _below(grid, self.place)
        self._schemes(grid)
        _row(grid, "&Who works", self.person)
        _below(grid, self.person_note)
        if self.paths:
            at = grid.rowCount()
            grid.addWidget(plain_label("Articles"), at, 0, Qt.AlignmentFlag.AlignTop)
            names = [Path(path).name for path in self.paths]
            more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
            told = note(f"{in_words(self.paths)} to bring in: {', '.join(names[:_SHOWN])}{more}")
            grid.addWidget(told, at, 1, 1, 2)
        self.body.addStretch(1)

    def _schemes(self, grid: QGridLayout) -> None:
        self.schemes = QButtonGroup(self)
        for name in sorted(shipped(), key=lambda name: name != _USUAL):
            self.schemes.addButton(SchemeChoice(name, load_scheme(name), self.theme))
        self.file_choice = SchemeChoice("", None, self.theme)
        self.schemes.addButton(self.file_choice)
        self.file_choice.clicked.connect(self._file_clicked)
        at = grid.rowCount()
        label = plain_label("Scheme")
        grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        for number, choice in enumerate(self.choices()):
            grid.addWidget(choice, at + number, 1, 1, 2)
        self.choices()[0].setChecked(True)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.own)
        row.addWidget(self.scheme_note, 1)
        grid.addLayout(row, grid.rowCount(), 1, 1, 2)
        grid.setRowMinimumHeight(grid.rowCount(), 8)

    def choices(self) -> list[SchemeChoice]:
        """The schemes that can be chosen, one's own file last."""
        return [choice for choice in self.schemes.buttons() if isinstance(choice, SchemeChoice)]

    # What is chosen

    @property
    def where(self) -> Path:
        """The file that it will be."""
        return Path(self._in()) / f"{self.name.text().strip()}{ENDING}"

    def _in(self) -> str:
        return os.path.expanduser(self.folder.text().strip())  # noqa: PTH111  Path raises where there is no such user

    @property
    def scheme(self) -> str:
        """A scheme that ships, by its name, or the file of one's own; empty where none is fit."""
        chosen = self.schemes.checkedButton()
        if chosen is self.file_choice:
            return self._file if self.file_choice.scheme is not None else ""
        return chosen.name if isinstance(chosen, SchemeChoice) else ""

    def check(self) -> None:
        """Say what is in the way, as one types."""
        trouble = place_problem(self.name.text().strip(), self._in())
        tell(self.place, trouble or f"Makes {shown_place(str(self.where))}", trouble is not None and self._begun())
        name = self.person.text().strip()
        person = name_problem(name) if name else None
        nobody = trouble is None and not name  # all that is missing yet
        usual = f"Give your name. {_USUAL_NOTE}" if nobody else _USUAL_NOTE
        tell(self.person_note, person or usual, person is not None)
        self.make_button.setEnabled(trouble is None and not person and bool(name and self.scheme))

    def _begun(self) -> bool:
        return bool(self.name.text().strip())

    def _browse(self) -> None:
        found = QFileDialog.getExistingDirectory(self, "Folder for the project", self.folder.text())
        if found:
            self.folder.setText(found)

    def _file_clicked(self) -> None:
        if not self._file:
            self._choose_file()

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Scheme", self.folder.text(), "Schemes (*.toml);;All files (*)")
        if path:
            self.use_file(path)

    def use_file(self, path: str) -> None:
        """Take a scheme file of one's own, or say what is wrong with it."""
        self._file = path
        try:
            self.file_choice.set_scheme(load_scheme(Path(path)), Path(path).name)
            tell(self.scheme_note, shown_place(path), False)
        except WorkbenchError as error:
            self.file_choice.set_scheme(None, Path(path).name)
            said = str(error)  # which begins with the name of the file, mostly
            tell(self.scheme_note, f"{said}." if said.startswith(Path(path).name) else as_sentence(error), True)
        self.file_choice.setChecked(True)
        self.check()

    def make(self) -> None:
        """Make it, and close; stay where that fails."""
        if not self.make_button.isEnabled():
            return
        try:
            scheme = self.scheme if self.scheme in shipped() else Path(self.scheme)
            self.made = Project.create(str(self.where), scheme, self.person.text().strip())
        except WorkbenchError as error:
            tell(self.place, as_sentence(error), True)
            return
        self.accept()


def _proposed(paths: Sequence[str]) -> str:
    """A name for the project: that of the folder that was dropped."""
    return Path(paths[0]).name if len(paths) == 1 and os.path.isdir(paths[0]) else ""  # noqa: PTH112


def _folder(frame: "Frame") -> str:
    """Where the last project lies, else where documents do."""
    recent = [where for where in frame.settings.get("recent", []) if not is_server(where)]
    places = [os.path.dirname(where) for where in recent[:1]]  # noqa: PTH120
    places.append(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return next((place for place in places if os.access(place, os.W_OK)), str(Path.home()))


def _row(grid: QGridLayout, text: str, field: QLineEdit) -> int:
    at = grid.rowCount()
    label = plain_label(text)
    label.setBuddy(field)
    grid.addWidget(label, at, 0)
    grid.addWidget(field, at, 1)
    return at


def _below(grid: QGridLayout, below: QLabel) -> None:
    at = grid.rowCount()
    grid.addWidget(below, at, 1, 1, 2)
    grid.setRowMinimumHeight(at + 1, 8)


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button
