"""What the scheme lets one say about a span of some label: its attributes and relations, as a form."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from workbench.model.layer import Layer
from workbench.model.scheme import Label, Scheme
from workbench.model.span import Span
from workbench.window.panels.fields import Field, field_for
from workbench.window.panels.relations import RelationField
from workbench.window.small import plain_label


class SpanForm(QWidget):
    """The fields for one label. They stay while values change, so that the focus stays, too."""

    value_chosen = Signal(str, object)  # the attribute's name, its value or None
    relation_chosen = Signal(str, object)  # the relation's name, the target's id or None
    relation_removed = Signal(str)  # the relation's id

    def __init__(self, label: Label, scheme: Scheme, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self.relations: dict[str, RelationField] = {}
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 2, 0, 0)
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(8)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for attribute in label.attributes:
            field = self.fields[attribute.name] = field_for(attribute, self)
            field.chosen.connect(lambda value, name=attribute.name: self.value_chosen.emit(name, value))
            self._add(attribute.name, field)
        for kind in scheme.relations:
            if label.name in kind.sources:
                relation = self.relations[kind.name] = RelationField(kind, self)
                relation.chosen.connect(lambda target, name=kind.name: self.relation_chosen.emit(name, target))
                relation.removed.connect(self.relation_removed)
                self._add(kind.name, relation)

    def _add(self, text: str, field: QWidget) -> None:
        name = plain_label(text.capitalize(), px=13)
        name.setObjectName("quiet")
        self._rows.addRow(name, field)

    def show_span(self, span: Span, text: str, layer: Layer) -> None:
        """Show what a span holds and where it leads to."""
        for name, field in self.fields.items():
            field.show_value(span.attributes.get(name))
        for relation in self.relations.values():
            relation.show_relations(span, text, layer)

    def commit(self) -> None:
        """Ask for what was typed and not yet asked for."""
        for field in self.fields.values():
            field.commit()
