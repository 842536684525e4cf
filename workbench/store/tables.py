"""The tables and their constraints, the same on SQLite and PostgreSQL.

Ids are texts that stay unique across files, so that projects can be merged. Rows refer to each other
without cascades: nothing disappears that the journal was not told of. Attributes and other small structures
are JSON in text columns, keys sorted.
"""

from peewee import (
    AutoField,
    Check,
    CompositeKey,
    Database,
    ForeignKeyField,
    IntegerField,
    Model,
    SchemaManager,
    TextField,
)


class Table(Model):
    """Models are bound to no database: a query names the one that it runs on, so that several can be open."""

    class Meta:
        legacy_table_names = False


class Property(Table):
    """One fact about the project: its id, its scheme, the version of these tables."""

    id = TextField(primary_key=True)
    value = TextField()


class Annotator(Table):
    """A person, or the reserved ``gold``."""

    id = TextField(primary_key=True)
    name = TextField(unique=True)


class Text(Table):
    """Texts by their digest. They are never changed nor removed: the journal leans on them."""

    id = TextField(primary_key=True)  # SHA-256 of the text
    content = TextField()
    length = IntegerField(constraints=[Check("length >= 0")])


class Article(Table):
    id = TextField(primary_key=True)
    key = TextField(unique=True)
    text = ForeignKeyField(Text, column_name="text", unique=True)
    revision = IntegerField(default=1, constraints=[Check("revision >= 1")])
    position = IntegerField(index=True)
    title = TextField(null=True)
    source = TextField(null=True)
    url = TextField(null=True)
    published = TextField(null=True)
    language = TextField(null=True)


class Source(Table):
    """A further key under which an article's text came in."""

    id = TextField(primary_key=True)
    article = ForeignKeyField(Article, column_name="article")


class Layer(Table):
    id = TextField(primary_key=True)
    article = ForeignKeyField(Article, column_name="article", index=False)
    annotator = ForeignKeyField(Annotator, column_name="annotator")
    state = TextField(constraints=[Check("state IN ('untouched', 'in_progress', 'done')")])
    attributes = TextField(default="{}")
    unresolved = IntegerField(default=0, constraints=[Check("unresolved >= 0")])

    class Meta:
        indexes = ((("article", "annotator"), True),)


class Flag(Table):
    """An annotator's bookmark on an article: their own, no part of a layer, never exported."""

    id = TextField(primary_key=True)
    article = ForeignKeyField(Article, column_name="article", index=False)
    annotator = ForeignKeyField(Annotator, column_name="annotator", index=False)


class Intake(Table):
    """A layer's content that was imported once: the same input again is no change, whatever happened since."""

    id = TextField(primary_key=True)  # digest of article, annotator and content
    layer = ForeignKeyField(Layer, column_name="layer")


class Entity(Table):
    id = TextField(primary_key=True)
    layer = ForeignKeyField(Layer, column_name="layer")
    label = TextField()
    name = TextField()
    attributes = TextField(default="{}")
    external_id = TextField(null=True)


class Span(Table):
    id = TextField(primary_key=True)
    layer = ForeignKeyField(Layer, column_name="layer", index=False)
    label = TextField()
    start = IntegerField()
    end = IntegerField()
    parts = TextField(default="")  # JSON where there are several
    attributes = TextField(default="{}")
    entity = ForeignKeyField(Entity, column_name="entity", null=True)

    class Meta:
        constraints = [Check('0 <= "start" AND "start" < "end"')]
        indexes = ((("layer", "start", "end", "label", "parts"), True),)


class Relation(Table):
    id = TextField(primary_key=True)
    layer = ForeignKeyField(Layer, column_name="layer", index=False)
    type = TextField()
    source = ForeignKeyField(Span, column_name="source")
    target = ForeignKeyField(Span, column_name="target")
    attributes = TextField(default="{}")

    class Meta:
        indexes = ((("layer", "type", "source", "target"), True),)


class Decision(Table):
    id = TextField(primary_key=True)
    layer = ForeignKeyField(Layer, column_name="layer")
    target = TextField()
    outcome = TextField(constraints=[Check("outcome IN ('agreed', 'adjudicated', 'rejected', 'nothing')")])
    by = TextField()
    rule = TextField(null=True)
    at = TextField()
    sources = TextField(default="[]")
    reason = TextField(null=True)


class Comment(Table):
    id = TextField(primary_key=True)
    layer = ForeignKeyField(Layer, column_name="layer")
    span = ForeignKeyField(Span, column_name="span", null=True)
    text = TextField()
    by = TextField()
    at = TextField()


class Pass(Table):
    """For which labels somebody has gone through the whole article; a layer without any has no row."""

    id = TextField(primary_key=True)  # that of the layer
    layer = ForeignKeyField(Layer, column_name="layer", unique=True)
    labels = TextField()  # JSON, sorted


class Resolved(Table):
    """That a comment needs no more attention; an open one has no row."""

    id = ForeignKeyField(Comment, column_name="id", primary_key=True)
    layer = ForeignKeyField(Layer, column_name="layer")
    by = TextField()
    at = TextField()


class Entry(Table):
    """One action in the journal."""

    id = AutoField()
    at = TextField()
    actor = TextField(index=True)
    kind = TextField()
    words = TextField()
    undoes = IntegerField(null=True)
    redoes = IntegerField(null=True)
    undone_by = IntegerField(null=True)


class Change(Table):
    """One row that an entry touched, before and after, as JSON; None where there was or is no row."""

    entry = ForeignKeyField(Entry, column_name="entry", index=False)
    seq = IntegerField()
    kind = TextField()
    target = TextField(index=True)
    article = TextField(null=True, index=True)
    before = TextField(null=True)
    after = TextField(null=True)

    class Meta:
        primary_key = CompositeKey("entry", "seq")


# In the order in which rows may be put in; the other way round they may be taken out.
CONTENT: dict[str, type[Table]] = {
    "property": Property,
    "annotator": Annotator,
    "article": Article,
    "source": Source,
    "flag": Flag,
    "layer": Layer,
    "intake": Intake,
    "entity": Entity,
    "span": Span,
    "relation": Relation,
    "decision": Decision,
    "comment": Comment,
    "pass": Pass,
    "resolved": Resolved,
}
# The tables of version 1, with the indexes that stand above. What later versions add is made by their steps, in SQL:
# the tables "flag", "pass" and "resolved", indexes for lists, and "listed", worked out from articles (store.listing).
FIRST: tuple[type[Table], ...] = (
    Text, *(table for table in CONTENT.values() if table not in (Flag, Pass, Resolved)), Entry, Change,
)  # fmt: skip

COLUMNS: dict[str, tuple[str, ...]] = {
    kind: tuple(field.column_name for field in table._meta.sorted_fields) for kind, table in CONTENT.items()
}
LAYER_KINDS = ("entity", "span", "relation", "decision", "comment", "pass", "resolved")


def create_first(database: Database) -> None:
    """Make every table of version 1, with constraints and indexes."""
    for table in FIRST:
        SchemaManager(table, database=database).create_all(safe=False)
