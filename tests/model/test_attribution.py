"""Who says what: how many of the samples are right, what is preferred, and that any text at all can be asked about."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.attributions import Marked, attribution_scheme, bare, read_marked, samples, without_article
from support.build import where_of

from workbench.model.attribution import Proposal, alike, propose_attribution
from workbench.model.cue_words import forms_of, noun, phrase, verb
from workbench.model.span import Parts, Span, check_parts

SCHEME = attribution_scheme()
SAYING = SCHEME.attributions[0]


def propose(text: str, at: int | Parts, *spans: Span) -> Proposal | None:
    return propose_attribution(text, at, spans, SCHEME, SAYING)


def says(text: str, proposal: Proposal | None) -> tuple[str, str | None] | None:
    """The words that are proposed first, and who says them."""
    if proposal is None:
        return None
    who = proposal.speaker[0]
    return " | ".join(text[a:b] for a, b in proposal.content[0]), text[slice(*who)] if who else None


def is_right(sample: Marked, proposal: Proposal | None) -> bool:
    """Whether both are: the words but for what stands at their ends, the speaker but for its article."""
    return (
        proposal is not None
        and bare(sample.text, proposal.content[0]) == bare(sample.text, sample.content)
        and without_article(sample.text, proposal.speaker[0]) == without_article(sample.text, sample.speaker)
    )


def test_the_samples_are_right_from_the_caret_on_the_cue() -> None:
    found = samples()
    wrong = [sample.text for sample in found if not is_right(sample, propose(sample.text, sample.cue[0] + 1))]
    assert len(found) > 60 and wrong == []


def test_the_samples_speakers_and_cues_are_right_from_the_selected_words() -> None:
    for sample in samples():
        proposal = propose(sample.text, sample.content)
        assert proposal is not None and is_right(sample, proposal), sample.text
        assert proposal.content == (sample.content,) and proposal.cue == sample.cue, sample.text


def test_the_samples_hold_quotes_of_each_kind_and_messy_ones() -> None:
    texts = [sample.text for sample in samples()]
    several = [sample for sample in samples() if len(sample.content) > 1]
    assert len(several) >= 5 and any("\u00a0" in text for text in texts) and any("‘" in text for text in texts)


@pytest.mark.parametrize("at", range(0, 40, 5))
def test_a_caret_in_the_same_sentence_is_near_enough(at: int) -> None:
    text = "Two ships had left, the ministry said late on Sunday. It rained."
    assert says(text, propose(text, at)) == ("Two ships had left", "the ministry")
    assert propose(text, len(text)) is None


def test_of_two_cues_the_one_at_the_caret_is_meant_else_one_that_tells_of_speaking() -> None:
    text = "Dorn said she was sorry and promised to pay, which Pell believes."
    assert says(text, propose(text, text.index("promised"))) == ("to pay, which Pell believes", "Dorn")
    assert says(text, propose(text, text.index("said") + 4)) == ("she was sorry", "Dorn")
    far = "Analysts believe prices, as the bank said, will fall."
    proposal = propose(far, 0)
    assert proposal is not None and proposal.cue == where_of(far, "said")


def test_inside_a_quotation_its_own_sentence_counts() -> None:
    text = "“He came in. My mother said we were closed. He stayed,” Ennis recalled."
    assert says(text, propose(text, text.index("said"))) == ("we were closed", "My mother")
    assert says(text, propose(text, text.index("recalled"))) == (
        "“He came in. My mother said we were closed. He stayed,”", "Ennis",
    )  # fmt: skip


def test_alternatives_end_with_nobody_and_none_stands_twice() -> None:
    text = "“The gate is shut,” said Bank President Ada Dorn, “and stays shut, they say.”"
    proposal = propose(text, text.index("said"))
    assert proposal is not None
    assert proposal.speaker[-1] is None and len(proposal.speaker) == len(set(proposal.speaker)) > 2
    assert len(proposal.content) == len(set(proposal.content)) > 1
    assert where_of(text, "Ada Dorn") in proposal.speaker


def test_a_span_that_may_speak_goes_before_what_the_words_say() -> None:
    text = "Mayor Ada Dorn said Pell had lied."
    dorn, pell = Span("d", "voice", (where_of(text, "Ada Dorn"),)), Span("p", "voice", (where_of(text, "Pell"),))
    other = Span("o", "hint", (where_of(text, "Mayor"),))
    proposal = propose(text, text.index("said"), pell, dorn, other)
    assert proposal is not None
    assert proposal.speaker == (dorn.parts[0], where_of(text, "Mayor Ada Dorn"), None)  # Pell is in what is said


def test_a_span_that_only_tells_whose_it_is_speaks_not() -> None:
    text = "Orsava’s army said it had left, and the Bank of Orsava said it would stay."
    land, bank = where_of(text, "Orsava"), where_of(text, "Bank")
    spans = (Span("a", "voice", (land,)), Span("b", "voice", (bank,)))
    first = propose(text, text.index("said"), *spans)
    assert first is not None and first.speaker == (where_of(text, "Orsava’s army"), land, bank, None)
    second = propose(text, text.rindex("said"), *spans)
    assert second is not None and second.speaker[:2] == (bank, where_of(text, "Bank of Orsava"))


def test_without_a_cue_a_colon_or_a_marked_span_tells_who() -> None:
    text = "The deckhand: “With which crew?” Nobody knew."
    quote = (where_of(text, "“With which crew?”"),)
    assert says(text, propose(text, quote)) == ("“With which crew?”", "The deckhand")
    bare_text = "Pell shook her head. “Never.”"
    assert propose(bare_text, (where_of(bare_text, "“Never.”"),)) is None


def test_a_label_of_one_part_gets_one() -> None:
    text = "“The gate is shut,” said Dorn. “It stays shut.”"
    scheme = attribution_scheme(parts=False)
    proposal = propose_attribution(text, text.index("said"), (), scheme, scheme.attributions[0])
    assert proposal is not None and proposal.content[0] == (where_of(text, "“The gate is shut,”"),)
    assert all(len(parts) == 1 for parts in proposal.content)


MANY = (
    "“ ” ‘ ’ \" , . ; : — – ( ) ? said told according to by that who which and but Ada Dorn the mayor U.S. 's 3,000 "
    "would be not in on Monday with saying claim report 😀 é أ 中文 #x @y"
)
WORDS = st.sampled_from([*MANY.split(" "), "\u00a0", "\n"])


@given(st.lists(WORDS, max_size=40), st.integers(0, 200), st.integers(1, 60), st.booleans())
def test_whatever_the_text_is_what_is_proposed_can_be_stored(
    words: list[str], at: int, length: int, tight: bool
) -> None:
    text = ("" if tight else " ").join(words)
    start = min(at, len(text))
    places: list[int | Parts] = [start]
    if start < len(text):
        places.append(((start, min(start + length, len(text))),))
    for place in places:
        proposal = propose(text, place)
        if proposal is None:
            continue
        assert proposal.content and proposal.speaker
        for parts in (*proposal.content, *((who,) for who in proposal.speaker if who)):
            assert check_parts(parts, len(text)) == parts
        assert proposal.cue is None or check_parts((proposal.cue,), len(text))


def test_a_very_long_line_takes_no_longer_than_a_short_one() -> None:
    line = "“We go,” said Ada Dorn, “and we stay.” The port is shut (they say). " * 15_000
    begun = time.process_time()
    assert propose(line, len(line) // 2) is not None
    assert time.process_time() - begun < 0.3


def test_how_alike_two_contents_are() -> None:
    assert alike(((0, 10),), ((0, 10),)) == 1 and alike(((0, 5),), ((5, 10),)) == 0
    assert alike(((0, 4), (6, 10)), ((0, 8),)) == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("say", ("says", "said", "said", "saying")),
        ("reply", ("replies", "replied", "replied", "replying")),
        ("quip", ("quips", "quipped", "quipped", "quipping")),
        ("stress", ("stresses", "stressed", "stressed", "stressing")),
        ("agree", ("agrees", "agreed", "agreed", "agreeing")),
        ("note", ("notes", "noted", "noted", "noting")),
    ],
)
def test_forms_are_made_by_rule(lemma: str, forms: tuple[str, ...]) -> None:
    assert forms_of(lemma) == forms
    assert all(verb(form) and verb(form).lemma == lemma for form in (lemma, *forms))  # type: ignore[union-attr]


def test_phrases_and_nouns_are_cues_too() -> None:
    assert phrase("according", "to") and not phrase("according", "as")
    assert (found := phrase("pointed", "out")) and found.lemma == "point out" and not verb("pointed")
    assert noun("claims") and noun("statement") and not noun("chair")


def test_a_line_of_the_samples_is_read_as_it_is_marked() -> None:
    read = read_marked("{“No,”} |said|~<Bo>.¶")
    assert read == ("“No,” said\u00a0Bo.\n", ((0, 5),), (11, 13), (6, 10))
