"""What each kind of loss is called, and what becomes of it where nobody has a choice."""

from typing import NamedTuple

from workbench.formats.base import Format, Kind, Option


class KindWords(NamedTuple):
    """``sentence`` is empty where the format itself says what becomes of the feature."""

    title: str
    fate: str = "left out"
    sentence: str = ""


# In the order in which they are shown: spans first, since they are what people look for.
KINDS: dict[Kind, KindWords] = {
    "overlaps": KindWords("Spans inside or across another span"),
    "sentence ends": KindWords("Spans over a sentence end"),
    "parts": KindWords("Spans with several parts"),
    "edges": KindWords("Edges inside a word"),
    "white space": KindWords(
        "White space at the edges of spans", "moved", "White space is no token: the edges move to the words."
    ),
    "relations": KindWords("Relations"),
    "attributes": KindWords("Attributes of spans"),
    "entities": KindWords("Entities"),
    "comments": KindWords("Comments"),
    "decisions": KindWords("Articles with decisions"),
    "article attributes": KindWords("Articles with attributes"),
    "meta": KindWords("Articles with metadata"),
    "articles without a layer": KindWords("Articles without a layer"),
}


def policy_for(known: Format, kind: Kind) -> Option | None:
    """The option that settles this kind of loss in a format, if there is one."""
    return next((option for option in known.options if option.kind == kind), None)


def fate_of(known: Format, kind: Kind, chosen: str | None = None) -> str:
    """One sentence on what becomes of it, under the chosen policy where there is one."""
    option = policy_for(known, kind)
    if option is not None and chosen is not None:
        return option.choice(chosen).sentence
    told = next((what for feature, what in known.cannot_hold.items() if feature == kind), "")
    return KINDS[kind].sentence or (f"{told[:1].upper()}{told[1:]}." if told else "")
