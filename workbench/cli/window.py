"""Commands that open the window: open, tour. No command at all opens it, too; that needs no parser."""

import argparse
from pathlib import Path

from workbench.cli.common import Commands
from workbench.cli.start import open_window


def add_commands(commands: Commands, common: argparse.ArgumentParser, acting: argparse.ArgumentParser) -> None:
    """Tell the parser about them."""
    opening = commands.add_parser("open", parents=[acting], help="the window on a project")
    opening.add_argument("project", nargs="?", metavar="PROJECT")
    opening.add_argument(
        "--sample", action="store_true", help="a project with the sample articles, made where it is missing"
    )
    opening.set_defaults(run=_open, parser=opening)
    tour = commands.add_parser("tour", help="drive the window through a whole story, with screenshots")
    tour.add_argument("folder", metavar="DIR", type=Path)
    tour.set_defaults(run=_tour)


def _open(options: argparse.Namespace) -> int:
    if (options.project is None) != options.sample:
        options.parser.error("name a project, or say --sample")
    return open_window(options.project, options.actor, options.sample)


def _tour(options: argparse.Namespace) -> int:
    from workbench.window.tour.story import run

    return run(options.folder)
