"""Edges by handles and by keys, further parts: on the window's real widgets, and what is in the file afterwards."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from support.build import where_of

from workbench.model.layer import Layer
from workbench.model.span import Span
from workbench.project import Project
from workbench.window.article.hands.edges import Edge
from workbench.window.article.hands.handles import Handle, handles
from workbench.window.frame import Frame

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
NO, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
START, END = Edge(0, True), Edge(0, False)
FIRST, SECOND = "“No passenger,”", "“should be used as a bargaining chip.”"


@pytest.fixture
def fresh(working: Frame) -> Frame:
    """The wire story in the layer of somebody who has not begun."""
    working.projects.work_as("ruth")
    working.view.setFocus()
    return working


def layer(frame: Frame) -> Layer:
    """What another reader of the file finds."""
    assert frame.session is not None
    with Project.open(frame.session.project.where) as reader:
        return reader.layer("ferry-strike-wire", frame.session.annotator)


def quotes(frame: Frame) -> list[str]:
    return [span.quote(frame.view.text) for span in layer(frame).spans]


def entries(frame: Frame) -> int:
    assert frame.session is not None
    return len(list(frame.session.project.history()))


def tag(frame: Frame, label: str, words: str) -> Span:
    assert frame.session is not None
    made = frame.session.tag(label, *where_of(frame.view.text, words))
    assert made is not None
    frame.view.select_span(made.id)
    return made


def press(frame: Frame, key: Qt.Key, held: Qt.KeyboardModifier = NO, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(frame.view, key, held)


def all_handles(frame: Frame) -> dict[Edge, Handle]:
    view = frame.view
    span = view.selected_span
    assert span is not None
    rows = [(block.blockNumber(), top) for block, top, _ in view._rows(0, view.viewport().height())]
    return {handle.edge: handle for handle in handles(view._marks, span, rows)}


def before(frame: Frame, words: str, more: int = 0) -> QPoint:
    """The gap before the words (``more`` characters on), at the height of their line."""
    cursor = QTextCursor(frame.view.document())
    cursor.setPosition(frame.view._display.to_qt(frame.view.text.index(words) + more))
    return frame.view.cursorRect(cursor).center()


class Drag:
    """A handle in the hand."""

    def __init__(self, frame: Frame, edge: Edge) -> None:
        self.port = frame.view.viewport()
        handle = all_handles(frame)[edge]
        self.grabbed = handle.ring.toPoint()
        self.shift = self.grabbed - handle.foot.toPoint()
        QTest.mousePress(self.port, LEFT, NO, self.grabbed)

    def to(self, place: QPoint) -> "Drag":
        QTest.mouseMove(self.port, (self.grabbed + place + self.shift) / 2)
        QTest.mouseMove(self.port, place + self.shift)
        self.place = place + self.shift
        return self

    def drop(self, held: Qt.KeyboardModifier = NO) -> None:
        QTest.mouseRelease(self.port, LEFT, held, self.place)


def test_handles_lie_where_rings_are_painted(fresh: Frame) -> None:
    tag(fresh, "event", "walked out at midnight")
    image = fresh.view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    colours = fresh.view._art.colours("event")
    for handle in all_handles(fresh).values():
        centre = handle.ring * ratio
        seen = [image.pixelColor(round(centre.x() + x * ratio), round(centre.y())) for x in range(-6, 7)]
        assert image.pixelColor(centre.toPoint()) == fresh.theme.paper
        near = [abs(colour.hue() - colours.line.hue()) < 12 for colour in seen]
        assert any(near[1:5]) and any(near[8:12])  # the ring, left and right of its middle


def test_both_edges_are_dragged_snapped_and_undone_at_once(fresh: Frame) -> None:
    made = tag(fresh, "event", "walked out")
    count = entries(fresh)
    drag = Drag(fresh, END).to(before(fresh, "midnight", 3))
    shown = fresh.view.selected_span
    assert shown is not None and shown.quote(fresh.view.text) == "walked out at mid"
    assert entries(fresh) == count and layer(fresh).spans == [made]
    drag.drop()
    assert quotes(fresh) == ["walked out at midnight"] and entries(fresh) == count + 1
    assert fresh.view.selected_span == layer(fresh).spans[0]
    assert fresh.message.text() == "Moved the edges of the event. Ctrl+Z undoes it."
    Drag(fresh, START).to(before(fresh, "workers", 2)).drop()
    assert quotes(fresh) == ["workers walked out at midnight"]
    press(fresh, KEY.Key_Z, CTRL)
    assert quotes(fresh) == ["walked out at midnight"]
    press(fresh, KEY.Key_Z, CTRL)
    assert layer(fresh).spans == [made] == fresh.view.spans()


def test_with_alt_an_edge_stays_where_it_was_let_go(fresh: Frame) -> None:
    tag(fresh, "event", "walked out")
    Drag(fresh, END).to(before(fresh, "midnight", 3)).drop(ALT)
    assert quotes(fresh) == ["walked out at mid"]


def test_an_edge_that_crosses_stops_one_grapheme_before_the_other(fresh: Frame) -> None:
    tag(fresh, "event", "walked out")
    Drag(fresh, END).to(before(fresh, "About")).drop(ALT)
    assert quotes(fresh) == ["w"]
    Drag(fresh, START).to(before(fresh, "Thursday")).drop(ALT)
    assert quotes(fresh) == ["w"]


def test_esc_in_the_middle_of_a_drag_restores(fresh: Frame) -> None:
    made = tag(fresh, "event", "walked out")
    count = entries(fresh)
    drag = Drag(fresh, END).to(before(fresh, "Thursday"))
    assert fresh.view.selected_span != made
    press(fresh, KEY.Key_Z, CTRL)  # nothing else happens while an edge is held
    press(fresh, KEY.Key_Delete)
    press(fresh, KEY.Key_Escape)
    assert fresh.view.selected_span == made
    drag.to(before(fresh, "midnight"))
    drag.drop()
    assert fresh.view.selected_span == made and layer(fresh).spans == [made] and entries(fresh) == count
    assert fresh.view.selection() is None


def test_an_edge_is_dragged_beyond_the_view(fresh: Frame, qtbot) -> None:
    fresh.resize(1200, 520)
    QApplication.processEvents()
    view = fresh.view
    made = tag(fresh, "quote", "“So we left it.”")
    bar = view.verticalScrollBar()
    drag = Drag(fresh, END).to(QPoint(view.viewport().width() // 2, view.viewport().height() + 60))
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    shown = view.selected_span
    assert shown is not None and shown.start == made.start and shown.end > view.text.index("RELATED")
    drag.place = QPoint(view.viewport().width() // 2, -40)
    QTest.mouseMove(view.viewport(), drag.place)
    qtbot.waitUntil(lambda: bar.value() == 0)
    press(fresh, KEY.Key_Escape)
    drag.drop()
    assert layer(fresh).spans == [made]


def test_relations_values_and_comments_stay_with_the_span(fresh: Frame) -> None:
    session = fresh.session
    assert session is not None
    actor, quote = tag(fresh, "actor", "Henrik Saal"), tag(fresh, "quote", FIRST)
    session.relate("speaker", quote.id, actor.id)
    session.comment("who else", quote.id)
    old = layer(fresh)
    fresh.view.select_span(quote.id)
    Drag(fresh, END).to(before(fresh, " the line’s")).drop()
    assert layer(fresh) == old  # it came back to where it was
    Drag(fresh, END).to(before(fresh, "managing")).drop()
    new = layer(fresh)
    assert (new.relations, new.comments) == (old.relations, old.comments)
    (moved,) = (span for span in new.spans if span.id == quote.id)
    assert moved.attributes == quote.attributes and moved.quote(fresh.view.text) == f"{FIRST} the line’s"


def test_a_press_on_a_handle_is_a_click_where_it_does_not_move(fresh: Frame) -> None:
    made = tag(fresh, "event", "walked out")
    count = entries(fresh)
    ring = all_handles(fresh)[END].ring.toPoint()
    QTest.mouseClick(fresh.view.viewport(), LEFT, NO, ring)
    assert fresh.view.selected_span == made and entries(fresh) == count


def test_the_pointer_says_where_a_handle_is(fresh: Frame) -> None:
    port = fresh.view.viewport()
    tag(fresh, "event", "walked out")
    shapes = []
    for place in (before(fresh, "Thursday"), all_handles(fresh)[START].ring.toPoint(), before(fresh, "Thursday")):
        QTest.mouseMove(port, place)
        shapes.append(port.cursor().shape())
    assert shapes == [Qt.CursorShape.IBeamCursor, Qt.CursorShape.SizeHorCursor, Qt.CursorShape.IBeamCursor]


def test_a_short_span_leaves_half_of_it_to_clicks(fresh: Frame) -> None:
    tag(fresh, "actor", "four days")
    for words, wide in (("after talks over a new rota broke down", 24), ("On", None)):
        tag(fresh, "event", words)
        for handle in all_handles(fresh).values():
            piece = next(item for item in fresh.view._marks.pieces(_block(fresh, words)) if item.span.label == "event")
            wider = 3 * fresh.view._layout.column.unit
            assert handle.area.width() == pytest.approx(wide or (piece.right - piece.left + wider) / 2, abs=0.1)


def _block(frame: Frame, words: str) -> int:
    return frame.view._display.block_of(frame.view.text.index(words))


def test_in_review_nothing_is_dragged(fresh: Frame) -> None:
    tag(fresh, "event", "walked out")
    ring = all_handles(fresh)[END].ring
    fresh.view.may_move = lambda: False
    assert fresh.view._handle_at(ring) is None


def test_what_the_scheme_refuses_is_said_and_the_edges_come_back(fresh: Frame) -> None:
    tag(fresh, "event", "walked out at midnight")
    made = tag(fresh, "event", "walked out")
    Drag(fresh, END).to(before(fresh, " on Thursday")).drop()
    assert fresh.bar.isVisible() and "already" in fresh.bar.text()
    assert fresh.view.selected_span == made and made in layer(fresh).spans
    press(fresh, KEY.Key_E)
    press(fresh, KEY.Key_Right, CTRL, 2)
    assert fresh.view.selected_span != made
    press(fresh, KEY.Key_Return)
    assert fresh.view.selected_span == made and made in layer(fresh).spans


def test_where_a_rule_leaves_nothing_the_edges_come_back(fresh: Frame) -> None:
    made = tag(fresh, "actor", "Marta Okafor")
    fresh.session.move(made, ((made.start, made.end + 2),))
    Drag(fresh, START).to(before(fresh, ", who leads")).drop()
    assert "Nothing between these edges can be an actor." in fresh.message.text()
    assert fresh.view.selected_span.end == made.end + 2 and quotes(fresh) == ["Marta Okafor, "]


def test_handles_in_a_line_from_right_to_left(fresh: Frame) -> None:
    fresh.session.open("desalination-plant-ar")
    view = fresh.view
    at = view.text.index(" ", view.text.index("\n\n") + 30) + 1
    made = fresh.session.tag("event", at, view.text.index(" ", at + 12))
    view.select_span(made.id)
    found = all_handles(fresh)
    assert found[START].ring.x() > found[END].ring.x() and found[START].ring.y() < found[END].ring.y()
    further = view.text.index(" ", made.end + 4)
    Drag(fresh, END).to(before(fresh, view.text[further : further + 20], -1)).drop()
    assert view.selected_span.start == made.start and view.selected_span.end == further
    press(fresh, KEY.Key_E)
    press(fresh, KEY.Key_Right, CTRL)
    assert view.selected_span.end < further
    press(fresh, KEY.Key_Left, CTRL)
    assert view.selected_span.end == further


# By keys


def test_edge_mode_moves_both_edges_and_keeps_them_as_one_action(fresh: Frame) -> None:
    made = tag(fresh, "event", "walked out")
    count = entries(fresh)
    press(fresh, KEY.Key_E)
    said = fresh.message.text()
    assert said.startswith("Moving the edges of the event.") and "Enter keeps, Esc restores" in said
    press(fresh, KEY.Key_Right, times=3)
    press(fresh, KEY.Key_Right, CTRL)
    press(fresh, KEY.Key_Left, SHIFT)
    press(fresh, KEY.Key_Left, SHIFT | CTRL)
    shown = fresh.view.selected_span
    assert shown.quote(fresh.view.text) == "workers walked out at midnight"
    assert f"{shown.start:,}–{shown.end:,}" in fresh.facts.text()
    assert layer(fresh).spans == [made] and entries(fresh) == count
    press(fresh, KEY.Key_Return)
    assert quotes(fresh) == ["workers walked out at midnight"] and entries(fresh) == count + 1
    press(fresh, KEY.Key_Right)  # the mode is over: an arrow leaves the span
    assert fresh.view.selected_span is None
    press(fresh, KEY.Key_Z, CTRL)
    assert layer(fresh).spans == [made]


def test_esc_puts_the_edges_back_and_the_span_stays_selected(fresh: Frame) -> None:
    made = tag(fresh, "event", "walked out")
    count = entries(fresh)
    press(fresh, KEY.Key_E)
    press(fresh, KEY.Key_Right, CTRL, 3)
    press(fresh, KEY.Key_Escape)
    assert fresh.view.selected_span == made and entries(fresh) == count
    assert fresh.message.text() == "The edges are as they were."
    press(fresh, KEY.Key_Escape)
    assert fresh.view.selected_span is None


def test_a_key_that_was_changed_goes_back_too(fresh: Frame) -> None:
    made = tag(fresh, "event", "walked out")
    fresh.keymap.set_keys("edit.back", ["X"])
    fresh.keymap.set_keys("label.edges", ["Y"])
    press(fresh, KEY.Key_Y)
    assert "X restores" in fresh.message.text()
    press(fresh, KEY.Key_Right, CTRL)
    press(fresh, KEY.Key_X)
    assert fresh.view.selected_span == made
    press(fresh, KEY.Key_Y)
    press(fresh, KEY.Key_Right, CTRL)
    press(fresh, KEY.Key_Y)  # the key that began it ends it
    assert quotes(fresh) == ["walked out at"]


def test_held_arrows_go_on_and_other_held_keys_do_nothing(fresh: Frame) -> None:
    tag(fresh, "event", "walked out")
    for key, held, times in ((KEY.Key_E, False, 1), (KEY.Key_E, True, 3), (KEY.Key_Right, True, 4)):
        for _ in range(times):
            for kind in (QKeyEvent.Type.ShortcutOverride, QKeyEvent.Type.KeyPress):
                typed = "e" if key == KEY.Key_E else ""
                QApplication.sendEvent(fresh.view, QKeyEvent(kind, key, NO, typed, held))
    assert fresh.tagging.edging.mode is not None
    assert fresh.view.selected_span.quote(fresh.view.text) == "walked out at "


@pytest.mark.parametrize(
    ("go", "after"),
    [
        (lambda frame: press(frame, KEY.Key_2), "relabelled"),
        (lambda frame: press(frame, KEY.Key_Z, CTRL), "undone"),
        (lambda frame: QTest.mouseClick(frame.view.viewport(), LEFT, NO, before(frame, "Police", 2)), "left"),
        (lambda frame: QTest.mouseClick(frame.labels.buttons["actor"], LEFT), "relabelled"),
        (lambda frame: frame.articles.filter.setFocus(), "kept"),
    ],
)
def test_everything_else_keeps_the_edges_and_does_its_own_work(
    fresh: Frame, go: Callable[[Frame], object], after: str
) -> None:
    tag(fresh, "event", "walked out")
    press(fresh, KEY.Key_E)
    press(fresh, KEY.Key_Right, CTRL, 2)
    go(fresh)
    assert fresh.tagging.edging.mode is None
    (span,) = layer(fresh).spans
    assert span.quote(fresh.view.text) == ("walked out" if after == "undone" else "walked out at midnight")
    assert span.label == ("actor" if after == "relabelled" else "event")
    assert (fresh.view.selected_span is None) == (after == "left")


def test_edges_never_meet_by_keys(fresh: Frame) -> None:
    tag(fresh, "event", "walked out")
    press(fresh, KEY.Key_E)
    press(fresh, KEY.Key_Left, CTRL, 5)
    press(fresh, KEY.Key_Left, times=20)
    press(fresh, KEY.Key_Right, SHIFT, times=3)
    press(fresh, KEY.Key_Return)
    assert quotes(fresh) == ["w"]


# Parts


def ctrl_drag(frame: Frame, words: str, held: Qt.KeyboardModifier = CTRL) -> None:
    port, start, end = frame.view.viewport(), before(frame, words), before(frame, words, len(words))
    QTest.mousePress(port, LEFT, CTRL, start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, held, end)


def test_ctrl_and_a_drag_add_a_part(fresh: Frame) -> None:
    made = tag(fresh, "quote", FIRST)
    count = entries(fresh)
    ctrl_drag(fresh, SECOND)
    (span,) = layer(fresh).spans
    assert span.parts == ((made.start, made.end), where_of(fresh.view.text, SECOND))
    assert fresh.view.selected_span == span and fresh.view.selection() is None and entries(fresh) == count + 1
    assert fresh.message.text() == "Added a part to the quote. Ctrl+Z undoes it."
    assert len(all_handles(fresh)) == 4
    assert fresh.view.span_at(QPointF(before(fresh, "managing", 2))) is None
    assert fresh.view.span_at(QPointF(before(fresh, "bargaining", 2))) == span
    assert fresh.inspector.quote.text == f"{FIRST} … {SECOND}"
    press(fresh, KEY.Key_Z, CTRL)
    assert layer(fresh).spans == [made]


def test_a_double_click_with_ctrl_adds_the_word(fresh: Frame) -> None:
    tag(fresh, "quote", FIRST)
    place = before(fresh, "bargaining", 3)
    QTest.mouseClick(fresh.view.viewport(), LEFT, CTRL, place)
    assert len(fresh.view.selected_span.parts) == 1
    QTest.mouseDClick(fresh.view.viewport(), LEFT, CTRL, place)
    QTest.mouseRelease(fresh.view.viewport(), LEFT, CTRL, place)
    assert quotes(fresh) == [f"{FIRST} bargaining"]


def test_parts_that_touch_are_joined(fresh: Frame) -> None:
    tag(fresh, "quote", FIRST)
    ctrl_drag(fresh, "bargaining chip")
    ctrl_drag(fresh, " the line’s managing")
    assert quotes(fresh) == [f"{FIRST} the line’s managing bargaining chip"]
    ctrl_drag(fresh, "passenger,” the line’s managing director, Henrik Saal, told reporters, “should be used as a barg")
    (span,) = layer(fresh).spans
    assert len(span.parts) == 1 and span.quote(fresh.view.text).endswith("bargaining chip")
    assert fresh.message.text().startswith("Widened the quote.")
    count = entries(fresh)
    ctrl_drag(fresh, "director")
    assert entries(fresh) == count and fresh.message.text() == "These words belong to the quote already."


def test_a_label_of_one_part_says_so_but_is_widened(fresh: Frame) -> None:
    made = tag(fresh, "actor", "Marta Okafor")
    count = entries(fresh)
    ctrl_drag(fresh, "Brennholm Seafarers’ Union")
    assert fresh.message.text() == "An actor has one part only in this scheme. E moves its edges."
    assert fresh.view.selected_span == made and entries(fresh) == count and fresh.view.selection() is None
    ctrl_drag(fresh, "Okafor, who")
    assert quotes(fresh) == ["Marta Okafor, who"]


def test_a_part_by_keys_alone(fresh: Frame) -> None:
    tag(fresh, "quote", FIRST)
    press(fresh, KEY.Key_P)
    assert fresh.message.text().startswith("No words are selected.")
    press(fresh, KEY.Key_Down, CTRL, 2)
    press(fresh, KEY.Key_Right, CTRL | SHIFT)
    press(fresh, KEY.Key_P)
    (span,) = layer(fresh).spans
    assert len(span.parts) == 2 and fresh.view.selected_span == span
    press(fresh, KEY.Key_Escape)
    press(fresh, KEY.Key_Right, SHIFT)
    press(fresh, KEY.Key_P)
    assert fresh.message.text() == "There is no span to add to. Select one, then the words, and press P."


def test_edges_of_parts_by_keys_and_a_part_goes(fresh: Frame) -> None:
    tag(fresh, "quote", FIRST)
    ctrl_drag(fresh, SECOND)
    press(fresh, KEY.Key_Home, CTRL)
    press(fresh, KEY.Key_J)
    press(fresh, KEY.Key_E)
    assert "part 1 of 2" in fresh.message.text()
    press(fresh, KEY.Key_Down)
    assert fresh.message.text().startswith("Moving part 2 of 2. Enter keeps, Esc restores;")
    press(fresh, KEY.Key_Left, CTRL, 3)
    press(fresh, KEY.Key_Left, SHIFT | CTRL, 30)
    press(fresh, KEY.Key_Return)
    first, second = layer(fresh).spans[0].parts
    assert first[1] < second[0] and fresh.view.text[second[1] - 10 : second[1]] == "bargaining"
    press(fresh, KEY.Key_P, SHIFT)
    assert quotes(fresh) == [FIRST]
    assert fresh.message.text() == "Removed a part of the quote. Ctrl+Z undoes it."
    press(fresh, KEY.Key_Z, CTRL)
    assert layer(fresh).spans[0].parts == (first, second)


def test_the_keys_of_edge_mode_are_all_told_in_a_small_window(fresh: Frame) -> None:
    fresh.resize(1024, 700)
    QApplication.processEvents()
    tag(fresh, "boilerplate", "walked out")
    press(fresh, KEY.Key_E)
    assert fresh.message.toolTip() == ""  # it holds what is cut
    press(fresh, KEY.Key_Escape)
    tag(fresh, "quote", FIRST)
    ctrl_drag(fresh, SECOND)
    press(fresh, KEY.Key_E)
    assert "change the part" in fresh.message.text() and fresh.message.toolTip() == ""
    fresh.message.resize(fresh.message.width() - 60, fresh.message.height())  # further facts
    assert fresh.message.toolTip() == ""


def test_the_menu_removes_the_part_under_the_mouse(fresh: Frame) -> None:
    tag(fresh, "quote", FIRST)
    entry = fresh.menus.actions["label.remove_part"]
    fresh.menus.update()
    assert not entry.isEnabled()
    ctrl_drag(fresh, SECOND)
    port, at = fresh.view.viewport(), before(fresh, FIRST, 6)
    fresh.view.clear_selection()
    QApplication.sendEvent(port, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, port.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and entry in menu.actions() and entry.isEnabled()
    entry.trigger()
    menu.close()
    assert quotes(fresh) == [SECOND]


# Tagging beside these


def test_alt_while_dragging_tags_exactly_what_was_selected(fresh: Frame) -> None:
    words = "ut at midnig"
    port = fresh.view.viewport()
    for held in (ALT, NO):
        QTest.mousePress(port, LEFT, NO, before(fresh, words))
        QTest.mouseMove(port, before(fresh, words, 4))
        QTest.mouseMove(port, before(fresh, words, len(words)))
        QTest.mouseRelease(port, LEFT, held, before(fresh, words, len(words)))
        press(fresh, KEY.Key_1)
        press(fresh, KEY.Key_Escape)  # the margin note goes
        press(fresh, KEY.Key_Escape)  # and the handles
    assert sorted(quotes(fresh)) == ["out at midnight", words]


def test_relabelling_and_a_second_label_keep_what_they_may(fresh: Frame) -> None:
    session = fresh.session
    actor, quote = tag(fresh, "actor", "Henrik Saal"), tag(fresh, "quote", FIRST)
    session.relate("speaker", quote.id, actor.id)
    press(fresh, KEY.Key_1, ALT)
    assert fresh.view.selected_span.label == "event" and len(layer(fresh).spans) == 3
    assert [(item.source, item.target) for item in layer(fresh).relations] == [(quote.id, actor.id)]
    fresh.view.select_span(quote.id)
    press(fresh, KEY.Key_3)
    assert len(layer(fresh).relations) == 1
    press(fresh, KEY.Key_4)
    assert len(layer(fresh).relations) == 1 and "drops 1 speaker" in fresh.message.text()
    press(fresh, KEY.Key_4)
    assert layer(fresh).relations == []
    press(fresh, KEY.Key_Z, CTRL)
    assert len(layer(fresh).relations) == 1 and fresh.view.selected_span == quote
