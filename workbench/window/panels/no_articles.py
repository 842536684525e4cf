"""What stands where the article would, in a project that has none: a way to bring some in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_BELOW = 84  # pixels: twice the way from the middle of the sentence to that of the button


class _Import(QPushButton):
    """A button that Enter presses, as the space bar does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Outside dialogs Qt leaves Enter to others."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def offer_import(frame: "Frame") -> None:
    """Put a button below the sentence, once; it does what the menu's entry does, and gets the focus each time."""
    if (known := frame.nothing.focusProxy()) is not None:
        frame.view.setFocusProxy(known)
        known.setFocus()
        return
    button = _Import("Import articles…", frame.nothing)
    button.clicked.connect(lambda: frame.menus.actions["file.import"].trigger())
    column = QVBoxLayout(frame.nothing)
    frame.nothing.setFocusProxy(button)
    column.addStretch(1)
    column.addSpacing(_BELOW)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
    frame.view.setFocusProxy(button)  # whatever hands the focus to the article hands it to the button
    button.setFocus()
