"""The history of a span, each step of which can be put back."""

from pathlib import Path

import pytest
from support.build import bring, everything, record

from workbench.errors import ProjectError, SchemeError
from workbench.model.scheme_file import read_scheme
from workbench.model.span import Span
from workbench.project import Project
from workbench.project.history import span_before, span_history
from workbench.project.labelling import Labelling
from workbench.project.scheme_change import Merge, carry_out

SCHEME = """
name = "s"
version = "1"
[[label]]
name = "saying"
key = "1"
letter = "S"
colour = "quote"
snap = "character"
parts = true
[[label.attribute]]
name = "form"
kind = "choice"
values = ["direct", "mixed"]
[[label.attribute]]
name = "note"
kind = "text"
[[label]]
name = "person"
key = "2"
letter = "P"
colour = "actor"
snap = "character"
entity = true
[[relation]]
name = "by"
from = ["saying"]
to = ["person"]
"""
TEXT = "“We left,” said Bob, “and Ann did.”"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "s.toml").write_text(SCHEME, encoding="utf-8")
    made = Project.create(tmp_path / "s.workbench", tmp_path / "s.toml")
    bring(made, tmp_path, [record("a", TEXT)])
    return made


def span_of(project: Project, id: str) -> Span:
    return next(span for span in project.layer("a", "ines").spans if span.id == id)


def steps(project: Project, id: str) -> list[tuple[int, str, bool]]:
    """Newest first: the entry, its words, whether it can be put back."""
    told = span_history(project, id)
    return [(entry.id, entry.words, entry.id in told.turnable) for entry in told.entries]


def test_every_step_that_changed_the_span_can_be_put_back(project: Project) -> None:
    work = Labelling(project, "ines")
    id = work.add("a", [(0, 10)], "saying", {"form": "direct"}).id
    states = [span_of(project, id)]
    for change in (
        lambda: work.change(id, attributes={"form": "mixed", "note": "hm"}),
        lambda: work.change(id, parts=[(0, 10), (21, 35)]),
        lambda: work.change(id, label="person", parts=[(16, 19)]),
    ):
        change()
        states.append(span_of(project, id))
    work.comment("look", span=id)
    told = steps(project, id)
    assert [can for _, _, can in told] == [True, True, True, True, False]
    count = len(list(project.history()))
    for (entry, _, can), state in zip(told[1:4], states[2::-1]):
        assert can and span_before(project, id, entry) == state
        assert work.put_back(id, entry).span == state == span_of(project, id)
    assert len(list(project.history())) == count + 3
    assert not work.put_back(id, told[3][0]).changed and len(list(project.history())) == count + 3
    for state in (*states[1:3], states[3]):
        work.undo()
        assert span_of(project, id) == state


def test_links_comments_and_what_is_meant_are_put_back_too(project: Project) -> None:
    work = Labelling(project, "ines")
    bob = work.add("a", [(16, 19)], "person").id
    id = work.add("a", [(0, 10)], "saying").id
    work.relate("by", id, bob)
    work.set_comment("look", span=id)
    work.set_comment("look again", span=id)
    entity = work.set_entity(bob, {"name": "Bob"}).id
    full, layer = everything(project), project.layer("a", "ines")
    told = {words: entry for entry, words, can in steps(project, id) if can}
    assert sorted(told) == ["changed the comment", "commented", "linked saying 0-10 to its by"]
    done = work.put_back(id, told["changed the comment"])
    assert done.changed and [item.text for item in project.layer("a", "ines").comments] == ["look"]
    work.put_back(id, told["commented"])
    assert project.layer("a", "ines").comments == []
    work.put_back(id, told["linked saying 0-10 to its by"])
    assert project.layer("a", "ines").relations == []
    removal = steps(project, id)[0]
    work.put_back(id, removal[0])
    assert project.layer("a", "ines").relations == layer.relations, "and what was put back is a step itself"
    meant = steps(project, bob)
    work.put_back(bob, next(entry for entry, words, can in meant if can and "mean" in words))
    assert span_of(project, bob).entity is None
    assert project.check() == []
    for _ in range(5):
        work.undo()
    assert everything(project) == full and entity in {item.id for item in project.layer("a", "ines").entities}


