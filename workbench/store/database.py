"""Opening a project's database: a SQLite file or a PostgreSQL URL, each with its care.

What differs between the two stands here and behind one function each: opening, locks, bulk insert.
"""

import contextlib
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import peewee

from workbench.errors import ProjectError
from workbench.store.errors import explain, explain_os
from workbench.store.lock import WriteLock
from workbench.store.migrations import VERSION, migrate
from workbench.store.orm import load_postgres

APPLICATION_ID = 0x776B6231  # "wkb1"
CHECK_BELOW = 64 << 20  # bytes up to which a file is checked at every opening, not only after an unclean end
_PATIENCE_MS = 5000

Params = Sequence[Any]
DATABASE_ERRORS: tuple[type[Exception], ...] = (peewee.PeeweeException, sqlite3.Error)


def is_url(where: str | Path) -> bool:
    """Whether ``where`` names a PostgreSQL database rather than a file."""
    return str(where).startswith(("postgresql://", "postgres://"))


class Store:
    """An open database. Every statement is written with ``?`` for its parameters and quoted names."""

    def __init__(
        self, database: peewee.Database, path: Path | None, writable: bool, lock: WriteLock | None = None
    ) -> None:
        self.db: Any = database  # peewee is untyped
        self.path = path
        self.writable = writable
        self._lock = lock
        self._mark = "?" if path else "%s"

    @property
    def is_sqlite(self) -> bool:
        """Whether the project is a file."""
        return self.path is not None

    def execute(self, sql: str, params: Params = ()) -> Any:
        """Run one statement and give its cursor."""
        try:
            return self.db.execute_sql(sql if self.path else sql.replace("?", "%s"), params)
        except DATABASE_ERRORS as error:
            raise self._explained(error) from error
        except UnicodeEncodeError as error:
            raise ProjectError(
                f"{error.object!a} can't be stored or looked up: it holds a lone surrogate; correct it"
            ) from None

    def rows(self, sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return list(self.execute(sql, params).fetchall())

    def row(self, sql: str, params: Params = ()) -> tuple[Any, ...] | None:
        """The first row of a query."""
        found: tuple[Any, ...] | None = self.execute(sql, params).fetchone()
        return found

    def rows_in(self, sql: str, values: Iterable[str], batch: int = 500) -> Iterator[tuple[Any, ...]]:
        """Rows of a query that ends in ``IN``, for any number of values."""
        wanted = list(values)
        for at in range(0, len(wanted), batch):
            part = wanted[at : at + batch]
            yield from self.rows(f"{sql} ({', '.join('?' * len(part))})", part)

    def insert_many(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Bulk insert, several times faster than through models."""
        if not rows:
            return
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join([self._mark] * len(columns))
        try:
            self.db.cursor().executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)
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
        """Reads inside see one state of the project, whatever others write meanwhile."""
        if self.db.in_transaction():
            yield
            return
        self.execute("BEGIN" if self.path else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            self.execute("COMMIT")

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


class IntegrityError(ProjectError):
    """A constraint of the tables refused a row."""


def create(where: str | Path, who: str) -> Store:
    """Make a new, empty database. Raises ProjectError where something is there already."""
    if is_url(where):
        store = _open_postgres(str(where), True)
        if _version(store):
            store.close()
            raise ProjectError("this database holds a project already; open it, or name another database")
        with store.transaction():
            _set_up(store, 0)
        return store
    return _create_file(Path(where), who)


def _create_file(path: Path, who: str) -> Store:
    if not path.parent.is_dir():
        raise ProjectError(f"there is no folder {path.parent}; make it first, or choose another place")
    lock = WriteLock(path)
    try:
        with path.open("xb"):
            path.chmod(0o600)
    except FileExistsError:
        raise ProjectError(f"{path.name} is there already; open it, or choose another name") from None
    except OSError as error:
        raise explain_os(error, str(path)) from None
    try:
        lock.acquire(who)
        # Written under a rollback journal first, so that even the bare file tells what it is.
        store = Store(_sqlite(path, "rwc"), path, True, lock)
        store.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        with store.transaction():
            _set_up(store, 0)
    except BaseException:
        lock.release()
        path.unlink(missing_ok=True)
        raise
    _prepare_writing(store)
    return store


def _set_up(store: Store, version: int) -> None:
    migrate(store.db, version)
    store.execute('DELETE FROM "property" WHERE "id" = ?', ("tables",))
    store.execute('INSERT INTO "property" ("id", "value") VALUES (?, ?)', ("tables", str(VERSION)))
    if store.is_sqlite:
        store.execute(f"PRAGMA user_version = {VERSION}")


def open_store(where: str | Path, write: bool, who: str) -> Store:
    """Open a database, for reading only or for writing under the lock of ``who``.

    A file that is not a project is never changed: its header is read first, as plain bytes.
    """
    if is_url(where):
        store = _open_postgres(str(where), write)
        if not (version := _version(store)):
            store.close()
            raise ProjectError("this database holds no project; make one with workbench new")
        try:
            _check_version(version, "the project")
        except ProjectError:
            store.close()
            raise
        return store
    path = Path(where)
    _check_header(path)
    unclean = _log_size(path) > 0
    lock = WriteLock(path) if write else None
    if lock:
        lock.acquire(who)
    opened: Store | None = None
    try:
        opened = Store(_sqlite(path, "rw" if write else "ro"), path, write, lock)
        _check_content(opened, path, unclean and write)
        if write:
            _prepare_writing(opened)
    except BaseException as error:
        if opened:
            opened.close()
        elif lock:
            lock.release()
        if isinstance(error, DATABASE_ERRORS):
            raise explain(error, path) from error
        raise
    return opened


def _check_header(path: Path) -> None:
    if path.is_dir():
        raise ProjectError(f"{path} is a folder, not a project; name a .workbench file")
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise ProjectError(f"there is no project {path}; make it with workbench new {path}") from None
    except OSError as error:
        raise explain_os(error, str(path)) from None
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        raise ProjectError(f"{path.name} is not a project of this program; it was left as it is")
    if struct.unpack(">I", header[68:72])[0] != APPLICATION_ID:
        raise ProjectError(f"{path.name} is a database of another program; it was left as it is")
    _check_version(struct.unpack(">I", header[60:64])[0], path.name)


def _check_version(version: int, name: str) -> None:
    if version > VERSION:
        raise ProjectError(f"{name} was made by a newer version of this program; install that version to open it")


def _log_size(path: Path) -> int:
    log = path.with_name(path.name + "-wal")
    return log.stat().st_size if log.is_file() else 0


def _check_content(store: Store, path: Path, unclean: bool) -> None:
    if _version(store) < VERSION:
        raise ProjectError(f"{path.name} has no complete set of tables; restore a backup")
    if unclean or path.stat().st_size < CHECK_BELOW:
        found = store.rows("PRAGMA quick_check(1)")
        if found != [("ok",)]:
            raise ProjectError(f"{path.name} is damaged ({found[0][0]}); restore a backup")


def _version(store: Store) -> int:
    if store.is_sqlite:
        there = store.row("SELECT 1 FROM sqlite_master WHERE name = 'property'")
    else:
        there = store.row("SELECT 1 WHERE to_regclass('property') IS NOT NULL")
    row = store.row('SELECT "value" FROM "property" WHERE "id" = ?', ("tables",)) if there else None
    return int(row[0]) if row else 0


def _sqlite(path: Path, mode: str) -> peewee.Database:
    where = f"file:{quote(str(path.resolve()))}?mode={mode}"
    if mode == "ro" and not _log_size(path) and not _may_write(path.parent):
        where += "&immutable=1"  # a read-only medium: nobody can be writing, and SQLite can't make its index file
    pragmas = (("busy_timeout", _PATIENCE_MS), ("foreign_keys", 1), ("trusted_schema", 0), ("cell_size_check", 1))
    database = peewee.SqliteDatabase(
        where, uri=True, pragmas=pragmas, lock_type="IMMEDIATE",
        # A job may use the connection from its thread while the window waits for it.
        check_same_thread=False, thread_safe=False,
    )  # fmt: skip
    database.connect()
    return database


def _may_write(folder: Path) -> bool:
    import os

    return os.access(folder, os.W_OK)


def _prepare_writing(store: Store) -> None:
    """The pragmas that write; only after the file is known to be ours."""
    mode = store.row("PRAGMA journal_mode = WAL")
    if not mode or mode[0] != "wal":
        raise ProjectError(f"{store.path} lies where no log can be kept beside it; copy it to a local disk")
    store.execute("PRAGMA synchronous = FULL")
    store.execute("PRAGMA fullfsync = 1")
    store.execute("PRAGMA journal_size_limit = 16777216")


def _open_postgres(url: str, write: bool) -> Store:
    try:
        load_postgres()
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise ProjectError("PostgreSQL needs the extra: pip install 'workbench-annotation[postgres]'") from None
    try:
        known = {key: value for key, value in conninfo_to_dict(url).items() if value is not None}
        name = known.pop("dbname", "workbench")
        database: Any = peewee.PostgresqlDatabase(name, prefer_psycopg3=True, thread_safe=False, **known)
        database.connect()
        database.execute_sql(f"SET lock_timeout = {_PATIENCE_MS}")
    except (psycopg.Error, *DATABASE_ERRORS) as error:
        raise explain(error, None) from error
    return Store(database, None, write)
