"""Which tags stand over the lines of a block, what each shows, and where they make way for each other."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from workbench.model.span import Span
from workbench.window.article.marks.lanes import Placed, Rings, Tag, place_tags
from workbench.window.article.marks.measure import Piece
from workbench.window.article.marks.sizes import FILL_WIDER, RING
from workbench.window.article.marks.tags import TagArt, TagLook

if TYPE_CHECKING:
    from workbench.window.article.marks.marks import Marks

_RING_SIDE = 7.0  # units that a tag keeps off the middle of a handle's ring


class PlacedTag(NamedTuple):
    """A tag on a line of the block."""

    span: Span
    line: int
    place: Placed
    width: float
    look: TagLook


class Placing:
    """Places the tags of marks, once: it keeps nothing of them."""

    def __init__(self, marks: "Marks", art: TagArt) -> None:
        self._marks = marks
        self._art = art

    def tags_of(self, block: int, wanted_lines: Collection[int] | None) -> Iterator[PlacedTag]:
        """The tags on some lines of a block, or on all of them."""
        lines: dict[int, list[tuple[float, Span, TagLook]]] = {}
        for piece, look in self._tagged(block, wanted_lines):
            lines.setdefault(piece.line, []).append((self._tag_x(piece, look), piece.span, look))
        unit = self._marks.column.unit
        right = self._marks.column.left + self._marks.column.width + FILL_WIDER * unit
        rings = self._rings(block)
        for line, entries in lines.items():
            # The outer first where spans begin together.
            entries.sort(key=lambda entry: (entry[0], -entry[1].length))
            spans = {span.id: (span, look) for _, span, look in entries}
            wanted = {span.id: self._wanted(x, span, look) for x, span, look in entries}
            for place in place_tags(list(wanted.values()), right, 2 * unit, rings.get(line, ())):
                tag, (span, look) = wanted[place.id], spans[place.id]
                if place.more:
                    look = TagLook(span.label, f"+{place.more}", kind="count")
                    yield PlacedTag(span, line, place, self._art.letter_width(look.letter), look)
                else:
                    value = self._art.shortened(look.value, place.value)
                    width = tag.letter + self._art.value_width(value)
                    yield PlacedTag(span, line, place, width, look._replace(value=value))

    def _tagged(self, block: int, lines: Collection[int] | None) -> Iterator[tuple[Piece, TagLook]]:
        """The box over whose start each tag of the block stands, and what it shows."""
        seen: set[str] = set()
        for pieces, hollow in ((self._marks.pieces(block), False), (self._marks.suggested(block), True)):
            for piece in pieces:
                if lines is not None and piece.line not in lines:
                    continue
                # Only where the span starts.
                if not (piece.cap_right if piece.backwards else piece.cap_left) or piece.span.id in seen:
                    continue
                look = self._look(piece.span, hollow) if self._marks.starts(block, piece.span) else None
                if look is not None:
                    seen.add(piece.span.id)
                    yield piece, look

    def _look(self, span: Span, hollow: bool) -> TagLook | None:
        """What a span's tag shows where nothing is in its way; None where it has none."""
        letter = self._art.label(span.label).letter
        if hollow:
            role = self._marks.suggestions.roles.get(span.id, "")
            value = self._art.value(span, self._marks.tags_mode == "letter")
            return TagLook(span.label, letter, value, role, kind="hollow")
        chosen, role = span.id == self._marks.selected, self._marks.roles.get(span.id, "")
        if self._marks.tags_mode == "none" and not role:
            return None
        if self._marks.is_dimmed(span) and not role:
            # Where grey is no weaker than a colour, the letter says which label is dimmed.
            return TagLook(span.label, letter, kind="dimmed") if self._art.theme.name == "hc" else None
        if not role and (self._marks.is_counted(span) or (self._marks.tags_mode == "selected" and not chosen)):
            return None
        value = self._art.value(span, self._marks.tags_mode == "letter" and not chosen)
        return TagLook(span.label, letter, value, role)

    def _tag_x(self, piece: Piece, look: TagLook) -> float:
        unit = self._marks.column.unit
        wider = FILL_WIDER * unit
        beside = _RING_SIDE * unit if piece.span.id == self._marks.selected else 0.0
        if not piece.backwards:
            return piece.left - wider + beside  # behind the ring of the handle
        # From right to left: over the first character, which is at the right.
        art = self._art
        width = art.letter_width(look.letter) + art.value_width(look.value) + art.role_width(look.role)
        return piece.right + wider - width - beside

    def _rings(self, block: int) -> dict[int, Rings]:
        """By lines: from where to where the rings of the selected span stand that are level with their tags."""
        chosen, unit = self._marks.selected, self._marks.column.unit
        found: dict[int, list[tuple[float, float]]] = {}
        for piece in self._marks.pieces(block) if chosen is not None else ():
            if piece.span.id == chosen and (piece.cap_right if piece.backwards else piece.cap_left):
                x = piece.right + FILL_WIDER * unit if piece.backwards else piece.left - FILL_WIDER * unit
                found.setdefault(piece.line, []).append((x - RING / 2 * unit - 1, x + _RING_SIDE * unit))
        return {line: sorted(rings) for line, rings in found.items()}

    def _wanted(self, x: float, span: Span, look: TagLook) -> Tag:
        # A role stays where a value makes way: it counts as part of the letter.
        letter = self._art.letter_width(look.letter) + self._art.role_width(look.role)
        return Tag(span.id, x, letter, self._art.value_width(look.value), span.id == self._marks.selected)
