"""What lists of articles are made of: which ones, in which order, how many by state; rows by id, a page at a time.

The table ``listed`` has a row for each article, worked out from the article's own: its number in the list, the
words that a filter looks at with all case taken out, and the beginning of the text of an article without a title.
It is no content: nobody journals it, whoever writes an article's row writes it along. Case is taken out by Python
and looked for byte by byte, so that a filter means the same on every database.

Ids come as one text and are cut up here: 100,000 rows of one column would take twice as long to fetch.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from workbench.model.layer import State
from workbench.store.database import Store

BEGINNING = 80  # code points of a text that stand for its title
LOOKED_AT = 5 * BEGINNING  # of which they are taken, blanks left out
_NUMBERED = 'SELECT COALESCE(MAX("number"), 0) FROM "listed"'
_ME = '(SELECT "id" FROM "annotator" WHERE "name" = ?)'


class ArticleRow(NamedTuple):
    """An article as lists show it. ``state``, ``spans`` and ``flagged`` are those of one annotator.

    ``beginning`` is that of the text, on one line, where there is no title.
    """

    id: str
    key: str
    position: int
    title: str | None
    source: str | None
    published: str | None
    state: State
    spans: int
    flagged: bool = False
    beginning: str | None = None


class Counts(NamedTuple):
    """How many articles there are for one annotator; what is not done is open."""

    all: int
    open: int
    begun: int
    done: int
    flagged: int


def fold(text: str) -> str:
    """``text`` without case, and with each letter written in one way only."""
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    return normalize("NFC", text.casefold())


def searched(title: str | None, key: str, source: str | None) -> str:
    """What a filter looks at; no word of it reaches from one line into the next."""
    return fold("\n".join((title or "", key, source or "")))


def beginning(text: str) -> str:
    """The first words of a text, on one line."""
    return " ".join(text[:LOOKED_AT].split())[:BEGINNING]


def shown(title: str | None, text: str) -> str | None:
    """The beginning of the text, where it has to stand for the title."""
    return None if _has_title(title) else beginning(text)


# Writing


def relist(store: Store, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
    """Follow an article's row from ``before`` to ``after``; None is no row. Where it goes, call this first."""
    if after is None:
        assert before is not None
        store.execute('DELETE FROM "listed" WHERE "article" = ?', (before["id"],))
        return
    words = searched(after["title"], after["key"], after["source"])
    first = None if _has_title(after["title"]) else _beginning_of(store, after["text"])
    if before is not None:
        sql = 'UPDATE "listed" SET "words" = ?, "beginning" = ? WHERE "article" = ?'
        store.execute(sql, (words, first, after["id"]))
        return
    number = after["position"]
    if store.row('SELECT 1 FROM "listed" WHERE "number" = ?', (number,)):
        number = _last(store) + 1  # others came in while the article was gone
    store.insert_many("listed", _COLUMNS, [(number, after["id"], words, first)])


def list_many(store: Store, articles: Sequence[Sequence[Any]], texts: Mapping[str, str]) -> None:
    """List articles that came in together, rows in the order of the table's columns; ``texts`` are by digest."""
    number = _last(store)
    rows = []
    for id, key, digest, _, position, title, source, *_ in articles:
        number = max(number + 1, position)
        rows.append((number, id, searched(title, key, source), shown(title, texts[digest])))
    store.insert_many("listed", _COLUMNS, rows)


_COLUMNS = ("number", "article", "words", "beginning")


def _has_title(title: str | None) -> bool:
    return bool(title and title.strip())


def _beginning_of(store: Store, digest: str) -> str:
    row = store.row('SELECT SUBSTR("content", 1, ?) FROM "text" WHERE "id" = ?', (LOOKED_AT, digest))
    return beginning(row[0]) if row else ""


def last_place(store: Store) -> int:
    """The highest position that an article has or that its number in the list has come to: the next is free in both."""
    row = store.row('SELECT COALESCE(MAX("position"), 0) FROM "article"')
    return max(_last(store), int(row[0]) if row else 0)


