"""Brings peewee in without its database drivers, which cost more than the rest of the program's start.

peewee imports every driver that it finds. A project in a file needs none, so they are kept out of its sight
while it loads; ``load_postgres`` gives it psycopg when the first server is opened.
"""

import sys
from types import ModuleType

_DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi", "pymysql", "MySQLdb")


def _import_alone() -> ModuleType:
    if "peewee" in sys.modules:
        return sys.modules["peewee"]
    hidden = {name: sys.modules[name] for name in _DRIVERS if name in sys.modules}
    for name in _DRIVERS:
        sys.modules[name] = None  # type: ignore[assignment]  # an import of it fails at once
    try:
        import peewee as module
    finally:
        for name in _DRIVERS:
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
