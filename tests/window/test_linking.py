"""Linking by L: the likeliest target is chosen, the others are a letter away, everything else is dimmed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.asked import TEXT, entries, links, open_sayings, place, span_of, stored
from support.frames import PutUp

from workbench.project.scheme_change import Rename
from workbench.window.article.marks.paint import Brush
from workbench.window.frame import Frame
from workbench.window.linking import Linking
from workbench.words import with_article

SPANS = {
    "“We left,”": "saying", "Ann": "person", "Bob": "person", "crew": "person", "Cem": "person", "harbour": "spot",
    "strike": "deed", "Dover": "spot", "Eve": "person", "Finn": "person", "harbour master": "person",
    "“No one asked the harbour master of Dover,”": "saying", "Monday": "hour",
}  # fmt: skip
LEFT, ASKED = "“We left,”", "“No one asked the harbour master of Dover,”"


@pytest.fixture
def sayings(frame: Frame, tmp_path: Path, then_shown: PutUp) -> Frame:
    made = open_sayings(frame, tmp_path, SPANS)
    then_shown(frame)
    choose(made, LEFT)
    return made


def choose(frame: Frame, words: str) -> None:
    frame.view.select_span(span_of(stored(frame), words).id)
    frame.view.setFocus()


def press(frame: Frame, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        assert frame.view.hasFocus()
        QTest.keyClick(frame.view, key, modifiers)


def linking(frame: Frame) -> Linking:
    return frame.tagging.spelled.linking


def chosen(frame: Frame) -> str | None:
    span = linking(frame).chosen
    return TEXT[span.start : span.end] if span is not None else None


def lettered(frame: Frame) -> dict[str, str]:
    """The words of the targets by the letters that their tags show."""
    return {frame.view._marks.roles[id]: TEXT[slice(*frame.view.span(id).parts[0])] for id in frame.view._marks.roles}  # type: ignore[union-attr]


def test_l_and_enter_take_the_one_who_speaks_in_the_same_sentence(sayings: Frame) -> None:
    before = entries(sayings)
    press(sayings, Qt.Key.Key_L)
    assert chosen(sayings) == "Bob"
    assert sayings.message.text() == (
        "Link a saying to its by: “Bob”. Enter confirms. ← → and the letters go to others. L links its at instead."
    )
    press(sayings, Qt.Key.Key_Return)
    assert links(sayings) == [("by", LEFT, "Bob")] and entries(sayings) == before + 1
    assert not linking(sayings).is_open and sayings.view.selected_span is not None
    assert sayings.view.relations_of(sayings.view.selected_span.id)[0].type == "by"
    sayings.undo()
    assert links(sayings) == []


def test_a_quote_takes_four_keys_once_its_words_are_selected(frame: Frame, tmp_path: Path) -> None:
    sayings = open_sayings(frame, tmp_path, {name: label for name, label in SPANS.items() if label != "saying"})
    sayings.view.select_extent(*place(LEFT))
    before = entries(sayings)
    press(sayings, Qt.Key.Key_1, Qt.Key.Key_I, Qt.Key.Key_L, Qt.Key.Key_Return)
    made = span_of(stored(sayings), LEFT)
    assert (made.label, made.attributes["form"], links(sayings)) == ("saying", "indirect", [("by", LEFT, "Bob")])
    assert entries(sayings) == before + 3  # each a step of its own
    for _ in range(3):
        press(sayings, Qt.Key.Key_Z, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert not [span for span in stored(sayings).spans if span.label == "saying"] and links(sayings) == []


def test_what_lies_inside_is_never_proposed_as_the_speaker(sayings: Frame) -> None:
    choose(sayings, ASKED)
    press(sayings, Qt.Key.Key_L)
    assert chosen(sayings) == "Eve"
    for name in ("Eve", "Finn", "Bob", "Ann", "crew", "Cem"):
        sayings.session.remove(span_of(stored(sayings), name))  # type: ignore[union-attr]
    choose(sayings, ASKED)
    press(sayings, Qt.Key.Key_L)
    assert chosen(sayings) is None
    press(sayings, Qt.Key.Key_Return)
    assert links(sayings) == [] and sayings.message.text().startswith("Nothing is chosen yet.")
    press(sayings, Qt.Key.Key_J, Qt.Key.Key_Return)  # but it can be chosen
    assert links(sayings) == [("by", ASKED, "harbour master")]


def test_arrows_and_letters_walk_round_in_text_order(sayings: Frame) -> None:
    press(sayings, Qt.Key.Key_L)
    seen = []
    keys = (Qt.Key.Key_Right, Qt.Key.Key_J, Qt.Key.Key_Left, Qt.Key.Key_K, Qt.Key.Key_K, Qt.Key.Key_K)
    for key in keys:
        press(sayings, key)
        seen.append(chosen(sayings))
    assert seen == ["crew", "Cem", "crew", "Bob", "Ann", "Finn"]
    press(sayings, Qt.Key.Key_Right, Qt.Key.Key_Enter)
    assert links(sayings) == [("by", LEFT, "Ann")]


def test_letters_stand_on_the_targets_and_link_at_once(sayings: Frame) -> None:
    press(sayings, Qt.Key.Key_L)
    assert lettered(sayings) == {
        "a": "Ann", "b by": "Bob", "c": "crew", "d": "Cem", "e": "harbour master", "f": "Eve", "g": "Finn",
        "h at": "harbour", "i at": "Dover",
    }  # fmt: skip
    press(sayings, Qt.Key.Key_D)
    assert links(sayings) == [("by", LEFT, "Cem")] and lettered(sayings) == {"by": "Cem"}


def test_keys_of_the_link_are_no_letters_of_targets(frame: Frame, tmp_path: Path) -> None:
    sayings = open_sayings(frame, tmp_path, {LEFT: "saying"})
    assert sayings.session is not None
    made = [(at, at + 1) for at in range(3, 75, 2) if TEXT[at] != " "]
    sayings.session.tag_many("person", [(extent,) for extent in made])
    choose(sayings, LEFT)
    press(sayings, Qt.Key.Key_L)
    letters = list(linking(sayings)._letters)
    assert "".join(letters) == "abcdefghimnopqrstuvwxyz" and len(made) > len(letters)
    starts = [sayings.view.span(id).start for id in linking(sayings)._letters.values()]  # type: ignore[union-attr]
    assert starts == sorted(starts)


def test_all_else_is_dimmed_and_comes_back(sayings: Frame) -> None:
    marks = sayings.view._marks
    before = sayings.view.viewport().grab().toImage()
    press(sayings, Qt.Key.Key_L)
    dimmed = {TEXT[span.start : span.end] for span in sayings.view.spans() if marks.is_dimmed(span)}
    assert dimmed == {"strike", "Monday", ASKED}
    assert sayings.view.viewport().grab().toImage() != before
    press(sayings, Qt.Key.Key_Escape)
    assert not any(marks.is_dimmed(span) for span in sayings.view.spans())
    assert sayings.view.viewport().grab().toImage() == before and links(sayings) == []
    assert sayings.view.selected_span is not None


def test_l_again_goes_to_the_next_role_and_round(sayings: Frame) -> None:
    press(sayings, Qt.Key.Key_L, Qt.Key.Key_L)
    assert (linking(sayings).role.kind.name, chosen(sayings)) == ("at", "Bob")
    press(sayings, Qt.Key.Key_L)
    assert linking(sayings).role.kind.name == "by"
    press(sayings, Qt.Key.Key_L, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert links(sayings) == [("at", LEFT, "harbour")]
    press(sayings, Qt.Key.Key_L)
    assert linking(sayings).role.kind.name == "by"  # what must be there still comes first
    press(sayings, Qt.Key.Key_Return, Qt.Key.Key_L)
    assert (linking(sayings).role.kind.name, "harbour" in lettered(sayings).values()) == ("at", False)


def test_the_label_of_what_is_clicked_settles_the_role(sayings: Frame, qtbot: QtBot) -> None:
    press(sayings, Qt.Key.Key_L)
    click(sayings, qtbot, "Dover")
    assert links(sayings) == [("at", LEFT, "Dover")]
    press(sayings, Qt.Key.Key_L)
    click(sayings, qtbot, "crew")
    assert links(sayings) == [("at", LEFT, "Dover"), ("by", LEFT, "crew")]
    assert sayings.view.selected_span is not None and sayings.view.selected_span.parts == (place(LEFT),)
    press(sayings, Qt.Key.Key_L)
    click(sayings, qtbot, "Dover")  # which is that already
    assert linking(sayings).is_open and sayings.message.text().startswith("This spot is the saying’s at already.")
    assert len(links(sayings)) == 2


def test_the_letter_of_a_target_that_fits_another_role_only_settles_the_role(sayings: Frame) -> None:
    press(sayings, Qt.Key.Key_L, Qt.Key.Key_I)
    assert links(sayings) == [("at", LEFT, "Dover")] and not linking(sayings).is_open
    press(sayings, Qt.Key.Key_L, Qt.Key.Key_L)
    assert linking(sayings).role.kind.name == "at" and "Dover" not in lettered(sayings).values()
    assert not any(words.endswith(" by") for words in lettered(sayings)), "the present role holds for who may be either"
    press(sayings, Qt.Key.Key_A)
    assert set(links(sayings)) == {("at", LEFT, "Dover"), ("at", LEFT, "Ann")}


def test_a_second_one_is_an_l_away(working: Frame) -> None:
    """An event has an agent, a target and a place, which may all be actors."""
    assert working.session is not None
    working.view.setFocus()
    event = next(span for span in working.session.layer.spans if span.label == "event")
    for item in [item for item in working.session.layer.relations if item.source == event.id]:
        working.session.unrelate(item.id)
    working.view.select_span(event.id)
    press(working, Qt.Key.Key_L)
    assert linking(working).role.kind.name == "agent" and linking(working).chosen is not None
    first = linking(working).chosen.id
    press(working, Qt.Key.Key_Return, Qt.Key.Key_L)
    assert linking(working).role.kind.name == "target", "what is not there yet comes first as before"
    assert working.message.text().endswith(" L links another agent instead.")
    press(working, Qt.Key.Key_L)
    assert working.message.text().startswith("Link an event to another agent: ")
    assert working.message.text().endswith(" L links its place instead.")
    assert first not in linking(working)._letters.values(), "who is an agent already gets no letter as something else"
    press(working, Qt.Key.Key_Return)
    layer = working.session.layer
    made = [item.target for item in layer.relations if (item.source, item.type) == (event.id, "agent")]
    assert len(set(made)) == 2


def click(frame: Frame, qtbot: QtBot, words: str) -> None:
    view = frame.view
    cursor = view.textCursor()
    cursor.setPosition(view._display.to_qt(place(words)[0] + 1))
    at = view.cursorRect(cursor).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x() + 3, at.y()))


def test_a_click_on_a_dimmed_span_says_why_it_is_no_target(sayings: Frame, qtbot: QtBot) -> None:
    press(sayings, Qt.Key.Key_L)
    for words, label in (("strike", "deed"), ("Monday", "hour")):
        click(sayings, qtbot, words)
        assert linking(sayings).is_open and chosen(sayings) == "Bob" and links(sayings) == []
        said = sayings.message.text()
        assert said.startswith(f"{with_article(label).capitalize()} can’t be the by or at of a saying. Enter confirms.")
    click(sayings, qtbot, "Cem")
    assert links(sayings) == [("by", LEFT, "Cem")] and not linking(sayings).is_open
    press(sayings, Qt.Key.Key_L, Qt.Key.Key_L)
    click(sayings, qtbot, "strike")
    assert linking(sayings).is_open and len(links(sayings)) == 1


def test_the_name_of_a_label_is_said_as_it_is_written(sayings: Frame, qtbot: QtBot) -> None:
    assert sayings.session is not None
    sayings.session.change_scheme(Rename("label", "deed", "DEED"))
    choose(sayings, LEFT)
    press(sayings, Qt.Key.Key_L)
    click(sayings, qtbot, "strike")
    assert sayings.message.text().startswith("A DEED can’t be the by or at of a saying.")


def test_a_click_beside_all_spans_leaves_linking(sayings: Frame, qtbot: QtBot) -> None:
    press(sayings, Qt.Key.Key_L)
    seen = sayings.view.viewport()
    qtbot.mouseClick(seen, Qt.MouseButton.LeftButton, pos=seen.rect().bottomRight() - QPoint(9, 9))
    assert not linking(sayings).is_open and links(sayings) == []


@pytest.mark.parametrize(
    ("key", "then"),
    [
        (Qt.Key.Key_2, lambda frame: frame.view.selected_span.label == "deed"),
        (Qt.Key.Key_Down, lambda frame: frame.view.selected_span is None),
        (Qt.Key.Key_Delete, lambda frame: len(stored(frame).spans) == len(SPANS) - 1),
    ],
)
def test_any_other_key_leaves_and_does_its_own_work(sayings: Frame, key: Qt.Key, then: Callable[[Frame], bool]) -> None:
    press(sayings, Qt.Key.Key_L, key)
    assert not linking(sayings).is_open and links(sayings) == [] and then(sayings)


def test_going_elsewhere_leaves(sayings: Frame) -> None:
    for act in (
        lambda: sayings.articles.filter.setFocus(),
        lambda: sayings.session.comment("hm", sayings.view.selected_span.id),  # type: ignore[union-attr]
        lambda: sayings.view.select_span(None),
        lambda: sayings.session.open("b"),  # type: ignore[union-attr]
    ):
        choose(sayings, LEFT)
        press(sayings, Qt.Key.Key_L)
        act()
        assert not linking(sayings).is_open and sayings.view._marks.lit is None


def test_where_nothing_can_be_linked_a_sentence_says_why(sayings: Frame) -> None:
    choose(sayings, "Bob")
    press(sayings, Qt.Key.Key_L)
    assert sayings.message.text() == "Spans of this label lead to no other ones in this scheme."
    for words, label in SPANS.items():
        if label in ("person", "spot"):
            sayings.session.remove(span_of(stored(sayings), words))  # type: ignore[union-attr]
    choose(sayings, "strike")
    press(sayings, Qt.Key.Key_L)
    assert sayings.message.text() == "There is no spot or person yet that this deed could lead to. Tag one first."
    assert not linking(sayings).is_open


def test_the_one_relation_that_may_be_is_replaced(sayings: Frame) -> None:
    press(sayings, Qt.Key.Key_L, Qt.Key.Key_Return)
    before = entries(sayings)
    press(sayings, Qt.Key.Key_L, Qt.Key.Key_L)
    assert linking(sayings).role.kind.name == "by" and chosen(sayings) == "crew"
    press(sayings, Qt.Key.Key_Return)
    assert links(sayings) == [("by", LEFT, "crew")] and entries(sayings) == before + 1


def test_letters_are_seen_where_tags_are_not(sayings: Frame) -> None:
    sayings.set_tags_mode("none")
    press(sayings, Qt.Key.Key_L)
    tags = [tag for block in range(2) for tag in sayings.view._marks.tags(block)]
    assert sorted(tag.look.role for tag in tags) == ["a", "b by", "c", "d", "e", "f", "g", "h at", "i at"]
    press(sayings, Qt.Key.Key_Escape)
    assert not any(sayings.view._marks.tags(block) for block in range(2))


def test_the_line_of_what_would_be_linked_is_drawn(sayings: Frame) -> None:
    press(sayings, Qt.Key.Key_L)
    view = sayings.view
    brush = Brush(None, view._marks, view._art, 1.0, None)  # type: ignore[arg-type]
    span = view.selected_span
    assert span is not None
    (line,) = view._lines(brush, view._tops(), view.relations_of(span.id))
    assert line.relation.type == "by" and line.relation.target == span_of(stored(sayings), "Bob").id


def test_the_list_is_reached_from_the_menu(sayings: Frame) -> None:
    sayings.menus.update()
    sayings.menus.actions["label.link_list"].trigger()
    form = sayings.inspector.form
    assert form is not None and form.relations["by"].box.view().isVisible()
    form.relations["by"].box.hidePopup()


# Relations of a span that becomes another


def test_a_relation_survives_other_edges_and_a_label_that_may_have_it(sayings: Frame) -> None:
    choose(sayings, "strike")
    press(sayings, Qt.Key.Key_L, Qt.Key.Key_Return)
    (kind, _, target) = links(sayings)[0]
    press(sayings, Qt.Key.Key_E, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert [link[::2] for link in links(sayings)] == [(kind, target)]
    press(sayings, Qt.Key.Key_1)
    assert [link[::2] for link in links(sayings)] == [(kind, target)] and sayings.view.selected_span.label == "saying"  # type: ignore[union-attr]


def test_before_a_label_drops_relations_it_is_said(sayings: Frame) -> None:
    press(sayings, Qt.Key.Key_L, Qt.Key.Key_Return, Qt.Key.Key_L, Qt.Key.Key_A)
    before = entries(sayings)
    press(sayings, Qt.Key.Key_2)
    assert sayings.message.text() == "Relabelling as deed drops 1 by. 2 again does it."
    assert len(links(sayings)) == 2 and entries(sayings) == before
    press(sayings, Qt.Key.Key_3)  # another label is another question
    assert sayings.message.text() == "Relabelling as person drops 1 by and 1 at. 3 again does it."
    press(sayings, Qt.Key.Key_2, Qt.Key.Key_2)
    assert [link[0] for link in links(sayings)] == ["at"] and entries(sayings) == before + 1
    sayings.undo()
    assert [link[0] for link in links(sayings)] == ["at", "by"]


def test_the_warning_is_forgotten_with_the_next_deed(sayings: Frame) -> None:
    press(sayings, Qt.Key.Key_L, Qt.Key.Key_Return)
    press(sayings, Qt.Key.Key_2)
    press(sayings, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_2)
    assert len(links(sayings)) == 1 and "drops 1 by" in sayings.message.text()
    choose(sayings, "Bob")  # the other end counts, too
    press(sayings, Qt.Key.Key_4)
    assert len(links(sayings)) == 1 and "drops 1 by" in sayings.message.text()
