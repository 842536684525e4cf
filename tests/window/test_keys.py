"""Keys: the table against the page that promises them, clashes, keyboards of other countries, changed keys."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.command import CHECKOUT

from workbench.settings import Settings
from workbench.window import keymap
from workbench.window.action import ACTIONS, LAYERS, LINK, MODES, PREVIEW, Action
from workbench.window.frame import Frame
from workbench.window.keymap import RESERVED, Keymap, refusal, singles

PAGE = CHECKOUT.parent / "shared" / "design" / "KEYS.md"
NO, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)

# A word of the action that has a key of the page now, by section.
NOW = {
    "Everywhere": {
        "Ctrl+K": "palette", "F1": "keys", "Ctrl+1": "annotate", "Ctrl+2": "review", "Ctrl+4": "progress",
        "F6": "next pane", "Shift+F6": "previous pane", "Esc": "back", "Ctrl+Z": "undo", "Ctrl+Shift+Z": "redo",
        "Ctrl+Y": "redo", "/": "filter", "Ctrl+B": "list", "Ctrl+I": "inspector", "Ctrl++": "larger",
        "Ctrl+-": "smaller", "Ctrl+0": "normal", "F11": "full screen", "Ctrl+N": "new", "Ctrl+O": "open",
        "Ctrl+Shift+O": "import", "Ctrl+Shift+E": "export", "Ctrl+,": "settings", "Ctrl+F": "find", "F3": "next",
        "Shift+F3": "previous", "Ctrl+G": "next", "Ctrl+Shift+F": "find",
    },
    "Moving in the article": {
        "W": "widen", "Shift+W": "narrow", "J": "next span", "K": "previous span", "Shift+J": "next span of this label",
        "Shift+K": "previous span of this label", "O": "around", "Shift+O": "inside", "Shift+1-9": "only this label",
        "V": "tags", "Space": "peek", "Ctrl+PgDown": "next article", "Ctrl+PgUp": "previous article",
        "Ctrl+Return": "done", "Ctrl+Shift+Return": "done", "F": "flag", "G": "guideline",
    },
    "Tagging": {
        "1-9": "tag", "Alt+1-9": "beside", "C": "comment", "U": "unsure", "Del": "remove", "Backspace": "remove",
        "E": "edge", "T": "everywhere", "A": "note", "Return": "take",
    },
    "Relations": {"L": "relation", "Shift+L": "other end", "Ctrl+Shift+L": "relations", "Return": "confirm",
        "Left": "previous target", "Right": "next target",
    },
    "Review": {
        "1-9": "version", "Left": "previous version", "Right": "next version", "Return": "take", "E": "edit",
        "R": "reject", "N": "nothing", "C": "reason", "F": "aside", "J": "next dispute", "K": "previous dispute",
        "Shift+J": "next undecided", "Shift+K": "previous undecided", "Ctrl+Return": "done",
    },
}  # fmt: skip
# What comes later: nothing has these keys yet, or it says this word.
LATER = {
    "Everywhere": {
        "Ctrl+3": "agreement", "Ctrl+Cmd+F": "full screen",
    },
    "Review": {"S": "several", "T": "same", "G": "guideline"},
}  # fmt: skip
# The platform's own, in a field or a list; or letters that a scheme or a note names.
NATIVE = {"arrows", "Home", "End", "PgUp", "PgDn", "Ctrl+arrows", "Shift + those", "Left", "Right", "J", "K", "Esc"}
NATIVE |= {"letters in the margin note", "a", "b", "c …"}
SIGNS = {"←": "Left", "→": "Right", "Enter": "Return", "Ctrl+Enter": "Ctrl+Return", "Ctrl+PgDn": "Ctrl+PgDown"}
SIGNS |= {"Ctrl+Shift+Enter": "Ctrl+Shift+Return"}


def keys_in(cell: str) -> Iterator[str]:
    """The keys that a cell of the page names, as the table of actions writes them."""
    cell = re.sub(r"\b(Shift\+|Alt\+|)1 … (?:Shift\+)?9", r"\g<1>1-9", cell)
    cell = cell.replace("(Option on macOS)", "").replace("(held)", "")
    if cell in ("/", "Ctrl+,"):
        yield cell
        return
    before = ""
    for word in re.split(r" / |[/ ](?=→)|(?<=J) (?=K)|,\s*|;\s*| or | and |\(and |\(or |\(|\)", cell):
        key = word.strip()
        if key.isdigit() and before.startswith("Ctrl+"):
            key = f"Ctrl+{key}"
        if key:
            yield SIGNS.get(key, key)
            before = key


def promised() -> Iterator[tuple[str, str]]:
    """Section and key of every row of the page's tables."""
    section = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line[3:]
        elif line.startswith("| ") and not line.startswith("| key"):
            for key in keys_in(line[2:].split(" | ")[0]):
                yield section, key


