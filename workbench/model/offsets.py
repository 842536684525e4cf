"""The only converter of offsets: code points to and from UTF-16 units and UTF-8 bytes, and to the line round one.

Everything inside the program counts code points. UTF-16 is what Qt and Java count, bytes what some files
count. A position inside a character (between two surrogates, inside a UTF-8 sequence) belongs to the
character's start.
"""

import re
from bisect import bisect_right
from itertools import accumulate

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")


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


class ByteMap:
    """Code points <-> UTF-8 bytes of one text."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [match.start() for match in _NOT_ASCII.finditer(text)]
        extra = (len(text[at].encode()) - 1 for at in self._wide)
        self._extra = [0, *accumulate(extra)]
        self._bytes = [at + self._extra[index] for index, at in enumerate(self._wide)]

    def to_byte(self, at: int) -> int:
        """The byte at which code point ``at`` starts."""
        return at + self._extra[bisect_right(self._wide, at - 1)]

    def to_codepoint(self, byte: int) -> int:
        """The code point that holds ``byte``."""
        before = bisect_right(self._bytes, byte)
        if before and byte <= self._bytes[before - 1] + self._extra[before] - self._extra[before - 1]:
            return self._wide[before - 1]
        return byte - self._extra[before]


def line_around(text: str, at: int) -> tuple[int, int]:
    """Start and end of the line that holds code point ``at``, without its line end; a line end belongs to its line."""
    if text[at : at + 1] == "\n" and text[at - 1 : at] == "\r" and at:
        at -= 1
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
    return start, min(ends, default=len(text))
