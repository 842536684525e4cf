"""Telling a screen reader what happened, where there is one."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str) -> None:
    """Have a sentence read out, as news of ``widget``."""
    from PySide6.QtGui import QAccessible  # nobody asks at the first sight of an article

    if sentence and QAccessible.isActive():
        from PySide6.QtGui import QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
