"""The layout of an article: a fixed line pitch, a gap between paragraphs, a centred column."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout

_PITCH, _GAP, _BASELINE, _BLANK_BASELINE = 38, 10, 25.25, 15.75


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
        self.column = Column()
        self._goes_on = goes_on
        self._telling = False

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The rectangle of a block, its gap included; top left is the origin, as Qt wants it."""
        if not block.isValid():
            return QRectF()
        column = self.column
        layout = block.layout()
        count = layout.lineCount()
        is_blank = block.length() == 1
        baseline = column.blank_baseline if is_blank else column.baseline
        # Qt lays out some blocks by itself: those start at the top.
        if not count or layout.lineAt(0).position().y() + layout.lineAt(0).ascent() != baseline:
            self._lay_out(block, baseline)
            count = layout.lineCount()
        height = column.blank if is_blank else count * column.pitch
        if not is_blank and not self._goes_on(block.blockNumber()):
            height += column.gap
        if not block.next().isValid():
            height += int(self.document().documentMargin())
        return QRectF(0, 0, column.left + column.width, height)

    def documentSize(self) -> QSizeF:
        """Width in pixels, but height in lines: Qt scrolls by lines. Never wide enough for a scroll bar."""
        return QSizeF(0, self.document().lineCount())

    def _lay_out(self, block: QTextBlock, baseline: int) -> None:
        column = self.column
        layout = block.layout()
        option = QTextOption(self.document().defaultTextOption())
        if block.textDirection() == Qt.LayoutDirection.RightToLeft:
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(column.width)
            # Fallback glyphs make a line taller; its baseline stays where it is.
            line.setPosition(QPointF(column.left, baseline - line.ascent()))
            baseline += column.pitch
        layout.endLayout()
        if block.lineCount() != layout.lineCount():
            block.setLineCount(layout.lineCount())
            self._tell_size()

    def settle(self, blocks: range) -> None:
        """Lay out blocks by their numbers and tell of it once."""
        before = self.document().lineCount()
        self._telling = True
        for number in blocks:
            self.blockBoundingRect(self.document().findBlockByNumber(number))
        self._telling = False
        if self.document().lineCount() != before:
            self._tell_size()

    def _tell_size(self) -> None:
        # The scroll bar asks for rectangles while it adapts, which lays out more blocks; it counts those.
        if self._telling:
            return
        self._telling = True
        self.documentSizeChanged.emit(self.documentSize())
        self._telling = False
