"""What an import and an export say, and what the window looks like after."""

from pathlib import Path

import pytest

from workbench.window.frame import Frame
from workbench.window.sheets import dialogs


def test_the_same_import_again_promises_nothing(working: Frame, tmp_path: Path) -> None:
    article = tmp_path / "fire.txt"
    article.write_text("A pallet caught fire.", encoding="utf-8")
    working.transfer.bring_in([str(article)])
    assert working.message.text().startswith("Imported 1 article.") and "Ctrl+Z" in working.message.text()
    working.transfer.bring_in([str(article)])
    assert working.message.text() == "Nothing new, 1 was here already."


def test_an_inspector_that_was_sent_away_stays_away(working: Frame, tmp_path: Path) -> None:
    working.menus.actions["view.inspector"].trigger()
    assert not working.right.isVisible()
    article = tmp_path / "fire.txt"
    article.write_text("A pallet caught fire.", encoding="utf-8")
    working.transfer.bring_in([str(article)])
    working.set_mode("review")
    working.menus.actions["view.inspector"].trigger()  # belongs to Annotate
    assert not working.right.isVisible()
    working.set_mode("annotate")
    assert not working.right.isVisible()
    working.menus.actions["view.inspector"].trigger()
    assert working.right.isVisible()


def test_the_open_project_opens_again_without_complaint(
    working: Frame, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(dialogs, "show_error", lambda parent, sentence, details="": said.append(sentence))
    session = working.session
    working.projects.open(str(sample))
    assert said == [] and working.session is session
