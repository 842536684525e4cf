"""The order in which Tab goes through what stands below each other, whenever it was made."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_FOCUS = Qt.FocusPolicy.TabFocus


def let_tab_go(parts: Iterable[QWidget], above: QWidget) -> None:
    """Let Tab go from ``above``, which comes first, through the parts from top to bottom."""
    chain = [widget for part in parts for widget in _stops(part)]
    for before, after in pairwise(chain):
        QWidget.setTabOrder(before, after)
    first = chain[0].previousInFocusChain() if chain else None
    if first is not None and first is not above:
        QWidget.setTabOrder(first, above)


def _stops(part: QWidget) -> list[QWidget]:
    """The widgets of a part at which Tab stops, from top to bottom."""
    found = [
        widget
        for widget in part.findChildren(QWidget)
        if widget.focusPolicy().value & _FOCUS.value
        and not widget.focusProxy() and widget.window() is part.window()  # not the list that a box opens
    ]  # fmt: skip
    return sorted(found, key=lambda widget: _place(widget, part))


def _place(widget: QWidget, part: QWidget) -> tuple[int, int]:
    at = widget.mapTo(part, widget.rect().topLeft())
    return at.y(), at.x()
