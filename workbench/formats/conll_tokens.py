"""What both CoNLL writers share: what they can't hold, tokens cut at span borders, which tokens a span covers, tags."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from workbench.formats.base import Choice, Choices, Feature, Kind, Loss, Option, features_lost
from workbench.model.layer import Labelled
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


_EACH_PART = "a column holds no span of several parts; each part is written as a span of its own"

PARTS = Option(
    "parts",
    "Spans with several parts",
    (
        Choice("leave", "leave out", "A column holds no gaps."),
        Choice("each", "write each part", "Each part becomes a span of its own."),
    ),
    "parts",
)
TAGS = Option(
    "tags",
    "Tags",
    (
        Choice("iob2", "IOB2", "B begins a span, I goes on."),
        Choice("bioes", "BIOES", "B begins a span, E ends it, S is one token alone."),
    ),
    form=True,
)


class Piece(NamedTuple):
    """One stretch of tokens to be tagged: a span, or a part of one; ``cuts`` where an edge lies inside a word."""

    start: int
    end: int
    span: Span
    cuts: bool = False

    @property
    def label(self) -> str:
        """The label of its span."""
        return self.span.label

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Text order: by start, then the longer first, then label, then id."""
        return (self.start, -self.end, self.span.label, self.span.id)


def pieces(spans: Iterable[Span], options: Choices) -> list[Piece]:
    """What of these spans a column can hold, in text order: those of one part, and each part where that is wanted."""
    found = [
        Piece(start, end, span)
        for span in spans
        if len(span.parts) == 1 or options.parts == "each"
        for start, end in span.parts
    ]
    return sorted(found, key=lambda piece: piece.order)


def losses_of(item: Labelled, cannot_hold: Mapping[Feature, str], options: Choices) -> Iterator[Loss]:
    """What of ``item`` has no column at all, and what becomes of spans with several parts."""
    if options.parts == "each":
        cannot_hold = {**cannot_hold, "parts": _EACH_PART}
    return features_lost(item, cannot_hold)


def span_loss(item: Labelled, span: Span, reason: str, kind: Kind) -> Loss:
    """A loss of a span."""
    whose = item.layer.annotator if item.layer else ""
    return Loss(item.article.key, whose, "span", span.id, reason, kind, span.start, span.end)


def words_of(text: str) -> tuple[list[Extent], list[int]]:
    """All tokens of ``text``, and the index at which each sentence ends."""
    found: list[Extent] = []
    ends: list[int] = []
    for start, end in sentences(text):
        found += tokens(text, start, end)
        ends.append(len(found))
    return found, ends


def cut(words: Sequence[Extent], ends: Sequence[int], borders: Iterable[int]) -> tuple[list[Extent], list[int]]:
    """The tokens, cut where one of ``borders`` (sorted) falls inside, and the index at which each sentence ends."""
    found = split_at(words, borders)
    starts = [start for start, _ in found]
    return found, [bisect_left(starts, words[end][0]) if end < len(words) else len(found) for end in ends]


def borders_of(found: Iterable[Piece]) -> list[int]:
    """Where they begin and end, sorted."""
    return sorted({border for piece in found for border in (piece.start, piece.end)})


def covered(starts: Sequence[int], piece: Piece) -> range:
    """The indexes of the tokens inside ``piece``, by the starts of all tokens; empty where it is white space only."""
    return range(bisect_left(starts, piece.start), bisect_left(starts, piece.end))


def edge_loss(piece: Piece, inside: Sequence[Extent]) -> str | None:
    """Why a piece can't be rebuilt exactly from its tokens, or None where it can."""
    if not inside:
        return "it holds white space only, so no token; it is left out"
    if inside[0][0] != piece.start or inside[-1][1] != piece.end:
        return "it begins or ends with white space, which is no token; its edges move"
    return None


def tag_run(label: str, length: int, options: Choices) -> list[str]:
    """The tags of so many tokens in a row."""
    if options.tags == "iob2":
        return [f"B-{label}", *[f"I-{label}"] * (length - 1)]
    if length == 1:
        return [f"S-{label}"]
    return [f"B-{label}", *[f"I-{label}"] * (length - 2), f"E-{label}"]


def one_line(key: str) -> str:
    """A key that is safe in a comment line: what would break the line is escaped, and so is the backslash itself."""
    return "".join(
        char if char != "\\" and (char.isprintable() or char == "\u00a0") else char.encode("unicode_escape").decode()
        for char in key
    )
