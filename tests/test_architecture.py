"""Imports point one way: model <- formats, review <- store <- project <- cli, window."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.command import CHECKOUT

PACKAGE = CHECKOUT / "workbench"
# What each folder, and each module beside the folders, may import of the package; the README says the same.
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "places": set(),
    "words": set(),
    "jobs": {"errors"},
    "settings": {"errors", "places"},
    "schemes": {"errors", "places", "model"},
    "model": {"errors"},
    "formats": {"errors", "model"},
    "review": {"errors", "model"},
    "store": {"errors", "model"},
    "project": {"words", "errors", "jobs", "places", "schemes", "model", "formats", "review", "store"},
    "cli": {"__version__", "words", "errors", "jobs", "schemes", "settings", "model", "formats", "review", "project"},
    "window": {"__version__", "words", "errors", "jobs", "places", "settings", "model", "formats", "review", "project"},
    "__main__": {"cli"},
    "__init__": set(),
}
STANDARD_LIBRARY_ONLY = ("model", "review")
# But for one module, which tries a user's regular expressions and must be able to give up.
BESIDES = {("model", "pattern.py"): "regex"}
ONLY_IN = {"regex": "model", "peewee": "store", "playhouse": "store", "psycopg": "store", "PySide6": "window"}
# The command that opens the window.
STARTERS = (PACKAGE / "cli" / "start.py", PACKAGE / "cli" / "window.py")
# How tests run a command, in their process or in one of its own.
RUNNERS = ("cli", "cli.done", "done", "process")
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Names of imported modules, and whether the import stands at the top of the module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, node in tree.body) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from ((f"{node.module}.{name.name}", node in tree.body) for name in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    folder = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for name, _ in imports(path):
        first, *rest = name.split(".")
        assert ONLY_IN.get(first, folder) == folder, f"{path.name} imports {first}"
        if first != "workbench":
            besides = BESIDES.get((folder, path.name))
            allowed = first in sys.stdlib_module_names or first == besides
            assert folder not in STANDARD_LIBRARY_ONLY or allowed, f"{path.name}: {name}"
        elif not (path in STARTERS and rest[0] == "window"):
            assert rest[0] in {folder, *MAY_IMPORT[folder]}, f"{path.name} imports {name}"


def test_the_window_is_imported_by_its_command_only_and_only_when_it_runs() -> None:
    for path in MODULES:
        if path.relative_to(PACKAGE).parts[0] != "window":
            found = [at_top for name, at_top in imports(path) if name.startswith(("workbench.window", "PySide6"))]
            assert not found or (path in STARTERS and not any(found)), path


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_and_every_public_function_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), path
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            lines = (node.end_lineno or node.lineno) - node.lineno
            assert ast.get_docstring(node) or lines < 6 or path.name == "tables.py", f"{path.name}: {node.name}"


def test_every_command_has_a_test() -> None:
    from workbench.cli.parser import build_parser

    (commands,) = (
        action.choices for action in build_parser()._actions if action.dest == "==SUPPRESS==" and action.choices
    )
    assert set(commands) <= set(commands_run())


def commands_run() -> Iterator[str]:
    """The commands that tests run: the first argument, where it is written out, of each call of the command line."""
    for path in (CHECKOUT / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).removeprefix("self.") in RUNNERS and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield str(first.value)
