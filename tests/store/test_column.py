"""Changes of one column of many rows: written, taken back, refused where somebody was there since."""

from pathlib import Path

import pytest
from support.build import TEXT, bring, record

from workbench.errors import ConflictError
from workbench.project import Project
from workbench.store.column import COLUMN, Cells, set_columns
from workbench.store.journal import replay
from workbench.store.opening import create


@pytest.fixture
def tagged(project: Project, tmp_path: Path) -> Project:
    spans = [("a", "event", 0, 3), ("b", "event", 4, 9), ('c"\\é', "actor", 11, 14)]
    bring(project, tmp_path, [record("k", TEXT, "ann", spans), record("l", "Go home.", "ann", [("d", "event", 0, 2)])])
    return project


def labels(project: Project) -> dict[str, str]:
    return dict(project.store.rows('SELECT "id", "label" FROM "span"'))


def relabel(project: Project, *ids: str) -> None:
    """Let these spans have the label actor, by one change for each layer."""
    listed = project.store.listed('"id"')
    marks = ", ".join("?" * len(ids))
    sql = (
        f'SELECT "layer", (SELECT "article" FROM "layer" l WHERE l."id" = "layer"), "label", {listed}, COUNT(*)'
        f' FROM "span" WHERE "id" IN ({marks}) GROUP BY "layer", "label"'
    )
    with project.journal.action("lead", "scheme", "relabelled") as action:
        cells = [
            Cells(layer, article, (label,), ("quote",), found, count)
            for layer, article, label, found, count in project.store.rows(sql, ids)
        ]
        set_columns(action, "span", ("label",), cells)


def test_written_and_taken_back(tagged: Project) -> None:
    before = labels(tagged)
    relabel(tagged, "a", 'c"\\é', "d")
    assert labels(tagged) == {**before, "a": "quote", 'c"\\é': "quote", "d": "quote"}
    last = tagged.journal.last()
    assert last is not None
    assert [change.kind for change in tagged.journal.changes(last.id)] == [COLUMN, COLUMN]  # one for each layer
    done = tagged.journal.undo("lead")
    assert done is not None and len(done.articles) == 2
    assert labels(tagged) == before
    tagged.journal.redo("lead")
    assert labels(tagged)["d"] == "quote"


def test_an_undo_overwrites_nothing(tagged: Project) -> None:
    relabel(tagged, "a", "b", "d")
    with tagged.journal.action("bob", "change", "made b an actor") as action:
        row = action.get("span", "b")
        assert row is not None
        action.update("span", tagged.article_id("k"), row, label="actor")
    held = labels(tagged)
    with pytest.raises(ConflictError, match="bob’s later “made b an actor”"):
        tagged.journal.undo("lead")
    assert labels(tagged) == held


def test_a_replay_leaves_the_same_rows(tagged: Project, tmp_path: Path) -> None:
    relabel(tagged, "a", "d")
    tagged.journal.undo("lead")
    relabel(tagged, "b")
    copy = create(tmp_path / "copy.workbench", "test")
    try:
        replay(tagged.store, copy)
        sql = 'SELECT * FROM "span" ORDER BY "id"'
        assert copy.rows(sql) == [tuple(row) for row in tagged.store.rows(sql)]
    finally:
        copy.close()
