"""Changing the scheme of a project that people have worked in: everything comes along, and comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.build import TEXT, bring, record, where_of

from workbench.errors import ConflictError, SchemeError
from workbench.model.scheme_edit import Place
from workbench.project import Project
from workbench.project.history import span_history
from workbench.project.labelling import Labelling
from workbench.project.reviewing import adjudicate
from workbench.project.scheme_change import Merge, Remove, Rename, Replace, Split, Step, carry_out, preview, source
from workbench.project.scheme_versions import tagged_before, version_of_span, versions

SCHEME = """
name = "small"
version = "3.1"
[[label]]
name = "person"
entity = true
[[label.attribute]]
name = "mention"
kind = "choice"
values = ["name", "pronoun", "other"]
[[label.attribute]]
name = "sex"
kind = "text"
when = { mention = ["pronoun", "name"] }
[[label.entity_attribute]]
name = "kind"
kind = "choice"
values = ["PER", "ORG"]
[[label]]
name = "group"
entity = true
overlap = "no-self"
[[label.attribute]]
name = "mention"
kind = "choice"
values = ["name", "pronoun"]
[[label]]
name = "said"
parts = true
guideline = "What is said."
[[label.attribute]]
name = "sure"
kind = "flag"
[[relation]]
name = "speaker"
from = ["said"]
to = ["person", "group"]
at_most = 1
required = true
unless = { sure = [false] }
[[relation]]
name = "about"
from = ["said"]
to = ["person"]
[[relation.attribute]]
name = "how"
kind = "choice"
values = ["well", "badly"]
[[article_attribute]]
name = "usable"
kind = "choice"
values = ["yes", "no", "perhaps"]
[[rule]]
name = "unbalanced-marks"
labels = ["said"]
[[attribution]]
label = "said"
speaker = "speaker"
status = "sure"
"""
ADA, SHE = where_of(TEXT, "Ada Dorn"), where_of(TEXT, "she")
SAID, MAYOR = where_of(TEXT, "I am done"), where_of(TEXT, "The mayor")


@pytest.fixture
def work(place: str, tmp_path: Path) -> Iterator[Project]:
    """A project of two articles under the small scheme, tagged by two people."""
    (tmp_path / "small.toml").write_text(SCHEME)
    with Project.create(place, tmp_path / "small.toml") as project:
        bring(project, tmp_path, [record("k", TEXT), record("l", "Go home. Now.")])
        ann = Labelling(project, "ann")
        ada = ann.add("k", [ADA], "person", {"mention": "name", "sex": "f"}).id
        she = ann.add("k", [SHE], "person", {"mention": "pronoun"}).id
        ann.set_entity(ada, {"name": "Ada Dorn", "attributes": {"kind": "PER"}})
        said = ann.add("k", [SAID], "said", {"sure": True}).id
        ann.relate("speaker", said, ada)
        ann.relate("about", said, she, {"how": "well"})
        ann.set_article_attributes("k", {"usable": "yes"})
        ann.comment("who?", span=she)
        bob = Labelling(project, "bob")
        bob.add("k", [MAYOR], "group", {"mention": "name"})
        bob.add("l", [(0, 2)], "said")
        yield project


def content(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """Every row that is content, but for people."""
    kinds = ("property", "layer", "entity", "span", "relation", "decision", "comment", "resolved", "pass")
    return {kind: sorted(project.store.rows(f'SELECT * FROM "{kind}"'), key=str) for kind in kinds}


def spans(project: Project, annotator: str = "ann", key: str = "k") -> dict[str, str]:
    """The labels of an annotator's spans, by their words."""
    text = project.article(key).text
    return {span.quote(text): span.label for span in project.layer(key, annotator).spans}


def stepped(project: Project, step: Step) -> None:
    """Carry a step out, and see that nothing is wrong then, and that it is undone and done again exactly."""
    before = content(project)
    effect = preview(project, step)
    assert content(project) == before
    assert carry_out(project, step, "lead", dry=True).effect == effect
    assert content(project) == before
    done = carry_out(project, step, "lead")
    assert done.effect == effect
    after = content(project)
    assert after != before
    assert project.check() == []
    work = Labelling(project, "lead")
    work.undo()
    assert content(project) == before
    assert work.scheme.version == "3.1"
    work.redo()
    assert content(project) == after
    assert work.scheme.version == done.version == "3.2"


