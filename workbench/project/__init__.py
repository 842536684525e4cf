"""The facade that the command line and the window share: every way to read or change a project."""

from workbench.project.facade import Project
from workbench.store.articles import ArticleRow
from workbench.store.errors import INSTEAD
from workbench.store.journal import Reversal

__all__ = ["INSTEAD", "ArticleRow", "Project", "Reversal"]
