"""Takes numbered pictures of the window and of dialogs before it, each light and dark."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from workbench.errors import WorkbenchError
from workbench.window.look.theme import Theme, ThemeName, load_theme

if TYPE_CHECKING:
    from workbench.window.frame import Frame

THEMES = ("light", "dark")
_ENDINGS = {"dark": "-dark", "hc": "-hc"}
_PATIENCE = 60  # looks for a dialog, 25 ms apart


class Camera:
    """Counts its pictures."""

    def __init__(self, frame: "Frame", folder: Path) -> None:
        self.frame = frame
        self.folder = folder
        self.number = 0
        self.pictures = 0

    def settle(self) -> None:
        """Let the window show what it leaves for a moment later, lay itself out and paint."""
        self.frame.tagging.catch_up()
        self.frame.problems.catch_up()
        for _ in range(5):
            QApplication.processEvents()
        QTest.qWait(20)

    def shot(self, name: str, themes: tuple[str, ...] | None = None) -> None:
        """A picture of the window."""
        self.number += 1
        for theme in themes or THEMES:
            self._dress(theme)
            self._save(self.frame.grab(), name, theme)
        self._dress("light")

    def page(self, name: str, make: Callable[[Theme], QWidget], themes: tuple[ThemeName, ...]) -> None:
        """A picture of a page that is made for each theme and stands in no window."""
        self.number += 1
        for theme in themes:
            self._dress(theme)
            page = make(load_theme(theme))
            page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            page.show()
            self.settle()
            self._save(page.grab(), name, theme)
            page.close()
            page.deleteLater()
        self._dress("light")

    def sheet(self, name: str, opens: Callable[[], object], first: Callable[[QDialog], object] | None = None) -> None:
        """A picture of the dialog that ``opens`` opens, before the window; ``first`` does something in it."""
        self.number += 1
        for theme in THEMES:
            self._dress(theme)
            taken: list[bool] = []

            def look(theme: str = theme, taken: list[bool] = taken, left: int = _PATIENCE) -> None:
                box = _dialog(self.frame)
                if box is None:
                    if left and not taken:
                        QTimer.singleShot(25, lambda: look(theme, taken, left - 1))
                    return
                taken.append(True)
                if first is not None:
                    first(box)
                self.settle()
                self._save(self._before_window(box), name, theme)
                box.reject()

            QTimer.singleShot(25, look)
            opens()
            for _ in range(_PATIENCE):  # where it was opened without waiting for it
                if taken:
                    break
                QTest.qWait(25)
            if not taken:
                raise WorkbenchError(f"no dialog came for {name}")
            self.frame.activateWindow()
            self.settle()
        self._dress("light")

    def menus(self, name: str, *chain: QMenu) -> None:
        """A picture of the window with a menu of the menu bar open, and perhaps one inside it."""
        self.number += 1
        for theme in THEMES:
            self._dress(theme)
            picture = self.frame.grab()
            painter = QPainter(picture)
            bar = self.frame.header.menus
            at = bar.mapTo(self.frame, bar.actionGeometry(chain[0].menuAction()).bottomLeft())
            for place, menu in enumerate(chain):
                menu.aboutToShow.emit()
                menu.ensurePolished()
                menu.resize(menu.sizeHint())  # all of it, also on a low screen
                within = chain[place + 1].menuAction() if place + 1 < len(chain) else None
                painter.drawPixmap(at, menu.grab())
                if within is not None:
                    at += menu.actionGeometry(within).topRight() - QPoint(4, 6)
            painter.end()
            self._save(picture, name, theme)
        self._dress("light")

    def _dress(self, theme: str) -> None:
        if self.frame.settings.get("theme") != theme:
            self.frame.set_theme(theme)
        self.settle()

    def _before_window(self, box: QWidget) -> QPixmap:
        picture = self.frame.grab()
        dialog = box.grab()
        painter = QPainter(picture)
        painter.fillRect(self.frame.rect(), QColor(20, 20, 24, 90))
        at = self.frame.rect().center() - QPoint(box.width() // 2, box.height() // 2)
        painter.drawPixmap(at, dialog)
        painter.setPen(self.frame.theme.bs)
        painter.drawRect(at.x() - 1, at.y() - 1, box.width() + 1, box.height() + 1)
        painter.end()
        return picture

    def _save(self, picture: QPixmap, name: str, theme: str) -> None:
        file = self.folder / f"{self.number:02}-{name}{_ENDINGS.get(theme, '')}.png"
        if not picture.save(str(file)):
            raise WorkbenchError(f"{file} can't be written; choose another folder")
        self.pictures += 1


def _dialog(frame: QWidget) -> QDialog | None:
    modal = QApplication.activeModalWidget()
    if isinstance(modal, QDialog):
        return modal
    return next((box for box in frame.findChildren(QDialog) if box.isVisible()), None)
