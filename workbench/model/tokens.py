"""Tokens and sentences of a news text, by rule and with offsets; no models.

A token never holds white space or any character that ``str.split`` breaks on. Words keep their inner
apostrophes, hyphens, points and commas (``Don't``, ``U.S.-led``, ``3,000``), a possessive ``'s`` is a
token of its own, Chinese and Japanese characters stand singly, an emoji sequence is one token.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from workbench.model.span import Extent

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_PICTURE = "\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff\U0001f000-\U0001f0ff\U0001f200-\U0001f2ff\u231a-\u23ff"
# What is neither a word character nor white space. Combining marks and vowel signs are left out on purpose:
# they belong to their word, though ``\w`` does not count them.
_MARKS = (
    "!-/:-@\\[-`{-~"
    "\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7"
    "\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u060c\u060d\u061b\u061e\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e4f\u0e5a\u0e5b"
    "\u2010-\u2027\u2030-\u205e\u2190-\u23ff\u2500-\u25ff\u2e00-\u2e7f\u3001-\u3004\u3008-\u3020\u3030"
    "\ufd3e\ufd3f\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffee"
)
_TITLES = (
    "adm|ave|brig|capt|cmdr|col|corp|dept|dr|etc|fig|gen|gov|hon|inc|jr|lt|ltd|maj|mr|mrs|ms|mt|no|prof|pres|rep|rev|"
    "sen|sgt|sr|st|supt|vs|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
)
_PLAIN = rf"[^\s{_MARKS}{_CJK}{_PICTURE}\U0001f1e6-\U0001f1ff]"
_TOKEN_SOURCE = rf"""
      [A-Za-z]+(?=[,;:!?]?\s)                                         # most words, at once
    | [\U0001f1e6-\U0001f1ff]{{2}}                                     # a flag
    | [{_PICTURE}](?:[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]          # an emoji sequence
        |\u200d[{_PICTURE}\u2640\u2642\u2695])*
    | [{_CJK}]
    | (?:[A-Za-z]\.){{2,}}(?:-{_PLAIN}+)*                              # U.S., a.m., U.S.-led
    | (?:{_TITLES.title()})\.(?=\s)   # Dr., Gov.
    | ['\u2019][sS](?!{_PLAIN})                                        # a possessive
    | {_PLAIN}+(?:(?:(?!['\u2019][sS](?!{_PLAIN}))['\u2019.,:\u00b7_\-\u2010\u2011/@&+]|(?<=\d)[%](?=\d)){_PLAIN}+)*
    | \.{{2,}}|-{{2,}}
    | \S
    """
_LOOSE = re.compile(r"[,:./](?!\d)|(?<!\d)[,:]")
_ADDRESS = re.compile(r"(?i)(?:https?:|www\.|[\w.+-]+@)|[a-z0-9-]+\.(?:com|org|net|tv|co|info|eu|uk|de|ru)\b")

_ABBREVIATION = re.compile(rf"(?i:\b(?:{_TITLES})|\b(?:[a-z]\.)+[a-z]|(?<![a-z])[a-z])$")
_NO_END_BEFORE = re.compile(r"(?i:a\.m|p\.m|e\.g|i\.e)$")
_SENTENCE_END = re.compile(
    r"(?:[.!?\u2026\u061f\u06d4\u0964]+[\"'\u2019\u201d\u00bb)\]]*(?=\s)|[\u3002\uff01\uff1f]+[\u201d\u2019\u300d\u300f\uff09\u300b]*)"
)
PARAGRAPH_ENDS = "\n\r\v\f\x85\u2028\u2029"
_PARAGRAPH_END = re.compile(f"[{PARAGRAPH_ENDS}]+")
_OPENING = "\"'“‘«(["


@cache
def _token() -> re.Pattern[str]:
    """Compiled when the first text is cut, not at every start of the program."""
    return re.compile(_TOKEN_SOURCE, re.VERBOSE)


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Extent]:
    """Start and end, in code points, of each token of ``text[start:end]``."""
    found: list[Extent] = []
    stop = len(text) if end is None else end
    for match in _token().finditer(text, start, stop):
        at, to = match.span()
        token = match.group()
        if token.isalpha() or to - at < 3 or token[-1] == "." or not _LOOSE.search(token) or _is_whole(token):
            found.append((at, to))
        else:
            found.extend(_split(text, at, to))
    return found


def _is_whole(token: str) -> bool:
    return bool(_ADDRESS.match(token)) or bool(re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]?\.?(?:-\S+)?", token))


def _split(text: str, start: int, end: int) -> Iterator[Extent]:
    """Cut a run at its commas, colons, points and slashes that do not stand between digits."""
    at = start
    for match in _LOOSE.finditer(text, start + 1, end):
        cut = match.start()
        if cut > at:
            yield at, cut
        yield cut, cut + 1
        at = cut + 1
    if at < end:
        yield at, end


def split_at(extents: Iterable[Extent], borders: Iterable[int]) -> list[Extent]:
    """The tokens, each cut where one of ``borders`` (sorted code points) falls inside it."""
    cuts = iter(borders)
    cut = next(cuts, None)
    result: list[Extent] = []
    for start, end in extents:
        while cut is not None and cut <= start:
            cut = next(cuts, None)
        at = start
        while cut is not None and cut < end:
            if cut > at:
                result.append((at, cut))
                at = cut
            cut = next(cuts, None)
        result.append((at, end))
    return result


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Extent]:
    """Start and end of each sentence, white space round it left out; a line end always ends one.

    ``start`` and ``end`` are borders of paragraphs.
    """
    found: list[Extent] = []
    at, stop = start, len(text) if end is None else end
    for match in _PARAGRAPH_END.finditer(text, start, stop):
        found.extend(_sentences_of(text, at, match.start()))
        at = match.end()
    found.extend(_sentences_of(text, at, stop))
    return found


def paragraphs_round(text: str, start: int, end: int) -> Extent:
    """The extent widened to the line ends before and behind it, found without a look at the rest of the text."""
    low, high = 0, len(text)
    for mark in PARAGRAPH_ENDS:
        low = max(low, text.rfind(mark, low, start) + 1)
        if (found := text.find(mark, end, high)) >= 0:
            high = found
    return low, high


def _sentences_of(text: str, start: int, end: int) -> Iterator[Extent]:
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if _ends_sentence(text, at, match, end):
            if found := trimmed(text, at, match.end()):
                yield found
            at = match.end()
    if found := trimmed(text, at, end):
        yield found


def _ends_sentence(text: str, start: int, match: re.Match[str], end: int) -> bool:
    if match.group()[0] in "\u3002\uff01\uff1f":
        return True
    after = match.end()
    while after < end and text[after].isspace():
        after += 1
    if after >= end:
        return True
    follower = text[after]
    if follower.islower():
        return False  # ... he said; p.m. on Friday
    head = text[max(start, match.start() - 12) : match.start()]
    if match.group() == "." and _ABBREVIATION.search(head):
        return bool(_NO_END_BEFORE.search(head)) and (follower.isupper() or follower in _OPENING)
    return True


def trimmed(text: str, start: int, end: int) -> Extent | None:
    """The extent without white space at its ends, or None where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
