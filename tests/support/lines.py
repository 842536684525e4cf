"""Articles of a few lines in a view of their own, and what is seen in it."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from workbench.model.span import Span
from workbench.window.article.view import ArticleView
from workbench.window.tour.states import SCHEME

POLICE = "Police closed Quay Road for three hours."


def on(text: str, words: str, id: str, label: str = "", **attributes: object) -> Span:
    """A span on these words."""
    start = text.index(words)
    return Span(id, label or id, ((start, start + len(words)),), attributes)


def open_lines(qtbot: QtBot, text: str, *spans: Span, width: int = 860, height: int = 300) -> ArticleView:
    """A view on these lines, shown."""
    view = ArticleView()
    qtbot.addWidget(view)
    view.set_scheme(SCHEME)
    view.setCursorWidth(0)  # a caret would invert the colours where it stands
    view.resize(width, height)
    view.show_article(text, spans)
    with qtbot.waitExposed(view):
        view.show()
    return view


def box_of(view: ArticleView, words: str) -> tuple[float, float, float]:
    """Left, right and baseline of words that stand on one line."""
    start = view.text.index(words)
    block = view._display.block_of(start)
    measure = view._marks._measure(block)
    piece = next(measure.pieces(Span("", "", ((start, start + len(words)),)), (start, start + len(words))))
    top = next(top for found, top, _ in view._rows(-9e9, 9e9) if found.blockNumber() == block)
    return piece.left, piece.right, top + view._layout.column.baseline + piece.line * view._layout.column.pitch


def middle(view: ArticleView, words: str, below: float = -5) -> QPointF:
    """A place in the middle of words, so many pixels below their baseline."""
    left, right, baseline = box_of(view, words)
    return QPointF((left + right) / 2, baseline + below)


def seen(view: ArticleView) -> QImage:
    """What the view shows, without its scroll bar."""
    return view.viewport().grab().toImage()


def colours_across(image: QImage, left: float, right: float, y: float) -> list[str]:
    """The colours of a row of pixels, repetitions left out."""
    found: list[str] = []
    for x in range(round(left), round(right)):
        name = QColor(image.pixel(x, round(y))).name()
        if not found or found[-1] != name:
            found.append(name)
    return found
