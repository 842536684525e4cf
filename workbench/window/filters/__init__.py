"""Filters of the article list: built of conditions, shown as chips, saved under names."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from workbench.window.frame import Frame


def entries_of_filters(frame: "Frame") -> "Callable[[QMenu], None]":
    """What puts the entries of filters into the menu of the list, once that is opened."""

    def put(menu: "QMenu") -> None:
        from workbench.window.filters.menu import extend

        extend(frame, menu)

    return put
