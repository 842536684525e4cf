"""What each person has at a disputed place, as the card shows it."""

from collections.abc import Mapping, Sequence

from workbench.model.asking import is_shown
from workbench.model.layer import Layer
from workbench.model.scheme import Scheme
from workbench.model.span import Attributes, Span
from workbench.project.reviewing import ArticleDispute, Dispute
from workbench.review.differences import Other, odd_ones
from workbench.window.article.marks.tags import said
from workbench.window.panels.span_list import one_line
from workbench.window.review.version_card import Version
from workbench.window.review.words import versions_of
from workbench.words import in_quotes, number

_UNSAID = "–"  # no value; “none” may be one of the scheme's own
Versions = tuple[dict[str, Version], list[str]]  # by annotator; the names of what differs


def unit_versions(
    dispute: Dispute, scheme: Scheme, text: str, layers: Sequence[Layer], others: Mapping[str, Other]
) -> Versions:
    """Everybody's version of a unit, or what they have in its place; what differs among those who have the unit."""
    label, spans = scheme.label(dispute.unit.label), dispute.unit.spans
    by_name = {layer.annotator: layer for layer in layers}
    mine = dict(spans) | {name: other.span for name, other in others.items() if other.instead}
    held_by = [span.attributes for span in mine.values()]
    names = [item.name for item in label.attributes if any(is_shown(item, held) for held in held_by)]
    names += ["entity"] if any(span.entity for span in spans.values()) else []
    names += [item.name for item in scheme.relations if label.name in item.sources]
    values = {name: _values(by_name[name], span, names, text) for name, span in mine.items()}
    odd = {field: odd_ones({name: held[field] for name, held in values.items()}) for field in names}
    everybody = tuple(versions_of(dispute, others))
    found: dict[str, Version] = {}
    for name in dispute.voters:
        if name in mine:
            rows = tuple((field, values[name][field], name in odd[field]) for field in names)
            note = "" if name in spans else _instead_words(others[name])
            kind = scheme.label(mine[name].label)
            found[name] = Version(text, mine[name], everybody, kind, rows, note)
        elif name in others:
            found[name] = Version(text, note=_otherwise_words(others[name], text), takable=False)
        else:
            found[name] = Version(text, note="Nothing tagged here.", takable=False)
    return found, [field for field in names if len({values[name][field] for name in spans}) > 1]


def article_versions(dispute: ArticleDispute, scheme: Scheme) -> Versions:
    """What everybody says of the article as a whole; what differs comes first."""
    names = [item.name for item in scheme.article_attributes]
    values = {name: {**dict.fromkeys(names, _UNSAID), **_said(held)} for name, held in dispute.versions.items()}
    differing = [name for name in names if len({held[name] for held in values.values()}) > 1]
    names.sort(key=lambda name: name not in differing)
    odd = {field: odd_ones({name: held[field] for name, held in values.items()}) for field in names}
    found = {
        name: Version(rows=tuple((field, values[name][field], name in odd[field]) for field in names))
        for name in dispute.versions
    }
    return found, differing


def _otherwise_words(other: Other, text: str) -> str:
    theirs = one_line(other.span.shown(text))
    return f"Tagged otherwise: {other.span.label} {in_quotes(theirs if len(theirs) < 160 else theirs[:160] + ' …')}"


def _instead_words(other: Other) -> str:
    more = f"; {number(other.more, 'more span')} of theirs here" if other.more else ""
    return f"Another span: taking it rejects this one{more}"


def _said(attributes: Attributes) -> dict[str, str]:
    """Values as they are shown."""
    return {name: said(value) for name, value in attributes.items() if value is not None}


def _values(layer: Layer, span: Span, names: Sequence[str], text: str) -> dict[str, str]:
    """What one annotator says of each attribute, of the entity and of each relation, as shown."""
    found = dict.fromkeys(names, _UNSAID)
    found.update({name: value for name, value in _said(span.attributes).items() if name in found})
    meant = next((item for item in layer.entities if item.id == span.entity), None)
    if meant is not None and "entity" in found:
        more = [*_said(meant.attributes).values(), *([meant.external_id] if meant.external_id else [])]
        found["entity"] = f"{meant.name} ({', '.join(more)})" if more else meant.name
    mine = [item for item in layer.relations if item.source == span.id and item.type in found]
    spans = {item.id: item for item in layer.spans} if mine else {}
    for kind in {item.type for item in mine}:
        targets = sorted((spans[item.target] for item in mine if item.type == kind), key=lambda target: target.order)
        found[kind] = ", ".join(one_line(target.shown(text)) for target in targets)
    return found
