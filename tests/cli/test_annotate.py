"""The lines of the command annotate, row by row of its table; a refused line changes nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from support.build import TEXT, where_of
from support.command import CommandLine, joined, running

ADA = where_of(TEXT, "Ada Dorn")
DONE = where_of(TEXT, "“I am done,”")
WITH = where_of(TEXT, "“with this.”")


def add(label: str, extent: tuple[int, int], **more: Any) -> dict[str, Any]:
    return {"article": "k", "start": extent[0], "end": extent[1], "label": label, **more}


class Typist:
    """One annotator who writes line after line, each in a session of its own."""

    def __init__(self, cli: CommandLine, place: Path, name: str = "ann") -> None:
        self.cli, self.place, self.name = cli, place, name

    def __call__(self, line: object) -> dict[str, Any]:
        (answer,) = self.cli.annotate(self.place, self.name, line)  # type: ignore[arg-type]
        return answer

    def ok(self, line: dict[str, Any]) -> dict[str, Any]:
        answer = self(line)
        assert answer["ok"] is True, answer
        return answer

    def refused(self, line: object, *words: str) -> None:
        before = self.content()
        answer = self(line)
        assert answer["ok"] is False
        assert set(answer) == {"ok", "error"}
        for word in words:
            assert word in answer["error"]
        assert self.content() == before

    def content(self) -> str:
        return self.cli.done(
            "export", self.place, "--format", "jsonl", "--to", "-", "--layer", "all", "--articles", "all"
        ).out

    def layer(self) -> dict[str, Any]:
        """The annotator's layer of the article ``k`` as it is exported."""
        found = [json.loads(line) for line in self.content().splitlines()]
        return next(record for record in found if record["id"] == "k" and record["layer"] == self.name)


@pytest.fixture
def ann(cli: CommandLine, place: Path) -> Typist:
    return Typist(cli, place)


def test_add(ann: Typist) -> None:
    answer = ann.ok(add("quote", DONE, attributes={"type": "direct"}))
    assert answer["annotator_new"] == "ann"
    (span,) = ann.layer()["spans"]
    assert span == {
        "id": answer["span"], "label": "quote", "start": DONE[0], "end": DONE[1], "parts": [list(DONE)],
        "text": "“I am done,”", "attributes": {"type": "direct"}, "entity": None,
    }  # fmt: skip
    assert ann.layer()["state"] == "in_progress"


def test_add_in_parts(ann: Typist) -> None:
    ann.ok({"article": "k", "parts": [list(WITH), list(DONE)], "label": "quote"})
    (span,) = ann.layer()["spans"]
    assert span["parts"] == [list(DONE), list(WITH)]
    assert span["text"] == "“I am done,” “with this.”"


def test_change_label_edges_and_attributes(ann: Typist) -> None:
    id = ann.ok(add("quote", DONE))["span"]
    ann.ok({"span": id, "attributes": {"type": "mixed"}})
    ann.ok({"span": id, "start": DONE[0], "end": WITH[1]})
    assert ann.layer()["spans"][0]["attributes"] == {"type": "mixed"}
    ann.ok({"span": id, "attributes": {"type": None}})
    ann.ok({"span": id, "label": "event"})
    (span,) = ann.layer()["spans"]
    assert (span["label"], span["start"], span["end"], span["attributes"]) == ("event", DONE[0], WITH[1], {})


def test_remove_takes_relations_along(ann: Typist) -> None:
    quote, actor = ann.ok(add("quote", DONE))["span"], ann.ok(add("actor", ADA))["span"]
    relation = ann.ok({"relate": "speaker", "from": quote, "to": actor})["relation"]
    assert ann.ok({"span": actor, "remove": True})["removed_relations"] == [relation]
    assert ann.layer()["relations"] == []
    ann.ok({"undo": True})
    assert [item["id"] for item in ann.layer()["relations"]] == [relation]


def test_relations(ann: Typist) -> None:
    quote, actor = ann.ok(add("quote", DONE))["span"], ann.ok(add("actor", ADA))["span"]
    relation = ann.ok({"relate": "speaker", "from": quote, "to": actor})["relation"]
    assert ann.layer()["relations"] == [
        {"id": relation, "type": "speaker", "from": quote, "to": actor, "attributes": {}}
    ]
    ann.refused({"relate": "speaker", "from": quote, "to": actor}, "already")
    ann.refused({"relate": "speaker", "from": actor, "to": quote}, "from quote to actor")
    other = ann.ok(add("actor", (0, 3)))["span"]
    ann.refused({"relate": "speaker", "from": quote, "to": other}, "at most 1")
    ann.refused({"relate": "owner", "from": quote, "to": actor}, "speaker")
    ann.refused({"relate": "speaker", "from": quote, "to": other, "attributes": {"sure": True}})
    ann.ok({"relation": relation, "remove": True})
    assert ann.layer()["relations"] == []


