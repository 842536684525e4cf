"""Searches in a text: exact cases, and what a slow and simple search finds in any text."""

import time
from itertools import pairwise

import pytest
import regex
from hypothesis import assume, example, given
from hypothesis import strategies as st
from support.texts import ALL, FAMILY, FLAGS, texts

from workbench.errors import SearchError
from workbench.model import find as module
from workbench.model.alike import BLANKS, GROUPS, LINE_ENDS
from workbench.model.clusters import cuts_cluster
from workbench.model.find import Search, check, find
from workbench.model.tokens import tokens


def found(text: str, words: str, **how: bool) -> list[str]:
    return [text[start:end] for start, end in find(Search(words, **how), text)]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Ferry, ferry, FERRIES", "ferr", ["Ferr", "ferr", "FERR"]),
        ("İstanbul, STRASSE, Straße", "straße", ["Straße"]),
        ("İİİ Korea", "korea", ["Korea"]),
        ("a.b a+b", "a.b", ["a.b"]),
        ("North\u00a0Korea, North \t Korea, North\u202fKorea", "north korea",
         ["North\u00a0Korea", "North \t Korea", "North\u202fKorea"]),
        ("North\r\n  Korea; North\nKorea; North \u2028 Korea", "north korea",
         ["North\r\n  Korea", "North\nKorea", "North \u2028 Korea"]),
        ("North\n\nKorea North\r\n\r\nKorea North\r\rKorea", "north korea", []),
        ("one\r\n\r\ntwo, one\ntwo", "one\n\ntwo", ["one\r\n\r\ntwo", "one\ntwo"]),
        ("it's it’s it‘s its", "it's", ["it's", "it’s", "it‘s"]),
        ('“yes” "yes" «yes» ‘yes’', "“yes”", ["“yes”", '"yes"', "«yes»"]),
        ("co-op co‐op co‑op co–op", "co‑op", ["co-op", "co‐op", "co‑op"]),
        ("a  b", "a ", ["a  "]),
        ("a\n\n  b", " b", ["\n  b"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("e\u0301 e", "e", ["e"]),
        ("cafe\u0301", "cafe", []),
        (f"{FAMILY} \U0001f468", "\U0001f468", ["\U0001f468"]),
        (FLAGS, FLAGS[1:3], []),
        ("a\r\nb\nc", "\n", ["\r\n", "\n"]),
        ("a", "", []),
        ("a", "\ud800", []),
    ],
)  # fmt: skip
def test_words(text: str, words: str, wanted: list[str]) -> None:
    assert found(text, words) == wanted


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("North Korea’s, North Koreans", "North Korea", ["North Korea"]),
        ("the U.S.-led talks in the U.S. today", "U.S.", ["U.S."]),
        ("Don't Don’t don", "don", ["don"]),
        ("Don't Don’t", "don’t", ["Don't", "Don’t"]),
        ("3,000 of 000", "000", ["000"]),
        ("“ironclad.” ironclad", "ironclad", ["ironclad", "ironclad"]),
        ("xa a a", "a a", ["a a"]),
        ("北京 北京人", "北京", ["北京", "北京"]),
        ("(JCS)[JCS]JCS’s", "jcs", ["JCS", "JCS", "JCS"]),
        ("said he, said", "said he", ["said he"]),
        ("re-opened re opened", "re", ["re"]),
    ],
)
def test_whole_words(text: str, words: str, wanted: list[str]) -> None:
    assert found(text, words, whole=True) == wanted


def test_exactly_as_written() -> None:
    text = "Ada’s ada's Ada's Ada\u00a0Dorn"
    assert found(text, "Ada's", case=True) == ["Ada’s", "Ada's"]
    assert found(text, "ada's", folded=False) == ["ada's", "Ada's"]
    assert found(text, "Ada's", case=True, folded=False) == ["Ada's"]
    assert found(text, "Ada Dorn", folded=False) == []


