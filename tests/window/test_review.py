"""Reviewing disputes in the window by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from workbench.window.frame import Frame


@pytest.fixture
def reviewing(frame: Frame, sample: Path, qtbot: QtBot) -> Frame:
    """Ruth reviews the article with the most disputes."""
    frame.projects.open(str(sample), "ruth")
    assert frame.session is not None
    frame.session.open("lighthouse-rescue")
    frame.set_mode("review")
    return frame


def undecided(frame: Frame) -> int:
    return sum(dispute.decision is None for dispute in frame.review.disputes)


def press(
    qtbot: QtBot, frame: Frame, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    frame.view.setFocus()
    qtbot.keyClick(frame.view, key, modifiers)


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
    assert "disputes left" in reviewing.message.text()


def test_back_to_annotating_shows_ones_own_layer(reviewing: Frame) -> None:
    reviewing.set_mode("annotate")
    assert reviewing.labels.isVisible() and reviewing.view.spans() == []
