"""The list of spans of the article: in step with the view, and what a screen reader reads."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStyleOptionViewItem, QVBoxLayout, QWidget

from workbench.model.scheme import Scheme
from workbench.model.span import Span
from workbench.window.icons import paint_letter
from workbench.window.rows import Index, RowDelegate, RowList, paint_left, paint_right
from workbench.window.small import plain_label
from workbench.window.theme import Theme, ui_font

SPAN = int(Qt.ItemDataRole.UserRole)


def value_of(span: Span) -> str:
    """The first value that a span carries, as its tag shows it."""
    return next((str(value) for value in span.attributes.values() if isinstance(value, str)), "")


def one_line(text: str) -> str:
    """A quoted text on one line, paragraph ends as ¶."""
    return " ".join(text.replace("\n", " ¶ ").split())


class SpanModel(QAbstractListModel):
    """The spans in text order."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.spans: list[Span] = []

    def set_spans(self, text: str, spans: list[Span]) -> None:
        """Show other spans."""
        self.beginResetModel()
        self.text = text
        self.spans = sorted(spans, key=lambda span: span.order)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.spans)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        span = self.spans[index.row()]
        if role == SPAN:
            return span
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(span.quote(self.text)[:200])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{span.label} {value_of(span)}: {one_line(span.quote(self.text)[:200])}"
        return None


class SpanDelegate(RowDelegate):
    """Paints a row: letter, quoted text, value."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 28)
        self.scheme: Scheme | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        span: Span = index.data(SPAN)
        theme, rect = self.theme, option.rect
        selected = self.paint_ground(painter, option, index)
        if self.scheme is not None:
            label = self.scheme.label(span.label)
            square = QRectF(rect.left() + 14, rect.top() + 6, 16, 16)
            paint_letter(painter, theme.label(label.colour), label.letter, square)
        box = QRect(rect.left() + 38, rect.top(), rect.width() - 52, rect.height())
        if value := value_of(span):
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
        self.list = RowList(self.model, self.delegate, "spans of this article")
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
        self.chosen.emit(index.data(SPAN).id)

    def set_scheme(self, scheme: Scheme) -> None:
        """Use the letters and keys of a scheme."""
        self.delegate.scheme = scheme
        keys = [label.key for label in scheme.labels if label.key]
        said = f"{', '.join(keys[:-1])} or {keys[-1]}" if len(keys) > 1 else "".join(keys)
        self.empty.setText(f"Nothing tagged yet. Select words and press {said}.")

    def set_spans(self, text: str, spans: list[Span], selected: str | None) -> None:
        """Show the spans of an article."""
        self.model.set_spans(text, spans)
        self.count.setText(f"{len(spans):,}")
        self.empty.setVisible(not spans)
        self.list.setVisible(bool(spans))
        self.select(selected)

    def select(self, id: str | None) -> None:
        """Mark a span as the selected one."""
        if id is None:
            self.list.selectionModel().clear()
            return
        for at, span in enumerate(self.model.spans):
            if span.id == id:
                self.list.setCurrentIndex(self.model.index(at))
                return

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.delegate.theme = theme
        self.list.viewport().update()
