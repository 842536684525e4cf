"""The list of spans of the article: in step with the view, and what a screen reader reads."""

from bisect import bisect_left
from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStyleOptionViewItem, QVBoxLayout, QWidget

from workbench.model.scheme import Scheme
from workbench.model.span import Span
from workbench.window.article.tags import value_of
from workbench.window.rows import ROW, Index, LabelDelegate, RowList, RowModel, paint_left, paint_right
from workbench.window.small import plain_label
from workbench.window.theme import Theme, ui_font

_AT_ONCE = 100  # of so many changes the list does not take one by one


def one_line(text: str) -> str:
    """A quoted text on one line, paragraph ends as ¶."""
    return " ".join(text.replace("\n", " ¶ ").split())


class SpanModel(RowModel[Span]):
    """The spans in text order."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.scheme: Scheme | None = None
        self._known: dict[str, Span] = {}

    def show_spans(self, text: str, spans: Sequence[Span]) -> None:
        """Show an article's spans."""
        self.text = text
        self._known = {span.id: span for span in spans}
        self.show(sorted(spans, key=_order))

    def update(self, removed: Collection[str], added: Sequence[Span]) -> None:
        """Take spans out and put spans in; a changed span is in both, and keeps its row if it may."""
        came = {span.id: span for span in added}
        for id in removed:
            old, new = self._known.pop(id, None), came.get(id)
            if old is not None and new is not None and new.order == old.order:
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
        return bisect_left(self.rows, span.order, key=_order)

    def title(self, span: Span) -> str:
        """The tagged words."""
        return one_line(span.quote(self.text)[:200])

    def value(self, span: Span) -> str:
        """What the span's tag says besides the letter."""
        return value_of(self.scheme.label(span.label), span) if self.scheme else ""

    def spoken(self, span: Span) -> str:
        """With label and value."""
        return f"{span.label} {self.value(span)}: {self.title(span)}"


def _order(span: Span) -> tuple[int, int, str, str]:
    return span.order


class SpanDelegate(LabelDelegate):
    """Paints a row: letter, quoted text, value."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 28)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        span: Span = index.data(ROW)
        model = index.model()
        assert isinstance(model, SpanModel)
        theme, rect = self.theme, option.rect
        selected = self.paint_ground(painter, option, index)
        self.paint_label(painter, span.label, rect, 6)
        box = QRect(rect.left() + 38, rect.top(), rect.width() - 52, rect.height())
        if value := model.value(span):
            box.setWidth(box.width() - paint_right(painter, value, box, ui_font(12), theme.t2) - 10)
        paint_left(painter, index.data(), box, ui_font(13, 500 if selected else 400), theme.t1)


class SpanList(QFrame):
    """The lower part of the right dock; ``chosen`` gives the id of the span to select."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SpanModel()
        self.delegate = SpanDelegate(theme)
        self.count = plain_label(px=12)
        self.empty = plain_label("Nothing tagged yet. Select words and press 1, 2, 3 or 4.")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(14, 6, 14, 0)
        self.list = RowList(self.model, self.delegate, "spans of this article", self)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 9, 14, 9)
        head.setSpacing(6)
        head.addWidget(plain_label("Spans", weight=600))
        head.addWidget(self.count)
        head.addStretch(1)
        order = plain_label("in text order", px=12)
        order.setObjectName("quiet")
        head.addWidget(order)
        box.addLayout(head)
        box.addWidget(self.empty, 1)
        box.addWidget(self.list, 1)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ROW).id)

    def set_scheme(self, scheme: Scheme) -> None:
        """Use the letters and keys of a scheme."""
        self.model.scheme = self.delegate.scheme = scheme
        keys = [label.key for label in scheme.labels if label.key]
        said = f"{', '.join(keys[:-1])} or {keys[-1]}" if len(keys) > 1 else "".join(keys)
        self.empty.setText(f"Nothing tagged yet. Select words and press {said}.")

    def set_spans(self, text: str, spans: Sequence[Span], selected: str | None) -> None:
        """Show the spans of an article."""
        self.model.show_spans(text, spans)
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
        self.count.setText(f"{count:,}")
        self.empty.setVisible(not count)
        self.list.setVisible(bool(count))

    def select(self, id: str | None) -> None:
        """Mark a span as the selected one, or none."""
        place = None if id is None else self.model.place(id)
        if place is None:
            self.list.selectionModel().clear()
        elif self.list.currentIndex().row() != place or not self.list.selectionModel().hasSelection():
            self.list.setCurrentIndex(self.model.index(place))

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.list.set_theme(theme)
