"""The article's title in larger letters where it stands in the text, and everything round it in step."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.model.scheme import Label, Scheme
from workbench.model.span import Span
from workbench.project import Project
from workbench.project.importing import import_paths
from workbench.settings import Settings
from workbench.window.article.document import Display
from workbench.window.article.headline import block_of_title
from workbench.window.article.marks.sizes import FILL_TOP, TAG_HEIGHT, tag_top
from workbench.window.article.view import ArticleView
from workbench.window.frame import Frame

TITLE = "Dockers halt the terminal at Brennholm as the talks about their pay collapse"
TEXT = f"Home > News\n\n{TITLE}\n\nBy Ilse Varga\nThe cranes stood still on Friday."
SPANS = [
    Span("pay", "Actor", ((TEXT.index("their pay"), TEXT.index("their pay") + 9),)),
    Span("ilse", "Actor", ((TEXT.index("Ilse"), TEXT.index("Ilse") + 4),)),
]


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    view = ArticleView()
    qtbot.addWidget(view)
    view.set_scheme(Scheme("test", "1", [Label("Actor", "1", "A", "actor")]))
    view.resize(760, 600)
    view.show_article(TEXT, SPANS, TITLE)
    view.show()
    qtbot.waitExposed(view)
    return view


def sizes(view: ArticleView) -> list[int]:
    """The pixels of a line's ascent, a block."""
    QApplication.processEvents()
    blocks = [block for block, _, _ in view._rows(0, view.viewport().height())]
    return [round(block.layout().lineAt(0).ascent()) for block in blocks if block.length() > 1]


def steps(view: ArticleView) -> list[float]:
    """Where each baseline in view stands."""
    rows = [(block, top) for block, top, _ in view._rows(0, view.viewport().height())]
    lines = [(top, block.layout().lineAt(at)) for block, top in rows for at in range(block.layout().lineCount())]
    return [top + line.y() + line.ascent() for top, line in lines]


