"""A project with two articles for the rules of importing, reviewing and exporting."""

from pathlib import Path

import pytest
from support.build import TEXT, bring, record

from workbench.project import Project


@pytest.fixture
def filled(project: Project, tmp_path: Path) -> Project:
    """The articles ``k`` and ``l``."""
    bring(project, tmp_path, [record("k", TEXT), record("l", "Go home. Now.")])
    return project
