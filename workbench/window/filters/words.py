"""Why a list of articles is empty: a sentence that says what it is filtered by, and how it shows more again."""

from collections.abc import Sequence

from workbench.model.condition import Condition
from workbench.project.listing import Chip
from workbench.window.key_words import then

_NOTHING: dict[Chip, str] = {
    "all": "", "open": "Nothing is left to do.", "begun": "No article is begun.", "done": "No article is done yet.",
    "flagged": "No article is flagged.",
}  # fmt: skip
_OF_CHIP: dict[Chip, str] = {"all": "", "open": " to do", "begun": " begun", "done": " done", "flagged": " flagged"}


def nothing_found(words: str, chip: Chip, conditions: Sequence[Condition], flag_key: str) -> str:
    """What is said where no article passes."""
    if conditions:
        held = [condition.words for condition in conditions]
        called = f" has “{words}” and" if words else ""
        which = " and ".join([", ".join(held[:-1]), held[-1]]) if len(held) > 1 else held[0]
        return f"No article{_OF_CHIP[chip]}{called} is {which}. Esc clears the filter."
    if words:
        return f"No article{_OF_CHIP[chip]} has “{words}”. Esc clears the filter."
    flags = then(flag_key, "flags the one that is open") if chip == "flagged" else ""
    return f"{_NOTHING[chip]}{flags} “All” shows every article."
