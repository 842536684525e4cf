"""CoNLL-2003: four columns, one label a token; overlaps are resolved by a policy and reported."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO

from workbench.formats.base import Choice, Feature, Format, Line, Option, Source, WriteOptions
from workbench.formats.conll_tokens import (
    CANNOT_HOLD,
    PARTS,
    TAGS,
    Piece,
    borders_of,
    covered,
    cut,
    edge_loss,
    losses_of,
    pieces,
    span_loss,
    tag_run,
    words_of,
)
from workbench.model.layer import Labelled
from workbench.model.span import Extent

_CANNOT: dict[Feature, str] = {
    **CANNOT_HOLD,
    "overlaps": "a token has one label; another span has it",
    "parts": "one column holds no span of several parts; it is left out",
}
_OVERLAP = Option(
    "overlap",
    "Spans inside or across another span",
    (
        Choice("error", "refuse to write", "A token has one label: nothing is written."),
        Choice("longest", "keep the longest", "A token has one label: the longest stays."),
        Choice("priority", "keep the first label", "A token has one label: the scheme’s first."),
    ),
    "overlaps",
    proposed="longest",
)
_SENTENCES = Option(
    "sentences",
    "Sentences",
    (
        Choice("split", "apart", "A blank line cuts the span in two.", "cut in two"),
        Choice("none", "run on", "No blank lines: the span stays whole.", "run sentences on"),
    ),
    "sentence ends",
    form=True,
)
_EDGES = Option(
    "edges",
    "Edges inside a word",
    (
        Choice("split", "split the word", "The word becomes two tokens."),
        Choice("widen", "widen to the word", "The edge moves to the word’s own."),
    ),
    "edges",
)


def write(source: Source, out: BinaryIO, options: WriteOptions) -> None:
    """``FORM -X- O TAG`` a token, ``-DOCSTART-`` before each article."""
    for item in source():
        if block := list(lines(item, options)):
            out.write(("\n".join(line.text for line in block) + "\n").encode())


def lines(item: Labelled, options: WriteOptions) -> Iterator[Line]:
    """The lines of one article."""
    for loss in losses_of(item, _CANNOT, options):
        options.lose(loss)
    if item.layer is None:
        return
    text = item.article.text
    words, word_ends = words_of(text)
    found = [_at_words(piece, words, options) for piece in pieces(item.layer.spans, options)]
    kept = _one_label_a_token(found, item, options)
    extents, sentence_ends = cut(words, word_ends, borders_of(kept))
    tags = _tags(kept, extents, sentence_ends, item, options)
    if options.sentences == "none":
        sentence_ends = [len(extents)] if extents else []
    yield from (Line("-DOCSTART- -X- O O"), Line(""))
    at = 0
    for end in sentence_ends:
        for (start, stop), tag in zip(extents[at:end], tags[at:end]):
            yield Line(f"{text[start:stop]} -X- O {tag}", start, stop)
        yield Line("")
        at = end


def _at_words(piece: Piece, words: Sequence[Extent], options: WriteOptions) -> Piece:
    """The piece, with a note where an edge lies inside a word, and widened to the word where that is wanted."""
    first, last = _word_round(piece.start, words), _word_round(piece.end, words)
    if first is None and last is None:
        return piece
    if options.edges == "split":
        return piece._replace(cuts=True)
    start, end = first[0] if first else piece.start, last[1] if last else piece.end
    return piece._replace(start=start, end=end, cuts=True)


def _word_round(border: int, words: Sequence[Extent]) -> Extent | None:
    """The word inside which a border falls."""
    at = bisect_left(words, (border, 0)) - 1
    return words[at] if at >= 0 and words[at][1] > border else None


def _tags(
    kept: Sequence[Piece],
    extents: Sequence[Extent],
    sentence_ends: list[int],
    item: Labelled,
    options: WriteOptions,
) -> list[str]:
    tags = ["O"] * len(extents)
    starts = [start for start, _ in extents]
    for piece in kept:
        inside = covered(starts, piece)
        crossed = sentence_ends[bisect_right(sentence_ends, inside.start) : bisect_left(sentence_ends, inside.stop)]
        cuts = crossed if options.sentences == "split" else []
        for begin, end in pairwise([inside.start, *cuts, inside.stop]):
            tags[begin:end] = tag_run(piece.label, end - begin, options) if end > begin else []
        _tell(piece, extents[inside.start : inside.stop], bool(crossed), item, options)
    return tags


def _tell(piece: Piece, inside: Sequence[Extent], crosses: bool, item: Labelled, options: WriteOptions) -> None:
    """What becomes of a piece that is written, and what would under another policy."""
    span = piece.span
    if piece.cuts and options.edges == "widen":
        options.lose(span_loss(item, span, "it begins or ends inside a word; its edges move to the word's", "edges"))
    elif piece.cuts:
        options.spare(span_loss(item, span, "it begins or ends inside a word; the word is cut in two", "edges"))
    if reason := edge_loss(piece, inside):
        options.lose(span_loss(item, span, reason, "white space"))
    if crosses and options.sentences == "split":
        reason = "it runs over a sentence end and becomes several; run on, without blank lines, it stays whole"
        options.lose(span_loss(item, span, reason, "sentence ends"))
    elif crosses:
        options.spare(span_loss(item, span, "it runs over a sentence end, and stays whole", "sentence ends"))


def _one_label_a_token(found: Sequence[Piece], item: Labelled, options: WriteOptions) -> list[Piece]:
    """Pieces of which no two overlap, chosen by the policy; the others are reported."""
    places = {label.name: at for at, label in enumerate(options.scheme.labels)}
    if options.overlap == "priority":
        order = sorted(found, key=lambda piece: (places[piece.label], piece.order))
    else:
        order = sorted(found, key=lambda piece: (piece.start - piece.end, piece.order))
    kept: list[tuple[int, Piece]] = []
    for rank, piece in enumerate(order):
        rival = _rival(kept, piece)
        if rival is None:
            insort(kept, (rank, piece), key=_start)
            continue
        if options.overlap == "error":
            options.refuse(
                f"{item.article.key}: {piece.label} {piece.start}-{piece.end} overlaps {rival.label} "
                f"{rival.start}-{rival.end}, and CoNLL-2003 has one label a token; "
                "say --overlap longest or priority, or export conll"
            )
        reason = f"{_CANNOT['overlaps']} ({rival.label} {rival.start}-{rival.end})"
        options.lose(span_loss(item, piece.span, reason, "overlaps"))
    return [piece for _, piece in kept]


def _rival(kept: Sequence[tuple[int, Piece]], piece: Piece) -> Piece | None:
    """The first that was kept of those that overlap ``piece``; ``kept`` is in text order, no two of it overlap."""
    meeting = kept[bisect_right(kept, piece.start, key=_end) : bisect_left(kept, piece.end, key=_start)]
    return min(meeting)[1] if meeting else None


def _start(item: tuple[int, Piece]) -> int:
    return item[1].start


def _end(item: tuple[int, Piece]) -> int:
    return item[1].end


FORMAT = Format(
    "conll2003",
    "CoNLL-2003",
    (".conll2003",),
    write=write,
    cannot_hold=_CANNOT,
    options=(TAGS, _SENTENCES, _OVERLAP, _EDGES, PARTS),
    summary="one column of tags",
    lines=lines,
)
