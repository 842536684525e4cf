"""Filters of the article list: built in the sheet, shown as chips, saved under names, cleared by Esc."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from support.build import bring, record, tag
from support.frames import PutUp
from support.hands import Hands

from workbench.model.condition import Condition
from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.settings import Settings
from workbench.window.filters.menu import NameSheet
from workbench.window.filters.saved import SavedFilters
from workbench.window.filters.sheet import FilterSheet
from workbench.window.frame import Frame
from workbench.window.sheets.sheet import Sheet

BEGUN, WITHOUT, WIRE = (
    Condition("state", "in_progress"),
    Condition("label", "quote", negated=True),
    Condition("source", "Wire"),
)


@pytest.fixture
def six(frame: Frame, tmp_path: Path, then_shown: PutUp) -> Iterator[Frame]:
    """Ines on k0 to k5: the even ones are from the Wire; k0 to k3 begun, k0 and k1 with a quote; k5 is done."""
    where = tmp_path / "six.workbench"
    with Project.create(where, "news") as project:
        bring(
            project, tmp_path,
            [record(f"k{at}", f"Text {at}.", meta={"source": ("Wire", "Post")[at % 2]}) for at in range(6)],
        )  # fmt: skip
        for at in range(4):
            tag(project, "ines", f"k{at}", ("quote" if at < 2 else "actor", 0, 4), done=False)
        Labelling(project, "ines").set_done("k5", True)
    frame.projects.open(str(where), "ines")
    then_shown(frame)
    yield frame


@pytest.fixture
def person(six: Frame, qtbot: QtBot) -> Hands:
    return Hands(six, qtbot)


def keys(frame: Frame) -> list[str]:
    model = frame.articles.model
    return [row.key for row in map(model.row, range(model.rowCount())) if row is not None]


def chips(frame: Frame) -> list[str]:
    shown = frame.articles.conditions_shown
    return [chip.text() for chip in shown.buttons] if shown is not None and shown.isVisible() else []


def entries(menu: QMenu) -> dict[str, QAction]:
    return {act.text(): act for act in menu.actions()}


def menu(frame: Frame, *path: str) -> QAction:
    """An entry of the list's menu."""
    held = entries(frame.articles.options_menu())
    for name in path[:-1]:
        within = held[name].menu()
        assert isinstance(within, QMenu)
        held = entries(within)
    return held[path[-1]]


def build(person: Hands, choose: object) -> None:
    person.during(menu(person.frame, "Filter…").trigger, choose)  # type: ignore[arg-type]


def test_in_progress_without_quotes_from_one_source(person: Hands) -> None:
    frame = person.frame

    def choose(sheet: Sheet) -> None:
        assert isinstance(sheet, FilterSheet)
        assert sheet.count.text() == "6 articles" and sheet.state.buttons["any"].hasFocus()
        person.key(Qt.Key.Key_Right)
        person.key(Qt.Key.Key_Right)
        assert sheet.state.chosen == "in_progress" and sheet.count.text() == "4 articles"
        person.click(sheet.tagged["quote"].buttons["no"])
        assert sheet.count.text() == "2 articles"
        sheet.source.setFocus()
        person.type("Wire")
        assert sheet.source.currentText() == "Wire  (3)" and sheet.count.text() == "1 article"
        person.key(Qt.Key.Key_Return)

    build(person, choose)
    assert keys(frame) == ["k2"] and chips(frame) == ["begun", "without quote", "from Wire"]
    assert frame.articles.count.text() == "1 of 6" and frame.articles.conditions == (BEGUN, WITHOUT, WIRE)
    assert frame.articles.chips.button(1).text() == "To do 5", "the chips count all articles"


def test_the_sheet_shows_what_is_on_and_leaves_what_it_cannot_show(person: Hands) -> None:
    frame = person.frame
    days = Condition("published", "2025", "2025-03")
    ids = [frame.session.project.article_id("k1")] if frame.session else []
    frame.articles.show_among("before the change", ids)
    frame.articles.set_conditions((*frame.articles.conditions, WITHOUT, days, Condition("flagged"), WIRE))
    before = set(frame.articles.conditions)
    build(person, lambda sheet: person.key(Qt.Key.Key_Return))
    assert set(frame.articles.conditions) == before and len(before) == 5
    build(person, lambda sheet: person.key(Qt.Key.Key_Escape))
    assert set(frame.articles.conditions) == before


def test_chips_take_conditions_out_and_words_combine(person: Hands) -> None:
    frame = person.frame
    frame.articles.set_conditions([BEGUN, WITHOUT])
    assert keys(frame) == ["k2", "k3"]
    frame.focus_filter()
    person.type("post")
    assert keys(frame) == ["k3"]
    assert frame.articles.conditions_shown is not None
    person.click(frame.articles.conditions_shown.buttons[1])
    assert keys(frame) == ["k1", "k3"] and chips(frame) == ["begun"]
    person.click(frame.articles.chips.button(0))
    assert keys(frame) == ["k1", "k3"]
    frame.focus_filter()
    person.key(Qt.Key.Key_Escape)
    assert keys(frame) == ["k0", "k1", "k2", "k3"] and chips(frame) == ["begun"]
    person.key(Qt.Key.Key_Escape)
    assert len(keys(frame)) == 6 and chips(frame) == []


