"""The text with what belongs to its page: the headline, line numbers, marks of what has no ink."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from workbench.window.article.gutter import Gutter, margin_for
from workbench.window.article.headline import block_of_title
from workbench.window.article.layout import HEADLINE
from workbench.window.article.surface import ArticleSurface
from workbench.window.look.theme import article_font

_NO_CARET = Qt.TextInteractionFlag.TextSelectableByMouse


class ArticlePaper(ArticleSurface):
    """A read-only article as it would be set on a page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._title_block: int | None = None  # which holds the article's title, where one does
        self._shows_headline = True
        self._shows_numbers = self._shows_marks = False
        self._quiet = QColor(Qt.GlobalColor.gray)  # the colour of numbers and marks
        super().__init__(parent)
        self._gutter = Gutter(self._display)

    def _show_article(self, text: str, title: str | None) -> None:
        self._layout.headline = self._title_block = None
        self._show_text(text)
        self._gutter = Gutter(self._display)
        self._title_block = block_of_title(self._display, title)
        self._set_headline()

    def _set_type(self) -> None:
        super()._set_type()
        self._set_headline()

    def set_headline(self, shown: bool) -> None:
        """Draw the article's title in larger letters where it stands in the text, or not."""
        if shown != self._shows_headline:
            self._shows_headline = shown
            self._set_headline()
            self._restyle()

    def _set_headline(self) -> None:
        block = self._title_block if self._shows_headline else None
        if block is None and self._layout.headline is None:
            return
        first = self._first_visible()
        self._layout.set_headline(block, article_font(round(HEADLINE * self._size), 600, self._family))
        self._layout.tell_size()
        self._put_at_top(first)

    def set_margin(self, numbers: bool, marks: bool) -> None:
        """Number the lines at their left, and mark their ends and what else has no ink, or not."""
        self._shows_marks = marks
        self.viewport().update()
        if numbers != self._shows_numbers:
            first, column = self._first_visible(), self._layout.column
            self._shows_numbers = numbers
            self._set_column()
            if self._layout.column != column:
                self._restyle()
                self._layout.tell_size()
                self._put_at_top(first)
                self._settle_soon()

    def _left_margin(self) -> int:
        """A narrow column makes room for the numbers."""
        return margin_for(self._display) if self._shows_numbers else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text by Qt, then what may stand round its lines."""
        if self.cursorWidth():
            super().paintEvent(event)
        else:  # in a line that runs both ways Qt draws a hook even at a caret without width
            hands = self.textInteractionFlags()
            self.setTextInteractionFlags(_NO_CARET)
            super().paintEvent(event)
            self.setTextInteractionFlags(hands)
        if not (self._shows_numbers or self._shows_marks):
            return
        painter, colour = QPainter(self.viewport()), self._quiet
        column = self._layout.column
        for block, top, _ in self._rows(event.rect().top() - column.pitch, event.rect().bottom() + column.pitch):
            lines = self._layout.lines_of(block.blockNumber())
            baseline = top + (column.blank_baseline if block.length() == 1 else lines.baseline)
            if self._shows_numbers:
                painter.setPen(colour)
                self._gutter.paint_number(painter, block.blockNumber(), baseline, column)
            if self._shows_marks:
                self._gutter.paint_marks(painter, block, top, lines, self.font(), colour)
        painter.end()
