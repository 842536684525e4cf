"""What the scheme lets one say about a span of some label: its attributes and relations, as a form."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.model.asking import is_shown
from workbench.model.layer import Layer
from workbench.model.link_targets import missing, roles
from workbench.model.scheme import Label, Scheme
from workbench.model.span import Span
from workbench.window.look.small import plain_label
from workbench.window.look.theme import Theme
from workbench.window.panels.entity_form import EntityForm
from workbench.window.panels.fields import Field, add_row, field_for, form_layout, width_of_names
from workbench.window.panels.relations import RelationField


def heading(text: str, parent: QWidget | None = None) -> QWidget:
    """The name of a section of the inspector."""
    label = plain_label(text, px=12, weight=600)
    label.setObjectName("quiet")
    if parent is not None:
        label.setParent(parent)
    return label


class SpanForm(QWidget):
    """The fields for one label. They stay while values change, so that the focus stays, too.

    A field is seen where somebody is asked for its attribute, or where that has a value.
    """

    value_chosen = Signal(str, object)  # the attribute's name, its value or None
    relation_chosen = Signal(str, object)  # the relation's name, the target's id or None
    relation_removed = Signal(str)  # the relation's id
    entity_asked = Signal(str)  # somebody wants to say who is meant; what was typed already
    entity_value_chosen = Signal(str, str, object)  # the entity's id, the attribute's name, its value or None
    left = Signal()  # a target was chosen; the keyboard may go back to the article

    def __init__(self, label: Label, scheme: Scheme, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self._caps: tuple[str, ...] = ()  # of the key that links
        self._first = ""  # the relation that it would make
        self.span = ""  # the id of the span that is shown
        self.fields: dict[str, Field] = {}
        self.relations: dict[str, RelationField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if label.attributes:
            column.addWidget(self._attributes(label))
        self.entity = self._entity(label, theme, column) if label.entity else None
        kinds = [kind for kind in scheme.relations if label.name in kind.sources]
        if kinds:
            column.addSpacing(12)
            column.addWidget(heading("Relations"))
            column.addSpacing(2)
        for kind in kinds:
            relation = self.relations[kind.name] = RelationField(kind, scheme, theme, self)
            relation.chosen.connect(lambda target, name=kind.name: self.relation_chosen.emit(name, target))
            relation.removed.connect(self.relation_removed)
            relation.left.connect(self.left)
            column.addWidget(relation)

    def _attributes(self, label: Label) -> QWidget:
        inside = QWidget(self)
        rows = self._rows = form_layout(inside)
        names = width_of_names(attribute.name for attribute in label.attributes)
        for attribute in label.attributes:
            field = self.fields[attribute.name] = field_for(attribute, inside, names)
            field.chosen.connect(lambda value, name=attribute.name: self.value_chosen.emit(name, value))
            add_row(rows, attribute.name, field, names)
        return inside

    def _entity(self, label: Label, theme: Theme, column: QVBoxLayout) -> EntityForm:
        entity = EntityForm(label, theme, self)
        entity.asked.connect(self.entity_asked)
        entity.value_chosen.connect(self.entity_value_chosen)
        column.addWidget(entity)
        return entity

    def typed(self) -> list[Field]:
        """The fields that somebody may have typed into."""
        return [*self.fields.values(), *(self.entity.fields.values() if self.entity is not None else ())]

    def rows(self) -> list[QWidget]:
        """The rows that come and go: the targets of relations."""
        return [row for relation in self.relations.values() for row in relation.rows.values()]

    def show_other(self, span: str) -> None:
        """Go over to the span with that id; what was typed belongs to the one before."""
        self.span = span
        for field in self.typed():
            field.drop()

    def show_span(self, span: Span, text: str, layer: Layer) -> None:
        """Show what a span holds and where it leads to."""
        for name, field in self.fields.items():
            field.show_value(span.attributes.get(name))
            shown = is_shown(field.attribute, span.attributes)
            if shown == field.isHidden():
                self._rows.setRowVisible(field, shown)
        if self.entity is not None:
            self.entity.show_span(span, layer)
        needed = [kind.name for kind in missing(self._scheme, span, layer.relations)] if self.relations else ()
        for name, relation in self.relations.items():
            relation.show_relations(span, text, layer, name in needed)
        if self.relations:
            self._first = next((kind.name for kind in roles(self._scheme, span, layer.relations)), "")
            self.show_key(self._caps)

    def show_key(self, caps: tuple[str, ...]) -> None:
        """Show the key that adds a relation, at the row of the one that it would add."""
        self._caps = caps
        for name, relation in self.relations.items():
            relation.box.show_key(caps if name == self._first else ())

    def commit(self) -> None:
        """Ask for what was typed and not yet asked for."""
        for field in self.typed():
            field.commit()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        if self.entity is not None:
            self.entity.set_theme(theme)
        for relation in self.relations.values():
            relation.set_theme(theme)
