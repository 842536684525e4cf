"""The question before typed words that could not be written are left."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from workbench.window.look.small import plain_label
from workbench.window.look.theme import ui_font
from workbench.window.sheets.message import Message

_HEIGHT = 64  # pixels of the words of one field; more of them scroll


class NotSaved(Message):
    """Says why, shows the words to copy, and asks: try again, leave them unsaved, or stay."""

    LEAVE = 2  # beside Accepted, all is written now, and Rejected, stay

    def __init__(
        self, parent: QWidget | None, why: str, told: Sequence[tuple[str, str]], again: Callable[[], str]
    ) -> None:
        super().__init__(parent, "Not saved", f"What you typed is not saved. {why}")
        self._again = again
        self.fields: list[QPlainTextEdit] = []
        for name, words in told:
            label = plain_label(name[:1].upper() + name[1:], px=12)
            label.setObjectName("quiet")
            field = QPlainTextEdit(words or "(nothing: what stood here was deleted)")
            field.setReadOnly(True)
            field.setProperty("input", True)
            field.setObjectName("remark")
            field.setFont(ui_font(13))
            field.setTabChangesFocus(True)
            field.setAccessibleName(name)
            field.setFixedHeight(_HEIGHT)
            label.setBuddy(field)
            self.below.addWidget(label)
            self.below.addWidget(field)
            self.fields.append(field)
        if any(words for _, words in told):
            self.add_copy("&Copy the words", lambda: "\n\n".join(words for _, words in told if words))
        self.leave_button = self.add_button("&Leave it unsaved", lambda: self.done(self.LEAVE))
        self.stay_button = self.add_button("&Stay", self.reject, keys=("Esc",))
        self.again_button = self.add_button("&Try again", self.try_again, filled=True, keys=("↵",))
        self.again_button.setFocus()

    def try_again(self) -> None:
        """Close where it is written now; else say why it is not."""
        why = self._again()
        if not why:
            self.accept()
            return
        words = f"What you typed is still not saved, tried at {datetime.now():%H:%M:%S}. {why}"
        self.sentence.setText(words)
        self.sentence.setAccessibleName(words)
        self.grow()
