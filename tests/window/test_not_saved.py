"""Every way of writing, against a database that does not take it: nothing says saved that is not committed."""

from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.build import everything
from support.failing import REASON, locked, path_of, raising, read_only, write_comment
from support.notes import button, line, parts, relation, type_into

from workbench.project import Project
from workbench.window.frame import Frame
from workbench.window.panels.fields import Buttons
from workbench.window.review.decide import _EDITED
from workbench.window.sheets import article_facts, dialogs
from workbench.window.sheets.article_facts import ArticleFacts, RemoveSheet
from workbench.window.sheets.people import RenameSheet


def content(frame: Frame) -> tuple[bytes, int]:
    """What another reader finds: everything, and how often something was done."""
    with Project.open(path_of(frame)) as reader:
        return everything(reader), len(list(reader.history()))


def screen(frame: Frame) -> object:
    """What is shown of the article."""
    assert frame.session is not None
    session = frame.session
    spans = sorted((span.id, span.label, span.parts, str(dict(span.attributes))) for span in frame.view.spans())
    if frame.mode == "review":
        spans = [span for span in spans if span[0] != _EDITED]  # a sketch, and said to be one
        return spans, [str(dispute.decision) for dispute in frame.review.disputes]
    layer = session.layer
    right = is_pressed_right(frame), frame.header.person.accessibleName()
    return (
        spans,
        sorted(map(str, layer.relations)),
        layer.state,
        layer.attributes,
        session.flagged,
        right,
    )


def is_pressed_right(frame: Frame) -> bool:
    """Whether the buttons of the selected span's values are those of what is stored."""
    form, selected = frame.inspector.form, frame.view.selected_span
    field = form.fields.get("topics") if form is not None else None
    if selected is None or not isinstance(field, Buttons):
        return True
    held = selected.attributes.get("topics", [])
    return [choice for choice, box in field.buttons if box.isChecked()] == list(held)


