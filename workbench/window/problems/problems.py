"""What the rules find in the open layer, looked for a moment after each change; the way there, and the mends."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.errors import capitalised
from workbench.model.problem import Problem
from workbench.window.key_words import then

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_LATER = 400  # milliseconds after the last change: nobody looks here while the hands are at work
_MOST = 3000  # spans up to which it is looked while nobody sees the list


class Problems(QObject):
    """``found`` is told when the problems may be others by now, ``showed`` when one was shown. One for each window."""

    found = Signal()
    showed = Signal()

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self.frame = frame
        self.list: list[Problem] = []
        self.current: Problem | None = None  # that was shown last
        self._is_late = True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER)
        self._later.timeout.connect(self.catch_up)

    def changed(self) -> None:
        """Something in the layer is another by now, or it is another layer."""
        self._is_late = True
        session = self.frame.session
        if session is None:
            return
        if self.frame.panels.current == "problems" or len(session.layer.spans) <= _MOST:
            self._later.start()
        else:
            self._later.stop()
            self.frame.panels.set_count("problems", 0)  # how many there are now nobody knows

    def now(self) -> list[Problem]:
        """The problems as they are now."""
        self.catch_up()
        return self.list

    def catch_up(self) -> None:
        """Look now, if anything changed since."""
        if not self._is_late:
            return
        self._is_late = False
        self._later.stop()
        session = self.frame.session
        if session is None or session.article is None:
            self.list = []
        else:
            from workbench.model.rules import problems

            self.list = problems(session.scheme, session.article.text, session.layer)
        self.found.emit()
        self.frame.panels.set_count("problems", len(self.list))

    def step(self, by: int) -> None:
        """Show the next problem (1) or the one before (-1), going round."""
        found = self.now()
        if not found:
            self.frame.say("No rule finds anything here, and nothing that is required is missing.")
            return
        if self.current in found:
            at = (found.index(self.current) + by) % len(found)
        else:
            at = self._near(found, by)
        self.show(found[at])

    def _near(self, found: list[Problem], by: int) -> int:
        """The first problem behind the caret, or the last before it."""
        session = self.frame.session
        assert session is not None
        caret = self.frame.view.caret()
        starts = [span.start if (span := session.span(item.span or "")) else 0 for item in found]
        behind = next((at for at, start in enumerate(starts) if start >= caret), 0)
        return behind if by > 0 else (behind - 1) % len(found)

    def show(self, problem: Problem) -> None:
        """Select the span that a problem is about, and say what it is."""
        self.current = problem
        if problem.span is not None:
            self.frame.view.select_span(problem.span)
        self.frame.say(f"{capitalised(problem.sentence)}.{self._way_out(problem)}")
        self.showed.emit()

    def _way_out(self, problem: Problem) -> str:
        if problem.fix is None:
            return ""
        return then(self.frame.keymap.shown("label.mend"), f"mends it: {problem.fix.words}")

    def to_mend(self) -> Problem | None:
        """The problem that a mend is for: the one shown last, else the first of the selected span that has one."""
        found = [item for item in self.now() if item.fix is not None]
        span = self.frame.view.selected_span
        own = [item for item in found if span is not None and item.span == span.id]
        return self.current if self.current in own or (self.current in found and not span) else next(iter(own), None)

    def mend(self) -> None:
        """Carry out the obvious mend of the problem in hand."""
        session, problem = self.frame.session, self.to_mend()
        if session is None or not self.frame.typed.may_leave():
            return
        if problem is None or problem.fix is None:
            self.frame.say("Nothing here can be mended at a stroke. The list of problems says what is wrong.")
            return
        session.mend(problem.fix)
        self.catch_up()
