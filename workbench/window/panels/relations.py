"""Relations in the inspector: what the span leads to, and what else it may lead to."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workbench.model.layer import Layer
from workbench.model.scheme import RelationType, Scheme
from workbench.model.span import Span
from workbench.window.look.direction import paint_words
from workbench.window.look.icons import paint_icon, paint_letter
from workbench.window.look.small import Themed, paint_caps
from workbench.window.look.theme import Theme, ui_font
from workbench.window.panels.fields import QuietBox, shown_name
from workbench.window.panels.span_list import one_line

_HEIGHT = 28
_LETTER = 16
_PLUS, _LIST = 24, 260  # pixels: of a box that only adds another one, of its list
_BELOW, _FILLING = Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag(0)
_ANY = (1 << 24) - 1  # as wide as Qt lets a widget be


class Target(NamedTuple):
    """A span that a relation leads to, or may lead to."""

    id: str
    words: str
    label: str


class TargetBox(Themed, QuietBox):
    """A row that opens a list of spans to choose from. It is filled when somebody turns to it: there may be thousands.

    It reads "Add speaker" where it stands for none, or that there should be one; else it shows the one that is held,
    to be replaced by another.
    """

    chosen = Signal(object)  # the id of a span, or None
    left = Signal()  # something was chosen from the open list

    def __init__(self, relation: str, scheme: Scheme, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.scheme = scheme
        self.relation = relation
        self._caps: tuple[str, ...] = ()
        self._is_narrow = False
        self._is_open = self._by_enter = False
        self.setObjectName("target")
        self.setFont(ui_font(13))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(_LETTER, _LETTER))
        self.setMaxVisibleItems(12)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.activated.connect(self._choose)

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, _HEIGHT)

    def offer(self, name: str, held: Target | None, find: Callable[[], list[Target]], missing: bool = False) -> None:
        """Stand on ``held``, else offer to add one; ``find`` gives all that there is to choose from."""
        self._name, self._held, self._find = name, held, find
        self._missing = missing
        self._show([held] if held else [])
        self._full = False
        adds = f"add {self.relation}, missing" if missing else f"add {self.relation}"
        self.setAccessibleName(f"{self.relation}: {held.label}, {held.words}" if held else adds)

    def set_narrow(self, narrow: bool) -> None:
        """Be no more than a plus, at the end of what is there already; the list keeps its width."""
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        if narrow:
            self.setFixedWidth(_PLUS)
            self.view().setMinimumWidth(_LIST)
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(_ANY)
            self.view().setMinimumWidth(0)
        self.setToolTip(f"Add another {self._name}" if narrow else "")

    def _show(self, targets: list[Target]) -> None:
        self._ids: list[str | None] = [None, *(target.id for target in targets)]
        self.clear()
        self.addItem(f"No {self._name}")
        for target in targets:
            self.addItem(self._icon(target.label), target.words)
        self.setCurrentIndex(self._ids.index(self._held.id) if self._held else 0)

    def _icon(self, name: str) -> QIcon:
        label = self.scheme.label(name)
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(_LETTER * ratio), round(_LETTER * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        paint_letter(painter, self.theme.label(label.colour), label.letter, QRectF(0, 0, _LETTER, _LETTER))
        painter.end()
        return QIcon(pixmap)

    def fill(self) -> None:
        """Show all that there is to choose from."""
        if not self._full:
            self._full = True
            self._show(self._find())

    def _choose(self, at: int) -> None:
        id, held, was_open = self._ids[at], self._held, self._is_open
        self._is_open = False
        # The box shows what is stored, not what was chosen: it may be refused.
        self.setCurrentIndex(self._ids.index(held.id) if held else 0)
        if id != (held.id if held else None):
            self.chosen.emit(id)
        if was_open:
            self.left.emit()

    def stands_for_none(self) -> bool:
        """Whether it adds a relation rather than shows one."""
        return self._held is None

    def show_key(self, caps: tuple[str, ...]) -> None:
        """Show the key that opens the list."""
        self._caps = caps
        self.update()

    def showPopup(self) -> None:
        """Open the list, on the nearest span where none is held; Esc leaves everything as it was."""
        self.fill()
        self._is_open = True
        super().showPopup()
        if self._is_narrow and (around := self.view().parentWidget()) is not None:
            around.move(self.mapToGlobal(self.rect().topRight()).x() + 1 - around.width(), around.y())
        if self._held is None and len(self._ids) > 1:
            self.view().setCurrentIndex(self.model().index(1, 0))

    def hidePopup(self) -> None:
        """A list that is closed with nothing chosen gives the keys back, too; one that Enter opened keeps them."""
        super().hidePopup()
        stays, self._by_enter = self._by_enter, False
        if self._is_open and not stays:
            QTimer.singleShot(0, self, self._give_up)  # what was chosen is told after the list has gone

    def _give_up(self) -> None:
        if self._is_open:
            self._is_open = False
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the list; arrows and letters choose without opening it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._by_enter = True
            self.showPopup()
            return
        self.fill()
        self._is_open = False
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, height = self.theme, self.height()
        if self.underMouse() or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self._held is not None:
            _paint_target(painter, theme, self.scheme, self.relation, self._held, self.width(), height)
            return
        paint_icon(painter, "plus", theme.t2, QRectF(4 if self._is_narrow else 1, height / 2 - 8, 16, 16))
        if self._is_narrow:
            return
        right = paint_caps(painter, theme, self._caps, self.width() - 2.0, height / 2)
        said = f"{self._name.capitalize()} – missing" if self._missing else f"Add {self._name}"
        paint_words(painter, said, QRect(24, 0, int(right) - 32, height), ui_font(13), theme.t2)


def _paint_target(
    painter: QPainter, theme: Theme, scheme: Scheme, relation: str, target: Target, width: int, height: int
) -> None:
    """An arrow, the relation's name, the letter and the words of where it leads to."""
    paint_icon(painter, "link", theme.t2, QRectF(1, height / 2 - 8, 16, 16))
    font = ui_font(13)
    said = shown_name(relation).lower()
    taken = min(110, QFontMetrics(font).horizontalAdvance(said))
    paint_words(painter, said, QRect(24, 0, taken + 2, height), font, theme.t2)
    label = scheme.label(target.label)
    left = 24 + taken + 10
    square = QRectF(left, height / 2 - _LETTER / 2, _LETTER, _LETTER)
    paint_letter(painter, theme.label(label.colour), label.letter, square)
    paint_words(painter, target.words, QRect(left + 24, 0, width - left - 26, height), font, theme.t1)


