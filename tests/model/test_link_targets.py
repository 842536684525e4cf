"""Where a span may lead to, and what is proposed first."""

from workbench.model.link_targets import (
    again_second,
    likeliest_first,
    missing,
    proposed,
    roles,
    sentence_round,
    targets,
    unfit,
)
from workbench.model.relation import Relation
from workbench.model.scheme import Attribution, Label, RelationType, Scheme, When
from workbench.model.span import Span

TEXT = "Ann came. “We saw the company,” said Bob of the crew. Cem wept.\nDan left, Eve did not. " + "x" * 50


def span(words: str, label: str = "person", **values: object) -> Span:
    return Span(words, label, ((TEXT.index(words), TEXT.index(words) + len(words)),), values)


SAYING = span("“We saw the company,”", "saying")
ANN, COMPANY, BOB, CREW, CEM, DAN, EVE = (
    span(words) for words in ("Ann", "company", "Bob", "crew", "Cem", "Dan", "Eve")
)
PEOPLE = [ANN, COMPANY, BOB, CREW, CEM, DAN, EVE]
BY = RelationType("by", ("saying",), ("person",), 1, True, unless=When("form", ("unknown",)))
ABOUT = RelationType("about", ("saying",), ("person", "deed"))
TWICE = RelationType("twice", ("saying", "deed"), ("saying",), 2)


def scheme(*attributions: Attribution) -> Scheme:
    labels = [Label(name, str(at), name[0].upper(), "quote") for at, name in enumerate(("saying", "person", "deed"), 1)]
    return Scheme("s", "1", labels, (ABOUT, TWICE, BY), attributions=attributions)


def test_what_must_be_there_comes_first_and_what_is_there_last() -> None:
    made = scheme()
    assert [kind.name for kind in roles(made, SAYING, [])] == ["by", "about", "twice"]
    held = [Relation("1", "by", SAYING.id, "Bob"), Relation("2", "twice", SAYING.id, "x")]  # of these there may be two
    assert [kind.name for kind in roles(made, SAYING, held)] == ["about", "twice", "by"]
    full = [*held, Relation("3", "twice", SAYING.id, "y")]
    assert [kind.name for kind in roles(made, SAYING, full)] == ["about", "by"]  # one more would be too many
    assert [kind.name for kind in roles(made, SAYING._replace(attributes={"form": "unknown"}), [])] == [
        "about", "twice", "by",
    ]  # fmt: skip
    assert roles(made, BOB, []) == []


def test_what_may_be_there_once_more_is_second() -> None:
    kinds = roles(scheme(), SAYING, [])
    held = [Relation("1", "twice", SAYING.id, "x")]
    assert [kind.name for kind in again_second(kinds, SAYING, held)] == ["by", "twice", "about"]
    replaced = [Relation("1", "by", SAYING.id, "Bob")]
    assert again_second(roles(scheme(), SAYING, replaced), SAYING, replaced)[-1] == BY
    assert again_second(kinds, SAYING, []) == kinds and again_second([], SAYING, held) == []


def test_what_is_missing() -> None:
    made = scheme()
    assert [kind.name for kind in missing(made, SAYING, [])] == ["by"]
    assert missing(made, SAYING, [Relation("1", "by", SAYING.id, "Bob")]) == []
    assert missing(made, SAYING._replace(attributes={"form": "unknown"}), []) == []


def test_targets_in_text_order_without_those_that_are_linked() -> None:
    held = [Relation("1", "about", SAYING.id, "Bob"), Relation("2", "by", SAYING.id, "Cem")]
    found = targets(ABOUT, SAYING, [EVE, SAYING, *PEOPLE[:-1]], held)
    assert [item.id for item in found] == ["Ann", "company", "crew", "Cem", "Dan", "Eve"]


def test_the_same_sentence_first_then_before_then_after_and_what_is_inside_last() -> None:
    assert TEXT[slice(*sentence_round(TEXT, SAYING))] == "“We saw the company,” said Bob of the crew."
    assert [item.id for item in likeliest_first(TEXT, SAYING, PEOPLE)] == [
        "Bob", "crew", "Ann", "Cem", "Dan", "Eve", "company",
    ]  # fmt: skip
    assert next(iter(likeliest_first(TEXT, SAYING, PEOPLE, prefers=lambda item: item.id in ("crew", "Ann")))) == CREW


def test_a_target_between_two_parts_is_not_inside() -> None:
    two = SAYING._replace(parts=((TEXT.index("“"), TEXT.index("company")), (TEXT.index("said"), TEXT.index(" of"))))
    assert [item.id for item in likeliest_first(TEXT, two, [BOB, COMPANY])] == ["company", "Bob"]


def test_a_speaker_is_never_proposed_out_of_what_is_said() -> None:
    said = scheme(Attribution("saying", "by"))
    assert proposed(said, BY, TEXT, SAYING, PEOPLE) == BOB
    assert proposed(said, BY, TEXT, SAYING, [COMPANY]) is None
    assert proposed(said, ABOUT, TEXT, SAYING, [COMPANY]) == COMPANY
    assert proposed(scheme(), BY, TEXT, SAYING, []) is None


def test_the_sentence_of_an_endless_line_is_found_without_reading_it_all() -> None:
    text = "x " * 200_000
    first, last = sentence_round(text, Span("1", "saying", ((200_000, 200_005),)))
    assert first <= 200_000 and last >= 200_005 and last - first < 5000


def test_what_another_label_would_lose() -> None:
    labels = {item.id: item.label for item in (SAYING, BOB, CEM)} | {"d": "deed"}
    held = [
        Relation("1", "by", SAYING.id, "Bob"), Relation("2", "twice", "d", SAYING.id), Relation("3", "by", "q", "Cem"),
    ]  # fmt: skip
    assert [item.id for item in unfit(scheme(), SAYING, "deed", labels, held)] == ["1", "2"]
    assert unfit(scheme(), SAYING, "saying", labels, held) == []
