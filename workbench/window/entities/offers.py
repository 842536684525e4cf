"""What a naming line offers for the words that are typed: of the article first, then what the project knows."""

from collections.abc import Iterable

from workbench.model.entity import Entity
from workbench.model.scheme import Label
from workbench.project.facade import Project
from workbench.project.known_entities import known_entities
from workbench.window.entities.ledger import Ledger, said_of, shown_of
from workbench.window.entities.naming import Offer

_KNOWN = 12  # of the project


def begins(name: str, words: str) -> bool:
    """Whether a name, or a word in it, begins so."""
    folded, wanted = " ".join(name.split()).casefold(), words.casefold()
    return folded.startswith(wanted) or f" {wanted}" in folded


def of_article(ledger: Ledger, found: Iterable[Entity], words: str) -> list[Offer]:
    """The entities of the article that fit what is typed."""
    fitting = [entity for entity in found if begins(entity.name, words)]
    fitting.sort(key=lambda entity: entity.name.casefold() != words.casefold())  # in the same order otherwise
    return [Offer(item.name, item, value=shown_of(ledger.scheme.label(item.label), item)) for item in fitting]


def offers(ledger: Ledger, project: Project, label: Label, found: Iterable[Entity], words: str) -> list[Offer]:
    """Those of the article, those that the project knows by other names, and a new one of just these words."""
    mine = of_article(ledger, found, words)
    taken = {offer.name.casefold() for offer in mine}
    known = [
        Offer(item.name, known=item, value=said_of(label, item.attributes, item.external_id))
        for item in known_entities(project, label.name, words, _KNOWN + len(mine))
        if item.name.casefold() not in taken
    ][:_KNOWN]
    is_there = words.casefold() in taken or any(offer.name == words for offer in known)
    return [*mine, *known, *([Offer(words)] if words and not is_there else [])]
