"""The article view under a real mouse and real keys."""

import random
import string
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from workbench.model.scheme import AttributeType, Label, Scheme, Value
from workbench.model.span import Span
from workbench.window.article.hands import keys
from workbench.window.article.view import ArticleView, mime
from workbench.window.look.theme import contrast, load_theme

TYPE = AttributeType("type", "choice", (Value("one"), Value("two")))
SCHEME = Scheme(
    "test",
    "1",
    [
        Label("Red", "1", "R", "event", attributes=(TYPE,)),
        Label("Blue", "2", "B", "#3355AA"),
        Label("Grey", "3", "G", "boilerplate"),
    ],
)
TEXT = (
    "Don't say 3,000 U.S.-led talks failed. “We leave,” said Okafor.\r\n"
    "Second\u00a0line with 😀 emoji and e\u0301 marks; it wraps, so long that no column of this width "
    "has room for all of it on one line. A last sentence.\n"
    "Third <b>line</b> & more"
)


def extent(quote: str) -> tuple[int, int]:
    start = TEXT.index(quote)
    return start, start + len(quote)


def span(id_: str, label: str, quote: str, **attributes: object) -> Span:
    return Span(id_, label, (extent(quote),), attributes)


SPANS = [
    span("talks", "Red", "U.S.-led talks failed", type="one"),
    span("led", "Blue", "U.S.-led"),
    span("name", "Blue", "Okafor"),
    span("third", "Grey", "Third <b>line</b>", type="<i>x</i>"),
]


@pytest.fixture
def view(qtbot) -> ArticleView:
    view = ArticleView()
    qtbot.addWidget(view)
    view.set_scheme(SCHEME)
    view.resize(760, 500)
    view.show_article(TEXT, SPANS)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


def place_of(view: ArticleView, at: int, share: float = 0.25) -> QPoint:
    """A place on the character at ``at``, ``share`` of its width in from its left."""
    display = view._display
    cursor = QTextCursor(view.document())
    cursor.setPosition(display.to_qt(at))
    left = view.cursorRect(cursor)
    cursor.setPosition(display.to_qt(at + 1))
    right = view.cursorRect(cursor)
    width = right.left() - left.left() if right.top() == left.top() else 0
    # The caret's rectangle is as wide as the caret and stands round the border of two characters.
    return QPoint(round(left.center().x() + width * share), left.center().y())


def click(view: ArticleView, place: QPoint) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def drag(view: ArticleView, start: QPoint, end: QPoint) -> None:
    viewport = view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def visible_letters() -> list[int]:
    return [at for at, char in enumerate(TEXT) if char in string.ascii_letters and TEXT[at + 1 : at + 2] != "\u0301"]


def test_clicks_put_the_caret_at_the_character_under_the_pointer(view: ArticleView) -> None:
    chosen = random.Random(5).sample(visible_letters(), 40)
    for at in chosen:
        click(view, place_of(view, at))
        assert view.caret() == at
        assert view.selection() is None


def test_drags_select_exactly_the_characters_between(view: ArticleView) -> None:
    chosen = random.Random(6)
    for _ in range(40):
        start, end = sorted(chosen.sample(visible_letters(), 2))
        drag(view, place_of(view, start), place_of(view, end))
        assert view.selection() == (start, end)
        drag(view, place_of(view, end), place_of(view, start))
        assert view.selection() == (start, end)
        assert view.selected_span is None


def test_a_press_in_the_gap_between_lines_belongs_to_a_line(view: ArticleView) -> None:
    at = extent("Okafor")[0] + 2
    place = place_of(view, at)
    for down in (-17, -12, 12, 15):
        click(view, place + QPoint(0, down))
        assert view.caret() == at


def test_blank_lines_can_be_clicked(view: ArticleView) -> None:
    view.show_article("one\n\ntwo\r\n\r\nthree", [])
    for at in (4, 10):
        click(view, place_of(view, at, 0))
        assert view.caret() == at


