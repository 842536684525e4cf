"""A version on its way to gold: its edges by arrow keys, its values by fields."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from workbench.model.asking import is_shown
from workbench.model.scheme import Scheme
from workbench.model.span import Span
from workbench.window.article.document import Display
from workbench.window.article.hands.edges import Edge, stepped
from workbench.window.look.small import KeyHint, plain_label
from workbench.window.look.theme import Theme
from workbench.window.panels.fields import Field, field_for, shown_name
from workbench.window.review.version_card import Version, VersionCard

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EditPanel(QFrame):
    """The arrow keys move the end, with Shift the start, with Ctrl by words; Enter keeps, Esc leaves."""

    changed = Signal(object)  # the span as it would be
    kept = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.span: Span | None = None
        self.text = ""
        self._display = Display("")
        self.fields: dict[str, Field] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.preview = VersionCard(0, "", theme, self)
        self.preview.setEnabled(False)
        self.hints = [
            KeyHint(("←", "→"), "end", theme),
            KeyHint(("Shift", "←", "→"), "start", theme),
            KeyHint(("Ctrl",), "by words", theme),
            KeyHint(("Esc",), "leave", theme),
        ]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.preview, 1)
        line = QHBoxLayout()
        line.setSpacing(12)
        for hint in self.hints:
            line.addWidget(hint)
        line.addStretch(1)
        left.addLayout(line)
        row.addLayout(left, 3)
        self._place = QWidget(self)
        self._form = QFormLayout(self._place)
        self._form.setContentsMargins(0, 4, 0, 0)
        row.addWidget(self._place, 2)

    def show_span(self, span: Span, text: str, scheme: Scheme) -> None:
        """Begin with a version as it is."""
        self.span, self.text = span, text
        self._display = Display(text)
        self._label = scheme.label(span.label)
        while self._form.rowCount():
            self._form.removeRow(0)
        self.fields = {}
        for attribute in self._label.attributes:
            field = self.fields[attribute.name] = field_for(attribute, self._place)
            field.show_value(span.attributes.get(attribute.name))
            field.chosen.connect(lambda value, name=attribute.name: self._set(name, value))
            name = plain_label(shown_name(attribute.name))
            name.setObjectName("quiet")
            self._form.addRow(name, field)
        self._place.setVisible(bool(self.fields))
        self._show()

    def _show(self) -> None:
        assert self.span is not None
        span = self.span
        for field in self.fields.values():
            self._form.setRowVisible(field, is_shown(field.attribute, span.attributes))
        self.preview.name = f"{span.start:,}–{span.end:,}"
        self.preview.show_version(Version(self.text, span, (span,), self._label, takable=False))
        self.setAccessibleName(f"edges of {span.label} {span.start} to {span.end}")
        self.setAccessibleDescription(" ".join(span.shown(self.text).split())[:200])
        self.changed.emit(span)

    def _set(self, name: str, value: object) -> None:
        if self.span is None:
            return
        values = {**self.span.attributes, name: value}
        self.span = self.span._replace(attributes={key: held for key, held in values.items() if held is not None})
        self.fields[name].show_value(value)
        self._show()

    def keep(self) -> None:
        """Ask for the span as it is now to become gold."""
        for field in self.fields.values():
            field.commit()
        if self.span is not None:
            self.kept.emit(self.span)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move an edge; a key held down moves it on, but keeps only once."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.span is not None:
            modifiers = event.modifiers()
            by = 1 if event.key() == Qt.Key.Key_Right else -1
            start, by_words = bool(modifiers & _SHIFT), bool(modifiers & _CONTROL)
            edge = Edge(0 if start else len(self.span.parts) - 1, start)
            self.span = self.span._replace(parts=stepped(self._display, self.span.parts, edge, by, by_words))
            self._show()
        elif event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the arrows act here."""
        self.preview.framed = True
        self.preview.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The arrows are somebody else's now."""
        self.preview.framed = False
        self.preview.update()
        super().focusOutEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        parts: Sequence[VersionCard | KeyHint] = (self.preview, *self.hints)
        for part in parts:
            part.set_theme(theme)
