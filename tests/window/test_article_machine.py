"""Random keys and mouse actions on the real window end with the same spans as a plain model."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.build import bring, record

from workbench.model.find import find
from workbench.model.snap import snap, snap_many
from workbench.model.span import Extent, Parts
from workbench.project import Project
from workbench.project.everywhere import like
from workbench.settings import Settings
from workbench.window.article.hands.widen import word_at
from workbench.window.frame import Frame

TEXT = (
    "Ada 😀 said “go now,” and\u00a0left.\r\nDon't e\u0301cho 3,000 U.S.-led talks\nBob and Ada, and Ada’s dog.\r\n\r\n"
    "A line of boilerplate"
)
LABELS = {Qt.Key.Key_1: "event", Qt.Key.Key_2: "actor", Qt.Key.Key_3: "quote", Qt.Key.Key_4: "boilerplate"}
# Where a drag may begin or end: the borders of graphemes; where a click may go: visible characters.
BORDERS = [at for at in range(len(TEXT) + 1) if TEXT[at - 1 : at + 1] != "\r\n" and TEXT[at : at + 1] != "\u0301"]
VISIBLE = [at for at in BORDERS if at < len(TEXT) and not TEXT[at].isspace()]
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NO, LEFT, NO_BUTTON = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
Tagged = tuple[str, Parts]


def covers(tagged: Tagged, at: int) -> bool:
    return any(start <= at < end for start, end in tagged[1])


def length(tagged: Tagged) -> int:
    return tagged[1][-1][1] - tagged[1][0][0]


def order(tagged: Tagged) -> tuple[int, int, str]:
    return tagged[1][0][0], -tagged[1][-1][1], tagged[0]


def neighbour(at: int, right: bool) -> int:
    """The border of a grapheme beside another one, which is the same at the ends of the text."""
    place = BORDERS.index(at) + (1 if right else -1)
    return BORDERS[min(max(place, 0), len(BORDERS) - 1)]


def joined(parts: list[Extent]) -> Parts:
    """The parts as stretches of covered code points."""
    covered = sorted({at for start, end in parts for at in range(start, end)})
    starts = [at for at in covered if at - 1 not in covered]
    ends = [at + 1 for at in covered if at + 1 not in covered]
    return tuple(zip(starts, ends))


class Hands(RuleBasedStateMachine):
    """The model: which spans there are, what is selected, and what can be undone and done again."""

    frame: Frame

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "p.workbench"
        project = Project.create(self.path)
        bring(project, Path(self.folder.name), [record("a", TEXT)], actor="setup")
        project.close()
        self.frame.projects.open(str(self.path), "ann")
        self.view = self.frame.view
        self.frame.activateWindow()  # on a slow machine the progress of the opening was in front
        assert QTest.qWaitForWindowActive(self.frame)
        self.view.setFocus()
        QApplication.processEvents()
        self.spans: set[Tagged] = set()
        self.selected: Tagged | None = None
        self.selection: Extent | None = None
        self.undone: list[set[Tagged]] = []
        self.done: list[set[Tagged]] = []

    def teardown(self) -> None:
        if not hasattr(self, "view"):
            return
        with Project.open(self.path) as reader:
            stored = reader.layer("a", "ann").spans
        assert {(span.label, span.parts) for span in stored} == self.spans
        assert self.frame.session is not None
        assert sorted(self.frame.session.layer.spans) == sorted(stored)
        self.frame.projects.close()
        self.folder.cleanup()

    # Hands

    def place(self, at: int, share: float) -> QPoint:
        """A point beside the border at ``at``, or on the character behind it."""
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(self.view._display.to_qt(at))
        left = self.view.cursorRect(cursor)
        following = next((border for border in BORDERS if border > at), at)
        cursor.setPosition(self.view._display.to_qt(following))
        right = self.view.cursorRect(cursor)
        width = right.left() - left.left() if right.top() == left.top() else 0
        return QPoint(round(left.left() + width * share), left.center().y())

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
        QTest.keyClick(self.view, key, modifiers)

    def changed(self, spans: set[Tagged]) -> None:
        """One action led to these spans."""
        if spans != self.spans:
            self.done.append(self.spans)
            self.undone.clear()
            self.spans = spans

    def now_selected(self) -> Tagged | None:
        span = self.view.selected_span
        return (span.label, span.parts) if span is not None else None

    # Rules

    @rule(first=st.sampled_from(BORDERS), last=st.sampled_from(BORDERS))
    def drag(self, first: int, last: int) -> None:
        if first == last or self.is_on_handle(first):
            return
        self.pull(first, last)
        self.selection = (min(first, last), max(first, last))
        self.selected = None

    def pull(self, first: int, last: int, modifiers: Qt.KeyboardModifier = NO) -> None:
        """The mouse goes down at one border and up at another."""
        start, end, viewport = self.place(first, 0), self.place(last, 0), self.view.viewport()
        self.view._clicks = 0  # far from the click before
        self.send(QEvent.Type.MouseButtonPress, start, modifiers)
        for place in ((start + end) / 2, end):
            self.send(QEvent.Type.MouseMove, place, modifiers)
        self.send(QEvent.Type.MouseButtonRelease, end, modifiers)
        assert viewport.isVisible()

    def send(self, kind: QEvent.Type, place: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """One event of the mouse; QTest knows no moves with a key held."""
        button = NO_BUTTON if kind == QEvent.Type.MouseMove else LEFT
        held = NO_BUTTON if kind == QEvent.Type.MouseButtonRelease else LEFT
        at, there = QPointF(place), QPointF(self.view.viewport().mapToGlobal(place))
        QApplication.sendEvent(self.view.viewport(), QMouseEvent(kind, at, there, button, held, modifiers))

    @rule(at=st.sampled_from(VISIBLE))
    def click(self, at: int) -> None:
        if self.view._handle_at(QPointF(self.place(at, 0.3))) is not None:
            return  # which is for dragging
        self.view._clicks = 0
        QTest.mouseClick(self.view.viewport(), LEFT, NO, self.place(at, 0.3))
        self.selection = None
        here = [tagged for tagged in self.spans if covers(tagged, at)]
        shortest = min(map(length, here), default=0)
        likely = {tagged for tagged in here if length(tagged) == shortest}
        self.selected = self.now_selected()
        assert self.selected in (likely or {None})

    @rule(key=st.sampled_from(list(LABELS)))
    def tag(self, key: Qt.Key) -> None:
        label = LABELS[key]
        caret = self.view.caret()
        self.press(key)
        if self.selection is None and self.selected is not None:
            self.relabelled((label, self.selected[1]))
            return
        extent = self.selection or self.word(caret)
        parts = extent and snap(self.rule_of(label), TEXT, *extent)
        if parts is None or (label, (parts,)) in self.spans:
            return  # nothing is there to tag, or it is tagged already: said, and all stays as it was
        self.changed({*self.spans, (label, (parts,))})
        self.selected, self.selection = (label, (parts,)), None

    def rule_of(self, label: str) -> Any:
        assert self.frame.session is not None
        return self.frame.session.scheme.label(label).snap

    def word(self, at: int) -> Extent | None:
        paragraph = self.view._display.paragraph(at)
        return word_at(TEXT, at, paragraph) or (word_at(TEXT, at - 1, paragraph) if at else None)

    def relabelled(self, new: Tagged) -> None:
        old = self.selected
        assert old is not None
        if new not in self.spans and (len(new[1]) == 1 or self.takes_parts(new[0])):
            self.changed({*(self.spans - {old}), new})
            self.selected = new

    def takes_parts(self, label: str) -> bool:
        assert self.frame.session is not None
        return self.frame.session.scheme.label(label).parts

    @precondition(lambda self: self.selected is not None)
    @rule(key=st.sampled_from(list(LABELS)))
    def tag_beside(self, key: Qt.Key) -> None:
        assert self.selected is not None
        label, parts = LABELS[key], self.selected[1]
        new = (label, parts if self.takes_parts(label) else ((parts[0][0], parts[-1][1]),))
        self.press(key, ALT)
        if new not in self.spans:
            self.changed({*self.spans, new})
            self.selected = new

    @precondition(lambda self: self.selected is not None)
    @rule()
    def remove(self) -> None:
        self.press(Qt.Key.Key_Delete)
        assert self.selected is not None
        self.changed(self.spans - {self.selected})
        self.selected = None

    @precondition(lambda self: self.selected is not None and len(self.selected[1]) == 1)
    @rule(steps=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=4), kept=st.booleans())
    def move_edges(self, steps: list[tuple[bool, bool]], kept: bool) -> None:
        """Arrows move the end, with Shift the start, by whole characters; Enter keeps, Esc does not."""
        assert self.selected is not None
        label, ((start, end),) = self.selected
        self.press(Qt.Key.Key_E)
        for right, of_start in steps:
            self.press(Qt.Key.Key_Right if right else Qt.Key.Key_Left, SHIFT if of_start else NO)
            at = neighbour(start if of_start else end, right)
            if of_start and at < end:
                start = at
            elif not of_start and at > start:
                end = at
        self.press(Qt.Key.Key_Return if kept else Qt.Key.Key_Escape)
        if kept:
            self.relabelled((label, ((start, end),)))

    @precondition(lambda self: self.selected is not None)
    @rule(first=st.sampled_from(BORDERS), last=st.sampled_from(BORDERS))
    def drag_part(self, first: int, last: int) -> None:
        """With Ctrl a drag adds to the span, where its label takes several parts; what touches is one."""
        assert self.selected is not None
        label, parts = self.selected
        if first == last or self.is_on_handle(first):
            return
        self.pull(first, last, CTRL)
        assert self.frame.session is not None
        extent = snap(self.rule_of(label), TEXT, min(first, last), max(first, last))
        if extent is None:
            return
        more = joined([*parts, extent])
        self.relabelled((label, more))

    def is_on_handle(self, at: int) -> bool:
        return self.view._handle_at(QPointF(self.place(at, 0))) is not None

    @precondition(lambda self: self.selected is not None and len(self.selected[1]) == 1)
    @rule(taken=st.booleans())
    def tag_everywhere(self, taken: bool) -> None:
        """The same words get the same label wherever they stand, as one action; Esc leaves all as it was."""
        assert self.selected is not None
        label, ((start, end),) = self.selected
        self.press(Qt.Key.Key_T)
        places = snap_many(self.rule_of(label), TEXT, find(like(TEXT[start:end]), TEXT))
        wanted = {(label, (extent,)) for extent in places} - self.spans
        assert {(span.label, span.parts) for span in self.view.suggestions()} == wanted
        self.press(Qt.Key.Key_Return if taken and wanted else Qt.Key.Key_Escape)
        if taken and wanted:
            self.changed(self.spans | wanted)
        self.selected, self.selection = self.now_selected(), self.view.selection()
        assert self.frame.finds is False

    @rule(back=st.booleans())
    def walk(self, back: bool) -> None:
        caret = self.view.caret()
        self.press(Qt.Key.Key_K if back else Qt.Key.Key_J)
        there = sorted(self.spans, key=order)
        if self.selected is not None:
            mine = order(self.selected)
            left = [tagged for tagged in there if (order(tagged) < mine if back else order(tagged) > mine)]
        else:
            left = [tagged for tagged in there if (tagged[1][0][0] < caret) == back]
        if left:
            self.selected, self.selection = left[-1 if back else 0], None

    @rule()
    def undo(self) -> None:
        self.press(Qt.Key.Key_Z, CTRL)
        if self.done:
            self.undone.append(self.spans)
            self.spans = self.done.pop()
            self.after_turning()

    @rule()
    def redo(self) -> None:
        self.press(Qt.Key.Key_Z, CTRL | SHIFT)
        if self.undone:
            self.done.append(self.spans)
            self.spans = self.undone.pop()
            self.after_turning()

    def after_turning(self) -> None:
        """What came back is selected, or nothing: the view is asked, it has to be one of the spans."""
        self.selected, self.selection = self.now_selected(), self.view.selection()

    @invariant()
    def agree(self) -> None:
        if not hasattr(self, "view"):
            return
        assert self.frame.session is not None
        for shown in (self.view.spans(), self.frame.session.layer.spans, self.frame.spans.model.rows):
            assert sorted((span.label, span.parts) for span in shown) == sorted(self.spans)
        assert self.now_selected() == self.selected
        assert self.selected is None or self.selected in self.spans
        assert self.view.selection() == self.selection
        row = self.frame.spans.list.currentIndex()
        marked = (
            self.frame.spans.model.rows[row.row()] if self.frame.spans.list.selectionModel().hasSelection() else None
        )
        assert (marked and (marked.label, marked.parts)) == self.selected


@pytest.fixture
def window(qtbot, tmp_path: Path) -> Frame:
    settings_ = Settings(tmp_path / "settings.json")
    settings_.set("theme", "light")
    settings_.set("name", "ann")
    settings_.set("margin_note", False)  # whose letters would go first
    made = Frame(settings_)
    made.get_ready()
    made.projects.show_welcome()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_keys_and_mouse_end_with_the_spans_of_a_plain_model(window: Frame) -> None:
    machine = type("Window", (Hands,), {"frame": window})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
