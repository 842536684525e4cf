"""Is everything in a project as it must be: the file, the references, every row.

Nothing that is read here is trusted: each row is decoded by itself, and one that can't be is one finding more.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import orjson

from workbench.errors import ProjectError, TextError, WorkbenchError
from workbench.model.article import digest
from workbench.model.attributes import check_attributes
from workbench.model.entity import check_entity
from workbench.model.layer import GOLD, STATES, Layer
from workbench.model.layer_check import check_layer
from workbench.model.relation import Relation
from workbench.model.scheme import Scheme
from workbench.model.span import Span, check_parts
from workbench.store import codec, migrations
from workbench.store.articles import annotator_names, of_layers
from workbench.store.database import Store, quoted
from workbench.store.fulltext import has_index, is_sound, strangers
from workbench.store.listing import LOOKED_AT, searched, shown
from workbench.store.tables import COLUMNS, LAYER_KINDS

_BATCH = 200  # layers that are held in memory at a time
_LONGEST = 2**31 - 1  # for the length of a text that is not there itself
_ANEW = "the next search in all articles makes it anew, nothing else is touched"
_NO_TEXT = "it holds something that is neither a text nor a whole number"

Row = Sequence[Any]
Content = dict[str, list[Row]]  # the rows of one layer by their kind
Made = TypeVar("Made")


class Finding(NamedTuple):
    """Something wrong: in which area, where, in a sentence."""

    area: str
    where: str
    sentence: str


def check(store: Store, scheme: Scheme) -> Iterator[Finding]:
    """Everything that is wrong, nothing where all is well. What can't be read at all stops its own part only."""
    parts = [_properties(store), _plain_rows(store), _listed(store), _texts(store), _layers(store, scheme)]
    parts.append(_journal(store))
    if store.is_sqlite:
        parts = [_file(store), _references(store), *parts, _fulltext(store)]
    with store.any_bytes():
        for part in parts:
            try:
                yield from part
            except ProjectError as error:
                yield Finding("file", "database", str(error))


def _file(store: Store) -> Iterator[Finding]:
    for (line,) in store.each("PRAGMA integrity_check"):
        if line != "ok":
            yield Finding("file", "database", str(line))


def _references(store: Store) -> Iterator[Finding]:
    for table, row, parent, _ in store.each("PRAGMA foreign_key_check"):
        yield Finding("reference", f"{table} {row}", f"this row refers to a row of {parent} that is not there")


def _properties(store: Store) -> Iterator[Finding]:
    facts = dict(store.rows('SELECT "id", "value" FROM "property"'))
    if facts.get("tables") != str(migrations.VERSION):
        yield Finding("property", "tables", f"the version of the tables is noted as {facts.get('tables')!r}")


def _plain_rows(store: Store) -> Iterator[Finding]:
    """The tables in which nothing is to be decoded."""
    for kind in ("annotator", "article", "source", "flag", "intake"):
        for row in store.each(f'SELECT {quoted(COLUMNS[kind])} FROM "{kind}"'):
            if not _is_readable(row):
                yield Finding(kind, str(row[0]), _NO_TEXT)


def _listed(store: Store) -> Iterator[Finding]:
    """What the list finds articles by. Rows that can't be read are a finding of the article's own."""
    sql = (
        'SELECT a."key", a."title", a."source", i."words", i."beginning", SUBSTR(t."content", 1, ?) FROM "article" a'
        ' LEFT JOIN "listed" i ON i."article" = a."id" LEFT JOIN "text" t ON t."id" = a."text" ORDER BY a."key"'
    )
    for key, title, source, words, first, text in store.each(sql, (LOOKED_AT,)):
        if words is None:
            yield Finding("listed", str(key), "the article is missing from the list of articles")
        elif _is_readable((key, title, source)) and words != searched(title, key, source):
            yield Finding("listed", str(key), "a filter of the list finds the article by words that are not its own")
        elif _is_readable((title, text)) and text is not None and first != shown(title, text):
            yield Finding("listed", str(key), "the list shows the article by words that are not its own")


def _fulltext(store: Store) -> Iterator[Finding]:
    """What a search asks first: whether it knows each article by its own text, for those that it knows."""
    known = list(strangers(store))
    for key in known:
        yield Finding("fulltext", key, f"the index that searches use knows the article by another text; {_ANEW}")
    if not known and has_index(store) and not is_sound(store):
        yield Finding("fulltext", "index", f"the index that searches use is damaged; {_ANEW}")


def _texts(store: Store) -> Iterator[Finding]:
    sql = (
        'SELECT t."id", t."content", t."length", a."key" FROM "text" t LEFT JOIN "article" a ON a."text" = t."id"'
        ' ORDER BY t."id"'
    )
    for id, content, length, key in store.each(sql):
        if not _is_text(content) or len(content) != length or digest(content) != id:
            sentence = "the text is not what its digest says; look for it in an earlier copy of yours"
            yield Finding("text", str(key or id[:12]), sentence)


def _layers(store: Store, scheme: Scheme) -> Iterator[Finding]:
    names = annotator_names(store)
    sql = 'SELECT a."id", a."key", LENGTH(t."content") FROM "article" a LEFT JOIN "text" t ON t."id" = a."text"'
    articles = {id: (key, length) for id, key, length in store.each(sql)}
    layers = store.rows(f'SELECT {quoted(COLUMNS["layer"])} FROM "layer" ORDER BY "article", "id"')
    for at in range(0, len(layers), _BATCH):
        batch = layers[at : at + _BATCH]
        content: dict[str, Content] = {row[0]: {kind: [] for kind in LAYER_KINDS} for row in batch}
        for kind in LAYER_KINDS:
            for found in of_layers(store, kind, list(content)):
                content[found[1]][kind].append(found)
        for row in batch:
            # An article or annotator that is not there is a finding among the references; here its id stands for it.
            key, length = articles.get(row[1], (row[1], None))
            one = _OneLayer(scheme, _LONGEST if length is None else length, content[row[0]])
            annotator = names.get(row[2], row[2])
            for area, id, sentence in one.check(row, annotator == GOLD):
                yield Finding(area, f"{key}, {annotator}" + (f", {id}" if id else ""), sentence)


