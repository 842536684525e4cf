"""Drives the window through a whole story by its real widgets: load, tag, undo, review, export; each step a line.

Leaves a numbered screenshot of each step, light and dark, and the exports, in a folder.
"""

import contextlib
import errno
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from workbench.errors import WorkbenchError, explain_os
from workbench.model.condition import Condition
from workbench.places import resource
from workbench.project.exporting import ExportOptions
from workbench.project.sample import make_sample
from workbench.settings import Settings
from workbench.window.app import application
from workbench.window.camera import Camera
from workbench.window.filters.sheet import ask_for_filter
from workbench.window.frame import Frame
from workbench.window.notes.panel import NotesPanel
from workbench.window.panels.lower import PANELS
from workbench.window.session import Session
from workbench.window.states import states_page

MARK = ".workbench-tour"  # stands in a folder that a tour made
_OWN = re.compile(
    r"(story|sample)\.workbench(-wal|-shm|-journal|\.lock)?|settings\.json|broken\.jsonl|\d\d-[a-z-]+\.png"
    r"|gold\.(jsonl|conll|conll2003)(\.losses\.jsonl)?"
)


class _Unwatched(Frame):
    """A window before which nobody sits who could close a box."""

    def show_error(self, sentence: str) -> None:
        """The story ends here."""
        raise WorkbenchError(sentence)


