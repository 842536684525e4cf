"""Rules about quotation marks: each is found where it is, its mend mends it, and nothing is said twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.build import layer

from workbench.model.rules import Problem, problems
from workbench.model.scheme import Scheme
from workbench.model.scheme_file import read_scheme
from workbench.model.span import Parts, Span

HEAD = 'name = "s"\nversion = "1"\n[[label]]\nname = "said"\nparts = true\n'
ALL = ("unbalanced-marks", "half-pair", "continued-quote")


def scheme(*rules: str) -> Scheme:
    return read_scheme(HEAD + "".join(f'[[rule]]\nname = "{rule}"\nlabels = ["said"]\n' for rule in rules))


def found(text: str, parts: Parts, *rules: str) -> list[Problem]:
    return problems(scheme(*(rules or ALL)), text, layer("ann", Span("q", "said", parts)))


def cut(marked: str) -> tuple[str, Parts]:
    """A text in which ``[`` and ``]`` stand round the parts of a span, without these."""
    parts, text, start = [], "", 0
    for letter in marked:
        if letter == "[":
            start = len(text)
        elif letter == "]":
            parts.append((start, len(text)))
        else:
            text += letter
    return text, tuple(parts)


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
    sentences = [problem.sentence for problem in found(text, ((0, len(text)),), "unbalanced-marks")]
    assert sentences == ([f"in this said the quotation mark {marks} has no partner"] if marks else [])


@pytest.mark.parametrize(
    ("marked", "mended"),
    [
        ("[“We left],” Ada said.", "[“We left,”] Ada said."),
        ("[“We left,]” Ada said.", "[“We left,”] Ada said."),
        ("“[We left,”] Ada said.", "[“We left,”] Ada said."),
        ("Ada: “[We left]", None),
        ("Ada: “[We left]”", None),
        ("[“We left,”] Ada said.", None),
        ("that [it was “over]” now", "that [it was “over”] now"),
        ("[„Wir gehen]“, sagte sie", "[„Wir gehen“], sagte sie"),
        ("[“We left,”] she said, “[and stayed.”]", "[“We left,”] she said, [“and stayed.”]"),
        ('["We left,]" Ada said.', '["We left,"] Ada said.'),
        ("[‘We left,]’ Ada said.", "[‘We left,’] Ada said."),
        ("[“Yes] it is so,” she said.", None),
        ("«[Partons»], dit-elle", "[«Partons»], dit-elle"),
    ],
)
def test_half_a_pair_at_an_edge(marked: str, mended: str | None) -> None:
    text, parts = cut(marked)
    all = [problem for problem in found(text, parts) if problem.rule == "half-pair"]
    assert len(all) == (mended is not None)
    if mended is not None:
        (problem,) = all
        assert problem.fix is not None and problem.fix.parts == cut(mended)[1]
        assert "belongs to it" in problem.sentence
        assert found(text, problem.fix.parts) == [], "the mend leaves nothing to mend"


@pytest.mark.parametrize(
    ("marked", "mended"),
    [
        ("[“One. Two.]\n\n“Three.” Four.", "[“One. Two.\n\n“Three.”] Four."),
        ("[“One.]\n\n“Two.\n\n“Three,” she said.", "[“One.\n\n“Two.\n\n“Three,”] she said."),
        ("[“One,]\n “never closed.", "no mend"),
        ('["One.]\r\n\r\n"Two." Three.', '["One.\r\n\r\n"Two."] Three.'),
        ("[“Yes,”] she said. [“One.]\n“Two.”", "[“Yes,”] she said. [“One.\n“Two.”]"),
        ("[“One.”]\n\n“Two.”", None),
        ("[“One. Two.] Three.\n\n“Four.”", None),
        ("[“One.]\n\nTwo.", None),
        ("[“One.]", None),
    ],
)
def test_a_quotation_that_goes_on_in_the_next_paragraph(marked: str, mended: str | None) -> None:
    text, parts = cut(marked)
    all = found(text, parts)
    assert [problem.rule for problem in all if problem.rule == "continued-quote"] == ["continued-quote"] * bool(mended)
    if mended is not None:
        (problem,) = all
        assert (problem.fix is None) == (mended == "no mend")
        if problem.fix is not None:
            assert problem.fix.parts == cut(mended)[1]
            assert found(text, problem.fix.parts) == []


def test_what_a_better_rule_explains_is_not_told_twice() -> None:
    text, parts = cut("[“We left,]” Ada said.")
    assert [problem.rule for problem in found(text, parts)] == ["half-pair"]
    assert [problem.rule for problem in found(text, parts, "unbalanced-marks")] == ["unbalanced-marks"]
    text, parts = cut("[“One.]\n“Two.”")
    assert [problem.rule for problem in found(text, parts)] == ["continued-quote"]
    assert [problem.rule for problem in found(text, parts, "unbalanced-marks")] == ["unbalanced-marks"]


TEXTS = st.text(st.sampled_from("ab “”„“«»\"'’‘‹›.\n\r,「」"), min_size=1, max_size=60)


@given(TEXTS, st.lists(st.integers(0, 59), min_size=2, max_size=6, unique=True))
def test_whatever_stands_there_a_mend_is_a_span_and_helps(text: str, places: list[int]) -> None:
    places = sorted({min(place, len(text)) for place in places})
    parts = tuple((start, end) for start, end in zip(places[::2], places[1::2]))
    if not parts:
        return
    for problem in found(text, parts):
        if problem.fix is not None and problem.fix.parts is not None:
            flat = [at for part in problem.fix.parts for at in part]
            assert flat == sorted(set(flat)) and flat[0] >= 0 and flat[-1] <= len(text)
            assert all(new[0] <= old[0] and old[1] <= new[1] for new, old in zip(problem.fix.parts, parts)), (
                "a mend only takes in"
            )