def holders(key: str, mode: str) -> list[Action]:
    return [item for item in ACTIONS.values() if mode in item.modes and key in item.keys]


# Where keys of a section hold for a while, before those of the mode.
LAYER = {"Tagging": PREVIEW, "Relations": LINK}


def modes_of(section: str) -> tuple[str, ...]:
    return MODES if section == "Everywhere" else ("review",) if section == "Review" else ("annotate",)


@pytest.mark.skipif(not PAGE.exists(), reason="the page of keys is not beside the checkout")
def test_every_key_of_the_page_does_what_the_page_says() -> None:
    seen = set()
    for section, key in promised():
        word = NOW.get(section, {}).get(key) or LATER.get(section, {}).get(key)
        assert word or key in NATIVE, f"{section}: {key} is on the page and in neither list"
        seen.add((section, key))
        for mode in modes_of(section):
            found = holders(key, mode) or holders(key, LAYER.get(section, mode))
            if not word:
                assert not found or key in NOW.get("Moving in the article", {}) or key == "Esc", (key, found)
                continue
            for item in found:
                assert re.search(word, item.text.lower()), f"{key} in {mode} is {item.id}, the page says {word}"
            assert found or key not in NOW.get(section, {}), f"{key} does nothing in {mode}"
    listed = {(section, key) for table in (NOW, LATER) for section, its in table.items() for key in its}
    assert sorted(listed - seen) == [], "listed here, not on the page"


def test_keys_in_the_words_of_the_page() -> None:
    assert [item.id for item in holders("Alt+1-9", "review")] == ["review.add"]
    for mode in MODES:
        assert [holders(key, mode)[0].id for key in ("Ctrl+S", "Ctrl+C", "Ctrl+W", "Ctrl+Q")] == [
            "file.saved", "edit.copy", "file.close", "file.quit",
        ]  # fmt: skip


def test_the_palette_has_a_second_key() -> None:
    assert [item.id for item in holders("Ctrl+Shift+P", "review")] == ["view.palette"]


def test_no_key_has_two_meanings_in_a_mode() -> None:
    for mode in (*MODES, *LAYERS):
        taken: dict[str, str] = {}
        for item in ACTIONS.values():
            for key in (single for its in item.keys if mode in item.modes for single in singles(its)):
                assert key not in taken, f"{key} in {mode}: {item.id} and {taken[key]}"
                taken[key] = item.id


def test_keys_of_the_platform_keep_their_meaning() -> None:
    words = {"Ctrl+C": "copy", "Ctrl+Z": "undo", "Ctrl+Y": "redo", "Ctrl+N": "new", "Ctrl+O": "open", "Ctrl+Q": "quit"}
    words |= {"Ctrl+F": "find", "Ctrl+G": "next", "Ctrl+S": "saved", "Ctrl+A": "all", "Ctrl+W": "close"}
    for item in ACTIONS.values():
        for key in item.keys:
            assert key not in RESERVED or words[key] in item.text.lower(), (item.id, key)
            *modifiers, last = key.split("+")
            assert not ("Ctrl" in modifiers and last in ("Left", "Right", "Up", "Down")), item.id
            assert modifiers != ["Alt"] or not last.isalpha(), item.id
            assert last not in "[]{}\\@" or not last, item.id


