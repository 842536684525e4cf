"""Named proposals: what an attribute's value probably is, worked out from the text.

A scheme names one as an attribute's ``default``. A new proposal is one function in ``PROPOSALS``.
"""

from collections.abc import Callable

from workbench.errors import SchemeError
from workbench.model.quotes import verbatim
from workbench.model.scheme import AttributeType, Label
from workbench.model.span import Parts, Span


def propose(label: Label, text: str, parts: Parts) -> dict[str, object]:
    """The attributes that a new span of ``label`` over ``parts`` starts with."""
    found: dict[str, object] = {}
    for attribute in label.attributes:
        proposal = PROPOSALS.get(attribute.default) if isinstance(attribute.default, str) else None
        value = proposal(text, parts) if proposal else attribute.default
        unknown = proposal and attribute.values and value not in [item.name for item in attribute.values]
        if value is not None and not unknown:
            found[attribute.name] = value
    return found


def _from_marks(text: str, parts: Parts) -> str:
    """All words inside a pair of quotation marks: direct; some: mixed; none: indirect.

    A quotation that is opened at the start and never closed is direct, too.
    """
    said = verbatim(text, parts)
    if not said:
        return "indirect"
    words = sum(map(str.isalnum, "".join(text[start:end] for start, end in parts)))
    return "direct" if words == sum(map(str.isalnum, "".join(text[start:end] for start, end in said))) else "mixed"


def _mention_kind(text: str, parts: Parts) -> str | None:
    """A pronoun out of a list; a name where its chief word is capitalised inside a sentence; else nominal.

    Nothing is proposed for a script without capitals, unless it is a pronoun.
    """
    from workbench.model.mentions import kind_of

    return kind_of(text, parts[0][0], parts[-1][1])


PROPOSALS: dict[str, Callable[[str, Parts], str | None]] = {"from-marks": _from_marks, "mention-kind": _mention_kind}


def propose_anew(label: Label, text: str, span: Span) -> dict[str, object]:
    """Values for what a span can't keep under a new label, or never had; None where nothing is proposed."""
    found = propose(label, text, span.parts)
    return {item.name: found.get(item.name) for item in label.attributes if not _fits(item, span)}


def _fits(attribute: AttributeType, span: Span) -> bool:
    """Whether a span has a value that the attribute may have."""
    value = span.attributes.get(attribute.name)
    if value is None:
        return False
    try:
        attribute.check(value)
    except SchemeError:
        return False
    return True
