"""The export dialog: what gets lost is worked out first, can be settled, is shown in the preview."""

import json
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMetaObject, QObject, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from support.build import bring, record
from support.exporting import Enter, Opened, choose, pick, press, settle

from workbench.formats.kinds import KINDS
from workbench.jobs import Report
from workbench.project import Project
from workbench.project.export_look import Plan, plan
from workbench.project.export_source import ExportOptions
from workbench.project.exporting import ExportReport, export
from workbench.window.exporting import sheet as room
from workbench.window.exporting.chip import Chip
from workbench.window.exporting.reader import Reader
from workbench.window.exporting.sheet import ExportSheet
from workbench.window.frame import Frame
from workbench.window.look.theme import load_theme


def test_at_first_nothing_gets_lost(ready: ExportSheet, sample: Path) -> None:
    assert ready.formats.current == "jsonl"
    assert ready.report.head.text() == "Nothing gets lost"
    assert ready.title.text() == "Export gold"
    assert ready.subtitle.text() == "11 finished articles, 560 spans, 325 relations"
    assert (ready.write.text(), ready.write.isEnabled(), ready.write.isDefault()) == ("Write 11 articles", True, True)
    assert ready.options == ExportOptions("jsonl")
    assert ready.place.path == sample.parent / "sample-gold.jsonl"
    assert not ready.beside.isVisible() and not ready.report.all.isVisible() and not ready.report.rows


def test_arrow_keys_change_the_format_and_what_gets_lost(ready: ExportSheet, qtbot: QtBot) -> None:
    choose(ready, "conll2003", qtbot)
    made = ready.plan
    assert made is not None and made.options == ready.options == ExportOptions("conll2003", overlap="longest")
    assert ready.report.head.text() == f"CoNLL-2003 keeps place and label of {made.kept} of 560 spans"
    assert "Nothing has been written yet." in ready.report.sentence.text()
    assert ready.report.all.text() == f"See all {made.lost:,} losses"
    assert list(ready.report.rows) == made.kinds
    for kind, row in ready.report.rows.items():
        assert row.count.text() == str(made.losses[kind] or made.spared[kind])
        assert row.title.text() == KINDS[kind].title
        assert row.sentence.text()
        assert (row.policy is None) == (kind not in ("overlaps", "sentence ends", "parts", "edges"))
    assert ready.place.path is not None and ready.place.path.name == "sample-gold.conll2003"
    choose(ready, "conll", qtbot)
    assert "overlaps" not in ready.report.rows and list(ready.choices.options) == ["tags"]
    choose(ready, "jsonl", qtbot)
    assert ready.report.head.text() == "Nothing gets lost" and not ready.report.rows


def test_a_policy_is_chosen_and_the_rest_is_worked_out_anew(ready: ExportSheet, qtbot: QtBot) -> None:
    choose(ready, "conll2003", qtbot)
    before = ready.plan
    rows = ready.report.rows
    policy = rows["sentence ends"].policy
    pick(policy, "none")
    assert not ready.write.isEnabled()
    settle(ready, qtbot)
    assert before is not None and ready.plan is not None and ready.plan.kept > before.kept
    assert ready.plan.losses["sentence ends"] == 0 < ready.plan.spared["sentence ends"]
    # The row stays, or the choice could not be taken back; so does the focus. The other place that shows it follows.
    assert rows["sentence ends"].policy is policy and policy is not None and policy.hasFocus()
    assert ready.choices.options["sentences"]["none"].isChecked()
    press(ready.choices.options["sentences"]["split"])
    settle(ready, qtbot)
    assert policy.currentData() == "split" and ready.plan.losses == before.losses
    press(ready.choices.options["tags"]["bioes"])
    settle(ready, qtbot)
    assert "E-" in ready.pages.text.toPlainText()


def test_a_refusal_can_not_be_written(ready: ExportSheet, qtbot: QtBot) -> None:
    choose(ready, "conll2003", qtbot)
    pick(ready.report.rows["overlaps"].policy, "error")
    settle(ready, qtbot)
    assert ready.plan is not None and ready.plan.refused
    assert (
        ready.report.head.text() == f"CoNLL-2003 can’t be written while {ready.plan.losses['overlaps']} spans overlap"
    )
    assert not ready.write.isEnabled()
    QTest.keyClick(ready, Enter)
    assert ready.isVisible()
    pick(ready.report.rows["overlaps"].policy, "priority")
    settle(ready, qtbot)
    assert ready.write.isEnabled() and ready.options.overlap == "priority"


