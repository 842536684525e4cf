"""Named proposals: what an attribute's value probably is, worked out from the text.

A scheme names one as an attribute's ``default``. A new proposal is one function in ``PROPOSALS``.
"""

import re
from collections.abc import Callable

from workbench.model.scheme import Label
from workbench.model.span import Parts

_QUOTED = re.compile('“[^”]*”|«[^»]*»|「[^」]*」|„[^“]*“|"[^"]*"')


def propose(label: Label, text: str, parts: Parts) -> dict[str, object]:
    """The attributes that a new span of ``label`` over ``parts`` starts with."""
    found: dict[str, object] = {}
    for attribute in label.attributes:
        proposal = PROPOSALS.get(attribute.default) if isinstance(attribute.default, str) else None
        value = proposal(text, parts) if proposal else attribute.default
        names = [item.name for item in attribute.values]
        if value is not None and (not names or value in names):
            found[attribute.name] = value
    return found


def _from_marks(text: str, parts: Parts) -> str:
    """All words inside a pair of quotation marks: direct; some: mixed; none: indirect."""
    quoted = " ".join(text[start:end] for start, end in parts)
    rest = _QUOTED.sub(" ", quoted)
    if rest == quoted:
        opened = quoted.lstrip().startswith(("“", "«", '"', "「"))
        return "direct" if opened else "indirect"
    return "mixed" if re.search(r"\w", rest) else "direct"


PROPOSALS: dict[str, Callable[[str, Parts], str]] = {"from-marks": _from_marks}
