"""Where the edges of a selection go when it is tagged, by the snap rule of its label.

Each rule takes a selection in code points and gives the extent to tag, or None where nothing is left.
"""

from collections.abc import Callable, Iterable

from workbench.model.offsets import line_around
from workbench.model.quotes import MARKS, find_marks
from workbench.model.scheme import Snap
from workbench.model.span import Extent
from workbench.model.tokens import paragraphs_round, sentences, tokens, trimmed

BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】"}
_APOSTROPHES = "'’"
_LONGEST_WORD = 100  # characters that are looked at beyond an edge
_OUTER = MARKS | set(".,;:!?…()[]{}<>—–-/|·•、。，；：！？（）【】،؛؟")


def snap(rule: Snap, text: str, start: int, end: int) -> Extent | None:
    """The extent that ``rule`` makes of the selection ``start``-``end`` of ``text``."""
    if not 0 <= start < end <= len(text):
        return None
    return _RULES[rule](text, start, end)


def snap_many(rule: Snap, text: str, extents: Iterable[Extent]) -> list[Extent]:
    """What ``rule`` makes of several selections, in text order; where two become one extent it stands once."""
    snapped = (_RULES[rule](text, start, end) for start, end in extents if start < end)
    return sorted({extent for extent in snapped if extent is not None})


def _character(text: str, start: int, end: int) -> Extent | None:
    return start, end


def _whole_tokens(text: str, start: int, end: int) -> Extent:
    """The extent, widened where it begins or ends inside a token."""
    first, last = start, end
    while first > 0 and start - first < _LONGEST_WORD and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and last - end < _LONGEST_WORD and not text[last].isspace():
        last += 1
    return _token_start(text, first, start, last), _token_end(text, first, end, last)


def _token_start(text: str, first: int, at: int, last: int) -> int:
    """Where the token begins that ``at`` is in; tokens hold no blank, so those that follow are not looked at."""
    near = at
    while near < last and near - at < _LONGEST_WORD and not text[near].isspace():
        near += 1
    # With the blank behind, which tells "Dr." from the end of a sentence.
    return next((start for start, end in tokens(text, first, min(near + 1, last)) if start < at < end), at)


def _token_end(text: str, first: int, at: int, last: int) -> int:
    near = at
    while near > first and at - near < _LONGEST_WORD and not text[near - 1].isspace():
        near -= 1
    return next((end for start, end in tokens(text, near, last) if start < at < end), at)


def _possessive_at(text: str, at: int) -> bool:
    """Whether ``'s`` starts at ``at`` and ends its word."""
    return (
        text[at : at + 1] in _APOSTROPHES
        and text[at + 1 : at + 2] in ("s", "S")
        and not (at + 2 < len(text) and not text[at + 2].isspace() and text[at + 2] not in _OUTER)
    )


def _word(text: str, start: int, end: int) -> Extent | None:
    inner = trimmed(text, start, end)
    if inner is None:
        return None
    start, end = _whole_tokens(text, *inner)
    start, end = _strip_marks(text, start, end)
    if end - start > 2 and _possessive_at(text, end - 2):
        end -= 2
    return (start, end) if start < end else None


def _strip_marks(text: str, start: int, end: int) -> Extent:
    """Take outer punctuation off, but keep a bracket whose partner is inside and the point of ``U.S.``."""
    while start < end and (text[start].isspace() or text[start] in _OUTER) and not _opens_inside(text, start, end):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _OUTER):
        if _closes_inside(text, start, end) or _abbreviated(text, start, end):
            break
        end -= 1
    return start, end


def _opens_inside(text: str, start: int, end: int) -> bool:
    partner = BRACKETS.get(text[start])
    return partner is not None and partner in text[start + 1 : end]


def _closes_inside(text: str, start: int, end: int) -> bool:
    return any(text[end - 1] == closing and opening in text[start : end - 1] for opening, closing in BRACKETS.items())


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the span ends in ``U.S.`` or the like, so that its last point belongs to it."""
    return (
        text[end - 1] == "." and end - start >= 4 and text[end - 2].isalpha() and text[end - 3] == "."
        and text[end - 4].isalpha() and (end - start == 4 or not text[end - 5].isalpha())
    )  # fmt: skip


def _quote(text: str, start: int, end: int) -> Extent | None:
    """Marks without a partner go at either end, with the white space round them; pairs stay."""
    gone = set(find_marks(text, start, end).unpaired)
    while start < end and (start in gone or text[start].isspace()):
        start += 1
    while end > start and (end - 1 in gone or text[end - 1].isspace()):
        end -= 1
    return (start, end) if start < end else None


def _sentence(text: str, start: int, end: int) -> Extent | None:
    near = sentences(text, *paragraphs_round(text, start, end))
    touched = [extent for extent in near if extent[0] < end and start < extent[1]]
    return (touched[0][0], touched[-1][1]) if touched else None


def _line(text: str, start: int, end: int) -> Extent | None:
    inner = trimmed(text, start, end)
    if inner is None:
        return None
    return line_around(text, inner[0])[0], line_around(text, inner[1] - 1)[1]


_RULES: dict[Snap, Callable[[str, int, int], Extent | None]] = {
    "word": _word,
    "quote": _quote,
    "sentence": _sentence,
    "line": _line,
    "character": _character,
}
