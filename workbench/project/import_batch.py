"""One batch of an import: what is there already is looked up at once, the rest goes in as bulk rows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from workbench.errors import ProjectError, SchemeError, TextError, WorkbenchError
from workbench.formats.base import Found, Refusal, Where
from workbench.model.article import digest
from workbench.model.layer import GOLD, Decision, Layer
from workbench.project.facade import Project, check_name
from workbench.project.ids import derived, layer_id
from workbench.store import codec
from workbench.store.action import Action, LayerContent, bulk_insert, read_content
from workbench.store.articles import count
from workbench.store.tables import COLUMNS

if TYPE_CHECKING:
    from workbench.project.importing import ImportReport

_IDENTIFIED = ("span", "entity", "relation", "comment")


@dataclass(slots=True)
class Group:
    """An article as it came in, with all its records that stood together."""

    key: str
    text: str
    records: list[Found]
    sha256: str = ""
    id: str = ""

    @property
    def where(self) -> Where:
        """Where it began."""
        return self.records[0].where


@dataclass(slots=True)
class Incoming:
    """A layer on its way in."""

    group: Group
    layer: Layer
    where: Where
    id: str
    annotator: str
    intake: str = ""


class Batch:
    """Writes groups of records; lives as long as the import, so that it knows what the import itself brought in."""

    def __init__(self, project: Project, action: Action, layer: str | None, result: "ImportReport") -> None:
        self.project = project
        self.store = project.store
        self.action = action
        self.override = layer
        self.result = result
        self.scheme = project.scheme
        row = self.store.row('SELECT COALESCE(MAX("position"), 0) FROM "article"')
        self.position = int(row[0]) if row else 0
        self.places: dict[str, Where] = {}  # where the import itself met a key
        self.annotators: dict[str, str] = {}

    def write(self, groups: list[Group]) -> None:
        """Put a batch in; what is refused is noted in the report and left out."""
        for group in groups:
            group.sha256 = digest(group.text)
        accepted = list(self._articles(groups))
        incoming = [item for group in accepted for item in self._layers(group)]
        fresh = self._not_there_yet(incoming)
        self._rename(fresh)
        contents = [(item, self._content(item)) for item in fresh]
        bulk_insert(self.store, [content for _, content in contents])
        for item, content in contents:
            self.action.insert_content(item.group.id, [content])
            self.result.layers += 1
            self.result.spans += len(item.layer.spans)
        rows = [(item.intake, item.id) for item in fresh]
        self.store.insert_many("intake", COLUMNS["intake"], rows)
        for item, row in zip(fresh, rows):
            self.action.note_inserted("intake", item.group.id, row)

    def _refuse(self, where: Where, reason: str) -> None:
        self.result.refused.append(Refusal(where, reason))

    # Articles

    def _articles(self, groups: list[Group]) -> Iterator[Group]:
        """Groups whose article is there or goes in now."""
        keys = self._known_keys(group.key for group in groups)
        texts = dict(self.store.rows_in('SELECT "text", "id" FROM "article" WHERE "text" IN', {group.sha256 for group in groups}))
        new_texts: dict[str, tuple[str, str, int]] = {}
        articles: list[tuple[Any, ...]] = []
        sources: list[tuple[str, str]] = []
        accepted: list[Group] = []
        for group in groups:
            known = keys.get(group.key)
            if known and known[1] != group.sha256:
                self._refuse(group.where, self._other_text(group.key))
                continue
            self.places.setdefault(group.key, group.where)
            if known:
                group.id = known[0]
                self.result.present += 1
            elif group.sha256 in texts:
                group.id = texts[group.sha256]
                sources.append((group.key, group.id))
                self.result.same_text += 1
            else:
                articles.append(self._new_article(group))
                new_texts[group.sha256] = (group.sha256, group.text, len(group.text))
                self.result.articles += 1
            texts[group.sha256] = group.id
            keys[group.key] = (group.id, group.sha256)
            accepted.append(group)
        self._insert_articles(new_texts, articles, sources)
        return iter(accepted)

    def _known_keys(self, wanted: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Article id and text digest by key, further keys included."""
        keys = list(dict.fromkeys(wanted))
        found = {row[0]: (row[1], row[2]) for row in self.store.rows_in('SELECT "key", "id", "text" FROM "article" WHERE "key" IN', keys)}
        sql = 'SELECT s."id", a."id", a."text" FROM "source" s JOIN "article" a ON a."id" = s."article" WHERE s."id" IN'
        found.update({row[0]: (row[1], row[2]) for row in self.store.rows_in(sql, keys)})
        return found

    def _other_text(self, key: str) -> str:
        other = self.places.get(key)
        there = f"in {other}" if other else "in the project"
        return f"the key {key!r} stands for another text {there}; give one of them another key"

    def _new_article(self, group: Group) -> tuple[Any, ...]:
        article = group.records[0].item.article
        group.id = group.sha256[:32]
        if self.store.row('SELECT 1 FROM "article" WHERE "id" = ?', (group.id,)):
            group.id = derived("article", group.sha256, group.key)
        self.position += 1
        meta = article.meta
        return (
            group.id, group.key, group.sha256, article.revision, self.position,
            meta.title, meta.source, meta.url, meta.published, meta.language,
        )  # fmt: skip

    def _insert_articles(
        self, texts: dict[str, tuple[str, str, int]], articles: list[tuple[Any, ...]], sources: list[tuple[str, str]]
    ) -> None:
        there = {row[0] for row in self.store.rows_in('SELECT "id" FROM "text" WHERE "id" IN', texts)}
        missing = [row for id, row in texts.items() if id not in there]
        self.store.insert_many("text", ("id", "content", "length"), missing)
        self.store.insert_many("article", COLUMNS["article"], articles)
        for row in articles:
            self.action.note_inserted("article", row[0], row)
        self.store.insert_many("source", COLUMNS["source"], sources)
        for key, article in sources:
            self.action.note_inserted("source", article, (key, article))

    # Layers

    def _layers(self, group: Group) -> Iterator[Incoming]:
        names: dict[str, Where] = {}
        for found in group.records:
            layer = found.item.layer
            if layer is None:
                continue
            if self.override is not None:
                layer.annotator = self.override
            try:
                if not layer.is_gold:
                    check_name(layer.annotator)
                if layer.annotator in names:
                    raise ProjectError(
                        f"two layers of {group.key} would become one, that of {layer.annotator} (the other: "
                        f"{names[layer.annotator]}); import them one after the other under different names"
                    )
                self._check_scheme(layer)
            except WorkbenchError as error:
                self._refuse(found.where, str(error))
                continue
            names[layer.annotator] = found.where
            if layer.empty:
                continue
            annotator = self._annotator(layer.annotator)
            yield Incoming(group, layer, found.where, layer_id(group.id, annotator), annotator)

    def _annotator(self, name: str) -> str:
        if name not in self.annotators:
            before = count(self.store, "annotator")
            self.annotators[name] = self.project.annotator_id(self.action, name)
            if count(self.store, "annotator") > before and name != GOLD:
                self.result.annotators.append(name)
        return self.annotators[name]

    def _check_scheme(self, layer: Layer) -> None:
        """Raise SchemeError where the layer holds what the scheme forbids."""
        scheme = self.scheme
        labels: dict[str, str] = {}
        for span in layer.spans:
            kind = scheme.label(span.label)
            labels[span.id] = span.label
            if span.attributes:
                scheme.check_attributes(span.label, span.attributes)
            if len(span.parts) > 1 and not kind.parts:
                raise SchemeError(f"span {span.id}: a {span.label} has one part only; the scheme allows no more")
        if not scheme.overlaps_free:
            for at, span in enumerate(layer.spans):
                scheme.check_overlap(span, layer.spans[:at])
        for relation in layer.relations:
            scheme.check_relation(relation.type, labels[relation.source], labels[relation.target])
        if layer.attributes:
            scheme.check_article_attributes(layer.attributes)
        for entity in layer.entities:
            scheme.label(entity.label)

    def _not_there_yet(self, incoming: list[Incoming]) -> list[Incoming]:
        """The layers that are new; those whose content came in before are counted, others in their place refused."""
        for item in incoming:
            item.intake = derived("intake", item.id, _body(item.layer))
        seen = {row[0] for row in self.store.rows_in('SELECT "id" FROM "intake" WHERE "id" IN', [item.intake for item in incoming])}
        there = {row[0] for row in self.store.rows_in('SELECT "id" FROM "layer" WHERE "id" IN', [item.id for item in incoming])}
        fresh: dict[str, Incoming] = {}
        for item in incoming:
            if item.intake in seen or (item.id in fresh and fresh[item.id].intake == item.intake):
                self.result.layers_present += 1
            elif item.id in there and self._same_content(item):
                self.result.layers_present += 1
            elif item.id in there or item.id in fresh:
                who = "the gold" if item.layer.is_gold else f"the layer of {item.layer.annotator}"
                self._refuse(item.where, f"{who} on {item.group.key} holds other labels already; import these under another name with --annotator")
            else:
                fresh[item.id] = item
        return list(fresh.values())

    def _same_content(self, item: Incoming) -> bool:
        """Whether the layer in the project says the same, whatever its ids are."""
        stored = read_content(self.store, item.id)
        if stored is None:
            return False
        spans = {(row[2], row[3], row[4], row[5], row[6]) for row in stored.rows["span"]}
        given = {codec.span_row(span, "")[2:7] for span in item.layer.spans}
        ends = {row[0]: (row[2], row[3], row[4]) for row in stored.rows["span"]}
        relations = {(row[2], ends[row[3]], ends[row[4]]) for row in stored.rows["relation"]}
        own = {span.id: (span.label, span.start, span.end) for span in item.layer.spans}
        given_relations = {(link.type, own[link.source], own[link.target]) for link in item.layer.relations}
        attributes = codec.pack_attributes(item.layer.attributes)
        return (spans, relations, stored.layer[3], stored.layer[4]) == (given, given_relations, item.layer.state, attributes)

    # Ids

    def _rename(self, fresh: list[Incoming]) -> None:
        """Keep ids that are free in the project, derive others from layer and id; references follow."""
        taken = {kind: self._taken(kind, fresh) for kind in _IDENTIFIED}
        for _, items in _by_group(fresh):
            renamed: dict[tuple[str, str], str] = {}
            for item in items:
                self._rename_layer(item, taken, renamed)
            if renamed:
                for item in items:
                    item.layer.decisions = [_follow(decision, item.layer, renamed) for decision in item.layer.decisions]

    def _taken(self, kind: str, fresh: list[Incoming]) -> set[str]:
        wanted = {thing.id for item in fresh for thing in _things(item.layer, kind) if thing.id}
        return {row[0] for row in self.store.rows_in(f'SELECT "id" FROM "{kind}" WHERE "id" IN', wanted)}

    def _rename_layer(self, item: Incoming, taken: dict[str, set[str]], renamed: dict[tuple[str, str], str]) -> None:
        layer = item.layer

        def fresh_id(kind: str, id: str, *else_from: object) -> str:
            new = id
            if not id or id in taken[kind]:
                new = derived(kind, item.id, id or else_from)
                while new in taken[kind]:
                    new = derived(kind, item.id, new)
            taken[kind].add(new)
            return new

        entities = {entity.id: fresh_id("entity", entity.id, entity.label, entity.name) for entity in layer.entities}
        spans: dict[str, str] = {}
        changed = any(old != new for old, new in entities.items())
        for at, span in enumerate(layer.spans):
            new = fresh_id("span", span.id, span.label, span.parts)
            if new != span.id or (changed and span.entity):
                if span.id:
                    spans[span.id] = new
                    renamed[layer.annotator, span.id] = new
                layer.spans[at] = replace(span, id=new, entity=entities.get(span.entity or ""))
        layer.entities = [replace(entity, id=entities[entity.id]) for entity in layer.entities]
        self._rename_links(layer, spans, renamed, fresh_id)

    def _rename_links(
        self, layer: Layer, spans: dict[str, str], renamed: dict[tuple[str, str], str], fresh_id: Callable[..., str]
    ) -> None:
        for at, relation in enumerate(layer.relations):
            ends = (spans.get(relation.source, relation.source), spans.get(relation.target, relation.target))
            new = fresh_id("relation", relation.id, relation.type, *ends)
            if relation.id and new != relation.id:
                renamed[layer.annotator, relation.id] = new
            layer.relations[at] = replace(relation, id=new, source=ends[0], target=ends[1])
        layer.comments = [
            replace(comment, id=fresh_id("comment", comment.id, comment.at, comment.text), span=spans.get(comment.span or "", comment.span))
            for comment in layer.comments
        ]

    def _content(self, item: Incoming) -> LayerContent:
        """The layer as rows; gold that came without decisions gets the source ``import``."""
        layer = item.layer
        decisions = list(layer.decisions)
        if layer.is_gold:
            decided = {decision.target for decision in decisions}
            for id in [thing.id for kind in ("span", "relation") for thing in _things(layer, kind)]:
                if id not in decided:
                    sources = (("import", id),)
                    decisions.append(Decision(id, "adjudicated", self.action.actor, "import", self.action.at, sources))
        rows = {
            "entity": [codec.entity_row(entity, item.id) for entity in layer.entities],
            "span": [codec.span_row(span, item.id) for span in layer.spans],
            "relation": [codec.relation_row(relation, item.id) for relation in layer.relations],
            "decision": [
                codec.decision_row(decision, item.id, derived("decision", item.id, at, decision.target))
                for at, decision in enumerate(decisions)
            ],
            "comment": [codec.comment_row(comment, item.id) for comment in layer.comments],
        }
        state = "in_progress" if layer.state == "untouched" else layer.state
        attributes = codec.pack_attributes(layer.attributes)
        return LayerContent((item.id, item.group.id, item.annotator, state, attributes, layer.unresolved), rows)


