"""Which project the window shows: made, opened, the sample, or none and the welcome page."""

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.project import Project
from workbench.window.session import Session

if TYPE_CHECKING:
    from workbench.window.frame import Frame


class Projects:
    """Opens projects and lets go of them. What is wrong with one is said in a sentence; the one before stays then."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame

    def make(self, where: str) -> None:
        """Make a project and open it."""
        self.frame.attempt(lambda: self._use(Project.create(where, actor=self._name())))

    def open(self, where: str, annotator: str | None = None) -> None:
        """Open a project to work as ``annotator``, else as who works at this machine."""
        session = self.frame.session
        if session is not None and _same(where, session.project.where):
            return  # it is open here already
        name = annotator or self._name()
        self.frame.attempt(lambda: self._use(Project.open(where, write=True, actor=name), annotator))

    def open_sample(self, annotator: str | None = None) -> None:
        """Open the project with the sample articles, made where it is missing."""
        from workbench.project.sample import ANNOTATOR, FIRST, sample_project

        def show() -> None:
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
        from workbench.window.welcome import Welcome

        frame = self.frame
        welcome = Welcome(list(frame.settings.get("recent", [])))
        welcome.new_asked.connect(lambda: frame.menus.actions["file.new"].trigger())
        welcome.open_asked.connect(lambda: frame.menus.actions["file.open"].trigger())
        welcome.sample_asked.connect(lambda: self.open_sample())
        welcome.recent_chosen.connect(self.open)
        frame.show_page(welcome)

    def close(self) -> None:
        """Let go of the project that is open."""
        if self.frame.session is not None:
            project = self.frame.session.project
            self.frame.work_on(None)
            project.close()

    def _use(self, project: Project, annotator: str | None = None) -> None:
        try:
            session = Session(project, annotator or self._name(), self.frame)
        except BaseException:
            project.close()
            raise
        self.close()
        self.frame.settings.remember_project(project.address)
        self.frame.work_on(session)

    def _name(self) -> str:
        if self.frame.settings.name:
            return self.frame.settings.name
        from getpass import getuser

        try:
            return getuser()
        except (OSError, KeyError, ImportError):
            return "me"


def _same(where: str, other: str) -> bool:
    """Whether both lead to one project."""
    if "://" in where or "://" in other:
        return where == other
    return Path(where).resolve() == Path(other).resolve()
