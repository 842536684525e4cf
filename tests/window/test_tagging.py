"""Tagging in the window by keys, label bar and inspector, on real widgets."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from workbench.errors import ProjectError
from workbench.model.proposals import propose
from workbench.model.span import Span
from workbench.project import Project
from workbench.project.importing import import_paths
from workbench.project.labelling import Labelling
from workbench.window.frame import Frame


@pytest.fixture
def fresh(working: Frame) -> Frame:
    """The wire story in the layer of somebody who has not begun."""
    working.projects.work_as("ruth")
    assert working.session is not None and working.session.article is not None
    assert working.session.article.key == "ferry-strike-wire"
    return working


def spans(frame: Frame) -> list[Span]:
    assert frame.session is not None
    return sorted(frame.session.layer.spans, key=lambda span: span.order)


def text(frame: Frame) -> str:
    assert frame.session is not None and frame.session.article is not None
    return frame.session.article.text


def stored(frame: Frame) -> list[Span]:
    """What another reader of the file finds in the layer."""
    assert frame.session is not None
    with Project.open(frame.session.project.where) as reader:
        return reader.layer("ferry-strike-wire", frame.session.annotator).spans


def select(frame: Frame, words: str) -> None:
    start = text(frame).index(words)
    frame.view.select_extent(start, start + len(words))


def put_caret(frame: Frame, at: int) -> None:
    frame.view.select_extent(at, at)
    frame.view.clear_selection()


def press(
    qtbot: QtBot, frame: Frame, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    frame.view.setFocus()
    qtbot.keyClick(frame.view, key, modifiers)


def test_a_digit_tags_the_selection_and_it_is_on_the_disk(qtbot: QtBot, fresh: Frame) -> None:
    select(fresh, "walked out ")
    press(qtbot, fresh, Qt.Key.Key_1)
    (span,) = stored(fresh)
    assert (span.label, span.quote(text(fresh))) == ("event", "walked out")
    assert fresh.view.selected_span == span
    assert "Saved" in fresh.header.saved.text
    assert fresh.spans.model.rowCount() == 1


def test_snap_follows_the_label(qtbot: QtBot, fresh: Frame) -> None:
    select(fresh, " Marta Okafor,")
    press(qtbot, fresh, Qt.Key.Key_2)
    select(fresh, "BRENNHOLM")
    press(qtbot, fresh, Qt.Key.Key_4)
    line, name = spans(fresh)
    assert name.quote(text(fresh)) == "Marta Okafor"
    assert line.quote(text(fresh)) in text(fresh).splitlines()


def test_a_quote_gets_its_proposed_type(qtbot: QtBot, fresh: Frame) -> None:
    select(fresh, "“No passenger,”")
    press(qtbot, fresh, Qt.Key.Key_3)
    assert stored(fresh)[0].attributes == {"type": "direct"}


def test_a_digit_relabels_the_selected_span(qtbot: QtBot, fresh: Frame) -> None:
    select(fresh, "walked out")
    press(qtbot, fresh, Qt.Key.Key_2)
    press(qtbot, fresh, Qt.Key.Key_1)
    assert [span.label for span in stored(fresh)] == ["event"]


def test_the_line_of_the_caret_is_tagged_where_no_word_is(qtbot: QtBot, fresh: Frame) -> None:
    put_caret(fresh, text(fresh).index("Sorrel breakwater") + len("Sorrel "))
    press(qtbot, fresh, Qt.Key.Key_4)
    fresh.view.select_span(None)
    put_caret(fresh, text(fresh).index("\n\nBRENNHOLM") + 1)
    press(qtbot, fresh, Qt.Key.Key_4)
    assert [span.quote(text(fresh)) for span in stored(fresh)] == ["RELATED: Why the Sorrel breakwater leaks"]
    assert fresh.message.text().startswith("This line is empty.")


def test_a_line_of_marks_alone_is_tagged(qtbot: QtBot, working: Frame, tmp_path: Path) -> None:
    path = tmp_path / "breaks.txt"
    path.write_text("News / Koreas\n\n* * *\n", encoding="utf-8")
    session = working.session
    assert session is not None
    import_paths(session.project, session.annotator, [path])
    session.reload_rows()
    session.open("breaks")
    for at in (5, 16):
        working.view.select_span(None)
        put_caret(working, at)
        press(qtbot, working, Qt.Key.Key_4)
    assert {span.quote(text(working)) for span in spans(working)} == {"News / Koreas", "* * *"}


def test_alt_and_a_digit_tag_the_same_extent_again(qtbot: QtBot, fresh: Frame) -> None:
    select(fresh, "walked out")
    press(qtbot, fresh, Qt.Key.Key_1)
    press(qtbot, fresh, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert sorted(span.label for span in stored(fresh)) == ["actor", "event"]


def test_a_digit_without_selection_tags_the_word_at_the_caret(qtbot: QtBot, fresh: Frame) -> None:
    at = text(fresh).index("Brennholm")
    fresh.view.select_extent(at + 2, at + 3)
    fresh.view.clear_selection()
    press(qtbot, fresh, Qt.Key.Key_2)
    assert [span.quote(text(fresh)) for span in stored(fresh)] == ["Brennholm"]


def test_a_digit_where_no_word_is_says_so(qtbot: QtBot, fresh: Frame) -> None:
    at = next(i for i in range(1, len(text(fresh))) if text(fresh)[i - 1 : i + 1] == "\n\n")
    fresh.view.select_extent(at, at)
    press(qtbot, fresh, Qt.Key.Key_1)
    assert stored(fresh) == []
    assert "No word at the caret" in fresh.message.text()


def menu_entries(frame: Frame, at: QPoint) -> dict[str, QAction]:
    """The article's menu, opened by the right button."""
    port = frame.view.viewport()
    QApplication.sendEvent(port, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, port.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entries = {entry.text().split("\t")[0]: entry for entry in menu.actions()}
    menu.close()
    return entries


def test_the_articles_menu_acts_on_the_span_under_the_mouse(qtbot: QtBot, working: Frame) -> None:
    view = working.view
    view.select_span(view.spans()[0].id)
    at = view.cursorRect().center() + QPoint(3, 0)
    under = view.span_at(QPointF(at))
    assert under is not None
    view.select_span(None)
    entries = menu_entries(working, at)
    assert view.selected_span == under
    assert {"Copy", "Event", "Add a relation", "Comment on this span", "Remove span"} <= set(entries)
    before = len(stored(working))
    entries["Remove span"].trigger()
    assert len(stored(working)) == before - 1


def test_the_articles_menu_tags_the_word_under_the_mouse(qtbot: QtBot, fresh: Frame) -> None:
    at = text(fresh).index("Brennholm")
    fresh.view.select_extent(at + 2, at + 2)
    there = fresh.view.cursorRect().center()
    fresh.view.select_extent(0, 0)
    entries = menu_entries(fresh, there)
    assert not entries["Remove span"].isEnabled()
    entries["Actor"].trigger()
    assert [span.quote(text(fresh)) for span in stored(fresh)] == ["Brennholm"]


def test_delete_undo_redo(qtbot: QtBot, fresh: Frame) -> None:
    select(fresh, "walked out")
    press(qtbot, fresh, Qt.Key.Key_1)
    press(qtbot, fresh, Qt.Key.Key_Delete)
    assert stored(fresh) == []
    press(qtbot, fresh, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(stored(fresh)) == 1 == len(fresh.view.spans())
    press(qtbot, fresh, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert stored(fresh) == [] == fresh.view.spans()


def test_the_label_bar_tags_or_arms(qtbot: QtBot, fresh: Frame) -> None:
    select(fresh, "walked out")
    qtbot.mouseClick(fresh.labels.buttons["event"], Qt.MouseButton.LeftButton)
    assert [span.label for span in stored(fresh)] == ["event"]
    fresh.view.select_span(None)
    fresh.view.clear_selection()
    qtbot.mouseClick(fresh.labels.buttons["actor"], Qt.MouseButton.LeftButton)
    assert fresh.tagging.armed == "actor"
    press(qtbot, fresh, Qt.Key.Key_Escape)
    assert fresh.tagging.armed is None


def test_an_armed_label_stays_armed_and_seen(qtbot: QtBot, fresh: Frame) -> None:
    button = fresh.labels.buttons["actor"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    select(fresh, "Marta Okafor")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [span.label for span in stored(fresh)] == ["actor"]
    assert fresh.tagging.armed == "actor" and button.isChecked()
    qtbot.mouseClick(fresh.labels.buttons["event"], Qt.MouseButton.LeftButton)
    assert button.isChecked() and not fresh.labels.buttons["event"].isChecked()


def test_an_armed_label_tags_what_the_left_button_selects(qtbot: QtBot, fresh: Frame) -> None:
    qtbot.mouseClick(fresh.labels.buttons["event"], Qt.MouseButton.LeftButton)
    select(fresh, "walked out")
    place = fresh.view.cursorRect().center() - QPoint(8, 0)
    qtbot.mouseClick(fresh.view.viewport(), Qt.MouseButton.RightButton, pos=place)
    qtbot.wait(1)
    assert stored(fresh) == []
    qtbot.mouseDClick(fresh.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseRelease(fresh.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: len(stored(fresh)) == 1)


def take_by_mouse(qtbot: QtBot, frame: Frame, word: str) -> None:
    """A double click on a word, and what comes of letting go."""
    start = frame.view.text.index(word)
    frame.view.reveal(start, start + len(word))
    cursor = frame.view.textCursor()
    cursor.setPosition(frame.view._display.to_qt(start + 1))
    place, viewport = frame.view.cursorRect(cursor).center(), frame.view.viewport()
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: frame.view.selection() is None)


def test_what_an_armed_label_tagged_is_selected_and_the_bar_arms_the_next(qtbot: QtBot, fresh: Frame) -> None:
    buttons = fresh.labels.buttons
    qtbot.mouseClick(buttons["actor"], Qt.MouseButton.LeftButton)
    take_by_mouse(qtbot, fresh, "Okafor")
    (made,) = stored(fresh)
    assert fresh.view.selected_span == made and made.label == "actor"
    qtbot.mouseClick(buttons["event"], Qt.MouseButton.LeftButton)  # for the next ones: this one is done
    assert fresh.tagging.armed == "event" and stored(fresh) == [made]
    take_by_mouse(qtbot, fresh, "walked")
    assert sorted(span.label for span in stored(fresh)) == ["actor", "event"]
    fresh.view.select_span(made.id)  # which was chosen on purpose
    qtbot.mouseClick(buttons["boilerplate"], Qt.MouseButton.LeftButton)
    assert fresh.tagging.armed == "event" and fresh.view.selected_span.label == "boilerplate"
    take_by_mouse(qtbot, fresh, "passenger")
    press(qtbot, fresh, Qt.Key.Key_Escape)
    assert fresh.tagging.armed is None and fresh.view.selected_span.label == "event"
    qtbot.mouseClick(buttons["actor"], Qt.MouseButton.LeftButton)
    assert fresh.view.selected_span.label == "actor"


def test_inspector_sets_value_and_speaker(qtbot: QtBot, fresh: Frame) -> None:
    select(fresh, "Marta Okafor")
    press(qtbot, fresh, Qt.Key.Key_2)
    actor = spans(fresh)[0]
    select(fresh, "“No passenger,”")
    press(qtbot, fresh, Qt.Key.Key_3)
    form = fresh.inspector.form
    assert form is not None
    mixed = next(button for button in form.fields["type"].findChildren(QToolButton) if button.text() == "Mixed")
    qtbot.mouseClick(mixed, Qt.MouseButton.LeftButton)
    qtbot.keyClick(form.relations["speaker"].box, Qt.Key.Key_Down)
    assert fresh.session is not None
    layer = fresh.session.project.layer("ferry-strike-wire", "ruth")
    quote = next(span for span in layer.spans if span.label == "quote")
    assert quote.attributes == {"type": "mixed"}
    assert [(item.source, item.target) for item in layer.relations] == [(quote.id, actor.id)]


def test_what_the_scheme_refuses_is_said_and_nothing_changes(qtbot: QtBot, fresh: Frame) -> None:
    select(fresh, "walked out")
    press(qtbot, fresh, Qt.Key.Key_1)
    select(fresh, "walked out")
    press(qtbot, fresh, Qt.Key.Key_1)
    assert len(stored(fresh)) == 1
    assert fresh.bar.isVisible() and "already" in fresh.bar.text()


def test_a_refusal_names_label_and_words_and_no_id(qtbot: QtBot, fresh: Frame) -> None:
    select(fresh, "walked out")
    press(qtbot, fresh, Qt.Key.Key_1)
    press(qtbot, fresh, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    first, second = sorted(stored(fresh), key=lambda span: span != fresh.view.selected_span)
    press(qtbot, fresh, Qt.Key.Key_1)  # which would be the same span twice
    assert {span.id: span.label for span in stored(fresh)} == {first.id: first.label, second.id: second.label}
    assert "“walked out” is tagged" in fresh.bar.text() and second.label in fresh.bar.text()
    assert first.id not in fresh.bar.text() and second.id not in fresh.bar.text()


def test_a_span_that_went_elsewhere_is_named_by_label_and_words(qtbot: QtBot, fresh: Frame) -> None:
    select(fresh, "walked out")
    press(qtbot, fresh, Qt.Key.Key_1)
    span = fresh.view.selected_span
    assert span is not None and fresh.session is not None
    Labelling(fresh.session.project, fresh.session.annotator).remove(span.id)
    fresh.session.change(span, label="actor")
    assert fresh.bar.text() == f"The {span.label} “walked out” is not there; it may have been removed."
    fresh.session.unrelate("nowhere")
    assert fresh.bar.text() == "The relation is not there; it may have been removed."


def test_span_list_and_view_go_together(qtbot: QtBot, working: Frame) -> None:
    press(qtbot, working, Qt.Key.Key_J)
    selected = working.view.selected_span
    assert selected is not None
    assert working.spans.list.currentIndex().row() == 0
    rows = working.spans.list
    place = rows.visualRect(working.spans.model.index(5)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert working.view.selected_span == working.spans.model.rows[5] and working.view.hasFocus()
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert working.view.selected_span == working.spans.model.rows[6] and working.view.hasFocus()


def test_done_counts_and_goes_on(qtbot: QtBot, fresh: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    press(qtbot, fresh, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert fresh.session is not None and fresh.session.article is not None
    assert fresh.session.article.key == "flood-warning-brief"
    assert fresh.session.project.layer("ferry-strike-wire", "ruth").state == "done"
    assert fresh.articles.foot.done.text().startswith("1 of 16")


def test_problems_are_shown_before_done(qtbot: QtBot, fresh: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def no(parent: object, sentences: list[str], quotes: list[str]) -> int:
        asked.append(sentences)
        assert quotes == ["“No passenger,”"] * 2
        return 0

    monkeypatch.setattr("workbench.window.sheets.doubts.ask", no)
    select(fresh, "“No passenger,”")
    press(qtbot, fresh, Qt.Key.Key_3)
    press(qtbot, fresh, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == [["this quote has no speaker status", "this quote has no speaker"]]
    assert fresh.session is not None
    assert fresh.session.project.layer("ferry-strike-wire", "ruth").state == "in_progress"


def test_saved_is_said_after_a_commit_only(qtbot: QtBot, fresh: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    press(qtbot, fresh, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert fresh.message.text() == "Nothing to undo." and fresh.header.saved.text == "Saved"

    def full(key: str, done: bool) -> None:
        raise ProjectError("the disk is full; make room and try again")

    assert fresh.session is not None
    monkeypatch.setattr(fresh.session.labelling, "set_done", full)
    press(qtbot, fresh, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert fresh.session.article is not None and fresh.session.article.key == "ferry-strike-wire"
    assert "disk is full" in fresh.bar.text() and fresh.bar.isVisible()
    assert fresh.header.saved.text == "Saved" and "done" not in fresh.message.text()


def test_the_inspector_follows_a_moment_later_or_when_asked(qtbot: QtBot, fresh: Frame) -> None:
    select(fresh, "walked out")
    press(qtbot, fresh, Qt.Key.Key_1)
    first = fresh.view.selected_span
    assert first is not None
    qtbot.waitUntil(lambda: fresh.inspector_as_seen.shown == first.id)
    select(fresh, "Marta Okafor")
    press(qtbot, fresh, Qt.Key.Key_2)
    second = fresh.view.selected_span
    assert second is not None
    assert fresh.inspector.shown == second.id  # at once, for whoever asks
    assert fresh.inspector_as_seen.shown == second.id


def test_what_is_tagged_inside_a_quote_is_proposed_as_reported(qtbot: QtBot, fresh: Frame) -> None:
    select(fresh, "the company had offered a pay rise of 4 per cent but would not touch the rota")
    press(qtbot, fresh, Qt.Key.Key_3)
    fresh.view.select_span(None)
    for words in ("offered", "touch", "walked out"):
        select(fresh, words)
        press(qtbot, fresh, Qt.Key.Key_1)
    found = {span.quote(text(fresh)): span.attributes for span in spans(fresh) if span.label == "event"}
    assert [found[words]["modality"] for words in ("offered", "touch", "walked out")] == [
        "reported", "planned", "asserted",
    ]  # fmt: skip
    assert found["touch"]["polarity"] == "negative"


def test_all_that_are_found_are_proposed_by_where_each_stands(fresh: Frame) -> None:
    session, whole = fresh.session, text(fresh)
    assert session is not None and session.article is not None
    quote = "the company had offered a pay rise of 4 per cent"
    session.tag("quote", whole.index(quote), whole.index(quote) + len(quote))
    places = [((at, at + len(words)),) for words in ("offered", "blocked") for at in (whole.index(words),)]
    made = session.tag_many("event", places)
    assert made is not None
    assert {span.quote(whole): span.attributes["modality"] for span in made} == {
        "offered": "reported", "blocked": "asserted",
    }  # fmt: skip


def test_chosen_values_that_a_new_label_drops_are_said(working: Frame) -> None:
    session = working.session
    assert session is not None
    event = next(span for span in session.layer.spans if span.label == "event")
    proposed = propose(session.scheme.label("event"), working.view.text, event.parts)
    clean = {name: proposed.get(name) for name in event.attributes}
    event = session.change(event, attributes={**clean, "type": "mobilize", "polarity": "negative"})
    assert event is not None and event.attributes["polarity"] == "negative"
    relations = [item for item in session.layer.relations if event.id in (item.source, item.target)]
    for item in relations:
        session.unrelate(item.id)
    working.view.select_span(event.id)
    working.view.setFocus()
    QTest.keyClick(working.view, Qt.Key.Key_2)
    assert working.message.text().startswith("Now an actor, without its type and polarity. ")
    after = session.span(event.id)
    assert after is not None and after.label == "actor" and "polarity" not in after.attributes
    QTest.keyClick(working.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.span(event.id) == event  # all of it is back
    actor = next(span for span in session.layer.spans if span.label == "actor")
    session.relate("agent", event.id, actor.id)
    working.view.select_span(event.id)
    QTest.keyClick(working.view, Qt.Key.Key_2)
    assert working.message.text() == "Relabelling as actor drops 1 agent, type and polarity. 2 again does it."
    assert session.span(event.id) == event
