"""The list of articles by keys and mouse: filter, chips, menu, rows in words and pixels, what stays under the hands."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot
from support.build import bring, record, tag
from support.frames import PutUp

from workbench.errors import ProjectError
from workbench.project import ArticleRow, Project
from workbench.project.labelling import Labelling
from workbench.window.frame import Frame
from workbench.window.panels.article_rows import second_line, short_date, spoken, title_of
from workbench.window.panels.state_chips import short_number

CONTROL = Qt.KeyboardModifier.ControlModifier
TITLES = ("Ferry adds Sunday crossings", "Über den Fluß", "إضراب في الميناء", None, "Tug crews back union", "Port vote")


@pytest.fixture
def six(frame: Frame, tmp_path: Path, then_shown: PutUp) -> Iterator[Frame]:
    """Ines on six articles: the first and second done, the third begun, the fifth flagged."""
    where = tmp_path / "six.workbench"
    with Project.create(where, "news-lite") as project:
        records = [
            record(
                f"k{at}", f"Text {at}: the night.", meta={"title": title, "source": "Wire", "published": "2024-03-14"}
            )
            for at, title in enumerate(TITLES)
        ]
        bring(project, tmp_path, records)
        for key in ("k0", "k1"):
            tag(project, "ines", key, ("actor", 0, 4))
        tag(project, "ines", "k2", ("actor", 0, 4), done=False)
        Labelling(project, "ines").set_flagged("k4", True)
    frame.projects.open(str(where), "ines")
    then_shown(frame)
    yield frame


def keys(frame: Frame) -> list[str]:
    model = frame.articles.model
    rows = [model.row(at) for at in range(model.rowCount())]
    return [row.key for row in rows if row is not None]


def current(frame: Frame) -> str:
    assert frame.session is not None and frame.session.article is not None
    return frame.session.article.key


def chips(frame: Frame) -> list[str]:
    return [f"{chip.text()}{'*' if chip.isChecked() else ''}" for chip in frame.articles.chips.buttons()]


def press_chip(frame: Frame, qtbot: QtBot, at: int) -> None:
    qtbot.mouseClick(frame.articles.chips.button(at), Qt.MouseButton.LeftButton)


def row_colours(frame: Frame, key: str) -> set[str]:
    """The colours in the column of the glyphs."""
    articles = frame.articles
    assert articles.listing is not None
    at = articles.listing.place(key)
    assert at is not None
    box = articles.list.visualRect(articles.model.index(at))
    image: QImage = articles.list.viewport().grab(box).toImage()
    return {image.pixelColor(x, y).name() for x in range(12, 34) for y in range(4, 46)}


def test_the_heading_the_chips_and_the_foot_count(six: Frame) -> None:
    articles = six.articles
    assert articles.count.text() == "6" and chips(six) == ["All*", "To do 4", "Flagged 1"]
    assert (articles.foot.done.text(), articles.foot.share.text()) == ("2 of 6 done", "33 %")
    assert (articles.foot.progress.value(), articles.foot.progress.maximum()) == (2, 6)
    assert current(six) == "k2" and six.header.position.text() == "3 / 6"


def test_words_filter_whatever_their_case(six: Frame, qtbot: QtBot) -> None:
    six.articles.list.setFocus()
    qtbot.keyClicks(six.articles.list, "w")  # typing in the list filters
    assert six.articles.filter.hasFocus() and len(keys(six)) == 6, "the source of all"
    six.articles.filter.setText("ÜBER fluss")
    assert keys(six) == ["k1"] and six.articles.count.text() == "1 of 6"
    six.articles.filter.setText("wire K4")
    assert keys(six) == ["k4"]
    qtbot.keyClick(six.articles.filter, Qt.Key.Key_Return)
    assert current(six) == "k4" and six.view.hasFocus() and six.header.position.text() == "1 / 1"


def test_keys_lead_from_the_filter_into_the_list_and_to_the_article(six: Frame, qtbot: QtBot) -> None:
    articles = six.articles
    qtbot.keyClick(six.view, Qt.Key.Key_Slash)
    articles.filter.setText("night")  # which no title has
    assert articles.empty.isVisible() and articles.empty.text() == "No article has “night”. Esc clears the filter."
    qtbot.keyClick(articles.filter, Qt.Key.Key_Escape)
    assert articles.filter.text() == "" and not articles.empty.isVisible()
    articles.filter.setText("tug")
    qtbot.keyClick(articles.filter, Qt.Key.Key_Down)
    assert articles.list.hasFocus() and articles.list.currentIndex().row() == 0
    qtbot.keyClick(articles.list, Qt.Key.Key_Return)
    assert current(six) == "k4" and six.view.hasFocus()
    articles.filter.setFocus()
    for _ in range(2):
        qtbot.keyClick(articles.filter, Qt.Key.Key_Escape)
    assert six.view.hasFocus() and len(keys(six)) == 6


def test_a_click_opens_and_leaves_the_focus(six: Frame, qtbot: QtBot) -> None:
    articles = six.articles
    box = articles.list.visualRect(articles.model.index(5))
    qtbot.mouseClick(articles.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert current(six) == "k5" and not six.view.hasFocus()


def test_chips_narrow_the_list_and_the_walk(six: Frame, qtbot: QtBot) -> None:
    press_chip(six, qtbot, 1)
    assert keys(six) == ["k2", "k3", "k4", "k5"] and chips(six) == ["All", "To do 4*", "Flagged 1"]
    assert six.articles.count.text() == "4 of 6" and six.header.position.text() == "1 / 4"
    six.view.setFocus()
    qtbot.keyClick(six.view, Qt.Key.Key_PageDown, CONTROL)
    qtbot.keyClick(six.view, Qt.Key.Key_PageDown, CONTROL)
    assert current(six) == "k4" and six.header.position.text() == "3 / 4"
    press_chip(six, qtbot, 2)
    assert keys(six) == ["k4"]
    qtbot.keyClick(six.view, Qt.Key.Key_PageDown, CONTROL)
    assert current(six) == "k4" and six.message.text() == "This is the only article in the list."
    press_chip(six, qtbot, 0)
    six.walk.go_to("k0")
    six.walk.step(-1)
    assert current(six) == "k0" and six.message.text() == "This is the first of the 6 articles in the list."


def test_what_is_done_goes_when_it_is_left(six: Frame, qtbot: QtBot) -> None:
    press_chip(six, qtbot, 1)
    six.walk.go_to("k3")
    six.walk.finish(go_on=False)
    assert keys(six) == ["k2", "k3", "k4", "k5"], "not under the hands"
    assert chips(six)[1] == "To do 3*"
    qtbot.keyClick(six.view, Qt.Key.Key_PageDown, CONTROL)
    assert current(six) == "k4" and keys(six) == ["k2", "k4", "k5"] and six.header.position.text() == "2 / 3"
    six.walk.finish(go_on=True)
    assert current(six) == "k5" and keys(six) == ["k2", "k5"]
    assert six.articles.list.currentIndex().row() == 1
    six.undo()
    assert current(six) == "k4" and keys(six) == ["k2", "k4", "k5"]


def test_when_nothing_is_open_it_says_what_is_next(six: Frame, qtbot: QtBot) -> None:
    six.articles.filter.setText("k2")
    six.walk.finish(go_on=True)
    assert six.message.text() == (
        "Every article that the filter shows is done; 3 others are open. “All” above the list shows them."
    )
    six.articles.filter.clear()
    for key in ("k3", "k4", "k5"):
        six.walk.go_to(key)
        six.walk.finish(go_on=True)
    assert six.message.text() == "Every article is done. Export with Ctrl+Shift+E, or review with Ctrl+2."
    assert six.articles.foot.share.text() == "100 %"
    press_chip(six, qtbot, 1)
    assert six.articles.empty.text() == "Nothing is left to do. “All” shows every article."


def options(frame: Frame) -> dict[str, QAction]:
    return counted(frame.articles.options_menu())


def counted(menu: QMenu) -> dict[str, QAction]:
    """The entries that say how many articles there are."""
    return {act.text().split("\t")[0]: act for act in menu.actions() if "\t" in act.text()}


@pytest.mark.qt_log_ignore("plugin does not support", extend=True)
def test_the_menu_offers_every_state_and_the_chips_say_which(six: Frame, qtbot: QtBot) -> None:
    assert six.articles.options.accessibleName() == "list options"
    qtbot.mouseClick(six.articles.options, Qt.MouseButton.LeftButton)
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, QMenu) and len(counted(shown)) == 5
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    found = options(six)
    assert [act.text() for act in found.values()] == ["All\t6", "To do\t4", "Begun\t1", "Done\t2", "Flagged\t1"]
    assert [act.isChecked() for act in found.values()] == [True, False, False, False, False]
    found["Begun"].trigger()
    assert keys(six) == ["k2"] and chips(six) == ["All", "To do 4", "Begun 1*"]
    options(six)["Done"].trigger()
    assert keys(six) == ["k0", "k1"] and chips(six) == ["All", "To do 4", "Done 2*"]
    options(six)["All"].trigger()
    assert len(keys(six)) == 6 and chips(six) == ["All*", "To do 4", "Flagged 1"]


def test_f_flags_and_one_undo_takes_it_back(six: Frame, qtbot: QtBot) -> None:
    six.view.setFocus()
    flag = six.menus.actions["article.flag"]
    warn = six.theme.warn.name()
    assert warn not in row_colours(six, "k2")
    qtbot.keyClick(six.view, Qt.Key.Key_F)
    assert six.message.text() == "Flagged the article. Ctrl+Z undoes it." and chips(six)[2] == "Flagged 2"
    assert flag.isChecked() and warn in row_colours(six, "k2")
    six.walk.step(1)
    assert not flag.isChecked()
    six.undo()
    assert current(six) == "k2" and not flag.isChecked() and chips(six)[2] == "Flagged 1"
    assert six.message.text().startswith("Undone in “إضراب في الميناء”: flagged the article")
    qtbot.keyClick(six.view, Qt.Key.Key_F)
    qtbot.keyClick(six.view, Qt.Key.Key_F)
    assert six.message.text() == "Flag removed. Ctrl+Z brings it back."


def test_an_undo_of_a_removal_selects_what_came_back(six: Frame) -> None:
    (span,) = six.view.spans()
    six.view.select_span(span.id)
    six.tagging.remove()
    assert six.view.spans() == []
    six.walk.go_to("k5")
    six.undo()
    assert current(six) == "k2" and six.view.selected_span == span


@pytest.mark.parametrize("density, height", [("comfortable", 50), ("standard", 44), ("compact", 28)])
@pytest.mark.parametrize("theme", ["light", "dark", "hc"])
def test_rows_are_as_high_as_the_density_says(six: Frame, density: str, height: int, theme: str) -> None:
    six.set_theme(theme)
    six.articles.set_density(density)
    articles = six.articles
    assert articles.list.visualRect(articles.model.index(1)).height() == height
    assert articles.list.visualRect(articles.model.index(1)).top() - articles.list.visualRect(
        articles.model.index(0)
    ).top() == height  # fmt: skip
    assert articles.grab().toImage().width() == articles.width()


def test_right_to_left_titles_stand_at_the_right(six: Frame) -> None:
    """The ink of a short title in Arabic is in the right half of its line, that of a Latin one in the left."""
    articles = six.articles
    six.walk.go_to("k5")

    def ink(at: int) -> float:
        box = articles.list.visualRect(articles.model.index(at))
        image = articles.list.viewport().grab(box).toImage()
        ground = image.pixelColor(36, 4)
        found = [x for x in range(38, box.width() - 14) for y in range(8, 25) if image.pixelColor(x, y) != ground]
        return sum(found) / len(found) / box.width()

    assert ink(2) > 0.6 and ink(1) < 0.5


def test_a_narrow_list_has_room_for_its_chips(six: Frame) -> None:
    articles = six.articles
    for chip, text in zip(articles.chips.buttons()[1:], ("To do", "Flagged")):
        chip.setText(f"{text} {short_number(99_999)}")
    assert articles.minimumSizeHint().width() <= 232
    assert [short_number(count) for count in (7, 9_999, 10_000, 99_999)] == ["7", "9,999", "10k", "99k"]


def test_what_cant_be_read_is_said_once_and_nothing_breaks(six: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = six.articles
    assert articles.listing is not None

    def broken(*given: object) -> None:
        raise ProjectError("the disk is gone; bring it back")

    monkeypatch.setattr(articles.listing, "row", broken)
    said: list[str] = []
    articles.failed.connect(said.append)
    articles.list.viewport().grab()
    articles.list.viewport().grab()
    assert said == ["The disk is gone; bring it back."]


def test_another_project_shows_its_own_articles_unfiltered(six: Frame, tmp_path: Path, qtbot: QtBot) -> None:
    six.articles.filter.setText("tug")
    press_chip(six, qtbot, 2)
    six.projects.make(str(tmp_path / "other.workbench"))
    assert six.articles.filter.text() == "" and keys(six) == [] and chips(six)[0] == "All*"
    assert six.articles.empty.text().startswith("No articles yet. Drop files here")


def made(**more: object) -> ArticleRow:
    fields = {"id": "i", "key": "the-key", "position": 1, "title": None, "source": None, "published": None,
              "state": "done", "spans": 0}  # fmt: skip
    return ArticleRow(**{**fields, **more})  # type: ignore[arg-type]


def test_rows_are_told_in_words() -> None:
    row = made(
        title="Tug crews", source="Wire", published="2024-03-14T08:00", state="in_progress", spans=1, flagged=True
    )
    assert spoken(row) == "Tug crews, begun, flagged, 1 span, Wire · 14 Mar 2024"
    assert title_of(made()) == "the-key" and second_line(made(beginning="It began")) == "It began"
    assert spoken(made(beginning="It began", spans=1200)) == "the-key, done, 1,200 spans, It began"
    assert second_line(made(title="A title")) == "the-key" and second_line(made()) == ""


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2025-03-14", "14 Mar"),
        ("2025-12-01T10:00:00+01:00", "1 Dec"),
        ("2024-03-14 18:42", "14 Mar 2024"),
        ("2025-03", "2025-03"),
        ("14 March 2025", "14 March 2025"),
        ("2025-02-30", "2025-02-30"),
        ("2025-03-14x", "2025-03-14x"),
    ],
)
def test_dates_are_short(published: str, said: str) -> None:
    assert short_date(published, date(2025, 5, 1)) == said


def test_the_accessible_text_of_a_row_names_state_and_flag(six: Frame) -> None:
    told = six.articles.model.index(4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Tug crews back union, to do, flagged, 0 spans, Wire · 14 Mar 2024"


def test_the_filter_line_shows_its_key_and_a_cross_that_clears(six: Frame, qtbot: QtBot) -> None:
    line = six.articles.filter
    assert line.key == "/"
    six.keymap.set_keys("article.filter", ("Y",))
    assert line.key == "Y"
    line.setText("tug")
    (cross,) = line.findChildren(QToolButton)
    assert cross.isVisible()
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert line.text() == "" and len(keys(six)) == 6 and not cross.isVisible()


def test_done_says_how_to_take_it_back(six: Frame) -> None:
    assert six.session is not None
    six.walk.finish(go_on=False)
    assert six.session.layer.state == "done"
    assert six.message.text() == "The article is done. Ctrl+Z undoes it."
    six.undo()
    assert six.session.layer.state == "in_progress"
    six.walk.go_to("k0")
    six.walk.finish(go_on=True)  # which was done before: there is nothing to undo
    assert current(six) != "k0" and six.message.text() == "The article is done."


def asked(frame: Frame, reason: QContextMenuEvent.Reason, at: QPoint) -> QMenu | None:
    """The menu that comes up where one is asked for in the list."""
    rows = frame.articles.list
    target = rows if reason == QContextMenuEvent.Reason.Keyboard else rows.viewport()
    QApplication.sendEvent(target, QContextMenuEvent(reason, at, target.mapToGlobal(at)))
    shown = QApplication.activePopupWidget()
    assert shown is None or isinstance(shown, QMenu)
    return shown


def test_a_row_has_the_menu_of_its_article(six: Frame) -> None:
    articles = six.articles
    other = articles.list.visualRect(articles.model.index(4)).center()
    menu = asked(six, QContextMenuEvent.Reason.Mouse, other)
    assert menu is not None and current(six) == "k4" and articles.list.currentIndex().row() == 4
    entries = {entry.text().partition("\t")[0]: entry for entry in menu.actions() if not entry.isSeparator()}
    assert list(entries) == [
        "Done, stay here", "Reopen this article", "Flag this article", "Comment on the article",
        "About this article…", "Remove article…",
    ]  # fmt: skip
    assert all(entry in six.menus.actions.values() for entry in entries.values())
    assert entries["Flag this article"].isChecked() and not entries["Reopen this article"].isEnabled()
    entries["Flag this article"].trigger()
    menu.close()
    assert six.session is not None and not six.session.flagged and chips(six)[2] == "Flagged 0"


def test_the_menu_key_asks_for_the_current_row(six: Frame) -> None:
    articles = six.articles
    articles.list.setFocus()
    articles.list.setCurrentIndex(articles.model.index(1))
    menu = asked(six, QContextMenuEvent.Reason.Keyboard, QPoint(0, 0))
    assert menu is not None and current(six) == "k1" and six.menus.actions["article.reopen"].isEnabled()
    menu.close()


def test_no_menu_below_the_rows(six: Frame) -> None:
    below = six.articles.list.viewport().rect().bottomLeft()
    assert asked(six, QContextMenuEvent.Reason.Mouse, below) is None and current(six) == "k2"
