"""The desktop window; the only part of the program that knows Qt.

The project is imported before Qt: once PySide6 is there, each further import costs it a look.
"""

import workbench.project

__all__ = ["workbench"]
