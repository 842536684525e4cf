"""An action reads, checks and writes in one transaction, and is no action where it changes nothing."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from support.build import TEXT, bring, everything, record, where_of
from support.postgres import Server

from workbench.errors import ProjectError, SchemeError, TextError, WorkbenchError
from workbench.project import Project
from workbench.project.importing import import_paths
from workbench.project.labelling import Labelling

ADA, MAYOR, DONE = where_of(TEXT, "Ada Dorn"), where_of(TEXT, "The mayor"), where_of(TEXT, "“I am done,”")


@pytest.fixture
def ann(filled: Project) -> Labelling:
    return Labelling(filled, "ann")


# An action that changes nothing


def test_what_changes_nothing_is_no_entry_and_leaves_a_done_layer_done(ann: Labelling) -> None:
    quote, actor = ann.add("k", [DONE], "quote", {"type": "direct"}).id, ann.add("k", [ADA], "actor").id
    entity = ann.set_entity(actor, {"name": "Ada Dorn"}).id
    ann.set_article_attributes("k", {"usable": True})
    ann.set_done("k", True)
    before = everything(ann.project), len(list(ann.project.history()))
    same = [
        ann.change(quote),
        ann.change(quote, label="quote", parts=[DONE], attributes={"type": "direct"}),
        ann.set_entity(actor, entity),
        ann.set_entity(quote, None),
        ann.set_article_attributes("k", {"usable": True}),
        ann.set_article_attributes("l", {}),
    ]
    assert [done.changed for done in same] == [False] * 6
    ann.set_done("k", True)
    assert (everything(ann.project), len(list(ann.project.history()))) == before
    assert ann.change(quote, attributes={"type": "mixed"}).changed
    assert ann.project.layer("k", "ann").state == "in_progress"


def test_the_history_says_what_was_done(ann: Labelling) -> None:
    span = ann.add("k", [ADA], "event").id
    ann.change(span, label="actor", parts=[MAYOR])
    ann.remove(span)
    said = [entry.words for entry in ann.project.history() if entry.actor == "ann"]
    assert said == [
        f"tagged {ADA[0]}-{ADA[1]} as event",
        f"relabelled event {ADA[0]}-{ADA[1]} as actor and moved actor {ADA[0]}-{ADA[1]} to {MAYOR[0]}-{MAYOR[1]}",
        f"removed actor {MAYOR[0]}-{MAYOR[1]}",
    ]


def test_the_history_says_which_value_was_set(ann: Labelling) -> None:
    span = ann.add("k", [DONE], "quote").id
    place = f"quote {DONE[0]}-{DONE[1]}"
    assert ann.change(span, attributes={"type": "direct"}).words == f"set type of {place} to direct"
    assert ann.change(span, attributes={"type": None}).words == f"set type of {place} to nothing"
    assert ann.set_article_attributes("k", {"usable": True}).words == "set usable of the article to yes"


# Two sessions of one annotator


@pytest.fixture
def sessions(postgres: Server, tmp_path: Path) -> Iterator[tuple[Labelling, Labelling]]:
    """Ann at two machines, on one server."""
    where = postgres.place()
    with Project.create(where) as first:
        bring(first, tmp_path, [record("k", TEXT)])
        with Project.open(where, write=True) as second:
            yield Labelling(first, "ann"), Labelling(second, "ann")


def overtaken(first: Labelling, inside: Callable[[], object], waiting: Callable[[], Any]) -> Future[Any]:
    """``inside`` is committed by ``first`` while ``waiting``, in the other session, has begun already."""
    with ThreadPoolExecutor(1) as pool:
        with first.project.store.transaction():
            inside()
            begun = pool.submit(waiting)
            until = time.monotonic() + 10
            while not first.project.store.rows("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"):
                assert time.monotonic() < until and not begun.done()
                time.sleep(0.01)
        begun.exception()
        return begun


def test_no_session_writes_over_what_the_other_just_did(sessions: tuple[Labelling, Labelling]) -> None:
    one, two = sessions
    id = one.add("k", [ADA], "quote").id
    overtaken(
        one, lambda: one.change(id, attributes={"type": "direct"}), lambda: two.change(id, parts=[MAYOR])
    ).result()
    (span,) = one.project.layer("k", "ann").spans
    assert (span.parts, dict(span.attributes)) == ((MAYOR,), {"type": "direct"})


def test_two_sessions_give_one_speaker(sessions: tuple[Labelling, Labelling]) -> None:
    one, two = sessions
    quote, ada, mayor = (
        one.add("k", [place], label).id for place, label in ((DONE, "quote"), (ADA, "actor"), (MAYOR, "actor"))
    )
    second = overtaken(one, lambda: one.relate("speaker", quote, ada), lambda: two.relate("speaker", quote, mayor))
    with pytest.raises(SchemeError, match="at most 1"):
        second.result()
    assert [link.target for link in one.project.layer("k", "ann").relations] == [ada]


def test_two_sessions_remove_a_span_once(sessions: tuple[Labelling, Labelling]) -> None:
    one, two = sessions
    id = one.add("k", [ADA], "actor").id
    with pytest.raises(ProjectError, match="removed"):
        overtaken(one, lambda: one.remove(id), lambda: two.remove(id)).result()
    assert two.undo() is not None
    assert [span.id for span in one.project.layer("k", "ann").spans] == [id]


# What can't be stored


def nested(depth: int) -> object:
    value: object = "x"
    for _ in range(depth):
        value = [value]
    return value


UNFIT: dict[str, dict[str, Any]] = {
    "no name": {"label": "actor"},
    "a blank name": {"name": " "},
    "a name that is a number": {"name": 1},
    "NUL in the name": {"name": "a\0"},
    "an external_id that is a number": {"name": "a", "external_id": 1},
    "NUL in the external_id": {"name": "a", "external_id": "Q\0"},
    "a lone surrogate in the external_id": {"name": "a", "external_id": "\ud800"},
    "attributes that are a list": {"name": "a", "attributes": ["x"]},
    "NUL in a value": {"name": "a", "attributes": {"type": "P\0"}},
    "a lone surrogate in a value": {"name": "a", "attributes": {"type": "\udfff"}},
    "NUL deep in a value": {"name": "a", "attributes": {"type": [{"a": "\0"}]}},
    "NUL in the name of a value": {"name": "a", "attributes": {"a\0": 1}},
    "a value nested deeply": {"name": "a", "attributes": {"type": nested(300)}},
    "a number that is none": {"name": "a", "attributes": {"size": float("nan")}},
    "a number that is too large": {"name": "a", "attributes": {"size": 2**70}},
    "a label without entities": {"name": "a", "label": "quote"},
    "a label that is not there": {"name": "a", "label": "colour"},
    "something unknown": {"name": "a", "colour": "red"},
}


@pytest.mark.parametrize("entity", UNFIT.values(), ids=UNFIT)
def test_an_entity_that_could_not_come_back_in_is_refused(ann: Labelling, entity: dict[str, Any]) -> None:
    span = ann.add("k", [ADA], "actor").id
    before = everything(ann.project), len(list(ann.project.history()))
    with pytest.raises(WorkbenchError):
        ann.set_entity(span, entity)
    assert (everything(ann.project), len(list(ann.project.history()))) == before


def test_what_is_taken_comes_back_in(tmp_path: Path) -> None:
    """Where the scheme names no attributes of an entity, any may be given."""
    attributes = {"type": "PER", "deep": nested(100), "more": {"b": [1, 2.5, None, True], "a": -(2**63)}}
    with Project.create(tmp_path / "once.workbench", "news-lite") as once:
        bring(once, tmp_path, [record("k", TEXT)])
        ann = Labelling(once, "ann")
        ann.set_entity(ann.add("k", [ADA], "actor").id, {"name": "Ada", "external_id": "", "attributes": attributes})
        written = everything(once)
    (tmp_path / "out.jsonl").write_bytes(written)
    with Project.create(tmp_path / "again.workbench", "news-lite") as again:
        import_paths(again, "x", [tmp_path / "out.jsonl"])
        assert everything(again) == written


def test_under_another_label_a_value_goes_that_means_nothing_there(ann: Labelling) -> None:
    quote = ann.add("k", [ADA], "quote", {"type": "mixed", "unsure": True}).id
    done = ann.change(quote, label="event")
    assert done.span is not None and done.span.attributes == {"unsure": True}
    with pytest.raises(WorkbenchError, match="mixed"):
        ann.change(quote, attributes={"type": "mixed"})


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"entities": [{"id": "e", "label": "quote", "name": "x"}]}, "quote"),
        ({"entities": [{"id": "e", "label": "actor", "name": "x", "attributes": {"a": nested(150)}}]}, "nested"),
        ({"entities": [{"id": "e", "label": "actor", "name": "x", "attributes": {"a": ["\0"]}}]}, "NUL"),
        (
            {
                "spans": [{"id": "s", "label": "quote", "start": 0, "end": 3, "entity": "e"}],
                "entities": [{"id": "e", "label": "actor", "name": "x"}],
            },
            "quote",
        ),
    ],
)
def test_a_file_is_held_to_the_same(filled: Project, tmp_path: Path, more: dict[str, Any], word: str) -> None:
    with pytest.raises(WorkbenchError, match=word):
        bring(filled, tmp_path, [{"id": "k", "text": TEXT, "layer": "ann", **more}])


def test_a_comment_on_nothing_says_what_is_missing(ann: Labelling) -> None:
    with pytest.raises(ProjectError, match=r"on a span or on an article"):
        ann.comment("well")
    ann.comment("well", key="k")
    ann.comment("well", span=ann.add("k", [ADA], "actor").id)
    assert len(ann.project.layer("k", "ann").comments) == 2


def test_one_remark_is_put_reworded_and_taken_away(ann: Labelling) -> None:
    span = ann.add("k", [ADA], "actor").id
    ann.set_done("k", True)
    said = [
        ann.set_comment(" why? ", span=span),
        ann.set_comment("why?", span=span),
        ann.set_comment("who?", span=span),
    ]
    assert [done.words for done in said] == ["commented", "left the comment as it was", "changed the comment"]
    assert [done.changed for done in said] == [True, False, True]
    layer = ann.project.layer("k", "ann")
    assert [(comment.text, comment.span, comment.by) for comment in layer.comments] == [("who?", span, "ann")]
    assert layer.state == "done"
    assert ann.set_comment("", span=span).words == "removed the comment"
    assert ann.set_comment(None, span=span).changed is False
    assert ann.project.layer("k", "ann").comments == []
    ann.undo()
    ann.undo()
    assert [comment.text for comment in ann.project.layer("k", "ann").comments] == ["why?"]


def test_a_remark_on_the_article_stands_beside_those_on_spans(ann: Labelling) -> None:
    span = ann.add("k", [ADA], "actor").id
    ann.set_comment("of the span", span=span)
    ann.set_comment("of the article", key="k")
    ann.set_comment("of the article, again", key="k")
    assert {(comment.span, comment.text) for comment in ann.project.layer("k", "ann").comments} == {
        (span, "of the span"),
        (None, "of the article, again"),
    }


def test_remarks_of_others_are_left_alone(ann: Labelling, tmp_path: Path) -> None:
    comment = {"id": "c", "span": "s", "text": "mine", "by": "bob", "at": "2025-01-01"}
    span = {"id": "s", "label": "actor", "start": ADA[0], "end": ADA[1]}
    bring(ann.project, tmp_path, [{"id": "k", "text": TEXT, "layer": "ann", "spans": [span], "comments": [comment]}])
    ann.set_comment("also mine", span="s")
    ann.set_comment("", span="s")
    assert [item.text for item in ann.project.layer("k", "ann").comments] == ["mine"]
    with pytest.raises(ProjectError, match="layer of ann"):
        Labelling(ann.project, "bob").set_comment("no", span="s")
    with pytest.raises(ProjectError, match="name one of the two"):
        ann.set_comment("x")
    with pytest.raises(TextError):
        ann.set_comment("a\0b", key="k")
