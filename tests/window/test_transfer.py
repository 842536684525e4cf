"""What an import and an export say, and what the window looks like after."""

from pathlib import Path

import pytest

from workbench.errors import ProjectError
from workbench.window import app, dialogs
from workbench.window.frame import Frame


def test_the_same_import_again_promises_nothing(working: Frame, tmp_path: Path) -> None:
    article = tmp_path / "fire.txt"
    article.write_text("A pallet caught fire.", encoding="utf-8")
    working.transfer.bring_in([str(article)])
    assert working.message.text().startswith("Imported 1 article.") and "Ctrl+Z" in working.message.text()
    working.transfer.bring_in([str(article)])
    assert working.message.text() == "Nothing new, 1 were here already."


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


def test_a_known_error_that_nobody_waited_for_is_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(dialogs, "show_error", lambda parent, sentence, details="": told.append((sentence, details)))
    app.report_unknown(ProjectError, ProjectError("the server does not answer; try again"), None)
    assert told == [("The server does not answer; try again.", "")]


def test_a_file_is_overwritten_only_when_asked(working: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = tmp_path / "gold.jsonl"
    there.write_text("mine")
    asked: list[Path] = []

    def no(parent: object, place: Path) -> bool:
        asked.append(place)
        return False

    monkeypatch.setattr(dialogs, "ask_overwrite", no)
    dialog = dialogs.ExportDialog(working)
    dialog.place.setText(str(there))
    dialog.format.setCurrentIndex(dialog.format.currentIndex())
    dialog._write()
    assert asked == [there] and dialog.result() == 0
    dialog.place.setText("")
    dialog.format.setCurrentIndex((dialog.format.currentIndex() + 1) % dialog.format.count())
    assert Path(dialog.place.text()).stem == "sample-gold"
    dialog.place.setText("")
    dialog._write()
    assert dialog.result() == 0
    dialog.deleteLater()
