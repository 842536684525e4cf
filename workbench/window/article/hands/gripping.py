"""The part of the article view that the mouse works while a span is selected: edges are dragged, parts selected."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from workbench.model.span import Extent, Parts, Span
from workbench.window.article.hands.pointing import Pointing
from workbench.window.article.layout import runs_left

if TYPE_CHECKING:
    from workbench.window.article.hands.edges import Edge

_LEFT = Qt.MouseButton.LeftButton
_BEGUN = 3  # pixels that the pointer goes before a press on a handle is more than a click
_LONG = 20_000  # characters
_SCROLL = 50  # milliseconds from line to line


class Grip:
    """A handle that is held: what it was when it was grabbed, and where the pointer is now."""

    def __init__(self, span: Span, edge: "Edge", pressed: QPointF, offset: QPointF) -> None:
        self.span = span
        self.edge = edge
        self.pressed = self.place = pressed
        self.offset = offset  # from the edge to the pointer
        self.begun = False
        self.given_up = False


class Gripping(Pointing):
    """Draws edges where they would be while they are moved; whoever listens has them written."""

    edges_let_go = Signal(object, object)  # the span as it is, the parts that it shall have; None: no such parts
    part_selected = Signal(int, int, bool)  # with Ctrl: shall belong to the selected span, too; exactly so
    parts_shown = Signal(bool)  # the selected span is drawn with other parts than it has; False: no more

    def __init__(self, parent: QWidget | None = None) -> None:
        self._real: Span | None = None  # the selected span as it is, while it is drawn with other parts
        self._grip: Grip | None = None
        self._adding = False  # Ctrl is held and text is being selected: the span stays selected
        self._over_handle = False
        self._scrolling: QTimer | None = None
        # Whether edges may be moved now; set by whoever has them written.
        self.may_move: Callable[[], bool] = lambda: True
        super().__init__(parent)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    # Other parts than the span has, drawn for the time being

    def show_parts(self, parts: Parts) -> None:
        """Draw the selected span with other parts; nothing is written."""
        span = self._marks.index.get(self._marks.selected)
        if span is None or span.parts == parts:
            return
        if self._real is None:
            self._real = span
        self._redraw(span, span._replace(parts=parts))
        self.parts_shown.emit(True)

    def restore_parts(self) -> None:
        """Draw the selected span as it is again."""
        real, self._real = self._real, None
        drawn = self._marks.index.get(real.id) if real is not None else None
        if real is not None and drawn is not None:
            self._redraw(drawn, real)
            self.parts_shown.emit(False)

    def _redraw(self, old: Span, new: Span) -> None:
        if max(old.length, new.length) <= _LONG:
            super().update_spans([old.id], [new])
            return
        # Too many spans overlap it to work out their lanes at every step: each keeps its own until it is written.
        hidden = self._marks.stands_in
        self._marks.index.remove(old.id)
        self._marks.index.add(new)
        self._touch([old], [new])
        self._restyle_round_hidden(hidden)

    def stepped(self, parts: Parts, edge: "Edge", by: int, words: bool) -> Parts:
        """The parts with an edge one grapheme or word to the right (1) or left (-1), where its line runs that way."""
        from workbench.window.article.hands.edges import stepped

        block = self.document().findBlock(self._display.to_qt(edge.of(parts)))
        return stepped(self._display, parts, edge, -by if runs_left(block) else by, words)

    def update_spans(self, removed: Collection[str], added: Sequence[Span]) -> None:
        """Take spans out and put spans in; what was drawn of them for the time being is over."""
        over = self._real is not None and self._real.id in removed
        if over:
            self._real = None
            self._give_up()
        super().update_spans(removed, added)
        if over:
            self.parts_shown.emit(False)

    def show_article(self, text: str, spans: Sequence[Span], title: str | None = None) -> None:
        """Show another article; nothing is held any more."""
        self._give_up()
        was, self._real = self._real, None
        super().show_article(text, spans, title)
        if was is not None:
            self.parts_shown.emit(False)

    # Handles

    def _handle_at(self, place: QPointF) -> Grip | None:
        span = self._marks.index.get(self._marks.selected)
        if span is None or self._bare or not self.may_move():
            return None
        from workbench.window.article.hands.handles import handle_at, handles

        near = 2 * self._layout.column.pitch
        rows = ((block.blockNumber(), top) for block, top, _ in self._rows(place.y() - near, place.y() + near))
        found = handle_at(handles(self._marks, span, rows), place)
        return Grip(span, found.edge, place, place - found.foot) if found is not None else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grab a handle; with Ctrl begin to select a further part of the selected span."""
        if event.button() == _LEFT:
            self._grip = self._handle_at(event.position())
            if self._grip is not None:
                self._press(event, 1)
                event.accept()
                return
            self._adding = self._adds(event)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """With Ctrl the word becomes a part."""
        if event.button() == _LEFT:
            self._adding = self._adds(event)
        super().mouseDoubleClickEvent(event)

    def _adds(self, event: QMouseEvent) -> bool:
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        return held == Qt.KeyboardModifier.ControlModifier and self._marks.selected is not None and self.may_move()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the edge that is held; over a handle the pointer says that it can be."""
        if self._grip is not None and event.buttons() & _LEFT:
            self._drag(event.position())
            return
        if not event.buttons():
            self._set_shape(self._handle_at(event.position()) is not None)
        super().mouseMoveEvent(event)

    def _set_shape(self, over_handle: bool) -> None:
        if over_handle != self._over_handle:
            self._over_handle = over_handle
            shape = Qt.CursorShape.SizeHorCursor if over_handle else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)

    def _drag(self, place: QPointF) -> None:
        grip = self._grip
        if grip is None or grip.given_up:
            return
        grip.place = place
        grip.begun = grip.begun or (place - grip.pressed).manhattanLength() >= _BEGUN
        if not grip.begun:
            return
        from workbench.window.article.hands.edges import moved

        there = place - grip.offset
        there.setY(min(max(there.y(), 0), self.viewport().height() - 1))
        at = self._display.to_codepoint(self.cursorForPosition(self._on_line(there).toPoint()).position())
        self.show_parts(moved(self._display, grip.span.parts, grip.edge, at))
        self._scroll_on(not 0 <= place.y() < self.viewport().height())

    def _scroll_on(self, on: bool) -> None:
        """While the pointer is above or below the view, go on line by line."""
        if on and self._scrolling is None:
            self._scrolling = QTimer(self)
            self._scrolling.setInterval(_SCROLL)
            self._scrolling.timeout.connect(self._scroll)
        if self._scrolling is not None and on != self._scrolling.isActive():
            if on:
                self._scrolling.start()
            else:
                self._scrolling.stop()

    def _scroll(self) -> None:
        if self._grip is None:
            return
        y, bar = self._grip.place.y(), self.verticalScrollBar()
        beyond = y if y < 0 else y - self.viewport().height()
        lines = 1 + int(abs(beyond) / (2 * self._layout.column.pitch))
        bar.setValue(bar.value() + (-lines if y < 0 else lines))
        self._drag(self._grip.place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of a handle; what was selected with Ctrl becomes a part."""
        if event.button() != _LEFT:
            super().mouseReleaseEvent(event)
        elif self._grip is not None:
            self._let_go(event)
        else:
            super().mouseReleaseEvent(event)
            if self._adding:
                extent = self.selection()
                self.drop_selection()
                self._adding = False
                if extent is not None:
                    self.part_selected.emit(*extent, _is_exact(event))

    def _clicked(self, event: QMouseEvent) -> None:
        if not self._adding:
            super()._clicked(event)

    def _let_go(self, event: QMouseEvent) -> None:
        grip, drawn = self._grip, self._marks.index.get(self._marks.selected)
        self._grip = None
        self._scroll_on(False)
        if grip is None or grip.given_up:
            return
        if not grip.begun:
            under = self.span_at(event.position())
            if under is not None:
                self.select_span(under.id, reveal=False)
            return
        self.restore_parts()
        if drawn is None or drawn.parts == grip.span.parts:
            return
        parts: Parts | None = drawn.parts
        if not _is_exact(event):
            from workbench.window.article.hands.edges import let_go

            parts = let_go(self._art.label(drawn.label).snap, self._display, drawn.parts, grip.edge)
        if parts != grip.span.parts:
            self.edges_let_go.emit(grip.span, parts)

    @property
    def is_dragging(self) -> bool:
        """Whether an edge is held."""
        return self._grip is not None and not self._grip.given_up

    def _give_up(self) -> None:
        """Let the edge be where it was; moves are nothing until the button comes up."""
        if self._grip is not None and not self._grip.given_up:
            self._grip.given_up = True
            self._scroll_on(False)
            self.restore_parts()

    def drop_selection(self) -> Extent | None:
        """Select no text any more; gives what was selected."""
        extent, cursor = self.selection(), self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
        return extent


def _is_exact(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
