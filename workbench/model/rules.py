"""What may be doubtful in a layer: rules that a scheme switches on by name, and what it calls required.

Rules find problems; they never refuse. A new rule is one function in ``RULES``.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from workbench.model.layer import Layer
from workbench.model.quotes import SINGLE, find_marks
from workbench.model.span import Span

if TYPE_CHECKING:
    from workbench.model.scheme import Scheme


class Problem(NamedTuple):
    """Something to look at: which rule, how bad, about which span (None: the article), in a sentence."""

    rule: str
    level: str
    span: str | None
    sentence: str


Finding = tuple[Span, str]


def problems(scheme: "Scheme", text: str, layer: Layer) -> list[Problem]:
    """Everything in ``layer`` that the scheme calls missing or doubtful, in text order."""
    found = [Problem("required", "error", None, sentence) for sentence in _required_of_article(scheme, layer)]
    found += [Problem("required", "error", span.id, sentence) for span, sentence in _required(scheme, layer)]
    for rule in scheme.rules:
        found += [Problem(rule.name, rule.level, span.id, line) for span, line in RULES[rule.name](text, layer)]
    place = {span.id: span.order for span in layer.spans}
    return sorted(found, key=lambda problem: place.get(problem.span or "", (0, 0, "", "")))


def _required_of_article(scheme: "Scheme", layer: Layer) -> Iterator[str]:
    """An attribute that has a default has that value where nobody set another."""
    for attribute in scheme.article_attributes:
        if attribute.required and attribute.default is None and layer.attributes.get(attribute.name) is None:
            yield f"this article has no {attribute.name}"


def _required(scheme: "Scheme", layer: Layer) -> Iterator[Finding]:
    related = {(relation.source, relation.type) for relation in layer.relations}
    for span in layer.spans:
        for attribute in scheme.label(span.label).attributes:
            if attribute.required and span.attributes.get(attribute.name) is None:
                yield span, f"this {span.label} has no {attribute.name}"
        for relation in scheme.relations:
            if relation.required and span.label in relation.sources and (span.id, relation.name) not in related:
                yield span, f"this {span.label} has no {relation.name}"


def _speaker_inside(text: str, layer: Layer) -> Iterator[Finding]:
    """A relation whose target lies inside a part of its own source: a speaker inside the quote."""
    spans = {span.id: span for span in layer.spans}
    for relation in layer.relations:
        source, target = spans.get(relation.source), spans.get(relation.target)
        if source and target and any(start <= target.start and target.end <= end for start, end in source.parts):
            yield source, f"the {relation.type} “{target.quote(text)[:40]}” stands inside the {source.label} itself"


def _unbalanced_marks(text: str, layer: Layer) -> Iterator[Finding]:
    """A quotation mark opened but not closed inside a span, or the other way round; single ones may be apostrophes."""
    for span in layer.spans:
        quoted = span.quote(text)
        alone = [
            quoted[at] for at in find_marks(quoted).unpaired if quoted[at] not in SINGLE and not _leads(quoted, at)
        ]
        if alone:
            yield span, f"in this {span.label} the quotation mark {' '.join(dict.fromkeys(alone))} has no partner"


def _leads(text: str, at: int) -> bool:
    """Whether the mark is the arrow of a line such as ``Home › News``: an angle between two blanks."""
    return text[at] in "«»‹›" and text[max(at - 1, 0)].isspace() and text[at + 1 : at + 2].isspace()


RULES: dict[str, Callable[[str, Layer], Iterator[Finding]]] = {
    "speaker-inside": _speaker_inside,
    "unbalanced-marks": _unbalanced_marks,
}
