"""What each menu does, one file a menu; importing this package fills the table of actions."""

from workbench.window.actions import article, edit, file, find, help, label, review, view

__all__ = ["article", "edit", "file", "find", "help", "label", "review", "view"]
