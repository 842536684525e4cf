"""Errors that nobody expected, in slots and in threads: told once, without values, and the program goes on."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMessageLogContext, QObject, QThread, QtMsgType, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.errors import ProjectError
from workbench.window import app, crash
from workbench.window.crash import STORM, Reports
from workbench.window.frame import Frame
from workbench.window.sheets import dialogs

SECRET = "the text of an article"


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch, frame: Frame) -> Iterator[Reports]:
    """A fresh hearer of errors, with the program's own hooks in place of those of the tests."""
    monkeypatch.setattr(crash, "_reports", [])
    monkeypatch.setattr(app, "_told", {})
    monkeypatch.setattr(sys, "excepthook", app.report_unknown)
    monkeypatch.setattr(
        threading, "excepthook", lambda gone: app.report_unknown(gone.exc_type, gone.exc_value, gone.exc_traceback)
    )
    made = crash.reports()
    yield made
    if made.sheet is not None:
        made.sheet.accept()
    QApplication.processEvents()


def raised(message: str = SECRET) -> None:
    """What a caught error passes on."""
    try:
        raise ValueError(message)
    except ValueError as error:
        app.report_unknown(type(error), error, error.__traceback__)


def test_an_unknown_error_is_told_without_values(
    reports: Reports, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    raised()
    assert reports.sheet is None  # later: it may have come while something was being painted
    qtbot.waitUntil(lambda: reports.sheet is not None)
    assert reports.sheet is not None
    sentence, details = reports.sheet.sentence.text(), reports.sheet.details.toPlainText()
    assert "you can go on" in sentence and "times" not in sentence
    assert "ValueError" in details and "test_app.py" in details
    assert SECRET not in sentence + details + capsys.readouterr().err


def test_an_error_in_a_slot_is_told_and_the_program_goes_on(
    reports: Reports, frame: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Source(QObject):
        happened = Signal()

    def broken() -> None:
        raise KeyError(SECRET)

    source = Source()
    source.happened.connect(broken)
    with qtbot.captureExceptions() as seen:
        monkeypatch.setattr(sys, "excepthook", app.report_unknown)  # in the place of the one that captures
        source.happened.emit()
        qtbot.waitUntil(lambda: reports.sheet is not None)
    assert seen == [] and reports.sheet is not None
    assert "KeyError" in reports.sheet.details.toPlainText() and SECRET not in reports.sheet.details.toPlainText()
    reports.sheet.go_on.click()
    assert reports.sheet is None and frame.isVisible() and frame.isEnabled()


@pytest.mark.parametrize("kind", ["python", "qt"])
def test_an_error_in_a_thread_is_told_by_the_window(
    reports: Reports, qtbot: QtBot, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise OSError(SECRET)

    if kind == "python":
        thread = threading.Thread(target=broken)
        thread.start()
        thread.join()
    else:

        class Worker(QThread):
            def run(self) -> None:
                broken()

        worker = Worker()
        worker.start()
        worker.wait()
    qtbot.waitUntil(lambda: reports.sheet is not None)
    assert reports.sheet is not None and reports.sheet.thread() is QApplication.instance().thread()
    assert "OSError" in reports.sheet.details.toPlainText()


def test_a_storm_is_one_dialog_with_a_counter(reports: Reports, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(crash, "monotonic", lambda: now[0])
    for _ in range(40):
        raised()
    qtbot.waitUntil(lambda: reports.count == 40)
    first = reports.sheet
    assert first is not None and "It happened 40 times" in first.sentence.text()
    assert "again and again" in first.sentence.text()
    sheets = [one for one in QApplication.topLevelWidgets() if isinstance(one, crash.Crash) and one.isVisible()]
    assert sheets == [first]
    assert first.details.toPlainText().count("test_app.py") == 1
    first.accept()
    raised()
    qtbot.waitUntil(lambda: reports.count == 1)
    assert reports.sheet is None  # it is quiet for a while, but counts
    now[0] += 61
    raised()
    qtbot.waitUntil(lambda: reports.sheet is not None)
    assert "It happened 2 times" in reports.sheet.sentence.text()  # type: ignore[attr-defined]


def test_a_few_errors_far_apart_are_each_told(reports: Reports, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(crash, "monotonic", lambda: now[0])
    for _ in range(STORM + 2):
        raised()
        qtbot.waitUntil(lambda: reports.sheet is not None)
        assert reports.sheet is not None
        assert reports.sheet.sentence.text() == crash.SENTENCE
        reports.sheet.accept()
        now[0] += 20


def test_a_known_error_that_nobody_waited_for_is_its_sentence(
    reports: Reports, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(dialogs, "show_error", lambda parent, sentence, details="": told.append((sentence, details)))
    app.report_unknown(ProjectError, ProjectError("the server does not answer; try again"), None)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("The server does not answer; try again.", "")] and reports.sheet is None


def test_a_thread_may_end_itself(reports: Reports) -> None:
    app.report_unknown(SystemExit, SystemExit(0), None)
    QApplication.processEvents()
    assert reports.count == 0 and reports.sheet is None


def test_what_qt_says_again_and_again_is_written_thrice(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "_told", {})
    for _ in range(9):
        app.heard_from_qt(QtMsgType.QtWarningMsg, QMessageLogContext(), "the moon is down")
    app.heard_from_qt(QtMsgType.QtDebugMsg, QMessageLogContext(), "hush")
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["Qt: the moon is down"] * 2 + ["Qt: the moon is down (no more of these)"]


def test_without_a_console_nothing_breaks(monkeypatch: pytest.MonkeyPatch, reports: Reports, qtbot: QtBot) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    raised()
    qtbot.waitUntil(lambda: reports.count == 1)
