"""Whether words name somebody, describe them, or stand for them."""

import json

import pytest

from workbench.model.mentions import kind_of
from workbench.model.proposals import propose
from workbench.places import annotations
from workbench.schemes import load_scheme


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Crews heard that Ada Roe left.", "Ada Roe", "name"),
        ("The council heard Mayor Ottoline Marsh.", "Mayor Ottoline Marsh", "name"),
        ("It was the Bank of Orsava that fell.", "Bank of Orsava", "name"),
        ("We met Ursula von der Aa there.", "Ursula von der Aa", "name"),
        ("So said the Coastal Survey (CS).", "Coastal Survey (CS)", "name"),
        ("So said the G7.", "G7", "name"),
        ("Then residents of Halm came.", "residents of Halm", "nominal"),
        ("Then the US officials came.", "US officials", "nominal"),
        ("Then Orsava’s forces came.", "Orsava’s forces", "nominal"),
        ("About 400 dockers left.", "About 400 dockers", "nominal"),
        ("The minister left.", "The minister", "nominal"),
        ("“Police closed it,” she said.", "Police", "nominal"),
        ("Dockers left. More dockers stayed.", "Dockers", "nominal"),
        ("Rovers won. The fans of Rovers sang.", "Rovers", "name"),
        ("Strangers came.", "Strangers", "nominal"),
        ("Roe came.", "Roe", "name"),
        ("OSLO (Northwire) — Astronomers came.", "Astronomers", "nominal"),
        ("HALM MAYOR QUITS TODAY\nThe mayor left.", "MAYOR", "nominal"),
        ("“The gate stays shut,” it said.", "it", "pronoun"),
        ("She left.", "She", "pronoun"),
        ("THEY LEFT THE HARBOUR", "THEY", "pronoun"),
        ("It was launched: US, Orsava", "US", "name"),
        ("The US left.", "US", "name"),
        ("So the WHO said.", "WHO", "name"),
        ("Sie ging, sagte er.", "er", "pronoun"),
        ("Il est parti, dit-elle.", "elle", "pronoun"),
        ("他说，火很大。", "他", "pronoun"),
        ("周启明说，火很大。", "周启明", None),
        ("قالت سلمى العطار", "سلمى العطار", None),
        ("In 2010 “1,234” won.", "1,234", None),
    ],
)
def test_the_kind_of_a_mention(text: str, words: str, wanted: str | None) -> None:
    start = text.index(words)
    assert kind_of(text, start, start + len(words)) == wanted
    proposed = propose(load_scheme("news").label("actor"), text, ((start, start + len(words)),))
    assert proposed == ({"mention": wanted} if wanted else {})


def test_nobody_is_mentioned_in_a_thousand_words() -> None:
    text = "Orsava said so. " * 500
    assert kind_of(text, 0, 6) == "name"
    assert kind_of(text, 0, len(text)) is None


def test_how_a_word_is_written_is_looked_up_around_the_mention_only() -> None:
    near = "Crews left. Many crews did." + " And so on." * 20
    assert kind_of(near, 0, 5) == "nominal"
    far = "Crew left." + " And so on." * 10_000 + " Many crew did."
    assert kind_of(far, 0, 4) == "name"
    assert kind_of("Crew left." + " And so on." * 100 + " Many crew did.", 0, 4) == "nominal"
    assert kind_of("Crew left." + " And so on." * 100 + " Many crews, screw_crew and aircrew did.", 0, 4) == "name"


def test_nothing_but_marks_is_no_mention() -> None:
    assert kind_of("...", 0, 3) is None


def test_the_gold_of_the_samples_is_mostly_what_is_proposed() -> None:
    said = right = 0
    for line in (annotations() / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for span in record["spans"]:
            if span["label"] == "actor":
                said += 1
                right += kind_of(record["text"], span["start"], span["end"]) == span["attributes"]["mention"]
    assert said > 100 and right / said > 0.85
