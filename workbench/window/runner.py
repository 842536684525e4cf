"""Long work off the interface's thread, with progress and cancel; the window waits for it, but lives."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget
from shiboken6 import isValid

from workbench.jobs import Cancelled, Report
from workbench.window.look.small import plain_label
from workbench.window.look.theme import Theme, load_theme, system_theme_name
from workbench.window.sheets.sheet import Sheet

T = TypeVar("T")
_PATIENCE = 400  # milliseconds before the progress shows
_WIDTH = 440


class _Worker(QThread, Generic[T]):
    progressed = Signal(int, int)

    def __init__(self, work: Callable[[Report], T], parent: QObject) -> None:
        super().__init__(parent)
        self.work = work
        self.result: T | None = None
        self.error: BaseException | None = None
        self.cancelled = False

    def run(self) -> None:
        try:
            self.result = self.work(self._report)
        except BaseException as error:  # noqa: BLE001  handed to the thread that asked
            self.error = error

    def _report(self, done: int, total: int) -> None:
        if self.cancelled:
            raise Cancelled
        self.progressed.emit(done, total)


class Progress(Sheet):
    """What is being done, how far it is, and a button that cancels it; Esc does, too."""

    cancelled = Signal()

    def __init__(self, parent: QWidget, theme: Theme, title: str) -> None:
        super().__init__(parent, theme, title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(_WIDTH)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.count = plain_label(" ", px=12)
        self.count.setObjectName("quiet")
        self.body.setSpacing(8)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.count)
        self.cancel = self.add_button("Cancel", self.reject, keys=("Esc",))

    def show_progress(self, done: int, total: int) -> None:
        """So many of so many; 0 for how many is not known."""
        self.bar.setRange(0, total)
        self.bar.setValue(min(done, total))
        if self.cancel.isEnabled():
            self.count.setText(f"{done:,} of {total:,}" if total else f"{done:,}" if done else " ")

    def reject(self) -> None:
        """Ask the work to stop; it does so at its next report, and only then does this go."""
        if self.cancel.isEnabled():
            self.cancel.setEnabled(False)
            self.count.setText("Stopping …")
            self.cancelled.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing it is cancelling."""
        event.ignore()
        self.reject()


def run_job(parent: QWidget, title: str, work: Callable[[Report], T]) -> T:
    """Run ``work`` to its end and give its result; what it raises is raised here, Cancelled if it was cancelled.

    Nobody else may use the project meanwhile: the window takes no event until then, and gets its focus back.
    """
    worker: _Worker[T] = _Worker(work, parent)
    theme = getattr(parent, "theme", None) or load_theme(system_theme_name())
    dialog = Progress(parent, theme, title)

    def cancel() -> None:
        worker.cancelled = True

    worker.progressed.connect(dialog.show_progress)
    dialog.cancelled.connect(cancel)
    loop = QEventLoop()
    worker.finished.connect(loop.quit)
    timer = QTimer(dialog)
    timer.setSingleShot(True)
    timer.timeout.connect(dialog.show)
    timer.start(_PATIENCE)
    focused = parent.focusWidget()
    parent.setEnabled(False)
    dialog.setEnabled(True)  # as the window's child it was put out of action, too
    worker.start()
    try:
        loop.exec()
        worker.wait()
    finally:
        parent.setEnabled(True)
        timer.stop()
        dialog.hide()
        dialog.deleteLater()
        worker.deleteLater()
        if focused is not None and isValid(focused):
            focused.setFocus()
    if worker.error is not None:
        raise worker.error
    return worker.result  # type: ignore[return-value]
