"""What both CoNLL writers share: tokens cut at span borders, and which tokens a span covers."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from workbench.model.span import Span
from workbench.model.tokens import Extent, sentences, split_at, tokens


def cut_tokens(text: str, spans: Iterable[Span]) -> tuple[list[Extent], list[int]]:
    """All tokens of ``text``, cut where a span begins or ends inside one, and the index at which each sentence ends."""
    borders = sorted({border for span in spans for border in (span.start, span.end)})
    found: list[Extent] = []
    ends: list[int] = []
    for start, end in sentences(text):
        inside = borders[bisect_left(borders, start) : bisect_left(borders, end + 1)]
        found += split_at(tokens(text, start, end), inside)
        ends.append(len(found))
    return found, ends


def covered(starts: Sequence[int], span: Span) -> range:
    """The indexes of the tokens inside ``span``, by the starts of all tokens; empty where it holds white space only."""
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def one_line(key: str) -> str:
    """A key that is safe in a comment line: what would break the line is escaped."""
    return "".join(
        char if char.isprintable() or char == "\u00a0" else char.encode("unicode_escape").decode() for char in key
    )
