"""From the first start to the first export, by keys and clicks on real widgets, in fewer than forty of them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from support.frames import put_up
from support.hands import Hands

from workbench.settings import Settings
from workbench.window.app import application
from workbench.window.exporting.sheet import ExportSheet
from workbench.window.frame import Frame
from workbench.window.importing.sheet import ImportSheet
from workbench.window.sheets.doubts import Doubts
from workbench.window.sheets.new_project import NewProject
from workbench.window.sheets.sheet import Sheet

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
MOST = 40
FIRE = "Fire crews stopped a blaze at the harbour on Monday.\nNobody was hurt.\n"
STRIKE = "Dockers walked out in Brennholm.\nThe port closed.\n"


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Frame]:
    """The window as it comes up on a new machine: nothing is remembered, nobody is known."""
    monkeypatch.setenv("HOME", str(tmp_path))
    application()
    settings = Settings()
    assert settings.name is None and settings.get("recent") is None
    made = Frame(settings)
    made.projects.show_welcome()
    made.get_ready()
    put_up(made, qtbot)
    yield made
    made.close()


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    """Two articles as text files, in a folder of their own."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "fire.txt").write_text(FIRE, encoding="utf-8")
    (folder / "strike.txt").write_text(STRIKE, encoding="utf-8")
    return sorted(folder.iterdir())


def test_first_start_to_first_export(
    frame: Frame, articles: list[Path], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = Hands(frame, qtbot)

    def new_project(sheet: Sheet) -> None:
        assert isinstance(sheet, NewProject)
        hands.type("port")
        hands.key(Qt.Key.Key_W, ALT)
        hands.type("ann")
        hands.key(Qt.Key.Key_Return)

    hands.during(lambda: hands.key(Qt.Key.Key_N, CTRL), new_project)
    session = frame.session
    assert session is not None and session.annotator == "ann"
    assert (tmp_path / "port.workbench").is_file()

    def choose_two(*more: object) -> tuple[list[str], str]:
        hands.count += 4  # a click, a click with Shift, Enter, and one to spare
        return [str(path) for path in articles], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose_two)
    hands.key(Qt.Key.Key_O, CTRL | SHIFT)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ImportSheet)
    hands.key(Qt.Key.Key_Return)  # Add files
    assert len(sheet.paths()) == 2
    hands.key(Qt.Key.Key_Return)  # Import 2 articles
    assert session.listing.total == 2 and session.article is not None and session.article.key == "fire"

    for word, key in (("crews", Qt.Key.Key_2), ("blaze", Qt.Key.Key_1)):
        hands.click_word(word)
        hands.key(key)
    assert [(span.label, span.quote(FIRE)) for span in session.layer.spans] == [("actor", "crews"), ("event", "blaze")]
    _finish(hands)
    assert session.article.key == "strike"
    hands.click_word("Dockers")
    hands.key(Qt.Key.Key_2)
    _finish(hands)
    assert session.listing.counts().done == 2

    def export(sheet: Sheet) -> None:
        assert isinstance(sheet, ExportSheet)
        hands.key(Qt.Key.Key_Y, ALT)  # Layer
        hands.type("a")  # for ann, past All layers
        if sheet.choices.layer_name != "ann":
            hands.key(Qt.Key.Key_Down)
        assert sheet.choices.layer_name == "ann"
        qtbot.waitUntil(lambda: sheet.write.isEnabled(), timeout=10_000)
        hands.click(sheet.write)
        assert not sheet.isVisible(), sheet.trouble.text()

    hands.during(lambda: hands.key(Qt.Key.Key_E, CTRL | SHIFT), export)
    written = tmp_path / "port-ann.jsonl"
    lines = [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]
    assert [(line["id"], line["layer"], line["state"]) for line in lines] == [
        ("fire", "ann", "done"), ("strike", "ann", "done"),
    ]  # fmt: skip
    assert [span["text"] for line in lines for span in line["spans"]] == ["crews", "blaze", "Dockers"]
    assert str(written) in frame.message.text() or written.name in frame.message.text()
    assert hands.count < MOST, hands.count


def _finish(hands: Hands) -> None:
    """Call the article done; where something is doubtful, all the same."""

    def all_the_same(sheet: Sheet) -> None:
        assert isinstance(sheet, Doubts)
        hands.key(Qt.Key.Key_Return)

    hands.during(lambda: hands.key(Qt.Key.Key_Return, CTRL), all_the_same)
