"""The rows of what was found in all articles: a head for each article, below it each place with the words round it."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from workbench.model.span import Extent
from workbench.window.article.hands.keys import digit
from workbench.window.look.even_list import Index
from workbench.window.look.fill import fill
from workbench.window.look.icons import paint_icon
from workbench.window.look.rows import ROW, RowDelegate, RowList, RowModel, paint_left, paint_right
from workbench.window.look.theme import Theme, ui_font
from workbench.words import number

_ROW = 44  # pixels
_BOX, _LEFT = 14, 36  # pixels: the side of a box to tick, and where words begin


class Found(NamedTuple):
    """A place in an article (``extent``), with the words before it, its own, and those behind; or an article's head.

    ``places`` is how many the article of a head has.
    """

    key: str
    title: str
    extent: Extent | None = None
    words: tuple[str, str, str] = ("", "", "")
    places: int = 0


class ResultModel(RowModel[Found]):
    """Heads and places; places that are left out are not tagged with the others."""

    def __init__(self) -> None:
        super().__init__()
        self.left_out: set[tuple[str, Extent]] = set()

    def show_found(self, rows: list[Found]) -> None:
        """Show other places, none of them left out."""
        self.left_out.clear()
        self.show(rows)

    def taken(self) -> dict[str, list[Extent]]:
        """The places that are ticked, by their article's key."""
        places: dict[str, list[Extent]] = {}
        for row in self.rows:
            if row.extent is not None and self.is_taken(row):
                places.setdefault(row.key, []).append(row.extent)
        return places

    def is_taken(self, row: Found) -> bool:
        """Whether a place is ticked; whether one of a head's places is."""
        if row.extent is not None:
            return (row.key, row.extent) not in self.left_out
        return any(self.is_taken(other) for other in self._of(row.key))

    def _of(self, key: str) -> list[Found]:
        return [row for row in self.rows if row.key == key and row.extent is not None]

    def toggle(self, at: int) -> None:
        """Tick a place, or leave it out; of a head all its places."""
        row = self.rows[at]
        leave = self.is_taken(row)
        for place in [row] if row.extent is not None else self._of(row.key):
            assert place.extent is not None
            (self.left_out.add if leave else self.left_out.discard)((place.key, place.extent))
        self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def title(self, row: Found) -> str:
        """The article's title, or the words of a place."""
        return row.title if row.extent is None else "".join(row.words)

    def spoken(self, row: Found) -> str:
        """With what a tick says."""
        if row.extent is None:
            return f"{row.title}, {number(row.places, 'place')}"
        return f"{'ticked' if self.is_taken(row) else 'left out'}: {self.title(row)}"


class ResultDelegate(RowDelegate):
    """Paints heads and places."""

    def __init__(self, theme: Theme, model: ResultModel) -> None:
        super().__init__(theme, _ROW)
        self.model = model
        self.with_boxes = True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Found = index.data(ROW)
        rect, theme = option.rect, self.theme
        self.paint_ground(painter, option, index)
        is_head = row.extent is None
        if is_head:
            fill(painter, QRectF(rect.left(), rect.top(), rect.width(), 1), theme.b)
        if self.with_boxes:
            top = rect.top() + (rect.height() - _BOX) / 2 if is_head else rect.top() + 7
            self._paint_box(painter, QRectF(rect.left() + 13, top, _BOX, _BOX), self.model.is_taken(row))
        left = rect.left() + (_LEFT if self.with_boxes else 14)
        box = QRectF(left, rect.top(), rect.right() - left - 12, rect.height())
        if is_head:
            count = paint_right(painter, f"{row.places:,}", box.toRect(), ui_font(12), theme.t2)
            paint_left(painter, row.title, box.adjusted(0, 0, -count - 8, 0).toRect(), ui_font(12, 600), theme.t1)
        else:
            paint_words(painter, row.words, box.adjusted(0, 4, 0, -2), theme)

    def _paint_box(self, painter: QPainter, box: QRectF, on: bool) -> None:
        theme = self.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent if on else theme.t3, 1))
        painter.setBrush(theme.accent if on else theme.raised)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if on:
            paint_icon(painter, "tick", theme.onacc, box.adjusted(1, 1, -1, -1))
        painter.restore()


def paint_words(painter: QPainter, words: tuple[str, str, str], box: QRectF, theme: Theme) -> None:
    """What was found in bold between its neighbours, in two lines at most."""
    before, found, after = words
    whole = "".join(words)
    layout = _laid_out(whole, before, found, box.width(), theme)
    end = layout.lineAt(1).textStart() + layout.lineAt(1).textLength() if layout.lineCount() > 1 else _units(whole)
    if end < _units(whole):
        # The last word that has room makes way for the sign that more stands there.
        shown = whole.encode("utf-16-le")[: 2 * end].decode("utf-16-le", "ignore").rstrip()
        head = len(before) + len(found)
        cut = shown.rfind(" ", head, len(shown) - 1)
        whole = (shown[:cut] if cut > head else shown[:-1]) + "…" if after else shown
        layout = _laid_out(whole, before, found, box.width(), theme)
    painter.save()
    painter.setClipRect(box)
    painter.setPen(theme.t2)
    layout.draw(painter, box.topLeft())
    painter.restore()


def _laid_out(text: str, before: str, found: str, width: float, theme: Theme) -> QTextLayout:
    """Text in two lines, what was found in it in bold."""
    layout = QTextLayout(text, ui_font(12))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    run = QTextLayout.FormatRange()
    run.start, run.length = _units(before), min(_units(found), _units(text) - _units(before))
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.DemiBold)
    bold.setForeground(theme.t1)
    run.format = bold
    layout.setFormats([run])
    layout.beginLayout()
    y = 0.0
    for _ in range(2):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += 18
    layout.endLayout()
    return layout


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class Results(RowList):
    """The list; Space ticks a row or leaves it out, so does a click on its box."""

    toggled = Signal()
    digit_pressed = Signal(str)
    model_of_rows: ResultModel

    def __init__(self, model: ResultModel, delegate: ResultDelegate, parent: QWidget) -> None:
        super().__init__(model, delegate, "places found in all articles", parent)
        self.model_of_rows = model
        self.delegate_of_rows = delegate

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; digits tag what is ticked."""
        at = self.currentIndex()
        if (typed := digit(event)) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.digit_pressed.emit(typed)
        elif event.key() == Qt.Key.Key_Space and at.isValid() and self.delegate_of_rows.with_boxes:
            self._toggle(at.row())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On a box it ticks, beside it it chooses."""
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and event.position().x() < _LEFT - 4 and self.delegate_of_rows.with_boxes:
            self.setCurrentIndex(at)
            self._toggle(at.row())
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on a box is no click on its row."""
        if event.position().x() >= _LEFT - 4 or not self.delegate_of_rows.with_boxes:
            super().mouseReleaseEvent(event)

    def _toggle(self, row: int) -> None:
        self.model_of_rows.toggle(row)
        self.toggled.emit()
