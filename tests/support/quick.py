"""Projects made in a fraction of the time: their tables by the statements of the first one, no waiting for the disk.

That power may fail at any moment is the matter of tests/store, where all is as in the program.
"""

from typing import Any

import pytest
from peewee import SqliteDatabase

from workbench.store import migrations, opening
from workbench.store.database import Store

_statements: dict[bool, list[str]] = {}  # that make the tables of a new project, of a file or on a server
_make_tables, _prepare, _connect = migrations.migrate, opening._prepare_writing, opening._sqlite


def be_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, to the end of the test."""
    monkeypatch.setattr(migrations, "migrate", _migrate)
    monkeypatch.setattr(opening, "_prepare_writing", _prepare_without_waiting)
    monkeypatch.setattr(opening, "_sqlite", _connect_without_waiting)


def _migrate(database: Any, version: int) -> None:
    """Peewee puts its statements together anew for each project, which takes longer than to run them."""
    in_file = isinstance(database, SqliteDatabase)
    if version:
        _make_tables(database, version)
    elif in_file not in _statements:
        _statements[in_file] = _made_and_told(database)
    elif in_file:
        for sql in _statements[in_file]:
            database.connection().execute(sql)
    else:
        database.execute_sql(";".join(_statements[in_file]))


def _made_and_told(database: Any) -> list[str]:
    told: list[str] = []
    run = database.execute_sql

    def execute_sql(sql: str, params: Any = None) -> Any:
        assert not params
        told.append(sql)
        return run(sql, params)

    database.execute_sql = execute_sql
    try:
        _make_tables(database, 0)
    finally:
        del database.execute_sql
    return [sql for sql in told if not sql.startswith("SELECT")]


def _connect_without_waiting(*arguments: Any) -> Any:
    database = _connect(*arguments)
    database.connection().execute("PRAGMA synchronous = OFF")
    return database


def _prepare_without_waiting(store: Store) -> None:
    _prepare(store)
    store.execute("PRAGMA synchronous = OFF")