def test_attributes_of_the_article(ann: Typist) -> None:
    ann.ok({"article": "k", "attributes": {"usable": False}})
    assert ann.layer()["attributes"] == {"usable": False}
    ann.refused({"article": "k", "attributes": {"usable": "no"}}, "flag")
    ann.refused({"article": "k", "attributes": {"mood": True}}, "usable")
    ann.ok({"article": "k", "attributes": {"usable": None}})
    assert ann.layer()["attributes"] == {}


def test_entities(ann: Typist) -> None:
    first, second = ann.ok(add("actor", ADA))["span"], ann.ok(add("actor", (0, 9)))["span"]
    entity = ann.ok(
        {"span": first, "entity": {"name": "Ada Dorn", "attributes": {"type": "PER"}, "external_id": "Q1"}}
    )["entity"]
    ann.ok({"span": second, "entity": entity})
    layer = ann.layer()
    assert layer["entities"] == [
        {"id": entity, "label": "actor", "name": "Ada Dorn", "attributes": {"type": "PER"}, "external_id": "Q1"}
    ]
    assert [span["entity"] for span in layer["spans"]] == [entity, entity]
    assert ann.ok({"span": first, "entity": None})["entity"] is None
    assert sorted(str(span["entity"]) for span in ann.layer()["spans"]) == sorted(["None", entity])
    quote = ann.ok(add("quote", DONE))["span"]
    ann.refused({"span": quote, "entity": entity}, "quote")
    ann.refused({"span": first, "entity": "nobody"}, "nobody")
    ann.refused({"span": first, "entity": {"label": "actor"}}, "name")


def test_comments(ann: Typist) -> None:
    span = ann.ok(add("actor", ADA))["span"]
    on_span = ann.ok({"comment": "who?", "span": span})["comment"]
    ann.ok({"comment": "a fine article", "article": "k"})
    found = {item["text"]: (item["id"], item["span"], item["by"]) for item in ann.layer()["comments"]}
    assert found["who?"] == (on_span, span, "ann")
    assert found["a fine article"][1:] == (None, "ann")
    ann.refused({"comment": " ", "span": span}, "text")
    ann.refused({"comment": "x"}, "span or on an article")


def test_done_counts_problems_and_editing_takes_it_up_again(ann: Typist) -> None:
    ann.ok(add("quote", DONE))
    answer = ann.ok({"article": "k", "done": True})
    assert (answer["state"], answer["problems"]) == ("done", 3)
    assert ann.layer()["state"] == "done"
    ann.ok(add("actor", ADA))
    assert ann.layer()["state"] == "in_progress"
    ann.ok({"article": "k", "done": True})
    assert ann.ok({"article": "k", "done": False})["state"] == "in_progress"


