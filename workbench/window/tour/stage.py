"""Where the story is played: a window before which nobody sits, its keys and its camera."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from workbench.errors import WorkbenchError
from workbench.settings import Settings
from workbench.window.app import application
from workbench.window.frame import Frame
from workbench.window.session import Session
from workbench.window.tour.camera import Camera


class Unwatched(Frame):
    """A window before which nobody sits who could close a box."""

    def show_error(self, sentence: str) -> None:
        """The story ends here."""
        raise WorkbenchError(sentence)


class Stage:
    """The window of one run, whose pictures go into ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.app = application()
        settings = Settings(folder / "settings.json")
        settings.set("theme", "light")
        self.frame = Unwatched(settings)
        self.frame.get_ready()
        self.frame.projects.show_welcome()
        self.frame.resize(1440, 900)
        self.frame.show()
        self.camera = Camera(self.frame, folder)
        self.shot, self.sheet, self.settle = self.camera.shot, self.camera.sheet, self.camera.settle

    def say(self, sentence: str) -> None:
        """A line for the person who watches."""
        print(sentence, flush=True)  # noqa: T201  this command's output

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key pressed in the article."""
        self.frame.view.setFocus()
        QTest.keyClick(self.frame.view, key, modifiers)
        self.settle()

    def does(self, id: str) -> Callable[[], None]:
        """What the entry of a menu does."""
        return self.frame.menus.actions[id].trigger

    def focused(self) -> QWidget:
        """What has the keyboard."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def session(self) -> Session:
        """What is worked on."""
        assert self.frame.session is not None
        return self.frame.session