def test_a_label_under_another_name(work: Project) -> None:
    stepped(work, Rename("label", "person", "human"))
    assert spans(work) == {"Ada Dorn": "human", "she": "human", "I am done": "said"}
    assert work.scheme.relation("about").targets == ("human",)
    assert [entity.label for entity in work.layer("k", "ann").entities] == ["human"]
    assert work.scheme.label("human").colour == "person"  # what people know it by


def test_what_is_said_before(work: Project) -> None:
    effect = preview(work, Rename("label", "person", "human"))
    assert (effect.spans, effect.entities, effect.articles) == (2, 1, 1)
    assert effect.sentence == "Touches 2 spans, 1 entity in 1 article."
    assert preview(work, Rename("relation", "about", "on")).sentence == "Touches 1 relation in 1 article."


def test_labels_merged(work: Project) -> None:
    Labelling(work, "ann").add("k", [SHE], "group", {"mention": "name"})
    Labelling(work, "ann").set_complete("k", "person", True)
    stepped(work, Merge("label", "person", "group"))
    layer = work.layer("k", "ann")
    assert spans(work) == {"Ada Dorn": "group", "she": "group", "I am done": "said"}
    assert layer.complete == ["group"]
    assert [comment.span for comment in layer.comments] == [next(s.id for s in layer.spans if s.start == SHE[0])]
    assert {span.start: dict(span.attributes) for span in layer.spans if span.label == "group"} == {
        ADA[0]: {"mention": "name"},  # the label that stays has no sex
        SHE[0]: {"mention": "name"},  # of two spans that become one the values of the one that stays
    }
    kinds = {relation.type: relation.target for relation in layer.relations}
    assert kinds == {"about": layer.comments[0].span, "speaker": next(s.id for s in layer.spans if s.start == ADA[0])}


def test_a_merge_says_what_becomes_one(work: Project) -> None:
    Labelling(work, "ann").add("k", [SHE], "group")
    notes = preview(work, Merge("label", "person", "group")).notes
    assert "1 span stands where group stands already: they become one." in notes
    assert "1 loses a value that the scheme has no place for then." in notes


def test_relations_that_would_be_doubled_or_too_many(work: Project) -> None:
    ann = Labelling(work, "ann")
    other = ann.add("k", [MAYOR], "said").id
    layer = work.layer("k", "ann")
    said, ada = (next(span.id for span in layer.spans if span.start == at) for at in (SAID[0], ADA[0]))
    ann.relate("about", other, ada)
    ann.relate("about", said, ada)
    tag = ann.add("k", [ADA], "group").id
    ann.relate("speaker", other, tag)
    stepped(work, Merge("label", "person", "group"))
    found = {(link.type, link.source, link.target) for link in work.layer("k", "ann").relations}
    assert ("speaker", said, tag) in found and ("speaker", other, tag) in found and ("about", said, tag) in found


def test_what_the_label_that_stays_forbids_is_refused(work: Project) -> None:
    Labelling(work, "ann").add("k", [(ADA[0], ADA[0] + 3)], "person")
    before = content(work)
    with pytest.raises(SchemeError, match=r"1 span would be forbidden; the first is in k: group may not overlap"):
        carry_out(work, Merge("label", "person", "group"), "lead")
    with pytest.raises(SchemeError, match="belong to no entity"):
        carry_out(work, Merge("label", "person", "said"), "lead")
    assert content(work) == before
    assert [version.words for version in versions(work)] == ["made the project with the scheme small"]


def test_a_label_split_by_a_value(work: Project) -> None:
    Labelling(work, "ann").set_complete("k", "person", True)
    stepped(work, Split("person", "mention", {"name": "named", "pronoun": "it"}))
    assert spans(work) == {"Ada Dorn": "named", "she": "it", "I am done": "said"}
    scheme = work.scheme
    assert [label.name for label in scheme.labels] == ["person", "named", "it", "group", "said"]
    assert scheme.relation("speaker").targets == ("person", "named", "it", "group")
    assert work.layer("k", "ann").complete == ["it", "named", "person"]
    marks = [(label.key, label.letter, label.colour) for label in scheme.labels]
    assert len(set(marks)) == len(marks)
    names = {label.name: [item.name for item in label.attributes] for label in scheme.labels}
    assert (names["person"], names["named"], names["it"]) == (["mention", "sex"], ["sex"], ["sex"])
    held = {span.label: dict(span.attributes) for span in work.layer("k", "ann").spans}
    assert held == {"named": {"sex": "f"}, "it": {}, "said": {"sure": True}}
    assert scheme.label("it").attributes[0].when is None  # it was asked of pronouns


