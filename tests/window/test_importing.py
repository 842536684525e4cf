"""Articles on their way in, by real widgets: dropped, looked at, read in another way, imported, reported."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from support.files import add_bad_files

from workbench.formats import format_named
from workbench.formats.base import ReadOptions
from workbench.jobs import Report
from workbench.project import importing
from workbench.window.frame import Frame
from workbench.window.importing.report import ReportSheet, as_csv
from workbench.window.importing.samples import SAMPLE
from workbench.window.importing.sheet import ImportSheet
from workbench.window.importing.words import Problem, encoding_words, holds
from workbench.window.look.check_box import CheckBox
from workbench.window.look.theme import load_theme
from workbench.window.runner import Progress

FRENCH = "Le maire a démissionné, a-t-il annoncé hier soir à l’hôtel de ville, où l’on s’était réuni après l’été."


def drop(target: object, paths: list[Path]) -> None:
    """Drag files over a widget, and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(40, 40), action, data, buttons, keys))
    QApplication.sendEvent(target, QDropEvent(QPointF(40, 40), action, data, buttons, keys))


def sheet_of(frame: Frame, qtbot: QtBot) -> ImportSheet:
    """The sheet that is open."""
    qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in frame.findChildren(ImportSheet)))
    return next(sheet for sheet in frame.findChildren(ImportSheet) if sheet.isVisible())


def ask(frame: Frame, qtbot: QtBot, *paths: Path) -> ImportSheet:
    """The sheet on these files."""
    frame.transfer.ask([str(path) for path in paths])
    return sheet_of(frame, qtbot)


def report_of(frame: Frame, qtbot: QtBot) -> ReportSheet:
    """The report that is open."""
    qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in frame.findChildren(ReportSheet)))
    return next(sheet for sheet in frame.findChildren(ReportSheet) if sheet.isVisible())


def keys_of(frame: Frame) -> set[str]:
    assert frame.session is not None
    return {key for _, key in frame.session.project.article_keys()}


def choose(sheet: ImportSheet, name: str) -> None:
    """Click a file in the list."""
    names = [Path(item.path).name for item in sheet.list.files.rows]
    sheet.list.setCurrentIndex(sheet.list.files.index(names.index(name)))


def pick(box: object, value: str, qtbot: QtBot) -> None:
    """Choose in a combo box by keys, as a person does."""
    box.setFocus()
    wanted = box.findData(value)
    assert wanted >= 0
    while (at := box.currentIndex()) != wanted:
        qtbot.keyClick(box, Qt.Key.Key_Down if at < wanted else Qt.Key.Key_Up)


def test_a_dropped_file_is_shown_and_enter_imports_it(working: Frame, tmp_path: Path, qtbot: QtBot) -> None:
    article = tmp_path / "fire.txt"
    article.write_text("A pallet caught fire.", encoding="utf-8")
    drop(working, [article])
    sheet = sheet_of(working, qtbot)
    assert sheet.counts.text() == "1 new article."
    assert sheet.bring.text() == "Import 1 article"
    assert sheet.details.preview.toPlainText() == "A pallet caught fire."
    assert not sheet.whose.isVisible() and not sheet.good_ones.isVisible() and not sheet.details.column.isVisible()
    before = keys_of(working)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    assert keys_of(working) == before | {"fire"}
    assert working.message.text() == "Imported 1 article. Ctrl+Z takes them out again."
    assert not working.findChildren(ReportSheet)
    working.undo()
    assert keys_of(working) == before


def test_esc_leaves_everything_as_it_was(working: Frame, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "fire.txt").write_text("A pallet caught fire.")
    assert working.session is not None
    before, entries = keys_of(working), len(list(working.session.project.history()))
    sheet = ask(working, qtbot, tmp_path / "fire.txt")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert (keys_of(working), len(list(working.session.project.history()))) == (before, entries)


