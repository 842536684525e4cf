"""Ids of what comes in: kept where they are free in the project, else derived; references follow."""

from collections.abc import Iterable, MutableSequence
from typing import Any

from workbench.model.layer import Decision, Layer
from workbench.project.ids import derived
from workbench.project.incoming import Incoming

KINDS = ("span", "entity", "relation", "comment")

Taken = dict[str, set[str]]


def things(layer: Layer, kind: str) -> MutableSequence[Any]:
    """All of a layer that is of one kind."""
    by_kind: dict[str, MutableSequence[Any]] = {
        "span": layer.spans, "entity": layer.entities, "relation": layer.relations, "comment": layer.comments,
    }  # fmt: skip
    return by_kind[kind]


def given_ids(items: Iterable[Incoming], kind: str) -> set[str]:
    """The ids that the input gives to things of one kind."""
    return {thing.id for item in items for thing in things(item.layer, kind) if thing.id}


def settle_ids(items: Iterable[Incoming], taken: Taken) -> None:
    """Give every thing an id that is free. ``taken`` holds, by kind, the ids of the project; those given are added."""
    for layers in _by_article(items):
        renaming = _Renaming(taken)
        changed = [item for item in layers if not _keep_ids(item.layer, taken)]
        for item in changed:
            renaming.rename(item)
        if renaming.renamed:  # gold may lean on any layer of its article
            changed = layers
            for item in layers:
                item.layer.decisions = [renaming.follow(decision, item.layer) for decision in item.layer.decisions]
        for item in changed:
            item.renew()


def _by_article(items: Iterable[Incoming]) -> Iterable[list[Incoming]]:
    groups: dict[str, list[Incoming]] = {}
    for item in items:
        groups.setdefault(item.group.id, []).append(item)
    return groups.values()


def _keep_ids(layer: Layer, taken: Taken) -> bool:
    """Whether every id is given and free; if so, they are taken now."""
    ids = {kind: [thing.id for thing in things(layer, kind)] for kind in KINDS}
    for kind, own in ids.items():
        if "" in own or len(set(own)) < len(own) or not taken[kind].isdisjoint(own):
            return False
    for kind, own in ids.items():
        taken[kind].update(own)
    return True


class _Renaming:
    """The layers of one article that can't keep their ids; ``renamed`` is by annotator and former id."""

    def __init__(self, taken: Taken) -> None:
        self.taken = taken
        self.renamed: dict[tuple[str, str], str] = {}

    def rename(self, item: Incoming) -> None:
        """Give free ids to all that ``item`` holds."""
        layer = item.layer
        entities = {
            entity.id: self._free(item, "entity", entity.id, entity.label, entity.name) for entity in layer.entities
        }
        spans = {}
        for at, span in enumerate(layer.spans):
            spans[span.id] = new = self._free(item, "span", span.id, span.label, span.parts)
            layer.spans[at] = span._replace(id=new, entity=entities.get(span.entity or ""))
        self._note(layer, spans)
        layer.entities = [entity._replace(id=entities[entity.id]) for entity in layer.entities]
        self._rename_links(item, spans)

    def _rename_links(self, item: Incoming, spans: dict[str, str]) -> None:
        layer = item.layer
        relations = {}
        for at, relation in enumerate(layer.relations):
            ends = (spans[relation.source], spans[relation.target])
            relations[relation.id] = new = self._free(item, "relation", relation.id, relation.type, *ends)
            layer.relations[at] = relation._replace(id=new, source=ends[0], target=ends[1])
        self._note(layer, relations)
        for at, comment in enumerate(layer.comments):
            new = self._free(item, "comment", comment.id, comment.at, comment.text)
            layer.comments[at] = comment._replace(id=new, span=spans[comment.span] if comment.span else None)

    def _free(self, item: Incoming, kind: str, id: str, *else_from: object) -> str:
        new, taken = id, self.taken[kind]
        if not id or id in taken:
            new = derived(kind, item.id, id or else_from)
            while new in taken:
                new = derived(kind, item.id, new)
        taken.add(new)
        return new

    def _note(self, layer: Layer, ids: dict[str, str]) -> None:
        self.renamed |= {(layer.annotator, old): new for old, new in ids.items() if old and old != new}

    def follow(self, decision: Decision, layer: Layer) -> Decision:
        """The decision with the ids that its target and sources have now."""
        sources = tuple((name, self.renamed.get((name, id), id)) for name, id in decision.sources)
        target = self.renamed.get((layer.annotator, decision.target), decision.target)
        return decision._replace(target=target, sources=sources)
