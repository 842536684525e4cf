"""What a rule finds, how it may be mended at a stroke, and what rules look at."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from workbench.model.layer import Layer
from workbench.model.nearby import Nearby
from workbench.model.offsets import line_around
from workbench.model.quotes import Found, find_marks
from workbench.model.scheme_parts import spoken
from workbench.model.span import Attributes, Extent, Parts, Span

if TYPE_CHECKING:
    from workbench.model.scheme import RelationType, Rule, Scheme


class Fix(NamedTuple):
    """One change to a span that mends a problem, in words and as what to write; only what is given is changed.

    ``parts`` and ``attributes`` are new ones of the span; ``relation`` is one that it shall have to ``target`` and to
    nothing else (no target: to nothing); ``entity`` is the id of the one that it shall mean.
    """

    words: str
    span: str
    parts: Parts | None = None
    attributes: Attributes | None = None
    relation: str | None = None
    target: str | None = None
    entity: str | None = None


class Problem(NamedTuple):
    """Something to look at: which rule, how bad, about which span (None: the article), in a sentence.

    ``fix`` is there where one is obvious. ``entity`` is the id where the problem is the entity's; the span is its first
    mention then. ``missing`` is the attribute or relation that is required and not there, as the scheme spells it.
    """

    rule: str
    level: str
    span: str | None
    sentence: str
    fix: Fix | None = None
    entity: str | None = None
    missing: str | None = None


Finding = tuple[Span, str, Fix | None]


class Look:
    """A layer as rules look at it: each question about it is worked out once, however many rules ask it."""

    def __init__(self, scheme: "Scheme", text: str, layer: Layer) -> None:
        self.scheme = scheme
        self.text = text
        self.layer = layer
        self._partners: dict[Extent, dict[int, int]] = {}
        self._inside: dict[Parts, Found] = {}
        self._extents: dict[tuple[str, ...], tuple[list[int], list[Span]]] = {}
        self.sentences_read = 0  # for what may be mended
        self._active = {rule.name: set(rule.labels) for rule in scheme.rules}

    @cached_property
    def spans(self) -> dict[str, Span]:
        """The spans by their id."""
        return {span.id: span for span in self.layer.spans}

    @cached_property
    def targets(self) -> dict[tuple[str, str], str]:
        """Where spans lead to, by their ids and the relation."""
        return {(relation.source, relation.type): relation.target for relation in self.layer.relations}

    @cached_property
    def mentions(self) -> dict[str, list[Extent]]:
        """Where each entity is mentioned, by its id."""
        found: dict[str, list[Extent]] = {}
        for span in self.layer.spans:
            if span.entity is not None:
                found.setdefault(span.entity, []).append((span.start, span.end))
        return found

    @cached_property
    def _reporting(self) -> Nearby:
        labels = {item.label for item in self.scheme.attributions}
        return Nearby(span for span in self.layer.spans if span.label in labels)

    def is_said(self, span: Span) -> bool:
        """Whether it stands in what somebody says."""
        from workbench.model.contexts import is_said

        return is_said(self.scheme, self._reporting.touching(span.start, span.end), span.parts)

    def of(self, rule: "Rule") -> Sequence[Span]:
        """The spans that a rule looks at."""
        if not rule.labels:
            return self.layer.spans
        wanted = set(rule.labels)
        return [span for span in self.layer.spans if span.label in wanted]

    def is_active(self, rule: str, label: str) -> bool:
        """Whether the scheme holds spans of that label against a rule."""
        labels = self._active.get(rule)
        return labels is not None and (not labels or label in labels)

    def marks_within(self, parts: Parts) -> Found:
        """The quotation marks between the start and the end of a span by places in the article, gaps left out."""
        found = self._inside.get(parts)
        if found is None:
            if len(parts) == 1:
                found = find_marks(self.text, *parts[0])
            else:
                found = _across(self.text, parts)
            self._inside[parts] = found
        return found

    def partners_round(self, start: int, end: int) -> dict[int, int]:
        """The marks of the whole lines that an extent touches, each with the one that it is a pair with."""
        lines = (line_around(self.text, start)[0], line_around(self.text, end)[1])
        found = self._partners.get(lines)
        if found is None:
            pairs = find_marks(self.text, *lines).pairs
            found = self._partners[lines] = {**dict(pairs), **{last: first for first, last in pairs}}
        return found

    def link_on_line(self, span: Span, kind: "RelationType") -> Fix | None:
        """The relation to the only span on the lines of ``span`` to which it may lead."""
        target = self._alone_on_line(span, kind.targets)
        if target is None:
            return None
        return self.link(span, kind, target)

    def link(self, span: Span, kind: "RelationType", target: Span) -> Fix:
        """The relation from one span to another."""
        words = f"link it to “{target.beginning(self.text, 40)}” as its {spoken(kind.name)}"
        return Fix(words, span.id, relation=kind.name, target=target.id)

    def near(self, labels: tuple[str, ...], start: int, end: int) -> Sequence[Span]:
        """The spans of ``labels`` that begin in a stretch of the text."""
        starts, found = self._of_labels(labels)
        return found[bisect_left(starts, start) : bisect_right(starts, end)]

    def _alone_on_line(self, span: Span, labels: tuple[str, ...]) -> Span | None:
        """The only span of ``labels`` on the lines of ``span`` and outside its parts: what is obviously meant."""
        starts, sorted_spans = self._of_labels(labels)
        first, last = line_around(self.text, span.start)[0], line_around(self.text, span.end)[1]
        low, high = bisect_left(starts, first), bisect_right(starts, last)
        found: Span | None = None
        for other in sorted_spans[low:high]:
            if other.id == span.id or any(other.start < end and start < other.end for start, end in span.parts):
                continue
            if found is not None:
                return None
            found = other
        return found

    def _of_labels(self, labels: tuple[str, ...]) -> tuple[list[int], list[Span]]:
        if labels not in self._extents:
            found = sorted((span for span in self.layer.spans if span.label in labels), key=lambda span: span.start)
            self._extents[labels] = [span.start for span in found], found
        return self._extents[labels]


def _across(text: str, parts: Parts) -> Found:
    """The marks of several parts, as if nothing stood between them."""
    places = [at for start, end in parts for at in (*range(start, end), end)]
    found = find_marks(" ".join(text[start:end] for start, end in parts))
    return Found([(places[first], places[last]) for first, last in found.pairs], [places[at] for at in found.unpaired])
