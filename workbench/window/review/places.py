"""What a dispute's place is: what tells disputes apart, which belong together, which lanes their spans run in."""

from collections.abc import Sequence

from workbench.model.layer import Layer
from workbench.model.span import Span
from workbench.project.reviewing import ArticleDispute, Dispute
from workbench.review.differences import by_hardness
from workbench.review.units import Unit, UnitKey, unit_key
from workbench.window.review.legend import MOST
from workbench.window.review.words import Disputed

Place = UnitKey | None  # None is the article itself


def place_of(dispute: Disputed) -> Place:
    """What tells a dispute from the others of its article; None for that about the article itself."""
    return dispute.unit.key if isinstance(dispute, Dispute) else None


def text_order(dispute: Disputed) -> tuple[int, int, str]:
    if isinstance(dispute, ArticleDispute):
        return (-1, 0, "")
    return (dispute.unit.parts[0][0], -dispute.unit.parts[-1][1], dispute.unit.label)


def at_one_place(dispute: Disputed, other: Disputed) -> bool:
    """Whether two disputes are about the same words and may be two answers to one question."""
    if isinstance(dispute, ArticleDispute) or isinstance(other, ArticleDispute):
        return False
    one, two = dispute.unit, other.unit
    overlap = one.parts[0][0] < two.parts[-1][1] and two.parts[0][0] < one.parts[-1][1]
    return overlap and (one.label == two.label or one.parts == two.parts)


def lanes_of(done: Sequence[Layer], open_units: set[Place]) -> list[tuple[str, list[Span]]]:
    """A lane a person; of more people than there are lanes, one a version."""
    found = [(layer.annotator, [span for span in layer.spans if unit_key(span) in open_units]) for layer in done]
    if len(found) <= MOST:
        return found
    lanes: list[tuple[str, list[Span]]] = [(str(lane), []) for lane in range(MOST)]
    seen: dict[UnitKey, Span] = {unit_key(span): span for _, spans in found for span in spans}
    for span in sorted(seen.values(), key=lambda span: span.order):
        ends = [max((item.end for item in spans[-8:]), default=0) for _, spans in lanes]
        free = next((spans for (_, spans), end in zip(lanes, ends) if end <= span.start), None)
        if free is not None:
            free.append(span)
    return lanes


def unit_of(span: Span, layers: Sequence[Layer]) -> Unit:
    """The unit that a span belongs to, with everybody's spans there."""
    key = unit_key(span)
    spans = ((layer.annotator, item) for layer in layers if not layer.is_gold for item in layer.spans)
    return Unit(key, {name: item for name, item in spans if unit_key(item) == key})


def hardest_first(found: Sequence[Disputed]) -> list[Disputed]:
    """Disputes, given in text order, with the hardest places first; that about the article stays in front."""
    about = [item for item in found if isinstance(item, ArticleDispute)]
    rest = [item for item in found if isinstance(item, Dispute)]
    rated = [
        ((item.unit.parts[0][0], item.unit.parts[-1][1]), len(item.unit.spans) / max(1, len(item.voters)))
        for item in rest
    ]
    return [*about, *(rest[at] for at in by_hardness(rated))]
