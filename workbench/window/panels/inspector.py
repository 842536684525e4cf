"""The inspector: what the selected span is, its values, its relations."""

import contextlib

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from workbench.model.layer import Layer
from workbench.model.scheme import AttributeType, RelationType, Scheme
from workbench.model.span import Span
from workbench.window.panels.span_list import one_line
from workbench.window.small import Excerpt, LetterBadge, plain_label
from workbench.window.theme import Theme


class Inspector(QFrame):
    """Shows one span; says which value, relation or label is asked for."""

    value_chosen = Signal(str, object)  # the attribute's name, its value or None
    relation_chosen = Signal(str, object)  # the relation's name, the target's id or None

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.badge = LetterBadge(theme)
        self.name = plain_label(px=15, weight=600)
        self.extent = plain_label(px=12)
        self.extent.setObjectName("quiet")
        self.quote = Excerpt(theme)
        self.empty = plain_label("No span is selected. Click one, or press J.")
        self.empty.setWordWrap(True)
        self.empty.setObjectName("quiet")
        self._form: QWidget | None = None
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
        self.show_span(None, None, "", Layer(""))

    def show_span(self, span: Span | None, scheme: Scheme | None, text: str, layer: Layer) -> None:
        """Show a span with what the scheme lets one say about it."""
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        there = span is not None and scheme is not None
        for widget in (self.badge, self.name, self.extent, self.quote):
            widget.setVisible(there)
        self.empty.setVisible(not there)
        if span is None or scheme is None:
            return
        label = scheme.label(span.label)
        self.badge.set_label(label)
        self.name.setText(label.name.capitalize())
        self.extent.setText(f"{span.start:,}–{span.end:,} · {sum(end - start for start, end in span.parts):,} chars")
        quoted = one_line(span.quote(text))
        self.quote.show_quote(quoted if len(quoted) < 300 else f"{quoted[:200]} … {quoted[-60:]}", label.colour)
        self._form = self._make_form(span, scheme, text, layer)
        self._box.insertWidget(self._box.count() - 1, self._form)

    def _make_form(self, span: Span, scheme: Scheme, text: str, layer: Layer) -> QWidget:
        widget = QWidget()
        form = QFormLayout(widget)
        form.setContentsMargins(0, 2, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for attribute in scheme.label(span.label).attributes:
            name = plain_label(attribute.name.capitalize(), px=13)
            name.setObjectName("quiet")
            form.addRow(name, self._field(attribute, span))
        for relation in scheme.relations:
            if span.label in relation.sources:
                name = plain_label(relation.name.capitalize(), px=13)
                name.setObjectName("quiet")
                form.addRow(name, self._targets(relation, span, text, layer))
        return widget

    def _field(self, attribute: AttributeType, span: Span) -> QWidget:
        value = span.attributes.get(attribute.name)
        if attribute.kind == "choice" and len(attribute.values) <= 4:
            return self._choices(attribute, value)
        if attribute.kind == "choice":
            box = QComboBox()
            box.addItems(["", *(item.name for item in attribute.values)])
            box.setCurrentText(str(value or ""))
            box.textActivated.connect(lambda chosen: self.value_chosen.emit(attribute.name, chosen or None))
            return box
        if attribute.kind == "flag":
            return self._choices_of(attribute.name, (("Yes", True), ("No", False)), value)
        line = QLineEdit("" if value is None else str(value))
        line.setAccessibleName(attribute.name)
        line.editingFinished.connect(lambda: self._line_done(attribute, line, value))
        return line

    def _line_done(self, attribute: AttributeType, line: QLineEdit, old: object) -> None:
        text = line.text().strip()
        value: object = text or None
        if attribute.kind == "choices":
            value = [part.strip() for part in text.split(",") if part.strip()] or None
        if attribute.kind == "number" and text:
            with contextlib.suppress(ValueError):  # stays a text, which the scheme then refuses with a sentence
                value = float(text) if "." in text else int(text)
        if value != old:
            self.value_chosen.emit(attribute.name, value)

    def _choices(self, attribute: AttributeType, value: object) -> QWidget:
        return self._choices_of(
            attribute.name, tuple((item.name.capitalize(), item.name) for item in attribute.values), value
        )

    def _choices_of(self, name: str, choices: tuple[tuple[str, object], ...], value: object) -> QWidget:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for text, choice in choices:
            button = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            button.setChecked(choice == value)
            button.setProperty("choice", True)
            button.setAccessibleName(f"{name}: {text}")
            button.clicked.connect(lambda on=False, chosen=choice: self.value_chosen.emit(name, chosen if on else None))
            box.addWidget(button)
        box.addStretch(1)
        return row

    def _targets(self, relation: RelationType, span: Span, text: str, layer: Layer) -> QWidget:
        """A list of the spans that the relation may lead to, the nearest first."""
        held = next(
            (item.target for item in layer.relations if item.type == relation.name and item.source == span.id), None
        )
        box = QComboBox()
        box.setAccessibleName(relation.name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.addItem("none", None)
        targets = [item for item in layer.spans if item.label in relation.targets and item.id != span.id]
        targets.sort(key=lambda item: min(abs(item.start - span.end), abs(span.start - item.end)))
        for target in targets:
            box.addItem(one_line(target.quote(text))[:60], target.id)
            if target.id == held:
                box.setCurrentIndex(box.count() - 1)
        box.activated.connect(lambda at: self.relation_chosen.emit(relation.name, box.itemData(at)))
        return box

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.badge.set_theme(theme)
        self.quote.set_theme(theme)
