"""Where each span's boxes, lines and tags lie in a block, kept until something changes."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from workbench.model.span import Span
from workbench.window.article.document import Display
from workbench.window.article.intervals import SpanIndex, rank
from workbench.window.article.lanes import HIDDEN, LANES, Lanes, Placed, Tag, place_tags
from workbench.window.article.layout import ArticleLayout, Column
from workbench.window.article.tags import TagArt

# In units, from the baseline: what is above it is negative.
TAG_TOP, TAG_HEIGHT = -27.0, 13.0
FILL_TOP, FILL_HEIGHT, FILL_WIDER = -14.4, 19.8, 1.5
LANE_TOP, LANE_STEP = 4.0, 4.0


class Piece(NamedTuple):
    """One box of a span on one line; a cap closes it on the side where the span starts or ends."""

    span: Span
    line: int
    left: float
    right: float
    cap_left: bool
    cap_right: bool
    backwards: bool = False  # it starts at its right end


class PlacedTag(NamedTuple):
    """A tag on a line of the block."""

    span: Span
    line: int
    place: Placed
    width: float


class Pill(NamedTuple):
    """How many spans that start on a line have no lane, and where their lanes would end."""

    line: int
    right: float
    hidden: int


class Marks:
    """The marks of one article's blocks. Whoever changes spans or the look calls ``drop``."""

    def __init__(self, layout: ArticleLayout, display: Display, index: SpanIndex, art: TagArt) -> None:
        self.index = index
        self.lanes = Lanes(index)
        self.layers: list[SpanIndex] = []
        self.dimmed: Collection[str] = frozenset()
        self.tags_mode = "value"
        self.selected: str | None = None
        self._layout = layout
        self._display = display
        self._art = art
        self._pieces: dict[int, list[Piece]] = {}
        self._tags: dict[int, list[PlacedTag]] = {}
        self._layers: dict[int, list[list[Piece]]] = {}

    @property
    def column(self) -> Column:
        """Where the text stands."""
        return self._layout.column

    def drop(self, blocks: range | None = None) -> None:
        """Forget the marks of some blocks, or of all."""
        for cache in (self._pieces, self._tags, self._layers):
            known: Collection[int] = cache.keys()
            for block in [block for block in known if blocks is None or block in blocks]:
                del cache[block]

    def pieces(self, block: int) -> list[Piece]:
        """The boxes in a block, the longest span first, so that the shortest is painted last."""
        known = self._pieces.get(block)
        if known is None:
            known = self._pieces[block] = self._pieces_of(self.index, block)
        return known

    def layer_pieces(self, block: int) -> list[list[Piece]]:
        """The boxes in a block of each layer."""
        if not self.layers:
            return []
        known = self._layers.get(block)
        if known is None:
            known = self._layers[block] = [self._pieces_of(index, block) for index in self.layers]
        return known

    def measured(self, block: int, span: Span) -> list[Piece]:
        """The boxes of one span in a block, whether it is in the index or not."""
        return self._pieces_of(SpanIndex((span,)), block)

    def lane(self, span: Span) -> int:
        """The lane to draw a span in: a selected span always has one."""
        lane = self.lanes.lane(span)
        return LANES - 1 if lane == HIDDEN and span.id == self.selected else lane

    def gives_way(self, span: Span) -> bool:
        """Whether the selected span, which has no lane of its own, is drawn in this span's place."""
        chosen = self.index.get(self.selected)
        if chosen is None or chosen.id == span.id or self.lanes.lane(span) != LANES - 1:
            return False
        return self.lanes.lane(chosen) == HIDDEN and chosen.start < span.end and span.start < chosen.end

    def pills(self, block: int) -> list[Pill]:
        """The counts of spans without a lane, by the line that they start on."""
        rights: dict[int, list[float]] = {}
        for piece in self.pieces(block):
            if self.lane(piece.span) == HIDDEN and self._starts(block, piece.span):
                rights.setdefault(piece.line, []).append(piece.right)
        return [Pill(line, max(ends), len(ends)) for line, ends in rights.items()]

    def tags(self, block: int) -> list[PlacedTag]:
        """The tags in a block, the selected span's last."""
        known = self._tags.get(block)
        if known is None:
            known = self._tags[block] = list(self._tags_of(block)) if self.tags_mode != "none" else []
            known.sort(key=lambda tag: tag.span.id == self.selected)
        return known

    def hit(self, block: int, line: int, x: float, height: float) -> Span | None:
        """The span at ``x`` on a line, ``height`` units below its baseline: tag, shortest box, or lane."""
        wider = FILL_WIDER * self.column.unit
        if TAG_TOP <= height < TAG_TOP + TAG_HEIGHT:
            for tag in reversed(self.tags(block)):
                if tag.line == line and tag.place.x <= x < tag.place.x + tag.width:
                    return tag.span
        on_line = (piece for piece in self.pieces(block) if piece.line == line)
        here = [piece for piece in on_line if piece.left - wider <= x < piece.right + wider]
        if FILL_TOP <= height < FILL_TOP + FILL_HEIGHT:
            filled = [piece for piece in here if piece.span.label not in self.dimmed]
            return filled[-1].span if filled else None
        lane = round((height - LANE_TOP - 1) / LANE_STEP)
        if not 0 <= lane < LANES:
            return None
        drawn = (piece.span for piece in here if not self.gives_way(piece.span))
        return next((span for span in drawn if self.lane(span) == lane), None)

    def _starts(self, block: int, span: Span) -> bool:
        return self._display.block_of(span.start) == block

    def _tags_of(self, block: int) -> Iterator[PlacedTag]:
        lines: dict[int, list[tuple[float, Span]]] = {}
        seen: set[str] = set()
        pieces = self.pieces(block)
        unit = self.column.unit
        for piece in pieces:
            span = piece.span
            if span.id in seen or span.label in self.dimmed or not self._starts(block, span):
                continue
            if self.tags_mode == "selected" and span.id != self.selected:
                continue
            if not (piece.cap_right if piece.backwards else piece.cap_left):
                continue  # not where the span starts
            seen.add(span.id)
            if not piece.backwards:
                x = piece.left - FILL_WIDER * unit
            else:  # from right to left: over the first character, which is at the right
                x = piece.right + FILL_WIDER * unit - sum(self._art.widths(span))
            if span.id == self.selected:
                x += -7 * unit if piece.backwards else 7 * unit  # beside the ring of the handle
            lines.setdefault(piece.line, []).append((x, span))
        right = self.column.left + self.column.width + FILL_WIDER * unit
        for line, entries in lines.items():
            # The outer first where spans begin together.
            entries.sort(key=lambda entry: (entry[0], -entry[1].length))
            spans = {span.id: span for _, span in entries}
            wanted = [self._wanted(x, span) for x, span in entries]
            widths = {tag.id: tag for tag in wanted}
            for place in place_tags(wanted, right, 2 * unit):
                tag = widths[place.id]
                yield PlacedTag(spans[place.id], line, place, tag.letter + (tag.value if place.value else 0))

    def _wanted(self, x: float, span: Span) -> Tag:
        letter, value = self._art.widths(span)
        chosen = span.id == self.selected
        return Tag(span.id, x, letter, value if self.tags_mode != "letter" or chosen else 0, chosen)

    def _pieces_of(self, index: SpanIndex, block: int) -> list[Piece]:
        display = self._display
        start, end = display.starts[block], display.ends[block]
        spans = sorted(index.touching(start, end), key=rank, reverse=True)
        if not spans:
            return []
        text_block = self._layout.document().findBlockByNumber(block)
        measure = _Measure(display, block, text_block)
        pieces: list[Piece] = []
        for span in spans:
            for part in span.parts:
                if part[0] < end and part[1] > start:
                    pieces.extend(measure.pieces(span, part))
        return pieces


