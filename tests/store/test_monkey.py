"""Two annotators, an importer and an adjudicator do, undo and redo anything; a plain model keeps up with them."""

import copy
import itertools
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from support.build import bring, everything, record

from workbench.errors import ConflictError, WorkbenchError
from workbench.model.layer import Layer
from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.project.reviewing import adjudicate
from workbench.store.journal import replay
from workbench.store.opening import create

TEXTS = {"a": "Ada \U0001f600 said “go” to Bob.", "b": "Nobody came.\r\nAll went."}
NAMES = st.sampled_from(["ann", "bob"])
KEYS = st.sampled_from(list(TEXTS))
LABELS = st.sampled_from(["actor", "event", "actor", "quote"])  # of actors more can be said
Content = dict[tuple[str, str], Any]  # by article and annotator; a missing layer is no layer


def told(layer: Layer) -> Any:
    """A layer as plain data."""
    return {
        "state": layer.state,
        "attributes": dict(layer.attributes),
        "spans": {span.id: (span.label, span.parts, dict(span.attributes), span.entity) for span in layer.spans},
        "relations": {item.id: (item.type, item.source, item.target) for item in layer.relations},
        "entities": {item.id: (item.label, item.name, item.external_id) for item in layer.entities},
        "comments": {item.id: (item.text, item.span) for item in layer.comments},
        "decisions": sorted((item.target, item.outcome, item.rule, item.sources) for item in layer.decisions),
        "unresolved": layer.unresolved,
    }


def without(layer: Any, spans: set[str]) -> None:
    """Take spans out, with what goes with them; an entity of which only the name is known with its last mention."""
    meant = {layer["spans"][id][3] for id in spans}
    layer["spans"] = {id: item for id, item in layer["spans"].items() if id not in spans}
    layer["relations"] = {id: item for id, item in layer["relations"].items() if not spans & {*item}}
    layer["comments"] = {id: item for id, item in layer["comments"].items() if item[1] not in spans}
    drop_bare(layer, meant)


def drop_bare(layer: Any, entities: set[Any]) -> None:
    """Take those of the entities out that are nothing but a name any more."""
    held = {item[3] for item in layer["spans"].values()}
    for id in (entities & {*layer["entities"]}) - held:
        if layer["entities"][id][2] is None:
            del layer["entities"][id]


