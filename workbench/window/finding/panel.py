"""The panel for finding words in all articles: it takes the place of the list until it is closed."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from workbench.model.find import Search
from workbench.model.scheme import Label
from workbench.window.finding.bar import FindLine
from workbench.window.finding.options import Options
from workbench.window.finding.results import Found, ResultDelegate, ResultModel, Results
from workbench.window.look.icons import icon
from workbench.window.look.rows import ROW
from workbench.window.look.small import hairline, plain_label
from workbench.window.look.theme import Theme
from workbench.words import number, with_article

_HOW = "Words, and Enter. What is found can be tagged all at once."


class _Button(QPushButton):
    """Pressed by Enter, too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Outside of dialogs Qt has Space alone."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class FindPanel(QFrame):
    """Says what is wanted and shows what was found; it finds nothing itself."""

    asked = Signal()
    chosen = Signal(str, int, int, bool)  # an article's key, a place in it, and whether the text gets the focus
    tag_asked = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.model = ResultModel()
        self.delegate = ResultDelegate(theme, self.model)
        self.line = FindLine(theme, self)
        self.line.setPlaceholderText("Find in all articles")
        self.line.setAccessibleName("words to find in all articles")
        self.options = Options(self)
        self.said = plain_label(px=12)
        self.said.setObjectName("quiet")
        self.said.setWordWrap(True)
        self.list = Results(self.model, self.delegate, self)
        self.tag = _Button("Tag", self)
        self.menu = QMenu(self.tag)
        self.close_button = QToolButton(self)
        self.close_button.setObjectName("small")
        self.close_button.setAutoRaise(True)
        self.close_button.setIconSize(QSize(14, 14))
        self.close_button.setAccessibleName("back to the list of articles")
        self.close_button.setToolTip("Back to the list of articles (Esc)")
        self._labels: Sequence[Label] = ()
        self._wanted: str | None = None  # the label that it was opened for
        self._may_tag = True
        self._place()
        self._connect()
        self.set_theme(theme)
        self.show_found([], "")

    def _place(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(10, 4, 10, 9)
        top.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 0, 0)
        head.addWidget(plain_label("Find in all articles", weight=600), 1)
        head.addWidget(self.close_button)
        top.addLayout(head)
        top.addWidget(self.line)
        choices = QHBoxLayout()
        choices.addWidget(self.options)
        choices.addStretch(1)
        top.addLayout(choices)
        box.addLayout(top)
        box.addWidget(hairline(self))
        self.said.setContentsMargins(14, 8, 14, 6)
        box.addWidget(self.said)
        box.addWidget(self.list, 1)
        self._foot = QFrame(self)
        self._foot.setObjectName("listFoot")
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(10, 8, 10, 8)
        foot.addWidget(self.tag, 1)
        box.addWidget(self._foot)
        self._rest = QWidget(self)
        box.addWidget(self._rest, 1)

    def _connect(self) -> None:
        self.line.stepped.connect(lambda _: self.asked.emit())
        self.line.left.connect(self.closed)
        self.line.down.connect(lambda: self.list.setFocus() if self.model.rows else None)
        self.list.digit_pressed.connect(self._tag_by_digit)
        self.options.changed.connect(self.asked)
        self.close_button.clicked.connect(self.closed)
        self.list.clicked.connect(lambda index: self._choose(index, False))
        self.list.activated.connect(lambda index: self._choose(index, True))
        self.list.toggled.connect(self._show_foot)
        self.tag.clicked.connect(lambda: self.tag_asked.emit(self._wanted or ""))
        self.line.textChanged.connect(lambda _: self.show_found([], ""))

    def _tag_by_digit(self, digit: str) -> None:
        """The digit of a label tags what is ticked, as it tags words in the article."""
        label = next((label for label in self._labels if label.key == digit), None)
        if label is not None and self._may_tag and self.tag.isEnabled():
            self.tag_asked.emit(label.name)

    def _choose(self, index: QModelIndex, take_focus: bool) -> None:
        row: Found = index.data(ROW)
        if row.extent is None:
            row = next(place for place in self.model.rows[index.row() + 1 :] if place.extent is not None)
        assert row.extent is not None
        self.chosen.emit(row.key, *row.extent, take_focus)

    def search(self) -> Search:
        """What to look for, and how."""
        return self.options.search(self.line.text())

    def show_search(self, search: Search, label: str | None = None) -> None:
        """Show another search; for ``label``, where what is found is to get it."""
        if search.words != self.line.text():
            self.line.setText(search.words)
        self.options.show_search(search)
        self._wanted = label
        self._show_foot()

    @property
    def wanted(self) -> str | None:
        """The label that what is found is to get, where that is known already."""
        return self._wanted

    def show_labels(self, labels: Sequence[Label], may_tag: bool) -> None:
        """Offer to tag what is ticked as one of ``labels``."""
        self._labels, self._may_tag = labels, may_tag
        menu = self.menu
        menu.clear()
        for label in labels:
            name = label.name
            menu.addAction(f"As {name}").triggered.connect(lambda _=False, name=name: self.tag_asked.emit(name))
        self.delegate.with_boxes = may_tag
        self._show_foot()

    def show_found(self, rows: list[Found], sentence: str) -> None:
        """Show what was found, and how much that is."""
        self.model.show_found(rows)
        self.said.setText(sentence or _HOW)
        self.setAccessibleDescription(sentence)
        self.list.setVisible(bool(rows))
        self._rest.setVisible(not rows)
        if rows:
            self.list.setCurrentIndex(self.model.index(0))
        self._show_foot()

    def _show_foot(self) -> None:
        count = sum(map(len, self.model.taken().values()))
        as_label = f" as {with_article(self._wanted)}" if self._wanted else " as…"
        self.tag.setText(f"Tag {number(count, 'place')}{as_label}")
        self.tag.setMenu(None if self._wanted else self.menu)  # type: ignore[arg-type]  # Qt's way to have none
        self.tag.setEnabled(count > 0)
        self._foot.setVisible(bool(self.model.rows) and self._may_tag)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = self.line.theme = theme
        self.list.set_theme(theme)
        self.close_button.setIcon(icon("close", theme.t1, 14))
        self.line.update()