class Tour:
    """One run of the story in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.app = application()
        settings = Settings(folder / "settings.json")
        settings.set("theme", "light")
        self.frame = _Unwatched(settings)
        self.frame.get_ready()
        self.frame.projects.show_welcome()
        self.frame.resize(1440, 900)
        self.frame.show()
        self.camera = Camera(self.frame, folder)
        self.shot, self.sheet, self._settle = self.camera.shot, self.camera.sheet, self.camera.settle

    def say(self, sentence: str) -> None:
        """A line for the person who watches."""
        print(sentence, flush=True)  # noqa: T201  this command's output

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key pressed in the article."""
        self.frame.view.setFocus()
        QTest.keyClick(self.frame.view, key, modifiers)
        self._settle()

    def run(self) -> None:
        """The story."""
        self.shot("welcome")
        steps = (
            self.load, self.tag, self.undo, self.link, self.review, self.entities, self.find, self.attribute,
            self.export, self.panels, self.dialogs, self.looks,
        )  # fmt: skip
        for step in steps:
            for sentence in step():
                self.say(f"{step.__name__}: {sentence}")
        self.say(f"{self.camera.pictures} pictures and the exports are in {self.folder}")
        self.frame.close()

    def does(self, id: str) -> Callable[[], None]:
        """What the entry of a menu does."""
        return self.frame.menus.actions[id].trigger

    def load(self) -> Iterator[str]:
        """Import the sample articles into a new project, as a person would."""
        where = self.folder / "story.workbench"
        self.sheet("new-project", self.does("file.new"))
        self.frame.projects.make(str(where))
        self.shot("empty")
        articles = str(resource("samples"))
        self.sheet("import", lambda: self.frame.transfer.ask([articles]))
        self.frame.transfer.bring_in([articles])
        session = self._session()
        self.shot("loaded")
        bad = self.folder / "broken.jsonl"
        bad.write_text('{"id": "one", "text": "A ferry came."}\n{"id": "two"}\n{"id": 3, "text"\n', encoding="utf-8")
        self.sheet("import-report", lambda: self.frame.transfer.bring_in([str(bad)]))
        yield f"{session.listing.total} articles, nothing changed in their texts"

    def tag(self) -> Iterator[str]:
        """Tag by keys and by the label bar."""
        session, view = self._session(), self.frame.view
        session.open("ferry-strike-wire")
        assert session.article is not None
        text = session.article.text
        for words, key in (("Ferry crews", Qt.Key.Key_2), ("walked out", Qt.Key.Key_1), ("the company", Qt.Key.Key_2)):
            start = text.index(words)
            view.select_extent(start, start + len(words))
            self.key(key)
        opened = text.index("“We asked")
        view.select_extent(opened, text.index("”", text.index("’”") + 1) + 1)
        QTest.mouseClick(self.frame.labels.buttons["quote"], Qt.MouseButton.LeftButton)
        self._settle()
        self.shot("tagged")
        for span in session.layer.spans:
            yield f"{span.label} {span.start}-{span.end} “{span.quote(text)[:50]}”"

    def undo(self) -> Iterator[str]:
        """Undo and redo by keys."""
        session = self._session()
        before = len(session.layer.spans)
        self.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        undone = len(session.layer.spans)
        self.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if (undone, len(session.layer.spans)) != (before - 1, before):
            raise WorkbenchError("undo and redo did not do what they say")
        self.shot("redone")
        self.sheet("doubts", self.does("article.done"))
        yield f"{before} spans, {undone} after Ctrl+Z, {len(session.layer.spans)} after Ctrl+Shift+Z"

    def link(self) -> Iterator[str]:
        """The margin note after tagging, in a wide window and in a narrow one; then the speaker, by keys."""
        session, view = self._session(), self.frame.view
        assert session.article is not None
        text = session.article.text
        for words, key in (("Henrik Saal", Qt.Key.Key_2), ("“No passenger,”", Qt.Key.Key_3)):
            start = text.index(words)
            view.select_extent(start, start + len(words))
            self.key(key)
        QTest.qWait(60)
        self.shot("margin-note")
        self.frame.resize(1024, 700)
        QTest.qWait(60)
        self.shot("margin-note-small")
        self.frame.resize(1440, 900)
        self.key(Qt.Key.Key_D)
        self.key(Qt.Key.Key_L)
        self.shot("linking")
        self.key(Qt.Key.Key_Return)
        self.shot("linked")
        relation = session.layer.relations[-1]
        ends = (session.span(relation.source), session.span(relation.target))
        said = " → ".join(span.quote(text) for span in ends if span is not None)
        yield f"{relation.type}: {said}, four keys after the words were selected"

    def review(self) -> Iterator[str]:
        """Open the project with two annotators' layers, and decide disputes by keys."""
        where = self.folder / "sample.workbench"
        make_sample(where).close()
        self.frame.projects.open(str(where), "ruth")
        session = self._session()
        session.open("ferry-strike-wire")
        self.shot("untagged-by-me")
        session.open("lighthouse-rescue")
        QTest.mouseClick(self.frame.header._buttons["review"], Qt.MouseButton.LeftButton)
        self._settle()
        left = sum(dispute.decision is None for dispute in self.frame.review.disputes)
        self.shot("dispute")
        for key in (Qt.Key.Key_1, Qt.Key.Key_R, Qt.Key.Key_J, Qt.Key.Key_Return):
            self.key(key)
        now = sum(dispute.decision is None for dispute in self.frame.review.disputes)
        if now >= left:
            raise WorkbenchError("the keys of the review decided nothing")
        self.shot("decided")
        self.key(Qt.Key.Key_E)
        self.shot("edited-on-its-way-to-gold")
        QTest.keyClick(self._focused(), Qt.Key.Key_Escape)
        self.frame.resize(1024, 700)
        self.shot("review-small")
        self.frame.resize(1440, 900)
        yield f"{left} disputes in lighthouse-rescue, {now} after three keys"
        self.frame.set_mode("progress")
        self.shot("progress")
        yield self.frame.progress.heading.text()
        self.frame.projects.work_as("ines")
        session = self._session()
        session.open("ferry-strike-wire")
        self.frame.set_mode("annotate")
        for _ in range(7):
            self.key(Qt.Key.Key_J)
        self.shot("annotated")
        self._remark()
        self.shot("comment-and-history")
        self._note()

    def _remark(self) -> None:
        """A comment on the selected span, and its history unfolded."""
        self.key(Qt.Key.Key_C)
        QTest.keyClicks(self._focused(), "Two parts, one quote: is the first one enough?")
        QTest.keyClick(self._focused(), Qt.Key.Key_Return)
        self._settle()
        details = self.frame.inspector.details
        assert details is not None
        details.history.head.click()
        self._settle()

    def entities(self) -> Iterator[str]:
        """Name who is meant once, and go on by Enter down the rest."""
        frame, session = self.frame, self._session()
        session.open("lighthouse-rescue")
        frame.show_panel("entities")
        for key in (Qt.Key.Key_Down, *[Qt.Key.Key_Return] * 9):
            QTest.keyClick(self._focused(), key)
            self._settle()
        self.shot("ledger")
        for letter in "ma":
            QTest.keyClicks(self._focused(), letter)
        self._settle()
        self.shot("naming")
        QTest.keyClick(self._focused(), Qt.Key.Key_Escape)
        frame.panels.show_panel("spans")
        layer = session.layer
        mentions = sum(span.entity is not None for span in layer.spans)
        yield f"{mentions} mentions mean {len(layer.entities)} entities, {frame.message.text()}"

    def _note(self) -> None:
        """The notes of all articles, one of them resolved; the list under a filter; a pass for quotes."""
        frame, session = self.frame, self._session()
        session.comment("Who speaks in the second half?")
        session.labelling.set_flagged("comet-observatory", True)
        frame.show_panel("notes")
        notes = frame.panels.panel("notes")
        assert isinstance(notes, NotesPanel)
        notes.show_which("all")
        QTest.keyClick(self._focused(), Qt.Key.Key_Down)
        QTest.keyClick(self._focused(), Qt.Key.Key_Space)
        notes.everywhere.click()
        frame.passes.choose("quote")
        session.set_complete("boilerplate", True)
        filter = [Condition("state", "done"), Condition("label", "quote"), Condition("complete", "quote", negated=True)]
        frame.articles.set_conditions(filter)
        self.shot("notes-filter-and-pass")
        self.sheet("filter", lambda: ask_for_filter(frame))
        frame.articles.set_conditions(())
        frame.passes.choose(None)
        notes.everywhere.click()
        frame.panels.show_panel("spans")

    def find(self) -> Iterator[str]:
        """Find words here and everywhere, tag them everywhere, move edges: by keys, and as somebody who has begun."""
        frame, control = self.frame, Qt.KeyboardModifier.ControlModifier
        frame.projects.work_as("ruth")
        session = self._session()
        session.open("dam-border-talks")
        self.key(Qt.Key.Key_F, control)
        QTest.keyClicks(self._focused(), "orsava")
        self.shot("find")
        QTest.keyClick(self._focused(), Qt.Key.Key_Escape)
        self.key(Qt.Key.Key_2)
        self.key(Qt.Key.Key_T)
        suggested = len(frame.view.suggestions())
        self.key(Qt.Key.Key_J)
        self.shot("suggestions")
        self.key(Qt.Key.Key_Space)
        self.key(Qt.Key.Key_Return)
        yield f"{suggested} suggestions taken, {len(session.layer.spans)} spans, {frame.message.text()}"
        for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_E):
            self.key(key)
        for _ in range(4):
            self.key(Qt.Key.Key_Right, control)
        self.shot("edges-on-the-move")
        self.key(Qt.Key.Key_Escape)
        self.key(Qt.Key.Key_F, control | Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClicks(self._focused(), "ferry")
        QTest.keyClick(self._focused(), Qt.Key.Key_Return)
        self._settle()
        self.shot("find-all")
        QTest.keyClick(self._focused(), Qt.Key.Key_Escape)
        yield frame.finding.project.panel.said.text()

    def attribute(self) -> Iterator[str]:
        """From the caret on a cue to a quote with its speaker: a key proposes, a key takes it."""
        frame = self.frame
        session = self._session()
        session.open("council-rent-vote")
        frame.view.place_caret(frame.view.text.index("Castellan said") + len("Castellan sa"))
        self.key(Qt.Key.Key_Q)
        if len(frame.view.suggestions()) < 3:
            raise WorkbenchError("nothing was proposed for a cue")
        self.shot("who-says-what")
        self.key(Qt.Key.Key_Return)
        self.shot("said-by")
        yield frame.message.text()

    def export(self) -> Iterator[str]:
        """Write the gold in every format."""
        for options, name in (
            (ExportOptions("jsonl"), "gold.jsonl"),
            (ExportOptions("conll"), "gold.conll"),
            (ExportOptions("conll2003", overlap="longest"), "gold.conll2003"),
        ):
            self.frame.transfer.export(options, self.folder / name)
            yield self.frame.message.text()
        self.shot("exported")

    def panels(self) -> Iterator[str]:
        """The panels beside the article, each with a span selected."""
        self.frame.projects.work_as("ines")
        self._session().open("ferry-strike-wire")
        self.frame.set_mode("annotate")
        self.key(Qt.Key.Key_J)
        for panel in PANELS[1:]:
            self.frame.show_panel(panel.id)
            self.shot(f"panel-{panel.id}")
        self.frame.panels.show_panel("spans")
        yield f"{', '.join(panel.title for panel in PANELS)}; {len(self.frame.problems.now()):,} problems"

    def dialogs(self) -> Iterator[str]:
        """Everything that opens before the window: a line each."""
        self.frame.projects.work_as("ines")
        self._session().open("ferry-strike-wire")
        self.frame.set_mode("annotate")
        self.key(Qt.Key.Key_J)
        for name, id in (
            ("people", "file.person"),
            ("article-facts", "article.facts"),
            ("remove-article", "article.remove"),
            ("scheme", "file.scheme"),
            ("help", "help.keys"),
            ("settings", "view.settings"),
        ):
            self.sheet(name, self.does(id))
        self.sheet("export", self.does("file.export"), _show_losses)
        self.sheet("unknown-error", self._crash)
        menus, menu_of = self.frame.menus, self.frame.header.menu_of
        self.camera.menus("menu-file", menu_of["File"])
        self.camera.menus("menu-label", menu_of["Label"])
        self.camera.menus("menu-view", menu_of["View"], menus.submenus["Theme"])
        yield "people, the article, help, settings, export, an error, menus"

    def _crash(self) -> None:
        """What an error that nobody expected looks like."""
        from workbench.window.crash import Crash

        Crash(self.frame, "IndexError, in paint.py, line 112, in paint_line\nin view.py, line 87, in paintEvent").open()

    def looks(self) -> Iterator[str]:
        """What the window looks like otherwise: filtered, not saved, small, dense, in high contrast."""
        frame = self.frame
        self.key(Qt.Key.Key_J)
        self.does("view.palette")()
        self._settle()
        QTest.keyClicks(self._focused(), "ferry")
        self.shot("palette")
        QTest.keyClick(self._focused(), Qt.Key.Key_Escape)
        frame.focus_filter()
        QTest.keyClicks(frame.articles.filter, "tugboat")
        self.shot("nothing-found")
        QTest.keyClick(frame.articles.filter, Qt.Key.Key_Escape)
        with self._full_disk():
            self.key(Qt.Key.Key_4)
            self.key(Qt.Key.Key_4)  # the first says which relations it would drop
            self.shot("not-saved")
        frame.bar.button.click()
        yield f"not saved, and then: {frame.message.text()}"
        frame.resize(1024, 700)
        self.shot("small")
        frame.show_inspector(True)
        self.shot("inspector-over-text")
        frame.show_inspector(False)
        frame.resize(1440, 900)
        frame.set_density("compact")
        self.shot("compact")
        frame.set_density("comfortable")
        self.shot("high-contrast", ("hc",))
        self.camera.page("states", states_page, ("light", "dark", "hc"))

    @contextlib.contextmanager
    def _full_disk(self) -> Iterator[None]:
        """For a moment there is no room for a change."""
        labelling = self._session().labelling

        def full(*arguments: object, **options: object) -> None:
            error = OSError(errno.ENOSPC, "No space left on device")
            raise explain_os(error, self._session().project.name) from error

        labelling.change = full  # type: ignore[method-assign, assignment]
        labelling.add = full  # type: ignore[method-assign, assignment]
        try:
            yield
        finally:
            del labelling.change, labelling.add

    def _focused(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def _session(self) -> Session:
        assert self.frame.session is not None
        return self.frame.session


def _show_losses(box: QDialog) -> None:
    """Choose a format that loses something, and wait until it is known what."""
    from workbench.window.exporting.sheet import ExportSheet

    assert isinstance(box, ExportSheet)
    box.formats.choose("conll2003")
    for _ in range(200):
        if box.settled:
            return
        QTest.qWait(20)
    raise WorkbenchError("what an export loses was not worked out")


def run(folder: Path) -> int:
    """Take the tour; gives the exit code. Off-screen where there is no display."""
    if (
        not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
        and os.name == "posix"
    ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = folder.resolve()
    make_room(folder)
    Tour(folder).run()
    return 0


def make_room(folder: Path) -> None:
    """Make the folder, or take what an earlier tour left out of it; WorkbenchError where it holds anything else."""
    mark = folder / MARK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not mark.exists() and any(folder.iterdir()):
            raise WorkbenchError(f"{folder} holds other files; give a new or an empty folder")
        mark.write_text("workbench tour made this folder, and replaces what it left here.\n", encoding="utf-8")
        for file in folder.iterdir():
            if _OWN.fullmatch(file.name):
                file.unlink()
    except FileExistsError:
        raise WorkbenchError(f"{folder} is a file; give a new or an empty folder") from None
    except OSError as error:
        raise explain_os(error, str(folder)) from None
