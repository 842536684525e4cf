"""The arguments of every command, and which function carries it out."""

import argparse
from importlib import import_module
from typing import Any, NoReturn

from workbench import __version__

# Which module of this package knows which commands; only those that are wanted are imported.
MODULES: dict[str, tuple[str, ...]] = {
    "projects": ("new", "status", "check", "history", "progress"),
    "transfer": ("import", "export", "formats"),
    "annotate": ("annotate",),
    "review": ("adjudicate",),
    "scheme": ("scheme",),
    "window": ("open", "tour"),
}


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **options})

    def error(self, message: str) -> NoReturn:
        """Wrong usage is one line with the way out."""
        self.exit(2, f"workbench: {message}; see {self.prog} --help\n")


def build_parser(command: str | None = None) -> argparse.ArgumentParser:
    """The part of the command line that knows ``command``; the whole of it where there is no such command."""
    parser = _Parser(prog="workbench", description="Annotate news articles, adjudicate, export gold.")
    parser.add_argument("--version", action="version", version=f"workbench {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)
    common = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    common.add_argument("--json", action="store_true", help="one JSON object on standard output")
    acting = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    acting.add_argument(
        "--as", dest="actor", metavar="NAME", help="who acts (default: the name in the settings, else cli)"
    )
    wanted = [module for module, known in MODULES.items() if command in known]
    for module in wanted or MODULES:
        import_module(f"workbench.cli.{module}").add_commands(commands, common, acting)
    return parser
