"""Commands that open the window: none at all, open, tour. Qt is imported here only when one of them runs."""

import argparse
import gc
from pathlib import Path
from typing import Any

from workbench.cli.common import Commands


def add_commands(commands: Commands, common: argparse.ArgumentParser, acting: argparse.ArgumentParser) -> None:
    """Tell the parser about them."""
    opening = commands.add_parser("open", parents=[acting], help="the window on a project")
    opening.add_argument("project", nargs="?", metavar="PROJECT")
    opening.add_argument(
        "--sample", action="store_true", help="a project with the sample articles, made where it is missing"
    )
    opening.set_defaults(run=_open, parser=opening)
    tour = commands.add_parser("tour", parents=[], help="drive the window through a whole story, with screenshots")
    tour.add_argument("folder", metavar="DIR", type=Path)
    tour.set_defaults(run=_tour)


def welcome(options: argparse.Namespace) -> int:
    """The window without a project."""
    return _stay(None, None, False)


def _open(options: argparse.Namespace) -> int:
    if (options.project is None) != options.sample:
        options.parser.error("name a project, or say --sample")
    return _stay(options.project, options.actor, options.sample)


def first_sight(project: str | None, annotator: str | None, sample: bool = False) -> Any:
    """A window that is shown and painted.

    What is made until then stays for good, so the garbage collector need not look for leavings among it.
    """
    gc.disable()
    try:
        from workbench.window.app import start

        return start(project, annotator, sample)
    finally:
        gc.freeze()
        gc.enable()


def _stay(project: str | None, annotator: str | None, sample: bool) -> int:
    frame = first_sight(project, annotator, sample)
    from workbench.window.app import stay

    return stay(frame)


def _tour(options: argparse.Namespace) -> int:
    from workbench.window.tour import run

    return run(options.folder)