class CrossButton(Themed, QAbstractButton):
    """Takes a relation away."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setFixedSize(24, _HEIGHT)
        self.setAccessibleName(name)
        self.setToolTip("Remove this relation")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.hover)
            painter.drawRoundedRect(QRectF(0, 2, 24, 24), 6, 6)
        paint_icon(painter, "close", self.theme.t2, QRectF(5, self.height() / 2 - 7, 14, 14))


class TargetRow(QWidget):
    """One of several targets, with a button that takes it away."""

    def __init__(self, relation: str, scheme: Scheme, theme: Theme, target: Target, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = CrossButton(theme, f"remove {relation}: {target.words}", self)
        self.line = _TargetLine(relation, scheme, theme, target, self)
        _beside(self, self.line, self.button)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.line.set_theme(theme)
        self.button.set_theme(theme)


class _TargetLine(Themed, QWidget):
    def __init__(self, relation: str, scheme: Scheme, theme: Theme, target: Target, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._shown = (scheme, relation, target)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{relation}: {target.label}, {target.words}")

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint_target(QPainter(self), self.theme, *self._shown, self.width(), self.height())


class RelationField(QWidget):
    """The relations of one kind that lead from a span: a row for each, and one that adds or replaces."""

    chosen = Signal(object)  # the id of the target to lead to, or None
    removed = Signal(str)  # the id of the relation
    left = Signal()

    def __init__(self, relation: RelationType, scheme: Scheme, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.relation = relation
        self.scheme = scheme
        self.theme = theme
        self.rows: dict[str, TargetRow] = {}  # by the relation's id
        self.box = TargetBox(relation.name, scheme, theme, self)
        self.box.chosen.connect(self.chosen)
        self.box.left.connect(self.left)
        self.cross = CrossButton(theme, f"remove {relation.name}", self)
        self.cross.clicked.connect(self._remove_the_one)
        self._only: str | None = None
        self._one = QWidget(self)
        _beside(self._one, self.box, self.cross)
        self._several = QWidget(self)
        self._column = QVBoxLayout(self._several)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._place = QHBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(2)
        self._place.addWidget(self._several, 1)
        self._place.addWidget(self._one, 1)

    def show_relations(self, span: Span, text: str, layer: Layer, missing: bool = False) -> None:
        """Show where ``span`` leads to; ``missing``: it has to lead somewhere, and does not."""
        kind = self.relation
        ends = {item.id: item.target for item in layer.relations if item.type == kind.name and item.source == span.id}
        targets = {item.id: _target(item, text) for item in layer.spans if item.id in ends.values()} if ends else {}
        held = {id: targets[target] for id, target in ends.items()}
        is_one = kind.at_most == 1 and len(held) < 2
        self._one.setVisible(is_one or kind.at_most is None or len(held) < kind.at_most)
        self._only = next(iter(held), None) if is_one else None
        if self.cross.hasFocus() and self._only is None:
            self.box.setFocus()
        self.cross.setVisible(self._only is not None)
        self._show_rows({} if is_one else held)
        self._several.setVisible(bool(self.rows))
        self._place.setStretch(1, 0 if self.rows else 1)
        self._place.setAlignment(self._one, _BELOW if self.rows else _FILLING)
        name = shown_name(kind.name).lower()
        self.box.offer(
            name,
            next(iter(held.values()), None) if is_one else None,
            lambda: _possible(kind, span, text, layer, set() if is_one else set(targets)),
            missing,
        )
        self.box.set_narrow(bool(self.rows))

    def _remove_the_one(self) -> None:
        if self._only is not None:
            self.removed.emit(self._only)

    def _show_rows(self, held: dict[str, Target]) -> None:
        for id in [id for id in self.rows if id not in held]:
            row = self.rows.pop(id)
            if row.button.hasFocus():
                self.box.setFocus()
            row.hide()
            row.deleteLater()
        for at, (id, target) in enumerate(held.items()):
            if id not in self.rows:
                row = self.rows[id] = TargetRow(self.relation.name, self.scheme, self.theme, target, self)
                row.button.clicked.connect(lambda _=False, id=id: self.removed.emit(id))
                self._column.insertWidget(at, row)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.box.set_theme(theme)
        self.cross.set_theme(theme)
        for row in self.rows.values():
            row.set_theme(theme)


def _beside(widget: QWidget, first: QWidget, second: QWidget) -> None:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    row.addWidget(first, 1)
    row.addWidget(second)


def _possible(kind: RelationType, span: Span, text: str, layer: Layer, taken: set[str]) -> list[Target]:
    """The spans that a relation may lead to, the nearest first; those inside the span itself come last."""
    found = [item for item in layer.spans if item.label in kind.targets and item.id != span.id and item.id not in taken]

    def distance(item: Span) -> tuple[bool, int]:
        return span.holds(item), min(abs(item.start - span.end), abs(span.start - item.end))

    return [_target(item, text) for item in sorted(found, key=distance)]


def _target(span: Span, text: str) -> Target:
    return Target(span.id, one_line(span.shown(text, 200))[:60], span.label)
