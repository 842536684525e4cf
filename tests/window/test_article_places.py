"""Clicks and drags at hundreds of places of a text in many scripts give exactly the code points under them."""

import random
from itertools import pairwise
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTextBoundaryFinder
from PySide6.QtGui import QTextBlock, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.window.article.view import ArticleView

LINES = (
    "BRENNHOLM (Northwire) — “We were told ‘no offer’ twice,” she said 😀 and left\u00a0at 9\u202fa.m.",
    "Two emoji 👩\u200d👩\u200d👧 and 🇳🇴 flags, a\u0301ccents e\u0301te\u0301, 3,000 men; U.S.-led",
    "تعطلت العبارات في ميناء المدينة صباح اليوم",
    "नौका सेवा आज सुबह बंद रही और यात्री किनारे पर रुके रहे",
    "เรือข้ามฟากหยุดให้บริการเมื่อเช้านี้",
    "港口罢工进入第三天，渡轮全部停航。",
    "שביתה בנמל נמשכת",
    "The minister said تعطلت العبارات this morning, and 港口 closed",
    "𝔅𝔯𝔢𝔫𝔫 mathematical letters 𝟙𝟚𝟛 beyond the first plane",
    "a last line that is long enough to wrap, since it goes on and on about ferries, harbours, crews and tides "
    "until nobody remembers how it began, and the emoji 🚢 in the middle of the second line is still one character",
)
ENDS = ("\r\n", "\n", "\r\n\r\n", "\r", "\u2028", "\n\n", "\r\n", "\n", "\u2029", "")
TEXT = "".join(line + end for line, end in zip(LINES, ENDS))
PLACES = 300
LEFT, NO = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Place(NamedTuple):
    """A grapheme: its code points, the middle of its box in the view, half its width, and whether it runs backwards."""

    start: int
    end: int
    middle: QPointF
    half: float
    backwards: bool

    def at(self, share: float) -> QPoint:
        """A point of its box: 0 is where it is entered in reading order, 1 where it is left."""
        way = (2 * share - 1) * self.half
        return QPointF(self.middle.x() + (-way if self.backwards else way), self.middle.y()).toPoint()


def graphemes(line: str) -> list[tuple[int, int]]:
    """Start and end of each grapheme, in code points."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, line)
    borders = [0]
    while (at := finder.toNextBoundary()) > 0:
        borders.append(len(line.encode("utf-16-le")[: 2 * at].decode("utf-16-le")))
    return list(pairwise(borders))


def places(view: ArticleView) -> list[Place]:
    """Every grapheme in view whose glyphs have a box of their own, worked out from the glyphs, not from the view."""
    found: list[Place] = []
    offset = 0
    block = view.document().firstBlock()
    for text, end in zip(LINES, ENDS):
        found += of_line(view, block, text, offset)
        offset += len(text) + len(end)
        for _ in range(2 if end in ("\r\n\r\n", "\n\n") else 1):
            block = block.next()
    return found


def of_line(view: ArticleView, block: QTextBlock, text: str, offset: int) -> list[Place]:
    top = view.blockBoundingGeometry(block).translated(view.contentOffset()).top()
    found = []
    for start, end in graphemes(text):
        unit, length = len(text[:start].encode("utf-16-le")) // 2, len(text[start:end].encode("utf-16-le")) // 2
        line = block.layout().lineForTextPosition(unit)
        runs = line.glyphRuns(unit, length, QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions)
        first, last = line.cursorToX(unit)[0], line.cursorToX(unit + length)[0]
        if text[start:end].isspace() or len(runs) != 1 or abs(last - first) < 4:
            continue
        backwards = runs[0].isRightToLeft()
        if (last < first) != backwards or not is_inside_run(line, unit, length, backwards):
            continue
        middle = QPointF((first + last) / 2, top + line.position().y() + line.ascent() - 6)
        found.append(Place(offset + start, offset + end, middle, abs(last - first) / 2, backwards))
    return found


def is_inside_run(line: object, unit: int, length: int, backwards: bool) -> bool:
    """Whether its neighbours run the same way: at a change of direction one place has two sides."""
    flag = QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
    sides = [line.glyphRuns(at, 1, flag) for at in (unit - 1, unit + length) if at >= 0]  # type: ignore[attr-defined]
    return all(run.isRightToLeft() == backwards for side in sides for run in side)


@pytest.fixture(scope="module")
def view(qapp) -> ArticleView:
    view = ArticleView()
    view.resize(1100, 900)
    view.show_article(TEXT, [])
    view.show()
    QApplication.processEvents()
    view.viewport().repaint()
    view.setUpdatesEnabled(False)  # hundreds of clicks need no painting
    yield view
    view.close()
    view.deleteLater()


@pytest.fixture
def chosen(view: ArticleView) -> list[Place]:
    there = places(view)
    assert len(there) > 350
    assert sum(place.backwards for place in there) > 40
    return random.Random(20250318).choices(there, k=PLACES)


def press(view: ArticleView, at: QPoint) -> None:
    """A click, far in time and place from the one before, so that it is no second click."""
    view._clicks = 0
    QTest.mouseClick(view.viewport(), LEFT, NO, at)


def test_a_click_puts_the_caret_beside_the_character_under_it(view: ArticleView, chosen: list[Place]) -> None:
    for place in chosen:
        press(view, place.at(0.2))
        assert view.caret() == place.start, (TEXT[place.start : place.end], place)
        press(view, place.at(0.8))
        assert view.caret() == place.end, (TEXT[place.start : place.end], place)
        assert view.selection() is None


def test_the_character_under_the_pointer_is_told(view: ArticleView, chosen: list[Place]) -> None:
    for place in chosen:
        for share in (0.2, 0.5, 0.8):
            assert view.character_at(QPointF(place.at(share))) == place.start


def test_a_drag_selects_exactly_what_lies_between(view: ArticleView, chosen: list[Place]) -> None:
    viewport = view.viewport()
    for first, last in pairwise(chosen):
        start, end = sorted((first.start, last.start))
        if start == end:
            continue
        view._clicks = 0
        QTest.mousePress(viewport, LEFT, NO, first.at(0.2))
        QTest.mouseMove(viewport, (first.at(0.2) + last.at(0.2)) / 2)
        QTest.mouseMove(viewport, last.at(0.2))
        QTest.mouseRelease(viewport, LEFT, NO, last.at(0.2))
        assert view.selection() == (start, end), (TEXT[start:end], first, last)
        assert view._selected_text() == TEXT[start:end]
