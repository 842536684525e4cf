"""Looks for words or an expression in all articles of a project; what is found comes with a few words round it."""

import contextlib
import re
from collections.abc import Iterator
from time import monotonic
from typing import NamedTuple

from workbench.errors import ProjectError, TextError
from workbench.jobs import Report, silent
from workbench.model.alike import BLANKS, LINE_ENDS
from workbench.model.article import check_text
from workbench.model.clusters import cuts_cluster
from workbench.model.find import Search, check, find
from workbench.model.span import Extent
from workbench.project.facade import Project
from workbench.store import fulltext
from workbench.store.candidates import Candidate, contents
from workbench.store.candidates import candidates as named

Snippet = tuple[str, str, str]  # what stands before, what was found, what stands after
_OFTEN = 0.1  # seconds between two reports
_LONGEST = 200  # code points of what was found that a snippet shows
_BLANK = frozenset(BLANKS + LINE_ENDS)
_BREAKS = frozenset(LINE_ENDS + "\t")
_RUN = re.compile(f"[{BLANKS}{LINE_ENDS}]+")
_CUT = "…"


class Hit(NamedTuple):
    """An article in which something was found: where, and a snippet for each place. It does not hold the text."""

    article: str  # its id
    key: str
    title: str  # or the beginning of the text where there is none
    extents: list[Extent]
    snippets: list[Snippet]


def not_indexed(project: Project) -> int:
    """How many articles a search would first have to put into the index: some 3,000 take a second."""
    fulltext.mend(project.store)
    return fulltext.not_indexed(project.store) if fulltext.can_index(project.store) else 0


def make_index(project: Project, report: Report = silent) -> int:
    """Put the articles that are missing into the full-text index; gives how many. What was cancelled goes on later."""
    missing = not_indexed(project)
    if missing:
        fulltext.index(project.store, report)
    return missing


def search(
    project: Project, search: Search, report: Report = silent, most: int = 1000, index: bool = True
) -> Iterator[Hit]:
    """Articles in which ``search`` is found, in the order of the list, as they are found; ``most`` places in all.

    The first search puts the articles into the full-text index, and each later one those that came in since; with
    ``index`` off they are scanned instead, which takes about as long as a hundredth of it. SearchError for words or
    expressions that can't be looked for, at once.
    """
    check(search)
    return _search(project, search, report, most, index)


def _search(project: Project, search: Search, report: Report, most: int, index: bool) -> Iterator[Hit]:
    left = most
    for candidate, text in candidates(project, search, report, index):
        if left <= 0:
            return
        extents = find(search, text, most=left)
        if extents:
            left -= len(extents)
            title = candidate.title if candidate.title and candidate.title.strip() else candidate.beginning
            snippets = [snippet(text, extent) for extent in extents]
            yield Hit(candidate.article, candidate.key, title or "", extents, snippets)


def candidates(
    project: Project, search: Search, report: Report = silent, index: bool = True
) -> Iterator[tuple[Candidate, str]]:
    """Every article in which ``search`` may be found, with its text, in the order of the list.

    ``report`` is asked again and again while the texts are looked at: of one page there may be a thousand.
    """
    if not _may_stand_in_a_text(search):
        return
    if index and not search.regex:
        with contextlib.suppress(ProjectError):  # no room for it, or somebody writes: it goes without
            fulltext.index(project.store, report)
    reached: list[int] = [0, 0]

    def note(done: int, total: int) -> None:
        reached[:] = done, total
        report(done, total)

    told = monotonic()
    for page in named(project.store, search, note):
        for found in contents(project.store, page):
            yield found
            if monotonic() - told > _OFTEN:
                report(*reached)
                told = monotonic()


def _may_stand_in_a_text(search: Search) -> bool:
    try:
        check_text(search.words)
    except TextError:
        return search.regex  # there it is but a way to say something
    return bool(search.words)


def snippet(text: str, extent: Extent, before: int = 40, after: int = 60) -> Snippet:
    """What was found and what stands round it, on one line; cut at words, with … for what was left out."""
    start, end = extent
    first, last = max(0, start - before), min(len(text), end + after)
    head, tail = _line(text[_cut_before(text, first, start) : start]), _line(text[end : _cut_after(text, end, last)])
    found = text[start:end]
    if len(found) > _LONGEST:
        found = text[start : _cut_after(text, start, start + _LONGEST)].rstrip() + _CUT
    if first > 0:
        head = _CUT + head.lstrip()
    if last < len(text):
        tail = tail.rstrip() + _CUT
    return head, _line(found), tail


def _cut_before(text: str, first: int, start: int) -> int:
    """Where to begin at or after ``first``: with a word, or at least with a whole character."""
    if first == 0:
        return 0
    at = first
    while at < start and text[at - 1] not in _BLANK:
        at += 1
    if at == start:  # one long word, or a script that has no blanks
        at = first
        while at < start and cuts_cluster(text, at):
            at += 1
    return at


def _cut_after(text: str, end: int, last: int) -> int:
    """Where to end at or before ``last``: with a word, or at least with a whole character."""
    if last == len(text):
        return last
    at = last
    while at > end and text[at] not in _BLANK:
        at -= 1
    if at == end:
        at = last
        while at > end and cuts_cluster(text, at):
            at -= 1
    return at


def _line(text: str) -> str:
    """The same on one line: a run of blanks that breaks it becomes one blank."""
    if _BREAKS.isdisjoint(text):
        return text
    return _RUN.sub(lambda run: " " if not _BREAKS.isdisjoint(run.group()) else run.group(), text)
