"""Whatever is done, undone and done again: a session's layer, its views and its list hold what is stored."""

import itertools
import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from support.build import TEXT, bring, record, tag

from workbench.errors import WorkbenchError
from workbench.model.layer import Layer
from workbench.model.span import Span
from workbench.project import Project
from workbench.project.listing import Listing
from workbench.window.session import Session

KEYS = ("k", "l", "m")
DEEDS = (
    "tag", "tag", "many", "many", "change", "move", "remove", "relate", "unrelate", "mean", "mean", "value", "comment",
    "comment", "done", "flag", "undo", "undo", "undo", "undo", "redo", "redo", "open", "import",
)  # fmt: skip
LABELS = ("event", "actor", "quote", "boilerplate")


class Watched:
    """A session with a view that knows spans only from its signals."""

    def __init__(self, project: Project) -> None:
        self.session = Session(project, "ines")
        self.view: dict[str, Span] = {}
        self.rounds: list[tuple[set[str], list[Span]]] = []
        self.said: list[str] = []
        self.session.article_changed.connect(self._show)
        self.session.spans_changed.connect(self._follow)
        self.session.said.connect(self.said.append)
        self.session.failed.connect(self.said.append)

    def _show(self) -> None:
        self.view = {span.id: span for span in self.session.layer.spans}

    def _follow(self, gone: set[str], came: list[Span]) -> None:
        self.rounds.append((gone, came))
        assert gone <= self.view.keys()
        for id in gone:
            del self.view[id]
        assert not self.view.keys() & {span.id for span in came}
        self.view |= {span.id: span for span in came}

    def check(self) -> None:
        session, project = self.session, self.session.project
        assert session.article is not None
        stored = project.layer(session.article.key, "ines")
        assert told(session.layer) == told(stored)
        assert sorted(self.view.values(), key=lambda span: span.id) == told(stored)["spans"]
        assert all(session.span(span.id) == span for span in stored.spans)
        fresh = Listing(project, "ines")
        rows = [session.listing.row(at) for at in range(len(session.listing))]
        assert rows == [fresh.row(at) for at in range(len(fresh))] and session.listing.counts() == fresh.counts()
        shown = session.listing.row_of(session.article.key)
        assert shown is not None and session.flagged == shown.flagged


def told(layer: Layer) -> dict[str, Any]:
    """All that a layer holds, in an order of its own."""
    kinds = ("spans", "entities", "relations", "comments")
    return {
        "state": layer.state, "attributes": dict(layer.attributes), "annotator": layer.annotator,
        **{kind: sorted(getattr(layer, kind), key=lambda item: item.id) for kind in kinds},
    }  # fmt: skip


@pytest.fixture
def watched(qtbot: QtBot, on_both: Project, tmp_path: Path) -> Iterator[Watched]:
    """Ines on the first of three articles; Ann has tagged, too."""
    bring(on_both, tmp_path, [record(key, f"{TEXT} {key}") for key in KEYS])
    tag(on_both, "ann", "k", ("actor", 11, 19))
    made = Watched(on_both)
    made.session.open("k")
    return made


def act(session: Session, chance: random.Random, folder: Path) -> None:
    """Any one thing that a person can do."""
    start, some = chance.randrange(80), chance.sample(session.layer.spans, min(2, len(session.layer.spans)))
    match chance.choice(DEEDS):
        case "tag":
            session.tag(chance.choice(LABELS), start, start + 5, exact=True)
        case "many":
            keys = chance.sample(KEYS, chance.randint(1, 3))
            session.tag_many(
                chance.choice(LABELS), {key: [((start + at, start + at + 3),) for at in range(6)] for key in keys}
            )
        case "change" if some:
            session.change(some[0], label=chance.choice(LABELS))
        case "move" if some:
            with suppress(WorkbenchError):  # the text may be shorter, or one may stand there
                session.labelling.change(some[0].id, parts=[(start, start + 2)])
            session.refresh()
        case "remove" if some:
            session.remove(some[0])
        case "relate" if len(some) > 1:
            session.relate("speaker", some[0].id, some[1].id)
        case "unrelate" if session.layer.relations:
            session.unrelate(chance.choice(session.layer.relations).id)
        case "mean":
            mean(session, chance)
        case "value":
            session.set_article_value("usable", chance.choice([True, False, None]))
        case "comment":
            session.comment(chance.choice(["why?", "who?", ""]), chance.choice([None, *(span.id for span in some)]))
        case "done":
            session.set_done(chance.random() < 0.7)
        case "flag":
            session.set_flagged(chance.random() < 0.7)
        case "undo":
            session.undo(follow=chance.random() < 0.8)
        case "redo":
            session.redo(follow=chance.random() < 0.8)
        case "open":
            session.open(chance.choice(KEYS))
        case "import":
            number = chance.randrange(10**9)
            texts = [record(f"i{number}", f"Text {number}.", "ines", [(f"s{number}", "event", 0, 4)])]
            bring(session.project, folder, texts, actor="ines")
            session.reload_rows()


