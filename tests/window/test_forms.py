"""The inspector's form follows the scheme: what is asked, what is off, what is missing, what values mean."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.asked import entries, links, open_sayings, span_of, stored, values
from support.frames import PutUp

from workbench.window.finding.finding import Finding
from workbench.window.frame import Frame
from workbench.window.palette.items import commands
from workbench.window.panels.fields import Buttons, Choice, SearchedChoice
from workbench.window.panels.span_form import SpanForm

LEFT = "“We left,”"


@pytest.fixture
def sayings(frame: Frame, tmp_path: Path, then_shown: PutUp) -> Frame:
    made = open_sayings(frame, tmp_path, {LEFT: "saying", "strike": "deed", "Bob": "person", "Monday": "hour"})
    then_shown(frame)
    choose(made, LEFT)
    return made


def choose(frame: Frame, words: str) -> None:
    frame.view.select_span(span_of(stored(frame), words).id)
    frame.view.setFocus()


def form(frame: Frame) -> SpanForm:
    found = frame.inspector.form
    assert found is not None
    return found


def seen(frame: Frame) -> list[str]:
    return [name for name, field in form(frame).fields.items() if not field.isHidden()]


def test_only_what_is_asked_or_has_a_value_is_seen(sayings: Frame, qtbot: QtBot) -> None:
    asked = ["form", "source_known", "tone", "themes", "words", "unsure"]
    assert seen(sayings) == asked
    field = form(sayings).fields["source_known"]
    assert isinstance(field, Buttons)
    qtbot.mouseClick(field.buttons[1][1], Qt.MouseButton.LeftButton)
    assert seen(sayings) == ["form", "source_known", "reason", *asked[2:]]
    reason = form(sayings).fields["reason"]
    assert isinstance(reason, Buttons)
    qtbot.mouseClick(reason.buttons[0][1], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(field.buttons[0][1], Qt.MouseButton.LeftButton)
    assert values(sayings, LEFT) == {"source_known": True, "reason": "shy"}
    assert "reason" in seen(sayings)  # it has a value that somebody should see
    qtbot.mouseClick(reason.buttons[0][1], Qt.MouseButton.LeftButton)
    assert seen(sayings) == asked


def test_what_is_off_is_seen_where_it_is_stored(sayings: Frame) -> None:
    assert sayings.session is not None
    span = sayings.view.selected_span
    assert span is not None and "old" not in seen(sayings)
    sayings.session.change(span, attributes={"old": "no"})
    assert "old" in seen(sayings)


def test_the_tips_of_values_say_what_they_mean(sayings: Frame) -> None:
    field = form(sayings).fields["form"]
    assert isinstance(field, Buttons)
    assert [button.toolTip() for _, button in field.buttons] == ["<qt>word for word</qt>", "", ""]
    choose(sayings, "strike")
    kind = form(sayings).fields["type"]
    assert isinstance(kind, Choice)
    at = kind.box.findText("threaten")
    assert kind.box.itemData(at, Qt.ItemDataRole.ToolTipRole) == "<qt>say that harm may come</qt>"


def test_one_of_many_values_is_found_by_typing(sayings: Frame, qtbot: QtBot) -> None:
    choose(sayings, "strike")
    field = form(sayings).fields["type"]
    assert isinstance(field, SearchedChoice)
    before = entries(sayings)
    field.setFocus()
    field.line.selectAll()
    qtbot.keyClicks(field.line, "noti")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert values(sayings, "strike") == {"type": "site notice"} and field.line.text() == "site notice"
    field.line.selectAll()
    qtbot.keyClicks(field.line, "xyz")
    sayings.view.setFocus()
    assert (field.line.text(), entries(sayings)) == ("site notice", before + 1)  # what no value has is dropped
    field.setFocus()
    field.line.clear()
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert values(sayings, "strike") == {} and field.line.text() == ""


def test_arrows_go_on_from_the_value_that_is_stored(sayings: Frame, qtbot: QtBot) -> None:
    choose(sayings, "strike")
    field = form(sayings).fields["type"]
    assert isinstance(field, SearchedChoice)
    field.setFocus()
    for _ in range(3):
        qtbot.keyClick(field.box, Qt.Key.Key_Down)
    assert values(sayings, "strike") == {"type": field.attribute.values[2].name}
    sayings.undo()
    field.setFocus()
    qtbot.keyClick(field.box, Qt.Key.Key_Down)
    assert values(sayings, "strike") == {"type": field.attribute.values[2].name}
    for _ in range(3):
        sayings.undo()
    assert values(sayings, "strike") == {} and field.line.text() == ""
    field.setFocus()
    qtbot.keyClick(field.box, Qt.Key.Key_Down)
    assert values(sayings, "strike") == {"type": field.attribute.values[0].name}


def test_what_must_be_linked_is_said_quietly_and_goes_once_it_is(sayings: Frame) -> None:
    box = form(sayings).relations["by"].box
    assert box.accessibleName() == "add by, missing" and box._caps == ("L",)
    at = form(sayings).relations["at"].box
    assert at.accessibleName() == "add at" and at._caps == ()
    QTest.keyClick(sayings.view, Qt.Key.Key_L)
    QTest.keyClick(sayings.view, Qt.Key.Key_Return)
    assert links(sayings) == [("by", LEFT, "Bob")]
    form(sayings)
    assert box.accessibleName() == "by: person, Bob" and at._caps == ("L",)
    sayings.undo()
    span = sayings.view.selected_span
    assert span is not None and sayings.session is not None
    sayings.session.change(span, attributes={"form": "in parts"})  # which needs nobody who says it
    form(sayings)
    assert box.accessibleName() == "add by"


def test_a_label_that_is_off_is_shown_and_not_offered(sayings: Frame) -> None:
    assert list(sayings.labels.buttons) == ["saying", "deed", "person", "spot"]
    names = {"saying", "deed", "person", "spot"}
    assert {
        entry.data() for id in ("label.tag", "label.beside", "view.only") for entry in sayings.menus._labels[id]
    } == names
    finding: Finding = sayings.finding
    finding.find()
    assert [entry.text() for entry in finding.finder.bar.tag.menu().actions()] == [
        "As saying", "As deed", "As person", "As spot",
    ]  # fmt: skip
    sayings.finding.finder.close()
    assert not [item for item in commands(sayings) if "hour" in item.title.lower()]
    before = entries(sayings)
    choose(sayings, "Monday")  # it is there as any other span
    assert sayings.inspector.name.text() == "Hour" and len(sayings.spans.model.rows) == 4
    choose(sayings, LEFT)
    QTest.keyClick(sayings.view, Qt.Key.Key_5)
    assert sayings.message.text() == "No label of this scheme has the key 5." and entries(sayings) == before


def test_a_step_of_the_history_is_put_back_by_its_button(sayings: Frame, qtbot: QtBot) -> None:
    assert sayings.session is not None
    QTest.keyClick(sayings.view, Qt.Key.Key_2)
    assert sayings.view.selected_span is not None and sayings.view.selected_span.label == "deed"
    details = sayings.inspector.details
    assert details is not None
    history = details.history
    history.head.setChecked(True)
    history.refresh()
    (button,) = history.buttons()  # the import brought the span: there is nothing before that
    before = entries(sayings)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert span_of(stored(sayings), LEFT).label == "saying" and entries(sayings) == before + 1
    assert sayings.message.text().startswith("Put the saying back.")
    history.refresh()
    assert history.shown()[0] == "put back: relabelled deed “‘We left,’” as saying (you)"
    assert len(history.buttons()) == 2
    sayings.undo()
    assert span_of(stored(sayings), LEFT).label == "deed"


def test_before_a_step_is_put_back_it_is_said_what_that_costs(sayings: Frame, qtbot: QtBot) -> None:
    choose(sayings, "strike")
    for key in (Qt.Key.Key_1, Qt.Key.Key_L, Qt.Key.Key_Return):
        QTest.keyClick(sayings.view, key)
    assert links(sayings) == [("by", "strike", "Bob")]
    details = sayings.inspector.details
    assert details is not None
    history = details.history
    history.head.setChecked(True)
    history.refresh()
    linked, button = history.buttons()  # the newest first
    qtbot.mouseClick(linked, Qt.MouseButton.LeftButton)
    assert links(sayings) == [] and sayings.message.text().startswith("Put the saying back.")
    sayings.undo()
    history.refresh()
    _, button = history.buttons()[-2:]
    before = entries(sayings)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert entries(sayings) == before and sayings.message.text().startswith("As deed it would lose 1 by.")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert links(sayings) == [] and span_of(stored(sayings), "strike").label == "deed"
    assert sayings.message.text().startswith("Put the deed back. Its by went with it.")
    sayings.undo()
    assert links(sayings) == [("by", "strike", "Bob")]


def test_eight_labels_have_room_in_a_small_window(frame: Frame, tmp_path: Path) -> None:
    from support.build import bring, record

    from workbench.project import Project

    names = ("event", "actor", "quote", "boilerplate", "cue", "headline", "place", "time")
    scheme = 'name = "eight"\nversion = "1"\n' + "".join(
        f'[[label]]\nname = "{name}"\nkey = "{at}"\nletter = "{name[0].upper()}{at}"\ncolour = "other"\n'
        for at, name in enumerate(names, 1)
    )
    (tmp_path / "eight.toml").write_text(scheme, encoding="utf-8")
    with Project.create(tmp_path / "eight.workbench", tmp_path / "eight.toml") as project:
        bring(project, tmp_path, [record("a", "Some words.")])
    frame.projects.open(str(tmp_path / "eight.workbench"), "ines")
    frame.resize(1024, 700)
    QTest.qWait(1)
    bar = frame.labels
    assert all(button.isVisible() for button in bar.buttons.values())
    assert bar.more is None or not bar.more.isVisible()
    rights = [button.geometry().right() for button in bar.buttons.values()]
    lefts = [button.geometry().left() for button in bar.buttons.values()]
    assert all(left > right for left, right in zip(lefts[1:], rights)) and rights[-1] <= bar.width()
    frame.resize(1440, 900)
    QTest.qWait(1)
    assert bar.buttons["event"].width() == bar.buttons["event"].sizeHint().width() and not bar.buttons["event"].tight