def test_enter_writes_nothing_before_the_report(
    opened: Opened, qtbot: QtBot, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()

    def slow(project: Project, options: ExportOptions, report: Report) -> Plan:
        assert go.wait(10)
        return plan(project, options, report)

    monkeypatch.setattr(room, "plan", slow)
    sheet = opened()
    qtbot.waitUntil(lambda: sheet.report.head.text() == "Working out what gets lost…")
    to = sample.parent / "sample-gold.jsonl"
    for widget in (sheet.formats, sheet.place.line, sheet):
        QTest.keyClick(widget, Enter)
    assert sheet.isVisible() and not to.exists() and not sheet.write.isEnabled()
    go.set()
    settle(sheet, qtbot)
    QTest.keyClick(sheet.formats, Enter)
    assert not sheet.isVisible()
    assert len(to.read_text().splitlines()) == 11
    assert sheet.said == f"Wrote {to}: 11 articles, 560 spans."


def test_the_newest_choice_wins(ready: ExportSheet, qtbot: QtBot) -> None:
    came: list[object] = []
    ready.counting.answered.connect(came.append)
    for name in ("conll", "conll2003", "jsonl", "conll"):
        ready.formats.choose(name)
    settle(ready, qtbot)
    assert [made.options.format for made in came if isinstance(made, Plan)][-1] == "conll"
    assert ready.plan is not None and ready.plan.options == ready.options
    assert ready.report.head.text().startswith("CoNLL keeps")


def test_labels_are_left_out_by_choice(ready: ExportSheet, qtbot: QtBot, tmp_path: Path) -> None:
    press(ready.choices.labels["boilerplate"])
    settle(ready, qtbot)
    names = [name for name in ready.choices.labels if name != "boilerplate"]
    assert ready.options.labels == tuple(names)
    assert ready.others.text() == "As chosen, 49 spans of other labels are left out."
    assert ready.report.head.text() == "Nothing gets lost"
    press(ready.choices.labels["actor"])
    settle(ready, qtbot)
    assert "relations are left out" in ready.others.text()
    for name in names:
        if name != "actor":
            press(ready.choices.labels[name])
    assert ready.report.head.text() == "No label is chosen" and not ready.write.isEnabled()
    assert ready.options.labels == ()
    press(ready.choices.labels["event"])
    settle(ready, qtbot)
    ready.place.line.setText(str(tmp_path / "events.jsonl"))
    press(ready.write)
    found = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text().splitlines()]
    assert {span["label"] for item in found for span in item["spans"]} == {"event"}


def test_the_key_of_a_row_goes_there_and_chooses_nothing(ready: ExportSheet, qtbot: QtBot) -> None:
    ready.activateWindow()
    qtbot.waitUntil(ready.isActiveWindow)
    for key, chip in ((Qt.Key.Key_A, ready.choices.labels["event"]), (Qt.Key.Key_R, ready.choices.articles["done"])):
        qtbot.keyClick(ready, key, Qt.KeyboardModifier.AltModifier)
        qtbot.wait(150)  # as long as a button that is pressed by a key stays down
        assert ready.focusWidget() is chip and chip.isChecked()
    assert ready.choices.chosen_labels is None


def test_layer_and_articles(ready: ExportSheet, qtbot: QtBot) -> None:
    pick(ready.choices.layer, "ines")
    settle(ready, qtbot)
    assert ready.title.text() == "Export the layer of ines"
    assert ready.place.path is not None and ready.place.path.name == "sample-ines.jsonl"
    chips = ready.choices.articles
    assert (chips["done"].text(), chips["all"].text()) == ("finished 15", "all 15")
    press(chips["one"])
    settle(ready, qtbot)
    assert ready.options == ExportOptions("jsonl", "ines", "all", "ferry-strike-wire")
    assert ready.write.text() == "Write 1 article"
    pick(ready.choices.layer, "all")
    press(chips["all"])
    settle(ready, qtbot)
    assert ready.title.text() == "Export all layers" and ready.options == ExportOptions("jsonl", "all", "all")


