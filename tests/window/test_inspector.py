"""The inspector at work on real widgets: typed text, values, nothing selected, focus."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from support.notes import (
    CONTROL,
    button,
    choose,
    comments,
    details,
    focused,
    line,
    parts,
    relation,
    stored,
    type_into,
    values,
)

from workbench.model.span import Span
from workbench.window.bars.facts import facts_of
from workbench.window.frame import Frame
from workbench.window.look.theme import load_theme
from workbench.window.panels.article_form import ArticleForm
from workbench.window.panels.entity_form import EXTERNAL_ID
from workbench.window.panels.fields import Buttons
from workbench.window.panels.quote import LINES, Quote

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
    notes.tagging.remove()
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


# Nothing selected


def article_form(frame: Frame) -> ArticleForm:
    frame.view.select_span(None)
    assert frame.inspector.article is not None
    return frame.inspector.article


def test_without_a_span_it_offers_those_round_the_caret(qtbot: QtBot, notes: Frame) -> None:
    form = article_form(notes)
    assert form.isVisible() and [row.text() for row in form.rows] == ["one"]
    qtbot.mouseClick(form.rows[0], Qt.MouseButton.LeftButton)
    assert notes.view.selected_span is not None and notes.view.hasFocus() and not form.isVisible()
    notes.view.select_extent(0, 0)
    assert article_form(notes).rows == []
    assert form.where.text() == "Nothing selected. Click a span, or J goes to the next one."


def test_attributes_of_the_article_are_set_here(qtbot: QtBot, notes: Frame) -> None:
    field = article_form(notes).fields["usable"]
    assert isinstance(field, Buttons)
    yes, no = (button for _, button in field.buttons)
    assert yes.isChecked() and not no.isChecked()  # what the scheme takes for granted
    qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    assert stored(notes).attributes == {"usable": False} and no.isChecked() and not yes.isChecked()
    notes.undo()
    assert stored(notes).attributes == {} and yes.isChecked()


def test_the_article_has_a_comment_of_its_own(qtbot: QtBot, notes: Frame) -> None:
    remark = article_form(notes).remark
    notes.menus.actions["article.comment"].trigger()
    assert remark.hasFocus()
    qtbot.keyClicks(remark, "reads like an advert")
    qtbot.keyClick(remark, Qt.Key.Key_Return)
    assert comments(notes) == [("", "reads like an advert")]


def test_a_note_does_not_go_over_to_another_article(qtbot: QtBot, notes: Frame) -> None:
    form = article_form(notes)
    form.remark.setFocus()
    qtbot.keyClicks(form.remark, "of a")
    assert notes.session is not None
    notes.session.open("b")
    assert form.remark.words() == ""
    notes.inspector.commit()
    assert notes.session.project.layer("b", "ines").comments == []


# Shape


def test_walking_moves_nothing_but_what_is_shown(qtbot: QtBot, notes: Frame) -> None:
    notes.view.setFocus()
    places = set()
    for _ in range(5):
        qtbot.keyClick(notes.view, Qt.Key.Key_J)
        QApplication.processEvents()
        places.add((notes.spans.geometry().getRect(), notes.view.geometry().getRect()))
    assert len(places) == 1


def test_the_parts_stand_one_below_the_other(notes: Frame) -> None:
    choose(notes, "two")
    QApplication.processEvents()
    inspector = notes.inspector
    assert inspector.form is not None
    parts_of_it = (inspector.quote, inspector.form, details(notes))
    tops = [part.mapTo(inspector, QPoint(0, 0)).y() for part in parts_of_it]
    assert tops == sorted(tops) and all(part.isVisible() for part in parts_of_it)


def test_a_border_that_was_moved_is_remembered(notes: Frame) -> None:
    from workbench.window.panels.right_split import RightSplit

    split = notes.inspector.parentWidget()
    assert isinstance(split, RightSplit)
    split.moveSplitter(300, 1)
    split.splitterMoved.emit(300, 1)
    share = notes.settings.get("inspector_share")
    assert share == pytest.approx(notes.inspector.height() / sum(split.sizes()), abs=0.02)


def test_a_long_quote_is_cut_and_whole_on_hover(qtbot: QtBot) -> None:
    quote = Quote(load_theme("light"))
    qtbot.addWidget(quote)
    quote.resize(280, 40)
    text = " ".join(f"<b>word</b> {number}" for number in range(120))
    quote.show_quote(text, "quote")
    assert len(quote.lines()) == LINES and quote.lines()[-1].endswith("…")
    assert quote.height() == LINES * 21
    assert "&lt;b&gt;word&lt;/b&gt; 60" in quote.toolTip() and "<b>" not in quote.toolTip()
    quote.show_quote("short 😀 one", "quote")
    assert quote.lines() == ["short 😀 one"] and quote.height() == 21


def test_tab_goes_from_top_to_bottom_and_on_to_the_list(qtbot: QtBot, notes: Frame) -> None:
    choose(notes, "two")
    choose(notes, "one")  # the form is made anew, above what stays
    QApplication.processEvents()
    first = line(notes).line
    first.setFocus()
    seen: list[QWidget | None] = []
    for _ in range(12):
        qtbot.keyClick(focused() or notes, Qt.Key.Key_Tab)
        seen.append(focused())
        if focused() is notes.spans.list:
            break
    wanted = [
        button(notes, "law"), line(notes, "weight").line, relation(notes, "about").box, details(notes).remark,
        details(notes).history.head, notes.spans.order, notes.spans.list,
    ]  # fmt: skip
    assert [widget for widget in seen if widget in wanted] == wanted


def test_a_form_serves_every_span_of_its_label(notes: Frame) -> None:
    inspector, view = notes.inspector, notes.view
    first, other = view.selected_span, next(span for span in view.spans() if span is not view.selected_span)
    assert first is not None
    form, asked = inspector.form, []
    inspector.value_chosen.connect(lambda *told: asked.append(told))
    view.select_span(other.id)
    later = inspector.form
    assert later is not None and (later is form) == (other.label == first.label)
    view.select_span(None)
    assert inspector.form is None and inspector.shown is None and form is not None and not form.isVisible()
    view.select_span(first.id)
    assert inspector.form is form and form.isVisible() and form.span == first.id
    form.value_chosen.emit(next(iter(form.fields)), None)
    assert [told[0] for told in asked] == [first.id]


def _event(frame: Frame) -> Span:
    """The event of the wire story that has the most to show."""
    assert frame.session is not None
    layer = frame.session.layer
    events = [span for span in layer.spans if span.label == "event" and span.entity]
    return max(events, key=lambda span: sum(item.source == span.id for item in layer.relations))


def test_an_event_with_all_parts_fits_a_window_of_900_pixels(working: Frame, qtbot: QtBot) -> None:
    working.resize(1440, 900)
    working.view.select_span(_event(working).id)
    inspector, bar = working.inspector, working.inspector.area.verticalScrollBar()
    assert inspector.form is not None and inspector.details is not None
    qtbot.waitUntil(lambda: inspector.details.history.isVisible() and bar.maximum() == 0)
    assert len(inspector.form.relations["agent"].rows) == 1
    held, place = inspector.form.relations["agent"], inspector.form.relations["place"]
    assert held.box.width() < 30 and held.height() == 28, "adding another one is no row of its own"
    qtbot.waitUntil(lambda: place.box.width() > 200)


def test_the_plus_behind_a_relation_adds_another(working: Frame, qtbot: QtBot) -> None:
    session, event = working.session, _event(working)
    assert session is not None
    working.view.select_span(event.id)
    form = working.inspector.form
    assert form is not None
    held = form.relations["agent"]
    before = len(held.rows)
    qtbot.mouseClick(held.box, Qt.MouseButton.LeftButton)
    around = held.box.view().window()
    assert held.box.view().isVisible() and around.width() >= 200
    assert around.x() + around.width() <= held.mapToGlobal(held.rect().topRight()).x() + 2
    qtbot.keyClick(held.box.view(), Qt.Key.Key_Return)
    assert len(held.rows) == before + 1
    for id in list(held.rows):
        session.unrelate(id)
    assert not held.rows
    qtbot.waitUntil(lambda: held.box.width() > 200)  # the only row says what it adds


def test_the_id_of_an_entity_is_unfolded(working: Frame, qtbot: QtBot) -> None:
    session = working.session
    assert session is not None
    working.view.select_span(_event(working).id)
    form = working.inspector.form
    assert form is not None and form.entity is not None
    line = form.entity.fields[EXTERNAL_ID]
    assert not line.isVisible() and form.entity.more.isVisible()
    qtbot.mouseClick(form.entity.more, Qt.MouseButton.LeftButton)
    assert line.isVisible() and not form.entity.more.isVisible()
    qtbot.keyClicks(working.focusWidget(), "Q42")
    qtbot.keyClick(working.focusWidget(), Qt.Key.Key_Return)
    assert "Q42" in [entity.external_id for entity in session.layer.entities]
    working.view.select_span(next(span for span in session.layer.spans if span.label == "quote").id)
    working.view.select_span(_event(working).id)
    assert line.isVisible(), "what it holds is seen"


def test_a_span_of_several_parts_is_told_as_that(working: Frame) -> None:
    span = next(span for span in working.view.spans() if len(span.parts) == 2)
    characters = sum(end - start for start, end in span.parts)
    working.view.select_span(span.id)
    working.view.setFocus()
    shown = working.inspector
    assert shown.extent.text() == f"{span.start:,}–{span.end:,} · {characters} chars · 2 parts"
    assert " … " in shown.quote.text and " … " not in span.quote(working.view.text)
    assert f"{span.start:,}–{span.end:,} in 2 parts" in facts_of(working)
