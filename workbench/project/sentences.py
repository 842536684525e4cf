"""What the journal's words say of values and titles: short, and in quotation marks where they are no bare words."""

from workbench.model.span import Attributes, Span
from workbench.words import cut

_MOST = 3  # values of a list
_MOST_VALUES = 3  # that a sentence tells


def value_words(value: object) -> str:
    """A value in a few words; one that is no bare word stands in quotation marks."""
    if value is None or value in ([], (), ""):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        more = f" and {len(value) - _MOST:,} more" if len(value) > _MOST else ""
        return ", ".join(value_words(item) for item in value[:_MOST]) + more
    if isinstance(value, (int, float)):
        return str(value)
    words = quotable(str(value))
    return words if words.replace("_", "").isalpha() else f"“{words}”"


def set_words(names: list[str], values: Attributes, place: str) -> str:
    """Which values were set where, the first of them with what they are now."""
    if not names:
        return f"set nothing of {place}"
    first, *rest = names[:_MOST_VALUES]
    told = [value_words(values.get(first)), *(f"{name} to {value_words(values.get(name))}" for name in rest)]
    if len(names) > _MOST_VALUES:
        told.append(f"{len(names) - _MOST_VALUES:,} more")
    return f"set {first} of {place} to {' and '.join(told)}"


def titled(title: str | None, key: str) -> str:
    """What an article is called in a sentence: its title, else its key."""
    words = quotable(title or "")
    return f"“{words}”" if words else key


def quotable(text: str) -> str:
    """Text on one line, not too much of it, and with no marks that would end the quotation."""
    return cut(text.replace("“", "‘").replace("”", "’"))


def change_words(old: Span, new: Span) -> str:
    """What became of a span, by its label and place."""
    said: list[str] = []
    if new.label != old.label:
        said.append(f"relabelled {old.label} {old.start}-{old.end} as {new.label}")
    if (new.start, new.end) == (old.start, old.end) and new.parts != old.parts:
        said.append(f"changed the parts of {new.label} {new.start}-{new.end}")
    elif new.parts != old.parts:
        said.append(f"moved {new.label} {old.start}-{old.end} to {new.start}-{new.end}")
    if new.attributes != old.attributes and not said:
        names = sorted({*old.attributes, *new.attributes})
        changed = [name for name in names if old.attributes.get(name) != new.attributes.get(name)]
        said.append(set_words(changed, new.attributes, f"{new.label} {new.start}-{new.end}"))
    return " and ".join(said) or f"left {new.label} {new.start}-{new.end} as it was"
