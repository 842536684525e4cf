"""The facade that the command line and the window share: every way to read or change a project."""

from workbench.project.facade import Project

__all__ = ["Project"]
