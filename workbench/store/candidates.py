"""Articles that may hold what is looked for: the index names them on SQLite, a server looks at all texts itself.

Whatever is named is looked at again by who asked; nothing that holds the words is missed. Where the index can't tell
(an expression, less than three characters, articles that are not in it) all texts are scanned. They come in the order
of the list, a page at a time, and nothing is kept open between two pages.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbench.errors import ProjectError
from workbench.model.alike import exact_pieces, fold, known_pieces, wildcards
from workbench.model.find import Search
from workbench.store.database import Store
from workbench.store.fulltext import Report, all_of, has_index, is_trusted

_MOST_TRIGRAMS = 24  # that are asked for, of long words: more tell little more
_FIRST_PAGE, _LARGEST_PAGE = 64, 1024  # articles at a time: few at first, for those who look at the first only
_RANGE = 2000  # numbers of the list that a server scans at a time
_AT_ONCE = 2_000_000  # code points of texts that are held
_CANDIDATE = (
    'SELECT i."number", a."id", a."key", a."title", i."beginning", t."id", t."length" FROM "listed" i'
    ' JOIN "article" a ON a."id" = i."article" JOIN "text" t ON t."id" = a."text"'
)


class Candidate(NamedTuple):
    """An article that may hold what is looked for; ``beginning`` stands for a missing title."""

    number: int
    article: str
    key: str
    title: str | None
    beginning: str | None
    text: str  # the id of its text
    length: int


def candidates(store: Store, search: Search, report: Report) -> Iterator[list[Candidate]]:
    """Articles that may hold ``search``, all that do among them, in the order of the list, a page at a time.

    ``report`` tells which number of the list was reached, of the last one.
    """
    last = _last(store)
    pages = _on_file(store, search) if store.is_sqlite else _on_server(store, search, last)
    for reached, page in pages:
        report(min(reached, last), last)
        if page:
            yield page
    report(last, last)


def _last(store: Store) -> int:
    row = store.row('SELECT COALESCE(MAX("number"), 0) FROM "listed"')
    return int(row[0]) if row else 0


def contents(store: Store, page: Sequence[Candidate], at_once: int = _AT_ONCE) -> Iterator[tuple[Candidate, str]]:
    """Each article of a page with its text; a handful of texts is held, fewer where they are long."""
    batch: list[Candidate] = []
    size = 0
    for found in page:
        if batch and size + found.length > at_once:
            yield from _read(store, batch)
            batch, size = [], 0
        batch.append(found)
        size += found.length
    yield from _read(store, batch)


def _read(store: Store, batch: Sequence[Candidate]) -> Iterator[tuple[Candidate, str]]:
    texts = dict(store.rows_in('SELECT "id", "content" FROM "text" WHERE "id" IN', {found.text for found in batch}))
    for found in batch:
        if found.text in texts:
            yield found, texts[found.text]


def _on_file(store: Store, search: Search) -> Iterator[tuple[int, list[Candidate]]]:
    """By the index, and all articles that are not in it; each page is a query of its own."""
    asked = _query(search) if has_index(store) and is_trusted(store) else None
    like = None if search.regex else wildcards(search.words, search.case, search.folded)
    # To look at a text here costs a tenth of reading it.
    where = "" if like is None else " AND t.\"content\" LIKE ? ESCAPE '\\'"
    after, size = -1, _FIRST_PAGE
    while True:
        try:
            numbers = _numbers(store, asked, after, size)
        except ProjectError:
            if asked is None:
                raise
            asked, store.trusts_index = None, False  # it is damaged: from here on without it
            continue
        if not numbers:
            return
        after, size = numbers[-1], min(2 * size, _LARGEST_PAGE)
        sql = f'{_CANDIDATE} WHERE i."number" IN ({", ".join(map(str, numbers))}){where} ORDER BY i."number"'
        yield after, [Candidate(*row) for row in store.rows(sql, () if like is None else (like,))]


def _numbers(store: Store, asked: str | None, after: int, most: int) -> list[int]:
    if asked is None:
        sql = 'SELECT "number" FROM "listed" WHERE "number" > ? ORDER BY "number" LIMIT ?'
        return [number for (number,) in store.rows(sql, (after, most))]
    sql = 'SELECT "rowid" FROM "fulltext" WHERE "fulltext" MATCH ? AND "rowid" > ? ORDER BY "rowid" LIMIT ?'
    found = {number for (number,) in store.rows(sql, (asked, after, most))}
    sql = 'SELECT "number" FROM "listed" WHERE "indexed" IS NULL AND "number" > ? ORDER BY "number" LIMIT ?'
    found.update(number for (number,) in store.rows(sql, (after, most)))
    return sorted(found)[:most]


def _query(search: Search) -> str | None:
    """What to ask the index: some three characters that follow each other; None where nothing is certain."""
    if search.regex:
        return None
    found: dict[str, None] = {}
    for piece in known_pieces(search.words, search.case):
        folded = fold(piece)
        found |= dict.fromkeys(folded[at : at + 3] for at in range(len(folded) - 2))
    if not found:
        return None
    trigrams = list(found)
    step = -(-len(trigrams) // _MOST_TRIGRAMS)
    return all_of(trigrams[::step])


def _on_server(store: Store, search: Search, last: int) -> Iterator[tuple[int, list[Candidate]]]:
    """The server looks for what is certain in each text; nothing but candidates comes over the line."""
    wanted = [] if search.regex else exact_pieces(search.words, search.case, search.folded)
    column = 't."content"' if search.case else 'LOWER(t."content")'
    where = "".join(f" AND {store.holds(column)}" for _ in wanted)
    sql = f'{_CANDIDATE} WHERE i."number" > ? AND i."number" <= ?{where} ORDER BY i."number"'
    for after in range(-1, last, _RANGE):
        rows = store.rows(sql, (after, after + _RANGE, *wanted))
        yield after + _RANGE, [Candidate(*row) for row in rows]
