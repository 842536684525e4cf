"""Which articles may hold what is looked for: a full-text index on SQLite, a look at all texts on a server.

The table "fulltext" is an index (FTS5) of every three characters that follow each other in a text, folded as a search
folds them (model.alike), so that words, parts of words and phrases are found alike. It holds no text, no places and
no counts, since each article that it names is looked at again. Of 100,000 articles of 2 KB, 200 MB, it takes 125 MB
and 35 seconds to make. An index of whole words takes 40 MB and 23 seconds, but finds no part of a word, and asks for
each of the two words of a phrase; one with places, which finds phrases, takes as much room as this one, and one of
three characters with places five times as much.

Its rows bear the number of an article in the list, so that they come in the order of the list. The first search makes
it, later ones add what came in since: an import pays nothing, an undo of it leaves rows that nobody looks at. Who has
no index yet, or reads only, scans the articles that are not in it. It is no content: nobody journals it, and
``forget`` throws it away. Where SQLite lacks FTS5, all articles are scanned.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from workbench.model.alike import exact_pieces, fold, known_pieces
from workbench.model.find import Search
from workbench.store.database import Store

_BATCH = 1000  # articles that are put into the index in one transaction, fewer where they are long
_BATCH_CHARACTERS = 4_000_000
_MOST_TRIGRAMS = 24  # that are asked for, of long words: more tell little more
_FIRST_PAGE, _LARGEST_PAGE = 64, 1024  # candidates at a time: few at first, for those who look at the first only
_RANGE = 2000  # numbers of the list that a server scans at a time
_MAKE = (
    'CREATE VIRTUAL TABLE IF NOT EXISTS "fulltext" USING fts5("folded", content=\'\', columnsize=0, detail=none,'
    " tokenize='trigram case_sensitive 1')"
)
_IN_LIST = ' FROM "listed" i JOIN "article" a ON a."id" = i."article" JOIN "text" t ON t."id" = a."text"'

Report = Callable[[int, int], None]


class Candidate(NamedTuple):
    """An article that may hold what is looked for; ``beginning`` stands for a missing title."""

    number: int
    article: str
    key: str
    title: str | None
    beginning: str | None
    text: str  # the id of its text
    length: int


# Making the index


def can_index(store: Store) -> bool:
    """Whether this project can have an index and may be given one now."""
    return store.is_sqlite and store.writable and not store.busy and _has_fts5(store)


def _has_fts5(store: Store) -> bool:
    return store.row("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'") is not None


def not_indexed(store: Store) -> int:
    """How many articles are not in the index yet; 0 where there can be none."""
    row = store.row('SELECT COUNT(*) FROM "listed" WHERE "indexed" IS NULL') if store.is_sqlite else None
    return int(row[0]) if row else 0


def index(store: Store, report: Report) -> None:
    """Put every article into the index that is not in it yet. What was done before ``report`` raised is kept."""
    missing = not_indexed(store)
    if not missing or not can_index(store):
        return
    done = 0
    report(done, missing)
    while batch := _next_batch(store):
        with store.transaction():
            store.execute(_MAKE)
            for number, text in batch:
                _put(store, number, text)
        done += len(batch)
        report(min(done, missing), missing)


def _next_batch(store: Store) -> list[tuple[int, str]]:
    """Numbers and texts' ids of the next articles that are missing."""
    sql = f'SELECT i."number", t."id", t."length"{_IN_LIST} WHERE i."indexed" IS NULL ORDER BY i."number" LIMIT ?'
    batch: list[tuple[int, str]] = []
    size = 0
    for number, text, length in store.rows(sql, (_BATCH,)):
        size += length
        if batch and size > _BATCH_CHARACTERS:
            break
        batch.append((number, text))
    return batch


def _put(store: Store, number: int, text: str) -> None:
    held = store.row('SELECT "text" FROM "indexed" WHERE "number" = ?', (number,))
    if held is None or held[0] != text:  # else the article went and came back
        if held is not None:
            sql = 'INSERT INTO "fulltext" ("fulltext", "rowid", "folded") VALUES (\'delete\', ?, ?)'
            store.execute(sql, (number, _folded(store, held[0])))
        store.execute('INSERT INTO "fulltext" ("rowid", "folded") VALUES (?, ?)', (number, _folded(store, text)))
        store.execute('INSERT OR REPLACE INTO "indexed" ("number", "text") VALUES (?, ?)', (number, text))
    store.execute('UPDATE "listed" SET "indexed" = 1 WHERE "number" = ?', (number,))


def _folded(store: Store, text: str) -> str:
    row = store.row('SELECT "content" FROM "text" WHERE "id" = ?', (text,))
    assert row is not None, text
    return fold(row[0])


def forget(store: Store) -> None:
    """Throw the index away; the next search makes it anew."""
    if store.is_sqlite:
        with store.transaction():
            store.execute('DROP TABLE IF EXISTS "fulltext"')
            store.execute('DELETE FROM "indexed"')
            store.execute('UPDATE "listed" SET "indexed" = NULL WHERE "indexed" IS NOT NULL')


# Asking


def candidates(store: Store, search: Search, report: Report) -> Iterator[list[Candidate]]:
    """Articles that may hold ``search``, all that do among them, a page at a time in the order of the list.

    Nothing is kept open between two pages; ``report`` tells which number of the list was reached, of the last one.
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


def contents(store: Store, page: Sequence[Candidate], at_once: int = 2_000_000) -> Iterator[tuple[Candidate, str]]:
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


_CANDIDATE = f'SELECT i."number", a."id", a."key", a."title", i."beginning", t."id", t."length"{_IN_LIST}'


def _on_file(store: Store, search: Search) -> Iterator[tuple[int, list[Candidate]]]:
    """By the index, and all articles that are not in it; each page is a query of its own."""
    asked = _query(search) if has_index(store) else None
    after, size = -1, _FIRST_PAGE
    while True:
        numbers = _numbers(store, asked, after, size)
        if not numbers:
            return
        after, size = numbers[-1], min(2 * size, _LARGEST_PAGE)
        sql = f'{_CANDIDATE} WHERE i."number" IN ({", ".join("?" * len(numbers))}) ORDER BY i."number"'
        yield after, [Candidate(*row) for row in store.rows(sql, numbers)]


def has_index(store: Store) -> bool:
    """Whether anything is in the index, and it can be asked here."""
    return store.row('SELECT 1 FROM "indexed"') is not None and _has_fts5(store)


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
    return " AND ".join('"' + trigram.replace('"', '""') + '"' for trigram in trigrams[::step])


def _on_server(store: Store, search: Search, last: int) -> Iterator[tuple[int, list[Candidate]]]:
    """The server looks for what is certain in each text; nothing but candidates comes over the line."""
    wanted = [] if search.regex else exact_pieces(search.words, search.case, search.folded)
    column = 't."content"' if search.case else 'LOWER(t."content")'
    where = "".join(f" AND {store.holds(column)}" for _ in wanted)
    sql = f'{_CANDIDATE} WHERE i."number" > ? AND i."number" <= ?{where} ORDER BY i."number"'
    for after in range(-1, last, _RANGE):
        rows = store.rows(sql, (after, after + _RANGE, *wanted))
        yield after + _RANGE, [Candidate(*row) for row in rows]
