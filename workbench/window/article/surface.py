"""The text of the article view: a centred column, and places as code points instead of Qt's positions."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QTextBlock, QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from workbench.model.span import Extent
from workbench.window.article.document import Display
from workbench.window.article.layout import ArticleLayout, Column
from workbench.window.look.theme import article_font

_MEASURE, _NARROW_MEASURE, _NARROW_VIEW = 640, 560, 800
_TOP, _SIDE = 18, 26
_SETTLED, _SETTLED_AT_ONCE = 200_000, 12  # characters, blocks
_NOTCH = 120  # eighths of a degree, by which most wheels turn at once


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
        self._top = 0  # Qt's position of what was last kept at the top
        self._turned = 0  # eighths of a degree that Ctrl and the wheel have left over
        self._settled = 0
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
        self.setPlainText(self._display.shown())
        self._set_column()
        self._go_to(0, 0)
        self.verticalScrollBar().setValue(0)
        self._settle_soon()

    def _set_size(self, px: int) -> None:
        first = self._first_visible()
        self._size = px
        self._set_column()
        self.setFont(article_font(px))
        self._put_at_top(first)
        self._settle_soon()

    @property
    def text(self) -> str:
        """The article's own text."""
        return self._display.text

    def caret(self) -> int:
        """The code point at the caret."""
        return self._display.to_codepoint(self.textCursor().position())

    def selection(self) -> Extent | None:
        """The selected text, in whole graphemes, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start = self._display.to_codepoint(cursor.selectionStart())
        end = self._display.to_codepoint(cursor.selectionEnd())
        if self._display.to_qt(end) < cursor.selectionEnd():
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
        cursor.setPosition(self._display.to_qt(at), QTextCursor.MoveMode.KeepAnchor)
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
        number, page = block.blockNumber(), self.viewport().height() // self._layout.column.pitch + 1
        # Until they are laid out, blocks count as one line, and the scroll bar ends too early.
        self._layout.settle(range(number, number + page))
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

    # Geometry

    def _set_column(self) -> None:
        unit = self._size / 18
        measure = _MEASURE if self.width() >= _NARROW_VIEW else _NARROW_MEASURE
        room = self.viewport().width()
        width = max(120, min(round(measure * unit), room - 2 * _SIDE))
        column = Column(max(_SIDE, (room - width) // 2), width, unit)
        self._layout.column = column

    def right_margin(self) -> int:
        """Pixels between the column and the view's right edge."""
        return round(self.viewport().width() - self._layout.column.left - self._layout.column.width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the column into the middle before Qt lays the text out again; the first visible words stay at the top."""
        first = self._first_visible()
        self._set_column()
        super().resizeEvent(event)
        self._put_at_top(first)
        self._settle_soon()

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
            self._settling.start()

    def _settle(self) -> None:
        first, self._settled = self._settled, self._settled + _SETTLED_AT_ONCE
        self._layout.settle(range(first, self._settled))
        if self._settled >= self.document().blockCount():
            self._settling.stop()

    def _rows(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, float, float]]:
        """The blocks between two heights of the view with the top and height of each."""
        block = self.firstVisibleBlock()
        y = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and y < bottom:
            height = self._layout.blockBoundingRect(block).height()
            if y + height > top:
                yield block, y, height
            y += height
            block = block.next()

    def _line_at(self, at: QPointF) -> tuple[QTextBlock, float, int] | None:
        """The block, its top and the number of its line at a place of the view, gaps counted to a line."""
        shift = 2 * self._layout.column.unit  # a tag reaches into the pitch of the line above
        found = None
        for block, top, _ in self._rows(at.y(), max(at.y(), 0) + 1):
            line = int((at.y() + shift - top) // self._layout.column.pitch)
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
        baseline = column.blank_baseline if block.length() == 1 else column.baseline + line * column.pitch
        return QPointF(at.x(), top + baseline - 5 * column.unit)
