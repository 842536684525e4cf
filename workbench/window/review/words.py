"""What is said of a dispute: why it needs a person, what was decided, the question and what differs."""

from collections.abc import Mapping, Sequence

from workbench.model.layer import Decision
from workbench.model.span import Span
from workbench.project.reviewing import ArticleDispute, Dispute
from workbench.review.differences import Other, differing
from workbench.review.units import Unit, unit_key
from workbench.window.look.small import initials
from workbench.words import in_quotes, number, with_article

Disputed = Dispute | ArticleDispute
ADDED = "added"


def reason_words(dispute: Disputed, others: Mapping[str, Other] | None = None) -> str:
    """Why it needs a person. ``others`` is what those have who have not the unit."""
    if isinstance(dispute, ArticleDispute):
        return "attributes"
    reasons = sorted(dispute.reasons - {"presence"})
    if "presence" in dispute.reasons:
        reasons.insert(0, _presence_words(dispute.unit, list((others or {}).values())))
    return " + ".join(reasons)


def _presence_words(unit: Unit, others: Sequence[Other]) -> str:
    instead = [other.span for other in others if other.instead]
    if any(span.label == unit.label for span in instead):
        return "boundary"
    return "label" if instead else "missing"


def outcome_words(dispute: Disputed) -> str:
    """What was decided, or how many have it."""
    decision = dispute.decision
    if decision is not None:
        return decision_words(dispute, decision)
    if isinstance(dispute, Dispute):
        return f"{len(dispute.unit.spans)} of {len(dispute.voters)}"
    return "undecided"


def decision_words(dispute: Disputed, decision: Decision) -> str:
    """What was decided, in two or three words."""
    if decision.outcome == "rejected":
        return "rejected"
    if decision.outcome == "nothing":
        return "nothing here"
    if isinstance(dispute, ArticleDispute):
        return "decided"
    if ADDED in dispute.reasons:
        return "added"
    if len(decision.sources) != 1 or decision.rule is not None:
        return "decided"
    name = decision.sources[0][0]
    return f"edited {short(name)}" if was_edited(dispute) else f"took {short(name)}"


def short(name: str) -> str:
    """A name for a narrow row: initials where there are several words."""
    return initials(name) if " " in name.strip() else name


def was_edited(dispute: Dispute) -> bool:
    """Whether the gold is not quite the version that was taken."""
    gold, decision = dispute.gold, dispute.decision
    if gold is None or decision is None or not decision.sources:
        return False
    version = dispute.unit.spans.get(decision.sources[0][0])
    return unit_key(gold) != dispute.unit.key or (
        version is not None and dict(version.attributes) != dict(gold.attributes)
    )


def question(dispute: Disputed, others: Mapping[str, Other]) -> str:
    """What the reviewer is asked."""
    if isinstance(dispute, ArticleDispute):
        return "What holds of this article?"
    if ADDED in dispute.reasons:
        return f"You made this {with_article(dispute.unit.label)}."
    label, why = dispute.unit.label, _presence_words(dispute.unit, list(others.values()))
    if "presence" not in dispute.reasons:
        return f"What holds of this {label}?"
    if why == "boundary":
        return f"Where does this {label} begin and end?"
    return "Which label is right here?" if why == "label" else f"Is this {with_article(label)}?"


def detail(
    dispute: Disputed,
    others: Mapping[str, Other],
    text: str,
    fields: Sequence[str],
    near: int = 0,
    gold: Sequence[Span] = (),
) -> str:
    """What differs, in words: edges, labels, the names of ``fields``; which gold and how many disputes are there."""
    if isinstance(dispute, ArticleDispute):
        return f"{_listed(fields)} {'differs' if len(fields) == 1 else 'differ'}"
    if ADDED in dispute.reasons:
        return "nobody had tagged it"
    said: list[str] = []
    if "presence" in dispute.reasons:
        said.append(f"{len(dispute.unit.spans)} of {len(dispute.voters)} tagged exactly this")
    if "overlap" in dispute.reasons:
        said.append("all tagged this, but it overlaps what somebody took")
    said += differing(text, versions_of(dispute, others))
    if fields:
        said.append(f"{_listed(fields)} {'differs' if len(fields) == 1 else 'differ'}")
    here = [span for span in gold if _is_beside(span, dispute)]
    if here:
        quoted = " ".join(here[0].shown(text).split())
        said.append(f"{in_quotes(quoted if len(quoted) <= 40 else quoted[:38].rstrip() + ' …')} is gold here")
    if near:
        said.append(f"{number(near, 'other dispute')} at this place")
    return "; ".join(said)


def _is_beside(span: Span, dispute: Dispute) -> bool:
    """Whether a gold span of the same label, or on the same words, reaches into a dispute that it does not settle."""
    unit = dispute.unit
    if unit_key(span) == unit.key or span == dispute.gold:
        return False
    overlap = span.start < unit.parts[-1][1] and unit.parts[0][0] < span.end
    return overlap and (span.label == unit.label or span.parts == unit.parts)


def versions_of(dispute: Dispute, others: Mapping[str, Other]) -> list[Span]:
    """Everybody's version of one place, in the order of the voters."""
    instead = {name: other.span for name, other in others.items() if other.instead}
    found = ((dispute.unit.spans.get(name) or instead.get(name)) for name in dispute.voters)
    return [span for span in found if span is not None]


def _listed(names: Sequence[str]) -> str:
    *most, last = names or [""]
    return f"{', '.join(most)} and {last}" if most else last
