"""The export dialog writes: where nothing can be written it stays; files, losses and choices are kept."""

import errno
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.exporting import Enter, Opened, choose, pick, press, settle

from workbench.errors import explain_os
from workbench.formats.base import Loss
from workbench.project.export_source import ExportOptions
from workbench.project.exporting import ExportReport, losses_beside
from workbench.window import exporting
from workbench.window.exporting import sheet as room
from workbench.window.exporting.loss_list import LossList
from workbench.window.exporting.sheet import ExportSheet
from workbench.window.exporting.words import written_sentence
from workbench.window.frame import Frame
from workbench.window.sheets import dialogs


@pytest.mark.parametrize(
    ("name", "told"),
    [("no/x.jsonl", "There is no folder"), ("", "Name one"), (".", "is a folder"), ("sample.workbench", "belongs to")],
)
def test_where_nothing_can_be_written_the_dialog_stays(
    ready: ExportSheet, sample: Path, name: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_overwrite", lambda parent, place: True)
    before = sample.read_bytes()
    ready.place.line.setText(f"{sample.parent}/{name}" if name else "  ")
    press(ready.write)
    assert ready.isVisible() and ready.trouble.isVisible() and told in ready.trouble.text()
    assert ready.said == "" and sample.read_bytes() == before
    ready.place.line.setText(str(sample.parent / "x.jsonl"))
    assert not ready.trouble.isVisible()
    press(ready.write)
    assert not ready.isVisible() and (sample.parent / "x.jsonl").exists()


def test_a_full_disk_loses_nothing(ready: ExportSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old.jsonl"
    old.write_text("old")

    def full(*arguments: object) -> None:
        raise explain_os(OSError(errno.ENOSPC, "No space left on device"), str(old))

    monkeypatch.setattr(room, "export", full)
    monkeypatch.setattr(dialogs, "ask_overwrite", lambda parent, place: True)
    ready.place.line.setText(str(old))
    press(ready.write)
    assert ready.isVisible() and old.read_text() == "old"
    assert ready.trouble.text() == f"{old}: the disk is full; make room and try again. Nothing was written."
    assert ready.write.isEnabled()


def test_a_file_is_replaced_only_when_asked(
    ready: ExportSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "gold.jsonl"
    there.write_text("mine")
    asked: list[Path] = []
    answers = [False, True]

    def ask(parent: object, place: Path) -> bool:
        asked.append(place)
        return answers.pop(0)

    monkeypatch.setattr(dialogs, "ask_overwrite", ask)
    ready.place.line.setText(str(there))
    press(ready.write)
    assert asked == [there] and ready.isVisible() and there.read_text() == "mine"
    press(ready.write)
    assert len(asked) == 2 and not ready.isVisible() and there.read_text() != "mine"


def test_the_losses_can_be_read_and_copied(ready: ExportSheet, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(ready, "conll2003", qtbot)
    shown: list[str] = []

    def look(dialog: LossList) -> int:
        assert ready.plan is not None
        table = dialog.table.model()
        assert table.rowCount() == ready.plan.lost == len(dialog.details)
        assert dialog.details[0].kind == "overlaps"  # spans first
        QTest.keyClick(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        shown.append(QGuiApplication.clipboard().text())
        press(dialog.copy)
        shown.append(QGuiApplication.clipboard().text())
        return 0

    monkeypatch.setattr(LossList, "exec", look)
    press(ready.report.all)
    head, *rows = shown[0].split("\n")
    assert head == "Article\tLayer\tLabel\tWords\tReason" and len(rows) == 1 and len(rows[0].split("\t")) == 5
    assert ready.plan is not None and len(shown[1].split("\n")) == ready.plan.lost + 1


@pytest.mark.parametrize("wanted", [True, False])
def test_the_list_of_losses_beside_the_file(ready: ExportSheet, tmp_path: Path, qtbot: QtBot, wanted: bool) -> None:
    choose(ready, "conll", qtbot)
    if not wanted:
        QTest.keyClick(ready.beside, Qt.Key.Key_Space)
    to = tmp_path / "x.conll"
    ready.place.line.setText(str(to))
    lost = ready.plan.lost if ready.plan else 0
    press(ready.write)
    assert to.exists() and losses_beside(to).exists() == wanted
    assert ready.said.endswith(f"; {lost} losses are {'listed beside it' if wanted else 'not listed'}.")
    kept = ready.plan.kept if ready.plan else 0
    assert (f" 560 spans, {kept:,} of them as they are;" in ready.said) == (kept != 560)


def test_what_was_written_says_how_many_spans_are_as_they_were() -> None:
    def lost(id: str, what: str = "span") -> Loss:
        return Loss("k", "ann", what, id, "why", "overlaps")

    place = Path("x.conll")
    twice = ExportReport(1, 1, 3, losses=[lost("a"), lost("a"), lost("r", "relation")])
    assert twice.kept == 2
    assert written_sentence(twice, place) == (
        "Wrote x.conll: 1 article, 3 spans, 2 of them as they are; 3 losses are not listed."
    )
    none = ExportReport(1, 1, 1, losses=[lost("a")])
    assert "1 span, none of them as they are;" in written_sentence(none, place)
    relations = ExportReport(1, 1, 3, losses=[lost("r", "relation")])
    assert "3 spans; 1 loss is" in written_sentence(relations, place)


def test_all_says_why_it_is_not_all_of_the_project(ready: ExportSheet) -> None:
    chip = ready.choices.articles["all"]
    assert chip.text() == "all 14"
    why = "14 of the project’s 16 articles have gold. The other 2 have none and are not written."
    assert chip.accessibleDescription() == why and why in chip.toolTip()
    ready.choices.layer.setCurrentIndex(ready.choices.layer.findData("all"))
    assert chip.text() == "all 16" and chip.accessibleDescription() == "" == chip.toolTip()


def test_cancel_shows_its_key(ready: ExportSheet) -> None:
    assert ready.cancel.keys == ("Esc",)
    QTest.keyClick(ready, Qt.Key.Key_Escape)
    assert not ready.isVisible()


def test_what_was_chosen_is_remembered(ready: ExportSheet, opened: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    choose(ready, "conll2003", qtbot)
    press(ready.choices.options["tags"]["bioes"])
    pick(ready.report.rows["overlaps"].policy, "priority")
    press(ready.choices.articles["all"])
    press(ready.choices.labels["event"])
    QTest.keyClick(ready.beside, Qt.Key.Key_Space)
    (tmp_path / "out").mkdir()
    ready.place.line.setText(str(tmp_path / "out" / "mine.conll2003"))
    settle(ready, qtbot)
    press(ready.write)
    again = opened()
    settle(again, qtbot)
    assert again.options == ExportOptions("conll2003", "gold", "all", overlap="priority", tags="bioes")
    assert again.place.path == tmp_path / "out" / "sample-gold.conll2003"
    assert not again.beside.isChecked()


def test_the_menu_opens_it_and_the_window_says_what_was_written(
    working: Frame, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hands(sheet: ExportSheet) -> int:
        sheet.show()
        settle(sheet, qtbot)
        sheet.place.line.setText(str(tmp_path / "gold.jsonl"))
        QTest.keyClick(sheet.place.line, Enter)
        return sheet.result()

    monkeypatch.setattr(ExportSheet, "exec", hands)
    working.menus.actions["file.export"].trigger()
    assert working.message.text() == f"Wrote {tmp_path / 'gold.jsonl'}: 11 articles, 560 spans."
    said = working.message.text()
    monkeypatch.setattr(ExportSheet, "exec", lambda sheet: sheet.reject())
    exporting.ask_export(working)
    assert working.message.text() == said
