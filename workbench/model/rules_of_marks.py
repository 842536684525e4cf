"""Rules about quotation marks: without a partner, half in and half out, or opened anew in the next paragraph."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from workbench.model.problem import Finding, Fix, Look
from workbench.model.quotes import PAIRS, SINGLE, find_marks
from workbench.model.span import Parts, Span
from workbench.model.tokens import PARAGRAPH_ENDS

if TYPE_CHECKING:
    from workbench.model.scheme import Rule

_BESIDE = ".,;:!?… \t\u00a0"  # what may stand between the edge of a span and the mark that belongs to it
_NEAR = 3
_PARAGRAPHS = 40  # so many paragraphs on the end of a quotation is looked for


class _Half(NamedTuple):
    """A mark inside a span whose partner stands just outside it, and the parts that would hold both."""

    mark: int
    partner: int
    parts: Parts


def unbalanced_marks(look: Look, rule: "Rule") -> Iterator[Finding]:
    """A quotation mark opened but not closed inside a span, or the other way round; single ones may be apostrophes.

    What another rule of the scheme explains better is left to that.
    """
    text = look.text
    for span in look.of(rule):
        alone = [at for at in look.marks_within(span.parts).unpaired if text[at] not in SINGLE and not _leads(text, at)]
        if alone and (explained := _explained(look, span)):
            alone = [at for at in alone if at not in explained]
        if alone:
            marks = " ".join(dict.fromkeys(text[at] for at in alone))
            yield span, f"in this {span.label} the quotation mark {marks} has no partner", None


def _leads(text: str, at: int) -> bool:
    """Whether the mark is the arrow of a line such as ``Home › News``: an angle between two blanks."""
    return text[at] in "«»‹›" and text[max(at - 1, 0)].isspace() and text[at + 1 : at + 2].isspace()


def _explained(look: Look, span: Span) -> set[int]:
    found: set[int] = set()
    if look.is_active("half-pair", span.label):
        found = {half.mark for half in _halves(look, span)}
    if look.is_active("continued-quote", span.label) and (opened := _continued(look, span)) is not None:
        found.add(opened)
    return found


def half_pair(look: Look, rule: "Rule") -> Iterator[Finding]:
    """Of a pair of marks at an edge only one is inside the span."""
    text = look.text
    for span in look.of(rule):
        halves = list(_halves(look, span))
        if not halves:
            continue
        where = "before" if halves[0].partner < halves[0].mark else "behind"
        sentence = f"the quotation mark {text[halves[0].partner]} just {where} this {span.label} belongs to it"
        parts = _joined([half.parts for half in halves], span.parts)
        yield span, sentence, Fix(f"take the mark {text[halves[0].partner]} in", span.id, parts=parts)


def _halves(look: Look, span: Span) -> Iterator[_Half]:
    """Only edges where a mark stands near are looked at closer."""
    text, parts = look.text, span.parts
    for at, (start, end) in enumerate(parts):
        low = parts[at - 1][1] + 1 if at else 0
        high = parts[at + 1][0] - 1 if at + 1 < len(parts) else len(text)
        opening = _beside(text, start - 1, -1, low, high)
        closing = _beside(text, end, 1, low, high)
        if opening is None and closing is None:
            continue
        partners = look.partners_round(start, end)
        if opening is not None and opening < start <= (closed := partners.get(opening, -1)) < end:
            yield _Half(closed, opening, (*parts[:at], (opening, end), *parts[at + 1 :]))
        if closing is not None and start <= (opened := partners.get(closing, -1)) < end:
            yield _Half(opened, closing, (*parts[:at], (start, closing + 1), *parts[at + 1 :]))


def _beside(text: str, at: int, step: int, low: int, high: int) -> int | None:
    """The mark that stands next to an edge, with nothing but punctuation between."""
    for _ in range(_NEAR):
        if not low <= at < high:
            return None
        if text[at] in _MARKS_OF_PAIRS:
            return at
        if text[at] not in _BESIDE or (step < 0 and not text[at].isspace()):
            return None
        at += step
    return None


_MARKS_OF_PAIRS = frozenset("".join((*PAIRS, *PAIRS.values())))


def _joined(wanted: list[Parts], parts: Parts) -> Parts:
    """Each part as far as any of ``wanted`` takes it."""
    return tuple((min(one[at][0] for one in wanted), max(one[at][1] for one in wanted)) for at in range(len(parts)))


def continued_quote(look: Look, rule: "Rule") -> Iterator[Finding]:
    """A quotation that is not closed where the span ends, and is opened again in the next paragraph."""
    for span in look.of(rule):
        opened = _continued(look, span)
        if opened is None:
            continue
        end = _closed_at(look.text, opened)
        fix = None
        if end is not None and end > span.end:
            fix = Fix("take in the paragraphs up to its closing mark", span.id, parts=_reaching(span.parts, end))
        yield span, f"the quotation in this {span.label} goes on in the next paragraph", fix


def _reaching(parts: Parts, end: int) -> Parts:
    return (*parts[:-1], (parts[-1][0], end))


def _continued(look: Look, span: Span) -> int | None:
    """The mark inside the span that the next paragraph opens again."""
    unpaired = look.marks_within(span.parts).unpaired
    if not unpaired:
        return None
    text, at = look.text, span.end
    while at < len(text) and text[at] in _BESIDE:
        at += 1
    if at >= len(text) or text[at] not in PARAGRAPH_ENDS:
        return None
    while at < len(text) and text[at].isspace():
        at += 1
    again = text[at : at + 1]
    return next((place for place in reversed(unpaired) if text[place] == again and again in PAIRS), None)


def _closed_at(text: str, opened: int) -> int | None:
    """One past the mark that closes a quotation over several paragraphs."""
    end = opened
    for _ in range(_PARAGRAPHS):
        following = text.find("\n", end + 1)
        end = following if following >= 0 else len(text)
        for first, last in find_marks(text, opened, end).pairs:
            if first == opened:
                return last + 1
        if end == len(text):
            return None
    return None