def test_a_click_selects_the_shortest_span_by_box_tag_or_line(view: ArticleView) -> None:
    at = extent("led talks")[0]
    place = place_of(view, at)
    click(view, place)
    assert view.selected_span == SPANS[1]
    click(view, place_of(view, extent("failed")[0] + 2))
    assert view.selected_span == SPANS[0]
    click(view, place_of(view, extent("say")[0]))
    assert view.selected_span is None
    block, top, _ = view._line_at(QPointF(place))
    baseline = top + view._layout.column.baseline
    outer_lane = QPoint(place.x(), round(baseline + 9))
    click(view, outer_lane)
    assert view.selected_span == SPANS[0]
    tag = view._marks.tags(block.blockNumber())[-1]
    assert tag.span == SPANS[0]
    view.clear_selection()
    tag = next(tag for tag in view._marks.tags(0) if tag.span == SPANS[2])
    click(view, QPoint(round(tag.place.x + 5), round(baseline - 22)))
    assert view.selected_span == SPANS[2]


@pytest.mark.parametrize(
    ("inside", "word"), [("n't", "Don't"), ("000", "3,000"), ("led", "U.S.-led"), ("kaf", "Okafor")]
)
def test_a_double_click_takes_the_whole_word(view: ArticleView, inside: str, word: str) -> None:
    place = place_of(view, extent(inside)[0], 0.7)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert view.selection() == extent(word)


def test_three_and_four_clicks_take_sentence_and_paragraph(view: ArticleView) -> None:
    place, viewport, left = place_of(view, extent("talks")[0]), view.viewport(), Qt.MouseButton.LeftButton
    QTest.mouseDClick(viewport, left, Qt.KeyboardModifier.NoModifier, place)
    QTest.mousePress(viewport, left, Qt.KeyboardModifier.NoModifier, place, 1)
    QTest.mouseRelease(viewport, left, Qt.KeyboardModifier.NoModifier, place, 1)
    assert view.selection() == extent("Don't say 3,000 U.S.-led talks failed.")


def test_the_clipboard_holds_the_articles_own_characters(view: ArticleView) -> None:
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == TEXT
    assert view.createMimeDataFromSelection().text() == TEXT
    view.select_span("third")
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Third <b>line</b>"


def test_a_first_character_that_qt_would_swap_reaches_the_clipboard() -> None:
    assert mime("\ufffeab").text() == "\ufffeab"


def test_a_selection_never_cuts_an_emoji_or_an_accent(view: ArticleView) -> None:
    emoji = TEXT.index("😀")
    cursor = QTextCursor(view.document())
    cursor.setPosition(view._display.to_qt(emoji) + 1)
    cursor.setPosition(view._display.to_qt(emoji) + 4, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.selection() == (emoji, emoji + 3)
    accent = TEXT.index("\u0301")
    view.select_extent(accent - 3, accent)
    assert view.selection() == (accent - 3, accent + 1)


NO, SHIFT, ALT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def teach(view: ArticleView, deeds: dict[str, Callable[[], object]]) -> None:
    """Let the view's plain keys do these things; in the window the table of actions says what they do."""
    view.deed_of_key = lambda event: next((deeds[name] for name in keys.names(event) if name in deeds), None)


@pytest.mark.parametrize(
    ("key", "modifiers", "name"),
    [
        (Qt.Key.Key_1, NO, "1"),
        (Qt.Key.Key_2, ALT, "Alt+2"),
        (Qt.Key.Key_2, Qt.KeyboardModifier.KeypadModifier, "2"),
        (Qt.Key.Key_1, SHIFT, "Shift+1"),
        (Qt.Key.Key_Delete, NO, "Del"),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "Return"),
        (Qt.Key.Key_U, NO, "U"),
        (Qt.Key.Key_L, SHIFT, "Shift+L"),
        (Qt.Key.Key_Slash, NO, "/"),
    ],
)
def test_a_plain_key_does_what_the_view_was_told(
    view: ArticleView, key: Qt.Key, modifiers: Qt.KeyboardModifier, name: str
) -> None:
    done: list[str] = []
    teach(view, {name: lambda: done.append(name)})
    QTest.keyClick(view, key, modifiers)
    QTest.keyClick(view, key, modifiers | CTRL)
    assert done == [name]


