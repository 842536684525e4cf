"""Does what is stored fit a scheme: asked of the database in groups, since a step of the scheme concerns everything."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import orjson

from workbench.errors import SchemeError
from workbench.model.scheme import Scheme
from workbench.model.span import Span
from workbench.store import codec
from workbench.store.database import Store
from workbench.words import number, with_article


class Misfit(NamedTuple):
    """Something stored that the scheme forbids: how many rows, in which layer the first is found, and why."""

    kind: str
    size: int
    layer: str
    reason: str


def check_fits(store: Store, scheme: Scheme, layers: Sequence[str] | None = None) -> None:
    """SchemeError, with how many and one article, where something stored is forbidden; ``layers`` are ids."""
    for found in filter(None, map(list, _looks(store, scheme, layers))):
        size, first = sum(misfit.size for misfit in found), found[0]
        sql = 'SELECT a."key" FROM "layer" l JOIN "article" a ON a."id" = l."article" WHERE l."id" = ?'
        row = store.row(sql, (first.layer,))
        where = f"; the first is in {row[0]}" if row else ""
        many = number(size, first.kind, "entities" if first.kind == "entity" else "")
        raise SchemeError(f"{many} would be forbidden{where}: {first.reason}")


def _looks(store: Store, scheme: Scheme, layers: Sequence[str] | None) -> Iterator[Iterator[Misfit]]:
    """What each look finds, rows that are alike together; within one look nothing is counted twice."""
    look = _Look(store, scheme, layers)
    yield look.spans()
    yield look.entities()
    yield look.relations()
    yield look.too_many()
    yield look.articles()
    yield look.passes()
    yield look.overlaps()


class _Look:
    def __init__(self, store: Store, scheme: Scheme, layers: Sequence[str] | None) -> None:
        self.store = store
        self.scheme = scheme
        self.only = orjson.dumps(list(layers)).decode() if layers is not None else None

    def _rows(self, select: str, column: str, rest: str = "", params: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows of a query that has no WHERE yet; ``column`` holds the layer's id."""
        where = ""
        given: list[Any] = []
        if self.only is not None:
            where, given = f" WHERE {self.store.listed_in(column).lstrip('+')}", [self.only]
        yield from self.store.each(f"{select}{where}{rest}", (*given, *params))

    def _misfit(self, kind: str, count: int, layer: str, check: Callable[[], object]) -> Iterator[Misfit]:
        try:
            check()
        except SchemeError as error:
            yield Misfit(kind, count, layer, str(error))

    def spans(self) -> Iterator[Misfit]:
        columns = '"label", "attributes", "entity" IS NOT NULL, "parts" <> \'\''
        sql = f'SELECT {columns}, COUNT(*), MIN("layer") FROM "span"'
        for label, attributes, meant, parts, count, layer in self._rows(sql, '"layer"', f" GROUP BY {columns}"):

            def check(label: str = label, held: str = attributes, meant: bool = meant, parts: bool = parts) -> None:
                known = self.scheme.label(label)
                self.scheme.check_attributes(label, codec.unpack_attributes(held))
                if meant:
                    self.scheme.entity_label(label)
                if parts and not known.parts:
                    raise SchemeError(f"{with_article(label)} has one part only in this scheme")

            yield from self._misfit("span", count, layer, check)

    def entities(self) -> Iterator[Misfit]:
        sql = 'SELECT "label", "attributes", COUNT(*), MIN("layer") FROM "entity"'
        for label, attributes, count, layer in self._rows(sql, '"layer"', ' GROUP BY "label", "attributes"'):

            def check(label: str = label, held: str = attributes) -> None:
                self.scheme.entity_label(label)
                self.scheme.check_entity_attributes(label, codec.unpack_attributes(held))

            yield from self._misfit("entity", count, layer, check)

    def relations(self) -> Iterator[Misfit]:
        columns = 'r."type", s."label", t."label", r."attributes"'
        ends = 'FROM "relation" r JOIN "span" s ON s."id" = r."source" JOIN "span" t ON t."id" = r."target"'
        sql = f'SELECT {columns}, COUNT(*), MIN(r."layer") {ends}'
        for kind, source, target, attributes, count, layer in self._rows(sql, 'r."layer"', f" GROUP BY {columns}"):

            def check(kind: str = kind, ends: tuple[str, str] = (source, target), held: str = attributes) -> None:
                self.scheme.check_relation(kind, *ends)
                self.scheme.check_relation_attributes(kind, codec.unpack_attributes(held))

            yield from self._misfit("relation", count, layer, check)

    def too_many(self) -> Iterator[Misfit]:
        """Relations beyond the number that may lead from a span."""
        limits = {kind.name: kind.at_most for kind in self.scheme.relations if kind.at_most is not None}
        if not limits:
            return
        sql = 'SELECT "type", "source", COUNT(*), MIN("layer") FROM "relation"'
        having = f' GROUP BY "type", "source" HAVING COUNT(*) > {min(limits.values())}'
        for kind, _, count, layer in self._rows(sql, '"layer"', having):
            if (most := limits.get(kind)) is not None and count > most:
                yield Misfit("relation", count - most, layer, f"a span has at most {most} {kind}")

    def articles(self) -> Iterator[Misfit]:
        sql = 'SELECT "attributes", COUNT(*), MIN("id") FROM "layer"'
        for attributes, count, layer in self._rows(sql, '"id"', ' GROUP BY "attributes"'):

            def check(held: str = attributes) -> None:
                self.scheme.check_article_attributes(codec.unpack_attributes(held))

            yield from self._misfit("article", count, layer, check)

    def passes(self) -> Iterator[Misfit]:
        """For which labels layers are said to be complete."""
        sql = 'SELECT "labels", COUNT(*), MIN("layer") FROM "pass"'
        for labels, count, layer in self._rows(sql, '"layer"', ' GROUP BY "labels"'):

            def look(held: str = labels) -> None:
                for label in orjson.loads(held):
                    self.scheme.label(label)

            yield from self._misfit("article", count, layer, look)

    def overlaps(self) -> Iterator[Misfit]:
        """Spans that meet others which they must not, article by article."""
        watched = {label.name for label in self.scheme.labels if self.scheme.rivals(label.name)}
        if not watched:
            return
        sql = 'SELECT "id", "layer", "label", "start", "end", "parts", \'{}\', NULL FROM "span"'
        count, first, reason = 0, "", ""
        layer: str | None = None
        reaching: list[Span] = []
        for row in self._rows(sql, '"layer"', ' ORDER BY "layer", "start"'):
            if row[2] not in watched:
                continue
            span = codec.to_span(row)
            reaching = [other for other in reaching if other.end > span.start] if row[1] == layer else []
            layer = row[1]
            try:
                self.scheme.check_overlap(span, reaching)
            except SchemeError as error:
                count += 1
                first, reason = first or row[1], reason or str(error)
            reaching.append(span)
        if count:
            yield Misfit("span", count, first, reason)
