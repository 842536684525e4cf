"""The keys, and what program this is."""

from workbench.window.action import action
from workbench.window.frame import Frame


@action("help.keys", "Keys and help", "F1")
def keys(frame: Frame) -> None:
    """What each key does here, out of the table."""
    from workbench.window.sheets.help_page import show_help

    show_help(frame)


@action("help.about", "About")
def about(frame: Frame) -> None:
    """Version and licence."""
    from workbench.window.sheets import dialogs

    dialogs.show_about(frame)
