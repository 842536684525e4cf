"""Tagging: the labels of the scheme come first in this menu, put there by the frame."""

from workbench.window.action import action, has_span, may_tag
from workbench.window.frame import Frame


@action("label.remove", "Remove span", "Del Backspace", plain=True, when=has_span, separated=True)
def remove(frame: Frame) -> None:
    """Remove the selected span with its relations."""
    frame.remove_span()


@action("label.widen", "Widen selection", "W", plain=True, when=may_tag)
def widen(frame: Frame) -> None:
    """Word, phrase, sentence, paragraph."""
    frame.view.widen()


@action("label.narrow", "Narrow it again", "Shift+W", plain=True, when=may_tag)
def narrow(frame: Frame) -> None:
    """Back the way that the selection was widened."""
    frame.view.widen(back=True)


@action("label.next", "Next span", "J", plain=True, when=may_tag, separated=True)
def next_span(frame: Frame) -> None:
    """The next span in text order."""
    frame.view.step_span(1)


@action("label.previous", "Previous span", "K", plain=True, when=may_tag)
def previous_span(frame: Frame) -> None:
    """The span before in text order."""
    frame.view.step_span(-1)


@action("label.next_same", "Next span of this label", "Shift+J", plain=True, when=may_tag)
def next_same(frame: Frame) -> None:
    """The next span with the label of the selected one."""
    frame.view.step_span(1, same_label=True)


@action("label.previous_same", "Previous span of this label", "Shift+K", plain=True, when=may_tag)
def previous_same(frame: Frame) -> None:
    """The span before with the label of the selected one."""
    frame.view.step_span(-1, same_label=True)


@action("label.out", "Span around", "O", plain=True, when=may_tag)
def out(frame: Frame) -> None:
    """The span round the selected one or the caret."""
    frame.view.step_out()


@action("label.in", "Span inside", "Shift+O", plain=True, when=has_span)
def inside(frame: Frame) -> None:
    """The first span inside the selected one."""
    frame.view.step_out(inwards=True)
