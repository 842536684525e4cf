"""A project on disk with two short articles, made by command line."""

from pathlib import Path

import pytest
from support.build import TEXT, jsonl, record
from support.command import CommandLine


@pytest.fixture
def place(tmp_path: Path, cli: CommandLine) -> Path:
    """A project with the articles ``k`` and ``l``."""
    path = tmp_path / "p.workbench"
    cli.done("new", path)
    cli.done("import", path, jsonl(tmp_path / "in.jsonl", [record("k", TEXT), record("l", "Go home. Now.")]))
    return path
