"""The inspector at work on real widgets: typed text, values, relations, focus."""

from datetime import UTC, datetime, timedelta
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
from workbench.window.look.theme import load_theme
from workbench.window.panels.article_form import ArticleForm
from workbench.window.panels.details import Details
from workbench.window.panels.fields import Buttons, Line
from workbench.window.panels.quote import LINES, Quote
from workbench.window.panels.relations import RelationField
from workbench.window.panels.span_history import moment

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
    assert [box.itemText(at) for at in range(box.count())] == ["No about", "three", "four", "five"]


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


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_key_opens_the_list_and_enter_takes_the_nearest(qtbot: QtBot, notes: Frame) -> None:
    notes.view.setFocus()
    qtbot.keyClick(notes.view, Qt.Key.Key_L)
    box = relation(notes, "about").box
    popup = QApplication.activePopupWidget()
    assert popup is not None and box.view().isVisible() and box.view().currentIndex().data() == "three"
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert linked(stored(notes), "about") == ["three"]
    assert notes.view.hasFocus()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_esc_leaves_the_list_as_it_was(qtbot: QtBot, notes: Frame) -> None:
    before = entries(notes)
    assert notes.inspector.add_relation()
    box = relation(notes, "about").box
    qtbot.keyClick(box.view(), Qt.Key.Key_Escape)
    assert entries(notes) == before and box.currentText() == "No about"


def test_the_one_relation_is_a_row_with_a_cross(qtbot: QtBot, notes: Frame) -> None:
    after = relation(notes, "after")
    assert not after.cross.isVisible() and after.box.accessibleName() == "add after"
    qtbot.keyClick(after.box, Qt.Key.Key_Down)
    assert after.cross.isVisible() and after.box.accessibleName() == "after: remark, two"
    qtbot.mouseClick(after.cross, Qt.MouseButton.LeftButton)
    assert linked(stored(notes), "after") == [] and not after.cross.isVisible()


def test_a_label_that_leads_nowhere_says_so(qtbot: QtBot, notes: Frame) -> None:
    choose(notes, "three")
    notes.view.setFocus()
    qtbot.keyClick(notes.view, Qt.Key.Key_L)
    assert "lead to no other" in notes.message.text()


# Comment


def details(frame: Frame) -> Details:
    assert frame.inspector.details is not None
    return frame.inspector.details


def comments(frame: Frame) -> list[tuple[str, str]]:
    layer = stored(frame)
    words = {span.id: TEXT[span.start : span.end] for span in layer.spans}
    return [(words[item.span] if item.span else "", item.text) for item in layer.comments]


def test_c_goes_to_the_comment_and_enter_saves_it(qtbot: QtBot, notes: Frame) -> None:
    before, remark = entries(notes), details(notes).remark
    notes.view.setFocus()
    qtbot.keyClick(notes.view, Qt.Key.Key_C)
    assert remark.hasFocus()
    qtbot.keyClicks(remark, "who is meant")
    qtbot.keyClick(remark, Qt.Key.Key_Return)
    assert comments(notes) == [("one", "who is meant")] and notes.view.hasFocus() and entries(notes) == before + 1
    notes.undo()
    assert comments(notes) == [] and remark.words() == ""


def test_leaving_saves_esc_restores_and_no_words_remove(qtbot: QtBot, notes: Frame) -> None:
    remark = details(notes).remark
    remark.setFocus()
    qtbot.keyClicks(remark, "first")
    notes.view.setFocus()
    assert comments(notes) == [("one", "first")]
    remark.setFocus()
    qtbot.keyClicks(remark, " and more")
    qtbot.keyClick(remark, Qt.Key.Key_Escape)
    assert remark.words() == "first" and notes.view.hasFocus() and comments(notes) == [("one", "first")]
    remark.setFocus()
    remark.selectAll()
    qtbot.keyClick(remark, Qt.Key.Key_Delete)
    qtbot.keyClick(remark, Qt.Key.Key_Return)
    assert comments(notes) == []


def test_a_comment_belongs_to_the_span_it_was_written_for(qtbot: QtBot, notes: Frame) -> None:
    remark = details(notes).remark
    remark.setFocus()
    qtbot.keyClicks(remark, "mine")
    choose(notes, "two")
    assert comments(notes) == [("one", "mine")] and remark.words() == ""
    choose(notes, "one")
    assert remark.words() == "mine"


def test_a_comment_grows_with_its_lines(qtbot: QtBot, notes: Frame) -> None:
    remark = details(notes).remark
    one = remark.height()
    remark.setFocus()
    qtbot.keyClicks(remark, "a")
    qtbot.keyClick(remark, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(remark, "b")
    assert remark.height() > one
    qtbot.keyClick(remark, Qt.Key.Key_Return)
    assert comments(notes) == [("one", "a\nb")]


# History


def test_history_says_how_much_and_unfolds(qtbot: QtBot, notes: Frame) -> None:
    history = details(notes).history
    law = button(notes, "law")
    qtbot.mouseClick(law, Qt.MouseButton.LeftButton)
    history.refresh()
    assert history.head.text().startswith("2 changes, last by you ")
    assert history.shown() == []
    qtbot.mouseClick(history.head, Qt.MouseButton.LeftButton)
    newest, oldest = history.shown()
    assert newest == "set topics of remark 5-8 (you)"
    assert oldest.startswith("imported 2 articles") and oldest.endswith("(importer)")
    assert not history.more.isVisible()


def test_history_is_read_soon_and_not_after_the_project_is_gone(qtbot: QtBot, notes: Frame) -> None:
    history = details(notes).history
    qtbot.waitUntil(lambda: history.head.text().startswith("1 change, last by importer"))
    choose(notes, "two")
    notes.projects.close()
    history.refresh()
    assert history.head.text() == ""


def test_a_long_history_is_shown_a_page_at_a_time(qtbot: QtBot, notes: Frame) -> None:
    history = details(notes).history
    for _ in range(12):
        qtbot.mouseClick(button(notes, "law"), Qt.MouseButton.LeftButton)
        qtbot.mouseClick(button(notes, "law"), Qt.MouseButton.LeftButton)
    history.head.setChecked(True)
    history.refresh()
    assert len(history.shown()) == 20 and history.more.isVisible()
    qtbot.mouseClick(history.more, Qt.MouseButton.LeftButton)
    assert len(history.shown()) == 25 and not history.more.isVisible()


def test_the_time_of_a_change_is_that_on_the_wall() -> None:
    now = datetime(2025, 3, 14, 14, 31, tzinfo=UTC).astimezone()
    assert moment("2025-03-14T14:31:00Z", now) == f"{now:%H:%M}"
    assert moment("2025-03-14T14:31:00Z", now + timedelta(days=2)) == f"{now.day} Mar {now:%H:%M}"
    assert moment("2025-03-14T14:31:00Z", now + timedelta(days=400)) == f"{now.day} Mar 2025"


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
    assert quote.heightForWidth(280) == LINES * 21
    assert "&lt;b&gt;word&lt;/b&gt; 60" in quote.toolTip() and "<b>" not in quote.toolTip()
    quote.show_quote("short 😀 one", "quote")
    assert quote.lines() == ["short 😀 one"] and quote.heightForWidth(280) == 21


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
