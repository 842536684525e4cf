"""The two real articles tagged in full under ``news`` by the window's own keys, exported, and read back without loss.

What is to be made stands in ``real_gold.json``: places and values, never the words. Every span, value, relation and
entity comes of key events where the focus is. Only the caret and the selection are put where arrows, Shift with
arrows, or the mouse would bring them (``ByHand.put_caret`` and ``ByHand.select``), and count as no key.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from conftest import SHARED
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.command import CommandLine
from support.frames import put_up
from support.gold_by_hand import ByHand, InTheLedger, Wanted, groups, read_wanted

from workbench.model.entity import Entity
from workbench.model.layer import Layer
from workbench.project import Project
from workbench.project.importing import import_paths
from workbench.settings import Settings
from workbench.window.app import application
from workbench.window.frame import Frame
from workbench.window.panels.entity_form import EXTERNAL_ID

GOLD = Path(__file__).parent / "real_gold.json"
NAME = "ines"
CTRL = Qt.KeyboardModifier.ControlModifier
# How many quotes there are of a form, and from the caret on the cue to what is saved the keys: least, median, most.
FORMS = {"indirect": (20, 2, 2, 5), "mixed": (9, 2, 2, 12), "direct": (5, 2, 2, 2)}


@pytest.fixture(scope="session")
def qapp() -> object:
    """The program's own application object, with its fonts."""
    return application()


@pytest.fixture
def gold() -> dict[str, Any]:
    """What is to be made in each article, by its file's name."""
    layers: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    if not all((SHARED / name).exists() for name in layers):
        pytest.skip(f"the two real articles are not beside the checkout, in {SHARED.parent.name}/{SHARED.name}")
    return layers


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path, gold: dict[str, Any]) -> Iterator[Frame]:
    """A window on a new project with the two articles, in which nothing is tagged."""
    path = tmp_path / "real.workbench"
    with Project.create(path, "news") as project:
        import_paths(project, NAME, [SHARED / name for name in gold])
    made = Frame(Settings(tmp_path / "settings.json"))
    made.get_ready()
    put_up(made, qtbot)
    made.projects.open(str(path), NAME)
    yield made
    made.close()


def tag_spans(hand: ByHand) -> list[tuple[str, int]]:
    """Quotes first, which bring speakers and cues; then what is left, by label. Gives form and keys of each quote."""
    counted = []
    for item in of_label(hand, "quote"):
        hand.quote(item)
        counted.append((item.attributes["type"], hand.count))
    for label in ("boilerplate", "headline", "actor", "event"):
        for item in of_label(hand, label):
            if hand.held(item) is None:
                hand.tag(item)
                hand.link(item)
    return counted


def of_label(hand: ByHand, label: str) -> list[Wanted]:
    return [item for item in hand.wanted.values() if item.label == label]


def told(spans: list[Wanted], relations: list[list[str]]) -> tuple[Any, ...]:
    """Everything that is said in a layer, without its ids."""
    places = {item.id: item[1:3] for item in spans}
    return (
        sorted((item.label, item.parts, sorted(item.attributes.items())) for item in spans),
        sorted((kind, places[source], places[target]) for kind, source, target in relations),
        groups((item.label, item.parts, item.entity) for item in spans),
    )


def told_of(layer: Layer) -> tuple[Any, ...]:
    """The same of what is stored."""
    spans = [
        Wanted(span.id, span.label, span.parts, dict(span.attributes), span.entity, ()) for span in layer.spans
    ]  # fmt: skip
    return told(spans, [[item.type, item.source, item.target] for item in layer.relations])


def said_of(entities: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """What is to be said of each entity; its id outside stands where the inspector has it."""
    return {
        code: {EXTERNAL_ID if name == "external_id" else name: value for name, value in values.items()}
        for code, values in entities.items()
    }


def said(entity: Entity) -> dict[str, Any]:
    """The same of an entity that is stored."""
    return {**entity.attributes, **({EXTERNAL_ID: entity.external_id} if entity.external_id else {})}


def test_both_articles_by_keys(frame: Frame, gold: dict[str, Any], cli: CommandLine, tmp_path: Path) -> None:
    counted: list[tuple[str, int]] = []
    for name, layer in gold.items():
        hand = ByHand(frame, read_wanted(layer))
        session = hand.session
        assert session.article is not None and session.article.key == Path(name).stem and frame.view.hasFocus()
        counted += tag_spans(hand)
        left = Counter(problem.rule for problem in session.labelling.problems(session.article.key))
        assert left == {"no-entity": len(of_label(hand, "actor"))}  # nobody has said yet who is meant
        ledger = InTheLedger(hand)
        ledger.open()
        ledger.name_all()
        assert {problem.rule for problem in session.labelling.problems(session.article.key)} == {"required"}
        ledger.say_kinds(said_of(layer["entities"]))  # that was it: of what kind the actors are
        assert session.labelling.problems(session.article.key) == []
        hand.press(Qt.Key.Key_Escape)
        assert frame.view.hasFocus()
        hand.press(Qt.Key.Key_Return, CTRL)
        QApplication.processEvents()
    assert frame.message.text().startswith("Every article is done.")
    assert_few_keys(counted)
    project = Path(hand.session.project.where)
    for name, layer in gold.items():
        with Project.open(project) as reader:
            stored = reader.layer(Path(name).stem, NAME)
        assert stored.state == "done"
        assert told_of(stored) == told(list(read_wanted(layer).values()), layer["relations"])
        wanted, found = said_of(layer["entities"]), {item.id: item for item in stored.entities}
        of_gold = {item[1:3]: wanted.get(item.entity or "", {}) for item in read_wanted(layer).values()}
        for span in stored.spans:
            if span.entity is not None:
                assert said(found[span.entity]) == of_gold[span.label, span.parts]
    assert_read_back(cli, project, tmp_path)


def assert_few_keys(counted: list[tuple[str, int]]) -> None:
    """From the caret on the cue to a quote that is saved with its type, status, speaker and cue."""
    for form, wanted in FORMS.items():
        keys = [count for kind, count in counted if kind == form]
        found = (len(keys), min(keys), median(keys), max(keys))
        assert found[0] == wanted[0] and all(one <= most for one, most in zip(found, wanted)), (form, found)
    assert sum(count <= 5 for _, count in counted) >= 33


def assert_read_back(cli: CommandLine, project: Path, tmp_path: Path) -> None:
    """Exported, imported elsewhere and exported again, it is the same to the byte; CoNLL has every span of one part."""
    options = ("--format", "jsonl", "--layer", "all", "--articles", "all", "--to")
    first, second, other = tmp_path / "1.jsonl", tmp_path / "2.jsonl", tmp_path / "other.workbench"
    cli.done("export", project, *options, first)
    cli.done("new", other, "--scheme", "news")
    cli.done("import", other, first)
    cli.done("export", other, *options, second)
    assert second.read_bytes() == first.read_bytes()
    assert cli.done("check", other).code == cli.done("check", project, "--rules").code == 0
    records = [json.loads(line) for line in first.read_text(encoding="utf-8").splitlines()]
    conll = tmp_path / "real.conll"
    cli.done("export", project, "--format", "conll", "--layer", NAME, "--articles", "all", "--to", conll)
    begun = sum(tag.startswith("B-") for line in conll.read_text("utf-8").splitlines() for tag in line.split("\t"))
    assert begun == sum(len(span["parts"]) == 1 for record in records for span in record["spans"])
