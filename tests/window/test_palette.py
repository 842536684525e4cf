"""The palette on real widgets: what is found, in which order, what a row does, where the focus goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.window.frame import Frame
from workbench.window.palette import open_palette
from workbench.window.palette.items import DO, GO, SET, Item
from workbench.window.palette.match import INSIDE, PREFIX, SCATTERED, WORD, fold, match
from workbench.window.palette.panel import Palette

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(frame: Frame, typed: str = "") -> Palette:
    found = open_palette(frame, typed)
    assert found is not None
    return found


def items(palette: Palette) -> list[Item]:
    return [row.item for row in palette.list.rows.rows if row.item is not None]


def marked(palette: Palette) -> Item:
    item = palette.list.rows.rows[palette.list.currentIndex().row()].item
    assert item is not None
    return item


# Matching


@pytest.mark.parametrize(
    ("query", "name", "tier", "meant"),
    [
        ("tag", "Tag as Quote", PREFIX, "Tag"),
        ("quo", "Tag as Quote", WORD, "Quo"),
        ("uote", "Tag as Quote", INSIDE, "uote"),
        ("taq", "Tag as Quote", SCATTERED, "TaQ"),
        ("quote tag", "Tag as Quote", WORD, "TagQuote"),
        ("ns", "Next span", SCATTERED, "Ns"),
        ("xyz", "Next span", None, ""),
        ("n", "Undo", INSIDE, "n"),
        ("z", "Undo", None, ""),
        ("İ", "İstanbul", PREFIX, "İ"),
    ],
)
def test_how_letters_fit_a_name(query: str, name: str, tier: int | None, meant: str) -> None:
    found = match(query, name)
    assert (found.tier if found else None) == tier
    assert "".join(name[at] for at in (found.places if found else ())) == meant


@given(st.text(max_size=40), st.text(max_size=8))
def test_what_is_meant_is_what_was_typed(name: str, query: str) -> None:
    found = match(query, name)
    if found is not None:
        assert list(found.places) == sorted(set(found.places))
        meant = [fold(name)[at] for at in found.places]
        assert all(letter in meant for word in fold(query).split() for letter in word)


@given(st.text(min_size=1, max_size=30).filter(lambda name: bool(name.split())), st.integers(0, 29))
def test_a_part_of_a_name_finds_it(name: str, at: int) -> None:
    words = name.split()
    found = match(words[at % len(words)], name)
    assert found is not None and found.tier > SCATTERED


# What is offered


def test_a_label_by_its_name_with_its_key(working: Frame) -> None:
    working.view.select_extent(0, 5)
    first = items(opened(working, "quo"))[0]
    assert (first.title, first.group, first.detail, first.caps) == (
        "Tag as Quote", DO, "selection of 5 characters", ("3",),
    )  # fmt: skip


def test_groups_and_the_number_of_results(working: Frame) -> None:
    palette = opened(working, "quote")
    heads = [row.head for row in palette.list.rows.rows if row.item is None]
    assert heads == [DO, GO]
    assert palette.count.text() == f"{len(items(palette))} results"
    palette.line.setText("theme dark")
    assert [item.id for item in items(palette)] == ["view.dark"] and palette.count.text() == "1 result"
    assert items(palette)[0].group == SET


def test_settings_say_how_they_stand(working: Frame) -> None:
    palette = opened(working, "theme")
    assert {item.title: item.detail for item in items(palette)}["Theme: light"] == "on now"
    palette.line.setText("inspector")
    assert items(palette)[0].detail == "on"
    palette.line.setText("letters and digits")
    assert items(palette)[0].detail == "on"


def test_signs_ask_for_one_kind(working: Frame) -> None:
    palette = opened(working, "@okafor")
    assert items(palette) and all(item.id.startswith("span:") for item in items(palette))
    palette.line.setText("@")
    assert len(items(palette)) == min(100, len(working.view.spans()))
    palette.line.setText("# flood")
    assert [item.id for item in items(palette)] == ["article:flood-warning-brief"]
    palette.line.setText("?quote")
    assert items(palette) and all(item.id.startswith("guideline:") for item in items(palette))
    palette.line.setText(">next")
    found = [item.id for item in items(palette)]
    assert found and not any(id.startswith(("span:", "article:", "guideline:")) for id in found)


@pytest.mark.parametrize("typed", ["annotator", "person", "change user"])
def test_other_words_find_it_too(working: Frame, typed: str) -> None:
    assert "file.person" in [item.id for item in items(opened(working, typed))]


@pytest.mark.parametrize(
    ("typed", "id"),
    [("pass boiler", "pass:boilerplate"), ("boiler pass", "pass:boilerplate"), ("gold exp", "file.export")],
)
def test_words_of_the_title_and_other_words_for_it_go_together(working: Frame, typed: str, id: str) -> None:
    assert marked(opened(working, typed)).id == id


def test_a_command_comes_before_words_of_the_article(working: Frame) -> None:
    working.session.open("lighthouse-rescue")  # type: ignore[union-attr]
    palette = opened(working, "dark")
    found = [item.id for item in items(palette)]
    assert marked(palette).title == "Theme: dark" and any(id.startswith("span:") for id in found)


def test_nothing_found_is_said(working: Frame) -> None:
    palette = opened(working, "#zeppelin")
    assert palette.nothing.isVisible() and not palette.list.isVisible()
    assert palette.nothing.text() == "No article has “zeppelin”."
    palette.line.setText("zzzz")
    assert palette.nothing.text() == "No name here has “zzzz”."


def test_what_can_not_be_done_says_why_and_is_passed_over(working: Frame, qtbot: QtBot) -> None:
    working.view.clear_selection()
    palette = opened(working, "remove span")
    assert [(item.id, item.why) for item in items(palette)][:1] == [("label.remove", "needs a selected span")]
    assert 1 not in palette.list.able()
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert "label.remove" not in working.settings.get("palette_recent", [])
    palette.line.setText("")
    assert items(palette) and all(not item.why for item in items(palette))


def test_on_the_welcome_page_only_what_needs_no_project(frame: Frame) -> None:
    palette = opened(frame, "")
    ids = {item.id for item in items(palette)}
    assert {"file.new", "file.open", "view.dark"} <= ids
    assert not ids & {"edit.undo", "article.next"} and not any(id.startswith("tag:") for id in ids)


# Doing


def test_by_keys_alone(working: Frame, qtbot: QtBot) -> None:
    working.view.setFocus()
    qtbot.keyClick(working.view, Qt.Key.Key_K, CTRL)
    palette = working.findChild(Palette)
    assert palette.isVisible() and palette.line.hasFocus() and working.findChild(Palette).scrim.isVisible()
    qtbot.keyClicks(palette.line, "next span")
    assert marked(palette).id == "label.next"
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert working.view.selected_span is not None and working.view.hasFocus() and not palette.isVisible()


def test_esc_gives_the_focus_back(working: Frame, qtbot: QtBot) -> None:
    working.spans.list.setFocus()
    palette = opened(working)
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible() and working.spans.list.hasFocus()


def test_the_same_key_closes_it(working: Frame, qtbot: QtBot) -> None:
    working.view.setFocus()
    opened(working)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, CTRL)
    assert not any(palette.isVisible() for palette in working.findChildren(Palette)) and working.view.hasFocus()


def test_a_click_beside_it_closes_it(working: Frame, qtbot: QtBot) -> None:
    palette = opened(working)
    qtbot.mouseClick(palette.scrim, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not palette.isVisible()


def test_arrows_and_pages_pass_the_heads(working: Frame, qtbot: QtBot) -> None:
    palette = opened(working, "quote")
    able = palette.list.able()
    assert palette.list.currentIndex().row() == able[0] == 1
    for _ in range(len(able)):
        assert palette.list.rows.rows[palette.list.currentIndex().row()].item is not None
        qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == able[0]
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == able[-1]
    qtbot.keyClick(palette.line, Qt.Key.Key_PageUp)
    qtbot.keyClick(palette.line, Qt.Key.Key_PageUp)
    assert palette.list.currentIndex().row() == able[0]


def test_a_label_tags(working: Frame, qtbot: QtBot) -> None:
    working.projects.work_as("ruth")
    assert working.session is not None
    start = working.view.text.index("Marta Okafor")
    working.view.setFocus()
    working.view.select_extent(start, start + 12)
    palette = opened(working, "tag actor")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert [span.label for span in working.session.layer.spans] == ["actor"]


def test_a_value_of_the_selected_span(working: Frame, qtbot: QtBot) -> None:
    assert working.session is not None
    quote = next(span for span in working.session.layer.spans if span.label == "quote")
    working.view.select_span(quote.id)
    wanted = "mixed" if quote.attributes["type"] != "mixed" else "direct"
    palette = opened(working, f"quote type {wanted}")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert next(span for span in working.session.layer.spans if span.id == quote.id).attributes["type"] == wanted


def test_going_to_an_article_and_to_a_span(working: Frame, qtbot: QtBot) -> None:
    palette = opened(working, "#wind")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert working.session is not None and working.session.article is not None
    assert working.session.article.key == "wind-farm-appeal"
    working.walk.go_to("ferry-strike-wire")
    palette = opened(working, "@okafor")
    title = marked(palette).title
    place = palette.list.visualRect(palette.list.currentIndex()).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    span = working.view.selected_span
    assert span is not None and span.quote(working.view.text) == title and working.view.hasFocus()


def test_what_was_used_last_comes_first(working: Frame, qtbot: QtBot) -> None:
    palette = opened(working, "next article")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    palette = opened(working)
    assert palette.list.rows.rows[0].head == "Used last" and items(palette)[0].id == "article.next"
    first = palette.list.visualRect(palette.list.rows.index(0))
    assert first.top() >= 0 and palette.list.viewport().rect().contains(first)  # the head is in view
    palette.line.setText("next")
    assert items(palette)[0].id == "article.next"


def test_it_stays_in_the_window(working: Frame, qtbot: QtBot) -> None:
    palette = opened(working)
    for size in ((1024, 700), (760, 520), (1440, 900)):
        working.resize(*size)
        qtbot.waitUntil(lambda: palette.scrim.size() == working.size())
        assert working.rect().contains(palette.geometry()) and palette.line.isVisible()
        assert abs(palette.geometry().center().x() - working.rect().center().x()) <= 1


def test_another_place_for_the_focus_closes_it(working: Frame, qtbot: QtBot) -> None:
    palette = opened(working)
    working.view.setFocus()
    assert not palette.isVisible() and working.view.hasFocus()


def test_rows_say_all_to_screen_readers(working: Frame) -> None:
    palette = opened(working, "next span of this")
    index = palette.list.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Next span of this label, Label, Shift+J"
    assert palette.line.accessibleName() and palette.list.accessibleName()


def test_it_follows_the_theme_while_it_is_open(working: Frame) -> None:
    palette = opened(working, "quo")
    seen = set()
    for theme in ("light", "dark", "hc"):
        working.set_theme(theme)
        assert palette.list.painter_of_rows.theme is working.theme
        seen.add(bytes(palette.grab().toImage().constBits()))
    assert len(seen) == 3


def test_articles_are_counted_as_in_the_header(working: Frame) -> None:
    palette = opened(working, "ferry-strike-wire")
    found = next(item for item in items(palette) if item.id == "article:ferry-strike-wire")
    assert found.detail.startswith(f"article {working.header.position.text().partition(' ')[0]}")
