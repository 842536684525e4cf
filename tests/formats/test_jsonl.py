"""The native JSONL refuses, with the line, whatever it does not know exactly, and writes one stable form."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from support.texts import NASTY, texts

from workbench.formats import format_named
from workbench.formats.base import Found, Refusal
from workbench.model.article import Article
from workbench.model.layer import Labelled

JSONL = format_named("jsonl")
TEXT = "One two three."
AT = {"by": "b", "at": "2025-01-01"}
SPAN = {"id": "s", "label": "event", "start": 0, "end": 3}
OTHER = {"id": "t", "label": "actor", "start": 4, "end": 7}


def line(**more: Any) -> dict[str, Any]:
    return {"id": "k", "text": TEXT, **more}


def layer(**more: Any) -> dict[str, Any]:
    return line(layer="ann", **more)


def spans(**more: Any) -> dict[str, Any]:
    return layer(spans=[{**SPAN, **more}])


WRONG: dict[str, tuple[object, str]] = {
    "unknown key": (line(colour=1), "'colour'"),
    "unknown key of a span": (spans(colour=1), "'colour'"),
    "unknown key of meta": (line(meta={"author": "x"}), "'author'"),
    "unknown key of the scheme": (line(scheme={"file": "x"}), "'file'"),
    "unknown key of an entity": (layer(entities=[{"id": "e", "label": "actor", "kind": "x"}]), "'kind'"),
    "unknown key of a comment": (layer(comments=[{**AT, "text": "x", "colour": 1}]), "'colour'"),
    "no id": ({"text": "x"}, "id"),
    "no text": ({"id": "k"}, "text"),
    "boolean id": (line(id=True), "id"),
    "float id": (line(id=1.5), "id"),
    "list id": (line(id=["k"]), "id"),
    "empty id": (line(id=""), "key"),
    "long id": (line(id="k" * 501), "500"),
    "text that is a number": (line(text=1), "text"),
    "nul in the text": (line(text="a\0b"), "NUL character at 1"),
    "nul in the id": (line(id="a\0b"), "NUL"),
    "lone surrogate": (line(text="a\ud800b"), "D800 at 1"),
    "lone surrogate in the id": (line(id="a\ud800b"), "D800"),
    "lone surrogate in a label": (spans(label="\udfff"), ""),
    "another digest": (line(sha256="0" * 64), "sha256"),
    "digest of another kind": (line(sha256=None), "sha256"),
    "utf-16 offsets": (line(offsets="utf16"), "code points"),
    "another format": (line(format="workbench/9"), "workbench/9"),
    "revision 0": (line(revision=0), "revision"),
    "boolean revision": (line(revision=True), "revision"),
    "title that is a number": (line(meta={"title": 1}), "title"),
    "meta that is a list": (line(meta=[]), "meta"),
    "spans without a layer": (line(spans=[SPAN]), "layer"),
    "attributes without a layer": (line(attributes={"usable": True}), "attributes"),
    "disputes without a layer": (line(unresolved=2), "unresolved"),
    "a state without a layer": (line(state="done"), "state"),
    "one relation twice": (
        layer(spans=[SPAN, OTHER], relations=[{"id": id, "type": "x", "from": "s", "to": "t"} for id in "qr"]), "twice"
    ),
    "layer all": (line(layer="all"), "all"),
    "layer that is a number": (line(layer=1), "layer"),
    "empty layer": (line(layer=""), "layer"),
    "unknown state": (layer(state="ready"), "done"),
    "state that is a list": (layer(state=["done"]), "done"),
    "spans that are an object": (layer(spans={}), "list"),
    "a span that is a number": (layer(spans=[1]), "object"),
    "float offsets": (spans(start=0.0), "whole numbers"),
    "boolean offsets": (spans(start=False), "whole numbers"),
    "text offsets": (spans(end="3"), "whole numbers"),
    "missing end": (layer(spans=[{"id": "s", "label": "event", "start": 0}]), "whole numbers"),
    "negative start": (spans(start=-1), "outside"),
    "end beyond the text": (spans(end=15), "outside"),
    "huge offset": (spans(end=2**63), "outside"),
    "huger offset": (spans(end=10**400), ""),
    "empty span": (spans(end=0), "not after"),
    "parts that touch": (spans(end=7, parts=[[0, 3], [3, 7]]), "touch"),
    "parts that are no list": (spans(parts={}), "parts"),
    "no parts": (spans(parts=[]), "start and an end"),
    "parts that end elsewhere": (spans(parts=[[0, 7]]), "end"),
    "wrong quoted text": (spans(text="Two"), "'One'"),
    "quoted text that is a number": (spans(text=1), "'One'"),
    "no label": (layer(spans=[{"id": "s", "start": 0, "end": 3}]), "label"),
    "label that is a list": (spans(label=[]), "label"),
    "attributes that are a list": (spans(attributes=["x"]), "attributes"),
    "id of a span that is a boolean": (spans(id=True), "id"),
    "one id twice": (layer(spans=[SPAN, {**OTHER, "id": "s"}]), "'s'"),
    "one extent and label twice": (layer(spans=[SPAN, {**SPAN, "id": "t"}]), "twice"),
    "an entity that is not there": (spans(entity="e"), "'e'"),
    "an entity that is a list": (spans(entity=[]), "entity"),
    "an entity that is an object": (spans(entity={}), "entity"),
    "entity without a label": (layer(entities=[{"id": "e", "name": "x"}]), "label"),
    "a relation to nowhere": (layer(spans=[SPAN], relations=[{"id": "r", "type": "x", "from": "s", "to": "z"}]), "'z'"),
    "a relation without a type": (layer(spans=[SPAN], relations=[{"id": "r", "from": "s", "to": "s"}]), "type"),
    "a comment on nothing": (layer(comments=[{"span": "z", "text": "x", "by": "b", "at": "2025-01-01"}]), "'z'"),
    "a comment without text": (layer(comments=[{"by": "b", "at": "2025-01-01"}]), "text"),
    "an unknown outcome": (layer(decisions=[{"target": "s", "outcome": "won", "by": "b", "at": "2025-01-01"}]), "won"),
    "a decision at no time": (layer(decisions=[{"target": "s", "outcome": "agreed", "by": "b", "at": "now"}]), "now"),
    "sources that are no pairs": (
        layer(decisions=[{"target": "s", "outcome": "agreed", **AT, "sources": [["x"]]}]), "pair"
    ),
    "negative disputes": (layer(unresolved=-1), "unresolved"),
    "disputes as a boolean": (layer(unresolved=True), "unresolved"),
    "more disputes than any database counts": (layer(unresolved=2**63), "unresolved"),
    "a revision that no database counts": (line(revision=2**63), "revision"),
    "not an object": ([1], "object"),
    "a text": ("x", "object"),
}  # fmt: skip
RAW: dict[str, tuple[bytes, str]] = {
    "not JSON": (b"{", "JSON"),
    "not UTF-8": (b'{"id":"k","text":"caf\xe9"}', "UTF-8"),
    "NaN": (b'{"id":"k","text":"x","revision":NaN}', "JSON"),
    "infinity": (b'{"id":"k","text":"x","revision":1e999}', ""),
    "deep": (b'{"id":"k","text":"x","attributes":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "JSON"),
    "two objects": (b'{"id":"a","text":"x"}{"id":"b","text":"y"}', "JSON"),
    "a raw surrogate": (b'{"id":"k","text":"\xed\xa0\x80"}', "UTF-8"),
}


@pytest.mark.parametrize("name", [*WRONG, *RAW])
def test_a_wrong_line_is_refused_by_its_number_and_the_others_are_read(name: str, read: Callable) -> None:
    raw, word = RAW[name] if name in RAW else (json.dumps(WRONG[name][0]).encode(), WRONG[name][1])
    good = json.dumps(line()).encode()
    found = read(JSONL, b"\n".join((good, raw, b"", good)) + b"\n")
    assert [type(item) for item in found] == [Found, Refusal, Found]
    assert found[1].where.line == 2
    assert word in found[1].reason
    assert [item.where.line for item in (found[0], found[2])] == [1, 4]


@pytest.mark.parametrize("size", [60, 5000])
def test_a_line_that_is_too_long_is_refused_and_the_others_are_read(
    size: int, read: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.formats.jsonl.MAX_LINE", 50)
    monkeypatch.setattr("workbench.formats.jsonl._PIECE", 20)
    good = json.dumps(line()).encode()
    long = json.dumps(line(id="k" * size)).encode()
    found = read(JSONL, b"\n".join((good, long, good, long)))
    assert [type(item) for item in found] == [Found, Refusal, Found, Refusal]
    assert [item.where.line for item in found] == [1, 2, 3, 4]


def test_a_number_as_id_becomes_its_digits(read: Callable) -> None:
    (found,) = read(JSONL, b'{"id": 17, "text": ""}')
    assert found.item.article.key == "17"


def test_only_id_and_text_are_needed(read: Callable) -> None:
    (found,) = read(JSONL, json.dumps({"id": "k", "text": TEXT}).encode())
    assert found.item == Labelled(Article("k", TEXT))


def test_a_mark_at_the_start_of_the_file_is_no_text_and_inside_it_is(read: Callable) -> None:
    (found,) = read(JSONL, b"\xef\xbb\xbf" + json.dumps({"id": "k", "text": "\ufeffa"}, ensure_ascii=False).encode())
    assert found.item.article.text == "\ufeffa"


def test_parts_joined_by_one_blank_are_the_text_of_a_span(read: Callable) -> None:
    data = json.dumps(layer(spans=[{"id": "s", "label": "quote", "parts": [[8, 13], [0, 3]], "text": "One three"}]))
    (found,) = read(JSONL, data.encode())
    assert found.item.layer.spans[0].parts == ((0, 3), (8, 13))


def test_the_written_form(write: Callable) -> None:
    data, _ = write(JSONL, [Labelled(Article("k", "é"))])
    digest = hashlib.sha256("é".encode()).hexdigest()
    assert data.decode() == (
        '{"format":"workbench/1","id":"k","revision":1,"text":"é","sha256":"' + digest + '","offsets":"codepoint",'
        '"meta":{"title":null,"source":null,"url":null,"published":null,"language":null},"scheme":{"name":"news","version":"2"},'
        '"layer":null,"state":"untouched","complete":[],"attributes":{},"spans":[],"entities":[],"relations":[],"decisions":[],"comments":[],"unresolved":0}\n'
    )


@given(texts)
def test_splitlines_is_safe_on_what_is_written(write: Callable, text: str) -> None:
    data, _ = write(JSONL, [Labelled(Article("k", text)), Labelled(Article("l", "".join(NASTY)))])
    lines = data.decode().splitlines()
    assert [json.loads(each)["text"] for each in lines] == [text, "".join(NASTY)]
