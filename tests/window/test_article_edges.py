"""Edges on paper: where they may go, where rules put them, parts that are joined; steps of the caret."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.build import where_of

from workbench.model.span import Parts
from workbench.window.article.document import Display
from workbench.window.article.hands.edges import Edge, joined, let_go, moved, part_at, stepped
from workbench.window.article.hands.steps import to_paragraph, to_word

START, END = Edge(0, True), Edge(0, False)
WORDS = ["a", "No ", "3,000 ", "👩‍👩‍👧", "e\u0301", " ", "\r\n", "\n", "नि", "א", "漢", "“x,” ", "U.S.-led ", "x" * 900]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map("".join)


def test_edges_move_by_graphemes_and_words_and_never_meet() -> None:
    text = "a👩‍👩‍👧 é́b Don't go"
    display = Display(text)
    parts: Parts = ((0, 1),)
    parts = stepped(display, parts, END, 1, words=False)
    assert text[slice(*parts[0])] == "a👩‍👩‍👧"
    parts = stepped(display, parts, START, 1, words=False)
    assert parts[0][0] == 1 and stepped(display, parts, START, 1, words=False) == parts
    end = text.index(" go")
    assert stepped(display, ((end - 1, end),), START, -1, words=True)[0] == (text.index("Don't"), end)
    assert stepped(display, ((end, len(text)),), END, 1, words=True)[0][1] == len(text)
    assert stepped(display, ((0, 1), (8, 9)), END, -1, words=False)[0] == (0, 1)


@given(TEXTS, st.data())
def test_wherever_edges_are_sent_parts_stay_apart_whole_and_not_empty(text: str, data: st.DataObject) -> None:
    display = Display(text)
    places = [0]
    while (following := display.after(places[-1])) != places[-1]:
        places.append(following)
    cuts = sorted(data.draw(st.lists(st.sampled_from(places), unique=True, min_size=2, max_size=6)))
    parts: Parts = tuple(zip(cuts[::2], cuts[1::2]))
    for _ in range(6):
        edge = Edge(data.draw(st.integers(0, len(parts) - 1)), data.draw(st.booleans()))
        if data.draw(st.booleans()):
            new = moved(display, parts, edge, data.draw(st.integers(0, len(text))))
        else:
            new = stepped(display, parts, edge, data.draw(st.sampled_from([1, -1])), data.draw(st.booleans()))
        assert [pair for number, pair in enumerate(new) if number != edge.part] == [
            pair for number, pair in enumerate(parts) if number != edge.part
        ]
        assert edge._replace(is_start=not edge.is_start).of(new) == edge._replace(is_start=not edge.is_start).of(parts)
        borders = [at for pair in new for at in pair]
        assert all(first < second for first, second in pairwise(borders)), (new, parts)
        assert set(borders) <= set(places)
        parts = new


TEXT = "Two said “We leave,” and U.S.-led talks (the third) failed.\r\nNext line."


@pytest.mark.parametrize(
    ("rule", "dragged", "edge", "wanted"),
    [
        ("word", "U.S.-led tal", END, "U.S.-led talks"),
        ("word", "S.-led talks", START, "U.S.-led talks"),
        ("word", "talks (the third)", END, "talks (the third)"),
        ("word", "talks (", END, "talks"),
        ("word", "failed.\r\n", END, "failed"),
        ("quote", "“We leave,” ", END, "“We leave,”"),
        ("quote", "We leave,”", END, "We leave,"),
        ("quote", "“We lea", END, "“We lea"),
        ("sentence", "Two said", END, TEXT[:59]),
        ("line", "Two said", END, TEXT[:59]),
        ("character", "failed.\r\n", END, "failed.\r\n"),
    ],
)
def test_an_edge_goes_where_tagging_would_put_it(rule: str, dragged: str, edge: Edge, wanted: str) -> None:
    found = let_go(rule, Display(TEXT), (where_of(TEXT, dragged),), edge)  # type: ignore[arg-type]
    assert found is not None and TEXT[slice(*found[0])] == wanted


def test_a_rule_moves_the_edge_that_was_dragged_only() -> None:
    start = TEXT.index("wo said")
    assert let_go("word", Display(TEXT), ((start, start + 5),), END) == ((start, start + 7),)


def test_an_edge_is_not_snapped_across_the_next_part() -> None:
    parts = ((0, 8), (29, 33))
    assert let_go("line", Display(TEXT), parts, END) == parts


def test_where_nothing_is_left_there_are_no_parts() -> None:
    assert let_go("word", Display("a, b"), ((1, 3),), END) is None


def test_parts_that_touch_are_one() -> None:
    assert joined([(8, 9), (0, 3), (3, 5), (4, 6)]) == ((0, 6), (8, 9))
    assert [part_at(((2, 4), (6, 8)), at) for at in (0, 3, 5, 7, 9)] == [0, 0, 0, 1, 1]


# Steps


def walk(text: str, by: int) -> list[str]:
    display, at, found = Display(text), 0 if by > 0 else len(text), []
    while (following := to_word(display, at, by)) != at:
        found.append(text[min(at, following) : max(at, following)])
        at = following
    return found


def test_words_are_the_articles() -> None:
    text = "Don't pay 3,000, U.S.-led “co-op”.\r\n\r\nNew é́.."
    forth = ["Don't ", "pay ", "3,000", ", ", "U.S.-led ", "“", "co-op", "”.", "\r\n", "\r\n", "New ", "é́", ".."]
    assert walk(text, 1) == forth
    assert walk(text, -1) == forth[::-1]


def test_a_word_step_ends_somewhere_in_a_text_without_blanks() -> None:
    display, at, count = Display("x" * 3000), 0, 0
    while at < 3000:
        at, count = to_word(display, at, 1), count + 1
    assert count < 12
    assert to_word(display, 2500, -1) < 2500


def test_paragraphs_are_the_articles_lines_however_long() -> None:
    text = "word " * 900 + "\r\n\r\nlast"
    display = Display(text)
    assert display.joined
    assert [to_paragraph(display, at, 1) for at in (0, 4000, 4502, 4504)] == [4502, 4502, 4504, 4508]
    assert [to_paragraph(display, at, -1) for at in (4508, 4504, 4502, 4000, 0)] == [4504, 4502, 0, 0, 0]


@given(TEXTS)
def test_there_and_back_by_words_passes_the_same_way_out(text: str) -> None:
    assert "".join(walk(text, 1)) == text == "".join(reversed(walk(text, -1)))
