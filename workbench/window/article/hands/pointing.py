"""The part of the article view that the mouse works: clicks, drags, hovering, tool tips."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from workbench.model.span import Extent, Span
from workbench.window.article.marks.overlays import Overlays
from workbench.window.article.marks.tags import value_of

_LEFT = Qt.MouseButton.LeftButton


class Pointing(Overlays):
    """A click sets the caret and selects the span there; two, more take word, sentence, paragraph."""

    def __init__(self, parent: QWidget | None = None) -> None:
        # What is known of a span besides what is drawn, a line each; asked when a tool tip is shown.
        self.tell: Callable[[Span], Sequence[str]] | None = None
        self._clicks = 0
        self._pressed_at = QPointF()
        self._pressed_time = 0
        self._unit: Extent = (0, 0)  # what a double or triple click took; a drag grows from it
        self.is_exact = False  # the selection is to be tagged as it stands, until it changes
        super().__init__(parent)
        self.viewport().setMouseTracking(True)

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
            self._hover(self.mark_at(event.position()))
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
        elif self._clicks == 1 and self._is_near(event) and not self.take_click(event.position()):
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
        from workbench.window.article.hands.widen import unit_at

        at = self.character_at(event.position())
        return self._display.snapped(*unit_at(self.text, at, self._clicks, self._display.paragraph(at)))

    def character_at(self, place: QPointF) -> int:
        """The code point under a place of the view; past a line's end, the place after the line."""
        cursor = self.cursorForPosition(self._on_line(place).toPoint())
        at = self._display.to_codepoint(cursor.position())
        # Qt gives the nearest gap between characters; the character is the one on the pointer's side of it,
        # which from right to left is the other one.
        block, x = cursor.block(), place.x()
        line = block.layout().lineForTextPosition(cursor.positionInBlock())
        for near in (at, at - 1):
            if not self._display.starts[block.blockNumber()] <= near < self._display.ends[block.blockNumber()]:
                continue
            start, end = self._display.snapped(near, near + 1)
            sides: list[Any] = [line.cursorToX(self._display.in_block(block.blockNumber(), to)) for to in (start, end)]
            left, right = sorted(side[0] for side in sides)
            if left <= x < right:
                return start
        return at

    def _hover(self, span: Span | None) -> None:
        before = self._hovered
        if (span.id if span else None) == before:
            return
        self._hovered = span.id if span else None
        self._repaint_lines([found for found in (self._marks.get(before), span) if found is not None])

    def viewportEvent(self, event: QEvent) -> bool:
        """Tool tips say what a span is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            span = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.tool_tip(span) if span else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def tool_tip(self, span: Span) -> str:
        """What a span is, as HTML; what is known beyond the view is asked for only now."""
        from workbench.window.article.hands.tooltip import tip_of

        suggested = self._marks.index.get(span.id) is None
        told = self.tell(span) if self.tell is not None and not suggested else ()
        return tip_of(span, self.text, told, suggested)

    def _described(self, span: Span) -> str:
        value = value_of(self._art.label(span.label), span)
        return f"{span.label}, {value}" if value else span.label


def hide_tip() -> None:
    """Take a tool tip away at once; Qt lets it stand for a moment when it is only told to hide it."""
    if QToolTip.isVisible():
        for widget in QApplication.topLevelWidgets():
            if widget.inherits("QTipLabel"):
                widget.hide()
