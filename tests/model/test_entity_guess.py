"""The likeliest entity of a mention: by how it reads, never one of another label, and none rather than a wrong one."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.chains import CHAINS, go_through

from workbench.model.entity import Entity
from workbench.model.entity_guess import Guesser
from workbench.model.readings import is_pronoun
from workbench.model.span import Span


def guess(mention: str, *names: str, before: str = "") -> tuple[str, str] | None:
    """What ``mention`` means, and why, where entities have these names."""
    text = f"{before}{mention}"
    entities = [Entity(name, "actor", name) for name in names]
    known = [Span("k", "actor", ((0, len(names[0])),), entity=names[0])] if before else []
    found = Guesser(text, known, entities).likeliest(Span("m", "actor", ((len(before), len(text)),)))
    return (found.entity, found.reason) if found else None


@pytest.mark.parametrize(
    ("mention", "name", "reason"),
    [
        ("North Korea", "North Korea", "same words"),
        ("North\u00a0Korea’s", "North Korea", "same words"),
        ("NORTH KOREA", "North Korea", "same words"),
        ("the IAEA", "IAEA", "same words"),
        ("the U.S.", "US", "same words"),
        ("Kim Jong-un", "Kim Jong Un", "same words"),
        ("the mayor", "The mayor", "same words"),
        ("“Orsava”,", "Orsava", "same words"),
        ("IAEA", "International Atomic Energy Agency", "acronym"),
        ("the United States", "US", "acronym"),
        ("JCS", "the Joint Chiefs of Staff", "acronym"),
        ("Dorn", "Ada Dorn", "last name"),
        ("Mr. Weir", "Conrad Weir", "last name"),
        ("Dr. Bergstrand’s", "Dr. Aino Bergstrand", "last name"),
        ("Foreign minister Ivan Petrov", "Ivan Petrov", "same words"),
        ("Transport minister Ivan Petrov", "Ivan Petrov", "same words"),
        ("Blinken", "US Secretary of State Antony Blinken", "last name"),
        ("Antony Blinken", "US Secretary of State Antony Blinken", "same words"),
        ("Secretary of State Blinken", "Antony Blinken", "last name"),
        ("UN Secretary-General Antonio Guterres", "Guterres", "part of the name"),
        ("Kim", "North Korean leader Kim Jong-un", "part of the name"),
        ("Indo-Pacific Command", "US Indo-Pacific Command", "part of the name"),
        ("Ada Dorn", "Dorn", "part of the name"),
        ("Kim", "Kim Jong Un", "part of the name"),
        ("the cook", "the cook, Emeka Sundholm", "same words"),
        ("the commission", "Iss Basin Commission", "same noun"),
        ("the ministry", "the ministry of defence", "same noun"),
        ("موسكو", "موسكو", "same words"),
        ("平壤", "平壤", "same words"),
    ],
)  # fmt: skip
def test_what_is_likely(mention: str, name: str, reason: str) -> None:
    assert guess(mention, name, "Somebody Else") == (name, reason)


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("North Korean", "North Korea"),
        ("North Korean army", "North Korea"),
        ("North Korea’s army", "North Korea"),
        ("South Korea", "North Korea"),
        ("Japan", "Japan Airlines"),
        ("Korea", "President of South Korea"),
        ("Korea", "President of South Korea Yoon Suk Yeol"),
        ("Orsava", "the Bank of Orsava"),
        ("US", "US Indo-Pacific Command"),
        ("Japan", "Sea of Japan"),
        ("the country’s capital", "the country"),
        ("the capital", "the country’s army"),
        ("the tax agency", "the lights agency"),
        ("the Minister of North Korea", "North Korea"),
        ("Ann Dorn", "Ada Dorn"),
        ("a spokesman", "the spokesman"),
        ("another official", "official"),
        ("three officials", "officials"),
        ("their army", "army"),
        ("he", "He"),
        ("It", "it"),
        ("us", "US"),
        ("his", "His Majesty"),
    ],
)
def test_what_stays_for_the_person(mention: str, name: str) -> None:
    assert guess(mention, name, "Somebody Else") is None


def test_of_two_that_come_equally_near_none_is_chosen_but_both_are_named() -> None:
    names = [Entity(name[0], "actor", name) for name in ("North Korea", "South Korea", "Korea Times")]
    guesser, span = Guesser("Korea", (), names), Span("m", "actor", ((0, 5),))
    assert guesser.likeliest(span) is None and {found.entity for found in guesser.guesses(span)} == {"N", "S"}
    nearer = Guesser("Korea", (), [*names, Entity("x", "actor", "the Korea")])
    assert nearer.likeliest(span) == nearer.guesses(span)[0] and nearer.guesses(span)[0].entity == "x"


def test_letters_in_brackets_mean_what_stands_before() -> None:
    name = "US Indo-Pacific Command"
    assert guess("INDOPACOM", name, before=f"{name} (") == (name, "acronym")
    assert guess("INDOPACOM", name, before=f"{name} and (") is None
    assert guess("Hawaii", name, before=f"{name} (") is None


def test_a_mention_that_was_assigned_helps_the_next_one() -> None:
    text = "The Republic … Pyongyang … Pyongyang"
    known = Span("k", "actor", ((15, 24),), entity="e")
    found = Guesser(text, [known], [Entity("e", "actor", "North Korea")]).likeliest(Span("m", "actor", ((27, 36),)))
    assert found is not None and (found.entity, found.reason) == ("e", "same words")


def test_pronouns_are_no_acronyms() -> None:
    assert [is_pronoun(word) for word in ("It", "he", "I", "US", "IT", "us", "WHO", "Itel")] == [
        True, True, True, False, False, True, False, False,
    ]  # fmt: skip


def test_most_mentions_of_our_samples_are_guessed_right_and_none_wrong() -> None:
    found = [go_through(name) for name in CHAINS]
    assert [wrong for _, _, wrong in found] == [[]] * len(CHAINS)
    right, missing = sum(len(some) for some, _, _ in found), sum(len(some) for _, some, _ in found)
    assert right >= 135 and right + missing == 142


WORDS = (
    "the",
    "Korea",
    "North",
    "Dorn",
    "Ada",
    "IAEA",
    "US",
    "agency",
    "of",
    "a",
    "it",
    "’s",
    "(",
    "Mr.",
    ",",
    "\u00a0",
)
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
LABELS = st.sampled_from(["actor", "event"])
MENTIONS = st.lists(
    st.tuples(PHRASES, LABELS, st.sampled_from([None, "0", "1", "2", "3", "4"])), min_size=1, max_size=8
)


@given(MENTIONS, st.lists(st.tuples(PHRASES, LABELS), max_size=5))
def test_no_guess_crosses_labels_whatever_is_written(
    mentions: Sequence[tuple[str, str, str | None]], named: Sequence[tuple[str, str]]
) -> None:
    text, spans = "", []
    for at, (words, label, entity) in enumerate(mentions):
        spans.append(Span(str(at), label, ((len(text), len(text) + len(words)),), entity=entity))
        text += f"{words} "
    entities = {str(at): Entity(str(at), label, words) for at, (words, label) in enumerate(named)}
    guesser = Guesser(text, spans, entities.values())
    for span in spans:
        found = guesser.guesses(span)
        assert all(entities[item.entity].label == span.label for item in found)
        assert len({item.entity for item in found}) == len(found)
        assert [item.rank for item in found] == sorted(item.rank for item in found)
        chosen = guesser.likeliest(span)
        assert chosen is None or (chosen == found[0] and all(item.rank > chosen.rank for item in found[1:]))
