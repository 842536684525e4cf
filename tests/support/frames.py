"""A window put up for a test."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from workbench.window.frame import Frame

PutUp = Callable[[Frame], None]


def put_up(frame: Frame, qtbot: QtBot) -> None:
    """Show it as large as on a usual screen; it goes with the test."""
    qtbot.addWidget(frame)
    frame.resize(1440, 900)
    with qtbot.waitExposed(frame):
        frame.show()
