"""W goes to what the nearest pair of quotation marks holds, whatever the language."""

import pytest
from support.build import where_of

from workbench.window.article.hands.widen import wider

SAID = "Caldera, which runs 14 ships, said it would ask the court to act, calling the strike “unlawful.” It left."
TOLD = "Roe told reporters on Friday that the gate, for now, would stay shut. Next."
INVERTED = "“So we left it,” said Marta Okafor, who leads the union."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said “we go now” and left.", "we go now"),
        ("Er sagte „we go now“ und „nein“.", "we go now"),
        ("Ils „we go now” czy „tak”.", "we go now"),
        ("They said ‘we go now’ to the dogs’ owner.", "we go now"),
        ("He wrote “yes” we go now “no” and left.", "He wrote “yes” we go now “no” and left."),
    ],
)
def test_the_quotation_round_some_words(text: str, wanted: str) -> None:
    found = wider(text, where_of(text, "go now"), (0, len(text)))
    assert found is not None
    assert text[found[0] : found[1]] == wanted


def steps(text: str, extent: tuple[int, int]) -> list[str]:
    """What W selects, press after press."""
    found, paragraph = [], (0, len(text))
    at: tuple[int, int] | None = extent
    while at is not None:
        at = wider(text, at, paragraph)
        if at is not None:
            found.append(text[slice(*at)])
    return found


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        (
            SAID,
            "it would",
            ["it would ask the court to act", "it would ask the court to act, calling the strike “unlawful.”"],
        ),
        (
            SAID,
            "unlawful",
            ["unlawful.", "“unlawful.”", "calling the strike “unlawful.”",
             "it would ask the court to act, calling the strike “unlawful.”"],
        ),
        (TOLD, "gate", ["the gate", "the gate, for now, would stay shut"]),
        (TOLD, "the gate, for now", ["the gate, for now, would stay shut"]),
        (TOLD, "reporters", ["Roe told reporters on Friday that the gate"]),
        (INVERTED, "Okafor", ["said Marta Okafor"]),
    ],
)  # fmt: skip
def test_what_is_said_is_a_step_from_the_cue_to_the_sentences_end(text: str, words: str, wanted: list[str]) -> None:
    found = steps(text, where_of(text, words))
    sentence = text.removesuffix(" It left.").removesuffix(" Next.")
    assert found == [*wanted, sentence, *([text] if text != sentence else [])]


@pytest.mark.parametrize(
    ("text", "words", "phrase"),
    [
        ("Ships of the US or South Korea (the JCS said) left.", "or", "Ships of the US or South Korea"),
        ("Ships of the United States (or South Korea) left.", "or", "or South Korea"),
        ("Nobody came, he told reporters.", "told", "he told reporters"),
        ("一家工厂起火，所幸无人伤亡。", "无", "所幸无人伤亡"),
        ("Two men — both from Sorrel — were held!", "from", "both from Sorrel"),
        ("Two men - both from well-known Sorrel -- were held.", "from", "both from well-known Sorrel"),
        ("At noon, they left the U.S.", "left", "they left the U.S."),
        ("At noon, the worker(s) left.", "left", "the worker(s) left"),
        ("Then [sic] it ended … and no, it did.", "ended", "it ended … and no"),
        ("Yes, 3,000 men left it…", "men", "3,000 men left it"),
    ],
)  # fmt: skip
def test_a_phrase_has_no_blanks_and_no_stops_at_its_ends(text: str, words: str, phrase: str) -> None:
    word, *wider_ones = steps(text, (text.index(words), text.index(words)))
    assert word.startswith(words) and phrase in wider_ones[:2]


def test_a_sentence_that_nothing_parts_is_one_step() -> None:
    assert steps("Three men left. So did we.", (6, 6)) == ["men", "Three men left.", "Three men left. So did we."]
