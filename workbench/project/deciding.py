"""What a reviewer decides beside taking and rejecting: edited versions, nothing here, what all missed, reasons."""

from collections.abc import Mapping
from typing import Any

from workbench.errors import ProjectError, SchemeError
from workbench.model.layer import Layer
from workbench.model.span import NO_ATTRIBUTES, Attributes, Parts, Span, check_parts
from workbench.project.facade import Project
from workbench.project.reviewing import open_gold, place_words, present_unit, settle
from workbench.review.units import Unit
from workbench.store import articles as stored
from workbench.words import with_article

# Each function is one action of ``actor`` on the article ``key`` and gives its layers as they are afterwards.


def decide_edited(
    project: Project,
    actor: str,
    key: str,
    unit: Unit,
    take: str,
    parts: Parts,
    attributes: Attributes,
    reason: str | None = None,
) -> list[Layer]:
    """Make a version gold with other edges or values; where it came from is kept as its source."""
    with project.journal.action(actor, "decide") as action:
        writer, layers = open_gold(project, action, key)
        present = present_unit(unit, layers)
        if take not in present.spans:
            raise ProjectError(f"{take} has no {place_words(unit)} any more; look at the article anew")
        span = _checked(project, writer.article, unit.label, parts, attributes)
        words = f"took {take}’s {place_words(unit)}"
        if span.parts != unit.parts:
            words += f" with the edges {span.start}-{span.end}"
        if dict(span.attributes) != dict(present.spans[take].attributes):
            words += " with other values"
        action.words = words
        writer.take(present, take, reason, layers, span)
        return settle(writer, layers)


def decide_nothing(project: Project, actor: str, key: str, unit: Unit, reason: str | None = None) -> list[Layer]:
    """Decide that nothing from the unit's start to its end belongs to any label.

    All units that lie inside are settled by it: no rule makes one gold again. Who decides one of them anew takes it
    back. ProjectError where another is gold.
    """
    start, end = unit.parts[0][0], unit.parts[-1][1]
    words = f"decided that nothing in {start}-{end} belongs to any label"
    with project.journal.action(actor, "decide", words) as action:
        writer, layers = open_gold(project, action, key)
        writer.nothing(present_unit(unit, layers), reason, layers)
        return settle(writer, layers)


def add_gold(
    project: Project,
    actor: str,
    key: str,
    label: str,
    parts: Parts,
    attributes: Attributes = NO_ATTRIBUTES,
    reason: str | None = None,
) -> list[Layer]:
    """Make a span gold that everybody missed; SchemeError where it may not stand there."""
    with project.journal.action(actor, "decide") as action:
        writer, layers = open_gold(project, action, key)
        span = _checked(project, writer.article, label, parts, attributes)
        action.words = f"tagged {span.start}-{span.end} as {label} in the gold"
        anybody = Unit((span.parts, label), {layer.annotator: span for layer in layers if not layer.is_gold})
        writer.add(present_unit(anybody, layers), span, reason)
        return settle(writer, layers)


def give_reason(project: Project, actor: str, key: str, target: str, what: str, reason: str | None) -> list[Layer]:
    """Say why something was decided as it is; ``target`` is the decision's, ``what`` says it in words."""
    words = f"gave a reason for {what}" if reason else f"took back the reason for {what}"
    with project.journal.action(actor, "decide", words) as action:
        writer, _ = open_gold(project, action, key)
        if all(decision.target != target for decision in writer.gold.decisions):
            raise ProjectError("this is not decided any more; look at the article anew")
        writer.give_reason(target, reason)
        return stored.read_layers(project.store, writer.article)


def _checked(project: Project, article: str, label: str, parts: Parts, attributes: Mapping[str, Any]) -> Span:
    """A span as the scheme lets it be, without an id."""
    kind = project.scheme.label(label)
    project.scheme.check_attributes(label, attributes)
    places = check_parts(parts, stored.key_and_length(project.store, article)[1])
    if len(places) > 1 and not kind.parts:
        raise SchemeError(f"{with_article(label)} has one part only; the scheme allows no more")
    return Span("", label, places, attributes)
