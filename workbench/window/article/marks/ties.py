"""What ties the parts of a span together: its line stays open at a gap, and dots lead from part to part."""

from collections.abc import Sequence
from typing import NamedTuple

from workbench.window.article.marks.measure import Piece

_STUB = 18.0  # units for dots beside a part, where the next one stands on another line


class Tied(NamedTuple):
    """A box of a span with the caps of its line, and the stretches of dots on the same line of text."""

    piece: Piece
    dots: list[tuple[float, float]]


def tied(pieces: Sequence[Piece], before: int, unit: float) -> list[Tied]:
    """The boxes in a block of a span of several parts, of which so many end ``before`` the block."""
    found: list[Tied] = []
    last = len(pieces[0].span.parts) - 1 if pieces else 0
    number = before
    for piece in pieces:
        starts, ends = (piece.cap_right, piece.cap_left) if piece.backwards else (piece.cap_left, piece.cap_right)
        dots: list[tuple[float, float]] = []
        if starts and number > 0:
            starts = False
            if found and found[-1].piece.line == piece.line:
                found[-1].dots[-1:] = []  # these lead to this one
                left, right = sorted((found[-1].piece, piece), key=lambda side: side.left)
                dots.append((left.right, right.left))
            else:
                dots.append(_stub(piece, not piece.backwards, unit))
        if ends:
            if number < last:
                ends = False
                dots.append(_stub(piece, piece.backwards, unit))
            number += 1
        left_cap, right_cap = (ends, starts) if piece.backwards else (starts, ends)
        found.append(Tied(piece._replace(cap_left=left_cap, cap_right=right_cap), dots))
    return found


def _stub(piece: Piece, at_left: bool, unit: float) -> tuple[float, float]:
    if at_left:
        return piece.left - _STUB * unit, piece.left
    return piece.right, piece.right + _STUB * unit
