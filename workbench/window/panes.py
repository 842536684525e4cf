"""Going from pane to pane by F6: list, article, inspector, spans, status."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from workbench.window.frame import Frame


def panes(frame: "Frame") -> list[QWidget]:
    """The panes that are there now, in the order of the window."""
    there = [frame.left_stack.currentWidget(), frame.view, frame.inspector, frame.panels, frame.statusBar()]
    return [pane for pane in there if pane is not None and pane.isVisible() and _door(pane) is not None]


def step_pane(frame: "Frame", by: int) -> None:
    """Put the focus into the next pane (1) or the one before (-1)."""
    there = panes(frame)
    focused = QApplication.focusWidget()
    at = next((at for at, pane in enumerate(there) if focused is not None and _holds(pane, focused)), None)
    if at is None:
        at = there.index(frame.view) - by if frame.view in there else 0
    if there:
        focus_pane(there[(at + by) % len(there)])


def focus_pane(pane: QWidget) -> None:
    """Put the focus into a pane, where anything in it takes keys."""
    door = _door(pane)
    if door is not None:
        door.setFocus(Qt.FocusReason.TabFocusReason)


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)


def _door(pane: QWidget) -> QWidget | None:
    """Where the focus goes in a pane: itself, its list, or the first thing that takes keys."""
    inside = [pane, *pane.findChildren(QWidget)]
    able = [widget for widget in inside if widget.isVisibleTo(pane.window()) and _takes_tab(widget)]
    # What hides the pane is not what somebody comes for.
    able.sort(key=lambda widget: widget is getattr(pane, "hide_button", None))
    listed = [widget for widget in able if widget.inherits("QAbstractItemView")]
    return next(iter(listed or able), None)


def _takes_tab(widget: QWidget) -> bool:
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
