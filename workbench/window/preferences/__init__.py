"""Settings (Ctrl+,): who one is, how window and text look, which key does what. All of it holds at once."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.window.frame import Frame


def show_settings(frame: "Frame", page: str = "") -> None:
    """Show the settings, at the page that is asked for ("you", "look", "text", "keys") or the first one."""
    from workbench.window.preferences.dialog import Preferences

    sheet = Preferences(frame, page or "you")
    sheet.exec()
    sheet.deleteLater()
