"""Relations in the inspector: what the span leads to, and what else it may lead to."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from workbench.model.layer import Layer
from workbench.model.scheme import RelationType
from workbench.model.span import Span
from workbench.window.panels.span_list import one_line
from workbench.window.small import plain_label

Target = tuple[str, str]  # a span's id and its words


class TargetBox(QComboBox):
    """A list of spans to choose from. It is filled when somebody turns to it: a long article has thousands."""

    chosen = Signal(object)  # the id of a span, or None

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.activated.connect(self._choose)

    def offer(self, none: str, held: Target | None, find: Callable[[], list[Target]]) -> None:
        """Stand on ``held``, else on the words ``none``; ``find`` gives all that there is to choose from."""
        self._none, self._held, self._find = none, held, find
        self._show([held] if held else [])
        self._full = False

    def _show(self, targets: list[Target]) -> None:
        self._ids: list[str | None] = [None, *(id for id, _ in targets)]
        self.clear()
        self.addItems([self._none, *(words for _, words in targets)])
        self.setCurrentIndex(self._ids.index(self._held[0]) if self._held else 0)

    def fill(self) -> None:
        """Show all that there is to choose from."""
        if not self._full:
            self._full = True
            self._show(self._find())

    def _choose(self, at: int) -> None:
        id, held = self._ids[at], self._held
        # The box shows what is stored, not what was chosen: it may be refused.
        self.setCurrentIndex(self._ids.index(held[0]) if held else 0)
        if id != (held[0] if held else None):
            self.chosen.emit(id)

    def showPopup(self) -> None:
        """Open the list."""
        self.fill()
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and letters choose without opening the list."""
        self.fill()
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past must not change anything."""
        event.ignore()


class TargetRow(QWidget):
    """One of several targets, with a button that takes it away."""

    def __init__(self, name: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        label = plain_label(words)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = QToolButton(self)
        self.button.setText("×")
        self.button.setAutoRaise(True)
        self.button.setToolTip(f"Remove this {name}")
        self.button.setAccessibleName(f"remove {name}: {words}")
        row.addWidget(label, 1)
        row.addWidget(self.button)


class RelationField(QWidget):
    """The relations of one kind that lead from a span: one to choose, or a row for each of several."""

    chosen = Signal(object)  # the id of the target to lead to, or None
    removed = Signal(str)  # the id of the relation

    def __init__(self, relation: RelationType, parent: QWidget) -> None:
        super().__init__(parent)
        self.relation = relation
        self.rows: dict[str, TargetRow] = {}  # by the relation's id
        self.box = TargetBox(relation.name, self)
        self.box.chosen.connect(self.chosen)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.box)

    def show_relations(self, span: Span, text: str, layer: Layer) -> None:
        """Show where ``span`` leads to."""
        kind = self.relation
        ends = {item.id: item.target for item in layer.relations if item.type == kind.name and item.source == span.id}
        targets = {item.id: _words(item, text) for item in layer.spans if item.id in ends.values()} if ends else {}
        held = {id: (target, targets[target]) for id, target in ends.items()}
        is_one = kind.at_most == 1 and len(held) < 2
        self.box.setVisible(is_one or kind.at_most is None or len(held) < kind.at_most)
        self._show_rows({} if is_one else {id: words for id, (_, words) in held.items()})
        self.box.offer(
            "none" if is_one or not held else "add another",
            next(iter(held.values()), None) if is_one else None,
            lambda: _possible(kind, span, text, layer, set() if is_one else set(targets)),
        )

    def _show_rows(self, held: dict[str, str]) -> None:
        for id in [id for id in self.rows if id not in held]:
            row = self.rows.pop(id)
            if row.button.hasFocus():
                self.box.setFocus()
            row.hide()
            row.deleteLater()
        for at, (id, words) in enumerate(held.items()):
            if id not in self.rows:
                row = self.rows[id] = TargetRow(self.relation.name, words, self)
                row.button.clicked.connect(lambda _=False, id=id: self.removed.emit(id))
                self._column.insertWidget(at, row)


def _possible(kind: RelationType, span: Span, text: str, layer: Layer, taken: set[str]) -> list[Target]:
    """The spans that a relation may lead to, the nearest first."""
    found = [item for item in layer.spans if item.label in kind.targets and item.id != span.id and item.id not in taken]
    found.sort(key=lambda item: min(abs(item.start - span.end), abs(span.start - item.end)))
    return [(item.id, _words(item, text)) for item in found]


def _words(span: Span, text: str) -> str:
    return one_line(span.quote(text)[:200])[:60]
