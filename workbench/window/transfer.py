"""Long work of the window: import, export, dropped files; each ends in a sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from workbench.errors import WorkbenchError, as_sentence
from workbench.jobs import Cancelled, Report
from workbench.words import number

if TYPE_CHECKING:
    from workbench.project.exporting import ExportOptions
    from workbench.project.importing import ImportOptions, ImportReport
    from workbench.window.frame import Frame

T = TypeVar("T")


class Transfer:
    """Brings files into the open project and writes files out of it."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame

    def run_job(self, title: str, work: Callable[[Report], T]) -> T | None:
        """Run long work; None where it failed or was cancelled, which is said."""
        from workbench.window.runner import run_job

        try:
            return run_job(self.frame, title, work)
        except Cancelled as cancelled:
            self.frame.say(str(cancelled))
        except WorkbenchError as error:
            self.frame.show_error(as_sentence(error))
        return None

    def bring_in(self, paths: list[str], options: "ImportOptions | None" = None) -> None:
        """Import files and say what came of it."""
        session = self.frame.session
        if session is None:
            return
        from workbench.project.importing import import_paths

        result = self.run_job(
            "Importing", lambda report: import_paths(session.project, session.annotator, paths, options, report)
        )
        if result is not None:
            if result.articles or result.layers:
                self.frame.committed(f"Imported {_brought(result)}. Ctrl+Z takes them out again.")
            else:
                self.frame.say(f"Nothing new{_known(result)}.")
            empty = session.article is None
            self.frame.reload()
            if empty:
                self.frame.walk.start()

    def export(self, options: "ExportOptions", to: Path) -> None:
        """Write a file and say what it could not hold."""
        session = self.frame.session
        if session is None:
            return
        from workbench.project.exporting import export

        result = self.run_job("Exporting", lambda report: export(session.project, options, to, report))
        if result is not None:
            lost = f"; {len(result.losses):,} losses are listed beside it" if result.losses else ""
            self.frame.say(f"Wrote {to}: {result.articles:,} articles, {result.spans:,} spans{lost}.")

    def drop(self, paths: list[str]) -> None:
        """A dropped project is opened, anything else imported into the open one."""
        projects = [path for path in paths if path.endswith(".workbench")]
        if projects:
            self.frame.projects.open(projects[0])
        elif self.frame.session is not None and paths:
            self.bring_in(paths)
        elif paths:
            self.frame.show_error("Articles go into a project. Make one first (Ctrl+N), then drop them again.")


def _brought(result: "ImportReport") -> str:
    layers = f" and {number(result.layers, 'layer')}" if result.layers else ""
    guessed = f"; read as {', '.join(sorted(set(result.encodings.values())))}, guessed" if result.encodings else ""
    return f"{number(result.articles, 'article')}{layers}{_known(result)}{guessed}"


def _known(result: "ImportReport") -> str:
    known = result.present + result.same_text
    return f", {known:,} were here already" if known else ""