def test_a_link_to_what_is_gone_is_refused(project: Project) -> None:
    work = Labelling(project, "ines")
    bob, id = work.add("a", [(16, 19)], "person").id, work.add("a", [(0, 10)], "saying").id
    relation = work.relate("by", id, bob).id
    work.unrelate(relation)
    entry = steps(project, id)[0][0]
    work.remove(bob)
    with pytest.raises(ProjectError, match="led to a span that is gone"):
        work.put_back(id, entry)


def test_a_link_that_a_merge_of_labels_moved_goes_back_only_where_the_scheme_lets_it(tmp_path: Path) -> None:
    remark = '[[label]]\nname = "remark"\nkey = "3"\nletter = "R"\ncolour = "event"\n'
    scheme = SCHEME.replace("[[relation]]", f"{remark}[[relation]]").replace('from = ["saying"]', 'from = ["remark"]')
    (tmp_path / "s.toml").write_text(scheme, encoding="utf-8")
    project = Project.create(tmp_path / "s.workbench", tmp_path / "s.toml")
    bring(project, tmp_path, [record("a", TEXT)])
    work = Labelling(project, "ines")
    bob, said = work.add("a", [(16, 19)], "person").id, work.add("a", [(0, 10)], "saying").id
    remark = work.add("a", [(0, 10)], "remark").id
    work.relate("by", remark, bob)
    carry_out(project, Merge("label", "remark", "saying"), "ines")
    assert [item.source for item in project.layer("a", "ines").relations] == [said]
    merging = steps(project, bob)[0][0]
    with pytest.raises(ProjectError, match="led to a span that is gone"):
        work.put_back(bob, merging)
    work.undo()
    full = everything(project)
    with pytest.raises(SchemeError):
        work.put_back(bob, steps(project, bob)[0][0])
    assert everything(project) == full and project.check() == []


def test_a_comment_put_back_leaves_a_done_article_done(project: Project) -> None:
    work = Labelling(project, "ines")
    bob, id = work.add("a", [(16, 19)], "person").id, work.add("a", [(0, 10)], "saying").id
    work.relate("by", id, bob)
    work.set_comment("look", span=id)
    work.set_done("a", True)
    commented, linked = (entry for entry, _, can in steps(project, id) if can)
    work.put_back(id, commented)
    assert project.layer("a", "ines").comments == [] and project.layer("a", "ines").state == "done"
    work.put_back(id, linked)
    assert project.layer("a", "ines").relations == [] and project.layer("a", "ines").state == "in_progress"


def test_relations_that_no_longer_fit_go_and_come_back_with_an_undo(project: Project) -> None:
    work = Labelling(project, "ines")
    bob = work.add("a", [(16, 19)], "person").id
    id = work.add("a", [(0, 10)], "person").id
    work.change(id, label="saying")
    relation = work.relate("by", id, bob).id
    entry = next(entry for entry, words, _ in steps(project, id) if words.startswith("relabelled"))
    done = work.put_back(id, entry)
    assert done.removed == (relation,) and project.layer("a", "ines").relations == []
    assert done.words == "put back: relabelled saying 0-10 as person"
    work.undo()
    assert [item.id for item in project.layer("a", "ines").relations] == [relation]


def test_what_can_not_be_put_back_is_refused(project: Project) -> None:
    work = Labelling(project, "ines")
    first = work.add("a", [(0, 10)], "saying").id
    made = steps(project, first)[-1][0]
    with pytest.raises(ProjectError, match="before this step there was no such span"):
        work.put_back(first, made)
    work.change(first, label="person")
    relabelled = steps(project, first)[0][0]
    work.add("a", [(0, 10)], "saying")  # stands where it would go
    count = len(list(project.history()))
    with pytest.raises(ProjectError, match="already"):
        work.put_back(first, relabelled)
    work.remove(first)
    with pytest.raises(ProjectError):
        work.put_back(first, relabelled)
    assert len(list(project.history())) == count + 1


def test_a_value_that_the_scheme_has_no_more_is_refused(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    work = Labelling(project, "ines")
    id = work.add("a", [(0, 10)], "saying", {"form": "mixed"}).id
    work.change(id, attributes={"form": "direct"})
    now = read_scheme(SCHEME.replace('values = ["direct", "mixed"]', 'values = ["direct", "both"]'))
    monkeypatch.setattr(Project, "scheme", now)
    with pytest.raises(SchemeError, match="mixed"):
        work.put_back(id, steps(project, id)[0][0])
