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
``forget`` throws it away. Where SQLite lacks FTS5, all articles are scanned; also where the index is damaged, until
a search that may write makes it anew.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from workbench.errors import ProjectError
from workbench.model.alike import fold
from workbench.store.database import Store

_BATCH = 1000  # articles that are put into the index in one transaction, fewer where they are long
_BATCH_CHARACTERS = 4_000_000
_SAMPLES, _SAMPLE = 64, 80  # articles by which the index is tried, and code points of each
_MAKE = (
    'CREATE VIRTUAL TABLE IF NOT EXISTS "fulltext" USING fts5("folded", content=\'\', columnsize=0, detail=none,'
    " tokenize='trigram case_sensitive 1')"
)

# What an index is opened by, as it is in an empty one.
_OPENED_AGAIN = (
    'CREATE TABLE IF NOT EXISTS "fulltext_data" ("id" INTEGER PRIMARY KEY, "block" BLOB)',
    "INSERT OR REPLACE INTO \"fulltext_data\" VALUES (10, x'00000000000000')",
    'CREATE TABLE IF NOT EXISTS "fulltext_config" ("k" PRIMARY KEY, "v") WITHOUT ROWID',
    "INSERT OR REPLACE INTO \"fulltext_config\" VALUES ('version', 4)",
)

Report = Callable[[int, int], None]


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
    mend(store)
    missing = not_indexed(store)
    if not missing or not can_index(store):
        return
    done = 0
    report(done, missing)
    while batch := _next_batch(store):
        with store.transaction():
            store.execute(_MAKE)
            _put(store, batch)
        done += len(batch)
        report(min(done, missing), missing)


def _next_batch(store: Store) -> list[tuple[int, str]]:
    """Numbers and texts' ids of the next articles that are missing."""
    sql = (
        'SELECT i."number", t."id", t."length" FROM "listed" i JOIN "article" a ON a."id" = i."article"'
        ' JOIN "text" t ON t."id" = a."text" WHERE i."indexed" IS NULL ORDER BY i."number" LIMIT ?'
    )
    batch: list[tuple[int, str]] = []
    size = 0
    for number, text, length in store.rows(sql, (_BATCH,)):
        size += length
        if batch and size > _BATCH_CHARACTERS:
            break
        batch.append((number, text))
    return batch


def _put(store: Store, batch: Sequence[tuple[int, str]]) -> None:
    """All rows of the index first: it would be written out before each statement that comes between."""
    numbers = ", ".join(str(number) for number, _ in batch)
    held = dict(store.rows(f'SELECT "number", "text" FROM "indexed" WHERE "number" IN ({numbers})'))
    new = [(number, text) for number, text in batch if held.get(number) != text]  # others went and came back
    old = [(number, held[number]) for number, _ in new if number in held]
    sql = 'INSERT INTO "fulltext" ("fulltext", "rowid", "folded") VALUES (\'delete\', ?, ?)'
    for row in _folded(store, old):
        store.execute(sql, row)
    store.insert_many("fulltext", ("rowid", "folded"), _folded(store, new))
    store.execute(f'DELETE FROM "indexed" WHERE "number" IN ({", ".join(str(number) for number, _ in old)})')
    store.insert_many("indexed", ("number", "text"), new)
    store.execute(f'UPDATE "listed" SET "indexed" = 1 WHERE "number" IN ({numbers})')


def _folded(store: Store, rows: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    texts = dict(store.rows_in('SELECT "id", "content" FROM "text" WHERE "id" IN', {text for _, text in rows}))
    return [(number, fold(texts[text])) for number, text in rows]


def forget(store: Store) -> None:
    """Throw the index away; the next search makes it anew."""
    if store.is_sqlite:
        with store.transaction():
            try:
                store.execute('DROP TABLE IF EXISTS "fulltext"')
            except ProjectError:  # what is too damaged to be opened can't be dropped either
                for statement in _OPENED_AGAIN:
                    store.execute(statement)
                store.execute('DROP TABLE "fulltext"')
            store.execute('DELETE FROM "indexed"')
            store.execute('UPDATE "listed" SET "indexed" = NULL WHERE "indexed" IS NOT NULL')
        store.trusts_index = True


def mend(store: Store) -> None:
    """Throw the index away where it is damaged and may be written; the next search makes it anew."""
    if can_index(store) and has_index(store) and not is_trusted(store):
        with contextlib.suppress(ProjectError):  # searches do without it
            forget(store)


def is_trusted(store: Store) -> bool:
    """Whether the index holds what it should, as far as a sample tells; tried once while a project is open."""
    if store.trusts_index is None:
        store.trusts_index = is_sound(store)
    return store.trusts_index


def is_sound(store: Store) -> bool:
    """Whether the index knows each article by its own text, and finds some of them by it."""
    try:
        return not next(strangers(store), None) and all(
            store.row('SELECT 1 FROM "fulltext" WHERE "fulltext" MATCH ? AND "rowid" = ?', (asked, number))
            for number, asked in _samples(store)
        )
    except ProjectError:
        return False


def strangers(store: Store) -> Iterator[str]:
    """The keys of the articles that the index knows by a text that is not theirs."""
    sql = (
        'SELECT a."key" FROM "listed" i JOIN "article" a ON a."id" = i."article"'
        ' LEFT JOIN "indexed" n ON n."number" = i."number"'
        ' WHERE i."indexed" IS NOT NULL AND n."text" IS NOT a."text" ORDER BY a."key"'
    )
    for (key,) in store.rows(sql):
        yield str(key)


def _samples(store: Store) -> Iterator[tuple[int, str]]:
    """The numbers of some articles, from all over the list, each with what the index must find it by."""
    sql = 'SELECT MIN("number"), MAX("number") FROM "listed" WHERE "indexed" IS NOT NULL'
    first, last = store.row(sql) or (None, None)
    if first is None or last is None:
        return
    sql = (
        f'SELECT i."number", SUBSTR(t."content", 1, {_SAMPLE}) FROM "listed" i'
        ' JOIN "article" a ON a."id" = i."article" JOIN "text" t ON t."id" = a."text"'
        ' WHERE i."indexed" IS NOT NULL AND i."number" >= ? ORDER BY i."number" LIMIT 1'
    )
    for at in range(first, last + 1, max(1, -(-(last + 1 - first) // _SAMPLES))):
        number, text = store.row(sql, (at,)) or (0, "")
        folded = fold(text)
        if len(folded) >= 3:
            trigrams = {folded[begin : begin + 3] for begin in (0, len(folded) // 2 - 1, len(folded) - 3)}
            yield number, all_of(trigrams)


def all_of(trigrams: Iterable[str]) -> str:
    """What finds the texts that hold all of these."""
    return " AND ".join('"' + trigram.replace('"', '""') + '"' for trigram in trigrams)


def has_index(store: Store) -> bool:
    """Whether anything is in the index, and it can be asked here."""
    return store.row('SELECT 1 FROM "indexed"') is not None and _has_fts5(store)