class Monkey(RuleBasedStateMachine):
    """The model: what is in each layer, and for each person what they did and what they undid."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "p.workbench"
        self.model: Content = {}
        self.articles: set[str] = set()
        self.done: dict[str, list[tuple[Content, Content]]] = {}
        self.undone: dict[str, list[tuple[Content, Content]]] = {}
        self.imports = 0
        numbers = itertools.count()
        # Ids in the order in which they are made, so that Hypothesis finds the same ones again.
        self.ids = [
            patch(f"workbench.project.{module}.new_id", lambda: f"{next(numbers):04}")
            for module in ("labelling", "many", "entities")
        ]
        for one in self.ids:
            one.start()

    @initialize()
    def start(self) -> None:
        self.project = Project.create(self.path)
        bring(self.project, Path(self.folder.name), [record(key, text) for key, text in TEXTS.items()], actor="setup")

    def stored(self) -> Content:
        """What the project holds: layers, and flags as if they were layers of their own."""
        rows = self.project.article_rows("gold")
        layers = {(row.key, layer.annotator): told(layer) for row in rows for layer in self.project.layers(row.key)}
        for name in ("ann", "bob"):
            flagged = [row.key for row in self.project.article_rows(name) if row.flagged]
            layers |= {(key, f"flag of {name}"): True for key in flagged}
        return layers

    def act(self, actor: str, change: Callable[[], Any], expect: Callable[[Content], None] | None = None) -> None:
        """Carry an action out and note what it changed; a refused one changes nothing."""
        before, entries = copy.deepcopy(self.model), self.count()
        try:
            change()
        except WorkbenchError:
            assert self.count() == entries
            return
        if expect:
            expect(self.model)
        else:
            self.model = self.stored()
        if self.count() == entries:
            assert self.model == before
            return
        assert self.count() == entries + 1
        touched = {key for key in {*before, *self.model} if before.get(key) != self.model.get(key)}
        delta = (
            {key: before.get(key) for key in touched},
            {key: copy.deepcopy(self.model.get(key)) for key in touched},
        )
        self.done.setdefault(actor, []).append(delta)
        self.undone[actor] = []

    def count(self) -> int:
        row = self.project.store.row('SELECT COUNT(*) FROM "entry"')
        assert row is not None
        return int(row[0])

    def layer(self, name: str, key: str) -> Any:
        return self.model.setdefault((key, name), told(Layer(name, "in_progress")))

    def pick(self, data: st.DataObject, name: str, kind: str) -> tuple[str, str] | None:
        """One of the person's things: its article and id."""
        mine = sorted(
            (key, id) for (key, who), layer in self.model.items() if who == name and layer for id in layer[kind]
        )
        return data.draw(st.sampled_from(mine)) if mine else None

    def edited(self, name: str, key: str, reopen: bool = True) -> Any:
        layer = self.layer(name, key)
        if reopen:
            layer["state"] = "in_progress"
        return layer

    @rule(name=NAMES, key=KEYS, label=LABELS, start=st.integers(0, 8), length=st.integers(1, 4), more=st.booleans())
    def add(self, name: str, key: str, label: str, start: int, length: int, more: bool) -> None:
        parts = [(start, start + length), *([(start + length + 1, start + length + 2)] if more else [])]
        work = Labelling(self.project, name)
        made: list[str] = []

        def expect(model: Content) -> None:
            self.edited(name, key)["spans"][made[0]] = (label, tuple(parts), {}, None)

        self.act(name, lambda: made.append(work.add(key, parts, label).id), expect)

    @rule(name=NAMES, keys=st.sets(KEYS), label=LABELS, starts=st.lists(st.integers(0, 8), max_size=4))
    def add_many(self, name: str, keys: set[str], label: str, starts: list[int]) -> None:
        places = {key: [((at, at + 2),) for at in starts] for key in sorted(keys)}
        made: dict[str, list[Any]] = {}

        def expect(model: Content) -> None:
            for key in places:
                there = {
                    item[1] for item in self.model.get((key, name), {"spans": {}})["spans"].values() if item[0] == label
                }
                wanted = set(places[key]) - there
                assert {span.parts for span in made.get(key, [])} == wanted
                if wanted:
                    spans = {span.id: (label, span.parts, {}, None) for span in made[key]}
                    self.edited(name, key)["spans"] |= spans

        self.act(name, lambda: made.update(Labelling(self.project, name).add_many(label, places).spans), expect)

    @rule(
        name=NAMES,
        data=st.data(),
        start=st.integers(0, 8),
        length=st.integers(1, 4),
        kind=st.sampled_from(["direct", "mixed", None]),
    )
    def change(self, name: str, data: st.DataObject, start: int, length: int, kind: str | None) -> None:
        if (picked := self.pick(data, name, "spans")) is None:
            return
        key, id = picked
        label, _, attributes, entity = self.model[key, name]["spans"][id]
        given = {"type": kind} if label == "quote" else {}

        def expect(model: Content) -> None:
            merged = {field: value for field, value in {**attributes, **given}.items() if value is not None}
            changed = (label, ((start, start + length),), merged, entity)
            if changed != self.model[key, name]["spans"][id]:
                self.edited(name, key)["spans"][id] = changed

        self.act(
            name,
            lambda: Labelling(self.project, name).change(id, parts=[(start, start + length)], attributes=given),
            expect,
        )

    @rule(name=NAMES, data=st.data(), label=LABELS)
    def relabel(self, name: str, data: st.DataObject, label: str) -> None:
        if picked := self.pick(data, name, "spans"):
            self.act(name, lambda: Labelling(self.project, name).change(picked[1], label=label))

    @rule(name=NAMES, data=st.data())
    def remove(self, name: str, data: st.DataObject) -> None:
        if (picked := self.pick(data, name, "spans")) is None:
            return
        key, id = picked

        def expect(model: Content) -> None:
            without(self.edited(name, key), {id})

        self.act(name, lambda: Labelling(self.project, name).remove(id), expect)

    @rule(name=NAMES, data=st.data())
    def relate(self, name: str, data: st.DataObject) -> None:
        source, target = self.pick(data, name, "spans"), self.pick(data, name, "spans")
        made: list[str] = []
        if source and target:

            def expect(model: Content) -> None:
                self.edited(name, source[0])["relations"][made[0]] = ("speaker", source[1], target[1])

            self.act(
                name,
                lambda: made.append(Labelling(self.project, name).relate("speaker", source[1], target[1]).id),
                expect,
            )

    @rule(name=NAMES, data=st.data(), outside=st.sampled_from([None, "Q1"]))
    def mean(self, name: str, data: st.DataObject, outside: str | None) -> None:
        if (picked := self.pick(data, name, "spans")) is None:
            return
        key = picked[0]
        spans = self.model[key, name]["spans"]
        actors = sorted(id for id, item in spans.items() if item[0] == "actor")
        mentions = actors[: data.draw(st.integers(1, 3))] or [picked[1]]
        known = self.pick(data, name, "entities") if data.draw(st.booleans()) else None
        new = {"name": "Ada", "external_id": outside}
        meant = known[1] if known else data.draw(st.sampled_from([new, None]))
        made: list[str | None] = []

        def expect(model: Content) -> None:
            moved = {id for id in mentions if spans[id][3] != made[0]}
            if moved:
                layer = self.edited(name, key)
                was = {layer["spans"][id][3] for id in moved}
                if isinstance(meant, dict):
                    layer["entities"][made[0]] = ("actor", "Ada", outside)
                layer["spans"] |= {id: (*layer["spans"][id][:3], made[0]) for id in moved}
                drop_bare(layer, was)

        self.act(name, lambda: made.append(Labelling(self.project, name).assign(mentions, meant).id), expect)

    @rule(name=NAMES, data=st.data(), outside=st.sampled_from([None, "Q1"]))
    def change_entity(self, name: str, data: st.DataObject, outside: str | None) -> None:
        if (picked := self.pick(data, name, "entities")) is None:
            return
        key, id = picked

        def expect(model: Content) -> None:
            changed = (model[key, name]["entities"][id][0], "Bo", outside)
            if changed != model[key, name]["entities"][id]:
                self.edited(name, key)["entities"][id] = changed

        work = Labelling(self.project, name)
        self.act(name, lambda: work.change_entity(id, name="Bo", external_id=outside), expect)

    @rule(name=NAMES, data=st.data(), merged=st.booleans())
    def drop_entity(self, name: str, data: st.DataObject, merged: bool) -> None:
        if (picked := self.pick(data, name, "entities")) is None:
            return
        key, id = picked
        others = sorted(other for other in self.model[key, name]["entities"] if other != id)
        kept = data.draw(st.sampled_from(others)) if others and merged else None
        work = Labelling(self.project, name)

        def expect(model: Content) -> None:
            layer = self.edited(name, key)
            if kept is not None:
                label, its_name, outside = layer["entities"][kept]
                layer["entities"][kept] = (label, its_name, outside or layer["entities"][id][2])
            del layer["entities"][id]
            for span, item in layer["spans"].items():
                if item[3] == id:
                    layer["spans"][span] = (*item[:3], kept)

        self.act(name, lambda: work.merge_entities(kept, id) if kept else work.remove_entity(id), expect)

    @rule(name=NAMES, key=KEYS, data=st.data(), on_span=st.booleans())
    def comment(self, name: str, key: str, data: st.DataObject, on_span: bool) -> None:
        picked = self.pick(data, name, "spans") if on_span else None
        place, id = picked or (key, None)
        made: list[str] = []

        def expect(model: Content) -> None:
            self.edited(name, place, reopen=False)["comments"][made[0]] = ("why?", id)

        self.act(
            name,
            lambda: made.append(Labelling(self.project, name).comment("why?", None if id else key, id).id),
            expect,
        )

    @rule(name=NAMES, key=KEYS, done=st.sampled_from([True, True, False]))
    def set_done(self, name: str, key: str, done: bool) -> None:
        def expect(model: Content) -> None:
            self.layer(name, key)["state"] = "done" if done else "in_progress"

        self.act(name, lambda: Labelling(self.project, name).set_done(key, done), expect)

    @rule(name=NAMES, key=KEYS, flagged=st.booleans())
    def flag(self, name: str, key: str, flagged: bool) -> None:
        def expect(model: Content) -> None:
            if flagged:
                model[key, f"flag of {name}"] = True
            else:
                model.pop((key, f"flag of {name}"), None)

        self.act(name, lambda: Labelling(self.project, name).set_flagged(key, flagged), expect)

    @rule(name=NAMES, key=KEYS, usable=st.sampled_from([True, False, None]))
    def usable(self, name: str, key: str, usable: bool | None) -> None:
        def expect(model: Content) -> None:
            wanted = {} if usable is None else {"usable": usable}
            if wanted != self.model.get((key, name), {"attributes": {}})["attributes"]:
                self.edited(name, key)["attributes"] = wanted

        self.act(name, lambda: Labelling(self.project, name).set_article_attributes(key, {"usable": usable}), expect)

    @rule(again=st.booleans())
    def bring_in(self, again: bool) -> None:
        self.imports += not again
        number = self.imports
        records = [
            record(f"i{number}", f"Text {number}.", "cat", [(f"c{number}", "event", 0, 4)]),
            record("a", TEXTS["a"]),
        ]
        self.act("importer", lambda: bring(self.project, Path(self.folder.name), records))

    @rule(strategy=st.sampled_from(["unanimous", "majority"]))
    def make_gold(self, strategy: Any) -> None:
        self.act("boss", lambda: adjudicate(self.project, "boss", strategy))
        for key in TEXTS:
            done = [
                self.model[key, name]
                for name in ("ann", "bob")
                if self.model.get((key, name), {}).get("state") == "done"
            ]
            if len(done) == 2:
                units = [{(item[0], item[1]) for item in layer["spans"].values()} for layer in done]
                assert {(item[0], item[1]) for item in self.model[key, "gold"]["spans"].values()} == units[0] & units[1]

    @rule(name=st.sampled_from(["ann", "bob", "importer", "boss"]))
    def undo(self, name: str) -> None:
        self.turn(name, self.done, self.undone, self.project.journal.undo, back=True)

    @rule(name=st.sampled_from(["ann", "bob", "importer", "boss"]))
    def redo(self, name: str) -> None:
        self.turn(name, self.undone, self.done, self.project.journal.redo, back=False)

    def turn(
        self, name: str, source: dict[str, Any], target: dict[str, Any], call: Callable[[str], Any], back: bool
    ) -> None:
        """Undo or redo: as the model says, or refused and nothing changed."""
        deltas = source.get(name) or []
        try:
            result = call(name)
        except ConflictError:
            assert name == "importer", "nobody else touches what others did"
            return
        assert (result is not None) == bool(deltas)
        if deltas:
            delta = deltas.pop()
            for place, wanted in delta[0 if back else 1].items():
                if wanted is None:
                    self.model.pop(place, None)
                else:
                    self.model[place] = copy.deepcopy(wanted)
            target.setdefault(name, []).append(delta)

    @precondition(lambda self: len(self.model) > 1)
    @rule()
    def reopen(self) -> None:
        self.project.close()
        self.project = Project.open(self.path, write=True)

    @invariant()
    def content_is_that_of_the_model(self) -> None:
        if hasattr(self, "project"):
            assert self.stored() == self.model

    def teardown(self) -> None:
        if hasattr(self, "project"):
            with self.project, Project(create(Path(self.folder.name) / "copy.workbench", "cli"), "copy") as other:
                assert self.project.check() == []
                replay(self.project.store, other.store)
                assert everything(other) == everything(self.project)
                for name in ("ann", "bob"):
                    assert other.article_rows(name) == self.project.article_rows(name)
        for one in self.ids:
            one.stop()
        self.folder.cleanup()


TestMonkey = Monkey.TestCase
TestMonkey.settings = settings(max_examples=settings().max_examples, stateful_step_count=30, deadline=None)
