"""The desktop window; the only part of the program that knows Qt.

The project is imported before Qt: once PySide6 is there, each further import costs it a look.
"""

import workbench.project
from workbench.window import quick

quick.spare_look_ups()

__all__ = ["workbench"]