def _things(layer: Layer, kind: str) -> list[Any]:
    things: dict[str, list[Any]] = {
        "span": layer.spans, "entity": layer.entities, "relation": layer.relations, "comment": layer.comments,
    }  # fmt: skip
    return things[kind]


def _body(layer: Layer) -> str:
    """Everything that a layer says, as one text."""
    parts: list[Any] = [layer.state, codec.pack_attributes(layer.attributes)]
    parts.append([codec.span_row(span, "") for span in layer.spans])
    parts.append([codec.entity_row(entity, "") for entity in layer.entities])
    parts.append([codec.relation_row(relation, "") for relation in layer.relations])
    parts.append([codec.decision_row(decision, "", "") for decision in layer.decisions])
    parts.append([codec.comment_row(comment, "") for comment in layer.comments])
    return codec.pack(parts)


def _by_group(items: list[Incoming]) -> Iterator[tuple[str, list[Incoming]]]:
    groups: dict[str, list[Incoming]] = {}
    for item in items:
        groups.setdefault(item.group.id, []).append(item)
    yield from groups.items()


def _follow(decision: Decision, layer: Layer, renamed: dict[tuple[str, str], str]) -> Decision:
    """The decision with the ids that its target and sources have now."""
    sources = tuple((name, renamed.get((name, id), id)) for name, id in decision.sources)
    return replace(decision, target=renamed.get((layer.annotator, decision.target), decision.target), sources=sources)


__all__ = ["Batch", "Group", "TextError"]
