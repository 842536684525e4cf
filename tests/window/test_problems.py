"""Problems as one works: their list, the way there, mends, and what done says of them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from support.build import bring, record
from support.frames import put_up

from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.settings import Settings
from workbench.window.frame import Frame
from workbench.window.panels.lower import PANELS
from workbench.window.problems.panel import ProblemDelegate, ProblemsPanel

TEXT = "Ada Dorn said “we are tired.” Nobody else did."
SCHEME = """
name = "mine"
version = "1"
[[label]]
name = "who"
key = "1"
[[label]]
name = "saying"
key = "2"
snap = "quote"
[[label.attribute]]
name = "type"
kind = "choice"
values = ["direct", "indirect"]
required = true
[[relation]]
name = "speaker"
from = ["saying"]
to = ["who"]
at_most = 1
required = true
[[rule]]
name = "half-pair"
"""


def opened(where: Path, folder: Path, qtbot: QtBot) -> Frame:
    """Ines' window on a project."""
    settings = Settings(folder / "settings.json")
    settings.set("name", "ines")
    frame = Frame(settings)
    put_up(frame, qtbot)
    frame.get_ready()
    frame.projects.open(str(where))
    return frame


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Frame:
    """A window on one article: a saying that lacks half of its marks, its type and its speaker."""
    scheme = tmp_path / "scheme.toml"
    scheme.write_text(SCHEME)
    where = tmp_path / "p.workbench"
    with Project.create(where, scheme) as project:
        bring(project, tmp_path, [record("k", TEXT)])
        work = Labelling(project, "ines")
        work.add("k", [(0, 8)], "who")
        start = TEXT.index("we")
        work.add("k", [(start, TEXT.index("”") + 1)], "saying")
    return opened(where, tmp_path, qtbot)


def panel(frame: Frame) -> ProblemsPanel:
    frame.show_panel("problems")
    found = frame.panels.panel("problems")
    assert isinstance(found, ProblemsPanel)
    return found


def tab(frame: Frame) -> str:
    """What stands on the tab."""
    return frame.panels.tabs.tabText([panel.id for panel in PANELS].index("problems"))


def sentences(frame: Frame) -> list[str]:
    return [problem.rule for problem in frame.problems.now()]


def test_the_tab_counts_and_the_list_tells(shown: Frame, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: tab(shown) == "Problems 3")
    seen = panel(shown)
    assert sorted(sentences(shown)) == ["half-pair", "required", "required"]
    assert seen.model.rowCount() == 3 and seen.list.hasFocus()
    words = [seen.model.spoken(row) for row in seen.model.rows]
    assert all("we are tired.”" in line for line in words)


