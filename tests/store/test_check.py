"""``check`` finds what went wrong behind the program's back, and nothing where all is well."""

from pathlib import Path

import pytest
from support.build import TEXT, bring, record, tag, where_of

from workbench.project import Project
from workbench.project.reviewing import adjudicate

BROKEN = {
    "a text that is not its digest": ('UPDATE "text" SET "content" = \'other\'', "text"),
    "a text of the same length": ('UPDATE "text" SET "content" = \'X\' || SUBSTR("content", 2)', "text"),
    "a length that is not the text's": ('UPDATE "text" SET "length" = 3', "text"),
    "a span beyond the text": ('UPDATE "span" SET "end" = 5000', "span"),
    "a label that the scheme has not": ('UPDATE "span" SET "label" = \'colour\'', "span"),
    "attributes of a span that the scheme has not": ('UPDATE "span" SET "attributes" = \'{"mood":"x"}\'', "span"),
    "attributes that are a list": ('UPDATE "span" SET "attributes" = \'[]\'', "span"),
    "attributes that are no JSON": ('UPDATE "span" SET "attributes" = \'{\'', "span"),
    "parts that are no JSON": ('UPDATE "span" SET "parts" = \'x\'', "span"),
    "parts that are not those of start and end": ('UPDATE "span" SET "parts" = \'[[0,1],[2,3]]\'', "span"),
    "attributes of an article that are a list": ('UPDATE "layer" SET "attributes" = \'[1]\'', "layer"),
    "attributes that an article has not": ('UPDATE "layer" SET "attributes" = \'{"mood":"x"}\'', "layer"),
    "sources that are no pairs": ('UPDATE "decision" SET "sources" = \'[1]\'', "decision"),
    "gold without a source": ('DELETE FROM "decision"', "gold"),
    "a version that is no number": ('UPDATE "property" SET "value" = \'x\' WHERE "id" = \'tables\'', "property"),
    "a change that is no JSON": ('UPDATE "change" SET "after" = \'{\' WHERE "seq" = 1', "journal"),
    "an entry without changes": ('DELETE FROM "change"', "journal"),
}


@pytest.fixture
def whole(filled: Project) -> Project:
    for name in ("ann", "bob"):
        tag(filled, name, "k", ("actor", *where_of(TEXT, "Ada Dorn")))
    adjudicate(filled, "boss")
    return filled


def test_nothing_is_found_where_all_is_well(whole: Project) -> None:
    assert whole.check() == []


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_found(whole: Project, name: str) -> None:
    sql, area = BROKEN[name]
    with whole.store.transaction():
        whole.store.execute(sql)
    assert area in {finding.area for finding in whole.check()}


OTHER = '(SELECT "id" FROM "span" WHERE "id" = \'o\')'
WITHIN = {
    "an entity of a label that has none": ('UPDATE "entity" SET "label" = \'quote\'', "entity"),
    "attributes of an entity": ('UPDATE "entity" SET "attributes" = \'[]\'', "entity"),
    "an entity of another layer": (
        'UPDATE "entity" SET "layer" = (SELECT "layer" FROM "span" WHERE "id" = \'o\')', "span",
    ),
    "a relation that the scheme has not": ('UPDATE "relation" SET "type" = \'owner\'', "relation"),
    "a relation the wrong way": ('UPDATE "relation" SET "source" = "target", "target" = "source"', "relation"),
    "a relation to another layer": (f'UPDATE "relation" SET "target" = {OTHER}', "relation"),
    "attributes of a relation": ('UPDATE "relation" SET "attributes" = \'{"mood":1}\'', "relation"),
    "a comment on another layer": (f'UPDATE "comment" SET "span" = {OTHER}', "comment"),
}  # fmt: skip


def test_nothing_is_found_where_all_is_well_and_rich(rich: Project) -> None:
    assert rich.check() == []


@pytest.mark.parametrize("name", WITHIN)
def test_what_is_broken_within_a_layer_is_found_and_nothing_else(rich: Project, name: str) -> None:
    sql, area = WITHIN[name]
    with rich.store.transaction():
        rich.store.execute(sql)
    found = rich.check()
    assert [finding.area for finding in found] == [area]
    assert found[0].where.startswith("k, gold, ")


def test_gold_relations_need_a_decision(rich: Project) -> None:
    with rich.store.transaction():
        rich.store.execute('DELETE FROM "decision" WHERE "target" = ?', ("r",))
    assert [(finding.area, finding.where) for finding in rich.check()] == [("gold", "k, gold, r")]


def test_overlaps_that_the_scheme_excludes(tmp_path: Path) -> None:
    labels = "".join(
        f'[[label]]\nname = "{name}"\nkey = "{key}"\nletter = "{name[0].upper()}"\ncolour = "event"\n'
        f'overlap = "{overlap}"\n'
        for name, key, overlap in (("actor", "1", "none"), ("event", "2", "free"))
    )
    scheme = tmp_path / "strict.toml"
    scheme.write_text(f'name = "strict"\nversion = "1"\n{labels}')
    with Project.create(tmp_path / "p.workbench", scheme) as project:
        bring(project, tmp_path, [record("k", TEXT, "ann", [("a", "event", 3, 9), ("b", "actor", 9, 12)])])
        assert project.check() == []
        with project.store.transaction():
            project.store.execute('UPDATE "span" SET "start" = 4 WHERE "id" = ?', ("b",))
        assert ["overlap" in finding.sentence for finding in project.check()] == [True]
