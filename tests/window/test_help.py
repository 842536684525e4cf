"""The page of keys, the menus' ticks and their way back to the article."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from workbench.window.action import ACTIONS
from workbench.window.frame import Frame
from workbench.window.sheets.help_page import HelpPage


def page(frame: Frame, qtbot: QtBot) -> HelpPage:
    made = HelpPage(frame)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(made: HelpPage) -> dict[str, str]:
    return {
        line.text: keys.accessibleName()
        for group in made.groups
        for line, _, keys in group.rows
        if keys.isVisibleTo(made)
    }


def test_every_key_that_holds_is_there(working: Frame, qtbot: QtBot) -> None:
    lines = shown(page(working, qtbot))
    for action in ACTIONS.values():
        if working.keymap.keys_of(action.id) and action.id != "label.tag":
            assert working.keymap.shown(action.id) in lines[action.text.rstrip("…")], action.id
    assert lines["Tag as quote"] == "3" and lines["Tag beside"] == "Alt+1–9"


@pytest.mark.parametrize(("mode", "first"), [("annotate", "Label"), ("review", "Review")])
def test_where_one_is_comes_first(working: Frame, qtbot: QtBot, mode: str, first: str) -> None:
    working.set_mode(mode)
    made = page(working, qtbot)
    assert made.groups[0].name == first and made.subtitle.text() == f"in {mode.capitalize()}"
    assert made.groups[-2].name in ("Disputes, in Review", "Labels, in Annotate")


def test_the_filter_finds_by_words_and_by_key(working: Frame, qtbot: QtBot) -> None:
    made = page(working, qtbot)
    assert made.focusWidget() is made.filter
    qtbot.keyClicks(made.filter, "shift+j")
    assert set(shown(made)) <= {"Next span of this label", "Next undecided of this label"}
    made.filter.setText("article next")
    assert "Next article" in shown(made) and "Undo" not in shown(made)
    made.filter.setText("zzz")
    assert shown(made) == {} and made.nothing.isVisible() and made.nothing.text() == "No key has “zzz”."


def test_the_page_is_scrolled_from_the_filter(working: Frame, qtbot: QtBot) -> None:
    made = page(working, qtbot)
    bar = made.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(made.filter, Qt.Key.Key_PageDown)
    there = bar.value()
    qtbot.keyClick(made.filter, Qt.Key.Key_Up)
    assert 0 < bar.value() < there


def test_a_changed_key_is_shown(working: Frame, qtbot: QtBot) -> None:
    working.keymap.set_keys("label.next", ["X"])
    working.keymap.set_keys("label.previous", [])
    lines = shown(page(working, qtbot))
    assert lines["Next span"] == "X" and "Previous span" not in lines


def test_keys_that_are_off_are_not_there(working: Frame, qtbot: QtBot) -> None:
    working.keymap.set_plain_keys(False)
    lines = shown(page(working, qtbot))
    assert "Next span" not in lines and "Tag as quote" not in lines and lines["Undo"] == "Ctrl+Z"


def test_f1_opens_it_and_esc_closes_it(working: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[HelpPage] = []
    monkeypatch.setattr(HelpPage, "exec", lambda made: opened.append(made))
    working.view.setFocus()
    qtbot.keyClick(working.view, Qt.Key.Key_F1)
    assert len(opened) == 1
    made = page(working, qtbot)
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()


def test_without_a_project(frame: Frame, qtbot: QtBot) -> None:
    lines = shown(page(frame, qtbot))
    assert lines["New project"] == "Ctrl+N" and lines["Tag"] == "1–9"


# Menus


def test_menus_tick_what_is_on(working: Frame) -> None:
    menus = working.menus
    for theme, id in (("dark", "view.dark"), ("light", "view.light")):
        working.set_theme(theme)
        menus.update()
        assert [name for name in ("view.light", "view.dark", "view.contrast") if menus.actions[name].isChecked()] == [
            id
        ]
    menus.actions["view.tags_letter"].trigger()
    assert working.settings.get("tags") == "letter" and menus.actions["view.tags_letter"].isChecked()
    assert not menus.actions["view.tags_value"].isChecked()
    working.show_inspector(False)
    menus.update()
    assert not menus.actions["view.inspector"].isChecked() and menus.actions["view.annotate"].isChecked()


def test_labels_are_entries_in_three_places(working: Frame) -> None:
    menus = working.menus
    assert working.session is not None
    names = [label.name.capitalize() for label in working.session.scheme.offered]
    label = working.header.menu_of["Label"]
    assert [action.text() for action in label.actions()][: len(names)] == [
        f"{name}\t{number}" for number, name in enumerate(names, 1)
    ]
    assert [action.text() for action in menus.submenus["Tag beside"].actions()] == [
        f"{name}\tAlt+{number}" for number, name in enumerate(names, 1)
    ]
    only = menus.submenus["Show only"].actions()
    only[1].trigger()
    assert working.tagging.only == working.session.scheme.offered[1].name and only[1].isChecked()
    only[1].trigger()
    assert working.tagging.only is None and not only[1].isChecked()


def test_what_can_not_be_done_is_grey(working: Frame) -> None:
    working.view.clear_selection()
    working.menus.update()
    assert not working.menus.actions["label.remove"].isEnabled()
    working.view.step_span(1)
    working.menus.update()
    assert working.menus.actions["label.remove"].isEnabled()


def test_after_a_choice_in_a_menu_the_article_has_the_focus(working: Frame, qtbot: QtBot) -> None:
    working.articles.list.setFocus()
    size = working.article_size
    # As a menu does it: it closes, and then does what was chosen. Off-screen it can't be opened.
    working.header.menu_of["View"].aboutToHide.emit()
    working.menus.actions["view.larger"].trigger()
    assert working.article_size == size + 1 and working.view.hasFocus()


def test_a_key_of_a_menu_leaves_the_focus_where_it_is(working: Frame, qtbot: QtBot) -> None:
    working.spans.list.setFocus()
    size = working.article_size
    qtbot.keyClick(working.spans.list, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert working.article_size == size + 1 and working.spans.list.hasFocus()
