"""Files that are dragged over the window and dropped: what becomes of them is said before they are let go."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMimeData, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from workbench.window.look.theme import ui_font
from workbench.window.welcome.recent import in_words
from workbench.words import number

if TYPE_CHECKING:
    from workbench.window.frame import Frame

ENDING = ".workbench"
REFUSED = "Only files and folders can be dropped here. Save it as a file first, then drop that."


class Dropped(NamedTuple):
    """What hangs over the window: projects, and files and folders with articles."""

    projects: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    def promise(self, into_open: bool) -> str:
        """What dropping it will do."""
        if self.projects:
            return "Drop to open the project"
        if not self.articles:
            return "Only files and folders can be dropped here"
        what = in_words(self.articles)
        return f"Drop to import {what}" if into_open else f"Drop to make a project with {what}"

    def left_alone(self) -> str:
        """What of it nothing was done with, in a sentence; nothing where there is none."""
        others, files = len(self.projects) - 1, len(self.articles)
        if others <= 0 and not files:
            return ""
        parts = [number(others, "other project")] if others > 0 else []
        parts += [in_words(self.articles)] if files else []
        verb = "was" if others + files == 1 else "were"
        return f"One project is open at a time; {' and '.join(parts)} {verb} left alone."


def dropped(data: QMimeData) -> Dropped:
    """The local files among what is dragged."""
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    projects = tuple(path for path in paths if path.lower().endswith(ENDING))
    return Dropped(projects, tuple(path for path in paths if path not in projects))


class DropGuide(QWidget):
    """A frame over the page while something hangs there."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self.setObjectName("dropGuide")
        self.frame = frame
        self.words = ""
        self._entered = False
        self.setAcceptDrops(True)
        self.hide()

    def hang(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        """Say what dropping will do."""
        data = event.mimeData()
        if not (data.hasUrls() or data.hasText()):
            return  # such as a dock of the window
        found = dropped(data)
        if not data.hasUrls():
            self.words = Dropped().promise(False)
        else:
            self.words = found.promise(self.frame.session is not None)
        self.setAccessibleName(self.words)
        event.acceptProposedAction()
        header, status = self.frame.header.height(), self.frame.statusBar().height()
        self.setGeometry(0, header, self.frame.width(), self.frame.height() - header - status)
        self.show()
        self.raise_()

    def left(self) -> None:
        """It went from the window itself; where it came to this frame instead, that said so meanwhile."""
        self._entered = False
        QTimer.singleShot(0, self, self._left)

    def _left(self) -> None:
        if not self._entered:
            self.hide()

    def take(self, event: QDropEvent) -> None:
        """Do what was said. Later, since the other program waits until this one took it."""
        self.hide()
        self._entered = False
        found = dropped(event.mimeData())
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: use(self.frame, found))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._entered = True
        self.hang(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._entered = False
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.frame.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(theme.paper)
        veil.setAlphaF(0.92)
        painter.fillRect(self.rect(), veil)
        pen = QPen(theme.accent, 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(18, 18, -18, -18), 10, 10)
        font = ui_font(20, 600)
        words = QRectF(0, 0, QFontMetrics(font).horizontalAdvance(self.words) + 48, 56)
        words.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(theme.bs, 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(words, 10, 10)
        painter.setFont(font)
        painter.setPen(theme.t1)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)


def use(frame: "Frame", found: Dropped) -> None:
    """Open a dropped project, or import articles: into the open one, else into a new one."""
    if found.projects:
        frame.projects.choose(found.projects[0])
        if (rest := found.left_alone()) and frame.session is not None:
            frame.say(rest)
    elif not found.articles:
        frame.show_error(REFUSED)
    else:
        bring(frame, found.articles)


def bring(frame: "Frame", paths: Sequence[str]) -> None:
    """Import files into the open project, or ask for a new one first."""
    if frame.session is not None:
        frame.transfer.ask(list(paths))
    else:
        frame.projects.ask_new(paths)


def guide(frame: "Frame") -> DropGuide:
    """The frame's guide, made when something first hangs over it."""
    found = frame.findChild(DropGuide, "dropGuide", Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, DropGuide) else DropGuide(frame)
