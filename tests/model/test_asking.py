"""What is asked about a span, and the letters that answer."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.model.asking import FEW, answers, asked_in_turn, beginning_with, can_be_chosen, is_typed, next_open
from workbench.model.scheme import AttributeType, Label, Value, When
from workbench.model.scheme_file import TAKEN_LETTERS


def choice(name: str, *values: str | Value, **more: object) -> AttributeType:
    made = tuple(value if isinstance(value, Value) else Value(value) for value in values)
    return AttributeType(name, "choice", made, **more)  # type: ignore[arg-type]


def label(*attributes: AttributeType) -> Label:
    return Label("saying", "1", "S", "quote", attributes=attributes)


def letters(attribute: AttributeType) -> dict[str, str]:
    return {item.words: item.letter for item in answers(attribute)}


def test_letters_are_the_schemes_own_else_the_first_free_one_of_the_name() -> None:
    assert letters(choice("form", Value("direct", "d"), "indirect", Value("mixed", "M"))) == {
        "direct": "d", "indirect": "i", "mixed": "m",
    }  # fmt: skip
    # a is a key, d and i are taken; of the last name every letter is.
    assert letters(choice("x", "add", "aid", Value("did", "b"), "dial", "did it")) == {
        "add": "d", "aid": "i", "did": "b", "dial": "h", "did it": "m",
    }  # fmt: skip
    assert letters(AttributeType("sure", "flag")) == {"yes": "y", "no": "n"}


@given(st.lists(st.text("abcdefghij é本", min_size=1, max_size=5), min_size=1, max_size=FEW, unique=True))
def test_few_values_have_a_letter_each_and_no_two_the_same(names: list[str]) -> None:
    found = [item.letter for item in answers(choice("x", *names))]
    assert all(found) and len(set(found)) == len(found) and not set(found) & TAKEN_LETTERS


def test_of_many_values_none_has_a_letter_and_words_find_them() -> None:
    many = choice("kind", *(f"kind {at}" for at in range(8)), "site notice", "notice")
    assert is_typed(many) and set(letters(many).values()) == {""}
    assert [item.words for item in beginning_with(answers(many), "No")] == ["notice", "site notice"]
    assert [item.words for item in beginning_with(answers(many), "site n")] == ["site notice"]
    assert beginning_with(answers(many), "x") == []


def test_what_is_asked_after_tagging() -> None:
    form = choice("form", "direct", "mixed", required=True)
    tone = choice("tone", "calm", "loud")
    why = choice("why", "shy", "other", required=True, when=When("form", ("mixed",)))
    doubt = AttributeType("unsure", "flag", unsure=True)
    note, gone = AttributeType("note", "text", required=True), choice("gone", "a", "b", required=True, off=True)
    saying = label(doubt, note, gone, form, tone, why)

    def asked(values: dict[str, object], proposed: set[str], settled: set[str], required: bool) -> str | None:
        found = next_open(saying, values, proposed, settled, required)
        return found.name if found is not None else None

    assert asked({"form": "direct"}, {"form"}, set(), False) == "form"  # a guess is open
    assert asked({"form": "direct"}, set(), set(), False) == "tone"
    assert asked({"form": "direct"}, set(), {"form"}, True) is None  # tone need not be said
    assert asked({"form": "direct", "tone": "calm"}, {"tone"}, {"form"}, True) == "tone"  # unless it was guessed
    assert asked({"form": "mixed"}, set(), {"form"}, True) == "why"
    assert asked({"form": "mixed", "why": "shy"}, set(), {"form"}, True) is None
    assert [item.name for item in asked_in_turn(saying, {"gone": "a"})] == ["note", "gone", "form", "tone"]


def test_what_can_be_chosen() -> None:
    nine = tuple(Value(f"v{at}") for at in range(9))
    assert [
        can_be_chosen(AttributeType("x", kind, given))
        for kind, given in (("flag", ()), ("choice", nine), ("choices", nine[:8]), ("choices", nine), ("text", ()))
    ] == [True, True, True, False, False]  # fmt: skip
