"""Which entity a mention is likely to mean, by how it reads. Where two come equally near, nobody guesses."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from workbench.model.antecedents import Antecedents
from workbench.model.entity import Entity
from workbench.model.readings import BETWEEN, Reading, is_pronoun, is_somebody, readings
from workbench.model.scheme_parts import Label
from workbench.model.span import Span

_LOOKED_AT = 200  # characters of a mention
_BEFORE = 8  # characters in which a bracket and the blanks before it stand


class Guess(NamedTuple):
    """The id of an entity, why it may be meant, and how near that comes: less is nearer."""

    entity: str
    reason: str
    rank: int

    @property
    def is_faint(self) -> bool:
        """Whether nothing in the words of the mention speaks for it, only who was spoken of before."""
        return self.rank >= _FAINT


_FAINT = 6
_SAME = ("same words", 1)
_ACRONYM = ("acronym", 2)
_LAST = ("last name", 3)
_PART = ("part of the name", 4)
_NOUN = ("same noun", 5)
_BEFORE_IT = ("spoken of before", _FAINT)
_Index = dict[tuple[str, object], dict[str, None]]  # by label and key; the ids of entities, in order


class Guesser:
    """What is known of the entities of one layer. Mentions of one label never mean what another one's do."""

    def __init__(
        self, text: str, spans: Iterable[Span], entities: Iterable[Entity], types: Iterable[Label] = ()
    ) -> None:
        self._text = text
        self._spans = spans
        self._types = {label.name: label for label in types}
        self._same: _Index = {}
        self._initials: _Index = {}
        self._acronyms: _Index = {}
        self._firsts: _Index = {}
        self._ends: _Index = {}  # by the last words, each number of them
        self._cores: _Index = {}  # the same of what stands before "of" and the like
        self._closed: dict[tuple[str, int], str] = {}  # by label and end: what the mention there means
        known = self._known = {entity.id: entity for entity in entities}
        labels = {id: entity.label for id, entity in known.items()}
        mentions = {(entity.id, entity.name): None for entity in known.values()}
        for span in spans:
            if span.entity in known:
                mentions[span.entity, span.beginning(text, _LOOKED_AT)] = None
                self._closed[labels[span.entity], span.end] = span.entity
        for id, words in mentions:
            for read in readings(words):
                self._learn(labels[id], id, read)

    def _learn(self, label: str, id: str, read: Reading) -> None:
        words = read.words
        if not words:
            return
        _put(self._same, label, words, id)
        for letters in read.initials:
            _put(self._initials, label, letters, id)
        if read.acronym:
            _put(self._acronyms, label, read.acronym, id)
        if is_somebody(read):
            _put(self._firsts, label, words[0], id)
        for index, of in ((self._ends, words), (self._cores, read.core)):
            for at in range(1, len(of)):
                if not BETWEEN.intersection(of[:at]):
                    _put(index, label, of[at:], id)
        if len(read.core) < len(words):
            _put(self._cores, label, read.core, id)

    def guesses(self, span: Span) -> list[Guess]:
        """The entities that a mention may mean, the likeliest first; none for somebody new."""
        words = span.beginning(self._text, _LOOKED_AT)
        if is_pronoun(words):
            meant = self._antecedents.of(span)
            return [Guess(meant, *_BEFORE_IT)] if meant is not None else []
        found: dict[str, Guess] = {}
        for read in readings(words):
            if not read.words or read.is_open:
                continue
            for (reason, rank), ids in self._fitting(span, read):
                for id in ids:
                    if id not in found or rank < found[id].rank:
                        found[id] = Guess(id, reason, rank)
        return sorted(found.values(), key=lambda guess: guess.rank)

    @cached_property
    def _antecedents(self) -> Antecedents:
        return Antecedents(self._text, self._spans, self._known, self._types)

    def likeliest(self, span: Span) -> Guess | None:
        """The one that a mention is likely to mean; None where there is none, or two come equally near."""
        found = self.guesses(span)
        return found[0] if found and (len(found) == 1 or found[1].rank > found[0].rank) else None

    def _fitting(self, span: Span, read: Reading) -> Iterable[tuple[tuple[str, int], Iterable[str]]]:
        label, words = span.label, read.words

        def of(index: _Index, key: object) -> Iterable[str]:
            return index.get((label, key), ())

        yield _SAME, of(self._same, words)
        if read.acronym:
            yield _ACRONYM, of(self._initials, read.acronym)
            yield _ACRONYM, self._before_brackets(span)
        for letters in read.initials:
            yield _ACRONYM, of(self._acronyms, letters)
        if read.is_name:
            if len(words) == 1:
                yield _LAST, of(self._ends, words)
                yield _PART, () if read.acronym else of(self._firsts, words[0])
            else:
                yield _PART, of(self._ends, words)
            for at in range(1, len(words)):
                if not BETWEEN.intersection(words[:at]) and read.capitals[at]:
                    yield _PART, of(self._same, words[at:])
        elif read.is_definite and not read.is_owned:
            yield _NOUN, of(self._ends, words)
            yield _NOUN, of(self._cores, words)

    def _before_brackets(self, span: Span) -> Iterable[str]:
        """What the mention means behind which this one stands in brackets."""
        if not span.start or self._text[span.start - 1] != "(":
            return ()
        before = self._text[max(0, span.start - _BEFORE) : span.start - 1]
        found = self._closed.get((span.label, span.start - 1 - len(before) + len(before.rstrip())))
        return (found,) if found is not None else ()


def _put(index: _Index, label: str, key: object, id: str) -> None:
    index.setdefault((label, key), {})[id] = None
