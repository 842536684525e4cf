"""``check`` finds what went wrong behind the program's back, and nothing where all is well."""

import pytest
from support.build import TEXT, tag, where_of

from workbench.project import Project
from workbench.project.reviewing import adjudicate

BROKEN = {
    "a text that is not its digest": ('UPDATE "text" SET "content" = \'other\'', "text"),
    "a text of the same length": ('UPDATE "text" SET "content" = \'X\' || SUBSTR("content", 2)', "text"),
    "a length that is not the text's": ('UPDATE "text" SET "length" = 3', "text"),
    "a span beyond the text": ('UPDATE "span" SET "end" = 5000', "span"),
    "a label that the scheme has not": ('UPDATE "span" SET "label" = \'colour\'', "span"),
    "attributes that the scheme has not": ('UPDATE "span" SET "attributes" = \'{"mood":"x"}\'', "span"),
    "gold without a source": ('DELETE FROM "decision"', "gold"),
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
