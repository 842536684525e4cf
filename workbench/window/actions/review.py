"""Adjudication: what rules take, what the reviewer takes."""

from typing import TYPE_CHECKING

from workbench.window.action import action, has_article, has_dispute, has_project

if TYPE_CHECKING:
    from workbench.window.frame import Frame


def reviewing(frame: "Frame") -> bool:
    """Whether an article is under review."""
    return has_article(frame) and frame.mode == "review"


def can_edit(frame: "Frame") -> bool:
    """Whether a dispute about words is in front."""
    return has_dispute(frame) and hasattr(frame.review.current, "unit")


def is_hardest_first(frame: "Frame") -> bool:
    """Whether the hardest disputes come first."""
    return frame.review.order == "hardest"


def is_gold_shown(frame: "Frame") -> bool:
    """Whether the gold stands in the place of the disputes."""
    return frame.review.queue.show_gold.isChecked()


@action("review.merge", "Merge what all agree on", when=has_project)
def merge(frame: "Frame") -> None:
    """Let the unanimous rule make gold of what is agreed, in all articles."""
    frame.review.merge()


@action("review.digit", "Take this version", "1-9", plain=True, when=has_dispute, hands=True)
def take_number(frame: "Frame", digit: int) -> None:
    """Make the version with that number gold and go on."""
    frame.review.card.take_number(digit)


@action("review.take", "Take the framed version", "Return", plain=True, when=has_dispute, separated=True)
def take(frame: "Frame") -> None:
    """Make the framed version gold."""
    frame.review.take_framed()


@action("review.right", "Next version", "Right", plain=True, when=has_dispute, hands=True, repeats=True)
def next_version(frame: "Frame") -> None:
    """Move the frame to the next version."""
    frame.review.card.step_frame(1)


@action("review.left", "Previous version", "Left", plain=True, when=has_dispute, hands=True, repeats=True)
def previous_version(frame: "Frame") -> None:
    """Move the frame to the version before."""
    frame.review.card.step_frame(-1)


@action("review.edit", "Edit as gold", "E", plain=True, when=can_edit)
def edit(frame: "Frame") -> None:
    """Change edges and values of the framed version, then make it gold."""
    frame.review.deciding.edit()


@action("review.reject", "Reject all versions", "R", plain=True, when=has_dispute)
def reject(frame: "Frame") -> None:
    """Decide that no version is right."""
    frame.review.reject()


@action("review.nothing", "Nothing here belongs to any label", "N", plain=True, when=can_edit)
def nothing(frame: "Frame") -> None:
    """Decide that no span inside these words is right, of whatever label."""
    frame.review.deciding.nothing()


@action("review.add", "Tag what everybody missed", "Alt+1-9", plain=True, when=reviewing, hands=True)
def add(frame: "Frame", digit: int) -> None:
    """Make the selected words gold with the label of that digit."""
    frame.review.deciding.add(digit)


@action("review.reason", "Reason for the decision", "C", plain=True, when=has_dispute, separated=True)
def reason(frame: "Frame") -> None:
    """Write why; it is kept with the decision."""
    frame.review.deciding.reason()


@action("review.later", "Set this dispute aside", "F", plain=True, when=has_dispute)
def later(frame: "Frame") -> None:
    """It comes last in the queue, in this session."""
    frame.review.later()


@action("review.next", "Next dispute", "J", plain=True, when=has_dispute, separated=True, repeats=True)
def next_dispute(frame: "Frame") -> None:
    """The next dispute, decided ones too."""
    frame.review.step(1)


@action("review.previous", "Previous dispute", "K", plain=True, when=has_dispute, repeats=True)
def previous_dispute(frame: "Frame") -> None:
    """The dispute before."""
    frame.review.step(-1)


@action("review.next_same", "Next undecided of this label", "Shift+J", plain=True, when=has_dispute, repeats=True)
def next_same(frame: "Frame") -> None:
    """The next undecided dispute with this label."""
    frame.review.step(1, same_label=True)


@action(
    "review.previous_same", "Previous undecided of this label", "Shift+K", plain=True, when=has_dispute, repeats=True
)
def previous_same(frame: "Frame") -> None:
    """The undecided dispute before with this label."""
    frame.review.step(-1, same_label=True)


@action("review.filter", "Filter the disputes", "/", plain=True, when=has_dispute, separated=True, anywhere=True)
def filter_disputes(frame: "Frame") -> None:
    """Put the caret into the filter line of the queue."""
    frame.review.queue.focus_filter()


@action("review.hardest", "Hardest first", when=reviewing, checked=is_hardest_first)
def hardest(frame: "Frame") -> None:
    """The hardest disputes first, or all in text order again."""
    frame.review.set_order("text" if is_hardest_first(frame) else "hardest")


@action("review.gold", "Show the gold in the queue", when=reviewing, checked=is_gold_shown)
def show_gold(frame: "Frame") -> None:
    """List the gold spans in the place of the disputes, or the disputes again."""
    frame.review.queue.show_gold.toggle()