class _OneLayer:
    """The check of one layer, row by row: each look raises where its row is wrong."""

    def __init__(self, scheme: Scheme, length: int, content: Content) -> None:
        self.scheme = scheme
        self.length = length
        self.content = content
        self.ids = {kind: {row[0] for row in rows} for kind, rows in content.items()}
        self.spans: dict[str, Span] = {}  # the sound ones of each
        self.relations: list[Relation] = []

    def check(self, layer: Row, is_gold: bool) -> Iterator[tuple[str, str, str]]:
        """The area, id and sentence of each thing that is wrong."""
        looks = (self._entity, self._span, self._relation, self._decision, self._comment, self._pass, self._resolved)
        todo = [("layer", "", layer, self._own)]
        todo += [(kind, row[0], row, look) for kind, look in zip(LAYER_KINDS, looks) for row in self.content[kind]]
        todo += [("layer", "", (), self._together)]
        for area, id, row, look in todo:
            try:
                if not _is_readable(row):
                    raise TextError(_NO_TEXT)
                look(row)
            except WorkbenchError as error:
                yield area, id, str(error)
        if is_gold:
            decided = {row[2] for row in self.content["decision"]}
            for kind in ("span", "relation"):
                for id in (row[0] for row in self.content[kind] if row[0] not in decided):
                    yield "gold", id, f"a gold {kind} has no decision that says where it is from"

    def _own(self, row: Row) -> None:
        _, _, _, state, attributes, unresolved = row
        if state not in STATES:
            raise TextError(f"the state of a layer is one of {', '.join(STATES)}, not {state!r}")
        if type(unresolved) is not int:
            raise TextError(f"the number of disputes that are left is {unresolved!r}")
        self._allowed(attributes=check_attributes(_json(attributes), "the article"))

    def _entity(self, row: Row) -> None:
        entity = _decoded(codec.to_entity, row)
        self._allowed(entities=[check_entity(entity)])

    def _span(self, row: Row) -> None:
        span = _decoded(codec.to_span, row)
        if check_parts(span.parts, self.length) != span.parts or (row[3], row[4]) != (span.start, span.end):
            raise TextError(f"the span's start and end, {row[3]}-{row[4]}, are not those of its parts")
        check_attributes(span.attributes, "a span")
        if span.entity is not None and span.entity not in self.ids["entity"]:
            raise TextError("a span means an entity of another layer")
        self._allowed(spans=[span])
        self.spans[span.id] = span

    def _relation(self, row: Row) -> None:
        relation = _decoded(codec.to_relation, row)
        if not {relation.source, relation.target} <= self.ids["span"]:
            raise TextError("a relation has an end in another layer")
        self.scheme.check_relation_attributes(relation.type, relation.attributes)
        if relation.source in self.spans and relation.target in self.spans:
            labels = (self.spans[relation.source].label, self.spans[relation.target].label)
            self.scheme.check_relation(relation.type, *labels)
            self.relations.append(relation)

    def _decision(self, row: Row) -> None:
        _decoded(codec.to_decision, row)

    def _comment(self, row: Row) -> None:
        comment = _decoded(codec.to_comment, row)
        if comment.span is not None and comment.span not in self.ids["span"]:
            raise TextError("a comment is on a span of another layer")

    def _pass(self, row: Row) -> None:
        self._allowed(complete=_decoded(codec.to_complete, row))

    def _resolved(self, row: Row) -> None:
        _decoded(codec.to_resolved, row)
        if row[0] not in self.ids["comment"]:
            raise TextError("a comment of another layer is resolved here")

    def _together(self, row: Row) -> None:
        """What only all rows at once can be asked: overlaps, and how many relations a span has."""
        self._allowed(spans=list(self.spans.values()), relations=self.relations)

    def _allowed(self, **held: Any) -> None:
        """SchemeError where the scheme forbids what is ``held``, told by the names of a layer's fields."""
        check_layer(self.scheme, Layer("", **held))


def _is_readable(row: Row) -> bool:
    return all(value is None or isinstance(value, int) or _is_text(value) for value in row)


def _is_text(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:  # a surrogate stands for a byte
        return False
    return True


def _decoded(decode: Callable[[Row], Made], row: Row) -> Made:
    try:
        return decode(row)
    except (TypeError, ValueError) as error:
        raise TextError(f"it can't be read ({error})") from None


def _json(text: object) -> Any:
    return _decoded(lambda row: orjson.loads(row[0]), (text,))


def _journal(store: Store) -> Iterator[Finding]:
    sql = (
        'SELECT COUNT(*) FROM "entry" e WHERE "kind" NOT IN (?, ?)'
        ' AND NOT EXISTS (SELECT 1 FROM "change" c WHERE c."entry" = e."id")'
    )
    row = store.row(sql, ("undo", "redo"))
    if row and row[0]:
        yield Finding("journal", "entries", f"{row[0]} journal entries have lost their changes")
    for entry, seq, *sides in store.each('SELECT "entry", "seq", "before", "after" FROM "change"'):
        for side in sides:
            try:
                _json("null" if side is None else side)
            except TextError as error:
                yield Finding("journal", f"entry {entry}, change {seq}", f"a change can't be undone: {error}")
