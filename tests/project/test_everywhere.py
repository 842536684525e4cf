"""The same text everywhere: what is found, what is tagged already and left out; the same on both databases."""

from pathlib import Path

import pytest
from support.build import bring, record, tag, where_of

from workbench.errors import ProjectError, SearchError
from workbench.jobs import Cancelled
from workbench.model.find import Search
from workbench.project import Project
from workbench.project.everywhere import like, places
from workbench.project.labelling import Labelling

TEXT = "Ada Dorn left. “Ada\u00a0Dorn’s car,” said Ada\r\nDorn; ada dorn, Ada Dornier."
OTHER = "Later Ada Dorn returned."


@pytest.fixture
def two(on_both: Project, tmp_path: Path) -> Project:
    """Two articles with the name in them, and one without."""
    bring(on_both, tmp_path, [record("k", TEXT), record("l", "Nobody."), record("m", OTHER)])
    return on_both


def found(
    project: Project, search: Search, keys: list[str] | None = None, label: str = "actor"
) -> dict[str, list[str]]:
    texts = {"k": TEXT, "m": OTHER, "l": "Nobody."}
    return {
        key: [texts[key][start:end] for start, end in extents]
        for key, extents in places(project, "ann", label, search, keys)
    }


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


def test_everywhere_in_the_project_or_in_some_articles(two: Project) -> None:
    here = ["Ada Dorn", "Ada\u00a0Dorn", "Ada\r\nDorn"]
    assert found(two, like("Ada Dorn")) == {"k": here, "m": ["Ada Dorn"]}
    assert found(two, like("Ada Dorn"), ["k"]) == {"k": here} == found(two, like("Ada Dorn"), ["k", "k", "l"])
    assert list(found(two, like("Ada Dorn"), ["m", "k"])) == ["m", "k"]
    assert found(two, like("Ada Dorn"), []) == {}
    assert found(two, like("ada dorn"), ["k"]) == {"k": [*here, "ada dorn"]}


def test_what_the_annotator_has_under_that_label_is_left_out(two: Project) -> None:
    tag(two, "ann", "k", ("actor", *where_of(TEXT, "Ada Dorn")), ("event", *where_of(TEXT, "Ada\u00a0Dorn")))
    tag(two, "bob", "m", ("actor", *where_of(OTHER, "Ada Dorn")))
    assert found(two, like("Ada Dorn")) == {"k": ["Ada\u00a0Dorn", "Ada\r\nDorn"], "m": ["Ada Dorn"]}
    assert found(two, like("Ada Dorn"), label="event") == {"k": ["Ada Dorn", "Ada\r\nDorn"], "m": ["Ada Dorn"]}


def test_longer_spans_and_spans_of_several_parts_are_others(two: Project) -> None:
    work = Labelling(two, "ann")
    start, end = where_of(OTHER, "Ada Dorn")
    work.add("m", [(start, end + 9)], "quote")
    work.add("m", [(start, start + 3), (end - 4, end)], "quote")
    assert found(two, like("Ada Dorn"), ["m"], "quote") == {"m": ["Ada Dorn"]}
    work.add("m", [(start, end)], "quote")
    assert found(two, like("Ada Dorn"), ["m"], "quote") == {}


def test_errors_come_at_once_and_an_unknown_article_is_one(two: Project) -> None:
    with pytest.raises(SearchError):
        places(two, "ann", "actor", Search("[", regex=True), None)
    with pytest.raises(ProjectError, match="no article 'x'"):
        list(places(two, "ann", "actor", like("Ada"), ["x"]))


@pytest.mark.parametrize("keys", [None, ["k", "m"]])
def test_it_tells_how_far_it_is_and_can_be_cancelled(two: Project, keys: list[str] | None) -> None:
    told: list[tuple[int, int]] = []
    assert list(places(two, "ann", "actor", like("Ada Dorn"), keys, lambda *at: told.append(at)))
    assert told[-1][0] == told[-1][1] > 0

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(places(two, "ann", "actor", like("Ada Dorn"), keys, cancel))
