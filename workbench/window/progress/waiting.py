"""What waits for somebody: a line each, with the button that goes there."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workbench.project.waiting import Kind, Waiting
from workbench.window.look.elided import Elided
from workbench.window.look.icons import paint_icon
from workbench.window.look.small import Themed, hairline, plain_label
from workbench.window.look.theme import Theme
from workbench.words import cut, number

_ICONS: dict[Kind, str] = {"disputes": "warn", "adjudicate": "merge", "flags": "flag"}
_BUTTONS: dict[Kind, str] = {"disputes": "Review", "adjudicate": "Review", "flags": "Open"}


def title_of(item: Waiting) -> str:
    """What waits."""
    if item.kind == "disputes":
        return f"{number(item.how_many, 'dispute')} in “{cut(item.title, 60)}”"
    if item.kind == "adjudicate":
        verb = "waits" if item.how_many == 1 else "wait"
        return f"{number(item.how_many, 'article')} {verb} for adjudication"
    return f"{number(item.how_many, 'article')} flagged by you"


def line_of(item: Waiting) -> str:
    """More about it."""
    if item.kind == "disputes":
        more = item.articles - 1
        return (
            f"the most of any article; {number(more, 'other')} with open ones" if more else "no other article has any"
        )
    first = f"“{cut(item.title, 60)}”"
    if item.kind == "adjudicate":
        return f"two or more are done with each; the first is {first}"
    return f"the first is {first}"


class _Icon(Themed, QWidget):
    def __init__(self, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self.name = theme, name
        self.setFixedSize(QSize(20, 36))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self.name, self.theme.warn, QRectF(1, 3, 16, 16))


class WaitingList(QFrame):
    """``chosen`` gives what is to be gone to."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.buttons: list[QPushButton] = []

    def show_items(self, items: Sequence[Waiting]) -> None:
        """Show other lines; none says that nothing waits."""
        while (old := self.column.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        for item in items:
            self.column.addWidget(hairline(self))
            self.column.addWidget(self._row(item))
        if not items:
            nothing = plain_label("Nothing waits: no open dispute, no article to adjudicate, no flag of yours.")
            nothing.setObjectName("quiet")
            self.column.addWidget(nothing)

    def _row(self, item: Waiting) -> QWidget:
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 10, 0, 10)
        across.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(1)
        head, more = Elided(13), Elided(12)
        head.setText(title_of(item))
        more.setText(line_of(item))
        more.setObjectName("quiet")
        words.addWidget(head)
        words.addWidget(more)
        button = QPushButton(_BUTTONS[item.kind], row)
        button.setAccessibleName(f"{_BUTTONS[item.kind]}: {title_of(item)}")
        button.clicked.connect(lambda: self.chosen.emit(item))
        self.buttons.append(button)
        across.addWidget(_Icon(_ICONS[item.kind], self.theme, row))
        across.addLayout(words, 1)
        across.addWidget(button)
        return row
