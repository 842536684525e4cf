"""Reviewing disputes in the window by keys."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.build import TEXT, bring, record, tag, where_of
from support.frames import PutUp

from workbench.errors import ProjectError
from workbench.model.layer import GOLD
from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.project.reviewing import Dispute
from workbench.window.frame import Frame

NO, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
ADA, MAYOR = ("actor", *where_of(TEXT, "Ada Dorn")), ("actor", *where_of(TEXT, "The mayor"))


@pytest.fixture
def reviewing(frame: Frame, sample: Path, qtbot: QtBot, then_shown: PutUp) -> Frame:
    """Ruth reviews the article with the most disputes."""
    frame.projects.open(str(sample), "ruth")
    assert frame.session is not None
    frame.session.open("lighthouse-rescue")
    then_shown(frame)
    frame.set_mode("review")
    return frame


def undecided(frame: Frame) -> int:
    return sum(dispute.decision is None for dispute in frame.review.disputes)


def press(
    qtbot: QtBot, frame: Frame, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    frame.view.setFocus()
    qtbot.keyClick(frame.view, key, modifiers)


def send(frame: Frame, key: Qt.Key, code: int = 0, typed: str = "", held: bool = False) -> None:
    """A key as the system tells of it: with its place on the keyboard, and whether it only repeats."""
    frame.view.setFocus()
    QApplication.sendEvent(frame.view, QKeyEvent(QKeyEvent.Type.KeyPress, key, NO, code, 0, 0, typed, held))


def article(frame: Frame) -> str:
    assert frame.session is not None and frame.session.article is not None
    return frame.session.article.key


def project(frame: Frame) -> Project:
    assert frame.session is not None
    return frame.session.project


def key_in_front(frame: Frame) -> object:
    assert frame.review.current is not None
    return frame.review.current.unit.key


def test_the_first_dispute_is_in_front(reviewing: Frame) -> None:
    assert reviewing.review.card.isVisible() and reviewing.review.queue.isVisible()
    assert not reviewing.labels.isVisible()
    assert [card.name for card in reviewing.review.card.versions] == ["ines", "tomas"]
    assert undecided(reviewing) == len(reviewing.review.disputes) > 10


def test_a_digit_takes_a_version_and_goes_on(reviewing: Frame, qtbot: QtBot) -> None:
    before, dispute = undecided(reviewing), reviewing.review.current
    assert dispute is not None
    name = next(card for card in reviewing.review.card.versions if card.isEnabled())
    press(qtbot, reviewing, Qt.Key(int(Qt.Key.Key_0) + name.number))
    assert undecided(reviewing) == before - 1
    assert reviewing.review.current is not None and reviewing.review.current.unit.key != dispute.unit.key
    assert dispute.unit.parts in [span.parts for span in reviewing.review.gold.spans]


def test_reject_and_undo(reviewing: Frame, qtbot: QtBot) -> None:
    before, dispute = undecided(reviewing), reviewing.review.current
    assert dispute is not None
    press(qtbot, reviewing, Qt.Key.Key_R)
    assert undecided(reviewing) == before - 1
    assert dispute.unit.key not in [(span.parts, span.label) for span in reviewing.review.gold.spans]
    press(qtbot, reviewing, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undecided(reviewing) == before


def test_undo_and_redo_return_to_their_dispute(reviewing: Frame, qtbot: QtBot) -> None:
    reviewing.review.go(3)
    rejected = key_in_front(reviewing)
    press(qtbot, reviewing, Qt.Key.Key_R)
    reviewing.review.go(7)
    press(qtbot, reviewing, Qt.Key.Key_Z, CTRL)
    assert key_in_front(reviewing) == rejected
    assert reviewing.review.current is not None and reviewing.review.current.decision is None
    reviewing.review.go(0)
    press(qtbot, reviewing, Qt.Key.Key_Y, CTRL)
    assert key_in_front(reviewing) == rejected
    assert reviewing.review.current is not None and reviewing.review.current.decision is not None


def test_undo_of_something_else_stays_at_the_dispute(reviewing: Frame, qtbot: QtBot) -> None:
    reviewing.review.go(4)
    here = key_in_front(reviewing)
    press(qtbot, reviewing, Qt.Key.Key_Z, CTRL)
    assert reviewing.message.text() == "Nothing to undo." and key_in_front(reviewing) == here


def test_a_held_key_decides_once(reviewing: Frame) -> None:
    before = undecided(reviewing)
    for key, typed in ((Qt.Key.Key_R, "r"), (Qt.Key.Key_Return, "\r")):
        send(reviewing, key, typed=typed)
        for _ in range(4):
            send(reviewing, key, typed=typed, held=True)
    assert undecided(reviewing) == before - 2


def test_a_held_key_walks(reviewing: Frame) -> None:
    for held in (False, True, True):
        send(reviewing, Qt.Key.Key_J, typed="j", held=held)
    assert reviewing.review.at == 3
    send(reviewing, Qt.Key.Key_K, typed="k", held=True)
    assert reviewing.review.at == 2


def test_digits_by_their_place_and_letters_of_keyboards_without_latin_ones(
    reviewing: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    before = undecided(reviewing)
    there = next(card for card in reviewing.review.card.versions if card.isEnabled())
    typed = "&é"[there.number - 1]  # a French 1 or 2
    send(reviewing, Qt.Key(ord(typed.upper())), 9 + there.number, typed)
    assert undecided(reviewing) == before - 1
    assert [item.decision.outcome for item in reviewing.review.disputes if item.decision] == ["adjudicated"]
    send(reviewing, Qt.Key(ord("К")), 27, "к")  # a Russian R
    assert undecided(reviewing) == before - 2
    outcomes = [item.decision.outcome for item in reviewing.review.disputes if item.decision]
    assert sorted(outcomes) == ["adjudicated", "rejected"]


def test_a_decision_does_not_move_the_article(reviewing: Frame, qtbot: QtBot) -> None:
    starts = [dispute.unit.parts[0][0] for dispute in reviewing.review.disputes]
    near = next(at for at in range(5, len(starts)) if starts[at + 1] - starts[at] < 60)
    reviewing.review.go(near)
    bar = reviewing.view.verticalScrollBar()
    bar.setValue(bar.value() + 1)
    before, moved = bar.value(), list[int]()
    assert before > 0
    bar.valueChanged.connect(moved.append)
    press(qtbot, reviewing, Qt.Key.Key_Return)
    assert reviewing.review.at == near + 1
    assert (moved, bar.value()) == ([], before)
    assert {span.id for span in reviewing.view.spans()} == {span.id for span in reviewing.review.gold.spans}
    press(qtbot, reviewing, Qt.Key.Key_Z, CTRL)
    assert (moved, bar.value()) == ([], before)
    assert reviewing.view.spans() == sorted(reviewing.review.gold.spans, key=lambda span: span.order)


def test_the_whole_article_by_keys(reviewing: Frame, qtbot: QtBot) -> None:
    for _ in range(undecided(reviewing)):
        press(qtbot, reviewing, Qt.Key.Key_Return)
    assert undecided(reviewing) == 0
    assert reviewing.session is not None
    assert reviewing.session.project.layer("lighthouse-rescue", "gold").state == "done"
    assert reviewing.session.project.check() == []


def test_a_digit_without_a_version_does_nothing(reviewing: Frame, qtbot: QtBot) -> None:
    before = undecided(reviewing)
    press(qtbot, reviewing, Qt.Key.Key_9)
    assert undecided(reviewing) == before


def test_one_reader_is_not_enough(reviewing: Frame) -> None:
    assert reviewing.session is not None
    reviewing.session.open("tunnel-inquiry")
    assert "needs two readers" in reviewing.review.queue.empty.text()
    assert not reviewing.review.card.isVisible()


def test_merging_by_rule_from_the_menu(reviewing: Frame) -> None:
    reviewing.menus.actions["review.merge"].trigger()
    gold = [project(reviewing).layer(row.key, GOLD) for row in project(reviewing).article_rows(GOLD)]
    spans = {span.id for layer in gold for span in layer.spans}
    by_rule = [item for layer in gold for item in layer.decisions if item.rule == "unanimous" and item.target in spans]
    left = [layer.unresolved for layer in gold if layer.unresolved]
    assert len(by_rule) > 100 and len(left) == 3
    assert reviewing.message.text() == (
        f"{len(by_rule)} spans are gold since all agree, {sum(left)} disputes left in 3 articles."
    )


@pytest.fixture
def three(frame: Frame, tmp_path: Path, then_shown: PutUp) -> Frame:
    """Ruth reviews a, where all agree; in b and c only ann has the mayor. Nothing is merged."""
    with Project.create(tmp_path / "three.workbench") as made:
        bring(made, tmp_path, [record(key, f"{TEXT} {key}") for key in "abc"])
        for key in "abc":
            tag(made, "ann", key, ADA, *(() if key == "a" else (MAYOR,)))
            tag(made, "bob", key, ADA)
    frame.projects.open(str(tmp_path / "three.workbench"), "ruth")
    then_shown(frame)
    frame.set_mode("review")
    frame.walk.go_to("a")
    return frame


@pytest.mark.parametrize("merged", [False, True])
def test_ctrl_enter_opens_the_next_article_with_disputes(three: Frame, qtbot: QtBot, merged: bool) -> None:
    if merged:
        three.review.merge()
    for key in "bcb":
        press(qtbot, three, Qt.Key.Key_Return, CTRL)
        assert article(three) == key and undecided(three) == 1
    press(qtbot, three, Qt.Key.Key_R)
    press(qtbot, three, Qt.Key.Key_Return, CTRL)
    assert article(three) == "c"
    press(qtbot, three, Qt.Key.Key_Return, CTRL)
    assert article(three) == "c" and "all in this article" in three.message.text()
    press(qtbot, three, Qt.Key.Key_R)
    press(qtbot, three, Qt.Key.Key_Return, CTRL)
    assert three.message.text() == "No dispute is left in any article."


def test_the_attributes_of_the_article_are_decided_like_a_span(frame: Frame, tmp_path: Path, qtbot: QtBot) -> None:
    with Project.create(tmp_path / "one.workbench") as made:
        bring(made, tmp_path, [record(key, f"{TEXT} {key}") for key in "ab"])
        for name, usable in (("ann", True), ("bob", False)):
            tag(made, name, "a", ADA)
            Labelling(made, name).set_article_attributes("b", {"usable": usable})
            tag(made, name, "b", ADA)
    frame.projects.open(str(tmp_path / "one.workbench"), "ruth")
    frame.set_mode("review")
    frame.walk.go_to("a")
    press(qtbot, frame, Qt.Key.Key_Return, CTRL)
    assert article(frame) == "b" and undecided(frame) == 1
    row = frame.review.queue.model.index(0)
    assert row.data() == "Article"
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Article, attributes, undecided"
    assert frame.review.card.question.text() == "What holds of this article?"
    assert [card.rows for card in frame.review.card.versions] == [[("usable", "yes", True)], [("usable", "no", True)]]
    press(qtbot, frame, Qt.Key.Key_2)
    assert (undecided(frame), dict(frame.review.gold.attributes)) == (0, {"usable": False})
    assert frame.review.gold.state == "done" and frame.review.gold.decisions[0].by == "ruth"
    press(qtbot, frame, Qt.Key.Key_Z, CTRL)
    assert undecided(frame) == 1
    press(qtbot, frame, Qt.Key.Key_R)
    assert (undecided(frame), dict(frame.review.gold.attributes)) == (0, {})
    press(qtbot, frame, Qt.Key.Key_Return, CTRL)
    assert frame.message.text() == "No dispute is left in any article."


def test_what_can_not_be_read_is_said_and_can_not_be_decided(reviewing: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(key: str) -> None:
        raise ProjectError("the disk is gone; put it back and try again")

    with monkeypatch.context() as patch:
        patch.setattr(project(reviewing), "layers", broken)
        reviewing.review.show()
    assert reviewing.bar.isVisible() and reviewing.bar.text() == "The disk is gone; put it back and try again."
    assert reviewing.review.current is None and not reviewing.review.card.isVisible()
    reviewing.review.show()
    assert reviewing.review.card.isVisible()


def test_back_to_annotating_shows_ones_own_layer(reviewing: Frame) -> None:
    reviewing.set_mode("annotate")
    assert reviewing.labels.isVisible() and reviewing.view.spans() == []


def test_the_card_says_what_else_somebody_tagged_there(reviewing: Frame) -> None:
    dispute = next(
        item
        for item in reviewing.review.disputes
        if isinstance(item, Dispute) and "presence" in item.reasons and len(item.unit.spans) < len(item.voters)
    )
    reviewing.review.go(reviewing.review.disputes.index(dispute))
    assert reviewing.session is not None and reviewing.session.article is not None
    unit, text = dispute.unit, reviewing.session.article.text
    for card in reviewing.review.card.versions:
        layer = next(layer for layer in reviewing.review.layers if layer.annotator == card.name)
        near = [span for span in layer.spans if span.start < unit.parts[-1][1] and unit.parts[0][0] < span.end]
        other = reviewing.review.others_of(dispute).get(card.name)
        assert card.isEnabled() == (card.name in unit.spans or (other is not None and other.instead))
        assert (card.version.note == "Nothing tagged here.") == (card.name not in unit.spans and not near)
        if card.name in unit.spans:
            assert card.version.span == unit.spans[card.name] and card.version.note == ""
        elif near:
            shown = card.version.span.quote(text) if card.version.span else card.version.note
            assert any(span.quote(text)[:20] in shown for span in near)


@contextmanager
def broken(frame: Frame) -> Iterator[None]:
    """The database takes no entry meanwhile."""
    path = project(frame).where
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TRIGGER broken BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'no room'); END")
        other.commit()
        yield
        other.execute("DROP TRIGGER broken")
        other.commit()


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_R])
def test_a_decision_that_was_not_written_is_said_and_tried_again(reviewing: Frame, qtbot: QtBot, key: Qt.Key) -> None:
    press(qtbot, reviewing, Qt.Key.Key_R)
    press(qtbot, reviewing, Qt.Key.Key_J)
    at, before, tried = reviewing.review.at, undecided(reviewing), key_in_front(reviewing)
    with broken(reviewing):
        press(qtbot, reviewing, key)
        assert reviewing.header.saved.text == "Not saved" and reviewing.bar.text() == "No room."
        assert reviewing.message.text() == ""  # nothing that was said of an earlier decision
        assert undecided(reviewing) == before and reviewing.review.at == at
        press(qtbot, reviewing, Qt.Key.Key_S, CTRL)
        assert reviewing.message.text().startswith("Your last change is not saved.")
    reviewing.set_mode("annotate")
    reviewing.walk.step(1)
    qtbot.mouseClick(reviewing.bar.button, Qt.MouseButton.LeftButton)
    assert reviewing.header.saved.text.startswith("Saved ") and not reviewing.bar.isVisible()
    assert reviewing.mode == "review" and undecided(reviewing) == before - 1
    decided = next(item for item in reviewing.review.disputes if item.unit.key == tried)
    assert decided.decision is not None


def test_a_reason_that_was_not_written_goes_to_its_own_decision(reviewing: Frame, qtbot: QtBot) -> None:
    press(qtbot, reviewing, Qt.Key.Key_R)
    reviewing.review.go(0)
    with broken(reviewing):
        press(qtbot, reviewing, Qt.Key.Key_C)
        qtbot.keyClicks(QApplication.focusWidget(), "a name")
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert reviewing.header.saved.text == "Not saved"
    reviewing.review.go(5)
    qtbot.mouseClick(reviewing.bar.button, Qt.MouseButton.LeftButton)
    assert reviewing.header.saved.text.startswith("Saved ")
    reasons = [item.decision.reason for item in reviewing.review.disputes if item.decision is not None]
    assert reasons == ["a name"] and reviewing.review.disputes[0].decision is not None
