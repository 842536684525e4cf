"""The bar for finding words in the article: a line to type in, how to look, how many there are, and the way on."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from workbench.model.find import Search
from workbench.model.scheme import Label
from workbench.window.finding.options import Options
from workbench.window.key_words import behind
from workbench.window.look.elided import Elided
from workbench.window.look.icons import icon, paint_icon
from workbench.window.look.small import plain_tip
from workbench.window.look.theme import Theme
from workbench.words import number

_HEIGHT = 44
_COUNT, _ALL = 84, 760  # pixels: of the count, of a bar that has room for everything
_TROUBLE = 280  # pixels of what is wrong, at most, before it is cut
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindLine(QLineEdit):
    """The words; Enter goes on, with Shift back, Esc leaves."""

    stepped = Signal(int)
    left = Signal()
    down = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setTextMargins(20, 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Shift+Enter and Esc are no text."""
        if event.key() in _ENTER:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_icon(QPainter(self), "search", self.theme.t2, QRectF(9, self.height() / 2 - 7, 14, 14))


class FindBar(QFrame):
    """Says what is wanted; it finds nothing itself."""

    changed = Signal()
    stepped = Signal(int)
    tag_asked = Signal(str)  # the label for all that was found
    all_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("findBar")
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.line = FindLine(theme, self)
        self.line.setPlaceholderText("Find in this article")
        self.line.setAccessibleName("words to find in this article")
        self.line.setMinimumWidth(140)
        self.line.setMaximumWidth(340)
        self.options = Options(self)
        self.count = Elided(12)
        self.count.setMinimumWidth(_COUNT)
        self.previous, self.next = self._arrow("chevron-up"), self._arrow("chevron-down")
        self.tag = QPushButton("Tag all", self)
        self.tag.setObjectName("order")
        self.tag.setMenu(QMenu(self.tag))
        self.everywhere = QPushButton("All articles", self)
        self.close_button = self._arrow("close")
        self.close_button.setAccessibleName("close the search")
        self._may_tag = True
        self._is_wrong = False
        self._place()
        self._connect()
        self.set_theme(theme)

    def _arrow(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("sign", name)
        button.setObjectName("small")
        button.setIconSize(QSize(14, 14))
        button.setAutoRaise(True)
        return button

    def _place(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 10, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 3)
        row.addWidget(self.options)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addWidget(self.count, 2)
        row.addWidget(self.tag)
        row.addWidget(self.everywhere)
        row.addWidget(self.close_button)

    def _connect(self) -> None:
        self.line.textChanged.connect(self.changed)
        self.line.stepped.connect(self.stepped)
        self.line.left.connect(self.closed)
        self.options.changed.connect(self.changed)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.everywhere.clicked.connect(self.all_asked)
        self.close_button.clicked.connect(self.closed)

    def search(self) -> Search:
        """What to look for, and how."""
        return self.options.search(self.line.text())

    def show_labels(self, labels: Sequence[Label], may_tag: bool) -> None:
        """Offer to tag all that was found as one of ``labels``."""
        menu = self.tag.menu()
        menu.clear()
        for label in labels:
            name = label.name
            menu.addAction(f"As {name}").triggered.connect(lambda _=False, name=name: self.tag_asked.emit(name))
        self._may_tag = may_tag
        self._fit()

    def show_count(self, at: int | None, of: int, typed: bool) -> None:
        """Say which of how many is shown; nothing while nothing was typed."""
        found = f"{at + 1:,} of {of:,}" if at is not None and of else number(of, "place") if of else "Nothing found"
        self._say(found if typed else "", False)
        for button in (self.previous, self.next, self.tag):
            button.setEnabled(of > 0)

    def show_trouble(self, short: str, sentence: str) -> None:
        """Say what is wrong with the words: in few words, and in the whole sentence where the mouse asks."""
        self._say(short, True)
        self.count.setToolTip(plain_tip(sentence))
        for button in (self.previous, self.next, self.tag):
            button.setEnabled(False)

    def _say(self, words: str, wrong: bool) -> None:
        self._is_wrong = wrong
        self._fit()
        self.count.setText(words)
        taken = self.count.fontMetrics().horizontalAdvance(words) + 2 if wrong else 0
        self.count.setMinimumWidth(max(_COUNT, min(taken, _TROUBLE)))
        self.count.setObjectName("trouble" if wrong else "quiet")
        self.count.style().polish(self.count)
        self.line.setAccessibleDescription(words)

    def show_keys(self, following: str, before: str, everywhere: str) -> None:
        """Name the keys that hold."""
        for button, text, key in (
            (self.next, "Next place", following), (self.previous, "Previous place", before),
            (self.everywhere, "Find in all articles", everywhere), (self.close_button, "Close the search", "Esc"),
        ):  # fmt: skip
            button.setToolTip(behind(text, key))
            button.setAccessibleName(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The way to the other articles goes where it has no room; its key still leads there."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What is wrong with the words takes the room of what can't be done with them."""
        self.tag.setVisible(self._may_tag and not self._is_wrong)
        self.everywhere.setVisible(self.width() >= _ALL and not self._is_wrong)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = self.line.theme = theme
        for button in (self.previous, self.next, self.close_button):
            button.setIcon(icon(button.property("sign"), theme.t1, 14, theme.t3))
        self.line.update()
