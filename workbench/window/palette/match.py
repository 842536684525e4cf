"""How a few typed letters fit a name: as its beginning, at the starts of words, inside, or scattered through it."""

from typing import NamedTuple

PREFIX, WORD, INSIDE, SCATTERED = 4, 3, 2, 1
_LONGEST = 200  # characters of a name that are looked at


class Match(NamedTuple):
    """How well it fits, higher is better, and which characters of the name were meant."""

    tier: int
    score: float
    places: tuple[int, ...]


def match(query: str, name: str) -> Match | None:
    """How each word of ``query`` fits ``name``, whatever its case; None where one does not."""
    folded = fold(name[:_LONGEST])
    found = [_word(word, folded) for word in fold(query).split()]
    hits = [hit for hit in found if hit is not None]
    if len(hits) < len(found):
        return None
    if not hits:
        return Match(PREFIX, 0.0, ())
    places = sorted({at for hit in hits for at in hit.places})
    return Match(min(hit.tier for hit in hits), sum(hit.score for hit in hits) / len(hits), tuple(places))


def fold(text: str) -> str:
    """The text in one case, each character still at its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(char.lower()[:1] or char for char in text)


def _word(word: str, name: str) -> Match | None:
    at = name.find(word)
    if at == 0:
        return _solid(PREFIX, word, name, 0)
    first = at
    while at > 0:
        if _starts(name, at):
            return _solid(WORD, word, name, at)
        at = name.find(word, at + 1)
    if first > 0:
        return _solid(INSIDE, word, name, first)
    return _scattered(word, name)


def _solid(tier: int, word: str, name: str, at: int) -> Match:
    # Of two that fit alike, the one with less round it was meant.
    return Match(tier, tier + len(word) / (len(name) + at + 1), tuple(range(at, at + len(word))))


def _scattered(word: str, name: str) -> Match | None:
    """Letters in their order: each at the next start of a word, else right behind the last one, else anywhere."""
    if len(word) < 2:
        return None
    places: list[int] = []
    at, good = 0, 0
    for letter in word:
        start = next((here for here in range(at, len(name)) if name[here] == letter and _starts(name, here)), -1)
        if places and name.startswith(letter, at):
            start = at
        good += start >= 0
        here = start if start >= 0 else name.find(letter, at)
        if here < 0:
            return None
        places.append(here)
        at = here + 1
    # A letter here and there says nothing: most must begin a word or follow the one before.
    return Match(SCATTERED, good / len(word), tuple(places)) if good >= len(word) - 1 else None


def _starts(name: str, at: int) -> bool:
    return name[at].isalnum() and (at == 0 or not name[at - 1].isalnum())
