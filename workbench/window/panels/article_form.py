"""What the inspector shows while no span is selected: where the caret stands, and what is said of the article."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFormLayout, QSizePolicy, QVBoxLayout, QWidget

from workbench.model.asking import is_shown
from workbench.model.layer import Layer
from workbench.model.scheme import Scheme
from workbench.model.span import Span
from workbench.window.look.direction import paint_words
from workbench.window.look.icons import paint_letter
from workbench.window.look.small import Themed, plain_label
from workbench.window.look.theme import Theme, ui_font
from workbench.window.panels.fields import Field, Line, add_row, field_for, form_layout, width_of_names
from workbench.window.panels.remark import Remark
from workbench.window.panels.span_list import one_line


class SpanRow(Themed, QAbstractButton):
    """A span that one may go to: letter and words."""

    def __init__(self, theme: Theme, scheme: Scheme, span: Span, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.span = span
        self._label = scheme.label(span.label)
        self.setText(words)
        self.setAccessibleName(f"select {span.label}: {words}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.hover)
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        colours = self.theme.label(self._label.colour)
        paint_letter(painter, colours, self._label.letter, QRectF(0, self.height() / 2 - 8, 16, 16))
        box = QRect(24, 0, self.width() - 28, self.height())
        paint_words(painter, self.text(), box, ui_font(13), self.theme.t1)


class ArticleForm(QWidget):
    """The spans round the caret, and the article's own attributes and comment."""

    span_chosen = Signal(str)
    value_chosen = Signal(str, object)  # the attribute's name, its value or None
    remark_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.fields: dict[str, Field] = {}
        self.rows: list[SpanRow] = []
        self._scheme: Scheme | None = None
        self._whose: tuple[str | None, str] = (None, "")
        self.where = plain_label(px=13)
        self.where.setObjectName("quiet")
        self.where.setWordWrap(True)
        self._about = plain_label("This article", px=12, weight=600)
        self._about.setObjectName("quiet")
        self.complete = plain_label(px=12)
        self.complete.setObjectName("quiet")
        self.complete.setWordWrap(True)
        self._fields = QWidget(self)
        self._grid: QFormLayout = form_layout(self._fields)
        self.remark = Remark(theme, "Note on this article", "comment on this article", self)
        self.remark.asked.connect(self.remark_asked)
        self._spans = QVBoxLayout()
        self._spans.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.where)
        column.addLayout(self._spans)
        column.addSpacing(6)
        column.addWidget(self._about)
        column.addWidget(self.complete)
        column.addWidget(self._fields)
        column.addWidget(self.remark)

    def show_article(self, scheme: Scheme | None, layer: Layer, key: str | None) -> None:
        """Show what a layer says of the article with that key; None where there is no article at all."""
        there = key is not None
        if (key, layer.annotator) != self._whose:
            self._whose = (key, layer.annotator)
            self._forget_typing()
        if scheme is not self._scheme:
            self._scheme = scheme
            self._make_fields()
        for widget in (self._about, self.remark):
            widget.setVisible(there)
        self.complete.setVisible(there and bool(layer.complete))
        self.complete.setText(f"Complete for: {', '.join(_in_order(scheme, layer.complete))}")
        self._fields.setVisible(there and bool(self.fields))
        for name, field in self.fields.items():
            field.show_value(layer.attributes.get(name, field.attribute.default))
            shown = is_shown(field.attribute, layer.attributes)
            if shown == field.isHidden():
                self._grid.setRowVisible(field, shown)
        own = [
            comment.text
            for comment in layer.comments
            if comment.span is None and comment.by == layer.annotator and not comment.resolved
        ]
        self.remark.show_text(own[-1] if own else "")

    def _forget_typing(self) -> None:
        """What was typed and not taken in belongs to another article."""
        self.remark.show_other()
        for field in self.fields.values():
            if isinstance(field, Line):
                field.line.setModified(False)

    def _make_fields(self) -> None:
        while self._grid.rowCount():
            self._grid.removeRow(0)
        self.fields = {}
        attributes = self._scheme.article_attributes if self._scheme else ()
        names = width_of_names(attribute.name for attribute in attributes)
        for attribute in attributes:
            field = self.fields[attribute.name] = field_for(attribute, self._fields, names)
            field.chosen.connect(lambda value, name=attribute.name: self.value_chosen.emit(name, value))
            add_row(self._grid, attribute.name, field, names)

    def show_caret(self, spans: Sequence[Span], text: str, hint: Callable[[], str]) -> None:
        """Offer the spans round the caret, the innermost first; else say how to come to one."""
        scheme = self._scheme
        if [row.span for row in self.rows] != list(spans):
            for row in self.rows:
                row.hide()
                row.deleteLater()
            self.rows = []
            for span in spans if scheme is not None else ():
                assert scheme is not None
                row = SpanRow(self.theme, scheme, span, one_line(span.shown(text, 200))[:120], self)
                row.clicked.connect(lambda _=False, id=span.id: self.span_chosen.emit(id))
                self._spans.addWidget(row)
                self.rows.append(row)
        self.where.setText("The caret stands in" if self.rows else hint())

    def commit(self) -> None:
        """Ask for what was typed and not yet asked for."""
        for field in self.fields.values():
            field.commit()
        self.remark.commit()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.remark.set_theme(theme)
        for row in self.rows:
            row.set_theme(theme)


def _in_order(scheme: Scheme | None, names: Sequence[str]) -> list[str]:
    """Names of labels in the order of the scheme."""
    return [label.name for label in scheme.labels if label.name in names] if scheme is not None else []
