"""Random schemes, random actions and random changes of the scheme: nothing forbidden is stored, all is taken back."""

import itertools
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from support.build import bring, record
from support.schemes import schemes

from workbench.errors import ConflictError, SchemeError, WorkbenchError
from workbench.model.layer import Layer
from workbench.model.layer_check import check_layer
from workbench.model.relation import Relation
from workbench.model.scheme import AttributeType, Scheme
from workbench.model.scheme_edit import Owner, Place, attributes_at
from workbench.model.scheme_write import write_scheme
from workbench.model.span import Span
from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.project.scheme_change import Merge, Remove, Rename, Split, Step, carry_out, preview
from workbench.project.scheme_steps import Kind

TEXT = "Ada said “go” to Bob."
PEOPLE = st.sampled_from(["ann", "bob"])
KEYS = st.sampled_from("kl")
PLACES = st.sampled_from([((0, 3),), ((4, 8),), ((0, 8),), ((2, 12),), ((0, 3), (9, 13)), ((4, 8), (10, 12))])
NEW = st.sampled_from(["alpha", "beta", "fresh", "newer"])
KINDS = ("property", "layer", "entity", "span", "relation", "decision", "comment", "pass")


def values_of(attribute: AttributeType) -> st.SearchStrategy[Any]:
    """Values that an attribute takes."""
    names = [value.name for value in attribute.values]
    some: dict[str, st.SearchStrategy[Any]] = {
        "choice": st.sampled_from(names or [""]),
        "choices": st.lists(st.sampled_from(names or [""]), max_size=2, unique=True),
        "flag": st.booleans(),
        "text": st.sampled_from(["", "so", "two words"]),
        "number": st.sampled_from([0, 1.5]),
    }
    return some[attribute.kind]


class SchemeMachine(RuleBasedStateMachine):
    """Two people tag, the first also changes the scheme; what the scheme says of a layer is asked of the model."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        numbers = itertools.count()
        self.patches = [
            patch(f"workbench.project.{module}.new_id", lambda: f"{next(numbers):04}")
            for module in ("labelling", "many", "remarks")
        ]
        for one in self.patches:
            one.start()

    @initialize(scheme=schemes(least=2, most=3), data=st.data())
    def start(self, scheme: Scheme, data: st.DataObject) -> None:
        file = Path(self.folder.name) / "scheme.toml"
        file.write_text(write_scheme(scheme), encoding="utf-8")
        self.project = Project.create(Path(self.folder.name) / "p.workbench", file)
        bring(self.project, Path(self.folder.name), [record("k", TEXT), record("l", TEXT + " No.")], actor="setup")
        self.at_first = self.content()
        for name, key, parts in data.draw(st.lists(st.tuples(PEOPLE, KEYS, PLACES), min_size=4, max_size=8)):
            self._tag(data, name, key, parts)

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row that is content. A person's name stays known."""
        return {kind: self.project.store.rows(f'SELECT * FROM "{kind}" ORDER BY "id"') for kind in KINDS}

    def attempt(self, allowed: bool, change: Callable[[], Any]) -> None:
        """What the scheme allows is done, what it forbids refused, and changes nothing."""
        before = self.content()
        try:
            change()
        except WorkbenchError as error:
            assert not allowed, error
            assert self.content() == before
            return
        assert allowed

    def allows(self, name: str, key: str, change: Callable[[Layer], None]) -> bool:
        """Whether the model lets a layer be so."""
        layer = self.project.layer(key, name)
        change(layer)
        try:
            check_layer(self.project.scheme, layer)
        except (SchemeError, KeyError):
            return False
        return True

    @rule(data=st.data(), name=PEOPLE, key=KEYS, parts=PLACES)
    def tag(self, data: st.DataObject, name: str, key: str, parts: Any) -> None:
        self._tag(data, name, key, parts)

    def _tag(self, data: st.DataObject, name: str, key: str, parts: Any) -> None:
        label = data.draw(st.sampled_from([label.name for label in self.project.scheme.labels] + ["nothing"]))
        known = next((item for item in self.project.scheme.labels if item.name == label), None)
        held = {
            item.name: data.draw(values_of(item)) for item in (known.attributes if known else ()) if data.draw(_ONCE)
        }
        made = Span("new", label, parts, held)
        there = any((span.label, span.parts) == (label, parts) for span in self.project.layer(key, name).spans)
        allowed = not there and self.allows(name, key, lambda layer: layer.spans.append(made))
        self.attempt(allowed, lambda: Labelling(self.project, name).add(key, parts, label, held))

    @rule(data=st.data(), name=PEOPLE, key=KEYS)
    def relate(self, data: st.DataObject, name: str, key: str) -> None:
        spans = [span.id for span in sorted(self.project.layer(key, name).spans)]
        kinds = [kind.name for kind in self.project.scheme.relations]
        assume(spans and kinds)
        kind, source, target = (data.draw(st.sampled_from(some)) for some in (kinds, spans, spans))
        relations = self.project.layer(key, name).relations
        there = (kind, source, target) in [(link.type, link.source, link.target) for link in relations]
        made = Relation("new", kind, source, target)
        allowed = not there and self.allows(name, key, lambda layer: layer.relations.append(made))
        self.attempt(allowed, lambda: Labelling(self.project, name).relate(kind, source, target))

    @rule(data=st.data(), name=PEOPLE, key=KEYS)
    def mean(self, data: st.DataObject, name: str, key: str) -> None:
        spans = sorted(self.project.layer(key, name).spans)
        assume(spans)
        span = data.draw(st.sampled_from(spans))
        allowed = self.project.scheme.label(span.label).entity
        self.attempt(allowed, lambda: Labelling(self.project, name).set_entity(span.id, {"name": "Ada"}))

    @rule(data=st.data(), name=PEOPLE, key=KEYS)
    def say_of_the_article(self, data: st.DataObject, name: str, key: str) -> None:
        assume(self.project.scheme.article_attributes)
        attribute = data.draw(st.sampled_from(self.project.scheme.article_attributes))
        value = data.draw(values_of(attribute))
        self.attempt(True, lambda: Labelling(self.project, name).set_article_attributes(key, {attribute.name: value}))

    @rule(name=PEOPLE, key=KEYS, data=st.data())
    def look_through(self, name: str, key: str, data: st.DataObject) -> None:
        label = data.draw(st.sampled_from([label.name for label in self.project.scheme.labels]))
        self.attempt(True, lambda: Labelling(self.project, name).set_complete(key, label, True))

    @rule(data=st.data())
    def merge_what_may_not_overlap(self, data: st.DataObject) -> None:
        """The step that is refused most."""
        names = [label.name for label in self.project.scheme.labels]
        assume(len(names) > 1)
        old, into, *_ = data.draw(st.permutations(names))
        self._step(Merge("label", old, into))

    @rule(data=st.data())
    def change_the_scheme(self, data: st.DataObject) -> None:
        self._step(data.draw(_steps(self.project.scheme)))

    def _step(self, step: Step) -> None:
        before = self.content()
        try:
            effect = preview(self.project, step)
            done = carry_out(self.project, step, "ann")
        except SchemeError:
            assert self.content() == before
            return
        assert done.effect == effect
        assert self.project.scheme.version == done.version
        assert self.content() != before

    @precondition(lambda self: self.project.journal.can_undo("ann") or self.project.journal.can_undo("bob"))
    @rule(name=PEOPLE)
    def undo(self, name: str) -> None:
        before = self.content()
        try:
            Labelling(self.project, name).undo()
        except ConflictError:
            assert self.content() == before

    @rule(name=PEOPLE)
    def redo(self, name: str) -> None:
        before = self.content()
        try:
            Labelling(self.project, name).redo()
        except ConflictError:
            assert self.content() == before

    @invariant()
    def nothing_forbidden_is_stored(self) -> None:
        if hasattr(self, "project"):
            assert self.project.check() == []

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self.take_everything_back()
            self.project.close()
        for one in self.patches:
            one.stop()
        self.folder.cleanup()

    def take_everything_back(self) -> None:
        """The newest first, whoever did it: then nothing is in the way."""
        while True:
            newest = [entry for name in ("ann", "bob") if (entry := self.project.journal.can_undo(name))]
            if not newest:
                break
            Labelling(self.project, max(newest, key=lambda entry: entry.id).actor).undo()
        left = self.content()
        assert {kind: rows for kind, rows in left.items() if kind != "layer"} == {
            kind: rows for kind, rows in self.at_first.items() if kind != "layer"
        }


