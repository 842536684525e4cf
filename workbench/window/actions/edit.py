"""Undo and redo, copying, and one step back."""

from typing import TYPE_CHECKING

from workbench.window.action import action, has_project
from workbench.window.frame import Frame

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit


@action("edit.undo", "Undo", "Ctrl+Z", when=has_project, repeats=True)
def undo(frame: Frame) -> None:
    """Take back one's newest action, in whatever session it was."""
    frame.undo()


@action("edit.redo", "Redo", "Ctrl+Shift+Z Ctrl+Y", when=has_project, repeats=True)
def redo(frame: Frame) -> None:
    """Do again what was undone last."""
    frame.redo()


@action("edit.copy", "Copy", "Ctrl+C", separated=True)
def copy(frame: Frame) -> None:
    """Copy the selected text as it stands in the article."""
    frame.view.copy()


def may_go_back(frame: Frame) -> bool:
    """Whether there is a step back from here."""
    if frame.session is None:
        return False
    view = frame.view
    selected = view.selection() is not None or view.selected_span is not None
    chosen = frame.tagging.armed is not None or frame.tagging.only is not None
    filtered = bool(filter_line(frame).text()) or (frame.mode == "annotate" and bool(frame.articles.conditions))
    return not view.hasFocus() or frame.finds or selected or chosen or filtered


def filter_line(frame: Frame) -> "QLineEdit":
    """The filter of the list on the left."""
    return frame.review.queue.filter if frame.mode == "review" else frame.articles.filter


@action("edit.back", "One step back", "Esc", plain=True, when=may_go_back, separated=True, anywhere=True)
def back(frame: Frame) -> None:
    """Note, link, moving edges, suggestions, search, armed label, selection, label shown alone, filter, article."""
    view, tagging = frame.view, frame.tagging
    if tagging.leave_spelled() or tagging.edging.leave():
        return
    if not view.hasFocus():
        view.setFocus()
    elif frame.finds:
        frame.finding.back()
    elif tagging.armed is not None:
        tagging.arm(None)
    elif view.selection() is not None or view.selected_span is not None:
        view.clear_selection()
    elif tagging.only is not None:
        tagging.show_only(None)
    elif frame.mode == "annotate":
        frame.articles.clear_filter()
    else:
        filter_line(frame).clear()
