"""The text says which actor a quote leads to, and which word is its cue."""

import pytest

from workbench.model.link_hints import prefers
from workbench.model.link_targets import proposed
from workbench.model.scheme_file import read_scheme
from workbench.model.span import Span

SCHEME = read_scheme(
    """
name = "s"
version = "1"
[[label]]
name = "saying"
parts = true
[[label]]
name = "who"
[[label]]
name = "verb"
[[relation]]
name = "by"
from = ["saying"]
to = ["who"]
[[relation]]
name = "how"
from = ["saying"]
to = ["verb"]
[[relation]]
name = "about"
from = ["saying"]
to = ["who"]
[[attribution]]
label = "saying"
speaker = "by"
cue = "how"
"""
)
TEXT = "“We are tired,” the driver told Ada Dorn. Bob Carr had nothing to add."


TOLD = "The driver told Ada Dorn, who had left, that they were tired."


def span(label: str, words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(words, label, ((start, start + len(words)),))


SAID = span("saying", "“We are tired,”")
WHO = [span("who", words) for words in ("the driver", "Ada Dorn", "Bob Carr")]
VERBS = [span("verb", words) for words in ("are", "told", "add")]


@pytest.mark.parametrize(
    ("kind", "found", "likeliest"), [("by", WHO, "the driver"), ("by", WHO[1:], "Ada Dorn"), ("how", VERBS, "told")]
)
def test_the_likeliest_stands_where_the_words_put_it(kind: str, found: list[Span], likeliest: str) -> None:
    relation = SCHEME.relation(kind)
    hint = prefers(SCHEME, relation, TEXT, SAID, found)
    best = proposed(SCHEME, relation, TEXT, SAID, found, hint)
    assert best is not None and best.id == likeliest


@pytest.mark.parametrize(
    ("kind", "label", "meant", "nearer"), [("by", "who", "The driver", "Ada Dorn"), ("how", "verb", "told", "left")]
)
def test_what_the_words_say_goes_before_what_is_nearer(kind: str, label: str, meant: str, nearer: str) -> None:
    relation, said = SCHEME.relation(kind), span("saying", "they were tired", TOLD)
    found = [span(label, words, TOLD) for words in (meant, nearer)]
    hint = prefers(SCHEME, relation, TOLD, said, found)
    best = [proposed(SCHEME, relation, TOLD, said, found, given) for given in (None, hint)]
    assert [item.id for item in best if item is not None] == [nearer, meant]


def test_other_relations_have_no_hint() -> None:
    assert prefers(SCHEME, SCHEME.relation("about"), TEXT, SAID, WHO) is None