_ONCE = st.booleans()


@st.composite
def _steps(draw: st.DrawFn, scheme: Scheme) -> Step:
    """A step on something that is there; whether it can be done is another matter."""
    places = [Place(owner, label.name) for label in scheme.labels for owner in _OWNERS]
    places += [Place("article"), *(Place("relation", item.name) for item in scheme.relations)]
    there = [(place, item) for place in places for item in attributes_at(scheme, place)]
    found: list[tuple[Kind, Place, str, list[str]]] = [
        ("label", _NOWHERE, "", [label.name for label in scheme.labels]),
        ("relation", _NOWHERE, "", [item.name for item in scheme.relations]),
        *(("attribute", place, "", [item.name for item in attributes_at(scheme, place)]) for place, _ in there),
        *(("value", place, item.name, [value.name for value in item.values]) for place, item in there),
    ]
    kind, place, attribute, names = draw(st.sampled_from([one for one in found if one[3]]))
    old = draw(st.sampled_from(names))
    deed = draw(st.sampled_from(["rename", "merge", "remove", "split"]))
    if deed == "rename":
        return Rename(kind, old, draw(NEW), place, attribute)
    if deed == "merge" and len(names) > 1:
        return Merge(kind, old, draw(st.sampled_from([name for name in names if name != old])), place, attribute)
    splits = [(place, item) for place, item in there if place.owner == "label" and item.kind != "choices"]
    if deed == "split" and splits:
        where, item = draw(st.sampled_from(splits))
        values = [value.name for value in item.values] or ["true" if item.kind == "flag" else "so"]
        chosen = draw(st.lists(st.sampled_from(values), min_size=1, unique=True))
        return Split(where.name, item.name, {value: draw(NEW) for value in chosen})
    return Remove(kind, old, place, attribute)


_NOWHERE = Place("article")
_OWNERS: tuple[Owner, ...] = ("label", "entity")
TestSchemeMachine = SchemeMachine.TestCase
TestSchemeMachine.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
