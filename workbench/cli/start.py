"""Opening the window by the shortest way; Qt is imported here only when it is wanted."""

import gc
from collections.abc import Sequence
from typing import Any


def is_plain(arguments: Sequence[str]) -> bool:
    """Whether they ask for the window and nothing else: none at all, or ``open FILE``. No parser is needed then."""
    return not arguments or (len(arguments) == 2 and arguments[0] == "open" and not arguments[1].startswith("-"))


def first_sight(project: str | None, annotator: str | None = None, sample: bool = False) -> Any:
    """A window that is shown and painted.

    What is made until then stays for good, so the garbage collector need not look for leavings among it.
    """
    gc.disable()
    try:
        from workbench.window.app import start

        return start(project, annotator, sample)
    finally:
        gc.freeze()
        gc.enable()


def open_window(project: str | None, annotator: str | None = None, sample: bool = False) -> int:
    """The window until it is closed; gives the exit code."""
    frame = first_sight(project, annotator, sample)
    from workbench.window.app import stay

    return stay(frame)
