"""Disputes of two annotators, decided by keys; then everybody’s progress."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.errors import WorkbenchError
from workbench.project.sample import make_sample
from workbench.window.tour.notes import note, remark
from workbench.window.tour.stage import Stage


def review(stage: Stage) -> Iterator[str]:
    """Open the project with two annotators' layers, and decide disputes by keys."""
    where = stage.folder / "sample.workbench"
    make_sample(where).close()
    stage.frame.projects.open(str(where), "ruth")
    session = stage.session()
    session.open("ferry-strike-wire")
    stage.shot("untagged-by-me")
    session.open("lighthouse-rescue")
    QTest.mouseClick(stage.frame.header._buttons["review"], Qt.MouseButton.LeftButton)
    stage.settle()
    left = sum(dispute.decision is None for dispute in stage.frame.review.disputes)
    stage.shot("dispute")
    for key in (Qt.Key.Key_1, Qt.Key.Key_R, Qt.Key.Key_J, Qt.Key.Key_Return):
        stage.key(key)
    now = sum(dispute.decision is None for dispute in stage.frame.review.disputes)
    if now >= left:
        raise WorkbenchError("the keys of the review decided nothing")
    stage.shot("decided")
    stage.key(Qt.Key.Key_E)
    stage.shot("edited-on-its-way-to-gold")
    QTest.keyClick(stage.focused(), Qt.Key.Key_Escape)
    stage.frame.resize(1024, 700)
    stage.shot("review-small")
    stage.frame.resize(1440, 900)
    yield f"{left} disputes in lighthouse-rescue, {now} after three keys"
    stage.frame.set_mode("progress")
    stage.shot("progress")
    yield stage.frame.progress.heading.text()
    stage.frame.projects.work_as("ines")
    session = stage.session()
    session.open("ferry-strike-wire")
    stage.frame.set_mode("annotate")
    for _ in range(7):
        stage.key(Qt.Key.Key_J)
    stage.shot("annotated")
    remark(stage)
    stage.shot("comment-and-history")
    note(stage)
