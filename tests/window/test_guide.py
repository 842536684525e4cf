"""The guideline beside the article: it follows the label under work, and all of them can be searched."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from workbench.model.scheme_file import read_scheme
from workbench.window.frame import Frame
from workbench.window.guide.panel import GuidePanel
from workbench.window.guide.text import escaped, found_in, page, sections

SCHEME = read_scheme(
    """
name = "mine"
version = "1"
[[label]]
name = "saying"
key = "1"
parts = true
entity = true
guideline = "# Saying\\n\\nWhat somebody says.\\n\\n## Not\\n\\nA *title* is none."
[[label.attribute]]
name = "type"
kind = "choice"
values = [{ name = "direct", letter = "d", means = "inside marks" }, "other_one"]
required = true
[[label.attribute]]
name = "how"
kind = "text"
when = { type = ["direct"] }
[[label.attribute]]
name = "hidden"
kind = "flag"
off = true
[[label.entity_attribute]]
name = "rank"
kind = "number"
[[relation]]
name = "speaker"
from = ["saying"]
to = ["saying"]
at_most = 1
required = true
unless = { type = "direct" }
"""
)


def test_a_page_is_the_guideline_and_what_the_scheme_says() -> None:
    text = page(SCHEME, SCHEME.label("saying"))
    assert text.startswith("# Saying\n\nWhat somebody says.")
    for part in (
        "key **1**, letter S", "may have several parts", "belong to one entity", "### type, required",
        "- **direct** (key d): inside marks", "- **other\\_one**", "### how (a text), asked where type is direct",
        "### rank (a number), once for all mentions",
        "- **speaker** leads to saying, at most 1, required unless type is direct",
    ):  # fmt: skip
        assert part in text, part
    assert "hidden" not in text


def test_sections_are_found_by_all_words() -> None:
    pages = [("Saying", page(SCHEME, SCHEME.label("saying")))]
    assert [part.heading for part in sections(pages[0][1])][:3] == ["Saying", "Not", "How saying is tagged"]
    found, count = found_in(pages, ["TITLE", "none"])
    assert count == 1 and found == "# Saying\n\n## Not\n\nA *title* is none."
    assert found_in(pages, ["tugboat"]) == ("", 0)
    assert escaped("a_b*[c]") == "a\\_b\\*\\[c\\]"


@pytest.fixture
def guide(working: Frame, qtbot: QtBot) -> GuidePanel:
    """The panel, asked for by its key with a span selected."""
    qtbot.keyClick(working.view, Qt.Key.Key_J)
    qtbot.keyClick(working.view, Qt.Key.Key_G)
    panel = working.panels.panel("guide")
    assert isinstance(panel, GuidePanel)
    return panel


def test_it_follows_the_selected_span(working: Frame, guide: GuidePanel, qtbot: QtBot) -> None:
    span = working.view.selected_span
    assert span is not None and guide.isVisible() and guide.text.hasFocus()
    assert guide.labels.currentData() == span.label and len(guide.text.toPlainText()) > 100
    qtbot.keyClick(guide.text, Qt.Key.Key_Escape)
    assert working.view.hasFocus()
    for _ in range(12):
        qtbot.keyClick(working.view, Qt.Key.Key_J)
        now = working.view.selected_span
        assert now is not None
        qtbot.waitUntil(lambda now=now: guide.labels.currentData() == now.label)  # type: ignore[misc]


def test_a_choice_holds_until_another_label_is_worked_with(working: Frame, guide: GuidePanel) -> None:
    names = [guide.labels.itemData(at) for at in range(guide.labels.count())]
    other = next(name for name in names if name != guide.labels.currentData())
    guide.labels.setCurrentIndex(names.index(other))
    guide.labels.activated.emit(names.index(other))
    before = guide.text.toPlainText()
    guide.refresh()
    assert guide.labels.currentData() == other and guide.text.toPlainText() == before


def test_the_first_hit_is_scrolled_into_view(working: Frame, guide: GuidePanel, qtbot: QtBot) -> None:
    guide.text.show_markdown("\n\n".join(["Nothing."] * 90 + ["Here a lighthouse stands."] + ["Nothing."] * 90))
    assert guide.text.verticalScrollBar().maximum() > 0
    guide._mark(["lighthouse"])
    (mark,) = guide.text.extraSelections()
    seen = guide.text.cursorRect(mark.cursor)
    assert guide.text.verticalScrollBar().value() > 0 and guide.text.viewport().rect().contains(seen)


def test_all_guidelines_are_searched(working: Frame, guide: GuidePanel, qtbot: QtBot) -> None:
    guide.search.setFocus()
    qtbot.keyClicks(guide.search, "quotation")
    assert "section" in guide.count.text() and guide.text.extraSelections()
    first = min(mark.cursor.selectionStart() for mark in guide.text.extraSelections())
    cursor = QTextCursor(guide.text.document())
    cursor.setPosition(first)
    assert guide.text.viewport().rect().contains(guide.text.cursorRect(cursor))
    qtbot.keyClicks(guide.search, " tugboatish")
    assert guide.count.text().startswith("No guideline has “quotation tugboatish”.") and not guide.text.toPlainText()
    qtbot.keyClick(guide.search, Qt.Key.Key_Escape)
    assert not guide.search.text() and guide.text.toPlainText() and not guide.count.isVisible()
    qtbot.keyClick(guide.search, Qt.Key.Key_Escape)
    assert working.view.hasFocus()
