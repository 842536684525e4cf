"""The whole journey on another field: claims, evidence, hedges, by keys, so that nothing hangs on the names of news."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.build import where_of
from support.command import CommandLine
from support.frames import put_up
from support.gold_by_hand import ByHand, read_wanted

from workbench.model.layer import Layer
from workbench.settings import Settings
from workbench.window.app import application
from workbench.window.frame import Frame

TEXT = (
    "Ferries should run at night. Last winter 400 people missed the last boat, the harbour office says.\n"
    "The old pier, as everybody knows, is unsafe. It may be true that nobody wants a new one, but an engineer found "
    "cracks in every second beam."
)
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def span(id: str, label: str, *words: str, **attributes: object) -> dict[str, Any]:
    """A span over these words, a part for each."""
    parts = [where_of(TEXT, part) for part in words]
    return {"id": id, "label": label, "parts": parts, "attributes": attributes, "entity": None}


NIGHT = span("night", "claim", "Ferries should run at night", kind="policy")
PIER = span("pier", "claim", "The old pier", "is unsafe", kind="fact")
BOAT = span("boat", "evidence", "Last winter 400 people missed the last boat")
LONG, SHORT = "an engineer found cracks in every second beam", "cracks in every second beam"
MAY = span("may", "hedge", "may")
VALUE = span("new", "claim", "nobody wants a new one", kind="value")
LINKED = [["supports", "boat", "night"], ["supports", "cracks", "pier"]]
ANN = {"spans": [NIGHT, BOAT, PIER, MAY, VALUE, span("cracks", "evidence", LONG)], "relations": LINKED}
FACT = span("new", "claim", "nobody wants a new one", kind="fact")
DOUBT = span("cracks", "evidence", SHORT, unsure=True)
BOB = {"spans": [NIGHT, BOAT, PIER, MAY, FACT, DOUBT], "relations": LINKED}
GOLD = {"spans": [NIGHT, BOAT, PIER, MAY, VALUE, DOUBT], "relations": LINKED}  # as Ruth decides


@pytest.fixture(scope="session")
def qapp() -> object:
    """The program's own application object, with its fonts."""
    return application()


@pytest.fixture
def project(tmp_path: Path, cli: CommandLine) -> Path:
    """A new project with one article."""
    path, article = tmp_path / "pier.workbench", tmp_path / "pier.txt"
    article.write_text(TEXT, encoding="utf-8")
    cli.done("new", path, "--scheme", "claims")
    cli.done("import", path, article)
    return path


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path, project: Path) -> Iterator[Frame]:
    """Ann's window."""
    made = Frame(Settings(tmp_path / "settings.json"))
    made.get_ready()
    put_up(made, qtbot)
    made.projects.open(str(project), "ann")
    yield made
    made.close()


def tag_all(frame: Frame, name: str, layer: dict[str, Any]) -> ByHand:
    """Somebody tags the article and calls it done."""
    if frame.session is None or frame.session.annotator != name:
        frame.projects.work_as(name)
    frame.view.setFocus()
    hand = ByHand(frame, read_wanted(layer))
    for item in hand.wanted.values():
        hand.tag(item)
    for item in hand.wanted.values():
        made = hand.held(item)
        assert made is not None
        hand.walk_to(made)
        hand.link(item)
    return hand


def done_next(frame: Frame, hand: ByHand) -> None:
    """Nothing is missing, so that nothing is asked."""
    assert hand.session.labelling.problems("pier") == []
    hand.press(Key.Key_Return, CTRL)
    assert frame.message.text().startswith("Every article is done.")


def states(frame: Frame) -> list[tuple[str, str]]:
    """The disputes with what was decided."""
    model = frame.review.queue.model
    return [(model.title(item), model.state(item)) for item in model.rows]


def made(layer: Layer) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    """Labels, words and values; and which words lead where."""
    words = {item.id: item.quote(TEXT) for item in layer.spans}
    spans = {(item.label, words[item.id], ", ".join(map(str, item.attributes.values()))) for item in layer.spans}
    return spans, {(words[item.source], item.type, words[item.target]) for item in layer.relations}


