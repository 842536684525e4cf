"""Rules and requirements of a scheme find what is doubtful, and never refuse."""

import pytest
from support.build import layer, span

from workbench.model.relation import Relation
from workbench.model.rules import Problem, problems
from workbench.model.scheme_file import read_scheme
from workbench.schemes import load_scheme

TEXT = "“We left,” Ada said. ”no."


def found(*spans: object, relations: object = ()) -> list[tuple[str, str | None]]:
    mine = layer("ann", *spans, relations=list(relations))  # type: ignore[arg-type, call-overload]
    return [(problem.rule, problem.span) for problem in problems(load_scheme("news"), TEXT, mine)]


def test_what_is_required() -> None:
    quote = span("q", "quote", 0, 10)
    assert found(quote) == [("required", "q"), ("required", "q")]
    actor = span("a", "actor", 11, 14)
    whole = span("q", "quote", 0, 10, type="direct")
    assert found(whole, actor, relations=[Relation("r", "speaker", "q", "a")]) == []


def test_what_is_required_of_the_article() -> None:
    head = 'name = "s"\nversion = "1"\n[[label]]\nname = "a"\n'
    usable, given = '[[article_attribute]]\nname = "usable"\nkind = "flag"\nrequired = true\n', {"usable": False}
    scheme = read_scheme(head + usable)
    assert problems(scheme, "", layer("ann")) == [Problem("required", "error", None, "this article has no usable")]
    assert problems(scheme, "", layer("ann", attributes=given)) == []
    assert problems(read_scheme(head + usable + "default = true\n"), "", layer("ann")) == []


def test_a_speaker_inside_the_quote() -> None:
    quote, actor = span("q", "quote", 0, 10, type="direct"), span("a", "actor", 1, 3)
    assert found(quote, actor, relations=[Relation("r", "speaker", "q", "a")]) == [("speaker-inside", "q")]


def test_a_mark_without_its_partner() -> None:
    for start, end in ((0, 8), (21, 25)):
        quote, actor = span("q", "quote", start, end, type="direct"), span("a", "actor", 11, 14)
        assert ("unbalanced-marks", "q") in found(quote, actor, relations=[Relation("r", "speaker", "q", "a")])


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("„Wir gehen“", ""),
        ("»Wir gehen«", ""),
        ("“We feed the dogs’ pups”", ""),
        ("“One.\n“Two.”", ""),
        ("„Wir gehen", "„"),
        ("yes» and «no", "» «"),
        ("Home › News » Ports", ""),
        ("« Partons", "«"),
    ],
)
def test_marks_of_other_languages(text: str, marks: str) -> None:
    mine = layer("ann", span("q", "quote", 0, len(text), type="direct"))
    found = [problem for problem in problems(load_scheme("news"), text, mine) if problem.rule == "unbalanced-marks"]
    assert [problem.sentence for problem in found] == (
        [f"in this quote the quotation mark {marks} has no partner"] if marks else []
    )