def test_a_plain_key_is_a_views_and_no_menus(working: Frame) -> None:
    for id, entry in working.menus.actions.items():
        assert bool(entry.shortcuts()) != ACTIONS[id].plain or not ACTIONS[id].keys, id


# Keyboards


def event(
    key: int, modifiers: Qt.KeyboardModifier = NO, code: int = 0, typed: str = "", held: bool = False
) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key(key), modifiers, code, 0, 0, typed, held)


@pytest.mark.parametrize(
    ("pressed", "mode", "id", "digit"),
    [
        (event(Qt.Key.Key_3, typed="3"), "annotate", "label.tag", 3),
        (event(Qt.Key.Key_Ampersand, NO, 10, "&"), "annotate", "label.tag", 1),  # French
        (event(Qt.Key.Key_1, SHIFT, 10, "1"), "annotate", "view.only", 1),  # French with Shift
        (event(Qt.Key.Key_ParenRight, NO, 20, ")"), "annotate", None, None),  # no digit lies there
        (event(Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier, 83, "4"), "annotate", "label.tag", 4),
        (event(Qt.Key.Key_2, ALT, 11), "annotate", "label.beside", 2),
        (event(ord("О"), NO, 44, "о"), "annotate", "label.next", None),  # Russian, where J lies
        (event(ord("О"), SHIFT, 44, "О"), "annotate", "label.next_same", None),
        (event(Qt.Key.Key_J, NO, 54, "j"), "annotate", "label.next", None),  # Dvorak
        (event(Qt.Key.Key_J, NO, 44, "j"), "review", "review.next", None),
        (event(Qt.Key.Key_Slash, SHIFT, 16, "/"), "annotate", "article.filter", None),  # German, over the 7
        (event(Qt.Key.Key_Slash, NO, 61, "/"), "annotate", "article.filter", None),
        (event(Qt.Key.Key_Escape, NO, 9), "review", "edit.back", None),
        (event(Qt.Key.Key_J, CTRL, 44), "annotate", None, None),
        (event(Qt.Key.Key_F, ALT, 41, "f"), "annotate", None, None),
        (event(Qt.Key.Key_9, typed="0", code=19), "annotate", None, None),  # the place of the 0
    ],
)
def test_what_a_key_press_means(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pressed: QKeyEvent,
    mode: str,
    id: str | None,
    digit: int | None,
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    found = Keymap(Settings(tmp_path / "settings.json")).find(pressed, mode)
    assert (found and found.action.id, found and found.digit) == (id, digit)


# In the window


def press(qtbot: QtBot, frame: Frame, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    frame.view.setFocus()
    qtbot.keyClick(frame.view, key, modifiers)


def test_a_key_pressed_before_there_are_menus_works(qtbot: QtBot, tmp_path: Path, sample: Path) -> None:
    remembered = Settings(tmp_path / "settings.json")
    remembered.set("name", "ines")
    made = Frame(remembered)
    qtbot.addWidget(made)
    made.projects.open(str(sample), "ines")
    assert made.session is not None
    made.session.open("ferry-strike-wire")
    made.show()
    press(qtbot, made, Qt.Key.Key_J)
    assert made._menus is None and made.view.selected_span is not None
    made.close()


def test_shift_and_a_digit_show_one_label_alone(working: Frame, qtbot: QtBot) -> None:
    labels = [label.name for label in working.session.scheme.labels] if working.session else []
    press(qtbot, working, Qt.Key.Key_2, SHIFT)
    assert working.tagging.only == labels[1] and working.view._marks.dimmed == {*labels} - {labels[1]}
    press(qtbot, working, Qt.Key.Key_3, SHIFT)
    assert working.tagging.only == labels[2]
    press(qtbot, working, Qt.Key.Key_3, SHIFT)
    assert working.tagging.only is None and not working.view._marks.dimmed


def test_esc_goes_back_step_by_step(working: Frame, qtbot: QtBot) -> None:
    working.view.setFocus()
    working.articles.filter.setText("ferry")
    working.tagging.show_only("quote")
    press(qtbot, working, Qt.Key.Key_J)
    working.tagging.arm("event")
    steps = []
    for _ in range(5):
        press(qtbot, working, Qt.Key.Key_Escape)
        tagging, nothing = working.tagging, working.view.selected_span is None
        steps.append((tagging.armed, nothing, tagging.only, working.articles.filter.text()))
    assert steps == [
        (None, False, "quote", "ferry"), (None, True, "quote", "ferry"), (None, True, None, "ferry"),
        (None, True, None, ""), (None, True, None, ""),
    ]  # fmt: skip


def test_held_keys_walk_and_do_not_tag(working: Frame, qtbot: QtBot) -> None:
    working.projects.work_as("ruth")
    assert working.session is not None
    working.view.setFocus()
    working.view.select_extent(0, 5)
    for held in (False, True, True):
        QApplication.sendEvent(working.view, event(Qt.Key.Key_2, typed="2", held=held))
    assert len(working.session.layer.spans) == 1
    at = working.view.text.index("No passenger") + 1
    working.view.clear_selection()
    working.view.select_extent(at, at)
    seen = []
    for held in (False, True, True):
        QApplication.sendEvent(working.view, event(Qt.Key.Key_W, typed="w", held=held))
        seen.append(working.view.selection())
    assert len(set(seen)) == 3


def test_space_peeks_and_its_release_ends_that(working: Frame) -> None:
    working.view.setFocus()
    shown = working.view.viewport().grab().toImage()
    QApplication.sendEvent(working.view, event(Qt.Key.Key_Space, typed=" "))
    assert working.view.viewport().grab().toImage() != shown
    QApplication.sendEvent(working.view, QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Space, NO))
    assert working.view.viewport().grab().toImage() == shown


def test_panes_by_f6(working: Frame, qtbot: QtBot) -> None:
    press(qtbot, working, Qt.Key.Key_J)  # so that the inspector has something to change
    walked = []
    for shift in (NO, NO, NO, NO, SHIFT):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, shift)
        focus = QApplication.focusWidget()
        there = (working.inspector, working.spans, working.left_stack, working.view)
        walked.append(next(at for at, pane in enumerate(there) if pane is focus or pane.isAncestorOf(focus)))
    assert walked == [0, 1, 2, 3, 2]


