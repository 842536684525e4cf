"""A project's open database, a SQLite file or a PostgreSQL URL: statements, transactions, snapshots.

What differs between the two stands here and in ``opening``.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import peewee

from workbench.errors import ProjectError
from workbench.store.errors import explain
from workbench.store.lock import WriteLock

APPLICATION_ID = 0x776B6231  # "wkb1"
_AT_A_TIME = 500  # values of one IN

Params = Sequence[Any]
DATABASE_ERRORS: tuple[type[Exception], ...] = (peewee.PeeweeException, sqlite3.Error)


def quoted(columns: Iterable[str], table: str = "") -> str:
    """Names of columns as a statement lists them, of the ``table`` with that alias where one is named."""
    return ", ".join(f'{table}."{column}"' if table else f'"{column}"' for column in columns)


class Store:
    """An open database. Every statement is written with ``?`` for its parameters and quoted names."""

    def __init__(
        self, database: peewee.Database, path: Path | None, writable: bool, lock: WriteLock | None = None
    ) -> None:
        self.db: Any = database  # peewee is untyped
        self.path = path
        self.writable = writable
        self._lock = lock
        self._in_snapshot = False
        self.trusts_index: bool | None = None  # whether searches may ask the full-text index; None: nobody looked yet
        self.lengths: dict[str, int] = {}  # of texts that were asked for, by their digests: texts never change

    @property
    def is_sqlite(self) -> bool:
        """Whether the project is a file."""
        return self.path is not None

    def holds(self, column: str) -> str:
        """A condition: the column holds the parameter, byte by byte. LIKE means another thing on every database."""
        return f"{'INSTR' if self.is_sqlite else 'STRPOS'}({column}, ?) > 0"

    def listed_in(self, column: str) -> str:
        """A condition: the column's text is in the parameter, a list in JSON; the other conditions find the rows."""
        if self.is_sqlite:
            return f"+{column} IN (SELECT value FROM json_each(?))"  # the plus keeps it from the column's own index
        return f"{column} IN (SELECT json_array_elements_text(CAST(? AS json)))"

    def listed(self, column: str) -> str:
        """An aggregate: a column's texts as a list in JSON."""
        return f"json_group_array({column})" if self.is_sqlite else f"CAST(json_agg({column}) AS text)"

    @property
    def busy(self) -> bool:
        """Whether a transaction is under way: what is read now may never be committed."""
        return bool(self.db.in_transaction())

    def execute(self, sql: str, params: Params = ()) -> Any:
        """Run one statement and give its cursor."""
        try:
            if self.path:  # past peewee, which has nothing to add here and takes as long as SQLite itself
                return self.db.connection().execute(sql, params)
            return self.db.execute_sql(sql.replace("?", "%s"), params)
        except DATABASE_ERRORS as error:
            raise self._explained(error) from error
        except UnicodeEncodeError as error:
            raise ProjectError(
                f"{error.object!a} can't be stored or looked up: it holds a lone surrogate; correct it"
            ) from None

    def each(self, sql: str, params: Params = ()) -> Iterator[tuple[Any, ...]]:
        """Rows of a query as they come, where there may be too many to hold."""
        try:
            yield from self.execute(sql, params)
        except DATABASE_ERRORS as error:  # SQLite meets damage only as it goes on
            raise self._explained(error) from error

    def rows(self, sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        try:
            found: list[tuple[Any, ...]] = self.execute(sql, params).fetchall()
        except DATABASE_ERRORS as error:
            raise self._explained(error) from error
        return found

    def row(self, sql: str, params: Params = ()) -> tuple[Any, ...] | None:
        """The first row of a query."""
        return next(self.each(sql, params), None)

    def rows_in(self, sql: str, values: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        """Rows of a query that ends in ``IN``, for any number of values."""
        for marks, part in _parts(values):
            yield from self.rows(f"{sql} {marks}", part)

    def execute_in(self, sql: str, values: Iterable[str]) -> None:
        """Run a statement that ends in ``IN``; one that deletes does it several times faster than one for each."""
        for marks, part in _parts(values):
            self.execute(f"{sql} {marks}", part)

    def insert_many(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Bulk insert, several times faster than through models."""
        if not rows:
            return
        self.execute_many(f'INSERT INTO "{table}" ({quoted(columns)}) VALUES ({", ".join("?" * len(columns))})', rows)

    def execute_many(self, sql: str, rows: Sequence[Params]) -> int:
        """Run one statement for each row of parameters; gives how many rows of the table they changed in all."""
        if not rows:
            return 0
        try:
            cursor = self.db.cursor()
            cursor.executemany(sql if self.path else sql.replace("?", "%s"), rows)
            return int(cursor.rowcount)
        except Exception as error:
            if isinstance(error, DATABASE_ERRORS) or type(error).__module__.startswith("psycopg"):
                raise self._explained(error) from error
            raise

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; on SQLite it takes the write lock at once, on PostgreSQL it queues up for the journal."""
        if not self.writable:
            raise ProjectError(f"{self.path.name if self.path else 'the project'} was opened for reading only")
        try:
            with self.db.atomic():
                if not self.path:
                    self.db.execute_sql("SELECT pg_advisory_xact_lock(%s)", (APPLICATION_ID,))
                yield
        except DATABASE_ERRORS as error:
            raise self._explained(error) from error

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads inside see one state of the project, whatever others write meanwhile; may stand inside another."""
        if self._in_snapshot or self.db.in_transaction():
            yield
            return
        self.execute("BEGIN" if self.path else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        self._in_snapshot = True
        try:
            yield
        finally:
            self._in_snapshot = False
            self.execute("COMMIT")

    @contextlib.contextmanager
    def any_bytes(self) -> Iterator[None]:
        """Inside, a text in the file that is not UTF-8 comes with surrogates for its odd bytes, and not as an error."""
        if self.path:
            self.db.connection().text_factory = lambda data: data.decode(errors="surrogateescape")
        try:
            yield
        finally:
            if self.path:
                self.db.connection().text_factory = str

    def _explained(self, error: Exception) -> Exception:
        if any(cls.__name__ == "IntegrityError" for cls in type(error).__mro__):
            return IntegrityError(str(error))
        return explain(error, self.path)

    def close(self) -> None:
        """Close the connection and let go of the lock."""
        try:
            if not self.db.is_closed():
                self.db.close()
        finally:
            if self._lock:
                self._lock.release()


def _parts(values: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The values in parts that one ``IN`` takes, each with its marks."""
    wanted = list(values)
    for at in range(0, len(wanted), _AT_A_TIME):
        part = wanted[at : at + _AT_A_TIME]
        yield f"({', '.join('?' * len(part))})", part


class IntegrityError(ProjectError):
    """A constraint of the tables refused a row."""
