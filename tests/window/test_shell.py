"""The window's shell: docks, bar, label bar, status line, looks, and what of them is remembered."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt
from PySide6.QtGui import QFontDatabase, QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from workbench.errors import ProjectError
from workbench.model.scheme import Label, Scheme
from workbench.settings import Settings
from workbench.window.bars.facts import facts_of
from workbench.window.docks import LEFT, LEFT_NARROW, RIGHT
from workbench.window.frame import Frame
from workbench.window.look import icons, theme
from workbench.window.panels.label_bar import LabelBar

# Saved, and not


def test_what_was_not_written_stays_said_until_a_commit(
    working: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert working.session is not None
    selected = working.session.layer.spans[0]
    other = next(label.name for label in working.session.scheme.labels if label.name != selected.label)
    with monkeypatch.context() as patch:

        def full(*arguments: object, **options: object) -> None:
            raise ProjectError("the disk is full; make room and try again") from OSError(28, "no space")

        patch.setattr(working.session.labelling, "change", full)
        working.session.change(selected, label=other)
        assert working.header.saved.text == "Not saved" == working.header.saved.accessibleName()
        assert working.bar.isVisible() and working.bar.text().startswith("The disk is full")
        working.heard("Nothing to undo.")  # a sentence is no commit
        assert working.header.saved.text == "Not saved" and working.bar.isVisible()
        working.menus.actions["file.saved"].trigger()
        assert "not saved" in working.message.text()
    qtbot.mouseClick(working.bar.button, Qt.MouseButton.LeftButton)
    assert working.header.saved.text.startswith("Saved ") and not working.bar.isVisible()
    assert next(span for span in working.session.layer.spans if span.id == selected.id).label == other


def test_places_in_a_refusal_have_a_dash(working: Frame) -> None:
    working.fail("event 3432-3440 is gold already.")
    assert working.bar.text() == "Event 3432–3440 is gold already."


def test_a_refusal_leaves_saved_what_is_saved(working: Frame, qtbot: QtBot) -> None:
    working.fail("a quote has one part only.")
    assert working.bar.text() == "A quote has one part only." and working.header.saved.text == "Saved"
    qtbot.mouseClick(working.bar.close_button, Qt.MouseButton.LeftButton)
    assert not working.bar.isVisible()


def test_nothing_in_the_header_moves_when_its_words_change(working: Frame) -> None:
    before = [widget.geometry() for widget in (working.header.place, working.header.person, working.header.position)]
    for show in (
        working.header.saved.show_saving,
        lambda: working.header.saved.show_unsaved("why"),
        lambda: working.header.saved.show_saved("Saved 11:11"),
        lambda: working.header.set_position(0, 16),
    ):
        show()
        QApplication.processEvents()
        parts = (working.header.place, working.header.person, working.header.position)
        assert [widget.geometry() for widget in parts] == before
    place = working.header.place.geometry()
    assert abs(place.center().x() - working.width() // 2) <= 1


def test_a_narrow_header_has_no_names(working: Frame) -> None:
    working.resize(1024, 700)
    QApplication.processEvents()
    assert not working.header.project.isVisible() and working.header.person.width() == 26
    assert working.header.place.geometry().right() < working.header.saved.geometry().left()


def test_the_menu_button_has_the_colours_of_a_theme_that_came_while_it_was_not_seen(working: Frame) -> None:
    working.set_theme("light")
    for width in (1024, 1440):
        working.resize(width, 700)
        QApplication.processEvents()
    working.set_theme("dark")
    working.resize(1024, 700)
    QApplication.processEvents()
    image = working.header.menu_button.icon().pixmap(16).toImage()
    colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    drawn = [colour.lightness() for colour in colours if colour.alpha() > 100]
    assert working.header.menu_button.isVisible() and len(drawn) > 20 and min(drawn) > 200


# Docks


def test_docks_have_their_widths_and_come_back_to_them(working: Frame, qtbot: QtBot) -> None:
    assert (working.left.width(), working.right.width()) == (LEFT, RIGHT)
    working.resize(1024, 700)
    qtbot.waitUntil(lambda: working.left.width() == LEFT_NARROW)
    assert not working.right.isVisible()
    working.resize(1440, 900)
    qtbot.waitUntil(lambda: (working.left.width(), working.right.width()) == (LEFT, RIGHT))


def test_in_a_narrow_window_the_inspector_lies_over_the_text(working: Frame, qtbot: QtBot) -> None:
    working.resize(1024, 700)
    qtbot.waitUntil(lambda: working.left.width() == LEFT_NARROW)
    width, column = working.view.viewport().width(), working.view._layout.column
    working.menus.actions["view.inspector"].trigger()
    assert working.docks.inspector_seen() and working.inspector.isVisible()
    assert working.view.viewport().width() == width  # no line was broken anew
    moved = working.view._layout.column
    assert moved.width == column.width and moved.left < column.left
    overlay = working.view.mapFromGlobal(working.inspector.mapToGlobal(QPoint(0, 0))).x()
    assert moved.left < 40 or moved.left + moved.width < overlay
    assert working.view.cursorRect(working.view.cursorForPosition(QPoint(0, 40))).left() >= moved.left
    working.inspector.hide_button.setFocus()
    qtbot.keyClick(working.inspector.hide_button, Qt.Key.Key_Escape)
    assert not working.docks.inspector_seen() and working.view.hasFocus()
    assert working.view._layout.column == column
    assert working.settings.get("inspector", True)  # of the wide window nothing was said
    working.show_inspector(True)
    working.resize(1440, 900)
    qtbot.waitUntil(lambda: working.right.isVisible() and working.inspector.isVisible())


@pytest.mark.timeout(30)
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_dock_is_dragged_by_the_head_of_its_panel(working: Frame, qtbot: QtBot) -> None:
    dock = working.left
    head = QPoint(70, 14)
    child = dock.childAt(head)
    assert child is not None

    def mouse(kind: QEvent.Type, at: QPoint, button: Qt.MouseButton) -> None:
        target = QWidget.mouseGrabber() or child
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
        local, seen = QPointF(target.mapFromGlobal(at)), QPointF(at)
        QApplication.sendEvent(target, QMouseEvent(kind, local, seen, button, held, Qt.KeyboardModifier.NoModifier))
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)  # what comes again and again ends, too

    working.setAnimated(False)  # a gap that grows is more events with each one that is handled
    start = dock.mapToGlobal(head)
    goal = working.mapToGlobal(QPoint(working.width() - 12, 400))
    mouse(QEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton)
    for share in (0.02, 0.1, 0.4, 0.8, 0.98, 1.0):
        mouse(QEvent.Type.MouseMove, start + (goal - start) * share, Qt.MouseButton.NoButton)
    mouse(QEvent.Type.MouseButtonRelease, goal, Qt.MouseButton.LeftButton)
    if (grabber := QWidget.mouseGrabber()) is not None:
        grabber.releaseMouse()  # a drag that did not end must not take the mouse of the tests to come
    assert working.dockWidgetArea(dock) == Qt.DockWidgetArea.RightDockWidgetArea
    qtbot.waitUntil(lambda: not dock.isFloating() and dock.x() > 700)
    working.reset_window()
    qtbot.waitUntil(lambda: working.left.isVisible() and not working.left.isFloating())


def test_where_the_docks_are_is_remembered_and_reset(working: Frame, qtbot: QtBot) -> None:
    working.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, working.left)
    working.docks.show_list(False)
    working.docks.remember()
    again = Frame(Settings(working.settings.file))
    qtbot.addWidget(again)
    assert again.dockWidgetArea(again.left) == Qt.DockWidgetArea.RightDockWidgetArea
    assert again.settings.get("list") is False
    working.menus.actions["view.reset"].trigger()
    assert working.dockWidgetArea(working.left) == Qt.DockWidgetArea.LeftDockWidgetArea and working.left.isVisible()
    assert Settings(working.settings.file).get("docks") is None


def test_widths_outlast_a_window_that_was_closed_narrow(working: Frame, sample: Path, qtbot: QtBot) -> None:
    working.resizeDocks([working.left, working.right], [333, 350], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: (working.left.width(), working.right.width()) == (333, 350))
    working.resize(1024, 700)
    qtbot.waitUntil(lambda: working.left.width() == LEFT_NARROW)
    working.close()
    again = Frame(Settings(working.settings.file))
    qtbot.addWidget(again)
    again.resize(1024, 700)
    again.projects.open(str(sample), "ines")
    again.show()
    qtbot.waitUntil(lambda: again.left.width() == LEFT_NARROW)
    again.resize(1440, 900)
    qtbot.waitUntil(lambda: (again.left.width(), again.right.width()) == (333, 350))
    again.close()


# Label bar


def scheme_of(count: int) -> Scheme:
    labels = [Label(f"label number {at}", str(at + 1) if at < 9 else "", chr(65 + at), "quote") for at in range(count)]
    return Scheme("many", "1", labels)


def test_what_has_no_room_goes_hints_first(qtbot: QtBot, working: Frame) -> None:
    bar = working.labels
    bar.resize(1900, 48)
    assert all(button.isVisible() for button in bar.buttons.values()) and bar.hints[-1].isVisible()
    for width in range(1900, 300, -37):
        bar.resize(width, 48)
        labels = [button for button in bar.buttons.values() if button.isVisible()]
        hints = [hint for hint in bar.hints if hint.isVisible()]
        if hints:
            assert len(labels) == len(bar.buttons) and hints == bar.hints[-len(hints) :]
        row = sorted((part.geometry() for part in (*labels, *hints)), key=lambda box: box.left())
        assert all(left.right() < right.left() for left, right in pairwise(row))
        assert row[-1].right() < width
        if len(labels) < len(bar.buttons):
            assert bar.more is not None and bar.more.isVisible()
            assert len(bar.more.menu().actions()) == len(bar.buttons) - len(labels)


def test_labels_without_room_are_in_a_menu(qtbot: QtBot) -> None:
    bar = LabelBar(theme.load_theme("light"))
    qtbot.addWidget(bar)
    bar.set_scheme(scheme_of(20))
    bar.resize(800, 48)
    bar.show()
    assert bar.more is not None and bar.more.isVisible() and not any(hint.isVisible() for hint in bar.hints)
    with qtbot.waitSignal(bar.pressed) as pressed:
        bar.more.menu().actions()[-1].trigger()
    assert pressed.args == ["label number 19"]


# Status line


def test_a_long_message_is_whole_in_its_tool_tip(working: Frame) -> None:
    working.say("<b>Wrote</b> " + "a long way down " * 40)
    assert working.message.text().startswith("<b>Wrote</b>")
    assert "&lt;b&gt;Wrote" in working.message.toolTip()
    working.say("Short.")
    assert working.message.toolTip() == ""


def test_one_span_is_no_plural(working: Frame) -> None:
    session = working.session
    assert session is not None
    session.open(next(row.key for row in map(session.listing.row, range(len(session.listing))) if not row.spans))
    working.view.select_extent(0, 3)
    working.tagging.tag(session.scheme.labels[0].name, False)
    assert "1 span · 0 relations" in facts_of(working)


def test_facts_do_not_jump(working: Frame) -> None:
    working.facts.set_facts(("10,000–10,200", "44 spans", "100 %"))
    QApplication.processEvents()
    left = working.facts.geometry()
    working.facts.set_facts(("1–2", "4 spans", "83 %"))
    QApplication.processEvents()
    assert working.facts.geometry() == left


# Looks


def test_every_icon_draws_something_within_its_box(qtbot: QtBot) -> None:
    for name in icons.PATHS:
        box = icons.icon_path(name).boundingRect().adjusted(-0.75, -0.75, 0.75, 0.75)
        assert box.left() >= 0 and box.top() >= 0 and box.right() <= 16 and box.bottom() <= 16, name
        picture = icons.icon(name, theme.load_theme("light").t1).pixmap(16).toImage()
        assert any(picture.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), name


def test_weights_and_figures_are_real(qtbot: QtBot) -> None:
    widths = [QFontMetrics(theme.ui_font(13, weight)).horizontalAdvance("Brennholm") for weight in (400, 500, 600)]
    assert widths == sorted(widths) and widths[0] < widths[2]
    figures = QFontMetrics(theme.figures_font(13))
    assert figures.horizontalAdvance("1111") == figures.horizontalAdvance("0000")


def test_without_font_packages_the_fallbacks_serve(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(theme, "find_spec", lambda package: None)
    asked: list[str] = []
    monkeypatch.setattr(QFontDatabase, "addApplicationFont", lambda file: asked.append(file))
    theme.load_fonts.__wrapped__()
    theme._load_later.__wrapped__()
    assert asked == []
    assert QFontMetrics(theme.article_font(18)).horizontalAdvance("text") > 0


def test_stronger_edges(working: Frame) -> None:
    soft = working.theme.bs
    working.set_stronger_edges(True)
    assert working.theme.bs == working.theme.t3 != soft
    for ground in (working.theme.panel, working.theme.raised, working.theme.chrome):
        assert theme.contrast(working.theme.bs, ground) >= 3
    working.set_stronger_edges(False)
    assert working.theme.bs == soft


def test_density_changes_rows_and_the_normal_size(working: Frame) -> None:
    for name, article, row in (("compact", 15, 24), ("standard", 17, 26), ("comfortable", 18, 28)):
        working.set_density(name)
        assert working.article_size == article == working.normal_size
        assert working.spans.list.visualRect(working.spans.model.index(0)).height() == row
        assert working.facts.text().endswith("100 %")
    assert working.settings.get("tags") == "value"


@pytest.mark.parametrize("mode", ["value", "letter", "selected", "none"])
def test_after_compact_tags_are_as_they_were(working: Frame, mode: str) -> None:
    working.set_tags_mode(mode)
    working.set_density("compact")
    assert working.settings.get("tags") == ("letter" if mode == "value" else mode)
    working.set_density("standard")
    assert working.settings.get("tags") == working.view._marks.tags_mode == mode


def test_what_is_chosen_in_compact_stays(working: Frame) -> None:
    working.set_density("compact")
    working.set_tags_mode("none")
    working.set_density("comfortable")
    assert working.settings.get("tags") == "none"


def test_the_sides_are_swapped_without_a_mouse(working: Frame, qtbot: QtBot) -> None:
    swap = working.menus.actions["view.swap"]
    assert working.left.x() < working.view.mapTo(working, working.view.pos()).x() < working.right.x()
    swap.trigger()
    qtbot.waitUntil(lambda: working.right.x() < working.left.x())
    assert swap.isChecked() and working.left.isVisible() and working.right.isVisible()
    qtbot.waitUntil(lambda: (working.left.width(), working.right.width()) == (LEFT, RIGHT))
    working.docks.remember()
    again = Frame(working.settings)
    qtbot.addWidget(again)
    assert again.docks.is_swapped
    working.docks.show_list(False)
    swap.trigger()
    assert not swap.isChecked() and not working.left.isVisible() and working.right.isVisible()
    swap.trigger()
    working.reset_window()
    assert not working.docks.is_swapped


def test_themes_follow_the_system_until_one_is_chosen(working: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "system_theme_name", lambda: "dark")
    working.set_theme("system")
    assert working.theme.name == "dark"
    monkeypatch.setattr(theme, "system_theme_name", lambda: "light")
    working._system_theme_changed()
    assert working.theme.name == "light"
    working.set_theme("hc")
    working._system_theme_changed()
    assert working.theme.name == "hc"


def test_of_two_docks_in_one_place_the_one_with_the_focus_is_seen(working: Frame, qtbot: QtBot) -> None:
    working.tabifyDockWidget(working.right, working.left)
    working.left.raise_()
    qtbot.waitUntil(lambda: working.docks.list_seen() and not working.docks.inspector_seen())
    working.activateWindow()
    working.view.setFocus()
    working.menus.actions["label.comment"].trigger()
    qtbot.waitUntil(lambda: working.docks.inspector_seen() and not working.docks.list_seen())
    working.menus.actions["view.list"].trigger()
    qtbot.waitUntil(lambda: working.docks.list_seen() and not working.docks.inspector_seen())
    working.spans.list.setFocus()
    qtbot.waitUntil(working.docks.inspector_seen)
