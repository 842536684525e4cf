"""Whether a speaker is named, only described, or not told of at all: which value of a scheme's status that is."""

from collections.abc import Iterable
from itertools import islice

from workbench.model.scheme import Attribution, Label
from workbench.model.span import Extent

NAMED, UNNAMED, UNKNOWN = range(3)
_LOOKED_AT = 50  # mentions of one entity


def status_of(text: str, speaker: Extent | None, mentions: Iterable[Extent] = ()) -> int:
    """NAMED, UNNAMED or UNKNOWN; who is named in one of the ``mentions`` of the speaker's entity is NAMED in all.

    A pronoun stands for somebody who was named before, as a rule, unless the mentions tell of a description only.
    """
    if speaker is None:
        return UNKNOWN
    from workbench.model.mentions import kind_of

    kind = kind_of(text, *speaker)
    if kind not in ("nominal", "pronoun"):
        return NAMED
    kinds = {kind_of(text, *mention) for mention in islice(mentions, _LOOKED_AT)}
    return UNNAMED if "name" not in kinds and "nominal" in {kind, *kinds} else NAMED


def status_value(label: Label, attribution: Attribution, status: int) -> str | None:
    """The value of the status attribute by its place: first for NAMED, second for UNNAMED, third for UNKNOWN."""
    kind = next((item for item in label.attributes if item.name == attribution.status), None)
    return kind.values[status].name if kind is not None and status < len(kind.values) else None
