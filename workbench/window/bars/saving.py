"""What the window says about what is on the disk: it follows commits, and a change that was not written stays said."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError, as_sentence

if TYPE_CHECKING:
    from workbench.window.frame import Frame


class Saving:
    """Keeps the header's state and the bar below it true."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame
        # When was saved last before a change was not, why it was not, and whether it was typed.
        self._lost: tuple[datetime | None, str, bool] | None = None
        self.trouble = ""  # why the last change that failed did

    def start(self) -> None:
        """Another project, or another person: all that is there is saved."""
        self._lost = None
        self.trouble = ""
        self.frame.bar.hide()
        self.frame.header.saved.show_saved("Saved")

    def _saved_at(self) -> datetime | None:
        return self.frame.session.saved_at if self.frame.session is not None else None

    def committed(self) -> None:
        """Something was committed beside the session."""
        if self.frame.session is not None:
            self.frame.session.saved_at = datetime.now()
        self.show()

    def show(self) -> None:
        """Show the time of the last commit, unless a change was not written since, or typed words still are not."""
        saved_at = self._saved_at()
        if self._lost is not None:
            before, sentence, typed = self._lost
            if self.frame.typed.unwritten() if typed else before == saved_at:
                self.frame.header.saved.show_unsaved(sentence)
                return
        self._lost = None
        self.frame.bar.hide()
        self.frame.header.saved.show_saved(f"Saved {saved_at:%H:%M}" if saved_at else "Saved")

    def not_saved(self, sentence: str, again: Callable[[], object]) -> None:
        """The last change is not on the disk."""
        fields = self.frame.typed.unwritten()
        if any(field.asking for field in fields):
            again = self.frame.typed.commit  # the words as they stand by then
        self.trouble = sentence
        self._lost = self._saved_at(), sentence, bool(fields)
        self.frame.say("")  # what was said last is about an earlier change
        self.frame.header.saved.show_unsaved(sentence)
        self.frame.fail(sentence, ("Try again", lambda: self._try(again)))

    def _try(self, again: Callable[[], object]) -> None:
        """Try again: whatever comes of it is said anew, a refusal too."""
        self.settle()
        again()

    def settle(self) -> None:
        """A change that was not written is given up, or tried anew; typed words that are there still stay said."""
        if self._lost is not None:
            if not self._lost[2]:
                self._lost = None
            self.show()

    def failed(self, sentence: str) -> None:
        """A change of the session's was refused or failed."""
        self.trouble = sentence
        self.frame.fail(sentence)

    def refused(self, error: WorkbenchError, again: Callable[[], object]) -> None:
        """A change beside the session failed: it was refused, or the database or the disk did not take it."""
        sentence = as_sentence(error)
        if error.__cause__ is None:
            self.frame.fail(sentence)
        else:
            self.not_saved(sentence, again)

    def sentence(self) -> str:
        """The truth, for who asks."""
        if self._lost is not None:
            return f"Your last change is not saved. {self._lost[1]}"
        return self.frame.session.saved_sentence() if self.frame.session is not None else ""
