"""What all dialogs share: a head line, a body, a foot with buttons that show their keys."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workbench.window.look.small import cap_width, plain_label
from workbench.window.look.theme import Theme, ui_font

_GAP, _CAP = 8, 18  # pixels: between text and caps, the height of a cap

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Sheet(QDialog):
    """A dialog. Fill ``body``; put what belongs to the foot's left side into ``foot_left``; add buttons from the right.

    Esc is Cancel, Enter the filled button.
    """

    def __init__(self, parent: QWidget | None, theme: Theme, title: str, subtitle: str = "") -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        self.title = plain_label(title, px=15, weight=600)
        self.subtitle = plain_label(subtitle, px=13)
        self.subtitle.setObjectName("quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        inside = QFrame(self)
        inside.setObjectName("sheetBody")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(22, 18, 22, 18)
        self.body.setSpacing(14)
        column.addWidget(inside, 1)
        column.addWidget(self._foot())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that is held down does nothing a second time."""
        if event.isAutoRepeat() and event.key() in _ENTER:
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """The window's colours may change while this is open: by the system, or in the settings."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "theme"):
            theme = _theme_of_window(self)
            if theme is not None and theme is not self.theme:
                self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Let everything inside use the colours of ``theme``."""
        self.theme = theme
        for part in self.findChildren(QObject):
            if isinstance(part, Sheet):
                continue  # which hears of it itself
            if hasattr(part, "set_theme"):
                part.set_theme(theme)
            elif isinstance(getattr(part, "theme", None), Theme):
                part.theme = theme  # type: ignore[attr-defined]  # it paints, and reads no more than this
        self.update()

    def _head(self) -> QFrame:
        head = QFrame(self)
        head.setObjectName("sheetHead")
        head.setFixedHeight(48)
        row = QHBoxLayout(head)
        row.setContentsMargins(22, 0, 18, 0)
        row.setSpacing(10)
        row.addWidget(self.title)
        row.addWidget(self.subtitle)
        row.addStretch(1)
        return head

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setObjectName("sheetFoot")
        foot.setFixedHeight(56)
        row = QHBoxLayout(foot)
        row.setContentsMargins(22, 0, 18, 0)
        row.setSpacing(8)
        self.foot_left = QHBoxLayout()
        self.foot_left.setSpacing(8)
        row.addLayout(self.foot_left)
        row.addStretch(1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        row.addLayout(self._buttons)
        return foot

    def add_button(
        self, text: str, does: Callable[[], object], filled: bool = False, keys: tuple[str, ...] = ()
    ) -> "CapButton":
        """Put a button at the right end of the foot; the ``filled`` one is what Enter presses."""
        button = CapButton(text, self.theme, keys)
        button.setAutoDefault(filled)
        button.setDefault(filled)
        button.clicked.connect(lambda: does())
        self._buttons.addWidget(button)
        return button


def _theme_of_window(sheet: QWidget) -> Theme | None:
    """The theme of the window that all of it belongs to."""
    found, parent = None, sheet.parentWidget()
    while parent is not None:
        theme = getattr(parent, "theme", None)
        found = theme if isinstance(theme, Theme) else found
        parent = parent.parentWidget()
    return found


class CapButton(QPushButton):
    """A push button that shows its key as a cap behind its words."""

    def __init__(self, text: str, theme: Theme, keys: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.theme = theme
        self.keys = keys
        self.setAccessibleName(f"{text} ({'+'.join(keys)})" if keys else text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that was held down before the sheet came presses nothing in it."""
        if event.isAutoRepeat() and event.key() in _ENTER:
            return
        super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.update()

    def set_words(self, text: str, keys: tuple[str, ...] | None = None) -> None:
        """Say something else on it."""
        self.keys = self.keys if keys is None else keys
        self.setText(text)
        self.setAccessibleName(f"{text} ({'+'.join(self.keys)})" if self.keys else text)
        self._make_room()

    def _widths(self) -> list[int]:
        return [round(cap_width(key)) for key in self.keys]

    def _room(self) -> int:
        return sum(self._widths()) + 4 * (len(self.keys) - 1) + _GAP if self.keys else 0

    def _make_room(self) -> None:
        # The words keep to the left of the caps: the padding is the only thing that Qt leaves free for them.
        self.setStyleSheet(f"padding-left: 12px; padding-right: {12 + self._room()}px" if self.keys else "")

    def sizeHint(self) -> QSize:
        """Words and caps."""
        if self.keys and not self.styleSheet():
            self._make_room()
        return super().sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.keys:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.isDefault() and self.isEnabled()
        painter.setFont(ui_font(11, 500))
        x = float(self.width() - 10 - self._room() + _GAP)
        for key, width in zip(self.keys, self._widths()):
            box = QRectF(x, (self.height() - _CAP) / 2, width, _CAP)
            painter.setPen(QPen(self.theme.t3 if strong else self.theme.bs, 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(self.theme.onacc if strong else self.theme.t2)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
            x += width + 4
