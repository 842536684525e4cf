"""Tagging: the labels of the scheme come first in this menu, put there by the frame."""

from workbench.window.action import action, has_span, may_tag
from workbench.window.frame import Frame


@action("label.remove", "Remove span", "Del", plain=True, when=has_span, separated=True)
def remove(frame: Frame) -> None:
    """Remove the selected span with its relations."""
    frame.remove_span()


@action("label.widen", "Widen selection", "W", plain=True, when=may_tag)
def widen(frame: Frame) -> None:
    """Word, phrase, sentence, paragraph."""
    frame.view.widen()


@action("label.next", "Next span", "J", plain=True, when=may_tag, separated=True)
def next_span(frame: Frame) -> None:
    """The next span in text order."""
    frame.view.step_span(1)


@action("label.previous", "Previous span", "K", plain=True, when=may_tag)
def previous_span(frame: Frame) -> None:
    """The span before in text order."""
    frame.view.step_span(-1)
