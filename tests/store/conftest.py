"""Here a project is on SQLite, then on PostgreSQL; the latter is skipped where no server can be started."""

from pathlib import Path

import pytest
from support.build import TEXT, bring, record, where_of

from workbench.project import Project

QUOTE, SPEAKER = where_of(TEXT, "“I am done,”"), where_of(TEXT, "Ada Dorn")
HELD = {
    "entities": [{"id": "e", "label": "actor", "name": "Ada"}],
    "relations": [{"id": "r", "type": "speaker", "from": "q", "to": "a"}],
    "comments": [{"id": "c", "span": "q", "text": "?", "by": "bob", "at": "2025-01-01"}],
}


@pytest.fixture(autouse=True)
def made_quickly() -> None:
    """Here nothing is quicker than in the program."""


@pytest.fixture
def project(on_both: Project) -> Project:
    """On either database."""
    return on_both


@pytest.fixture
def filled(project: Project, tmp_path: Path) -> Project:
    """A project with two articles, imported by somebody else."""
    bring(project, tmp_path, [record("k", TEXT), record("l", "Another text, much shorter.")])
    return project


@pytest.fixture
def rich(project: Project, tmp_path: Path) -> Project:
    """A project with gold in which there is something of everything, and another layer."""
    spans = [("q", "quote", *QUOTE), ("a", "actor", *SPEAKER)]
    gold = record("k", TEXT, "gold", spans, **HELD, state="done")
    gold["spans"][1]["entity"] = "e"
    bring(project, tmp_path, [gold, record("k", TEXT, "ann", [("o", "actor", *SPEAKER)])])
    return project
