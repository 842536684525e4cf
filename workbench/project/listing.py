"""A list of articles as one annotator sees it: what passes a filter, in order; rows are read as they are looked at.

Held are the ids of the articles, which are few bytes, and some pages of rows round those that were looked at last.
A list of 100,000 articles opens, filters and scrolls without anybody reading 100,000 rows.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from typing import Literal, get_args

from workbench.model.condition import Condition
from workbench.model.layer import State
from workbench.project.facade import Project
from workbench.store import conditions as conditional
from workbench.store import listing as stored
from workbench.store.articles import article_id
from workbench.store.conditions import Selection
from workbench.store.listing import ArticleRow, Counts

Chip = Literal["all", "open", "begun", "done", "flagged"]
CHIPS: tuple[Chip, ...] = get_args(Chip)
PAGE = 64  # rows that are read at a time
_HELD = 40  # pages


class Listing:
    """Articles that pass ``words``, ``chip`` and ``conditions``, counted from 0. It is as of the last ``reload``.

    An article that passes no longer stays where it is until ``settle``, so that no row goes under somebody's hands.
    """

    def __init__(self, project: Project, annotator: str) -> None:
        self.project = project
        self.annotator = annotator
        self.words: tuple[str, ...] = ()
        self.chip: Chip = "all"
        self.conditions: tuple[Condition, ...] = ()
        self._selection: Selection | None = None  # what meets the conditions; None: to be read
        self._complete: tuple[str, int] | None = None  # for which label how many were counted as complete
        self._pages: OrderedDict[int, list[ArticleRow | None]] = OrderedDict()
        self._unsettled: set[str] = set()  # ids of articles that may have come to pass, or no longer
        self._counts: Counts | None = None
        self._all: list[str] = []
        self._shown: list[str] = []
        self._near = 0  # where an article was looked for last
        self.reload()

    # What is in it

    def __len__(self) -> int:
        return len(self._shown)

    @property
    def total(self) -> int:
        """How many articles there are, whatever the filter."""
        return len(self._all)

    @property
    def filtered(self) -> bool:
        """Whether a filter is on."""
        return bool(self.words or self.conditions) or self.chip != "all"

    def counts(self) -> Counts:
        """How many articles there are by state, whatever the filter."""
        if self._counts is None:
            self._counts = stored.read_counts(self.project.store, self.annotator)
        return self._counts

    def reload(self) -> None:
        """Read anew which articles there are, and which of them pass."""
        self._all = stored.ids_in_order(self.project.store)
        self._forget()
        self._refilter()

    def filter(self, words: str = "", chip: Chip = "all", conditions: Iterable[Condition] = ()) -> None:
        """Show what holds all of ``words`` in title, key or source, is as the chip says, and meets all conditions."""
        wanted = (tuple(dict.fromkeys(words.split())), chip, tuple(dict.fromkeys(conditions)))
        if wanted != (self.words, self.chip, self.conditions) or self._unsettled:
            if wanted[2] != self.conditions:
                self._selection = None
            self.words, self.chip, self.conditions = wanted
            self._refilter()

    def _forget(self) -> None:
        """What was counted and selected may be otherwise by now."""
        self._counts = self._selection = self._complete = None

    def _refilter(self) -> None:
        self._pages.clear()
        self._unsettled.clear()
        store = self.project.store
        found = stored.ids_in_order(store, self.words) if self.words else self._all
        if self.chip == "all":
            self._shown = found
        elif self.chip == "open":
            done = set(stored.ids_in_state(store, self.annotator, "done"))
            self._shown = [id for id in found if id not in done]
        else:
            wanted = set(self._having(self.chip))
            self._shown = [id for id in found if id in wanted]
        if self.conditions:
            allowed, refused = self._selected()
            if allowed is not None:
                self._shown = [id for id in self._shown if id in allowed]
            if refused:
                self._shown = [id for id in self._shown if id not in refused]

    def _selected(self) -> Selection:
        if self._selection is None:
            self._selection = conditional.select(self.project.store, self.annotator, self.conditions)
        return self._selection

    def count_of(self, conditions: Iterable[Condition]) -> int:
        """How many articles meet these conditions, whatever the filter."""
        selected = conditional.select(self.project.store, self.annotator, conditions)
        return len(self._all) if selected == Selection() else sum(map(selected.has, self._all))

    def sources(self, most: int) -> list[tuple[str, int]]:
        """Where articles are from, with how many, the most frequent first; "" stands for none."""
        return conditional.sources(self.project.store, most)

    def _having(self, chip: Chip) -> list[str]:
        if chip == "flagged":
            return stored.ids_flagged(self.project.store, self.annotator)
        return stored.ids_in_state(self.project.store, self.annotator, "done" if chip == "done" else "in_progress")

    # Rows

    def row(self, at: int) -> ArticleRow | None:
        """The row at a place; None where its article has gone meanwhile, and no reload told yet."""
        page, within = divmod(at, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._read(self._shown[page * PAGE : (page + 1) * PAGE])
            if not self.project.store.busy:  # what a job has not committed is shown, but not kept
                self._pages[page] = rows
                while len(self._pages) > _HELD:
                    self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return rows[within]

    def _read(self, ids: Sequence[str]) -> list[ArticleRow | None]:
        found = stored.read_rows(self.project.store, self.annotator, ids)
        return [found.get(id) for id in ids]

    def row_of(self, key: str) -> ArticleRow | None:
        """The row of an article, whether it passes or not."""
        id = article_id(self.project.store, key)
        return self._read([id])[0] if id else None

    def id_of(self, key: str) -> str | None:
        """The id of an article, whether it passes or not; None where it is not there."""
        return article_id(self.project.store, key)

    def rows_of(self, ids: Sequence[str]) -> list[ArticleRow]:
        """Rows of the articles with these ids, of those that are there."""
        return [row for row in self._read(ids) if row is not None]

    def place(self, key: str) -> int | None:
        """Where an article stands; None where it does not pass, or is not there."""
        page = self._pages.get(self._near // PAGE)
        near = page[self._near % PAGE] if page is not None and self._near < len(self._shown) else None
        if near is not None and near.key == key:
            return self._near
        id = article_id(self.project.store, key)
        return None if id is None else self._place(id)

    def _place(self, id: str) -> int | None:
        """Where an id stands. It is asked for again and again, and then for the next one: look there first."""
        for at in (self._near, self._near + 1, self._near - 1):
            if 0 <= at < len(self._shown) and self._shown[at] == id:
                self._near = at
                return at
        found = _index(self._shown, id)
        self._near = self._near if found is None else found
        return found

    def row_changed(self, key: str) -> int | None:
        """Read an article's row anew; gives its place. It stays there, even where it passes no longer."""
        id = article_id(self.project.store, key)
        if id is None:
            return None
        self._unsettled.add(id)
        self._selection = self._complete = None
        at = self._place(id)
        page = None if at is None else self._pages.get(at // PAGE)
        if at is None or page is None:
            self._counts = None
        else:
            old, page[at % PAGE] = page[at % PAGE], self._read([id])[0]
            self._recount(old, page[at % PAGE])
        return at

    def rows_changed(self, ids: Iterable[str]) -> None:
        """Read the rows of many articles (ids) anew when they are next looked at."""
        self._unsettled.update(ids)
        self._pages.clear()
        self._forget()

    def note(self, key: str, state: State, spans: int, flagged: bool) -> int | None:
        """Take over what became of an article's row from whoever changed its layer; gives its place."""
        page = self._pages.get(self._near // PAGE)
        old = page[self._near % PAGE] if page is not None and self._near < len(self._shown) else None
        if page is None or old is None or old.key != key:
            return self.row_changed(key)
        self._unsettled.add(old.id)
        self._selection = None
        new = page[self._near % PAGE] = old._replace(state=state, spans=spans, flagged=flagged)
        self._recount(old, new)
        return self._near

    def _recount(self, old: ArticleRow | None, new: ArticleRow | None) -> None:
        """Follow one article's row, which costs less than to count all again."""
        if self._counts is None or old is None or new is None:
            self._counts = None
            return
        begun = (new.state == "in_progress") - (old.state == "in_progress")
        done = (new.state == "done") - (old.state == "done")
        counts = self._counts
        self._counts = Counts(
            counts.all, counts.open - done, counts.begun + begun, counts.done + done,
            counts.flagged + new.flagged - old.flagged,
        )  # fmt: skip

    def settle(self, but: str | None = None) -> list[tuple[int, bool]]:
        """Let those articles go or come in that have changed so, ``but`` that with the given key does not go.

        Gives each change in turn: the place, and whether a row came in there (else the one there went).
        """
        kept = article_id(self.project.store, but) if but else None
        changes: list[tuple[int, bool]] = []
        if self.filtered:
            ids = sorted(self._unsettled)
            selected = conditional.select(self.project.store, self.annotator, self.conditions, among=ids)
            for row in self.rows_of(ids):
                at = self._place(row.id)
                passes = selected.has(row.id) and self._passes(row)
                if passes and at is None:
                    to = self._place_of_missing(row.id)
                    self._shown.insert(to, row.id)
                    changes.append((to, True))
                elif not passes and at is not None and row.id != kept:
                    del self._shown[at]
                    changes.append((at, False))
        if changes:
            self._pages.clear()
        self._unsettled &= {kept or ""}
        return changes

    def _passes(self, row: ArticleRow) -> bool:
        as_chip = {
            "all": True, "open": row.state != "done", "begun": row.state == "in_progress",
            "done": row.state == "done", "flagged": row.flagged,
        }[self.chip]  # fmt: skip
        text = stored.searched(row.title, row.key, row.source)
        return as_chip and all(stored.fold(word) in text for word in self.words)

    # Going on

    def step(self, key: str | None, by: int) -> str | None:
        """The key of the next article (``by`` 1) or the one before (-1), from one that need not pass itself."""
        at = self.place(key) if key else None
        if at is not None:
            to = at + by
        else:
            id = article_id(self.project.store, key) if key else None
            to = self._place_of_missing(id) + (0 if by > 0 else -1)
        return self._first_key(range(to, len(self)) if by > 0 else range(to, -1, -1))

    def _place_of_missing(self, id: str | None) -> int:
        """How many of the shown articles stand before one that is not among them."""
        at = None if id is None else _index(self._all, id)
        if at is None:
            return 0
        shown = set(self._shown)
        return sum(known in shown for known in self._all[:at])

    def following(self, at: int | None, open_only: bool) -> str | None:
        """The key of the article after a place; with ``open_only`` the next one that is not done, going round."""
        first = 0 if at is None else at + 1
        if not open_only:
            return self._first_key(range(first, len(self)))
        for near in range(first, min(first + PAGE, len(self))):
            row = self.row(near)
            if row is not None and row.state != "done":
                return row.key
        done = set(stored.ids_in_state(self.project.store, self.annotator, "done"))
        order = [*range(first + PAGE, len(self)), *range(min(first, len(self)))]
        return self._first_key(to for to in order if to != at and self._shown[to] not in done)

    def count_complete(self, label: str) -> int:
        """How many articles are complete for a label, whatever the filter."""
        if self._complete is None or self._complete[0] != label:
            self._complete = (label, conditional.count_complete(self.project.store, self.annotator, label))
        return self._complete[1]

    def complete_changed(self, before: Collection[str], after: Collection[str]) -> None:
        """One layer is complete for other labels now: to follow it costs less than to count all again."""
        if self._complete is not None:
            label, count = self._complete
            self._complete = (label, count + (label in after) - (label in before))

    def next_incomplete(self, at: int | None, label: str) -> str | None:
        """The key of the next article after a place that is not complete for a label, going round."""
        first = 0 if at is None else at + 1
        near = range(first, min(first + PAGE, len(self)))
        complete = conditional.complete_for(
            self.project.store, self.annotator, label, among=[self._shown[to] for to in near]
        )
        found = self._first_key(to for to in near if self._shown[to] not in complete)
        if found is not None:
            return found
        complete = conditional.complete_for(self.project.store, self.annotator, label)
        order = [*range(first + PAGE, len(self)), *range(min(first, len(self)))]
        return self._first_key(to for to in order if to != at and self._shown[to] not in complete)

    def _first_key(self, places: Iterable[int]) -> str | None:
        """The key of the first article at ``places`` that is still there; others may have removed some meanwhile."""
        return next((row.key for row in map(self.row, places) if row), None)

    def find(self, words: str, limit: int = 20) -> list[ArticleRow]:
        """The first articles of the whole project that hold all of ``words``."""
        wanted = tuple(dict.fromkeys(words.split()))
        return self.rows_of(stored.ids_in_order(self.project.store, wanted, limit))


def _index(ids: list[str], id: str) -> int | None:
    """Where an id stands: a look at each costs a thousandth of a second in 100,000, less than to keep a table."""
    try:
        return ids.index(id)
    except ValueError:
        return None
