"""Making and opening a project's database: a SQLite file or a PostgreSQL URL, each with its care."""

import contextlib
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import peewee

from workbench.errors import ProjectError, explain_os
from workbench.store import migrations
from workbench.store.database import APPLICATION_ID, DATABASE_ERRORS, Store
from workbench.store.errors import INSTEAD, explain
from workbench.store.lock import WriteLock
from workbench.store.orm import open_postgres

CHECK_BELOW = 64 << 20  # bytes up to which a file is checked at every opening, not only after an unclean end
_PATIENCE_MS = 5000


def is_url(where: str | Path) -> bool:
    """Whether ``where`` names a PostgreSQL database rather than a file."""
    return str(where).startswith(("postgresql://", "postgres://"))


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
