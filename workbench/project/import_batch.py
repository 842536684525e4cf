"""One batch of an import: what is there already is looked up at once, the rest goes in as bulk rows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.errors import ProjectError, SchemeError, TextError, WorkbenchError
from workbench.formats.base import Found, Refusal, Where
from workbench.model.layer import GOLD, Decision, Layer
from workbench.model.span import Span
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
    """A layer on its way in, with its rows, and the same packed for the journal."""

    group: Group
    layer: Layer
    where: Where
    id: str
    annotator: str
    content: LayerContent
    packed: str
    intake: str

    @classmethod
    def of(cls, group: Group, layer: Layer, where: Where, annotator: str) -> "Incoming":
        """``intake`` stands for what came in, whatever ids it gets here."""
        id = layer_id(group.id, annotator)
        content = _content(layer, id, group.id, annotator)
        packed = content.pack()
        return cls(group, layer, where, id, annotator, content, packed, derived("intake", packed))

    def renew(self) -> None:
        """Make the rows again, after the layer was changed."""
        self.content = _content(self.layer, self.id, self.group.id, self.annotator)
        self.packed = self.content.pack()


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
        groups = [group for group in groups if self._checked(group)]
        for group in groups:
            group.sha256 = group.records[0].item.article.sha256
        accepted = self._articles(groups)
        incoming = [item for group in accepted for item in self._layers(group)]
        fresh = self._not_there_yet(incoming)
        self._rename(fresh)
        self._source_gold(fresh)
        bulk_insert(self.store, [item.content for item in fresh])
        for item in fresh:
            self.action.note_content(item.group.id, item.id, item.packed)
            self.result.layers += 1
            self.result.spans += len(item.layer.spans)
        rows = [(item.intake, item.id) for item in fresh]
        self.store.insert_many("intake", COLUMNS["intake"], rows)
        for item, row in zip(fresh, rows):
            self.action.note_inserted("intake", item.group.id, row)

    def _refuse(self, where: Where, reason: str) -> None:
        self.result.refused.append(Refusal(where, reason))

    # Articles

    def _articles(self, groups: list[Group]) -> list[Group]:
        """Groups whose article is there or goes in now."""
        keys = self._known_keys(group.key for group in groups)
        digests = {group.sha256 for group in groups}
        texts = dict(self.store.rows_in('SELECT "text", "id" FROM "article" WHERE "text" IN', digests))
        taken = self._there("article", {digest[:32] for digest in digests})
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
                articles.append(self._new_article(group, taken))
                new_texts[group.sha256] = (group.sha256, group.text, len(group.text))
                self.result.articles += 1
            texts[group.sha256] = group.id
            keys[group.key] = (group.id, group.sha256)
            accepted.append(group)
        self._insert_articles(new_texts, articles, sources)
        return accepted

    def _there(self, table: str, ids: Iterable[str]) -> set[str]:
        """Those of ``ids`` that have a row."""
        return {row[0] for row in self.store.rows_in(f'SELECT "id" FROM "{table}" WHERE "id" IN', ids)}

    def _known_keys(self, wanted: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Article id and text digest by key, further keys included."""
        keys = list(dict.fromkeys(wanted))
        sql = 'SELECT "key", "id", "text" FROM "article" WHERE "key" IN'
        found = {row[0]: (row[1], row[2]) for row in self.store.rows_in(sql, keys)}
        sql = 'SELECT s."id", a."id", a."text" FROM "source" s JOIN "article" a ON a."id" = s."article" WHERE s."id" IN'
        found.update({row[0]: (row[1], row[2]) for row in self.store.rows_in(sql, keys)})
        return found

    def _other_text(self, key: str) -> str:
        other = self.places.get(key)
        there = f"in {other}" if other else "in the project"
        return f"the key {key!r} stands for another text {there}; give one of them another key"

    def _new_article(self, group: Group, taken: set[str]) -> tuple[Any, ...]:
        article = group.records[0].item.article
        group.id = group.sha256[:32]
        if group.id in taken:
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
        there = self._there("text", texts)
        missing = [row for id, row in texts.items() if id not in there]
        self.store.insert_many("text", ("id", "content", "length"), missing)
        self.store.insert_many("article", COLUMNS["article"], articles)
        for row in articles:
            self.action.note_inserted("article", row[0], row)
        self.store.insert_many("source", COLUMNS["source"], sources)
        for key, article in sources:
            self.action.note_inserted("source", article, (key, article))

    # Layers

    def _checked(self, group: Group) -> bool:
        """Refuse the records of a group that can't come in; whether any is left."""
        names: dict[str, Where] = {}
        kept: list[Found] = []
        for found in group.records:
            try:
                if found.item.layer is not None:
                    self._check_layer(group.key, found.item.layer, names)
                    names[found.item.layer.annotator] = found.where
            except WorkbenchError as error:
                self._refuse(found.where, str(error))
            else:
                kept.append(found)
        group.records = kept
        return bool(kept)

    def _check_layer(self, key: str, layer: Layer, names: dict[str, Where]) -> None:
        if self.override is not None:
            layer.annotator = self.override
        if not layer.is_gold:
            check_name(layer.annotator)
        if layer.annotator in names:
            raise ProjectError(
                f"two layers of {key} would become one, that of {layer.annotator} (the other: "
                f"{names[layer.annotator]}); import them one after the other under different names"
            )
        self._check_scheme(layer)

    def _layers(self, group: Group) -> Iterator[Incoming]:
        for found in group.records:
            layer = found.item.layer
            if layer is not None and not layer.empty:
                yield Incoming.of(group, layer, found.where, self._annotator(layer.annotator))

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
            self._check_overlaps(layer)
        for relation in layer.relations:
            scheme.check_relation(relation.type, labels[relation.source], labels[relation.target])
            if relation.attributes:
                scheme.check_relation_attributes(relation.type, relation.attributes)
        if layer.attributes:
            scheme.check_article_attributes(layer.attributes)
        for entity in layer.entities:
            scheme.label(entity.label)

    def _check_overlaps(self, layer: Layer) -> None:
        """Each span against those before it that reach into it; ids may still be missing, so places stand in."""
        reaching: list[Span] = []
        for at, span in enumerate(sorted(layer.spans, key=lambda span: span.order)):
            reaching = [other for other in reaching if other.end > span.start]
            named = span._replace(id=str(at))
            self.scheme.check_overlap(named, reaching)
            reaching.append(named)

    def _not_there_yet(self, incoming: list[Incoming]) -> list[Incoming]:
        """The layers that are new; those whose content came in before are counted, others in their place refused."""
        seen = self._there("intake", [item.intake for item in incoming])
        there = self._there("layer", [item.id for item in incoming])
        fresh: dict[str, Incoming] = {}
        for item in incoming:
            twice = item.id in fresh and fresh[item.id].intake == item.intake
            if item.intake in seen or twice or (item.id in there and self._same_content(item)):
                self.result.layers_present += 1
            elif item.id in there or item.id in fresh:
                who = "the gold" if item.layer.is_gold else f"the layer of {item.layer.annotator}"
                what = f"{who} on {item.group.key} holds other labels already"
                self._refuse(item.where, f"{what}; import these under another name with --annotator")
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
        state = item.layer.state
        return (spans, relations, stored.layer[3], stored.layer[4]) == (given, given_relations, state, attributes)

    # Ids

    def _rename(self, fresh: list[Incoming]) -> None:
        """Keep ids that are free in the project, derive others from layer and id; references follow."""
        taken = {kind: self._taken(kind, fresh) for kind in _IDENTIFIED}
        for items in _by_group(fresh):
            renamed: dict[tuple[str, str], str] = {}
            changed: list[Incoming] = []
            for item in items:
                if not _keep_ids(item.layer, taken):
                    self._rename_layer(item, taken, renamed)
                    changed.append(item)
            if renamed:
                changed = items
                for item in items:
                    item.layer.decisions = [_follow(decision, item.layer, renamed) for decision in item.layer.decisions]
            for item in changed:
                item.renew()

    def _taken(self, kind: str, fresh: list[Incoming]) -> set[str]:
        return self._there(kind, {thing.id for item in fresh for thing in _things(item.layer, kind) if thing.id})

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
                layer.spans[at] = span._replace(id=new, entity=entities.get(span.entity or ""))
        layer.entities = [entity._replace(id=entities[entity.id]) for entity in layer.entities]
        self._rename_links(layer, spans, renamed, fresh_id)

    def _rename_links(
        self, layer: Layer, spans: dict[str, str], renamed: dict[tuple[str, str], str], fresh_id: Callable[..., str]
    ) -> None:
        for at, relation in enumerate(layer.relations):
            ends = (spans.get(relation.source, relation.source), spans.get(relation.target, relation.target))
            new = fresh_id("relation", relation.id, relation.type, *ends)
            if relation.id and new != relation.id:
                renamed[layer.annotator, relation.id] = new
            layer.relations[at] = relation._replace(id=new, source=ends[0], target=ends[1])
        for at, comment in enumerate(layer.comments):
            new = fresh_id("comment", comment.id, comment.at, comment.text)
            layer.comments[at] = comment._replace(id=new, span=spans.get(comment.span or "", comment.span))

    def _source_gold(self, fresh: list[Incoming]) -> None:
        """Gold that came without decisions gets the source ``import``."""
        actor, now = self.action.actor, self.action.at
        for item in fresh:
            if not item.layer.is_gold:
                continue
            decisions = item.layer.decisions
            decided = {decision.target for decision in decisions}
            ids = [thing.id for kind in ("span", "relation") for thing in _things(item.layer, kind)]
            open = [id for id in ids if id not in decided]
            if open:
                decisions += [Decision(id, "adjudicated", actor, "import", now, (("import", id),)) for id in open]
                item.renew()


