"""What is found, proposed and taken by keys."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.errors import WorkbenchError
from workbench.window.tour.stage import Stage


def find(stage: Stage) -> Iterator[str]:
    """Find words here and everywhere, tag them everywhere, move edges: by keys, and as somebody who has begun."""
    frame, control = stage.frame, Qt.KeyboardModifier.ControlModifier
    frame.projects.work_as("ruth")
    session = stage.session()
    session.open("dam-border-talks")
    stage.key(Qt.Key.Key_F, control)
    QTest.keyClicks(stage.focused(), "orsava")
    stage.shot("find")
    QTest.keyClick(stage.focused(), Qt.Key.Key_Escape)
    stage.key(Qt.Key.Key_2)
    stage.key(Qt.Key.Key_T)
    suggested = len(frame.view.suggestions())
    stage.key(Qt.Key.Key_J)
    stage.shot("suggestions")
    stage.key(Qt.Key.Key_Space)
    stage.key(Qt.Key.Key_Return)
    yield f"{suggested} suggestions taken, {len(session.layer.spans)} spans, {frame.message.text()}"
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_E):
        stage.key(key)
    for _ in range(4):
        stage.key(Qt.Key.Key_Right, control)
    stage.shot("edges-on-the-move")
    stage.key(Qt.Key.Key_Escape)
    stage.key(Qt.Key.Key_F, control | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(stage.focused(), "ferry")
    QTest.keyClick(stage.focused(), Qt.Key.Key_Return)
    stage.settle()
    stage.shot("find-all")
    QTest.keyClick(stage.focused(), Qt.Key.Key_Escape)
    yield frame.finding.project.panel.said.text()


def attribute(stage: Stage) -> Iterator[str]:
    """From the caret on a cue to a quote with its speaker: a key proposes, a key takes it."""
    frame = stage.frame
    session = stage.session()
    session.open("council-rent-vote")
    frame.view.place_caret(frame.view.text.index("Castellan said") + len("Castellan sa"))
    stage.key(Qt.Key.Key_Q)
    if len(frame.view.suggestions()) < 3:
        raise WorkbenchError("nothing was proposed for a cue")
    stage.shot("who-says-what")
    stage.key(Qt.Key.Key_Return)
    stage.shot("said-by")
    yield frame.message.text()
