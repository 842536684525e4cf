"""What the window shows while no project is open: new, open, the sample; the recent ones; where to drop files."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workbench.window.article.hands.keys import digit
from workbench.window.look.icons import paint_icon
from workbench.window.look.small import Themed, hairline, paint_caps, plain_label
from workbench.window.look.theme import Theme, article_font, ui_font
from workbench.window.welcome.recent import Recent
from workbench.window.welcome.recent_list import SIDE, RecentList
from workbench.window.welcome.tagged_sentence import TaggedSentence

_LEFT, _RIGHT, _BETWEEN = 336, 640, 85  # pixels: the columns, and what lies between them
_ROOMY = (900, 540)  # pixels from which the example has its place
_COMMANDS = ~Qt.KeyboardModifier.KeypadModifier


class Keys(NamedTuple):
    """The keys of the three entries, as caps show them."""

    new: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    sample: tuple[str, ...] = ("0",)


class Entry(QAbstractButton):
    """One way to begin: a picture, its name, a line about it, its keys."""

    def __init__(self, icon: str, name: str, line: str, keys: tuple[str, ...], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.icon_name, self.line, self.keys, self.theme = icon, line, keys, theme
        self.setText(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{name} ({'+'.join(keys)})" if keys else name)
        self.setAccessibleDescription(line)

    def sizeHint(self) -> QSize:
        """Room for two lines below the name."""
        return QSize(_LEFT, 72)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        box = QRectF(self.rect())
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        paint_icon(painter, self.icon_name, theme.t2, QRectF(SIDE, 12, 16, 16))
        right = paint_caps(painter, theme, self.keys, box.width() - SIDE, 20)
        painter.setPen(theme.t1)
        painter.setFont(ui_font(15, 500))
        painter.drawText(QRectF(SIDE + 30, 10, right - SIDE - 38, 20), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setPen(theme.t2)
        painter.setFont(ui_font(12))
        below = QRectF(SIDE + 30, 31, box.width() - 2 * SIDE - 30 - (60 if box.width() >= _LEFT else 0), 36)
        painter.drawText(below, Qt.TextFlag.TextWordWrap, self.line)


class DropField(Themed, QWidget):
    """A dashed box. The whole window takes what is dropped; this says so."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.theme.bs, 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class Welcome(QFrame):
    """Says what was chosen; 1 to 9 open a recent project, 0 the sample."""

    new_asked = Signal()
    open_asked = Signal()
    database_asked = Signal()
    sample_asked = Signal()
    recent_chosen = Signal(str)
    recent_forgotten = Signal(str)

    def __init__(
        self,
        recent: Sequence[Recent],
        endings: Sequence[str],
        theme: Theme,
        keys: Keys = Keys(),  # noqa: B008  a named tuple never changes
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.theme = theme
        self.now = datetime.now()
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 20, 12, 18)
        row = QHBoxLayout()
        row.setSpacing(_BETWEEN - 2 * SIDE)
        row.addStretch(1)
        row.addWidget(_column(self, self._ways(keys), _LEFT + 2 * SIDE), 58)
        row.addWidget(_column(self, self._right(recent, endings), _RIGHT), 100)
        row.addStretch(1)
        page.addStretch(1)
        page.addLayout(row)
        page.addStretch(2)
        new, opened, sample = self.entries
        for first, second in pairwise((new, opened, self.database, sample, self.list)):
            self.setTabOrder(first, second)
        self._first: QWidget = self.list if recent else self.entries[0]

    def _ways(self, keys: Keys) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(SIDE, 0, SIDE, 0)
        inner.setSpacing(0)
        for words in ("Read closely.", "Mark what is there."):
            line = plain_label(words)
            line.setFont(article_font(27, 600))
            line.setObjectName("welcomeHead")
            line.setFixedHeight(38)
            inner.addWidget(line)
        inner.addSpacing(18)
        self.sentence = TaggedSentence(self.theme, self)
        inner.addWidget(self.sentence)
        inner.addSpacing(16)
        promise = plain_label("Your text is never changed, and every mark is saved as you make it.")
        promise.setObjectName("quiet")
        promise.setWordWrap(True)
        inner.addWidget(promise)
        inner.addSpacing(18)
        column.addLayout(inner)
        ways = (
            ("plus", "New project", "From articles, a scheme and the name of who reads.", keys.new, self.new_asked),
            ("folder", "Open project", "A file on this machine,", keys.open, self.open_asked),
            ("file", "Try the sample", "Sixteen short articles, two annotators, disputes left to decide.", keys.sample,
             self.sample_asked),
        )  # fmt: skip
        self.entries: list[Entry] = []
        for icon, name, line_of, caps, signal in ways:
            if self.entries:
                column.addWidget(_inset_line(self))
            entry = Entry(icon, name, line_of, caps, self.theme, self)
            entry.clicked.connect(signal)
            self.entries.append(entry)
            column.addWidget(self._with_link(entry) if name == "Open project" else entry)
        column.addStretch(1)
        return column

    def _with_link(self, entry: Entry) -> QWidget:
        """The entry with a second way at the place of its second line; beside it, so that Tab finds both in order."""
        box = QWidget(self)
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(entry)
        self.database = QPushButton("or a team’s database…", box)
        self.database.setObjectName("wayLink")
        self.database.setCursor(Qt.CursorShape.PointingHandCursor)
        self.database.setAccessibleName("Open a team’s database")
        self.database.clicked.connect(self.database_asked)
        self.database.adjustSize()
        self.database.move(SIDE + 30, 45)
        return box

    def _right(self, recent: Sequence[Recent], endings: Sequence[str]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(SIDE, 0, SIDE, 0)
        head.addWidget(plain_label("Recent projects", px=13, weight=600))
        head.addStretch(1)
        self.hint = plain_label(px=12)
        self.hint.setObjectName("quiet")
        head.addWidget(self.hint)
        column.addLayout(head)
        column.addSpacing(8)
        self.list = RecentList(recent, self.theme, self.now, self)
        self.list.chosen.connect(self.recent_chosen)
        self.list.forgotten.connect(self._forgotten)
        column.addWidget(self.list)
        self.nothing = plain_label("None yet. A project that you make or open stands here from then on.")
        self.nothing.setObjectName("quiet")
        self.nothing.setContentsMargins(SIDE, 6, SIDE, 0)
        self.nothing.setWordWrap(True)
        column.addWidget(self.nothing)
        column.addSpacing(22)
        column.addLayout(self._drop_field(endings))
        column.addStretch(1)
        self._say_how_many()
        return column

    def _drop_field(self, endings: Sequence[str]) -> QHBoxLayout:
        field = self.field = DropField(self.theme, self)
        field.setFixedHeight(92)
        inside = QVBoxLayout(field)
        inside.setSpacing(2)
        inside.addStretch(1)
        for text, weight in (("Drop articles or a project here", 500), (", ".join(endings), 400)):
            line = plain_label(text, px=13 if weight == 500 else 12, weight=weight)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setObjectName("quiet")
            inside.addWidget(line)
        inside.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(SIDE, 0, SIDE, 0)
        row.addWidget(field)
        return row

    def _say_how_many(self) -> None:
        there = bool(self.list.rows())
        self.list.setVisible(there)
        self.nothing.setVisible(not there)
        self.hint.setText("Press a number, or drop files anywhere" if there else "Drop files anywhere")

    def _forgotten(self, where: str) -> None:
        self._say_how_many()
        if not self.list.rows():
            self.entries[0].setFocus()
        self.recent_forgotten.emit(where)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.sentence.set_theme(theme)
        self.list.set_theme(theme)
        self.field.set_theme(theme)
        for entry in self.entries:
            entry.theme = theme
            entry.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what has to be pressed goes before what is only looked at."""
        super().resizeEvent(event)
        self.sentence.setVisible(self.width() >= _ROOMY[0] and self.height() >= _ROOMY[1])

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The keys go to the first thing; a focus proxy would keep Tab from ever leaving the page."""
        self._first.setFocus(reason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """So they do when the window gets them."""
        self._first.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose."""
        pressed = "" if event.modifiers() & _COMMANDS & ~Qt.KeyboardModifier.ShiftModifier else digit(event)
        if pressed == "0":
            self.sample_asked.emit()
        elif pressed and int(pressed) <= len(self.list.rows()):
            self.list.choose(int(pressed) - 1)
        else:
            super().keyPressEvent(event)


def _column(parent: QWidget, layout: QVBoxLayout, widest: int) -> QWidget:
    box = QWidget(parent)
    box.setMaximumWidth(widest)
    layout.setContentsMargins(0, 0, 0, 0)
    box.setLayout(layout)
    return box


def _inset_line(parent: QWidget) -> QWidget:
    box = QWidget(parent)
    inside = QHBoxLayout(box)
    inside.setContentsMargins(SIDE, 3, SIDE, 3)
    inside.addWidget(hairline())
    return box
