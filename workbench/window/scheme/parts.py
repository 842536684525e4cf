"""The parts of a scheme as a list: labels with their attributes, relations, what is said of articles, rules."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.model.scheme import Label, Scheme
from workbench.model.scheme_edit import Owner, Place, attributes_at
from workbench.window.look.fill import fill
from workbench.window.look.icons import paint_letter
from workbench.window.look.rows import paint_left
from workbench.window.look.small import paint_key_cap
from workbench.window.look.theme import Theme, ui_font

_ROW, _HEAD, _BAR = 30, 32, 3  # pixels: a row, a heading, the bar of the current row
_PART = int(Qt.ItemDataRole.UserRole)
_OF: tuple[Owner, ...] = ("label", "entity")


class Part(NamedTuple):
    """One part: a label, an attribute at ``place``, a relation type, or all rules; a heading is none."""

    kind: Literal["heading", "label", "attribute", "relation", "rules"]
    name: str
    place: Place = Place("article")


def parts_of(scheme: Scheme) -> Iterator[Part]:
    """Everything in a scheme, in the order of the list."""
    yield Part("heading", "Labels")
    for label in scheme.labels:
        yield Part("label", label.name)
        for owner in _OF:
            yield from _attributes(scheme, Place(owner, label.name))
    yield Part("heading", "Relations")
    for relation in scheme.relations:
        yield Part("relation", relation.name)
        yield from _attributes(scheme, Place("relation", relation.name))
    yield Part("heading", "Articles")
    yield from _attributes(scheme, Place("article"))
    yield Part("heading", "Problems")
    yield Part("rules", "Rules")


def _attributes(scheme: Scheme, place: Place) -> Iterator[Part]:
    for attribute in attributes_at(scheme, place):
        yield Part("attribute", attribute.name, place)


class PartList(QListWidget):
    """A row for each part; arrow keys walk from one to the next."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("exportFormats")  # a list at the left edge of a sheet
        self.setAccessibleName("Parts of the scheme")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Rows(theme, self))
        self.scheme: Scheme | None = None
        self.currentItemChanged.connect(self._changed)

    def show_scheme(self, scheme: Scheme, current: Part | None) -> None:
        """Show the parts of a scheme, with ``current`` chosen where it is there, else the first label."""
        self.scheme = scheme
        self.blockSignals(True)
        self.clear()
        for part in parts_of(scheme):
            item = QListWidgetItem(part.name, self)
            item.setData(_PART, part)
            if part.kind == "heading":
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(part))
        self.blockSignals(False)
        found = [at for at in range(self.count()) if self.part(at) == current]
        self.setCurrentRow(found[0] if found else 1)

    def part(self, at: int) -> Part:
        """The part in a row."""
        part = self.item(at).data(_PART)
        return Part(part[0], part[1], Place(*part[2]))  # Qt may give a tuple back for a tuple with names

    @property
    def current(self) -> Part:
        """The chosen part."""
        return self.part(max(1, self.currentRow()))

    def _changed(self) -> None:
        if self.currentRow() >= 0:
            self.chosen.emit(self.current)


def _spoken(part: Part) -> str:
    if part.kind == "attribute":
        return f"{part.name}, attribute of {part.place.words}"
    return part.name if part.kind in ("heading", "rules") else f"{part.name}, {part.kind}"


class _Rows(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: PartList) -> None:
        super().__init__(parent)
        self.theme = theme
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, _HEAD if self._list.part(index.row()).kind == "heading" else _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, box, part = self.theme, option.rect, self._list.part(index.row())
        painter.save()
        if part.kind == "heading":
            words = QRect(box.left() + 16, box.top() + 8, box.width() - 24, box.height() - 8)
            paint_left(painter, part.name, words, ui_font(12, 500), theme.t2)
        else:
            current = bool(option.state & QStyle.StateFlag.State_Selected)
            if current:
                fill(painter, box, theme.sel)
                fill(painter, QRect(box.left(), box.top(), _BAR, box.height()), theme.accent)
            elif option.state & QStyle.StateFlag.State_MouseOver:
                fill(painter, box, theme.hover)
            self._paint_part(painter, part, box)
        painter.restore()

    def _paint_part(self, painter: QPainter, part: Part, box: QRect) -> None:
        theme = self.theme
        left, colour, font = box.left() + 16, theme.t1, ui_font(13, 500)
        right = box.right() - 14
        if part.kind == "attribute":
            left, colour, font = left + (0 if part.place.owner == "article" else 26), theme.t2, ui_font(13)
        elif part.kind == "label" and self._list.scheme is not None:
            label = self._list.scheme.label(part.name)
            paint_letter(painter, theme.label(label.colour), label.letter, QRectF(left, box.top() + 7, 16, 16))
            left += 26
            right = self._paint_key(painter, label, box, right)
        more = " (entity)" if part.place.owner == "entity" else ""
        paint_left(painter, part.name + more, QRect(left, box.top(), right - left, box.height()), font, colour)

    def _paint_key(self, painter: QPainter, label: Label, box: QRect, right: int) -> int:
        if label.off:
            painter.setFont(ui_font(12))
            painter.setPen(self.theme.t2)
            painter.drawText(QRect(right - 24, box.top(), 24, box.height()), Qt.AlignmentFlag.AlignCenter, "off")
            return right - 30
        if label.key:
            paint_key_cap(painter, self.theme, label.key, QRectF(right - 18, box.top() + 6, 18, 18))
        return right - 26
