"""Quotation marks find their partners in the usual styles, and an apostrophe is none of them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.texts import ALL, texts

from workbench.model.proposals import propose
from workbench.model.quotes import MARKS, PAIRS, find_marks, share_verbatim, verbatim
from workbench.schemes import load_scheme


@pytest.mark.parametrize(
    ("text", "pairs", "unpaired"),
    [
        ("“We left,” she said, “at last.”", ["“We left,”", "“at last.”"], ""),
        ("„Wir gehen“ und „My idziemy”", ["„Wir gehen“", "„My idziemy”"], ""),
        ("« Nous partons » et »Wir gehen«", ["« Nous partons »", "»Wir gehen«"], ""),
        (
            "‘a’ ‚b‘ ‹c› ›d‹ 「e」 『f』 \"g\" 'h' ”i”",
            ["‘a’", "‚b‘", "‹c›", "›d‹", "「e」", "『f』", '"g"', "'h'", "”i”"],
            "",
        ),
        ("“He said ‘no’ to „it“.”", ["“He said ‘no’ to „it“.”", "‘no’", "„it“"], ""),
        ("” b “c”", ["“c”"], "”"),
        ("he said «yes» and «", ["«yes»"], "«"),
        ("yes» and «no", [], "»«"),
        ("“a ‘b” c", ["“a ‘b”"], "‘"),
        ("“One.\n\n“Two.\r\n “Three.”", ["“One.\n\n“Two.\r\n “Three.”"], ""),
        ("“One.\n“Two.", [], "“"),
        ('"One.\n"Two."', ['"One.\n"Two."'], ""),
        ('"One."\n"Two."', ['"One."', '"Two."'], ""),
        ("don’t, don't, ’90s, rock ’n’", [], "’"),
        ("‘the dogs’ bowls,’ they’d say", ["‘the dogs’ bowls,’"], ""),
        ("‘Yes’ for the dogs’ bowls", ["‘Yes’"], ""),
        ("'Twas “the dogs' bowls”", ["“the dogs' bowls”"], "''"),
        ("", [], ""),
    ],
)
def test_pairs(text: str, pairs: list[str], unpaired: str) -> None:
    found = find_marks(text)
    assert [text[opening : closing + 1] for opening, closing in found.pairs] == pairs
    assert "".join(text[at] for at in found.unpaired) == unpaired


def test_a_stretch_of_a_text_is_looked_at_by_itself() -> None:
    text = "said “go now,” and “we’"
    assert find_marks(text, 6, 14) == ([], [13])
    assert find_marks(text, 5, 14) == ([(5, 13)], [])


@example(ALL)
@example("".join(PAIRS) * 3)
@given(texts)
def test_every_mark_has_at_most_one_partner(text: str) -> None:
    pairs, unpaired = find_marks(text)
    places = [at for pair in pairs for at in pair] + unpaired
    assert len(set(places)) == len(places)
    assert all(text[closing] in PAIRS[text[opening]] and opening < closing for opening, closing in pairs)
    assert {text[at] for at in unpaired} <= MARKS


@pytest.mark.parametrize("marks", ["“", "‘ ", "„‚", "„ » ", "‘a’ ’ "])
def test_many_marks_take_no_longer_each(marks: str) -> None:
    assert len(find_marks(marks * 30_000).unpaired) <= 60_000


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("[“We left,”] she said.", ["We left,"]),
        ("[“We left,”] she said, [“and stayed.”]", ["We left,", "and stayed."]),
        ("that [it was “over” and “done.”]", ["over", "done."]),
        ("that [they had left]", []),
        ("[“He said, ‘No,’ and left.”]", ["He said, ‘No,’ and left."]),
        ("[“One.\n\n“Two.”]", ["One.", "Two."]),
        ("[“One. Two.]\n\n“Three.”", ["One. Two."]),
        ("[„Wir gehen“, sagte sie, „jetzt“]", ["Wir gehen", "jetzt"]),
        ("[« Partons »], dit-elle", ["Partons"]),
        ("[that it was “over]", []),
        ("[they don’t like the dogs’ bowls]", []),
        ("[“We] never [left,”]", ["We", "left,"]),
        ("[“ ”]", []),
    ],
)
def test_what_is_given_word_for_word(marked: str, wanted: list[str]) -> None:
    text = marked.replace("[", "").replace("]", "")
    parts, gone = [], 0
    for at, letter in enumerate(marked):
        if letter in "[]":
            parts.append(at - gone)
            gone += 1
    pairs = tuple(zip(parts[::2], parts[1::2]))
    assert [text[start:end] for start, end in verbatim(text, pairs)] == wanted


@given(st.text(st.sampled_from("ab “”„“«»\"'’‘.\n "), min_size=1, max_size=60), st.sets(st.integers(0, 60)))
def test_word_for_word_is_inside_the_span_and_tells_its_type(text: str, places: set[int]) -> None:
    borders = sorted({min(place, len(text)) for place in places})
    parts = tuple(zip(borders[::2], borders[1::2]))
    if not parts:
        return
    found = verbatim(text, parts)
    flat = [at for extent in found for at in extent]
    assert flat == sorted(flat)
    for start, end in found:
        assert start < end and any(first <= start and end <= last for first, last in parts)
        assert not text[start].isspace() and not text[end - 1].isspace()
    words = "".join(text[start:end] for start, end in parts)
    said = "".join(text[start:end] for start, end in found)
    kind = propose(load_scheme("news").label("quote"), text, parts)["type"]
    letters = [sum(map(str.isalnum, held)) for held in (words, said)]
    assert (kind == "indirect") == (not found)
    if found:
        assert (kind == "direct") == (letters[0] == letters[1])


@given(st.lists(st.sampled_from(["Ja.", "No, no.", "We left", "x"]), min_size=1, max_size=5), st.sampled_from("“„«「"))
def test_what_was_put_into_marks_comes_out_of_them(said: list[str], mark: str) -> None:
    closing = {"“": "”", "„": "“", "«": "»", "「": "」"}[mark]
    text = ", he said, ".join(f"{mark}{words}{closing}" for words in said)
    found = [text[start:end] for start, end in verbatim(text, ((0, len(text)),))]
    assert found == said


@pytest.mark.parametrize(
    ("text", "share"),
    [("“Go home,”", "all"), ("he called it “a gift”", "some"), ("that two ships had left", "none"), ("“”", "none")],
)
def test_how_much_is_verbatim(text: str, share: str) -> None:
    parts = ((0, len(text)),)
    assert share_verbatim(text, parts, verbatim(text, parts)) == share
