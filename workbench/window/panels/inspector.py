"""The inspector: what the selected span is, its values, relations, comment and history; else what the caret is in."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workbench.model.layer import Layer
from workbench.model.scheme import Label, Scheme
from workbench.model.span import Span
from workbench.window.look.small import IconButton, LetterBadge, plain_label
from workbench.window.look.theme import Theme
from workbench.window.panels.quote import Quote
from workbench.window.panels.span_list import one_line
from workbench.window.panels.tab_order import let_tab_go
from workbench.words import number

if TYPE_CHECKING:
    from workbench.window.panels.article_form import ArticleForm
    from workbench.window.panels.details import Details
    from workbench.window.panels.fields import Field
    from workbench.window.panels.remark import Remark
    from workbench.window.panels.span_form import SpanForm
    from workbench.window.panels.span_history import Tell

_SIDE = 14  # pixels left free at both sides


class Inspector(QFrame):
    """Shows one span; says which value or relation is asked for, and of which span: another may be selected by then.

    It scrolls inside the height that it is given, so that nothing below it moves from span to span. What is not
    needed for the first sight of an article is made when a span, or the article's own form, is first shown.
    """

    value_chosen = Signal(str, str, object)  # the span's id, the attribute's name, its value or None
    relation_chosen = Signal(str, str, object)  # the span's id, the relation's name, the target's id or None
    relation_removed = Signal(str)  # the relation's id
    entity_asked = Signal(str, str)  # the span's id; what was typed of a name already
    entity_value_chosen = Signal(str, str, object)  # the entity's id, the attribute's name, its value or None
    remark_asked = Signal(str, str)  # the span's id or nothing for the article, the words
    article_value_chosen = Signal(str, object)  # the attribute's name, its value or None
    span_chosen = Signal(str)  # one of those round the caret
    left = Signal()  # the keyboard may go back to the article

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorPanel")
        self.theme = theme
        self.form: SpanForm | None = None
        self.details: Details | None = None
        self.article: ArticleForm | None = None
        self.next_in_order: QWidget | None = None
        self.tell: Tell | None = None  # reads the history of a span
        self.put_back: Callable[[str, int], None] | None = None  # gives a span back what it had before an entry
        self.is_ready = False  # whether the window has been painted once
        self.relation_caps: tuple[str, ...] = ()
        self.comment_caps: tuple[str, ...] = ()
        self._shown: tuple[str, str, Scheme] | None = None
        self._forms: dict[str, SpanForm] = {}  # by label; made once, they are shown again
        self._forms_of: Scheme | None = None
        self._ordered: dict[bool, tuple[object, ...]] = {}  # what Tab goes through with a span, and without one
        self._committing = False
        self._is_watched = False
        self._order = QTimer(self)  # once everything has its place
        self._order.setSingleShot(True)
        self._order.timeout.connect(self._set_tab_order)
        self.badge = LetterBadge(theme)
        self.name = plain_label(px=15, weight=600)
        self.extent = plain_label(px=12)
        self.extent.setObjectName("quiet")
        self.quote = Quote(theme)
        self.verbatim = plain_label(px=12)
        self.verbatim.setObjectName("quiet")
        self.verbatim.setWordWrap(True)
        self.empty = plain_label("Nothing selected.")
        self.empty.setWordWrap(True)
        self.empty.setObjectName("quiet")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 3, 0, 0)
        outer.setSpacing(4)
        outer.addLayout(self._title())
        outer.addWidget(self._scroller(), 1)
        self._show_head(False)

    def _title(self) -> QHBoxLayout:
        self.hide_button = IconButton("panel", self.theme, self)
        self.hide_button.setFixedSize(34, 26)
        self.hide_button.setAccessibleName("hide the inspector")
        self.hide_button.setToolTip("Hide the inspector")
        row = QHBoxLayout()
        row.setContentsMargins(_SIDE, 0, 8, 0)
        row.addWidget(plain_label("Inspector", weight=600))
        row.addStretch(1)
        row.addWidget(self.hide_button)
        return row

    def _scroller(self) -> QScrollArea:
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Made here for the sake of a quick start, as in the article's surface.
        viewport = QWidget(self.area)
        self.area.setViewport(viewport)
        inside = self._inside = QWidget(viewport)
        inside.setObjectName("inspectorBody")
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(_SIDE, 0, _SIDE, 8)
        self._box.setSpacing(10)
        self._of_span = QWidget(inside)
        self._parts = QVBoxLayout(self._of_span)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.badge)
        head.addWidget(self.name)
        head.addStretch(1)
        head.addWidget(self.extent)
        self._parts.addLayout(head)
        self._parts.addWidget(self.quote)
        self._parts.addWidget(self.verbatim)
        self._box.addWidget(self._of_span)
        self._box.addWidget(self.empty)
        self._box.addStretch(1)
        self.area.setWidget(inside)
        return self.area

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The scroll bar takes the free side, so that the rows keep their width when it comes and goes."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            bar = self.area.verticalScrollBar()
            taken = bar.sizeHint().width() if event.type() == QEvent.Type.Show else 0
            self._box.setContentsMargins(_SIDE, 0, max(2, _SIDE - taken), 8)
        return False

    # A span

    def show_span(self, span: Span | None, scheme: Scheme | None, text: str, layer: Layer) -> None:
        """Show a span with what the scheme lets one say about it."""
        wanted = (span.id, span.label, scheme) if span is not None and scheme is not None else None
        if wanted != self._shown:
            self.commit()  # which may have brought what is wanted here already
        self.empty.setVisible(wanted is None and self.article is None and bool(text))  # nothing to be selected in
        if wanted != self._shown:
            self._leave_form(wanted)
            self._shown = wanted
            if span is not None and scheme is not None:
                self._take_form(span, scheme)
                self.area.verticalScrollBar().setValue(0)
            self._show_head(wanted is not None)
        if span is not None and scheme is not None and self.form is not None:
            self._show_words(span, scheme, text)
            self.form.show_span(span, text, layer)
            details = self._details()
            details.history.tell, details.history.text = self.tell, text
            details.show_span(span.id, layer)
            self._order_soon()
        elif self.details is not None:
            self.details.show_span(None, layer)

    def _show_words(self, span: Span, scheme: Scheme, text: str) -> None:
        characters = sum(end - start for start, end in span.parts)
        parts = f" · {len(span.parts):,} parts" if len(span.parts) > 1 else ""
        self.extent.setText(f"{span.start:,}–{span.end:,} · {number(characters, 'char')}{parts}")
        quoted = one_line(span.shown(text, 4000))
        from workbench.window.panels.verbatim import show_verbatim

        label = scheme.label(span.label)
        self.quote.show_quote(quoted, label.colour)
        show_verbatim(self.verbatim, label, span, text)

    def _show_head(self, there: bool) -> None:
        self._of_span.setVisible(there)
        if self.article is not None:
            self.article.setVisible(not there)

    def _watch_bar(self) -> None:
        if not self._is_watched:
            self._is_watched = True
            self.area.verticalScrollBar().installEventFilter(self)

    def _take_form(self, span: Span, scheme: Scheme) -> None:
        """Show the form of the span's label, for this span."""
        if scheme is not self._forms_of:
            self._forget_forms(scheme)
        label = scheme.label(span.label)
        self.badge.set_label(label)
        self.name.setText(label.name.capitalize())
        form = self.form = self._forms.get(label.name) or self._make_form(label, scheme)
        form.show_other(span.id)
        form.show_key(self.relation_caps)
        form.show()

    def _make_form(self, label: Label, scheme: Scheme) -> "SpanForm":
        from workbench.window.panels.span_form import SpanForm

        self._watch_bar()
        form = self._forms[label.name] = SpanForm(label, scheme, self.theme, self._of_span)
        form.value_chosen.connect(lambda name, value: self.value_chosen.emit(form.span, name, value))
        form.relation_chosen.connect(lambda name, target: self.relation_chosen.emit(form.span, name, target))
        form.relation_removed.connect(self.relation_removed)
        form.entity_asked.connect(lambda words: self.entity_asked.emit(form.span, words))
        form.entity_value_chosen.connect(self.entity_value_chosen)
        form.left.connect(self.left)
        self._parts.insertWidget(self._parts.indexOf(self._details()), form)
        return form

    def _details(self) -> "Details":
        """Comment and history, made with the first span."""
        if self.details is None:
            from workbench.window.panels.details import Details

            details = self.details = Details(self.theme, self._of_span)
            details.remark.show_key(self.comment_caps)
            details.remark_asked.connect(self.remark_asked)
            details.left.connect(self.left)
            details.history.put_back.connect(self._put_back)
            self._parts.addWidget(details)
        return self.details

    def _put_back(self, span: str, entry: int) -> None:
        if self.put_back is not None:
            self.put_back(span, entry)

    def _leave_form(self, wanted: tuple[str, str, Scheme] | None) -> None:
        """Put the form away, unless the span that comes has the same and nobody is in it."""
        if (form := self.form) is not None:
            stays = wanted is not None and self._shown is not None and wanted[1:] == self._shown[1:]
            if not stays or form.isAncestorOf(QApplication.focusWidget()):  # type: ignore[arg-type]  # None is no child
                form.blockSignals(True)  # a line that loses the focus would ask a second time
                form.hide()
                form.blockSignals(False)
        self.form = None

    def _forget_forms(self, scheme: Scheme) -> None:
        """Another scheme has labels of its own."""
        for form in self._forms.values():
            form.deleteLater()
        self._forms.clear()
        self._forms_of = scheme

    # No span

    def show_article(self, scheme: Scheme | None, layer: Layer, key: str | None) -> None:
        """While no span is selected: what the layer says of its article."""
        if self._shown is not None:
            return
        if self.article is None:
            if key is None or not self.is_ready:
                return
            from workbench.window.panels.article_form import ArticleForm

            self._watch_bar()
            article = self.article = ArticleForm(self.theme, self._inside)
            article.value_chosen.connect(self.article_value_chosen)
            article.remark_asked.connect(lambda words: self.remark_asked.emit("", words))
            article.remark.left.connect(self.left)
            article.remark.show_key(self.comment_caps)
            article.span_chosen.connect(self.span_chosen)
            self._box.insertWidget(self._box.indexOf(self.empty), article)
        self.empty.hide()
        self.article.show()
        self.article.show_article(scheme, layer, key)
        self._order_soon()

    def show_caret(self, spans: Sequence[Span], text: str) -> None:
        """While no span is selected: those in which the caret stands, the innermost first."""
        if self._shown is None and self.article is not None:
            self.article.show_caret(spans, text, self.empty.text)

    def let_go(self) -> None:
        """The project goes: nothing is read from it any more."""
        self.tell = self.put_back = None
        if self.details is not None:
            self.details.history.tell = None

    # The keyboard

    def say_how(self, sentence: str) -> None:
        """What to do where nothing is selected."""
        self.empty.setText(sentence)

    def show_keys(self, relation: tuple[str, ...], comment: tuple[str, ...]) -> None:
        """Show the keys that add a relation, and that comment."""
        self.relation_caps, self.comment_caps = relation, comment
        if self.form is not None:
            self.form.show_key(relation)
        for shown in (self.details, self.article):
            if shown is not None:
                shown.remark.show_key(comment)

    def comment(self) -> None:
        """Put the caret into the comment on what is shown."""
        shown = self.details if self._shown is not None else self.article
        if shown is not None:
            shown.remark.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.area.ensureWidgetVisible(shown.remark, 0, 12)

    def add_relation(self) -> bool:
        """Open the list of targets of the first relation that leads nowhere yet; whether there is one."""
        boxes = [field.box for field in self.form.relations.values()] if self.form is not None else []
        free = [box for box in boxes if box.stands_for_none() and box.isVisibleTo(self)] or boxes[:1]
        if not free:
            return False
        self.area.ensureWidgetVisible(free[0], 0, 12)
        free[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        free[0].showPopup()
        return True

    def _order_soon(self) -> None:
        """Set the order of Tab once everything has its place, where there are other parts than before."""
        there = self._shown is not None
        rows = self.form.rows() if self.form is not None else self.article.rows if self.article is not None else ()
        parts = (*(self._forms.values() if there else ()), *rows)
        if parts != self._ordered.get(there):
            self._ordered[there] = parts
            self._order.start()

    def _set_tab_order(self) -> None:
        """Let Tab go through the parts from top to bottom, and on to what lies below; it leaves out what is hidden."""
        parts = (self.article, *self._forms.values(), self.details, self.next_in_order)
        let_tab_go([part for part in parts if part is not None], self.hide_button)

    def commit(self) -> None:
        """Ask for what was typed and not yet asked for; to be called before the span goes out of reach."""
        if self._committing:
            return
        self._committing = True
        try:
            if self.form is not None and self.details is not None:
                self.form.commit()
                self.details.commit()
            elif self.article is not None and self._shown is None:
                self.article.commit()
        finally:
            self._committing = False

    @property
    def shown(self) -> str | None:
        """The id of the span whose fields are shown."""
        return self._shown[0] if self._shown is not None else None

    def unwritten(self) -> "list[Field | Remark]":
        """The fields whose words were asked for, and are not stored."""
        form, noted = (self.form, self.details) if self._shown is not None else (self.article, self.article)
        if form is None or noted is None:
            return []
        typed = self.form.typed() if self._shown is not None and self.form is not None else form.fields.values()
        fields: list[Field | Remark] = [*typed, noted.remark]
        return [field for field in fields if field.is_unwritten()]

    def has_focus(self) -> bool:
        """Whether one of the fields has the keyboard."""
        widget = QApplication.focusWidget()
        return widget is not None and self.isAncestorOf(widget)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.hide_button.set_theme(theme)
        for part in (self.badge, self.quote, *self._forms.values(), self.details, self.article):
            if part is not None:
                part.set_theme(theme)
