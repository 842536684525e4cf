"""Where a span may lead to: the roles that the scheme has for it, the spans that fit, and which is the likeliest."""

from collections.abc import Callable, Collection, Iterable, Mapping

from workbench.errors import SchemeError
from workbench.model.relation import Relation
from workbench.model.scheme import RelationType, Scheme
from workbench.model.span import Extent, Span
from workbench.model.tokens import paragraphs_round, sentences

_NEAR = 2000  # characters round a span in which its sentence is looked for; a line may be endless

Prefers = Callable[[Span], bool]


def roles(scheme: Scheme, span: Span, relations: Iterable[Relation]) -> list[RelationType]:
    """The relations that may lead from a span: first those that it must have and has not, last those that it has."""
    held = [item.type for item in relations if item.source == span.id]
    kinds = [kind for kind in scheme.relations if span.label in kind.sources]
    possible = [kind for kind in kinds if kind.at_most in (None, 1) or held.count(kind.name) < (kind.at_most or 0)]
    return sorted(possible, key=lambda kind: _urgency(kind, span, held))


def again_second(kinds: list[RelationType], span: Span, relations: Iterable[Relation]) -> list[RelationType]:
    """With those that a span has and may have once more right behind the first: a second agent is not far then."""
    held = {item.type for item in relations if item.source == span.id}
    again = [kind for kind in kinds[1:] if kind.name in held and kind.at_most != 1]
    return [*kinds[:1], *again, *(kind for kind in kinds[1:] if kind not in again)]


def _urgency(kind: RelationType, span: Span, held: Collection[str]) -> int:
    if kind.name in held:
        return 3 if kind.at_most == 1 else 2  # it would be replaced, or stand beside the others
    return 0 if kind.is_needed(span.label, span.attributes) else 1


def missing(scheme: Scheme, span: Span, relations: Iterable[Relation]) -> list[RelationType]:
    """The relations that a span must have and has not."""
    held = {item.type for item in relations if item.source == span.id}
    kinds = scheme.relations
    return [kind for kind in kinds if kind.is_needed(span.label, span.attributes) and kind.name not in held]


def targets(kind: RelationType, span: Span, spans: Iterable[Span], relations: Iterable[Relation]) -> list[Span]:
    """The spans that a relation may lead to, in text order; not those to which it does already."""
    held = {item.target for item in relations if item.source == span.id and item.type == kind.name}
    fitting = [item for item in spans if item.label in kind.targets and item.id != span.id and item.id not in held]
    return sorted(fitting, key=lambda item: item.order)


def likeliest_first(text: str, span: Span, found: Iterable[Span], prefers: Prefers | None = None) -> list[Span]:
    """Those in the same sentence, the preferred ones before all; then the nearest before the span, then after it.

    What lies inside the span's own parts comes last.
    """
    first, last = sentence_round(text, span)

    def rank(item: Span) -> tuple[bool, int, int]:
        if first <= item.start and item.end <= last:
            group = 0 if prefers is not None and prefers(item) else 1
        else:
            group = 2 if item.start < span.start else 3
        return span.holds(item), group, _distance(item, span)

    return sorted(found, key=rank)


def proposed(
    scheme: Scheme, kind: RelationType, text: str, span: Span, found: Iterable[Span], prefers: Prefers | None = None
) -> Span | None:
    """The likeliest target; who says something is never proposed out of what is said."""
    best = next(iter(likeliest_first(text, span, found, prefers)), None)
    said = scheme.attribution(span.label)
    if best is not None and said is not None and said.speaker == kind.name and span.holds(best):
        return None
    return best


def _distance(item: Span, span: Span) -> int:
    return min(min(abs(item.start - end), abs(start - item.end)) for start, end in span.parts)


def sentence_round(text: str, span: Span) -> Extent:
    """From the start of the sentence in which a span begins to the end of the one in which it ends."""
    low, high = paragraphs_round(text, span.start, span.end)
    low, high = max(low, span.start - _NEAR), min(high, span.end + _NEAR)
    touched = [(start, end) for start, end in sentences(text, low, high) if start < span.end and end > span.start]
    return (touched[0][0], touched[-1][1]) if touched else (span.start, span.end)


def unfit(
    scheme: Scheme, span: Span, label: str, labels: Mapping[str, str], relations: Iterable[Relation]
) -> list[Relation]:
    """The relations that a span would lose under another label; ``labels`` has those of their ends, by id."""
    lost = []
    for relation in relations:
        if span.id in (relation.source, relation.target):
            source, target = (label if end == span.id else labels[end] for end in (relation.source, relation.target))
            try:
                scheme.check_relation(relation.type, source, target)
            except SchemeError:
                lost.append(relation)
    return lost
