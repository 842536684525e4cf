"""What differs between versions of one place: words that only one has, edges in words, what to look at first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.build import layer, span

from workbench.model.span import Span
from workbench.review.differences import Piece, by_hardness, differing, odd_ones, others, pieces
from workbench.review.units import units

TEXT = "Port operator Caldera said it would ask the court to order the crews back, calling the walkout unlawful."


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


IV = span("1", "quote", *at("it would ask the court to order the crews back, calling the walkout unlawful"))
TO = span("2", "quote", *at("it would ask the court to order the crews back"))
KM = span("3", "quote", *at("said it would ask the court to order the crews back"))


def test_only_here_and_left_out() -> None:
    assert pieces(TEXT, KM, (IV, TO, KM)) == [
        Piece("around", "Port operator Caldera "), Piece("only", "said "),
        Piece("mine", "it would ask the court to order the crews back"),
        Piece("left out", ", calling the walkout unlawful"), Piece("around", "."),
    ]  # fmt: skip
    assert [piece.kind for piece in pieces(TEXT, TO, (IV, TO, KM))] == [
        "around",
        "left out",
        "mine",
        "left out",
        "around",
    ]
    assert [piece.kind for piece in pieces(TEXT, IV, (IV,))] == ["around", "mine", "around"], "nobody to compare with"


def test_parts_with_words_between() -> None:
    parted = Span("4", "quote", (at("it would ask"), at("the crews back")))
    assert [(piece.kind, piece.text) for piece in pieces(TEXT, parted, (parted, TO))][1:4] == [
        ("mine", "it would ask"), ("left out", " the court to order "), ("mine", "the crews back")
    ]  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), min_size=1, max_size=4), st.integers(0, 3))
def test_pieces_give_back_the_words(extents: list[tuple[int, int]], which: int) -> None:
    text = "The quick brown fox jumps over the lazy dog, and then it sleeps for an hour or two in the sun."
    versions = tuple(span(str(n), "x", start, start + length) for n, (start, length) in enumerate(extents))
    mine = versions[which % len(versions)]
    found = pieces(text, mine, versions)
    assert "".join(piece.text for piece in found).strip(" …") in text
    assert "".join(piece.text for piece in found if piece.kind in ("mine", "only")) == mine.quote(text)


def test_long_pieces_lose_their_middle_at_words() -> None:
    text = "word " * 200
    (piece,) = [piece for piece in pieces(text, span("1", "x", 0, 999), (span("1", "x", 0, 999),)) if piece.text]
    assert len(piece.text) < 240 and set(piece.text.split()) == {"word", "…"}


def test_edges_in_words() -> None:
    assert differing(TEXT, (IV, TO, KM)) == ["2 of 3 start at “it”", "2 of 3 end at “back”"]
    assert differing(TEXT, (IV, KM)) == [
        "both start within 5 characters", "one ends at “unlawful”, the other at “back”"
    ]  # fmt: skip
    assert differing(TEXT, (TO, TO._replace(label="event"))) == ["labels: quote 1, event 1"]
    assert differing(TEXT, (TO, TO)) == []


@pytest.mark.parametrize(
    ("values", "odd"),
    [("aab", "2"), ("ab", "01"), ("aa", ""), ("a", ""), ("aabb", "0123"), ("abca", "12")],
)
def test_who_differs_from_what_most_say(values: str, odd: str) -> None:
    assert odd_ones({str(n): value for n, value in enumerate(values)}) == set(odd)


def test_what_others_have_instead() -> None:
    ann, bob = layer("ann", IV), layer("bob", span("b", "quote", TO.start, TO.end), span("c", "actor", 0, 200))
    (mine,) = [unit for unit in units([ann]) if unit.label == "quote"]
    found = others(mine, [ann, bob])
    assert {name: (other.span.id, other.instead) for name, other in found.items()} == {"bob": ("b", True)}
    both = layer("ann", IV, TO)
    found = others(mine, [both, bob])
    assert not found["bob"].instead, "who has both says that both may be right"
    assert others(mine, [ann, layer("bob", span("c", "actor", 0, 200))])["bob"].instead is False
    assert others(mine, [ann, layer("bob", IV._replace(label="event"))])["bob"].instead is True
    assert others(mine, [ann, layer("bob", span("c", "quote", 0, 3))]) == {}


def test_the_hardest_place_comes_first() -> None:
    extents = [((0, 5), 0.5), ((6, 20), 0.5), ((8, 12), 0.5), ((10, 30), 0.3), ((40, 50), 0.1)]
    assert by_hardness(extents) == [1, 2, 3, 4, 0]
    assert by_hardness([]) == []


def test_edges_far_apart_are_told_by_words_that_differ() -> None:
    text = "and then the court said no, while the harbour and the whole of the town waited for the court"
    one, two = span("1", "x", 0, text.index("court") + 5), span("2", "x", 0, len(text))
    assert differing(text, (one, two)) == ["one ends at “then the court”, the other at “for the court”"]
    spans = [span(str(at), "x", 0, 30 * at) for at in range(1, 6)]
    (said,) = differing("word" * 40, spans)
    assert said.startswith("they end at “") and said.endswith(", and 2 elsewhere") and len(said) < 170
    near = [span("1", "x", 0, 40), span("2", "x", 0, 60)]
    assert differing(text, near) == ["both end within 20 characters"]


def test_marks_at_an_edge_are_not_doubled() -> None:
    text = "“We left,” she said, and after a very long while of looking at the sea: “It is done.”"
    one, two = span("a", "quote", 0, 10), span("b", "quote", 0, len(text))
    assert differing(text, (one, two)) == ["one ends at “left,”, the other at “done.”"]
