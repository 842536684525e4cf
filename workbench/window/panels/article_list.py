"""The list of articles: state, title, source and date, spans; a filter line and chips above, progress below."""

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.project import ArticleRow
from workbench.window.icons import STATE_WORDS, paint_state
from workbench.window.rows import ROW, Index, RowDelegate, RowList, RowModel, paint_left, paint_right, types
from workbench.window.small import plain_label
from workbench.window.theme import Theme, ui_font


def title_of(row: ArticleRow) -> str:
    """What to call an article: its title, else its key."""
    return row.title or row.key


class ArticleModel(RowModel[ArticleRow]):
    """The articles that pass filter and chip."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[ArticleRow] = []
        self._words = ""
        self._chip = "all"

    def set_rows(self, rows: list[ArticleRow]) -> None:
        """Show other rows."""
        self._all = rows
        self._filter()

    def set_filter(self, words: str, chip: str) -> None:
        """Show what holds ``words`` in title, key or source, and is to do where the chip says so."""
        self._words, self._chip = words.casefold(), chip
        self._filter()

    def _filter(self) -> None:
        self.show(row for row in self._all if self._passes(row))

    def _passes(self, row: ArticleRow) -> bool:
        if self._chip == "open" and row.state == "done":
            return False
        if self._chip == "done" and row.state != "done":
            return False
        return not self._words or self._words in f"{row.title or ''}\n{row.key}\n{row.source or ''}".casefold()

    def row_changed(self, row: ArticleRow) -> None:
        """Show what became of one article."""
        for at, shown in enumerate(self.rows):
            if shown.key == row.key:
                self.replace(at, row)
                return

    def title(self, row: ArticleRow) -> str:
        """The article's title."""
        return title_of(row)

    def spoken(self, row: ArticleRow) -> str:
        """With state and spans."""
        return f"{title_of(row)}, {STATE_WORDS[row.state]}, {row.spans} spans"


class ArticleDelegate(RowDelegate):
    """Paints a row: glyph, title, second line, count."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 50)
        self.current: str | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ArticleRow = index.data(ROW)
        theme, rect = self.theme, option.rect
        current = self.paint_ground(painter, option, index, row.key == self.current)
        paint_state(painter, theme, row.state, QPointF(rect.left() + 22, rect.top() + 17))
        left, width = rect.left() + 38, rect.width() - 38 - 14
        quiet = row.state == "done" and not current
        above, below = QRect(left, rect.top() + 7, width, 19), QRect(left, rect.top() + 26, width, 17)
        paint_left(painter, title_of(row), above, ui_font(13, 500 if current else 400), theme.t2 if quiet else theme.t1)
        room = paint_right(painter, f"{row.spans:,}" if row.spans else "–", below, ui_font(12), theme.t2)
        below.setWidth(width - room - 8)
        known = " · ".join(part for part in (row.source, row.published) if part)
        second = known or (row.key if row.title else STATE_WORDS[row.state])
        paint_left(painter, second, below, ui_font(12), theme.t2)


class _List(RowList):
    entered_on = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens and hands the focus on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_on.emit()
            return
        super().keyPressEvent(event)


class ArticleList(QFrame):
    """The dock's content; ``chosen`` names the article to open, and whether it gets the focus."""

    chosen = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ArticleModel()
        self.delegate = ArticleDelegate(theme)
        self.count = plain_label(px=12)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter  ( / )")
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName("filter of the article list")
        self.list = _List(self.model, self.delegate, "articles", self)
        self.empty = plain_label(px=13)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.done = plain_label(px=12)
        self.share = plain_label(px=12)
        self._place()
        self.filter.textChanged.connect(self._refilter)
        self.list.clicked.connect(lambda index: self.chosen.emit(index.data(ROW).key, False))
        self.list.entered_on.connect(self._enter)

    def _place(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(14, 10, 12, 10)
        top.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(plain_label("Articles", weight=600))
        head.addWidget(self.count)
        head.addStretch(1)
        top.addLayout(head)
        top.addWidget(self.filter)
        top.addLayout(self._chips())
        box.addLayout(top)
        box.addWidget(self.empty, 1)
        box.addWidget(self.list, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 10, 14, 12)
        foot.setSpacing(6)
        words = QHBoxLayout()
        words.addWidget(self.done)
        words.addStretch(1)
        words.addWidget(self.share)
        foot.addLayout(words)
        foot.addWidget(self.progress)
        box.addLayout(foot)
        self.empty.setContentsMargins(14, 14, 14, 0)
        self.empty.hide()

    def _chips(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.chips = QButtonGroup(self)
        for at, text in enumerate(("All", "To do", "Done")):
            chip = QToolButton()
            chip.setText(text)
            chip.setCheckable(True)
            chip.setChecked(at == 0)
            chip.setProperty("choice", True)
            self.chips.addButton(chip, at)
            row.addWidget(chip)
        row.addStretch(1)
        self.chips.idClicked.connect(self._refilter)
        return row

    def _refilter(self) -> None:
        self.model.set_filter(self.filter.text(), ("all", "open", "done")[self.chips.checkedId()])
        self._show_counts()

    def set_rows(self, rows: list[ArticleRow], current: str | None) -> None:
        """Show the articles, one of them as the current one."""
        self._rows = rows
        self.model.set_rows(rows)
        self._show_counts()
        self.set_current(current)

    def set_current(self, key: str | None) -> None:
        """Mark an article as the one that is shown."""
        self.delegate.current = key
        for at, row in enumerate(self.model.rows):
            if row.key == key:
                self.list.setCurrentIndex(self.model.index(at))
                self.list.scrollTo(self.model.index(at))
        self.list.viewport().update()

    def row_changed(self, rows: list[ArticleRow], at: int) -> None:
        """Show what became of one article."""
        self._rows = rows
        self.model.row_changed(rows[at])
        self._show_counts()

    def _show_counts(self) -> None:
        done = sum(row.state == "done" for row in self._rows)
        total = len(self._rows)
        self.count.setText(f"{total:,}")
        chips = self.chips.buttons()
        chips[1].setText(f"To do {total - done:,}")
        chips[2].setText(f"Done {done:,}")
        self.done.setText(f"{done:,} of {total:,} done")
        self.share.setText(f"{round(100 * done / total) if total else 0} %")
        self.progress.setMaximum(max(1, total))
        self.progress.setValue(done)
        self._show_empty(total)

    def _show_empty(self, total: int) -> None:
        words = self.filter.text()
        if not total:
            self.empty.setText("No articles yet. Import files or a folder (Ctrl+Shift+O).")
        elif words:
            self.empty.setText(f"No article has “{words}”. Esc clears the filter.")
        else:
            self.empty.setText("No article is left here. “All” shows them again.")
        self.empty.setVisible(not self.model.rows)
        self.list.setVisible(bool(self.model.rows))

    def _enter(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.chosen.emit(index.data(ROW).key, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing filters, Esc clears the filter; arrows go from the filter line into the list."""
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        elif event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            self.list.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.filter.hasFocus() and self.model.rows:
            self.chosen.emit(self.model.rows[0].key, True)
        elif types(event) and event.text() != "/":  # which the window knows, wherever it is typed
            self.filter.setFocus()
            self.filter.insert(event.text())
        else:
            super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.list.set_theme(theme)
