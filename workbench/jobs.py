"""Long work is an ordinary function that reports; to cancel it, its next report raises."""

from collections.abc import Callable

from workbench.errors import WorkbenchError

# Called with what is done and how much there is (0: unknown).
Report = Callable[[int, int], None]


class Cancelled(WorkbenchError):
    """The work was cancelled; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__("cancelled; nothing was changed")


def silent(done: int, total: int) -> None:
    """A report that nobody reads."""
