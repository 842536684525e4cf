"""The inspector's section on the entity that a mention means: who it is, and what is said of it once for all."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workbench.model.entity import Entity
from workbench.model.layer import Layer
from workbench.model.scheme import AttributeType, Label
from workbench.model.span import Span
from workbench.window.look.direction import paint_words
from workbench.window.look.icons import paint_icon
from workbench.window.look.rows import types
from workbench.window.look.small import IconButton, Themed, plain_label
from workbench.window.look.theme import Theme, ui_font
from workbench.window.panels.fields import Field, add_row, field_for, form_layout, width_of_names
from workbench.words import number

EXTERNAL_ID = ""  # in the place of an attribute's name
_HEIGHT = 28
_OUTSIDE = AttributeType("id", "text")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntityButton(Themed, QAbstractButton):
    """Shows who is meant; pressed, or typed on, it asks for another."""

    asked = Signal(str)  # what was typed already

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.entity: Entity | None = None
        self._mentions = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip("Who or what is meant; click to name another")
        self.clicked.connect(lambda: self.asked.emit(""))

    def show_entity(self, entity: Entity | None, mentions: int) -> None:
        """Show an entity with so many mentions, or that nobody was named."""
        self.entity, self._mentions = entity, number(mentions, "mention")
        name = f"entity: {entity.name}, {self._mentions}" if entity is not None else "name the entity"
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, too; a letter begins the name."""
        if event.key() in _ENTER:
            self.asked.emit("")
        elif types(event) and event.text() != "/":
            self.asked.emit(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, height = QPainter(self), self.theme, self.height()
        if self.underMouse() or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self.entity is None:
            paint_icon(painter, "plus", theme.t2, QRectF(1, height / 2 - 8, 16, 16))
            paint_words(painter, "Name the entity", QRect(24, 0, self.width() - 26, height), ui_font(13), theme.t2)
            return
        paint_icon(painter, "person", theme.t2, QRectF(1, height / 2 - 8, 16, 16))
        painter.setFont(ui_font(12))
        wide = painter.fontMetrics().horizontalAdvance(self._mentions)
        box = QRect(self.width() - wide - 4, 0, wide + 2, height)
        paint_words(painter, self._mentions, box, ui_font(12), theme.t2)
        words = QRect(24, 0, self.width() - wide - 38, height)
        paint_words(painter, self.entity.name, words, ui_font(13, 500), theme.t1)


class EntityForm(QWidget):
    """The fields for entities of one label. What is set here holds for all mentions."""

    asked = Signal(str)  # somebody wants to say who is meant; what was typed already
    value_chosen = Signal(str, str, object)  # the entity's id, the attribute's name or EXTERNAL_ID, its value or None

    def __init__(self, label: Label, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._entity: Entity | None = None
        heading = plain_label("Entity", px=12, weight=600)
        heading.setObjectName("quiet")
        heading.setParent(self)
        self.button = EntityButton(theme, self)
        self.button.asked.connect(self.asked)
        self.more = IconButton("chevron-down", theme, self, 14)
        self.more.setFixedSize(24, _HEIGHT)
        self.more.setAccessibleName("show the entity's id")
        self.more.setToolTip("The id that the entity has elsewhere")
        self.more.clicked.connect(self._unfold)
        self._is_unfolded = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.button, 1)
        row.addWidget(self.more)
        column.addLayout(row)
        self._inside = QWidget(self)
        self._rows = form_layout(self._inside)
        names = width_of_names([*(item.name for item in label.entity_attributes), _OUTSIDE.name])
        for attribute in label.entity_attributes:
            self._add(attribute.name, attribute, names)
        self._add(EXTERNAL_ID, _OUTSIDE, names)
        column.addWidget(self._inside)

    def _add(self, name: str, attribute: AttributeType, names: int) -> None:
        field = self.fields[name] = field_for(attribute, self._inside, names)
        field.chosen.connect(lambda value: self._choose(name, value))
        add_row(self._rows, attribute.name, field, names)

    def _unfold(self) -> None:
        """Show the id, which few entities get, with the keyboard in it."""
        field = self.fields[EXTERNAL_ID]
        self._is_unfolded = True
        self._inside.show()
        self._see(field, True)
        self.more.hide()
        field.setFocus()

    def _see(self, field: Field, seen: bool) -> None:
        if self._rows.isRowVisible(field) != seen:
            self._rows.setRowVisible(field, seen)

    def _choose(self, name: str, value: object) -> None:
        if self._entity is not None:
            self.value_chosen.emit(self._entity.id, name, value)

    def show_span(self, span: Span, layer: Layer) -> None:
        """Show what a mention means; of nobody there is nothing to be said."""
        found = next((item for item in layer.entities if item.id == span.entity), None) if span.entity else None
        if (found.id if found else None) != (self._entity.id if self._entity else None):
            self.drop()
            self._is_unfolded = False
        self._entity = found
        mentions = sum(other.entity == span.entity for other in layer.spans) if found is not None else 0
        self.button.show_entity(found, mentions)
        self.more.setVisible(found is not None and found.external_id is None and not self._is_unfolded)
        if found is None:
            self._inside.hide()
            return
        for name, field in self.fields.items():
            value = found.external_id if name == EXTERNAL_ID else found.attributes.get(name)
            field.show_value(value)
            is_asked = self._is_unfolded if name == EXTERNAL_ID else field.attribute.is_asked(found.attributes)
            self._see(field, value is not None or is_asked)
        self._inside.setVisible(any(self._rows.isRowVisible(field) for field in self.fields.values()))

    def drop(self) -> None:
        """What was typed belonged to another entity."""
        for field in self.fields.values():
            field.drop()

    def commit(self) -> None:
        """Ask for what was typed and not yet asked for."""
        for field in self.fields.values():
            field.commit()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.button.set_theme(theme)
        self.more.set_theme(theme)
