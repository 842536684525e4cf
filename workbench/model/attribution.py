"""Who says what, proposed for one cue: the words said, who says them, and the word that tells so.

English, by plain rules. What is said is found from the cue, as Pareti et al. (2013, “Automatically detecting and
attributing indirect quotations”) do, who split quotations into direct, indirect and mixed ones; where marks are, their
pairs are the borders, as in O’Keefe et al. (2012, “A sequence labelling approach to quote attribution”). Neither
system's code or features are used: a cue has a subject before or behind it, and what is left of its sentence is said.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.model.clauses import Item, Sentence, sentence_at
from workbench.model.cues import Cue, cues_in
from workbench.model.noun_phrases import Run, extent_of
from workbench.model.said import Reading, beside_colon, read
from workbench.model.scheme import Attribution, Scheme
from workbench.model.span import Extent, Parts, Span
from workbench.model.tokens import paragraphs_round

_MOST = 6  # alternatives that are worth a key


class Proposal(NamedTuple):
    """What may belong together, in code points, the likeliest first.

    ``content`` is what is said, ``speaker`` who says it (None: nobody is named), ``cue`` the word that tells so.
    """

    content: tuple[Parts, ...]
    speaker: tuple[Extent | None, ...]
    cue: Extent | None


class _Found(NamedTuple):
    sentence: Sentence
    cue: Cue
    reading: Reading


def propose_attribution(
    text: str, at: int | Parts, spans: Iterable[Span], scheme: Scheme, attribution: Attribution
) -> Proposal | None:
    """What the cue at or near the code point ``at`` attributes; or, where ``at`` is a quote's parts, to whom.

    A cue is near in the same sentence, on the same level of quotation. ``spans`` are those of the layer: one that may
    be a speaker is preferred to what the words alone say. None where no cue is.
    """
    found = _at_caret(text, at) if isinstance(at, int) else _of_parts(text, at)
    if found is None:
        return None if isinstance(at, int) else _without_cue(text, at, spans, scheme, attribution)
    several = scheme.label(attribution.label).parts
    contents = list(_fitting(found.reading.contents, several)) if isinstance(at, int) else [at]
    if not contents:
        return None
    items = found.sentence.items
    held = _may_speak(spans, scheme, attribution)
    speakers = _speakers(text, items, found.reading.speakers, held, contents[0])
    cue = extent_of(items, (found.cue.start, found.cue.end))
    return Proposal(tuple(contents[:_MOST]), (*speakers[: _MOST - 1], None), cue)


def _without_cue(
    text: str, parts: Parts, spans: Iterable[Span], scheme: Scheme, attribution: Attribution
) -> Proposal | None:
    """Who says a quote that has no cue: before or behind a colon, else whoever is marked in its sentence."""
    sentence = sentence_at(text, parts[0][0])
    if sentence is None or not sentence.items:
        return None
    items = sentence.items
    held = _may_speak(spans, scheme, attribution)
    speakers = _speakers(text, items, beside_colon(items, parts), held, parts)
    return Proposal((parts,), (*speakers[: _MOST - 1], None), None) if speakers else None


def _may_speak(spans: Iterable[Span], scheme: Scheme, attribution: Attribution) -> list[Span]:
    targets = scheme.relation(attribution.speaker).targets
    return [span for span in spans if span.label in targets and len(span.parts) == 1]


def _at_caret(text: str, at: int) -> _Found | None:
    sentence = sentence_at(text, at)
    if sentence is None:
        return None
    cues = cues_in(sentence.items)
    if not cues:
        return None
    items = sentence.items

    def far(cue: Cue) -> tuple[int, int]:
        start, end = extent_of(items, (cue.start, cue.end))
        distance = max(start - at, at - end, 0)
        return (0, 0) if not distance else (1 if cue.speaks else 2, distance)

    cue = min(cues, key=far)
    return _Found(sentence, cue, read(sentence, cue, cues))


def _of_parts(text: str, parts: Parts) -> _Found | None:
    """The cue whose content fits the given parts best."""
    best: tuple[float, bool, int, _Found] | None = None
    for sentence in _round(text, parts):
        cues = cues_in(sentence.items)
        for cue in cues:
            start, end = extent_of(sentence.items, (cue.start, cue.end))
            if any(start < last and first < end for first, last in parts):
                continue
            reading = read(sentence, cue, cues)
            fit = max((alike(content, parts) for content in reading.contents), default=0.0)
            if not fit:
                continue
            near = min(max(first - end, start - last, 0) for first, last in parts)
            rank = fit, cue.form.form != "noun", -near  # “said in a statement that”: the verb
            if best is None or rank > best[:3]:
                best = *rank, _Found(sentence, cue, reading)
    return best[3] if best is not None else None


def _round(text: str, parts: Parts) -> Iterator[Sentence]:
    """The sentences that the parts are in, and those beside them, where a quotation's cue may be."""
    seen: set[int] = set()
    low, high = paragraphs_round(text, parts[0][0], parts[-1][1])
    for place in (parts[0][0], parts[-1][1] - 1, parts[-1][1] + 2, parts[0][0] - 3):
        sentence = sentence_at(text, min(max(place, low), high))
        if sentence is not None and sentence.items and sentence.items[0].start not in seen:
            seen.add(sentence.items[0].start)
            yield sentence


def alike(first: Parts, second: Parts) -> float:
    """How much of two contents they have in common, from 0 to 1."""
    common = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in first for b in second)
    total = sum(end - start for start, end in (*first, *second)) - common
    return common / total if total else 0.0


def _fitting(contents: Iterable[Parts], several: bool) -> Iterator[Parts]:
    """The contents, each once; those of several parts only where the label may have them."""
    seen: set[Parts] = set()
    for parts in contents:
        kept = parts if several else parts[:1]
        if kept and kept not in seen:
            seen.add(kept)
            yield kept


def _speakers(text: str, items: list[Item], runs: list[Run], held: list[Span], content: Parts) -> list[Extent]:
    """Who may speak: spans that there are go before what is read off the words, where they mean the same."""
    found: list[Extent] = []
    for start, end in (extent_of(items, run) for run in runs):
        met = [span for span in held if span.start < end and start < span.end]
        met.sort(key=lambda span: (abs(span.start - start) + abs(span.end - end), span.start))
        same = [span for span in met if _means_the_same(text, span, start, end)]
        found.extend((span.start, span.end) for span in same)
        found.append((start, end))
        found.extend((span.start, span.end) for span in met if span not in same)
    near = [span for span in held if items[0].start <= span.start and span.end <= items[-1].end]
    outside = [span for span in near if not any(a <= span.start < b for a, b in content)]
    found.extend((span.start, span.end) for span in outside)
    return list(dict.fromkeys(found))


def _means_the_same(text: str, span: Span, start: int, end: int) -> bool:
    """Whether a span holds a phrase's chief word: “Ada Dorn” of “Mayor Ada Dorn”, not “Orsava” of “Orsava’s army”."""
    if span.end >= end:
        return True
    follower = text[span.end : end].split()[:1]
    return bool(follower) and (follower[0][0] == "(" or follower[0] in ("of", "for", "from", "at"))
