"""Where the reason for a decision is written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class ReasonLine(QLineEdit):
    """Enter keeps what is written, Esc leaves it as it was."""

    written = Signal(str)
    left = Signal()
    asking = _asked = False
    _known = ""

    def ask(self, known: str) -> None:
        """Let somebody write, beginning with what is known."""
        self._asked, self._known = False, known.strip()
        self.setText(known)
        self.show()

    def commit(self) -> None:
        """Ask for what is written."""
        self.asking = self._asked = True
        try:
            self.written.emit(self.words())
        finally:
            self.asking = False

    def words(self) -> str:
        """What stands in it."""
        return self.text().strip()

    def is_changed(self) -> bool:
        """Whether something else is written than was known."""
        return not self.isHidden() and self.words() != self._known

    def is_unwritten(self) -> bool:
        """Whether it was asked for and not kept: it goes when it is."""
        return self._asked and not self.isHidden()

    def drop(self) -> None:
        """Leave the reason as it was."""
        self._asked = False
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc go back to the article."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.commit()
        elif event.key() == Qt.Key.Key_Escape:
            self.drop()
        else:
            super().keyPressEvent(event)
