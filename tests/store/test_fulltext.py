"""Candidates for a search: none that holds it is missed, whatever the index knows, on both databases."""

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.build import bring, everything, record
from support.postgres import Server
from support.texts import ALL, NASTY, full_texts

from workbench.jobs import Cancelled, silent
from workbench.model.find import Search, find
from workbench.project import Project, searching
from workbench.project.articles import remove
from workbench.store import candidates as asking
from workbench.store import fulltext
from workbench.store.candidates import candidates, contents
from workbench.store.fulltext import forget, index, not_indexed

TEXTS = {
    "storm": "A storm closed the port. “North\u00a0Korea’s ferries” stayed.",
    "calm": "Calm seas; no storms.\r\nNorth\r\nKorea said so.",
    "short": "No.",
    "arabic": "إضراب في ميناء المدينة",
}


@pytest.fixture
def on_both(project: Project, tmp_path: Path) -> Project:
    """A project with some texts, on either database."""
    bring(project, tmp_path, [record(key, text) for key, text in TEXTS.items()])
    return project


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Project]:
    """A file with the same texts, none of them in the index."""
    with Project.create(tmp_path / "many.workbench") as made:
        bring(made, tmp_path, [record(key, text) for key, text in TEXTS.items()])
        yield made


def asked(project: Project, words: str, **how: bool) -> list[str]:
    """Keys of the candidates."""
    search = Search(words, **how)
    return [found.key for page in candidates(project.store, search, silent) for found in page]


def found(project: Project, search: Search) -> list[str]:
    pages = candidates(project.store, search, silent)
    return [one.key for page in pages for one, text in contents(project.store, page, 30) if find(search, text)]


def test_the_index_is_made_once_and_then_of_what_is_new(many: Project, tmp_path: Path) -> None:
    assert not_indexed(many.store) == 4
    told: list[tuple[int, int]] = []
    index(many.store, lambda *at: told.append(at))
    assert told == [(0, 4), (4, 4)] and not_indexed(many.store) == 0
    assert asked(many, "storm") == ["storm", "calm"]
    index(many.store, lambda *at: told.append(at))
    assert len(told) == 2
    bring(many, tmp_path, [record("new", "Another storm.")])
    assert not_indexed(many.store) == 1
    assert asked(many, "storm") == ["storm", "calm", "new"] == asked(many, "storm")
    index(many.store, silent)
    assert asked(many, "another storm") == ["new"]


@pytest.mark.parametrize(
    ("words", "how", "wanted"),
    [
        ("STORM", {}, ["storm", "calm"]),
        ("torms", {}, ["calm"]),
        ("north korea", {}, ["storm", "calm"]),
        ("korea's ferries", {}, ["storm"]),
        ("“North", {}, ["storm"]),
        ("ميناء", {}, ["arabic"]),
        ("no", {}, ["storm", "calm", "short"]),
        (r"sto.m", {"regex": True}, list(TEXTS)),
        ("nowhere", {}, []),
    ],
)
def test_the_index_names_few(many: Project, words: str, how: dict[str, bool], wanted: list[str]) -> None:
    index(many.store, silent)
    assert asked(many, words, **how) == wanted


def test_a_server_names_few(postgres: Server, tmp_path: Path) -> None:
    with Project.create(postgres.place()) as project:
        bring(project, tmp_path, [record(key, text) for key, text in TEXTS.items()])
        assert asked(project, "STORM closed") == ["storm"]
        assert asked(project, "A storm", case=True) == ["storm"]
        assert asked(project, "ميناء") == list(TEXTS) and asked(project, "ميناء", case=True) == ["arabic"]


def test_without_an_index_everything_is_looked_at(many: Project) -> None:
    assert asked(many, "storm") == ["storm", "calm"] == found(many, Search("storm"))
    assert asked(many, "st.rm", regex=True) == list(TEXTS)


