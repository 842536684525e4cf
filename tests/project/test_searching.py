"""Searching through a project: hits in the order of the list, snippets, progress; the same on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.build import bring, record
from support.texts import ALL, FAMILY, extents, full_texts

from workbench.errors import ProjectError, SearchError
from workbench.jobs import Cancelled
from workbench.model.find import Search
from workbench.project import Project, searching
from workbench.project.articles import remove
from workbench.project.searching import Hit, not_indexed, search, snippet
from workbench.store import candidates as asking
from workbench.store import fulltext

STORM = "A storm closed the port. “North\u00a0Korea’s ferries” stayed; the storms went on."
CALM = "Calm seas; no storms.\r\nNorth\r\nKorea said so."


@pytest.fixture
def many(on_both: Project, tmp_path: Path) -> Project:
    """Three articles, one of them with a title."""
    records = [record("b", STORM), record("a", CALM, meta={"title": "Calm"}), record("c", "Nothing.")]
    bring(on_both, tmp_path, records)
    return on_both


def keys(hits: Iterator[Hit]) -> list[str]:
    return [hit.key for hit in hits]


def test_hits_come_in_the_order_of_the_list_with_places_and_snippets(many: Project) -> None:
    first, second = search(many, Search("storm"))
    assert (first.key, first.article, first.title) == ("b", many.article_id("b"), STORM[:80].replace("\u00a0", " "))
    assert [STORM[start:end] for start, end in first.extents] == ["storm", "storm"]
    assert first.snippets[0] == ("A ", "storm", " closed the port. “North\u00a0Korea’s ferries” stayed; the storms…")
    assert (second.key, second.title) == ("a", "Calm")
    assert second.snippets == [("Calm seas; no ", "storm", "s. North Korea said so.")]


KINDS = [
    (Search("storms"), ["b", "a"]),
    (Search("storm", whole=True), ["b"]),
    (Search("Storm", case=True), []),
    (Search("north korea"), ["b", "a"]),
    (Search("north korea", whole=True), ["b", "a"]),
    (Search("north korea", folded=False), []),
    (Search("korea's"), ["b"]),
    (Search("no", whole=True), ["a"]),
    (Search(r"\bstorms\.", regex=True), ["a"]),
    (Search(""), []),
    (Search("\0"), []),
    (Search("\ud800"), []),
]


def test_each_kind_of_search(many: Project) -> None:
    assert [keys(search(many, asked)) for asked, _ in KINDS] == [wanted for _, wanted in KINDS]


def test_no_more_places_than_are_wanted(many: Project) -> None:
    assert [len(hit.extents) for hit in search(many, Search("storm"), most=3)] == [2, 1]
    assert [len(hit.extents) for hit in search(many, Search("storm"), most=2)] == [2]
    assert keys(search(many, Search("storm"), most=1)) == ["b"]
    assert keys(search(many, Search("storm"), most=0)) == []


def test_what_can_not_be_looked_for_is_said_at_once(many: Project) -> None:
    with pytest.raises(SearchError, match="at character"):
        search(many, Search("(", regex=True))


def test_it_tells_how_far_it_is_and_can_be_cancelled(many: Project) -> None:
    told: list[tuple[int, int]] = []
    assert keys(search(many, Search("storm"), lambda *at: told.append(at))) == ["b", "a"]
    assert told[-1][0] == told[-1][1] > 0

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        next(search(many, Search("storm"), cancel))


def test_it_can_be_cancelled_between_two_articles(many: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each page there is one report; looking at its texts may take long."""
    monkeypatch.setattr(searching, "_OFTEN", 0.0)
    looked: list[str] = []

    def cancel(done: int, total: int) -> None:
        if looked:
            raise Cancelled

    with pytest.raises(Cancelled):
        for found, _ in searching.candidates(many, Search("s.*", regex=True), cancel):
            looked.append(found.key)
    assert looked == ["b"]