def test_digits_are_matched_by_place_and_letters_by_what_they_type(monkeypatch) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    french = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Ampersand, NO, 10, 0, 0, "&")
    russian = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key(0x0419), NO, 24, 0, 0, "й")
    dvorak = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_J, NO, 54, 0, 0, "j")
    assert keys.digit(french) == "1"
    assert keys.letter(russian) == "q"
    assert keys.letter(dvorak) == "j"


@pytest.mark.parametrize(
    ("key", "fires"),
    [("Ctrl+Z", True), ("Ctrl+K", True), ("Ctrl+Shift+Z", True), ("U", False), ("1", False)],
)
def test_menu_entries_get_their_keys_but_never_the_views_own(view: ArticleView, qtbot, key: str, fires: bool) -> None:
    fired: list[str] = []
    action = QAction("entry", view)
    action.setShortcut(QKeySequence(key))
    action.triggered.connect(lambda: fired.append(key))
    view.addAction(action)
    QTest.keySequence(view, QKeySequence(key))
    assert bool(fired) == fires


def test_space_hides_the_marks_while_it_is_held(view: ArticleView) -> None:
    teach(view, {"Space": lambda: view.set_bare(True)})
    marked = view.grab().toImage()
    QTest.keyPress(view, Qt.Key.Key_Space)
    bare = view.grab().toImage()
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert bare != marked
    assert view.grab().toImage() == marked


def test_a_tool_tip_goes_with_the_marks(view: ArticleView) -> None:
    teach(view, {"Space": lambda: view.set_bare(True)})
    at = view.span("led").start
    cursor = view.textCursor()
    cursor.setPosition(view._display.to_qt(at + 1))
    place = view.cursorRect(cursor).center()

    def ask() -> None:
        spot = view.viewport().mapToGlobal(place)
        QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, spot))

    ask()
    assert QToolTip.isVisible() and "led" in QToolTip.text()
    QTest.keyPress(view, Qt.Key.Key_Space)
    assert not QToolTip.isVisible()
    ask()
    assert not QToolTip.isVisible()
    QTest.keyRelease(view, Qt.Key.Key_Space)
    ask()
    assert QToolTip.isVisible()
    QToolTip.hideText()


def test_walking_from_span_to_span(view: ArticleView) -> None:
    seen = []
    for _ in range(5):
        view.step_span(1)
        seen.append(view.selected_span.id)
    assert seen == ["talks", "led", "name", "third", "third"]
    view.step_span(-1)
    assert view.selected_span.id == "name"
    view.step_span(-1, same_label=True)
    assert view.selected_span.id == "led"
    view.step_out()
    assert view.selected_span.id == "talks"
    view.step_out(inwards=True)
    assert view.selected_span.id == "led"
    view.clear_selection()
    assert view.selected_span is None


def test_dimmed_labels_are_passed_over(view: ArticleView) -> None:
    view.set_dimmed_labels({"Red"})
    view.step_span(1)
    assert view.selected_span.id == "led"


def test_widening_and_back(view: ArticleView) -> None:
    view.select_extent(*[extent("leave")[0] + 1] * 2)
    seen = []
    for _ in range(6):
        view.widen()
        first, last = view.selection()
        seen.append(TEXT[first:last])
    assert seen[:2] == ["leave", "We leave"]
    assert "“We leave,”" in seen
    assert seen[-1] == TEXT[: TEXT.index("\r")]
    for _ in range(6):
        view.widen(back=True)
    assert view.selection() is None


def test_an_arrow_leaves_the_span(view: ArticleView, qtbot) -> None:
    view.select_span("name")
    assert view.caret() == extent("Okafor")[0]
    with qtbot.waitSignal(view.span_selected) as signal:
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert signal.args == [None]
    assert view.word_at_caret() == extent("Okafor")


