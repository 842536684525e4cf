"""The notes beside the article: its comments, or everybody's and one's own flags in all articles; filter, resolve."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout

from workbench.errors import WorkbenchError, as_sentence
from workbench.project.notes import Note, NoteList, Which, chosen
from workbench.window.key_words import then
from workbench.window.look.rows import ROW, types
from workbench.window.look.small import KeyHint, hairline, nothing_label
from workbench.window.look.theme import Theme
from workbench.window.notes.rows import THREE, TWO, NoteDelegate, NoteModel, Notes
from workbench.window.panels.filter_line import FilterLine
from workbench.window.panels.lower import LowerPanel

if TYPE_CHECKING:
    from workbench.window.frame import Frame
    from workbench.window.session import Session

_CHIPS: dict[Which, str] = {"open": "Open", "resolved": "Resolved", "all": "All"}


def make(frame: "Frame") -> "NotesPanel":
    """The panel of a window."""
    return NotesPanel(frame)


def own_notes(session: "Session") -> list[Note]:
    """The comments in one's own layer of the shown article, in the order of its text; threads in that of time."""
    article = session.article
    if article is None:
        return []
    found = []
    for item in session.layer.comments:
        span = session.span(item.span) if item.span is not None else None
        start, end = span.parts[0] if span is not None else (0, 0)
        label = span.label if span is not None else None
        place = (start, end, item.span or "", item.at, item.id) if span is not None else (-1, 0, "", item.at, item.id)
        found.append(
            Note(
                "comment", item.id, "", article.key, article.meta.title or article.key, session.annotator, item.text,
                item.by, item.at, item.span, label, start, end, item.resolved, place,
            )
        )  # fmt: skip
    return sorted(found, key=lambda note: note.place)


