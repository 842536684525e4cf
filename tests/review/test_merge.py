"""Merge strategies on small cases, and what holds for any layers."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.build import layer, span

from workbench.model.entity import Entity
from workbench.model.layer import Layer
from workbench.model.relation import Relation
from workbench.model.span import Span
from workbench.review.merge import Merge, Strategy, merge
from workbench.review.units import units, voters

A, B = (("actor", 0, 3), ("event", 4, 9))
Extent = tuple[str, int, int]


def ann(name: str, *extents: Extent, **more: Any) -> Layer:
    return layer(name, *(span(f"{name}{at}", *extent) for at, extent in enumerate(extents)), **more)


def taken(merged: Merge | None) -> set[tuple[str, int, int]]:
    assert merged is not None
    return {(item.unit.label, *item.unit.parts[0]) for item in merged.taken}


def disputed(merged: Merge | None) -> set[tuple[str, int, int]]:
    assert merged is not None
    return {(label, *parts[0]) for parts, label in merged.disputed}


@pytest.mark.parametrize(
    ("strategy", "votes", "gold"),
    [
        ("unanimous", (1, 1), True), ("unanimous", (1, 0), False), ("unanimous", (1, 1, 0), False),
        ("unanimous", (1, 1, 1), True),
        ("majority", (1, 1), True), ("majority", (1, 0), False), ("majority", (1, 1, 0), True),
        ("majority", (1, 0, 0), False),
        ("majority", (1, 1, 0, 0), False), ("majority", (1, 1, 1, 0), True),
    ],
)  # fmt: skip
def test_how_many_votes_are_enough(strategy: Strategy, votes: tuple[int, ...], gold: bool) -> None:
    merged = merge([ann(f"a{at}", *([A] if vote else [])) for at, vote in enumerate(votes)], strategy)
    assert taken(merged) == ({A} if gold else set())
    assert disputed(merged) == (set() if gold else {A})


def test_only_done_layers_vote_and_at_least_two() -> None:
    layers = [ann("ann", A), ann("bob", state="in_progress"), ann("gold", B)]
    assert [item.annotator for item in voters(layers)] == ["ann"]
    assert merge(layers, "majority") is None
    assert taken(merge([*layers, ann("cat", A)], "unanimous")) == {A}


def test_other_edges_or_another_label_are_another_unit() -> None:
    merged = merge([ann("ann", ("actor", 0, 3)), ann("bob", ("actor", 0, 4)), ann("cat", ("event", 0, 3))], "majority")
    assert taken(merged) == set()
    assert len(disputed(merged)) == 3
    parts = layer("ann", Span("1", "quote", ((0, 3), (5, 9))))
    assert taken(merge([parts, ann("bob", ("quote", 0, 9))], "unanimous")) == set()


@pytest.mark.parametrize(
    ("values", "strategy", "wanted", "open"),
    [
        (("direct", "direct"), "unanimous", {"type": "direct"}, 0),
        (("direct", "mixed"), "unanimous", {}, 1),
        (("direct", "mixed"), "majority", {}, 1),
        (("direct", "direct", "mixed"), "majority", {"type": "direct"}, 0),
        (("direct", None), "majority", {}, 1),
        ((None, None, "direct"), "majority", {}, 0),
        ((True, 1), "unanimous", {}, 1),
        ((["a"], ["a"]), "unanimous", {"type": ["a"]}, 0),
        ((["b", "a"], ["a", "b"]), "unanimous", {"type": ["a", "b"]}, 0),
        ((["a"], ["a", "b"]), "unanimous", {}, 1),
        ((1, 1.0), "unanimous", {"type": 1}, 0),
    ],
)
def test_attributes_are_taken_field_by_field(
    values: tuple[Any, ...], strategy: Strategy, wanted: dict[str, Any], open: int
) -> None:
    layers = [
        layer(f"a{at}", span(f"{at}", "quote", 0, 3, **({} if value is None else {"type": value})))
        for at, value in enumerate(values)
    ]
    merged = merge(layers, strategy)
    assert merged is not None
    assert dict(merged.taken[0].attributes) == wanted
    assert merged.open == open


def test_attributes_of_the_article() -> None:
    layers = [
        ann("ann", attributes={"usable": False}),
        ann("bob", attributes={"usable": False}),
        ann("cat", attributes={"usable": True}),
    ]
    merged = merge(layers, "majority")
    assert merged is not None
    assert merged.attributes == {"usable": False}
    merged = merge(layers, "unanimous")
    assert merged is not None
    assert (merged.attributes, merged.open_article_fields) == ({}, 1)


Meant = tuple[Any, ...] | None  # name, attributes and external id


@pytest.mark.parametrize(
    ("meant", "strategy", "wanted"),
    [
        ((("Ada",), ("Ada",)), "unanimous", ("Ada",)),
        ((None, None), "unanimous", None),
        ((("Ada", {"type": "PER"}, "Q1"), ("Ada", {"type": "PER"}, "Q1")), "unanimous", ("Ada", {"type": "PER"}, "Q1")),
        ((("Ada",), ("Ada",), ("Eve",)), "majority", ("Ada",)),
        ((("Ada",), ("Eve",)), "unanimous", ...),
        ((("Ada",), ("Eve",)), "majority", ...),
        ((("Ada",), None), "unanimous", ...),
        ((("Ada", {}, "Q1"), ("Ada", {}, "Q2")), "unanimous", ...),
        ((("Ada", {"type": "PER"}), ("Ada", {"type": "ORG"})), "unanimous", ...),
        ((("Ada", {"of": {"a": 1}}), ("Ada", {"of": {"a": 1}})), "unanimous", ("Ada", {"of": {"a": 1}})),
        ((("Ada", {"of": {"a": 1}}), ("Ada", {"of": {"a": 2}})), "unanimous", ...),
    ],
)
def test_an_entity_is_taken_as_a_whole_and_else_disputed(
    meant: tuple[Meant, ...], strategy: Strategy, wanted: Any
) -> None:
    """``...`` stands for a dispute."""
    layers = [
        layer(
            f"a{at}",
            Span(f"{at}", "actor", ((0, 3),), {}, f"e{at}" if one else None),
            entities=[Entity(f"e{at}", "actor", *one)] if one else [],
        )
        for at, one in enumerate(meant)
    ]
    merged = merge(layers, strategy)
    assert merged is not None
    assert merged.taken[0].entity == (Entity("", "actor", *wanted) if isinstance(wanted, tuple) else None)
    assert [item.reasons for item in merged.disputed.values()] == ([{"entities"}] if wanted is ... else [])
    assert merged.open == (wanted is ...)


def speaking(name: str, relation: bool = True, actor: Extent = ("actor", 0, 3)) -> Layer:
    mine = ann(name, actor, ("quote", 4, 9))
    if relation:
        mine.relations.append(Relation(f"{name}r", "speaker", f"{name}1", f"{name}0"))
    return mine


@pytest.mark.parametrize(
    ("layers", "strategy", "relations", "open"),
    [
        (lambda: [speaking("ann"), speaking("bob")], "unanimous", 1, 0),
        (lambda: [speaking("ann"), speaking("bob", False)], "unanimous", 0, 1),
        (lambda: [speaking("ann"), speaking("bob"), speaking("cat", False)], "majority", 1, 0),
        (lambda: [speaking("ann"), speaking("bob", actor=("actor", 0, 2))], "unanimous", 0, 3),
    ],
)
def test_relations_when_both_ends_are_gold(
    layers: Callable[[], list[Layer]], strategy: Strategy, relations: int, open: int
) -> None:
    merged = merge(layers(), strategy)
    assert merged is not None
    assert len(merged.relations) == relations
    assert merged.open == open


def test_values_of_a_relation_that_differ_are_open() -> None:
    layers = [speaking("ann"), speaking("bob")]
    for mine, sure in zip(layers, (True, False)):
        mine.relations = [relation._replace(attributes={"sure": sure, "n": 1}) for relation in mine.relations]
    merged = merge(layers, "unanimous")
    assert merged is not None
    assert [item.attributes for item in merged.relations] == [{"n": 1}]
    assert [(key[1], item.reasons) for key, item in merged.disputed.items()] == [("quote", {"relations"})]


def test_a_person_has_one_vote_on_a_relation() -> None:
    layers = [speaking("ann"), speaking("bob", False), speaking("cat", False)]
    layers[0].relations *= 2
    merged = merge(layers, "majority")
    assert merged is not None
    assert merged.relations == []
    assert merged.open == 1


def test_more_relations_than_may_begin_at_a_span_stay_open() -> None:
    """Each of two targets is the speaker to two of the three who have it."""
    layers = []
    for name, targets in (("ann", "A"), ("bob", "AB"), ("cat", "BA"), ("dan", "B")):  # the speaker first
        mine = ann(name, *(("actor", 0, 2) if target == "A" else ("actor", 4, 6) for target in targets))
        mine.spans.append(span(f"{name}q", "quote", 8, 9))
        mine.relations.append(Relation(f"{name}r", "speaker", f"{name}q", mine.spans[0].id))
        layers.append(mine)
    free, limited = merge(layers, "majority"), merge(layers, "majority", at_most={"speaker": 1})
    assert free is not None
    assert limited is not None
    assert (len(free.relations), free.open) == (2, 0)
    assert (len(limited.relations), limited.open) == (0, 1)


@pytest.mark.parametrize(("gold", "relations"), [(True, 1), (False, 0)])
def test_a_relation_leads_to_what_a_person_took_and_not_to_what_one_rejected(gold: bool, relations: int) -> None:
    layers = [speaking("ann"), speaking("bob")]
    merged = merge(layers, "unanimous", {(((0, 3),), "actor"): gold})
    assert merged is not None
    assert len(merged.relations) == relations
    assert merged.open == 0


def test_what_a_person_settled_is_neither_taken_nor_open() -> None:
    layers = [ann("ann", A, B), ann("bob", A)]
    keys = {unit.key: True for unit in units(layers)}
    merged = merge(layers, "unanimous", keys)
    assert taken(merged) == disputed(merged) == set()


extents = st.tuples(st.sampled_from(["actor", "event", "quote"]), st.integers(0, 3), st.integers(4, 6))


@st.composite
def many_layers(draw: st.DrawFn) -> list[Layer]:
    found = []
    for at in range(draw(st.integers(2, 4))):
        mine = ann(f"a{at}", *draw(st.lists(extents, unique=True, max_size=5)))
        mine.spans = [
            Span(item.id, item.label, item.parts, draw(st.sampled_from([{}, {"type": "x"}, {"type": "y"}])))
            for item in mine.spans
        ]
        ids = [item.id for item in mine.spans]
        if ids:
            pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), unique=True, max_size=3))
            mine.relations = [Relation(f"a{at}r{number}", "speaker", *pair) for number, pair in enumerate(pairs)]
        found.append(mine)
    return found


strategies = st.sampled_from(["unanimous", "majority"])


def told(merged: Merge | None) -> object:
    """All that a merge says, in an order of its own."""
    assert merged is not None
    return (
        sorted(
            (item.unit.key, item.unit.sources, sorted(item.attributes.items()), item.entity) for item in merged.taken
        ),
        sorted((item.type, item.source, item.target, item.sources) for item in merged.relations),
        sorted((key, sorted(item.reasons)) for key, item in merged.disputed.items()),
        merged.attributes,
    )


@given(many_layers(), strategies)
def test_the_order_of_annotators_changes_nothing(layers: list[Layer], strategy: Strategy) -> None:
    assert told(merge(layers, strategy)) == told(merge(layers[::-1], strategy))


@given(many_layers(), strategies)
def test_equal_layers_have_no_dispute(layers: list[Layer], strategy: Strategy) -> None:
    one = layers[0]
    merged = merge(
        [Layer(f"b{at}", "done", one.attributes, one.spans, one.entities, one.relations) for at in range(3)], strategy
    )
    assert merged is not None
    assert merged.open == 0
    assert {item.unit.key for item in merged.taken} == {(item.parts, item.label) for item in one.spans}
    assert len(merged.relations) == len(one.relations)


@given(many_layers(), strategies)
def test_every_unit_is_taken_or_open_and_nothing_comes_from_nowhere(layers: list[Layer], strategy: Strategy) -> None:
    merged = merge(layers, strategy)
    assert merged is not None
    known = {(item.annotator, span.id): span for item in layers for span in item.spans}
    for item in merged.taken:
        assert 2 * len(item.unit.sources) > len(layers)
        for source in item.unit.sources:
            assert (known[source].parts, known[source].label) == item.unit.key
    settled = {item.unit.key for item in merged.taken} | set(merged.disputed)
    assert settled == {(span.parts, span.label) for span in known.values()}
    gold = {item.unit.key for item in merged.taken}
    assert all({link.source, link.target} <= gold and link.sources for link in merged.relations)


@given(many_layers(), strategies)
def test_the_result_as_one_more_voter_changes_nothing(layers: list[Layer], strategy: Strategy) -> None:
    merged = merge(layers, strategy)
    assert merged is not None
    gold = layer("z", *(Span(f"z{at}", item.unit.label, item.unit.parts) for at, item in enumerate(merged.taken)))
    assert {item.unit.key for item in merged.taken} == {
        item.unit.key for item in (merge([*layers, gold], strategy) or merged).taken
    }
