"""The keys, and what program this is."""

from workbench.window.action import action
from workbench.window.frame import Frame


@action("help.keys", "Keys", "F1")
def keys(frame: Frame) -> None:
    """All actions with their keys."""
    from workbench.window import dialogs

    dialogs.show_keys(frame)


@action("help.about", "About")
def about(frame: Frame) -> None:
    """Version and licence."""
    from workbench.window import dialogs

    dialogs.show_about(frame)