def values_of(project: Project, id: str) -> dict[str, object]:
    """The attributes of a span of bob's."""
    return next(dict(span.attributes) for span in project.layer("l", "bob").spans if span.id == id)


def test_what_a_label_says_by_itself_it_is_not_asked_unless_wanted(work: Project) -> None:
    other = Labelling(work, "bob").add("l", [(9, 12)], "person", {"mention": "other", "sex": "m"}).id
    into = {"name": "known", "pronoun": "known", "other": "rest"}
    assert preview(work, Split("person", "mention", into)).taken == 0
    stepped(work, Split("person", "mention", into))
    assert values_of(work, other) == {"sex": "m"}
    assert work.scheme.label("rest").attributes[0].off  # nobody was asked for it of others
    held = {dict(span.attributes)["mention"] for span in work.layer("k", "ann").spans if span.label == "known"}
    assert held == {"name", "pronoun"}  # the label does not tell which
    Labelling(work, "lead").undo()
    carry_out(work, Split("person", "mention", into, keep=True), "lead")
    assert values_of(work, other) == {"mention": "other", "sex": "m"}


def test_a_value_that_excuses_a_relation_stays(work: Project) -> None:
    stepped(work, Split("said", "sure", {"true": "firm", "false": "loose"}))
    names = {label.name: [item.name for item in label.attributes] for label in work.scheme.labels}
    assert (names["firm"], names["loose"]) == ([], ["sure"])
    assert not work.scheme.relation("speaker").is_needed("loose", {"sure": False})


def test_a_label_removed(work: Project) -> None:
    Labelling(work, "ann").set_complete("k", "person", True)
    Labelling(work, "bob").set_resolved(work.layer("k", "ann").comments[0].id, True)
    effect = preview(work, Remove("label", "person"))
    assert "2 spans go, with relations and comments." in effect.notes
    assert "The relation about goes, since nothing is left that it could link." in effect.notes
    stepped(work, Remove("label", "person"))
    layer = work.layer("k", "ann")
    assert spans(work) == {"I am done": "said"}
    assert (layer.relations, layer.entities, layer.comments, layer.complete) == ([], [], [], [])
    assert [relation.name for relation in work.scheme.relations] == ["speaker"]


@pytest.mark.parametrize(
    ("step", "values"),
    [
        (Rename("attribute", "mention", "form", Place("label", "person")), {"form": "name", "sex": "f"}),
        (Remove("attribute", "mention", Place("label", "person")), {"sex": "f"}),
        (Rename("value", "name", "proper", Place("label", "person"), "mention"), {"mention": "proper", "sex": "f"}),
        (Merge("value", "name", "other", Place("label", "person"), "mention"), {"mention": "other", "sex": "f"}),
        (Remove("value", "name", Place("label", "person"), "mention"), {"sex": "f"}),
        (Merge("attribute", "mention", "sex", Place("label", "person")), {"sex": "f"}),
    ],
)
def test_attributes_and_values(work: Project, step: Step, values: dict[str, str]) -> None:
    stepped(work, step)
    span = next(span for span in work.layer("k", "ann").spans if span.start == ADA[0])
    assert dict(span.attributes) == values
    other = next(span for span in work.layer("k", "bob").spans)
    assert dict(other.attributes) == {"mention": "name"}  # that of another label


def test_what_leans_on_an_attribute_follows_it(work: Project) -> None:
    stepped(work, Rename("attribute", "sure", "certain", Place("label", "said")))
    unless = work.scheme.relation("speaker").unless
    assert unless is not None and unless.attribute == "certain"
    assert work.scheme.attributions[0].status == "certain"
    carry_out(work, Remove("attribute", "certain", Place("label", "said")), "lead")
    assert work.scheme.relation("speaker").unless is None
    assert work.scheme.attributions[0].status is None
    carry_out(work, Rename("value", "pronoun", "it", Place("label", "person"), "mention"), "lead")
    when = work.scheme.label("person").attributes[1].when
    assert when is not None and when.values == ("it", "name")
    assert work.check() == []


