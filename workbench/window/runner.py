"""Long work off the interface's thread, with progress and cancel; the window waits for it, but lives."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from workbench.jobs import Cancelled, Report

T = TypeVar("T")
_PATIENCE = 400  # milliseconds before the progress shows


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


def run_job(parent: QWidget, title: str, work: Callable[[Report], T]) -> T:
    """Run ``work`` to its end and give its result; what it raises is raised here, Cancelled if it was cancelled.

    Nobody else may use the project meanwhile: the window takes no event until then, and gets its focus back.
    """
    worker: _Worker[T] = _Worker(work, parent)
    dialog = QProgressDialog(f"{title} …", "Cancel", 0, 0, parent)
    dialog.setWindowTitle(title)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(1_000_000)  # it is shown by the timer below, once
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)

    def show(done: int, total: int) -> None:
        dialog.setMaximum(total)
        dialog.setValue(min(done, total - 1) if total else 0)

    def cancel() -> None:
        worker.cancelled = True

    worker.progressed.connect(show)
    dialog.canceled.connect(cancel)
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
        dialog.close()
        dialog.deleteLater()
        worker.deleteLater()
        if focused is not None:
            focused.setFocus()
    if worker.error is not None:
        raise worker.error
    return worker.result  # type: ignore[return-value]
