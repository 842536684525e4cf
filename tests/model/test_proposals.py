"""The type of a quote is proposed from its quotation marks."""

import pytest

from workbench.model.proposals import propose
from workbench.schemes import load_scheme


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We left.”", "direct"),
        ("«Nous partons»", "direct"),
        ("that they had left", "indirect"),
        ("that it was “over”", "mixed"),
        ("“We left without a close", "direct"),
        ("「行きます」", "direct"),
    ],
)
def test_from_marks(text: str, wanted: str) -> None:
    quote = load_scheme("news").label("quote")
    assert propose(quote, text, ((0, len(text)),)) == {"type": wanted}


def test_a_label_without_attributes_gets_none() -> None:
    assert propose(load_scheme("news").label("event"), "left", ((0, 4),)) == {}
