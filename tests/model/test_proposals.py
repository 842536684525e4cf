"""The type of a quote is proposed from its quotation marks."""

import pytest

from workbench.model.proposals import propose, propose_anew
from workbench.model.scheme import AttributeType, Label, Value, When
from workbench.model.span import Span
from workbench.schemes import load_scheme


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We left.”", "direct"),
        ("«Nous partons»", "direct"),
        ("that they had left", "indirect"),
        ("that it was “over”", "mixed"),
        ("“We left without a close", "direct"),
        ("「行きます」", "direct"),
        ("„Wir gehen“", "direct"),
        ("„Wir gehen ohne Ende", "direct"),
        ("‘We left’", "direct"),
        ("‘We met the dogs’ owners,’", "direct"),
        ("‹Nous partons›", "direct"),
        ("『行きます』", "direct"),
        ("»Wir gehen«", "direct"),
        ("that they don’t like the dogs’ bowls", "indirect"),
    ],
)
def test_from_marks(text: str, wanted: str) -> None:
    quote = load_scheme("news").label("quote")
    assert propose(quote, text, ((0, len(text)),)) == {"type": wanted}


def test_a_default_that_is_no_proposal_is_taken_as_it_is() -> None:
    values = (Value("x"), Value("y"))
    attributes = (AttributeType("many", "choices", values, ["x", "y"]), AttributeType("sure", "flag", (), False))
    label = Label("a", "1", "A", "a", attributes=attributes)
    assert propose(label, "left", ((0, 4),)) == {"many": ["x", "y"], "sure": False}


def test_a_label_without_attributes_gets_none() -> None:
    assert propose(load_scheme("news-lite").label("event"), "left", ((0, 4),)) == {}


def test_nothing_is_proposed_for_what_nobody_is_asked_for() -> None:
    values = (Value("x"), Value("y"))
    off = AttributeType("off", "choice", values, "x", off=True)
    last = AttributeType("last", "flag", (), True, when=When("middle", ("y",)))
    middle = AttributeType("middle", "choice", values, "y", when=When("first", ("x",)))
    first = AttributeType("first", "choice", values)
    label = Label("a", "1", "A", "a", attributes=(off, last, middle, first))
    assert propose(label, "left", ((0, 4),)) == {}
    chosen = label._replace(attributes=(off, last, middle, first._replace(default="x")))
    assert propose(chosen, "left", ((0, 4),)) == {"last": True, "middle": "y", "first": "x"}
    assert propose(label, "left", ((0, 4),), {"first": "x"}) == {"last": True, "middle": "y"}


def test_under_a_new_label_only_what_does_not_fit_is_proposed_anew() -> None:
    size = AttributeType("size", "choice", (Value("small"), Value("large")), "small")
    sure = AttributeType("sure", "flag", (), None)
    label = Label("a", "1", "A", "a", attributes=(size, sure))
    span = Span("s", "b", ((0, 4),), {"size": "huge", "sure": True})
    assert propose_anew(label, "left", span) == {"size": "small"}
    assert propose_anew(label, "left", Span("s", "b", ((0, 4),), {"size": "large"})) == {"sure": None}
