"""The list of spans of the article: in step with the view, and what a screen reader reads."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, MutableMapping, MutableSequence, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStyleOptionViewItem, QVBoxLayout, QWidget

from workbench.model.scheme import Scheme
from workbench.model.span import Span, in_text_order
from workbench.model.spans import Spans, by_id
from workbench.window.article.marks.tags import value_of
from workbench.window.look.direction import cut_to, paint_words
from workbench.window.look.even_list import Index
from workbench.window.look.rows import ROW, LabelDelegate, RowList, RowModel, paint_right
from workbench.window.look.small import IconButton, nothing_label, plain_label
from workbench.window.look.theme import Theme, ui_font

_AT_ONCE = 100  # of so many changes the list does not take one by one
_VALUE = 96  # pixels that a value takes at most
_MOST_DIGITS = 4  # keys that a sentence names one by one
ORDERS = {"text": "in text order", "label": "by label"}
Key = tuple[int, int, int, str, str]


def one_line(text: str) -> str:
    """A quoted text on one line, paragraph ends as ¶."""
    if "\n" not in text:
        return " ".join(text.split())
    return " ¶ ".join(" ".join(line.split()) for line in text.split("\n") if line.strip())


class SpanModel(RowModel[Span]):
    """The spans in text order, or label by label."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.scheme: Scheme | None = None
        self.order = "text"
        self._by_id: MutableMapping[str, Span] | None = None  # made when first needed
        self._ranks: dict[str, int] = {}

    def set_scheme(self, scheme: Scheme) -> None:
        """Use the labels of a scheme, in its order."""
        self.scheme = scheme
        self._ranks = {label.name: at for at, label in enumerate(scheme.labels)}

    def set_order(self, order: str) -> None:
        """Show the same spans in another order."""
        if order != self.order:
            self.order = order
            self.show(self._sorted(self.rows))

    def _list_of(self, rows: Iterable[Span]) -> MutableSequence[Span]:
        return rows.copy() if isinstance(rows, Spans) else list(rows)

    def _sorted(self, spans: Sequence[Span]) -> list[Span]:
        found = in_text_order(spans)
        if self.order == "label":
            found.sort(key=lambda span: self._ranks.get(span.label, len(self._ranks)))
        return found

    @property
    def _known(self) -> MutableMapping[str, Span]:
        """The spans by their ids."""
        if self._by_id is None:
            self._by_id = by_id(self.rows)
        return self._by_id

    def _key(self, span: Span) -> Key:
        rank = self._ranks.get(span.label, len(self._ranks)) if self.order == "label" else 0
        return (rank, *span.order)

    def show_spans(self, text: str, spans: Sequence[Span], in_order: bool = False) -> None:
        """Show an article's spans, which may be in text order already."""
        self.text = text
        self._by_id = None
        self.show(spans if in_order and self.order == "text" else self._sorted(spans))

    def update(self, removed: Collection[str], added: Sequence[Span]) -> None:
        """Take spans out and put spans in; a changed span is in both, and keeps its row if it may."""
        came = {span.id: span for span in added}
        for id in removed:
            old, new = self._known.pop(id, None), came.get(id)
            if old is not None and new is not None and self._key(new) == self._key(old):
                self._known[id] = came.pop(id)
                self.replace(self._place(old), new)
            elif old is not None:
                self.take(self._place(old))
        for span in came.values():
            self._known[span.id] = span
            self.put(self._place(span), span)

    def place(self, id: str) -> int | None:
        """The row of a span."""
        span = self._known.get(id)
        return None if span is None else self._place(span)

    def _place(self, span: Span) -> int:
        return bisect_left(self.rows, self._key(span), key=self._key)

    def title(self, span: Span) -> str:
        """The tagged words."""
        return one_line(span.shown(self.text, 200))

    def value(self, span: Span) -> str:
        """What the span's tag says besides the letter."""
        return value_of(self.scheme.label(span.label), span) if self.scheme else ""

    def spoken(self, span: Span) -> str:
        """With label and value."""
        return f"{' '.join(filter(None, (span.label, self.value(span))))}: {self.title(span)}"