def test_changes_keep_or_drop_the_selected_span(view: ArticleView, qtbot) -> None:
    view.select_span("name")
    view.update_spans(["name"], [Span("name", "Red", SPANS[2].parts, {"type": "two"})])
    assert view.selected_span.label == "Red"
    with qtbot.waitSignal(view.span_selected):
        view.update_spans(["name"], [])
    assert view.selected_span is None
    assert [item.id for item in view.spans()] == ["talks", "led", "third"]


@pytest.mark.parametrize("widths", [(1000, 1011, 1100, 900), (1000, 400, 410, 1000)])
def test_marks_that_go_with_the_column_lie_where_new_ones_would(view: ArticleView, widths: tuple[int, ...]) -> None:
    view.select_span(SPANS[0].id)
    made: list[int] = []
    maker = view._marks._pieces_of
    view._marks._pieces_of = lambda index, block: made.append(block) or maker(index, block)  # type: ignore[method-assign]
    for before, width in pairwise(widths):
        view.resize(before, 500)
        view.grab()
        was = view._layout.column
        made.clear()
        view.resize(width, 500)
        moved = view.grab().toImage()
        assert bool(made) is (view._layout.column.width != was.width)
        place = view._marks.pieces(0)[0]
        view._marks.drop()
        assert view.grab().toImage() == moved and view._marks.pieces(0)[0] == place


def test_another_article_keeps_nothing(view: ArticleView) -> None:
    view.select_span("third")
    view.set_band((0, 5))
    view.show_article("New text", [])
    assert view.spans() == []
    assert view.selected_span is None
    assert view.caret() == 0
    assert view.verticalScrollBar().value() == 0


def test_every_line_has_the_same_pitch_whatever_glyphs_it_holds(view: ArticleView) -> None:
    for px in (18, 13, 27):
        view.set_article_size(px)
        view.show_article("漢字 😀 und\nthe ends\nالعربية x\n\nand so on", [])
        QApplication.processEvents()
        column = view._layout.column
        baselines = []
        for block, top, _ in view._rows(0, 500):
            line = block.layout().lineAt(0)
            baselines.append(top + line.position().y() + line.ascent())
        steps = [second - first for first, second in pairwise(baselines)]
        assert steps[:2] == [column.pitch + column.gap] * 2
        assert steps[2] + steps[3] == column.pitch + column.gap + column.blank


def test_the_scroll_bar_counts_every_line_soon_after_opening(view: ArticleView, qtbot) -> None:
    view.show_article("\n".join(f"{number} " + "many words " * 40 for number in range(200)), [])
    qtbot.waitUntil(lambda: not view._settling.isActive())
    document, bar = view.document(), view.verticalScrollBar()
    lines = sum(document.findBlockByNumber(number).layout().lineCount() for number in range(200))
    assert document.lineCount() == lines > 1000
    bar.setValue(bar.maximum())
    last = view.blockBoundingGeometry(document.lastBlock()).translated(view.contentOffset())
    assert last.bottom() <= view.viewport().height() + view._layout.column.pitch
    for share in (0.2, 0.9, 0.5):
        at = int(len(view.text) * share)
        view.select_extent(at, at)
        assert view.viewport().rect().contains(view.cursorRect())


def test_what_many_small_changes_leave_looks_like_what_is_opened_afresh(view: ArticleView) -> None:
    chosen = random.Random(7)
    text = "\n".join("some words of news text " * chosen.randint(1, 12) for _ in range(8))
    view.show_article(text, [])
    known: dict[str, Span] = {}
    for step in range(120):
        start = chosen.randrange(len(text) - 90)
        id_ = f"s{chosen.randrange(40)}"
        gone = [id_] if id_ in known else []
        new = Span(
            id_,
            chosen.choice(["Red", "Blue", "Grey"]),
            ((start, start + chosen.randint(1, 80)),),
            {"type": "one"},
        )
        added = [new] if step % 3 else []
        view.update_spans(gone, added)
        for item in gone:
            del known[item]
        known.update((item.id, item) for item in added)
        view.select_span(chosen.choice([None, *known]), reveal=False)
        if step % 10 == 0:
            view.resize(chosen.randint(500, 900), 500)
            view.verticalScrollBar().setValue(chosen.randint(0, 8))
        view.grab()
    chosen_id = view.selected_span.id if view.selected_span else None
    changed = view.grab().toImage()
    scrolled = view.verticalScrollBar().value()
    view.show_article(text, list(known.values()))
    view.select_span(chosen_id, reveal=False)
    view.verticalScrollBar().setValue(scrolled)
    assert view.grab().toImage() == changed


