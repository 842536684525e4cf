"""The list of spans: in step with the article, changed in place, and what it says of a span."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from workbench.model.scheme import AttributeType, Label, Scheme, Value
from workbench.model.span import Span
from workbench.window.article.marks.tags import said, value_of
from workbench.window.frame import Frame
from workbench.window.look.direction import is_right_to_left
from workbench.window.look.theme import load_theme
from workbench.window.panels.span_list import SpanList, one_line

TEXT = "alpha beta gamma delta"
TYPE = AttributeType("type", "choice", (Value("direct"),))
LABELS = (
    Label("quote", "1", "Q", "quote", attributes=(TYPE, AttributeType("note", "text"))),
    Label("actor", "2", "A", "actor", attributes=(AttributeType("sure", "flag"),)),
    Label("event", "3", "E", "event", attributes=(AttributeType("kinds", "choices", (Value("a"), Value("b"))),)),
    Label("plain", "4", "P", "other"),
)


def span(id: str, start: int, label: str = "quote", **attributes: object) -> Span:
    return Span(id, label, ((start, start + 3),), attributes)


@pytest.fixture
def spans(qtbot: QtBot) -> SpanList:
    made = SpanList(load_theme("light"))
    qtbot.addWidget(made)
    made.set_scheme(Scheme("s", "1", LABELS))
    made.set_spans(TEXT, [span("c", 11), span("a", 0), span("b", 6)], None)
    made.show()
    return made


def ids(spans: SpanList) -> str:
    assert spans.model.rowCount() == len(spans.model.rows)
    return "".join(row.id for row in spans.model.rows)


def test_spans_come_and_go_in_text_order(spans: SpanList) -> None:
    spans.select("b")
    spans.update_spans(set(), [span("d", 8), span("e", 1)], "b")
    assert ids(spans) == "aebdc" and spans.count.text() == "5" and spans.list.currentIndex().row() == 2
    spans.update_spans({"a", "d", "unknown"}, [], "b")
    assert ids(spans) == "ebc" and spans.list.currentIndex().row() == 1
    spans.update_spans({"e"}, [span("e", 12)], "b")
    assert ids(spans) == "bce"
    spans.update_spans({"b", "c", "e"}, [], None)
    assert ids(spans) == "" and not spans.list.isVisible() and spans.empty.isVisible()


def test_a_changed_span_keeps_its_row(spans: SpanList, qtbot: QtBot) -> None:
    spans.select("b")
    rows: list[str] = []
    for signal in (spans.model.rowsInserted, spans.model.rowsRemoved, spans.model.modelReset):
        signal.connect(lambda *_: rows.append("moved"))
    with qtbot.waitSignal(spans.model.dataChanged):
        spans.update_spans({"b"}, [span("b", 6, type="direct")], "b")
    assert not rows and spans.model.spoken(spans.model.rows[1]) == "quote direct: bet"
    assert spans.list.selectionModel().isSelected(spans.model.index(1))
    assert spans.model.spoken(spans.model.rows[0]) == "quote: alp"  # which has no value


def test_what_lies_between_the_parts_of_a_span_is_told(spans: SpanList) -> None:
    spans.set_spans(TEXT, [Span("p", "quote", ((0, 5), (11, 14)))], None)
    assert spans.model.spoken(spans.model.rows[0]) == "quote: alpha … gam"


def test_many_changes_are_taken_at_once(spans: SpanList) -> None:
    came = [span(f"n{at:03}", at % 15, "plain") for at in range(150)]
    spans.update_spans({"a"}, [*came, span("b", 0)], "c")
    assert spans.model.rows == sorted([*came, span("b", 0), span("c", 11)], key=lambda item: item.order)
    assert spans.model.rows[spans.list.currentIndex().row()].id == "c"


def test_label_by_label_in_the_order_of_the_scheme(spans: SpanList) -> None:
    spans.update_spans(set(), [span("d", 8, "actor"), span("e", 1, "actor"), span("f", 2, "plain")], "b")
    spans.set_order("label")
    assert ids(spans) == "abcedf" and spans.list.currentIndex().row() == 1
    assert spans.order.text() == "by label" and "by label" in spans.order.accessibleName()
    spans.update_spans({"d"}, [span("d", 0, "actor"), span("g", 5)], "b")
    assert ids(spans) == "agbcdef" and spans.list.currentIndex().row() == 2
    spans.set_order("text")
    assert ids(spans) == "".join(row.id for row in sorted(spans.model.rows, key=lambda item: item.order))


def test_the_order_is_chosen_from_a_menu(spans: SpanList, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    menus: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: menus.append(menu))
    qtbot.keyClick(spans.order, Qt.Key.Key_Space)
    actions = menus[0].actions()
    assert [(action.text(), action.isChecked()) for action in actions] == [("In text order", True), ("By label", False)]
    with qtbot.waitSignal(spans.order_chosen) as chosen:
        actions[1].trigger()
    assert chosen.args == ["label"]


def test_keys_walk_go_and_remove(spans: SpanList, qtbot: QtBot) -> None:
    spans.list.setFocus()
    spans.select("a")
    with qtbot.waitSignal(spans.stepped) as stepped:
        qtbot.keyClick(spans.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(spans.chosen) as chosen:
        qtbot.keyClick(spans.list, Qt.Key.Key_Return)
    assert stepped.args == chosen.args == ["b"]
    spans.removal_asked.connect(lambda id: spans.update_spans({id}, [], None))
    qtbot.keyClick(spans.list, Qt.Key.Key_Delete)
    assert ids(spans) == "ac" and spans.list.currentIndex().row() == 1
    assert not spans.list.selectionModel().hasSelection()


def test_paragraphs_are_shown_on_one_line() -> None:
    assert [one_line(text) for text in ("a\n\n b  c\n", "a b", "\na")] == ["a ¶ b c", "a b", "a"]


def test_texts_that_run_leftwards_are_known() -> None:
    assert [is_right_to_left(text) for text in ("abc", "", "1 2", "مرحبا", "“مرحبا” x", "x مرحبا", "中文")] == [
        False, False, False, True, True, False, False,
    ]  # fmt: skip


def test_del_in_the_list_removes_and_ctrl_z_brings_back(working: Frame, qtbot: QtBot) -> None:
    session = working.session
    assert session is not None
    count = len(session.layer.spans)
    working.spans.list.setFocus()
    working.view.select_span(session.layer.spans[3].id)
    qtbot.keyClick(working.spans.list, Qt.Key.Key_Delete)
    assert len(session.layer.spans) == count - 1 and working.spans.list.hasFocus()
    working.undo()
    assert len(session.layer.spans) == count


def test_the_order_is_remembered(working: Frame) -> None:
    working.spans.order_chosen.emit("label")
    assert working.settings.get("span_order") == "label" == working.spans.model.order
    labels = [row.label for row in working.spans.model.rows]
    assert labels == sorted(labels, key=["event", "actor", "quote", "boilerplate", "cue", "headline"].index)


def test_rows_have_titles_words_and_no_editor(spans: SpanList) -> None:
    index = spans.model.index(0)
    assert index.data() == "alp" and index.data(Qt.ItemDataRole.AccessibleTextRole) == "quote: alp"
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable


@pytest.mark.parametrize(
    "label, attributes, shown",
    [
        (0, {"type": "direct", "note": "hm"}, "direct"),
        (0, {"note": "hm"}, ""),  # it would look like a type
        (1, {"sure": True}, "sure"),
        (1, {"sure": False}, ""),
        (2, {"kinds": ["a", "b"]}, "a, b"),
        (3, {}, ""),
    ],
)
def test_lists_and_tags_say_the_same(spans: SpanList, label: int, attributes: dict[str, object], shown: str) -> None:
    tagged = Span("x", LABELS[label].name, ((0, 3),), attributes)
    assert value_of(LABELS[label], tagged) == shown == spans.model.value(tagged)


def test_values_in_words() -> None:
    assert [said(value) for value in (None, True, False, 3, ["a", "b"], ("c",), "d")] == [
        "", "yes", "no", "3", "a, b", "c", "d",
    ]  # fmt: skip
