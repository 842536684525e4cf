"""A layer sorts itself into the order of the native format."""

from support.build import layer, span

from workbench.model.entity import Entity
from workbench.model.layer import Comment, Decision, Layer
from workbench.model.relation import Relation


def test_sort() -> None:
    mine = layer(
        "ann",
        span("b", "event", 4, 6),
        span("c", "event", 0, 2),
        span("a", "event", 0, 9),
        entities=[Entity("2", "actor", "B"), Entity("1", "actor", "B"), Entity("3", "actor", "A")],
        relations=[Relation("r1", "speaker", "b", "a"), Relation("r2", "speaker", "a", "b")],
        decisions=[Decision("b", "agreed", "x", None, "2"), Decision("a", "agreed", "x", None, "2")],
        comments=[Comment("2", "later", "x", "2025-02"), Comment("1", "first", "x", "2025-01")],
    )
    mine.sort()
    assert [item.id for item in mine.spans] == ["a", "c", "b"]
    assert [item.id for item in mine.entities] == ["3", "1", "2"]
    assert [item.id for item in mine.relations] == ["r2", "r1"]
    assert [item.target for item in mine.decisions] == ["a", "b"]
    assert [item.id for item in mine.comments] == ["1", "2"]


def test_empty() -> None:
    assert Layer("ann").empty
    assert not Layer("ann", "done").empty
    assert not layer("ann", span("a", "event", 0, 1), state="untouched").empty
