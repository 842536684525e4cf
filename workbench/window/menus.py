"""Menus and shortcuts out of the table of actions."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

import workbench.window.actions  # noqa: F401  fills the table
from workbench.model.scheme import Scheme
from workbench.window.action import ACTIONS, Action

if TYPE_CHECKING:
    from workbench.window.frame import Frame


class Menus:
    """All menus of the window; greys out what can't be done now."""

    def __init__(self, frame: "Frame") -> None:
        self.frame = frame
        self.actions: dict[str, QAction] = {}
        self._labels: list[QAction] = []
        for name, menu in frame.header.menu_of.items():
            for action in ACTIONS.values():
                if action.menu == name:
                    self._add(menu, action)
            menu.aboutToShow.connect(self.update)
        behind_button = QMenu(frame)
        for menu in frame.header.menu_of.values():
            behind_button.addMenu(menu)
        frame.header.menu_button.setMenu(behind_button)

    def _add(self, menu: QMenu, action: Action) -> None:
        if action.separated:
            menu.addSeparator()
        shown = QAction(self.frame)
        # The view handles plain keys; behind a tab the menu shows them without taking them.
        shown.setText(f"{action.text}\t{action.keys[0]}" if action.plain else action.text)
        if not action.plain:
            shown.setShortcuts([QKeySequence(key) for key in action.keys])
        shown.triggered.connect(lambda: self.run(action))
        menu.addAction(shown)
        self.frame.addAction(shown)
        self.actions[action.id] = shown

    def run(self, action: Action) -> None:
        """Carry an action out where it can be."""
        if action.when(self.frame):
            action.run(self.frame)

    def set_scheme(self, scheme: Scheme | None) -> None:
        """Put the labels of a scheme first in the menu Label."""
        menu = self.frame.header.menu_of["Label"]
        for old in self._labels:
            menu.removeAction(old)
        self._labels = []
        first = menu.actions()[0]
        for label in scheme.labels if scheme else ():
            shown = QAction(self.frame)
            shown.setText(f"{label.name.capitalize()}\t{label.key}")
            shown.triggered.connect(lambda _=False, name=label.name: self.frame.tag(name))
            menu.insertAction(first, shown)
            self._labels.append(shown)

    def update(self) -> None:
        """Grey out what can't be done now."""
        for id, shown in self.actions.items():
            shown.setEnabled(ACTIONS[id].when(self.frame))
        for shown in self._labels:
            shown.setEnabled(self.frame.mode == "annotate" and self.frame.session is not None)
