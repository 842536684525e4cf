"""The inspector at work on real widgets: typed text, values, relations, focus."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from support.build import bring, record

from workbench.model.layer import Layer
from workbench.model.span import Span
from workbench.project import Project
from workbench.window.frame import Frame
from workbench.window.panels.fields import Buttons, Line
from workbench.window.panels.relations import RelationField

SCHEME = """
name = "notes"
version = "1"

[[label]]
name = "remark"
key = "1"
letter = "R"
colour = "quote"
[[label.attribute]]
name = "note"
kind = "text"
[[label.attribute]]
name = "topics"
kind = "choices"
values = [{ name = "law" }, { name = "money" }, { name = "weather" }]
[[label.attribute]]
name = "weight"
kind = "number"

[[label]]
name = "thing"
key = "2"
letter = "T"
colour = "actor"

[[relation]]
name = "about"
from = ["remark"]
to = ["thing"]

[[relation]]
name = "after"
from = ["remark"]
to = ["remark"]
at_most = 1
"""
TEXT = "zero one two three four five six seven"
CONTROL = Qt.KeyboardModifier.ControlModifier


def parts(word: str) -> tuple[int, int]:
    return TEXT.index(word), TEXT.index(word) + len(word)


@pytest.fixture
def notes(frame: Frame, tmp_path: Path) -> Frame:
    """Ines on the first of two articles, with remarks on one and two, things on three to five; one is selected."""
    (tmp_path / "notes.toml").write_text(SCHEME, encoding="utf-8")
    labels = {"one": "remark", "two": "remark", "three": "thing", "four": "thing", "five": "thing"}
    spans = [(word, label, *parts(word)) for word, label in labels.items()]
    with Project.create(tmp_path / "notes.workbench", tmp_path / "notes.toml") as project:
        bring(project, tmp_path, [record("a", TEXT, "ines", spans), record("b", "Another one.")])
    frame.projects.open(str(tmp_path / "notes.workbench"), "ines")
    assert frame.session is not None
    frame.session.open("a")
    choose(frame, "one")
    return frame


def choose(frame: Frame, word: str) -> None:
    assert frame.session is not None
    frame.view.select_span(next(span.id for span in frame.session.layer.spans if span.parts == (parts(word),)))


def stored(frame: Frame, where: Path | None = None) -> Layer:
    """What another reader of the file finds."""
    if where is None:
        assert frame.session is not None
        where = Path(frame.session.project.where)
    with Project.open(where) as reader:
        return reader.layer("a", "ines")


def values(layer: Layer, word: str = "one") -> dict[str, object]:
    return dict(span_of(layer, word).attributes)


def span_of(layer: Layer, word: str) -> Span:
    return next(span for span in layer.spans if span.parts == (parts(word),))


def linked(layer: Layer, kind: str) -> list[str]:
    words = {span.id: TEXT[span.start : span.end] for span in layer.spans}
    return sorted(words[item.target] for item in layer.relations if item.type == kind)


def line(frame: Frame, name: str = "note") -> Line:
    assert frame.inspector.form is not None
    field = frame.inspector.form.fields[name]
    assert isinstance(field, Line)
    return field


def button(frame: Frame, value: str) -> QToolButton:
    assert frame.inspector.form is not None
    field = frame.inspector.form.fields["topics"]
    assert isinstance(field, Buttons)
    return next(button for choice, button in field.buttons if choice == value)


def relation(frame: Frame, name: str) -> RelationField:
    assert frame.inspector.form is not None
    return frame.inspector.form.relations[name]


def type_into(qtbot: QtBot, field: Line, words: str) -> None:
    field.line.setFocus()
    qtbot.keyClicks(field.line, words)


def entries(frame: Frame) -> int:
    assert frame.session is not None
    return len(list(frame.session.project.history()))


def focused() -> QWidget | None:
    return QApplication.focusWidget()


# What was typed


def test_typed_text_is_kept_when_the_next_article_opens(qtbot: QtBot, notes: Frame) -> None:
    type_into(qtbot, line(notes), "mark this")
    qtbot.keyClick(line(notes).line, Qt.Key.Key_PageDown, CONTROL)
    assert notes.session is not None and notes.session.article is not None and notes.session.article.key == "b"
    assert values(stored(notes)) == {"note": "mark this"}


def test_typed_text_is_kept_when_the_window_closes(qtbot: QtBot, notes: Frame, tmp_path: Path) -> None:
    type_into(qtbot, line(notes), "mark this")
    notes.close()
    assert values(stored(notes, tmp_path / "notes.workbench")) == {"note": "mark this"}


def test_typed_text_does_not_take_a_finished_article_up_again(qtbot: QtBot, notes: Frame) -> None:
    type_into(qtbot, line(notes), "mark this")
    qtbot.keyClick(line(notes).line, Qt.Key.Key_Return, CONTROL)
    notes.view.setFocus()
    layer = stored(notes)
    assert (layer.state, values(layer)) == ("done", {"note": "mark this"})


def test_typed_text_belongs_to_the_span_it_was_typed_for(qtbot: QtBot, notes: Frame) -> None:
    type_into(qtbot, line(notes), "mark this")
    choose(notes, "two")
    assert line(notes).line.text() == ""
    assert (values(stored(notes)), values(stored(notes), "two")) == ({"note": "mark this"}, {})
    assert notes.view.selected_span is not None and notes.view.selected_span.parts == (parts("two"),)


def test_typed_text_goes_with_a_span_that_is_removed(qtbot: QtBot, notes: Frame) -> None:
    type_into(qtbot, line(notes), "mark this")
    notes.remove_span()
    assert notes.inspector.form is None and not notes.bar.isVisible()
    assert notes.view.hasFocus()


def test_a_refused_value_stays_to_be_mended(qtbot: QtBot, notes: Frame) -> None:
    field = line(notes, "weight")
    type_into(qtbot, field, "heavy")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert "can't be 'heavy'" in notes.bar.text() and field.line.text() == "heavy"
    field.line.selectAll()
    qtbot.keyClicks(field.line, "12")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert values(stored(notes)) == {"weight": 12}


def test_a_button_leaves_alone_what_is_being_typed(qtbot: QtBot, notes: Frame) -> None:
    type_into(qtbot, line(notes), "mark")
    qtbot.mouseClick(button(notes, "law"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(line(notes).line, " this")
    notes.inspector.commit()
    assert values(stored(notes)) == {"note": "mark this", "topics": ["law"]}


# Values


def test_several_values_are_buttons(qtbot: QtBot, notes: Frame) -> None:
    for value in ("money", "law"):
        qtbot.mouseClick(button(notes, value), Qt.MouseButton.LeftButton)
    assert values(stored(notes)) == {"topics": ["law", "money"]}
    assert [button(notes, value).isChecked() for value in ("law", "money", "weather")] == [True, True, False]
    for value in ("money", "law"):
        qtbot.mouseClick(button(notes, value), Qt.MouseButton.LeftButton)
    assert values(stored(notes)) == {}


def test_the_focus_stays_where_it_was(qtbot: QtBot, notes: Frame) -> None:
    law = button(notes, "law")
    law.setFocus()
    qtbot.keyClick(law, Qt.Key.Key_Space)
    assert focused() is law and law.isChecked()
    note = line(notes).line
    type_into(qtbot, line(notes), "hm")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    assert focused() is note and values(stored(notes)) == {"note": "hm", "topics": ["law"]}


def test_undo_shows_in_the_same_fields(qtbot: QtBot, notes: Frame) -> None:
    law = button(notes, "law")
    qtbot.mouseClick(law, Qt.MouseButton.LeftButton)
    notes.undo()
    assert button(notes, "law") is law and not law.isChecked()


# Relations


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
    notes.tag("remark")
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
    assert [box.itemText(at) for at in range(box.count())] == ["none", "three", "four", "five"]


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
