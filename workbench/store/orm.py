"""Brings peewee in without what it never needs here, which costs more than the rest of the program's start.

peewee imports every driver that it finds. A project in a file needs none, so they are kept out of its sight
while it loads; ``load_postgres`` gives it psycopg when the first server is opened. Standard modules that it
keeps for fields which no table here has (addresses, time stamps) come in when they are first touched.
"""

import importlib
import sys
from types import ModuleType
from typing import Any

from workbench.errors import ProjectError
from workbench.store.errors import explain

_DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi", "pymysql", "MySQLdb")
_SELDOM = ("calendar", "hashlib", "socket")


class _Later(ModuleType):
    """Stands for a module until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:  # somebody looks at it while it still poses
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


def _import_alone() -> ModuleType:
    if "peewee" in sys.modules:
        return sys.modules["peewee"]
    hidden = {name: sys.modules.pop(name) for name in _DRIVERS if name in sys.modules}
    posed: dict[str, ModuleType | None] = dict.fromkeys(_DRIVERS)  # an import of None fails at once
    posed |= {name: _Later(name) for name in _SELDOM if name not in sys.modules}
    sys.modules.update(posed)  # type: ignore[arg-type]
    try:
        import peewee as module
    finally:
        for name in posed:
            del sys.modules[name]
        sys.modules.update(hidden)
    return module


peewee = _import_alone()


def load_postgres() -> None:
    """Make psycopg known to peewee; raises ImportError where it is not installed."""
    import psycopg
    from psycopg.pq import TransactionStatus
    from psycopg.types.json import Json, Jsonb

    if peewee.psycopg is None:
        peewee.psycopg, peewee.TransactionStatus = psycopg, TransactionStatus  # type: ignore[attr-defined]
        peewee.Json_pg3, peewee.Jsonb_pg3 = Json, Jsonb  # type: ignore[attr-defined]
        adapter = peewee.Psycopg3Adapter
        adapter.txn_idle = TransactionStatus.IDLE
        adapter.txn_inerror = TransactionStatus.INERROR
        adapter.txn_unknown = TransactionStatus.UNKNOWN


def open_postgres(url: str, patience: int) -> Any:
    """A connection to a server, as a peewee database; it waits ``patience`` milliseconds for others at most."""
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
        database.execute_sql(f"SET lock_timeout = {patience}")
    except (psycopg.Error, peewee.PeeweeException) as error:
        raise explain(error, None) from error
    return database
