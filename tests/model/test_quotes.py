"""Quotation marks find their partners in the usual styles, and an apostrophe is none of them."""

import pytest
from hypothesis import example, given
from support.texts import ALL, texts

from workbench.model.quotes import MARKS, PAIRS, find_marks


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
