"""A window put up for a test."""

from pytestqt.qtbot import QtBot

from workbench.window.frame import Frame


def put_up(frame: Frame, qtbot: QtBot) -> None:
    """Show it as large as on a usual screen; it goes with the test."""
    qtbot.addWidget(frame)
    frame.resize(1440, 900)
    with qtbot.waitExposed(frame):
        frame.show()
