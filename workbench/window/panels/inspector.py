"""The inspector: what the selected span is, its values, its relations."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from workbench.model.layer import Layer
from workbench.model.scheme import Scheme
from workbench.model.span import Span
from workbench.window.panels.span_list import one_line
from workbench.window.small import Excerpt, LetterBadge, plain_label
from workbench.window.theme import Theme

if TYPE_CHECKING:
    from workbench.window.panels.span_form import SpanForm


class Inspector(QFrame):
    """Shows one span; says which value or relation is asked for, and of which span: another may be selected by then."""

    value_chosen = Signal(str, str, object)  # the span's id, the attribute's name, its value or None
    relation_chosen = Signal(str, str, object)  # the span's id, the relation's name, the target's id or None
    relation_removed = Signal(str)  # the relation's id

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.badge = LetterBadge(theme)
        self.name = plain_label(px=15, weight=600)
        self.extent = plain_label(px=12)
        self.extent.setObjectName("quiet")
        self.quote = Excerpt(theme)
        self.empty = plain_label("No span is selected. Click one, or press J.")
        self.empty.setWordWrap(True)
        self.empty.setObjectName("quiet")
        self.form: SpanForm | None = None
        self._shown: tuple[str, str, Scheme] | None = None
        self._committing = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 10, 14, 12)
        self._box.setSpacing(10)
        self._box.addWidget(plain_label("Inspector", weight=600))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.badge)
        head.addWidget(self.name)
        head.addStretch(1)
        head.addWidget(self.extent)
        self._box.addLayout(head)
        self._box.addWidget(self.quote)
        self._box.addWidget(self.empty)
        self._box.addStretch(1)
        self._show_head(False)

    def show_span(self, span: Span | None, scheme: Scheme | None, text: str, layer: Layer) -> None:
        """Show a span with what the scheme lets one say about it."""
        wanted = (span.id, span.label, scheme) if span is not None and scheme is not None else None
        if wanted != self._shown:
            self.commit()  # which may have brought what is wanted here already
        if wanted != self._shown:
            self._discard()
            self._shown = wanted
            self._show_head(wanted is not None)
            if span is not None and scheme is not None:
                self._make_form(span, scheme)
        if span is not None and scheme is not None and self.form is not None:
            characters = sum(end - start for start, end in span.parts)
            self.extent.setText(f"{span.start:,}–{span.end:,} · {characters:,} chars")
            quoted = one_line(span.quote(text))
            quoted = quoted if len(quoted) < 300 else f"{quoted[:200]} … {quoted[-60:]}"
            self.quote.show_quote(quoted, scheme.label(span.label).colour)
            self.form.show_span(span, text, layer)

    def _show_head(self, there: bool) -> None:
        for widget in (self.badge, self.name, self.extent, self.quote):
            widget.setVisible(there)
        self.empty.setVisible(not there)

    def _make_form(self, span: Span, scheme: Scheme) -> None:
        from workbench.window.panels.span_form import SpanForm

        label, id = scheme.label(span.label), span.id
        self.badge.set_label(label)
        self.name.setText(label.name.capitalize())
        form = self.form = SpanForm(label, scheme, self)
        form.value_chosen.connect(lambda name, value: self.value_chosen.emit(id, name, value))
        form.relation_chosen.connect(lambda name, target: self.relation_chosen.emit(id, name, target))
        form.relation_removed.connect(self.relation_removed)
        self._box.insertWidget(self._box.count() - 1, form)

    def _discard(self) -> None:
        if self.form is not None:
            self.form.blockSignals(True)  # a line that loses the focus would ask a second time
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def commit(self) -> None:
        """Ask for what was typed and not yet asked for; to be called before the span goes out of reach."""
        if self.form is not None and not self._committing:
            self._committing = True
            try:
                self.form.commit()
            finally:
                self._committing = False

    def has_focus(self) -> bool:
        """Whether one of the fields has the keyboard."""
        widget = QApplication.focusWidget()
        return self.form is not None and widget is not None and self.form.isAncestorOf(widget)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.badge.set_theme(theme)
        self.quote.set_theme(theme)
