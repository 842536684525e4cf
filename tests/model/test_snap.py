"""The edges of a selection go where the snap rule of the label says (the rules under "Snap at tagging" of the keys)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.build import where_of
from support.texts import extents, full_texts

from workbench.model.offsets import line_around
from workbench.model.snap import Snap, snap, snap_many
from workbench.model.tokens import sentences, trimmed


@pytest.mark.parametrize(
    ("rule", "text", "selected", "wanted"),
    [
        ("word", "in Seoul, today", " Seoul, ", "Seoul"),
        ("word", "in Seoul, today", "eou", "Seoul"),
        ("word", "the chiefs (JCS) said", " (JCS) ", "(JCS)"),
        ("word", "the chiefs (JCS) said", "JCS)", "JCS"),
        ("word", "we Don’t know", "on’", "Don’t"),
        ("word", "about 3,000 men", "3,0", "3,000"),
        ("word", "the U.S.-led talks", "S.-l", "U.S.-led"),
        ("word", "a co-op bakery", "op", "co-op"),
        ("word", "North Korea’s missile", "North Korea’s ", "North Korea"),
        ("word", "North Korea’s missile", "Korea", "Korea"),
        ("word", "in the U.S. today", "U.S.", "U.S."),
        ("word", "“Ada Dorn,” he", "“Ada Dorn,”", "Ada Dorn"),
        ("quote", "said “go now,” then", " “go now,” ", "“go now,”"),
        ("quote", "said “go now,” then", "“go now", "go now"),
        ("quote", "said “go now,” then", "go now,” ", "go now,"),
        ("quote", "it isn’t so ", " isn’t so ", "isn’t so"),
        ("quote", "said „wir gehen“ dann", " „wir gehen“ ", "„wir gehen“"),
        ("quote", "a “a,” b “c” d", "” b “c”", "b “c”"),
        ("quote", "he said «yes» and «no»", "he said «yes» and «", "he said «yes» and"),
        ("quote", "“A ‘b’ c” d", "A ‘b’ c” ", "A ‘b’ c"),
        ("quote", "“One.\n\n“Two.” he", "“One.\n\n“Two.” ", "“One.\n\n“Two.”"),
        ("quote", "‘feed the dogs’ pups,’ he", "‘feed the dogs’ pups,’ ", "‘feed the dogs’ pups,’"),
        ("quote", "go ’til dawn ", " ’til dawn ", "’til dawn"),
        ("line", "One\r\nTwo words\r\nThree", "o wo", "Two words"),
        ("line", "One\nTwo words\nThree", "words\nTh", "Two words\nThree"),
        ("sentence", "He left. She stayed. End.", "stay", "She stayed."),
        ("character", "abc def", "bc d", "bc d"),
    ],
)
def test_snap(rule: Snap, text: str, selected: str, wanted: str) -> None:
    found = snap(rule, text, *where_of(text, selected))
    assert found is not None
    assert text[found[0] : found[1]] == wanted


@pytest.mark.parametrize("rule", ["word", "quote", "sentence", "line"])
def test_white_space_alone_leaves_nothing(rule: Snap) -> None:
    assert snap(rule, "a \r\n b", 1, 5) is None


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 4)])
def test_a_selection_outside_the_text_gives_nothing(start: int, end: int) -> None:
    assert snap("character", "abc", start, end) is None


@given(st.data(), full_texts, st.sampled_from(["word", "quote", "sentence", "line", "character"]))
def test_what_comes_out_lies_in_the_text_and_stays_when_snapped_again(
    data: st.DataObject, text: str, rule: Snap
) -> None:
    found = snap(rule, text, *data.draw(extents(len(text))))
    if found is not None:
        assert 0 <= found[0] < found[1] <= len(text)
        if rule in ("sentence", "line", "character"):
            assert snap(rule, text, *found) == found


@given(full_texts, st.data(), st.sampled_from(["word", "quote", "sentence", "line", "character"]))
def test_several_selections_become_what_each_becomes(text: str, data: st.DataObject, rule: Snap) -> None:
    chosen = data.draw(st.lists(extents(len(text)), max_size=5))
    alone = {snap(rule, text, *extent) for extent in chosen} - {None}
    assert snap_many(rule, text, chosen) == sorted(alone)


@given(full_texts, st.data())
def test_lines_and_sentences_are_those_of_the_whole_text(text: str, data: st.DataObject) -> None:
    start, end = data.draw(extents(len(text)))
    inner = trimmed(text, start, end)
    wanted = inner and (line_around(text, inner[0])[0], line_around(text, inner[1] - 1)[1])
    assert snap("line", text, start, end) == wanted
    touched = [extent for extent in sentences(text) if extent[0] < end and start < extent[1]]
    assert snap("sentence", text, start, end) == ((touched[0][0], touched[-1][1]) if touched else None)
