"""Who says what by keys: proposed, changed by arrows, taken as one action, taken back as one."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.attributions import write_scheme
from support.build import bring, record, where_of
from support.frames import PutUp
from support.hands import Hands

from workbench.model.layer import Layer
from workbench.project import Project
from workbench.window.frame import Frame

KEY = Qt.Key
TEXT = (
    "“The gate is shut,” said Ada Dorn, the mayor. “It stays shut.”\n"
    "The harbour master said on Friday that two ships had left, and warned that a third would follow.\n"
    "The plan was “a gift to nobody”, union leader Petra Quill told reporters.\n"
    "It rained all night."
)
DIRECT = (where_of(TEXT, "“The gate is shut,”"), where_of(TEXT, "“It stays shut.”"))


@pytest.fixture
def hands(frame: Frame, qtbot: QtBot, tmp_path: Path, then_shown: PutUp) -> Hands:
    """Ruth in an article of which nothing is tagged, under a scheme that says who speaks."""
    where = tmp_path / "sayings.workbench"
    with Project.create(where, str(write_scheme(tmp_path))) as made:
        bring(made, tmp_path, [record("k", TEXT), record("l", "“Go,” said Bo.")])
    frame.projects.open(str(where), "ruth")
    assert frame.session is not None
    frame.session.open("k")
    then_shown(frame)
    frame.view.setFocus()
    return Hands(frame, qtbot)


def stored(hands: Hands) -> Layer:
    """What another reader of the file finds."""
    session = hands.frame.session
    assert session is not None
    with Project.open(session.project.where) as reader:
        return reader.layer("k", "ruth")


def told(hands: Hands) -> set[tuple[str, str, tuple[str, ...]]]:
    """Labels, words and first values of the stored spans."""
    return {
        (span.label, span.quote(TEXT), tuple(sorted(map(str, span.attributes.values()))))
        for span in stored(hands).spans
    }


def links(hands: Hands) -> set[tuple[str, str]]:
    """The relations: kind and words that they lead to."""
    layer = stored(hands)
    words = {span.id: span.quote(TEXT) for span in layer.spans}
    return {(item.type, words[item.target]) for item in layer.relations}


def entries(hands: Hands) -> int:
    assert hands.frame.session is not None
    return len(list(hands.frame.session.project.history()))


def put_caret(hands: Hands, words: str, after: int = 0) -> None:
    hands.frame.view.place_caret(TEXT.index(words, after) + 1)
    hands.count = 0


@pytest.mark.parametrize(
    ("cue", "said", "form", "speaker", "status"),
    [
        ("said Ada", "“The gate is shut,” “It stays shut.”", "direct", "Ada Dorn", "by name"),
        ("said on", "two ships had left", "indirect", "The harbour master", "by role"),
        ("told", "The plan was “a gift to nobody”", "mixed", "union leader Petra Quill", "by name"),
    ],
)
def test_from_the_caret_on_the_cue_to_saved_in_two_keys(
    hands: Hands, cue: str, said: str, form: str, speaker: str, status: str
) -> None:
    before = entries(hands)
    put_caret(hands, cue)
    hands.key(KEY.Key_Q)
    assert stored(hands).spans == [] and len(hands.frame.view.suggestions()) == 3
    hands.key(KEY.Key_Return)
    assert hands.count == 2 and entries(hands) == before + 1
    word = cue.split()[0]
    values = tuple(sorted((form, status)))
    assert told(hands) == {("saying", said, values), ("voice", speaker, ()), ("hint", word, ())}
    assert links(hands) == {("said by", speaker), ("told by", word)}
    selected = hands.frame.view.selected_span
    assert selected is not None and selected.label == "saying" and hands.frame.view.suggestions() == []
    hands.key(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stored(hands).spans == [] and stored(hands).relations == []
    assert hands.frame.session is not None and hands.frame.session.layer.spans == []


@pytest.mark.parametrize(
    ("cue", "told_of", "lines"),
    [
        ("said Ada", "? Verbatim all of it. ", "Verbatim: all"),
        ("said on", "? Verbatim none. ", "Verbatim: none"),
        ("told", "? Verbatim “a gift to nobody”. ", "Verbatim: “a gift to nobody”"),
    ],
)
def test_what_is_verbatim_is_told_before_and_after(hands: Hands, cue: str, told_of: str, lines: str) -> None:
    frame = hands.frame
    put_caret(hands, cue)
    hands.key(KEY.Key_Q)
    assert told_of in frame.message.text()
    hands.key(KEY.Key_Return)
    QTest.qWait(60)
    assert frame.inspector.verbatim.text() == lines and frame.inspector.verbatim.isVisible()
    voice = next(span for span in frame.view.spans() if span.label == "voice")
    frame.view.select_span(voice.id)
    QTest.qWait(60)
    assert not frame.inspector.verbatim.isVisible()


def test_a_cue_that_is_selected_is_a_cue(hands: Hands) -> None:
    start, end = where_of(TEXT, "warned")
    for extent in ((start, end), (start, end + 1)):
        hands.frame.view.select_extent(*extent)
        hands.key(KEY.Key_Q)
        shown = {span.id: span.quote(TEXT) for span in hands.frame.view.suggestions()}
        assert (shown.get("?content"), shown.get("?told by")) == ("a third would follow", "warned")
        hands.key(KEY.Key_Escape)


def test_arrows_change_the_words_and_the_speaker(hands: Hands) -> None:
    view = hands.frame.view
    put_caret(hands, "said Ada")
    hands.key(KEY.Key_Q)
    shown = {span.id: span for span in view.suggestions()}
    assert shown["?content"].parts == DIRECT and "?said by" in shown
    hands.key(KEY.Key_Down)
    assert {span.id: span.parts for span in view.suggestions()}["?content"] == DIRECT[:1]
    hands.key(KEY.Key_Up)
    assert {span.id: span.parts for span in view.suggestions()}["?content"] == DIRECT
    hands.key(KEY.Key_Down)
    hands.key(KEY.Key_Left)  # round to the last: nobody
    assert "?said by" not in {span.id for span in view.suggestions()}
    assert "nobody" in hands.frame.message.text()
    hands.key(KEY.Key_Return)
    assert ("saying", "“The gate is shut,”", ("direct", "nobody")) in told(hands)
    assert links(hands) == {("told by", "said")}


def test_the_keys_are_spelled_out_and_roles_stand_in_the_tags(hands: Hands) -> None:
    put_caret(hands, "said Ada")
    hands.key(KEY.Key_Q)
    said = hands.frame.message.text()
    assert "“Ada Dorn”" in said and "Enter takes" in said and "Esc leaves" in said and "← →" in said
    looks = {tag.look.letter: tag.look for tag in hands.frame.view._marks.tags(0)}
    assert (looks["V"].role, looks["H"].role, looks["S"].role) == ("said by", "told by", "")
    assert {look.kind for look in looks.values()} == {"hollow"} and looks["S"].value == "direct"


def test_esc_leaves_it_and_so_does_every_other_key_which_does_its_own_work(hands: Hands) -> None:
    before = entries(hands)
    put_caret(hands, "said Ada")
    hands.key(KEY.Key_Q)
    hands.key(KEY.Key_Escape)
    assert hands.frame.view.suggestions() == [] and entries(hands) == before
    hands.key(KEY.Key_Q)
    hands.key(KEY.Key_4)
    assert hands.frame.view.suggestions() == [] and told(hands) == {("hint", "said", ())}
    hands.key(KEY.Key_Q)
    QTest.mouseClick(hands.frame.view.viewport(), Qt.MouseButton.LeftButton)
    assert hands.frame.view.suggestions() == [] and hands.frame.tagging.attributing.mode is None


def test_a_selected_quote_gets_speaker_and_cue(hands: Hands) -> None:
    where = where_of(TEXT, "two ships had left")
    hands.frame.view.select_extent(*where)
    hands.key(KEY.Key_1)
    (quote,) = stored(hands).spans
    before = entries(hands)
    hands.key(KEY.Key_Q)
    hands.key(KEY.Key_Return)
    assert entries(hands) == before + 1 and links(hands) == {("said by", "The harbour master"), ("told by", "said")}
    kept = {span.label: span for span in stored(hands).spans}["saying"]
    assert kept.id == quote.id and kept.attributes["source"] == "by role"


def test_a_speaker_that_is_tagged_is_taken_not_doubled(hands: Hands) -> None:
    hands.frame.view.select_extent(*where_of(TEXT, "Petra Quill"))
    hands.key(KEY.Key_3)
    put_caret(hands, "told")
    hands.key(KEY.Key_Q)
    hands.key(KEY.Key_Return)
    assert sorted(span.label for span in stored(hands).spans) == ["crowd", "hint", "saying"]
    assert ("said by", "Petra Quill") in links(hands)


def test_without_a_cue_it_says_what_to_do(hands: Hands) -> None:
    put_caret(hands, "rained")
    hands.key(KEY.Key_Q)
    assert "Put the caret into one" in hands.frame.message.text() and hands.frame.view.suggestions() == []
    hands.frame.view.select_extent(*where_of(TEXT, "It rained all night"))
    hands.key(KEY.Key_Q)
    key = hands.frame.keymap.shown("label.link")
    assert f"{key} links the saying" in hands.frame.message.text()


def test_another_article_takes_the_proposal_away(hands: Hands) -> None:
    put_caret(hands, "said Ada")
    hands.key(KEY.Key_Q)
    assert hands.frame.session is not None
    hands.frame.session.open("l")
    assert hands.frame.tagging.attributing.mode is None and hands.frame.view.suggestions() == []


def test_it_is_greyed_where_the_scheme_says_nothing_of_speakers(hands: Hands, tmp_path: Path) -> None:
    hands.frame.menus.update()
    assert hands.frame.menus.actions["label.attribute"].isEnabled()
    where = tmp_path / "claims.workbench"
    with Project.create(where, "claims") as made:
        bring(made, tmp_path, [record("k", TEXT)])
    hands.frame.projects.open(str(where), "ruth")
    hands.frame.menus.update()
    assert not hands.frame.menus.actions["label.attribute"].isEnabled()
    hands.frame.view.setFocus()
    hands.key(KEY.Key_Q)
    assert hands.frame.tagging._attributing is None
