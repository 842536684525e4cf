"""The layout of an article: a fixed line pitch, a gap between paragraphs, a centred column, a headline."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout

_PITCH, _GAP, _BASELINE, _BLANK_BASELINE = 38, 10, 25.25, 15.75
_HEADLINE_PITCH, _HEADLINE_BASELINE = 46, 30
HEADLINE = 1.5  # its letters' size over the text's
_NEAR = 8  # blocks without text that are passed over in search of one with some


class Lines(NamedTuple):
    """How the lines of a block stand, in pixels: one pitch apart, the first baseline below the block's top.

    ``border`` is from the top of a line's pitch down to where it takes over from the line above. Letters, and
    what goes with them, are ``grow`` times as large as in the text.
    """

    pitch: int
    baseline: int
    border: float
    grow: float = 1.0


class Column(NamedTuple):
    """Where text stands: left edge and width of the column in pixels, and the unit (a font size over 18)."""

    left: int = 0
    width: int = 640
    unit: float = 1.0

    @property
    def pitch(self) -> int:
        """From one baseline to the next, whatever glyphs or spans the lines hold."""
        return round(_PITCH * self.unit)

    @property
    def gap(self) -> int:
        """After a paragraph."""
        return round(_GAP * self.unit)

    @property
    def baseline(self) -> int:
        """From the top of a line's pitch down to its baseline."""
        return round(_BASELINE * self.unit)

    @property
    def text(self) -> Lines:
        """The lines of the text. A tag reaches into the pitch of the line above."""
        return Lines(self.pitch, self.baseline, -2 * self.unit)

    @property
    def headline(self) -> Lines:
        """The lines of a headline: as in the text, tags have their place below the letters of the line above."""
        unit = self.unit
        return Lines(round(_HEADLINE_PITCH * unit), round(_HEADLINE_BASELINE * unit), -4 * unit, HEADLINE)

    @property
    def blank(self) -> int:
        """The height of a line without text: with the gaps round it, it parts paragraphs well enough."""
        return self.pitch // 2

    @property
    def blank_baseline(self) -> int:
        """From the top of a line without text down to its baseline."""
        return round(_BLANK_BASELINE * self.unit)


class ArticleLayout(QPlainTextDocumentLayout):
    """Lays each block out when Qt first asks for its rectangle.

    ``goes_on`` says of a block number whether the next block goes on with the same line of the article.
    """

    def __init__(self, document: QTextDocument, goes_on: Callable[[int], bool]) -> None:
        super().__init__(document)
        self.headline: int | None = None  # the number of the block that is one
        self._goes_on = goes_on
        self._telling = False
        self.column = Column()

    @property
    def column(self) -> Column:
        """Where the text stands. Blocks move into another column when they are asked for."""
        return self._column

    @column.setter
    def column(self, column: Column) -> None:
        self._column = column
        self._text_lines, self._headline_lines = column.text, column.headline

    def lines_of(self, block: int) -> Lines:
        """How the lines of the block of this number stand."""
        return self._headline_lines if block == self.headline else self._text_lines

    def set_headline(self, block: int | None, font: QFont) -> None:
        """Draw a block in a larger font, and the one that was drawn so as any other."""
        known, self.headline = self.headline, block
        if known is not None and known != block:
            self._dress(known, [])
        if block is not None:
            look, letters = QTextLayout.FormatRange(), QTextCharFormat()
            letters.setFont(font)
            look.start, look.length = 0, self.document().findBlockByNumber(block).length()
            look.format = letters
            self._dress(block, [look])

    def _dress(self, number: int, looks: list[QTextLayout.FormatRange]) -> None:
        block = self.document().findBlockByNumber(number)
        if block.isValid():
            block.layout().setFormats(looks)
            block.clearLayout()

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The rectangle of a block, its gap included; top left is the origin, as Qt wants it."""
        if not block.isValid():
            return QRectF()
        column = self._column
        layout = block.layout()
        count = layout.lineCount()
        is_blank = block.length() == 1
        lines = self.lines_of(block.blockNumber())
        baseline = column.blank_baseline if is_blank else lines.baseline
        first = layout.lineAt(0) if count else None
        # Qt lays out some blocks by itself: those start at the top.
        if first is None or first.width() != column.width or first.y() + first.ascent() != baseline:
            self._lay_out(block, baseline, lines.pitch)
            count = layout.lineCount()
        elif first.x() != column.left:
            for number in range(count):
                line = layout.lineAt(number)
                line.setPosition(QPointF(column.left, line.y()))
        height = column.blank if is_blank else count * lines.pitch
        if not is_blank and not self._goes_on(block.blockNumber()):
            height += column.gap
        if not block.next().isValid():
            height += int(self.document().documentMargin())
        return QRectF(0, 0, column.left + column.width, height)

    def documentSize(self) -> QSizeF:
        """Width in pixels, but height in lines: Qt scrolls by lines. Never wide enough for a scroll bar."""
        return QSizeF(0, self.document().lineCount())

    def _lay_out(self, block: QTextBlock, baseline: int, pitch: int) -> None:
        column = self._column
        layout = block.layout()
        option = QTextOption(self.document().defaultTextOption())
        if runs_left(block):
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(column.width)
            # Fallback glyphs make a line taller; its baseline stays where it is.
            line.setPosition(QPointF(column.left, baseline - line.ascent()))
            baseline += pitch
        layout.endLayout()
        if block.lineCount() != layout.lineCount():
            block.setLineCount(layout.lineCount())
            self.tell_size()

    def settle(self, blocks: range) -> None:
        """Lay out blocks by their numbers and tell of it once."""
        with self._told_once():
            for number in blocks:
                self.blockBoundingRect(self.document().findBlockByNumber(number))

    def settle_page(self, block: QTextBlock, height: float) -> None:
        """Lay out a block and those below it as far down as ``height``, and tell of it once."""
        with self._told_once():
            while block.isValid() and height > 0:
                height -= self.blockBoundingRect(block).height()
                block = block.next()

    @contextmanager
    def _told_once(self) -> Iterator[None]:
        before = self.document().lineCount()
        self._telling = True
        try:
            yield
        finally:
            self._telling = False
        if self.document().lineCount() != before:
            self.tell_size()

    def tell_size(self) -> None:
        """Let the scroll bar count the lines anew."""
        # The scroll bar asks for rectangles while it adapts, which lays out more blocks; it counts those.
        if self._telling:
            return
        self._telling = True
        self.documentSizeChanged.emit(self.documentSize())
        self._telling = False


def runs_left(block: QTextBlock) -> bool:
    """Whether a block runs from right to left; one without text runs as the text before it, else after it, does."""
    if block.length() == 1:
        for step in (QTextBlock.previous, QTextBlock.next):
            near = block
            for _ in range(_NEAR):
                near = step(near)
                if not near.isValid():  # of which the next one would be the first again
                    break
                if near.length() > 1:
                    return bool(near.textDirection() == Qt.LayoutDirection.RightToLeft)
    return bool(block.textDirection() == Qt.LayoutDirection.RightToLeft)
