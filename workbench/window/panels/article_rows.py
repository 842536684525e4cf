"""The rows of the article list: read a page at a time, painted, and told in words."""

from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QRectF, QStringListModel, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from workbench.errors import WorkbenchError, as_sentence
from workbench.project import ArticleRow
from workbench.project.listing import Listing
from workbench.window.look.direction import paint_words
from workbench.window.look.even_list import Index
from workbench.window.look.icons import STATE_WORDS, paint_icon, paint_state
from workbench.window.look.rows import FLAGS, ROW, RowDelegate, RowList
from workbench.window.look.theme import Theme, ui_font
from workbench.words import number

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RESET_ABOVE = 20  # rows that come or go one by one; with more of them the list is laid out anew
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class Density(NamedTuple):
    """Where things stand in a row; ``below`` is None where there is one line only."""

    height: int
    above: int
    below: int | None


DENSITIES = {"comfortable": Density(50, 7, 26), "standard": Density(44, 4, 23), "compact": Density(28, 4, None)}


def title_of(row: ArticleRow) -> str:
    """What to call an article: its title, else its key."""
    return row.title if row.title and row.title.strip() else row.key


def short_date(published: str, today: date | None = None) -> str:
    """A date as people say it, with the year when it is not this one; what is no date stays as it is."""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return published
    if published[10:11] not in ("", "T", " "):
        return published
    year = "" if day.year == (today or date.today()).year else f" {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def second_line(row: ArticleRow) -> str:
    """Where an article is from; the beginning of its text where it has no title."""
    if row.beginning:
        return row.beginning
    known = (row.source, short_date(row.published) if row.published else None)
    return " · ".join(part for part in known if part) or (row.key if title_of(row) != row.key else "")


def spoken(row: ArticleRow) -> str:
    """All that a row shows, in words."""
    words = [title_of(row), STATE_WORDS[row.state], "flagged" if row.flagged else "", number(row.spans, "span")]
    return ", ".join(word for word in (*words, second_line(row)) if word)


class ArticleModel(QStringListModel):
    """As many rows as the listing has; each is read when it comes into view.

    Qt's list of strings does nothing but count, as in ``RowModel``.
    """

    unreadable = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.listing: Listing | None = None
        self._told = False  # a page that can't be read is asked for with every painting, and told once

    def set_listing(self, listing: Listing | None) -> None:
        """Show another listing."""
        self.listing = listing
        self.show_all()

    def show_all(self) -> None:
        """There may be other rows now."""
        self._told = False
        count = len(self.listing) if self.listing is not None else 0
        if count and count == self.rowCount():  # other rows in the same places: the list need not be laid out anew
            self.dataChanged.emit(self.index(0), self.index(count - 1))
        else:
            self.setStringList([""] * count)

    def follow(self, changes: list[tuple[int, bool]]) -> None:
        """Let rows go or come in, as ``Listing.settle`` gives them."""
        if len(changes) > _RESET_ABOVE:
            self.show_all()
            return
        for at, came in changes:
            if came:
                self.insertRows(at, 1)
            else:
                self.removeRows(at, 1)

    def row(self, at: int) -> ArticleRow | None:
        """The row at a place; None where it can't be read, or is not there any more."""
        if self.listing is None or not 0 <= at < len(self.listing):
            return None
        try:
            return self.listing.row(at)
        except WorkbenchError as error:
            if not self._told:
                self._told = True
                self.unreadable.emit(as_sentence(error))
            return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows are chosen, not edited."""
        return FLAGS

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The row itself, its title, or what a screen reader says of it."""
        if role not in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index.row())
        if row is None or role == ROW:
            return row
        return title_of(row) if role == Qt.ItemDataRole.DisplayRole else spoken(row)


class ArticleDelegate(RowDelegate):
    """Paints a row: glyph, title, second line, count."""

    def __init__(self, theme: Theme) -> None:
        self.density = DENSITIES["comfortable"]
        super().__init__(theme, self.density.height)
        self.current: str | None = None
        # A text may begin in any script, and the fonts of several take a while: not at the first sight of the window.
        self.beginnings = False
        # Fonts are made once: a page of rows would make a hundred of them.
        self._title, self._current, self._small = ui_font(13), ui_font(13, 500), ui_font(12)

    def set_density(self, name: str) -> None:
        """Rows as high as the density says."""
        self.density = DENSITIES[name]
        self.set_height(self.density.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ArticleModel)
        row = model.row(index.row())  # by way of Qt it would take longer
        theme, rect = self.theme, option.rect
        current = self.paint_ground(painter, option, index, row is not None and row.key == self.current)
        if row is None:
            return
        left, width = rect.left() + 38, rect.width() - 38 - 14
        above = QRect(left, rect.top() + self.density.above, width, 19)
        below = above if self.density.below is None else QRect(left, rect.top() + self.density.below, width, 17)
        count = f"{row.spans:,}" if row.spans else "–"
        painter.setFont(self._small)
        painter.setPen(theme.t2)
        painter.drawText(below, _RIGHT, count)
        rest = below.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(count) - 8, 0)
        self._paint_glyphs(painter, row, rect, rest.right())
        if self.density.below is None:
            above = rest.adjusted(0, 0, -20 if row.flagged else 0, 0)
        elif self.beginnings or not row.beginning:
            paint_words(painter, second_line(row), rest, self._small, theme.t2)
        quiet = row.state == "done" and not current
        colour = theme.t2 if quiet else theme.t1
        paint_words(painter, title_of(row), above, self._current if current else self._title, colour)

    def _paint_glyphs(self, painter: QPainter, row: ArticleRow, rect: QRect, right: int) -> None:
        """The state; a flag stands in its place beside the title, and what was begun or done on the second line.

        Where there is one line only, the flag ends at ``right``.
        """
        x, y = rect.left() + 22.0, rect.top() + self.density.above + 10.0
        below = self.density.below
        if row.flagged:
            box = QRectF(x - 7, y - 7, 14, 14) if below is not None else QRectF(right - 13, y - 6, 12, 12)
            paint_icon(painter, "flag", self.theme.warn, box)
        if not row.flagged or below is None:
            paint_state(painter, self.theme, row.state, QPointF(x, y))
        elif row.state != "untouched":
            paint_state(painter, self.theme, row.state, QPointF(x, rect.top() + below + 9.0))


class ArticleRows(RowList):
    """The list: ``entered_on`` that the current row is to be opened."""

    entered_on = Signal()
    menu_asked = Signal(QModelIndex, QPoint)  # for which row, where on the screen

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row under the mouse; by its key that of the current row, beside it."""
        at, index = event.globalPos(), self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid():
            self.menu_asked.emit(index, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens and hands the focus on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_on.emit()
            return
        super().keyPressEvent(event)
