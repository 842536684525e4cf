"""What a scheme calls required and a layer has not: attributes of the article, of spans, entities and relations."""

from collections.abc import Iterable, Iterator

from workbench.model.problem import Fix, Look, Problem
from workbench.model.scheme_parts import AttributeType, spoken
from workbench.model.span import Attributes, Span

NAME, LEVEL = "required", "error"


def what_is_missing(look: Look) -> Iterator[Problem]:
    """All that is missing."""
    yield from _of_article(look)
    yield from _of_spans(look)
    yield from _of_entities(look)
    yield from _of_relations(look)


def _missing(types: Iterable[AttributeType], attributes: Attributes) -> Iterator[AttributeType]:
    return (attribute for attribute in types if attribute.required and attribute.is_missing(attributes))


def _of_article(look: Look) -> Iterator[Problem]:
    """An attribute that has a default has that value where nobody set another."""
    for attribute in _missing(look.scheme.article_attributes, look.layer.attributes):
        if attribute.default is None:
            yield Problem(NAME, LEVEL, None, f"this article {_no(attribute.name)}", missing=attribute.name)


def _of_spans(look: Look) -> Iterator[Problem]:
    needed = {
        label.name: (
            [item for item in label.attributes if item.required],
            [item for item in look.scheme.relations if item.required and label.name in item.sources],
        )
        for label in look.scheme.labels
    }
    from workbench.model.attribution_fixes import relation_fix

    for span in look.layer.spans:
        attributes, relations = needed[span.label]
        for attribute in _missing(attributes, span.attributes):
            yield _of_span(span, attribute.name, _proposed(look, span, attribute))
        for relation in relations:
            if (span.id, relation.name) not in look.targets and relation.is_needed(span.label, span.attributes):
                yield _of_span(span, relation.name, relation_fix(look, span, relation))


def _of_span(span: Span, name: str, fix: Fix | None) -> Problem:
    return Problem(NAME, LEVEL, span.id, f"this {span.label} {_no(name)}", fix, missing=name)


def _no(name: str) -> str:
    return f"has no {spoken(name)}"


def _proposed(look: Look, span: Span, attribute: AttributeType) -> Fix | None:
    """What the attribute would have had if it had been proposed."""
    from workbench.model.proposals import propose

    if attribute.default is None:
        from workbench.model.attribution_fixes import status_fix

        return status_fix(look, span, attribute)
    value = propose(
        look.scheme.label(span.label), look.text, span.parts, span.attributes, lambda: look.is_said(span)
    ).get(attribute.name)
    if value is None:
        return None
    told = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    told = spoken(told) if attribute.values else told
    return Fix(f"set {spoken(attribute.name)} to {told}", span.id, attributes={attribute.name: value})


def _of_entities(look: Look) -> Iterator[Problem]:
    if not look.layer.entities:
        return
    needed = {
        label.name: required
        for label in look.scheme.labels
        if (required := [item for item in label.entity_attributes if item.required])
    }
    first: dict[str, Span] = {}
    for span in look.layer.spans:
        if span.entity is not None and (span.entity not in first or span.start < first[span.entity].start):
            first[span.entity] = span
    for entity in look.layer.entities:
        for attribute in _missing(needed.get(entity.label, ()), entity.attributes):
            mention = first.get(entity.id)
            sentence = f"the {entity.label} “{entity.name}” {_no(attribute.name)}"
            yield Problem(NAME, LEVEL, mention.id if mention else None, sentence, None, entity.id, attribute.name)


def _of_relations(look: Look) -> Iterator[Problem]:
    needed = {
        relation.name: required
        for relation in look.scheme.relations
        if (required := [item for item in relation.attributes if item.required])
    }
    if not needed:
        return
    for relation in look.layer.relations:
        for attribute in _missing(needed.get(relation.type, ()), relation.attributes):
            source = look.spans.get(relation.source)
            if source is not None:
                sentence = f"the {spoken(relation.type)} of this {source.label} {_no(attribute.name)}"
                yield Problem(NAME, LEVEL, source.id, sentence, missing=attribute.name)
