"""The arguments of every command, and which function carries it out."""

import argparse
from typing import Any, NoReturn

from workbench import __version__
from workbench.cli import annotate, projects, review, transfer, window


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **options})

    def error(self, message: str) -> NoReturn:
        """Wrong usage is one line with the way out."""
        self.exit(2, f"workbench: {message}; see {self.prog} --help\n")


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = _Parser(prog="workbench", description="Annotate news articles, adjudicate, export gold.")
    parser.add_argument("--version", action="version", version=f"workbench {__version__}")
    parser.set_defaults(run=window.welcome)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    common = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    common.add_argument("--json", action="store_true", help="one JSON object on standard output")
    acting = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    acting.add_argument(
        "--as", dest="actor", metavar="NAME", help="who acts (default: the name in the settings, else cli)"
    )
    for module in (projects, transfer, annotate, review, window):
        module.add_commands(commands, common, acting)
    return parser
