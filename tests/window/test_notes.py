"""The panel of notes by keys and mouse: listed, filtered, gone to, resolved, undone; of one article and of all."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot
from support.frames import PutUp
from support.hands import Hands
from support.notes import choose, comments, open_notes

from workbench.project.labelling import Labelling
from workbench.window.frame import Frame
from workbench.window.look.focus import ring_box, start_ring
from workbench.window.notes.panel import NotesPanel
from workbench.window.notes.rows import MARK, THREE, TWO, when
from workbench.window.panels.lower import PANELS


@pytest.fixture
def noted(frame: Frame, tmp_path: Path, then_shown: PutUp) -> Frame:
    """Ines has said something of two spans and of the article, Bob of another one, in which she flagged one word."""
    open_notes(frame, tmp_path)
    then_shown(frame)
    assert frame.session is not None
    project = frame.session.project
    ines, bob = Labelling(project, "ines"), Labelling(project, "bob")
    ines.comment("Is this one?", span="one")
    ines.comment("Surely three.", span="three")
    ines.comment("Numbers again", key="a")
    said = bob.add("b", [(0, 7)], "thing").id
    bob.comment("Another what?", span=said)
    ines.set_flagged("b", True)
    frame.reload()
    return frame


@pytest.fixture
def person(noted: Frame, qtbot: QtBot) -> Hands:
    noted.show_panel("notes")
    return Hands(noted, qtbot)


def panel(frame: Frame) -> NotesPanel:
    found = frame.panels.panel("notes")
    assert isinstance(found, NotesPanel)
    return found


def listed(frame: Frame) -> list[str]:
    model = panel(frame).model
    marks = ["flag: " if row.kind == "flag" else "x " if row.resolved else "" for row in model.rows]
    return [f"{mark}{model.title(row)} / {model.on(at)}" for at, (mark, row) in enumerate(zip(marks, model.rows))]


def tab(frame: Frame) -> str:
    return frame.panels.tabs.tabText([panel.id for panel in PANELS].index("notes"))


def chips(frame: Frame) -> list[str]:
    return [f"{chip.text()}{'*' if chip.isChecked() else ''}" for chip in panel(frame).chips.buttons()]


def shown(frame: Frame) -> tuple[str, str | None]:
    assert frame.session is not None and frame.session.article is not None
    span = frame.view.selected_span
    return frame.session.article.key, span.id if span else None


def test_the_comments_of_the_article_stand_in_the_order_of_its_text(person: Hands) -> None:
    frame = person.frame
    assert listed(frame) == ["Numbers again / the article", "Is this one? / one", "Surely three. / three"]
    assert chips(frame) == ["Open 3*", "Resolved 0", "All 3"] and panel(frame).list.hasFocus()
    assert tab(frame) == "Notes 3"
    spoken = panel(frame).model.spoken(panel(frame).model.rows[1])
    assert spoken.startswith("Is this one?, open, on remark “one”, ines · ")


def test_arrows_show_and_enter_goes_there(person: Hands) -> None:
    frame = person.frame
    person.key(Qt.Key.Key_Down)
    assert shown(frame) == ("a", "one") and panel(frame).list.hasFocus()
    person.key(Qt.Key.Key_Down)
    person.key(Qt.Key.Key_Return)
    assert shown(frame) == ("a", "three") and frame.view.hasFocus()


def test_space_resolves_and_ctrl_z_opens_it_again(person: Hands) -> None:
    frame = person.frame
    person.key(Qt.Key.Key_Down)
    person.key(Qt.Key.Key_Space)
    assert frame.message.text() == "Resolved the comment. Ctrl+Z undoes it."
    assert listed(frame) == ["Numbers again / the article", "Surely three. / three"]
    assert tab(frame) == "Notes 2"
    assert panel(frame).list.currentIndex().row() == 1, "the next one is current"
    person.click(panel(frame).chips.button(1))
    assert listed(frame) == ["x Is this one? / one"] and chips(frame) == ["Open 2", "Resolved 1*", "All 3"]
    frame.view.setFocus()
    person.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert listed(frame) == [] and chips(frame)[0] == "Open 3"
    assert panel(frame).empty.text() == "No note is resolved yet. “All” shows 3."
    assert sorted(comments(frame)) == [("", "Numbers again"), ("one", "Is this one?"), ("three", "Surely three.")]


def test_a_click_on_the_mark_resolves_and_elsewhere_goes_there(person: Hands) -> None:
    frame, notes = person.frame, panel(person.frame)
    notes.show_which("all")
    box = notes.list.visualRect(notes.model.index(1))
    person.click(notes.list.viewport(), QPointF(box.left() + MARK + 40, box.center().y()))
    assert shown(frame) == ("a", "one") and listed(frame)[1] == "Is this one? / one"
    for mark in ("x ", ""):
        person.click(notes.list.viewport(), QPointF(box.left() + 20, box.top() + 14))
        assert listed(frame)[1] == f"{mark}Is this one? / one"
    assert frame.message.text() == "The comment is open again. Ctrl+Z undoes it."


def test_what_is_resolved_is_read_in_the_inspector_and_answered_by_a_further_one(person: Hands) -> None:
    frame = person.frame
    person.key(Qt.Key.Key_Down)
    person.key(Qt.Key.Key_Space)
    frame.view.setFocus()
    choose(frame, "one")
    assert frame.inspector.details is not None
    assert frame.inspector.details.remark.words() == ""
    assert frame.inspector.details.others.text() == "ines: Is this one? (resolved by ines)"
    person.key(Qt.Key.Key_C)
    person.type("yes")
    person.key(Qt.Key.Key_Return)
    panel(frame).show_which("all")
    said = [row.split(" / ")[0] for row in listed(frame)]
    assert sorted(said) == ["Numbers again", "Surely three.", "x Is this one?", "yes"]


def test_all_articles_have_everybodys_comments_and_ones_own_flags(person: Hands) -> None:
    frame, notes = person.frame, panel(person.frame)
    person.click(notes.everywhere)
    assert listed(frame)[3:] == ["flag: Another one. / flagged", "Another what? / Another"]
    assert notes.delegate.height == THREE and chips(frame)[0] == "Open 5*"
    notes.list.setFocus()
    notes.list.setCurrentIndex(notes.model.index(4))
    person.key(Qt.Key.Key_Return)
    assert shown(frame) == ("b", None) and frame.view.selection() == (0, 7) and frame.view.hasFocus()
    assert frame.message.text() == "The comment is on thing in the layer of bob."
    notes.list.setFocus()
    person.key(Qt.Key.Key_Space)
    assert listed(frame)[3:] == ["flag: Another one. / flagged"]
    assert frame.session is not None
    resolved = frame.session.project.layer("b", "bob").comments[0].resolved
    assert resolved is not None and resolved.by == "ines"
    person.key(Qt.Key.Key_Space)
    assert len(listed(frame)) == 3 and frame.message.text() == "Flag removed. Ctrl+Z brings it back."
    assert not frame.session.flagged
    person.click(notes.everywhere)
    assert listed(frame) == [] and notes.delegate.height == TWO


def test_a_flag_elsewhere_is_taken_off_and_the_list_follows(person: Hands) -> None:
    frame, notes = person.frame, panel(person.frame)
    person.click(notes.everywhere)
    notes.list.setFocus()
    notes.list.setCurrentIndex(notes.model.index(3))
    person.key(Qt.Key.Key_Space)
    assert shown(frame)[0] == "a" and frame.articles.chips.button(2).text() == "Flagged 0"
    frame.view.setFocus()
    person.key(Qt.Key.Key_F)
    assert listed(frame)[0] == f"flag: {panel(frame).model.rows[0].title} / flagged"


def test_typing_filters_and_esc_clears(person: Hands) -> None:
    frame, notes = person.frame, panel(person.frame)
    person.type("THREE")
    assert notes.filter.hasFocus() and listed(frame) == ["Surely three. / three"]
    person.type("x")
    assert notes.empty.text() == "No open note has “THREEx”. Esc clears the filter." and notes.empty.isVisible()
    person.key(Qt.Key.Key_Escape)
    assert len(listed(frame)) == 3
    person.key(Qt.Key.Key_Down)
    assert notes.list.hasFocus() and notes.list.currentIndex().row() == 0


def test_an_article_without_notes_says_how_to_make_one(person: Hands) -> None:
    frame = person.frame
    assert frame.session is not None
    frame.session.open("b")
    words = "No notes on this article. C comments on the selected span, or on the article."
    assert panel(frame).empty.text() == words
    person.key(Qt.Key.Key_Escape)
    assert frame.view.hasFocus()


def test_nothing_is_read_anew_while_nothing_is_noted(person: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    frame, notes = person.frame, panel(person.frame)
    person.click(notes.everywhere)
    assert notes.found is not None
    read: list[int] = []
    real = notes.found.reload
    monkeypatch.setattr(notes.found, "reload", lambda: (read.append(1), real()))
    frame.view.select_extent(25, 28)
    person.frame.view.setFocus()
    person.key(Qt.Key.Key_2)
    frame.tagging.catch_up()
    assert read == [] and frame.session is not None
    frame.session.comment("And this?", frame.session.layer.spans[-1].id)
    assert read == [1] and any("And this?" in row for row in listed(frame))


def test_nothing_is_kept_of_a_project_that_was_closed(person: Hands, tmp_path: Path) -> None:
    frame, notes = person.frame, panel(person.frame)
    person.click(notes.everywhere)
    first = notes.found
    frame.projects.close_to_welcome()
    assert notes.found is None and listed(frame) == []
    frame.projects.open(str(tmp_path / "notes.workbench"), "bob")
    assert notes.found is not None and notes.found is not first and notes.found.annotator == "bob"
    assert [row.split(" / ")[0] for row in listed(frame)][-1] == "Another what?" and len(listed(frame)) == 4


def test_in_dark_it_is_painted_in_dark_and_struck_when_resolved(person: Hands) -> None:
    frame, notes = person.frame, panel(person.frame)
    notes.show_which("all")
    light = notes.list.grab().toImage()
    frame.set_theme("dark")
    dark = notes.list.grab().toImage()
    assert dark.pixelColor(5, dark.height() - 5) == frame.theme.panel != light.pixelColor(5, light.height() - 5)
    before = notes.list.grab().toImage()
    notes.list.setCurrentIndex(notes.model.index(1))
    notes.list.resolve_asked.emit(notes.model.index(1))
    assert notes.list.grab().toImage() != before


def test_a_time_that_is_none_stays_as_it_is() -> None:
    assert when("some day") == "some day" and when("2025-01-01T10:00:00Z") != "2025-01-01T10:00:00Z"


def test_the_focus_ring_stays_round_the_current_row(person: Hands, qtbot: QtBot) -> None:
    ring, notes = start_ring(), panel(person.frame)
    person.key(Qt.Key.Key_Down)
    person.key(Qt.Key.Key_Down)
    for change in (lambda: notes.everywhere.setChecked(True), lambda: notes.show_which("all")):
        change()
        qtbot.waitUntil(lambda: ring.ring is not None and ring.ring.geometry() == ring_box(notes.list)[0])
        assert notes.list.currentIndex().isValid()
