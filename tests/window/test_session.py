"""The session without widgets: relations, proposals, what is saved and promised, articles that go."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.build import TEXT, bring, record

from workbench.project import Project
from workbench.window.session import Session

SCHEME = """
name = "two"
version = "1"

[[label]]
name = "quote"
key = "1"
letter = "Q"
colour = "quote"
[[label.attribute]]
name = "type"
kind = "choice"
values = [{ name = "direct" }, { name = "indirect" }]

[[label]]
name = "saying"
key = "2"
letter = "S"
colour = "event"
[[label.attribute]]
name = "type"
kind = "choice"
values = [{ name = "direct" }, { name = "mixed" }, { name = "spoken" }]
default = "spoken"
"""


class Heard:
    """A session with what it said."""

    def __init__(self, project: Project) -> None:
        self.session = Session(project, "ines")
        self.said: list[str] = []
        self.session.said.connect(self.said.append)
        self.session.failed.connect(self.said.append)

    @property
    def entries(self) -> int:
        return len(list(self.session.project.history()))


@pytest.fixture
def news(qtbot: QtBot, tmp_path: Path) -> Iterator[Heard]:
    """Ines on the first of two articles."""
    with Project.create(tmp_path / "p.workbench", "news") as project:
        bring(project, tmp_path, [record("k", TEXT), record("l", "Go home. Now.")])
        heard = Heard(project)
        heard.session.open("k")
        yield heard


@pytest.fixture
def two(qtbot: QtBot, tmp_path: Path) -> Iterator[Heard]:
    """Ines on an article, with labels that share an attribute."""
    (tmp_path / "two.toml").write_text(SCHEME, encoding="utf-8")
    with Project.create(tmp_path / "p.workbench", tmp_path / "two.toml") as project:
        bring(project, tmp_path, [record("k", TEXT)])
        heard = Heard(project)
        heard.session.open("k")
        yield heard


def test_relations_are_kept_in_step_without_reading_the_layer(news: Heard) -> None:
    session = news.session
    quote, one, two = session.tag("quote", 41, 53), session.tag("actor", 11, 19), session.tag("event", 21, 29)
    assert quote and one and two
    session.relate("speaker", quote.id, one.id)
    (relation,) = session.layer.relations
    assert session.project.layer("k", "ines").relations == [relation]
    session.relate("speaker", quote.id, two.id)
    assert "leads from quote to actor" in news.said[-1] and session.layer.relations == [relation]
    session.unrelate(relation.id)
    assert session.layer.relations == [] == session.project.layer("k", "ines").relations
    session.undo()
    assert session.layer.relations == [relation]


def test_what_changes_nothing_is_not_saved_nor_promised(news: Heard) -> None:
    session = news.session
    quote, actor = session.tag("quote", 41, 53), session.tag("actor", 11, 19)
    assert quote and actor
    session.relate("speaker", quote.id, actor.id)
    session.set_done(True)
    session.saved_at, entries = None, news.entries
    session.change(quote, attributes={"type": quote.attributes["type"]})
    session.relate("speaker", quote.id, actor.id)
    session.set_done(True)
    assert session.saved_at is None and news.entries == entries and session.layer.state == "done"
    assert not any("Ctrl+Z" in sentence for sentence in news.said[-2:])
    session.change(quote, attributes={"type": "mixed"})
    assert session.saved_at is not None and "Ctrl+Z" in news.said[-1]


def test_a_kept_value_is_not_proposed_anew(two: Heard) -> None:
    quote = two.session.tag("quote", 41, 53)
    assert quote is not None and quote.attributes == {}
    quote = two.session.change(quote, attributes={"type": "direct"})
    assert quote is not None
    saying = two.session.change(quote, label="saying")
    assert saying is not None and saying.attributes == {"type": "direct"}


@pytest.mark.parametrize("value, kept", [("indirect", "spoken"), (None, "spoken")])
def test_a_value_that_is_missing_or_unfit_is_proposed(two: Heard, value: str | None, kept: str) -> None:
    quote = two.session.tag("quote", 41, 53)
    assert quote is not None
    quote = two.session.change(quote, attributes={"type": value})
    assert quote is not None
    saying = two.session.change(quote, label="saying")
    assert saying is not None and saying.attributes == {"type": kept}
    back = two.session.change(saying, label="quote")
    assert back is not None and back.attributes == {}


def test_when_the_import_of_the_shown_article_is_undone_its_neighbour_opens(news: Heard, tmp_path: Path) -> None:
    session = news.session
    bring(session.project, tmp_path, [record("m", "A third."), record("n", "A fourth.")], actor="ines")
    session.reload_rows()
    session.open("n")
    session.undo()
    assert session.article is not None and session.article.key == "l"
    assert session.layer.spans == [] and session.listing.total == 2


def test_when_the_last_article_goes_nothing_of_it_is_left(qtbot: QtBot, tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.workbench", "news") as project:
        bring(project, tmp_path, [record("k", TEXT, "ines", [("s", "event", 21, 29)])], actor="ines")
        session = Heard(project).session
        session.open("k")
        session.undo()
        assert session.article is None and len(session.listing) == 0 and session.layer.spans == []
        assert session.layer.annotator == "ines"


def test_an_undo_goes_to_its_article_and_to_the_span_that_came_back(news: Heard) -> None:
    session, landed = news.session, []
    session.landed.connect(landed.append)
    span = session.tag("actor", 11, 19)
    assert span is not None
    session.remove(span)
    session.open("l")
    session.undo()
    assert session.article is not None and session.article.key == "k"
    assert landed == [span.id] and session.layer.spans == [span]
    assert news.said[-1].startswith("Undone in “k”: removed actor “Ada Dorn”.")
    session.redo()
    assert landed == [span.id] and news.said[-1] == "Done again: removed actor “Ada Dorn”."


def test_an_undo_that_is_not_followed_changes_the_other_row_only(news: Heard) -> None:
    session, landed, rows = news.session, [], []
    session.landed.connect(landed.append)
    span = session.tag("actor", 11, 19)
    assert span is not None
    session.remove(span)
    session.open("l")
    session.row_changed.connect(rows.append)
    session.undo(follow=False)
    assert session.article is not None and session.article.key == "l" and landed == []
    assert "k" in rows and news.said[-1].startswith("Undone in “k”")
    row = session.listing.row(0)
    assert row is not None and row.spans == 1


def test_an_undo_of_many_articles_names_none(news: Heard, tmp_path: Path) -> None:
    session = news.session
    bring(session.project, tmp_path, [record("m", "A third."), record("n", "A fourth.")], actor="ines")
    session.reload_rows()
    session.undo()
    assert session.article is not None and session.article.key == "k" and session.listing.total == 2
    assert news.said[-1].startswith("Undone: import")
    session.redo()
    assert session.listing.total == 4


def test_flags_are_said_saved_and_no_edit_of_the_layer(news: Heard) -> None:
    session = news.session
    session.set_done(True)
    session.saved_at = None
    session.set_flagged(True)
    assert session.flagged and session.saved_at is not None and session.layer.state == "done"
    assert news.said[-1] == "Flagged the article. Ctrl+Z undoes it."
    entries = news.entries
    session.set_flagged(True)
    assert news.entries == entries and news.said[-1] == "The article is flagged already."
    session.open("l")
    assert not session.flagged
    session.undo()
    assert not session.flagged and session.layer.state == "done"
    session.redo()
    assert session.flagged