class NotesPanel(LowerPanel):
    """A filter line, a switch to all articles, chips, the list."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame.panels.stack)
        self.frame = frame
        self.theme = frame.theme
        self.which: Which = "open"
        self.found: NoteList | None = None  # of all articles, read when they are first asked for
        self._own: list[Note] = []
        self._counts: dict[Which, int] = {}
        self.model = NoteModel()
        self.delegate = NoteDelegate(self.theme)
        self.filter = FilterLine(self.theme, self)
        self.filter.key = ""
        self.filter.setAccessibleName("filter of the notes")
        self.filter.setAccessibleDescription("Words in the note, its author, label or article")
        self.everywhere = QToolButton(self)
        self.everywhere.setText("All articles")
        self.everywhere.setObjectName("chip")
        self.everywhere.setCheckable(True)
        self.everywhere.setToolTip("Everybody’s comments in all articles, and the articles that you flagged")
        self.list = Notes(self.model, self.delegate, self)
        self.empty = nothing_label(8)
        self.hints = [KeyHint(("↵",), "go there", self.theme), KeyHint(("Space",), "resolve", self.theme)]
        self._place()
        self.filter.textChanged.connect(self._show)
        self.everywhere.toggled.connect(self._switch)
        self.list.entered.connect(self._go)
        self.list.resolve_asked.connect(self._resolve)
        self.list.selectionModel().currentChanged.connect(self._step)

    def _place(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(10, 8, 10, 8)
        top.setSpacing(6)
        top.addWidget(self.filter)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.chips = QButtonGroup(self)
        for at, name in enumerate(_CHIPS):
            chip = QToolButton(self)
            chip.setObjectName("chip")
            chip.setCheckable(True)
            chip.setChecked(name == self.which)
            self.chips.addButton(chip, at)
            row.addWidget(chip)
        self.chips.idClicked.connect(lambda at: self.show_which(tuple(_CHIPS)[at]))
        row.addStretch(1)
        row.addWidget(self.everywhere)
        top.addLayout(row)
        box.addLayout(top)
        box.addWidget(hairline(self))
        box.addWidget(self.empty, 1)
        box.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 0, 14, 2)
        foot.setSpacing(10)
        for hint in self.hints:
            foot.addWidget(hint)
        foot.addStretch(1)
        box.addLayout(foot)

    # What it shows

    def refresh(self) -> None:
        """Show what there is now; all articles are read anew only where something was noted since."""
        session = self.frame.session
        if session is None:
            self.found, self._own = None, []
            self._show()
            return
        self.delegate.scheme = session.scheme
        if self.everywhere.isChecked():
            self._read(session)
        self._own = own_notes(session)
        self._show()

    def _read(self, session: "Session") -> None:
        try:
            found = self.found
            if found is None or found.project is not session.project or found.annotator != session.annotator:
                self.found = NoteList(session.project, session.annotator)
            elif found.is_stale():
                found.reload()
        except WorkbenchError as error:
            self.frame.fail(as_sentence(error))

    def _switch(self, everywhere: bool) -> None:
        self.model.everywhere = everywhere
        self.delegate.set_height(THREE if everywhere else TWO)
        self.list.doItemsLayout()
        self.refresh()

    def show_which(self, which: Which) -> None:
        """Show what is open, what is resolved, or both."""
        self.which = which
        self._show()

    def _show(self) -> None:
        words, found = self.filter.text(), self.found if self.everywhere.isChecked() else None
        if found is not None:
            found.filter(words, self.which)
            rows, self._counts, self.model.quote = found.shown, found.counts(), found.quote
        else:
            rows = chosen(self._own, words, self.which)
            resolved = sum(note.resolved is not None for note in self._own)
            count = len(self._own)
            self._counts = {"open": count - resolved, "resolved": resolved, "all": count}
            self.model.quote = self._own_quote
        if rows != self.model.rows or not rows:
            self._show_rows(rows)
        for button, (name, called) in zip(self.chips.buttons(), _CHIPS.items()):
            button.setText(f"{called} {self._counts[name]:,}")
            button.setChecked(name == self.which)
        self.empty.setText(self._nothing())
        self.empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        for hint in self.hints:
            hint.setVisible(bool(rows))

    def _show_rows(self, rows: list[Note]) -> None:
        """Other rows; the current one stays that, or the one that stands in its place is."""
        at = self.list.currentIndex().row()
        held = self.model.rows[at].id if 0 <= at < len(self.model.rows) else None
        model = self.list.selectionModel()
        model.blockSignals(True)
        self.model.show(rows)
        if at >= 0 and rows:
            stays = next((row for row, note in enumerate(rows) if note.id == held), min(at, len(rows) - 1))
            self.list.setCurrentIndex(self.model.index(stays))
        model.blockSignals(False)
        self.list.viewport().update()

    def _own_quote(self, at: int) -> str:
        session, note = self.frame.session, self.model.rows[at]
        text = session.article.text if session is not None and session.article is not None else ""
        return text[note.start : min(note.end, note.start + 200)]

    def _nothing(self) -> str:
        """Why no row is there, and what can be done."""
        words, counts = self.filter.text().strip(), self._counts
        if words:
            kind = "" if self.which == "all" else f"{self.which} "
            return f"No {kind}note has “{words}”. Esc clears the filter."
        if counts["all"]:
            left = "resolved yet" if self.which == "resolved" else "left open"
            return f"No note is {left}. “All” shows {counts['all']:,}."
        shown = self.frame.keymap.shown
        how = then(shown("label.comment"), "comments on the selected span, or on the article")
        if not self.everywhere.isChecked():
            return f"No notes on this article.{how}"
        return f"Nobody has noted anything yet.{how}{then(shown('article.flag'), 'flags the article')}"

    # Hands

    def _go(self, index: QModelIndex, take_focus: bool) -> None:
        """Show what a note is on, opening its article; what is another's is selected as words."""
        note, session = index.data(ROW), self.frame.session
        if session is None or not isinstance(note, Note):
            return
        if session.article is None or session.article.key != note.key:
            self.frame.walk.go_to(note.key, take_focus=False)
        if session.article is not None and session.article.key == note.key:
            self._point_at(note)
            if take_focus:
                self.frame.view.setFocus()

    def _point_at(self, note: Note) -> None:
        session, view = self.frame.session, self.frame.view
        assert session is not None
        if note.span is None:
            view.select_span(None)
        elif session.span(note.span) is not None:
            view.select_span(note.span)
        else:
            view.select_extent(note.start, note.end)
            self.frame.say(f"The comment is on {note.label} in the layer of {note.layer}.")

    def _step(self, index: QModelIndex) -> None:
        """Arrows show what the note is on as long as that is in the shown article; that the list has keys, nothing."""
        session, chosen = self.frame.session, self.list.selectionModel().isSelected(index)
        if chosen and self.list.hasFocus() and session is not None and session.article is not None:
            note = index.data(ROW)
            if note.key == session.article.key:
                self._point_at(note)

    def _resolve(self, index: QModelIndex) -> None:
        """A comment changes sides; a flag has done its work."""
        note, session = index.data(ROW), self.frame.session
        if session is None or not isinstance(note, Note):
            return
        if note.kind == "flag":
            session.take_flag_off(note.key)
        else:
            session.set_resolved(note.id, note.resolved is None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing filters, Esc clears the filter; arrows go from the filter line into the list."""
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        elif event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            self.list.setFocus()
            if not self.list.currentIndex().isValid() and self.model.rows:
                self.list.setCurrentIndex(self.model.index(0))
        elif types(event) and event.text() != "/":
            self.filter.setFocus()
            self.filter.insert(event.text())
        else:
            super().keyPressEvent(event)

    def let_go(self) -> None:
        """The project goes: nothing is read from it any more."""
        self.found, self._own = None, []
        self.model.quote = lambda at: ""
        self.model.show([])

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of ``theme``."""
        self.theme = theme
        self.filter.set_theme(theme)
        self.list.set_theme(theme)
        for hint in self.hints:
            hint.set_theme(theme)
