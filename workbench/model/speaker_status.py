"""Whether a speaker is named, only described, or not told of at all: which value of a scheme's status that is."""

import re

from workbench.model import english
from workbench.model.scheme import Attribution, Label
from workbench.model.span import Extent

NAMED, UNNAMED, UNKNOWN = range(3)
_WORD = re.compile(r"[^\W\d_][\w’'.&-]*")
_COUNTED = english.words("some many most several others all both none few police people experts officials")


def status_of(text: str, speaker: Extent | None) -> int:
    """NAMED, UNNAMED or UNKNOWN. A pronoun stands for somebody who was named before, as a rule.

    A name is what has a capital at its chief word. Where a sentence begins, the same word elsewhere decides.
    """
    if speaker is None:
        return UNKNOWN
    words = [(found.start(), found.group()) for found in _WORD.finditer(text, *speaker)]
    if not words:
        return UNNAMED
    if text[slice(*speaker)].strip().lower() in english.PRONOUNS | english.OBJECTS | english.RELATIVE:
        return NAMED
    chief = _chief(words)
    at, word = words[chief]
    if not word[0].isupper():
        return NAMED if word.lower() == word.upper() else UNNAMED
    if word.lower() in _COUNTED:
        return UNNAMED
    return NAMED if chief or not _begins(text, at) or _is_name(text, word) else UNNAMED


def _chief(words: list[tuple[int, str]]) -> int:
    """The word that the others belong to: the last one, or the last before “for”, “of” and the like."""
    limits = (place for place, (_, word) in enumerate(words) if place and word in english.PREPOSITIONS | {"of", "who"})
    return next(limits, len(words)) - 1


def _begins(text: str, at: int) -> bool:
    head = text[max(0, at - 6) : at].rstrip(" \u00a0“\"‘'—–")
    return not head or head[-1] in ".!?:\n\r" or head[-1].isspace()


def _is_name(text: str, word: str) -> bool:
    """Whether a word at the start of a sentence is a name: elsewhere, too, or nothing speaks against it."""
    places = (found.start() for found in re.finditer(rf"\b{re.escape(word)}\b", text))
    if any(not _begins(text, at) for at in places):
        return True
    return not word.endswith("s") and re.search(rf"\b{re.escape(word.lower())}\b", text) is None


def status_value(label: Label, attribution: Attribution, status: int) -> str | None:
    """The value of the status attribute by its place: first for NAMED, second for UNNAMED, third for UNKNOWN."""
    kind = next((item for item in label.attributes if item.name == attribution.status), None)
    return kind.values[status].name if kind is not None and status < len(kind.values) else None
