"""Many places as one action: what fits is tagged, the rest is left out and counted; one undo takes all of it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.build import TEXT, bring, everything, record, tag, where_of

from workbench.errors import ConflictError, SchemeError, TextError
from workbench.model.span import Parts
from workbench.project import Project
from workbench.project.labelling import Labelling
from workbench.store.journal import replay
from workbench.store.opening import create

ADA, FRIDAY = where_of(TEXT, "Ada Dorn"), where_of(TEXT, "Friday")
KOREA = "North Korea said no. Then North  Korea, and north korea, said yes."
FIRST, SECOND, THIRD = (0, 11), (26, 38), (44, 55)
STRICT = """
name = "strict"
version = "1"

[[label]]
name = "alone"
key = "1"
letter = "A"
colour = "event"
overlap = "none"

[[label]]
name = "once"
key = "2"
letter = "O"
colour = "actor"
overlap = "no-self"

[[label]]
name = "nested"
key = "3"
letter = "N"
colour = "quote"
overlap = "no-crossing"
parts = true

[[label]]
name = "free"
key = "4"
letter = "F"
colour = "boilerplate"
"""


@pytest.fixture
def filled(on_both: Project, tmp_path: Path) -> Project:
    """The articles ``k`` and ``l``, and ``n``, of which the same text is known as ``again``."""
    bring(on_both, tmp_path, [record("k", TEXT), record("l", KOREA), record("n", f"{KOREA} Always.")])
    bring(on_both, tmp_path, [record("again", f"{KOREA} Always.")])
    return on_both


@pytest.fixture
def strict(place: str, tmp_path: Path) -> Iterator[Labelling]:
    """Ann on the article ``l``, under a scheme that forbids overlaps of every kind."""
    (tmp_path / "strict.toml").write_text(STRICT, encoding="utf-8")
    with Project.create(place, tmp_path / "strict.toml") as project:
        bring(project, tmp_path, [record("l", KOREA)])
        yield Labelling(project, "ann")


def entries(project: Project) -> list[str]:
    return [entry.words for entry in project.history()]


def extents(project: Project, key: str, annotator: str = "ann") -> list[tuple[str, Parts]]:
    return [(span.label, span.parts) for span in project.layer(key, annotator).spans]


def test_many_places_are_one_entry_and_one_undo(filled: Project) -> None:
    ann = Labelling(filled, "ann")
    ann.add("k", [ADA], "actor")
    before, count = everything(filled), len(entries(filled))
    done = ann.add_many("actor", {"l": [(FIRST,), (SECOND,), (THIRD,)], "n": [(FIRST,)], "k": []})
    assert done.words == "tagged 4 × “North Korea” as actor in 2 articles" == entries(filled)[-1]
    assert len(entries(filled)) == count + 1 and done.how_many == 4 and done.skipped == {}
    assert {key: [span.parts for span in spans] for key, spans in done.spans.items()} == {
        "l": [(FIRST,), (SECOND,), (THIRD,)],
        "n": [(FIRST,)],
    }
    assert filled.layer("l", "ann").spans == done.spans["l"] and filled.layer("n", "ann").state == "in_progress"
    after = everything(filled)
    for _ in range(2):
        assert ann.undo() is not None
        assert everything(filled) == before
        assert ann.redo() is not None
        assert everything(filled) == after
    assert filled.check() == []


@pytest.mark.parametrize(
    "places, words",
    [
        ({"l": [(THIRD,), (FIRST,)]}, "tagged 2 × “North Korea” as event"),
        ({"k": [(ADA,)]}, "tagged 1 × “Ada Dorn” as event"),
        ({"k": [(ADA,), (FRIDAY,)]}, "tagged 2 spans as event"),
        ({"k": [(where_of(TEXT, "“I am done,”"),)]}, "tagged 1 × “‘I am done,’” as event"),
        ({"l": [(FIRST,)], "n": [(THIRD,)]}, "tagged 2 × “North Korea” as event in 2 articles"),
    ],
)
def test_the_journal_says_what_was_tagged(filled: Project, places: dict[str, list[Parts]], words: str) -> None:
    assert Labelling(filled, "ann").add_many("event", places).words == words


def test_what_is_tagged_already_is_left_out_and_counted(filled: Project) -> None:
    ann = Labelling(filled, "ann")
    (one,) = tag(filled, "ann", "l", ("actor", *SECOND), done=False)
    ann.add("l", [FIRST], "event")
    Labelling(filled, "bob").add("l", [THIRD], "actor")
    done = ann.add_many("actor", {"l": [(FIRST,), (SECOND,), (THIRD,), (THIRD,)]})
    assert [span.parts for span in done.spans["l"]] == [(FIRST,), (THIRD,)] and done.skipped == {"already": 2}
    before, count = everything(filled), len(entries(filled))
    again = ann.add_many("actor", {"l": [(FIRST,), (SECOND,), (THIRD,)]})
    assert not again.changed and again.skipped == {"already": 3} and again.spans == {}
    assert everything(filled) == before and len(entries(filled)) == count
    assert one in {span.id for span in filled.layer("l", "ann").spans}


def test_only_layers_in_which_something_is_tagged_are_taken_up_again(filled: Project) -> None:
    ann = Labelling(filled, "ann")
    tag(filled, "ann", "l", ("actor", *FIRST))
    tag(filled, "ann", "n", ("actor", *FIRST))
    before = everything(filled)
    ann.add_many("actor", {"l": [(FIRST,)], "n": [(FIRST,), (THIRD,)]})
    assert [filled.layer(key, "ann").state for key in ("l", "n")] == ["done", "in_progress"]
    ann.undo()
    assert everything(filled) == before


def test_an_article_that_is_gone_is_counted_and_one_of_two_keys_is_one(filled: Project) -> None:
    done = Labelling(filled, "ann").add_many(
        "actor", {"nowhere": [(FIRST,), (SECOND,)], "n": [(FIRST,)], "again": [(FIRST,), (THIRD,)]}
    )
    assert done.skipped == {"gone": 2, "already": 1}
    assert list(done.spans) == ["n"] and extents(filled, "n") == [("actor", (FIRST,)), ("actor", (THIRD,))]


def test_what_can_be_no_span_or_has_a_wrong_value_refuses_the_whole(filled: Project) -> None:
    ann, before = Labelling(filled, "ann"), everything(filled)
    with pytest.raises(TextError, match="outside the text"):
        ann.add_many("actor", {"k": [(ADA,)], "l": [(FIRST,), ((60, 900),)]})
    with pytest.raises(SchemeError, match="no attribute"):
        ann.add_many("actor", {"l": [(FIRST,)]}, {"size": 3})
    with pytest.raises(SchemeError, match="no label"):
        ann.add_many("nobody", {"l": [(FIRST,)]})
    assert everything(filled) == before and not any("tagged" in words for words in entries(filled))


def test_attributes_are_those_given_or_worked_out_for_each_place(filled: Project) -> None:
    ann = Labelling(filled, "ann")
    ann.add_many("quote", {"l": [(FIRST,)]}, {"type": "direct"})
    ann.add_many(
        "quote", {"l": [(SECOND,), (THIRD,)]},
        lambda text, parts, said: {"type": "mixed" if text[parts[0][0]].isupper() else "indirect"},
    )  # fmt: skip
    assert [span.attributes for span in filled.layer("l", "ann").spans] == [
        {"type": "direct"}, {"type": "mixed"}, {"type": "indirect"},
    ]  # fmt: skip


def test_places_that_the_scheme_forbids_are_left_out(strict: Labelling) -> None:
    project = strict.project
    strict.add("l", [(0, 5)], "alone")
    done = strict.add_many("free", {"l": [(FIRST,), (SECOND,), ((26, 30), (44, 48))]})
    assert [span.parts for span in done.spans["l"]] == [(SECOND,)] and done.skipped == {"overlap": 1, "parts": 1}
    done = strict.add_many("once", {"l": [((27, 40),), ((39, 45),), ((12, 16),), ((30, 31),)]})
    assert [span.parts for span in done.spans["l"]] == [((12, 16),), ((27, 40),)] and done.skipped == {"overlap": 2}
    done = strict.add_many("nested", {"l": [((13, 20),), ((50, 53), (55, 57)), ((52, 60),), ((56, 57),)]})
    assert [span.parts for span in done.spans["l"]] == [((50, 53), (55, 57)), ((56, 57),)]
    assert done.skipped == {"overlap": 2}
    assert project.check() == []


def test_a_single_label_looks_for_those_that_it_may_not_overlap(strict: Labelling) -> None:
    strict.add("l", [(10, 20)], "free")
    strict.add("l", [(12, 30)], "once")
    for label, start, end in (("alone", 15, 16), ("nested", 5, 15), ("once", 29, 31)):
        with pytest.raises(SchemeError, match="may not overlap"):
            strict.add("l", [(start, end)], label)
    for label, start, end in (("free", 5, 15), ("nested", 13, 14), ("once", 30, 31), ("alone", 40, 44)):
        strict.add("l", [(start, end)], label)
    with pytest.raises(SchemeError, match="may not overlap"):
        strict.add("l", [(43, 45)], "free")
    assert strict.project.check() == []


def test_an_undo_of_many_is_refused_where_somebody_changed_one_of_them(filled: Project) -> None:
    ann = Labelling(filled, "ann")
    places = {"k": [((at, at + 2),) for at in range(80)], "l": [((at, at + 2),) for at in range(60)]}
    done = ann.add_many("event", places)
    with filled.journal.action("carol", "correct", "corrected the label") as action:
        row = action.get("span", done.spans["l"][40].id)
        assert row is not None
        action.update("span", filled.article_id("l"), row, label="actor")
    before = everything(filled)
    with pytest.raises(ConflictError, match=r"carol.*corrected the label"):
        ann.undo()
    assert everything(filled) == before
    filled.journal.undo("carol")
    assert ann.undo() is not None and extents(filled, "k") == [] == extents(filled, "l")


def test_layers_in_which_somebody_worked_meanwhile_stay(filled: Project) -> None:
    ann = Labelling(filled, "ann")
    ann.add_many("actor", {"k": [(ADA,)], "l": [(FIRST,)], "n": [(FIRST,)]})
    row = filled.store.row('SELECT "id" FROM "layer" WHERE "article" = ?', (filled.article_id("l"),))
    assert row is not None
    with filled.journal.action("carol", "comment", "commented") as action:
        action.insert("comment", filled.article_id("l"), "c", row[0], None, "who?", "carol", action.at)
    assert ann.undo() is not None
    assert [layer.annotator for key in "kln" for layer in filled.layers(key)] == ["ann"]
    layer = filled.layer("l", "ann")
    assert (layer.state, layer.spans, len(layer.comments)) == ("in_progress", [], 1)
    assert ann.redo() is not None and extents(filled, "n") == [("actor", (FIRST,))] and filled.check() == []


def test_a_relabelling_of_two_that_change_places_is_undone_in_turn(filled: Project) -> None:
    """The tables allow one span of a label over a stretch, so the order of the rows matters."""
    ann = Labelling(filled, "ann")
    done = ann.add_many("event", {"l": [(FIRST,), (SECOND,)]})
    article = filled.article_id("l")
    before = everything(filled)
    with filled.journal.action("ann", "move") as action:
        for span, start, end in ((0, *THIRD), (1, *FIRST), (0, *SECOND)):
            row = action.get("span", done.spans["l"][span].id)
            assert row is not None
            action.update("span", article, row, start=start, end=end)
    after = everything(filled)
    ann.undo()
    assert everything(filled) == before
    ann.redo()
    assert everything(filled) == after


def test_a_replay_holds_what_was_done_to_many(filled: Project, tmp_path: Path) -> None:
    ann = Labelling(filled, "ann")
    places = {"k": [((at, at + 2),) for at in range(80)], "l": [((at, at + 2),) for at in range(60)]}
    done = ann.add_many("event", places)
    ann.remove(done.spans["k"][0].id)
    ann.undo()
    ann.undo()
    ann.redo()
    assert len(extents(filled, "k")) == 80
    with Project(create(tmp_path / "copy.workbench", "cli"), "copy") as copy:
        assert replay(filled.store, copy.store) == len(list(filled.history()))
        assert everything(copy) == everything(filled) and copy.check() == []