def test_keys_walk_the_problems_and_go_there(shown: Frame, qtbot: QtBot) -> None:
    qtbot.keyClick(shown.view, Qt.Key.Key_F8)
    assert shown.view.selected_span is not None and shown.view.selected_span.label == "saying"
    first = shown.message.text()
    qtbot.keyClick(shown.view, Qt.Key.Key_F8)
    assert shown.message.text() != first
    qtbot.keyClick(shown.view, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert shown.message.text() == first
    seen = panel(shown)
    qtbot.keyClick(seen.list, Qt.Key.Key_Down)
    assert shown.view.selected_span is not None and seen.list.hasFocus()
    qtbot.keyClick(seen.list, Qt.Key.Key_Return)
    assert shown.view.hasFocus()


def test_the_list_follows_the_keys(shown: Frame, qtbot: QtBot) -> None:
    seen = panel(shown)
    first = seen.list.visualRect(seen.list.model().index(0, 0)).center()
    qtbot.mouseClick(seen.list.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert shown.view.hasFocus()
    for at in (1, 2, 0):
        qtbot.keyClick(shown.view, Qt.Key.Key_F8)
        assert seen.list.currentIndex().row() == at and seen.current == shown.problems.current
        assert seen.mend.isVisible() == (seen.current.fix is not None)
    shown.panels.show_panel("spans")
    qtbot.keyClick(shown.view, Qt.Key.Key_F8)
    assert panel(shown).list.currentIndex().row() == 1
    qtbot.keyClick(seen.list, Qt.Key.Key_F8)  # from the list itself, too
    assert seen.list.currentIndex().row() == 2 and seen.current == shown.problems.current


def test_a_mend_is_one_action(shown: Frame, qtbot: QtBot) -> None:
    session = shown.session
    assert session is not None
    while "half-pair" in sentences(shown):
        qtbot.keyClick(shown.view, Qt.Key.Key_F8)
        current = shown.problems.current
        if current is not None and current.rule == "half-pair":
            before = len(list(session.project.history()))
            qtbot.keyClick(shown.view, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
            assert len(list(session.project.history())) == before + 1
    (saying,) = [span for span in session.layer.spans if span.label == "saying"]
    assert saying.quote(TEXT) == "“we are tired.”"
    qtbot.keyClick(shown.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "half-pair" in sentences(shown)


def test_the_button_mends_down_the_list(shown: Frame, qtbot: QtBot) -> None:
    seen = panel(shown)
    for at, problem in enumerate(seen.model.rows):
        if problem.fix is not None:
            seen.list.setCurrentIndex(seen.model.index(at))
            break
    count = len(seen.model.rows)
    assert seen.mend.isVisible()
    qtbot.mouseClick(seen.mend, Qt.MouseButton.LeftButton)
    assert len(seen.model.rows) < count


def test_nothing_left_is_said(shown: Frame, qtbot: QtBot) -> None:
    seen = panel(shown)
    session = shown.session
    assert session is not None
    for span in [item for item in session.layer.spans if item.label == "saying"]:
        session.remove(span)
    shown.problems.catch_up()
    assert not seen.list.isVisible() and "No rule finds anything" in seen.empty.text()
    assert tab(shown) == "Problems"
    qtbot.keyClick(shown.view, Qt.Key.Key_F8)
    assert "No rule finds anything" in shown.message.text()


def test_what_nobody_counts_is_not_told(shown: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    session = shown.session
    assert session is not None and panel(shown).model.rows and tab(shown) == "Problems 3"
    monkeypatch.setattr("workbench.window.problems.problems._MOST", 0)  # a large layer, whose list was left again
    shown.panels.show_panel("spans")
    session.remove(session.layer.spans[0])
    assert tab(shown) == "Problems"
    panel(shown)
    assert tab(shown) == "Problems 3"


def test_rows_follow_their_words(shown: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []
    paint = ProblemDelegate.paint

    def note(self: ProblemDelegate, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painted.append(seen.model.quoted(seen.model.rows[index.row()]))
        paint(self, painter, option, index)

    monkeypatch.setattr(ProblemDelegate, "paint", note)
    session, seen = shown.session, panel(shown)
    assert session is not None
    (saying,) = [span for span in session.layer.spans if span.label == "saying"]
    saying = session.move(saying, ((saying.start, saying.end - 1),))
    assert saying is not None
    shown.problems.catch_up()
    before = list(seen.model.rows)
    qtbot.waitUntil(lambda: painted[-2:] == ["we are tired."] * 2)
    session.move(saying, ((saying.start + 3, saying.end),))
    shown.problems.catch_up()
    assert len(before) == 2 and seen.model.rows == before
    qtbot.waitUntil(lambda: painted[-2:] == ["are tired."] * 2)


def test_a_quote_without_speaker_is_mended_by_two_strokes(qtbot: QtBot, tmp_path: Path) -> None:
    text = "“We left,” Ada Dorn told Josef Lund."
    where = tmp_path / "n.workbench"
    with Project.create(where, "news") as project:
        bring(project, tmp_path, [record("k", text)])
        work = Labelling(project, "ines")
        for words in ("Ada Dorn", "Josef Lund"):
            start = text.index(words)
            id = work.add("k", [(start, start + len(words))], "actor", {"mention": "name"}).id
            work.assign([id], {"name": words, "attributes": {"type": "PER"}})
        work.add("k", [(0, text.index("”") + 1)], "quote", {"type": "direct"})
    frame = opened(where, tmp_path, qtbot)
    for _ in range(2):
        for _ in frame.problems.now():
            qtbot.keyClick(frame.view, Qt.Key.Key_F8)
            if frame.problems.current is not None and frame.problems.current.fix is not None:
                break
        qtbot.keyClick(frame.view, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert frame.session is not None and sentences(frame) == []
    spans = {span.id: span for span in frame.session.layer.spans}
    (relation,) = frame.session.layer.relations
    assert (relation.type, spans[relation.target].quote(text)) == ("speaker", "Ada Dorn") and len(spans) == 3
    assert spans[relation.source].attributes["speaker_status"] == "named"
