"""Doubt on the selected span: U puts it, U takes it away; tags, list and inspector say so; what tool tips tell."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from workbench.model.entity import Entity
from workbench.model.span import Span
from workbench.window.frame import Frame


def selected(frame: Frame, label: str) -> Span:
    assert frame.session is not None
    span = next(item for item in frame.session.layer.spans if item.label == label)
    frame.view.setFocus()
    frame.view.select_span(span.id)
    return span


def now(frame: Frame) -> Span:
    found = frame.view.selected_span
    assert found is not None
    return found


def test_u_puts_a_question_mark_and_takes_it_away(working: Frame, qtbot: QtBot) -> None:
    span = selected(working, "quote")
    entry = working.menus.actions["label.unsure"]
    assert not entry.isChecked()
    QTest.keyClick(working.view, Qt.Key.Key_U)
    assert now(working).attributes["unsure"] is True
    assert working.spans.model.value(now(working)) == f"{span.attributes['type']}?"
    working.menus.update()
    assert entry.isChecked() and entry.isEnabled()
    assert working.inspector.form is not None and working.inspector.form.fields["unsure"].value is True
    QTest.keyClick(working.view, Qt.Key.Key_U)
    assert now(working) == span
    working.undo()
    assert now(working).attributes["unsure"] is True  # each was one action


def test_a_label_without_doubt_says_so(working: Frame, qtbot: QtBot) -> None:
    span = selected(working, "boilerplate")
    QTest.keyClick(working.view, Qt.Key.Key_U)
    assert working.message.text() == "The scheme has no mark of doubt for boilerplate. A comment can say it."
    assert now(working) == span


def test_a_tool_tip_tells_entity_relations_comment_and_the_last_change(working: Frame, qtbot: QtBot) -> None:
    session = working.session
    assert session is not None
    relation = session.layer.relations[0]
    text = working.view.text
    source = next(item for item in session.layer.spans if item.id == relation.source)
    target = next(item for item in session.layer.spans if item.id == relation.target)
    session.comment("is <b>she</b> meant?", target.id)
    tip = working.view.tool_tip(target)
    assert "Your comment: is &lt;b&gt;she&lt;/b&gt; meant?" in tip and "<b>she" not in tip
    assert f"{relation.type} of: " in tip and "Last change by you, " in tip
    assert f"{relation.type}: {target.quote(text)[:20]}" in working.view.tool_tip(source)
    session.layer.entities.append(Entity("e", "actor", "Okafor & Daughters"))
    assert "entity: Okafor &amp; Daughters" in working.view.tool_tip(target._replace(entity="e"))


def test_the_journal_is_read_only_when_a_tip_is_shown(working: Frame, monkeypatch) -> None:
    asked: list[str] = []
    assert working.session is not None
    real = working.session.span_history
    monkeypatch.setattr(working.session, "span_history", lambda span: asked.append(span) or real(span))
    span = working.session.layer.spans[0]
    working.view._hover(span)
    assert asked == []
    working.view.tool_tip(span)
    assert asked == [span.id]
