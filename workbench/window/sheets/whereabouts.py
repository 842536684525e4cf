"""Where the open project lies: its path to copy, its folder to look into."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from workbench.window.sheets.message import Message
from workbench.window.welcome.recent import is_server
from workbench.words import cut

if TYPE_CHECKING:
    from workbench.window.frame import Frame


def show_place(frame: "Frame") -> None:
    """Show it, and wait until it was read."""
    session = frame.session
    if session is None:
        return
    address = session.project.address
    message = Message(frame, "Where it is", address, warning=False)
    message.subtitle.setText(cut(session.project.name, 48))  # the address below has all of it
    message.add_copy("&Copy", lambda: address)
    if not is_server(address):
        folder = QUrl.fromLocalFile(str(Path(address).parent))
        message.add_button("&Show the folder", lambda: QDesktopServices.openUrl(folder))
    message.add_button("Close", message.accept, filled=True, keys=("↵",)).setFocus()
    message.exec()
    message.deleteLater()
