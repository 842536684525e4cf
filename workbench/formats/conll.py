"""CoNLL with a column for each label, so that overlaps stay: ``FORM START END``, then IOB2 tags."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from workbench.formats.base import Format, Line, Source, WriteOptions
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
    one_line,
    pieces,
    span_loss,
    tag_run,
    words_of,
)
from workbench.model.layer import Labelled

_FIRST = ("FORM", "START", "END")


def write(source: Source, out: BinaryIO, options: WriteOptions) -> None:
    """Two passes: how many columns each label needs, then the lines."""
    columns = _columns(source, options)
    out.write((_head(columns) + "\n").encode())
    for item in source():
        if block := _document(item, columns, options):
            out.write(("\n".join(line.text for line in block) + "\n").encode())


def lines(item: Labelled, options: WriteOptions) -> Iterator[Line]:
    """The lines of one article, with the columns that it needs by itself."""
    columns = _columns(lambda: iter([item]), options)
    yield Line(_head(columns))
    yield from _document(item, columns, options)


def _head(columns: dict[str, int]) -> str:
    names = list(_FIRST)
    for label, depth in columns.items():
        upper = label.upper()
        names += [upper if at == 1 else f"{upper}_{at}" for at in range(1, depth + 1)]
    return f"# global.columns = {' '.join(names)}"


def _columns(source: Source, options: WriteOptions) -> dict[str, int]:
    """How many columns each label needs, in the scheme's order."""
    found = {label.name: 1 for label in options.chosen_labels()}
    for item in source():
        for piece, depth in stacked(_held(item, options)):
            found[piece.label] = max(found[piece.label], depth + 1)
    return found


def _held(item: Labelled, options: WriteOptions) -> list[Piece]:
    return pieces(item.layer.spans, options) if item.layer else []


def stacked(found: Sequence[Piece]) -> Iterator[tuple[Piece, int]]:
    """Each piece with its depth among those of its label, from 0: the outermost first, none overlapping in one depth.

    They have to come in text order.
    """
    ends: dict[str, list[int]] = {}
    for piece in found:
        columns = ends.setdefault(piece.label, [])
        depth = next((at for at, end in enumerate(columns) if end <= piece.start), len(columns))
        if depth == len(columns):
            columns.append(0)
        columns[depth] = piece.end
        yield piece, depth


def _document(item: Labelled, columns: dict[str, int], options: WriteOptions) -> list[Line]:
    for loss in losses_of(item, CANNOT_HOLD, options):
        options.lose(loss)
    if item.layer is None:
        return []
    text = item.article.text
    held = _held(item, options)
    extents, sentence_ends = cut(*words_of(text), borders_of(held))
    starts = [start for start, _ in extents]
    width = sum(columns.values())
    offset = {label: sum(list(columns.values())[:at]) for at, label in enumerate(columns)}
    tags: dict[int, list[str]] = {}  # by the index of the token, for tokens inside spans only: most are in none
    for piece, depth in stacked(held):
        inside = covered(starts, piece)
        for at, tag in zip(inside, tag_run(piece.label, len(inside), options)):
            tags.setdefault(at, ["O"] * width)[offset[piece.label] + depth] = tag
        if reason := edge_loss(piece, extents[inside.start : inside.stop]):
            options.lose(span_loss(item, piece.span, reason, "white space"))
    untagged = "\t".join(["O"] * width)
    rows = [
        Line(f"{text[start:end]}\t{start}\t{end}\t{chr(9).join(tags[at]) if at in tags else untagged}", start, end)
        for at, (start, end) in enumerate(extents)
    ]
    found = [Line(f"# newdoc id = {one_line(item.article.key)}"), Line(f"# layer = {one_line(item.layer.annotator)}")]
    at = 0
    for end in sentence_ends:
        found += rows[at:end]
        found.append(Line(""))
        at = end
    if not sentence_ends:
        found.append(Line(""))
    return found


FORMAT = Format(
    "conll",
    "CoNLL",
    (".conll",),
    write=write,
    cannot_hold=CANNOT_HOLD,
    options=(TAGS, PARTS),
    passes=2,
    summary="a column for each label",
    lines=lines,
)
