"""How many quotes of the two real articles get the right words and the right speaker from a caret on their cue."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import SHARED
from support.attributions import Marked, attribution_scheme, bare, without_article

from workbench.model.attribution import propose_attribution

GOLD = Path(__file__).parent / "real_gold.json"  # places only; the articles are not part of the project
WANTED = 25


def marked(text: str, layer: dict[str, Any]) -> list[Marked]:
    """The quotes of a layer with what they lead to."""
    parts = {span["id"]: tuple((start, end) for start, end in span["parts"]) for span in layer["spans"]}
    found = []
    for span in layer["spans"]:
        if span["label"] != "quote":
            continue
        ends = {kind: parts[target][0] for kind, source, target in layer["relations"] if source == span["id"]}
        place = parts[span["id"]]
        found.append(Marked(text, place, ends.get("speaker"), ends.get("cue", (-1, -1))))
    return found


def test_words_and_speakers_of_the_real_articles() -> None:
    if not SHARED.is_dir() or not GOLD.exists():
        pytest.skip("the real articles, or what was tagged in them by hand, are not here")
    layers = json.loads(GOLD.read_text(encoding="utf-8"))
    scheme = attribution_scheme()
    right = total = 0
    for name, layer in layers.items():
        text = (SHARED / name).read_bytes().decode("utf-8")
        for quote in marked(text, layer):
            at = quote.cue[0] + 1 if quote.cue[0] >= 0 else quote.content
            proposal = propose_attribution(text, at, (), scheme, scheme.attributions[0])
            total += 1
            right += (
                proposal is not None
                and bare(text, proposal.content[0]) == bare(text, quote.content)
                and without_article(text, proposal.speaker[0]) == without_article(text, quote.speaker)
            )
    assert total >= 34 and right >= WANTED
