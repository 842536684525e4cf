"""What hands do in the ledger: take what is proposed, name, rename, merge, take out."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from workbench.model.asking import Answer, answers, is_typed
from workbench.model.entity import Entity
from workbench.model.scheme_parts import spoken
from workbench.model.span import Span
from workbench.window.entities.ledger import Ledger, Row
from workbench.window.entities.naming import Offer
from workbench.window.entities.offers import of_article, offers
from workbench.words import cut, in_quotes

if TYPE_CHECKING:
    from workbench.window.entities.panel import EntitiesPanel

Entry = tuple[str, Callable[[], None]]
_SHIFT_ENTER = "⇧↵"


class Deeds:
    """Acts on the current row of a panel, and says which row comes next."""

    def __init__(self, panel: "EntitiesPanel") -> None:
        self.panel = panel
        self._take: Callable[[Offer], object] | None = None  # what becomes of the offer that is chosen
        self._to_article = False

    @property
    def _ledger(self) -> Ledger:
        assert self.panel.ledger is not None
        return self.panel.ledger

    def _do(self, work: Callable[[Any], Any], wanted: tuple[str, str] | None = None) -> bool:
        """Carry something out; ``wanted`` is the row to stand on then."""
        session = self.panel.frame.session
        if session is None or not self.panel.frame.typed.may_leave():
            return False
        self.panel.wanted = wanted
        done = session.about_entities(work)
        if done is None:
            self.panel.wanted = None
        self.panel.refresh()
        return done is not None

    # Mentions

    def take(self, row: Row, alike: bool) -> None:
        """Let a mention mean what is proposed, else a new entity of its name; where neither is clear, ask."""
        assert row.span is not None
        guess, name = self._ledger.likeliest(row.span), self._ledger.new_name(row.span)
        if guess is None and not name:
            self.ask("")
            return
        spans = self._ledger.alike(row.span) if alike else [row.span]
        self._mean(row, spans, guess.entity if guess is not None else {"name": name})

    def _mean(self, row: Row, spans: list[Span], meant: str | dict[str, object]) -> None:
        ids = [span.id for span in spans]
        self._do(lambda work: work.assign(ids, meant), self._next(row, set(ids)))

    def _next(self, row: Row, gone: set[str]) -> tuple[str, str]:
        """The next mention of nobody, else the first that is left, else the mention itself."""
        assert row.span is not None
        if row.kind != "open":
            return row.key
        left = [span for span in self._ledger.open if span.id not in gone]
        later = next((span for span in left if span.order > row.span.order), None)
        found = later or next(iter(left), None)
        return ("span", found.id) if found is not None else row.key

    def ask(self, words: str = "", to_article: bool = False) -> None:
        """Ask who the current mention means; ``words`` are typed already."""
        from workbench.window.entities.panel import question

        row, panel = self.panel.row, self.panel
        session = panel.frame.session
        if row is None or row.span is None or session is None:
            return
        span, ledger, label = row.span, self._ledger, self._ledger.scheme.label(row.label)
        likely = [ledger.entity(guess.entity) for guess in ledger.guesses(span)]
        near = [entity for entity in ledger.before(label.name, span.start) if entity not in likely]
        self._take = lambda offer: self._mean(row, [span], _meant(offer))
        self._open(to_article)
        found = [*likely, *near]
        panel.naming.ask(
            question(ledger.title(row)), words, lambda typed: offers(ledger, session.project, label, found, typed)
        )

    # Entities

    def type(self, letter: str) -> None:
        """On a mention a name begins; on an entity it is the letter of a value, said once for all its mentions."""
        row = self.panel.row
        if row is None or row.kind != "entity" or row.entity is None:
            self.ask(letter)
            return
        entity, (name, found) = row.entity, self._by_letters(row)
        chosen = next((item for item in found if item.letter == letter.lower()), None)
        if chosen is not None:
            self._do(lambda work: work.change_entity(entity.id, attributes={name: chosen.value}), row.key)

    def _by_letters(self, row: Row) -> tuple[str, list[Answer]]:
        """What is said first of entities of this label, where its values have letters, and those."""
        first = next(iter(self._ledger.scheme.label(row.label).entity_attributes), None)
        if first is None or first.kind != "choice" or first.off or is_typed(first):
            return "", []
        return first.name, [item for item in answers(first) if item.letter]

    def rename(self) -> None:
        """Ask for another name of the current entity; of a mention of nobody, who is meant."""
        row = self.panel.row
        if row is None or row.entity is None:
            self.ask("")
            return
        entity = row.entity
        self._take = lambda offer: self._do(lambda work: work.change_entity(entity.id, name=offer.name), row.key)
        self._open(False)
        self.panel.naming.ask(f"Another name for {in_quotes(entity.name)}", entity.name, _only_words, select=True)

    def merge(self, entity: Entity) -> None:
        """Ask which other entity is the same; that one stays."""
        ledger = self._ledger
        others = ledger.before(entity.label, len(ledger.text), but=entity.id)
        self._take = lambda offer: self._merge(entity, offer)
        self._open(False)
        self.panel.naming.ask(
            f"{in_quotes(entity.name)} is the same as…", "", lambda words: of_article(ledger, others, words)
        )

    def _merge(self, entity: Entity, offer: Offer) -> None:
        kept = offer.entity
        if kept is None:
            self.panel.frame.say(f"There is no other entity {in_quotes(cut(offer.name))} in this article.")
            return
        self._do(lambda work: work.merge_entities(kept.id, entity.id), ("entity", kept.id))

    def remove(self) -> None:
        """Take the current mention out of its entity, or the current entity away."""
        row = self.panel.row
        if row is None or row.entity is None:
            return
        entity, span = row.entity, row.span
        if span is not None:
            mentions = self._ledger.mentions[entity.id]
            at = mentions.index(span)
            near = next(iter(mentions[at + 1 : at + 2] or mentions[max(0, at - 1) : at]), None)
            wanted = ("span", near.id) if near is not None else ("entity", entity.id)
            self._do(lambda work: work.assign([span.id], None), wanted)
        else:
            self._do(lambda work: work.remove_entity(entity.id))

    # The line

    def _open(self, to_article: bool) -> None:
        self._to_article = to_article
        self.panel.stack.setCurrentIndex(1)

    def take_offer(self, offer: Offer) -> None:
        """What was chosen in the line."""
        take = self._take
        self.leave()
        if take is not None:
            take(offer)

    def leave(self) -> None:
        """Put the line away; the keyboard goes back to where it came from."""
        if not self.panel.stack.currentIndex():
            return
        self._take = None
        had_focus = self.panel.naming.line.hasFocus()
        self.panel.stack.setCurrentIndex(0)
        if had_focus:
            target = self.panel.frame.view if self._to_article else self.panel.list
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    # What can be done

    def hints(self, row: Row | None) -> list[tuple[str, str]]:
        """Keys and what they do with a row."""
        if row is None or self.panel.ledger is None:
            return []
        if row.kind == "entity":
            name, found = self._by_letters(row)
            letters = " ".join(item.letter.upper() for item in found)
            said = [(letters, spoken(name))] if found else []
            return [*said, ("F2", "renames"), ("Del", "removes it")]
        if row.kind == "mention":
            return [("Del", "takes it out"), ("A–Z", "means another")]
        if row.kind != "open" or row.span is None:
            return []
        guess, name = self._ledger.likeliest(row.span), self._ledger.new_name(row.span)
        if guess is None and not name:
            return [("↵", "asks who is meant")]
        what = f"{cut(self._ledger.entity(guess.entity).name, 22)}: {guess.reason}" if guess else "new entity"
        alike = len(self._ledger.alike(row.span))
        many = [(_SHIFT_ENTER, f"all {alike:,} alike")] if alike > 1 else []
        return [("↵", what), *many, ("A–Z", "another")]

    def entries(self, row: Row | None) -> list[Entry]:
        """The menu of a row."""
        if row is None:
            return []
        found: list[Entry] = []
        if row.span is not None:
            found.append(("Means…", self.ask))
        if row.kind == "open":
            if self._ledger.likeliest(row.span) or self._ledger.new_name(row.span):  # type: ignore[arg-type]  # it has one
                found.append(("Take what is proposed", lambda: self.take(row, False)))
                found.append(("Take it for all that read the same", lambda: self.take(row, True)))
        elif row.kind == "mention":
            found.append(("Take out of the entity", self.remove))
        elif row.entity is not None:
            entity = row.entity
            found += [
                ("Rename…", self.rename), ("Is the same as…", lambda: self.merge(entity)),
                ("Remove entity", self.remove),
            ]  # fmt: skip
        return found


def _meant(offer: Offer) -> str | dict[str, object]:
    """An entity as the project takes it."""
    if offer.entity is not None:
        return offer.entity.id
    if offer.known is None:
        return {"name": offer.name}
    known = offer.known
    return {"name": known.name, "attributes": dict(known.attributes), "external_id": known.external_id}


def _only_words(words: str) -> list[Offer]:
    return []
