"""Relations in the inspector: one or many, by the key, by the list, by the cross."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.notes import choose, entries, focused, linked, parts, relation, span_of, stored

from workbench.window.frame import Frame


def test_of_many_relations_each_stays_and_has_its_button(qtbot: QtBot, notes: Frame) -> None:
    about, before = relation(notes, "about"), entries(notes)
    about.box.setFocus()
    for _ in range(2):  # the nearest that is not taken yet
        qtbot.keyClick(about.box, Qt.Key.Key_Down)
    assert linked(stored(notes), "about") == ["four", "three"] and entries(notes) == before + 2
    assert len(about.rows) == 2
    assert notes.session is not None
    three = next(item.id for item in notes.session.layer.relations if item.target == span_of(stored(notes), "three").id)
    gone = about.rows[three].button
    gone.setFocus()
    qtbot.keyClick(gone, Qt.Key.Key_Space)
    assert linked(stored(notes), "about") == ["four"] and list(about.rows) != [three]
    assert focused() is about.box
    notes.undo()
    assert linked(stored(notes), "about") == ["four", "three"] and len(about.rows) == 2


def test_the_one_relation_is_replaced_by_a_single_action(qtbot: QtBot, notes: Frame) -> None:
    notes.view.select_extent(*parts("seven"))
    notes.tagging.tag("remark", False)
    choose(notes, "one")
    after, before = relation(notes, "after"), entries(notes)
    after.box.setFocus()
    qtbot.keyClick(after.box, Qt.Key.Key_Down)
    assert linked(stored(notes), "after") == ["two"]
    qtbot.keyClick(after.box, Qt.Key.Key_Down)
    assert linked(stored(notes), "after") == ["seven"] and entries(notes) == before + 2
    notes.undo()
    assert linked(stored(notes), "after") == ["two"] and after.box.currentText() == "two"


def test_targets_are_looked_for_when_somebody_turns_to_them(qtbot: QtBot, notes: Frame) -> None:
    box = relation(notes, "about").box
    assert box.count() == 1
    qtbot.keyClick(box, Qt.Key.Key_Home)
    assert [box.itemText(at) for at in range(box.count())] == ["No about", "three", "four", "five"]


def test_scrolling_past_changes_nothing(notes: Frame) -> None:
    box, before = relation(notes, "about").box, entries(notes)
    place = QPointF(5, 5)
    QApplication.sendEvent(
        box,
        QWheelEvent(
            place, box.mapToGlobal(place), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        ),
    )  # fmt: skip
    assert entries(notes) == before


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_list_opens_and_enter_takes_the_nearest(qtbot: QtBot, notes: Frame) -> None:
    notes.menus.update()
    notes.menus.actions["label.link_list"].trigger()
    box = relation(notes, "about").box
    popup = QApplication.activePopupWidget()
    assert popup is not None and box.view().isVisible() and box.view().currentIndex().data() == "three"
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert linked(stored(notes), "about") == ["three"]
    assert notes.view.hasFocus()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_esc_leaves_the_list_as_it_was(qtbot: QtBot, notes: Frame) -> None:
    before = entries(notes)
    assert notes.inspector.add_relation()
    box = relation(notes, "about").box
    qtbot.keyClick(box.view(), Qt.Key.Key_Escape)
    assert entries(notes) == before and box.currentText() == "No about"


def test_the_one_relation_is_a_row_with_a_cross(qtbot: QtBot, notes: Frame) -> None:
    after = relation(notes, "after")
    assert not after.cross.isVisible() and after.box.accessibleName() == "add after"
    qtbot.keyClick(after.box, Qt.Key.Key_Down)
    assert after.cross.isVisible() and after.box.accessibleName() == "after: remark, two"
    qtbot.mouseClick(after.cross, Qt.MouseButton.LeftButton)
    assert linked(stored(notes), "after") == [] and not after.cross.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_list_that_is_closed_without_a_choice_gives_the_keys_back(qtbot: QtBot, notes: Frame) -> None:
    assert notes.inspector.add_relation()
    box = relation(notes, "about").box
    box.hidePopup()
    qtbot.waitUntil(lambda: notes.focusWidget() is notes.view)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    box.hidePopup()
    QApplication.processEvents()
    assert notes.focusWidget() is box


def test_a_label_that_leads_nowhere_says_so(qtbot: QtBot, notes: Frame) -> None:
    choose(notes, "three")
    notes.view.setFocus()
    qtbot.keyClick(notes.view, Qt.Key.Key_L)
    assert "lead to no other" in notes.message.text()
