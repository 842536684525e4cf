"""A project of notes on numbers, for what the right dock shows of a selected span."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from support.build import bring, record
from workbench.model.layer import Layer
from workbench.model.span import Span
from workbench.project import Project
from workbench.window.frame import Frame
from workbench.window.panels.details import Details
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

[[article_attribute]]
name = "usable"
kind = "flag"
default = true
"""
TEXT = "zero one two three four five six seven"
CONTROL = Qt.KeyboardModifier.ControlModifier


def parts(word: str) -> tuple[int, int]:
    return TEXT.index(word), TEXT.index(word) + len(word)


def open_notes(frame: Frame, tmp_path: Path) -> Frame:
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


def details(frame: Frame) -> Details:
    assert frame.inspector.details is not None
    return frame.inspector.details


def comments(frame: Frame) -> list[tuple[str, str]]:
    layer = stored(frame)
    words = {span.id: TEXT[span.start : span.end] for span in layer.spans}
    return [(words[item.span] if item.span else "", item.text) for item in layer.comments]
