"""The part of the article view that the mouse works: clicks, drags, hovering, tool tips."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from workbench.model.span import Extent, Span
from workbench.window.article.canvas import ArticleCanvas
from workbench.window.article.tags import said, value_of

_QUOTE_SHOWN = 160
_LONGEST_WORD = 24
_LEFT = Qt.MouseButton.LeftButton


class Pointing(ArticleCanvas):
    """A click sets the caret and selects the span there; two, more take word, sentence, paragraph."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._clicks = 0
        self._pressed_at = QPointF()
        self._pressed_time = 0
        self._unit: Extent = (0, 0)  # what a double or triple click took; a drag grows from it
        self.is_exact = False  # the selection is to be tagged as it stands, until it changes
        super().__init__(parent)
        self.viewport().setMouseTracking(True)

    def select_span(self, id: str | None, reveal: bool = True) -> None:
        """Select a span, or none: the view, which knows what is selected, says how."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the caret; the third press in a row takes the sentence."""
        if event.button() != _LEFT:
            super().mousePressEvent(event)
            return
        again = self._clicks == 2 and self._is_near(event) and self._is_soon(event)
        self._press(event, 3 if again else 1)
        if self._clicks == 1:
            if self.textCursor().hasSelection() and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                # Else Qt would drag the selected text away in place of selecting anew.
                self.setTextCursor(self.cursorForPosition(self._on_line(event.position()).toPoint()))
            super().mousePressEvent(self._moved(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the word; Qt calls the fourth press a double click too."""
        if event.button() == _LEFT:
            self._press(event, 4 if self._clicks == 3 and self._is_near(event) else 2)
        event.accept()

    def _press(self, event: QMouseEvent, clicks: int) -> None:
        self._clicks = clicks
        self._pressed_at, self._pressed_time = event.position(), event.timestamp()
        if clicks > 1:
            self._unit = self._unit_under(event)
            self.select_extent(*self._unit)
            event.accept()

    def _is_near(self, event: QMouseEvent) -> bool:
        return (event.position() - self._pressed_at).manhattanLength() < QApplication.startDragDistance()

    def _is_soon(self, event: QMouseEvent) -> bool:
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval()
        return event.timestamp() - self._pressed_time <= interval

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select while the button is down, else lift the span under the pointer."""
        if not event.buttons():
            self._hover(self.span_at(event.position()))
        elif event.buttons() & _LEFT and self._clicks > 1:
            start, end = self._unit_under(event)
            if start < self._unit[0]:
                self._go_to(self._unit[1], start)
            else:
                self._go_to(self._unit[0], max(end, self._unit[1]))
            return
        super().mouseMoveEvent(self._moved(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press that did not become a drag was a click; with Alt held a drag selects exactly."""
        super().mouseReleaseEvent(self._moved(event))
        if event.button() != _LEFT:
            return
        if self.textCursor().hasSelection():
            self.is_exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        elif self._clicks == 1 and self._is_near(event):
            self._clicked(event)

    def _clicked(self, event: QMouseEvent) -> None:
        span = self.span_at(event.position())
        self.select_span(span.id if span else None, reveal=False)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._hover(None)
        super().leaveEvent(event)

    def _moved(self, event: QMouseEvent) -> QMouseEvent:
        """The event at the height of its line's text."""
        place = self._on_line(event.position())
        return QMouseEvent(
            event.type(), place, event.scenePosition(), event.globalPosition(),
            event.button(), event.buttons(), event.modifiers(), event.pointingDevice(),
        )  # fmt: skip

    def _unit_under(self, event: QMouseEvent) -> Extent:
        """What a double, triple or quadruple click takes at the pointer."""
        from workbench.window.article.widen import unit_at

        at = self.character_at(event.position())
        return self._display.snapped(*unit_at(self.text, at, self._clicks, self._display.paragraph(at)))

    def character_at(self, place: QPointF) -> int:
        """The code point under a place of the view; past a line's end, the place after the line."""
        cursor = self.cursorForPosition(self._on_line(place).toPoint())
        at = self._display.to_codepoint(cursor.position())
        box = self.cursorRect(cursor)
        start, _ = self._display.paragraph(at)
        # Qt gives the nearest gap between characters; the character is the one on the pointer's side of it.
        if at > start and place.x() < box.center().x():
            return self._display.snapped(at - 1, at)[0]
        return at

    def _hover(self, span: Span | None) -> None:
        before = self._hovered
        if (span.id if span else None) == before:
            return
        self._hovered = span.id if span else None
        self._repaint_spans([found for found in (self._marks.index.get(before), span) if found is not None])

    def viewportEvent(self, event: QEvent) -> bool:
        """Tool tips say what a span is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            span = self.span_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.tool_tip(span) if span else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def tool_tip(self, span: Span) -> str:
        """What a span is, as HTML that holds the article's characters as they are."""
        quote = span.quote(self.text)
        if len(quote) > _QUOTE_SHOWN:
            quote = _cut_at_a_word(quote, _QUOTE_SHOWN - 1) + "…"
        from html import escape

        lines = [f"<b>{escape(span.label)}</b>"]
        lines += [f"{escape(str(name))}: {escape(said(value))}" for name, value in span.attributes.items()]
        lines.append(f"“{escape(quote)}”")
        return "<br>".join(lines)

    def _described(self, span: Span) -> str:
        value = value_of(self._art.label(span.label), span)
        return f"{span.label}, {value}" if value else span.label


def _cut_at_a_word(text: str, longest: int) -> str:
    """The start of a text, up to the end of a word where one ends near enough; scripts without spaces go on."""
    start = text[:longest]
    if text[longest : longest + 1].isspace():
        return start.rstrip()
    words = start.rsplit(None, 1)
    return words[0] if len(words) == 2 and len(words[1]) <= _LONGEST_WORD else start
