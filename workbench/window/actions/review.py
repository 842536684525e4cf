"""Adjudication: what rules take, what the reviewer takes."""

from workbench.window.action import action, has_dispute, has_project
from workbench.window.frame import Frame


@action("review.merge", "Merge what all agree on", when=has_project)
def merge(frame: Frame) -> None:
    """Let the unanimous rule make gold of what is agreed, in all articles."""
    frame.merge()


@action("review.take", "Take the framed version", "Return", plain=True, when=has_dispute, separated=True)
def take(frame: Frame) -> None:
    """Make the framed version gold."""
    frame.review.take_framed()


@action("review.reject", "Reject all versions", "R", plain=True, when=has_dispute)
def reject(frame: Frame) -> None:
    """Decide that no version is right."""
    frame.review.reject()


@action("review.next", "Next dispute", "J", plain=True, when=has_dispute, separated=True)
def next_dispute(frame: Frame) -> None:
    """The next dispute, decided ones too."""
    frame.review.step(1)


@action("review.previous", "Previous dispute", "K", plain=True, when=has_dispute)
def previous_dispute(frame: Frame) -> None:
    """The dispute before."""
    frame.review.step(-1)
