"""What was typed and could not be written: leaving it tries once more, and asks before any of it is lost."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from workbench.window.frame import Frame


class TypedField(Protocol):
    """A field that somebody types into and that writes when it is left."""

    asking: bool

    def commit(self) -> None: ...
    def is_unwritten(self) -> bool: ...
    def words(self) -> str: ...
    def drop(self) -> None: ...
    def setFocus(self) -> None: ...
    def accessibleName(self) -> str: ...


class Typed:
    """Asked by whatever goes to another span, article, person or project, and by closing the window."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame
        self._waits = False  # a question is on its way, or being asked

    def unwritten(self) -> list[TypedField]:
        """The fields whose words were to be written and are not."""
        fields: list[TypedField] = [*self.frame.inspector_as_seen.unwritten()]
        review = self.frame._review
        if review is not None and review.card.reason.is_unwritten():
            fields.append(review.card.reason)
        return fields

    def commit(self) -> None:
        """Write what was typed and is not written yet."""
        self.frame.inspector_as_seen.commit()
        review = self.frame._review
        if review is not None:
            reason = review.card.reason
            if not reason.asking and (reason.is_changed() or reason.is_unwritten()):
                reason.commit()

    def may_leave(self) -> bool:
        """Write what was typed; where that fails somebody says what becomes of it. False: stay here."""
        if self.frame.session is None:
            return True
        if self._waits:
            return False
        self.commit()
        return not self.unwritten() or self._ask()

    def holds(self, wanted: str | None) -> bool:
        """Whether the span that is shown can't be left for another one, or none; it is asked about in a moment."""
        frame, inspector = self.frame, self.frame.inspector_as_seen  # words stand in what is seen
        shown = inspector.shown
        if frame.session is None or wanted == shown or frame.mode != "annotate":
            return False
        if shown is not None and frame.view.span(shown) is None:
            return False  # it is gone
        if not self._waits:
            self.commit()
        if not self.unwritten():
            return False
        frame.view.select_span(shown, reveal=False)
        if not self._waits:
            self._waits = True  # not now: the mouse may be down still
            QTimer.singleShot(0, frame, lambda: self._ask_for(wanted))
        return True

    def _ask_for(self, wanted: str | None) -> None:
        self._waits = False
        if not self.unwritten() or self._ask():
            self.frame.view.select_span(wanted)

    def _ask(self) -> bool:
        """Show what is not written, and do what is answered; whether one may go on."""
        from workbench.window.sheets.not_saved import NotSaved

        fields, inspector = self.unwritten(), self.frame.inspector
        told = [(field.accessibleName(), field.words()) for field in fields]
        self._waits = True
        inspector.blockSignals(True)  # a field that loses the keyboard to the question would try once more
        sheet = NotSaved(self.frame, self._why(), told, self._again)
        try:
            answer = sheet.exec()
        finally:
            inspector.blockSignals(False)
            self._waits = False
            sheet.deleteLater()
        if answer == NotSaved.LEAVE:
            for field in self.unwritten():
                field.drop()
            self.frame.saving.settle()
            return True
        left = self.unwritten()
        if left:
            left[0].setFocus()
        return not left

    def _again(self) -> str:
        """Try again; nothing where all is written now, else why not."""
        self.frame.inspector.blockSignals(False)
        try:
            self.commit()
        finally:
            self.frame.inspector.blockSignals(True)
        return self._why() if self.unwritten() else ""

    def _why(self) -> str:
        return self.frame.saving.trouble or "It could not be written."
