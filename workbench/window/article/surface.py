"""The text of the article view: a centred column, and places as code points instead of Qt's positions."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from workbench.model.span import Extent
from workbench.window.article.document import Display
from workbench.window.article.layout import ArticleLayout, Column
from workbench.window.look.theme import article_font

_MEASURE, _NARROW_MEASURE, _NARROW_VIEW = 640, 560, 800
_CHARACTER = 640 / 68  # px at 18 px, on the average
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_TOP, _SIDE = 18, 26
_SETTLED, _SETTLED_AT_ONCE = 200_000, 12  # characters, blocks
_VERTICAL = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_PATIENCE = 60  # milliseconds until the rest of an article is laid out; what is in view is painted first
_NOTCH = 120  # eighths of a degree, by which most wheels turn at once


class _Rows:
    """The blocks from the first one in view down, as far as somebody asked for them, each with its top and height."""

    def __init__(self, where: tuple[int, int, int], first: QTextBlock, y: float) -> None:
        self.where = where
        self.found: list[tuple[QTextBlock, float, float]] = []
        self.next, self.y = first, y


class ArticleSurface(QPlainTextEdit):
    """A read-only article. Every place that goes in or comes out is a code point of its text."""

    size_asked = Signal(int)  # by how many pixels the letters should grow

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A viewport that Python made. To name the class of one that Qt made, PySide would load all of QtWidgets.
        viewport = QWidget()
        viewport.setAutoFillBackground(True)
        viewport.setBackgroundRole(QPalette.ColorRole.Base)
        self.setViewport(viewport)
        self._display = Display("")
        self._size = 18
        self._family = ""  # the usual one
        self._covered = 0  # pixels at the right edge that something lies over
        self._measure: int | None = None  # characters; None is the usual column
        self._top = 0  # Qt's position of what was last kept at the top
        self._turned = 0  # eighths of a degree that Ctrl and the wheel have left over
        self._settled = 0
        self._column_moved = False  # since the caret noted how far right it stands
        self._asked: tuple[Display, int, int] | None = None  # the selection that was asked for last, and the answer
        self._told: Extent | None = None
        self._standing: _Rows | None = None
        self._settling = QTimer(self)
        self._settling.timeout.connect(self._settle)
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(_TOP)
        self._layout = ArticleLayout(document, lambda block: block + 1 in self._display.joined)
        document.setDocumentLayout(self._layout)
        self.setDocument(document)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # An input method would swallow plain letters, which are keys here.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # files that are dropped here are the window's
        self.setAccessibleName("Article")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.setFont(article_font(self._size))

    def _show_text(self, text: str) -> None:
        self._display = Display(text)
        self.setPlainText(self._display.for_qt())
        self._set_column()
        self._go_to(0, 0)
        self.verticalScrollBar().setValue(0)
        self._settle_soon()

    def _set_size(self, px: int) -> None:
        self._size = px
        self._set_type()

    def set_type(self, family: str, measure: int | None) -> None:
        """Set the text in a family, in the usual one if empty, with room for so many characters in a line."""
        if (family, measure) != (self._family, self._measure):
            self._family, self._measure = family, measure
            self._set_type()
            self._restyle()

    def _set_type(self) -> None:
        first = self._first_visible()
        self._set_column()
        self.setFont(article_font(self._size, family=self._family))
        self._layout.tell_size()
        self._put_at_top(first)
        self._settle_soon()

    def _restyle(self) -> None:
        """Everything looks or lies otherwise: paint it all again."""
        self.viewport().update()

    @property
    def text(self) -> str:
        """The article's own text."""
        return self._display.text

    def caret(self) -> int:
        """The code point at the caret, where a grapheme starts."""
        at = self._display.to_codepoint(self.textCursor().position())
        return self._display.snapped(at, at)[0]

    def selection(self) -> Extent | None:
        """The selected text, in whole graphemes, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        asked = self._display, cursor.selectionStart(), cursor.selectionEnd()
        if asked != self._asked:  # each edit asks several times
            self._asked, self._told = asked, self._whole(*asked[1:])
        return self._told

    def _whole(self, first: int, last: int) -> Extent | None:
        """The whole graphemes between two of Qt's positions."""
        start, end = self._display.to_codepoint(first), self._display.to_codepoint(last)
        if self._display.to_qt(end) < last:
            end += 1
        start, end = self._display.snapped(start, end)
        return (start, end) if start < end else None

    def select_extent(self, start: int, end: int) -> None:
        """Select text and bring it into view."""
        self._go_to(start, end)
        self.ensureCursorVisible()

    def _go_to(self, anchor: int, at: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._display.to_qt(anchor))
        position = self._display.to_qt(at)
        self._layout.blockBoundingRect(self.document().findBlock(position))  # the caret notes how far right it stands
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _first_visible(self) -> int:
        """Qt's position of what stands at the top: what was kept there before, while its line still is the first."""
        block, value = self.firstVisibleBlock(), self.verticalScrollBar().value()
        if not value:
            return 0
        line = block.layout().lineAt(max(0, value - block.firstLineNumber())) if block.layout().lineCount() else None
        start, length = (line.textStart(), line.textLength()) if line is not None and line.isValid() else (0, 0)
        if not 0 <= self._top - block.position() - start < length:
            self._top = block.position() + start
        return self._top

    def _put_at_top(self, at: int) -> None:
        """Scroll so that the line with Qt's position is the first, as far as the end of the text lets it."""
        if not at:
            self.verticalScrollBar().setValue(0)
            return
        block = self.document().findBlock(at)
        # Until they are laid out, blocks count as one line, and the scroll bar ends too early.
        self._layout.settle_page(block, self.viewport().height())
        line = block.layout().lineForTextPosition(at - block.position()).lineNumber()
        self.verticalScrollBar().setValue(block.firstLineNumber() + max(line, 0))

    def reveal(self, start: int, end: int) -> None:
        """Scroll so that an extent is in view, a third from the top where it was out of it."""
        for at in (end, start):
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._display.to_qt(at))
            box = self.cursorRect(cursor)
            if box.top() < self._layout.column.unit * 12 or box.bottom() > self.viewport().height() - 24:
                lines = self.viewport().height() // (3 * self._layout.column.pitch)
                block = cursor.block()
                number = block.blockNumber()
                # Blocks that were never in view count as one line; those above would push the place down.
                self._layout.settle(range(max(0, number - lines), number + lines))
                line = block.layout().lineForTextPosition(cursor.positionInBlock()).lineNumber()
                self.verticalScrollBar().setValue(block.firstLineNumber() + max(line, 0) - lines)

    def centre(self, at: int) -> None:
        """Scroll so that the line of a code point is in the middle, as far as the ends of the text let it."""
        position = self._display.to_qt(at)
        block = self.document().findBlock(position)
        number, most = block.blockNumber(), self.viewport().height() // self._layout.column.pitch + 1
        self._layout.settle(range(max(0, number - most), number + 1))
        line = max(0, block.layout().lineForTextPosition(position - block.position()).lineNumber())
        # What is left between the view's top and the block's, then the top of the one before, and so on.
        room = self.viewport().height() / 2 - (line + 0.5) * self._layout.lines_of(number).pitch
        while room > 0 and (before := block.previous()).isValid():
            block = before
            room -= self._layout.blockBoundingRect(block).height()
        hidden = max(0, round(-room / self._layout.lines_of(block.blockNumber()).pitch))
        self.verticalScrollBar().setValue(block.firstLineNumber() + hidden)

    def seen(self) -> Extent:
        """From the first code point in view to the end of the last line in view."""
        block, height = self.firstVisibleBlock(), self.viewport().height()
        first, last, below = block, block, 0
        for found, top, _ in self._rows(0, height):
            last = found
            below = max(0, int((height - top) // self._layout.lines_of(found.blockNumber()).pitch))
        start = self._line_of(first, self.verticalScrollBar().value() - first.firstLineNumber())[0]
        end = self._line_of(last, below)[1]
        return self._display.to_codepoint(start), self._display.to_codepoint(end)

    @staticmethod
    def _line_of(block: QTextBlock, number: int) -> tuple[int, int]:
        """Qt's positions of the start and the end of a line, the last one where there are not so many."""
        layout = block.layout()
        if not layout.lineCount():
            return block.position(), block.position()
        line = layout.lineAt(max(0, min(number, layout.lineCount() - 1)))
        return block.position() + line.textStart(), block.position() + line.textStart() + line.textLength()

    # Geometry

    def _set_column(self) -> None:
        unit = self._size / 18
        measure: float = _MEASURE if self.width() >= _NARROW_VIEW else _NARROW_MEASURE
        if self._measure is not None:
            measure = self._measure * _CHARACTER * self._breadth()
        room, left = self.viewport().width(), max(_SIDE, self._left_margin())
        width = max(120, min(round(measure * unit), room - left - _SIDE))
        column = Column(max(left, (room - self._covered - width) // 2), width, unit)
        self._column_moved = self._column_moved or column != self._layout.column
        self._layout.column = column

    def _left_margin(self) -> int:
        """Pixels that what stands left of the column needs."""
        return 0

    def _breadth(self) -> float:
        """How broad the family's letters are beside those of the usual one."""
        if not self._family:
            return 1.0
        own, usual = (QFontMetricsF(article_font(18, family=family)) for family in (self._family, ""))
        return own.horizontalAdvance(_ALPHABET) / max(1.0, usual.horizontalAdvance(_ALPHABET))

    def right_margin(self) -> int:
        """Pixels between the column and the view's right edge, as far as they can be seen."""
        column = self._layout.column
        return round(self.viewport().width() - self._covered - column.left - column.width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the column into the middle; the first visible words stay at the top."""
        first = self._first_visible()
        self._set_column()
        # Of another width Qt would forget every block's lines, also those that need only move. They are laid out
        # again when they are asked for, and until then count as many lines as before.
        old = event.oldSize()
        same = QSize(event.size().width(), old.height()) if old.isValid() else old
        super().resizeEvent(QResizeEvent(event.size(), same))
        self._put_at_top(first)
        self._settle_soon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that move the caret find the lines beyond the edges of the view as wide as the column is now."""
        far = 30 if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) else 1
        number = self.textCursor().blockNumber()
        self._layout.settle(range(max(0, number - far), number + far + 1))
        if self._column_moved and event.key() in _VERTICAL:  # other keys must not bring the caret into view
            self._column_moved = False
            cursor = self.textCursor()
            cursor.setVerticalMovementX(-1)
            self.setTextCursor(cursor)
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl ask for another size, a pixel a notch: Qt's own zoom knows nothing of the column."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        event.accept()
        # Touchpads turn the wheel by parts of a notch.
        self._turned += event.angleDelta().y()
        notches = int(self._turned / _NOTCH)
        self._turned -= notches * _NOTCH
        if notches:
            self.size_asked.emit(notches)

    def _settle_soon(self) -> None:
        """Lay the whole text out when nothing else is to do: until then the scroll bar can only guess."""
        self._settled = 0
        if len(self.text) <= _SETTLED:
            self._settling.start(_PATIENCE)

    def _settle(self) -> None:
        first, self._settled = self._settled, self._settled + _SETTLED_AT_ONCE
        self._settling.setInterval(0)
        self._layout.settle(range(first, self._settled))
        if self._settled >= self.document().blockCount():
            self._settling.stop()

    def _rows(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, float, float]]:
        """The blocks between two heights of the view with the top and height of each."""
        rows = self._standing
        if rows is None or rows.where != self._where():
            block = self.firstVisibleBlock()
            y = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
            rows = self._standing = _Rows(self._where(), block, y)
        at = 0
        while at < len(rows.found) or self._finds_more(rows, bottom):
            block, y, height = rows.found[at]
            if y >= bottom:
                break
            if y + height > top:
                yield block, y, height
            at += 1

    def _where(self) -> tuple[int, int, int]:
        """What tells whether blocks stand where they stood."""
        return self.verticalScrollBar().value(), self.firstVisibleBlock().position(), self._layout.generation

    def _finds_more(self, rows: "_Rows", bottom: float) -> bool:
        """Note one more block that begins above a height, where there is one."""
        if not rows.next.isValid() or rows.y >= bottom:
            return False
        height = self._layout.blockBoundingRect(rows.next).height()
        rows.found.append((rows.next, rows.y, height))
        rows.next, rows.y = rows.next.next(), rows.y + height
        if (where := self._where())[:2] == rows.where[:2]:
            rows.where = where  # it was laid out just now, which moves none of those above it
        return True

    def _line_at(self, at: QPointF) -> tuple[QTextBlock, float, int] | None:
        """The block, its top and the number of its line at a place of the view, gaps counted to a line."""
        found = None
        for block, top, _ in self._rows(at.y(), max(at.y(), 0) + 1):
            lines = self._layout.lines_of(block.blockNumber())
            line = int((at.y() - lines.border - top) // lines.pitch)
            found = block, top, max(0, min(line, block.layout().lineCount() - 1))
        return found

    def _on_line(self, at: QPointF) -> QPointF:
        """The place moved into the box of its line, since Qt takes the gaps between lines for line ends."""
        if not 0 <= at.y() < self.viewport().height():
            return at
        found = self._line_at(at)
        if found is None:
            return at
        block, top, line = found
        column = self._layout.column
        lines = self._layout.lines_of(block.blockNumber())
        baseline = column.blank_baseline if block.length() == 1 else lines.baseline + line * lines.pitch
        return QPointF(at.x(), top + baseline - 5 * column.unit)
