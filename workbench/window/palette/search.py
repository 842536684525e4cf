"""Which rows the palette shows for what is typed: all kinds, or one where it begins with a sign."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from workbench.window.palette import items
from workbench.window.palette.items import GROUPS, Item
from workbench.window.palette.match import INSIDE, SCATTERED, WORD, Match, fold, match

if TYPE_CHECKING:
    from workbench.window.frame import Frame

SIGNS = {">": "commands", "@": "spans", "#": "articles", "?": "guideline"}
_SOME, _MANY = 6, 100  # rows of spans and articles among others, and alone
_RECENT = 8  # of what was run last comes first while nothing is typed
REMEMBERED = 40


class Row(NamedTuple):
    """A row of the list: the head of a group, or an item with the characters that were meant."""

    head: str
    item: Item | None = None
    places: tuple[int, ...] = ()


class Search:
    """What is offered now, read once; ``rows`` filters it."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame
        self.commands = [*items.commands(frame), *items.toggles(frame)]
        self._spans: list[Item] | None = None
        self._guidelines: list[Item] | None = None
        self.recent: list[str] = frame.settings.get("palette_recent", [])

    def remember(self, item: Item) -> None:
        """Let an item come first the next time."""
        self.recent = [item.id, *(id for id in self.recent if id != item.id)][:REMEMBERED]
        self.frame.settings.set("palette_recent", self.recent)

    @property
    def spans(self) -> list[Item]:
        """The spans of the article."""
        if self._spans is None:
            self._spans = list(items.spans(self.frame))
        return self._spans

    @property
    def guidelines(self) -> list[Item]:
        """The headings of the guidelines."""
        if self._guidelines is None:
            self._guidelines = list(items.guidelines(self.frame))
        return self._guidelines

    def rows(self, typed: str) -> tuple[list[Row], int]:
        """The rows with the heads of their groups, and how many results they are."""
        kind, query = SIGNS.get(typed.lstrip()[:1], ""), typed.strip()
        if kind:
            query = query[1:].strip()
        if not kind and not query:
            return self._at_rest()
        found = list(self._found(kind, query))
        if any(hit.tier > SCATTERED for _, hit in found):
            found = [(item, hit) for item, hit in found if hit.tier > SCATTERED]
        return _grouped(found, self.recent, in_order=kind in ("spans", "guideline", "articles") and not query)

    def _at_rest(self) -> tuple[list[Row], int]:
        """What was run last, then all that can be done."""
        able = {item.id: item for item in self.commands if not item.why}
        last = [able[id] for id in self.recent if id in able][:_RECENT]
        rest = [item for item in able.values() if item not in last]
        rows = [Row("Used last"), *(Row("", item) for item in last)] if last else []
        for group in GROUPS:
            its = [item for item in rest if item.group == group]
            rows += [Row(group), *(Row("", item) for item in its)] if its else []
        return rows, len(able)

    def _found(self, kind: str, query: str) -> Iterable[tuple[Item, Match]]:
        if kind == "commands":
            return _matching(self.commands, query)
        if kind == "spans":
            return _holding(self.spans, query, _MANY)
        if kind == "articles":
            return self._articles(query, _MANY)
        if kind == "guideline":
            return _matching(self.guidelines, query)
        return chain(
            _matching(self.commands, query),
            _matching(self.guidelines, query),
            self._articles(query, _SOME),
            _holding(self.spans, query, _SOME, by_label=False) if len(query) > 1 else (),
        )

    def _articles(self, query: str, limit: int) -> Iterable[tuple[Item, Match]]:
        for item in items.articles(self.frame, query, limit):
            yield item, match(query, item.title) or Match(WORD, 0.0, ())  # by its source or key


def _matching(offered: Iterable[Item], query: str) -> Iterable[tuple[Item, Match]]:
    for item in offered:
        hit = match(query, item.title)
        if (hit is None or hit.tier == SCATTERED) and item.also:  # one word of the title, one of what it is called, too
            meant = match(query, f"{item.title} {item.also}")
            if meant is not None and meant.tier >= WORD:
                places = tuple(at for at in meant.places if at < len(item.title))
                hit = meant._replace(tier=WORD, places=places)
        if hit is not None:
            yield item, hit


def _holding(offered: Sequence[Item], query: str, limit: int, by_label: bool = True) -> Iterable[tuple[Item, Match]]:
    """Spans hold what is typed as it stands, or are of that label; there may be thousands."""
    wanted, count = fold(query), 0
    for item in offered:
        at = fold(item.title).find(wanted)
        if at >= 0 or (by_label and wanted in fold(item.detail)):
            # Among others, words of the article come after the commands that are named so.
            yield item, Match(WORD if by_label else INSIDE, 0.0, tuple(range(at, at + len(wanted))) if at >= 0 else ())
            count += 1
            if count == limit:
                return


def _grouped(found: Sequence[tuple[Item, Match]], recent: list[str], in_order: bool) -> tuple[list[Row], int]:
    """Groups with the best fit first; in a group what can be done, what fits best, what was used last."""

    def rank(pair: tuple[Item, Match]) -> tuple[bool, int, int, float]:
        item, hit = pair
        used = recent.index(item.id) if item.id in recent else REMEMBERED
        return bool(item.why), -hit.tier, used, -round(hit.score, 1)  # what fits alike stays in its order

    rows: list[Row] = []
    best = {group: max((hit.tier for item, hit in found if item.group == group), default=0) for group in GROUPS}
    for group in sorted(GROUPS, key=lambda group: -best[group]):
        its = [pair for pair in found if pair[0].group == group]
        if its:
            rows.append(Row(group))
            rows += [Row("", item, hit.places) for item, hit in (its if in_order else sorted(its, key=rank))]
    return rows, len(found)