def test_the_inspector_is_entered_at_its_first_field(working: Frame, qtbot: QtBot) -> None:
    press(qtbot, working, Qt.Key.Key_J)
    hides = working.inspector.hide_button
    qtbot.waitUntil(lambda: working.inspector.isAncestorOf(hides.nextInFocusChain()))
    qtbot.keyClick(working.view, Qt.Key.Key_F6)
    focus = QApplication.focusWidget()
    assert focus is not hides and working.inspector.isAncestorOf(focus)


def test_a_letter_goes_to_an_entry_of_an_open_menu(working: Frame, qtbot: QtBot) -> None:
    menu = working.header.menu_of["File"]
    menu.popup(working.mapToGlobal(working.rect().center()))
    met = []
    for _ in range(3):
        qtbot.keyClick(menu, Qt.Key.Key_O)
        met.append(menu.activeAction().text().split("\t")[0])
    assert met == ["Open project…", "Open a team’s database…", "Open the sample"]
    assert menu.isVisible()
    menu.close()


def test_the_guideline_of_the_label_at_the_caret(working: Frame, qtbot: QtBot) -> None:
    from workbench.window.sheets.guideline import Reading

    press(qtbot, working, Qt.Key.Key_J)
    span = working.view.selected_span
    assert span is not None
    press(qtbot, working, Qt.Key.Key_G)
    assert working.panels.current == "guide"
    assert len(working.panels.panel("guide").findChild(Reading).toPlainText()) > 100


def test_a_guideline_loads_nothing_and_reads_no_html(qtbot: QtBot) -> None:
    from workbench.window.sheets.guideline import Reading

    page = Reading("# Head\n\n![x](file:///etc/hostname) <img src='file:///etc/hostname'> [to](https://example.org)")
    qtbot.addWidget(page)
    assert "<img" in page.toPlainText()
    assert not page.openLinks() and page.loadResource(2, "file:///etc/hostname") is None


# Changed keys


