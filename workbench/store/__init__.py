"""The database side of a project, SQLite or PostgreSQL; the only place that imports peewee."""
