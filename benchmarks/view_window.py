"""The window that the view's benchmark works: the real one off-screen, its keys, and clocks round what they do."""

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from common import peak_memory
from view_corpus import ANNOTATOR

WIDTH, HEIGHT = 1440, 900
REST = 80  # milliseconds: what the window left for later is done by then


@contextmanager
def window(path: str) -> Iterator[Any]:
    """The real window on the project, at its first article, everything painted."""
    from PySide6.QtCore import qInstallMessageHandler

    from workbench.settings import Settings
    from workbench.window.app import application
    from workbench.window.frame import Frame

    qInstallMessageHandler(lambda *_: None)  # the off-screen platform tells what it can't do
    application()
    settings = Settings(Path(path).with_name("settings.json"))
    settings.set("name", ANNOTATOR)
    settings.set("theme", "light")
    frame = Frame(settings)
    frame.resize(WIDTH, HEIGHT)
    frame.show()
    frame.projects.open(path, ANNOTATOR)
    frame.get_ready()
    gc.freeze()  # as the program does
    show(frame, "tiny")
    yield frame
    frame.close()
    paint()


def show(frame: Any, key: str) -> None:
    """Go to an article, and wait until the window rests."""
    frame.session.open(key)
    frame.view.setFocus()
    rest()


def paint() -> None:
    """Until all that was asked for is painted and all that was sent away is gone."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.processEvents()
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))  # type: ignore[call-overload]


def rest() -> None:
    """Until the timers have run out, too."""
    from PySide6.QtTest import QTest

    paint()
    QTest.qWait(REST)
    paint()


def timed(work: Callable[[], object]) -> float:
    """CPU milliseconds of something, until all that it changed is painted."""
    start = time.process_time()
    work()
    paint()
    return 1000 * (time.process_time() - start)


def press(frame: Any, key: str) -> None:
    """A real key in the article."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    modifier = Qt.KeyboardModifier.NoModifier
    if key.startswith("Ctrl+"):
        modifier, key = Qt.KeyboardModifier.ControlModifier, key.removeprefix("Ctrl+")
    QTest.keyClick(frame.view, getattr(Qt.Key, f"Key_{key}"), modifier)


def is_painted(widget: Any, work: Callable[[], object]) -> bool:
    """Whether something makes a widget paint itself before ``paint`` is over."""
    from PySide6.QtCore import QEvent, QObject

    class Watch(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.seen = self.seen or event.type() == QEvent.Type.Paint
            return False

    watch = Watch()
    widget.installEventFilter(watch)
    work()
    paint()
    widget.removeEventFilter(watch)
    return watch.seen


def memory() -> float:
    """What the process holds in RAM, in MB, after Python's rubbish and the C library's free pages were given back."""
    gc.collect()
    if sys.platform != "linux":
        return peak_memory()
    import ctypes

    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def plain(text: str) -> Iterator[tuple[Any, Any]]:
    """A bare window with Qt's own text widget, read-only, as large as the article in the real one."""
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QMainWindow, QPlainTextEdit

    from workbench.window.app import application
    from workbench.window.look.theme import article_font

    qInstallMessageHandler(lambda *_: None)
    application()
    bare = QMainWindow()
    bare.resize(WIDTH, HEIGHT)
    edit = QPlainTextEdit(bare)
    edit.setReadOnly(True)
    edit.setFont(article_font(18))
    margin = (WIDTH - 640) // 2
    edit.setViewportMargins(margin, 0, margin, 0)
    bare.setCentralWidget(edit)
    edit.setPlainText(text)
    bare.show()
    edit.setFocus()
    paint()
    yield bare, edit
    bare.close()
    paint()
