"""A person's hands on a window: keys and clicks on its real widgets, counted."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from workbench.window.frame import Frame
from workbench.window.sheets.sheet import Sheet


class Hands:
    """Presses and clicks where a person would, and counts."""

    def __init__(self, frame: Frame, qtbot: QtBot) -> None:
        self.frame = frame
        self.qtbot = qtbot
        self.count = 0
        self.failed: list[BaseException] = []

    def front(self) -> QWidget:
        """The window in front, once it is active, as a window manager would have it."""
        window = QApplication.activeModalWidget() or self.frame
        if not window.isActiveWindow():
            window.activateWindow()
            self.qtbot.waitUntil(window.isActiveWindow)
        return window

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, to what has the focus."""
        self.count += 1
        window = self.front()
        QTest.keyClick(window.focusWidget() or window, key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """One key a letter."""
        for letter in text:
            self.count += 1
            QTest.keyClicks(self.front().focusWidget(), letter)

    def click(self, widget: QWidget, at: QPointF | None = None) -> None:
        """One click."""
        self.count += 1
        place = at.toPoint() if at is not None else widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)
        QApplication.processEvents()

    def click_word(self, word: str) -> None:
        """A click into a word of the article."""
        view = self.frame.view
        at = view.text.index(word) + 1
        cursor = view.textCursor()
        cursor.setPosition(view._display.to_qt(at))
        self.click(view.viewport(), QPointF(view.cursorRect(cursor).center()))

    def during(self, begin: Callable[[], object], go_on: Callable[[Sheet], object]) -> None:
        """What opens a sheet that waits for its answer, and what is done in it."""

        def act() -> None:
            sheet = QApplication.activeModalWidget()
            if not isinstance(sheet, Sheet) or not sheet.isActiveWindow():
                return
            timer.stop()
            try:
                go_on(sheet)
            except BaseException as error:  # noqa: BLE001  told to the test
                self.failed.append(error)
            if sheet.isVisible():
                sheet.reject()

        timer = QTimer()
        timer.timeout.connect(act)
        timer.start(10)
        begin()
        timer.stop()
        if self.failed:
            raise self.failed[0]
