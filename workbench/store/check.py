"""Is everything in a project as it must be: the file, the references, every offset."""

from collections.abc import Iterator
from typing import NamedTuple

from workbench.errors import SchemeError, TextError
from workbench.model.layer import GOLD
from workbench.model.scheme import Scheme
from workbench.model.span import check_parts
from workbench.store.articles import stream
from workbench.store.database import Store


class Finding(NamedTuple):
    """Something wrong: in which area, where, in a sentence."""

    area: str
    where: str
    sentence: str


def check(store: Store, scheme: Scheme) -> Iterator[Finding]:
    """Everything that is wrong, nothing where all is well."""
    if store.is_sqlite:
        yield from _check_file(store)
    yield from _check_texts(store)
    yield from _check_layers(store, scheme)
    yield from _check_journal(store)


def _check_file(store: Store) -> Iterator[Finding]:
    for (line,) in store.rows("PRAGMA integrity_check"):
        if line != "ok":
            yield Finding("file", "database", str(line))
    for table, row, parent, _ in store.rows("PRAGMA foreign_key_check"):
        yield Finding("reference", f"{table} {row}", f"a {table} refers to a {parent} that is not there")


def _check_texts(store: Store) -> Iterator[Finding]:
    from workbench.model.article import digest

    for id, content, length in store.execute('SELECT "id", "content", "length" FROM "text"'):
        if len(content) != length or digest(content) != id:
            yield Finding("text", id[:12], "a text is not what its digest says; restore it from a backup")


def _check_layers(store: Store, scheme: Scheme) -> Iterator[Finding]:
    for item in stream(store):
        layer = item.layer
        if layer is None:
            continue
        where = f"{item.article.key}, {layer.annotator}"
        ids = {span.id for span in layer.spans}
        for span in layer.spans:
            try:
                check_parts(span.parts, len(item.article.text))
                scheme.check_attributes(scheme.label(span.label).name, span.attributes)
            except (TextError, SchemeError) as error:
                yield Finding("span", f"{where}, {span.id}", str(error))
        for relation in layer.relations:
            if not {relation.source, relation.target} <= ids:
                yield Finding("relation", f"{where}, {relation.id}", "a relation has an end in another layer")
        if layer.annotator == GOLD:
            decided = {decision.target for decision in layer.decisions}
            for span in layer.spans:
                if span.id not in decided:
                    yield Finding(
                        "gold", f"{where}, {span.id}", "a gold span has no decision that says where it is from"
                    )


def _check_journal(store: Store) -> Iterator[Finding]:
    sql = (
        'SELECT COUNT(*) FROM "entry" e WHERE "kind" NOT IN (?, ?)'
        ' AND NOT EXISTS (SELECT 1 FROM "change" c WHERE c."entry" = e."id")'
    )
    row = store.row(sql, ("undo", "redo"))
    if row and row[0]:
        yield Finding("journal", "entries", f"{row[0]} journal entries have lost their changes")
