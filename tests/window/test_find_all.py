"""Finding words in all articles, and tagging the places that are ticked as one action."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from support.hands import Hands

from workbench.project import Project
from workbench.project.searching import not_indexed
from workbench.window.finding.panel import FindPanel

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def panel(hands: Hands) -> FindPanel:
    return hands.frame.finding.project.panel


def look_for(hands: Hands, words: str) -> None:
    hands.key(Qt.Key.Key_F, CTRL | SHIFT)
    assert panel(hands).line.hasFocus()
    hands.type(words)
    hands.key(Qt.Key.Key_Return)


def counted(hands: Hands, words: str) -> dict[str, int]:
    """How often the words stand in each article, case apart."""
    session = hands.frame.session
    assert session is not None
    texts = {key: session.project.article(key).text.lower() for _, key in session.project.article_keys()}
    return {key: count for key, text in texts.items() if (count := text.count(words.lower()))}


def shown(hands: Hands) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in panel(hands).model.rows:
        if row.extent is not None:
            counts[row.key] = counts.get(row.key, 0) + 1
    return counts


def entries(hands: Hands) -> int:
    assert hands.frame.session is not None
    return len(list(hands.frame.session.project.history()))


def test_every_article_that_holds_the_words_is_found(hands: Hands) -> None:
    look_for(hands, "ferry")
    wanted = counted(hands, "ferry")
    assert len(wanted) > 1
    assert shown(hands) == wanted
    assert f"{sum(wanted.values())} places in {len(wanted)} articles" in panel(hands).said.text().lower()
    heads = [row for row in panel(hands).model.rows if row.extent is None]
    assert [head.places for head in heads] == list(wanted.values())


def test_a_place_has_its_own_words_in_the_middle(hands: Hands) -> None:
    look_for(hands, "ferry")
    session = hands.frame.session
    assert session is not None
    for row in panel(hands).model.rows:
        if row.extent is not None:
            start, end = row.extent
            assert row.words[1] == session.project.article(row.key).text[start:end]


def test_enter_on_a_place_opens_its_article_there(hands: Hands) -> None:
    look_for(hands, "lighthouse")
    rows = panel(hands).model.rows
    at = next(at for at, row in enumerate(rows) if row.extent is not None)
    panel(hands).list.setFocus()
    panel(hands).list.setCurrentIndex(panel(hands).model.index(at))
    hands.key(Qt.Key.Key_Return)
    session, view = hands.frame.session, hands.frame.view
    assert session is not None and session.article is not None
    assert session.article.key == rows[at].key
    assert view.selection() == rows[at].extent
    assert view.hasFocus()


def test_esc_brings_the_list_back(hands: Hands) -> None:
    look_for(hands, "ferry")
    panel(hands).line.setFocus()
    hands.key(Qt.Key.Key_Escape)
    assert hands.frame.left_stack.currentWidget() is hands.frame.articles
    assert hands.frame.view.hasFocus()


def test_what_is_ticked_is_tagged_as_one_action(hands: Hands) -> None:
    look_for(hands, "ferry")
    model, before = panel(hands).model, entries(hands)
    taken = model.taken()
    first_key = next(iter(taken))
    left_out = taken[first_key][0]
    panel(hands).list.setFocus()
    panel(hands).list.setCurrentIndex(model.index(1))
    hands.key(Qt.Key.Key_Space)
    assert left_out not in model.taken().get(first_key, [])
    hands.frame.finding.project.tag("actor")
    assert entries(hands) == before + 1
    session = hands.frame.session
    assert session is not None
    with Project.open(session.project.where) as reader:
        for key, extents in taken.items():
            spans = [span.parts[0] for span in reader.layer(key, "ruth").spans]
            assert sorted(spans) == [extent for extent in extents if (key, extent) != (first_key, left_out)]
    assert hands.frame.left_stack.currentWidget() is hands.frame.articles
    hands.key(Qt.Key.Key_Z, CTRL)
    with Project.open(session.project.where) as reader:
        assert all(reader.layer(key, "ruth").spans == [] for key in taken)


def test_a_head_ticks_all_its_places(hands: Hands) -> None:
    look_for(hands, "ferry")
    model, rows = panel(hands).model, panel(hands).model.rows
    box = panel(hands).list.visualRect(model.index(0))
    QTest.mouseClick(panel(hands).list.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(18, 14))
    assert rows[0].key not in model.taken()
    QTest.mouseClick(panel(hands).list.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(18, 14))
    assert len(model.taken()[rows[0].key]) == rows[0].places


def test_nothing_found_is_said(hands: Hands) -> None:
    look_for(hands, "tugboats and zeppelins")
    assert panel(hands).said.text() == "No article has “tugboats and zeppelins”."
    assert panel(hands).model.rows == []


def test_a_wrong_expression_is_said(hands: Hands) -> None:
    hands.key(Qt.Key.Key_F, CTRL | SHIFT)
    hands.click(panel(hands).options.buttons["regex"])
    panel(hands).line.setFocus()
    hands.type("(unclosed")
    hands.key(Qt.Key.Key_Return)
    assert panel(hands).model.rows == []
    assert panel(hands).said.text().startswith("The expression can't be read")


def test_suggestions_go_on_in_all_articles(hands: Hands) -> None:
    view = hands.frame.view
    start = view.text.index("Northwire")
    view.select_extent(start, start + len("Northwire"))
    hands.key(Qt.Key.Key_2)
    hands.key(Qt.Key.Key_T)
    hands.click(hands.frame.finding.preview.bar.project)
    assert hands.frame.left_stack.currentWidget() is panel(hands)
    assert panel(hands).wanted == "actor"
    assert len(shown(hands)) > 1
    before = entries(hands)
    hands.click(panel(hands).tag)
    assert entries(hands) == before + 1


def test_in_review_places_are_shown_and_not_tagged(hands: Hands) -> None:
    hands.frame.set_mode("review")
    look_for(hands, "ferry")
    assert shown(hands)
    assert panel(hands)._foot.isHidden()
    assert not panel(hands).delegate.with_boxes


def test_a_large_project_is_searched_at_once_and_indexed_when_asked(hands: Hands, monkeypatch) -> None:
    monkeypatch.setattr("workbench.window.finding.project.AT_ONCE", 3)
    session = hands.frame.session
    assert session is not None
    look_for(hands, "ferry")
    assert shown(hands) == counted(hands, "ferry")
    assert not_indexed(session.project) == session.listing.total
    hands.frame.menus.actions["edit.index"].trigger()
    assert not_indexed(session.project) == 0
    assert f"Indexed {session.listing.total} articles" in hands.frame.message.text()
    look_for(hands, "ferr")
    assert shown(hands) == counted(hands, "ferr")


def test_by_keys_alone_from_the_words_to_the_tags(hands: Hands) -> None:
    look_for(hands, "ferry")
    before = entries(hands)
    hands.key(Qt.Key.Key_Down)
    assert panel(hands).list.hasFocus()
    hands.key(Qt.Key.Key_2)
    assert entries(hands) == before + 1
    assert {span.label for span in hands.frame.view.spans()} == {"actor"}


def test_a_label_that_was_wanted_once_is_not_wanted_for_ever(hands: Hands) -> None:
    view = hands.frame.view
    start = view.text.index("Northwire")
    view.select_extent(start, start + len("Northwire"))
    hands.key(Qt.Key.Key_2)
    hands.key(Qt.Key.Key_T)
    hands.click(hands.frame.finding.preview.bar.project)
    assert panel(hands).wanted == "actor"
    panel(hands).line.setFocus()
    hands.key(Qt.Key.Key_Escape)
    look_for(hands, "ferry")
    assert panel(hands).wanted is None
