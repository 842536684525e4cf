"""Reading articles and layers out of the database, one or many at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from workbench.errors import ProjectError
from workbench.model.article import Article, Meta
from workbench.model.layer import GOLD, Labelled, Layer
from workbench.model.spans import Spans
from workbench.store import codec
from workbench.store.database import Store, quoted
from workbench.store.tables import COLUMNS

# What is held in memory at a time while streaming: so many articles, fewer where they are long.
BATCH = 200
BATCH_CHARACTERS = 2_000_000


_ARTICLE = (
    'SELECT a."id", a."key", t."content", a."revision", a."title", a."source", a."url", a."published", a."language"'
    ' FROM "article" a JOIN "text" t ON t."id" = a."text"'
)

_LAYER_OF = (
    f'SELECT {quoted(COLUMNS["layer"], "l")} FROM "layer" l JOIN "annotator" p ON p."id" = l."annotator"'
    ' WHERE l."article" = ? AND p."name" = ?'
)

# In the order of their index.
_SPANS_OF = f'SELECT "id", "label", "start", "end", {codec.SPAN_RARE} FROM "span" WHERE "layer" = ? ORDER BY "start"'


def _article(row: Sequence[Any]) -> Article:
    return Article(row[1], row[2], Meta(*row[4:9]), row[3])


def article_id(store: Store, key: str) -> str | None:
    """The id of the article with that key, its further keys included."""
    row = store.row('SELECT "id" FROM "article" WHERE "key" = ?', (key,)) or store.row(
        'SELECT "article" FROM "source" WHERE "id" = ?', (key,)
    )
    return row[0] if row else None


def read_article(store: Store, id: str) -> Article:
    """An article with its text; ``id`` must exist."""
    row = store.row(f'{_ARTICLE} WHERE a."id" = ?', (id,))
    assert row is not None, id
    return _article(row)


def key_and_text(store: Store, article_id: str) -> tuple[str, str]:
    """An article's key and text; the id must exist."""
    sql = 'SELECT a."key", t."content" FROM "article" a JOIN "text" t ON t."id" = a."text" WHERE a."id" = ?'
    row = store.row(sql, (article_id,))
    assert row is not None, article_id
    return str(row[0]), str(row[1])


def key_and_length(store: Store, article_id: str) -> tuple[str, int]:
    """An article's key, and how many code points its text has; the id must exist."""
    row = store.row('SELECT "key", "text" FROM "article" WHERE "id" = ?', (article_id,))
    assert row is not None, article_id
    key, digest = row
    if digest not in store.lengths:
        # It lies behind the text, so SQLite goes through all of that to read it.
        found = store.row('SELECT "length" FROM "text" WHERE "id" = ?', (digest,))
        assert found is not None, digest
        store.lengths[digest] = int(found[0])
    return str(key), store.lengths[digest]


def layer_row(store: Store, article: str, annotator: str) -> tuple[Any, ...] | None:
    """The layer of a named annotator on an article, as its row."""
    return store.row(_LAYER_OF, (article, annotator))


def read_layer(store: Store, article: str, annotator: str, lean: bool = False) -> Layer:
    """The layer of a named annotator on an article; an empty one where there is none yet.

    A ``lean`` one has its spans in columns: for whoever looks at few of them at a time.
    """
    row = layer_row(store, article, annotator)
    if row is None:
        return Layer(annotator)
    layer = fill_layers(store, [row], {row[2]: annotator})[row[0]]
    if not lean:
        layer.spans = list(layer.spans)
    return layer


def read_layers(store: Store, article: str) -> list[Layer]:
    """All layers of an article: gold first, then by name."""
    names = annotator_names(store)
    rows = store.rows(f'SELECT {quoted(COLUMNS["layer"])} FROM "layer" WHERE "article" = ?', (article,))
    return sorted(fill_layers(store, rows, names).values(), key=layer_order)


def layer_order(layer: Layer) -> tuple[bool, str]:
    """Gold first, then by name."""
    return (layer.annotator != GOLD, layer.annotator)


def annotator_names(store: Store) -> dict[str, str]:
    """Names of annotators, gold included, by id."""
    return dict(store.rows('SELECT "id", "name" FROM "annotator"'))


