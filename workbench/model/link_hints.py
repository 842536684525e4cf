"""Which targets of a link the text itself speaks for: who says a quote, and the word that says so."""

from collections.abc import Iterable

from workbench.model.attribution import propose_attribution
from workbench.model.link_targets import Prefers
from workbench.model.scheme import RelationType, Scheme
from workbench.model.span import Span


def prefers(scheme: Scheme, kind: RelationType, text: str, span: Span, spans: Iterable[Span]) -> Prefers | None:
    """Whether a target lies where an attribution would put it; None where the relation is none of an attribution."""
    said = scheme.attribution(span.label)
    if said is None or kind.name not in (said.speaker, said.cue):
        return None
    found = propose_attribution(text, span.parts, spans, scheme, said)
    place = None if found is None else found.cue if kind.name == said.cue else found.speaker[0]
    if place is None:
        return None
    start, end = place
    return lambda item: item.start < end and start < item.end
