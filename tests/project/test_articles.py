"""Articles as a whole: what is known about them is corrected, they go with their labels and come back."""

from pathlib import Path

import pytest
from support.build import TEXT, bring, everything, record, tag, where_of

from workbench.errors import ConflictError, FormatError, ProjectError, TextError
from workbench.model.article import Meta
from workbench.model.layer import GOLD
from workbench.project import Project
from workbench.project.articles import LONGEST, facts, removal, remove, set_meta
from workbench.project.history import Page, span_history
from workbench.project.labelling import Labelling
from workbench.project.people import rename
from workbench.project.reviewing import adjudicate
from workbench.store.journal import replay
from workbench.store.opening import create

ADA, DONE, FRIDAY = where_of(TEXT, "Ada Dorn"), where_of(TEXT, "“I am done,”"), where_of(TEXT, "Friday")
META = {"title": "Mayor resigns", "source": "Kestrel", "url": None, "published": "2025-01-01", "language": "en"}


@pytest.fixture
def project(on_both: Project) -> Project:
    """On either database."""
    return on_both


@pytest.fixture
def full(project: Project, tmp_path: Path) -> Project:
    """One article with everything that an article may have, another one, and an imported layer."""
    bring(project, tmp_path, [record("k", TEXT, meta=META), record("k2", TEXT), record("l", "Another text.")])
    bring(project, tmp_path, [record("k", TEXT, "zoe", [("z", "actor", *ADA)])])
    spans = tag(project, "ann", "k", ("actor", *ADA), ("quote", *DONE), done=False)
    work = Labelling(project, "ann")
    work.relate("speaker", spans[1], spans[0])
    work.set_entity(spans[0], {"name": "Ada"})
    work.comment("who?", span=spans[0])
    work.comment("fine", key="k")
    work.set_article_attributes("k", {"usable": False})
    work.set_done("k", True)
    tag(project, "bob", "k", ("actor", *ADA), ("event", *FRIDAY))
    adjudicate(project, "boss")
    return project


# Removing


def test_the_count_says_what_goes(full: Project) -> None:
    counted = removal(full, "k2")  # the further key leads to the same article
    decisions = len(full.layer("k", GOLD).decisions)
    assert counted == ("k", 4, 6, decisions, 2) and decisions
    assert counted.sentence() == (
        f"This removes the article with 4 layers, 6 spans, {decisions} decision{'s' if decisions > 1 else ''}"
        " and 2 comments."
    )
    assert removal(full, "l").sentence() == "This removes the article with 0 layers and 0 spans."


def test_an_article_goes_in_one_action_and_comes_back_as_it_was(full: Project) -> None:
    before, entries = everything(full), len(list(full.history()))
    facts_before = facts(full, "k")
    assert remove(full, "boss", "k", removal(full, "k")).spans == 6
    assert [key for _, key in full.article_keys()] == ["l"] and len(list(full.history())) == entries + 1
    for kind in ("layer", "span", "relation", "entity", "decision", "comment", "intake", "source"):
        assert full.store.row(f'SELECT COUNT(*) FROM "{kind}"') == (0,), kind
    assert full.check() == []
    undone = full.journal.undo("boss")
    assert undone is not None and undone.words == "removed the article “Mayor resigns”"
    assert everything(full) == before and facts(full, "k") == facts_before and full.check() == []
    full.journal.redo("boss")
    assert [key for _, key in full.article_keys()] == ["l"]


def test_the_same_input_is_still_no_change_after_an_undo(full: Project, tmp_path: Path) -> None:
    remove(full, "boss", "k")
    full.journal.undo("boss")
    again = bring(full, tmp_path, [record("k", TEXT, "zoe", [("z", "actor", *ADA)])])
    assert (again.layers_present, len(again.refused)) == (1, 0)


def test_replay_knows_of_it(full: Project, tmp_path: Path) -> None:
    remove(full, "boss", "k")
    for undone in (False, True):
        if undone:
            full.journal.undo("boss")
        with Project(create(tmp_path / f"{undone}.workbench", "cli"), "copy") as other:
            replay(full.store, other.store)
            assert everything(other) == everything(full)


def test_others_find_out_who_removed_it(full: Project) -> None:
    remove(full, "boss", "k")
    with pytest.raises(ConflictError, match="boss’s later “removed the article ‘Mayor resigns’”"):
        Labelling(full, "bob").undo()


def test_an_article_that_came_in_anew_is_not_overwritten(full: Project, tmp_path: Path) -> None:
    remove(full, "boss", "k")
    bring(full, tmp_path, [record("k", TEXT)])
    before = everything(full)
    with pytest.raises(ConflictError, match="importer’s later"):
        full.journal.undo("boss")
    assert everything(full) == before


def test_a_redo_does_not_take_what_others_did_since(full: Project) -> None:
    remove(full, "boss", "k")
    full.journal.undo("boss")
    tag(full, "bob", "k", ("boilerplate", 0, 3))
    before = everything(full)
    with pytest.raises(ConflictError, match="bob’s later"):
        full.journal.redo("boss")
    assert everything(full) == before


def test_a_count_that_is_out_of_date_removes_nothing(full: Project) -> None:
    counted = removal(full, "k")
    tag(full, "bob", "k", ("boilerplate", 0, 3))
    with pytest.raises(ProjectError, match="look at the count again"):
        remove(full, "boss", "k", counted)
    assert removal(full, "k").spans == counted.spans + 1


