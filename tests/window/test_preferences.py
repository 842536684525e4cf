"""Settings on real widgets: what is chosen holds at once and is there the next time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from workbench.settings import Settings
from workbench.window.action import ACTIONS
from workbench.window.frame import Frame
from workbench.window.preferences.dialog import PAGES, Preferences

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sheet(working: Frame, qtbot: QtBot) -> Preferences:
    made = Preferences(working, "you")
    qtbot.addWidget(made)
    made.show()
    return made


def again(sheet: Preferences) -> Settings:
    """What another start would find."""
    return Settings(sheet.frame.settings.file)


def chosen(sheet: Preferences, id: str) -> None:
    """Put the mark of the list of keys on an action."""
    sheet.chooser.choose("keys")
    rows = [action.id for action in sheet.keys.list.rows.rows]
    sheet.keys.list.setCurrentIndex(sheet.keys.list.rows.index(rows.index(id)))


def test_the_name_is_kept_when_the_field_is_left(sheet: Preferences, qtbot: QtBot) -> None:
    sheet.you.name.setText("  Ines Varela ")
    qtbot.keyClick(sheet.you.name, Qt.Key.Key_Return)
    assert again(sheet).name == "Ines Varela" and sheet.isVisible()
    assert "In sample you work as ines now." in sheet.you.trouble.text()


def test_a_name_that_nobody_may_have_is_refused_with_a_sentence(sheet: Preferences, qtbot: QtBot) -> None:
    sheet.you.name.setText("gold")
    qtbot.keyClick(sheet.you.name, Qt.Key.Key_Return)
    assert again(sheet).name == "ines" and "gold" in sheet.you.trouble.text()


def test_closing_keeps_the_name_that_was_typed(sheet: Preferences, qtbot: QtBot) -> None:
    sheet.you.name.setText("ruth")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible() and again(sheet).name == "ruth"


def test_another_name_is_offered_for_the_open_project_at_once(sheet: Preferences, qtbot: QtBot) -> None:
    you, frame = sheet.you, sheet.frame
    assert not you.switch.isVisible()
    qtbot.keyClicks(you.name, "2")
    assert you.switch.isVisible() and you.switch.text() == "&Work as ines2 from now on"
    qtbot.mouseClick(you.switch, Qt.MouseButton.LeftButton)
    assert frame.session is not None and frame.session.annotator == frame.settings.name == "ines2"
    assert sheet.isVisible() and not you.switch.isVisible() and you.name.hasFocus()
    assert "In sample you work as ines2 now." in you.trouble.text()
    you.name.setText("gold")
    assert not you.switch.isVisible()


def test_compact_shows_what_became_of_tags_and_size(sheet: Preferences) -> None:
    sheet.look.density.choose("compact")
    assert sheet.look.tags.chosen == "letter" and sheet.frame.article_size == 15
    sheet.chooser.choose("text")
    assert sheet.text.letters.said.text() == "15 px"
    sheet.look.density.choose("comfortable")
    assert sheet.look.tags.chosen == "value" and sheet.frame.article_size == 18


def test_looks_hold_at_once(sheet: Preferences, qtbot: QtBot) -> None:
    frame, look = sheet.frame, sheet.look
    sheet.chooser.choose("look")
    qtbot.mouseClick(look.theme.buttons["dark"], Qt.MouseButton.LeftButton)
    assert frame.theme.name == "dark" and again(sheet).get("theme") == "dark"
    qtbot.mouseClick(look.tags.buttons["letter"], Qt.MouseButton.LeftButton)
    assert frame.view._marks.tags_mode == "letter" and again(sheet).get("tags") == "letter"
    qtbot.mouseClick(look.density.buttons["compact"], Qt.MouseButton.LeftButton)
    assert again(sheet).get("density") == "compact"
    qtbot.mouseClick(look.edges.buttons["on"], Qt.MouseButton.LeftButton)
    assert again(sheet).get("stronger_edges") is True


def test_arrows_choose(sheet: Preferences, qtbot: QtBot) -> None:
    sheet.chooser.buttons["you"].setFocus()
    qtbot.keyClick(sheet.chooser.buttons["you"], Qt.Key.Key_Right)
    assert sheet.chooser.chosen == "look" and sheet.pages.currentIndex() == 1
    qtbot.keyClick(sheet.chooser.buttons["look"], Qt.Key.Key_Left)
    assert sheet.pages.currentIndex() == 0


# Keys


def test_a_key_is_changed_by_pressing_it(sheet: Preferences, qtbot: QtBot) -> None:
    chosen(sheet, "label.next")
    page = sheet.keys
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.said.text().startswith("Press the new key for “Next span”")
    qtbot.keyClick(page.list, Qt.Key.Key_X)
    assert page.said.text() == "X is “Next span” now." and sheet.frame.keymap.shown("label.next") == "X"
    assert again(sheet).get("keys") == {"label.next": ["X"]}
    sheet.close()
    sheet.frame.view.setFocus()
    qtbot.keyClick(sheet.frame.view, Qt.Key.Key_X)
    assert sheet.frame.view.selected_span is not None


def test_a_key_with_ctrl_for_the_whole_window(sheet: Preferences, qtbot: QtBot) -> None:
    chosen(sheet, "view.list")
    sheet.keys.change.click()
    qtbot.keyClick(sheet.keys.list, Qt.Key.Key_Control, CTRL)
    assert sheet.keys.waiting is not None
    qtbot.keyClick(sheet.keys.list, Qt.Key.Key_U, CTRL | SHIFT)
    assert sheet.frame.keymap.keys_of("view.list") == ("Ctrl+Shift+U",)


def test_esc_leaves_a_key_as_it_was_and_the_sheet_open(sheet: Preferences, qtbot: QtBot) -> None:
    chosen(sheet, "label.next")
    sheet.keys.change.click()
    qtbot.keyClick(sheet.keys.list, Qt.Key.Key_Escape)
    assert sheet.keys.waiting is None and sheet.isVisible()
    assert sheet.frame.keymap.keys_of("label.next") == ("J",) and "label" not in again(sheet).get("keys", {})


def test_a_clash_is_said_and_taken_over_only_with_consent(sheet: Preferences, qtbot: QtBot) -> None:
    keymap, page = sheet.frame.keymap, sheet.keys
    chosen(sheet, "label.out")
    page.change.click()
    qtbot.keyClick(page.list, Qt.Key.Key_J)
    assert page.said.text().startswith("J belongs to “Next span”.") and page.take.isVisible()
    assert keymap.keys_of("label.out") == ("O",) and keymap.keys_of("label.next") == ("J",)
    chosen(sheet, "label.in")  # gone elsewhere: no consent
    assert not page.take.isVisible() and keymap.keys_of("label.out") == ("O",)
    chosen(sheet, "label.out")
    page.change.click()
    qtbot.keyClick(page.list, Qt.Key.Key_J)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert keymap.keys_of("label.out") == ("J",) and keymap.keys_of("label.next") == ()


@pytest.mark.parametrize(
    ("id", "key", "modifiers", "sentence"),
    [
        ("view.list", Qt.Key.Key_A, CTRL, "“select all” everywhere"),
        ("view.list", Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier, "needs Ctrl or Alt"),
        ("label.next", Qt.Key.Key_J, CTRL, "belongs to the article"),
        ("label.next", Qt.Key.Key_2, Qt.KeyboardModifier.NoModifier, "needs all nine"),
    ],
)
def test_what_can_not_be_a_key_is_said_and_another_may_be_pressed(
    sheet: Preferences, qtbot: QtBot, id: str, key: Qt.Key, modifiers: Qt.KeyboardModifier, sentence: str
) -> None:
    chosen(sheet, id)
    before = sheet.frame.keymap.keys_of(id)
    sheet.keys.change.click()
    qtbot.keyClick(sheet.keys.list, key, modifiers)
    assert sentence in sheet.keys.said.text() and sheet.keys.waiting is not None
    assert sheet.frame.keymap.keys_of(id) == before


def test_adding_removing_and_resetting(sheet: Preferences, qtbot: QtBot) -> None:
    keymap, page = sheet.frame.keymap, sheet.keys
    chosen(sheet, "label.next")
    page.add.click()
    qtbot.keyClick(page.list, Qt.Key.Key_X)
    assert keymap.keys_of("label.next") == ("J", "X") and page.reset.isEnabled()
    page.remove.click()
    assert keymap.keys_of("label.next") == () and not page.remove.isEnabled()
    page.reset.click()
    assert keymap.keys_of("label.next") == ("J",) and not page.reset.isEnabled()
    keymap.set_keys("label.next", ["X"])
    keymap.set_keys("label.out", [])
    page._chosen()
    page.reset_all.click()
    assert keymap.keys_of("label.next") == ("J",) and keymap.keys_of("label.out") == ("O",)
    assert again(sheet).get("keys") == {} and not page.reset_all.isEnabled()


def test_enter_presses_the_button_that_has_the_focus(sheet: Preferences, qtbot: QtBot) -> None:
    chosen(sheet, "label.next")
    sheet.keys.remove.setFocus()
    qtbot.keyClick(sheet.keys.remove, Qt.Key.Key_Return)
    assert sheet.isVisible() and sheet.frame.keymap.keys_of("label.next") == ()


def test_digits_of_the_labels_stay(sheet: Preferences) -> None:
    chosen(sheet, "label.tag")
    assert not sheet.keys.change.isEnabled() and "nine digits can’t be changed" in sheet.keys.said.text()


def test_the_filter_of_the_keys(sheet: Preferences, qtbot: QtBot) -> None:
    page = sheet.keys
    sheet.chooser.choose("keys")
    assert len(page.list.rows.rows) == len(ACTIONS)
    qtbot.keyClicks(page.filter, "ctrl+k")
    assert [action.id for action in page.list.rows.rows] == ["view.palette"]
    page.filter.setText("zzz")
    assert page.list.action is None and page.said.text() == "No action has “zzz” in its name or keys."
    assert not page.change.isEnabled()
    page.filter.clear()
    page.list.setFocus()
    qtbot.keyClicks(page.list, "u")
    assert page.filter.text() == "u" and sheet.focusWidget() is page.filter
    page.filter.setText("next span")
    qtbot.keyClick(page.filter, Qt.Key.Key_Down)
    assert sheet.focusWidget() is page.list


def test_plain_keys_off(sheet: Preferences, qtbot: QtBot) -> None:
    sheet.chooser.choose("keys")
    qtbot.mouseClick(sheet.keys.plain.buttons["off"], Qt.MouseButton.LeftButton)
    assert again(sheet).get("plain_keys") is False and sheet.frame.keymap.shown("label.next") == ""
    index = next(at for at, action in enumerate(sheet.keys.list.rows.rows) if action.id == "label.next")
    spoken = sheet.keys.list.rows.index(index).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Next span, Label, no key"


def test_the_key_of_its_name_goes_to_the_switch_and_changes_nothing(sheet: Preferences, qtbot: QtBot) -> None:
    sheet.chooser.choose("keys")
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    qtbot.keyClick(sheet, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert sheet.focusWidget() is sheet.keys.plain.buttons["on"] and sheet.frame.keymap.plain_keys
    qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Tab)
    assert sheet.focusWidget() is sheet.keys.filter
    qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Backtab)
    assert sheet.focusWidget() is sheet.keys.plain.buttons["on"]
    qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Right)
    assert not sheet.frame.keymap.plain_keys


def test_every_control_has_a_name_and_it_paints(sheet: Preferences) -> None:
    for page, _ in PAGES:
        sheet.chooser.choose(page)
        found = [widget for widget in sheet.findChildren(QWidget) if widget.isVisible()]
        reached = [widget for widget in found if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert len(reached) > 1, page
        for widget in reached:
            said = widget.accessibleName() or getattr(widget, "text", str)()
            assert said or widget.objectName().startswith("qt_"), widget
        assert not sheet.grab().isNull()