def test_undo_and_redo(ann: Typist) -> None:
    before = ann.content()
    ann.refused({"undo": True}, "nothing to undo")
    ann.ok(add("actor", ADA))
    after = ann.content()
    assert "tagged" in ann.ok({"undo": True})["undone"]
    assert ann.content() == before
    assert "tagged" in ann.ok({"redo": True})["redone"]
    assert ann.content() == after
    ann.refused({"redo": True}, "nothing to redo")


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (add("colour", ADA), "event, actor"),
        (add(["actor"], ADA), "label"),  # type: ignore[arg-type]
        (add("actor", (3, 3)), "not after"),
        (add("actor", (9, 3)), "not after"),
        (add("actor", (-1, 3)), "outside"),
        (add("actor", (0, len(TEXT) + 1)), "outside"),
        (add("actor", (0, 10**30)), ""),
        (add("actor", (True, 3)), "whole numbers"),
        (add("actor", (0.0, 3)), "whole numbers"),
        (add("actor", ("0", 3)), "whole numbers"),
        (add("actor", (None, 3)), "whole numbers"),
        (add("actor", ADA, attributes={"mood": "x"}), "mood"),
        (add("quote", DONE, attributes={"type": "loud"}), "direct, indirect, mixed"),
        (add("quote", DONE, attributes=[]), "attributes"),
        (add("actor", ADA, colour=1), "colour"),
        (add("actor", ADA, parts=[[0, 3]]), "not both"),
        ({**add("actor", ADA), "article": "nobody"}, "nobody"),
        ({**add("actor", ADA), "article": 7}, "key"),
        ({"article": "k", "label": "actor"}, "start and end"),
        ({"article": "k", "start": 0, "label": "actor"}, "start and end"),
        ({"article": "k", "start": 0, "end": 3}, "label"),
        ({"article": "k", "parts": [[0, 3], [3, 5]], "label": "quote"}, "touch"),
        ({"article": "k", "parts": [[0, 3], [4, 5]], "label": "actor"}, "one part"),
        ({"article": "k", "parts": [], "label": "quote"}, "start and an end"),
        ({"article": "k", "parts": {}, "label": "quote"}, "pairs"),
        ({"article": "k"}, "line"),
        ({"article": "k", "done": 1}, "true or false"),
        ({"article": "nobody", "done": True}, "nobody"),
        ({"span": "nobody", "label": "actor"}, "nobody"),
        ({"span": 7, "label": "actor"}, "id"),
        ({"span": "nobody"}, "change"),
        ({"span": "nobody", "remove": False}, "true"),
        ({"relation": "nobody", "remove": True}, "nobody"),
        ({"relation": "nobody"}, "remove"),
        ({"relate": "speaker", "from": "a"}, "to"),
        ({"undo": False}, "true"),
        ({"redo": 1}, "true"),
        ({}, "line"),
        ({"colour": 1}, "line"),
        ("[]", "object"),
        ("7", "object"),
        ("null", "object"),
        ("{", "JSON"),
        ("nonsense", "JSON"),
        (b"\xff\xfe", "JSON"),
        ('{"article": "\\ud800", "done": true}', "JSON"),
        ('{"article": "k\\u0000", "done": true}', "no article"),
        ('{"comment": "a\\u0000", "article": "k"}', "NUL"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_refusals_leave_nothing_changed(ann: Typist, line: Any, word: str) -> None:
    ann.refused(line, word)


def test_the_same_span_twice_is_refused(ann: Typist) -> None:
    ann.ok(add("actor", ADA))
    ann.refused(add("actor", ADA), "already")
    other = ann.ok(add("event", ADA))["span"]
    ann.refused({"span": other, "label": "actor"}, "already")


def test_what_is_in_anothers_layer_is_refused(ann: Typist, cli: CommandLine, place: Path) -> None:
    span = ann.ok(add("actor", ADA))["span"]
    quote = ann.ok(add("quote", DONE))["span"]
    relation = ann.ok({"relate": "speaker", "from": quote, "to": span})["relation"]
    bob = Typist(cli, place, "bob")
    for line in (
        {"span": span, "label": "event"}, {"span": span, "remove": True},
        {"relate": "speaker", "from": quote, "to": span},
        {"relation": relation, "remove": True}, {"comment": "x", "span": span}, {"span": span, "entity": {"name": "x"}},
    ):  # fmt: skip
        bob.refused(line, "layer of ann")
    bob.refused({"undo": True}, "nothing")


def test_a_refused_line_stops_nothing(cli: CommandLine, place: Path) -> None:
    answers = cli.annotate(place, "ann", add("actor", ADA), "{", add("event", ADA))
    assert [answer["ok"] for answer in answers] == [True, False, True]
    assert "annotator_new" not in answers[2]


def test_blank_lines_get_no_answer(cli: CommandLine, place: Path) -> None:
    assert cli.done("annotate", place, "--annotator", "ann", stdin=b"\n  \n").out == ""


def test_a_line_that_is_too_long_is_refused_once(
    cli: CommandLine, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.cli.annotate._MAX_LINE", 100)
    tail = '{"article": "k", "done": true}'
    answers = cli.annotate(place, "ann", "x" * 100 + tail, "x" * 101 + tail, "x" * 900, add("actor", ADA))
    assert [answer["ok"] for answer in answers] == [False, False, False, True]
    assert "more than" in answers[0]["error"]


def test_who_acts_can_be_said_where_it_is_the_annotator(cli: CommandLine, place: Path) -> None:
    command = ("annotate", place, "--annotator", "ann", "--as", "ann", "--json")
    answer = cli.done(*command, stdin=joined([add("actor", ADA)]))
    assert answer.json["ok"] is True


def test_a_closed_input_is_said_before_the_project_is_opened(cli: CommandLine, place: Path) -> None:
    cli("annotate", place, "--annotator", "ann", stdin=None).refused("standard input is closed")


def test_offsets_are_taken_inside_a_crlf_and_inside_a_grapheme(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    from support.build import jsonl, record

    cli.done("import", place, jsonl(tmp_path / "odd.jsonl", [record("odd", "a\r\ne\u0301")]))
    answers = cli.annotate(place, "ann", {"article": "odd", "start": 2, "end": 4, "label": "event"})
    assert answers[0]["ok"] is True


@pytest.mark.parametrize("name", ["gold", "all", "", " ", "a\nb", "x" * 101])
def test_names_under_which_nobody_works(cli: CommandLine, place: Path, name: str) -> None:
    cli("annotate", place, "--annotator", name, stdin=b'{"undo": true}\n').refused("name")


@pytest.mark.timeout(20)
def test_each_answer_comes_before_the_next_line_is_read(place: Path) -> None:
    with running("annotate", place, "--annotator", "ann") as (process, lines, answers):
        for extent in (ADA, DONE):
            lines.write(joined([add("event", extent)]))
            lines.flush()
            assert json.loads(answers.readline())["ok"] is True
        lines.close()
        assert process.wait(10) == 0
