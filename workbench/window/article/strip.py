"""The strip beside the article: where spans are over its whole length, and which part is in view."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from workbench.model.span import Extent, Span
from workbench.window.article.marks.intervals import MANY, rank
from workbench.window.article.strip_rows import LinePlace, Rows, Scale
from workbench.window.article.view import ArticleView
from workbench.window.look.fill import fill
from workbench.window.look.theme import Theme, mixed
from workbench.words import cut

WIDTH = 20
_EDGE = 2  # of the columns, inside the strip
_LEAST = 2  # px, of what is there
_SEEN, _PALE = 0.07, 0.45
_MANY = 3000  # spans; more are counted when nothing else is to do
_QUOTE_SHOWN = 60
_RUN = re.compile(rb"([^\0])\1*", re.DOTALL)


class Place(NamedTuple):
    """Where the spans of some labels stand across the strip, in px, and how much of their colour is there."""

    left: int
    width: int
    share: float = 1.0


# Labels by their place in the scheme; all further ones share the second's column. Those with a broken line have
# one of their own, behind the others.
_PLACES = (Place(2, 4), Place(7, 5), Place(12, 2))
_FURTHER, _BROKEN = _PLACES[1], Place(2, 10, _PALE)


class Strip(QWidget):
    """Shows where spans are by code points, which holds before the whole text is laid out. A click goes there."""

    def __init__(self, view: ArticleView, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._view, self._theme = view, theme
        self._rows: Rows | None = None
        self._lines: list[LinePlace] = []  # of an article that is in view as a whole: marks are level with these
        self._pixmap: QPixmap | None = None
        self._worked_out: tuple[int, list[tuple[Place, list[str], list[QColor]]]] | None = None
        self._tick_rows = b""
        self._ticks: Sequence[Extent] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._build_late)
        self.setFixedWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("overview of the article")
        self.setAccessibleDescription("Where its spans are. A click shows that part of the article.")
        view.spans_drawn.connect(self._spans_drawn)
        view.restyled.connect(self._repaint)
        view.span_selected.connect(lambda _: self.update())
        view.cursorPositionChanged.connect(self.update)
        view.verticalScrollBar().valueChanged.connect(self._scrolled)
        view.verticalScrollBar().rangeChanged.connect(self._scrolled)
        view.document().documentLayout().documentSizeChanged.connect(self._scrolled)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self._theme = theme
        self._repaint()

    def set_ticks(self, extents: Sequence[Extent]) -> None:
        """Mark places at the right edge, until another article is shown."""
        if extents or self._ticks:
            self._ticks = extents
            self._tick_rows = self._rows.marked(extents) if self._rows is not None else b""
            self.update()

    # What has changed

    def _scrolled(self, *_: object) -> None:
        self.update()

    def _spans_drawn(self, removed: Sequence[Span] | None, added: Sequence[Span] | None) -> None:
        if removed is None or added is None:
            self._rows, self._ticks, self._pixmap = None, (), None
            self._later.stop()
            self.update()
        elif len(removed) + len(added) > MANY:
            self._later.start(30)
        elif self._rows is not None:
            rows = self._rows
            changed = [*(rows.change(span, -1) for span in removed), *(rows.change(span, 1) for span in added)]
            if len(changed) > 8 and changed:
                changed = [range(min(part.start for part in changed), max(part.stop for part in changed))]
            for part in changed:
                self._paint_rows(part)
            self.update()

    def _repaint(self) -> None:
        """Other colours, other labels: the same rows."""
        self._worked_out = None
        if self._rows is not None:
            self._paint_rows(range(self._rows.height))
        self.update()

    def _device_height(self) -> int:
        return max(1, round(self.height() * self.devicePixelRatioF()))

    def _get_ready(self) -> None:
        """Count the spans, at once where they are few."""
        lines = self._view.lines_in_view()
        if self._rows is not None and self._rows.height == self._device_height() and lines == self._lines:
            return
        self._lines = lines
        if self._view.span_count() <= _MANY:
            self._build()
        elif not self._later.isActive():
            # Not before the article is painted; while it is resized, the old picture is stretched.
            self._later.start(30 if self._rows is None else 100)

    def _build(self) -> None:
        height, ratio = self._device_height(), self.devicePixelRatioF()
        self._worked_out = None
        scale = Scale(height, len(self._view.text), self._lines, ratio)
        self._rows = Rows(height, scale, round(_LEAST * ratio))
        self._rows.fill(self._view.spans_unordered())
        self._tick_rows = self._rows.marked(self._ticks)
        self._pixmap = QPixmap(round(WIDTH * ratio), height)
        self._pixmap.setDevicePixelRatio(ratio)
        self._pixmap.fill(Qt.GlobalColor.transparent)
        self._paint_rows(range(height))

    def _build_late(self) -> None:
        self._build()
        self.update()

    # Painting

    def _columns(self) -> Iterator[tuple[Place, list[str]]]:
        """The columns, those behind first, each with its labels."""
        assert self._rows is not None
        view, dimmed = self._view, self._view.dimmed_labels
        columns: dict[Place, list[str]] = {_BROKEN: []}
        solid = 0
        known = view.label_names()
        for label in [*known, *(label for label in self._rows.labels() if label not in known)]:
            if view.has_broken_line(label):
                place = _BROKEN
            else:
                place = _PLACES[solid] if solid < len(_PLACES) and label in known else _FURTHER
                solid += 1
            if label not in dimmed:
                columns.setdefault(place, []).append(label)
        return ((place, labels) for place, labels in columns.items() if labels)

    def _coloured(self) -> list[tuple[Place, list[str], list[QColor]]]:
        """The columns with the colours of their labels, worked out once for all spans that come and go."""
        assert self._rows is not None
        known = len(self._rows.labels())
        if self._worked_out is None or self._worked_out[0] != known:
            paper, colour = self._theme.paper, self._view.line_colour
            columns = [
                (place, labels, [mixed(paper, colour(label), place.share) for label in labels])
                for place, labels in self._columns()
            ]
            self._worked_out = known, columns
        return self._worked_out[1]

    def _paint_rows(self, rows: range) -> None:
        """Paint some rows of the picture anew."""
        if self._pixmap is None or self._rows is None:
            return
        ratio = self._pixmap.devicePixelRatio()
        painter = QPainter(self._pixmap)
        painter.scale(1 / ratio, 1 / ratio)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        fill(painter, QRect(0, rows.start, self._pixmap.width(), len(rows)), QColor(0, 0, 0, 0))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for place, labels, colours in self._coloured():
            found = self._rows.column(labels, rows)
            left, right = round((_EDGE + place.left) * ratio), round((_EDGE + place.left + place.width) * ratio)
            self._paint_column(painter, QRect(left, rows.start, right - left, 1), found, colours)
        painter.end()

    @staticmethod
    def _paint_column(painter: QPainter, first: QRect, found: bytes, colours: Sequence[QColor]) -> None:
        """Paint rows, from the first one's box down, in the colours that their bytes say, from 1."""
        boxes: dict[int, list[QRect]] = {}
        for run in _RUN.finditer(found):
            box = QRect(first.left(), first.top() + run.start(), first.width(), run.end() - run.start())
            boxes.setdefault(found[run.start()], []).append(box)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, alike in boxes.items():
            painter.setBrush(colours[place - 1])
            painter.drawRects(alike)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the part in view, spans, ticks, where the caret or the selected span is."""
        self._get_ready()
        theme, painter = self._theme, QPainter(self)
        fill(painter, self.rect(), theme.paper)
        seen = self._seen()
        if seen is not None:
            fill(painter, seen, mixed(theme.paper, theme.ink, _SEEN))
        if self._pixmap is not None:
            painter.drawPixmap(self.rect(), self._pixmap, self._pixmap.rect())
        if self._tick_rows:
            self._paint_ticks(painter)
        if seen is not None:
            for y in (seen.top(), seen.bottom()):
                fill(painter, QRect(1, y, WIDTH - 1, 1), theme.bs)
        fill(painter, self._here(), theme.ink)
        fill(painter, QRect(0, 0, 1, self.height()), theme.b)
        painter.end()

    def _paint_ticks(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        left, right = round((WIDTH - 3) * ratio), round((WIDTH - 1) * ratio)
        self._paint_column(painter, QRect(left, 0, right - left, 1), self._tick_rows, [self._theme.ink])
        painter.resetTransform()

    def _box(self, extent: Extent, left: int, width: int, least: int) -> QRect:
        """A box over an extent, ``least`` px high or more."""
        top, bottom = self._scale().of(*extent)
        tall = max(least, bottom - top)
        return QRect(left, max(0, min(top, self.height() - tall)), width, tall)

    def _scale(self) -> Scale:
        return Scale(max(1, self.height()), len(self._view.text), self._lines)

    def _seen(self) -> QRect | None:
        """The box of what is in view; none where that is everything."""
        start, end = self._view.seen()
        return self._box((start, end), 1, WIDTH - 1, 4) if start > 0 or end < len(self._view.text) else None

    def _here(self) -> QRect:
        """The selected span's box at the left edge, else the caret's."""
        span, at = self._view.selected_span, self._view.caret()
        return self._box((span.start, span.end), 1, 2, 5) if span else self._box((at, at), 1, 3, _LEAST)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place under the pointer."""
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while the button is down."""
        self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._view.centre(self._scale().at(event.position().y()))
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Over the strip the wheel does what it does over the text."""
        self._view.wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tool tips say what is at a place."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tool_tip(event.pos().x(), event.pos().y()), self)
            return True
        return super().event(event)

    def tool_tip(self, x: int, y: int) -> str:
        """The spans at a place, as HTML: label and first words of one, and how many more there are."""
        if self._rows is None or self._rows.height != self._device_height():
            return ""
        row, ratio = round(y * self.devicePixelRatioF()), self.devicePixelRatioF()
        near = self._view.spans_touching(self._rows.at(row - _LEAST * ratio), self._rows.at(row + 1) + 1)
        there = [span for span in near if span.label not in self._view.dimmed_labels]
        found = sorted((span for span in there if self._is_at(span, row)), key=rank)
        if not found:
            return ""
        across = [label for place, labels in self._columns() if self._covers(place, x) for label in labels]
        first = next((span for span in found if span.label in across), found[0])
        from html import escape  # brings a table of all entities along

        start, end = first.parts[0]
        words = self._view.text[start : min(end, start + 400)]
        more = f"<br>and {len(found) - 1} more" if len(found) > 1 else ""
        return f"<b>{escape(first.label)}</b> “{escape(cut(words, _QUOTE_SHOWN))}”{more}"

    @staticmethod
    def _covers(place: Place, x: int) -> bool:
        return place.left <= x - _EDGE < place.left + place.width

    def _is_at(self, span: Span, row: int) -> bool:
        assert self._rows is not None
        return any(row in self._rows.of(*part) for part in span.parts)
