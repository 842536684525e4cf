"""What is remarked on spans and articles, and what is found again by it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.model.condition import Condition
from workbench.window.filters.sheet import ask_for_filter
from workbench.window.notes.panel import NotesPanel
from workbench.window.tour.stage import Stage


def remark(stage: Stage) -> None:
    """A comment on the selected span, and its history unfolded."""
    stage.key(Qt.Key.Key_C)
    QTest.keyClicks(stage.focused(), "Two parts, one quote: is the first one enough?")
    QTest.keyClick(stage.focused(), Qt.Key.Key_Return)
    stage.settle()
    details = stage.frame.inspector.details
    assert details is not None
    details.history.head.click()
    stage.settle()


def note(stage: Stage) -> None:
    """The notes of all articles, one of them resolved; the list under a filter; a pass for quotes."""
    frame, session = stage.frame, stage.session()
    session.comment("Who speaks in the second half?")
    session.labelling.set_flagged("comet-observatory", True)
    frame.show_panel("notes")
    notes = frame.panels.panel("notes")
    assert isinstance(notes, NotesPanel)
    notes.show_which("all")
    QTest.keyClick(stage.focused(), Qt.Key.Key_Down)
    QTest.keyClick(stage.focused(), Qt.Key.Key_Space)
    notes.everywhere.click()
    frame.passes.choose("quote")
    session.set_complete("boilerplate", True)
    filter = [Condition("state", "done"), Condition("label", "quote"), Condition("complete", "quote", negated=True)]
    frame.articles.set_conditions(filter)
    stage.shot("notes-filter-and-pass")
    stage.sheet("filter", lambda: ask_for_filter(frame))
    frame.articles.set_conditions(())
    frame.passes.choose(None)
    notes.everywhere.click()
    frame.panels.show_panel("spans")
