"""Moving the edges of a span in a text, by graphemes or by words; the edges never meet and never cross a part."""

from PySide6.QtCore import QTextBoundaryFinder

from workbench.model.offsets import Utf16Map
from workbench.model.span import Parts
from workbench.model.tokens import tokens

_WINDOW = 400  # characters looked at round an edge


def move_edge(text: str, parts: Parts, start: bool, by: int, words: bool) -> Parts:
    """The parts with the start of the first, or the end of the last, moved by one grapheme or word."""
    first, last = parts[0], parts[-1]
    if start:
        at = _moved(text, first[0], by, words, start)
        return ((max(0, min(at, first[1] - 1)), first[1]), *parts[1:]) if at < first[1] else parts
    at = _moved(text, last[1], by, words, start)
    return (*parts[:-1], (last[0], min(len(text), at))) if at > last[0] else parts


def _moved(text: str, at: int, by: int, words: bool, start: bool) -> int:
    low = max(0, at - _WINDOW)
    near = text[low : at + _WINDOW]
    if words:
        edges = [low + (token[0] if start else token[1]) for token in tokens(near)]
    else:
        edges = [low + edge for edge in _graphemes(near)]
    # What the window cuts is not looked at: its first and last edges may be nobody's.
    if by > 0:
        return next((edge for edge in edges if edge > at), len(text) if at + _WINDOW >= len(text) else at)
    return next((edge for edge in reversed(edges) if edge < at), 0 if low == 0 else at)


def _graphemes(text: str) -> list[int]:
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    units = Utf16Map(text)
    edges = [0]
    while (place := finder.toNextBoundary()) != -1:
        edges.append(units.to_codepoint(place))
    return edges
