"""The bar of labels below the article: tags the selection, or arms a label for the next ones."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from workbench.model.scheme import Scheme
from workbench.window.small import KeyHint, LabelButton
from workbench.window.theme import Theme


class LabelBar(QFrame):
    """``pressed`` names the label whose button was pressed."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("labelBar")
        self.setFixedHeight(48)
        self.theme = theme
        self.buttons: dict[str, LabelButton] = {}
        self._armed: str | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 0, 16, 0)
        self._row.setSpacing(6)

    def set_scheme(self, scheme: Scheme) -> None:
        """One button a label, then the keys that one needs most."""
        while item := self._row.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.buttons = {}
        for label in scheme.labels:
            button = self.buttons[label.name] = LabelButton(label, self.theme)
            button.clicked.connect(lambda _=False, name=label.name: self._press(name))
            self._row.addWidget(button)
        self._row.addStretch(1)
        for keys, text in ((("Space",), "peek text"), (("Ctrl", "↵"), "done, next")):
            self._row.addWidget(KeyHint(keys, text, self.theme))

    def _press(self, name: str) -> None:
        self.buttons[name].setChecked(name == self._armed)  # a press alone arms nothing
        self.pressed.emit(name)

    def arm(self, name: str | None) -> None:
        """Show which label the next selections get."""
        self._armed = name
        for label, button in self.buttons.items():
            button.setChecked(label == name)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        for button in self.buttons.values():
            button.set_theme(theme)
        for hint in self.findChildren(KeyHint):
            hint.set_theme(theme)
