"""The submenu of recent projects in the menu File."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from workbench.window.welcome.recent import recent_projects

if TYPE_CHECKING:
    from workbench.window.frame import Frame


def add_recent_menu(frame: "Frame") -> QMenu:
    """Put it behind what opens projects; it is filled whenever the menu File opens."""
    file = frame.header.menu_of["File"]
    recent = QMenu("Recent projects", file)
    behind = frame.menus.actions["file.sample"]
    entries = file.actions()
    file.insertMenu(entries[entries.index(behind) + 1], recent)

    def fill() -> None:
        recent.clear()
        known = recent_projects(frame.settings)
        for number, project in enumerate(known, 1):
            # A sign for a mnemonic in a name is part of the name; so is a tab.
            name = " ".join(f"{project.name}  –  {project.place}".replace("&", "&&").split("\t"))
            entry = recent.addAction(f"&{number}  {name}")
            entry.setEnabled(not project.missing)
            entry.triggered.connect(lambda _=False, where=project.where: frame.projects.choose(where))
        recent.menuAction().setEnabled(bool(known))

    file.aboutToShow.connect(fill)
    recent.menuAction().setEnabled(bool(frame.settings.get("recent")))
    return recent
