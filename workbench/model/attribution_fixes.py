"""What the text tells of something said that lacks its speaker, or whether that is named: mended at a stroke."""

from workbench.model.problem import Fix, Look
from workbench.model.scheme_parts import AttributeType, RelationType, spoken
from workbench.model.span import Span

_NEAR = 2000  # characters round what is said in which its speaker is looked for
MOST = 60  # sentences read for one layer; who has more quotes without a speaker has not come to that yet


def relation_fix(look: Look, span: Span, kind: RelationType) -> Fix | None:
    """The relation to who says it by the text, where a span stands there; else to the only one that may be meant.

    Nothing is tagged for it, and nobody is offered where the text has another one speak.
    """
    said = look.scheme.attribution(span.label)
    if said is None or said.speaker != kind.name or look.sentences_read >= MOST:
        return look.link_on_line(span, kind)
    from workbench.model.attribution import propose_attribution

    look.sentences_read += 1
    near = look.near(kind.targets, span.start - _NEAR, span.end + _NEAR)
    found = propose_attribution(look.text, span.parts, near, look.scheme, said) if near else None
    place = found.speaker[0] if found is not None else None
    if place is None:
        return look.link_on_line(span, kind)
    target = next((item for item in near if (item.start, item.end) == place and not span.holds(item)), None)
    return look.link(span, kind, target) if target is not None else None


def status_fix(look: Look, span: Span, attribute: AttributeType) -> Fix | None:
    """Whether the speaker is named, by the speaker that the span leads to."""
    said = look.scheme.attribution(span.label)
    if said is None or said.status != attribute.name:
        return None
    speaker = look.spans.get(look.targets.get((span.id, said.speaker), ""))
    if speaker is None:
        return None
    from workbench.model.speaker_status import status_of, status_value

    mentions = look.mentions.get(speaker.entity or "", ())
    status = status_of(look.text, (speaker.start, speaker.end), mentions)
    value = status_value(look.scheme.label(span.label), said, status)
    if value is None:
        return None
    return Fix(f"set {spoken(attribute.name)} to {spoken(value)}", span.id, attributes={attribute.name: value})