def test_esc_in_the_article_clears_the_filter_last(person: Hands) -> None:
    frame = person.frame
    frame.articles.set_conditions([BEGUN])
    frame.view.setFocus()
    person.key(Qt.Key.Key_J)
    for _ in range(2):
        assert chips(frame) == ["begun"]
        person.key(Qt.Key.Key_Escape)
    assert chips(frame) == []


def test_nothing_found_says_what_is_filtered(person: Hands) -> None:
    frame = person.frame
    frame.articles.set_conditions([BEGUN, WITHOUT, Condition("source", "Mail")])
    assert frame.articles.empty.text() == "No article is begun, without quote and from Mail. Esc clears the filter."
    frame.focus_filter()
    person.type("tug")
    words = "No article has “tug” and is begun, without quote and from Mail. Esc clears the filter."
    assert frame.articles.empty.text() == words and frame.articles.empty.isVisible()


def test_a_filter_is_saved_chosen_renamed_and_deleted(person: Hands, tmp_path: Path) -> None:
    frame = person.frame
    assert not menu(frame, "Save this filter…").isEnabled() and not menu(frame, "Delete a filter").isEnabled()
    frame.articles.set_conditions([BEGUN, WITHOUT])

    def name(sheet: Sheet) -> None:
        assert isinstance(sheet, NameSheet) and not sheet.save_button.isEnabled()
        person.type("Still to quote")
        person.key(Qt.Key.Key_Return)

    person.during(menu(frame, "Save this filter…").trigger, name)
    assert menu(frame, "Still to quote").isChecked()
    menu(frame, "Clear the filter").trigger()
    assert len(keys(frame)) == 6 and not menu(frame, "Still to quote").isChecked()
    menu(frame, "Still to quote").trigger()
    assert keys(frame) == ["k2", "k3"]

    def rename(sheet: Sheet) -> None:
        assert isinstance(sheet, NameSheet)
        person.type("Quotes & more")
        person.key(Qt.Key.Key_Return)

    person.during(menu(frame, "Rename a filter", "Still to quote").trigger, rename)
    assert frame.message.text().startswith("The filter is called “Quotes & more”.")
    assert menu(frame, "Quotes && more").isChecked()
    address = frame.session.project.address if frame.session else ""
    assert SavedFilters(Settings(tmp_path / "settings.json"), address).all() == {"Quotes & more": (BEGUN, WITHOUT)}
    assert SavedFilters(Settings(tmp_path / "settings.json"), "elsewhere").all() == {}
    menu(frame, "Delete a filter", "Quotes && more").trigger()
    assert SavedFilters(Settings(tmp_path / "settings.json"), address).all() == {}


def test_a_damaged_filter_counts_as_not_there(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.json")
    saved = SavedFilters(settings, "p")
    settings.set(
        "filters", {"p": {"good": [{"kind": "flagged"}], "bad": [{"kind": "state", "value": "x"}], "none": []}}
    )
    assert saved.all() == {"good": (Condition("flagged"),)} and saved.name_of([Condition("flagged")]) == "good"
    saved.save("good", [BEGUN])
    saved.save("other", [WITHOUT])
    saved.rename("good", "other")
    assert saved.all() == {"other": (BEGUN,)}
    settings.set("filters", {"p": 3})
    assert Settings(tmp_path / "s.json").get("filters") is None


def test_an_article_that_passes_no_longer_goes_when_it_is_left(person: Hands) -> None:
    frame = person.frame
    frame.articles.set_conditions([WITHOUT, BEGUN])
    assert frame.session is not None
    frame.session.open("k2")
    frame.view.setFocus()
    frame.view.select_extent(0, 6)
    person.key(Qt.Key.Key_3)
    assert keys(frame) == ["k2", "k3"]
    person.key(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert frame.session.article is not None and frame.session.article.key == "k3"
    assert keys(frame) == ["k3"] and frame.articles.count.text() == "1 of 6"


def test_articles_found_elsewhere_are_shown_under_a_name_that_is_not_saved(person: Hands) -> None:
    frame = person.frame
    assert frame.session is not None
    ids = [frame.session.project.article_id(key) for key in ("k4", "k1")]
    frame.articles.show_among("tagged before the guideline of quote changed", ids)
    assert keys(frame) == ["k1", "k4"] and not menu(frame, "Save this filter…").isEnabled()
    assert frame.articles.conditions_shown is not None
    chip = frame.articles.conditions_shown.buttons[0]
    assert chip.text().startswith("tagged before") and chip.text().endswith("…")
    assert chip.geometry().right() < frame.articles.conditions_shown.width()
    assert "guideline of quote changed" in chip.toolTip()


def test_chips_take_as_many_lines_as_they_need(person: Hands) -> None:
    frame = person.frame
    frame.articles.set_conditions([BEGUN, WITHOUT, WIRE, Condition("complete", "boilerplate", negated=True)])
    shown = frame.articles.conditions_shown
    assert shown is not None
    boxes = [chip.geometry() for chip in shown.buttons]
    assert len({box.top() for box in boxes}) > 1 and shown.height() == boxes[-1].bottom() + 1
    assert not any(a.intersects(b) for at, a in enumerate(boxes) for b in boxes[:at])
    frame.set_theme("dark")
    assert shown.buttons[0].theme is frame.theme