def _last(store: Store) -> int:
    row = store.row(_NUMBERED)
    return int(row[0]) if row else 0


# Reading


def ids_in_order(store: Store, words: Sequence[str] = (), limit: int | None = None) -> list[str]:
    """Ids of the articles that hold every one of ``words``, in the order of the list."""
    where = " WHERE " + " AND ".join([store.holds('"words"')] * len(words)) if words else ""
    folded = [fold(word) for word in words]
    if limit is not None:
        sql = f'SELECT "article" FROM "listed"{where} ORDER BY "number" LIMIT ?'
        return [id for (id,) in store.rows(sql, (*folded, limit))]
    if store.is_sqlite:
        # The table lies in the order of its numbers and is read so; to ask for that order costs half as much again.
        return _ids(store.row(f'SELECT GROUP_CONCAT("article", \' \') FROM "listed" NOT INDEXED{where}', folded))
    return _ids(store.row(f'SELECT STRING_AGG("article", \' \' ORDER BY "number") FROM "listed"{where}', folded))


def ids_in_state(store: Store, annotator: str, state: State) -> list[str]:
    """Ids of the articles whose layer of that annotator is in that state, in no order."""
    sql = f'SELECT {_joined(store)} FROM "layer" WHERE "annotator" = {_ME} AND "state" = ?'
    return _ids(store.row(sql, (annotator, state)))


def ids_flagged(store: Store, annotator: str) -> list[str]:
    """Ids of the articles that an annotator has flagged, in no order."""
    return _ids(store.row(f'SELECT {_joined(store)} FROM "flag" WHERE "annotator" = {_ME}', (annotator,)))


def _joined(store: Store) -> str:
    return f"{'GROUP_CONCAT' if store.is_sqlite else 'STRING_AGG'}(\"article\", ' ')"


def _ids(row: Sequence[Any] | None) -> list[str]:
    return row[0].split(" ") if row and row[0] else []


def read_counts(store: Store, annotator: str) -> Counts:
    """Counted in indexes alone."""
    sql = (
        'SELECT (SELECT COUNT(*) FROM "article"),'
        f' (SELECT COUNT(*) FROM "layer" WHERE "annotator" = {_ME} AND "state" = \'in_progress\'),'
        f' (SELECT COUNT(*) FROM "layer" WHERE "annotator" = {_ME} AND "state" = \'done\'),'
        f' (SELECT COUNT(*) FROM "flag" WHERE "annotator" = {_ME})'
    )
    row = store.row(sql, (annotator, annotator, annotator))
    assert row is not None
    total, begun, done, flagged = row
    return Counts(total, total - done, begun, done, flagged)


_ROW = (
    'SELECT a."id", a."key", a."position", a."title", a."source", a."published", COALESCE(l."state", \'untouched\'),'
    ' (SELECT COUNT(*) FROM "span" s WHERE s."layer" = l."id"), f."id" IS NOT NULL, i."beginning" FROM "listed" i'
    ' JOIN "article" a ON a."id" = i."article"'
    f' LEFT JOIN "layer" l ON l."article" = a."id" AND l."annotator" = {_ME}'
    f' LEFT JOIN "flag" f ON f."article" = a."id" AND f."annotator" = {_ME}'
)


def read_rows(store: Store, annotator: str, ids: Sequence[str]) -> dict[str, ArticleRow]:
    """Rows of a list by id; an article that is gone has none."""
    if not ids:
        return {}
    sql = f'{_ROW} WHERE i."article" IN ({", ".join("?" * len(ids))})'
    return {row[0]: _made(row) for row in store.rows(sql, (annotator, annotator, *ids))}


def article_rows(store: Store, annotator: str) -> list[ArticleRow]:
    """All articles in the order of the list, where all are wanted at once."""
    return [_made(row) for row in store.rows(f'{_ROW} ORDER BY i."number"', (annotator, annotator))]


def _made(row: Sequence[Any]) -> ArticleRow:
    return ArticleRow._make((*row[:8], bool(row[8]), row[9]))
