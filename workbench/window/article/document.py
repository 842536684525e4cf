"""An article as Qt shows it: safe characters, short blocks, and the map between the two."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import sub

from PySide6.QtCore import QTextBoundaryFinder

from workbench.model.offsets import Utf16Map
from workbench.model.span import Extent

# Qt shapes a block as a whole, in quadratic time, so no block is longer.
LONGEST_BLOCK = 2000

_LINE_FEED = re.compile("\n")
_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# What Qt drops, swaps, breaks at or takes for an object, and controls, which show nothing.
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_USUAL = bytes(range(0x20, 0x7F)) + b"\t\n"
_OTHER_BREAK = re.compile("[\r\v\f\x85\u2028\u2029]")
# What Qt finds graphemes in only where it stands alone: scripts that have rules of their own, which else cut emoji
# and line ends beside them, and flags, which it pairs wrongly behind an emoji. Each with the marks that go with it.
_OWN_RULES = "\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff"
_WITH_THEM = "\u0300-\u036f\u1cd0-\u1cff\u200c\u200d\u20d0-\u20ff\ua8e0-\ua8ff\ufe00-\ufe0f"
_ALONE = re.compile(f"[{_OWN_RULES}][{_OWN_RULES}{_WITH_THEM}]*|[\U0001f1e6-\U0001f1ff]+[{_WITH_THEM}]*")
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

    Qt's positions that are no place of a caret belong to these code points: between two surrogates and inside
    a grapheme, to the grapheme's start; between CR and LF there is none, and the line feed's code point has the
    position of the carriage return; before and behind a break for display, to the one code point that is there.
    So a caret stands at the start of a grapheme, or at the text's end, and one step goes to the next such place.
    A selection grows to whole graphemes at both of its ends, a CRLF being one; an empty one stays empty.
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
        return [match.span() for match in _LINE_FEED.finditer(self.text)]

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

    def for_qt(self) -> str:
        """What is shown, with two surrogates for each astral character: PySide takes that many times as quickly."""
        text = self.shown()
        is_in_place = not self.joined and not self._has_other_breaks
        return (self._utf16 if is_in_place else Utf16Map(text)).as_pairs(text)

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

    def after(self, at: int) -> int:
        """Where the next grapheme starts, or the end of the text."""
        block = self.block_of(at)
        end = self.ends[block]
        if at >= end:
            return self.starts[block + 1] if block + 1 < len(self.starts) else end
        return self._grapheme_end(at + 1)

    def before(self, at: int) -> int:
        """Where the grapheme before the one at ``at`` starts, or the start of the text."""
        at = self._grapheme_start(at)
        block = self.block_of(at)
        if at == self.starts[block] and block and block not in self.joined:
            return self.ends[block - 1]
        return self._grapheme_start(max(0, at - 1))

    def _grapheme_start(self, at: int) -> int:
        return self._at_grapheme(at, forward=False)

    def _grapheme_end(self, at: int) -> int:
        return self._at_grapheme(at, forward=True)

    def _at_grapheme(self, at: int, forward: bool) -> int:
        """``at`` where a grapheme starts there, else moved to a border of the one that it is in."""
        if at and self.text[at - 1 : at + 1] == "\r\n":
            return at + 1 if forward else at - 1
        if self.text.isascii():
            return at
        block = self.block_of(at)
        start, end = self.starts[block], self.ends[block]
        return start + _border(self.text[start:end], at - start, forward) if start < at < end else at


def _border(text: str, at: int, forward: bool) -> int:
    """``at`` where a grapheme of a short text starts there, else the end or the start of the one that it is in."""
    low, high = 0, len(text)
    for match in _ALONE.finditer(text):
        if at < match.end():
            low, high = match.span() if match.start() <= at else (low, match.start())
            break
        low = match.end()
    units, finder = _finder(text[low:high])
    finder.setPosition(units.to_utf16(at - low))
    if finder.isAtBoundary():
        return at
    return low + units.to_codepoint(finder.toNextBoundary() if forward else finder.toPreviousBoundary())


@lru_cache(maxsize=2)  # to look through a long block takes a while, and each step of the caret asks several times
def _finder(piece: str) -> tuple[Utf16Map, QTextBoundaryFinder]:
    kind = QTextBoundaryFinder.BoundaryType.Grapheme
    return Utf16Map(piece), QTextBoundaryFinder(kind, _UNSAFE.sub(_safe, piece))


def _cut(text: str, start: int, limit: int) -> int:
    """Where to cut a line at or before ``limit``: after a blank, else between words, never in a grapheme."""
    cut = text.rfind(" ", start + LONGEST_BLOCK // 2, limit) + 1
    if cut and text[cut].isascii():
        return cut
    if not cut:  # no blank; behind one an accent may stand, which belongs to it
        near = (place for place in range(limit, limit - 100, -1) if not _INSIDE_WORD.match(text, place))
        cut = next(near, limit)
    whole = _border(text[cut - 50 : cut + 10], 50, forward=False)
    return cut - 50 + whole if whole else cut
