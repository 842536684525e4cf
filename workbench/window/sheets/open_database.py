"""The sheet that opens a team's database on a server: its address, a password, a test that says what is wrong."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtWidgets import QGridLayout, QLineEdit

from workbench.errors import WorkbenchError, as_sentence
from workbench.jobs import Cancelled, Report
from workbench.project import Project
from workbench.window.look.small import plain_label
from workbench.window.projects import open_or_let_go
from workbench.window.runner import run_job
from workbench.window.sheets.note import note, tell
from workbench.window.sheets.sheet import Sheet
from workbench.window.welcome.recent import is_server, shown_name
from workbench.words import number

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_SHAPE = "postgresql://name@server/database"


def address_problem(address: str, password: str = "") -> str | None:
    """Why an address can't be one, in a sentence; None where it can."""
    if not address:
        return None
    if not is_server(address):
        return f"The address of a team’s database looks like {_SHAPE}."
    rest = address.partition("://")[2]
    host = rest.partition("/")[0]
    if not rest.strip("/"):  # without a server it may still name a database on this machine
        return f"The address names no database. It looks like {_SHAPE}."
    if password and "@" not in host:
        return f"A password needs a name. Write it before the server: {_SHAPE}."
    return None


def with_password(address: str, password: str) -> str:
    """The address with a password in it, as the database's driver wants it; what it had before goes."""
    if not password:
        return address
    kind, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    user, at, server = host.rpartition("@")
    return f"{kind}{mark}{user.partition(':')[0]}:{quote(password, safe='')}{at}{server}{slash}{path}"


class OpenDatabase(Sheet):
    """Opens the project itself, so that what goes wrong is said beside the address; ``made`` is it, open."""

    def __init__(self, frame: "Frame", actor: str, address: str = "", trouble: str = "") -> None:
        super().__init__(frame, frame.theme, "Open a team’s database", "a project on a PostgreSQL server")
        self.setMinimumWidth(620)
        self.actor = actor
        self.made: Project | None = None
        self.address = QLineEdit(address)
        self.address.setPlaceholderText(_SHAPE)
        self.address.setAccessibleName("Address")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText("only where the server asks for one; it is not remembered")
        self.password.setAccessibleName("Password")
        self.note = note()
        self.note.setMinimumHeight(34)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for at, (text, field) in enumerate((("&Address", self.address), ("Pass&word", self.password))):
            label = plain_label(text)
            label.setBuddy(field)
            grid.addWidget(label, at, 0)
            grid.addWidget(field, at, 1)
            field.textChanged.connect(self.check)
        grid.addWidget(self.note, 2, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.test_button = self.add_button("&Test", self.test)
        self.add_button("Cancel", self.reject, keys=("Esc",))
        self.open_button = self.add_button("Open", self.connect_to_it, filled=True, keys=("↵",))
        self.check()
        if trouble:
            tell(self.note, trouble, True)
        (self.password if address else self.address).setFocus()

    @property
    def where(self) -> str:
        """The address to connect to, with the password."""
        return with_password(self.address.text().strip(), self.password.text())

    def check(self) -> None:
        """Say what is in the way, as one types."""
        address = self.address.text().strip()
        trouble = address_problem(address, self.password.text())
        begun = any(known.startswith(address) for known in ("postgresql://", "postgres://"))
        tell(self.note, "" if begun or not trouble else trouble, True)
        for button in (self.test_button, self.open_button):
            button.setEnabled(bool(address) and trouble is None)

    def test(self) -> None:
        """Look whether there is a project, and say what is in it."""
        where = self.where

        def look(report: Report) -> tuple[int, int]:
            with Project.open(where) as project:
                status = project.status()
            return status["articles"], len(status["annotators"])

        try:
            articles, people = run_job(self, "Testing", look)
        except Cancelled:
            tell(self.note, "", False)
        except WorkbenchError as error:
            tell(self.note, as_sentence(error), True)
        else:
            name = shown_name(self.address.text().strip())
            tell(self.note, f"{name} answers: {number(articles, 'article')}, {number(people, 'annotator')}.", False)

    def connect_to_it(self) -> None:
        """Open it for work, and close the sheet; stay where that fails."""
        if not self.open_button.isEnabled():
            return
        where, actor = self.where, self.actor
        try:
            self.made = run_job(self, "Opening", lambda report: open_or_let_go(where, actor, report))
        except Cancelled:
            tell(self.note, "", False)
        except WorkbenchError as error:
            tell(self.note, as_sentence(error), True)
        else:
            self.accept()
