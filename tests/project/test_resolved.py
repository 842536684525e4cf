"""Comments that are resolved: by whom, when, undone, written and read; whoever goes takes them along."""

import json
from pathlib import Path

import pytest
from support.build import TEXT, bring, everything, tag, where_of

from workbench.errors import ConflictError, ProjectError
from workbench.model.layer import Comment
from workbench.project import Project
from workbench.project.articles import remove
from workbench.project.labelling import Labelling
from workbench.project.people import rename

ADA = ("actor", *where_of(TEXT, "Ada Dorn"))


def comments(project: Project, annotator: str = "ann") -> list[Comment]:
    return project.layer("k", annotator).comments


@pytest.fixture
def asked(filled: Project) -> tuple[Project, str, str]:
    """Ann asks about Ada and about the article; gives the ids of the span's comment and of the article's."""
    (span,) = tag(filled, "ann", "k", ADA)
    work = Labelling(filled, "ann")
    return filled, work.comment("Her full name?", span=span).id, work.comment("Is this news?", key="k").id


def test_anybody_may_resolve_and_take_it_back(asked: tuple[Project, str, str]) -> None:
    project, on_span, on_article = asked
    bob = Labelling(project, "bob")
    done = bob.set_resolved(on_span, True)
    assert done.changed and done.article == "k" and done.words == "resolved a comment"
    resolved = {item.id: item.resolved for item in comments(project)}
    assert resolved[on_article] is None
    assert resolved[on_span] == ("bob", done.at)
    assert project.layer("k", "ann").state == "done", "a remark takes nothing up again"
    assert not bob.set_resolved(on_span, True).changed
    bob.undo()
    assert [item.resolved for item in comments(project)] == [None, None]
    bob.redo()
    assert Labelling(project, "ann").set_resolved(on_span, False).words == "opened a comment again"
    assert [item.resolved for item in comments(project)] == [None, None]
    assert project.check() == []


def test_what_is_not_there_is_said(filled: Project) -> None:
    with pytest.raises(ProjectError, match="there is no comment 'x'"):
        Labelling(filled, "bob").set_resolved("x", True)


def test_what_is_resolved_is_answered_by_a_further_comment(asked: tuple[Project, str, str]) -> None:
    project, _, on_article = asked
    work = Labelling(project, "ann")
    work.set_resolved(on_article, True)
    work.set_comment("And who wrote it?", key="k")
    said = {item.text for item in comments(project) if item.span is None}
    assert said == {"And who wrote it?", "Is this news?"}
    work.set_comment("", key="k")
    assert [item.text for item in comments(project) if item.span is None] == ["Is this news?"]
    work.set_comment("", key="k")
    assert [item.text for item in comments(project) if item.span is None] == ["Is this news?"]


def test_whoever_commented_cannot_take_back_what_another_resolved(asked: tuple[Project, str, str]) -> None:
    project, _, on_article = asked
    Labelling(project, "bob").set_resolved(on_article, True)
    with pytest.raises(ConflictError, match="bob’s later “resolved a comment”"):
        Labelling(project, "ann").undo()
    assert len(comments(project)) == 2 and project.check() == []


def test_it_goes_with_the_span_and_comes_back_with_it(asked: tuple[Project, str, str]) -> None:
    project, on_span, _ = asked
    Labelling(project, "bob").set_resolved(on_span, True)
    before, work = everything(project), Labelling(project, "ann")
    span = project.layer("k", "ann").spans[0].id
    work.remove(span)
    assert [item.id for item in comments(project)] == [item.id for item in comments(project) if item.span is None]
    assert project.check() == []
    work.undo()
    assert everything(project) == before and project.check() == []


def test_it_goes_with_the_article_and_comes_back(asked: tuple[Project, str, str]) -> None:
    project, on_span, _ = asked
    Labelling(project, "bob").set_resolved(on_span, True)
    before = everything(project)
    remove(project, "ann", "k")
    Labelling(project, "ann").undo()
    assert everything(project) == before and project.check() == []


def test_a_rename_takes_it_along(asked: tuple[Project, str, str]) -> None:
    project, on_span, _ = asked
    bob = Labelling(project, "bob")
    bob.set_resolved(on_span, True)
    bob.set_resolved(on_span, False)
    bob.undo()
    rename(project, "cli", "bob", "rob")
    resolved = next(item.resolved for item in comments(project) if item.id == on_span)
    assert resolved is not None and resolved.by == "rob"
    Labelling(project, "rob").undo()
    assert [item.resolved for item in comments(project)] == [None, None]


def test_it_is_written_and_read_and_an_open_one_looks_as_before(
    asked: tuple[Project, str, str], tmp_path: Path
) -> None:
    project, on_span, _ = asked
    at = Labelling(project, "bob").set_resolved(on_span, True).at
    written = everything(project)
    mark = f',"text":"Her full name?","resolved":{{"by":"bob","at":"{at}"}}}}'
    assert mark.encode() in written and b'"text":"Is this news?"}' in written
    with Project.create(tmp_path / "other.workbench") as other:
        bring(other, tmp_path, map(json.loads, written.decode().splitlines()))
        assert everything(other) == written and other.check() == []
        bring(other, tmp_path, map(json.loads, written.decode().splitlines()))
        assert everything(other) == written


@pytest.mark.parametrize(
    ("resolved", "said"),
    [
        (3, "“resolved” of a comment must be an object"),
        ({"by": "bob"}, "“at” of “resolved” of a comment must be a text"),
        ({"by": "bob", "at": "now", "why": "x"}, "the key 'why' of “resolved” of a comment is not known"),
    ],
)
def test_a_wrong_one_is_refused(filled: Project, tmp_path: Path, resolved: object, said: str) -> None:
    comment = {"id": "c", "span": None, "by": "ann", "at": "2025-01-01", "text": "x", "resolved": resolved}
    line = {"id": "new", "text": "A text.", "layer": "ann", "comments": [comment]}
    report = bring(filled, tmp_path, [line], good_ones=True)
    assert [refused for refused in report.refused if said in str(refused)], report.refused


def test_a_mark_in_another_layer_is_found(asked: tuple[Project, str, str]) -> None:
    project, on_span, _ = asked
    bob = Labelling(project, "bob")
    bob.set_resolved(on_span, True)
    bob.comment("Mine", key="k")
    with project.store.transaction():
        other = 'SELECT "layer" FROM "comment" WHERE "by" = \'bob\''
        project.store.execute(f'UPDATE "resolved" SET "layer" = ({other})')
    found = [finding for finding in project.check() if finding.area == "resolved"]
    assert len(found) == 1 and found[0].where == f"k, bob, {on_span}"