class Way:
    """One way of writing: what is done, where the reason is read then, and how it is tried again."""

    def __init__(self, frame: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.frame, self.qtbot, self.folder = frame, qtbot, folder
        self.again: Callable[[], object] | None = None  # else the button of the bar
        self.told: list[str] = []
        monkeypatch.setattr(dialogs, "show_error", lambda parent, sentence: self.told.append(sentence))
        monkeypatch.setattr(RemoveSheet, "exec", lambda sheet: RemoveSheet.DialogCode.Accepted)

    def reason(self) -> str:
        return self.told[-1] if self.told else self.frame.bar.text() if self.frame.bar.isVisible() else ""

    def key(self, key: Qt.Key) -> None:
        self.frame.view.setFocus()
        self.qtbot.keyClick(self.frame.view, key)

    def action(self, id: str) -> None:
        self.frame.menus.actions[id].trigger()

    # Annotating

    def tag(self) -> None:
        self.frame.view.select_extent(*parts("six"))
        self.key(Qt.Key.Key_2)

    def relabel(self) -> None:
        self.key(Qt.Key.Key_2)

    def remove(self) -> None:
        self.key(Qt.Key.Key_Delete)

    def value(self) -> None:
        self.qtbot.mouseClick(button(self.frame, "law"), Qt.MouseButton.LeftButton)

    def relate(self) -> None:
        box = relation(self.frame, "after").box
        box.setFocus()
        self.qtbot.keyClick(box, Qt.Key.Key_Down)

    def comment(self) -> None:
        write_comment(self.qtbot, self.frame)

    def text_value(self) -> None:
        type_into(self.qtbot, line(self.frame), "look at this")
        self.qtbot.keyClick(line(self.frame).line, Qt.Key.Key_Return)

    def prepare_article_note(self) -> None:
        self.frame.view.select_span(None)

    def article_note(self) -> None:
        assert self.frame.inspector.article is not None
        remark = self.frame.inspector.article.remark
        remark.setFocus()
        self.qtbot.keyClicks(remark, "read again")
        self.qtbot.keyClick(remark, Qt.Key.Key_Return)

    prepare_article_value = prepare_article_note

    def article_value(self) -> None:
        assert self.frame.inspector.article is not None
        field = self.frame.inspector.article.fields["usable"]
        assert isinstance(field, Buttons)
        self.qtbot.mouseClick(field.buttons[1][1], Qt.MouseButton.LeftButton)

    def done(self) -> None:
        self.action("article.done")

    def flag(self) -> None:
        self.action("article.flag")

    def rename(self) -> None:
        sheet = RenameSheet(self.frame, "ines")
        self.qtbot.addWidget(sheet)
        sheet.line.setText("inez")
        self.again = sheet.rename
        sheet.rename()
        self.told.append(sheet.trouble.text())

    def facts(self) -> None:
        sheet = ArticleFacts(self.frame, "a")
        self.qtbot.addWidget(sheet)
        sheet.fields["title"].setText("Numbers")
        self.again = sheet.save
        sheet.save()
        self.told.append(sheet.trouble.text())

    def remove_article(self) -> None:
        article_facts.remove_article(self.frame)

    def bring_in(self) -> None:
        file = self.folder / "more.txt"
        file.write_text("One more article.", encoding="utf-8")
        self.again = lambda: self.frame.transfer.bring_in([str(file)])
        self.again()

    def prepare_undo(self) -> None:
        self.value()

    def undo(self) -> None:
        self.action("edit.undo")

    def prepare_redo(self) -> None:
        self.value()
        self.frame.undo()

    def redo(self) -> None:
        self.action("edit.redo")

    # Reviewing

    def take(self) -> None:
        self.key(Qt.Key.Key_1)

    def reject(self) -> None:
        self.frame.review.card.others["reject"][1].click()

    def nothing(self) -> None:
        self.frame.review.card.others["nothing"][1].click()

    def edited(self) -> None:
        if not self.frame.review.card.is_editing:
            self.frame.review.deciding.edit()
        self.frame.review.card.edit.keep()

    def prepare_reason(self) -> None:
        at = self.frame.review.at
        self.reject()
        self.frame.review.go(at)

    def reason_written(self) -> None:
        self.frame.review.deciding.reason()
        written = self.frame.review.card.reason
        self.qtbot.keyClicks(written, "by the guideline")
        self.qtbot.keyClick(written, Qt.Key.Key_Return)

    prepare_reason_written = prepare_reason

    def added(self) -> None:
        self.frame.view.select_extent(0, 3)
        self.frame.review.deciding.add(2)

    def merge(self) -> None:
        self.again = self.frame.review.merge
        self.frame.review.merge()


ANNOTATING = [
    "tag", "relabel", "remove", "value", "relate", "comment", "text_value", "article_note", "article_value", "done",
    "flag", "rename", "facts", "remove_article", "bring_in", "undo", "redo",
]  # fmt: skip
REVIEWING = ["take", "reject", "nothing", "edited", "reason_written", "added", "merge"]
BREAKS = {raising: REASON, locked: "another program", read_only: "read-only"}
CASES = [
    *((name, raising) for name in [*ANNOTATING, *REVIEWING]),
    *((name, how) for name in ("tag", "comment", "done", "undo", "take") for how in (locked, read_only)),
]


@pytest.mark.parametrize(("name", "how"), CASES, ids=lambda part: part if isinstance(part, str) else part.__name__)
def test_what_was_not_written_is_said_not_shown_and_tried_again_once(
    name: str,
    how: Callable[[Frame], "contextmanager[None]"],
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    if name in REVIEWING:
        frame: Frame = request.getfixturevalue("frame")
        frame.projects.open(str(request.getfixturevalue("sample")), "ruth")
        assert frame.session is not None
        frame.session.open("lighthouse-rescue")
        frame.set_mode("review")
        frame.review.step(1)
    else:
        frame = request.getfixturevalue("notes")
    way = Way(frame, qtbot, monkeypatch, tmp_path)
    getattr(way, f"prepare_{name}", lambda: None)()
    before, seen, header = content(frame), screen(frame), frame.header.saved.text
    with how(frame):
        getattr(way, name)()
        assert BREAKS[how] in way.reason().lower()
        assert frame.header.saved.text == ("Not saved" if way.again is None else header)
        assert content(frame) == before and screen(frame) == seen
    way.told.clear()
    if way.again is not None:
        way.again()
    else:
        qtbot.mouseClick(frame.bar.button, Qt.MouseButton.LeftButton)
    now, count = content(frame)
    assert (count == before[1] + 1 and now != before[0]) or name == "flag"
    assert frame.header.saved.text.startswith("Saved ") and not frame.bar.isVisible() and not any(way.told)
    after = screen(frame)
    frame.reload()
    assert screen(frame)[0] == after[0]  # type: ignore[index]