def _content(layer: Layer, id: str, article: str, annotator: str) -> LayerContent:
    """The layer as rows."""
    rows = {
        "entity": [codec.entity_row(entity, id) for entity in layer.entities],
        "span": [codec.span_row(span, id) for span in layer.spans],
        "relation": [codec.relation_row(relation, id) for relation in layer.relations],
        "decision": [
            codec.decision_row(decision, id, derived("decision", id, at, decision.target))
            for at, decision in enumerate(layer.decisions)
        ],
        "comment": [codec.comment_row(comment, id) for comment in layer.comments],
    }
    state = "in_progress" if layer.state == "untouched" else layer.state
    attributes = codec.pack_attributes(layer.attributes)
    return LayerContent((id, article, annotator, state, attributes, layer.unresolved), rows)


def _keep_ids(layer: Layer, taken: dict[str, set[str]]) -> bool:
    """Whether every id is given and free; if so, they are taken now."""
    ids = {kind: [thing.id for thing in _things(layer, kind)] for kind in _IDENTIFIED}
    for kind, own in ids.items():
        if "" in own or len(set(own)) < len(own) or not taken[kind].isdisjoint(own):
            return False
    for kind, own in ids.items():
        taken[kind].update(own)
    return True


def _things(layer: Layer, kind: str) -> list[Any]:
    things: dict[str, list[Any]] = {
        "span": layer.spans, "entity": layer.entities, "relation": layer.relations, "comment": layer.comments,
    }  # fmt: skip
    return things[kind]


def _by_group(items: list[Incoming]) -> Iterable[list[Incoming]]:
    groups: dict[str, list[Incoming]] = {}
    for item in items:
        groups.setdefault(item.group.id, []).append(item)
    return groups.values()


def _follow(decision: Decision, layer: Layer, renamed: dict[tuple[str, str], str]) -> Decision:
    """The decision with the ids that its target and sources have now."""
    sources = tuple((name, renamed.get((name, id), id)) for name, id in decision.sources)
    return decision._replace(target=renamed.get((layer.annotator, decision.target), decision.target), sources=sources)


__all__ = ["Batch", "Group", "TextError"]
