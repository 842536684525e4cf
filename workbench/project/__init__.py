"""The facade that the command line and the window share: every way to read or change a project."""

from workbench.project.facade import Project
from workbench.store.errors import INSTEAD
from workbench.store.journal import Reversal
from workbench.store.listing import ArticleRow, Counts

__all__ = ["INSTEAD", "ArticleRow", "Counts", "Project", "Reversal"]
