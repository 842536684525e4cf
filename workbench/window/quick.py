"""What makes the window open sooner without changing what it does."""

import sys

import PySide6.QtCore  # noqa: F401  brings the module below


def spare_look_ups() -> None:
    """Keep PySide from reading the source of every module that is imported from now on.

    It looks whether a module uses PySide, to know where its optional features (snake_case names and the like)
    would hold. Nobody here asks for any, so the answer can be the same for all; it saves a twentieth of the start.
    """
    features = sys.modules.get("shibokensupport.feature")
    if features is not None and hasattr(features, "_mod_uses_pyside"):
        setattr(features, "_mod_uses_pyside", lambda module: True)  # noqa: B010  unknown to type checkers
