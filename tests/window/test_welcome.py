"""The page without a project: keys and mouse choose, what is gone can be forgotten, a password is not shown."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from support.command import environment

from workbench.window.frame import Frame
from workbench.window.look.theme import load_theme
from workbench.window.welcome.page import Keys, Welcome
from workbench.window.welcome.recent import Recent, recent_projects
from workbench.window.welcome.recent_list import cap_box

ONE = Recent("/a/one.workbench", "one", "/a/one.workbench", False, 134, 348, datetime(2026, 11, 3, 10, 0))
GONE = Recent("/a/gone.workbench", "gone", "/a/gone.workbench", True, 3, 5, datetime(2026, 10, 12, 10, 0))
TWO = Recent("/a/two.workbench", "two", "/a/two.workbench")


@pytest.fixture
def page(qtbot: QtBot) -> Welcome:
    made = Welcome([ONE, GONE, TWO], ["txt", "csv"], load_theme("light"), Keys(("Ctrl", "N"), ("Ctrl", "O")))
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


@pytest.fixture
def chosen(page: Welcome) -> list[str]:
    found: list[str] = []
    page.recent_chosen.connect(found.append)
    page.recent_forgotten.connect(lambda where: found.append(f"forget {where}"))
    page.new_asked.connect(lambda: found.append("new"))
    page.open_asked.connect(lambda: found.append("open"))
    page.database_asked.connect(lambda: found.append("database"))
    page.sample_asked.connect(lambda: found.append("sample"))
    return found


def row(page: Welcome, at: int) -> QRectF:
    return QRectF(page.list.visualRect(page.list.model().index(at, 0)))


def test_only_plain_digits_choose(page: Welcome, chosen: list[str], qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page, Qt.Key.Key_9)
    assert chosen == []
    qtbot.keyClick(page, Qt.Key.Key_1)
    qtbot.keyClick(page.list, Qt.Key.Key_3)  # the list must not search for it
    qtbot.keyClick(page.list, Qt.Key.Key_0)
    qtbot.keyClick(page.entries[0], Qt.Key.Key_1, Qt.KeyboardModifier.KeypadModifier)
    assert chosen == [ONE.where, TWO.where, "sample", ONE.where]


def test_arrows_and_enter_choose(page: Welcome, chosen: list[str], qtbot: QtBot) -> None:
    assert page.focusWidget() is page.list and page.list.currentIndex().row() == 0
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert chosen == [TWO.where]


def test_a_click_opens(page: Welcome, chosen: list[str], qtbot: QtBot) -> None:
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=row(page, 2).center().toPoint())
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.RightButton, pos=row(page, 0).center().toPoint())
    for entry in page.entries:
        qtbot.mouseClick(entry, Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    qtbot.mouseClick(page.database, Qt.MouseButton.LeftButton)
    assert chosen == [TWO.where, "new", "open", "sample", "database"]


def test_what_is_gone_is_forgotten_by_its_cross(page: Welcome, chosen: list[str], qtbot: QtBot) -> None:
    cross = cap_box(row(page, 1)).center().toPoint()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=cross)
    assert chosen == [f"forget {GONE.where}"] and page.list.rows() == [ONE, TWO]
    assert page.list.maximumHeight() == 2 * 58


def test_delete_forgets_only_what_is_gone(page: Welcome, chosen: list[str], qtbot: QtBot) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert chosen == [] and len(page.list.rows()) == 3
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert chosen == [f"forget {GONE.where}"]


def test_each_row_and_entry_tells_itself(page: Welcome) -> None:
    said = [page.list.model().index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(3)]
    assert "134 of 348 done" in said[0] and "key 1" in said[0] and "last open on 3 November" in said[0]
    assert "not found. It was here on 12 October" in said[1] and "Delete forgets it" in said[1]
    assert [entry.accessibleName() for entry in page.entries] == [
        "New project (Ctrl+N)", "Open project (Ctrl+O)", "Try the sample (0)",
    ]  # fmt: skip
    assert all(entry.accessibleDescription() for entry in page.entries)
    assert page.list.accessibleName() == "Recent projects"


def test_tab_reaches_everything_once(page: Welcome, qtbot: QtBot) -> None:
    order = []
    for _ in range(5):
        focused = page.focusWidget()
        assert focused is not None
        order.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert page.focusWidget() is order[0]
    at = order.index(page.entries[0])
    new, opened, sample = page.entries
    assert (order + order)[at : at + 5] == [new, opened, page.database, sample, page.list]


def test_without_recent_projects_the_first_way_has_the_focus(qtbot: QtBot) -> None:
    page = Welcome([], ["txt"], load_theme("dark"))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    assert page.nothing.isVisible() and not page.list.isVisible()
    page.setFocus()
    assert page.focusWidget() is page.entries[0]
    qtbot.keyClick(page.entries[0], Qt.Key.Key_Down)
    assert page.focusWidget() is page.entries[1]
    qtbot.keyClick(page.entries[1], Qt.Key.Key_Up)
    assert page.focusWidget() is page.entries[0]
    chosen: list[str] = []
    page.new_asked.connect(lambda: chosen.append("new"))
    qtbot.keyClick(page.entries[0], Qt.Key.Key_Space)
    assert chosen == ["new"]


def test_no_password_stands_anywhere(frame: Frame) -> None:
    frame.settings.remember_project("postgresql://ines:secret@db.example/strikes")
    frame.projects.show_welcome()
    page = frame.pages.currentWidget()
    assert isinstance(page, Welcome)
    (shown,) = page.list.rows()
    assert (shown.name, shown.place) == ("strikes", "postgresql://ines@db.example/strikes")
    index = page.list.model().index(0, 0)
    assert not any("secret" in str(index.data(role)) for role in (Qt.ItemDataRole.DisplayRole,
                   Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole))  # fmt: skip


def test_a_name_that_is_no_text_is_drawn(frame: Frame, tmp_path: Path) -> None:
    frame.settings.remember_project("/\udcff<b>.workbench")
    frame.projects.show_welcome()
    page = frame.pages.currentWidget()
    assert isinstance(page, Welcome)
    assert not page.list.grab().isNull() and page.list.rows()[0].missing


def test_the_window_says_its_version_and_hides_menus(frame: Frame, sample: Path) -> None:
    shown = [name for name, menu in frame.header.menu_of.items() if menu.menuAction().isVisible()]
    assert shown == ["File", "View", "Help"]
    assert frame.facts.text().startswith("Version ") and frame.statusBar().isVisible()
    assert frame.windowTitle() == "Workbench"
    frame.projects.open(str(sample), "ines")
    assert all(menu.menuAction().isVisible() for menu in frame.header.menu_of.values())
    assert frame.windowTitle() == "sample – Workbench" and "Version" not in frame.facts.text()


def test_the_settings_are_at_the_right_while_no_project_is_open(
    frame: Frame, sample: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Frame] = []
    monkeypatch.setattr("workbench.window.preferences.show_settings", asked.append)
    button = frame.header.settings
    assert button is not None and button.isVisible() and button.accessibleName() == "settings"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [frame]
    frame.projects.open(str(sample), "ines")
    assert not button.isVisible()


def test_closing_remembers_how_far_it_was(frame: Frame, sample: Path, qtbot: QtBot) -> None:
    frame.projects.open(str(sample), "ines")
    qtbot.keyClick(frame, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert frame.session is None and frame.windowTitle() == "Workbench"
    (shown,) = recent_projects(frame.settings)
    assert (shown.name, shown.counted) == ("sample", "15 of 16 done")
    page = frame.pages.currentWidget()
    assert isinstance(page, Welcome) and page.list.rows() == [shown]
    qtbot.keyClick(page, Qt.Key.Key_1)
    assert frame.session is not None and frame.session.annotator == "ines"


def test_forgetting_is_remembered(frame: Frame, tmp_path: Path, qtbot: QtBot) -> None:
    frame.settings.remember_project(str(tmp_path / "gone.workbench"))
    frame.projects.show_welcome()
    page = frame.pages.currentWidget()
    assert isinstance(page, Welcome)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert frame.settings.get("recent") == [] and page.nothing.isVisible()


def test_the_menu_offers_recent_projects(frame: Frame, sample: Path) -> None:
    frame.projects.open(str(sample), "ines")
    frame.projects.close_to_welcome()
    file = frame.header.menu_of["File"]
    file.aboutToShow.emit()
    recent = next(entry.menu() for entry in file.actions() if entry.text() == "Recent projects")
    (entry,) = recent.actions()
    assert "sample" in entry.text()
    entry.trigger()
    assert frame.session is not None and frame.session.project.name == "sample"


def test_themes_reach_the_page(frame: Frame) -> None:
    for name, colour in (("dark", "#1b1c1f"), ("light", "#fdfcf9")):
        frame.set_theme(name)
        picture = frame.pages.currentWidget().grab().toImage()
        assert picture.pixelColor(4, 4).name() == colour
        sentence = frame.pages.currentWidget().sentence  # type: ignore[attr-defined]
        assert sentence.viewport().grab().toImage().pixelColor(sentence.width() - 3, 3).name() == colour


def test_all_formats_that_are_read_are_named(frame: Frame) -> None:
    words = [label.text() for label in frame.pages.currentWidget().findChildren(QLabel)]
    endings = next(text for text in words if text.startswith("txt, "))
    assert {"txt", "jsonl", "csv", "tsv", "html"} <= set(endings.split(", "))
    assert "conll" not in endings  # which is only written


def test_little_room_hides_what_is_only_looked_at(page: Welcome, qtbot: QtBot) -> None:
    assert page.sentence.isVisible()
    page.resize(760, 430)
    assert not page.sentence.isVisible()
    assert all(page.rect().contains(entry.geometry().translated(entry.parentWidget().mapTo(page, QPoint(0, 0))))
               for entry in page.entries)  # fmt: skip


OPENED = """
import sys
from workbench.cli.start import first_sight
frame = first_sight(sys.argv[1])
assert frame.session is not None
print(*(name for name in sys.modules if name.startswith("workbench.")))
"""


def test_a_window_on_a_project_makes_nothing_of_the_welcome_page(sample: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPENED, str(sample)], capture_output=True, timeout=60, check=True,
        env={**environment(), "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    loaded = set(done.stdout.decode().split())
    assert "workbench.window.frame" in loaded
    late = (
        "welcome.page", "welcome.recent_list", "welcome.tagged_sentence", "sheets.new_project",
        "sheets.open_database", "sheets.dialogs", "drop", "crash",
    )  # fmt: skip
    assert not loaded & {f"workbench.window.{name}" for name in late}
    assert "workbench.formats.jsonl" not in loaded
