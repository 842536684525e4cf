"""Opening a project's database: a SQLite file or a PostgreSQL URL, each with its care.

What differs between the two stands here and behind one function each: opening, locks, bulk insert.
"""

import contextlib
import os
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import peewee

from workbench.errors import ProjectError, explain_os
from workbench.store import migrations
from workbench.store.errors import INSTEAD, explain
from workbench.store.lock import WriteLock
from workbench.store.orm import open_postgres

APPLICATION_ID = 0x776B6231  # "wkb1"
CHECK_BELOW = 64 << 20  # bytes up to which a file is checked at every opening, not only after an unclean end
_PATIENCE_MS = 5000
_AT_A_TIME = 500  # values of one IN

Params = Sequence[Any]
DATABASE_ERRORS: tuple[type[Exception], ...] = (peewee.PeeweeException, sqlite3.Error)


def is_url(where: str | Path) -> bool:
    """Whether ``where`` names a PostgreSQL database rather than a file."""
    return str(where).startswith(("postgresql://", "postgres://"))


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


def create(where: str | Path, who: str) -> Store:
    """Make a new, empty database. Raises ProjectError where something is there already."""
    if not is_url(where):
        return _create_file(_real(where), who)
    store = Store(open_postgres(str(where), _PATIENCE_MS), None, True)
    with _closed_on_failure(store), store.transaction():
        if _version(store):
            raise ProjectError("this database holds a project already; open it, or name another database")
        _set_up(store, 0)
    return store


def _create_file(path: Path, who: str) -> Store:
    if _is_folder(path):
        raise ProjectError(f"{path} is a folder; name a .workbench file in it")
    lock = WriteLock(path)
    try:
        path.touch(0o600, exist_ok=False)
    except FileExistsError:
        raise ProjectError(f"{path.name} is there already; open it, or choose another name") from None
    except FileNotFoundError:
        raise ProjectError(f"there is no folder {path.parent}; make it first, or choose another place") from None
    except OSError as error:
        raise explain_os(error, str(path)) from None
    try:
        lock.acquire(who)
        store = _open_sqlite(path, "rwc", lock)
        with _closed_on_failure(store):
            # Written under a rollback journal first, so that even the bare file tells what it is.
            store.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            with store.transaction():
                _set_up(store, 0)
            _prepare_writing(store)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return store


def _set_up(store: Store, version: int) -> None:
    """Bring the tables from ``version`` (0: none) to the present one; the caller holds the transaction."""
    migrations.migrate(store.db, version)
    store.execute('DELETE FROM "property" WHERE "id" = ?', ("tables",))
    store.execute('INSERT INTO "property" ("id", "value") VALUES (?, ?)', ("tables", str(migrations.VERSION)))
    if store.is_sqlite:
        store.execute(f"PRAGMA user_version = {migrations.VERSION}")


def open_store(where: str | Path, write: bool, who: str) -> Store:
    """Open a database, for reading only or for writing under the lock of ``who``.

    A file that is not a project is never changed: its header is read first, as plain bytes. A project of an
    older version is brought to this one when it is opened for writing.
    """
    if is_url(where):
        store = Store(open_postgres(str(where), _PATIENCE_MS), None, write)
        with _closed_on_failure(store):
            if not _version(store):
                raise ProjectError("this database holds no project; make one with workbench new")
            _bring_up(store, "the project")
        return store
    path = _real(where)
    _check_header(path, str(where))
    unclean = _log_size(path) > 0
    lock = WriteLock(path) if write else None
    if lock:
        lock.acquire(who)
    store = _open_sqlite(path, "rw" if write else "ro", lock)
    with _closed_on_failure(store):
        _check_content(store, path, unclean and write)
        if write:
            _prepare_writing(store)
        _bring_up(store, path.name)
    return store


@contextlib.contextmanager
def _closed_on_failure(store: Store) -> Iterator[None]:
    try:
        yield
    except BaseException:
        store.close()
        raise


def _real(where: str | Path) -> Path:
    """The file itself, whatever links lead to it: its lock and its log have to be the same ones under every name."""
    if not str(where):
        raise ProjectError("a project needs a name; name a .workbench file")
    try:
        return Path(os.path.realpath(where))
    except ValueError:  # a NUL or a lone surrogate
        raise ProjectError(f"{str(where)!a} can't be the name of a file; choose another") from None


