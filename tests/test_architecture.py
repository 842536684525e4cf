"""Imports point one way: model <- formats, review <- store <- project <- cli, window."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.command import CHECKOUT

PACKAGE = CHECKOUT / "workbench"
# What each folder may import of the package; modules beside the folders are open to all.
MAY_IMPORT = {
    "model": {"errors"},
    "formats": {"model"},
    "review": {"model"},
    "store": {"model", "formats", "review"},
    "project": {"model", "formats", "review", "store"},
    "cli": {"model", "formats", "review", "store", "project"},
    "window": {"model", "formats", "review", "store", "project", "cli"},
}
ONLY_IN = {"peewee": "store", "playhouse": "store", "psycopg": "store", "PySide6": "window"}
# The command that opens the window.
STARTERS = (PACKAGE / "cli" / "start.py", PACKAGE / "cli" / "window.py")
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
    folder = path.relative_to(PACKAGE).parts[0]
    for name, _ in imports(path):
        first, *rest = name.split(".")
        if path in STARTERS and rest[:1] == ["window"]:
            continue
        assert ONLY_IN.get(first, folder) == folder, f"{path.name} imports {first}"
        if first == "workbench" and rest and folder in MAY_IMPORT and rest[0] != folder:
            inside = rest[0] in MAY_IMPORT
            assert rest[0] in MAY_IMPORT[folder] or (not inside and folder != "model"), f"{path.name} imports {name}"


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
    tested = "".join(path.read_text(encoding="utf-8") for path in (CHECKOUT / "tests").rglob("test_*.py"))
    for command in commands:
        assert f'"{command}"' in tested, f"no test runs {command}"
