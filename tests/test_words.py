"""Sentences of the journal as a window shows them."""

import pytest

from workbench.words import as_shown


@pytest.mark.parametrize(
    "words, shown",
    [
        ("removed quote 611-691", "removed quote 611–691"),
        ("moved event 1-2 to 3-4", "moved event 1–2 to 3–4"),
        ("set date of event 1-2 to “2024-03”", "set date of event 1–2 to “2024-03”"),
        ("changed title of “Derby ends 2-1”", "changed title of “Derby ends 2-1”"),
        ("set day of event 1-2 to 2024-03-14", "set day of event 1–2 to 2024-03-14"),
        ("removed the article w-1-2", "removed the article w-1-2"),
        ("took ann’s quote", "took ann’s quote"),
    ],
)
def test_places_have_a_dash_and_quotations_stay(words: str, shown: str) -> None:
    assert as_shown(words) == shown


def test_with_the_text_at_hand_places_are_its_words() -> None:
    text = "The chairman said: “We were promised an answer at noon, and there is none,” and left."
    assert as_shown("tagged 0-12 as actor", text) == "tagged “The chairman” as actor"
    assert as_shown("moved actor 0-12 to 4-12", text) == "moved actor “The chairman” to “chairman”"
    shown = as_shown("moved quote 19-55 to 19-76", text)
    assert shown == "moved quote “‘We were promised an answer at noon,” to “‘We were promised an ans…there is none,’”"
    assert as_shown("set title of “1-2” to 3", text) == "set title of “1-2” to 3"
    assert as_shown("removed quote 0-900", text) == "removed quote 0–900"
    assert as_shown("removed quote 5-5", text) == "removed quote 5–5"
    assert as_shown("removed line 0-3000", "word " * 600) == "removed line “word word word word word…word word word”"
    assert as_shown("removed line 0-3", "   ") == "removed line 0–3"