def test_a_changed_key_holds_everywhere(working: Frame, qtbot: QtBot) -> None:
    working.keymap.set_keys("label.next", ["X"])
    press(qtbot, working, Qt.Key.Key_J)
    assert working.view.selected_span is None
    press(qtbot, working, Qt.Key.Key_X)
    assert working.view.selected_span is not None
    assert working.menus.actions["label.next"].text().endswith("\tX") and working.keymap.shown("label.next") == "X"
    working.keymap.set_keys("view.list", ["Ctrl+Shift+B"])
    press(qtbot, working, Qt.Key.Key_B, CTRL)
    assert working.left.isVisible()
    press(qtbot, working, Qt.Key.Key_B, CTRL | SHIFT)
    assert not working.left.isVisible()
    again = Keymap(Settings(working.settings.file))
    assert again.keys_of("label.next") == ("X",) and again.keys_of("view.list") == ("Ctrl+Shift+B",)
    working.keymap.reset()
    assert working.keymap.keys_of("label.next") == ("J",) and Settings(working.settings.file).get("keys") == {}


def test_a_key_taken_over_is_its_holders_no_more(tmp_path: Path) -> None:
    made = Keymap(Settings(tmp_path / "settings.json"))
    holder = made.holder("label.out", "J")
    assert holder is not None and holder.id == "label.next"
    made.set_keys("label.out", ["J"])
    assert (made.keys_of("label.out"), made.keys_of("label.next"), made.keys_of("review.next")) == (("J",), (), ("J",))
    assert made.shown("label.next") == "" and made.holder("label.out", "J") is None
    made.reset("label.next")  # the table's key is somebody else's now, who asked for it
    assert made.keys_of("label.next") == ()
    made.reset("label.out")
    assert made.keys_of("label.next") == ("J",)


def test_without_plain_keys_letters_and_digits_do_nothing_and_are_not_shown(working: Frame, qtbot: QtBot) -> None:
    working.keymap.set_plain_keys(False)
    press(qtbot, working, Qt.Key.Key_J)
    assert working.view.selected_span is None
    assert working.menus.actions["label.next"].text() == "Next span"
    assert working.menus.actions["label.remove"].text().endswith("\tDel")
    working.menus.actions["label.next"].trigger()
    assert working.view.selected_span is not None
    press(qtbot, working, Qt.Key.Key_Escape)
    assert working.view.selected_span is None


@pytest.mark.parametrize(
    ("id", "key", "why"),
    [
        ("label.next", "Ctrl+J", "belongs to the article"),
        ("view.list", "J", "needs Ctrl or Alt"),
        ("view.list", "Ctrl+A", "“select all” everywhere"),
        ("view.list", "Alt+F", "opens a menu"),
        ("view.list", "Ctrl+Left", "moves the caret"),
        ("label.next", "Up", "moves the caret"),
        ("view.list", "Meta+X", "belongs to the desktop"),
        ("label.tag", "X", "needs the nine digits"),
        ("view.list", "F7", None),
        ("view.list", "Ctrl+Shift+X", None),
        ("label.next", ";", None),
        ("label.next", "Shift+X", None),
    ],
)
def test_what_an_action_can_not_have(id: str, key: str, why: str | None) -> None:
    found = refusal(ACTIONS[id], key)
    assert found is None if why is None else found is not None and why in found


