"""CSV and TSV with a text column: one row is one article."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from workbench.errors import FormatError, TextError
from workbench.formats.base import MAX_LINE, Format, Found, ReadOptions, Refusal, Where
from workbench.formats.decode import open_text
from workbench.model.article import META_FIELDS, Article, Meta, check_key, check_text
from workbench.model.layer import Labelled

_KEY_COLUMNS = ("id", "key")
_OTHER_NAMES = {"date": "published", "lang": "language", "headline": "title", "outlet": "source", "link": "url"}


def read(path: Path, options: ReadOptions) -> Iterator[Found | Refusal]:
    """A row an article: the text out of ``--text-column`` (default ``text``), the key out of ``id`` or ``key``.

    Where there is no such column the key is the file's name and the row's number. Line ends inside a cell stay.
    """
    stream, guess = open_text(path, options.encoding)
    if guess:
        options.encodings[str(path)] = guess
    with stream:
        rows = _rows(stream, path)
        first = next(rows, None)
        if isinstance(first, Refusal):
            yield first
            return
        header = first[1] if first else []
        columns = _columns(header, options.text_column, path)
        number = 0
        for row in rows:
            number += isinstance(row, Refusal) or bool(row[1])
            if isinstance(row, Refusal):
                yield row
            elif row[1]:
                yield _record(row[1], columns, len(header), number, row[0], path)


def peek(path: Path, options: ReadOptions, most: int) -> tuple[list[str], list[list[str]]]:
    """The names of the columns, and the first rows that are as wide; nothing where there is no header."""
    stream, guess = open_text(path, options.encoding)
    if guess:
        options.encodings[str(path)] = guess
    with stream:
        rows = [row[1] for row in islice(_rows(stream, path), most + 1) if not isinstance(row, Refusal)]
    header = rows[0] if rows else []
    return [name.strip() for name in header], [row for row in rows[1:] if len(row) == len(header)]


def _rows(stream: TextIO, path: Path) -> Iterator[tuple[Where, list[str]] | Refusal]:
    """Each row with where it begins; after one that is no CSV the next line begins a new one."""
    csv.field_size_limit(MAX_LINE)
    reader = csv.reader(stream, delimiter="\t" if path.suffix.lower() == ".tsv" else ",", strict=True)
    while True:
        where = Where(str(path), reader.line_num + 1)
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield Refusal(where, f"this is not CSV: {error}")
        except UnicodeDecodeError as error:
            yield Refusal(where, f"a byte here fits no character of {error.encoding}; give the --encoding")
            return
        except UnicodeError as error:
            yield Refusal(where, f"this can't be read in that encoding: {error}; give another --encoding")
            return
        else:
            if row is None:
                return
            yield where, row


def _columns(header: list[str], wanted: str | None, path: Path) -> dict[str, int]:
    """Where each known column stands; FormatError where the text column is missing."""
    if not header:
        raise FormatError(f"{path}, line 1: the file has no header line; name the columns in its first line")
    names = [name.strip() for name in header]
    text = wanted or "text"
    if text not in names:
        raise FormatError(
            f"{path}, line 1: there is no column {text!r}; say --text-column with one of {', '.join(names)}"
        )
    columns = {"text": names.index(text)}
    for at, name in enumerate(names):
        lower = name.lower()
        meta = _OTHER_NAMES.get(lower, lower)
        if lower in _KEY_COLUMNS:
            columns.setdefault("key", at)
        elif meta in META_FIELDS and at != columns["text"]:
            columns.setdefault(meta, at)
    return columns


def _record(
    row: list[str], columns: dict[str, int], width: int, number: int, where: Where, path: Path
) -> Found | Refusal:
    if len(row) != width:
        return Refusal(where, f"the row has {len(row)} cells, the header {width}; quote cells that hold the separator")
    key = row[columns["key"]] if "key" in columns else f"{path.stem}-{number}"
    text = row[columns["text"]]
    try:
        check_key(key)
        check_text(text)
        meta = Meta(**{name: _known(name, row[at]) for name, at in columns.items() if name in META_FIELDS})
    except TextError as error:
        return Refusal(where, str(error))
    return Found(Labelled(Article(key, text, meta)), where)


def _known(name: str, cell: str) -> str | None:
    try:
        check_text(cell)
    except TextError as error:
        raise TextError(f"{name}: {error}") from None
    return cell or None


FORMAT = Format("csv", "CSV or TSV with a text column, an article a row", (".csv", ".tsv"), read=read)
