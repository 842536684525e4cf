"""Named proposals: what an attribute's value probably is, worked out from the text.

A scheme names one as an attribute's ``default``. A new proposal is one function in ``PROPOSALS``.
"""

from collections.abc import Callable
from typing import NamedTuple

from workbench.model.quotes import share_verbatim, verbatim
from workbench.model.scheme import AttributeType, Label
from workbench.model.span import NO_ATTRIBUTES, Attributes, IsSaid, Parts, Span


class Asked(NamedTuple):
    """What a proposal looks at; ``is_said`` tells whether somebody says what stands there."""

    attribute: AttributeType
    text: str
    parts: Parts
    is_said: IsSaid


def _unsaid() -> bool:
    return False


def propose(
    label: Label, text: str, parts: Parts, held: Attributes = NO_ATTRIBUTES, is_said: IsSaid = _unsaid
) -> dict[str, object]:
    """The attributes that a new span of ``label`` over ``parts`` starts with, where it has ``held`` already.

    Nothing is proposed for an attribute that nobody is asked for.
    """
    found: dict[str, object] = {}
    waiting = [attribute for attribute in label.attributes if attribute.default is not None]
    while asked := [attribute for attribute in waiting if attribute.is_asked({**held, **found})]:
        for attribute in asked:
            value = _value(Asked(attribute, text, parts, is_said))
            if value is not None:
                found[attribute.name] = value
        waiting = [attribute for attribute in waiting if attribute not in asked]
    return {attribute.name: found[attribute.name] for attribute in label.attributes if attribute.name in found}


def _value(asked: Asked) -> object:
    """Its default, or what the proposal of that name says; None where that is none of its values."""
    attribute = asked.attribute
    proposal = PROPOSALS.get(attribute.default) if isinstance(attribute.default, str) else None
    if proposal is None:
        return attribute.default
    value = proposal(asked)
    return value if not attribute.values or value in [item.name for item in attribute.values] else None


def _from_marks(asked: Asked) -> str:
    """All words inside a pair of quotation marks: direct; some: mixed; none: indirect.

    A quotation that is opened at the start and never closed is direct, too.
    """
    share = share_verbatim(asked.text, asked.parts, verbatim(asked.text, asked.parts))
    return {"none": "indirect", "some": "mixed", "all": "direct"}[share]


def _mention_kind(asked: Asked) -> str | None:
    """A pronoun out of a list; a name where its chief word is capitalised inside a sentence; else nominal.

    Nothing is proposed for a script without capitals, unless it is a pronoun.
    """
    from workbench.model.mentions import kind_of

    return kind_of(asked.text, asked.parts[0][0], asked.parts[-1][1])


def _from_context(asked: Asked) -> str | None:
    """The value that is for the context in which the words stand; where none is, the first that is for no context."""
    from workbench.model.contexts import contexts

    values = {item.context: item.name for item in reversed(asked.attribute.values)}
    found = contexts(asked.text, asked.parts, asked.is_said) if len(values) > 1 else []
    return next((values[context] for context in found if context in values), values.get(""))


PROPOSALS: dict[str, Callable[[Asked], str | None]] = {
    "from-context": _from_context,
    "from-marks": _from_marks,
    "mention-kind": _mention_kind,
}


def tells_verbatim(label: Label) -> bool:
    """Whether quotation marks tell which words of a label's spans are given as they were said."""
    return label.snaps_to_quotes or any(item.default == "from-marks" for item in label.attributes)


def propose_anew(label: Label, text: str, span: Span, is_said: IsSaid = _unsaid) -> dict[str, object]:
    """Values for what a span can't keep under a new label, or never had; None where nothing is proposed."""
    kept = {name: value for name, value in span.attributes.items() if label.can_have(name, value)}
    found = propose(label, text, span.parts, kept, is_said)
    return {item.name: found.get(item.name) for item in label.attributes if item.name not in kept}


def lost_values(old: Label, new: Label, text: str, span: Span, is_said: IsSaid = _unsaid) -> list[str]:
    """The attributes whose value a span of ``old`` can't keep under ``new``, of those that somebody chose.

    What was only proposed may have been confirmed too, but it would be proposed again.
    """
    return [
        item.name
        for item in old.attributes
        if (value := span.attributes.get(item.name)) is not None
        and not new.can_have(item.name, value)
        and (item.default is None or value != _value(Asked(item, text, span.parts, is_said)))
    ]
