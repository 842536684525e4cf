"""Rules about where spans stand to each other, and about mentions that belong to nothing."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.model.problem import Finding, Fix, Look
from workbench.model.scheme_parts import spoken
from workbench.model.span import Span

if TYPE_CHECKING:
    from workbench.model.scheme import Rule


def target_inside(look: Look, rule: "Rule") -> Iterator[Finding]:
    """A relation whose target lies inside a part of its own source: a speaker inside the quote."""
    spans = look.spans
    for relation in look.layer.relations:
        source, target = spans.get(relation.source), spans.get(relation.target)
        if source is None or target is None or not _looked_at(rule, source, target):
            continue
        if source.holds(target):
            words = f"{spoken(relation.type)} “{target.beginning(look.text, 40)}”"
            sentence = f"the {words} stands inside the {source.label} itself"
            yield source, sentence, look.link_on_line(source, look.scheme.relation(relation.type))


def _looked_at(rule: "Rule", source: Span, target: Span) -> bool:
    return (not rule.labels or source.label in rule.labels) and (not rule.others or target.label in rule.others)


def inside(look: Look, rule: "Rule") -> Iterator[Finding]:
    """A span of ``labels`` that lies inside one of ``others``: an event in a line that is no part of the story."""
    others = sorted((span for span in look.layer.spans if span.label in rule.others), key=lambda span: span.order)
    if not others:
        return
    starts = [span.start for span in others]
    farthest: list[Span] = []  # of those up to each, the one that reaches farthest
    for span in others:
        farthest.append(span if not farthest or span.end > farthest[-1].end else farthest[-1])
    for span in look.of(rule):
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and farthest[at].end >= span.end and farthest[at].id != span.id and span.label not in rule.others:
            yield span, f"this {span.label} stands inside what is tagged as {farthest[at].label}", None


def no_entity(look: Look, rule: "Rule") -> Iterator[Finding]:
    """A mention that belongs to no entity, where its label has entities."""
    has_entities = {label.name for label in look.scheme.labels if label.entity}
    known: dict[tuple[str, str], set[str]] = {}
    for span in look.layer.spans:
        if span.entity is not None:
            known.setdefault(_words(look, span), set()).add(span.entity)
    names = {entity.id: entity.name for entity in look.layer.entities}
    for span in look.of(rule):
        if span.entity is None and span.label in has_entities:
            same = known.get(_words(look, span), set())
            fix = None
            if len(same) == 1:
                (entity,) = same
                fix = Fix(f"let it mean “{names.get(entity, entity)}”", span.id, entity=entity)
            yield span, f"this {span.label} belongs to no entity", fix


def _words(look: Look, span: Span) -> tuple[str, str]:
    return span.label, span.quote(look.text).casefold()
