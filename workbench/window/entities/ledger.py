"""What the ledger lists, worked out of a layer: entities with their mentions, then the mentions without one."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from workbench.model.entity import Entity
from workbench.model.entity_guess import Guess, Guesser
from workbench.model.layer import Layer
from workbench.model.readings import is_pronoun, name_from, reading
from workbench.model.scheme import Label, Scheme
from workbench.model.span import Attributes, Span, in_text_order
from workbench.window.article.marks.tags import said
from workbench.window.panels.span_list import one_line

_LOOKED_AT = 200  # characters of a mention
_LONGEST_NAME = 80  # characters of a name that is taken from a mention
Kind = Literal["label", "entity", "mention", "without", "open"]


class Row(NamedTuple):
    """A line of the ledger: the head of a label or of those without entity, an entity, a mention of one, or of none.

    The words of a mention are read when it comes into view.
    """

    kind: Kind
    label: str
    words: str = ""
    entity: Entity | None = None
    span: Span | None = None
    size: int = 0  # how many mentions, or entities
    value: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same line after a change: the mention, else the entity."""
        if self.span is not None:
            return ("span", self.span.id)
        return (self.kind, self.entity.id if self.entity is not None else self.label)


class Ledger:
    """The entities and mentions of one layer, as the scheme has them."""

    def __init__(self, scheme: Scheme, text: str, layer: Layer, only: str | None = None) -> None:
        self.scheme = scheme
        self.text = text
        self.labels = [label for label in scheme.labels if label.entity]
        ranks = {label.name: at for at, label in enumerate(self.labels)}
        known = {entity.id: entity for entity in layer.entities}
        self.mentions: dict[str, list[Span]] = {id: [] for id in known}  # by entity
        self.open: list[Span] = []  # mentions of nobody yet
        for span in in_text_order(span for span in layer.spans if span.entity in known or span.label in ranks):
            if span.entity in known:
                self.mentions[span.entity].append(span)
            elif only in (None, span.label):
                self.open.append(span)
        shown = [entity for entity in known.values() if only in (None, entity.label)]
        self.entities = sorted(shown, key=lambda item: (ranks.get(item.label, len(ranks)), *self._place(item)))
        self._guesser: Guesser | None = None
        self._layer = layer
        self._guesses: dict[str, list[Guess]] = {}
        self._alike: dict[tuple[str, tuple[str, ...]], list[Span]] | None = None

    def _place(self, entity: Entity) -> tuple[int, str, str]:
        first = next(iter(self.mentions[entity.id]), None)
        return (first.start if first is not None else len(self.text), entity.name, entity.id)

    def entity(self, id: str) -> Entity:
        """The entity of that id."""
        return next(entity for entity in self._layer.entities if entity.id == id)

    # What is likely

    def guesses(self, span: Span) -> list[Guess]:
        """What a mention may mean, worked out when it is first looked at."""
        if span.id not in self._guesses:
            if self._guesser is None:
                self._guesser = Guesser(self.text, self._layer.spans, self._layer.entities)
            self._guesses[span.id] = self._guesser.guesses(span)
        return self._guesses[span.id]

    def likeliest(self, span: Span) -> Guess | None:
        """The one that it is likely to mean."""
        found = self.guesses(span)
        return found[0] if found and (len(found) == 1 or found[1].rank > found[0].rank) else None

    def new_name(self, span: Span) -> str:
        """What an entity is called that begins with this mention; nothing where somebody has to say who is meant."""
        words = span.beginning(self.text, _LOOKED_AT)
        return "" if self.guesses(span) or is_pronoun(words) else name_from(one_line(words))[:_LONGEST_NAME]

    def alike(self, span: Span) -> list[Span]:
        """The mentions of nobody yet that read the same, this one included."""
        if self._alike is None:
            self._alike = {}
            for other in self.open:
                self._alike.setdefault((other.label, self._words(other)), []).append(other)
        words = self._words(span)
        return self._alike.get((span.label, words), [span]) if words else [span]

    def _words(self, span: Span) -> tuple[str, ...]:
        return reading(span.beginning(self.text, _LOOKED_AT)).words

    # Its lines

    def rows(self, opened: Iterable[str]) -> list[Row]:
        """All lines; of the entities in ``opened`` the mentions, too."""
        shown, several = set(opened), len({entity.label for entity in self.entities}) > 1
        rows: list[Row] = []
        for entity in self.entities:
            if several and (not rows or rows[-1].label != entity.label):
                count = sum(other.label == entity.label for other in self.entities)
                rows.append(Row("label", entity.label, entity.label.capitalize(), size=count))
            mentions = self.mentions[entity.id]
            value = shown_of(self.scheme.label(entity.label), entity)
            rows.append(Row("entity", entity.label, entity.name, entity, size=len(mentions), value=value))
            if entity.id in shown:
                rows += [Row("mention", entity.label, entity=entity, span=span) for span in mentions]
        if self.open:
            rows.append(Row("without", "", "Without entity", size=len(self.open)))
            rows += [Row("open", span.label, span=span) for span in self.open]
        return rows

    def title(self, row: Row) -> str:
        """The name, or the words of a mention."""
        return one_line(row.span.shown(self.text, _LOOKED_AT)) if row.span is not None else row.words

    def before(self, label: str, at: int, but: str | None = None) -> list[Entity]:
        """The entities of a label, those first that were spoken of last before a place."""

        def near(entity: Entity) -> tuple[bool, int, str]:
            ends = [span.end for span in self.mentions[entity.id] if span.end <= at]
            return (not ends, at - max(ends, default=0), entity.name)

        return sorted((item for item in self._layer.entities if item.label == label and item.id != but), key=near)


def said_of(label: Label, attributes: Attributes, external_id: str | None) -> str:
    """The first thing that is said of an entity, and its id."""
    first = next(iter(label.entity_attributes), None)
    value = said(attributes.get(first.name)) if first is not None else ""
    return " · ".join(part for part in (value, external_id) if part)


def shown_of(label: Label, entity: Entity) -> str:
    """The same; what has to be said first and was not stands there with a question mark."""
    value = said_of(label, entity.attributes, entity.external_id)
    first = next(iter(label.entity_attributes), None)
    if first is None or not first.is_missing(entity.attributes):
        return value
    return f"{first.name.replace('_', ' ')}? {value}".rstrip()