def wanted(layer: dict[str, Any]) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    """The same of what is to be made."""
    words = {item["id"]: " ".join(TEXT[start:end] for start, end in item["parts"]) for item in layer["spans"]}
    values = {item["id"]: ", ".join(map(str, item["attributes"].values())) for item in layer["spans"]}
    spans = {(item["label"], words[item["id"]], values[item["id"]]) for item in layer["spans"]}
    return spans, {(words[source], kind, words[target]) for kind, source, target in layer["relations"]}


def decide(frame: Frame, hand: ByHand) -> None:
    """Ruth lets the rule merge what both have, and takes one version of each dispute."""
    hand.press(Key.Key_2, CTRL)
    hand.press(Key.Key_K, CTRL)
    hand.type("Merge what")
    hand.press(Key.Key_Return)
    assert frame.message.text() == "5 spans are gold since all agree, 3 disputes left in 1 article."
    assert states(frame) == [("nobody wants a new one", "2 of 2"), (LONG, "1 of 2"), (SHORT, "1 of 2")]
    card = frame.review.card
    assert [[row[:2] for row in version.rows] for version in card.versions] == [
        [("kind", kind), ("unsure", "none")] for kind in ("value", "fact")
    ]  # whose addressee it is, is asked of policies only
    hand.press(Key.Key_E)
    fields = card.edit.fields
    assert [name for name in fields if fields[name].isVisible()] == ["kind", "unsure"]
    card.edit.fields["kind"].chosen.emit("policy")
    assert fields["addressee"].isVisible()  # now somebody is
    hand.press(Key.Key_Escape)
    hand.press(Key.Key_1)
    hand.press(Key.Key_2)
    assert states(frame) == [("nobody wants a new one", "took ann"), (LONG, "rejected"), (SHORT, "took bob")]
    hand.press(Key.Key_Return, CTRL)
    assert frame.message.text() == "No dispute is left in any article."


def test_the_whole_journey(frame: Frame, project: Path, cli: CommandLine, tmp_path: Path) -> None:
    for name, layer in (("ann", ANN), ("bob", BOB)):
        hand = tag_all(frame, name, layer)
        assert hand.count <= 26  # for six spans, their values and two relations
        assert made(hand.session.project.layer("pier", name)) == wanted(layer)
        done_next(frame, hand)
    frame.projects.work_as("ruth")
    decide(frame, hand)
    gold = hand.session.project.layer("pier", "gold")
    assert (gold.state, gold.unresolved) == ("done", 0)
    assert made(gold) == wanted(GOLD)
    assert_read_back(cli, project, tmp_path)


def assert_read_back(cli: CommandLine, project: Path, tmp_path: Path) -> None:
    """All layers, exported and imported elsewhere, are the same to the byte; and the gold goes to CoNLL."""
    options = ("--format", "jsonl", "--layer", "all", "--articles", "all", "--to")
    first, second, other = tmp_path / "1.jsonl", tmp_path / "2.jsonl", tmp_path / "other.workbench"
    cli.done("export", project, *options, first)
    assert [json.loads(line)["layer"] for line in first.read_text("utf-8").splitlines()] == ["gold", "ann", "bob"]
    cli.done("new", other, "--scheme", "claims")
    cli.done("import", other, first)
    cli.done("export", other, *options, second)
    assert second.read_bytes() == first.read_bytes()
    assert cli.done("check", other).code == cli.done("check", project, "--rules").code == 0
    conll = cli.done("export", project, "--format", "conll", "--layer", "gold", "--to", "-").out
    tags = [tag for line in conll.splitlines() for tag in line.split("\t") if tag.startswith("B-")]
    assert sorted(tags) == ["B-claim", "B-claim", "B-evidence", "B-evidence", "B-hedge"]  # one claim has two parts
