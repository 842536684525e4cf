"""Whether a whole layer is one that a scheme allows."""

from collections import Counter

from workbench.errors import SchemeError
from workbench.model.layer import Layer
from workbench.model.scheme import Scheme
from workbench.model.scheme_parts import with_article
from workbench.model.span import Span


def check_layer(scheme: Scheme, layer: Layer) -> None:
    """Raise SchemeError where the layer holds what the scheme forbids, TextError where a value can't be stored.

    Its references are whole already.
    """
    labels: dict[str, str] = {}
    for span in layer.spans:
        label = scheme.label(span.label)
        labels[span.id] = span.label
        if span.attributes:
            scheme.check_attributes(span.label, span.attributes)
        if span.entity is not None:
            scheme.entity_label(span.label)
        if len(span.parts) > 1 and not label.parts:
            raise SchemeError(
                f"span {span.id}: {with_article(span.label)} has one part only; the scheme allows no more"
            )
    if not scheme.overlaps_free:
        _check_overlaps(scheme, layer)
    begun: Counter[tuple[str, str]] = Counter()
    for relation in layer.relations:
        kind = scheme.check_relation(relation.type, labels[relation.source], labels[relation.target])
        begun[relation.source, relation.type] += 1
        if kind.at_most is not None and begun[relation.source, relation.type] > kind.at_most:
            named = with_article(labels[relation.source])
            raise SchemeError(
                f"span {relation.source}: {named} has at most {kind.at_most} {relation.type}; take the others out"
            )
        if relation.attributes:
            scheme.check_relation_attributes(relation.type, relation.attributes)
    if layer.attributes:
        scheme.check_article_attributes(layer.attributes)
    for entity in layer.entities:
        scheme.entity_label(entity.label)
        scheme.check_entity_attributes(entity.label, entity.attributes)
    for name in layer.complete:
        scheme.label(name)


def _check_overlaps(scheme: Scheme, layer: Layer) -> None:
    """Each span against those before it that reach into it; ids may still be missing, so places stand in."""
    reaching: list[Span] = []
    for at, span in enumerate(sorted(layer.spans, key=lambda span: span.order)):
        reaching = [other for other in reaching if other.end > span.start]
        named = span._replace(id=str(at))
        scheme.check_overlap(named, reaching)
        reaching.append(named)
