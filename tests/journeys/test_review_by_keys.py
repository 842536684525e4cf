"""A review of ten disputes by keys alone: taken, edited, rejected, set aside, undone, with a reason, on to the next."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.build import bring, everything, record, tag, where_of
from support.frames import put_up

from workbench.project import Project
from workbench.project.importing import import_paths
from workbench.project.reviewing import adjudicate
from workbench.settings import Settings
from workbench.window.app import application
from workbench.window.frame import Frame

STORY = (
    "The mayor, Ada Dorn, resigned on Friday. “I am done,” she said. “It was enough.” The council will meet on "
    "Monday, said Tom Reed, its chairman. Two ships left the harbour. Nobody knows why. The police closed Quay Road."
)
SHORT = "The crews went home."
NO, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def at(label: str, words: str) -> tuple[str, int, int]:
    return (label, *where_of(STORY, words))


AGREED = [at("event", "resigned"), at("quote", "“I am done,”")]
ANN = [at("actor", "Ada Dorn"), at("quote", "“It was enough.”"), at("actor", "Tom Reed"), at("event", "left"),
       at("event", "closed Quay Road"), at("actor", "Nobody")]  # fmt: skip
BOB = [at("actor", "The mayor, Ada Dorn"), at("quote", "It was enough."), at("actor", "chairman"),
       at("event", "closed")]  # fmt: skip


@pytest.fixture(scope="session")
def qapp() -> object:
    """The program's own application object, with its fonts."""
    return application()


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    """Ruth opens a project whose first article has ten disputes, its second one."""
    with Project.create(tmp_path / "story.workbench") as project:
        bring(project, tmp_path, [record("story", STORY), record("short", SHORT)])
        for name, spans in (("ann", ANN), ("bob", BOB)):
            tag(project, name, "story", *AGREED, *spans)
            tag(project, name, "short", *([("actor", 0, 9)] if name == "ann" else []))
        adjudicate(project, "ann")
    settings = Settings(tmp_path / "settings.json")
    settings.set("theme", "light")
    made = Frame(settings)
    made.get_ready()
    put_up(made, qtbot)
    made.projects.open(str(tmp_path / "story.workbench"), "ruth")
    yield made
    made.close()


def press(frame: Frame, *keys: Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    """Keys as they come from a keyboard: each goes to whatever has the focus."""
    for key in keys:
        wanted, modifiers = key if isinstance(key, tuple) else (key, NO)
        QTest.keyClick(QApplication.focusWidget() or frame, wanted, modifiers)


def states(frame: Frame) -> list[str]:
    model = frame.review.queue.model
    return [f"{model.title(item)}: {model.state(item)}" for item in model.rows]


def test_ten_disputes_by_keys_alone(frame: Frame, tmp_path: Path) -> None:
    key = Qt.Key
    press(frame, (key.Key_2, CTRL))
    session = frame.session
    assert session is not None and session.article is not None and session.article.key == "story"
    assert frame.mode == "review" and frame.review.queue.count.text() == "0 of 10"

    press(frame, key.Key_1)  # from bob's “The mayor, Ada Dorn”: ann's Ada Dorn instead of it
    assert states(frame)[:2] == ["The mayor, Ada Dorn: rejected", "Ada Dorn: took ann"]
    press(frame, (key.Key_Z, CTRL), key.Key_2)  # no: both may be right, one after the other
    press(frame, key.Key_Return)
    assert states(frame)[:2] == ["The mayor, Ada Dorn: took bob", "Ada Dorn: took ann"]

    press(frame, key.Key_F)  # the quote with its marks: later
    assert states(frame)[-1] == "“It was enough.”: later"
    press(frame, key.Key_R)  # without them: no
    press(frame, key.Key_C)
    QTest.keyClicks(QApplication.focusWidget(), "a name")
    press(frame, key.Key_Return, key.Key_1)  # Tom Reed, with a reason
    press(frame, key.Key_E, (key.Key_Left, SHIFT | CTRL), key.Key_Return)  # chairman: its chairman
    press(frame, key.Key_N)  # left: nothing here
    press(frame, key.Key_Right, key.Key_Left, key.Key_Return)  # Nobody
    press(frame, key.Key_2)  # from ann's closed Quay Road: bob's closed instead
    press(frame, key.Key_1)  # the quote with its marks, set aside before
    assert frame.review.queue.note.text().startswith("Everything here is decided. 9 spans are gold.")
    assert states(frame) == [
        "The mayor, Ada Dorn: took bob", "Ada Dorn: took ann", "It was enough.: rejected", "Tom Reed: took ann",
        "chairman: edited bob", "left: nothing here", "Nobody: took ann", "closed Quay Road: rejected",
        "closed: took bob", "“It was enough.”: took ann",
    ]  # fmt: skip

    press(frame, (key.Key_Z, CTRL))
    assert frame.review.queue.count.text() == "9 of 10"
    press(frame, (key.Key_Z, CTRL | SHIFT))
    assert frame.review.queue.count.text() == "10 of 10"

    gold = session.project.layer("story", "gold")
    assert (gold.state, gold.unresolved) == ("done", 0)
    assert [span.quote(STORY) for span in gold.spans] == [
        "The mayor, Ada Dorn", "Ada Dorn", "resigned", "“I am done,”", "“It was enough.”", "Tom Reed",
        "its chairman", "Nobody", "closed",
    ]  # fmt: skip
    mine = [item for item in gold.decisions if item.by == "ruth"]
    assert sorted(item.outcome for item in mine) == ["adjudicated"] * 7 + ["nothing"] + ["rejected"] * 2
    assert [item.reason for item in mine if item.reason] == ["a name"]

    press(frame, (key.Key_Return, CTRL))
    assert session.article.key == "short" and frame.review.queue.count.text() == "0 of 1"
    press(frame, key.Key_R, (key.Key_Return, CTRL))
    assert frame.message.text() == "No dispute is left in any article."

    assert session.project.check() == []
    before = everything(session.project)
    assert adjudicate(session.project, "ann").changed == 0
    assert everything(session.project) == before, "a second merge keeps what a person decided"
    (tmp_path / "all.jsonl").write_bytes(before)
    with Project.create(tmp_path / "again.workbench") as again:
        import_paths(again, "x", [tmp_path / "all.jsonl"])
        assert everything(again) == before
