"""A session of ten articles by keyboard alone: the window is told nothing but keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.model.span import Span
from workbench.project import Project
from workbench.settings import Settings
from workbench.window.app import application
from workbench.window.frame import Frame

NAME = "ines"
ARTICLES = 10
Keys = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def text_of(number: int) -> str:
    return (
        "Home › News › Ports\n\n"
        f"Dockers walked out of berth {number} on Friday.\n\n"
        f"“Nobody here wants a strike,” said Marta Okafor of union {number}.\n"
    )


@pytest.fixture(scope="module")
def qapp() -> object:
    return application()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "ports.workbench"
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(ARTICLES):
        (folder / f"port-{number}.txt").write_bytes(text_of(number).encode())
    from workbench.project.importing import import_paths

    with Project.create(path, "news-lite") as made:
        import_paths(made, NAME, [str(folder)])
    return path


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path, project: Path) -> Iterator[Frame]:
    settings = Settings(tmp_path / "settings.json")
    settings.set("name", NAME)
    made = Frame(settings)
    made.get_ready()
    qtbot.addWidget(made)
    made.projects.open(str(project))
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


class Hands:
    """Presses keys where the focus is, wherever that may be."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.pressed = 0

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
        for key in keys * times:
            focused = QApplication.focusWidget()
            assert focused is not None, "the keyboard leads nowhere"
            self.qtbot.keyClick(focused, key, held)
            self.pressed += 1


def words_of(span: Span, number: int) -> tuple[str, str]:
    return span.label, span.quote(text_of(number))


def tag_one(hands: Hands, frame: Frame) -> None:
    """Boilerplate, an actor, an event of two words, a quote with its speaker; all by keys."""
    hands.press(Keys.Key_Home, held=CTRL)
    hands.press(Keys.Key_4)  # the line at the caret, snapped to a whole one
    hands.press(Keys.Key_Escape)
    hands.press(Keys.Key_Down, Keys.Key_Down, Keys.Key_Home)
    hands.press(Keys.Key_2)
    hands.press(Keys.Key_Escape)
    hands.press(Keys.Key_Right, held=CTRL)
    hands.press(Keys.Key_Right, held=CTRL | SHIFT, times=2)
    hands.press(Keys.Key_1)
    hands.press(Keys.Key_Escape)
    hands.press(Keys.Key_Down, Keys.Key_Down, Keys.Key_Home, Keys.Key_Right, Keys.Key_Right)
    hands.press(Keys.Key_W, times=4)  # the word, the phrase, inside the marks, with them
    assert frame.view.selection() is not None
    hands.press(Keys.Key_3)


def lead_to_speaker(hands: Hands, frame: Frame) -> None:
    """Tag the speaker, go back to the quote, and lead it there."""
    hands.press(Keys.Key_Escape)
    hands.press(Keys.Key_End)
    while not frame.view.text.startswith("Marta", frame.view.caret()):
        assert frame.view.caret() > 0
        hands.press(Keys.Key_Left, held=CTRL)
    hands.press(Keys.Key_Right, held=CTRL | SHIFT, times=2)
    hands.press(Keys.Key_2, Keys.Key_K)
    assert frame.view.selected_span is not None and frame.view.selected_span.label == "quote"
    hands.press(Keys.Key_L, Keys.Key_Return)


def test_ten_articles_by_keys_alone(qtbot: QtBot, frame: Frame) -> None:
    hands = Hands(qtbot)
    assert frame.session is not None
    for number in range(ARTICLES):
        assert frame.session.article is not None
        assert frame.session.article.key == f"port-{number}"
        assert frame.view.hasFocus()
        tag_one(hands, frame)
        lead_to_speaker(hands, frame)
        found = sorted(words_of(span, number) for span in frame.session.layer.spans)
        assert found == [
            ("actor", "Dockers"),
            ("actor", "Marta Okafor"),
            ("boilerplate", "Home › News › Ports"),
            ("event", "walked out"),
            ("quote", "“Nobody here wants a strike,”"),
        ]
        (link,) = frame.session.layer.relations
        ends = {span.id: words_of(span, number)[1] for span in frame.session.layer.spans}
        assert (link.type, ends[link.target]) == ("speaker", "Marta Okafor")
        hands.press(Keys.Key_Return, held=CTRL)
    assert frame.session.listing.counts().open == 0
    assert hands.pressed < 45 * ARTICLES
    with Project.open(frame.session.project.where) as reader:
        layers = [reader.layer(key, NAME) for _, key in reader.article_keys()]
    assert [layer.state for layer in layers] == ["done"] * ARTICLES
    assert [len(layer.spans) for layer in layers] == [5] * ARTICLES
