"""Whom a pronoun is likely to mean: the nearest who suits it, the subject of the sentence first. For English."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from workbench.model import english
from workbench.model.entity import Entity
from workbench.model.quotes import find_marks
from workbench.model.readings import THINGS, is_somebody, pronoun_of, reading, titles_of
from workbench.model.scheme_parts import HE, IT, SHE, THEY, WHO, Label
from workbench.model.span import Span
from workbench.model.tokens import sentences

_BACK = 1500  # characters in which somebody was spoken of before
_LOOKED_AT = 200  # characters of a mention
_MEN, _WOMEN = english.words("mr sir lord king prince pope"), english.words("mrs ms miss dame lady queen princess")
_PLACES = english.words("north south east west northern southern eastern western central new united")


class Antecedents:
    """Who was spoken of before, out of the mentions of one layer. One of nobody yet hides those before it."""

    def __init__(
        self, text: str, spans: Iterable[Span], entities: Mapping[str, Entity], labels: Mapping[str, Label]
    ) -> None:
        self._text = text
        wanted = {entity.label for entity in entities.values()}
        self._spans = sorted((span for span in spans if span.label in wanted), key=lambda span: span.order)
        self._starts = [span.start for span in self._spans]
        self._entities = entities
        self._labels = labels
        self._mentions: dict[str, set[str]] = {id: {entity.name} for id, entity in entities.items()}
        for span in self._spans:
            if span.entity in self._mentions:
                self._mentions[span.entity].add(self._words(span))

    def _words(self, span: Span) -> str:
        return span.beginning(self._text, _LOOKED_AT).strip()

    def of(self, span: Span) -> str | None:
        """The id of the entity that a pronoun likely means; None where nobody near suits, or the words do not tell."""
        pronoun = pronoun_of(self._words(span))
        if pronoun is None:
            return None
        low = bisect_left(self._starts, span.start - _BACK)
        before = self._spans[low : bisect_left(self._starts, span.start)]
        near = [item for item in before if item.label == span.label and item.end <= span.start and item.id != span.id]
        if pronoun == WHO:  # who stands right before
            gap = self._text[near[-1].end : span.start].strip() if near else "-"
            return self._meant(near[-1], span.label) if gap in ("", ",") else None
        for group in self._by_sentence(span, near):
            if pronoun == THEY:  # the ships before their owner
                group.sort(key=lambda item: "many" not in self._signs(item))
            found = next((item for item in group if self._suits(item, pronoun)), None)
            if found is not None:
                return self._meant(found, span.label)
        return None

    def _meant(self, item: Span, label: str) -> str | None:
        entity = self._entities.get(item.entity or "")
        return entity.id if entity is not None and entity.label == label else None

    def _by_sentence(self, span: Span, near: list[Span]) -> Iterator[list[Span]]:
        """The mentions by their sentences, the last one first; those in quotations that are over come after all."""
        low = max(0, span.start - _BACK)
        starts = [start for start, _ in sentences(self._text, low, span.end) if start <= span.start]
        over = find_marks(self._text, low, span.start).pairs
        inside = {item.id for item in near if any(start < item.start < end for start, end in over)}
        for held in (False, True):
            for start, end in reversed(list(zip(starts, [*starts[1:], span.start]))):
                yield [item for item in near if start <= item.start < end and (item.id in inside) == held]

    def _suits(self, item: Span, pronoun: str) -> bool:
        """Whether who is mentioned may be spoken of so: by the entity's values, by other pronouns, by the words."""
        entity = self._entities.get(item.entity or "")
        used = set(map(pronoun_of, self._mentions_with(item)))
        if pronoun in used:
            return True
        if used & {HE, SHE, IT}:
            return False
        allowed = self._allowed(entity) if entity is not None else None
        return _may_be(pronoun, self._signs(item), allowed)

    def _mentions_with(self, item: Span) -> set[str]:
        """The words of all mentions of the same entity."""
        return self._mentions.get(item.entity or "") or {self._words(item)}

    def _signs(self, item: Span) -> set[str]:
        return {sign for words in self._mentions_with(item) for sign in _signs(words)}

    def _allowed(self, entity: Entity) -> tuple[str, ...] | None:
        """The pronouns that the scheme says suit a value of the entity; None where it says nothing of them."""
        label = self._labels.get(entity.label)
        for attribute in label.entity_attributes if label is not None else ():
            for value in attribute.values:
                if value.pronouns and entity.attributes.get(attribute.name) == value.name:
                    return value.pronouns
        return None


def _may_be(pronoun: str, signs: set[str], allowed: tuple[str, ...] | None) -> bool:
    """What the words of all mentions leave possible; without a value that allows it they have to speak for it."""
    if pronoun == THEY and "many" in signs:
        return True
    if allowed is not None and pronoun not in allowed:
        return False
    if pronoun == IT:
        return not signs & {"titled", "man", "woman", "many"}
    if pronoun == THEY:
        return allowed is not None and IT in allowed
    other = "woman" if pronoun == HE else "man"
    return not signs & {other, "thing", "many"} and (allowed is not None or bool(signs & {"somebody", "man", "woman"}))


def _signs(mention: str) -> Iterator[str]:
    """What the words of one mention say: a title is somebody's, a plural without a name is many."""
    read, titles = reading(mention), titles_of(mention)
    if not read.words:
        return
    yield from (name for name, known in (("man", _MEN), ("woman", _WOMEN)) if known & titles)
    if titles and read.is_name:
        yield from ("titled", "somebody")
    if read.is_name:
        if is_somebody(read) and read.words[0] not in _PLACES:
            yield "somebody"
        return
    chief = read.core[-1]
    if chief in THINGS:
        yield "thing"
    elif chief.endswith("s") and not chief.endswith("ss"):
        yield "many"
    else:
        yield "somebody"
