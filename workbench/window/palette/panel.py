"""The palette: a line to type in over the window, what fits below it, Enter does it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from workbench.window.look.announce import announce
from workbench.window.look.fill import fill
from workbench.window.look.icons import icon
from workbench.window.look.small import hairline, plain_label
from workbench.window.palette.listed import ROW, ResultList, spoken
from workbench.window.palette.search import SIGNS, Search
from workbench.words import number

if TYPE_CHECKING:
    from workbench.window.frame import Frame

WIDTH, TOP, EDGE = 640, 94, 20  # pixels
_LIST, _PAGE = 406, 8  # the list's greatest height; rows that a page is
_STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE,
    Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1,
}  # fmt: skip


class Scrim(QWidget):
    """Darkens the window behind the palette; a click on it closes the palette."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self.setObjectName("scrim")
        self.setGeometry(frame.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        fill(QPainter(self), self.rect(), QColor(0, 0, 0, 80))


class Palette(QFrame):
    """Made anew each time it is opened. Esc gives the focus back to where it was."""

    def __init__(self, frame: "Frame", typed: str = "") -> None:
        self.scrim = Scrim(frame)
        super().__init__(frame)
        self.frame = frame
        self.setObjectName("palette")
        self.setAccessibleName("palette")
        self._before = QApplication.focusWidget()
        self._search = Search(frame)
        self._build()
        frame.installEventFilter(self)
        self.scrim.installEventFilter(self)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self.look)
        self.list.clicked.connect(self._clicked)
        self.list.entered.connect(self._entered)
        self.line.setText(typed)
        self.scrim.show()
        self.show()
        self.look()
        self.raise_()
        self.line.setFocus()
        QApplication.instance().focusChanged.connect(self._focus_went)  # type: ignore[union-attr]

    def _build(self) -> None:
        theme = self.frame.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(20, 0, 20, 0)
        top.setSpacing(10)
        self.glass = plain_label()
        self.line = QLineEdit(self)
        self.line.setObjectName("paletteLine")
        self.line.setFixedHeight(51)
        self.line.setProperty("showsFocus", True)  # nothing else in the palette takes it
        self.line.setPlaceholderText("Do, go to, set")
        self.line.setAccessibleName("what to do, where to go, what to set")
        self.count = plain_label(px=12)
        self.count.setObjectName("quiet")
        for widget in (self.glass, self.line, self.count):
            top.addWidget(widget)
        column.addLayout(top)
        column.addWidget(hairline())
        self.list = ResultList(theme, self)
        column.addWidget(self.list)
        self.nothing = plain_label()
        self.nothing.setObjectName("quiet")
        self.nothing.setContentsMargins(20, 14, 20, 14)
        self.nothing.setWordWrap(True)
        column.addWidget(self.nothing)
        column.addWidget(hairline())
        column.addWidget(self._foot())
        self._dress()

    def _dress(self) -> None:
        """Paint with the colours of the window."""
        self.glass.setPixmap(icon("search", self.frame.theme.t2).pixmap(QSize(16, 16), self.devicePixelRatioF()))
        self.list.set_theme(self.frame.theme)

    def changeEvent(self, event: QEvent) -> None:
        """The window's theme may change behind it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._dress()

    def _foot(self) -> QWidget:
        foot = QWidget(self)
        foot.setFixedHeight(35)
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(14)
        for sign, words in SIGNS.items():
            hint = plain_label(f"{sign} {words}", px=12)
            hint.setObjectName("quiet")
            row.addWidget(hint)
        row.addStretch(1)
        for words in ("↵ run", "Esc close"):
            hint = plain_label(words, px=12)
            hint.setObjectName("quiet")
            row.addWidget(hint)
        return foot

    # Finding

    def look(self) -> None:
        """Show what fits what is typed, the best marked."""
        typed = self.line.text()
        rows, count = self._search.rows(typed)
        self.list.rows.show(rows)
        self.list.scrollToTop()
        self.count.setText(number(count, "result"))
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.setText(self._nothing(typed))
        self.place()
        if able := self.list.able():
            self.list.choose(able[0])
            self._say_row()

    def _nothing(self, typed: str) -> str:
        sign = typed.strip()[:1]
        words = typed.strip()[1:].strip() if sign in SIGNS else typed.strip()
        kind = {"@": "span of this article", "#": "article", "?": "guideline", ">": "command"}.get(sign, "name here")
        return f"No {kind} has “{words}”." if words else f"There is no {kind}."

    def place(self) -> None:
        """Stand in the upper middle of the window, as high as the rows need."""
        frame = self.frame
        self.scrim.setGeometry(frame.rect())
        width = min(WIDTH, frame.width() - 2 * EDGE)
        top = min(TOP, max(EDGE, frame.height() - 600))
        room = frame.height() - top - EDGE - 92
        self.list.setFixedHeight(max(ROW, min(self.list.height_wanted() + 6, _LIST, room)))
        self.setGeometry(QRect((frame.width() - width) // 2, top, width, 1))
        self.layout().activate()  # type: ignore[union-attr]
        self.resize(width, self.sizeHint().height())

    def _say_row(self) -> None:
        """Tell a screen reader, if there is one: the focus stays in the line."""
        at = self.list.currentIndex().row()
        if at >= 0:
            announce(self.line, spoken(self.list.rows.rows[at]))

    # Hands

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line, clicks beside the palette, another size of the window."""
        if watched is self.frame and event.type() == QEvent.Type.Resize:
            self.place()
        elif watched is self.scrim and isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress:
                self.leave()
            return True
        elif watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._press(event)
            # Esc and the arrows are the palette's, whatever the menus think of them.
            if event.type() == QEvent.Type.ShortcutOverride and self._is_mine(event):
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _is_mine(self, event: QKeyEvent) -> bool:
        others = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        return plain and (Qt.Key(event.key()) in _STEPS or event.key() in others)

    def _press(self, event: QKeyEvent) -> bool:
        if not self._is_mine(event):
            return False
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.list.step(_STEPS[key])
            self._say_row()
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            self.run(self.list.currentIndex())
        return True

    def _entered(self, index: QModelIndex) -> None:
        if index.row() in self.list.able():
            self.list.setCurrentIndex(self.list.rows.index(index.row()))

    def _clicked(self, index: QModelIndex) -> None:
        self.run(index)

    def run(self, index: QModelIndex) -> None:
        """Do what a row says, with the focus back where it was."""
        at = index.row()
        item = self.list.rows.rows[at].item if at >= 0 else None
        if item is None or item.why:
            return
        self._search.remember(item)
        self.leave()
        item.run()
        self.frame.update_actions()

    def leave(self) -> None:
        """Close, and give the focus back."""
        before = self._before
        self.close()
        if before is not None and before.isVisible() and before.window() is self.frame:
            before.setFocus()
        elif self.frame.session is not None:
            self.frame.view.setFocus()

    def _focus_went(self, old: QWidget | None, new: QWidget | None) -> None:
        """Something else took the focus: the palette is in its way."""
        if self.isVisible() and new is not None and new is not self.line and new.window() is self.frame:
            self.close()

    def hideEvent(self, event: QHideEvent) -> None:
        """Closed for good: the next one is made anew."""
        super().hideEvent(event)
        QApplication.instance().focusChanged.disconnect(self._focus_went)  # type: ignore[union-attr]
        self.frame.removeEventFilter(self)
        self.scrim.hide()
        self.scrim.deleteLater()
        self.deleteLater()
