"""Which way a text runs, and painting it from its own leading side."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter

_LEADING = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter  # Qt turns it round where text runs leftwards


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs leftwards."""
    if text.isascii():
        return False
    from unicodedata import bidirectional

    for character in text:
        kind = bidirectional(character)
        if kind in ("R", "AL", "L"):
            return kind != "L"
    return False


def paint_words(painter: QPainter, text: str, box: QRect, font: QFont, colour: QColor) -> None:
    """Text from its leading side of ``box``, cut with an ellipsis at its end where it is too long."""
    painter.setFont(font)
    painter.setPen(colour)
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    leftwards = is_right_to_left(text)
    if leftwards:
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    painter.drawText(box, _LEADING, elided)
    if leftwards:
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
