"""One action on an annotator's own layer: what it looks up and checks, inside the transaction that it writes in."""

from collections.abc import Iterable

from workbench.errors import ProjectError, SchemeError, ThingError
from workbench.model.scheme import Scheme
from workbench.model.span import Parts, Span, check_parts
from workbench.project.facade import Project
from workbench.project.ids import layer_id
from workbench.project.sentences import quotable
from workbench.store import articles as stored
from workbench.store import codec
from workbench.store.action import Action, Record
from workbench.store.database import Store, quoted
from workbench.store.tables import COLUMNS
from workbench.words import with_article


class LayerEdit:
    """What ``action`` reads is what it changes: other writers wait for its transaction, so nothing comes between."""

    def __init__(self, project: Project, action: Action) -> None:
        self.project = project
        self.action = action

    @property
    def annotator(self) -> str:
        """Whose layer it is, and who acts."""
        return self.action.actor

    @property
    def store(self) -> Store:
        """The project's database."""
        return self.project.store

    @property
    def scheme(self) -> Scheme:
        """The project's scheme."""
        return self.project.scheme

    def article(self, key: object) -> tuple[str, int]:
        """The id of the article with that key, and the length of its text in code points."""
        if not isinstance(key, str):
            raise ProjectError(f"“article” must be a key, not {key!r}")
        id = self.project.article_id(key)
        return id, self.key_and_length(id)[1]

    def key_and_length(self, article: str) -> tuple[str, int]:
        """The key of an article, and the length of its text in code points."""
        return stored.key_and_length(self.store, article)

    def own(self, kind: str, id: object) -> tuple[Record, str]:
        """A row of this annotator's, and the id of its article."""
        if not isinstance(id, str):
            raise ProjectError(f"an id is a text, not {id!r}")
        sql = (
            f'SELECT p."name", l."article" FROM "{kind}" x JOIN "layer" l ON l."id" = x."layer"'
            ' JOIN "annotator" p ON p."id" = l."annotator" WHERE x."id" = ?'
        )
        owner = self.store.row(sql, (id,))
        if owner is None:
            raise ThingError(kind, id, "is not there; it may have been removed")
        if owner[0] != self.annotator:
            raise ThingError(kind, id, f"is in the layer of {owner[0]}; {self.annotator} can't change it")
        row = self.action.get(kind, id)
        assert row is not None
        return row, str(owner[1])

    def layer(self, article: str, reopen: bool = True) -> str:
        """The id of the layer, made where it is missing; editing a done layer takes it up again.

        For actions that do change something: it notes a change of its own.
        """
        row = stored.layer_row(self.store, article, self.annotator)
        if row is None:
            annotator = self.project.annotator_id(self.action, self.annotator)
            id = layer_id(article, annotator)
            self.action.insert("layer", article, id, article, annotator, "in_progress", "{}", 0)
            return id
        if row[3] == "untouched" or (reopen and row[3] == "done"):
            before = self.action.get("layer", row[0])
            assert before is not None
            self.action.update("layer", article, before, state="in_progress")
        return str(row[0])

    def set_complete(self, article: str, layer: str, more: set[str], fewer: set[str]) -> None:
        """Let the layer be complete for ``more`` labels and not for ``fewer``."""
        row = self.action.get("pass", layer)
        held = set(codec.to_complete(tuple(row.values()))) if row else set()
        now = (held | more) - fewer
        if row and now != held:
            self.action.delete("pass", article, row)
            row = None
        if row is None and now:
            self.action.insert("pass", article, *codec.pass_row(now, layer))

    def check_place(self, layer: str, span: Span) -> None:
        """The same parts with the same label stand once; the scheme may exclude overlaps."""
        start, end, parts = span.start, span.end, codec.pack_parts(span.parts)
        twice = self.store.row(
            'SELECT "id" FROM "span" WHERE "layer" = ? AND "start" = ? AND "end" = ? AND "label" = ? AND "parts" = ?',
            (layer, start, end, span.label, parts),
        )
        if twice and twice[0] != span.id:
            said = self._quoted(layer, span)
            raise ProjectError(f"{said} is tagged {span.label} already; change that span, or choose another label")
        if rivals := self.scheme.rivals(span.label):
            sql = f'SELECT {quoted(COLUMNS["span"])} FROM "span" WHERE "layer" = ? AND "start" < ? AND "end" > ?'
            sql += f' AND "label" IN ({", ".join("?" * len(rivals))})'
            near = self.store.rows(sql, (layer, end, start, *rivals))
            self.scheme.check_overlap(span, [codec.to_span(row) for row in near])

    def _quoted(self, layer: str, span: Span) -> str:
        article = self.store.row('SELECT "article" FROM "layer" WHERE "id" = ?', (layer,))
        assert article is not None
        text = stored.key_and_text(self.store, article[0])[1]
        return f"“{quotable(span.quote(text))}”"

    def parts(self, label: str, parts: Iterable[Iterable[int]], length: int) -> Parts:
        """Parts as a span of that label may have them, in a text of ``length`` code points."""
        checked = check_parts(parts, length)
        if len(checked) > 1 and not self.scheme.label(label).parts:
            raise SchemeError(f"{with_article(label)} has one part only; the scheme allows no more")
        return checked

    def led_to(self, layer: str, kind: str, source: str) -> list[tuple[str, str]]:
        """Where a span's relations of that kind lead: their ids, each with its target."""
        sql = 'SELECT "id", "target" FROM "relation" WHERE "layer" = ? AND "type" = ? AND "source" = ?'
        return [(id, target) for id, target in self.store.rows(sql, (layer, kind, source))]

    def check_relation(self, kind: str, first: Record, second: Record) -> None:
        """Two rows of spans may be linked so, and are not yet."""
        if first["layer"] != second["layer"]:
            raise ProjectError("the two spans are in different articles; a relation stays in one")
        relation = self.scheme.check_relation(kind, first["label"], second["label"])
        targets = [target for _, target in self.led_to(first["layer"], kind, first["id"])]
        if second["id"] in targets:
            raise ProjectError(f"these two spans have the relation {kind} already")
        if relation.at_most is not None and len(targets) >= relation.at_most:
            raise SchemeError(
                f"{with_article(first['label'])} has at most {relation.at_most} {kind}; remove the other one first"
            )

    def drop_unfit_relations(self, article: str, span: Span) -> tuple[str, ...]:
        """Delete the relations that ``span`` may no longer have under its new label; gives their ids."""
        sql = (
            'SELECT r."id", r."type", s."id", s."label", t."label" FROM "relation" r'
            ' JOIN "span" s ON s."id" = r."source"'
            ' JOIN "span" t ON t."id" = r."target" WHERE r."source" = ? OR r."target" = ?'
        )
        dropped: list[str] = []
        for id, kind, source, source_label, target_label in self.store.rows(sql, (span.id, span.id)):
            ends = (span.label, target_label) if source == span.id else (source_label, span.label)
            try:
                self.scheme.check_relation(kind, *ends)
            except SchemeError:
                self.delete("relation", article, id)
                dropped.append(id)
        return tuple(dropped)

    def drop_with(self, article: str, span: str) -> tuple[str, ...]:
        """Delete the relations and comments of a span that goes; gives the ids of the relations."""
        sql = 'SELECT "id" FROM "relation" WHERE "source" = ? OR "target" = ?'
        relations = tuple(found[0] for found in self.store.rows(sql, (span, span)))
        for relation in relations:
            self.delete("relation", article, relation)
        for (comment,) in self.store.rows('SELECT "id" FROM "comment" WHERE "span" = ?', (span,)):
            self.delete_comment(article, comment)
        return relations

    def with_fitting_entity(self, span: Span) -> Span:
        """``span`` as it may be: what an entity of another label was meant by means nobody under its new label."""
        row = self.action.get("entity", span.entity) if span.entity is not None else None
        return span if row is None or row["label"] == span.label else span._replace(entity=None)

    def drop_bare_entities(self, article: str, ids: Iterable[str | None]) -> tuple[str, ...]:
        """Delete those of the entities that nothing means any more and of which only the name is known."""
        wanted = list(dict.fromkeys(id for id in ids if id is not None))
        sql = f'SELECT {quoted(COLUMNS["entity"])} FROM "entity" WHERE "id" IN'
        rows = [dict(zip(COLUMNS["entity"], row)) for row in self.store.rows_in(sql, wanted)]
        bare = {row["id"]: row for row in rows if row["attributes"] == "{}" and row["external_id"] is None}
        meant = {id for (id,) in self.store.rows_in('SELECT DISTINCT "entity" FROM "span" WHERE "entity" IN', bare)}
        gone = [row for id, row in bare.items() if id not in meant]
        self.action.delete_many("entity", [(article, row) for row in gone])
        return tuple(row["id"] for row in gone)

    def delete_comment(self, article: str, id: str) -> None:
        """Take a comment out, with what says that it is resolved."""
        if resolved := self.action.get("resolved", id):
            self.action.delete("resolved", article, resolved)
        self.delete("comment", article, id)

    def delete(self, kind: str, article: str, id: str) -> None:
        """Take a row out; it must be there."""
        row = self.action.get(kind, id)
        assert row is not None
        self.action.delete(kind, article, row)
