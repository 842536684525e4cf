"""Line numbers and paragraph marks: painted round the text, never in it."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.model.span import Span
from workbench.window.article.document import Display
from workbench.window.article.gutter import Gutter, margin_for
from workbench.window.article.view import ArticleView

TEXT = (
    "One\u00a0two\tthree\r\nfour\n\nfive, a line so long that it has to wrap in a column of this width, as it does"
    + (" again and again and again\u2028six\u200bseven\nlast")
)
LONG = "word " * 1000  # shown in three blocks


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show_article(TEXT, [])
    view.show()
    qtbot.waitExposed(view)
    return view


def picture(view: ArticleView) -> QImage:
    view.setCursorWidth(0)
    QApplication.processEvents()
    return view.viewport().grab().toImage()


def differing(before: QImage, after: QImage) -> list[tuple[int, int]]:
    """The places where two pictures differ."""
    assert before.size() == after.size()
    wide, high = before.width(), before.height()
    return [(x, y) for y in range(high) for x in range(wide) if before.pixel(x, y) != after.pixel(x, y)]


def ends(view: ArticleView) -> list[tuple[QRect, bool]]:
    """The box of each block's last line in the view, and whether a line end comes after it."""
    found = []
    for block, top, _ in view._rows(0, 600):
        line = block.layout().lineAt(block.layout().lineCount() - 1)
        found.append((line.naturalTextRect().translated(0, top).toAlignedRect(), block.next().isValid()))
    return found


def test_lines_are_the_articles_own_and_not_the_blocks_that_show_them() -> None:
    gutter = Gutter(Display(f"a\n{LONG}\nb"))
    assert [gutter.line_of(block) for block in range(5)] == [1, 2, None, None, 3]


def test_the_mark_of_a_line_end_says_what_it_is_made_of() -> None:
    gutter = Gutter(Display(f"a\r\nb\nc\u2028d\re\n\n{LONG}"))
    assert [gutter._end_of(block) for block in range(6)] == ["↵", "¶", "↓", "↓", "¶", "¶"]
    assert [gutter._end_of(block) for block in (6, 7, 8)] == ["", "", ""]  # it goes on, and then the text ends


@pytest.mark.usefixtures("qapp")
def test_high_numbers_need_more_room() -> None:
    few, many = margin_for(Display("a\nb")), margin_for(Display("a\n" * 200_000))
    assert 45 < few < 60 < many < 90


def test_numbers_stand_in_the_margin_and_nothing_else_changes(view: ArticleView) -> None:
    before = picture(view)
    view.set_margin(numbers=True, marks=False)
    places = differing(before, picture(view))
    column = view._layout.column
    assert places and max(x for x, _ in places) < column.left - 30 and min(x for x, _ in places) > 0
    rows = [top for _, top, _ in view._rows(0, 600)]
    tallies = [sum(top <= y < top + 30 for _, y in places) for top in rows]
    assert len(rows) == 6 and all(tallies)
    view.set_margin(numbers=False, marks=False)
    assert picture(view) == before


@pytest.mark.parametrize("lines", [6, 2000])
def test_a_narrow_column_makes_room_for_numbers(view: ArticleView, lines: int) -> None:
    view.show_article(TEXT + "\nx" * (lines - 6), [Span("s", "Red", ((4, 20),))])
    view.resize(620, 600)
    view.verticalScrollBar().setValue(2)
    before, column, seen = picture(view), view._layout.column, view.seen()[0]
    view.set_margin(numbers=True, marks=False)
    after, narrower = picture(view), view._layout.column
    assert after != before and narrower.left > column.left and narrower.width < column.width
    assert narrower.left + narrower.width <= view.viewport().width() - 20 and view.seen()[0] == seen
    paper = after.pixel(1, after.height() - 1)
    inked = {x for x in range(narrower.left - 30) for y in range(after.height()) if after.pixel(x, y) != paper}
    assert inked and min(inked) >= 4  # whole, and clear of the edge
    view.set_margin(numbers=False, marks=False)
    assert view._layout.column == column and picture(view) == before


def test_another_article_has_another_margin(view: ArticleView) -> None:
    view.resize(620, 600)
    view.set_margin(numbers=True, marks=False)
    few = view._layout.column.left
    view.show_article("x\n" * 100_000, [])
    assert view._layout.column.left > few
    view.show_article(TEXT, [])
    assert view._layout.column.left == few


def test_marks_stand_after_each_line_end_and_in_what_has_no_ink(view: ArticleView) -> None:
    before, shown = picture(view), view.toPlainText()
    view.set_margin(numbers=False, marks=True)
    places = differing(before, picture(view))
    boxes = ends(view)
    for box, has_end in boxes:
        behind = [x for x, y in places if box.right() <= x < box.right() + 26 and box.top() <= y <= box.bottom()]
        assert bool(behind) == has_end
    # the blank that does not break, the tab, the space without width
    for at in (3, 7, TEXT.index("\u200b")):
        cursor = view.textCursor()
        cursor.setPosition(view._display.to_qt(at))
        left = view.cursorRect(cursor)
        cursor.setPosition(view._display.to_qt(at + 1))
        right = view.cursorRect(cursor)
        stretch = QRect(left.left() - 1, left.top(), right.left() - left.left() + 4, left.height())
        assert any(stretch.contains(x, y) for x, y in places), at
    assert view.toPlainText() == shown and view.text == TEXT
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == TEXT


def test_marks_in_text_from_right_to_left_and_in_another_size(view: ArticleView) -> None:
    for px in (13, 32):
        view.set_article_size(px)
        view.show_article("مرحبا بالعالم\nabc\n\nx", [])
        view.set_margin(numbers=False, marks=False)
        before = picture(view)
        view.set_margin(numbers=False, marks=True)
        places = differing(before, picture(view))
        (first, _), (second, _), *_ = ends(view)
        assert any(x < first.left() and first.top() <= y <= first.bottom() for x, y in places)
        assert any(x > second.right() and second.top() <= y <= second.bottom() for x, y in places)


def test_the_mark_of_an_empty_line_stands_where_its_neighbours_begin(view: ArticleView) -> None:
    arabic = "مرحبا بالعالم"
    view.show_article(f"\n\n{arabic}\n\n\n{arabic}\nabc\n\nx\n", [])
    before = picture(view)
    view.set_margin(numbers=False, marks=True)
    places = differing(before, picture(view))
    column = view._layout.column
    right = column.left + column.width
    for at, (block, top, height) in enumerate(view._rows(0, 600)):
        if block.length() > 1 or not block.next().isValid():
            continue
        marks = [x for x, y in places if top <= y < top + height]
        low, high = (right - 30, right) if at < 5 else (column.left, column.left + 30)
        assert marks and all(low <= x <= high for x in marks), at
        cursor = view.textCursor()
        cursor.setPosition(block.position())
        assert low <= view.cursorRect(cursor).left() <= high + 2  # so does the caret


def test_numbers_and_marks_scroll_with_the_text(view: ArticleView) -> None:
    view.show_article("".join(f"Line {number} of many.\n" for number in range(1, 400)), [])
    view.set_margin(numbers=True, marks=True)
    view.verticalScrollBar().setValue(350)
    scrolled = picture(view)
    view.viewport().update()
    assert picture(view) == scrolled
