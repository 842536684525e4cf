"""Which way a text runs, and painting it from its own leading side."""

from unicodedata import bidirectional

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter

_Cuts = dict[tuple[str, int], str]
_FONTS, _TEXTS = 16, 2000  # of so many fonts and texts it is remembered how they were cut
_WIDEST = 20  # pixels that a letter of a row's font never takes
_known: dict[int, tuple[QFont, _Cuts]] = {}

# Qt turns it round where text runs leftwards. As a number: a member of an enumeration takes a while to hand over.
_LEADING = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs leftwards."""
    if text.isascii():
        return False
    for character in text:
        kind = bidirectional(character)
        if kind in ("R", "AL", "L"):
            return kind != "L"
    return False


def cut_to(painter: QPainter, text: str, width: int, font: QFont) -> str:
    """Text with an ellipsis at its end where it is too long, in the painter's ``font``; rows are painted often."""
    if len(text) * _WIDEST <= width:
        return text
    held = _known.get(id(font))
    if held is None or held[0] is not font:
        if len(_known) >= _FONTS:
            _known.clear()
        held = _known[id(font)] = (font, {})
    cuts = held[1]
    found = cuts.get((text, width))
    if found is None:
        if len(cuts) >= _TEXTS:
            cuts.clear()
        # Letters are three pixels wide and more: what lies far behind the edge need not be looked at.
        near = text[: max(20, width // 3)]
        found = painter.fontMetrics().elidedText(near, Qt.TextElideMode.ElideRight, width)
        cuts[text, width] = found
    return found


def paint_words(painter: QPainter, text: str, box: QRect, font: QFont, colour: QColor) -> None:
    """Text from its leading side of ``box``, cut with an ellipsis at its end where it is too long."""
    painter.setFont(font)
    painter.setPen(colour)
    elided = cut_to(painter, text, box.width(), font)
    leftwards = is_right_to_left(text)
    if leftwards:
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    painter.drawText(box, _LEADING, elided)
    if leftwards:
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
