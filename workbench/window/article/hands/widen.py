"""From a place in the text to the word, phrase, sentence or paragraph round it."""

import re
from collections.abc import Iterator

from workbench.model.quotes import MARKS, find_marks
from workbench.model.snap import snap
from workbench.model.span import Extent
from workbench.model.tokens import sentences

# Verbs behind which something is reported, with the conjunction that may follow, "told reporters on Friday that".
_CUE = re.compile(
    r"(?<![”»\"’'] )\b(?:said|says?|told|tells?|announce[sd]?|add(?:s|ed)|claim(?:s|ed)?|argue[sd]?|warn(?:s|ed)?"
    r"|state[sd]|insist(?:s|ed)?|explain(?:s|ed)?|report(?:s|ed))\b(?:(?:\s+[\w’'.-]+){0,4}?\s+that\b)?\s+"
)
_COMMAS = ",;:–—،，；：、()[]{}（）［］【】"
_STOPS = ".?!…。！？؟।¿¡"
_SHORT = re.compile(r"\w\.\w\.")  # the stop behind the last letter belongs to it, "U.S."
_ENDING = re.compile(r"\([a-z]{1,3}\)")  # part of a word, "worker(s)"


def word_at(text: str, at: int, paragraph: Extent) -> Extent | None:
    """The word that the character at ``at`` belongs to, kept whole (``Don't``, ``3,000``, ``U.S.-led``)."""
    extent = snap("word", text, at, at + 1)
    return extent if extent is not None and extent[0] <= at < extent[1] else None


def unit_at(text: str, at: int, size: int, paragraph: Extent) -> Extent:
    """What a double (2), triple (3) or quadruple (4) click takes: a word, a sentence, the paragraph."""
    if size >= 4:
        return paragraph
    if size == 3:
        return sentence_at(text, at, paragraph)
    word = word_at(text, at, paragraph)
    if word is not None:
        return word
    return (at, at + 1) if paragraph[0] <= at < paragraph[1] else (at, at)


def sentence_at(text: str, at: int, paragraph: Extent) -> Extent:
    """The sentence of the paragraph that the character belongs to; white space belongs to the one before."""
    start, end = paragraph
    found = paragraph
    for first, last in sentences(text[start:end]):
        if start + first > at and found != paragraph:
            break
        found = (start + first, start + last)
    return found


def wider(text: str, extent: Extent, paragraph: Extent) -> Extent | None:
    """The next larger of word, phrase in quotes or between commas, what is said, sentence and paragraph, or None."""
    start, end = extent
    larger = [
        found
        for found in _candidates(text, extent, paragraph)
        if found[0] <= start and end <= found[1] and found[1] - found[0] > end - start
    ]
    return min(larger, key=lambda found: found[1] - found[0], default=None)


def _candidates(text: str, extent: Extent, paragraph: Extent) -> Iterator[Extent]:
    start, end = extent
    word = snap("word", text, start, max(end, start + 1)) if start < len(text) else None
    if word is not None:
        yield word
    first = sentence_at(text, start, paragraph)
    last = sentence_at(text, max(start, end - 1), paragraph)
    sentence = first[0], last[1]
    quoted = _quoted(text, extent, paragraph)
    if quoted is not None:
        yield quoted
        yield quoted[0] - 1, quoted[1] + 1
    said = _said(text, extent, sentence)
    yield _phrase(text, extent, quoted or said or sentence)
    if said is not None:
        yield said
    yield sentence
    yield paragraph


def _said(text: str, extent: Extent, sentence: Extent) -> Extent | None:
    """From behind the last cue before the extent to the sentence's end, without a full stop that is no quotation's."""
    cues = [cue.end() for cue in _CUE.finditer(text, *sentence) if cue.end() <= extent[0]]
    end = sentence[1] - 1 if text[sentence[1] - 1 : sentence[1]] == "." else sentence[1]
    return (cues[-1], end) if cues and cues[-1] < end else None


def _phrase(text: str, extent: Extent, limits: Extent) -> Extent:
    """What stands between the commas, brackets or dashes round the extent, without blanks and stops at its ends.

    A quotation mark that closes before it does not belong to it either. What nothing parts is no phrase.
    """
    start, end = extent
    while start > limits[0] and not _parts(text, start - 1):
        start -= 1
    while end < limits[1] and not _parts(text, end):
        end += 1
    if (start, end) == limits:
        return limits
    while start < extent[0] and (_is_outside(text[start]) or (text[start] in MARKS and text[start + 1].isspace())):
        start += 1
    while end > extent[1] and _is_outside(text[end - 1]) and not _SHORT.fullmatch(text, max(start, end - 4), end):
        end -= 1
    return start, end


def _is_outside(mark: str) -> bool:
    return mark.isspace() or mark in _STOPS


def _parts(text: str, at: int) -> bool:
    """Whether a phrase ends at the mark at ``at``; the comma of a number and the hyphen of a word part nothing."""
    mark, before, behind = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if mark == "-":
        return "-" in (before, behind) or (before.isspace() and behind.isspace())
    if mark not in _COMMAS:
        return False
    if mark in "()":
        opens = text.rfind("(", max(0, at - 4), at + 1)
        return opens < 1 or not (text[opens - 1].isalpha() and _ENDING.match(text, opens))
    return not (before.isdigit() and behind.isdigit())


def _quoted(text: str, extent: Extent, paragraph: Extent) -> Extent | None:
    """What the nearest pair of quotation marks round the extent holds, without the marks."""
    start, end = extent
    round = [pair for pair in find_marks(text, *paragraph).pairs if pair[0] < start and end <= pair[1]]
    return (round[-1][0] + 1, round[-1][1]) if round else None