class _Measure:
    """Boxes of stretches of one block's text."""

    def __init__(self, display: Display, number: int, block: QTextBlock) -> None:
        self._display = display
        self._number = number
        self._start, self._end = display.starts[number], display.ends[number]
        layout = block.layout()
        self._lines = [layout.lineAt(line) for line in range(layout.lineCount())]
        # Where each line starts, in code points, and the end of the last.
        self._borders = [self._point(line.textStart()) for line in self._lines] + [self._end]
        self._mixed = display.is_mixed(number)
        self._wraps_on = number + 1 in display.joined

    def _point(self, unit: int) -> int:
        return self._display.from_block(self._number, unit)

    def pieces(self, span: Span, part: tuple[int, int]) -> Iterator[Piece]:
        """The boxes of one part of a span, a box a line, more where the direction changes."""
        text = self._display.text
        start, end = max(part[0], self._start), min(part[1], self._end)
        starts = start == part[0] or not text[part[0] : min(start, part[0] + 9)].strip()
        ends = end == part[1] or not text[end : min(part[1], end + 9)].strip()
        for number, line in enumerate(self._lines):
            low, high = max(start, self._borders[number]), min(end, self._borders[number + 1])
            if low >= high:
                continue
            first, last = starts and low == start, ends and high == end
            if high == self._borders[number + 1] and (number + 1 < len(self._lines) or self._wraps_on):
                while high > low + 1 and text[high - 1].isspace():
                    high -= 1
            if self._mixed:
                yield from self._mixed_pieces(span, number, line, low, high, first, last)
            else:
                left, right = self._x(line, low), self._x(line, high)
                yield Piece(span, number, left, right, first, last)

    def _x(self, line: QTextLine, at: int) -> float:
        place: Any = line.cursorToX(self._display.in_block(self._number, at))
        return float(place[0])  # a pair, whatever its stub says

    def _mixed_pieces(
        self, span: Span, number: int, line: QTextLine, low: int, high: int, first: bool, last: bool
    ) -> Iterator[Piece]:
        """Boxes from the glyphs themselves: where directions mix, a stretch's borders don't bound its box."""
        unit = self._display.in_block
        begin, stop = unit(self._number, low), unit(self._number, high)
        boxes: list[tuple[float, float, bool]] = []
        for left, right, turned in sorted(self._runs(line, begin, stop)):
            # One box runs one way: where the direction changes an edge may lie within the line of a span.
            if boxes and left <= boxes[-1][1] + 0.5 and turned == boxes[-1][2]:
                boxes[-1] = boxes[-1][0], max(boxes[-1][1], right), turned
            else:
                boxes.append((left, right, turned))
        head = next(iter(self._runs(line, begin, begin + 1)), None) if first else None
        tail = next(iter(self._runs(line, stop - 1, stop)), None) if last else None
        for left, right, backwards in boxes:
            caps = {False: False, True: False}  # the left cap, the right one
            for box, is_tail in ((head, False), (tail, True)):
                if box is not None and box[2] == backwards and left - 0.5 <= (box[0] + box[1]) / 2 <= right + 0.5:
                    caps[box[2] != is_tail] = True
            yield Piece(span, number, left, right, caps[False], caps[True], backwards)

    @staticmethod
    def _runs(line: QTextLine, begin: int, stop: int) -> Sequence[tuple[float, float, bool]]:
        runs = line.glyphRuns(begin, stop - begin, QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions)
        found = []
        for run in runs:
            box = run.boundingRect()
            found.append((box.left(), box.right(), run.isRightToLeft()))
        return found
