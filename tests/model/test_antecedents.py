"""Whom a pronoun likely means, by who was spoken of before."""

import json
from collections import Counter
from collections.abc import Iterable

import pytest
from conftest import CHECKOUT

from workbench.errors import SchemeError
from workbench.model.entity import Entity
from workbench.model.entity_guess import Guesser
from workbench.model.readings import is_pronoun
from workbench.model.scheme import Label
from workbench.model.scheme_file import read_scheme
from workbench.model.scheme_write import write_scheme
from workbench.model.span import Span
from workbench.schemes import load_scheme

LABELS = load_scheme("news").labels


def meant(text: str, types: dict[str, str] | None = None, labels: Iterable[Label] = LABELS) -> str | None:
    """Whom the pronoun in ``<>`` means, where mentions stand in ``[]``, with the names of their entities."""
    plain, spans, pronoun = "", [], None
    for piece in text.replace("<", "[<").replace(">", "]").replace("]", "[").split("["):
        if piece.startswith("<") or "|" in piece:
            words, _, name = piece.removeprefix("<").partition("|")
            span = Span(str(len(spans)), "actor", ((len(plain), len(plain) + len(words)),), entity=name or None)
            pronoun = span if piece.startswith("<") else pronoun
            spans.append(span)
            plain += words
        else:
            plain += piece
    assert pronoun is not None
    names = dict.fromkeys(span.entity for span in spans)
    entities = [
        Entity(name, "actor", name, {"type": types[name]} if types and name in types else {}) for name in names if name
    ]
    found = Guesser(plain, spans, entities, labels).likeliest(pronoun)
    assert found is None or (found.is_faint and found.reason == "spoken of before")
    return found.entity if found is not None else None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[Ada Dorn|Dorn] met [Josef Lund|Lund]. <She> left.", "Dorn"),
        ("[Orsava|O] freed [Josef Lund|Lund]. <He> left.", "Lund"),
        ("[Josef Lund|Lund] told [Orsava|O] that <he> would stay.", "Lund"),
        ("[Mr Lund|Lund] met [Ms Dorn|Dorn]. <She> left.", "Dorn"),
        ("[Josef Lund|Lund] spoke. [He|Lund] thanked [Ada Dorn|Dorn]. <She> left.", "Dorn"),
        ("[Orsava|O] fined [the bank|bank]. <It> paid.", "O"),
        ("[Mayor Ada Dorn|Dorn] praised [Orsava|O], and <it> paid.", "O"),
        ("[The coast guard|guard] warned [ships|ships] and asked <them> to turn.", "ships"),
        ("“[Ada Dorn|Dorn] lies,” [Josef Lund|Lund] said. <He> laughed.", "Lund"),
        ("[The guard|g] and [Ada Dorn|Dorn], <who> was late, left.", "Dorn"),
        ("[Ada Dorn|Dorn] was late. <Who> knew?", None),
        ("[Orsava|O] paid. <He> left.", None),
        ("[The officials|off] left. <It> rained.", None),
        ("[Ada Dorn|Dorn] spoke. “<We> left.”", None),
        ("<She> left [Ada Dorn|Dorn].", None),
    ],
)  # fmt: skip
def test_who_was_spoken_of_before(text: str, wanted: str | None) -> None:
    assert meant(text) == wanted


def test_a_mention_of_nobody_yet_hides_who_was_before() -> None:
    text = "Ada Dorn paid. Halle Berg left. She came back."
    dorn, berg = Span("d", "actor", ((0, 8),), entity="D"), Span("b", "actor", ((15, 25),))
    she = Span("s", "actor", ((32, 35),))
    known = [Entity("D", "actor", "Ada Dorn")]
    assert Guesser(text, [dorn, she], known).likeliest(she) is not None
    assert Guesser(text, [dorn, berg, she], known).likeliest(she) is None


def test_values_of_the_entity_say_which_pronouns_suit_it() -> None:
    text = "[Kestrel Rovers|K] thanked [Ada Dorn|Dorn]. <It> won, and <she> left."
    first, second = text.replace("<she>", "she"), text.replace("<It>", "It")
    types = {"K": "ORG", "Dorn": "PER"}
    assert (meant(first, types), meant(second, types)) == ("K", "Dorn")
    assert meant(second) == "K"  # it reads like a person's name


def test_pronouns_are_read_written_and_checked() -> None:
    scheme = load_scheme("news")
    written = write_scheme(scheme)
    assert read_scheme(written, "n").label("actor").entity_attributes == scheme.label("actor").entity_attributes
    with pytest.raises(SchemeError, match="“pronouns” of the value 'PER' are a list of he, she, it, they, who"):
        read_scheme(written.replace('pronouns = ["he", ', 'pronouns = ["him", '), "n")


def test_most_pronouns_of_our_samples_mean_who_is_guessed() -> None:
    found: Counter[str] = Counter()
    for line in (CHECKOUT / "annotations/gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        spans = [
            Span(item["id"], item["label"], tuple(map(tuple, item["parts"])), entity=item["entity"])
            for item in record["spans"]
        ]
        done: list[Span] = []
        entities: dict[str, Entity] = {}
        for span in sorted((item for item in spans if item.label == "actor"), key=lambda item: item.order):
            words = span.quote(record["text"])
            if span.entity in entities and is_pronoun(words):
                guess = Guesser(record["text"], done, entities.values()).likeliest(span)
                found["open" if guess is None else "right" if guess.entity == span.entity else "wrong"] += 1
            if span.entity is not None:
                entities.setdefault(span.entity, Entity(span.entity, "actor", words))
                done.append(span)
    assert found["right"] >= 11 and found["wrong"] <= 2 and found.total() == 13