@pytest.mark.parametrize(
    ("text", "expression", "wanted"),
    [
        ("Ada Dorn, Bob Dorn", r"\w+ dorn\b", ["Ada Dorn", "Bob Dorn"]),
        ("one\r\ntwo\rthree\nfour", r"^.+$", ["one", "two", "three", "four"]),
        ("one\r\ntwo", r"\n", []),
        ("one\r\ntwo", r"\r\n", ["\r\n"]),
        ("aXb", r"x*", ["X"]),
        ("ae\u0301 ae", r"ae|e\u0301", ["ae"]),
        ("Korea’s Koreans, it's", r"\bkorea\b|\bs\b|rean\Bs", ["Korea", "s", "reans", "s"]),
        (r"a\b]", r"\\b[\b\]]", [r"\b]"]),
        ("12:30, 7:05", r"\d{2}:\d\d", ["12:30"]),
    ],
)
def test_expressions(text: str, expression: str, wanted: list[str]) -> None:
    assert found(text, expression, regex=True) == wanted


def test_an_expression_may_be_asked_for_whole_words_and_for_case() -> None:
    assert found("Korea’s Koreans korea", "korea", regex=True, whole=True) == ["Korea", "korea"]
    assert found("Korea’s Koreans korea", "Korea", regex=True, case=True) == ["Korea", "Korea"]


def test_only_between_start_and_end_and_only_so_many() -> None:
    text = "ab ab ab ab"
    assert find(Search("ab"), text, 1, 10) == [(3, 5), (6, 8)]
    assert find(Search("ab"), text, most=2) == [(0, 2), (3, 5)]
    assert find(Search("a", whole=True), text, 0, 1) == [] == find(Search("b", whole=True), text, 1)
    assert find(Search("ab"), text, 4, 4) == find(Search("ab"), text, most=0) == []


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("(a", "the expression can't be read at character 3: missing ); correct it there"),
        ("a**", "the expression can't be read at character 3: multiple repeat; correct it there"),
        ("[z-a]", "the expression can't be read at character 5: bad character range; correct it there"),
        ("(" * 5000 + ")" * 5000, "the expression is nested too deeply or too long; make it simpler"),
    ],
)
def test_what_is_wrong_with_an_expression_is_said(expression: str, sentence: str) -> None:
    for ask in (lambda: check(Search(expression, regex=True)), lambda: find(Search(expression, regex=True), "a")):
        with pytest.raises(SearchError) as raised:
            ask()
        assert str(raised.value) == sentence
    check(Search(expression[:100]))


def test_an_expression_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Search(r"(a|aa)+$", regex=True)
    start = time.monotonic()
    with pytest.raises(SearchError, match=r"longer than 0.25 seconds.*more exact"):
        find(slow, "a" * 60 + "b")
    assert time.monotonic() - start < 2
    monkeypatch.setattr(module, "patience", lambda length: 1e-6 * length)
    with pytest.raises(SearchError, match=r"longer than 0.0001 seconds"):
        find(slow, "a" * 60 + "b" * 40)


def test_an_expression_has_more_time_for_a_longer_text() -> None:
    assert module.patience(8_000) < 0.3 and module.patience(200_000) > 0.5 and module.patience(5_000_000) == 2.0


def test_words_that_are_too_long_are_refused() -> None:
    words = "word " * 399 + "end"
    assert find(Search(words), f"x {words}") == [(2, 2 + len(words))]
    with pytest.raises(SearchError, match="2,001 characters, more than 2,000"):
        check(Search("x" * 2001))


@pytest.mark.parametrize("words", [" x", "x ", "x y", "\n\nx"])
def test_long_runs_of_blanks_take_no_longer_than_they_are(words: str) -> None:
    start = time.process_time()
    for run in (" ", "\n", "\r\n", "x", "x "):
        find(Search(words), run * 200_000)
    assert time.process_time() - start < 5


# What a simple search finds

ENDS = ("\r\n", *LINE_ENDS)


