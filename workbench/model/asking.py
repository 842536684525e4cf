"""What is asked about a span right after it was tagged, and which letters answer."""

from collections.abc import Collection, Iterable, Mapping
from string import ascii_lowercase
from typing import Any, NamedTuple

from workbench.model.scheme import AttributeType, Label
from workbench.model.scheme_file import TAKEN_LETTERS

FEW = 8  # values that have a letter each; of more, one is found by typing


class Answer(NamedTuple):
    """A value that can be given, in words, with the letter that gives it; ``means`` is what it means."""

    value: object
    words: str
    letter: str = ""
    means: str = ""


def answers(attribute: AttributeType) -> list[Answer]:
    """What can be answered by a letter, or by typing where there are too many; nothing where anything may be written.

    A value without a letter of its own gets the first one of its name that is free.
    """
    if attribute.kind == "flag":
        return [Answer(True, "yes", "y"), Answer(False, "no", "n")]
    if len(attribute.values) > FEW:
        return [Answer(item.name, item.name, "", item.means) for item in attribute.values]
    taken = {item.letter.lower() for item in attribute.values if item.letter}
    found = []
    for item in attribute.values:
        letter = item.letter.lower() if item.letter else _free(item.name.lower() + ascii_lowercase, taken)
        taken.add(letter)
        found.append(Answer(item.name, item.name, letter, item.means))
    return found


def _free(letters: str, taken: set[str]) -> str:
    return next((one for one in letters if one.islower() and one not in taken and one not in TAKEN_LETTERS), "")


def is_typed(attribute: AttributeType) -> bool:
    """Whether a value is found by typing the beginning of one of its words."""
    return len(attribute.values) > FEW and attribute.kind == "choice"


def beginning_with(found: Iterable[Answer], typed: str) -> list[Answer]:
    """The answers of which a word begins with what was typed; those whose first word does come first."""
    wanted = typed.lower()
    passing = [item for item in found if any(word.startswith(wanted) for word in _words(item.words))]
    return sorted(passing, key=lambda item: not item.words.lower().startswith(wanted))


def _words(name: str) -> list[str]:
    """A name in lower case from each of its words on."""
    name = name.lower()
    starts = [0, *(at + 1 for at, one in enumerate(name) if not one.isalnum())]
    return [name[at:] for at in starts]


def next_open(
    label: Label, values: Mapping[str, Any], proposed: Collection[str], settled: Collection[str], required: bool
) -> AttributeType | None:
    """The first attribute that is asked for and open: it has no value, or one that was only proposed.

    What is in ``settled`` is not asked for again; with ``required`` only what has to have a value is, or has one
    that is a guess. A doubt is for whoever has one, and what is written freely has its field elsewhere.
    """
    for attribute in asked_in_turn(label, values):
        is_open = values.get(attribute.name) is None or attribute.name in proposed
        if attribute.name in settled or not is_open or not can_be_chosen(attribute):
            continue
        if attribute.required or attribute.name in proposed or not required:
            return attribute
    return None


def asked_in_turn(label: Label, values: Mapping[str, Any]) -> list[AttributeType]:
    """The attributes that somebody may be asked for, or has set already, without the doubt."""
    return [item for item in label.attributes if not item.unsure and is_shown(item, values)]


def is_shown(attribute: AttributeType, values: Mapping[str, Any]) -> bool:
    """Whether an attribute is asked for, or has a value that should be seen."""
    return attribute.is_asked(values) or values.get(attribute.name) is not None


def can_be_chosen(attribute: AttributeType) -> bool:
    """Whether a letter, or a few, give its value; else it has to be written."""
    return attribute.kind == "flag" or (bool(attribute.values) and (attribute.kind == "choice" or _is_few(attribute)))


def _is_few(attribute: AttributeType) -> bool:
    return len(attribute.values) <= FEW
