"""What lists are made of: a filter means the same on both databases; what it finds by follows each article."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.build import TEXT, bring, record, tag

from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.store import listing
from workbench.store.action import read_row

NASTY = [
    "Über den Fluß",
    "ÜBER DEN FLUSS",
    "Ärger",
    "a%b_c",
    "O’Neill’s \\ 'cut'",
    "İstanbul",
    "ΣΊΣΥΦΟΣ",
    "港口 罢工",
    "x",
]
TITLES = (
    st.none() | st.sampled_from([*NASTY, "", " "]) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
)
WORDS = st.lists(
    st.sampled_from(["ü", "Ü", "ss", "ß", "%", "_", "\\", "'", "fluss", "σίσυφος", "口", "i̇", "wire", "art-1", "é"])
    | st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=2),
    max_size=3,
)


def folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


def has(title: str | None, key: str, source: str | None, words: list[str]) -> bool:
    """The obvious answer."""
    fields = [folded(field or "") for field in (title, key, source)]
    return all(any(folded(word) in field for field in fields) for word in words)


def ids(project: Project) -> dict[str, str]:
    return {key: id for id, key in project.article_keys()}


def keys(project: Project, found: list[str]) -> list[str]:
    by_id = dict(project.article_keys())
    return [by_id[id] for id in found]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(titles=st.lists(TITLES, min_size=3, max_size=12), queries=st.lists(WORDS, min_size=4, max_size=8))
def test_a_filter_gives_the_obvious_answer(
    project: Project, tmp_path: Path, titles: list[str | None], queries: list[list[str]]
) -> None:
    there = len(project.article_keys())
    records = [
        record(f"Art-{there + at}", f"Text {there + at}.", meta={"title": title, "source": "Wire" if at % 2 else None})
        for at, title in enumerate(titles)
    ]
    bring(project, tmp_path, records)
    rows = project.article_rows("ann")
    for words in queries:
        wanted = [row.key for row in rows if has(row.title, row.key, row.source, words)]
        assert keys(project, listing.ids_in_order(project.store, words)) == wanted
        assert keys(project, listing.ids_in_order(project.store, words, 2)) == wanted[:2]
    assert project.check() == []


def test_letters_in_two_ways_of_writing_are_one(project: Project, tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "Élan über Größe")
    bring(project, tmp_path, [record("k", TEXT, meta={"title": apart})])
    for word in ("élan", "ÉLAN", unicodedata.normalize("NFD", "É"), "GRÖSSE"):
        assert keys(project, listing.ids_in_order(project.store, [word])) == ["k"], word


def test_what_a_list_finds_by_follows_the_article(filled: Project) -> None:
    id = ids(filled)["k"]
    before = read_row(filled.store, "article", id)
    assert before is not None
    (row,) = listing.read_rows(filled.store, "ann", [id]).values()
    assert row.title is None and row.beginning == TEXT[:80]
    with filled.journal.action("ann", "facts") as action:
        action.update("article", id, before, title="A Ferry")
    assert keys(filled, listing.ids_in_order(filled.store, ["ferry"])) == ["k"]
    assert listing.read_rows(filled.store, "ann", [id])[id].beginning is None
    filled.journal.undo("ann")
    assert listing.ids_in_order(filled.store, ["ferry"]) == []
    assert listing.read_rows(filled.store, "ann", [id])[id].beginning == TEXT[:80]
    assert filled.check() == []


def test_an_article_that_was_taken_back_goes_and_comes_again(filled: Project, tmp_path: Path) -> None:
    filled.journal.undo("importer")
    assert listing.ids_in_order(filled.store) == [] and filled.check() == []
    bring(filled, tmp_path, [record("m", "In the meantime.")], actor="other")
    filled.journal.redo("importer")
    assert sorted(keys(filled, listing.ids_in_order(filled.store))) == ["k", "l", "m"]
    assert [row.key for row in filled.article_rows("ann")] == keys(filled, listing.ids_in_order(filled.store))
    assert filled.check() == []


def test_counts_and_states_are_those_of_one_annotator(filled: Project, tmp_path: Path) -> None:
    bring(filled, tmp_path, [record("m", "A third."), record("n", "A fourth.")])
    tag(filled, "ann", "k", ("actor", 0, 3))
    tag(filled, "ann", "l", ("actor", 0, 3), done=False)
    tag(filled, "bob", "m", ("actor", 0, 3))
    Labelling(filled, "ann").set_flagged("n", True)
    assert listing.read_counts(filled.store, "ann") == listing.Counts(4, 3, 1, 1, 1)
    assert listing.read_counts(filled.store, "bob") == listing.Counts(4, 3, 0, 1, 0)
    assert listing.read_counts(filled.store, "nobody") == listing.Counts(4, 4, 0, 0, 0)
    assert keys(filled, listing.ids_in_state(filled.store, "ann", "done")) == ["k"]
    assert keys(filled, listing.ids_flagged(filled.store, "ann")) == ["n"]
    rows = {row.key: (row.state, row.spans, row.flagged) for row in filled.article_rows("ann")}
    assert rows == {
        "k": ("done", 1, False), "l": ("in_progress", 1, False), "m": ("untouched", 0, False),
        "n": ("untouched", 0, True),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One\r\n\r\ntwo\tthree", "One two three"),
        ("\n\n  lead", "lead"),
        ("x" * 500, "x" * 80),
        ("\U0001f600 " * 90, ("\U0001f600 " * 90)[:80]),
        (" " * 900 + "late", ""),
    ],
)
def test_the_beginning_of_a_text_is_one_short_line(text: str, first: str) -> None:
    assert listing.beginning(text) == first


@pytest.mark.parametrize(
    "sql",
    [
        'DELETE FROM "listed"',
        'UPDATE "listed" SET "words" = \'x\'',
        'UPDATE "listed" SET "beginning" = \'x\'',
        'UPDATE "listed" SET "beginning" = NULL',
    ],
    ids=["missing", "other words", "other beginning", "no beginning"],
)
def test_what_is_wrongly_listed_is_found(filled: Project, sql: str) -> None:
    with filled.store.transaction():
        filled.store.execute(sql)
    assert {finding.area for finding in filled.check()} == {"listed"}
