"""Grammar that sentences need: a count with its noun, an article before a noun, places in words."""

import re
from collections.abc import Sequence

_OPENING = ("“", "‘", "„", "«", "»", "「", "『", '"')  # how a quote may begin
_LONGEST = 40  # characters of what is quoted
_BEGINNING = 24  # of these, where both ends are quoted
_LOOKED_AT = 200  # characters at each end: white space may be much of it
_PLACE = re.compile(r"“[^”]*”|(?<![\w-])(\d+)-(\d+)(?![\w-])")


def number(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def with_article(noun: str) -> str:
    """The noun after ``a`` or ``an``, by its first letter."""
    return f"an {noun}" if noun[:1].lower() in "aeiou" else f"a {noun}"


def listed(words: Sequence[str]) -> str:
    """Words with commas, and ``and`` before the last."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def cut(text: str, longest: int = _LONGEST) -> str:
    """Text on one line, and not too much of it."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def in_quotes(quoted: str) -> str:
    """With quotation marks round it, where the words do not bring their own."""
    return quoted if quoted[:1] in _OPENING else f"“{quoted}”"


def as_shown(words: str, text: str = "") -> str:
    """The journal's words as a window shows them: what is quoted stays as it is, a place is what stands there.

    Where the article's ``text`` is not at hand, it is its first and last character, with a dash.
    """
    return _PLACE.sub(lambda found: _of_place(int(found[1]), int(found[2]), text) if found[1] else found[0], words)


def _of_place(start: int, end: int, text: str) -> str:
    if not start < end <= len(text):
        return f"{start}–{end}"
    long = end - start > 2 * _LOOKED_AT
    words = f"{text[start : start + _LOOKED_AT]} {text[end - _LOOKED_AT : end]}" if long else text[start:end]
    line = " ".join(words.split()).replace("“", "‘").replace("”", "’")
    if long or len(line) > _LONGEST:  # with its end: an edge may have moved there
        line = f"{line[:_BEGINNING].rstrip()}…{line[_BEGINNING + 1 - _LONGEST :].lstrip()}"
    return f"“{line}”" if line else f"{start}–{end}"
