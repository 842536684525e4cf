"""The panels, and what the window looks like otherwise."""

import contextlib
import errno
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.errors import WorkbenchError, explain_os
from workbench.window.panels.lower import PANELS
from workbench.window.tour.stage import Stage
from workbench.window.tour.states import states_page


def panels(stage: Stage) -> Iterator[str]:
    """The panels beside the article, each with a span selected; that of problems where there are some."""
    found = 0
    for panel in PANELS[1:]:
        if panel.id == "problems":
            _turn_to(stage, "ruth", "dam-border-talks")  # words were tagged there, and nothing said of them
        else:
            _turn_to(stage, "ines", "ferry-strike-wire")
        stage.frame.show_panel(panel.id)
        if panel.id == "problems":
            stage.key(Qt.Key.Key_F8)
            found = len(stage.frame.problems.list)
        stage.shot(f"panel-{panel.id}")
    if not found:
        raise WorkbenchError("nothing was found missing where it should be")
    stage.frame.panels.show_panel("spans")
    yield f"{', '.join(panel.title for panel in PANELS)}; {found:,} problems"


def _turn_to(stage: Stage, annotator: str, article: str) -> None:
    """Let somebody open an article, and select its first span."""
    if stage.session().annotator != annotator:
        stage.frame.projects.work_as(annotator)
    stage.frame.set_mode("annotate")
    stage.session().open(article)
    stage.frame.view.select_span(None)
    stage.frame.view.place_caret(0)
    stage.key(Qt.Key.Key_J)


def looks(stage: Stage) -> Iterator[str]:
    """What the window looks like otherwise: filtered, not saved, small, dense, in high contrast."""
    frame = stage.frame
    stage.key(Qt.Key.Key_J)
    stage.does("view.palette")()
    stage.settle()
    QTest.keyClicks(stage.focused(), "ferry")
    stage.shot("palette")
    QTest.keyClick(stage.focused(), Qt.Key.Key_Escape)
    frame.focus_filter()
    QTest.keyClicks(frame.articles.filter, "tugboat")
    stage.shot("nothing-found")
    QTest.keyClick(frame.articles.filter, Qt.Key.Key_Escape)
    with full_disk(stage):
        stage.key(Qt.Key.Key_4)
        stage.key(Qt.Key.Key_4)  # the first says which relations it would drop
        stage.shot("not-saved")
    frame.bar.button.click()
    yield f"not saved, and then: {frame.message.text()}"
    frame.resize(1024, 700)
    stage.shot("small")
    frame.show_inspector(True)
    stage.shot("inspector-over-text")
    frame.show_inspector(False)
    frame.resize(1440, 900)
    frame.set_density("compact")
    stage.shot("compact")
    frame.set_density("comfortable")
    stage.shot("high-contrast", ("hc",))
    stage.camera.page("states", states_page, ("light", "dark", "hc"))


@contextlib.contextmanager
def full_disk(stage: Stage) -> Iterator[None]:
    """For a moment there is no room for a change."""
    labelling = stage.session().labelling

    def full(*arguments: object, **options: object) -> None:
        error = OSError(errno.ENOSPC, "No space left on device")
        raise explain_os(error, stage.session().project.name) from error

    labelling.change = full  # type: ignore[method-assign, assignment]
    labelling.add = full  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        del labelling.change, labelling.add
