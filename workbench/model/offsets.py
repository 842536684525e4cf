"""The only converter of offsets: code points to and from UTF-16 units, and to the line round one.

Everything inside the program counts code points. UTF-16 is what Qt and Java count. A position inside a character,
between two surrogates, belongs to the character's start.
"""

import re
from bisect import bisect_right

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Map:
    """Code points <-> UTF-16 units of one text, in logarithmic time; free for texts without astral characters."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._astral = [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]
        # The unit at which the n-th astral character starts: one more unit for each before it.
        self._units = [at + index for index, at in enumerate(self._astral)]

    @property
    def units(self) -> int:
        """Length of the text in UTF-16 units."""
        return self.length + len(self._astral)

    def as_pairs(self, text: str) -> str:
        """A text with two surrogates for each astral character, which stand where they do in the map's own text."""
        if not self._astral:
            return text
        pieces: list[str] = []
        done = 0
        for at in self._astral:
            code = ord(text[at]) - 0x10000
            pieces += text[done:at], chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))
            done = at + 1
        return "".join([*pieces, text[done:]])

    def to_utf16(self, at: int) -> int:
        """The UTF-16 unit at which code point ``at`` starts."""
        if not self._astral:
            return at
        return at + bisect_right(self._astral, at - 1)

    def to_codepoint(self, unit: int) -> int:
        """The code point that holds ``unit``; between two surrogates, the one that they make."""
        if not self._astral:
            return unit
        before = bisect_right(self._units, unit)
        if before and unit == self._units[before - 1] + 1:
            return self._astral[before - 1]
        return unit - bisect_right(self._units, unit - 1)


def line_around(text: str, at: int) -> tuple[int, int]:
    """Start and end of the line that holds code point ``at``, without its line end; a line end belongs to its line."""
    if text[at : at + 1] == "\n" and text[at - 1 : at] == "\r" and at:
        at -= 1
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
    return start, min(ends, default=len(text))