def test_relations_entities_and_articles(work: Project) -> None:
    stepped(work, Rename("relation", "about", "on"))
    for step in (
        Rename("value", "well", "kindly", Place("relation", "on"), "how"),
        Rename("value", "PER", "human", Place("entity", "person"), "kind"),
        Rename("value", "yes", "sure", Place("article"), "usable"),
    ):
        carry_out(work, step, "lead")
    layer = work.layer("k", "ann")
    assert [dict(link.attributes) for link in layer.relations if link.type == "on"] == [{"how": "kindly"}]
    assert [dict(entity.attributes) for entity in layer.entities] == [{"kind": "human"}]
    assert dict(layer.attributes) == {"usable": "sure"}
    carry_out(work, Remove("relation", "on"), "lead")
    carry_out(work, Remove("attribute", "usable"), "lead")
    assert [link.type for link in work.layer("k", "ann").relations] == ["speaker"]
    assert dict(work.layer("k", "ann").attributes) == {}
    assert work.check() == []


def test_relation_types_merged(work: Project) -> None:
    ann = Labelling(work, "ann")
    layer = work.layer("k", "ann")
    said, she = (next(span.id for span in layer.spans if span.start == at) for at in (SAID[0], SHE[0]))
    before = content(work)
    with pytest.raises(SchemeError, match="at most 1 speaker"):
        carry_out(work, Merge("relation", "about", "speaker"), "lead")
    assert content(work) == before
    ann.set_relation("speaker", said, she)  # where about leads, too
    stepped(work, Merge("relation", "about", "speaker"))
    assert [(link.type, link.target) for link in work.layer("k", "ann").relations] == [("speaker", she)]


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (Rename("label", "person", "group"), "merge the two"),
        (Rename("label", "person", "no good"), "one word"),
        (Rename("label", "nobody", "x"), "has no label 'nobody'"),
        (Rename("value", "name", "pronoun", Place("label", "person"), "mention"), "already"),
        (Rename("attribute", "x", "y", Place("label", "person")), "no attribute 'x'"),
        (Merge("label", "person", "person"), "itself"),
        (Merge("value", "name", "x", Place("label", "person"), "mention"), "rename name instead"),
        (Split("person", "mention", {"nothing": "x"}), "no value 'nothing'"),
        (Split("person", "mention", {"name": "group"}), "a label group already"),
        (Split("person", "mention", {}), "at least one value"),
        (Remove("value", "x", Place("label", "person"), "mention"), "no value 'x'"),
    ],
)
def test_what_can_not_be_done(work: Project, step: Step, sentence: str) -> None:
    before = content(work)
    with pytest.raises(SchemeError, match=sentence):
        carry_out(work, step, "lead")
    assert content(work) == before


def test_another_scheme_in_its_place(work: Project) -> None:
    text = SCHEME.replace("[[label]]", "# labels\n[[label]]", 1).replace('overlap = "no-self"', 'colour = "#123456"')
    stepped(work, Replace(text, {}))
    assert "# labels" in work.scheme.source  # as somebody wrote it
    assert work.scheme.label("group").colour == "#123456"
    assert not carry_out(work, Replace(work.scheme.source, {}), "lead").changed
    bare = SCHEME.replace('values = ["PER", "ORG"]', 'values = ["ORG"]')
    with pytest.raises(SchemeError, match="1 entity would be forbidden; the first is in k"):
        carry_out(work, Replace(bare, {}), "lead")


def test_no_version_stands_for_two_schemes(work: Project) -> None:
    first = work.scheme.source
    colours = [first.replace('overlap = "no-self"', f'colour = "#00000{at}"') for at in range(3)]
    assert carry_out(work, Replace(colours[0], {}), "lead").version == "3.2"
    assert carry_out(work, Replace(colours[1], {}), "lead").version == "3.3"  # 3.1 and 3.2 are others
    assert 'version = "3.3"' in work.scheme.source
    Labelling(work, "lead").undo()
    assert work.scheme.version == "3.2"
    assert carry_out(work, Rename("label", "group", "crowd"), "lead").version == "3.4"
    Labelling(work, "lead").undo()
    assert carry_out(work, Replace(colours[1], {}), "lead").version == "3.3"  # the very one that 3.3 was
    other = first.replace('name = "small"', 'name = "other"').replace('"3.1"', '"3.2"')
    assert carry_out(work, Replace(other, {}), "lead").version == "3.2"  # of another name
    held = {(version.name, version.version) for version in versions(work)}
    assert held == {("small", "3.1"), ("small", "3.2"), ("small", "3.3"), ("small", "3.4"), ("other", "3.2")}


