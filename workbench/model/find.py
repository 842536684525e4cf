"""Finds words, or a regular expression, in the text of an article; the text itself is never altered for it.

Rules that hold for everything found:

- No grapheme cluster and no CRLF is cut: ``e`` is not found in e with an accent of its own (U+0301).
- A whole word begins and ends where no token goes on, so that ``Korea`` is found in ``Korea’s`` and ``U.S.`` is not
  found in ``U.S.-led``.
- Folded, a run of blanks stands for any run of blanks with at most one line end in it, since lines of news are often
  broken; it does not reach over an empty line, unless the words do so themselves. Single quotation marks and
  apostrophes are alike, double ones are, hyphens are. An expression says itself what it means and is not
  folded; what it matches is taken as it comes, and left out where it cuts something.
- What is empty is not found.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from workbench.errors import SearchError
from workbench.model.clusters import cuts_cluster
from workbench.model.pattern import compiled_expression, compiled_words, patience
from workbench.model.span import Extent
from workbench.model.tokens import tokens

_BLANK = re.compile(r"\s")
_LONGEST_WORD = 100  # code points of a run that is worth remembering
_APART = frozenset('“”„"«»()[]{}!?;…–—')  # no token holds one of these together with another character


class Search(NamedTuple):
    """What to look for, and how."""

    words: str
    whole: bool = False  # whole words only
    regex: bool = False  # the words are a regular expression
    case: bool = False  # upper and lower case differ
    folded: bool = True  # blanks are alike, quotation marks are, hyphens are


def check(search: Search) -> None:
    """SearchError where the words or the expression can't be used: what is wrong, and where."""
    _pattern(search)


def _pattern(search: Search) -> Any:
    if search.regex:
        return compiled_expression(search.words, search.case)
    return compiled_words(search.words, search.case, search.folded, search.whole)


def find(search: Search, text: str, start: int = 0, end: int | None = None, most: int | None = None) -> list[Extent]:
    """Where ``search`` is found in ``text``, in code points, in order and not overlapping; at most ``most`` places.

    What is found lies between ``start`` and ``end`` as a whole; what stands outside is looked at only to tell whether
    a word or a character ends there. SearchError where an expression is wrong or takes too long.
    """
    stop = len(text) if end is None else end
    if not search.words or start >= stop or most == 0:
        return []
    fits = _Fits(text, search.whole)
    found = _expression(search, text, start, stop, fits) if search.regex else _words(search, text, start, stop, fits)
    result: list[Extent] = []
    for extent in found:
        result.append(extent)
        if len(result) == most:
            break
    return result


def _words(search: Search, text: str, start: int, stop: int, fits: "_Fits") -> Iterator[Extent]:
    pattern = _pattern(search)
    at = start
    while True:
        for match in pattern.finditer(text, at, stop):
            if fits(*match.span()):
                yield match.span()
            else:
                at = match.start() + 1  # what overlaps with what did not fit may fit
                break
        else:
            return


def _expression(search: Search, text: str, start: int, stop: int, fits: "_Fits") -> Iterator[Extent]:
    pattern, longest = _pattern(search), patience(stop - start)
    try:
        for match in pattern.finditer(text, start, stop, timeout=longest):
            first, last = match.span()
            if first < last and fits(first, last):
                yield first, last
    except TimeoutError:
        sentence = f"the expression takes longer than {longest:.2g} seconds for one article; make it more exact"
        raise SearchError(sentence, "takes too long") from None


class _Fits:
    """Whether an extent cuts nothing in half. Places are asked for from left to right."""

    def __init__(self, text: str, whole: bool) -> None:
        self.text = text
        self.whole = whole
        self._run = (0, -1)  # the text between two blanks that was cut into tokens last
        self._borders: frozenset[int] = frozenset()

    def __call__(self, start: int, end: int) -> bool:
        text = self.text
        if cuts_cluster(text, start) or cuts_cluster(text, end):
            return False
        return not self.whole or (self._is_border(start) and self._is_border(end))

    def _is_border(self, at: int) -> bool:
        text = self.text
        if at in (0, len(text)):
            return True
        before, after = text[at - 1], text[at]
        if before.isspace() or after.isspace() or before in _APART or after in _APART:
            return True
        if not self._run[0] < at < self._run[1]:
            self._cut_run(at)
        return at - self._run[0] in self._borders

    def _cut_run(self, at: int) -> None:
        """No token reaches over a blank, so that those between two blanks are found without the rest of the text."""
        text = self.text
        start = at
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        blank = _BLANK.search(text, at)
        end = blank.end() if blank else len(text)  # with the blank, which tells that a word ends there
        run = text[start:end]
        self._borders = _borders(run) if end - start < _LONGEST_WORD else _borders.__wrapped__(run)
        self._run = start, end


@lru_cache(maxsize=256)
def _borders(run: str) -> frozenset[int]:
    """Where tokens begin and end; what is looked for stands in the same few runs again and again."""
    return frozenset(place for extent in tokens(run) for place in extent)
