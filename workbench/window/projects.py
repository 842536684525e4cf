"""Which project the window shows: made, opened, the sample, or none and the welcome page."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import ProjectError, WorkbenchError, as_sentence
from workbench.jobs import Cancelled, Report
from workbench.project import Project
from workbench.window.session import Session
from workbench.window.welcome.recent import is_server, note_closed, note_opened, shown_place

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_FIRST = ("txt", "html", "jsonl", "csv", "tsv")  # the commonest endings first


class Projects:
    """Opens projects and lets go of them. What is wrong with one is said in a sentence; the one before stays then."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame

    def make(self, where: str, scheme: str | Path = "news") -> None:
        """Make a project and open it."""
        self.frame.attempt(lambda: self._use(Project.create(where, scheme, self._name())))

    def ask_new(self, paths: Sequence[str] = ()) -> None:
        """Ask for name, place, scheme and person, make the project, and bring in what was dropped."""
        from workbench.window.sheets.new_project import NewProject

        sheet = NewProject(self.frame, paths)
        accepted = sheet.exec()
        made, person = sheet.made, sheet.person.text().strip()
        sheet.deleteLater()
        if not accepted or made is None:
            return
        self.frame.settings.set("name", person)
        self.frame.attempt(lambda: self._use(made, person))
        if paths and self.frame.session is not None and self.frame.session.project is made:
            self.frame.transfer.ask(list(paths))

    def open(self, where: str, annotator: str | None = None) -> None:
        """Open a project to work as ``annotator``, else as who works at this machine."""
        try:
            self._open(where, annotator)
        except Cancelled as cancelled:
            self.frame.say(as_sentence(cancelled))
        except WorkbenchError as error:
            self.frame.show_error(as_sentence(error))

    def _open(self, where: str, annotator: str | None = None) -> None:
        session = self.frame.session
        if session is not None and _same(where, session.project.where):
            return  # it is open here already
        self._use(self._opened(where, annotator or self._name()), annotator)

    def choose(self, where: str) -> None:
        """Open a project that somebody picked, and ask who works where nobody said so yet."""
        before = self.frame.session
        if not is_server(where):
            self.open(where)
        else:
            try:
                self._open(where)
            except Cancelled as cancelled:
                self.frame.say(as_sentence(cancelled))
            except WorkbenchError as error:  # a password is not remembered, for one
                self.ask_server(where, as_sentence(error))
                return
        if self.frame.session is not before:
            self.ask_who()

    def ask_server(self, address: str = "", trouble: str = "") -> None:
        """Ask for a team's database, and open it."""
        from workbench.window.sheets.open_database import OpenDatabase

        sheet = OpenDatabase(self.frame, self._name(), address, trouble)
        sheet.exec()
        made = sheet.made
        sheet.deleteLater()
        if made is not None:
            self.frame.attempt(lambda: self._use(made))
            self.ask_who()

    def say_who(self, annotator: str | None) -> None:
        """Say as whom one works, where nobody said it: the name of the login."""
        session = self.frame.session
        if session is not None and annotator is None and self.frame.settings.name is None:
            self.frame.say(f"You work as {session.annotator}. The name at the top right changes it.")

    def ask_who(self) -> None:
        """Ask who works, where nobody said so yet."""
        if self.frame.settings.name is None and self.frame.session is not None:
            self.ask_person()

    def ask_person(self) -> None:
        """Ask who works."""
        self.frame.menus.actions["file.person"].trigger()

    def _opened(self, where: str, name: str) -> Project:
        if not is_server(where) and not os.path.lexists(where):
            raise ProjectError(
                f"there is no project {shown_place(where)}; it may have been moved or renamed: "
                "open it from where it is now"
            )
        if not self.frame.isVisible():
            return Project.open(where, write=True, actor=name)
        from workbench.window.runner import run_job

        # A project that another window holds is waited for, and a server may be slow: the window lives meanwhile.
        return run_job(self.frame, "Opening", lambda report: open_or_let_go(where, name, report))

    def open_sample(self, annotator: str | None = None) -> None:
        """Open the project with the sample articles, made where it is missing."""
        from workbench.project.sample import ANNOTATOR, FIRST, sample_project

        def made(report: Report) -> Path:
            return sample_project()

        def show() -> None:
            if self.frame.isVisible():
                from workbench.window.runner import run_job

                where = str(run_job(self.frame, "Making the sample", made).resolve())
            else:
                where = str(sample_project().resolve())
            seen = where in self.frame.settings.get("last_article", {})
            known = self.frame.settings.name if seen else None  # who came back works on in a layer of their own
            self.open(where, annotator or known or ANNOTATOR)
            if self.frame.session is not None and not seen:
                self.frame.session.open(FIRST)

        self.frame.attempt(show)

    def work_as(self, name: str) -> None:
        """Show another annotator's layers, and act as them."""
        session = self.frame.session
        if session is None:
            return
        project = session.project

        def switch() -> None:
            made = Session(project, name, self.frame)
            self.frame.settings.set("name", name)
            self.frame.work_on(made)

        self.frame.attempt(switch)

    def show_welcome(self) -> None:
        """Show the page that offers projects."""
        from workbench.window.welcome.page import Keys, Welcome
        from workbench.window.welcome.recent import recent_projects

        frame = self.frame
        caps = frame.keymap.caps
        keys = Keys(caps("file.new"), caps("file.open"))
        welcome = Welcome(recent_projects(frame.settings), _endings(), frame.theme, keys, frame.pages)
        welcome.new_asked.connect(lambda: frame.menus.actions["file.new"].trigger())
        welcome.open_asked.connect(lambda: frame.menus.actions["file.open"].trigger())
        welcome.database_asked.connect(lambda: frame.menus.actions["file.database"].trigger())
        welcome.sample_asked.connect(lambda: self.open_sample())
        welcome.recent_chosen.connect(self.choose)
        welcome.recent_forgotten.connect(self.forget)
        frame.show_page(welcome)

    def forget(self, where: str) -> None:
        """Leave a project out of the recent ones; nothing happens to the project."""
        from workbench.window.welcome.recent import forget

        forget(self.frame.settings, where)

    def close(self) -> None:
        """Let go of the project that is open, and remember how far it was."""
        session = self.frame.session
        if session is None:
            return
        with suppress(WorkbenchError):  # what can't be counted any more is no reason to stay
            counts = session.listing.counts()
            note_closed(self.frame.settings, session.project.address, counts.done, counts.all)
        self.frame.work_on(None)
        session.project.close()

    def close_to_welcome(self) -> None:
        """Let go of the project, and offer others."""
        if not self.frame.typed.may_leave():
            return
        self.close()
        self.show_welcome()

    def _use(self, project: Project, annotator: str | None = None) -> None:
        try:
            session = Session(project, annotator or _present(project, self._name()), self.frame)
        except BaseException:
            project.close()
            raise
        if not self.frame.typed.may_leave():
            session.deleteLater()
            project.close()
            return
        self.close()
        note_opened(self.frame.settings, project.address)
        self.frame.work_on(session)

    def _name(self) -> str:
        if self.frame.settings.name:
            return self.frame.settings.name
        from getpass import getuser

        try:
            return getuser()
        except (OSError, KeyError, ImportError):
            return "me"


def _present(project: Project, name: str) -> str:
    """What somebody is called in this project, who may have been renamed on another machine."""
    if name in project.annotators():
        return name
    from workbench.project.people import present_name

    return present_name(project, name)


def _same(where: str, other: str) -> bool:
    """Whether both lead to one project."""
    if "://" in where or "://" in other:
        return where == other
    return Path(where).resolve() == Path(other).resolve()


def open_or_let_go(where: str, name: str, report: Report) -> Project:
    """Open a project in a job; one that was cancelled meanwhile is closed again."""
    project = Project.open(where, write=True, actor=name)
    try:
        report(1, 1)
    except BaseException:
        project.close()
        raise
    return project


def _endings() -> list[str]:
    """The files that can be read, by their endings, without those that only spell another one differently."""
    from workbench.formats import formats

    found = []
    for known in formats().values():
        if known.read:
            first, *others = (ending.lstrip(".") for ending in known.endings)
            found += [first, *(ending for ending in others if ending.upper() in known.title)]
    return sorted(dict.fromkeys(found), key=lambda ending: (_FIRST.index(ending) if ending in _FIRST else 9, ending))