def test_everything_that_would_be_forbidden_is_counted(work: Project) -> None:
    ann = Labelling(work, "ann")
    for at, mention in enumerate(("name", "pronoun", "other")):
        ann.add("l", [(at, at + 1)], "person", {"mention": mention, "sex": "f"})
    held = sum(
        span.label == "person" and "sex" in span.attributes
        for key in "kl"
        for layer in work.layers(key)
        for span in layer.spans
    )
    bare = SCHEME.replace('name = "sex"', 'name = "age"')
    with pytest.raises(SchemeError, match=rf"^{held} spans would be forbidden.*no attribute 'sex'.*; rename, merge"):
        carry_out(work, Replace(bare, {}), "lead")
    assert held == 4


def test_everybody_works_under_the_new_scheme(work: Project) -> None:
    ann = Labelling(work, "ann")
    carry_out(work, Rename("label", "said", "quote"), "lead")
    with pytest.raises(SchemeError, match="no label 'said'"):
        ann.add("l", [(0, 2)], "said")
    ann.add("l", [(0, 2)], "quote")
    with pytest.raises(ConflictError, match="the scheme has changed since"):
        Labelling(work, "lead").undo()
    assert work.scheme.label("quote").name == "quote"
    assert work.check() == []


def test_an_undo_brings_nothing_back_that_is_forbidden_by_now(work: Project) -> None:
    ann = Labelling(work, "ann")
    id = ann.add("l", [(0, 2)], "group").id
    ann.change(id, label="person")
    carry_out(work, Remove("label", "group"), "lead")
    with pytest.raises(ConflictError, match="the scheme has changed since"):
        ann.undo()
    assert spans(work, key="l") == {"Go": "person"}


def test_gold_and_its_decisions(work: Project) -> None:
    bob = Labelling(work, "bob")
    for label in ("person", "group"):
        bob.add("k", [SHE], label)
        if label == "group":
            Labelling(work, "ann").add("k", [SHE], label)
    for name in ("ann", "bob"):
        Labelling(work, name).set_done("k", True)
    adjudicate(work, "lead", "unanimous")
    assert len(work.layer("k", "gold").spans) == 2
    stepped(work, Merge("label", "person", "group"))
    gold = work.layer("k", "gold")
    assert [span.label for span in gold.spans] == ["group"]
    assert [decision.target for decision in gold.decisions] == [gold.spans[0].id]
    standing = {span.id for layer in work.layers("k") for span in layer.spans}
    assert {id for decision in gold.decisions for _, id in decision.sources} <= standing


def test_a_rename_is_in_the_history_of_a_span(work: Project) -> None:
    id = next(span.id for span in work.layer("k", "ann").spans if span.label == "said")
    carry_out(work, Rename("label", "said", "quote"), "lead")
    carry_out(work, Rename("label", "group", "crowd"), "lead")
    page = span_history(work, id)
    assert page.entries[0].words == "renamed the label said to quote"
    assert sum(entry.kind == "scheme" for entry in page.entries) == 1


def test_every_span_knows_its_version(work: Project) -> None:
    id = next(span.id for span in work.layer("k", "ann").spans if span.label == "said")
    assert version_of_span(work, id).version == "3.1"
    carry_out(work, Rename("label", "said", "quote"), "lead")
    assert version_of_span(work, id).version == "3.1"  # it was carried along, nobody looked at it
    assert span_history(work, id).under == "small 3.1"
    Labelling(work, "ann").change(id, attributes={"sure": False})
    assert version_of_span(work, id).version == "3.2"
    assert span_history(work, id).under == ""
    assert [(version.number, version.version) for version in versions(work)] == [(1, "3.1"), (2, "3.2")]


def test_imported_spans_are_as_old_as_their_import(work: Project, tmp_path: Path) -> None:
    carry_out(work, Rename("label", "said", "quote"), "lead")
    bring(work, tmp_path, [record("m", "Nobody came.", "eve", [("e1", "quote", 0, 6)])])
    assert version_of_span(work, "e1").version == "3.2"
    again = bring(work, tmp_path, [record("m", "Nobody came.", "eve", [("e1", "quote", 0, 6)])])
    assert again.spans == 0