def test_a_selected_span_comes_into_view_wherever_it_is(view: ArticleView) -> None:
    chosen = random.Random(8)
    text = "\n".join("word " * chosen.randint(1, 300) for _ in range(300))
    view.show_article(text, [Span(f"s{at}", "Red", ((at, at + 30),)) for at in range(0, len(text) - 30, 997)])
    for _ in range(25):
        item = chosen.choice(view.spans())
        view.select_span(item.id)
        assert view.viewport().rect().contains(view.cursorRect().center())
        assert view.caret() == item.start
        QApplication.processEvents()


def test_the_menu_copies(view: ArticleView) -> None:
    view.select_span("name")
    view.context_menu().actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == "Okafor"


def test_tool_tips_hold_no_markup_of_the_article(view: ArticleView) -> None:
    said = view.tool_tip(SPANS[3])
    assert "&lt;b&gt;line&lt;/b&gt;" in said
    assert "&lt;i&gt;x&lt;/i&gt;" in said
    view.tell = lambda span: ["speaker: <u>Okafor</u>", f"a\nlong {'word ' * 90}"]
    said = view.tool_tip(SPANS[3])
    assert said.split("<br>")[-2] == "speaker: &lt;u&gt;Okafor&lt;/u&gt;"
    assert said.endswith(" word…") and len(said.split("<br>")[-1]) < 250


def test_a_long_quote_in_a_tool_tip_ends_at_a_word(view: ArticleView) -> None:
    words = "harbour " * 60
    view.show_article(words, [Span("long", "Red", ((0, 400),))])
    assert "harbour…”" in view.tool_tip(view.spans()[0])
    view.show_article("港" * 400, [Span("long", "Red", ((0, 400),))])
    assert view.tool_tip(view.spans()[0]).endswith("“" + "港" * 159 + "…”")


def test_the_column_is_centred_and_never_wider_than_its_measure(view: ArticleView) -> None:
    for width, measure in ((1400, 640), (900, 640), (780, 560), (400, 400 - 52)):
        view.resize(width, 500)
        QApplication.processEvents()
        column = view._layout.column
        assert column.width <= measure
        assert abs(column.left * 2 + column.width - view.viewport().width()) <= 1
        at = visible_letters()[0]
        assert view.cursorRect(QTextCursor(view.document().begin())).left() == pytest.approx(column.left, abs=2)
        click(view, place_of(view, at))
        assert view.caret() == at


def test_everything_paints_in_every_theme(view: ArticleView) -> None:
    view.set_lanes_only([("A", SPANS), ("B", SPANS[:1])])
    view.set_band(extent("Second"))
    seen = set()
    for name in ("light", "dark", "hc"):
        view.set_theme(load_theme(name))
        for mode in ("value", "letter", "selected", "none"):
            view.set_tags_mode(mode)
            view.select_span("talks")
            seen.add(hash(bytes(view.grab().toImage().constBits())))
    assert len(seen) >= 9


@pytest.mark.parametrize("name", ["light", "dark", "hc"])
@pytest.mark.parametrize("hue", ["#FFFF00", "#000000", "#FFFFFF", "#8844CC", "#FF0000"])
def test_colours_of_a_schemes_own_can_be_read(name: str, hue: str) -> None:
    theme = load_theme(name)
    colours = theme.label(hue)
    assert contrast(colours.line, theme.paper) >= 3
    assert contrast(theme.ink, colours.fill_sel) >= 7
    assert contrast(colours.tag_text, colours.tag_bg) >= 4.5
    assert contrast(colours.on_line, colours.line) >= 4.5
