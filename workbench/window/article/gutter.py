"""What may stand round the lines of the text: their numbers in the left margin, and marks of what has no ink."""

import re
from bisect import bisect_left
from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextBlock, QTextLine

from workbench.window.article.document import Display
from workbench.window.article.layout import Column, Lines, runs_left
from workbench.window.look.fill import fill
from workbench.window.look.theme import figures_font

_NUMBER_PX = 11
_CLEAR = 32  # px left of the column that belong to lines between spans
_EDGE = 6
# A break's mark tells what it is made of: text from several systems mixes them.
_LF, _CRLF, _OTHER = "¶", "↵", "↓"
# No-break blanks, a tab, and characters without width. Joiners are left out: they belong to the letters round them.
_INKLESS = re.compile("[\u00a0\u2007\u202f\t\u00ad\u200b\u2060\ufeff]")
_DOT, _ARROW = "·", "→"


def margin_for(display: Display) -> int:
    """How wide the left margin must be so that the number of the last line stands in it."""
    highest = len(display.starts) - len(display.joined)
    width = QFontMetricsF(figures_font(_NUMBER_PX)).horizontalAdvance("0" * max(2, len(str(highest))))
    return ceil(_EDGE + width + _CLEAR)


class Gutter:
    """Numbers of the article's own lines, not of wrapped ones, and marks; both painted, never in the text."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._joined = sorted(display.joined)

    def line_of(self, block: int) -> int | None:
        """The number of the article's line that a block begins, from 1; None where it goes on with one."""
        if block in self._display.joined:
            return None
        return block + 1 - bisect_left(self._joined, block)

    def paint_number(self, painter: QPainter, block: int, baseline: float, column: Column) -> None:
        """Write a line's number into the margin, clear of the column."""
        number = self.line_of(block)
        if number is not None:
            words = str(number)
            painter.setFont(figures_font(_NUMBER_PX))
            width = QFontMetricsF(painter.font()).horizontalAdvance(words)
            painter.drawText(QPointF(column.left - _CLEAR - width, baseline), words)

    def paint_marks(
        self, painter: QPainter, block: QTextBlock, top: float, lines: Lines, font: QFont, colour: QColor
    ) -> None:
        """Mark the line end of a block, and what has no ink in it."""
        painter.setFont(font)
        painter.setPen(colour)
        number, display = block.blockNumber(), self._display
        layout = block.layout()
        start, end = display.starts[number], display.ends[number]
        for found in _INKLESS.finditer(display.text, start, end):
            unit = display.in_block(number, found.start())
            line = layout.lineForTextPosition(unit)
            left, right = _x(line, unit), _x(line, unit + 1)
            baseline = top + line.y() + line.ascent()
            if found.group() in "\u00ad\u200b\u2060\ufeff":
                fill(painter, QRectF(left, baseline - lines.pitch * 0.4, 1, lines.pitch * 0.5), colour)
                painter.setPen(colour)
            else:
                sign = _ARROW if found.group() == "\t" else _DOT
                width = QFontMetricsF(font).horizontalAdvance(sign)
                painter.drawText(QPointF((left + right - width) / 2, baseline), sign)
        sign = self._end_of(number)
        if sign and layout.lineCount():
            line = layout.lineAt(layout.lineCount() - 1)
            box, baseline = line.naturalTextRect(), top + line.y() + line.ascent()
            if runs_left(block):
                x = box.left() - QFontMetricsF(font).horizontalAdvance(sign) - 3
            else:
                x = box.right() + 3
            painter.drawText(QPointF(x, baseline), sign)

    def _end_of(self, block: int) -> str:
        """The mark of the line end after a block; nothing where its line goes on, or the text ends."""
        display = self._display
        if block + 1 in display.joined or block + 1 == len(display.starts):
            return ""
        ending = display.text[display.ends[block] : display.starts[block + 1]]
        return {"\n": _LF, "\r\n": _CRLF}.get(ending, _OTHER)


def _x(line: QTextLine, unit: int) -> float:
    place = line.cursorToX(unit)
    return float(place[0])  # type: ignore[index]  # a pair, whatever its stub says
