"""The frame: welcome, projects, articles, people, modes, themes, dropped files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from workbench.project import Project
from workbench.project.exporting import ExportOptions
from workbench.settings import Settings
from workbench.window.action import ACTIONS, LAYERS
from workbench.window.frame import Frame
from workbench.window.importing.report import ReportSheet
from workbench.window.sheets import dialogs


def test_the_welcome_page_offers_recent_projects(frame: Frame, qtbot: QtBot, sample: Path) -> None:
    assert frame.pages.currentIndex() == 1 and not frame.left.isVisible()
    frame.settings.remember_project(str(sample))
    frame.projects.show_welcome()
    qtbot.keyClick(frame.pages.currentWidget(), Qt.Key.Key_1)
    assert frame.session is not None and frame.session.project.name == "sample"
    assert frame.left.isVisible() and frame.articles.model.rowCount() == 16


def test_a_new_project_says_what_to_do(frame: Frame, tmp_path: Path) -> None:
    frame.projects.make(str(tmp_path / "new.workbench"))
    assert frame.article_stack.currentIndex() == 1
    assert "No articles yet" in frame.articles.empty.text()
    assert frame.spans.empty.text() == "" and not frame.inspector.empty.isVisible()  # no words are there to be tagged
    (tmp_path / "a.txt").write_text("Ann met Bob.")
    frame.transfer.bring_in([str(tmp_path / "a.txt")])
    assert frame.spans.empty.isVisible() and frame.spans.empty.text().startswith("Nothing tagged yet. Select words")


def test_what_is_no_project_is_refused_in_a_sentence(
    frame: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(dialogs, "show_error", lambda parent, sentence, details="": said.append(sentence))
    other = tmp_path / "notes.workbench"
    other.write_text("dear diary")
    frame.projects.open(str(other))
    assert said == ["notes.workbench is not a project of this program; it was left as it is."]
    assert other.read_text() == "dear diary" and frame.session is None


def test_articles_are_stepped_and_filtered(working: Frame, qtbot: QtBot) -> None:
    assert working.header.position.text() == "9 / 16"
    qtbot.keyClick(working.view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert working.session is not None and working.session.article is not None
    assert working.session.article.key == "flood-warning-brief"
    qtbot.keyClick(working.view, Qt.Key.Key_Slash)
    assert working.articles.filter.hasFocus()
    qtbot.keyClicks(working.articles.filter, "tugboat")
    assert working.articles.empty.text() == "No article has “tugboat”. Esc clears the filter."
    qtbot.keyClick(working.articles.filter, Qt.Key.Key_Escape)
    qtbot.keyClicks(working.articles.filter, "zh")
    qtbot.keyClick(working.articles.filter, Qt.Key.Key_Return)
    assert working.session.article.key == "night-market-fire-zh" and working.view.hasFocus()


def test_nobody_sees_anothers_layer(working: Frame) -> None:
    mine = len(working.view.spans())
    working.projects.work_as("newcomer")
    assert mine > 0 and working.view.spans() == []
    assert working.settings.name == "newcomer"


def test_a_refused_import_says_why_and_changes_nothing(frame: Frame, tmp_path: Path) -> None:
    frame.projects.make(str(tmp_path / "new.workbench"))
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a", "text": "x"}\n{"id": "b"}\n', encoding="utf-8")
    frame.transfer.bring_in([str(bad)])
    report = frame.findChild(ReportSheet)
    assert report is not None and report.title.text() == "Nothing was imported"
    assert [(Path(row.file).name, row.line) for row in report.rows] == [("bad.jsonl", 2)]
    assert frame.session is not None and frame.session.project.article_keys() == []
    report.reject()


def test_export_writes_and_says_what_got_lost(working: Frame, tmp_path: Path) -> None:
    working.transfer.export(ExportOptions("conll"), tmp_path / "gold.conll")
    assert (tmp_path / "gold.conll").read_bytes().startswith(b"# global.columns = FORM START END")
    assert "losses are listed beside it" in working.message.text()


def test_themes_change_the_paper(working: Frame) -> None:
    for name, colour in (("dark", "#1b1c1f"), ("hc", "#000000"), ("light", "#fdfcf9")):
        working.set_theme(name)
        picture = working.view.viewport().grab().toImage()
        assert picture.pixelColor(4, 4).name() == colour


def test_a_project_without_articles_offers_to_bring_some_in(
    frame: Frame, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Project.create(tmp_path / "new.workbench", "news", "ines").close()
    frame.projects.open(str(tmp_path / "new.workbench"), "ines")
    frame.show_article()
    buttons = frame.nothing.findChildren(QPushButton)
    asked: list[bool] = []
    monkeypatch.setattr(frame.transfer, "ask", lambda: asked.append(True))
    assert len(buttons) == 1
    qtbot.waitUntil(buttons[0].isVisible)
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert asked == [True]


def test_in_an_empty_project_enter_imports(
    frame: Frame, qtbot: QtBot, tmp_path: Path, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Project.create(tmp_path / "new.workbench", "news", "ines").close()
    frame.projects.open(str(tmp_path / "new.workbench"), "ines")
    (button,) = frame.nothing.findChildren(QPushButton)
    qtbot.waitUntil(button.isVisible)
    assert frame.focusWidget() is button
    asked: list[bool] = []
    monkeypatch.setattr(frame.transfer, "ask", lambda: asked.append(True))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        frame.articles.filter.setFocus()
        frame.view.setFocus()  # as much of the window does that knows nothing of this
        assert frame.focusWidget() is button
        qtbot.keyClick(button, key)
    assert asked == [True] * 3
    frame.projects.open(str(sample), "ines")
    assert frame.focusWidget() is frame.view


def test_a_window_that_begins_dark_has_dark_paper(qtbot: QtBot, tmp_path: Path, sample: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set("theme", "dark")
    made = Frame(settings)
    qtbot.addWidget(made)
    made.projects.open(str(sample), "ines")
    made.show()
    qtbot.waitExposed(made)
    assert made.view.viewport().grab().toImage().pixelColor(4, 4).name() == "#1b1c1f"
    made.close()


def test_narrow_windows_put_menus_and_inspector_away(working: Frame, qtbot: QtBot) -> None:
    assert working.right.isVisible() and working.header.menus.isVisible()
    working.resize(1024, 700)
    qtbot.waitUntil(lambda: not working.right.isVisible())
    assert working.header.menu_button.isVisible() and not working.header.menus.isVisible()


def test_no_two_actions_share_a_key() -> None:
    seen: dict[tuple[str, bool], str] = {}
    for action in ACTIONS.values():
        for key in action.keys:
            # Plain keys of Review, of suggestions, of a link and of the other menus hold in different modes.
            where = action.mode if action.plain and action.mode in ("review", *LAYERS) else ""
            place = (f"{key} {where}", action.plain)
            assert place not in seen, (action.id, seen[place])
            seen[place] = action.id


def test_saved_is_asked_for_and_answered(working: Frame) -> None:
    working.menus.actions["file.saved"].trigger()
    assert working.message.text().startswith("Everything is saved")


def test_typing_in_the_list_filters_and_esc_ends_in_the_article(working: Frame, qtbot: QtBot) -> None:
    working.articles.list.setFocus()
    qtbot.keyClicks(working.articles.list, "fe")
    assert working.articles.filter.hasFocus() and working.articles.filter.text() == "fe"
    qtbot.keyClick(working.articles.filter, Qt.Key.Key_Escape)
    assert working.articles.filter.text() == "" and working.articles.filter.hasFocus()
    qtbot.keyClick(working.articles.filter, Qt.Key.Key_Escape)
    assert working.view.hasFocus()
    working.spans.list.setFocus()
    qtbot.keyClick(working.spans.list, "/")
    assert working.articles.filter.hasFocus()


def test_an_undo_elsewhere_names_the_article_and_goes_there(working: Frame, qtbot: QtBot) -> None:
    assert working.session is not None
    working.view.setFocus()
    qtbot.keyClick(working.view, Qt.Key.Key_2)
    working.walk.go_to("wind-farm-appeal")
    working.menus.actions["edit.undo"].trigger()
    assert working.message.text().startswith("Undone in “ferry-strike-wire”: tagged")
    assert working.session.article is not None and working.session.article.key == "ferry-strike-wire"


def test_a_new_project_shows_nothing_of_the_one_before(frame: Frame, sample: Path, tmp_path: Path) -> None:
    frame.projects.open(str(sample), "ruth")
    frame.set_mode("review")
    assert frame.review.disputes
    frame.projects.make(str(tmp_path / "new.workbench"))
    frame.set_mode("review")
    assert frame.review.disputes == [] and frame.review.queue.model.rows == []
    assert not frame.review.card.isVisible()
    assert frame.view.toPlainText() == "" and frame.article_stack.currentIndex() == 1


def test_what_was_said_of_an_article_goes_with_it(working: Frame, qtbot: QtBot) -> None:
    working.view.setFocus()
    qtbot.keyClick(working.view, Qt.Key.Key_J)
    working.tagging.tag("quote", False)
    assert working.message.text().startswith("Now a quote.")
    working.menus.actions["article.next"].trigger()
    assert working.message.text() == ""
    working.menus.actions["article.done_next"].trigger()
    assert working.message.text()  # which is about what was left, and holds
