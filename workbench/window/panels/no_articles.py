"""What stands where the article would, in a project that has none: a way to bring some in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_BELOW = 84  # pixels: twice the way from the middle of the sentence to that of the button


def offer_import(frame: "Frame") -> None:
    """Put a button below the sentence, once; it does what the menu's entry does."""
    if frame.nothing.layout() is not None:
        return
    button = QPushButton("Import articles…", frame.nothing)
    button.clicked.connect(lambda: frame.menus.actions["file.import"].trigger())
    column = QVBoxLayout(frame.nothing)
    column.addStretch(1)
    column.addSpacing(_BELOW)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