def _is_folder(path: Path) -> bool:
    # Path.is_dir raises where a folder above may not be entered or a name is too long; opening says so better.
    return os.path.isdir(path)  # noqa: PTH112


def _check_header(path: Path, given: str) -> None:
    if _is_folder(path):
        raise ProjectError(f"{given} is a folder, not a project; name a .workbench file")
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise ProjectError(f"there is no project {given}; make it with workbench new {given}") from None
    except OSError as error:
        raise explain_os(error, given) from None
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        raise ProjectError(f"{path.name} is not a project of this program; it was left as it is")
    if struct.unpack(">I", header[68:72])[0] != APPLICATION_ID:
        raise ProjectError(f"{path.name} is a database of another program; it was left as it is")
    _check_version(struct.unpack(">I", header[60:64])[0], path.name)


def _check_version(version: int, name: str) -> None:
    if version > migrations.VERSION:
        raise ProjectError(f"{name} was made by a newer version of this program; install that version to open it")


def _log_size(path: Path) -> int:
    try:
        return path.with_name(path.name + "-wal").stat().st_size
    except OSError:
        return 0


def _check_content(store: Store, path: Path, unclean: bool) -> None:
    if not _version(store):
        raise ProjectError(f"{path.name} has no complete set of tables; {INSTEAD}")
    if unclean or path.stat().st_size < CHECK_BELOW:
        found = store.rows("PRAGMA quick_check(1)")
        if found != [("ok",)]:
            raise ProjectError(f"{path.name} is damaged; {INSTEAD}")


def _version(store: Store) -> int:
    """The version of the tables; 0 where there are none. A file has it in its header, a server in a row."""
    if store.is_sqlite:
        there = store.row("SELECT 1 FROM sqlite_master WHERE name = 'property'")
        row = store.row("PRAGMA user_version") if there else None
    else:
        there = store.row("SELECT 1 WHERE to_regclass('property') IS NOT NULL")
        row = store.row('SELECT "value" FROM "property" WHERE "id" = ?', ("tables",)) if there else None
    version = str(row[0]) if row else "0"
    if not version.isdecimal():
        raise ProjectError(f"the version of the project's tables is noted as {version!r}; {INSTEAD}")
    return int(version)


def _bring_up(store: Store, name: str) -> None:
    """Refuse a newer version; bring an older one to this one, all or nothing."""
    version = _version(store)
    _check_version(version, name)
    if version == migrations.VERSION:
        return
    if not store.writable:
        raise ProjectError(
            f"{name} was made by an older version of this program; open it in the window once to bring it up to date"
        )
    with store.transaction():
        _set_up(store, _version(store))  # asked again: on a server somebody else may have been first


def _sqlite(path: Path, mode: str) -> peewee.Database:
    where = f"file:{quote(os.fsencode(path))}?mode={mode}"  # as bytes: a name need not be text
    if mode == "ro" and not _log_size(path) and not os.access(path.parent, os.W_OK):
        where += "&immutable=1"  # a read-only medium: nobody can be writing, and SQLite can't make its index file
    pragmas = (("busy_timeout", _PATIENCE_MS), ("foreign_keys", 1), ("trusted_schema", 0), ("cell_size_check", 1))
    database = peewee.SqliteDatabase(
        where, uri=True, pragmas=pragmas, lock_type="IMMEDIATE",
        # A job may use the connection from its thread while the window waits for it.
        check_same_thread=False, thread_safe=False,
    )  # fmt: skip
    database.connect()
    return database


def _open_sqlite(path: Path, mode: str, lock: WriteLock | None) -> Store:
    """The store of a file, which holds ``lock`` from then on; where it can't be opened, the lock is let go."""
    try:
        return Store(_sqlite(path, mode), path, mode != "ro", lock)
    except BaseException as error:
        if lock:
            lock.release()
        if isinstance(error, DATABASE_ERRORS):
            raise explain(error, path) from error
        raise


def _prepare_writing(store: Store) -> None:
    """The pragmas that write; only after the file is known to be ours."""
    mode = store.row("PRAGMA journal_mode = WAL")
    if not mode or mode[0] != "wal":
        raise ProjectError(f"{store.path} lies where no log can be kept beside it; copy it to a local disk")
    store.execute("PRAGMA synchronous = FULL")
    store.execute("PRAGMA fullfsync = 1")
    store.execute("PRAGMA journal_size_limit = 16777216")
