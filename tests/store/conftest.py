"""Here a project is on SQLite, then on PostgreSQL; the latter is skipped where no server can be started."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.build import TEXT, bring, record

from workbench.project import Project


@pytest.fixture
def project(place: str) -> Iterator[Project]:
    """An empty project on either database."""
    with Project.create(place, "news") as made:
        yield made


@pytest.fixture
def filled(project: Project, tmp_path: Path) -> Project:
    """A project with two articles, imported by somebody else."""
    bring(project, tmp_path, [record("k", TEXT), record("l", "Another text, much shorter.")])
    return project
