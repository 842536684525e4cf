"""Passes by keys: all articles for one label, what is ticked where, the numbers below the list, undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.build import bring, record, tag
from support.frames import PutUp
from support.hands import Hands

from workbench.project import Project
from workbench.project.scheme_change import Rename
from workbench.window.frame import Frame
from workbench.window.sheets.doubts import Doubts
from workbench.window.sheets.sheet import Sheet

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SCHEME = """
name = "passes"
version = "1"
[[label]]
name = "thing"
key = "1"
letter = "T"
colour = "actor"
[[label]]
name = "claim"
key = "2"
letter = "C"
colour = "quote"
[[label.attribute]]
name = "kind"
kind = "choice"
values = [{ name = "good" }, { name = "bad" }]
required = true
"""


@pytest.fixture
def person(frame: Frame, tmp_path: Path, qtbot: QtBot, then_shown: PutUp) -> Iterator[Hands]:
    """Ines on a0 to a3; she has tagged a thing in the first, and begins with it."""
    (tmp_path / "passes.toml").write_text(SCHEME, encoding="utf-8")
    with Project.create(tmp_path / "p.workbench", tmp_path / "passes.toml") as project:
        bring(project, tmp_path, [record(f"a{at}", f"Text {at} of four.") for at in range(4)])
        tag(project, "ines", "a0", ("thing", 0, 4), done=False)
    frame.projects.open(str(tmp_path / "p.workbench"), "ines")
    assert frame.session is not None
    frame.session.open("a0")
    then_shown(frame)
    frame.view.setFocus()
    yield Hands(frame, qtbot)


def choose(frame: Frame, name: str, entry: str) -> None:
    frame.menus.update()
    next(act for act in frame.menus.submenus[name].actions() if act.text() == entry).trigger()


def ticked(frame: Frame, name: str) -> list[str]:
    frame.menus.update()
    return [act.text() for act in frame.menus.submenus[name].actions() if act.isChecked()]


def shown(frame: Frame) -> str:
    assert frame.session is not None and frame.session.article is not None
    return frame.session.article.key


def complete(frame: Frame, key: str) -> list[str]:
    assert frame.session is not None
    return frame.session.project.layer(key, "ines").complete


def test_an_article_is_ticked_as_complete_for_a_label(person: Hands) -> None:
    frame = person.frame
    button = frame.labels.buttons["thing"]
    plain, wide = button.grab().toImage(), button.width()
    choose(frame, "Complete for", "Thing")
    assert frame.message.text() == "The article is complete for thing. Ctrl+Z undoes it."
    assert complete(frame, "a0") == ["thing"] and ticked(frame, "Complete for") == ["Thing"]
    assert button.complete and button.accessibleName() == "thing, key 1, complete"
    assert button.grab().toImage() != plain and button.width() == wide
    assert frame.inspector.article is not None and frame.inspector.article.complete.text() == "Complete for: thing"
    choose(frame, "Complete for", "Claim")
    assert frame.inspector.article.complete.text() == "Complete for: thing, claim"
    person.key(Qt.Key.Key_Z, CTRL)
    assert complete(frame, "a0") == ["thing"] and not frame.labels.buttons["claim"].complete
    choose(frame, "Complete for", "Thing")
    assert complete(frame, "a0") == [] and not button.complete
    assert frame.message.text() == "The article is no longer complete for thing. Ctrl+Z undoes it."
    assert not frame.inspector.article.complete.isVisible()


def test_a_pass_finishes_one_label_from_article_to_article(person: Hands) -> None:
    frame = person.frame
    assert ticked(frame, "Pass") == ["All labels"] and frame.articles.foot.done.text() == "0 of 4 done"
    choose(frame, "Pass", "Claim")
    assert ticked(frame, "Pass") == ["Claim"]
    assert frame.message.text() == "A pass for claim. Ctrl+Enter says that an article is complete for it."
    assert frame.articles.foot.done.text() == "0 of 4 complete for claim"
    assert frame.labels.hints[-1].text == "claim complete, next"
    entry = frame.menus.actions["article.done_next"].text()
    assert entry == "Complete for claim, open the next one that is not\tCtrl+Enter"
    for at in range(3):
        assert shown(frame) == f"a{at}"
        person.key(Qt.Key.Key_Return, CTRL)
        assert complete(frame, f"a{at}") == ["claim"]
        assert frame.articles.foot.done.text() == f"{at + 1} of 4 complete for claim"
    assert frame.session is not None
    assert [frame.session.project.layer(f"a{at}", "ines").state for at in range(4)] == [
        *3 * ["in_progress"],
        "untouched",
    ]
    person.key(Qt.Key.Key_Return, CTRL)
    words = "Every article is complete for claim. Another pass is chosen in the menu Article."
    assert frame.message.text() == words and frame.articles.foot.share.text() == "100 %"
    person.key(Qt.Key.Key_Z, CTRL)
    assert frame.articles.foot.done.text() == "3 of 4 complete for claim"
    choose(frame, "Pass", "All labels")
    assert frame.articles.foot.done.text() == "0 of 4 done" and frame.labels.hints[-1].text == "done, next"
    assert frame.menus.actions["article.done_next"].text() == "Done, open the next open one\tCtrl+Enter"


def test_ctrl_shift_enter_ticks_and_unticks_without_leaving(person: Hands) -> None:
    frame = person.frame
    choose(frame, "Pass", "Thing")
    person.key(Qt.Key.Key_Return, CTRL | SHIFT)
    assert shown(frame) == "a0" and complete(frame, "a0") == ["thing"]
    frame.menus.update()
    assert frame.menus.actions["article.done"].isChecked()
    assert frame.menus.actions["article.reopen"].text() == "Not complete for thing yet"
    person.key(Qt.Key.Key_Return, CTRL | SHIFT)
    assert complete(frame, "a0") == []


def test_in_a_pass_only_its_own_label_is_asked_about(person: Hands) -> None:
    frame = person.frame
    frame.view.select_extent(0, 4)
    person.key(Qt.Key.Key_2)
    assert frame.session is not None
    claim = next(span for span in frame.session.layer.spans if span.label == "claim")
    frame.session.change(claim, attributes={"kind": None})
    choose(frame, "Pass", "Thing")
    person.key(Qt.Key.Key_Return, CTRL)
    assert complete(frame, "a0") == ["thing"] and shown(frame) == "a1"
    choose(frame, "Pass", "Claim")
    frame.session.open("a0")
    asked: list[str] = []

    def answer(sheet: Sheet) -> None:
        assert isinstance(sheet, Doubts)
        asked.append(sheet.list.item(0).text())
        person.key(Qt.Key.Key_Escape)

    person.during(lambda: person.key(Qt.Key.Key_Return, CTRL), answer)
    assert len(asked) == 1 and "kind" in asked[0] and complete(frame, "a0") == ["thing"] and shown(frame) == "a0"


def test_a_pass_is_remembered_by_project_and_may_dim_the_others(person: Hands, tmp_path: Path) -> None:
    frame = person.frame
    choose(frame, "Pass", "Claim")
    assert frame.tagging.only is None
    choose(frame, "Pass", "Dim the other labels")
    assert frame.tagging.only == "claim" and ticked(frame, "Pass") == ["Claim", "Dim the other labels"]
    choose(frame, "Pass", "Thing")
    assert frame.tagging.only == "thing"
    frame.projects.show_welcome()
    frame.projects.open(str(tmp_path / "p.workbench"), "ines")
    assert frame.passes.label == "thing" and frame.tagging.only == "thing"
    assert frame.articles.foot.done.text() == "0 of 4 complete for thing"
    choose(frame, "Pass", "All labels")
    assert frame.tagging.only is None


def test_a_pass_under_another_scheme(person: Hands) -> None:
    frame = person.frame
    choose(frame, "Pass", "Thing")
    choose(frame, "Pass", "Dim the other labels")
    assert frame.session is not None
    frame.session.change_scheme(Rename("label", "claim", "saying"))
    assert frame.passes.label == "thing" and frame.tagging.only == "thing"
    frame.session.change_scheme(Rename("label", "thing", "object"))
    assert frame.passes.label is None and frame.tagging.only is None
    assert "complete for" not in frame.articles.foot.done.text()
    assert "thing complete, next" not in [hint.text for hint in frame.labels.hints]
    frame.undo()
    assert frame.passes.label == "thing" and frame.tagging.only == "thing"
    assert frame.articles.foot.done.text() == "0 of 4 complete for thing"
    assert "thing complete, next" in [hint.text for hint in frame.labels.hints]


def test_who_is_done_with_the_article_is_complete_for_every_label(person: Hands) -> None:
    frame = person.frame
    person.key(Qt.Key.Key_Return, CTRL | SHIFT)
    assert complete(frame, "a0") == ["claim", "thing"] and all(item.complete for item in frame.labels.buttons.values())
    choose(frame, "Pass", "Claim")
    assert frame.articles.foot.done.text() == "1 of 4 complete for claim"


def test_a_filtered_list_says_when_others_are_left(person: Hands) -> None:
    frame = person.frame
    choose(frame, "Pass", "Claim")
    frame.articles.filter.setText("a0")
    frame.view.setFocus()
    person.key(Qt.Key.Key_Return, CTRL)
    words = "Every article that the filter shows is complete for claim; 3 others are not."
    assert frame.message.text() == words and shown(frame) == "a0"


def test_keys_may_be_given_to_both(person: Hands) -> None:
    frame = person.frame
    frame.keymap.set_keys("article.pass", ["Ctrl+Alt+P"])
    for wanted in ("thing", "claim", None):
        frame.menus.run(_action("article.pass"))
        assert frame.passes.label == wanted
    frame.menus.run(_action("article.complete"))
    assert frame.message.text().startswith("Select a span, or choose a pass")
    person.key(Qt.Key.Key_J)
    frame.menus.run(_action("article.complete"))
    assert complete(frame, "a0") == ["thing"]


def _action(id: str) -> object:
    from workbench.window.action import ACTIONS

    return ACTIONS[id]


def test_the_palette_and_the_help_know_the_pass(person: Hands) -> None:
    from workbench.window.palette.items import commands
    from workbench.window.sheets.help_page import groups

    frame = person.frame
    offered = {item.title: item for item in commands(frame)}
    offered["Go through all articles for claim"].run()
    assert frame.passes.label == "claim"
    offered["Complete for thing"].run()
    assert complete(frame, "a0") == ["thing"]
    lines = [line.text for _, its in groups(frame) for line in its]
    assert "Complete for claim, open the next one that is not" in lines
