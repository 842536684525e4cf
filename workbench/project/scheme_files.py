"""The schemes that a project can be made with: those that ship, and files of one's own."""

from workbench.schemes import load_scheme, shipped

__all__ = ["load_scheme", "shipped"]
