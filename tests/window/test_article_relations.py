"""Relations as they are drawn: under the words, round by the margin, out of view; and gone along by key."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.lines import box_of, colours_across, on, open_lines, seen

from workbench.model.relation import Relation
from workbench.model.span import Span
from workbench.window.article.marks.links import Links
from workbench.window.article.marks.paint import Brush
from workbench.window.article.marks.relation_lines import Line
from workbench.window.article.view import ArticleView
from workbench.window.frame import Frame
from workbench.window.look.theme import load_theme

LIGHT = load_theme("light")
INK = LIGHT.ink.name()
TEXT = (
    "“No,” said Marta Okafor, who leads the union.\nA line between.\n"
    "The chairman, Pavel Lind, was away. Lind said “maybe” then."
)
NO, MARTA = on(TEXT, "“No,”", "no", "quote", type="direct"), on(TEXT, "Marta Okafor", "marta", "actor", type="person")
LIND, MAYBE = on(TEXT, "Pavel Lind", "lind", "actor"), on(TEXT, "“maybe”", "maybe", "quote")
SPANS = (NO, MARTA, LIND, MAYBE)


def speaker(id: str, source: str, target: str) -> Relation:
    return Relation(id, "speaker", source, target)


def lines_of(view: ArticleView, *relations: Relation) -> list[Line]:
    brush = Brush(QPainter(), view._marks, view._art, 1.0, None)
    return view._lines(brush, view._tops(), relations)


def corners(line: Line) -> list[tuple[float, float]]:
    return [(corner.x(), corner.y()) for corner in line.corners]


def test_relations_are_found_by_their_ends() -> None:
    first, second, self_ = speaker("1", "a", "b"), speaker("2", "c", "a"), speaker("3", "a", "a")
    links = Links([second, first, self_])
    assert list(links.of("a")) == [first, self_, second] and list(links.of("b")) == [first]
    assert list(links.of("x")) == list(links.of(None)) == []


def test_on_one_line_it_runs_under_the_words_to_the_targets_start(qtbot: QtBot) -> None:
    view = open_lines(qtbot, TEXT, *SPANS)
    (line,) = lines_of(view, speaker("1", "no", "marta"))
    _, no_right, baseline = box_of(view, "“No,”")
    marta, _, _ = box_of(view, "Marta Okafor")
    assert corners(line)[0][0] == pytest.approx(no_right + 1.5, abs=1)
    assert [y for _, y in corners(line)[1:]] == [pytest.approx(baseline + 10.6, abs=0.7)] * 2
    assert line.tip is not None and marta < line.tip.x() < marta + 10 and baseline + 5 < line.tip.y() < baseline + 8
    (back,) = lines_of(view, speaker("1", "maybe", "lind"))
    _, lind_right, _ = box_of(view, "Pavel Lind")
    assert back.tip is not None and lind_right - 10 < back.tip.x() < lind_right  # from the right: its near end


def test_on_other_lines_it_goes_round_by_the_margin(qtbot: QtBot) -> None:
    view = open_lines(qtbot, TEXT, *SPANS)
    left = view._layout.column.left
    lines = lines_of(view, *(speaker(str(at), "no", "lind") for at in range(4)))
    assert [min(x for x, _ in corners(line)) for line in lines] == [left - 14, left - 20, left - 26, left - 14]
    no, _, above = box_of(view, "“No,”")
    lind, _, below = box_of(view, "Pavel Lind")
    begin, down, out, along, end = corners(lines[0])
    assert begin[0] == down[0] == pytest.approx(no - 1.5, abs=1)
    assert down[1] == out[1] == pytest.approx(above + 10.6, abs=0.7)
    assert out[0] == along[0] and along[1] == end[1] == pytest.approx(below + 10.6, abs=0.7)
    assert lind < end[0] < lind + 10


def test_no_line_crosses_words(qtbot: QtBot) -> None:
    view = open_lines(qtbot, TEXT, *SPANS)
    column = view._layout.column
    relations = [speaker(f"{a.id}{b.id}", a.id, b.id) for a in SPANS for b in SPANS if a is not b]
    baselines = [box_of(view, words)[2] for words in ("“No,”", "A line", "The chairman")]
    for line in lines_of(view, *relations):
        for (x, y), (to_x, to_y) in zip(corners(line), corners(line)[1:]):
            if x == to_x and x < column.left - 5:
                continue  # in the margin
            low, high = sorted((y, to_y))
            assert any(baseline + 5 <= low and high <= baseline + 12 for baseline in baselines), corners(line)


def test_the_target_gets_a_role_and_an_outline(qtbot: QtBot) -> None:
    view = open_lines(qtbot, TEXT, *SPANS)
    calm = seen(view)
    view.set_relations([speaker("1", "no", "marta")])
    assert seen(view) == calm  # nothing is selected
    view.select_span("no", reveal=False)
    tags = {tag.span.id: tag for tag in view._marks.tags(0)}
    assert (tags["marta"].look.role, tags["no"].look.role) == ("speaker", "")
    left, right, baseline = box_of(view, "Marta Okafor")
    image = seen(view)
    assert len(colours_across(image, left, right, baseline + 6)) > 20  # dashes
    tag = tags["marta"]
    assert INK in colours_across(image, tag.place.x + 40, tag.place.x + tag.width, baseline - 24)
    view.select_span("marta", reveal=False)  # the other end of the same relation
    assert view._marks.roles == {"marta": "speaker"}
    left, right, baseline = box_of(view, "“No,”")
    assert len(colours_across(seen(view), left, right, baseline + 6)) > 6
    view.select_span(None)
    view.setCursorWidth(0)
    assert seen(view) == calm


def test_a_role_stays_where_values_make_way(qtbot: QtBot) -> None:
    text = "“No,” said Ada Dorn."
    ada, dorn = on(text, "Ada", "ada", "actor", type="person"), on(text, "Dorn", "dorn", "place")
    view = open_lines(qtbot, text, on(text, "“No,”", "no", "quote"), ada, dorn)
    view.set_relations([speaker("1", "no", "ada"), Relation("2", "about", "no", "ada")])
    view.select_span("no")
    tags = {tag.span.id: tag for tag in view._marks.tags(0)}
    assert (tags["ada"].look.value, tags["ada"].look.role) == ("", "speaker, about")
    assert tags["dorn"].place.x >= tags["ada"].place.x + tags["ada"].width


@pytest.mark.parametrize("width", [860, 600])  # a wide margin and a narrow one
def test_where_the_other_end_is_out_of_view_its_name_leads_there(qtbot: QtBot, width: int) -> None:
    text = "“No,” said she.\n" + "A line between. " * 400 + "\nPavel Lind was away."
    spans = on(text, "“No,”", "no", "quote"), on(text, "Pavel Lind", "lind", "actor")
    view = open_lines(qtbot, text, *spans, width=width)
    view.set_relations([speaker("1", "no", "lind")])
    view.select_span("no")
    brush = Brush(QPainter(), view._marks, view._art, 1.0, None)
    (end,) = view._far_ends(brush)
    assert (end.id, end.role, end.words) == ("lind", "speaker", "Pavel Lind")
    assert view.viewport().height() - 40 < end.box.bottom() <= view.viewport().height()
    assert (end.box.right() < view._layout.column.left) == (width == 860)
    assert INK in colours_across(seen(view), end.role_box.left(), end.role_box.right(), end.role_box.center().y())
    assert view.far_end_at(QPointF(300, 20)) is None
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=end.box.center().toPoint())
    assert view.selected_span is not None and view.selected_span.id == "lind"
    (back,) = view._far_ends(brush)
    assert back.id == "no" and back.box.top() < 40
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    assert view._far_ends(brush) == []  # neither end is in view: the line passes by


def test_all_relations_are_drawn_in_grey_and_only_those_in_view_are_asked_for(qtbot: QtBot) -> None:
    sentence = "“No,” said Lind.\n"
    starts = range(0, 3000 * len(sentence), len(sentence))
    quotes = [Span(f"q{at}", "quote", ((at, at + 5),)) for at in starts]
    actors = [Span(f"a{at}", "actor", ((at + 11, at + 15),)) for at in starts]
    view = open_lines(qtbot, sentence * len(starts), *quotes, *actors)
    view.set_relations([speaker(str(at), f"q{at}", f"a{at}") for at in starts])
    calm = seen(view)
    view.set_all_relations(True)
    assert view.all_relations and 0 < len(view._in_view(view._tops())) < 20
    left, right, baseline = box_of(view, "said")
    assert colours_across(seen(view), left + 3, right - 3, baseline + 10) == [LIGHT.bs.name()]
    view.set_all_relations(False)
    assert seen(view) == calm


def test_going_to_the_other_end_and_back_and_on(qtbot: QtBot) -> None:
    view = open_lines(qtbot, TEXT, *SPANS)
    assert not view.other_end()
    view.set_relations([speaker("1", "no", "marta"), speaker("2", "no", "lind"), speaker("3", "maybe", "gone")])
    view.select_span("no")
    seen_ids = []
    for _ in range(5):
        assert view.other_end() and view.selected_span is not None
        seen_ids.append(view.selected_span.id)
    assert seen_ids == ["marta", "no", "lind", "no", "marta"]
    view.select_span("maybe")
    assert not view.other_end()


def test_relations_follow_changes_of_spans(qtbot: QtBot) -> None:
    view = open_lines(qtbot, TEXT, *SPANS)
    view.set_relations([speaker("1", "no", "marta")])
    view.select_span("no")
    view.update_spans(["marta"], [])
    assert view._marks.roles == {}
    view.update_spans([], [MARTA])
    assert view._marks.roles == {"marta": "speaker"}
    view.set_relations([])
    assert view._marks.roles == {}
    view.show_article("other", [])
    assert view.relations_of("no") == []


# In the window


def test_the_layers_relations_are_shown_and_gone_along(working: Frame, qtbot: QtBot) -> None:
    session, view = working.session, working.view
    assert session is not None and session.layer.relations
    relation = session.layer.relations[0]
    view.setFocus()
    view.select_span(relation.source)
    assert view._marks.roles[relation.target] == relation.type
    QTest.keyClick(view, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_span is not None and view.selected_span.id == relation.target
    QTest.keyClick(view, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_span.id == relation.source
    session.unrelate(relation.id)
    assert relation not in view.relations_of(relation.source)
    session.undo()
    assert any(item.id == relation.id for item in view.relations_of(relation.source))
    lone = next(span for span in session.layer.spans if not view.relations_of(span.id))
    view.select_span(lone.id)
    QTest.keyClick(view, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert working.message.text().startswith("This span has no relation.")


def test_all_relations_by_key(working: Frame, qtbot: QtBot) -> None:
    entry = working.menus.actions["label.relations"]
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    working.view.setFocus()
    QTest.keyClick(working.view, Qt.Key.Key_L, both)
    assert working.view.all_relations and entry.isChecked()
    QTest.keyClick(working.view, Qt.Key.Key_L, both)
    assert not working.view.all_relations and not entry.isChecked()
