"""Articles that were tagged before a label meant what it means by now."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from workbench.project.scheme_change import Replace, source
from workbench.window.frame import Frame


def test_they_are_listed_for_another_look(working: Frame, qtbot: QtBot) -> None:
    stale = working.menus.actions["label.stale"]
    stale.trigger()
    assert "No label of this scheme has changed its meaning" in working.message.text()
    session = working.session
    assert session is not None
    text, guidelines = source(session.scheme)
    session.change_scheme(Replace(text, {**guidelines, "guidelines/actor.md": "Only who acts."}))
    before = len(session.listing)
    stale.trigger()
    with_actors = session.project.store.row(
        'SELECT COUNT(DISTINCT l."article") FROM "span" s JOIN "layer" l ON l."id" = s."layer" WHERE s."label" = ?',
        ("actor",),
    )
    assert with_actors is not None and len(session.listing) == with_actors[0] < before
    assert "tagged before actor changed, and not looked at since" in working.message.text()
    qtbot.keyClick(working.articles.list, Qt.Key.Key_Escape)
    working.articles.set_conditions(())
    assert len(session.listing) == before
