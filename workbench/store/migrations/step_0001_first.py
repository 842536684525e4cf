"""The first tables."""

from peewee import Database

from workbench.store.tables import create_first


def up(database: Database) -> None:
    """Make them all."""
    create_first(database)
