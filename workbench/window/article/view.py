"""The article view: reading, pointing, selecting; what its plain keys do is asked of whoever shows it."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from workbench.model.span import Extent, Span
from workbench.window.article.hands import keys
from workbench.window.article.hands.gripping import Gripping
from workbench.window.article.hands.pointing import hide_tip
from workbench.window.article.layout import runs_left
from workbench.window.article.marks.intervals import rank
from workbench.window.article.marks.links import other_end
from workbench.window.look.announce import announce

Deed = Callable[[], object]
_NATIVE = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
_SWAPPED = ("\ufffe", "\ufeff")


class ArticleView(Gripping):
    """Shows an article and its spans, and says what the reader wants done; it changes no span itself."""

    span_selected = Signal(object)  # an id or None
    selection_changed = Signal()
    focus_left = Signal()  # for another part of the window, not for another window or a menu

    def __init__(self, parent: QWidget | None = None) -> None:
        # What a key press does here, or None where it is the platform's own; set by whoever has the table of actions.
        self.deed_of_key: Callable[[QKeyEvent], Deed | None] = lambda event: None
        # What else the view's own menu has, for the words or the span that are selected.
        self.menu_more: Callable[[], Sequence[QAction]] = tuple
        self._narrower: list[Extent] = []  # what W has widened, for the way back
        self._followed = "", ""  # the relation whose other end was gone to, and the span from which
        self._moving = False  # while the view itself sets the native selection
        self._last_span: str | None = None  # the id of the one that was selected last
        self._last_key = 0  # of the plain keys; when it is let go, marks that it hid come back
        super().__init__(parent)
        self.selectionChanged.connect(self._on_selection)

    def show_article(self, text: str, spans: Sequence[Span], title: str | None = None) -> None:
        """Show another article from its start; nothing of the old one is kept."""
        had_span = self._marks.selected is not None
        self._moving = True
        super().show_article(text, spans, title)
        self._moving = False
        self._narrower.clear()
        if had_span:
            self.setCursorWidth(2)
            self.span_selected.emit(None)
        self.selection_changed.emit()

    def update_spans(self, removed: Collection[str], added: Sequence[Span]) -> None:
        """Take spans out and put spans in; a changed span is in both and stays selected."""
        super().update_spans(removed, added)
        if self._marks.selected is not None and self.selected_span is None:
            self._mark_selected(None, by_keys=False)
            self.setCursorWidth(2)
            self.span_selected.emit(None)

    # Selecting

    @property
    def selected_span(self) -> Span | None:
        """The selected span."""
        return self._marks.index.get(self._marks.selected)

    @property
    def last_span(self) -> Span | None:
        """The span that is selected, or was before words were; none after a step back."""
        return self._marks.index.get(self._last_span)

    def span_at_caret(self) -> Span | None:
        """The shortest span that the caret stands in."""
        return self._marks.index.at(self.caret())

    def spans_at_caret(self, most: int = 4) -> list[Span]:
        """The spans that the caret stands in, the shortest first."""
        at = self.caret()
        return sorted((span for span in self._marks.index.touching(at, at + 1) if span.covers(at)), key=rank)[:most]

    def select_span(self, id: str | None, reveal: bool = True) -> None:
        """Select a span, or none; with ``reveal`` the caret goes to its start and it comes into view."""
        if self._real is not None and id != self._real.id:
            self.restore_parts()
        span = self._marks.index.get(id)
        before, after = self.selected_span, span
        if span is not None and self.textCursor().hasSelection():
            self.drop_selection()
        if span is not None and reveal:
            self.place_caret(span.start)
            self.reveal(span.start, span.end)
        if (before and before.id) == (after and after.id):
            if reveal and span is not None:
                self._mark_selected(span, by_keys=True)  # the keys have come to where the mouse was
            return
        self._mark_selected(span, by_keys=reveal)
        self._last_span = span.id if span else self._last_span
        self.setCursorWidth(0 if span else 2)  # the selected span stands for the caret
        self.span_selected.emit(self._marks.selected)
        if span is not None:
            announce(self, f"{self._described(span)}: {span.shown(self.text, 200)}")

    def clear_selection(self) -> None:
        """Select neither text nor a span."""
        self.drop_selection()
        self.select_span(None)
        self._last_span = None

    def place_caret(self, at: int) -> None:
        """Put the caret somewhere; what is selected stays so."""
        self._moving = True
        self._go_to(at, at)
        self._moving = False

    def word_at_caret(self) -> Extent | None:
        """The word that the caret stands in or at the end of."""
        from workbench.window.article.hands.widen import word_at

        at = self.caret()
        paragraph = self._display.paragraph(at)
        return word_at(self.text, at, paragraph) or (word_at(self.text, at - 1, paragraph) if at else None)

    def _on_selection(self) -> None:
        if self._moving:
            return
        self.is_exact = False
        if self.textCursor().hasSelection() and self._marks.selected is not None and not self._adding:
            self.select_span(None)
        if self.selection() not in self._narrower:
            self._narrower.clear()
        self.selection_changed.emit()

    def copy(self) -> None:
        """Copy the selected text, or the selected span's."""
        if text := self._selected_text():
            put_on_clipboard(text)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The article's own characters: Qt's text has others in some places."""
        return mime(self._selected_text())

    def _selected_text(self) -> str:
        if extent := self.selection():
            return self.text[extent[0] : extent[1]]
        return span.quote(self.text) if (span := self.selected_span) else ""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu at the pointer."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        more = self.menu_more()
        if more and by_mouse and self.selection() is None:
            # What is chosen acts on what is under the mouse, not where the caret was.
            span = self.span_at(QPointF(event.pos()))
            self.setTextCursor(self.cursorForPosition(self._on_line(QPointF(event.pos())).toPoint()))
            self.select_span(span.id if span else None, reveal=False)
            more = self.menu_more()
        menu = self.context_menu()
        if more:
            menu.addSeparator()
            menu.addActions(more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def context_menu(self) -> QMenu:
        """What Qt's own menu has, its copying done by the view."""
        menu = QMenu(self)
        menu.addAction("Copy", self.copy).setEnabled(bool(self._selected_text()))
        menu.addAction("Select all", self.selectAll)
        return menu

    # Keys

    def event(self, event: QEvent) -> bool:
        """Claim the article's own keys before a menu entry that shows the same key takes them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.is_dragging or keys.is_typing(event) or self.deed_of_key(event) is not None:
                event.accept()
                return True
            if not (event.key() in _NATIVE or keys.is_platforms(event)):
                event.ignore()  # Qt would keep undo and the like from the menus, though the text is read-only
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plain keys do what the table of actions says; the caret walks; all others are the platform's own."""
        if self.is_dragging:
            if event.key() == Qt.Key.Key_Escape:
                self._give_up()
            return
        if (deed := self.deed_of_key(event)) is not None:
            event.accept()
            self._last_key = event.key()
            deed()
            return
        if keys.is_copy(event):
            self.copy()
            return
        before = self.textCursor().position()
        if not self._walk(event):
            super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self.select_span(None)  # the caret has left; plain keys mean the place of the caret now

    def _walk(self, event: QKeyEvent) -> bool:
        """Let the caret take a step of the article's own, where the key means one."""
        from workbench.window.article.hands.caret import step_of, taken

        step = step_of(event)
        if step is None:
            return False
        cursor, display, at = self.textCursor(), self._display, self.caret()
        anchor = display.to_codepoint(cursor.anchor()) if cursor.hasSelection() else at
        self._go_to(*taken(step, display, anchor, at, runs_left(cursor.block())))
        self.ensureCursorVisible()
        self.is_exact = step.exact and self.textCursor().hasSelection()
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting go of the key that hid the marks brings them back."""
        if self._bare and not event.isAutoRepeat() and event.key() == self._last_key:
            self.set_bare(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Marks don't stay hidden when the release of the key goes elsewhere."""
        self.set_bare(False)
        self._give_up()
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.focus_left.emit()

    def set_bare(self, bare: bool) -> None:
        """Hide all marks, or show them again."""
        if bare != self._bare:
            self._bare = bare
            if bare:
                hide_tip()  # it covers text, too
            self.viewport().update()

    # Walking and widening

    def step_span(self, by: int, same_label: bool = False) -> None:
        """Select the next span in text order (1), or the one before (-1), of the same label where asked."""
        span = self.selected_span
        label = span.label if span is not None and same_label else None
        walk = self._marks.index.after if by > 0 else self._marks.index.before
        found = walk(span if span is not None else self.caret(), label)
        while found is not None and self._marks.is_dimmed(found):
            found = walk(found, label)
        if found is None:
            found = span  # there is no further one: the keys have come to this one
        if found is not None:
            self.select_span(found.id)

    def step_out(self, inwards: bool = False) -> None:
        """Select the span round the selected one or the caret, or the first one inside."""
        span, index = self.selected_span, self._marks.index
        if span is None:
            found = index.at(self.caret())
        else:
            found = index.inside(span) if inwards else index.around(span)
        if found is not None:
            self.select_span(found.id)

    def other_end(self) -> bool:
        """Select the span at the other end of the selected one's relation; again: back, and then the next relation."""
        here = self._marks.selected
        found = self.relations_of(here)
        if here is None or not found:
            return False
        followed, start = self._followed
        at = next((at for at, item in enumerate(found) if item.id == followed), None)
        if at is None:
            at, start = 0, here
        elif start == here:  # it was gone to, and back
            at = (at + 1) % len(found)
        self._followed = found[at].id, start
        self.select_span(other_end(found[at], here))
        return True

    def widen(self, back: bool = False) -> None:
        """Widen the selection, or go back the way it was widened."""
        from workbench.window.article.hands.widen import wider

        span = self.selected_span
        extent = self.selection() or ((span.start, span.end) if span else (self.caret(), self.caret()))
        if back:
            found = self._narrower.pop() if self._narrower else None
        else:
            found = wider(self.text, extent, self._display.paragraph(extent[0]))
            if found is not None:
                self._narrower.append(extent)
        if found is not None:
            kept = list(self._narrower)
            self.select_extent(*found)
            self._narrower = kept


def put_on_clipboard(text: str) -> None:
    """Set the clipboard, if possible by text: data made in Python would outlive Python there, and crash."""
    if text[:1] in _SWAPPED:
        QGuiApplication.clipboard().setMimeData(mime(text))
    else:
        QGuiApplication.clipboard().setText(text)


def mime(text: str) -> QMimeData:
    """Text for the clipboard as it is; as bytes where a QString would lose or swap its first character."""
    data = QMimeData()
    if text[:1] in _SWAPPED:
        data.setData("text/plain", text.encode())
    else:
        data.setText(text)
    return data
