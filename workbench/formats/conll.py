"""CoNLL with a column for each label, so that overlaps stay: ``FORM START END``, then IOB2 tags."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from workbench.formats.base import Format, Loss, Source, WriteOptions, features_lost
from workbench.formats.conll_tokens import CANNOT_HOLD, covered, cut_tokens, edge_loss, one_line
from workbench.model.layer import Labelled
from workbench.model.scheme import Scheme
from workbench.model.span import Extent, Span


def write(source: Source, out: BinaryIO, options: WriteOptions) -> None:
    """Two passes: how many columns each label needs, then the lines."""
    depths = _depths(source, options.scheme)
    names = ["FORM", "START", "END"]
    offset: dict[str, int] = {}
    for label in options.scheme.labels:
        offset[label.name] = len(names)
        upper = label.name.upper()
        names += [upper if depth == 1 else f"{upper}_{depth}" for depth in range(1, depths[label.name] + 1)]
    out.write(f"# global.columns = {' '.join(names)}\n".encode())
    for item in source():
        for loss in features_lost(item, CANNOT_HOLD):
            options.lose(loss)
        if item.layer is not None:
            out.write(_document(item, offset, len(names), options))


def _held(item: Labelled) -> list[Span]:
    return [span for span in item.layer.spans if len(span.parts) == 1] if item.layer else []


def _depths(source: Source, scheme: Scheme) -> dict[str, int]:
    found = {label.name: 1 for label in scheme.labels}
    for item in source():
        for span, depth in stacked(_held(item)):
            found[span.label] = max(found[span.label], depth + 1)
    return found


def stacked(spans: Iterable[Span]) -> list[tuple[Span, int]]:
    """Each span with its depth among those of its label, from 0: the outermost first, none overlapping in one depth."""
    ends: dict[str, list[int]] = {}
    result: list[tuple[Span, int]] = []
    for span in sorted(spans, key=lambda span: span.order):
        columns = ends.setdefault(span.label, [])
        depth = next((at for at, end in enumerate(columns) if end <= span.start), len(columns))
        if depth == len(columns):
            columns.append(0)
        columns[depth] = span.end
        result.append((span, depth))
    return result


def _document(item: Labelled, offset: dict[str, int], width: int, options: WriteOptions) -> bytes:
    assert item.layer is not None
    text = item.article.text
    spans = _held(item)
    extents, sentence_ends = cut_tokens(text, spans)
    tags = _tags(item, spans, extents, offset, width, options)
    untagged = "\tO" * (width - 3)
    rows = [f"{text[start:end]}\t{start}\t{end}{tags.get(at, untagged)}" for at, (start, end) in enumerate(extents)]
    lines = [f"# newdoc id = {one_line(item.article.key)}", f"# layer = {one_line(item.layer.annotator)}"]
    at = 0
    for end in sentence_ends:
        lines += rows[at:end]
        lines.append("")
        at = end
    if not sentence_ends:
        lines.append("")
    return ("\n".join(lines) + "\n").encode()


def _tags(
    item: Labelled,
    spans: Iterable[Span],
    extents: Sequence[Extent],
    offset: dict[str, int],
    width: int,
    options: WriteOptions,
) -> dict[int, str]:
    """The columns of the tags, by the index of the token, for tokens inside spans only: most are in none."""
    assert item.layer is not None
    starts = [start for start, _ in extents]
    tags: dict[int, list[str]] = {}
    for span, depth in stacked(spans):
        inside = covered(starts, span)
        column = offset[span.label] + depth - 3
        for at in inside:
            row = tags.setdefault(at, ["O"] * (width - 3))
            row[column] = f"{'B' if at == inside[0] else 'I'}-{span.label}"
        if reason := edge_loss(span, extents[inside.start : inside.stop]):
            options.lose(Loss(item.article.key, item.layer.annotator, "span", span.id, reason, span.start, span.end))
    return {at: "\t" + "\t".join(row) for at, row in tags.items()}


FORMAT = Format(
    "conll", "CoNLL, a column for each label", (".conll",), write=write, cannot_hold=CANNOT_HOLD, passes=2
)  # fmt: skip
