"""One sentence as a row of words, marks and quotations: what the proposal of an attribution reads.

What stands inside quotation marks is one item of the row, so that its words and full stops are not taken for those of
the sentence round it. A cue inside a quotation has that quotation's own sentences round it.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

from workbench.model import english
from workbench.model.quotes import MARKS, SINGLE, find_marks
from workbench.model.span import Extent
from workbench.model.tokens import paragraphs_round, sentences, tokens, trimmed

_DASHES = frozenset(("—", "–", "--", "―"))
_FAR = 10_000  # code points; no sentence with its quotations is longer
_DATELINE = re.compile(r"[^\n]{2,90}?(?:\s[—–―]|\s--?|[)]\s?[—–-])\s")


class Item(NamedTuple):
    """A word, a mark or a whole quotation.

    ``word`` is in small letters, with straight apostrophes; of a quotation it is ``“``. ``shown`` is what stands in the
    text; of a quotation its last sign inside the marks.
    """

    start: int
    end: int
    word: str
    shown: str

    @property
    def is_quotation(self) -> bool:
        """Whether it is a whole quotation."""
        return self.word == "“"

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.is_quotation and not any(map(str.isalnum, self.word)) and self.word not in ("'s", "&")

    @property
    def is_name(self) -> bool:
        """Whether it is written like a name."""
        return self.shown[:1].isupper() and not self.is_quotation

    @property
    def is_border(self) -> bool:
        """Whether a clause may end with it: a comma, a dash, or a quotation that has one at its end."""
        return self.word in (",", ";", ":", *_DASHES) or (self.is_quotation and not self.shown.isalnum())


class Sentence(NamedTuple):
    """The items of a sentence; ``before`` and ``after`` are quotations that its neighbours consist of, if they do."""

    items: list[Item]
    before: Extent | None = None
    after: Extent | None = None


def sentence_at(text: str, at: int) -> Sentence | None:
    """The sentence round the code point ``at``, on the level of quotation that ``at`` is on."""
    low, high = paragraphs_round(text, at, at)
    low, high = max(low, at - _FAR), min(high, at + _FAR)
    pairs = _pairs(text, low, high)
    around = [pair for pair in pairs if pair[0] < at < pair[1] - 1 and _holds_more(text, pair)]
    if around:
        inner = around[-1]
        low, high = inner[0] + 1, inner[1] - 1
        pairs = [pair for pair in pairs if inner[0] < pair[0] and pair[1] < inner[1]]
    else:
        low = _behind_dateline(text, low, high)
    outer: list[Extent] = []
    for pair in pairs:
        if pair[0] >= low and not _is_nickname(text, pair) and (not outer or pair[0] >= outer[-1][1]):
            outer.append(pair)
    whole = _joined(sentences(text, low, high), outer)
    place = next((index for index, (_, end) in enumerate(whole) if at <= end), len(whole) - 1)
    if place < 0:
        return None
    alone = [_only_quotation(text, extent, outer) for extent in whole]
    return Sentence(
        _items(text, *whole[place], outer),
        alone[place - 1] if place else None,
        alone[place + 1] if place + 1 < len(alone) else None,
    )


def _pairs(text: str, low: int, high: int) -> list[Extent]:
    """The quotations of a paragraph, from mark to mark; one that its first mark opens may end in another one."""
    marks = find_marks(text, low, high)
    found = [(opening, closing + 1) for opening, closing in marks.pairs]
    if marks.unpaired and (first := trimmed(text, low, high)) is not None and first[0] == marks.unpaired[0]:
        found.append(first)
    return sorted(found, key=lambda pair: (pair[0], -pair[1]))


def _holds_more(text: str, pair: Extent) -> bool:
    """Whether there is more than two words between the marks, so that somebody may be cited inside."""
    return len(text[pair[0] + 1 : pair[1] - 1].split()) > 2


def _is_nickname(text: str, pair: Extent) -> bool:
    """Whether it stands inside a name: Wilhelmina “Billie” Strake."""
    inside, before, after = text[pair[0] + 1 : pair[1] - 1], text[: pair[0]][-30:].split(), text[pair[1] :][:30].split()
    return (
        inside.isalpha()
        and text[pair[0] - 1 : pair[0]].isspace()
        and text[pair[1] : pair[1] + 1].isspace()
        and bool(before and after)
        and inside[0].isupper() and before[-1][0].isupper() and after[0][0].isupper()
    )  # fmt: skip


def _joined(found: list[Extent], pairs: list[Extent]) -> list[Extent]:
    """The sentences, joined where a border falls inside a quotation."""
    joined: list[Extent] = []
    for start, end in found:
        before = bisect_right(pairs, (start, -1)) - 1
        if joined and before >= 0 and pairs[before][0] < start < pairs[before][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _only_quotation(text: str, extent: Extent, pairs: list[Extent]) -> Extent | None:
    """The quotation that a sentence consists of, if it does."""
    inside = [pair for pair in pairs if extent[0] <= pair[0] and pair[1] <= extent[1]]
    if not inside:
        return None
    rest = text[extent[0] : inside[0][0]] + text[inside[-1][1] : extent[1]]
    return None if len(inside) > 1 or any(map(str.isalnum, rest)) else inside[0]


def _behind_dateline(text: str, low: int, high: int) -> int:
    """Where the paragraph's first sentence begins behind “LEEDS, England (Agency) —”."""
    match = _DATELINE.match(text, low, high)
    if match is None:
        return low
    words = [word for word in re.split(r"[\s,()/.]+", match.group()) if any(map(str.isalpha, word))]
    shouted = any(len(word) > 2 and word.isupper() for word in words)
    bracket = ")" in match.group()
    small = sum(word[0].islower() for word in words)
    return match.end() if words and (shouted or bracket) and small <= 2 and len(words) <= 12 else low


def _items(text: str, start: int, end: int, pairs: list[Extent]) -> list[Item]:
    found: list[Item] = []
    at = start
    for opening, closing in (pair for pair in pairs if start <= pair[0] and pair[1] <= end):
        found.extend(_plain(text, at, opening))
        last = text[opening + 1 : closing].rstrip("".join(MARKS) + " \u00a0")[-1:]
        found.append(Item(opening, closing, "“", last))
        at = closing
    found.extend(_plain(text, at, end))
    return found


def _plain(text: str, start: int, end: int) -> list[Item]:
    return [
        Item(a, b, text[a:b].lower().replace("’", "'"), text[a:b])
        for a, b in tokens(text, start, end)
        if text[a:b] not in MARKS or text[a:b] in SINGLE
    ]


def finite(items: list[Item], at: int) -> bool:
    """Whether the item at ``at`` is probably a finite verb."""
    item = items[at]
    if item.is_mark or item.is_quotation or (item.is_name and at > 0):
        return False
    return english.is_verb(item.word, items[at - 1].word if at else "")


def clause_start(items: list[Item], end: int) -> int:
    """Where the clause begins that ends before the item ``end``: behind the last border, bracketed words left alone."""
    at, depth = end, 0
    while at > 0:
        item = items[at - 1]
        depth += (item.word in (")", "]")) - (item.word in ("(", "["))
        if depth <= 0 and item.is_border and not _inside_number(items, at - 1):
            break
        at -= 1
    return at


def _inside_number(items: list[Item], at: int) -> bool:
    return 0 < at < len(items) - 1 and items[at - 1].word.isdigit() and items[at + 1].word.isdigit()
