"""In which context a few words stand: said by somebody, told of the future, doubtful, denied, negated.

What that means is the scheme's matter: a value names the context that speaks for it. For English, but for ``said``.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.model import english
from workbench.model.scheme_parts import CONTEXTS, DISPUTED, FUTURE, NEGATED, SAID, UNCERTAIN
from workbench.model.span import IsSaid, Parts, Span

if TYPE_CHECKING:
    from workbench.model.scheme import Scheme

_LOOKED_AT = 200  # characters before
_NEAR, _FAR = 4, 6  # words before
_BORDERS = frozenset('.;:!?—–()[]“”„«»"')
_DOUBTS = english.words("may might could can should likely possible possibly perhaps potential if")
_WILL = english.words("will 'll won't shall would")
_DENIALS = english.words("deny denies denied denying")
_OF_DENIED = english.words("that having any")
_NEGATIONS = english.words("not no without never cannot failed failing failure yet")
# Behind these "to" leads to what was done, or was not.
_DONE_TO = english.words(
    "continue continues continued began begun had has have managed failed failure yet refused used"
)


def contexts(text: str, parts: Parts, is_said: IsSaid) -> list[str]:
    """The contexts in which parts of a text stand, those that say most first."""
    start, end = parts[0][0], parts[-1][1]
    row = _before(text, start)
    first = text[start : min(end, start + _LOOKED_AT)].split()[:1]
    found = {
        DISPUTED: _is_denied(row),
        UNCERTAIN: not _DOUBTS.isdisjoint(row[:_FAR]),
        FUTURE: bool(first) and _is_to_come(row, first[0]),
        SAID: is_said(),
        NEGATED: any(word in _NEGATIONS or word.endswith("n't") for word in row[:_NEAR]),
    }
    return [name for name in CONTEXTS if found[name]]


def is_said(scheme: "Scheme", spans: Iterable[Span], parts: Parts) -> bool:
    """Whether one of ``spans`` holds these parts and is something that somebody says, by the scheme's attributions."""
    found = Span("", "", parts)
    return any(span.holds(found) for span in spans if scheme.attribution(span.label) is not None)


def _before(text: str, start: int) -> list[str]:
    """The words before a place up to a border of the clause, the nearest first, in small letters."""
    from workbench.model.tokens import tokens

    low = max(0, start - _LOOKED_AT, text.rfind("\n", 0, start) + 1)
    row: list[str] = []
    for first, last in reversed(tokens(text, low, start)):
        word = text[first:last]
        if word in _BORDERS:
            break
        row.append(word.lower().replace("’", "'"))
    return row


def _is_denied(row: list[str]) -> bool:
    """Behind “denied that” and the like."""
    return any(
        word in _DENIALS and at and (row[at - 1] in _OF_DENIED or (at == 1 and row[0] in english.DETERMINERS))
        for at, word in enumerate(row)
    )


def _is_to_come(row: list[str], first: str) -> bool:
    """Behind “will”, or behind “to” as an infinitive that tells what for."""
    at = 0
    while at < len(row) and (english.is_adverb(row[at]) or row[at] == "not"):
        at += 1
    if at == len(row):
        return False
    if row[at] in _WILL:
        return True
    purpose = row[at] == "to" and row[at + 1 : at + 2] != [] and row[at + 1] not in _DONE_TO
    return purpose and not first.endswith("ing") and first.islower()
