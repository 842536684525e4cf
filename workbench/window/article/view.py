"""The article view: reading, pointing, selecting, and the plain keys that tag."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QMenu, QWidget

from workbench.model.scheme import Scheme
from workbench.model.span import Extent, Span
from workbench.window.article import keys
from workbench.window.article.pointing import Pointing

_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
_NATIVE = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
_NATIVE_SEQUENCES = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll)
_SWAPPED = ("\ufffe", "\ufeff")
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ArticleView(Pointing):
    """Shows an article and its spans, and says what the reader wants done; it changes no span itself."""

    tag_requested = Signal(str, bool)  # the label's name; whether the selected span stays beside the new one
    remove_requested = Signal()
    span_selected = Signal(object)  # an id or None
    selection_changed = Signal()
    key_requested = Signal(str)  # "u", "Shift+l", "Shift+1"

    def __init__(self, parent: QWidget | None = None) -> None:
        self._scheme: Scheme | None = None
        self._narrower: list[Extent] = []  # what W has widened, for the way back
        self._moving = False  # while the view itself sets the native selection
        super().__init__(parent)
        self.selectionChanged.connect(self._on_selection)

    def set_scheme(self, scheme: Scheme) -> None:
        """Use the letters, colours and keys of a scheme."""
        self._scheme = scheme
        super().set_scheme(scheme)

    def show_article(self, text: str, spans: Sequence[Span]) -> None:
        """Show another article from its start; nothing of the old one is kept."""
        had_span = self._marks.selected is not None
        self._moving = True
        super().show_article(text, spans)
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
            self._marks.selected = None
            self.setCursorWidth(2)
            self.span_selected.emit(None)

    # Selecting

    @property
    def selected_span(self) -> Span | None:
        """The selected span."""
        return self._marks.index.get(self._marks.selected)

    def select_span(self, id: str | None, reveal: bool = True) -> None:
        """Select a span, or none; with ``reveal`` the caret goes to its start and it comes into view."""
        span = self._marks.index.get(id)
        before, after = self.selected_span, span
        if span is not None and self.textCursor().hasSelection():
            self._drop_selection()
        if span is not None and reveal:
            self._move_caret(span.start)
            self.reveal(span.start, span.end)
        if (before and before.id) == (after and after.id):
            return
        self._marks.selected = span.id if span else None
        self.setCursorWidth(0 if span else 2)  # the selected span stands for the caret
        self._touch([found for found in (before, after) if found is not None])
        self.span_selected.emit(self._marks.selected)
        if span is not None:
            self._announce(f"{self._described(span)}: {span.quote(self.text)[:200]}")

    def _announce(self, sentence: str) -> None:
        """Tell a screen reader, if there is one."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def clear_selection(self) -> None:
        """Select neither text nor a span."""
        self._drop_selection()
        self.select_span(None)

    def _drop_selection(self) -> None:
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def _move_caret(self, at: int) -> None:
        self._moving = True
        self._go_to(at, at)
        self._moving = False

    def word_at_caret(self) -> Extent | None:
        """The word that the caret stands in or at the end of."""
        from workbench.window.article.widen import word_at

        at = self.caret()
        paragraph = self._display.paragraph(at)
        return word_at(self.text, at, paragraph) or (word_at(self.text, at - 1, paragraph) if at else None)

    def _on_selection(self) -> None:
        if self._moving:
            return
        if self.textCursor().hasSelection() and self._marks.selected is not None:
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
        menu = self.context_menu()
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
        """Claim the view's own keys before a menu entry that shows the same key takes them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._claims(event):
                event.accept()
                return True
            if not (event.key() in _NATIVE or any(map(event.matches, _NATIVE_SEQUENCES))):
                event.ignore()  # Qt would keep undo and the like from the menus, though the text is read-only
                return False
        return super().event(event)

    def _claims(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~_IGNORED
        if event.key() == Qt.Key.Key_Escape:
            return modifiers == _NONE and self._has_selection()
        if event.key() in (*_REMOVING, Qt.Key.Key_Space):
            return modifiers == _NONE
        if keys.digit(event) and modifiers == _ALT:
            return True
        return modifiers in (_NONE, _SHIFT) and bool(keys.digit(event) or keys.letter(event))

    def _has_selection(self) -> bool:
        return self._marks.selected is not None or self.textCursor().hasSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plain keys are the view's and the frame's; all others are the platform's own."""
        if self._claims(event):
            event.accept()
            self._act(event)
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self.select_span(None)  # the caret has left; plain keys mean the place of the caret now

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting go of the space bar brings the marks back."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._set_bare(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Marks don't stay hidden when the release of the key goes elsewhere."""
        self._set_bare(False)
        super().focusOutEvent(event)

    def _act(self, event: QKeyEvent) -> None:
        digit, letter = keys.digit(event), keys.letter(event)
        modifiers = event.modifiers() & ~_IGNORED
        shift = modifiers == _SHIFT
        if event.key() == Qt.Key.Key_Space:
            self._set_bare(True)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear_selection()
        elif letter in _WALKS:
            _WALKS[letter](self, shift)
        elif event.isAutoRepeat():
            pass  # a key held too long must not tag or remove twice
        elif event.key() in _REMOVING:
            self.remove_requested.emit()
        elif digit and not shift:
            label = self._scheme.label_of_key(digit) if self._scheme else None
            if label is not None:
                self.tag_requested.emit(label.name, modifiers == _ALT)
            else:
                self.key_requested.emit(digit)
        else:
            self.key_requested.emit(("Shift+" if shift else "") + (digit or letter))

    def _set_bare(self, bare: bool) -> None:
        if bare != self._bare:
            self._bare = bare
            self.viewport().update()

    # Walking and widening

    def step_span(self, by: int, same_label: bool = False) -> None:
        """Select the next span in text order (1), or the one before (-1), of the same label where asked."""
        span = self.selected_span
        label = span.label if span is not None and same_label else None
        walk = self._marks.index.after if by > 0 else self._marks.index.before
        found = walk(span if span is not None else self.caret(), label)
        while found is not None and found.label in self._marks.dimmed:
            found = walk(found, label)
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

    def widen(self, back: bool = False) -> None:
        """Widen the selection, or go back the way it was widened."""
        from workbench.window.article.widen import wider

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


_WALKS: dict[str, Callable[[ArticleView, bool], None]] = {
    "j": lambda view, shift: view.step_span(1, shift),
    "k": lambda view, shift: view.step_span(-1, shift),
    "o": ArticleView.step_out,
    "w": ArticleView.widen,
}


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
