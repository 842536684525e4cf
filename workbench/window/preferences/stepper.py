"""A number between two buttons."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from workbench.window.look.small import plain_label


class Stepper(QWidget):
    """Smaller and larger, down to the smallest and up to the largest; the number stands between the buttons."""

    def __init__(
        self, name: str, less: str, more: str, ends: tuple[int, int], does: Callable[[int], object], parent: QWidget,
        step: int = 1,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._name, self._words, self._ends, self._step, self._does = name, (less, more), ends, step, does
        self.value = ends[0]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.smaller, self.larger = QToolButton(self), QToolButton(self)
        self.said = plain_label(weight=500)
        self.said.setMinimumWidth(52)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for button, text, by in ((self.smaller, "–", -step), (self.larger, "+", step)):
            button.setText(text)
            button.setFixedWidth(30)
            button.clicked.connect(lambda _=False, by=by: self._move(by))
        for widget in (self.smaller, self.said, self.larger):
            row.addWidget(widget)
        row.addStretch(1)
        # A button that were the buddy of a name itself would be pressed by the name's key.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.smaller)
        self.setAccessibleName(name)

    def _move(self, by: int) -> None:
        self._does(min(self._ends[1], max(self._ends[0], self.value + by)))

    def show_value(self, value: int, said: str) -> None:
        """Show a number, in words, and nothing else."""
        self.value = value
        self.said.setText(said)
        self.smaller.setAccessibleName(f"{self._words[0]} {self._name}, now {said}")
        self.larger.setAccessibleName(f"{self._words[1]} {self._name}, now {said}")
        self.smaller.setEnabled(value > self._ends[0])
        self.larger.setEnabled(value < self._ends[1])
