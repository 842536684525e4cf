"""An article as Qt shows it: safe characters, short blocks, and the map between the two."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from operator import sub

from PySide6.QtCore import QTextBoundaryFinder

from workbench.model.offsets import Utf16Map
from workbench.model.span import Extent

# Qt shapes a block as a whole, in quadratic time, so no block is longer.
LONGEST_BLOCK = 2000

_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# What Qt drops, swaps, breaks at or takes for an object, and controls, which show nothing.
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_USUAL = bytes(range(0x20, 0x7F)) + b"\t\n"
_OTHER_BREAK = re.compile("[\r\v\f\x85\u2028\u2029]")
_INSIDE_WORD = re.compile("[^\\W\\d_]")


def _safe(match: re.Match[str]) -> str:
    """One character that shows the unsafe one and is as long as it."""
    char = match.group()
    if char == "\ufeff":
        return "\u2060"
    if char < " ":
        return chr(0x2400 + ord(char))
    return "\u2421" if char == "\x7f" else "\ufffd"


class Display:
    """The text that Qt shows for an article, and where each code point of the article stands in it.

    ``starts`` and ``ends`` are the code points of each Qt block. Blocks in ``joined`` go on with the line
    of the block before: the break is for display only and belongs to no code point. A CRLF is one break.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.joined: set[int] = set()
        self._utf16 = Utf16Map(text)
        # What is not plain ASCII, in its order: to look through that for what is rare takes a fraction of the time.
        unusual = text.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("utf-8", "surrogatepass")
        self._is_safe = _UNSAFE.search(unusual) is None
        self._has_other_breaks = _OTHER_BREAK.search(unusual) is not None
        self._runs_leftwards = _RIGHT_TO_LEFT.search(unusual) is not None
        # Where Qt's count and the article's drift apart: from this code point or position on, by so much.
        self._points: list[int] = [-1]
        self._positions: list[int] = [-1]
        self._drift: list[int] = [0]
        self.starts, self.ends = self._blocks()

    def _breaks(self) -> list[Extent]:
        """Where the text's own lines end, and where the next ones start."""
        if self._has_other_breaks:
            return [match.span() for match in _BREAK.finditer(self.text)]
        found, at = [], self.text.find("\n")
        while at >= 0:
            found.append((at, at + 1))
            at = self.text.find("\n", at + 1)
        return found

    def _blocks(self) -> tuple[list[int], list[int]]:
        breaks = self._breaks()
        starts = [0, *(after for _, after in breaks)]
        ends = [*(at for at, _ in breaks), len(self.text)]
        if not (self._has_other_breaks and "\r\n" in self.text) and max(map(sub, ends, starts)) <= LONGEST_BLOCK:
            return starts, ends
        starts, ends = [0], []
        for at, after in breaks:
            if at - starts[-1] > LONGEST_BLOCK:
                self._chunk(starts, ends, at)
            ends.append(at)
            starts.append(after)
            if after - at == 2:
                self._drifts(at + 1, -1, self.to_qt(at) + 1)
        if len(self.text) - starts[-1] > LONGEST_BLOCK:
            self._chunk(starts, ends, len(self.text))
        ends.append(len(self.text))
        return starts, ends

    def _chunk(self, starts: list[int], ends: list[int], line_end: int) -> None:
        """Cut the line that starts at the last start into blocks, for display only."""
        while line_end - starts[-1] > LONGEST_BLOCK:
            cut = _cut(self.text, starts[-1], starts[-1] + LONGEST_BLOCK)
            self.joined.add(len(starts))
            ends.append(cut)
            starts.append(cut)
            self._drifts(cut, 1, self.to_qt(cut) + 1)

    def _drifts(self, at: int, by: int, position: int) -> None:
        self._points.append(at)
        self._positions.append(position)
        self._drift.append(self._drift[-1] + by)

    def shown(self) -> str:
        """What Qt gets; it is not kept, since it may be as long as the article."""
        text = self.text if self._is_safe else _UNSAFE.sub(_safe, self.text)
        if not self.joined and not self._has_other_breaks:
            return text
        return "\n".join(text[start:end] for start, end in zip(self.starts, self.ends))

    def to_qt(self, at: int) -> int:
        """The position in Qt's document of code point ``at``; the end of the text has one too."""
        unit = self._utf16.to_utf16(at)
        if len(self._drift) == 1:
            return unit
        return unit + self._drift[bisect_right(self._points, at) - 1]

    def to_codepoint(self, position: int) -> int:
        """The code point that starts at, or holds, a position in Qt's document."""
        if len(self._drift) > 1:
            position -= self._drift[bisect_right(self._positions, position) - 1]
        return self._utf16.to_codepoint(position)

    def block_of(self, at: int) -> int:
        """The number of the block that shows code point ``at``."""
        return bisect_right(self.starts, at) - 1

    def blocks_of(self, start: int, end: int) -> range:
        """The numbers of the blocks that show something of ``start``-``end``."""
        return range(self.block_of(start), max(bisect_left(self.starts, end), self.block_of(start) + 1))

    def in_block(self, block: int, at: int) -> int:
        """The UTF-16 unit of code point ``at`` counted from the start of its block."""
        unit = self._utf16.to_utf16
        return unit(at) - unit(self.starts[block])

    def from_block(self, block: int, unit: int) -> int:
        """The code point at a UTF-16 unit counted from the start of a block."""
        return self._utf16.to_codepoint(self._utf16.to_utf16(self.starts[block]) + unit)

    def is_mixed(self, block: int) -> bool:
        """Whether the block holds characters that run from right to left."""
        if not self._runs_leftwards:
            return False
        return _RIGHT_TO_LEFT.search(self.text, self.starts[block], self.ends[block]) is not None

    def paragraph(self, at: int) -> tuple[int, int]:
        """Start and end of the article's line round ``at``, without its line end."""
        first = last = self.block_of(at)
        while first in self.joined:
            first -= 1
        while last + 1 in self.joined:
            last += 1
        return self.starts[first], self.ends[last]

    def snapped(self, start: int, end: int) -> tuple[int, int]:
        """The extent grown to whole graphemes; empty stays empty."""
        if start >= end:
            at = self._grapheme_start(start)
            return at, at
        return self._grapheme_start(start), self._grapheme_end(end)

    def _grapheme_start(self, at: int) -> int:
        return self._at_grapheme(at, QTextBoundaryFinder.toPreviousBoundary)

    def _grapheme_end(self, at: int) -> int:
        return self._at_grapheme(at, QTextBoundaryFinder.toNextBoundary)

    def _at_grapheme(self, at: int, move: Callable[[QTextBoundaryFinder], int]) -> int:
        """``at`` where a grapheme starts there, else moved to a border of the one that it is in."""
        if at and self.text[at - 1 : at + 1] == "\r\n":
            return at - 1 if move is QTextBoundaryFinder.toPreviousBoundary else at + 1
        block = self.block_of(at)
        start, end = self.starts[block], self.ends[block]
        if not start < at < end or self.text.isascii():
            return at
        finder = _graphemes(self.text[start:end])
        finder.setPosition(self.in_block(block, at))
        if finder.isAtBoundary():
            return at
        move(finder)
        return self.from_block(block, finder.position())


def _graphemes(text: str) -> QTextBoundaryFinder:
    return QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, _UNSAFE.sub(_safe, text))


def _cut(text: str, start: int, limit: int) -> int:
    """Where to cut a line at or before ``limit``: after a blank, else between words, never in a grapheme."""
    blank = text.rfind(" ", start + LONGEST_BLOCK // 2, limit)
    if blank >= 0:
        return blank + 1
    near = (cut for cut in range(limit, limit - 100, -1) if not _INSIDE_WORD.match(text, cut))
    cut = next(near, limit)
    head = text[cut - 50 : cut]
    finder = _graphemes(text[cut - 50 : cut + 10])
    finder.setPosition(Utf16Map(head).units)
    if finder.isAtBoundary() or finder.toPreviousBoundary() <= 0:
        return cut
    return cut - 50 + Utf16Map(head).to_codepoint(finder.position())
