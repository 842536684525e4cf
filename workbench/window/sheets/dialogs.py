"""Short questions and what the window has to tell: each made when it is shown."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from workbench.window.frame import Frame

_PROJECTS = "Projects (*.workbench)"


def ask_open(parent: QWidget, folder: str = "") -> str | None:
    """Which project to open; the dialog begins in ``folder``."""
    where, _ = QFileDialog.getOpenFileName(parent, "Open project", folder, f"{_PROJECTS};;All files (*)")
    return where or None


def ask_overwrite(parent: QWidget, place: Path) -> bool:
    """Whether a file that is there goes."""
    from workbench.window.sheets.message import ask

    return ask(
        parent, "Overwrite the file?", f"{place.name} is there already. The new export would take its place.",
        "Overwrite",
    )  # fmt: skip


def show_about(frame: "Frame") -> None:
    """Version, licence, and where things lie."""
    from workbench.window.sheets.about import About

    about = About(frame)
    about.exec()
    about.deleteLater()


def show_error(parent: QWidget | None, sentence: str, details: str = "") -> None:
    """A sentence about what was not done and what can be, and details to copy."""
    from workbench.window.sheets.message import show_message

    show_message(parent, "This could not be done", sentence, details)