def place_of(view: ArticleView, at: int) -> QPoint:
    """The middle of a character."""
    cursor = view.textCursor()
    cursor.setPosition(view._display.to_qt(at))
    left = view.cursorRect(cursor)
    cursor.setPosition(view._display.to_qt(at + 1))
    return QPoint((left.left() + view.cursorRect(cursor).left()) // 2 + 1, left.center().y())


@pytest.mark.parametrize(
    ("text", "title", "block"),
    [
        (TEXT, TITLE, 2),
        (TEXT, "  " + TITLE.replace(" ", " \u00a0") + "\n", 2),
        (TEXT, TITLE[:-1], None),  # never a part of a line
        (TEXT, "By Ilse", None),
        (TEXT, None, None),
        (TEXT, " ", None),
        ("a\n" * 11 + TITLE, TITLE, 11),
        ("a\n" * 12 + TITLE, TITLE, None),
        (f"{TITLE}\r\n{TITLE}", TITLE, 0),
        ("word " * 1000, "word " * 1000, None),
    ],
)
def test_only_a_line_near_the_start_that_says_just_the_title_is_one(
    text: str, title: str | None, block: int | None
) -> None:
    assert block_of_title(Display(text), title) == block


def test_the_title_is_larger_and_all_other_lines_stay_as_they_are(view: ArticleView) -> None:
    usual, larger, *rest = sizes(view)
    assert larger == round(usual * 1.5) and set(rest) == {usual}
    block = view.document().findBlockByNumber(2)
    assert block.layout().lineCount() == 2
    column, found = view._layout.column, steps(view)
    assert found[3] - found[2] == column.headline.pitch == 46
    assert found[-1] - found[-2] == column.pitch + column.gap
    view.show_article(TEXT, SPANS)
    assert len(set(sizes(view))) == 1


def test_the_caret_goes_where_one_clicks_in_a_headline(view: ArticleView) -> None:
    for words in ("Dockers", "terminal", "talks", "pay", "collapse", "Ilse", "cranes"):
        at = TEXT.index(words) + 1
        place = place_of(view, at)
        for by in (-12, 0, 8):
            assert view.character_at(QPointF(place + QPoint(0, by))) == at, (words, by)


def test_a_span_in_a_headline_is_hit_by_box_tag_and_line(view: ArticleView) -> None:
    place = place_of(view, SPANS[0].start + 2)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.selected_span == SPANS[0]
    view.clear_selection()
    (piece,) = view._marks.pieces(2)
    lines = view._layout.lines_of(2)
    _, top, _ = next(row for row in view._rows(0, 600) if row[0].blockNumber() == 2)
    baseline = top + lines.baseline + piece.line * lines.pitch
    assert view.span_at(QPointF(place.x(), baseline + FILL_TOP * 1.5 + 1)) == SPANS[0]
    if piece.line == 1:  # the last line's
        assert view.span_at(QPointF(place.x(), baseline + 7)) == SPANS[0]
    assert view.span_at(QPointF(piece.left + 4, baseline - 28)) == SPANS[0]


@pytest.mark.parametrize("px", [13, 18, 32])
def test_tags_on_further_lines_of_a_headline_cover_no_letter(qtbot: QtBot, px: int) -> None:
    title = "gypsy jumpy quay pygmy “gypsy jumpy quay” " * 4
    begins = range(0, len(title) - 6, 6)
    spans = [Span(f"s{at}", "Actor", ((at, at + 4),)) for at in begins]
    spans.append(Span("long", "Actor", ((2, len(title) - 3),)))
    view = ArticleView()
    qtbot.addWidget(view)
    view.set_scheme(Scheme("test", "1", [Label("Actor", "1", "A", "actor")]))
    view.resize(760, 900)
    view.set_article_size(px)
    view.show_article(f"{title}\nThe end.", spans, title)
    view.show()
    qtbot.waitExposed(view)
    view.set_tags_mode("none")
    view.setCursorWidth(0)
    without = view.viewport().grab().toImage()
    view.set_tags_mode("value")
    with_tags = view.viewport().grab().toImage()
    marks, lines, unit = view._marks, view._layout.lines_of(0), px / 18
    tags = marks.tags(0)
    assert len({tag.line for tag in tags}) >= 3
    (_, top, _) = next(iter(view._rows(0, 900)))
    for tag in tags:
        y = round(top + lines.baseline + tag.line * lines.pitch + tag_top(lines) * unit)
        area = QRect(round(tag.place.x), y, round(tag.width), round(TAG_HEIGHT * unit))
        dark = [at for at in pixels(area) if without.pixelColor(*at).lightness() < 120]
        assert with_tags.copy(area) != without.copy(area) and len(dark) <= area.width() // 8, tag
        assert view.span_at(QPointF(tag.place.x + 3, y + 6 * unit)) == tag.span


def pixels(area: QRect) -> list[tuple[int, int]]:
    return [(x, y) for x in range(area.left(), area.right() + 1) for y in range(area.top(), area.bottom() + 1)]


def test_it_grows_with_the_letters(view: ArticleView) -> None:
    view.set_article_size(26)
    usual, larger, *_ = sizes(view)
    assert larger == pytest.approx(usual * 1.5, abs=1)
    assert view._layout.lines_of(2).pitch == round(46 * 26 / 18)


def test_off_and_on_again(view: ArticleView) -> None:
    view.set_headline(False)
    assert len(set(sizes(view))) == 1 and view._layout.lines_of(2).pitch == 38
    view.show_article(TEXT, SPANS, TITLE)
    assert len(set(sizes(view))) == 1
    view.set_headline(True)
    assert len(set(sizes(view))) == 2


def test_in_the_window_the_title_of_the_importer_counts_and_the_menu_turns_it_off(frame: Frame, tmp_path: Path) -> None:
    source = tmp_path / "story.html"
    source.write_text(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>One. Two.</p></body></html>",
        encoding="utf-8",
    )
    project = Project.create(tmp_path / "p.workbench")
    import_paths(project, "ines", [source])
    project.close()
    frame.projects.open(str(tmp_path / "p.workbench"), "ines")
    assert frame.session is not None and frame.session.article is not None
    assert frame.session.article.meta.title == TITLE
    assert frame.view._layout.headline == 0
    frame.menus.actions["view.headline"].trigger()
    assert frame.view._layout.headline is None
    assert Settings(frame.settings.file).get("headline") is False
    frame.set_mode("review")
    assert frame.view._layout.headline is None
    frame.menus.actions["view.headline"].trigger()
    assert frame.view._layout.headline == 0
