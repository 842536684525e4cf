"""Steps through an article: from a place to the next word or paragraph, as the article has them and Qt has not.

Graphemes are the display's: see ``Display``.
"""

from collections.abc import Iterator

from workbench.model.tokens import tokens
from workbench.window.article.document import Display

_NEAR = 400  # characters that are looked at round a place; no word of a text is longer


def to_word(display: Display, at: int, by: int) -> int:
    """Where the next word (1) or the one before (-1) starts; the start and end of each paragraph stop a step."""
    start, end = display.paragraph(at)
    if by > 0 and at >= end:
        return display.after(at)
    if by < 0 and at <= start:
        return display.before(at)
    low, high = max(start, at - _NEAR), min(end, at + _NEAR)
    places = [display.snapped(stop, stop)[0] for stop in _words(display.text, low, high)]
    if by > 0:
        return next((place for place in places if place > at), display.snapped(high, high)[0])
    return next((place for place in reversed(places) if place < at), display.snapped(low, low)[0])


def _words(text: str, low: int, high: int) -> Iterator[int]:
    """Where words start, and marks that stand together."""
    last, was_word = -1, True
    for start, end in tokens(text, low, high):
        is_word = any(char.isalnum() for char in text[start:end])
        if is_word or was_word or start > last:
            yield start
        last, was_word = end, is_word


def to_paragraph(display: Display, at: int, by: int) -> int:
    """The start of the next paragraph, or the end of the text; backwards the start of this one or of that before."""
    start, end = display.paragraph(at)
    if by > 0:
        return display.after(end)
    return start if at > start or not start else display.paragraph(display.before(start))[0]


def to_border(display: Display, at: int, by: int, start: bool) -> int:
    """The next border where words start, or where they end; every mark counts as a word."""
    text = display.text
    low, high = max(0, at - _NEAR), min(len(text), at + _NEAR)
    found = [display.snapped(token[0], token[0])[0] if start else display.snapped(*token)[1]
             for token in tokens(text, low, high)]  # fmt: skip
    if by > 0:
        return next((place for place in found if place > at), display.snapped(high, high)[0])
    return next((place for place in reversed(found) if place < at), display.snapped(low, low)[0])
