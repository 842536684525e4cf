"""The menu bar: the letters that open a menu are underlined while Alt is held, or the keys are in the bar."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenuBar, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionMenuItem


class MenuBar(QMenuBar):
    """Qt's own, but calm: a style that does this for all widgets would be slow at the start."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.alt_held = False

    def set_alt_held(self, held: bool) -> None:
        """Whether Alt is down; the window is told by its keys."""
        if held != self.alt_held:
            self.alt_held = held
            self.update()

    def shows_letters(self) -> bool:
        """Whether the letters are underlined now."""
        held = self.alt_held and bool(QGuiApplication.queryKeyboardModifiers() & Qt.KeyboardModifier.AltModifier)
        return held or self.hasFocus()

    def initStyleOption(self, option: "QStyleOptionMenuItem", action: QAction) -> None:
        """The name alone, unless its letter is wanted."""
        super().initStyleOption(option, action)
        if not self.shows_letters():
            option.text = option.text.replace("&", "")
