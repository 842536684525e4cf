"""A layer: one annotator's spans, relations, entities and article attributes of one article, or the gold."""

from collections.abc import MutableSequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from workbench.model.article import Article
from workbench.model.entity import Entity
from workbench.model.relation import Relation
from workbench.model.span import NO_ATTRIBUTES, Attributes, Span, in_text_order
from workbench.model.spans import Spans, places_of

GOLD = "gold"
RESERVED_NAMES = frozenset({GOLD, "all"})

State = Literal["untouched", "in_progress", "done"]
STATES: tuple[State, ...] = ("untouched", "in_progress", "done")

Outcome = Literal["agreed", "adjudicated", "rejected", "nothing"]
OUTCOMES: tuple[Outcome, ...] = ("agreed", "adjudicated", "rejected", "nothing")


class Decision(NamedTuple):
    """Why something is, or is not, in the gold.

    ``target`` is the id of the gold span or relation; for ``rejected`` the id of the first span that was
    refused, for ``nothing`` the stretch as ``start-end``. ``rule`` names the strategy, or is None where a
    person decided. ``sources`` are pairs of annotator and span (or relation) id. ``at`` is UTC, ISO 8601.
    """

    target: str
    outcome: Outcome
    by: str
    rule: str | None
    at: str
    sources: tuple[tuple[str, str], ...] = ()
    reason: str | None = None


class Resolved(NamedTuple):
    """Who said that a comment needs no more attention, and when: UTC, ISO 8601."""

    by: str
    at: str


class Comment(NamedTuple):
    """A remark on a span, or on the article where ``span`` is None. ``at`` is UTC, ISO 8601.

    It is open until somebody resolves it.
    """

    id: str
    text: str
    by: str
    at: str
    span: str | None = None
    resolved: Resolved | None = None


@dataclass(slots=True)
class Layer:
    """``annotator`` is a name, or ``gold``. ``unresolved`` counts the disputes left open in the gold.

    ``complete`` are the labels for which the article was gone through to its end, in the order of their names:
    nothing found is not the same as not looked for.
    """

    annotator: str
    state: State = "untouched"
    attributes: Attributes = NO_ATTRIBUTES
    spans: MutableSequence[Span] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    unresolved: int = 0
    complete: list[str] = field(default_factory=list)

    @property
    def is_gold(self) -> bool:
        """Whether this is the adjudicated layer."""
        return self.annotator == GOLD

    @property
    def empty(self) -> bool:
        """Whether nobody has put anything into it yet."""
        return self.state == "untouched" and not (
            self.attributes or self.spans or self.entities or self.relations or self.decisions or self.comments
            or self.complete
        )  # fmt: skip

    def sort(self) -> None:
        """Put everything into the order of the native format."""
        if not isinstance(self.spans, Spans):  # which are in order
            self.spans = in_text_order(self.spans)
        ends = [id for item in self.relations for id in (item.source, item.target)]
        place = places_of(self.spans, [*ends, *(item.target for item in self.decisions)])
        self.entities.sort(key=lambda entity: (entity.label, entity.name, entity.id))
        self.relations.sort(
            key=lambda item: (place.get(item.source, -1), item.type, place.get(item.target, -1), item.id)
        )
        last = len(self.spans)
        self.decisions.sort(key=lambda item: (place.get(item.target, last), item.target, item.outcome, item.at))
        self.complete.sort()
        self.comments.sort(key=lambda item: (item.at, item.id))


class Labelled(NamedTuple):
    """An article with one of its layers, or with none: what readers give and writers take."""

    article: Article
    layer: Layer | None = None