def test_the_first_search_makes_the_index_unless_it_is_not_to(many: Project, tmp_path: Path) -> None:
    missing = 3 if many.store.is_sqlite else 0
    assert not_indexed(many) == missing
    assert keys(search(many, Search("storm"), index=False)) == ["b", "a"]
    assert keys(search(many, Search("st.rm", regex=True))) == ["b", "a"]
    assert not_indexed(many) == missing
    assert keys(search(many, Search("storm"))) == ["b", "a"] and not_indexed(many) == 0
    bring(many, tmp_path, [record("d", "More storms.")])
    assert keys(search(many, Search("storm"), index=False)) == ["b", "a", "d"]
    assert not_indexed(many) == missing // 3


def test_it_goes_without_an_index_that_can_not_be_written(many: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(store: object, report: object) -> None:
        raise ProjectError("the disk is full")

    monkeypatch.setattr(fulltext, "index", full)
    assert keys(search(many, Search("storm"))) == ["b", "a"]


def test_a_reader_finds_the_same(many: Project) -> None:
    with Project.open(many.where) as reader:
        assert not_indexed(reader) == 0
        assert list(search(reader, Search("storm"))) == list(search(many, Search("storm")))
    with Project.open(many.where) as reader:
        assert list(search(reader, Search("storm"))) == list(search(many, Search("storm")))


def test_an_article_that_goes_meanwhile_is_passed_over(
    many: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_FIRST_PAGE", 1)
    monkeypatch.setattr(asking, "_RANGE", 1)
    hits = search(many, Search("storm"))
    assert next(hits).key == "b"
    remove(many, "ann", "a")
    bring(many, tmp_path, [record("d", "More storms.")])
    assert keys(hits) in (["d"], [])  # what comes in meanwhile may be found


# Snippets

LINE = "The mayor, Ada Dorn,\u00a0resigned on\r\n\r\n\tFriday.  “I am done,” she said, and left the room at once."


@pytest.mark.parametrize(
    ("words", "before", "after", "wanted"),
    [
        ("Ada Dorn", 40, 20, ("The mayor, ", "Ada Dorn", ",\u00a0resigned on…")),
        ("Ada Dorn", 8, 4, ("…mayor, ", "Ada Dorn", ",…")),
        ("Friday", 14, 8, ("…on ", "Friday", ".  “I am…")),
        ("on\r\n\r\n\tFriday", 9, 2, ("…resigned ", "on Friday", ".…")),
        ("at once.", 10, 10, ("…the room ", "at once.", "")),
        ("at once.", 9, 10, ("…the room ", "at once.", "")),
        ("at once.", 8, 10, ("…room ", "at once.", "")),
    ],
)
def test_a_snippet_is_one_line_cut_at_words(words: str, before: int, after: int, wanted: tuple[str, str, str]) -> None:
    start = LINE.index(words)
    assert snippet(LINE, (start, start + len(words)), before, after) == wanted


def test_a_snippet_of_a_text_without_blanks_cuts_no_character() -> None:
    text = FAMILY * 30
    start = 5 * 14
    before, found, after = snippet(text, (start, start + 5), 12, 7)
    assert (before, found, after) == ("…" + FAMILY * 2, FAMILY, FAMILY + "…")


def test_a_snippet_shows_the_beginning_of_what_is_very_long() -> None:
    text = "word " * 100
    _, found, _ = snippet(text, (0, 499))
    assert found == "word " * 39 + "word…" and len(found) <= 201


@example(ALL, (3, 40), 9, 9)
@given(full_texts, st.data(), st.integers(0, 30), st.integers(0, 30))
def test_a_snippet_holds_the_articles_own_characters(text: str, data: object, before: int, after: int) -> None:
    extent = data if isinstance(data, tuple) else data.draw(extents(len(text)))  # type: ignore[attr-defined]
    head, found, tail = snippet(text, extent, before, after)
    line = "".join((head, found, tail))
    assert not set("\n\r\v\f\x85\u2028\u2029\t") & set(line)

    def bare(part: str) -> str:
        return "".join(part.split())

    start, end = extent
    assert bare(text[:start]).endswith(bare(head.removeprefix("…"))) and bare(found) == bare(text[start:end])
    assert bare(text[end:]).startswith(bare(tail.removesuffix("…")))
    assert len(head) <= before + 1 and len(tail) <= after + 1
