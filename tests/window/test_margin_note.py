"""The margin note: asks after tagging, takes letters, is in nobody's way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from support.asked import entries, open_sayings, place, stored, values
from support.frames import PutUp

from workbench.window.article.note_card import Asking, NoteCard, NoteStrip
from workbench.window.frame import Frame
from workbench.window.margin_note import MarginNote

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sayings(frame: Frame, tmp_path: Path, then_shown: PutUp) -> Frame:
    open_sayings(frame, tmp_path, {"Bob": "person"})
    then_shown(frame)
    return frame


def press(frame: Frame, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        assert frame.view.hasFocus()
        QTest.keyClick(frame.view, key, modifiers)


def tag(frame: Frame, words: str, key: Qt.Key = Qt.Key.Key_1) -> None:
    frame.view.setFocus()
    frame.view.select_extent(*place(words))
    press(frame, key)


def note(frame: Frame) -> MarginNote:
    return frame.tagging.spelled.note


def asked(frame: Frame) -> str | None:
    attribute = note(frame).attribute
    return attribute.name if attribute is not None else None


def card(frame: Frame) -> Asking:
    found = note(frame).shown
    assert found is not None
    return found


def test_a_letter_answers_and_what_is_required_is_asked_next(sayings: Frame) -> None:
    tag(sayings, "“We left,”")
    before = entries(sayings)
    assert asked(sayings) == "form"
    press(sayings, Qt.Key.Key_I)
    assert (values(sayings, "“We left,”"), asked(sayings)) == ({"form": "indirect"}, "source_known")
    press(sayings, Qt.Key.Key_N)
    assert asked(sayings) == "reason"  # since the source is not known
    press(sayings, Qt.Key.Key_S)
    assert asked(sayings) is None  # the tone need not be said
    assert values(sayings, "“We left,”") == {"form": "indirect", "source_known": False, "reason": "shy"}
    assert entries(sayings) == before + 3
    sayings.undo()
    assert values(sayings, "“We left,”") == {"form": "indirect", "source_known": False}


def test_the_guess_is_bold_and_confirming_it_writes_nothing(sayings: Frame) -> None:
    tag(sayings, "“We left,”")
    before = entries(sayings)
    shown = card(sayings).asked
    assert isinstance(card(sayings), NoteCard) and shown is not None
    assert shown.question == "Saying form?"
    assert [(choice.cap, choice.words, choice.bold) for choice in shown.choices] == [
        ("D", "direct", True), ("I", "indirect", False), ("P", "in parts", False),
    ]  # fmt: skip
    press(sayings, Qt.Key.Key_D)
    assert (entries(sayings), asked(sayings)) == (before, "source_known")


def test_it_stands_right_of_the_column_level_with_the_first_line_and_follows_it(sayings: Frame, qtbot: QtBot) -> None:
    assert sayings.session is not None
    sayings.session.open("b")
    at = sayings.view.text.index("one") + 18 * 5
    sayings.view.select_extent(at, at + 3)
    press(sayings, Qt.Key.Key_1)
    view, shown = sayings.view, card(sayings)
    column = view.viewport().width() - view.right_margin()
    assert shown.x() > column and shown.geometry().right() <= view.viewport().width()
    assert abs(shown.y() - view.tag_line(at)) <= 1 and shown.y() > 100
    before = shown.y()
    view.verticalScrollBar().setValue(2)
    assert shown.y() < before and abs(shown.y() - view.tag_line(at)) <= 1
    view.verticalScrollBar().setValue(40)
    assert shown.y() == 4 and shown.isVisible()  # its keys hold still
    assert view.hasFocus()


@pytest.mark.parametrize(
    ("key", "then"),
    [
        (Qt.Key.Key_J, lambda frame: frame.view.selected_span.label == "person"),
        (Qt.Key.Key_2, lambda frame: frame.view.selected_span.label == "deed"),
        (Qt.Key.Key_U, lambda frame: values(frame, "“We left,”").get("unsure") is True),
        (Qt.Key.Key_Delete, lambda frame: len(stored(frame).spans) == 1),
        (Qt.Key.Key_Right, lambda frame: frame.view.selected_span is None),
    ],
)
def test_any_other_key_closes_it_and_does_its_own_work(
    sayings: Frame, key: Qt.Key, then: Callable[[Frame], bool]
) -> None:
    tag(sayings, "“We left,”")
    press(sayings, key)
    assert asked(sayings) != "form" and then(sayings)


def test_in_a_small_margin_words_come_nearer_to_the_column_before_they_are_cut(
    sayings: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag(sayings, "“We left,”")
    shown = card(sayings)
    assert isinstance(shown, NoteCard) and shown.asked is not None
    monkeypatch.setattr(sayings.view, "right_margin", lambda: 92)
    lefts = []
    for words in ("a", "in parts and all"):
        choices = (shown.asked.choices[0]._replace(words=words, cap="D"),)
        note(sayings)._show_card(shown.asked._replace(choices=choices))
        lefts.append(shown.x())
        assert shown.x() + shown.width() <= sayings.view.viewport().width()
    assert lefts[1] == lefts[0] - 10


def test_esc_closes_it_alone(sayings: Frame) -> None:
    tag(sayings, "“We left,”")
    assert card(sayings).isVisible()
    press(sayings, Qt.Key.Key_Escape)
    assert asked(sayings) is None and sayings.view.selected_span is not None and note(sayings).shown is None
    press(sayings, Qt.Key.Key_Escape)
    assert sayings.view.selected_span is None


def test_it_goes_with_the_next_action_wherever_that_comes_from(sayings: Frame, qtbot: QtBot) -> None:
    for words, act in zip(("Ann", "came", "harbour", "crew", "Monday"), (
        lambda: QTest.keyClick(sayings.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        lambda: sayings.session.comment("hm", sayings.view.selected_span.id),  # type: ignore[union-attr]
        lambda: sayings.articles.filter.setFocus(),
        lambda: sayings.view.select_span(None),
        lambda: sayings.session.open("b"),  # type: ignore[union-attr]
    )):  # fmt: skip
        tag(sayings, words)
        assert asked(sayings) == "form"
        act()
        assert asked(sayings) is None and note(sayings).shown is None


def test_a_held_key_and_a_shifted_one_are_no_answer(sayings: Frame) -> None:
    tag(sayings, "“We left,”")
    press(sayings, Qt.Key.Key_I, modifiers=SHIFT)
    assert values(sayings, "“We left,”") == {"form": "direct"} and asked(sayings) is None


def test_a_click_answers_too(sayings: Frame, qtbot: QtBot) -> None:
    tag(sayings, "“We left,”")
    shown = card(sayings)
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.place_of("in parts").center())
    assert values(sayings, "“We left,”") == {"form": "in parts"} and asked(sayings) == "source_known"
    assert sayings.view.hasFocus() and sayings.view.selected_span is not None


def test_many_values_are_found_by_typing(sayings: Frame) -> None:
    tag(sayings, "strike", Qt.Key.Key_2)
    shown = card(sayings)
    assert asked(sayings) == "type" and shown.asked is not None and shown.asked.typed == "" and shown.asked.more == 7
    press(sayings, Qt.Key.Key_R, Qt.Key.Key_E)
    assert card(sayings).choices() == ["retreat", "request", "reject"]
    press(sayings, Qt.Key.Key_X)  # a slip
    press(sayings, Qt.Key.Key_J)
    assert card(sayings).choices() == ["reject"]
    press(sayings, Qt.Key.Key_Backspace, Qt.Key.Key_Return)
    assert values(sayings, "strike") == {"type": "retreat"} and asked(sayings) is None


def test_while_nothing_is_typed_keys_that_begin_no_value_do_their_own_work(sayings: Frame) -> None:
    tag(sayings, "strike", Qt.Key.Key_2)
    before = entries(sayings)
    press(sayings, Qt.Key.Key_Return)  # there is no guess to take
    assert entries(sayings) == before
    tag(sayings, "hit", Qt.Key.Key_2)
    press(sayings, Qt.Key.Key_K)
    assert sayings.view.selected_span is not None and sayings.view.selected_span.parts == (place("strike"),)
    tag(sayings, "hit", Qt.Key.Key_2)
    press(sayings, Qt.Key.Key_3)
    assert sayings.view.selected_span.label == "person"


def test_relabelling_asks_and_what_the_span_had_is_no_guess(sayings: Frame) -> None:
    tag(sayings, "“We left,”", Qt.Key.Key_3)
    assert asked(sayings) is None
    press(sayings, Qt.Key.Key_1)
    assert asked(sayings) == "form"
    press(sayings, Qt.Key.Key_1)  # it is one already
    assert asked(sayings) is None


def test_a_asks_for_all_in_turn(sayings: Frame) -> None:
    tag(sayings, "“We left,”")
    press(sayings, Qt.Key.Key_D, Qt.Key.Key_Y, Qt.Key.Key_A)
    seen = [asked(sayings)]
    for key in (Qt.Key.Key_I, Qt.Key.Key_A, Qt.Key.Key_M, Qt.Key.Key_L):
        press(sayings, key)
        seen.append(asked(sayings))
    # "calm" has the first of its letters that is free; L is a key of its own, which no value can have.
    assert seen == ["form", "source_known", "tone", "themes", None]
    assert values(sayings, "“We left,”") == {"form": "indirect", "source_known": True, "tone": "calm"}


def test_several_values_are_switched_until_another_key(sayings: Frame) -> None:
    tag(sayings, "“We left,”")
    press(sayings, *[Qt.Key.Key_A] * 3)
    assert asked(sayings) == "themes"
    press(sayings, Qt.Key.Key_M, Qt.Key.Key_R, Qt.Key.Key_M)
    shown = card(sayings).asked
    assert shown is not None and [choice.bold for choice in shown.choices] == [False, False, True]
    assert values(sayings, "“We left,”")["themes"] == ["rain"]
    press(sayings, Qt.Key.Key_A)
    assert asked(sayings) == "words"  # to be written
    press(sayings, Qt.Key.Key_Return)
    form = sayings.inspector.form
    assert form is not None and form.fields["words"].isAncestorOf(QApplication.focusWidget())
    assert asked(sayings) is None


def test_a_label_without_values_says_so(sayings: Frame) -> None:
    tag(sayings, "Eve", Qt.Key.Key_3)
    press(sayings, Qt.Key.Key_A)
    assert sayings.message.text() == "The scheme asks for no values of person."


def test_a_narrow_window_has_a_strip(sayings: Frame, qtbot: QtBot) -> None:
    tag(sayings, "“We left,”")
    assert isinstance(card(sayings), NoteCard)
    sayings.resize(1024, 700)
    qtbot.waitUntil(lambda: isinstance(note(sayings).shown, NoteStrip))
    strip = card(sayings)
    assert strip.height() == 40 and strip.choices() == ["direct", "indirect", "in parts"]
    assert sayings.view.mapTo(sayings, sayings.view.rect().bottomLeft()).y() < strip.mapTo(sayings, QPoint()).y()
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.place_of("indirect").center())
    assert values(sayings, "“We left,”") == {"form": "indirect"}
    press(sayings, Qt.Key.Key_Escape)
    assert note(sayings).shown is None and not strip.isVisible()


def test_it_can_be_switched_off_and_a_asks_all_the_same(sayings: Frame) -> None:
    from workbench.window.preferences.dialog import Preferences

    sheet = Preferences(sayings, "look")
    sheet.look.note.buttons["off"].click()
    sheet.reject()
    sheet.deleteLater()
    tag(sayings, "“We left,”")
    assert asked(sayings) is None
    press(sayings, Qt.Key.Key_I)
    assert values(sayings, "“We left,”") == {"form": "direct"}
    press(sayings, Qt.Key.Key_A)
    assert asked(sayings) == "form"


def test_without_plain_keys_the_mouse_answers(sayings: Frame, qtbot: QtBot) -> None:
    sayings.keymap.set_plain_keys(False)
    sayings.view.select_extent(*place("“We left,”"))
    sayings.tagging.tag("saying", False)
    shown = card(sayings)
    assert shown.asked is not None and [choice.cap for choice in shown.asked.choices] == ["", "", ""]
    press(sayings, Qt.Key.Key_I)
    assert values(sayings, "“We left,”") == {"form": "direct"} and asked(sayings) is None
    press(sayings, Qt.Key.Key_A)
    assert asked(sayings) is None
    sayings.menus.update()
    sayings.menus.actions["label.note"].trigger()
    shown = card(sayings)
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.place_of("indirect").center())
    assert values(sayings, "“We left,”") == {"form": "indirect"}


def test_armed_labels_ask_nothing(sayings: Frame, qtbot: QtBot) -> None:
    sayings.tagging.arm("saying")
    sayings.view.select_extent(*place("“We left,”"))
    sayings.tagging._tag_armed()
    assert len(stored(sayings).spans) == 2 and asked(sayings) is None


def test_the_tip_of_a_value_says_what_it_means(sayings: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, widget: told.append(text))
    tag(sayings, "“We left,”")
    shown = card(sayings)
    for words in ("direct", "indirect"):
        place = shown.place_of(words).center()
        QApplication.sendEvent(shown, QHelpEvent(QEvent.Type.ToolTip, place, shown.mapToGlobal(place)))
    assert told == ["<qt>direct: word for word</qt>", "<qt>indirect</qt>"]