def test_a_name_of_ones_own_stays_when_something_else_is_chosen(ready: ExportSheet, qtbot: QtBot) -> None:
    ready.place.line.setText("~/mine.jsonl")
    choose(ready, "conll", qtbot)
    pick(ready.choices.layer, "ines")
    assert ready.place.path == Path.home() / "mine.conll"
    ready.place.line.setText("/tmp/mine.txt")
    choose(ready, "jsonl", qtbot)
    assert ready.place.path == Path("/tmp/mine.txt")


def test_the_preview_pages_through_the_articles_and_marks_losses(ready: ExportSheet, qtbot: QtBot) -> None:
    choose(ready, "conll2003", qtbot)
    pages = ready.pages
    assert (pages.key, pages.place.text()) == ("ferry-strike-wire", "7 of 11")
    assert pages.text.toPlainText().startswith("-DOCSTART- -X- O O")
    marked = pages.text.document().find("quote left out")
    assert marked.charFormat().background().color() == ready.theme.warnbg
    assert marked.charFormat().foreground().color() == ready.theme.warn
    press(pages.on)
    settle(ready, qtbot)
    assert pages.place.text() == "8 of 11" and pages.key != "ferry-strike-wire"
    for at in range(7, 0, -1):
        press(pages.back)
        settle(ready, qtbot)
        assert pages.place.text() == f"{at} of 11"
    assert not pages.back.isEnabled() and pages.on.isEnabled()
    first = pages.key
    choose(ready, "conll", qtbot)  # the article stays
    assert pages.key == first and pages.text.toPlainText().startswith("# global.columns = FORM START END")
    assert pages.text.textCursor().position() == QTextCursor(pages.text.document()).position() == 0


def test_an_edge_inside_a_word_has_a_policy_though_nothing_is_lost(
    opened: Opened, working: Frame, qtbot: QtBot
) -> None:
    assert working.session is not None and working.session.article is not None
    at = working.session.article.text.index("Northwire")
    working.session.tag("event", at + 5, at + 9, exact=True)
    sheet = opened()
    choose(sheet, "conll2003", qtbot)
    pick(sheet.choices.layer, "ines")
    press(sheet.choices.articles["one"])
    settle(sheet, qtbot)
    row = sheet.report.rows["edges"]
    assert (row.count.text(), row.count.objectName()) == ("1", "keptCount")
    kept = sheet.plan.kept if sheet.plan else 0
    pick(row.policy, "widen")
    settle(sheet, qtbot)
    assert (row.count.text(), row.count.objectName()) == ("1", "lostCount")
    assert sheet.plan is not None and sheet.plan.kept == kept - 1
    assert sheet.pages.text.document().find("event edge moved").hasSelection()


def test_an_empty_gold_says_what_to_do(frame: Frame, tmp_path: Path, qtbot: QtBot) -> None:
    with Project.create(tmp_path / "new.workbench") as project:
        bring(project, tmp_path, [record("k", "Ada left.", "ann", [("1", "actor", 0, 3)])])
    frame.projects.open(str(tmp_path / "new.workbench"), "ines")
    sheet = ExportSheet(frame)
    sheet.show()
    settle(sheet, qtbot)
    assert sheet.report.head.text() == "No article has finished gold"
    assert sheet.report.sentence.text() == "Review makes gold (Ctrl+2), or export a person’s layer."
    assert not sheet.write.isEnabled() and sheet.pages.place.text() == "no article"
    pick(sheet.choices.layer, "ann")
    settle(sheet, qtbot)
    assert sheet.report.head.text() == "ann has finished no article"
    press(sheet.choices.articles["all"])
    settle(sheet, qtbot)
    assert sheet.write.isEnabled() and sheet.write.text() == "Write 1 article"
    pick(sheet.choices.layer, "gold")
    press(sheet.choices.articles["one"])
    settle(sheet, qtbot)
    assert sheet.report.head.text() == "This article has no gold"
    sheet.reject()
    sheet.deleteLater()


