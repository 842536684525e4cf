"""Whom mentions mean, named once."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.window.tour.stage import Stage


def entities(stage: Stage) -> Iterator[str]:
    """Name who is meant once, and go on by Enter down the rest."""
    frame, session = stage.frame, stage.session()
    session.open("lighthouse-rescue")
    frame.show_panel("entities")
    for key in (Qt.Key.Key_Down, *[Qt.Key.Key_Return] * 9):
        QTest.keyClick(stage.focused(), key)
        stage.settle()
    stage.shot("ledger")
    for letter in "ma":
        QTest.keyClicks(stage.focused(), letter)
    stage.settle()
    stage.shot("naming")
    QTest.keyClick(stage.focused(), Qt.Key.Key_Escape)
    frame.panels.show_panel("spans")
    layer = session.layer
    mentions = sum(span.entity is not None for span in layer.spans)
    yield f"{mentions} mentions mean {len(layer.entities)} entities, {frame.message.text()}"
