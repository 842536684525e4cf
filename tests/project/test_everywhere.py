"""The same text everywhere: what is found, what is tagged already and left out; the same on both databases."""

from pathlib import Path

import pytest
from support.build import bring, record, tag, where_of

from workbench.model.find import Search
from workbench.project import Project
from workbench.project.everywhere import like, untagged
from workbench.project.labelling import Labelling
from workbench.project.searching import search as search_project

TEXT = "Ada Dorn left. “Ada\u00a0Dorn’s car,” said Ada\r\nDorn; ada dorn, Ada Dornier."
OTHER = "Later Ada Dorn returned."


@pytest.fixture
def two(on_both: Project, tmp_path: Path) -> Project:
    """Two articles with the name in them, and one without."""
    bring(on_both, tmp_path, [record("k", TEXT), record("l", "Nobody."), record("m", OTHER)])
    return on_both


def found(project: Project, search: Search, label: str = "actor") -> dict[str, list[str]]:
    """The words of the places that are left, by the key of their article."""
    hits = untagged(project, "ann", label, search_project(project, search))
    return {hit.key: [words[1] for words in hit.snippets] for hit in hits}


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("Ada Dorn", Search("Ada Dorn", whole=True, case=True)),
        ("the mayor", Search("the mayor", whole=True)),
        (" the mayor\n", Search("the mayor", whole=True)),
        ("ǅ", Search("ǅ", whole=True, case=True)),
        ("ميناء", Search("ميناء", whole=True)),
    ],
)
def test_a_text_with_a_capital_is_looked_for_as_it_is_written(text: str, search: Search) -> None:
    assert like(text) == search


def test_everywhere_in_the_project(two: Project) -> None:
    here = ["Ada Dorn", "Ada\u00a0Dorn", "Ada Dorn"]
    assert found(two, like("Ada Dorn")) == {"k": here, "m": ["Ada Dorn"]}
    assert found(two, like("ada dorn"))["k"] == [*here, "ada dorn"]


def test_what_the_annotator_has_under_that_label_is_left_out(two: Project) -> None:
    tag(two, "ann", "k", ("actor", *where_of(TEXT, "Ada Dorn")), ("event", *where_of(TEXT, "Ada\u00a0Dorn")))
    tag(two, "bob", "m", ("actor", *where_of(OTHER, "Ada Dorn")))
    assert found(two, like("Ada Dorn")) == {"k": ["Ada\u00a0Dorn", "Ada Dorn"], "m": ["Ada Dorn"]}
    assert found(two, like("Ada Dorn"), "event") == {"k": ["Ada Dorn", "Ada Dorn"], "m": ["Ada Dorn"]}


def test_places_and_their_words_stay_together(two: Project) -> None:
    tag(two, "ann", "k", ("actor", *where_of(TEXT, "Ada Dorn")))
    (here, _) = untagged(two, "ann", "actor", search_project(two, like("Ada Dorn")))
    assert [TEXT[start:end] for start, end in here.extents] == ["Ada\u00a0Dorn", "Ada\r\nDorn"]
    assert [words[2][:3] for words in here.snippets] == ["’s ", "; a"]


def test_longer_spans_and_spans_of_several_parts_are_others(two: Project) -> None:
    work = Labelling(two, "ann")
    start, end = where_of(OTHER, "Ada Dorn")
    work.add("m", [(start, end + 9)], "quote")
    work.add("m", [(start, start + 3), (end - 4, end)], "quote")
    assert found(two, like("Ada Dorn"), "quote")["m"] == ["Ada Dorn"]
    work.add("m", [(start, end)], "quote")
    assert "m" not in found(two, like("Ada Dorn"), "quote")
