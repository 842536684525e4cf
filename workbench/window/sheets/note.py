"""A line below a field: what it means, or what is wrong with what stands in it."""

from PySide6.QtWidgets import QLabel

from workbench.errors import WorkbenchError, as_sentence
from workbench.project.facade import check_name
from workbench.window.look.small import plain_label


def note(text: str = "") -> QLabel:
    """A small line that wraps."""
    label = plain_label(text, px=12)
    label.setObjectName("note")
    label.setWordWrap(True)
    return label


def tell(label: QLabel, text: str, wrong: bool) -> None:
    """Show a note, as an error where something is wrong."""
    label.setText(text)
    if bool(label.property("wrong")) != wrong:
        label.setProperty("wrong", wrong)
        label.style().unpolish(label)
        label.style().polish(label)


def name_problem(name: str) -> str | None:
    """Why nobody can be called that, in a sentence; None where somebody can."""
    try:
        check_name(name)
    except WorkbenchError as error:
        return as_sentence(error)
    return None
