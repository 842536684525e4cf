"""Starting the window: application, fonts, what happens to errors that nobody expected."""

import contextlib
import gc
import os
import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from workbench.errors import WorkbenchError, as_sentence
from workbench.settings import Settings
from workbench.window.look import theme

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_THRICE = 3


def application() -> QApplication:
    """The one application object, with fonts."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _DISPLAYS):
        raise WorkbenchError("there is no display for a window; say workbench tour DIR to see it off-screen")
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    # Fusion by argument: setStyle would make Python know all of QStyle, which takes a while.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("Workbench")
    app.setDesktopFileName("workbench")
    theme.load_fonts()
    return app


def start(project: str | None, annotator: str | None, sample: bool = False) -> "Frame":
    """A shown and painted window on a project, the sample or the welcome page."""
    application()
    watch()
    from workbench.window.frame import Frame

    frame = Frame(Settings())
    if project is not None:
        frame.projects.open(project, annotator)
        frame.projects.say_who(annotator)
    elif sample:
        frame.projects.open_sample(annotator)
    if frame.session is None:
        frame.projects.show_welcome()
    frame.show()
    QApplication.processEvents()
    return frame


def stay(frame: "Frame") -> int:
    """Run until the window is closed; gives the exit code."""
    frame.get_ready()
    gc.freeze()  # as at the start: menus and keys stay for good
    code = QApplication.exec()
    frame.deleteLater()
    return code


def watch() -> None:
    """Let nothing that goes wrong be lost, or end the program: in slots, in threads, inside Qt."""
    import threading

    sys.excepthook = report_unknown
    threading.excepthook = lambda gone: report_unknown(gone.exc_type, gone.exc_value, gone.exc_traceback)
    sys.unraisablehook = lambda gone: _to_stderr(_places(gone.exc_type, gone.exc_traceback))
    qInstallMessageHandler(heard_from_qt)


def report_unknown(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """An error that nobody caught, in any thread: it is told by the window's own thread, and the program goes on."""
    if issubclass(kind, SystemExit):
        return  # how a thread may end
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    if isinstance(error, WorkbenchError):  # known, and met where nobody was waiting for it
        sentence, details = as_sentence(error), ""
    else:
        sentence, details = "", _places(kind, trace)
        _to_stderr(details)
    if QApplication.instance() is not None:
        from workbench.window.crash import reports

        reports().happened.emit(sentence, details)


def _places(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where it happened and what kind it is; never the values, which may hold text of an article."""
    places = traceback.extract_tb(trace)
    return f"{kind.__name__}\n{''.join(traceback.format_list(places))}"


_told: dict[str, int] = {}  # what was written to standard error, and how often


def _to_stderr(text: str) -> None:
    """Write lines; what comes again and again, only thrice."""
    times = _told[text] = _told.get(text, 0) + 1
    if times > _THRICE or sys.stderr is None:  # there is none where no console is
        return
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"{text.rstrip()}{' (no more of these)' if times == _THRICE else ''}\n")


def heard_from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """What Qt warns of goes to standard error."""
    if kind != QtMsgType.QtDebugMsg:
        _to_stderr(f"Qt: {message}")
