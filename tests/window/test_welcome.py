"""The page without a project: digits choose, and a password is no name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from workbench.window.welcome import Welcome

SERVER = "postgresql://ines:secret@db.example/strikes"


def test_only_plain_digits_choose(qtbot: QtBot) -> None:
    page = Welcome(["/a/one.workbench"])
    qtbot.addWidget(page)
    chosen: list[str] = []
    page.recent_chosen.connect(chosen.append)
    qtbot.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert chosen == []
    qtbot.keyClick(page, Qt.Key.Key_1)
    assert chosen == ["/a/one.workbench"]


def test_a_server_is_shown_without_its_password(qtbot: QtBot) -> None:
    page = Welcome([SERVER])
    qtbot.addWidget(page)
    shown = [button.text() for button in page.findChildren(QPushButton)]
    assert not any("secret" in text for text in shown)
    assert any("strikes" in text and "db.example" in text for text in shown)
