"""Errors that nobody expected: one sheet says so, however many come; the program goes on."""

from collections import deque
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from workbench.window.sheets.message import Message

SENTENCE = "Something went wrong inside the program. What was shown as saved is saved; you can go on."
STORM, SPAN = 5, 60.0  # so many within so many seconds are a storm: it is told once
_KINDS = 8  # different errors whose places are kept in the details


class Crash(Message):
    """What happened, how often, and where in the program; never what was in the article."""

    def __init__(self, parent: QWidget | None, details: str) -> None:
        super().__init__(parent, "An error in the program", SENTENCE, details)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.go_on = self.add_button("Go on", self.accept, filled=True, keys=("↵",))
        self.go_on.setFocus()

    def show_more(self, count: int, details: str) -> None:
        """Say that it came again."""
        more = ""
        if count >= STORM:
            more = " It comes again and again; closing the window and starting anew is safe."
        times = f" It happened {count:,} times." if count > 1 else ""
        self.sentence.setText(f"{SENTENCE}{times}{more}")
        self.sentence.setAccessibleName(self.sentence.text())
        self.details.setPlainText(details)
        QTimer.singleShot(0, self, self.grow)


class Reports(QObject):
    """Hears of errors from any thread, and tells them in that of the window."""

    happened = Signal(str, str)  # the sentence of a known error, or the details of an unknown one

    def __init__(self) -> None:
        super().__init__()
        self.count = 0  # of unknown errors that nobody has read yet
        self.sheet: Crash | None = None
        self._times: deque[float] = deque(maxlen=STORM)
        self._details: dict[str, int] = {}
        self._quiet_until = 0.0
        # Queued even within one thread: the error may have come while something was being painted.
        self.happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def _tell(self, sentence: str, details: str) -> None:
        if sentence:
            from workbench.window.sheets import dialogs

            dialogs.show_error(_window(), sentence)
            return
        self.count += 1
        self._times.append(monotonic())
        if details in self._details or len(self._details) < _KINDS:
            self._details[details] = self._details.get(details, 0) + 1
        if self.sheet is not None:
            self.sheet.show_more(self.count, self.text())
        elif monotonic() >= self._quiet_until:
            self._show()

    def text(self) -> str:
        """The places of all that happened, each once, with how often."""
        return "\n".join(
            f"{times:,} times: {details}" if times > 1 else details for details, times in self._details.items()
        )

    def _show(self) -> None:
        self.sheet = Crash(_window(), self.text())
        self.sheet.setEnabled(True)  # its window may wait for long work
        self.sheet.show_more(self.count, self.text())
        self.sheet.finished.connect(self._read)
        self.sheet.destroyed.connect(self._gone)
        self.sheet.open()

    def _read(self) -> None:
        """Somebody read it. In a storm nothing more is shown for a while; it is counted, and told after that."""
        if len(self._times) == STORM and self._times[-1] - self._times[0] < SPAN:
            self._quiet_until = monotonic() + SPAN
        self.count = 0
        self._details.clear()
        self._gone()

    def _gone(self) -> None:
        self.sheet = None


def _window() -> QWidget | None:
    """The window in front."""
    front = QApplication.activeModalWidget() or QApplication.activeWindow()
    return front or next((window for window in QApplication.topLevelWidgets() if window.isVisible()), None)


_reports: list[Reports] = []


def reports() -> Reports:
    """The one that hears of all errors; may be asked for in any thread."""
    if not _reports:
        made = Reports()
        app = QApplication.instance()
        if app is not None:
            made.moveToThread(app.thread())
        _reports.append(made)
    return _reports[0]
