"""Undo and redo."""

from workbench.window.action import action, has_project
from workbench.window.frame import Frame


@action("edit.undo", "Undo", "Ctrl+Z", when=has_project)
def undo(frame: Frame) -> None:
    """Take back one's newest action, in whatever session it was."""
    frame.undo()


@action("edit.redo", "Redo", "Ctrl+Shift+Z Ctrl+Y", when=has_project)
def redo(frame: Frame) -> None:
    """Do again what was undone last."""
    frame.redo()


@action("edit.copy", "Copy", "Ctrl+C", separated=True)
def copy(frame: Frame) -> None:
    """Copy the selected text as it stands in the article."""
    frame.view.copy()
