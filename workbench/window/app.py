"""Starting the window: application, fonts, what happens to errors that nobody expected."""

import os
import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from workbench.errors import WorkbenchError, as_sentence
from workbench.settings import Settings
from workbench.window import theme

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


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
    sys.excepthook = report_unknown
    from workbench.window.frame import Frame

    frame = Frame(Settings())
    if project is not None:
        frame.projects.open(project, annotator)
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
    code = QApplication.exec()
    frame.deleteLater()
    return code


def report_unknown(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An error that is a bug: a sentence, details to copy, and the program goes on."""
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    from workbench.window import dialogs

    if isinstance(error, WorkbenchError):  # known, and met where nobody was waiting for it
        dialogs.show_error(QApplication.activeWindow(), as_sentence(error))
        return
    # Where it happened and what kind it is; never the values, which may hold text of an article.
    places = "".join(traceback.format_list(traceback.extract_tb(trace)))
    details = f"{kind.__name__}\n{places}"
    sys.stderr.write(details)
    sentence = "Something went wrong inside the program. What was shown as saved is saved; you can go on."
    dialogs.show_error(QApplication.activeWindow(), sentence, details)
