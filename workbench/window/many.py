"""Many places that are tagged at once: what they start with, and what the window says of it."""

from collections.abc import Iterator, Mapping
from functools import partial

from workbench.model.proposals import propose
from workbench.model.scheme import Label
from workbench.model.span import NO_ATTRIBUTES, Attributes, IsSaid, Parts
from workbench.project.many import DoneMany, Propose, Reason


def starting_with(label: Label) -> Attributes | Propose:
    """The attributes that each new span of a label starts with, or what works them out."""
    return partial(_begins, label) if any(item.default is not None for item in label.attributes) else NO_ATTRIBUTES


def _begins(label: Label, text: str, parts: Parts, is_said: IsSaid) -> Attributes:
    return propose(label, text, parts, is_said=is_said)


def told(done: DoneMany, label: str, shown: str | None) -> str:
    """What was tagged, where besides the article ``shown``, and what was left out."""
    total = done.how_many
    if not total:
        return " ".join(("Nothing was tagged.", *_left_out(done.skipped, label)))
    there = total - len(done.spans.get(shown or "", ()))
    where = "" if not there else " in other articles" if there == total else f", {there:,} of them in other articles"
    return " ".join((f"Tagged {total:,} as {label}{where}.", *_left_out(done.skipped, label)))


def _left_out(skipped: Mapping[Reason, int], label: str) -> Iterator[str]:
    """A sentence for each reason why places were left out."""
    if count := skipped.get("already"):
        yield f"{count:,} {_was(count)} {label} already."
    if count := skipped.get("overlap"):
        yield f"{count:,} {_was(count)} left out, since {label} may not overlap there."
    if count := skipped.get("parts"):
        yield f"{count:,} of several parts {_was(count)} left out, since {label} takes one."
    if count := skipped.get("gone"):
        yield f"{count:,} {_was(count)} left out, since the article is gone."


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
