"""Quotation marks: which close which, and what stands in pairs in a text. The only table of them in the project."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from workbench.model.span import Extent, Parts

# What opens a quotation, and what may close it.
PAIRS = {
    "“": "”", "„": "“”", "”": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』", '"': '"',
    "‘": "’", "‚": "‘’", "'": "'",
}  # fmt: skip
MARKS = frozenset("".join((*PAIRS, *PAIRS.values())))
# These may be apostrophes, too.
SINGLE = frozenset("‘’‚'")
_APOSTROPHES = "'’"
# These close as well; they open only before a character and not behind a word.
_BOTH_WAYS = frozenset("”»›\"'")
_NEAR = 8  # so many marks back a partner is looked for: no quotation is nested deeper
_MARK = re.compile(f"[{''.join(sorted(MARKS))}]")


class Found(NamedTuple):
    """The pairs, by where their opening and their closing mark stand (code points), and the marks without a partner."""

    pairs: list[Extent]
    unpaired: list[int]


def find_marks(text: str, start: int = 0, end: int | None = None) -> Found:
    """The quotation marks of ``text[start:end]``; an apostrophe is none.

    Each paragraph of a long quotation opens again, and only its last one closes: that is one pair.
    """
    stop = len(text) if end is None else end
    open: list[int] = []
    found = Found([], [])
    for match in _MARK.finditer(text, start, stop):
        at, mark = match.start(), match.group()
        if _is_apostrophe(text, at):
            continue
        if open and text[open[-1]] == mark and _begins_line(text, at):
            continue
        partner = _partner(text, open, mark)
        if partner is not None:
            found.pairs.append((open[partner], at))
            found.unpaired.extend(open[partner + 1 :])
            del open[partner:]
        elif _opens(text, at):
            open.append(at)
        elif mark not in _APOSTROPHES or not _closes_anew(text, found.pairs, at, at + 1 == stop):
            found.unpaired.append(at)
    found.unpaired.extend(open)
    found.pairs.sort()
    found.unpaired.sort()
    return found


def _partner(text: str, open: list[int], mark: str) -> int | None:
    """The place in ``open`` of the innermost mark that ``mark`` closes; a single one reaches out of no double one."""
    for place in _last(open):
        if mark in PAIRS[text[open[place]]]:
            return place
        if mark in SINGLE and text[open[place]] not in SINGLE:
            return None
    return None


def _closes_anew(text: str, pairs: list[Extent], at: int, last: bool) -> bool:
    """Whether a single mark is no half pair because of a single pair before it: one of the two is an apostrophe.

    In ``‘the dogs’ bowls,’`` it was the earlier, and the pair is made longer; in ``‘Yes’ for dogs’ bowls`` the later.
    """
    for place in _last(pairs):
        opening, closing = pairs[place]
        if text[at] in PAIRS[text[opening]]:
            if text[closing - 1].isalnum() and (last or not text[at - 1].isalnum()):
                pairs[place] = (opening, at)
            return True
    return False


def _last(items: Sequence[object]) -> range:
    """Places of the last few, the last first."""
    return range(len(items) - 1, max(-1, len(items) - 1 - _NEAR), -1)


def _opens(text: str, at: int) -> bool:
    if text[at] not in _BOTH_WAYS:
        return text[at] in PAIRS
    after = text[at + 1 : at + 2]
    return bool(after) and not after.isspace() and not text[max(at - 1, 0) : at].isalnum()


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether the mark stands inside a word, as in ``don’t``, or before one, as in ``’90s``."""
    if text[at] not in _APOSTROPHES or not text[at + 1 : at + 2].isalnum():
        return False
    return text[at] == "’" or text[max(at - 1, 0) : at].isalnum()


def _begins_line(text: str, at: int) -> bool:
    while at > 0 and text[at - 1] in " \t\u00a0":
        at -= 1
    return at > 0 and text[at - 1] in "\r\n\u2028\u2029"


def verbatim(text: str, parts: Parts) -> tuple[Extent, ...]:
    """The stretches of a span over ``parts`` that are given word for word (code points), the marks left out.

    They are derived, never stored: whoever exports spans works them out here. A quotation that is opened at the start
    of the span and not closed in it runs to the end; what begins a further paragraph of the same quotation is a mark,
    too. A mark inside a quotation belongs to its words.
    """
    joined = " ".join(text[start:end] for start, end in parts)
    pairs, unpaired = find_marks(joined)
    first = len(joined) - len(joined.lstrip())
    if first in unpaired:
        pairs = [(first, len(joined))]
    found: list[Extent] = []
    at = 0
    for opening, closing in pairs:
        if opening >= at:
            at = closing
            found.extend(_words_within(joined, opening, closing))
    return tuple(_placed(text, parts, found))


def share_verbatim(text: str, parts: Parts, said: Parts) -> Literal["none", "some", "all"]:
    """How much of the words of a span over ``parts`` stands in ``said``, its verbatim stretches."""
    if not said:
        return "none"
    words, given = (
        sum(map(str.isalnum, "".join(text[start:end] for start, end in stretches))) for stretches in (parts, said)
    )
    return "all" if words == given else "some"


def _words_within(text: str, opening: int, closing: int) -> Iterator[Extent]:
    """What stands between two marks, without the marks that open the quotation again on further lines."""
    start = opening + 1
    for at in range(opening + 1, closing):
        if text[at] == text[opening] and _begins_line(text, at):
            yield start, at
            start = at + 1
    yield start, closing


def _placed(text: str, parts: Parts, found: Iterable[Extent]) -> Iterator[Extent]:
    """Stretches of the joined parts as places in the article, cut where a part ends, without blanks at their ends."""
    ahead = list(found)
    shift = 0
    for start, end in parts:
        for first, last in ahead:
            low, high = max(start, first - shift + start), min(end, last - shift + start)
            while low < high and text[low].isspace():
                low += 1
            while low < high and text[high - 1].isspace():
                high -= 1
            if low < high:
                yield low, high
        shift += end - start + 1