def test_another_encoding_shows_at_once_and_is_what_is_imported(working: Frame, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "maire.txt"
    file.write_bytes(FRENCH.encode("cp1252"))
    sheet = ask(working, qtbot, file)
    details = sheet.details
    assert details.encoding.currentText() == "Windows 1252, Western (guessed)"
    sample = details.encoding.currentData(SAMPLE)
    assert sample.startswith("reads “") and sample.endswith("”")
    assert sample in details.encoding.itemData(0, Qt.ItemDataRole.AccessibleTextRole)
    assert details.preview.toPlainText() == FRENCH
    pick(details.encoding, "cp1251", qtbot)
    assert details.preview.toPlainText() == FRENCH.encode("cp1252").decode("cp1251")
    assert "guessed" not in details.encoding.currentText()
    pick(details.encoding, "cp1252", qtbot)
    assert details.preview.toPlainText() == FRENCH
    qtbot.mouseClick(sheet.bring, Qt.MouseButton.LeftButton)
    assert working.session is not None and working.session.project.article("maire").text == FRENCH
    assert not working.findChildren(ReportSheet)  # it was chosen, so nothing was guessed


def test_an_import_that_is_cancelled_leaves_nothing(
    working: Frame, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.window.runner._PATIENCE", 0)
    for at in range(3):
        (tmp_path / f"n{at}.txt").write_text(f"Text {at}.")
    before = keys_of(working)
    sheet = ask(working, qtbot, *sorted(tmp_path.glob("n?.txt")))
    held = threading.Event()
    read = format_named("text").read

    def slowly(path: Path, options: ReadOptions) -> Iterator[object]:
        assert held.wait(10)
        yield from read(path, options)

    slow = replace(format_named("text"), read=slowly)
    monkeypatch.setattr(importing, "format_named", lambda name: slow)

    def stop() -> None:
        (panel,) = [found for found in working.findChildren(Progress) if found.isVisible()]
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
        held.set()

    QTimer.singleShot(100, stop)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    assert keys_of(working) == before
    assert working.message.text() == "Cancelled; nothing was changed."
    assert working.header.saved.state == "saved"


def test_looking_at_files_can_be_cancelled(
    working: Frame, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.window.runner._PATIENCE", 0)

    def endless(project: object, paths: object, report: Report) -> None:
        while True:
            report(1, 9)
            threading.Event().wait(0.005)

    monkeypatch.setattr("workbench.window.importing.sheet.inspect_paths", endless)

    def stop() -> None:
        panels = [found for found in working.findChildren(Progress) if found.isVisible()]
        if panels:
            qtbot.mouseClick(panels[0].cancel, Qt.MouseButton.LeftButton)
        else:  # on a busy machine it takes longer
            QTimer.singleShot(20, stop)

    QTimer.singleShot(100, stop)
    working.transfer.ask([str(tmp_path)])
    assert not any(sheet.isVisible() for sheet in working.findChildren(ImportSheet))
    assert working.isEnabled()


def test_the_header_says_that_something_is_being_saved(
    working: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.window.transfer._PATIENCE", 0)
    (tmp_path / "n.txt").write_text("Text.")
    held, told = threading.Event(), []
    bring = importing.import_paths

    def slowly(*arguments: object) -> object:
        assert held.wait(10)
        return bring(*arguments)

    def look() -> None:
        told.append(working.header.saved.state)
        held.set()

    monkeypatch.setattr(importing, "import_paths", slowly)
    QTimer.singleShot(100, look)
    working.transfer.bring_in([str(tmp_path / "n.txt")])
    assert told == ["saving"] and working.header.saved.state == "saved"


def test_a_guess_that_was_left_is_reported(working: Frame, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "maire.txt"
    file.write_bytes(FRENCH.encode("cp1252"))
    qtbot.keyClick(ask(working, qtbot, file).list, Qt.Key.Key_Return)
    (row,) = report_of(working, qtbot).rows
    assert (Path(row.file).name, row.line) == ("maire.txt", None) and "Windows 1252, Western" in row.what


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with good files, three that are wrong and one that is no article."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text("Good.")
    (folder / "page.html").write_text("<html lang=en><title>A title</title><p>Visible.<script>no</script>")
    add_bad_files(folder)
    (folder / "notes.pdf").write_bytes(b"%PDF")
    return folder


def test_three_bad_files_among_good_ones(
    working: Frame, mixed: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keys_of(working)
    sheet = ask(working, qtbot, mixed)
    assert [Path(item.path).name for item in sheet.list.files.rows][-1] == "notes.pdf"
    assert sheet.counts.text() == "4 new articles, 3 that can’t be read or taken. 1 file passed over."
    assert not sheet.bring.isEnabled() and sheet.good_ones.text().startswith("&Leave out the 3 records")
    choose(sheet, "nul.txt")
    assert "NUL" in sheet.details.faults.text() and not sheet.details.preview.isVisible()
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    assert sheet.isVisible() and keys_of(working) == before
    sheet.good_ones.setFocus()
    qtbot.keyClick(sheet.good_ones, Qt.Key.Key_Space)
    assert sheet.bring.isEnabled() and sheet.bring.text() == "Import 4 articles"
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    assert keys_of(working) == before | {"good", "page", "r1", "c1"}
    report = report_of(working, qtbot)
    found = [(Path(row.file).name, row.line) for row in report.rows]
    assert found == [("nul.txt", None), ("rows.jsonl", 2), ("table.csv", 3), ("notes.pdf", None)]
    assert all(row.what and row.do for row in report.rows)
    report.copy()
    assert QGuiApplication.clipboard().text().count("\n") == 4
    assert "rows.jsonl\t2\t" in QGuiApplication.clipboard().text()
    for name in ("r.txt", "r.csv", "r.jsonl"):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, to=name: (str(tmp_path / to), ""))
        report.save()
        assert report.note.text() == f"Saved as {name}."
    assert (tmp_path / "r.txt").read_text() == QGuiApplication.clipboard().text()
    assert len((tmp_path / "r.csv").read_text(encoding="utf-8-sig").splitlines()) == 5
    assert [json.loads(line)["line"] for line in (tmp_path / "r.jsonl").read_text().splitlines()] == [None, 2, 3, None]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "gone" / "r.txt"), ""))
    report.save()
    assert "no such file or folder" in report.note.text()
    qtbot.keyClick(report, Qt.Key.Key_Return)
    assert not report.isVisible()


def test_a_file_is_taken_out_by_del(working: Frame, mixed: Path, qtbot: QtBot) -> None:
    sheet = ask(working, qtbot, mixed)
    for name in ("nul.txt", "rows.jsonl"):
        choose(sheet, name)
        qtbot.keyClick(sheet.list, Qt.Key.Key_Delete)
    choose(sheet, "table.csv")
    qtbot.mouseClick(sheet.leave_out, Qt.MouseButton.LeftButton)
    assert sheet.bring.isEnabled() and sheet.bring.text() == "Import 2 articles"
    for _ in range(3):
        qtbot.keyClick(sheet.list, Qt.Key.Key_Delete)
    assert sheet.pages.currentIndex() == 0 and not sheet.bring.isEnabled()


def test_the_text_column_and_what_the_file_says(working: Frame, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "wire.csv"
    file.write_text("id,Headline,story,summary\n1,Tugs back,A long story about tugs.,Tugs.\n")
    sheet = ask(working, qtbot, file)
    details = sheet.details
    assert details.column.currentData() == "story" and "guessed" in details.column.currentText()
    assert "Tugs back" in [details.said.itemAt(at).widget().text() for at in range(details.said.count())]
    pick(details.column, "summary", qtbot)
    assert details.preview.toPlainText() == "Tugs."
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    assert working.session is not None and working.session.project.article("1").text == "Tugs."


def test_whose_layers_is_asked_where_there_are_any(working: Frame, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "layers.jsonl"
    spans = [{"label": "actor", "start": 0, "end": 3}]
    file.write_text(json.dumps({"id": "n", "text": "Ada left.", "layer": "tomas", "spans": spans}) + "\n")
    sheet = ask(working, qtbot, file)
    assert sheet.whose.isVisible() and "tomas" in sheet.names.text()
    qtbot.mouseClick(sheet.layer_buttons["mine"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    assert working.session is not None
    assert [layer.annotator for layer in working.session.project.layers("n")] == ["ines"]


def test_what_is_here_already_is_counted(working: Frame, tmp_path: Path, qtbot: QtBot) -> None:
    assert working.session is not None
    key = "ferry-strike-wire"
    text = working.session.project.article(key).text
    (tmp_path / f"{key}.txt").write_bytes(text.encode())
    (tmp_path / "again.txt").write_bytes(text.encode())
    (tmp_path / "new.txt").write_text("New.")
    (tmp_path / "lighthouse-rescue.txt").write_text("Something else.")
    sheet = ask(working, qtbot, *sorted(tmp_path.glob("*.txt")))
    assert sheet.counts.text() == (
        "1 new article, 1 present already, 1 present under another key, 1 with another text under a known key."
    )
    choose(sheet, "lighthouse-rescue.txt")
    assert "“lighthouse-rescue” stands for another text in the project" in sheet.details.faults.text()
    assert holds(sheet.list.files.rows[sheet.list.currentIndex().row()]) == "Plain text · 1 article, 1 in conflict"
    sheet.reject()
    (tmp_path / "bare.txt").write_text("")
    sheet = ask(working, qtbot, tmp_path / "bare.txt")
    assert holds(sheet.list.files.rows[0]) == "Plain text · 1 article, without text"
    sheet.reject()
    sheet = ask(working, qtbot, tmp_path / f"{key}.txt")
    assert sheet.counts.text() == "0 new articles, 1 present already." and not sheet.bring.isEnabled()


def test_files_and_folders_are_added_and_a_format_chosen(
    working: Frame, tmp_path: Path, mixed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    working.menus.actions["file.import"].trigger()
    sheet = sheet_of(working, qtbot)
    assert sheet.add_files.isDefault() and not sheet.bring.isEnabled()
    odd = tmp_path / "story.wire"
    odd.write_text("A wire story.")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(odd)], ""))
    qtbot.mouseClick(sheet.add_files, Qt.MouseButton.LeftButton)
    assert sheet.list.files.rows[0].format is None and not sheet.bring.isEnabled()
    sheet.details.format.setCurrentIndex(sheet.details.format.findData("text"))
    sheet.details.format.activated.emit(sheet.details.format.currentIndex())
    assert sheet.details.preview.toPlainText() == "A wire story." and sheet.bring.isEnabled()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(mixed))
    qtbot.mouseClick(sheet.add_folder, Qt.MouseButton.LeftButton)
    assert len(sheet.list.files.rows) == 7
    drop(sheet, [mixed / "good.txt"])
    assert len(sheet.list.files.rows) == 7  # it is there already


def test_what_was_not_foreseen_is_refused_and_the_good_ones_offered(
    working: Frame, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": "r1", "text": "One."}\n')
    sheet = ask(working, qtbot, file)
    with file.open("a") as more:  # it changes while one looks at it
        more.write('{"id": "r2"}\n')
    before = keys_of(working)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    report = report_of(working, qtbot)
    assert report.title.text() == "Nothing was imported" and keys_of(working) == before
    qtbot.keyClick(report, Qt.Key.Key_Return)
    assert keys_of(working) == before | {"r1"}


def test_a_cell_that_spreadsheets_would_run_is_text() -> None:
    assert "'=cmd" in as_csv([Problem("=cmd", 3, "x", "y")])
    assert as_csv([Problem("a", 3, "x", "y")]).endswith("a,3,x,y\r\n")


def test_every_control_has_a_name_and_a_letter_of_its_own(working: Frame, mixed: Path, qtbot: QtBot) -> None:
    (mixed / "layers.jsonl").write_text('{"id": "n", "text": "Ada left.", "layer": "tomas", "state": "done"}\n')
    sheet = ask(working, qtbot, mixed)
    choose(sheet, "table.csv")
    shown = [widget for widget in sheet.findChildren(QWidget) if widget.isVisible()]
    letters = [
        QKeySequence.mnemonic(widget.text()).toString()
        for widget in shown
        if isinstance(widget, (QAbstractButton, QLabel)) and "&" in widget.text()
    ]
    assert {"Alt+O", "Alt+E", "Alt+T", "Alt+L", "Alt+F", "Alt+D", "Alt+U", "Alt+S", "Alt+M", "Alt+G"} == set(letters)
    assert len(letters) == len(set(letters))
    for widget in shown:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget


def test_a_window_of_1024_by_700_holds_the_sheet(working: Frame, mixed: Path, qtbot: QtBot) -> None:
    working.resize(1024, 700)
    long = mixed / f"{'long-name-' * 20}.html"
    long.write_text(f"<title>{'A very long title ' * 30}</title><p>x")
    sheet = ask(working, qtbot, long, mixed)
    assert sheet.width() <= 984 and sheet.height() <= 660


def test_a_box_is_ticked_by_its_words(qtbot: QtBot) -> None:
    box = CheckBox(load_theme("dark"), "Leave &out")
    qtbot.addWidget(box)
    box.show()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 6, box.height() // 2))
    assert box.isChecked()
    accent = load_theme("dark").accent
    assert box.grab().toImage().pixelColor(2, box.height() // 2) == accent


def test_an_encoding_that_is_known_is_called_certain(working: Frame, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "fire.txt"
    file.write_text("A pallet caught fire.")
    box = ask(working, qtbot, file).details.encoding
    assert [box.itemText(at) for at in range(box.count())] == ["UTF-8 (certain)"]
    assert box.itemData(0, SAMPLE) is None, "there is nothing to tell apart"


def test_encodings_have_names_that_are_no_code() -> None:
    assert [encoding_words(name) for name in ("utf-8", "big5", "cp1257", "iso2022_jp")] == [
        "UTF-8", "Big5, Chinese", "Windows 1257, Baltic", "ISO2022-JP",
    ]  # fmt: skip


def test_samples_of_encodings_are_painted_quieter(working: Frame, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "maire.txt"
    file.write_bytes(FRENCH.encode("cp1252"))
    box = ask(working, qtbot, file).details.encoding
    box.showPopup()
    rows = box.view()
    image = rows.viewport().grab(rows.visualRect(box.model().index(1, 0))).toImage()
    shades = [min(image.pixelColor(x, y).lightness() for y in range(image.height())) for x in range(image.width())]
    ink = working.theme.t1.lightness()
    name, sample = shades[: len(shades) // 4], shades[len(shades) // 2 :]
    assert min(name) <= ink + 30 < min(sample) < 200
    box.hidePopup()


def test_one_row_that_was_copied_is_one_row(working: Frame, qtbot: QtBot) -> None:
    report = ReportSheet(working, "Imported", "", [Problem("a.csv", 3, "No text", "Give it one")])
    qtbot.addWidget(report)
    report.copy()
    assert report.note.text() == "1 row copied."