@pytest.mark.parametrize(
    ("pressed", "plain", "key"),
    [
        (event(ord("Л"), CTRL, 45), False, "Ctrl+K"),  # Russian, where K lies
        (event(Qt.Key.Key_K, CTRL | SHIFT, 45), False, "Ctrl+Shift+K"),
        (event(Qt.Key.Key_F7), False, "F7"),
        (event(Qt.Key.Key_Control, CTRL), False, ""),
        (event(Qt.Key.Key_Ampersand, NO, 10, "&"), True, "&"),
        (event(Qt.Key.Key_K, SHIFT, 45, "K"), True, "Shift+K"),
        (event(Qt.Key.Key_K, CTRL, 45), True, ""),
    ],
)
def test_the_key_that_somebody_pressed(
    monkeypatch: pytest.MonkeyPatch, pressed: QKeyEvent, plain: bool, key: str
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    assert keymap.key_of_event(pressed, plain) == key


def test_damaged_keys_in_the_settings_count_as_none(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"keys": {"label.next": ["Ctrl+A", "X"], "gone.away": ["Y"], "label.out": []}}')
    made = Keymap(Settings(file))
    assert made.keys_of("label.next") == ("X",) and made.keys_of("label.out") == ()
    file.write_text('{"keys": {"label.next": "J"}}')
    assert Keymap(Settings(file)).keys_of("label.next") == ("J",)


@pytest.mark.parametrize(
    ("key", "words", "parts"),
    [
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter", ("Ctrl", "Shift", "↵")),
        ("Ctrl+PgDown", "Ctrl+PgDn", ("Ctrl", "PgDn")),
        ("Ctrl++", "Ctrl++", ("Ctrl", "+")),
        ("Shift+1-9", "Shift+1–9", ("Shift", "1–9")),
        ("/", "/", ("/",)),
        ("J", "J", ("J",)),
    ],
)
def test_keys_in_words_and_caps(key: str, words: str, parts: tuple[str, ...]) -> None:
    assert (keymap.spoken(key), keymap.caps(key)) == (words, parts)


IDS = sorted(item.id for item in ACTIONS.values())
SOME = ["X", "J", "Shift+J", "1", "1-9", "Del", "Esc", "Up", "Ctrl+B", "Ctrl+Shift+X", "Ctrl+A", "F7", "nonsense", "/"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from(IDS), st.lists(st.sampled_from(SOME), max_size=3), max_size=6))
def test_whatever_the_settings_say_no_key_has_two_meanings(tmp_path: Path, mine: dict[str, list[str]]) -> None:
    remembered = Settings(tmp_path / "settings.json")
    remembered.set("keys", mine)
    made = Keymap(remembered)
    for mode in MODES:
        held = [
            single
            for item in ACTIONS.values() if mode in item.modes
            for key in made.keys_of(item.id) for single in singles(key)
        ]  # fmt: skip
        assert len(held) == len(set(held))
    for item in ACTIONS.values():
        for key in made.keys_of(item.id):
            if item.plain and len(key) == 1 and key.isalpha():
                for mode in item.modes:
                    assert made.find(event(ord(key), typed=key.lower()), mode) == (item, None)


@pytest.mark.parametrize("key", ["E", "L", "U", "A", "Delete", "Backspace"])
def test_a_key_about_a_span_says_that_none_is_selected(working: Frame, qtbot: QtBot, key: str) -> None:
    spans = working.view.span_count()
    working.view.setFocus()
    working.view.clear_selection()
    working.say("")
    press(qtbot, working, Qt.Key[f"Key_{key}"])
    assert working.message.text() == "No span is selected. J goes to the next one."
    assert working.view.span_count() == spans


def test_walking_says_where_it_ends(working: Frame, qtbot: QtBot) -> None:
    view, said = working.view, working.message.text
    spans = view.spans()
    view.setFocus()
    view.select_span(spans[-1].id)
    press(qtbot, working, Qt.Key.Key_J)
    assert said() == "This is the last span."
    press(qtbot, working, Qt.Key.Key_J, SHIFT)
    assert said() == f"This is the last {spans[-1].label}."
    view.select_span(spans[0].id)
    press(qtbot, working, Qt.Key.Key_K)
    assert said() == "This is the first span."
    press(qtbot, working, Qt.Key.Key_O)
    assert said() == "No span lies round this one."
    view.select_span(next(span.id for span in spans if span.label == "cue"))
    press(qtbot, working, Qt.Key.Key_O, SHIFT)
    assert said() == "No span lies inside this one."
    view.clear_selection()
    at = next(at for at in range(len(view.text)) if view._marks.index.at(at) is None)
    view.place_caret(at)
    press(qtbot, working, Qt.Key.Key_O)
    assert said() == "The caret stands in no span."
    working.tagging.show_only("quote")
    view.select_span([span for span in spans if span.label == "quote"][-1].id)
    press(qtbot, working, Qt.Key.Key_J)
    assert said() == "This is the last span of the labels that are shown in full."
