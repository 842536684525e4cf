"""What both CoNLL writers share: what they can't hold, tokens cut at span borders, which tokens a span covers."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from workbench.formats.base import Feature
from workbench.model.span import Extent, Span
from workbench.model.tokens import sentences, split_at, tokens

CANNOT_HOLD: dict[Feature, str] = {
    "parts": "a column holds no span of several parts; it is left out",
    "relations": "there is no column for relations",
    "attributes": "there is no column for attributes",
    "entities": "there is no column for entities",
    "comments": "there is no column for comments",
    "decisions": "there is no column for decisions",
    "article attributes": "there is no column for attributes of the article",
    "meta": "there is no column for what is known about the article",
    "articles without a layer": "nobody has a layer of it, so there are no tags to write; it is left out",
}


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


def edge_loss(span: Span, inside: Sequence[Extent]) -> str | None:
    """Why a span can't be rebuilt exactly from its tokens, or None where it can."""
    if not inside:
        return "it holds white space only, so no token; it is left out"
    if inside[0][0] != span.start or inside[-1][1] != span.end:
        return "it begins or ends with white space, which is no token; its edges move"
    return None


def one_line(key: str) -> str:
    """A key that is safe in a comment line: what would break the line is escaped, and so is the backslash itself."""
    return "".join(
        char if char != "\\" and (char.isprintable() or char == "\u00a0") else char.encode("unicode_escape").decode()
        for char in key
    )
