"""Numbered steps from each version of the tables to the next.

A step is a module ``step_NNNN_what`` with ``up(database)``; NNNN is the version that it makes. When the
tables change, the step that made them before keeps a frozen copy of what it needs. A project of an older
version gets the steps that it lacks, in one transaction, when it is opened for writing.
"""

from importlib import import_module
from types import ModuleType

from peewee import Database

STEPS = ("step_0001_first", "step_0002_lists", "step_0003_fulltext", "step_0004_passes", "step_0005_resolved")
VERSION = len(STEPS)


def step(version: int) -> ModuleType:
    """The module that brings the tables to ``version``."""
    return import_module(f"{__name__}.{STEPS[version - 1]}")


def migrate(database: Database, version: int) -> None:
    """Bring the tables from ``version`` (0: none) to the present one; the caller holds the transaction."""
    for target in range(version + 1, VERSION + 1):
        step(target).up(database)
