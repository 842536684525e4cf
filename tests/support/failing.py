"""Databases that do not take what is written, each in its own way."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from support.notes import details
from workbench.window.frame import Frame

REASON = "no such table"


def path_of(frame: Frame) -> Path:
    assert frame.session is not None
    return Path(frame.session.project.where)


@contextmanager
def raising(frame: Frame) -> Iterator[None]:
    """No entry gets into the journal meanwhile."""
    with closing(sqlite3.connect(path_of(frame))) as other:
        other.execute("CREATE TRIGGER broken BEFORE INSERT ON entry BEGIN INSERT INTO nowhere VALUES (1); END")
        other.commit()
        try:
            yield
        finally:
            other.execute("DROP TRIGGER IF EXISTS broken")
            other.commit()


@contextmanager
def locked(frame: Frame) -> Iterator[None]:
    """Another program writes meanwhile; nobody waits for it here."""
    assert frame.session is not None
    frame.session.project.store.execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(path_of(frame), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def read_only(frame: Frame) -> Iterator[None]:
    """SQLite refuses each change meanwhile, as of a file without the right to write."""
    assert frame.session is not None
    store = frame.session.project.store
    store.execute("PRAGMA query_only = 1")
    yield
    store.execute("PRAGMA query_only = 0")


def write_comment(qtbot: QtBot, frame: Frame, words: str = "who is meant") -> None:
    remark = details(frame).remark
    remark.setFocus()
    qtbot.keyClicks(remark, words)
    qtbot.keyClick(remark, Qt.Key.Key_Return)