class SpanDelegate(LabelDelegate):
    """Paints a row: letter, quoted text, value."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 28)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, SpanModel)
        span = model.rows[index.row()]  # by way of Qt it would take longer
        theme, rect = self.theme, option.rect
        selected = self.paint_ground(painter, option, index)
        self.paint_label(painter, span.label, rect, (rect.height() - 16) // 2)
        box = QRect(rect.left() + 38, rect.top(), rect.width() - 52, rect.height())
        if value := model.value(span):
            painter.setFont(ui_font(12))
            value = cut_to(painter, value, _VALUE, ui_font(12))
            box.setWidth(box.width() - paint_right(painter, value, box, ui_font(12), theme.t2) - 10)
        paint_words(painter, model.title(span), box, ui_font(13, 500 if selected else 400), theme.t1)


class SpanRows(RowList):
    """The rows; ``removal_asked`` that the current one shall go."""

    removal_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del removes, as it does in the article."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain and not event.isAutoRepeat():
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


class SpanList(QFrame):
    """The lower part of the right dock; ``chosen`` gives the id of the span to go to."""

    chosen = Signal(str)
    stepped = Signal(str)  # the span on which arrow keys came to stand
    removal_asked = Signal(str)
    order_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SpanModel()
        self.delegate = SpanDelegate(theme)
        self.count = plain_label(px=12)
        self._digits, self._has_digits = "", True
        self._how = "Nothing tagged yet."
        self.empty = nothing_label(6)
        self.list = SpanRows(self.model, self.delegate, "spans of this article", self)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.removal_asked.connect(self._remove)
        self.list.selectionModel().currentChanged.connect(self._step)
        self.theme = theme
        self.order = self._order_button()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 8, 6)
        head.setSpacing(4)
        head.addWidget(self.count)
        self.noun = plain_label("spans", px=12)
        self.noun.setObjectName("quiet")
        head.addWidget(self.noun)
        head.addStretch(1)
        head.addWidget(self.order)
        box.addLayout(head)
        self._show_order()
        box.addWidget(self.empty, 1)
        box.addWidget(self.list, 1)

    def _order_button(self) -> IconButton:
        button = IconButton("chevron-down", self.theme, self, 14)
        button.setObjectName("order")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._offer_orders)
        return button

    def _offer_orders(self) -> None:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, words in ORDERS.items():
            action = menu.addAction(f"{words[:1].upper()}{words[1:]}")
            action.setCheckable(True)
            action.setChecked(name == self.model.order)
            action.triggered.connect(lambda _=False, name=name: self.order_chosen.emit(name))
        menu.popup(self.order.mapToGlobal(self.order.rect().bottomLeft()))

    def set_order(self, order: str) -> None:
        """Show the spans in another order; the selected one stays that."""
        if order == self.model.order:
            return
        current = self.list.currentIndex()
        held = current.data(ROW).id if current.isValid() and self.list.selectionModel().hasSelection() else None
        self.model.set_order(order)
        self._show_order()
        self.select(held)

    def _show_order(self) -> None:
        self.order.setText(ORDERS[self.model.order])
        self.order.setAccessibleName(f"order of the spans: {ORDERS[self.model.order]}")

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ROW).id)

    def _step(self, index: QModelIndex) -> None:
        if index.isValid() and self.list.hasFocus():
            self.stepped.emit(index.data(ROW).id)

    def _remove(self) -> None:
        at = self.list.currentIndex()
        if at.isValid():
            row = at.row()
            self.removal_asked.emit(at.data(ROW).id)
            left = len(self.model.rows)
            if left:  # where one stands, though nothing is selected
                place = self.model.index(min(row, left - 1))
                self.list.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.NoUpdate)

    def set_scheme(self, scheme: Scheme) -> None:
        """Use the letters and keys of a scheme."""
        self.model.set_scheme(scheme)
        self.delegate.scheme = scheme
        self._digits = _in_words(sorted(label.key for label in scheme.offered if label.key))
        self.show_keys(self._has_digits)

    def show_keys(self, has_digits: bool) -> None:
        """Say how words are tagged: by digits, where they act."""
        self._has_digits = has_digits
        how = f"press {self._digits}" if has_digits and self._digits else "choose a label below the text"
        self._how = f"Nothing tagged yet. Select words and {how}."
        self._show_count()

    def set_spans(self, text: str, spans: Sequence[Span], selected: str | None, in_order: bool = False) -> None:
        """Show the spans of an article, which may be in text order already."""
        self.model.show_spans(text, spans, in_order)
        self._show_count()
        self.select(selected)

    def update_spans(self, removed: Collection[str], added: Sequence[Span], selected: str | None) -> None:
        """Take spans out and put spans in; a changed span is in both."""
        if len(removed) + len(added) > _AT_ONCE:
            gone = {*removed, *(span.id for span in added)}
            self.model.show_spans(self.model.text, [*(row for row in self.model.rows if row.id not in gone), *added])
        else:
            self.model.update(removed, added)
        self._show_count()
        self.select(selected)

    def _show_count(self) -> None:
        count = len(self.model.rows)
        shown = f"{count:,}"
        if len(shown) != len(self.count.text()):
            # A label of one size: else all of the panel would be laid out anew with each number.
            self.count.setFixedSize(plain_label("0" * len(shown), px=12).sizeHint())
        self.count.setText(shown)
        self.noun.setText("span" if count == 1 else "spans")
        self.empty.setText(self._how if self.model.text else "")  # without an article there are no words to select
        self.empty.setVisible(not count)
        self.list.setVisible(bool(count))

    def select(self, id: str | None) -> None:
        """Mark a span as the selected one, or none."""
        place = None if id is None else self.model.place(id)
        if place is None:
            self.list.selectionModel().clear()
        elif self.list.currentIndex().row() != place or not self.list.selectionModel().hasSelection():
            self.list.setCurrentIndex(self.model.index(place))

    def set_density(self, name: str) -> None:
        """Rows as high as the density says."""
        self.delegate.set_height({"comfortable": 28, "standard": 26, "compact": 24}[name])
        self.list.doItemsLayout()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.list.set_theme(theme)
        self.order.set_theme(theme)


def _in_words(digits: list[str]) -> str:
    """Digits to choose from; more than four in a row are told by the first and the last."""
    if len(digits) > _MOST_DIGITS and int(digits[-1]) - int(digits[0]) == len(digits) - 1:
        return f"{digits[0]} to {digits[-1]}"
    return f"{', '.join(digits[:-1])} or {digits[-1]}" if len(digits) > 1 else "".join(digits)
