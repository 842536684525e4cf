"""The export dialog: what to write, what gets lost, how it looks; and only then the file."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.window.frame import Frame


def ask_export(frame: "Frame") -> None:
    """Show the dialog; it writes by itself, and the window says what was written."""
    from workbench.window.exporting.sheet import ExportSheet

    if frame.session is None or not frame.typed.may_leave():
        return
    sheet = ExportSheet(frame)
    sheet.exec()
    if sheet.said:
        frame.say(sheet.said)
    sheet.deleteLater()
