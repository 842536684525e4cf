"""What is said, who says it and the word that tells so: tagged and linked together, as one action."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from workbench.errors import ProjectError, SchemeError
from workbench.model.proposals import propose
from workbench.model.relation import Relation
from workbench.model.scheme import Attribution, Label
from workbench.model.span import NO_ATTRIBUTES, Extent, Parts, Span, check_parts
from workbench.model.speaker_status import status_of, status_value
from workbench.project.at_work import AtWork
from workbench.project.layer_edit import LayerEdit
from workbench.store import articles as stored
from workbench.store import codec
from workbench.store.action import new_id
from workbench.store.database import quoted
from workbench.store.tables import COLUMNS
from workbench.words import with_article


class DoneAttribution(NamedTuple):
    """An attribution that was committed, in words.

    ``content`` is the span of what is said as it is now, ``spans`` are all that came or were changed, ``changed_ids``
    those of them that were there before; ``relations`` came, ``removed`` are the ids of those that went.
    """

    article: str
    words: str
    content: Span
    spans: list[Span]
    changed_ids: set[str]
    relations: list[Relation]
    removed: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.spans or self.relations or self.removed)


class Attributing(AtWork):
    """The part of labelling that says in one go who says what."""

    def attribute(
        self, key: str, label: str, content: Iterable[Extent], speaker: Extent | None, cue: Extent | None
    ) -> DoneAttribution:
        """Tag ``content`` with ``label``, its speaker and its cue, and link them as the scheme's attribution says.

        A span that stands exactly there already is taken, not doubled; another speaker or cue that the content had
        gives way where only one may be. The content starts with what its label proposes, and has the status that the
        speaker's words tell. ``speaker`` is None where nobody is told of: a speaker that it had goes. Where ``cue`` is
        None, one that it had stays.
        """
        attribution = self.scheme.attribution(label)
        if attribution is None:
            raise SchemeError(f"the scheme {self.scheme.name} does not say who speaks for {label}")
        article = self.project.article(key)
        places = {attribution.speaker: speaker}
        if attribution.cue is not None and cue is not None:
            places[attribution.cue] = cue
        for extent in filter(None, places.values()):
            check_parts([extent], len(article.text))
        with self._edit("attribute") as edit:
            whole = _Whole(edit, edit.article(key)[0], attribution, article.text)
            words = edit.action.words = whole.carry_out(edit.parts(label, content, len(article.text)), places)
            found, _ = edit.key_and_length(whole.article)
        return whole.done(found, words)


class _Whole:
    """One attribution on its way into a layer."""

    def __init__(self, edit: LayerEdit, article: str, attribution: Attribution, text: str) -> None:
        self.edit, self.article, self.attribution, self.text = edit, article, attribution, text
        self.label = edit.scheme.label(attribution.label)
        row = stored.layer_row(edit.store, article, edit.annotator)
        self.layer: str | None = row[0] if row else None
        self.content = Span("", "", ((0, 1),))
        self.spans: dict[str, Span] = {}
        self.changed_ids: set[str] = set()
        self.relations: list[Relation] = []
        self.removed: list[str] = []
        self._began = False

    def carry_out(self, parts: Parts, places: dict[str, Extent | None]) -> str:
        """Write what is missing; gives what was done in words."""
        status = self._status(places[self.attribution.speaker])
        self.content = self._content(parts, status)
        for kind, extent in places.items():
            self._link(kind, extent)
        place = f"{self.label.name} {parts[0][0]}-{parts[-1][1]}"
        if not self._began:
            return f"left {place} as it was"
        what = " and ".join(kind for kind, extent in places.items() if extent is not None)
        return f"tagged {place} with its {what}" if what else f"tagged {place}"

    def done(self, key: str, words: str) -> DoneAttribution:
        """What came of it."""
        return DoneAttribution(
            key, words, self.content, list(self.spans.values()), self.changed_ids, self.relations, tuple(self.removed)
        )

    def _begin(self) -> str:
        """The layer's id; from now on something is written."""
        if not self._began:
            self.layer = self.edit.layer(self.article)
            self._began = True
        assert self.layer is not None
        return self.layer

    def _status(self, speaker: Extent | None) -> dict[str, Any]:
        if self.attribution.status is None:
            return {}
        value = status_value(self.label, self.attribution, status_of(self.text, speaker))
        return {self.attribution.status: value} if value is not None else {}

    def _content(self, parts: Parts, status: dict[str, Any]) -> Span:
        held = self._held((self.label.name,), parts)
        if held is None:
            return self._add(self.label, parts, {**propose(self.label, self.text, parts), **status})
        values = {**held.attributes, **status}
        if values == dict(held.attributes):
            return held
        self.edit.scheme.check_attributes(self.label.name, values)
        changed = held._replace(attributes=values)
        layer = self._begin()
        row = self.edit.action.get("span", held.id)
        assert row is not None
        fields = dict(zip(row, codec.span_row(changed, layer)))
        self.edit.action.update("span", self.article, row, **fields)
        self.spans[held.id] = changed
        self.changed_ids.add(held.id)
        return changed

    def _held(self, labels: tuple[str, ...], parts: Parts) -> Span | None:
        """The span with one of these labels that has exactly these parts, the first label's first."""
        if self.layer is None:
            return None
        sql = (
            f'SELECT {quoted(COLUMNS["span"])} FROM "span" WHERE "layer" = ? AND "start" = ? AND "end" = ?'
            f' AND "parts" = ? AND "label" IN ({", ".join("?" * len(labels))})'
        )
        rows = self.edit.store.rows(sql, (self.layer, parts[0][0], parts[-1][1], codec.pack_parts(parts), *labels))
        found = sorted((codec.to_span(row) for row in rows), key=lambda span: (labels.index(span.label), span.id))
        return found[0] if found else None

    def _add(self, label: Label, parts: Parts, values: dict[str, Any]) -> Span:
        self.edit.scheme.check_attributes(label.name, values)
        span = Span(new_id(), label.name, parts, values or NO_ATTRIBUTES)
        layer = self._begin()
        self.edit.check_place(layer, span)
        self.edit.action.insert("span", self.article, *codec.span_row(span, layer))
        self.spans[span.id] = span
        return span

    def _link(self, kind: str, extent: Extent | None) -> None:
        """Let the content lead to a span over ``extent``, or to none, by a relation of that kind."""
        target = self._target(kind, extent) if extent is not None else None
        held = self.edit.led_to(self.layer, kind, self.content.id) if self.layer is not None else []
        if target is not None and target.id in [end for _, end in held]:
            return
        at_most = self.edit.scheme.relation(kind).at_most
        if at_most == 1 or target is None:
            for id, _ in held:
                self._begin()
                self.edit.delete("relation", self.article, id)
                self.removed.append(id)
        elif at_most is not None and len(held) >= at_most:
            raise SchemeError(f"{with_article(self.label.name)} has at most {at_most} {kind}; remove another one first")
        if target is not None:
            self.edit.scheme.check_relation(kind, self.label.name, target.label)
            relation = Relation(new_id(), kind, self.content.id, target.id)
            row = (relation.id, self._begin(), kind, relation.source, relation.target)
            self.edit.action.insert("relation", self.article, *row, codec.pack_attributes(NO_ATTRIBUTES))
            self.relations.append(relation)

    def _target(self, kind: str, extent: Extent) -> Span:
        """The span to lead to: one that is there, else a new one of the first label that may be."""
        labels = self.edit.scheme.relation(kind).targets
        held = self._held(labels, (extent,))
        if held is not None:
            if held.id == self.content.id:
                raise ProjectError(f"the {self.label.name} can't be its own {kind}; choose another extent")
            return held
        kinds = [self.edit.scheme.label(name) for name in labels]
        label = next((item for item in kinds if not item.off), kinds[0])
        return self._add(label, (extent,), dict(propose(label, self.text, (extent,))))
