"""Drives the window through a whole story by its real widgets: load, tag, undo, review, export; each step a line.

Leaves a numbered screenshot of each step, light and dark, and the exports, in a folder.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from workbench.window.tour.entities import entities
from workbench.window.tour.finding import attribute, find
from workbench.window.tour.folder import make_room
from workbench.window.tour.looks import looks, panels
from workbench.window.tour.reviewing import review
from workbench.window.tour.sheets import dialogs, export
from workbench.window.tour.stage import Stage
from workbench.window.tour.tagging import link, load, tag, undo

STEPS: tuple[Callable[[Stage], Iterator[str]], ...] = (
    load, tag, undo, link, review, entities, find, attribute, export, panels, dialogs, looks,
)  # fmt: skip


def run(folder: Path) -> int:
    """Take the tour; gives the exit code. Off-screen where there is no display."""
    if (
        not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
        and os.name == "posix"
    ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = folder.resolve()
    make_room(folder)
    play(Stage(folder))
    return 0


def play(stage: Stage) -> None:
    """The story, from the welcome page on."""
    stage.shot("welcome")
    for step in STEPS:
        for sentence in step(stage):
            stage.say(f"{step.__name__}: {sentence}")
    stage.say(f"{stage.camera.pictures} pictures and the exports are in {stage.folder}")
    stage.frame.close()
