"""Long work of the window: import, export; each ends in a sentence, and in a report where there is more to say."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from workbench.errors import WorkbenchError, as_sentence
from workbench.jobs import Cancelled, Report

if TYPE_CHECKING:
    from workbench.project.exporting import ExportOptions
    from workbench.project.importing import ImportOptions, ImportRefused, ImportReport
    from workbench.project.inspecting import Inspected
    from workbench.window.frame import Frame

T = TypeVar("T")
_PATIENCE = 300  # milliseconds before the header says that something is being saved


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
            self.frame.say(as_sentence(cancelled))
        except WorkbenchError as error:
            self.frame.show_error(as_sentence(error))
        return None

    def ask(self, paths: Sequence[str] = ()) -> None:
        """Show what is in these files, and import them as is chosen there; without any, ask for some."""
        if self.frame.session is None or not self.frame.typed.may_leave():
            return
        from workbench.window.importing.sheet import ImportSheet

        sheet = ImportSheet(self.frame)
        if paths and not sheet.add(paths):
            sheet.deleteLater()
            return
        sheet.accepted.connect(lambda: self.bring_in(sheet.paths(), sheet.options(), sheet.passed_over()))
        sheet.open()

    def bring_in(
        self, paths: list[str], options: "ImportOptions | None" = None, passed_over: "Sequence[Inspected]" = ()
    ) -> None:
        """Import files and say what came of it; what was refused or guessed is listed in a sheet."""
        session = self.frame.session
        if session is None or not self.frame.typed.may_leave():
            return
        from workbench.project.importing import ImportOptions, ImportRefused, import_paths

        options = options or ImportOptions()

        def work(report: Report) -> "ImportReport | ImportRefused":
            try:
                return import_paths(session.project, session.annotator, paths, options, report)
            except ImportRefused as refused:
                return refused

        result = self._saving(lambda: self.run_job("Importing", work))
        if isinstance(result, ImportRefused):
            self._refused(result, paths, options)
        elif result is not None:
            self._say_brought(result)
            if result.refused or result.encodings:
                self._report(result, passed_over)

    def _saving(self, work: Callable[[], T]) -> T:
        """Run work that changes the project; the header says so while it lasts."""
        from PySide6.QtCore import QTimer

        saved = self.frame.header.saved
        before = saved.text
        timer = QTimer(self.frame)
        timer.setSingleShot(True)
        timer.timeout.connect(saved.show_saving)
        if saved.state == "saved":  # where something is not saved, it says so all the time
            timer.start(_PATIENCE)
        try:
            return work()
        finally:
            timer.stop()
            timer.deleteLater()
            if saved.state == "saving":
                saved.show_saved(before)

    def _say_brought(self, result: "ImportReport") -> None:
        frame, session = self.frame, self.frame.session
        assert session is not None
        if result.articles or result.layers:
            frame.committed(self._brought(result))
        else:
            frame.say(self._brought(result))
        empty = session.article is None
        frame.reload()
        if empty:
            frame.walk.start()

    def _brought(self, result: "ImportReport") -> str:
        from workbench.window.importing.words import brought

        return brought(result, self.frame.keymap.shown("edit.undo"))

    def _refused(self, refused: "ImportRefused", paths: list[str], options: "ImportOptions") -> None:
        """Nothing was imported: say why, and offer the good ones."""
        from dataclasses import replace

        from workbench.window.importing.report import ReportSheet
        from workbench.window.importing.words import problems

        report = refused.report
        said = f"{len(report.refused) + report.refused_more:,} refused"
        again = replace(options, good_ones=True)
        ReportSheet(
            self.frame, "Nothing was imported", said, problems(report, []), lambda: self.bring_in(paths, again)
        ).open()

    def _report(self, result: "ImportReport", passed_over: "Sequence[Inspected]") -> None:
        from workbench.window.importing.report import ReportSheet
        from workbench.window.importing.words import problems

        ReportSheet(self.frame, "Import report", self._brought(result), problems(result, list(passed_over))).open()

    def export(self, options: "ExportOptions", to: Path) -> None:
        """Write a file and say what it could not hold."""
        session = self.frame.session
        if session is None:
            return
        from workbench.project.exporting import export
        from workbench.window.exporting.words import written_sentence

        result = self.run_job("Exporting", lambda report: export(session.project, options, to, report))
        if result is not None:
            self.frame.say(written_sentence(result, to))
