"""One batch of an import: what is there already is looked up at once, the rest goes in as bulk rows."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from workbench.errors import ProjectError, WorkbenchError
from workbench.formats.base import Found, Refusal, Where
from workbench.model.layer import GOLD, Decision, Layer
from workbench.model.layer_check import check_layer
from workbench.project.facade import Project, check_name
from workbench.project.ids import derived
from workbench.project.import_ids import KINDS, given_ids, settle_ids, things
from workbench.project.incoming import Group, Incoming
from workbench.store import codec, names
from workbench.store.action import Action, bulk_insert, read_content
from workbench.store.articles import count
from workbench.store.database import Store
from workbench.store.listing import last_place, list_many
from workbench.store.tables import COLUMNS

if TYPE_CHECKING:
    from workbench.project.importing import ImportReport


def known_keys(store: Store, wanted: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Article id and text digest by key, further keys included."""
    keys = list(dict.fromkeys(wanted))
    sql = 'SELECT "key", "id", "text" FROM "article" WHERE "key" IN'
    found = {row[0]: (row[1], row[2]) for row in store.rows_in(sql, keys)}
    sql = 'SELECT s."id", a."id", a."text" FROM "source" s JOIN "article" a ON a."id" = s."article" WHERE s."id" IN'
    found.update({row[0]: (row[1], row[2]) for row in store.rows_in(sql, keys)})
    return found


def known_texts(store: Store, digests: Iterable[str]) -> dict[str, str]:
    """Article id by text digest."""
    return dict(store.rows_in('SELECT "text", "id" FROM "article" WHERE "text" IN', digests))


def other_text(key: str, other: Where | None) -> str:
    """Why an article can't come in whose key is taken, by what stands at ``other`` or in the project."""
    there = f"in {other}" if other else "in the project"
    return f"the key {key!r} stands for another text {there}; give one of them another key"


def become_one(key: str, name: str, other: Where) -> str:
    """Why a layer can't come in beside another of the same name."""
    return (
        f"two layers of {key} would become one, that of {name} (the other: {other}); "
        "import them one after the other under different names"
    )


class Batch:
    """Writes groups of records; lives as long as the import, so that it knows what the import itself brought in."""

    def __init__(self, project: Project, action: Action, layer: str | None, result: "ImportReport") -> None:
        self.project = project
        self.store = project.store
        self.action = action
        self.override = layer
        self.result = result
        self.scheme = project.scheme
        self.position = last_place(self.store)
        self.places: dict[str, Where] = {}  # where the import itself met a key
        self.annotators: dict[str, str] = {}
        self.renamed = bool(names.since(self.store, 0))  # whether anybody ever was
        self.present: dict[str, str] = {}

    def write(self, groups: list[Group]) -> None:
        """Put a batch in; what is refused is noted in the report and left out."""
        groups = [group for group in groups if self._checked(group)]
        for group in groups:
            group.sha256 = group.records[0].item.article.sha256
        accepted = self._articles(groups)
        incoming = [item for group in accepted for item in self._layers(group)]
        fresh = self._not_there_yet(incoming)
        settle_ids(fresh, {kind: self._there(kind, given_ids(fresh, kind)) for kind in KINDS})
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
        self.result.refuse(Refusal(where, reason))

    # Articles

    def _articles(self, groups: list[Group]) -> list[Group]:
        """Groups whose article is there or goes in now."""
        keys = known_keys(self.store, (group.key for group in groups))
        digests = {group.sha256 for group in groups}
        texts = known_texts(self.store, digests)
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

    def _other_text(self, key: str) -> str:
        return other_text(key, self.places.get(key))

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
        list_many(self.store, articles, {id: text for id, text, _ in texts.values()})
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
            raise ProjectError(become_one(key, layer.annotator, names[layer.annotator]))
        check_layer(self.scheme, layer)

    def _layers(self, group: Group) -> Iterator[Incoming]:
        for found in group.records:
            layer = found.item.layer
            if layer is not None and not layer.empty:
                item = Incoming.of(group, layer, found.where, self._annotator(layer.annotator))
                if self.renamed:
                    self._under_present_names(item)
                yield item

    def _under_present_names(self, item: Incoming) -> None:
        """A file from before says in decisions and comments what people were called then."""
        layer, now = item.layer, self._present
        layer.decisions = [
            decision._replace(by=now(decision.by), sources=tuple((now(name), id) for name, id in decision.sources))
            for decision in layer.decisions
        ]
        layer.comments = [comment._replace(by=now(comment.by)) for comment in layer.comments]
        item.renew()

    def _present(self, name: str) -> str:
        if name not in self.present:
            self.present[name] = self.project.renamed(name) or name
        return self.present[name]

    def _annotator(self, name: str) -> str:
        if name not in self.annotators:
            before = count(self.store, "annotator")
            self.annotators[name] = self.project.annotator_id(self.action, name)
            if count(self.store, "annotator") > before and name != GOLD:
                self.result.annotators.append(name)
        return self.annotators[name]

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

    def _source_gold(self, fresh: list[Incoming]) -> None:
        """Gold that came without decisions gets the source ``import``."""
        actor, now = self.action.actor, self.action.at
        for item in fresh:
            if not item.layer.is_gold:
                continue
            decisions = item.layer.decisions
            decided = {decision.target for decision in decisions}
            ids = [thing.id for kind in ("span", "relation") for thing in things(item.layer, kind)]
            open = [id for id in ids if id not in decided]
            if open:
                decisions += [Decision(id, "adjudicated", actor, "import", now, (("import", id),)) for id in open]
                item.renew()
