"""CoNLL-2003: four columns, one label a token; overlaps are resolved by a policy and reported."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from typing import BinaryIO

from workbench.errors import FormatError
from workbench.formats.base import Feature, Format, Loss, Source, WriteOptions, features_lost
from workbench.formats.conll_tokens import CANNOT_HOLD, covered, cut_tokens, edge_loss
from workbench.model.layer import Labelled
from workbench.model.span import Span

_CANNOT: dict[Feature, str] = {
    **CANNOT_HOLD,
    "overlaps": "a token has one label; another span has it",
    "parts": "one column holds no span of several parts; it is left out",
}


def write(source: Source, out: BinaryIO, options: WriteOptions) -> None:
    """``FORM -X- O TAG`` a token, ``-DOCSTART-`` before each article."""
    for item in source():
        for loss in features_lost(item, _CANNOT):
            options.lose(loss)
        if item.layer is not None:
            out.write(_document(item, options))


def _document(item: Labelled, options: WriteOptions) -> bytes:
    assert item.layer is not None
    spans = _one_label_a_token([span for span in item.layer.spans if len(span.parts) == 1], item, options)
    text = item.article.text
    extents, sentence_ends = cut_tokens(text, spans)
    if options.sentences == "none":
        sentence_ends = [len(extents)] if extents else []
    tags = _tags(spans, extents, sentence_ends, item, options)
    lines = ["-DOCSTART- -X- O O", ""]
    at = 0
    for end in sentence_ends:
        lines += [f"{text[extents[i][0] : extents[i][1]]} -X- O {tags[i]}" for i in range(at, end)]
        lines.append("")
        at = end
    return ("\n".join(lines) + "\n").encode()


def _tags(
    spans: Sequence[Span],
    extents: list[tuple[int, int]],
    sentence_ends: list[int],
    item: Labelled,
    options: WriteOptions,
) -> list[str]:
    tags = ["O"] * len(extents)
    starts = [start for start, _ in extents]
    begins = {0, *sentence_ends}
    for span in spans:
        inside = covered(starts, span)
        for at in inside:
            first = at == inside[0] or at in begins
            tags[at] = f"{'B' if first else 'I'}-{span.label}"
        reason = edge_loss(span, extents[inside.start : inside.stop])
        if any(at in begins for at in inside[1:]):
            reason = "it runs over a sentence end and becomes several; --sentences none keeps it whole"
        if reason:
            options.lose(_loss(item, span, reason))
    return tags


def _one_label_a_token(spans: list[Span], item: Labelled, options: WriteOptions) -> list[Span]:
    """Spans of which no two overlap, chosen by the policy; the others are reported."""
    places = {label.name: at for at, label in enumerate(options.scheme.labels)}
    if options.overlap == "priority":
        order = sorted(spans, key=lambda span: (places[span.label], span.order))
    else:
        order = sorted(spans, key=lambda span: (-span.length, span.order))
    kept: list[tuple[int, Span]] = []
    for rank, span in enumerate(order):
        rival = _rival(kept, span)
        if rival is None:
            insort(kept, (rank, span), key=_start)
        elif options.overlap == "error":
            raise FormatError(
                f"{item.article.key}: {span.label} {span.start}-{span.end} overlaps {rival.label} "
                f"{rival.start}-{rival.end}, and CoNLL-2003 has one label a token; "
                "say --overlap longest or priority, or export conll"
            )
        else:
            options.lose(_loss(item, span, f"{_CANNOT['overlaps']} ({rival.label} {rival.start}-{rival.end})"))
    return [span for _, span in kept]


def _rival(kept: Sequence[tuple[int, Span]], span: Span) -> Span | None:
    """The first that was kept of those that overlap ``span``; ``kept`` is in text order, no two of it overlap."""
    meeting = kept[bisect_right(kept, span.start, key=_end) : bisect_left(kept, span.end, key=_start)]
    return min(meeting)[1] if meeting else None


def _start(item: tuple[int, Span]) -> int:
    return item[1].start


def _end(item: tuple[int, Span]) -> int:
    return item[1].end


def _loss(item: Labelled, span: Span, reason: str) -> Loss:
    return Loss(
        item.article.key, item.layer.annotator if item.layer else "", "span", span.id, reason, span.start, span.end
    )


FORMAT = Format(
    "conll2003",
    "CoNLL-2003, four columns, one label a token",
    (".conll2003",),
    write=write,
    cannot_hold=_CANNOT,
    options=("overlap", "sentences"),
)