def test_what_was_tagged_before_a_guideline_changed(work: Project) -> None:
    assert tagged_before(work, "said").since is None
    text, guidelines = source(work.scheme)
    carry_out(work, Replace(text, {**guidelines, "guidelines/said.md": "Only what is said aloud."}), "lead")
    carry_out(work, Rename("label", "said", "quote"), "lead")  # means the same
    found = tagged_before(work, "quote")
    assert found.since is not None and found.since.version == "3.2"
    assert found.articles == {"ann": ["k"], "bob": ["l"]}
    id = next(span.id for span in work.layer("k", "ann").spans if span.label == "quote")
    Labelling(work, "ann").change(id, attributes={"sure": False})
    Labelling(work, "bob").set_complete("l", "quote", True)
    assert tagged_before(work, "quote").keys == []
    assert tagged_before(work, "person").since is None


def test_a_guideline_that_was_changed_and_changed_back_asks_for_no_other_look(work: Project) -> None:
    ann, lead = Labelling(work, "ann"), Labelling(work, "lead")
    text, guidelines = source(work.scheme)
    carry_out(work, Replace(text, {**guidelines, "guidelines/said.md": "Only what is said aloud."}), "lead")
    assert tagged_before(work, "said").articles == {"ann": ["k"], "bob": ["l"]}
    lead.undo()
    assert tagged_before(work, "said").keys == []
    lead.redo()
    ann.add("l", [(0, 2)], "said")  # under the other guideline
    assert tagged_before(work, "said").articles == {"ann": ["k"], "bob": ["l"]}
    carry_out(work, Replace(text, guidelines), "lead")
    found = tagged_before(work, "said")
    assert found.articles == {"ann": ["l"]} and found.since is not None and found.since.number == 5


def test_two_at_once_on_a_server(postgres: object, tmp_path: Path) -> None:
    place = postgres.place()  # type: ignore[attr-defined]
    with Project.create(place) as mine, Project.open(place, write=True) as theirs:
        bring(mine, tmp_path, [record("k", TEXT)])
        ann = Labelling(mine, "ann")
        ann.add("k", [ADA], "actor")
        carry_out(theirs, Rename("label", "actor", "person"), "lead")
        with pytest.raises(ConflictError, match="somebody changed the scheme meanwhile"):
            ann.add("k", [SHE], "actor")
        ann.add("k", [SHE], "person")
        assert spans(mine) == {"Ada Dorn": "person", "she": "person"}


def test_a_label_of_a_name_that_was_free_takes_nothing_over(work: Project) -> None:
    for name in ("ann", "bob"):
        Labelling(work, name).add("l", [(9, 12)], "group")
        Labelling(work, name).set_done("l", True)
    adjudicate(work, "lead", "majority")
    carry_out(work, Rename("label", "group", "crowd"), "lead")
    text, guidelines = source(work.scheme)
    carry_out(work, Replace(f'{text}[[label]]\nname = "group"\n', guidelines), "lead")
    for name in ("ann", "bob"):
        Labelling(work, name).add("l", [(9, 12)], "group")
        Labelling(work, name).set_done("l", True)
    adjudicate(work, "lead", "majority")
    assert [span.label for span in work.layer("l", "gold").spans] == ["crowd", "group"]
    assert work.check() == []


def test_comments_of_the_scheme_survive_small_steps(place: str, tmp_path: Path) -> None:
    own = "# By hand." + SCHEME.replace('name = "person"', 'name = "person"  # one').replace(
        'values = ["PER", "ORG"]', 'values = ["PER", "ORG"]  # no more'
    )
    (tmp_path / "small.toml").write_text(own)
    with Project.create(place, tmp_path / "small.toml") as project:
        carry_out(project, Rename("label", "person", "human"), "ines")
        text = project.scheme.source
        assert text.startswith('# By hand.\nname = "small"\nversion = "3.2"\n')
        assert 'name = "human"  # one\n' in text and 'values = ["PER", "ORG"]  # no more\n' in text
        carry_out(project, Replace(SCHEME, {}), "ines")
        assert "#" not in project.scheme.source, "a file takes its place as somebody wrote it"