def eaten(words: str, text: str, at: int, same: object, folded: bool) -> int | None:
    """Where ``words`` end in ``text`` when they begin at ``at``."""
    blank = BLANKS + LINE_ENDS
    while words:
        if folded and words[0] in blank:
            rest = words.lstrip(blank)
            run = words[: len(words) - len(rest)].replace("\r\n", "\n")
            ends = sum(sign in LINE_ENDS for sign in run)
            first = at
            for step in range(3):
                while at < len(text) and (text[at] in blank if ends > 1 else text[at] in BLANKS):
                    at += 1
                if step == 0 and ends < 2:
                    at += next((len(end) for end in ENDS if text.startswith(end, at)), 0)
            if at == first:
                return None
            words = rest
        elif at < len(text) and same(words[0], text[at]):  # type: ignore[operator]
            words, at = words[1:], at + 1
        else:
            return None
    return at


def simply(search: Search, text: str) -> list[tuple[int, int]]:
    group = {sign: signs for signs in GROUPS for sign in signs} if search.folded else {}

    def same(one: str, other: str) -> bool:
        return one == other or other in group.get(one, "") or (not search.case and one.casefold() == other.casefold())

    edges = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    if search.whole:
        edges -= {at for start, end in tokens(text) for at in range(start + 1, end)}
    result, at = [], 0
    while at < len(text):
        # A run of blanks is found from its beginning on.
        first = search.words[:1]
        inside = at > 0 and search.folded and first in (*BLANKS, *LINE_ENDS) and text[at - 1] in BLANKS
        end = None if inside else eaten(search.words, text, at, same, search.folded)
        if end is not None and at in edges and end in edges:
            result.append((at, end))
            at = end
        else:
            at += 1
    return result


@st.composite
def searches(draw: st.DrawFn) -> tuple[Search, str]:
    text = draw(texts)
    if text and draw(st.booleans()):
        start = draw(st.integers(0, len(text) - 1))
        words = text[start : start + draw(st.integers(1, 12))]
        words = draw(st.sampled_from([words, words.swapcase(), words.replace("\u00a0", " ").replace("’", "'")]))
    else:
        words = draw(st.text("ab .-’'\n\u0301", min_size=1, max_size=4))
    how = [draw(st.booleans()) for _ in range(3)]
    return Search(words, whole=how[0], case=how[1], folded=how[2]), text


@example((Search("a a", whole=True), "xa a a"))
@example((Search(" "), ALL))
@given(searches())
def test_it_finds_what_a_simple_search_finds(case: tuple[Search, str]) -> None:
    search, text = case
    # Two letters that are i to an expression and not to casefold; an empty line as the first of the words begins
    # in a run where it likes.
    assume(not set("İı") & {*search.words, *text})
    first = search.words[: len(search.words) - len(search.words.lstrip(BLANKS + LINE_ENDS))]
    assume(sum(sign in LINE_ENDS for sign in first) < 2)
    assert find(search, text) == simply(search, text)


@example(ALL)
@given(texts)
def test_clusters_are_those_of_unicode(text: str) -> None:
    edges = {0, len(text), *(match.end() for match in regex.finditer(r"\X", text))}
    assert {at for at in range(len(text) + 1) if not cuts_cluster(text, at)} == edges


@pytest.mark.parametrize(
    "text",
    [
        "한국어", "\u1112\u1161\u11ab", "हिन्दी में", "न्\u200dदी", FLAGS + FLAGS[:1], FAMILY * 2, "\u0600١٢", "กำ",
        "a\u200db", "\u103a\u1038က",
    ],
)  # fmt: skip
def test_clusters_of_many_scripts(text: str) -> None:
    edges = {0, len(text), *(match.end() for match in regex.finditer(r"\X", text))}
    assert {at for at in range(len(text) + 1) if not cuts_cluster(text, at)} == edges


@given(st.lists(st.sampled_from("aé .,-’'“”()[]!?;:…—–/&@3北\U0001f44d\u0301\u00a0\r\n"), max_size=30).map("".join))
def test_whole_words_end_where_tokens_end(text: str) -> None:
    inside = {at for start, end in tokens(text) for at in range(start + 1, end)}
    fits = module._Fits(text, whole=True)
    for start, end in pairwise(range(0, len(text) + 1)):
        whole = not {start, end} & inside and not cuts_cluster(text, start) and not cuts_cluster(text, end)
        assert fits(start, end) == whole
