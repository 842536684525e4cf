"""Reads a project beside the window, in a thread and over a connection of its own; the newest question wins."""

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from workbench.errors import WorkbenchError, as_sentence
from workbench.jobs import Cancelled, Report
from workbench.project import Project

Work = Callable[[Project, Report], object]
_PACE = 0.05  # seconds between two words about progress


class Reader(QThread):
    """Answers come by ``answered``, in the window's thread; what was asked before the newest question is dropped."""

    answered = Signal(object)
    failed = Signal(str)
    progressed = Signal(int, int)
    _came = Signal(int, object)
    _went_wrong = Signal(int, object)

    def __init__(self, where: str, parent: QObject) -> None:
        super().__init__(parent)
        self.where = where
        self.busy = False
        self._newest = 0
        self._waiting: tuple[int, Work] | None = None
        self._ended = False
        self._bell = threading.Condition()
        self._came.connect(self._hand_over)
        self._went_wrong.connect(self._tell)

    def ask(self, work: Work) -> None:
        """Have ``work`` done; one that is on its way is given up at its next report."""
        with self._bell:
            self._newest += 1
            self._waiting = (self._newest, work)
            self._bell.notify()
        self.busy = True
        if not self.isRunning():
            self.start()

    def forget(self) -> None:
        """Want no answer any more."""
        with self._bell:
            self._newest += 1
            self._waiting = None
        self.busy = False

    def stop(self) -> None:
        """Give up what is on its way, and let go of the project."""
        self.forget()
        with self._bell:
            self._ended = True
            self._bell.notify()
        self.wait()

    def run(self) -> None:
        """Open the project with the first question, answer until the end."""
        project: Project | None = None
        try:
            while (asked := self._next()) is not None:
                number, work = asked
                try:
                    if project is None:
                        project = Project.open(self.where)
                    self._came.emit(number, work(project, self._report(number)))
                except Cancelled:
                    continue
                except Exception as error:  # noqa: BLE001  told in the thread that asked
                    self._went_wrong.emit(number, error)
        finally:
            if project is not None:
                project.close()

    def _next(self) -> tuple[int, Work] | None:
        with self._bell:
            self._bell.wait_for(lambda: self._ended or self._waiting is not None)
            asked, self._waiting = self._waiting, None
            return None if self._ended else asked

    def _report(self, number: int) -> Report:
        told = time.monotonic()

        def report(done: int, total: int) -> None:
            nonlocal told
            if number != self._newest:
                raise Cancelled
            if time.monotonic() - told > _PACE:
                told = time.monotonic()
                self.progressed.emit(done, total)

        return report

    def _hand_over(self, number: int, answer: object) -> None:
        if number == self._newest:
            self.busy = False
            self.answered.emit(answer)

    def _tell(self, number: int, error: Exception) -> None:
        if number != self._newest:
            return
        self.busy = False
        self.failed.emit(as_sentence(error) if isinstance(error, WorkbenchError) else "This could not be worked out.")
        if not isinstance(error, WorkbenchError):
            raise error