def test_a_removed_article_comes_back_under_the_names_of_now(full: Project) -> None:
    remove(full, "boss", "k")
    rename(full, "cli", "ann", "Ann Lee")
    full.journal.undo("boss")
    layer = full.layer("k", "Ann Lee")
    assert len(layer.spans) == 2 and {comment.by for comment in layer.comments} == {"Ann Lee"}
    sources = {name for decision in full.layer("k", GOLD).decisions for name, _ in decision.sources}
    assert "ann" not in sources and full.check() == []


# What is known about it


def test_facts_say_all_but_the_text(full: Project) -> None:
    found = facts(full, "k")
    assert (found.key, found.length, found.meta, found.other_keys) == ("k", len(TEXT), Meta(**META), ("k2",))
    assert [(layer.annotator, layer.state, layer.spans) for layer in found.layers[1:]] == [
        ("ann", "done", 2), ("bob", "done", 2), ("zoe", "in_progress", 1),
    ]  # fmt: skip
    assert found.layers[0].annotator == GOLD


def test_facts_are_corrected_in_one_action(full: Project) -> None:
    before = everything(full)
    words = set_meta(full, "ann", "k", {"title": " New title ", "url": "https://x.org", "language": " "})
    assert words == "changed title, link and language of “New title”"
    assert full.article("k").meta == Meta("New title", "Kestrel", "https://x.org", "2025-01-01", None)
    full.journal.undo("ann")
    assert everything(full) == before


def test_no_entry_where_nothing_changed(full: Project) -> None:
    entries = len(list(full.history()))
    assert set_meta(full, "ann", "k", META) == "left “Mayor resigns” as it was"
    assert len(list(full.history())) == entries


def test_an_undo_leaves_a_later_correction_alone(full: Project) -> None:
    set_meta(full, "ann", "k", {"title": "One"})
    set_meta(full, "bob", "k", {"title": "Two"})
    with pytest.raises(ConflictError, match="bob’s later “changed title of ‘Two’”"):
        full.journal.undo("ann")
    assert full.article("k").meta.title == "Two"


@pytest.mark.parametrize(
    "fields, error",
    [
        ({"title": "a\0b"}, TextError),
        ({"source": "\ud800"}, TextError),
        ({"url": "x" * (LONGEST + 1)}, FormatError),
        ({"author": "me"}, FormatError),
        ({"title": 3}, FormatError),
    ],
)
def test_what_an_import_refuses_is_refused(full: Project, fields: dict[str, str], error: type[Exception]) -> None:
    before = everything(full)
    with pytest.raises(error):
        set_meta(full, "ann", "k", fields)
    assert everything(full) == before


# The history of one span


def test_a_span_tells_what_happened_to_it(full: Project) -> None:
    ada, quote = full.layer("k", "ann").spans
    told = span_history(full, ada.id)
    assert [entry.words for entry in reversed(told.entries)] == [
        f"tagged {ADA[0]}-{ADA[1]} as actor", f"linked quote {DONE[0]}-{DONE[1]} to its speaker",
        f"said that actor {ADA[0]}-{ADA[1]} means “Ada”", "commented",
    ]  # fmt: skip
    assert told.total == 4 and {entry.actor for entry in told.entries} == {"ann"}
    assert span_history(full, quote.id).total == 2


def test_it_is_told_a_page_at_a_time(full: Project) -> None:
    ada = full.layer("k", "ann").spans[0].id
    first = span_history(full, ada, 3)
    rest = span_history(full, ada, 3, first.entries[-1].id)
    assert (len(first.entries), len(rest.entries), rest.total) == (3, 1, 4)
    assert first.entries[-1].id > rest.entries[0].id


def test_an_imported_span_begins_with_its_import(full: Project) -> None:
    span = full.layer("k", "zoe").spans[0].id
    told = span_history(full, span)
    assert told.total == 1 and told.entries[0].kind == "import"


def test_ids_that_differ_in_case_are_two_spans(project: Project, tmp_path: Path) -> None:
    bring(project, tmp_path, [record("k", TEXT, "zoe", [("s1", "actor", *ADA)])])
    bring(
        project,
        tmp_path,
        [record("l", "Text.", "zoe", [("S1", "actor", 0, 4)]), record("k", TEXT, "bo", [("S2", "actor", *ADA)])],
    )
    Labelling(project, "zoe").comment("?", span="s1")
    assert (span_history(project, "s1").total, span_history(project, "S1").total) == (2, 1)
    assert span_history(project, "S2").total == 1


def test_a_relation_that_went_stays_in_the_history(full: Project) -> None:
    work, layer = Labelling(full, "ann"), full.layer("k", "ann")
    work.unrelate(layer.relations[0].id)
    assert span_history(full, layer.spans[0].id).entries[0].words == "removed the relation speaker"


def test_a_span_that_is_gone_has_no_history(full: Project) -> None:
    id = full.layer("k", "ann").spans[0].id
    Labelling(full, "ann").remove(id)
    assert span_history(full, id) == Page((), 0)


def test_an_article_without_a_title_is_called_by_its_key(full: Project) -> None:
    assert set_meta(full, "ann", "l", {"source": "Kestrel"}) == "changed source of l"
    remove(full, "boss", "l")
    undone = full.journal.undo("boss")
    assert undone is not None and undone.words == "removed the article l"
