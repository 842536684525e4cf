"""The part of the article view that shows: the text in its column and the marks round it."""

from collections.abc import Callable, Collection, Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from workbench.model.scheme import Scheme
from workbench.model.span import Extent, Span
from workbench.window.article.layout import Column
from workbench.window.article.marks.intervals import MANY, SpanIndex
from workbench.window.article.marks.marks import Marks
from workbench.window.article.marks.paint import Brush, paint_band, paint_found, paint_over, paint_under
from workbench.window.article.marks.sizes import FILL_HEIGHT, FILL_TOP, tag_top
from workbench.window.article.marks.strokes import REACH_DOWN, REACH_UP
from workbench.window.article.marks.tags import TagArt
from workbench.window.article.paper import ArticlePaper
from workbench.window.article.strip_rows import LinePlace
from workbench.window.look.theme import Theme, load_theme

_BAND_SIDE, _BAND_ABOVE, _BAND_BELOW = 20, 31, 21  # in units, round the baselines


class ArticleCanvas(ArticlePaper):
    """A read-only article with its spans."""

    spans_drawn = Signal(object, object)  # those that went and those that came; None and None: all are others
    restyled = Signal()  # other colours, sizes, labels that are dimmed

    def __init__(self, parent: QWidget | None = None) -> None:
        self._art = TagArt(load_theme("light"))
        self._band: Extent | None = None
        self._hovered: str | None = None
        self._bare = False  # while the marks are hidden
        super().__init__(parent)
        self._marks = self._new_marks(SpanIndex())
        self.set_theme(self._art.theme)

    def _new_marks(self, index: SpanIndex) -> Marks:
        return Marks(self._layout, self._display, index, self._art)

    # What is shown

    def set_scheme(self, scheme: Scheme) -> None:
        """Use the letters, colours and keys of a scheme."""
        self._art.set_scheme(scheme)
        self._restyle()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of a theme."""
        self._art.set_look(theme, self._size / 18)
        self._colour()
        self._restyle()

    def _colour(self) -> None:
        theme = self._art.theme
        self._quiet = theme.t3
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, theme.paper)
        palette.setColor(QPalette.ColorRole.Text, theme.ink)
        palette.setColor(QPalette.ColorRole.Highlight, theme.txsel)
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.ink)
        self.setPalette(palette)
        # A style sheet that is set again leaves the viewport with the colours of the one before.
        self.viewport().setPalette(palette)

    def event(self, event: QEvent) -> bool:
        """A style sheet that meets the view for the first time, as it is shown, undoes its colours."""
        known = super().event(event)
        if event.type() == QEvent.Type.Polish:
            self._colour()
        return known

    def set_article_size(self, px: int) -> None:
        """Set the size of the text in pixels; everything else goes with it."""
        self._art.set_look(self._art.theme, px / 18)
        self._set_size(px)
        self._restyle()

    def _restyle(self) -> None:
        self._marks.drop()
        self.viewport().update()
        self.restyled.emit()

    def show_article(self, text: str, spans: Sequence[Span], title: str | None = None) -> None:
        """Show another article from its start; nothing of the old one is kept."""
        old = self._marks
        self._band = None
        self._hovered = None
        self._marks = self._new_marks(SpanIndex())
        self._show_article(text, title)
        self._marks = self._new_marks(SpanIndex(spans))
        self._marks.tags_mode, self._marks.dimmed, self._marks.most = old.tags_mode, old.dimmed, old.most
        self._marks.hide(old.hidden)
        self.spans_drawn.emit(None, None)

    def update_spans(self, removed: Collection[str], added: Sequence[Span]) -> None:
        """Take spans out and put spans in; a changed span is in both."""
        gone = self._marks.index.change(removed, added)
        if len(gone) + len(added) > MANY:
            self._marks.lanes.forget()
            moved = None
        else:
            moved = self._marks.lanes.change(gone, added)
        if moved is None:
            self._marks.drop()
            self.viewport().update()
        else:
            self._touch(gone, added, moved)
        self.spans_drawn.emit(gone, added)

    def span(self, id: str | None) -> Span | None:
        """The span of that id, where it is shown."""
        return self._marks.index.get(id)

    def spans(self) -> list[Span]:
        """The spans in text order."""
        return list(self._marks.index)

    def spans_unordered(self) -> Iterable[Span]:
        """All spans in any order, which costs no sorting."""
        return self._marks.index.unordered()

    def span_count(self) -> int:
        """How many spans there are."""
        return len(self._marks.index)

    def spans_touching(self, start: int, end: int) -> list[Span]:
        """The spans that share a character with a stretch of text."""
        return list(self._marks.index.touching(start, end))

    def label_names(self) -> list[str]:
        """The labels of the scheme, in its order."""
        return self._art.label_names()

    def line_colour(self, label: str) -> QColor:
        """The colour of a label's lines."""
        return self._art.colours(label).line

    def has_broken_line(self, label: str) -> bool:
        """Whether a label's lines are broken."""
        return self._art.is_broken(label)

    @property
    def quiet_labels(self) -> Collection[str]:
        """The labels whose spans are grey lines only, or not drawn at all."""
        return {*self._marks.dimmed, *self._marks.hidden}

    def set_lanes_only(self, layers: Sequence[tuple[str, Sequence[Span]]]) -> None:
        """Show the spans of annotators as thin lines below the text, each annotator's at its own place."""
        self._marks.layers = [SpanIndex(spans) for _, spans in layers]
        self._restyle()

    def set_band(self, extent: Extent | None) -> None:
        """Show a band behind the lines of an extent, or none."""
        self._band = extent
        self.viewport().update()

    def set_tags_mode(self, mode: str) -> None:
        """Show tags with ``value``, as a ``letter`` alone, for the ``selected`` span alone, or ``none``."""
        self._marks.tags_mode = mode
        self._restyle()

    def set_dimmed_labels(self, labels: Collection[str], hidden: Collection[str] = ()) -> None:
        """Show the spans of these labels as grey lines only, and nothing of those that are hidden."""
        dimmed, hidden = frozenset(labels), frozenset(hidden)
        if (dimmed, hidden) != (self._marks.dimmed, self._marks.hidden):
            self._marks.dimmed = dimmed
            self._marks.hide(hidden)
            self._restyle()

    def set_most_lanes(self, most: int) -> None:
        """Draw so many lanes, at most four; the rest becomes a count."""
        self._marks.most = most
        self._restyle()

    # What is where

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Boxes lie elsewhere in another column."""
        before, seen = self._layout.column, self._measured(event.oldSize().height())
        super().resizeEvent(event)
        self._follow_column(before, seen)

    def cover_right(self, px: int) -> None:
        """Something lies over so much of the right edge, or no longer: the column goes left as far as it needs to.

        No line is laid out anew.
        """
        if px == self._covered:
            return
        before, seen = self._layout.column, self._measured(self.viewport().height())
        self._covered = px
        self._set_column()
        if self._layout.column != before:
            self._follow_column(before, seen)
            self.viewport().update()

    def _measured(self, height: int) -> list[int]:
        """The blocks in view whose boxes may be known."""
        return [block.blockNumber() for block, _, _ in self._rows(0, height)] if self._marks.is_measured else []

    def _follow_column(self, before: Column, seen: Collection[int]) -> None:
        """Boxes in view go with a column that is as wide as before."""
        now = self._layout.column
        if (now.width, now.unit) == (before.width, before.unit):
            self._marks.move(now.left - before.left, seen)
        else:
            self._marks.drop()

    def span_at(self, at: QPointF, dimmed: bool = False) -> Span | None:
        """The span under a place of the view: by its tag, else the shortest by its box, else by its line.

        The box of a ``dimmed`` one counts only on demand.
        """
        found = self._line_at(at)
        if found is None or self._bare:
            return None
        block, top, line = found
        number = block.blockNumber()
        return self._marks.hit(number, line, at.x(), self._below_baseline(at, number, top, line), dimmed)

    def lines_in_view(self) -> list[LinePlace]:
        """Where each line of the article is, where all of it is in view at once; else none."""
        column, height, found = self._layout.column, self.viewport().height(), list[LinePlace]()
        if self.verticalScrollBar().maximum():
            return found
        for block, top, _ in self._rows(0, height):
            lines, text = self._layout.lines_of(block.blockNumber()), block.layout()
            for number in range(max(1, text.lineCount())):
                start, end = map(self._display.to_codepoint, self._line_of(block, number))
                blank = block.length() == 1
                baseline = top + (column.blank_baseline if blank else lines.baseline + number * lines.pitch)
                above = baseline + FILL_TOP * column.unit * lines.grow
                found.append((start, end, above, above + FILL_HEIGHT * column.unit * lines.grow))
        is_whole = bool(found) and found[-1][1] == len(self.text) and found[-1][3] <= height
        return found if is_whole else []

    def tag_line(self, at: int) -> float:
        """The height in the view of the tags over the line of a code point; it may lie outside."""
        block = self.document().findBlock(self._display.to_qt(at))
        number, top = block.blockNumber(), self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        lines = self._layout.lines_of(number)
        line = max(0, block.layout().lineForTextPosition(self._display.in_block(number, at)).lineNumber())
        return top + lines.baseline + line * lines.pitch + tag_top(lines) * self._layout.column.unit

    def _below_baseline(self, at: QPointF, block: int, top: float, line: int) -> float:
        """How far a place is below the baseline of a line, in units."""
        lines = self._layout.lines_of(block)
        return (at.y() - top - lines.baseline - line * lines.pitch) / self._layout.column.unit

    # Painting

    def _touch(self, gone: Sequence[Span], added: Sequence[Span], moved: Sequence[Span] = ()) -> None:
        """Take note of spans that came, went or are in other lanes, and repaint the lines in view that they are on."""
        marks, ids = self._marks, {span.id for span in (*gone, *added, *moved)}
        rows = [(block.blockNumber(), top) for block, top, _ in self._rows(0, self.viewport().height())]
        lines = {number: marks.lines_with(number, ids) for number, _ in rows}
        marks.change(gone, added, moved)
        for number, top in rows:
            self._repaint_lines_of(number, top, lines[number] | marks.lines_with(number, ids))

    def _repaint_spans(self, spans: Sequence[Span]) -> None:
        self._repaint_where(lambda first, last: any(span.start < last and span.end > first for span in spans))

    def _repaint_where(self, is_meant: Callable[[int, int], bool]) -> None:
        """Repaint the blocks in view of which this is true, by their first code point and one past the last."""
        unit = self._layout.column.unit
        starts, ends = self._display.starts, self._display.ends
        for block, top, height in self._rows(0, self.viewport().height()):
            if is_meant(starts[block.blockNumber()], ends[block.blockNumber()] + 1):
                box = QRectF(0, top - 14 * unit, self.viewport().width(), height + 24 * unit)
                self.viewport().update(box.toAlignedRect())

    def _repaint_lines(self, spans: Sequence[Span]) -> None:
        """Repaint no more than the lines that these spans are on; their boxes are where they were."""
        wanted = {span.id for span in spans}
        for block, top, _ in self._rows(0, self.viewport().height()):
            number = block.blockNumber()
            self._repaint_lines_of(number, top, self._marks.lines_with(number, wanted))

    def _repaint_lines_of(self, block: int, top: float, numbers: Collection[int]) -> None:
        """Repaint some lines of a block that starts at ``top``, with all that reaches out of them."""
        if not numbers:
            return
        up, down = REACH_UP * self._layout.column.unit, REACH_DOWN * self._layout.column.unit
        lines = self._layout.lines_of(block)
        first, last = (top + lines.baseline + number * lines.pitch for number in (min(numbers), max(numbers)))
        box = QRectF(0, first - up - 1, self.viewport().width(), last - first + up + down + 2)
        self.viewport().update(box.toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Marks behind, the text and its selection by Qt, marks in front."""
        if self._bare:
            super().paintEvent(event)
            return
        over = REACH_UP * self._layout.column.unit
        rows = [
            (block.blockNumber(), top)
            for block, top, _ in self._rows(event.rect().top() - over, event.rect().bottom() + over)
        ]
        painter = QPainter(self.viewport())
        brush = self._brush(painter, event)
        if box := self._band_box():
            paint_band(brush, box)
        for block, top in rows:
            paint_under(brush, block, top)
            if len(self._marks.found):
                paint_found(brush, block, top)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        brush = self._brush(painter, event)
        self._paint_between(brush)
        for block, top in rows:
            paint_over(brush, block, top)
        self._paint_last(brush)
        painter.end()

    def _paint_between(self, brush: Brush) -> None:
        """What lies over the text and under the tags."""

    def _paint_last(self, brush: Brush) -> None:
        """What lies over everything."""

    def _brush(self, painter: QPainter, event: QPaintEvent) -> Brush:
        ratio, rect = self.viewport().devicePixelRatioF(), event.rect()
        clip = (rect.top() - 1.0, rect.bottom() + 2.0)
        unit, on_band = self._layout.column.unit, self._band is not None
        return Brush(painter, self._marks, self._art, ratio, self._hovered, on_band, unit, clip)

    def _band_box(self) -> QRectF | None:
        """The box of the band as far as its lines are in or near the view."""
        if self._band is None:
            return None
        start, end = self._band[0], max(self._band[1], self._band[0] + 1)
        column, display = self._layout.column, self._display
        baselines: list[float] = []
        for block, top, _ in self._rows(-1, self.viewport().height() + 1):
            number = block.blockNumber()
            first, last = display.starts[number], display.ends[number]
            lines = self._layout.lines_of(number)
            if first < end and start <= last:
                for at in (max(start, first), min(end - 1, last)):
                    line = block.layout().lineForTextPosition(display.in_block(number, at)).lineNumber()
                    baselines.append(top + lines.baseline + line * lines.pitch)
                if start < first and len(baselines) == 2:
                    baselines.append(-column.pitch)  # it starts above the view
        if not baselines:
            return None
        side, unit = _BAND_SIDE * column.unit, column.unit
        above, below = min(baselines) - _BAND_ABOVE * unit, max(baselines) + _BAND_BELOW * unit
        return QRectF(column.left - side, above, column.width + 2 * side, below - above)
