"""The ledger of entities: name once, Enter down the rest; and the inspector's section on them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from support.build import bring, record
from support.frames import PutUp
from support.hands import Hands
from support.meant import make_cast, mention_all

from workbench.model.entity import Entity
from workbench.project.labelling import Labelling
from workbench.project.scheme_change import Remove, Rename
from workbench.window.action import ACTIONS
from workbench.window.entities.naming import Offer
from workbench.window.entities.panel import EntitiesPanel
from workbench.window.frame import Frame
from workbench.window.session import Session

DOWN, UP, RIGHT, LEFT = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Left
ENTER, ESC, DEL, F2 = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_F2
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Desk:
    """Ann at her article, the ledger in front."""

    def __init__(self, frame: Frame, qtbot: QtBot, ids: list[str]) -> None:
        self.frame, self.ids, self.hands = frame, ids, Hands(frame, qtbot)
        panel = frame.panels.panel("entities")
        assert isinstance(panel, EntitiesPanel)
        self.panel = panel

    @property
    def session(self) -> Session:
        assert self.frame.session is not None
        return self.frame.session

    def key(self, key: Qt.Key, times: int = 1, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for _ in range(times):
            self.hands.key(key, modifiers)

    def go(self, kind: str, id: str) -> None:
        """Stand on a row."""
        place = self.panel.model.place((kind, id))
        assert place is not None
        self.panel.list.setFocus()
        self.panel.list.setCurrentIndex(self.panel.model.index(place))

    def on(self) -> tuple[str, str]:
        """The kind of the current row, and what stands in it."""
        row = self.panel.row
        assert row is not None
        return row.kind, self.panel.model.title(row)

    def rows(self, *kinds: str) -> list[str]:
        return [self.panel.model.title(row) for row in self.panel.model.rows if row.kind in kinds]

    def offers(self) -> list[tuple[str, str]]:
        return [(offer.name, offer.source) for offer in self.panel.naming.model.rows]

    def names(self) -> dict[str, list[str]]:
        """The entities, and which of the mentions mean them."""
        spans = {span.id: span.entity for span in self.session.layer.spans}
        return {
            entity.name: [at for at, id in enumerate(self.ids) if spans[id] == entity.id]
            for entity in self.session.layer.entities
        }  # type: ignore[misc]

    def check(self) -> None:
        """What is shown is what is stored."""
        stored = self.session.project.layer("k", "ann")
        assert sorted(stored.entities) == sorted(self.session.layer.entities)
        assert {span.id: span.entity for span in stored.spans} == {
            span.id: span.entity for span in self.session.layer.spans
        }
        left = sum(span.entity is None and span.label != "quote" for span in stored.spans)
        tabs, title = self.panel.frame.panels.tabs, f"Entities {left}" if left else "Entities"
        self.hands.qtbot.waitUntil(lambda: tabs.tabText(1) == title)
        assert len(self.rows("open")) == left and len(self.rows("entity")) == len(stored.entities)


@pytest.fixture
def desk(frame: Frame, qtbot: QtBot, tmp_path: Path, then_shown: PutUp) -> Iterator[Desk]:
    project = make_cast(tmp_path / "cast.workbench", tmp_path)
    ids = mention_all(project)
    other = mention_all(project, "bob", "l")
    known = {"name": "South Korea", "attributes": {"type": "GPE"}, "external_id": "Q884"}
    Labelling(project, "bob").assign([other[10]], known)
    project.close()
    frame.projects.open(str(tmp_path / "cast.workbench"), "ann")
    assert frame.session is not None
    frame.session.open("k")
    then_shown(frame)
    frame.show_panel("entities")
    made = Desk(frame, qtbot, ids)
    made.panel.show_only("actor")
    yield made


def test_name_once_enter_down_the_rest(desk: Desk) -> None:
    assert desk.rows("open")[:3] == ["North Korea", "International Atomic Energy Agency", "IAEA"]
    assert desk.hands.front().focusWidget() is desk.panel.list
    desk.key(DOWN)
    assert desk.on() == ("open", "North Korea")
    desk.key(ENTER, 8)  # up to the pronoun
    assert desk.names() == {
        "North Korea": [0, 6], "International Atomic Energy Agency": [1, 2, 5, 7], "Ada Dorn": [3, 4],
    }  # fmt: skip
    assert desk.on() == ("open", "It") and desk.frame.view.selected_span == desk.session.span(desk.ids[8])
    assert desk.panel.row is not None
    assert desk.panel.model.proposed(desk.panel.row) == ("International Atomic Energy Agency?", True)
    assert desk.panel.model.spoken(desk.panel.row).endswith("It, perhaps International Atomic Energy Agency")
    desk.key(ENTER)
    assert desk.names()["International Atomic Energy Agency"] == [1, 2, 5, 7, 8] and desk.panel.list.hasFocus()
    desk.key(ENTER, 2)
    assert desk.names()["North Korea"] == [0, 6, 9] and desk.names()["South Korea"] == [10]
    assert desk.hands.count == 12  # for eleven mentions of four
    assert desk.on() == ("entity", "South Korea") or desk.panel.row is not None
    desk.panel.show_only(None)
    desk.check()


def test_keys_are_told_only_while_the_list_has_them(desk: Desk) -> None:
    desk.go("span", desk.ids[0])
    assert ("↵", "new entity") in desk.panel.hint.hints
    desk.frame.view.setFocus()
    assert desk.panel.hint.hints == (("", "Click a row, or F6 comes here: its keys hold then."),)
    desk.frame.view.select_span(desk.ids[1])  # the row goes along, the article keeps the keys
    assert desk.panel.row is not None and desk.panel.hint.accessibleName().startswith("Click a row")
    desk.panel.list.setFocus()
    assert ("↵", "new entity") in desk.panel.hint.hints


def test_all_that_read_the_same_go_by_one_key(desk: Desk) -> None:
    desk.go("span", desk.ids[0])
    assert ("⇧↵", "all 3 alike") in desk.panel.hint.hints
    desk.key(ENTER, modifiers=SHIFT)
    assert desk.names() == {"North Korea": [0, 6, 9]} and desk.on() == ("open", "International Atomic Energy Agency")
    assert desk.frame.message.text() == "Said that 3 mentions mean “North Korea”. Ctrl+Z undoes it."
    desk.key(Qt.Key.Key_Z, modifiers=CTRL)
    assert desk.names() == {} and desk.rows("open")[0] == "North Korea"
    desk.panel.show_only(None)
    desk.check()


def test_what_is_typed_names_and_the_project_knows_more(desk: Desk) -> None:
    desk.go("span", desk.ids[0])
    desk.hands.type("sou")
    assert desk.panel.naming.line.text() == "sou"
    assert desk.offers() == [("South Korea", "GPE · Q884 · 1 article"), ("sou", "new")]
    desk.key(ESC)
    assert desk.panel.list.hasFocus() and not desk.names()
    desk.hands.type("korea")
    desk.key(ENTER)
    made = desk.session.layer.entities[0]
    assert (made.name, made.attributes, made.external_id) == ("South Korea", {"type": "GPE"}, "Q884")
    desk.hands.type("Korea")
    assert desk.offers() == [("South Korea", "GPE · Q884"), ("Korea", "new")]
    desk.key(UP)  # round to the last
    desk.key(ENTER)
    assert desk.names() == {"South Korea": [0], "Korea": [1]}
    desk.key(F2)
    desk.hands.type("New Name")
    desk.key(ENTER)
    assert desk.names()["New Name"] == [2]
    desk.panel.show_only(None)
    desk.check()


def test_of_two_that_come_equally_near_somebody_has_to_choose(desk: Desk) -> None:
    desk.session.about_entities(lambda work: work.assign(desk.ids[3:4], {"name": "North Dorn"}))
    desk.session.about_entities(lambda work: work.assign(desk.ids[10:11], {"name": "South Dorn"}))
    desk.go("span", desk.ids[4])
    assert desk.panel.hint.hints == (("↵", "asks who is meant"),)
    assert "not known" in desk.panel.model.spoken(desk.panel.row)  # type: ignore[arg-type]
    desk.key(ENTER)
    assert {name for name, _ in desk.offers()[:2]} == {"North Dorn", "South Dorn"}
    desk.key(DOWN)
    chosen = desk.offers()[1][0]
    desk.key(ENTER)
    assert 4 in desk.names()[chosen]


def test_mentions_are_shown_walked_and_taken_out(desk: Desk) -> None:
    wanted = [desk.ids[at] for at in (0, 6, 9)]
    done = desk.session.about_entities(lambda work: work.assign(wanted, {"name": "NK"}))
    assert done is not None and done.id is not None
    desk.go("entity", done.id)
    spans = [desk.session.span(id) for id in wanted]
    assert desk.frame.view._marks.found.extents == tuple(span.parts[0] for span in spans if span is not None)
    desk.key(RIGHT)
    assert desk.rows("mention") == ["North Korea"] * 3
    desk.key(DOWN, 2)
    assert desk.on()[0] == "mention" and desk.frame.view.selected_span == desk.session.span(desk.ids[6])
    desk.key(DEL)
    assert desk.names() == {"NK": [0, 9]} and desk.on()[0] == "mention" and desk.panel.list.hasFocus()
    assert desk.frame.view.selected_span == desk.session.span(desk.ids[9])
    desk.key(LEFT)
    assert desk.on() == ("entity", "NK") and desk.rows("mention") == []
    desk.key(ENTER)
    assert len(desk.rows("mention")) == 2
    desk.key(DOWN)
    desk.key(ENTER)
    assert desk.frame.view.hasFocus() and not desk.frame.view._marks.found.extents
    desk.panel.show_only(None)
    desk.check()


def test_an_entity_is_renamed_and_removed(desk: Desk) -> None:
    done = desk.session.about_entities(lambda work: work.assign(desk.ids[:2], {"name": "NK", "external_id": "Q423"}))
    assert done is not None and done.id is not None
    desk.go("entity", done.id)
    desk.key(F2)
    assert desk.panel.naming.line.selectedText() == "NK" and desk.offers() == []
    desk.hands.type("North Korea")
    desk.key(ENTER)
    assert desk.on() == ("entity", "North Korea") and desk.names() == {"North Korea": [0, 1]}
    desk.session.about_entities(lambda work: work.assign(desk.ids[:2], None))
    row = desk.panel.row
    assert row is not None and desk.panel.model.spoken(row) == "North Korea, type? Q423, no mentions"
    desk.key(DEL)
    assert desk.names() == {} and not desk.rows("entity")
    desk.key(Qt.Key.Key_Z, modifiers=CTRL)
    assert desk.rows("entity") == ["North Korea"]


def test_on_an_entity_a_letter_says_of_what_kind_it_is(desk: Desk) -> None:
    done = desk.session.about_entities(lambda work: work.assign(desk.ids[:2], {"name": "NK"}))
    assert done is not None and done.id is not None
    desk.go("entity", done.id)
    assert desk.panel.hint.hints[0] == ("P R B", "type")
    before = len(list(desk.session.project.history()))
    for letters, wanted in (("z", {}), ("p", {"type": "PER"}), ("R", {"type": "ORG"})):
        desk.hands.type(letters)
        assert desk.session.layer.entities[0].attributes == wanted and desk.on() == ("entity", "NK")
    assert len(list(desk.session.project.history())) == before + 2 and desk.panel.list.hasFocus()
    launch = next(at for at, row in enumerate(desk.panel.model.rows) if row.kind == "open")
    desk.panel.list.setCurrentIndex(desk.panel.model.index(launch))
    desk.hands.type("p")  # a name begins
    assert desk.panel.naming.line.text() == "p"
    desk.key(ESC)
    desk.panel.show_only(None)
    desk.check()


def test_two_become_one_by_the_menu(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    full = desk.session.about_entities(lambda work: work.assign(desk.ids[1:2], {"name": "Agency"}))
    short = desk.session.about_entities(lambda work: work.assign(desk.ids[2:3], {"name": "IAEA"}))
    assert full is not None and short is not None and short.id is not None
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: shown.append(menu))
    desk.go("entity", short.id)
    desk.panel.list.menu_asked.emit(QPoint(1, 1))
    assert [entry.text() for entry in shown[0].actions()] == ["Rename…", "Is the same as…", "Remove entity"]
    shown[0].actions()[1].trigger()
    assert desk.offers() == [("Agency", "type?")]
    desk.hands.type("x")
    desk.key(ENTER)
    assert set(desk.names()) == {"Agency", "IAEA"} and "no other entity “x”" in desk.frame.message.text()
    desk.panel.list.menu_asked.emit(QPoint(1, 1))
    shown[1].actions()[1].trigger()
    desk.key(ENTER)
    assert desk.names() == {"Agency": [1, 2]} and desk.on() == ("entity", "Agency")
    desk.go("span", desk.ids[7])
    desk.panel.list.menu_asked.emit(QPoint(1, 1))
    assert [entry.text() for entry in shown[2].actions()] == [
        "Means…", "Take what is proposed", "Take it for all that read the same",
    ]  # fmt: skip
    shown[2].actions()[1].trigger()
    assert desk.names() == {"Agency": [1, 2, 7]}
    desk.panel.show_only(None)
    desk.check()


def test_labels_have_their_own_entities(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: shown.append(menu))
    desk.panel.choice.click()
    assert [entry.text() for entry in shown[0].actions()] == ["All labels", "Actor", "Event"]
    shown[0].actions()[2].trigger()
    assert desk.rows("open") == ["fired", "launch", "launch"] and desk.panel.choice.text() == "event"
    desk.key(DOWN, 2)
    desk.key(ENTER, 2)
    assert desk.names() == {"launch": [12, 13]} and desk.rows("label") == []
    desk.panel.show_only(None)
    desk.session.about_entities(lambda work: work.assign(desk.ids[:1], {"name": "launch"}))
    assert desk.rows("label") == ["Actor", "Event"] and desk.rows("entity") == ["launch", "launch"]
    desk.check()


def test_a_span_selected_in_the_article_is_the_current_row(desk: Desk, qtbot: QtBot) -> None:
    done = desk.session.about_entities(lambda work: work.assign(desk.ids[:1], {"name": "NK"}))
    assert done is not None
    desk.frame.view.setFocus()
    desk.frame.view.select_span(desk.ids[3])
    qtbot.waitUntil(lambda: desk.on() == ("open", "Ada Dorn"))
    desk.frame.view.select_span(desk.ids[0])
    qtbot.waitUntil(lambda: desk.on() == ("entity", "NK"))


def test_the_tab_counts_and_goes_where_nothing_has_entities(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    tabs = desk.frame.panels.tabs
    assert tabs.tabText(1) == "Entities 14" and tabs.isTabVisible(1)
    desk.frame.panels.show_panel("spans")
    desk.frame.view.select_span(desk.ids[3])
    desk.frame.view.setFocus()
    desk.key(DEL)
    qtbot.waitUntil(lambda: tabs.tabText(1) == "Entities 13")
    desk.key(Qt.Key.Key_Z, modifiers=CTRL)
    qtbot.waitUntil(lambda: tabs.tabText(1) == "Entities 14")
    desk.session.open("l")
    assert tabs.tabText(1) == "Entities"
    desk.frame.panels.show_panel("entities")
    assert "Nothing to name yet. Tag words as actor or event" in desk.panel.empty.text()
    entry = ACTIONS["view.panel_entities"]
    assert entry.when(desk.frame)
    desk.frame.projects.make(str(tmp_path / "claims.workbench"), "claims")
    assert not tabs.isTabVisible(1) and desk.frame.panels.current == "spans"
    bring(desk.session.project, tmp_path, [record("m", "Words.")])
    desk.session.open("m")
    assert ACTIONS["view.panel_spans"].when(desk.frame) and not entry.when(desk.frame)


def test_mentions_are_counted_and_listed_under_another_scheme(desk: Desk) -> None:
    before = desk.rows("open")
    desk.session.change_scheme(Rename("label", "actor", "person"))
    assert desk.frame.panels.tabs.tabText(1) == "Entities 14"
    assert desk.panel.only is None and len(desk.rows("open")) == 14 and set(before) < set(desk.rows("open"))
    desk.session.change_scheme(Remove("label", "event"))
    assert desk.frame.panels.tabs.tabText(1) == "Entities 11" and desk.rows("open") == before


# The inspector


def test_the_inspector_says_it_once_for_all(desk: Desk, qtbot: QtBot) -> None:
    done = desk.session.about_entities(lambda work: work.assign([desk.ids[0], desk.ids[6]], {"name": "NK"}))
    assert done is not None
    desk.frame.view.select_span(desk.ids[6])
    form = desk.frame.inspector.form
    assert form is not None and form.entity is not None
    assert form.entity.button.accessibleName() == "entity: NK, 2 mentions"
    fields = form.entity.fields
    assert not fields["sector"].isVisible()
    desk.hands.click(fields["type"].buttons[1][1])  # type: ignore[attr-defined]
    assert desk.session.layer.entities[0].attributes == {"type": "ORG"} and fields["sector"].isVisible()
    assert desk.frame.message.text() == "Set type of “NK” to ORG. Ctrl+Z undoes it."
    fields[""].setFocus()
    desk.hands.type("Q423")
    desk.key(ENTER)
    assert desk.session.layer.entities[0] == Entity(done.id or "", "actor", "NK", {"type": "ORG"}, "Q423")
    desk.frame.view.select_span(desk.ids[0])
    assert fields[""].words() == "Q423" and fields["type"].value == "ORG"
    desk.frame.view.select_span(desk.ids[3])
    assert form.entity.button.accessibleName() == "name the entity" and not fields["type"].isVisible()


def test_what_was_typed_is_the_entitys_that_was_shown(desk: Desk) -> None:
    for at in (0, 3):
        desk.session.about_entities(lambda work, at=at: work.assign([desk.ids[at]], {"name": f"e{at}"}))
    desk.frame.view.select_span(desk.ids[0])
    form = desk.frame.inspector.form
    assert form is not None and form.entity is not None
    form.entity.fields[""].setFocus()
    desk.hands.type("Q1")
    desk.frame.view.select_span(desk.ids[3])
    assert {item.name: item.external_id for item in desk.session.layer.entities} == {"e0": "Q1", "e3": None}
    assert desk.frame.inspector.form is form and form.entity.fields[""].words() == ""


def test_from_the_inspector_one_names_and_is_back_in_the_article(desk: Desk) -> None:
    desk.frame.panels.show_panel("spans")
    desk.panel.show_only("event")
    desk.frame.view.select_span(desk.ids[0])
    form = desk.frame.inspector.form
    assert form is not None and form.entity is not None
    form.entity.button.setFocus()
    desk.hands.type("S")
    assert desk.panel.naming.line.hasFocus() and desk.panel.naming.line.text() == "S"
    assert desk.panel.naming.question.text() == "Who or what is “North Korea”?"
    desk.key(ENTER)
    assert desk.names() == {"South Korea": [0]} and desk.frame.view.hasFocus()
    desk.frame.menus.actions["label.entity"].trigger()
    desk.key(ESC)
    assert desk.frame.view.hasFocus() and desk.panel.stack.currentIndex() == 0
    desk.frame.menus.actions["label.entity"].trigger()
    desk.session.open("l")
    assert desk.panel.stack.currentIndex() == 0 and desk.rows("mention", "entity", "open") == []


def test_what_is_refused_is_told_and_nothing_moves(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.go("span", desk.ids[0])
    desk.hands.type("a")
    desk.panel.naming.chosen.emit(Offer("a\0b"))
    assert desk.names() == {} and desk.on() == ("open", "North Korea") and desk.frame.bar.isVisible()


def test_lines_speak(desk: Desk) -> None:
    desk.session.about_entities(lambda work: work.assign(desk.ids[:1], {"name": "North Korea"}))
    spoken = [desk.panel.model.spoken(row) for row in desk.panel.model.rows]
    assert spoken[:4] == [
        "North Korea, type?, 1 mention", "Without entity, 10",
        "actor without entity: International Atomic Energy Agency, a new entity",
        "actor without entity: IAEA, a new entity",
    ]  # fmt: skip
    assert "actor without entity: North Korea, probably North Korea" in spoken
    seen = QAccessible.queryAccessibleInterface(desk.panel.list)
    assert seen is not None and seen.text(QAccessible.Text.Name) == "entities of this article"
    assert QApplication.focusWidget() is desk.panel.list
