"""A line to type a name into, and what there is by that name: of the article, of the project, or new."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QLineEdit, QStyleOptionViewItem, QVBoxLayout, QWidget

from workbench.model.entity import Entity
from workbench.project.known_entities import KnownEntity
from workbench.window.look.direction import paint_words
from workbench.window.look.elided import Elided
from workbench.window.look.even_list import Index
from workbench.window.look.rows import ROW, RowDelegate, RowList, RowModel, paint_right
from workbench.window.look.theme import Theme, ui_font

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WALK = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_RIGHT, _LEFT = 14, 14


class Offer(NamedTuple):
    """An entity of the article, one that the project knows, or (neither) a new one of that name."""

    name: str
    entity: Entity | None = None
    known: KnownEntity | None = None
    value: str = ""

    @property
    def source(self) -> str:
        """Where it comes from."""
        if self.entity is not None:
            return self.value
        if self.known is None:
            return "new"
        count = self.known.articles
        where = "in the gold" if self.known.in_gold else f"{count:,} article{'' if count == 1 else 's'}"
        return f"{self.value} · {where}" if self.value else where


Find = Callable[[str], Sequence[Offer]]


class OfferModel(RowModel[Offer]):
    """What is offered."""

    def title(self, row: Offer) -> str:
        """The name."""
        return row.name

    def spoken(self, row: Offer) -> str:
        """With where it comes from."""
        return f"{row.name}, {row.source}" if row.source else row.name


class OfferDelegate(RowDelegate):
    """Paints a name, and where it comes from."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 28)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: Offer = index.data(ROW)
        rect, theme = option.rect, self.theme
        marked = self.paint_ground(painter, option, index)
        box = QRect(rect.left() + _LEFT, rect.top(), rect.width() - _LEFT - _RIGHT, rect.height())
        if offer.source:
            box.setWidth(box.width() - paint_right(painter, offer.source, box, ui_font(12), theme.t2) - 10)
        weight = 500 if offer.entity is not None or marked else 400
        paint_words(painter, offer.name, box, ui_font(13, weight), theme.t1)


class NameLine(QLineEdit):
    """The name; arrows walk through what is offered, Enter takes it, Esc leaves."""

    entered = Signal()
    left = Signal()
    walked = Signal(QKeyEvent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Those keys are no text."""
        if event.key() in _ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _WALK and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.walked.emit(event)
        else:
            super().keyPressEvent(event)


class Naming(QFrame):
    """Asks for one entity. ``chosen`` gives the offer, or with nothing to offer the words as a new name."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = OfferModel()
        self.delegate = OfferDelegate(theme)
        self.question = Elided()
        self.line = NameLine(self)
        self.line.setAccessibleName("name of the entity")
        self.list = RowList(self.model, self.delegate, "entities of that name", self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys go by way of the line
        self._find: Find = lambda words: ()
        top = QVBoxLayout()
        top.setContentsMargins(14, 2, 10, 8)
        top.setSpacing(5)
        top.addWidget(self.question)
        top.addWidget(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self.line.textEdited.connect(self._offer)
        self.line.entered.connect(self._enter)
        self.line.left.connect(self.left)
        self.line.walked.connect(self._walk)
        self.list.clicked.connect(self._click)

    def ask(self, question: str, words: str, find: Find, select: bool = False) -> None:
        """Ask for an entity; ``words`` stand in the line already, ``find`` gives what to offer for what is typed."""
        self._find = find
        self.question.setText(question)
        self.line.setAccessibleDescription(question)
        self.line.setText(words)
        self._offer(words)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if select:
            self.line.selectAll()

    def _offer(self, words: str) -> None:
        self.model.show(self._find(" ".join(words.split())))
        if self.model.rows:
            self.list.setCurrentIndex(self.model.index(0))

    def _walk(self, event: QKeyEvent) -> None:
        """Round and round: the new one stands last."""
        at, last = self.list.currentIndex().row(), len(self.model.rows) - 1
        if event.key() == Qt.Key.Key_Up and at == 0:
            self.list.setCurrentIndex(self.model.index(last))
        elif event.key() == Qt.Key.Key_Down and at == last >= 0:
            self.list.setCurrentIndex(self.model.index(0))
        else:
            self.list.keyPressEvent(event)

    def _enter(self) -> None:
        at = self.list.currentIndex()
        words = " ".join(self.line.text().split())
        if at.isValid():
            self.chosen.emit(at.data(ROW))
        elif words:
            self.chosen.emit(Offer(words))

    def _click(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ROW))

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.list.set_theme(theme)
