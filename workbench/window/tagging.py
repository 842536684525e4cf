"""Tagging in the window: keys, label bar, inspector and span list act on the session; the view follows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QMouseEvent

from workbench.model.span import Span
from workbench.window.article.marks.tags import is_unsure
from workbench.window.inspecting import Inspecting
from workbench.window.key_words import show_keys, then
from workbench.window.label_looks import LabelLooks
from workbench.window.session import Session

if TYPE_CHECKING:
    from workbench.window.frame import Frame


class Tagging(Inspecting):
    """Knows what the hands mean: a selection, a selected span, the word at the caret, an armed label."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self.armed: str | None = None
        self._made_armed: str | None = None  # the span that an armed label made, while it stays selected
        self.looks: LabelLooks = LabelLooks(frame)
        self._last: str | None = None  # the label that was used last
        self.view.may_move = lambda: frame.mode == "annotate" and frame.session is not None
        self.view.edges_let_go.connect(lambda span, parts: self.edging.move(span, parts))
        self.view.part_selected.connect(lambda *extent: self.edging.add_to_selected(*extent))
        self.view.parts_shown.connect(lambda: frame.show_facts())
        self.view.span_selected.connect(self._selected)
        self.view.menu_more = self._menu_more
        self.view.tell = self._tell
        self.view.viewport().installEventFilter(self)
        frame.labels.pressed.connect(self._label_pressed)
        frame.spans.removal_asked.connect(self._remove_in_list)

    # The session and its article

    def use(self, session: Session) -> None:
        """Listen to a session, and dress the panels for its scheme."""
        self._dress(session)
        self.view.set_tags_mode(self.frame.settings.get("tags", "value"))
        self.view.set_article_size(self.frame.article_size)
        self.frame.spans.set_order(self.frame.settings.get("span_order", "text"))
        session.near = self._near
        session.scheme_changed.connect(lambda: self._dress(session))
        session.spans_changed.connect(self._spans_changed)
        session.layer_changed.connect(self.end_spelled)
        session.layer_changed.connect(self._show_state)
        session.layer_changed.connect(self._show_relations)
        if self._meaning is not None:
            self._meaning.use(session)

    def _near(self, start: int, end: int) -> list[Span]:
        """The spans of one's own layer that share a character with a stretch of the article."""
        return self.view.spans_touching(start, end) if self.frame.mode == "annotate" else []

    def _dress(self, session: Session) -> None:
        self.view.set_scheme(session.scheme)
        self.frame.labels.set_scheme(session.scheme)
        self.frame.spans.set_scheme(session.scheme)
        self.looks.show()

    def leave_scheme(self) -> None:
        """The scheme goes, and with it the armed label and the one shown alone."""
        self._last = None
        self.arm(None)
        self.looks.leave()

    def get_ready(self) -> None:
        """What the first sight of an article did not need: its own form, and the keys that fields show."""
        inspector, keymap = self.frame.inspector, self.frame.keymap
        if not inspector.is_ready:
            inspector.is_ready = True
            keymap.changed.connect(lambda: show_keys(self.frame))
        show_keys(self.frame)
        self.meaning.use(self.session)
        self._show_inspector()

    def leave(self) -> None:
        """The session goes, and with it the armed label and the one shown alone."""
        self._is_late = False
        self.end_spelled()
        self.frame.inspector.let_go()
        self.frame.panels.let_go()
        self.arm(None)
        self.looks.leave()

    def show_article(self) -> None:
        """Show the session's article from its start."""
        session = self.session
        if self._attributing is not None:
            self._attributing.leave()
        if session is None:
            return
        text = session.article.text if session.article else ""
        self.view.show_article(text, session.layer.spans, session.article.meta.title if session.article else None)
        self._show_relations()
        self.frame.spans.set_spans(text, session.layer.spans, None, in_order=True)  # as they are read
        self._show_inspector()
        self._show_complete()
        self.frame.panels.refresh()

    def _spans_changed(self, removed: set[str], added: list[Span]) -> None:
        if self.frame.mode != "annotate" or self.session is None or self.session.article is None:
            return
        self.view.update_spans(removed, added)
        selected = self.view.selected_span
        self.frame.spans.update_spans(removed, added, selected.id if selected else None)

    def _show_relations(self) -> None:
        if self.session is not None and self.frame.mode == "annotate":
            self.view.set_relations(self.session.layer.relations)

    def _tell(self, span: Span) -> list[str]:
        from workbench.window.telling import told_of

        return told_of(self.session, span, own=self.frame.mode == "annotate") if self.session is not None else []

    def _selected(self, id: object) -> None:
        self._made_armed = None
        if self.frame.typed.holds(id if isinstance(id, str) else None):
            return
        self.frame.spans.select(id if isinstance(id, str) else None)
        self._show_state()  # the menus ask what can be done when they open; no key of theirs depends on a span

    # Tagging

    def tag(self, label: str, keep: bool) -> None:
        """With a selection: tag it. With a span selected: relabel it, or tag beside it. Else the word at the caret."""
        session = self.session
        if session is None or session.article is None or self.frame.mode != "annotate":
            return
        if self.frame.typed.may_leave():
            with self._shown_once():
                self._tag(session, label, keep)

    def _tag(self, session: Session, label: str, keep: bool) -> None:
        selection, selected = self.view.selection(), self.view.selected_span
        self._last = label
        if self.frame.previewing and selection is None and selected is None:
            self.frame.finding.preview.set_label(label)
            return
        if selection is not None:
            made = session.tag(label, *selection, exact=self.view.is_exact)
        elif selected is not None and keep:
            made = session.tag_beside(label, selected)
        elif selected is not None:
            made = self.spelled.relabel(session, selected, label) if selected.label != label else selected
        else:
            made = self._tag_at_caret(session, label)
        if made is not None:
            self.view.select_span(made.id, reveal=False)
            before = selected if selected is not None and selected.id == made.id else None
            if made is not before:
                self.looks.tagged(made.label)
            if made is not before and self.armed is None:
                self.spelled.after_tagging(made, before)

    def _tag_at_caret(self, session: Session, label: str) -> Span | None:
        """Tag the word there; of a label that takes whole lines the line, also one without a word."""
        if session.scheme.label(label).snap != "line":
            word = self.view.word_at_caret()
            if word is None:
                self.frame.say("No word at the caret. Select the words to tag, or put the caret into one.")
            return session.tag(label, *word) if word else None
        from workbench.model.offsets import line_around
        from workbench.model.tokens import trimmed

        line = trimmed(self.view.text, *line_around(self.view.text, self.view.caret()))
        if line is None:
            self.frame.say("This line is empty. Put the caret into the line to tag, or select several.")
        return session.tag(label, *line) if line else None

    def label_in_hand(self) -> str:
        """The label that is armed, else the one used last, else the scheme's first."""
        assert self.session is not None
        labels = [label.name for label in self.session.scheme.offered or self.session.scheme.labels]
        return next(name for name in (self.armed, self._last, *labels) if name in labels)

    def _menu_more(self) -> list[QAction]:
        """What the article's own menu has beside copying."""
        if self.session is None or self.session.article is None or self.frame.mode != "annotate":
            return []
        return self.frame.menus.of_spans()

    def tag_by_key(self, digit: str, keep: bool) -> None:
        """Tag with the label that the scheme gave this digit."""
        label = self._label_of(digit)
        if label is not None:
            self.tag(label, keep)

    def _label_of(self, digit: str) -> str | None:
        label = self.session.scheme.label_of_key(digit) if self.session else None
        if label is None:
            self.frame.say(f"No label of this scheme has the key {digit}.")
        return label.name if label is not None else None

    def toggle_unsure(self) -> None:
        """Say that the selected span is doubtful, or no longer."""
        span = self.view.selected_span
        if self.session is None or span is None or not self.frame.typed.may_leave():
            return
        doubt = self.session.scheme.label(span.label).doubt
        if doubt is None:
            self.frame.say(f"The scheme has no mark of doubt for {span.label}. A comment can say it.")
            return
        self.session.change(span, attributes={doubt.name: None if self.is_unsure() else True})

    def is_unsure(self) -> bool:
        """Whether the selected span is marked as doubtful."""
        span = self.view.selected_span
        return self.session is not None and span is not None and is_unsure(self.session.scheme.label(span.label), span)

    def other_end(self) -> None:
        """Go to the other end of the selected span's relation."""
        if not self.view.other_end():
            self.frame.say(f"This span has no relation.{then(self.frame.keymap.shown('label.link'), 'adds one')}")

    def say_no_span(self) -> None:
        """A key was pressed that is about the selected span, and none is."""
        self.frame.say(f"No span is selected.{then(self.frame.keymap.shown('label.next'), 'goes to the next one')}")

    def remove(self) -> None:
        """Remove the selected span."""
        if self.session is None or self.view.selected_span is None or self.frame.mode != "annotate":
            return
        if self.frame.typed.may_leave() and (selected := self.view.selected_span) is not None:
            self.session.remove(selected)

    def _remove_in_list(self, id: str) -> None:
        """The list keeps the keyboard."""
        self.view.select_span(id)
        self.remove()

    # A label armed, and one shown alone

    def arm(self, label: str | None) -> None:
        """The next selections get this label; None disarms."""
        self.armed = label
        self.frame.labels.arm(label)
        if label is not None:
            self.frame.say(f"The next selections become {label}.{self._esc('ends that')}")

    def _label_pressed(self, label: str) -> None:
        """A button of the bar tags what is selected; else it arms its label, for what an armed one tags is done."""
        selected = self.view.selected_span
        is_meant = selected is not None and (self.armed is None or selected.id != self._made_armed)
        if self.view.selection() is not None or is_meant:
            self.tag(label, False)
        else:
            self.arm(None if self.armed == label else label)
        self.view.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An armed label tags when the mouse lets go of a selection."""
        if self.armed is None or self.frame.mode != "annotate":
            return False
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            QTimer.singleShot(0, self._tag_armed)  # after the view has taken the selection in
        return False

    def _tag_armed(self) -> None:
        if self.armed is not None and self.view.selection() is not None:
            self.tag(self.armed, False)
            made = self.view.selected_span
            self._made_armed = made.id if made is not None else None

    @property
    def only(self) -> str | None:
        """The label that is shown alone."""
        return self.looks.only

    def show_only(self, label: str | None) -> None:
        """Dim all labels but one; None ends that."""
        self.looks.show_only(label)

    def show_only_by_key(self, digit: str) -> None:
        """Show only the label of this digit; again: all."""
        label = self._label_of(digit)
        if label is not None:
            self.show_only(None if label == self.only else label)

    def _esc(self, does: str) -> str:
        return then(self.frame.keymap.shown("edit.back"), does)