def test_every_control_has_a_name_and_can_be_reached(ready: ExportSheet, qtbot: QtBot) -> None:
    choose(ready, "conll2003", qtbot)
    qtbot.waitUntil(lambda: all(row.isVisible() for row in ready.report.rows.values()))
    ready.formats.setFocus()
    reached: list[QWidget] = []
    while (now := ready.focusWidget()) is not None and now not in reached:
        reached.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    wanted = [
        ready.formats, *ready.choices.labels.values(), ready.choices.layer, ready.choices.articles["done"],
        ready.report.all, *(row.policy for row in ready.report.rows.values() if row.policy), ready.beside,
        ready.pages.text, ready.place.line, ready.place.browse, ready.cancel, ready.write,
    ]  # fmt: skip
    assert [widget for widget in wanted if widget not in reached] == []
    for widget in reached:
        assert widget.accessibleName() or isinstance(widget, QCheckBox) or widget.property("text"), widget
    places = [reached.index(widget) for widget in (ready.formats, ready.choices.layer, ready.beside, ready.write)]
    assert places == sorted(places)


def test_in_a_small_window_nothing_is_cut_off(working: Frame, opened: Opened, qtbot: QtBot) -> None:
    working.resize(1024, 700)
    sheet = opened()
    choose(sheet, "conll2003", qtbot)
    assert (sheet.width(), sheet.height()) == (984, 660)
    inside = sheet.middle.widget()
    assert inside.width() == sheet.middle.viewport().width()
    qtbot.waitUntil(lambda: sheet.middle.verticalScrollBar().maximum() > 0)
    rows = list(sheet.report.rows.values())
    lines = [sheet.report.head, *(line for row in rows for line in (row.title, row.sentence))]
    qtbot.waitUntil(lambda: all(line.heightForWidth(line.width()) <= line.height() for line in lines))
    qtbot.waitUntil(lambda: all(row.mapTo(inside, QPoint(row.width(), 0)).x() <= inside.width() for row in rows))


def test_what_can_not_be_read_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QObject()
    reader = Reader(str(tmp_path / "gone.workbench"), parent)
    said: list[str] = []
    reader.failed.connect(said.append)
    reader.ask(lambda project, report: project.status())
    qtbot.waitUntil(lambda: bool(said))
    reader.stop()
    assert "there is no project" in said[0].lower() and not reader.busy


def test_chips_go_on_below_where_the_width_ends(ready: ExportSheet) -> None:
    field = ready.choices.labels["event"].parentWidget()
    flow = field.layout()
    assert flow is not None and flow.heightForWidth(flow.sizeHint().width()) == 26
    assert flow.heightForWidth(flow.minimumSize().width()) == 8 * 26 + 7 * 8
    assert len(ready.choices.labels) == 8
    tops = {chip.y() for chip in ready.choices.labels.values()}
    assert len(tops) <= 2


def test_what_is_chosen_carries_a_tick_in_high_contrast(qtbot: QtBot) -> None:
    theme = load_theme("hc")
    chip = Chip("finished", theme)
    qtbot.addWidget(chip)
    assert chip.sizeHint().width() == Chip("finished", load_theme("light")).sizeHint().width() + 16

    def colours() -> set[str]:
        picture = chip.grab().toImage()
        return {picture.pixelColor(x, y).name() for x in range(8, 24) for y in range(6, 20)}

    chip.resize(chip.sizeHint())
    assert theme.accent.name() not in colours()
    chip.setChecked(True)
    assert theme.accent.name() in colours()


def test_a_name_without_a_folder_goes_beside_the_others(ready: ExportSheet, sample: Path) -> None:
    ready.place.line.setText("mine.jsonl")
    press(ready.write)
    assert (sample.parent / "mine.jsonl").exists() and not Path("mine.jsonl").exists()


def test_browsing_adds_the_ending(ready: ExportSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [str(tmp_path / "mine"), "", str(tmp_path / "mine.txt")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments, **options: (answers.pop(0), ""))
    for name in ("mine.jsonl", "mine.jsonl", "mine.txt"):
        press(ready.place.browse)
        assert ready.place.path == tmp_path / name


def test_while_it_is_being_written_it_can_not_be_closed(
    ready: ExportSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(project: Project, options: ExportOptions, to: Path, report: Report, list_losses: bool) -> ExportReport:
        QMetaObject.invokeMethod(ready, "reject", Qt.ConnectionType.BlockingQueuedConnection)
        assert ready.isVisible()
        return export(project, options, to, report, list_losses)

    monkeypatch.setattr(room, "export", write)
    ready.place.line.setText(str(tmp_path / "x.jsonl"))
    press(ready.write)
    assert (tmp_path / "x.jsonl").exists() and ready.result() == 1
