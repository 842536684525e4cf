"""One of a few, side by side."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton, QWidget


class Choice(QFrame):
    """Buttons of which one is on; arrows go from one to the next, Tab goes past all."""

    def __init__(
        self, name: str, options: Sequence[tuple[str, str]], chosen: str, does: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # so that the key of a name brings the focus here
        self.setAccessibleName(name)
        self.does = does
        self.buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for value, text in options:
            button = QToolButton(self)
            button.setText(text)
            button.setCheckable(True)
            button.setObjectName("segment")
            button.setAccessibleName(f"{name}: {text.replace('&', '')}")
            button.clicked.connect(lambda _=False, value=value: self.choose(value))
            group.addButton(button)
            row.addWidget(button)
            self.buttons[value] = button
        self.show_chosen(chosen)

    @property
    def chosen(self) -> str:
        """The value that is on."""
        return next(value for value, button in self.buttons.items() if button.isChecked())

    def show_chosen(self, value: str) -> None:
        """Mark a value, and nothing else."""
        for known, button in self.buttons.items():
            button.setChecked(known == value)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if known == value else Qt.FocusPolicy.ClickFocus)
        if value in self.buttons:
            self.setFocusProxy(self.buttons[value])

    def choose(self, value: str) -> None:
        """Take a value."""
        self.show_chosen(value)
        self.does(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows take the next one."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        values = list(self.buttons)
        value = values[(values.index(self.chosen) + by) % len(values)]
        self.choose(value)
        self.buttons[value].setFocus(Qt.FocusReason.TabFocusReason)
