"""The entities that a project knows by name, whoever said so and in whichever article, to be offered again."""

from collections.abc import Iterable
from typing import NamedTuple

from workbench.model.layer import GOLD
from workbench.model.span import Attributes
from workbench.project.facade import Project
from workbench.store import codec

_OFFERED = 20
_LOOKED_AT = 40  # names of which it is read what was said of them
_Said = tuple[str, str | None]  # attributes as they are stored, the id outside


class KnownEntity(NamedTuple):
    """What is known by a name in so many articles."""

    name: str
    articles: int
    attributes: Attributes
    external_id: str | None
    in_gold: bool


def known_entities(project: Project, label: str, beginning: str = "", limit: int = _OFFERED) -> list[KnownEntity]:
    """Entities of ``label`` of which the name, or a word in it, begins so: what is in the gold first, then the usual.

    Where one name was given to several that differ in what was said of them, each is there; one of which less is said,
    and nothing else, counts as the fuller one.
    """
    ranks = _ranks(project, label, " ".join(beginning.split()).casefold())
    nearest = sorted(ranks, key=lambda name: ranks[name])[: max(limit, _LOOKED_AT)]
    found = [entity for name, said in _said_of(project, label, nearest).items() for entity in _apart(name, said)]
    found.sort(key=lambda item: (ranks[item.name][0], not item.in_gold, -item.articles, item.name))
    return found[:limit]


def _ranks(project: Project, label: str, wanted: str) -> dict[str, tuple[int, int, str]]:
    """How near each fitting name comes to what is wanted, and how seldom it is. Databases differ in folding letters."""
    ranks: dict[str, tuple[int, int, str]] = {}
    sql = 'SELECT "name", COUNT(*) FROM "entity" WHERE "label" = ? GROUP BY "name"'
    for name, count in project.store.rows(sql, (label,)):
        folded = name.casefold()
        if not wanted or folded.startswith(wanted):
            ranks[name] = (0 if folded == wanted else 1, -count, name)
        elif f" {wanted}" in folded.replace("\u00a0", " "):
            ranks[name] = (2, -count, name)
    return ranks


class _Where:
    """In which articles something was said, and whether in the gold."""

    def __init__(self) -> None:
        self.articles: set[str] = set()
        self.in_gold = False

    def add(self, articles: Iterable[str], in_gold: bool) -> None:
        """Also there."""
        self.articles.update(articles)
        self.in_gold = self.in_gold or in_gold


def _said_of(project: Project, label: str, names: Iterable[str]) -> dict[str, dict[_Said, _Where]]:
    """By name and by what was said of it: where."""
    found: dict[str, dict[_Said, _Where]] = {}
    sql = (
        'SELECT e."name", e."attributes", e."external_id", l."article", p."name", e."label" FROM "entity" e'
        ' JOIN "layer" l ON l."id" = e."layer" JOIN "annotator" p ON p."id" = l."annotator" WHERE e."name" IN'
    )
    for name, attributes, outside, article, who, its_label in project.store.rows_in(sql, names):
        if its_label == label:
            said = found.setdefault(name, {})
            said.setdefault((attributes, outside), _Where()).add((article,), who == GOLD)
    return found


def _apart(name: str, said: dict[_Said, _Where]) -> list[KnownEntity]:
    """One for each that is something else; the fuller first, so that the others are found to say less."""
    known: list[tuple[Attributes, str | None, _Where]] = []
    values = {item: codec.unpack_attributes(item[0]) for item in said}
    for item in sorted(said, key=lambda item: (-len(values[item]), item[1] is None, item[0], item[1] or "")):
        own, outside = values[item], item[1]
        for fuller, its_outside, where in known:
            if outside in (None, its_outside) and own.items() <= fuller.items():
                where.add(said[item].articles, said[item].in_gold)
                break
        else:
            known.append((own, outside, said[item]))
    return [KnownEntity(name, len(at.articles), own, outside, at.in_gold) for own, outside, at in known]
