"""CoNLL-2003: one label a token, by a policy; every span that is left out or split is reported."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.build import layer, span
from support.texts import extents, full_texts

from workbench.errors import FormatError
from workbench.formats import format_named
from workbench.model.article import Article
from workbench.model.layer import Labelled
from workbench.model.span import Span

KNOWN = format_named("conll2003")
TEXT = "Ada Dorn left."


def written(write: Callable, text: str, *spans: Span, **options: str) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Form and tag of each token, a pair of empty texts for a blank line; and the reasons of lost spans by id."""
    data, losses = write(KNOWN, [Labelled(Article("k", text), layer("gold", *spans))], **options)
    lines = data.decode().split("\n")
    assert lines[:2] == ["-DOCSTART- -X- O O", ""]
    pairs = []
    for line in lines[2:-1]:
        form, x, o, tag = line.split(" ") if line else ("", "-X-", "O", "")
        assert (x, o) == ("-X-", "O")
        pairs.append((form, tag))
    return pairs, {loss.id: loss.reason for loss in losses}


def test_the_form(write: Callable) -> None:
    pairs, losses = written(write, TEXT, span("1", "actor", 0, 8))
    assert pairs == [("Ada", "B-actor"), ("Dorn", "I-actor"), ("left", "O"), (".", "O"), ("", "")]
    assert not losses


def test_an_overlap_is_refused_unless_a_policy_is_chosen(write: Callable) -> None:
    with pytest.raises(FormatError, match=r"(?s)k: .*--overlap"):
        written(write, TEXT, span("1", "actor", 0, 8), span("2", "event", 4, 13))


@pytest.mark.parametrize(("policy", "kept", "lost"), [("longest", "actor", "1"), ("priority", "event", "2")])
def test_policies(write: Callable, policy: str, kept: str, lost: str) -> None:
    pairs, losses = written(write, TEXT, span("1", "event", 9, 13), span("2", "actor", 4, 13), overlap=policy)
    assert {tag[2:] for _, tag in pairs if tag not in ("O", "")} == {kept}
    assert list(losses) == [lost]


def test_spans_that_touch_stay_two(write: Callable) -> None:
    pairs, _ = written(write, "Ada Dorn", span("1", "actor", 0, 3), span("2", "actor", 4, 8))
    assert [tag for _, tag in pairs] == ["B-actor", "B-actor", ""]


def test_a_span_over_a_sentence_end(write: Callable) -> None:
    pairs, losses = written(write, "Go. Now.", span("1", "quote", 0, 8))
    assert [tag for _, tag in pairs] == ["B-quote", "I-quote", "", "B-quote", "I-quote", ""]
    assert "sentence" in losses["1"]
    pairs, losses = written(write, "Go. Now.", span("1", "quote", 0, 8), sentences="none")
    assert [tag for _, tag in pairs] == ["B-quote", "I-quote", "I-quote", "I-quote", ""]
    assert not losses


@given(st.data(), full_texts, st.sampled_from(["longest", "priority"]))
def test_each_span_is_kept_whole_or_reported(write: Callable, data: st.DataObject, text: str, policy: str) -> None:
    drawn = sorted(data.draw(st.sets(extents(len(text)), max_size=6)))
    spans = [span(str(at), ("event", "actor", "quote")[at % 3], *where) for at, where in enumerate(drawn)]
    pairs, losses = written(write, text, *spans, overlap=policy, sentences="none")
    assert "".join(form for form, _ in pairs) == "".join(text.split())
    begun = [tag[2:] for _, tag in pairs if tag.startswith("B-")]
    held = [item.label for item in spans if item.id not in losses or "edges move" in losses[item.id]]
    assert sorted(begun) == sorted(held)
