"""The palette (Ctrl+K): everything that can be done, gone to or set, by a few letters of its name."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.window.frame import Frame
    from workbench.window.palette.panel import Palette


def open_palette(frame: "Frame", typed: str = "") -> "Palette | None":
    """Open it over the window; close it where it is open."""
    from workbench.window.palette.panel import Palette

    for shown in frame.findChildren(Palette):
        if shown.isVisible():
            shown.leave()
            return None
    return Palette(frame, typed)
