"""The page of keys (F1): for where one is, out of the table of actions, filtered by typing."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from workbench.window.action import ACTIONS, MENUS
from workbench.window.keymap import caps, spoken
from workbench.window.look.small import Themed, cap_width, paint_caps, plain_label
from workbench.window.look.theme import Theme, ui_font
from workbench.window.sheets.sheet import Sheet

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_SCROLLING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_OR = 26  # pixels between two keys of one line

# What the platform does in the text and in lists; it stands in no table, since nobody can change it.
_TEXT = (
    ("Arrows", "caret by letter and line"),
    ("Ctrl+Arrows", "caret by word and paragraph"),
    ("Shift+Arrows", "select"),
    ("Double click", "select the word; three the sentence, four the paragraph"),
    ("Ctrl+Wheel", "size of the article"),
    ("Letters", "a value of the margin note, or the target of a link, while they stand there"),
)
_OTHER = {"Label": "Labels, in Annotate", "Review": "Disputes, in Review"}
_LISTS = (
    ("Arrows", "from row to row"),
    ("Enter", "open the row, and go on in the article"),
    ("Space", "resolve the comment, or open it again, in Notes"),
    ("Tab", "next control of the pane"),
)


class Line(NamedTuple):
    """What keys do: each key as caps, and all in words."""

    text: str
    keys: tuple[tuple[str, ...], ...]
    words: str


class Caps(Themed, QWidget):
    """The keys of one line, the last at the right edge."""

    def __init__(self, keys: Sequence[tuple[str, ...]], words: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.keys = keys
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        """As wide as its caps."""
        width = sum(sum(cap_width(cap) + 4 for cap in key) for key in self.keys) + _OR * (len(self.keys) - 1)
        return QSize(round(width) + 2, 24)

    def minimumSizeHint(self) -> QSize:
        """The same: keys are not cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        right, middle = float(self.width()), self.height() / 2
        for number, key in enumerate(reversed(self.keys)):
            if number:
                painter.setPen(self.theme.t2)
                painter.setFont(ui_font(12))
                box = QRectF(right - _OR, 0, _OR, self.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "or")
                right -= _OR
            right = paint_caps(painter, self.theme, key, right, middle)


class Group(QFrame):
    """The lines of one menu."""

    def __init__(self, name: str, lines: Sequence[Line], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 16)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        head = plain_label(name, px=12, weight=600)
        head.setObjectName("quiet")
        grid.addWidget(head, 0, 0, 1, 2)
        self.rows: list[tuple[Line, QLabel, Caps]] = []
        for at, line in enumerate(lines, 1):
            text = plain_label(line.text)
            text.setWordWrap(True)
            keys = Caps(line.keys, line.words, theme, self)
            grid.addWidget(text, at, 0)
            grid.addWidget(keys, at, 1, Qt.AlignmentFlag.AlignTop)
            self.rows.append((line, text, keys))

    def filter(self, words: Sequence[str]) -> int:
        """Show the lines that have all the words; gives how many."""
        count = 0
        for line, text, keys in self.rows:
            known = f"{self.name} {line.text} {line.words}".lower()
            passes = all(word in known for word in words)
            text.setVisible(passes)
            keys.setVisible(passes)
            count += passes
        self.setVisible(count > 0)
        return count