def mean(session: Session, chance: random.Random) -> None:
    """Any one thing that a person can say of entities."""
    actors = [span.id for span in session.layer.spans if span.label == "actor"]
    known = [entity.id for entity in session.layer.entities]
    some = chance.sample(actors, min(3, len(actors)))
    one, other = chance.choice([*known, None]), chance.choice([*known, None])
    match chance.choice(["new", "new", "one", "change", "merge", "remove"]):
        case "new" if some:
            session.about_entities(lambda work: work.assign(some, {"name": chance.choice(["Ada", "Bo"])}))
        case "one" if some:
            session.about_entities(lambda work: work.assign(some, one))
        case "change" if one:
            session.about_entities(lambda work: work.change_entity(one, chance.choice(["Cy", "Di"]), {"type": "PER"}))
        case "merge" if one and other:
            session.about_entities(lambda work: work.merge_entities(one, other))
        case "remove" if one:
            session.about_entities(lambda work: work.remove_entity(one))


@pytest.mark.parametrize("seed", range(4))
def test_a_session_is_in_step_with_what_is_stored(
    watched: Watched, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, numbers = random.Random(seed), itertools.count()
    for module in ("labelling", "many", "remarks", "entities"):  # ids that come out the same, so that a failure does
        monkeypatch.setattr(f"workbench.project.{module}.new_id", lambda: f"{next(numbers):04}")
    for _ in range(80):
        act(watched.session, chance, tmp_path)
        watched.check()
    assert watched.session.project.check() == []


def test_a_span_goes_with_the_remarks_on_it(watched: Watched) -> None:
    session = watched.session
    span = session.tag("actor", 11, 19)
    assert span is not None
    session.comment("who?", span.id)
    session.remove(span)
    assert session.layer.comments == []
    session.undo()
    watched.check()
    assert [comment.span for comment in session.layer.comments] == [span.id]


def test_many_at_once_are_told_once(watched: Watched) -> None:
    session = watched.session
    session.tag("actor", 4, 9)
    session.open("l")
    watched.rounds.clear()
    places = {"k": [((4, 9),), ((11, 19),)], "l": [((11, 19),), ((21, 29),)], "gone": [((0, 1),)]}
    made = session.tag_many("actor", places)
    assert watched.rounds == [(set(), made)] and [span.parts for span in made] == [((11, 19),), ((21, 29),)]
    assert watched.said[-1] == (
        "Tagged 3 as actor, 1 of them in other articles. 1 was actor already."
        " 1 was left out, since the article is gone. Ctrl+Z undoes it."
    )
    watched.check()
    row = session.listing.row(0)
    assert row is not None and row.spans == 2
    session.undo()
    assert watched.rounds[-1] == ({span.id for span in made}, []) and session.layer.state == "untouched"
    assert watched.said[-1] == "Undone: tagged 3 spans as actor in 2 articles. Ctrl+Shift+Z does it again."
    watched.check()
    session.redo()
    assert session.layer.spans == made
    watched.check()


def test_many_of_the_shown_article_need_no_key(watched: Watched) -> None:
    session = watched.session
    made = session.tag_many("quote", [((41, 53),), ((11, 19),), ((21, 23), (26, 29))])
    assert [span.attributes["type"] for span in made] == ["indirect", "indirect", "direct"]
    assert watched.said[-1] == "Tagged 3 as quote. Ctrl+Z undoes it."
    assert session.tag_many("quote", [((41, 53),)]) == []
    assert watched.said[-1] == "Nothing was tagged. 1 was quote already."
    assert session.tag_many("quote", {"l": [((41, 53),)]}) == [] and session.saved_at is not None
    assert watched.said[-1] == "Tagged 1 as quote in other articles. Ctrl+Z undoes it."
    assert session.tag_many("quote", [((41, 5300),)]) is None and "outside the text" in watched.said[-1]
    watched.check()


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_an_undo_reads_no_more_than_it_touched(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    session = watched.session
    made = session.tag_many("event", [((at, at + 3),) for at in range(50)])
    span = session.tag("actor", 60, 65, exact=True)
    assert span is not None
    session.remove(made[7])
    monkeypatch.setattr(session.project, "layer", lambda *_: pytest.fail("the layer was read"))
    watched.rounds.clear()
    session.undo()
    session.undo()
    session.redo()
    assert watched.rounds == [(set(), [made[7]]), ({span.id}, []), (set(), [span])]
    monkeypatch.undo()
    watched.check()


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_many_that_were_not_saved_are_tried_again(watched: Watched) -> None:
    session, tries = watched.session, []
    session.unsaved.connect(lambda why, again: tries.append(again))
    session.project.store.execute("PRAGMA query_only = 1")
    assert session.tag_many("actor", {"k": [((11, 19),)], "l": [((11, 19),)]}) is None
    watched.check()
    assert session.saved_at is None
    session.project.store.execute("PRAGMA query_only = 0")
    tries.pop()()
    watched.check()
    assert [span.parts for span in session.layer.spans] == [((11, 19),)] and session.saved_at is not None
    row = session.listing.row(1)
    assert row is not None and row.spans == 1
