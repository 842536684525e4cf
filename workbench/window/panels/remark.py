"""A comment to read and to write: one line that grows; Enter or leaving it saves, Esc restores."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from workbench.window.look.small import Themed, paint_caps
from workbench.window.look.theme import Theme, ui_font

_ONE, _LINE, _MOST = 30, 16, 5  # pixels of a field of one line, of each further one; lines before it scrolls


class Remark(Themed, QPlainTextEdit):
    """The remark of one person. ``asked`` gives the words to store, ``left`` that the keyboard may go elsewhere."""

    asked = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, placeholder: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.stored = ""
        self.asking = self._asked = False
        self._caps: tuple[str, ...] = ()
        self.setProperty("input", True)
        self.setObjectName("remark")
        self.setFont(ui_font(13))
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._grow)
        self._grow()

    def show_text(self, text: str) -> None:
        """Show what is stored, unless somebody is writing something else."""
        before, self.stored = self.stored, text
        if self.document().isModified() and self.words() not in (before.strip(), text.strip()):
            return
        self._asked = False
        if self.words() != text:
            self.setPlainText(text)
        self.document().setModified(False)

    def show_other(self) -> None:
        """Forget what is written: the next text belongs to something else."""
        self.stored = ""
        self.drop()

    def show_key(self, caps: Sequence[str]) -> None:
        """Show the key that brings one here."""
        self._caps = tuple(caps)
        self.viewport().update()

    def words(self) -> str:
        """What stands in it, as it was written."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n").strip()

    def is_changed(self) -> bool:
        """Whether something else was written than is stored."""
        return self.document().isModified() and self.words() != self.stored.strip()

    def commit(self) -> None:
        """Ask for what was written, where it is something else."""
        if self.is_changed() and not self.asking:
            self.asking = self._asked = True
            try:
                self.asked.emit(self.words())
            finally:
                self.asking = False

    def is_unwritten(self) -> bool:
        """Whether what was written was asked for, and is not stored."""
        return self._asked and self.is_changed()

    def drop(self) -> None:
        """Show what is stored, whatever was written."""
        if self.document().isModified() or self.words() != self.stored:
            self.setPlainText(self.stored)
            self.document().setModified(False)
        self._asked = False

    def _grow(self) -> None:
        lines = max(1, round(self.document().size().height()))
        shown = min(_MOST, lines)
        self.setFixedHeight(_ONE + _LINE * (shown - 1))
        wanted = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > _MOST else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != wanted:
            self.setVerticalScrollBarPolicy(wanted)

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, Shift+Enter begins a line, Esc restores; both go back to the article."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.commit()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.drop()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving saves; a menu that opens over it is no leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._caps or self.hasFocus() or self.toPlainText():
            return
        box = self.viewport().rect()
        paint_caps(QPainter(self.viewport()), self.theme, self._caps, box.width(), box.height() / 2)
