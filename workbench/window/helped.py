"""What helps with tagging at times, made when it is first wanted: edges, who says what, keys spelled out, entities."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent

from workbench.window.session import Session

if TYPE_CHECKING:
    from workbench.window.attributing import Attributing
    from workbench.window.edging import Edging
    from workbench.window.entities.meaning import Meaning
    from workbench.window.frame import Frame
    from workbench.window.spelled import Spelled


class Helped(QObject):
    """Has the helpers; what they need of the window they find by its frame."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self.frame = frame
        self.view = frame.view
        self._edging: Edging | None = None
        self._attributing: Attributing | None = None
        self._spelled: Spelled | None = None
        self._meaning: Meaning | None = None

    @property
    def session(self) -> Session | None:
        """What the frame works on."""
        return self.frame.session

    @property
    def edging(self) -> "Edging":
        """What moves edges and adds parts, made when it is first wanted."""
        if self._edging is None:
            from workbench.window.edging import Edging

            self._edging = Edging(self.frame)
        return self._edging

    @property
    def attributing(self) -> "Attributing":
        """What proposes who says what, made when it is first wanted."""
        if self._attributing is None:
            from workbench.window.attributing import Attributing

            self._attributing = Attributing(self.frame)
        return self._attributing

    @property
    def spelled(self) -> "Spelled":
        """The margin note, and what else spells its keys out; made when it is first wanted."""
        if self._spelled is None:
            from workbench.window.spelled import Spelled

            self._spelled = Spelled(self.frame)
        return self._spelled

    def spelled_deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does that is spelled out for the moment, and goes before all others."""
        return self._spelled.deed(event) if self._spelled is not None else None

    def leave_spelled(self) -> bool:
        """One step back from what spells its keys out; whether there was one."""
        return self._spelled is not None and self._spelled.leave()

    def end_spelled(self) -> None:
        """The layer changed, or the session goes: what is spelled out for the next action is over."""
        if self._spelled is not None:
            self._spelled.acted()

    @property
    def is_linking(self) -> bool:
        """Whether a target is being chosen, whose keys go before those of the mode."""
        return self._spelled is not None and self._spelled.linking.is_open

    @property
    def meaning(self) -> "Meaning":
        """What asks who is meant and counts what means nobody yet; made when the window has been painted once."""
        if self._meaning is None:
            from workbench.window.entities.meaning import Meaning

            self._meaning = Meaning(self.frame)
        return self._meaning
