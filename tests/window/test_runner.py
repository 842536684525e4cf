"""Long work: progress, cancel, and a window that takes nothing meanwhile."""

import threading
import time

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from workbench.jobs import Cancelled, Report
from workbench.window.frame import Frame
from workbench.window.runner import Progress, run_job


def endless(report: Report) -> None:
    for step in range(2000):
        report(step, 2000)
        time.sleep(0.005)


def test_cancel_is_at_hand_and_ends_the_work(working: Frame, qtbot: QtBot) -> None:
    def press() -> None:
        dialog = working.findChild(Progress)
        assert dialog is not None and dialog.isVisible()
        assert dialog.count.text().endswith(" of 2,000") and dialog.bar.maximum() == 2000
        assert dialog.cancel.isEnabled()
        qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)

    QTimer.singleShot(700, press)
    with pytest.raises(Cancelled):
        run_job(working, "Counting", endless)
    assert working.isEnabled()


def test_esc_cancels_and_it_says_that_it_stops(working: Frame, qtbot: QtBot) -> None:
    told: list[tuple[str, bool]] = []

    def press() -> None:
        dialog = working.findChild(Progress)
        assert dialog is not None
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        told.append((dialog.count.text(), dialog.isVisible()))

    QTimer.singleShot(700, press)
    with pytest.raises(Cancelled):
        run_job(working, "Counting", endless)
    assert told == [("Stopping …", True)]


def test_the_focus_comes_back(working: Frame) -> None:
    working.view.setFocus()
    assert run_job(working, "Nothing", lambda report: 5) == 5
    assert working.focusWidget() is working.view


def test_the_window_stays_open_until_the_work_is_done(working: Frame) -> None:
    closing = threading.Event()

    def wait(report: Report) -> bool:
        return closing.wait(5)

    def close() -> None:
        assert not working.close()
        closing.set()

    QTimer.singleShot(20, close)
    assert run_job(working, "Waiting", wait)
    assert working.isVisible() and working.session is not None
    assert working.session.project.article_rows("ines")