def fill_layers(store: Store, rows: Sequence[Sequence[Any]], names: dict[str, str]) -> dict[str, Layer]:
    """Layers with all that they hold, by id, sorted as the native format wants it.

    ProjectError where a row is not what this program writes.
    """
    try:
        return _filled(store, rows, names)
    except (KeyError, TypeError, ValueError) as error:  # unknown annotators, broken JSON, words where numbers belong
        raise ProjectError("the project holds damaged rows; workbench check lists them") from error


def _filled(store: Store, rows: Sequence[Sequence[Any]], names: dict[str, str]) -> dict[str, Layer]:
    layers = {row[0]: Layer(names[row[2]], row[3], codec.unpack_attributes(row[4]), unresolved=row[5]) for row in rows}
    ids = list(layers)
    if len(ids) == 1:
        layers[ids[0]].spans = Spans(codec.to_columns(store.each(_SPANS_OF, (ids[0],))))
    else:
        for row in of_layers(store, "span", ids):
            layers[row[1]].spans.append(codec.to_span(row))
    for row in of_layers(store, "entity", ids):
        layers[row[1]].entities.append(codec.to_entity(row))
    for row in of_layers(store, "relation", ids):
        layers[row[1]].relations.append(codec.to_relation(row))
    for row in of_layers(store, "decision", ids):
        layers[row[1]].decisions.append(codec.to_decision(row))
    for row in of_layers(store, "comment", ids):
        layers[row[1]].comments.append(codec.to_comment(row))
    for row in of_layers(store, "pass", ids):
        layers[row[1]].complete = codec.to_complete(row)
    _resolve(store, [layer for layer in layers.items() if layer[1].comments])
    for layer in layers.values():
        layer.sort()
    return layers


def _resolve(store: Store, layers: Sequence[tuple[str, Layer]]) -> None:
    """Let the comments of these layers know whether they are resolved."""
    found = {row[0]: codec.to_resolved(row) for row in of_layers(store, "resolved", [id for id, _ in layers])}
    for _, layer in layers if found else ():
        layer.comments = [item._replace(resolved=found.get(item.id)) for item in layer.comments]


def of_layers(store: Store, kind: str, layers: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of one kind that belong to these layers, the layer's id second."""
    return store.rows_in(f'SELECT {quoted(COLUMNS[kind])} FROM "{kind}" WHERE "layer" IN', layers)


def stream(store: Store, layers: str = "all", only_done: bool = False) -> Iterator[Labelled]:
    """Articles by key with their layers, gold first, then by name; memory stays flat.

    ``layers`` is ``all``, ``gold`` or an annotator's name; for ``all`` an article without any layer comes once
    with None. ``only_done`` leaves out layers that are not done.
    """
    names = annotator_names(store)
    for ids in _batches(store):
        articles = {row[0]: _article(row) for row in store.rows_in(f'{_ARTICLE} WHERE a."id" IN', ids)}
        by_article = _layers_of(store, ids, names, layers, only_done)
        for id in ids:
            found = by_article[id]
            if not found and layers == "all" and not only_done:
                yield Labelled(articles[id])
            for layer in found:
                yield Labelled(articles[id], layer)


def _batches(store: Store) -> Iterator[list[str]]:
    """Ids of articles by key, a handful at a time. They are sorted here: databases differ in how they sort."""
    sql = 'SELECT a."id", a."key", t."length" FROM "article" a JOIN "text" t ON t."id" = a."text"'
    batch: list[str] = []
    size = 0
    for id, _, length in sorted(store.rows(sql), key=lambda row: row[1]):
        if batch and (len(batch) >= BATCH or size + length > BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(id)
        size += length
    if batch:
        yield batch


def _layers_of(
    store: Store, ids: list[str], names: dict[str, str], wanted: str, only_done: bool
) -> dict[str, list[Layer]]:
    rows = [
        row
        for row in store.rows_in(f'SELECT {quoted(COLUMNS["layer"])} FROM "layer" WHERE "article" IN', ids)
        if (wanted == "all" or names.get(row[2]) == wanted) and (not only_done or row[3] == "done")
    ]
    layers = fill_layers(store, rows, names)
    found: dict[str, list[Layer]] = defaultdict(list)
    for row in rows:
        found[row[1]].append(layers[row[0]])
    for group in found.values():
        group.sort(key=layer_order)
    return found


def count(store: Store, table: str) -> int:
    """Rows in a table."""
    row = store.row(f'SELECT COUNT(*) FROM "{table}"')
    return int(row[0]) if row else 0