class HelpPage(Sheet):
    """Two columns of groups; those of the present mode first."""

    def __init__(self, frame: "Frame") -> None:
        where = {"annotate": "in Annotate", "review": "in Review"}[frame.mode] if frame.session is not None else ""
        super().__init__(frame, frame.theme, "Keys", where)
        self.frame = frame
        self.resize(920, min(760, max(480, frame.height() - 60)))
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText("Filter by what it does, or by key")
        self.filter.setAccessibleName("filter of the keys")
        self.filter.textChanged.connect(self._filter)
        self.filter.installEventFilter(self)
        self.body.addWidget(self.filter)
        self.nothing = plain_label()
        self.nothing.setObjectName("quiet")
        self.nothing.hide()
        self.body.addWidget(self.nothing)
        self.groups = [Group(name, lines, frame.theme, self) for name, lines in groups(frame)]
        self.area = self._columns()
        self.body.addWidget(self.area, 1)
        if not frame.keymap.plain_keys:
            off = plain_label("Letters, digits and signs are turned off in Settings > Keys.", px=12)
            off.setObjectName("quiet")
            self.foot_left.addWidget(off)
        self.add_button("Change keys…", self._change)
        self.add_button("Close", self.accept, filled=True, keys=("Esc",))
        self.filter.setFocus()

    def _columns(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setAccessibleName("keys of all menus")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget(area)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 4, 12, 0)
        row.setSpacing(44)
        columns = []
        for _ in range(2):
            column = QVBoxLayout()
            column.setSpacing(0)
            row.addLayout(column, 1)
            columns.append(column)
        # As they come, the left column first, until it holds half of the lines.
        half, held = sum(len(group.rows) + 2 for group in self.groups) / 2, 0
        for group in self.groups:
            columns[held >= half].addWidget(group)
            held += len(group.rows) + 2
        for column in columns:
            column.addStretch(1)
        area.setWidget(inside)
        return area

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the filter line, too, the page is scrolled."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _SCROLLING:
            bar = self.area.verticalScrollBar()
            step = bar.singleStep() if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) else bar.pageStep()
            up = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp)
            bar.setValue(bar.value() - step if up else bar.value() + step)
            return True
        return super().eventFilter(watched, event)

    def _filter(self, typed: str) -> None:
        count = sum([group.filter(typed.lower().split()) for group in self.groups])
        self.nothing.setVisible(count == 0)
        self.nothing.setText(f"No key has “{typed.strip()}”.")

    def _change(self) -> None:
        from workbench.window.preferences import show_settings

        self.accept()
        show_settings(self.frame, "keys")


def groups(frame: "Frame") -> Iterator[tuple[str, list[Line]]]:
    """The groups with their lines, those of the present mode first; of the other mode, what holds there comes last."""
    first = ("Review", "Article") if frame.mode == "review" else ("Label", "Article")
    other = "Label" if frame.mode == "review" else "Review"
    order = [*first, *(menu for menu in MENUS if menu not in (*first, other)), other]
    for menu in order:
        lines = [*(_labels(frame) if menu == "Label" else ()), *_of_menu(frame, menu)]
        if lines:
            yield _OTHER[other] if menu == other else menu, lines
        if menu == first[-1]:
            yield "In the text", [_fixed(*line) for line in _TEXT]
    yield "In lists and dialogs", [_fixed(*line) for line in _LISTS]


def _of_menu(frame: "Frame", menu: str) -> Iterator[Line]:
    for action in ACTIONS.values():
        keys = frame.keymap.shown_keys(action.id) if action.menu == menu else ()
        if keys and not (action.id == "label.tag" and frame.session is not None):  # whose labels are listed
            text = action.words(frame).rstrip("…")
            yield Line(text, tuple(caps(key) for key in keys), " or ".join(spoken(key) for key in keys))


def _labels(frame: "Frame") -> Iterator[Line]:
    session = frame.session
    for label in session.scheme.offered if session is not None and frame.keymap.keys_of("label.tag") else ():
        if label.key.isdigit():
            key = frame.keymap.shown("label.tag", int(label.key))
            yield Line(f"Tag as {label.name}", (frame.keymap.caps("label.tag", int(label.key)),), key)


def _fixed(keys: str, text: str) -> Line:
    return Line(text[:1].upper() + text[1:], (tuple(keys.split("+")),), keys)


def show_help(frame: "Frame") -> None:
    """Show the keys for where one is."""
    sheet = HelpPage(frame)
    sheet.exec()
    sheet.deleteLater()
