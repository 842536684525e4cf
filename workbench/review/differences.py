"""How several people's versions of one place differ: what each has instead, which words only one has, in words."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from workbench.model.layer import Layer
from workbench.model.quotes import MARKS
from workbench.model.span import Extent, Parts, Span
from workbench.review.units import Unit

_NEAR = 20  # characters, up to which a distance says more than the words at both ends
_TOLD_APART = (1, 3, 5)  # so many words are told, until those of all versions differ
_MARKS = "".join(MARKS)
_MOST_EDGES = 3  # that are told
_LONGEST = 40  # characters of the words that are told

# Of a piece of an excerpt: nobody's words, this version's, those that only it has, those that it leaves out.
Kind = Literal["around", "mine", "only", "left out"]


class Piece(NamedTuple):
    """Some words of an excerpt."""

    kind: Kind
    text: str


class Other(NamedTuple):
    """What somebody who has not the unit tagged at its place. ``instead``: one of the two can be right, not both.

    ``more`` counts what else that person has there of the same label.
    """

    span: Span
    instead: bool
    more: int = 0


def others(unit: Unit, layers: Iterable[Layer]) -> dict[str, Other]:
    """By annotator: the nearest span that reaches into the unit, of those who have not the unit itself.

    It stands in place of the unit where it has the same label or the same words, and nobody has both.
    """
    start, end = unit.parts[0][0], unit.parts[-1][1]
    both: set[tuple[Parts, str]] = set()
    near: dict[str, list[Span]] = {}
    for layer in layers:
        if layer.is_gold:
            continue
        here = [span for span in layer.spans if span.parts[0][0] < end and start < span.parts[-1][1]]
        if layer.annotator in unit.spans:
            both.update((span.parts, span.label) for span in here)
        elif here:
            near[layer.annotator] = here
    found: dict[str, Other] = {}
    for name, spans in near.items():
        rated = [(_distance(unit, span), Other(span, _instead(unit, span, both))) for span in spans]
        best = min(rated, key=lambda item: (not item[1].instead, item[0]))[1]
        more = sum(span.label == best.span.label for span in spans) - 1
        found[name] = best._replace(more=more if best.instead else 0)
    return found


def _instead(unit: Unit, span: Span, both: set[tuple[Parts, str]]) -> bool:
    return (span.label == unit.label or span.parts == unit.parts) and (span.parts, span.label) not in both


def _distance(unit: Unit, span: Span) -> tuple[bool, int]:
    away = abs(span.start - unit.parts[0][0]) + abs(span.end - unit.parts[-1][1])
    return (span.label != unit.label, away)


def pieces(text: str, mine: Span, versions: Sequence[Span], around: int = 40, longest: int = 240) -> list[Piece]:
    """The words of all versions as one of them has them, with some of the article before and after.

    Of a piece with more than ``longest`` characters the middle is left out.
    """
    rest = [span for span in versions if span is not mine]
    start, end = min(span.start for span in versions), max(span.end for span in versions)
    found = [Piece("around", _before(text, start, around))]
    borders = sorted({start, end, *(edge for span in versions for part in span.parts for edge in part)})
    for low, high in pairwise(borders):
        kind = _kind(low, mine, rest)
        if found[-1].kind == kind:
            found[-1] = Piece(kind, found[-1].text + text[low:high])
        else:
            found.append(Piece(kind, text[low:high]))
    found.append(Piece("around", _after(text, end, around)))
    return [Piece(kind, _shortened(_one_line(words), kind, longest)) for kind, words in found if words]


def _kind(at: int, mine: Span, rest: Sequence[Span]) -> Kind:
    others_have = sum(span.covers(at) for span in rest)
    if mine.covers(at):
        return "mine" if others_have or not rest else "only"
    return "left out" if others_have else "around"


def _one_line(words: str) -> str:
    return "".join(" " if char.isspace() else char for char in words)


def _shortened(words: str, kind: Kind, longest: int) -> str:
    if kind == "around" or len(words) <= longest:
        return words
    head = words[: longest // 2].rpartition(" ")[0] or words[: longest // 2]
    tail = words[-longest // 3 :].partition(" ")[2] or words[-longest // 3 :]
    return f"{head} … {tail}"


def _before(text: str, start: int, around: int) -> str:
    """The end of the line before ``start``, from a whole word on."""
    line = text[max(0, start - around) : start].rsplit("\n", 1)
    if len(line) > 1 or start <= around:
        return line[-1].lstrip()
    return f"… {line[0].partition(' ')[2].lstrip()}" if around else ""


def _after(text: str, end: int, around: int) -> str:
    """The rest of the line after ``end``, as far as it goes with whole words."""
    line = text[end : end + around].split("\n", 1)
    if len(line) > 1 or end + around >= len(text):
        return line[0].rstrip()
    return f"{line[0].rpartition(' ')[0]} …" if around else ""


def differing(text: str, versions: Sequence[Span]) -> list[str]:
    """What differs between versions of one place, each in a few words: where they start and end, their labels."""
    said = [
        _edges_words("start", [span.start for span in versions], lambda at, count: _first(text, versions, at, count)),
        _edges_words("end", [span.end for span in versions], lambda at, count: _last(text, versions, at, count)),
    ]
    labels = Counter(span.label for span in versions)
    if len(labels) > 1:
        said.append("labels: " + ", ".join(f"{label} {count}" for label, count in labels.most_common()))
    return [words for words in said if words]


def _edges_words(verb: str, edges: Sequence[int], words: Callable[[int, int], str]) -> str:
    """Where most start or end; else how far apart it is, or at which words, where that is too far to count."""
    counts = Counter(edges).most_common()
    if len(counts) < 2:
        return ""
    edge, count = counts[0]
    if count > 1:
        return f"{count} of {len(edges)} {verb} at {_quoted(words(edge, 1))}"
    away = max(edges) - min(edges)
    whole = "both" if len(edges) == 2 else "all"
    if away <= _NEAR:
        return f"{whole} {verb} within {away:,} characters" if away > 1 else f"{whole} {verb} within a character"
    for count in _TOLD_APART:
        said = [words(edge, count) for edge, _ in counts]
        if len(set(said)) == len(said):
            break
    if len(said) == 2:
        return f"one {verb}s at {_quoted(said[0])}, the other at {_quoted(said[1])}"
    more = f", and {len(said) - _MOST_EDGES:,} elsewhere" if len(said) > _MOST_EDGES else ""
    return f"they {verb} at {', '.join(map(_quoted, said[:_MOST_EDGES]))}{more}"


def _quoted(words: str) -> str:
    """Words between quotation marks; marks that they bring along at their edges would stand there twice."""
    return f"“{words.strip(_MARKS) or words}”"


def _first(text: str, versions: Sequence[Span], start: int, count: int) -> str:
    """The words with which a version begins."""
    end = max(span.end for span in versions if span.start == start)
    words = " ".join(text[start : min(end, start + 60)].split()[:count])
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _last(text: str, versions: Sequence[Span], end: int, count: int) -> str:
    """The words with which a version ends; a long one from its own end."""
    start = min(span.start for span in versions if span.end == end)
    words = " ".join(text[max(start, end - 60) : end].split()[-count:])
    return words if len(words) <= _LONGEST else f"…{words[-_LONGEST:]}"


def odd_ones(values: Mapping[str, str]) -> set[str]:
    """Whose value differs from what most say; everybody's where no value has more than another."""
    counts = Counter(values.values()).most_common()
    if len(counts) < 2:
        return set()
    tie = counts[0][1] == counts[1][1]
    return {name for name, value in values.items() if tie or value != counts[0][0]}


def by_hardness(extents: Sequence[tuple[Extent, float]]) -> list[int]:
    """The order of disputes, given in text order with their agreement from 0 to 1: the hardest place first.

    Disputes whose extents overlap stay together; a place with more of them is harder, then one with less agreement.
    """
    places: list[list[int]] = []
    reach = -1
    for at, ((start, end), _) in enumerate(extents):
        if start >= reach or not places:
            places.append([])
            reach = end
        places[-1].append(at)
        reach = max(reach, end)
    places.sort(key=lambda place: (-len(place), min(extents[at][1] for at in place), place[0]))
    return [at for place in places for at in place]
