"""Drives the window through a whole story by its real widgets: load, tag, undo, review, export; each step a line.

Leaves a numbered screenshot of each step, light and dark, and the exports, in a folder.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.errors import WorkbenchError, explain_os
from workbench.places import resource
from workbench.project.exporting import ExportOptions
from workbench.project.sample import make_sample
from workbench.settings import Settings
from workbench.window.app import application
from workbench.window.frame import Frame
from workbench.window.session import Session

MARK = ".workbench-tour"  # stands in a folder that a tour made
_OWN = re.compile(
    r"(story|sample)\.workbench(-wal|-shm|-journal|\.lock)?|settings\.json|\d\d-[a-z-]+\.png"
    r"|gold\.(jsonl|conll|conll2003)(\.losses\.jsonl)?"
)


class _Unwatched(Frame):
    """A window before which nobody sits who could close a box."""

    def show_error(self, sentence: str) -> None:
        """The story ends here."""
        raise WorkbenchError(sentence)


class Tour:
    """One run of the story in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.app = application()
        settings = Settings(folder / "settings.json")
        settings.set("theme", "light")
        self.frame = _Unwatched(settings)
        self.frame.get_ready()
        self.frame.projects.show_welcome()
        self.frame.resize(1440, 900)
        self.frame.show()
        self.number = 0

    def say(self, sentence: str) -> None:
        """A line for the person who watches."""
        print(sentence, flush=True)  # noqa: T201  this command's output

    def shot(self, name: str) -> None:
        """A numbered picture of the window, light and dark."""
        self.number += 1
        for theme in ("light", "dark"):
            self.frame.set_theme(theme)
            self._settle()
            file = self.folder / f"{self.number:02}-{name}{'-dark' if theme == 'dark' else ''}.png"
            if not self.frame.grab().save(str(file)):
                raise WorkbenchError(f"{file} can't be written; choose another folder")
        self.frame.set_theme("light")
        self._settle()

    def _settle(self) -> None:
        """Let the window lay itself out and paint."""
        for _ in range(5):
            QApplication.processEvents()
        QTest.qWait(30)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key pressed in the article."""
        self.frame.view.setFocus()
        QTest.keyClick(self.frame.view, key, modifiers)
        self._settle()

    def run(self) -> None:
        """The story."""
        self.shot("welcome")
        for step in (self.load, self.tag, self.undo, self.review, self.export):
            for sentence in step():
                self.say(f"{step.__name__}: {sentence}")
        self.frame.resize(1024, 700)
        self._settle()
        self.shot("small")
        self.say(f"{2 * self.number} pictures and the exports are in {self.folder}")
        self.frame.close()

    def load(self) -> Iterator[str]:
        """Import the sample articles into a new project, as a person would."""
        where = self.folder / "story.workbench"
        self.frame.projects.make(str(where))
        self.shot("empty")
        self.frame.transfer.bring_in([str(resource("samples"))])
        session = self._session()
        self.shot("loaded")
        yield f"{len(session.rows)} articles, nothing changed in their texts"

    def tag(self) -> Iterator[str]:
        """Tag by keys and by the label bar."""
        session, view = self._session(), self.frame.view
        session.open("ferry-strike-wire")
        assert session.article is not None
        text = session.article.text
        for words, key in (("Ferry crews", Qt.Key.Key_2), ("walked out", Qt.Key.Key_1), ("the company", Qt.Key.Key_2)):
            start = text.index(words)
            view.select_extent(start, start + len(words))
            self.key(key)
        opened = text.index("“We asked")
        view.select_extent(opened, text.index("”", text.index("’”") + 1) + 1)
        QTest.mouseClick(self.frame.labels.buttons["quote"], Qt.MouseButton.LeftButton)
        self._settle()
        self.shot("tagged")
        for span in session.layer.spans:
            yield f"{span.label} {span.start}-{span.end} “{span.quote(text)[:50]}”"

    def undo(self) -> Iterator[str]:
        """Undo and redo by keys."""
        session = self._session()
        before = len(session.layer.spans)
        self.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        undone = len(session.layer.spans)
        self.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if (undone, len(session.layer.spans)) != (before - 1, before):
            raise WorkbenchError("undo and redo did not do what they say")
        self.shot("redone")
        yield f"{before} spans, {undone} after Ctrl+Z, {len(session.layer.spans)} after Ctrl+Shift+Z"

    def review(self) -> Iterator[str]:
        """Open the project with two annotators' layers, and decide disputes by keys."""
        where = self.folder / "sample.workbench"
        make_sample(where).close()
        self.frame.projects.open(str(where), "ruth")
        session = self._session()
        session.open("ferry-strike-wire")
        self.shot("untagged-by-me")
        session.open("lighthouse-rescue")
        QTest.mouseClick(self.frame.header._buttons["review"], Qt.MouseButton.LeftButton)
        self._settle()
        left = sum(dispute.decision is None for dispute in self.frame.review.disputes)
        self.shot("dispute")
        for key in (Qt.Key.Key_1, Qt.Key.Key_R, Qt.Key.Key_J, Qt.Key.Key_Return):
            self.key(key)
        now = sum(dispute.decision is None for dispute in self.frame.review.disputes)
        if now >= left:
            raise WorkbenchError("the keys of the review decided nothing")
        self.shot("decided")
        yield f"{left} disputes in lighthouse-rescue, {now} after three keys"
        self.frame.projects.work_as("ines")
        session = self._session()
        session.open("ferry-strike-wire")
        self.frame.set_mode("annotate")
        for _ in range(7):
            self.key(Qt.Key.Key_J)
        self.shot("annotated")

    def export(self) -> Iterator[str]:
        """Write the gold in every format."""
        for options, name in (
            (ExportOptions("jsonl"), "gold.jsonl"),
            (ExportOptions("conll"), "gold.conll"),
            (ExportOptions("conll2003", overlap="longest"), "gold.conll2003"),
        ):
            self.frame.transfer.export(options, self.folder / name)
            yield self.frame.message.text()
        self.shot("exported")

    def _session(self) -> Session:
        assert self.frame.session is not None
        return self.frame.session


def run(folder: Path) -> int:
    """Take the tour; gives the exit code. Off-screen where there is no display."""
    if (
        not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
        and os.name == "posix"
    ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = folder.resolve()
    make_room(folder)
    Tour(folder).run()
    return 0


def make_room(folder: Path) -> None:
    """Make the folder, or take what an earlier tour left out of it; WorkbenchError where it holds anything else."""
    mark = folder / MARK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not mark.exists() and any(folder.iterdir()):
            raise WorkbenchError(f"{folder} holds other files; give a new or an empty folder")
        mark.write_text("workbench tour made this folder, and replaces what it left here.\n", encoding="utf-8")
        for file in folder.iterdir():
            if _OWN.fullmatch(file.name):
                file.unlink()
    except FileExistsError:
        raise WorkbenchError(f"{folder} is a file; give a new or an empty folder") from None
    except OSError as error:
        raise explain_os(error, str(folder)) from None
