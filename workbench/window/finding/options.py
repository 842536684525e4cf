"""How words are looked for: four choices that can be on or off, the same wherever something is found."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from workbench.model.find import Search

# The field of a search, what stands on the button, and what it means.
_CHOICES = (
    ("case", "Aa", "Upper and lower case differ"),
    ("whole", "Word", "Whole words only"),
    ("regex", ".*", "Regular expression"),
    ("folded", "“ ” ␣", "Blanks, quotation marks and hyphens of any kind are alike"),
)


class Options(QFrame):
    """The choices in a row; ``changed`` when one was turned on or off."""

    changed = Signal()

    def __init__(self, parent: QWidget, regex: bool = True) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for name, text, meaning in _CHOICES:
            if name != "regex" or regex:
                row.addWidget(self._button(name, text, meaning))
        self.buttons["folded"].setChecked(True)

    def _button(self, name: str, text: str, meaning: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setCheckable(True)
        button.setProperty("choice", True)
        button.setToolTip(meaning)
        button.setAccessibleName(meaning)
        button.clicked.connect(self.changed)
        self.buttons[name] = button
        return button

    def search(self, words: str) -> Search:
        """The search for ``words`` as the choices are."""
        return Search(words, **{name: button.isChecked() for name, button in self.buttons.items()})

    def show_search(self, search: Search) -> None:
        """Let the choices be those of a search."""
        for name, button in self.buttons.items():
            button.setChecked(getattr(search, name))
