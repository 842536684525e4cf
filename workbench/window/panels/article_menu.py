"""The menu of a row of the article list: what the menu Article does with an article that is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from workbench.window.action import ACTIONS

if TYPE_CHECKING:
    from workbench.window.frame import Frame


def article_menu(frame: "Frame") -> QMenu:
    """The entries of the table that are about the article that is shown."""
    frame.menus.update()
    menu = QMenu(frame)
    for action in ACTIONS.values():
        if action.row:
            if action.separated:
                menu.addSeparator()
            menu.addAction(frame.menus.actions[action.id])
    return menu


def show_menu(frame: "Frame", key: str, at: QPoint) -> QMenu | None:
    """Show the menu of the article with that key. Another article opens first: its menu acts on what is seen."""
    session = frame.session
    if session is None:
        return None
    if session.article is None or session.article.key != key:
        frame.walk.go_to(key, take_focus=False)
    if session.article is None or session.article.key != key:
        return None  # it could not be read, which was said
    menu = article_menu(frame)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)
    return menu
