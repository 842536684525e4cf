"""Whether a speaker is named, only described, or not told of at all: which value of a scheme's status that is."""

from workbench.model.scheme import Attribution, Label
from workbench.model.span import Extent

NAMED, UNNAMED, UNKNOWN = range(3)


def status_of(text: str, speaker: Extent | None) -> int:
    """NAMED, UNNAMED or UNKNOWN; a pronoun stands for somebody who was named before, as a rule."""
    if speaker is None:
        return UNKNOWN
    from workbench.model.mentions import kind_of

    return UNNAMED if kind_of(text, *speaker) == "nominal" else NAMED


def status_value(label: Label, attribution: Attribution, status: int) -> str | None:
    """The value of the status attribute by its place: first for NAMED, second for UNNAMED, third for UNKNOWN."""
    kind = next((item for item in label.attributes if item.name == attribution.status), None)
    return kind.values[status].name if kind is not None and status < len(kind.values) else None
