"""Where each span's boxes, lines and tags lie in a block, kept until something changes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.model.span import Extent, Span
from workbench.window.article.document import Display
from workbench.window.article.layout import ArticleLayout, Column, Lines
from workbench.window.article.marks.by_line import ByLine, Make
from workbench.window.article.marks.found import Found
from workbench.window.article.marks.intervals import SpanIndex, rank
from workbench.window.article.marks.lanes import HIDDEN, LANES, Lanes
from workbench.window.article.marks.measure import Measure, Piece
from workbench.window.article.marks.placing import PlacedTag, Placing
from workbench.window.article.marks.sizes import (
    FILL_HEIGHT,
    FILL_TOP,
    FILL_WIDER,
    LANE_STEP,
    LANE_TOP,
    TAG_HEIGHT,
    tag_top,
)
from workbench.window.article.marks.suggestions import Suggestions
from workbench.window.article.marks.tags import TagArt
from workbench.window.article.marks.ties import Tied, tied

if TYPE_CHECKING:
    from workbench.window.article.marks.strokes import LineStrokes

_BLOCKS_KEPT = 200  # with their strokes, which are many; a high screen shows fewer


class Pill(NamedTuple):
    """How many spans that start on a line have no lane, and where their lanes would end."""

    line: int
    right: float
    hidden: int


class Marks:
    """The marks of one article's blocks. Whoever changes spans calls ``change``, or ``drop_look`` for a mere look."""

    def __init__(self, layout: ArticleLayout, display: Display, index: SpanIndex, art: TagArt) -> None:
        self.index = index
        self.lanes = Lanes(index)
        self.suggestions = Suggestions((), self.lanes)
        self.found = Found()
        self.layers: list[SpanIndex] = []
        self.dimmed: Collection[str] = frozenset()  # labels
        self.hidden: Collection[str] = frozenset()  # labels whose spans are not drawn at all
        self.lit: Collection[str] | None = None  # the only ones that are not dimmed, by id; None: no such choice
        self.tags_mode = "value"
        self.most = LANES  # lanes that are drawn; of spans in further ones there is a count
        self.selected: str | None = None
        self.by_keys = False  # the selected span was reached by keys
        self.roles: Mapping[str, str] = {}  # what a span is in the relations that are shown
        self._layout = layout
        self._display = display
        self._art = art
        self._pieces: dict[int, list[Piece]] = {}
        self._suggested: dict[int, list[Piece]] = {}
        self._tags: ByLine[PlacedTag] = ByLine(_BLOCKS_KEPT)
        self._layers: dict[int, list[list[Piece]]] = {}
        self._found: dict[int, list[tuple[int, Piece]]] = {}
        self._strokes: ByLine[LineStrokes] = ByLine(_BLOCKS_KEPT)

    @property
    def column(self) -> Column:
        """Where the text stands."""
        return self._layout.column

    def lines_of(self, block: int) -> Lines:
        """How the lines of a block stand."""
        return self._layout.lines_of(block)

    def drop(self, blocks: range | None = None) -> None:
        """Forget the marks of some blocks, or of all."""
        _forget(blocks, self._pieces, self._suggested, self._layers, self._found)
        self.drop_look(blocks)

    @property
    def is_measured(self) -> bool:
        """Whether the boxes of any block are known."""
        return bool(self._pieces)

    def move(self, by: int, blocks: Collection[int]) -> None:
        """The column stands elsewhere and is as wide as before: what is kept of these blocks goes with it."""
        kept = {block: self._pieces[block] for block in blocks if block in self._pieces}
        _forget(None, self._pieces, self._suggested, self._layers, self._found)
        self._tags.forget(None)
        self._pieces |= {block: [piece.moved(by) for piece in pieces] for block, pieces in kept.items()}
        # Where it is no whole number of the device's pixels, they lie otherwise between these.
        for line in self._strokes.keep(kept, lambda key: (by * key[0]).is_integer()):
            line.move(by)

    def drop_look(self, blocks: range | None = None) -> None:
        """Forget what some blocks, or all, look like; every box stays where it is."""
        self._tags.forget(blocks)
        self._strokes.forget(blocks)

    def drop_look_of(self, span: Span) -> None:
        """Forget what the lines look like that a span stands on."""
        for block in self._kept(span):
            self._spoil(block, span.id)

    def change(self, gone: Iterable[Span], added: Iterable[Span], moved: Iterable[Span]) -> None:
        """Take note of what came and went, and of those that are in other lanes now: other lines stay as they are."""
        for span in gone:
            for block in self._kept(span):
                self._spoil(block, span.id)
                self._pieces[block] = [piece for piece in self._pieces[block] if piece.span.id != span.id]
        for span in added:
            for block in self._kept(span):
                held, outer = self._pieces[block], rank(span)
                at = next((at for at, piece in enumerate(held) if rank(piece.span) < outer), len(held))
                held[at:at] = self.measured(block, span)
                self._spoil(block, span.id)
        for span in moved:
            self.drop_look_of(span)

    def _kept(self, span: Span) -> list[int]:
        """The blocks that show something of a span, as far as their boxes are kept."""
        blocks = self._display.blocks_of(span.start, span.end)
        if len(blocks) < len(self._pieces):
            return [block for block in blocks if block in self._pieces]
        return [block for block in self._pieces if block in blocks]

    def lines_with(self, block: int, ids: Collection[str]) -> set[int]:
        """The lines of a block that these spans or suggestions stand on, as far as its boxes are kept.

        Where none are, all of it is to be painted anyway.
        """
        pieces = (*self._pieces.get(block, ()), *self.suggested(block))
        return {piece.line for piece in pieces if piece.span.id in ids}

    def _spoil(self, block: int, id: str) -> None:
        lines = {piece.line for piece in self._pieces[block] if piece.span.id == id}
        self._tags.spoil(block, lines)
        self._strokes.spoil(block, lines)

    def drop_suggested(self) -> None:
        """Forget the boxes of suggestions."""
        self._suggested.clear()

    def drop_found(self) -> None:
        """Forget where the places that were found stand."""
        self._found.clear()

    def strokes(self, block: int, key: tuple[float, float], make: "Make[LineStrokes]") -> "list[LineStrokes]":
        """The strokes of a block, made where they are not known for this key; the blocks asked for last are kept.

        The key begins with how many pixels of the device one is.
        """
        return self._strokes.get(block, key, make)

    def is_dimmed(self, span: Span) -> bool:
        """Whether a span is a grey line only."""
        return span.label in self.dimmed or (self.lit is not None and span.id not in self.lit)

    def is_hidden(self, span: Span) -> bool:
        """Whether nothing is drawn of a span: one that is selected, or that a relation leads to, shows all the same."""
        if span.label not in self.hidden or span.id == self.selected or span.id in self.roles:
            return False
        return self.lit is None or span.id not in self.lit

    def hide(self, labels: Collection[str]) -> None:
        """Draw nothing of these labels; their lanes are free for others."""
        if labels != self.hidden:
            self.hidden = self.lanes.left_out = labels
            self.lanes.forget()
            self.suggestions.lanes.forget()

    def get(self, id: str | None) -> Span | None:
        """The span of that id, or the suggestion."""
        return self.index.get(id) or self.suggestions.index.get(id)

    # Boxes

    def pieces(self, block: int) -> list[Piece]:
        """The boxes in a block, the longest span first, so that the shortest is painted last."""
        known = self._pieces.get(block)
        if known is None:
            known = self._pieces[block] = self._pieces_of(self.index, block)
        return known

    def drawn(self, block: int) -> list[Piece]:
        """Those boxes in a block of which something is drawn."""
        pieces = self.pieces(block)
        return [piece for piece in pieces if not self.is_hidden(piece.span)] if self.hidden else pieces

    def suggested(self, block: int) -> list[Piece]:
        """The boxes of suggestions in a block."""
        if not len(self.suggestions.index):
            return []
        known = self._suggested.get(block)
        if known is None:
            known = self._suggested[block] = self._pieces_of(self.suggestions.index, block)
        return known

    def whole_pieces(self, block: int) -> list[Piece]:
        """The boxes in a block of what has a whole line in the suggestion that is asked about."""
        asked = self.suggestions.index.get(self.suggestions.current)
        if asked is None or not self.suggestions.whole:
            return []
        return self.measured(block, asked._replace(parts=self.suggestions.whole))

    def layer_pieces(self, block: int) -> list[list[Piece]]:
        """The boxes in a block of each layer."""
        if not self.layers:
            return []
        known = self._layers.get(block)
        if known is None:
            known = self._layers[block] = [self._pieces_of(index, block) for index in self.layers]
        return known

    def found_pieces(self, block: int) -> list[tuple[int, Piece]]:
        """The boxes in a block of the places that were found, each with the number of its place."""
        if not len(self.found):
            return []
        known = self._found.get(block)
        if known is None:
            start, end = self._display.starts[block], self._display.ends[block]
            places = list(self.found.touching(start, end))
            measure = self._measure(block) if places else None
            known = self._found[block] = [
                (number, piece)
                for number, extent in places
                for piece in (measure.pieces(Span("", "", (extent,)), extent) if measure else ())
            ]
        return known

    def measured(self, block: int, span: Span) -> list[Piece]:
        """The boxes of one span in a block, whether it is in the index or not."""
        return self._pieces_of(SpanIndex((span,)), block)

    def _pieces_of(self, index: SpanIndex, block: int) -> list[Piece]:
        start, end = self._display.starts[block], self._display.ends[block]
        spans = sorted(index.touching(start, end), key=rank, reverse=True)
        if not spans:
            return []
        measure = self._measure(block)
        pieces: list[Piece] = []
        for span in spans:
            for part in span.parts:
                if part[0] < end and part[1] > start:
                    pieces.extend(measure.pieces(span, part))
        return pieces

    def _measure(self, block: int) -> Measure:
        return Measure(self._display, block, self._layout.document().findBlockByNumber(block))

    def ends_of(self, span: Span) -> Extent:
        """The blocks that show the first and the last character of a span."""
        return self._display.block_of(span.start), self._display.block_of(span.end - 1)

    # Lanes

    def lane(self, span: Span) -> int:
        """The lane to draw a span in, or HIDDEN: a selected span always has one."""
        lane = self.lanes.lane(span)
        if lane < self.most:
            return lane
        return self.most - 1 if span.id == self.selected else HIDDEN

    def suggested_lane(self, span: Span) -> int:
        """The lane to draw a suggestion in, or HIDDEN."""
        lane = self.suggestions.lanes.lane(span)
        return lane if lane < self.most else HIDDEN

    @property
    def stands_in(self) -> Span | None:
        """The selected span where it has no lane of its own and is drawn in the last one."""
        chosen = self.index.get(self.selected)
        return chosen if chosen is not None and self.lanes.lane(chosen) >= self.most else None

    def is_in_last_lane(self, span: Span) -> bool:
        """Whether a span's own lane is the outermost that is drawn."""
        return not self.is_hidden(span) and self.lanes.lane(span) == self.most - 1

    def gives_way(self, span: Span) -> bool:
        """Whether the selected span, which has no lane of its own, is drawn in this span's place."""
        chosen = self.stands_in
        if chosen is None or chosen.id == span.id or not self.is_in_last_lane(span):
            return False
        return chosen.start < span.end and span.start < chosen.end

    def tied(self, block: int, span: Span) -> list[Tied]:
        """The boxes in a block of a span of several parts, and what ties these together."""
        pieces = [piece for piece in self.pieces(block) if piece.span.id == span.id]
        start = self._display.starts[block]
        return tied(pieces, sum(end <= start for _, end in span.parts), self.column.unit)

    def is_counted(self, span: Span) -> bool:
        """Whether there is no lane left for a span, so that only a count tells of it."""
        return self.lane(span) == HIDDEN or self.gives_way(span)

    def pills(self, block: int) -> list[Pill]:
        """The counts of spans without a lane, by the line that they start on."""
        firsts: dict[str, int] = {}
        rights: dict[int, dict[str, float]] = {}
        for piece in self.drawn(block):
            span = piece.span
            if not (self.is_counted(span) and self.starts(block, span)):
                continue
            if firsts.setdefault(span.id, piece.line) == piece.line:
                ends = rights.setdefault(piece.line, {})
                ends[span.id] = max(ends.get(span.id, 0.0), piece.right)
        return [Pill(line, max(ends.values()), len(ends)) for line, ends in rights.items()]

    def starts(self, block: int, span: Span) -> bool:
        """Whether a span begins in a block."""
        return self._display.block_of(span.start) == block

    # What is where

    def hit(self, block: int, line: int, x: float, height: float, dimmed: bool = False) -> Span | None:
        """The span at ``x`` on a line, ``height`` units below its baseline: tag, shortest box, or lane.

        Words of a span that is dimmed count only where ``dimmed`` ones are asked for, too.
        """
        lines = self.lines_of(block)
        if 0 <= height - tag_top(lines) < TAG_HEIGHT and (tag := self._tag_at(block, line, x)) is not None:
            return tag.span if tag.look.kind != "hollow" else None
        here = self._across(self.drawn(block), line, x)
        if 0 <= height / lines.grow - FILL_TOP < FILL_HEIGHT:
            filled = [piece for piece in here if dimmed or not self.is_dimmed(piece.span)]
            return filled[-1].span if filled else None
        lane = round((height - LANE_TOP * lines.grow - 1) / LANE_STEP)
        if not 0 <= lane < self.most:
            return None
        drawn = (piece.span for piece in here if not self.gives_way(piece.span))
        return next((span for span in drawn if self.lane(span) == lane), None)

    def suggestion_hit(self, block: int, line: int, x: float, height: float) -> Span | None:
        """The suggestion there: by its tag, the words above its line, or its line."""
        lines = self.lines_of(block)
        if 0 <= height - tag_top(lines) < TAG_HEIGHT and (tag := self._tag_at(block, line, x)) is not None:
            return tag.span if tag.look.kind == "hollow" else None
        here = self._across(self.suggested(block), line, x)
        if 0 <= height / lines.grow - FILL_TOP < FILL_HEIGHT:
            return here[-1].span if here else None
        lane = round((height - LANE_TOP * lines.grow - 1) / LANE_STEP)
        return next((piece.span for piece in here if self.suggested_lane(piece.span) == lane != HIDDEN), None)

    def _tag_at(self, block: int, line: int, x: float) -> PlacedTag | None:
        here = (tag for tag in reversed(self.tags(block)) if tag.line == line)
        return next((tag for tag in here if tag.place.x <= x < tag.place.x + tag.width), None)

    def _across(self, pieces: Sequence[Piece], line: int, x: float) -> list[Piece]:
        wider = FILL_WIDER * self.column.unit
        return [piece for piece in pieces if piece.line == line and piece.left - wider <= x < piece.right + wider]

    # Tags

    def tags(self, block: int) -> list[PlacedTag]:
        """The tags in a block, the selected span's last."""
        if self.tags_mode == "none" and self.lit is None:
            return []
        found = self._tags.get(block, (), lambda lines: list(Placing(self, self._art).tags_of(block, lines)))
        found.sort(key=lambda tag: tag.span.id == self.selected)
        return found


def _forget(blocks: range | None, *caches: dict[int, Any]) -> None:
    for cache in caches:
        if blocks is None:
            cache.clear()
            continue
        for block in blocks if len(blocks) < len(cache) else [block for block in cache if block in blocks]:
            cache.pop(block, None)
