"""A scheme allows what its file says, and refuses the rest with the names that there are."""

from typing import Any

import pytest

from workbench.errors import SchemeError, TextError
from workbench.model.scheme import AttributeType, Scheme, Value
from workbench.model.scheme_file import read_scheme
from workbench.model.span import Span
from workbench.schemes import load_scheme, shipped


@pytest.fixture(scope="module")
def news() -> Scheme:
    return load_scheme("news")


def with_overlap(overlap: str) -> Scheme:
    return read_scheme(
        f'name = "s"\nversion = "1"\n[[label]]\nname = "a"\noverlap = "{overlap}"\n[[label]]\nname = "b"\n'
    )


@pytest.mark.parametrize("name", shipped())
def test_what_ships_can_be_read(name: str) -> None:
    scheme = load_scheme(name)
    assert scheme.name == name
    assert all(label.guideline.startswith("#") for label in scheme.labels)


def test_look_ups_name_what_there_is(news: Scheme) -> None:
    with pytest.raises(SchemeError, match="event, actor, quote, boilerplate"):
        news.label("nobody")
    with pytest.raises(SchemeError, match="speaker"):
        news.relation(["speaker"])
    with pytest.raises(SchemeError, match="usable"):
        news.check_article_attributes({"colour": 1})


@pytest.mark.parametrize("attributes", [{"type": "loud"}, {"type": True}, {"type": ["direct"]}, {"mood": "x"}, [], "x"])
def test_attributes_that_the_scheme_does_not_know(news: Scheme, attributes: Any) -> None:
    with pytest.raises(SchemeError):
        news.check_attributes("quote", attributes)


def test_attributes_that_no_file_can_hold() -> None:
    scheme = read_scheme(
        'name = "s"\nversion = "1"\n[[label]]\nname = "a"\n[[label.attribute]]\nname = "note"\nkind = "text"\n'
        '[[article_attribute]]\nname = "size"\nkind = "number"\n'
    )
    for text in ("a\0", "\ud800"):
        with pytest.raises(TextError, match="note"):
            scheme.check_attributes("a", {"note": text})
    with pytest.raises(TextError, match="size"):
        scheme.check_article_attributes({"size": float("inf")})


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("choice", ["x"], ["z", 1, True, None, ["x"]]),
        ("choices", [["x", "y"], [], ["y"]], ["x", ["z"], [1], None]),
        ("flag", [True, False], [0, 1, "true", None]),
        ("text", ["", "any"], [1, None, ["a"]]),
        ("number", [1, 1.5, -2], [True, "1", None]),
    ],
)
def test_kinds_of_attributes(kind: Any, good: list[Any], bad: list[Any]) -> None:
    attribute = AttributeType("a", kind, (Value("x"), Value("y")) if kind.startswith("choice") else ())
    for value in good:
        attribute.check(value)
    for value in bad:
        with pytest.raises(SchemeError, match="“a” can't be"):
            attribute.check(value)


def test_a_relation_leads_only_where_the_scheme_lets_it(news: Scheme) -> None:
    assert news.check_relation("speaker", "quote", "actor").at_most == 1
    with pytest.raises(SchemeError, match="from quote to actor"):
        news.check_relation("speaker", "actor", "quote")


@pytest.mark.parametrize(
    ("overlap", "label", "start", "end", "refused"),
    [
        ("free", "a", 3, 8, False),
        ("none", "b", 3, 8, True),
        ("none", "b", 5, 8, False),
        ("no-self", "a", 1, 3, True),
        ("no-self", "b", 1, 3, False),
        ("no-crossing", "a", 1, 3, False),
        ("no-crossing", "b", 3, 8, True),
        ("no-crossing", "b", 0, 9, False),
    ],
)
def test_overlaps(overlap: str, label: str, start: int, end: int, refused: bool) -> None:
    scheme = with_overlap(overlap)
    there, new = Span("1", "a", ((0, 5),)), Span("2", label, ((start, end),))
    if refused:
        with pytest.raises(SchemeError, match="may not overlap"):
            scheme.check_overlap(new, [there])
    else:
        scheme.check_overlap(new, [there])


@pytest.mark.parametrize(("start", "end", "refused"), [(5, 8, False), (3, 8, True), (8, 12, True)])
@pytest.mark.parametrize("several", [0, 1])
def test_the_gap_between_parts_is_free(several: int, start: int, end: int, refused: bool) -> None:
    scheme = with_overlap("none")
    pair = [Span("1", "a", ((0, 5), (10, 15))), Span("2", "b", ((start, end),))]
    if refused:
        with pytest.raises(SchemeError, match="may not overlap"):
            scheme.check_overlap(pair[several], [pair[1 - several]])
    else:
        scheme.check_overlap(pair[several], [pair[1 - several]])