def test_a_reader_uses_what_is_there_and_writes_nothing(many: Project, tmp_path: Path) -> None:
    index(many.store, silent)
    bring(many, tmp_path, [record("new", "Storms again.")])
    many.close()
    before = Path(many.where).read_bytes()
    with Project.open(many.where) as reader:
        index(reader.store, silent)
        assert not_indexed(reader.store) == 1
        assert asked(reader, "storm") == ["storm", "calm", "new"]
    assert Path(many.where).read_bytes() == before


def test_what_was_done_before_it_was_cancelled_is_kept(many: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fulltext, "_BATCH", 3)

    def cancel(done: int, total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        index(many.store, cancel)
    assert not_indexed(many.store) == 1
    assert found(many, Search("storm")) == ["storm", "calm"]


def test_long_texts_are_put_in_few_at_a_time(many: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fulltext, "_BATCH_CHARACTERS", 60)
    told: list[int] = []
    index(many.store, lambda done, total: told.append(done))
    assert told == [0, 1, 3, 4]


def test_an_article_that_goes_and_comes_back_is_found_all_the_time(many: Project, tmp_path: Path) -> None:
    index(many.store, silent)
    remove(many, "ann", "storm")
    assert asked(many, "storm") == ["calm"]
    bring(many, tmp_path, [record("new", "A storm of protest.")])
    many.journal.undo("ann")
    assert found(many, Search("storm")) == ["storm", "calm", "new"]
    index(many.store, silent)
    assert asked(many, "storm") == ["storm", "calm", "new"]


def test_a_number_that_another_article_takes_over_is_indexed_anew(many: Project, tmp_path: Path) -> None:
    index(many.store, silent)
    many.journal.undo("importer")
    bring(many, tmp_path, [record("other", "No weather at all.")])
    assert many.store.row('SELECT "number" FROM "listed"') == many.store.row('SELECT MIN("number") FROM "indexed"')
    index(many.store, silent)
    assert asked(many, "weather") == ["other"] and asked(many, "storm") == []
    assert many.check() == []


def test_the_index_is_no_content(on_both: Project, tmp_path: Path) -> None:
    before, entries = everything(on_both), len(list(on_both.history()))
    index(on_both.store, silent)
    assert everything(on_both) == before and len(list(on_both.history())) == entries and on_both.check() == []
    forget(on_both.store)
    assert everything(on_both) == before and on_both.check() == []
    index(on_both.store, silent)
    assert found(on_both, Search("storm")) == ["storm", "calm"]


def test_a_file_is_compacted_without_harm(many: Project) -> None:
    index(many.store, silent)
    many.close()
    file = sqlite3.connect(many.where)
    file.execute("VACUUM")
    file.close()
    with Project.open(many.where, write=True) as project:
        assert asked(project, "storm") == ["storm", "calm"] and project.check() == []


def test_where_sqlite_has_no_such_index_everything_is_looked_at(many: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    index(many.store, silent)
    monkeypatch.setattr(fulltext, "_has_fts5", lambda store: False)
    assert asked(many, "ميناء") == ["storm", "calm", "arabic"] and found(many, Search("ميناء")) == ["arabic"]
    assert not fulltext.can_index(many.store)


def test_check_finds_an_index_that_knows_another_text(many: Project) -> None:
    index(many.store, silent)
    with many.store.transaction():
        many.store.execute('UPDATE "indexed" SET "text" = (SELECT MIN("id") FROM "text")')
    finding = many.check()[0]
    assert finding.area == "fulltext" and "search" in finding.sentence


DAMAGES = [
    'DELETE FROM "fulltext_data" WHERE "id" > 10',
    'UPDATE "fulltext_data" SET "block" = ZEROBLOB(20)',
    'DELETE FROM "fulltext_data"',
    'DELETE FROM "fulltext_config"',
    'DROP TABLE "fulltext_data"',
    'UPDATE "indexed" SET "text" = (SELECT MIN("id") FROM "text")',
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_told_passed_over_and_made_anew(many: Project, damage: str) -> None:
    index(many.store, silent)
    with many.store.transaction():
        many.store.execute(damage)
    many.close()
    before = Path(many.where).read_bytes()
    with Project.open(many.where) as reader:
        assert {finding.area for finding in reader.check()} == {"fulltext"}
        assert all("makes it anew" in finding.sentence for finding in reader.check())
        assert found(reader, Search("storm")) == ["storm", "calm"]
    assert Path(many.where).read_bytes() == before
    with Project.open(many.where, write=True) as writer:
        content = everything(writer)
        assert searching.not_indexed(writer) == 4
        assert [hit.key for hit in searching.search(writer, Search("storm"))] == ["storm", "calm"]
        assert searching.not_indexed(writer) == 0 and writer.check() == []
        assert asked(writer, "closed the") == ["storm"] and everything(writer) == content


def test_an_index_that_breaks_while_it_is_asked_is_made_anew_by_the_next_search(many: Project) -> None:
    index(many.store, silent)
    assert asked(many, "storm") == ["storm", "calm"]
    with many.store.transaction():
        many.store.execute(DAMAGES[0])
    assert found(many, Search("storm")) == ["storm", "calm"] and not_indexed(many.store) == 0
    index(many.store, silent)
    assert asked(many, "closed the") == ["storm"] and many.check() == []


def test_pages_come_in_the_order_of_the_list(on_both: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_FIRST_PAGE", 2)
    monkeypatch.setattr(asking, "_LARGEST_PAGE", 3)
    monkeypatch.setattr(asking, "_RANGE", 2)
    bring(on_both, tmp_path, [record(f"n{number}", f"Storm number {number}.") for number in range(9)])
    index(on_both.store, silent)
    bring(on_both, tmp_path, [record(f"m{number}", f"More storms: {number}.") for number in range(9)])
    told: list[tuple[int, int]] = []
    pages = list(candidates(on_both.store, Search("storm"), lambda *at: told.append(at)))
    wanted = ["storm", "calm", *(f"n{number}" for number in range(9)), *(f"m{number}" for number in range(9))]
    assert [one.key for page in pages for one in page] == wanted
    assert len(pages) > 4 and told == sorted(told) and told[-1][0] == told[-1][1]


# Every search of any texts finds the same with an index, with half of one, and on a server


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[str], Search]:
    texts = full_texts.filter(lambda text: "\0" not in text)  # no text may hold that
    held = draw(st.lists(texts, min_size=1, max_size=5, unique=True))
    text = draw(st.sampled_from(held))
    start = draw(st.integers(0, len(text) - 1))
    words = draw(st.sampled_from([text[start : start + draw(st.integers(1, 9))], draw(st.sampled_from(NASTY))]))
    words = draw(st.sampled_from([words, words.swapcase(), words.replace("’", "'")]))
    how = [draw(st.booleans()) for _ in range(3)]
    return held, Search(words, whole=how[0], case=how[1], folded=how[2])


@example(([ALL], Search(ALL[:900])))
@settings(max_examples=max(5, settings().max_examples // 2))
@given(cases())
def test_nothing_is_missed(case: tuple[list[str], Search]) -> None:
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "p.workbench") as project:
        hold(project, Path(folder), case)


@settings(max_examples=max(5, settings().max_examples // 4))
@given(cases())
def test_nothing_is_missed_on_a_server(postgres: Server, case: tuple[list[str], Search]) -> None:
    with tempfile.TemporaryDirectory() as folder, Project.create(postgres.place()) as project:
        hold(project, Path(folder), case)


def hold(project: Project, folder: Path, case: tuple[list[str], Search]) -> None:
    texts, search = case
    wanted = [str(at) for at, text in enumerate(texts) if find(search, text)]
    half = len(texts) // 2
    for keys in filter(None, (range(half), range(half, len(texts)))):
        bring(project, folder, [record(str(at), texts[at]) for at in keys])
        if keys[0] == 0 and half:
            index(project.store, silent)
    assert found(project, search) == wanted
    index(project.store, silent)
    assert found(project, search) == wanted
