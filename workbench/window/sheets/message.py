"""What the window has to say at length: a sentence that can be copied, details that can be unfolded, an answer."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from workbench.window.look.icons import paint_icon
from workbench.window.look.small import plain_label
from workbench.window.look.theme import Theme, load_theme, system_theme_name
from workbench.window.sheets.sheet import CapButton, Sheet

_WIDTH, _WIDE, _DETAILS = 480, 640, 180  # pixels: with a sentence, with details unfolded, and their height
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


def theme_of(parent: QWidget | None) -> Theme:
    """The theme of the window that a dialog belongs to, else that of the desktop."""
    while parent is not None:
        found = getattr(parent, "theme", None)
        if isinstance(found, Theme):
            return found
        parent = parent.parentWidget()
    return load_theme(system_theme_name())


def text_to_copy(text: str, px: int = 13) -> QLabel:
    """A text that wraps, and that can be selected with the mouse or the keys."""
    label = plain_label(text, px=px)
    label.setWordWrap(True)
    label.setTextInteractionFlags(_SELECTABLE)
    label.setAccessibleName(text)
    return label


class _Sign(QWidget):
    """The triangle beside a warning; the words say it, too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setFixedSize(22, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), "warn", self.theme.warn, QRectF(0, 0, 18, 18))


class Message(Sheet):
    """A sentence, with details that unfold where there are any. Buttons are added by who shows it."""

    def __init__(
        self, parent: QWidget | None, title: str, sentence: str, details: str = "", warning: bool = True
    ) -> None:
        super().__init__(parent, theme_of(parent), title)
        self.setMinimumWidth(_WIDTH)
        self.sentence = text_to_copy(sentence)
        row = QHBoxLayout()
        row.setSpacing(8)
        if warning:
            row.addWidget(_Sign(self.theme), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence, 1)
        self.body.addLayout(row)
        self.below = QVBoxLayout()  # for what more there is to see
        self.below.setSpacing(10)
        self.body.addLayout(self.below)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setProperty("input", True)
        self.details.setObjectName("details")
        self.details.setAccessibleName("Details")
        self.details.setTabChangesFocus(True)
        self.details.setMinimumHeight(_DETAILS)
        self.details.hide()
        self.body.addWidget(self.details, 1)
        self.body.addStretch(0)
        self.fold: QPushButton | None = None
        if details:
            self._add_fold()

    def _add_fold(self) -> None:
        self.fold = QPushButton("&Details")
        self.fold.setCheckable(True)
        self.fold.setAutoDefault(False)
        self.fold.toggled.connect(self._unfold)
        self.foot_left.addWidget(self.fold)
        self.add_copy("Copy de&tails", lambda: f"{self.sentence.text()}\n\n{self.details.toPlainText()}")

    def grow(self) -> None:
        """Become as high as the words need by now."""
        needed = self.sizeHint().height()
        if self.height() < needed:
            self.resize(self.width(), needed)

    def _unfold(self, shown: bool) -> None:
        self.details.setVisible(shown)
        self.resize(max(self.width(), _WIDE) if shown else _WIDTH, self.sizeHint().height())
        if not shown:
            self.adjustSize()

    def sizeHint(self) -> QSize:
        """As high as the sentence needs at this width."""
        hint = super().sizeHint()
        wide = max(hint.width(), self.minimumWidth(), self.width() if self.isVisible() else 0)
        layout = self.layout()
        high = layout.heightForWidth(wide) if layout is not None and layout.hasHeightForWidth() else hint.height()
        return QSize(wide, max(high, 150))

    def add_copy(self, text: str, what: Callable[[], str]) -> QPushButton:
        """A button at the left of the foot that copies a text."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        plain = text.replace("&", "")

        def copy() -> None:
            QGuiApplication.clipboard().setText(what())
            button.setText("Copied")
            button.setAccessibleName(f"{plain}: copied")

        button.clicked.connect(copy)
        self.foot_left.addWidget(button)
        return button


def show_message(parent: QWidget | None, title: str, sentence: str, details: str = "", warning: bool = True) -> None:
    """Say something, and wait until it was read."""
    message = Message(parent, title, sentence, details, warning)
    if not details:
        message.add_copy("&Copy", message.sentence.text)
    message.add_button("Close", message.accept, filled=True, keys=("↵",)).setFocus()
    message.exec()
    message.deleteLater()


def ask(parent: QWidget | None, title: str, sentence: str, yes: str, no: str = "Cancel") -> bool:
    """Whether to go on; Enter is yes, Esc is no."""
    message = Message(parent, title, sentence)
    message.add_button(no, message.reject, keys=("Esc",))
    button: CapButton = message.add_button(yes, message.accept, filled=True, keys=("↵",))
    button.setFocus()
    said = message.exec()
    message.deleteLater()
    return said == Sheet.DialogCode.Accepted
