"""The database side of a project, SQLite or PostgreSQL; the only place that imports peewee."""

from workbench.store import orm  # first of all: it decides how peewee comes in

__all__ = ["orm"]
