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
