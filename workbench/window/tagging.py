"""Tagging in the window: keys, label bar, inspector and span list act on the session; the view follows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent

from workbench.model.span import Span
from workbench.window.article.tags import is_unsure
from workbench.window.key_words import show_keys, then
from workbench.window.session import Session

if TYPE_CHECKING:
    from workbench.window.attributing import Attributing
    from workbench.window.edging import Edging
    from workbench.window.entities.meaning import Meaning
    from workbench.window.frame import Frame
    from workbench.window.spelled import Spelled


_LATER = 40  # milliseconds after a change until the inspector shows it: no eye is quicker


class Tagging(QObject):
    """Knows what the hands mean: a selection, a selected span, the word at the caret, an armed label."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self.frame = frame
        self.view = frame.view
        self.armed: str | None = None
        self._made_armed: str | None = None  # the span that an armed label made, while it stays selected
        self.only: str | None = None  # the label that is shown alone
        self._last: str | None = None  # the label that was used last
        self._edging: Edging | None = None
        self._attributing: Attributing | None = None
        self._spelled: Spelled | None = None
        self._meaning: Meaning | None = None
        self.view.may_move = lambda: frame.mode == "annotate" and frame.session is not None
        self.view.edges_let_go.connect(lambda span, parts: self.edging.move(span, parts))
        self.view.part_selected.connect(lambda *extent: self.edging.add_to_selected(*extent))
        self.view.parts_shown.connect(lambda: frame.show_facts())
        # The article and the lists are painted first; the inspector takes as long as these together.
        self._is_late = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATER)
        self._late.timeout.connect(self.catch_up)
        self._holds = self._waits = False  # while something goes on that is shown when it is over; whether it must be
        self.view.span_selected.connect(self._selected)
        self.view.menu_more = self._menu_more
        self.view.tell = self._tell
        self.view.viewport().installEventFilter(self)
        frame.labels.pressed.connect(self._label_pressed)
        frame.spans.chosen.connect(self._chosen_in_list)
        frame.spans.stepped.connect(self.view.select_span)
        frame.spans.removal_asked.connect(self._remove_in_list)
        frame.spans.order_chosen.connect(self._set_order)
        frame.inspector.value_chosen.connect(self._set_value)
        frame.inspector.relation_chosen.connect(self._set_relation)
        frame.inspector.relation_removed.connect(self._remove_relation)
        frame.inspector.remark_asked.connect(self._comment)
        frame.inspector.article_value_chosen.connect(self._set_article_value)
        frame.inspector.span_chosen.connect(self._chosen_in_list)
        frame.inspector.left.connect(self._left_inspector)
        self.view.cursorPositionChanged.connect(self._show_caret)

    @property
    def session(self) -> Session | None:
        """What the frame works on."""
        return self.frame.session

    @property
    def edging(self) -> "Edging":
        """What moves edges and adds parts, made when it is first wanted."""
        if self._edging is None:
            from workbench.window.edging import Edging

            self._edging = Edging(self.frame)
        return self._edging

    @property
    def attributing(self) -> "Attributing":
        """What proposes who says what, made when it is first wanted."""
        if self._attributing is None:
            from workbench.window.attributing import Attributing

            self._attributing = Attributing(self.frame)
        return self._attributing

    @property
    def spelled(self) -> "Spelled":
        """The margin note, and what else spells its keys out; made when it is first wanted."""
        if self._spelled is None:
            from workbench.window.spelled import Spelled

            self._spelled = Spelled(self.frame)
        return self._spelled

    def spelled_deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does that is spelled out for the moment, and goes before all others."""
        return self._spelled.deed(event) if self._spelled is not None else None

    def leave_spelled(self) -> bool:
        """One step back from what spells its keys out; whether there was one."""
        return self._spelled is not None and self._spelled.leave()

    @property
    def is_linking(self) -> bool:
        """Whether a target is being chosen, whose keys go before those of the mode."""
        return self._spelled is not None and self._spelled.linking.is_open

    @property
    def meaning(self) -> "Meaning":
        """What asks who is meant and counts what means nobody yet; made when the window has been painted once."""
        if self._meaning is None:
            from workbench.window.entities.meaning import Meaning

            self._meaning = Meaning(self.frame)
        return self._meaning

    def use(self, session: Session) -> None:
        """Listen to a session, and dress the panels for its scheme."""
        self._dress(session)
        self.view.set_tags_mode(self.frame.settings.get("tags", "value"))
        self.view.set_article_size(self.frame.article_size)
        self.frame.spans.set_order(self.frame.settings.get("span_order", "text"))
        session.scheme_changed.connect(lambda: self._dress(session))
        session.spans_changed.connect(self._spans_changed)
        session.layer_changed.connect(lambda: self._spelled.acted() if self._spelled is not None else None)
        session.layer_changed.connect(self._show_state)
        session.layer_changed.connect(self._show_relations)
        if self._meaning is not None:
            self._meaning.use(session)

    def _dress(self, session: Session) -> None:
        self.view.set_scheme(session.scheme)
        self.frame.labels.set_scheme(session.scheme)
        self.frame.spans.set_scheme(session.scheme)

    def leave_scheme(self) -> None:
        """The scheme goes, and with it the armed label and the one shown alone."""
        self._last = None
        self.arm(None)
        self.only = None
        self.view.set_dimmed_labels(())

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
        if self._spelled is not None:
            self._spelled.acted()
        self.frame.inspector.let_go()
        self.frame.panels.let_go()
        self.arm(None)
        self.only = None
        self.view.set_dimmed_labels(())

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

    def _show_complete(self) -> None:
        if self.session is not None:
            self.frame.labels.show_complete(self.session.layer.complete)

    def _spans_changed(self, removed: set[str], added: list[Span]) -> None:
        if self.frame.mode != "annotate" or self.session is None or self.session.article is None:
            return
        self.view.update_spans(removed, added)
        selected = self.view.selected_span
        self.frame.spans.update_spans(removed, added, selected.id if selected else None)

    # Tagging

    def tag(self, label: str, keep: bool) -> None:
        """With a selection: tag it. With a span selected: relabel it, or tag beside it. Else the word at the caret."""
        session = self.session
        if session is None or session.article is None or self.frame.mode != "annotate":
            return
        if self.frame.typed.may_leave():
            with self._shown_once():
                self._tag(session, label, keep)

    @property
    def is_holding(self) -> bool:
        """Whether what changes now is shown a moment later."""
        return self._holds

    @contextmanager
    def _shown_once(self) -> Iterator[None]:
        """What the layer holds and what is selected may both change inside: panels show what is left in the end."""
        self._holds, self._waits = True, False
        try:
            yield
        finally:
            self._holds = False
            if self._waits:
                self._is_late = True
                self._late.start()

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
            word = self.view.word_at_caret()
            made = session.tag(label, *word) if word else None
            if word is None:
                self.frame.say("No word at the caret. Select the words to tag, or put the caret into one.")
        if made is not None:
            self.view.select_span(made.id, reveal=False)
            before = selected if selected is not None and selected.id == made.id else None
            if made is not before and self.armed is None:
                self.spelled.after_tagging(made, before)

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

    def show_only(self, label: str | None) -> None:
        """Dim all labels but one; None shows all again."""
        session = self.session
        if session is None:
            return
        self.only = label
        if label is None:
            self.view.set_dimmed_labels(())
            self.frame.say("All labels are shown.")
        else:
            self.view.set_dimmed_labels([item.name for item in session.scheme.labels if item.name != label])
            self.frame.say(f"Only {label} is shown.{self._esc('shows all labels')}")

    def _esc(self, does: str) -> str:
        return then(self.frame.keymap.shown("edit.back"), does)

    def show_only_by_key(self, digit: str) -> None:
        """Show only the label of this digit; again: all."""
        label = self._label_of(digit)
        if label is not None:
            self.show_only(None if label == self.only else label)

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

    def _show_relations(self) -> None:
        if self.session is not None and self.frame.mode == "annotate":
            self.view.set_relations(self.session.layer.relations)

    def _tell(self, span: Span) -> list[str]:
        from workbench.window.telling import told_of

        return told_of(self.session, span, own=self.frame.mode == "annotate") if self.session is not None else []

    def remove(self) -> None:
        """Remove the selected span."""
        if self.session is None or self.view.selected_span is None or self.frame.mode != "annotate":
            return
        if self.frame.typed.may_leave() and (selected := self.view.selected_span) is not None:
            self.session.remove(selected)

    def _label_pressed(self, label: str) -> None:
        """A button of the bar tags what is selected; else it arms its label, for what an armed one tags is done."""
        selected = self.view.selected_span
        is_meant = selected is not None and (self.armed is None or selected.id != self._made_armed)
        if self.view.selection() is not None or is_meant:
            self.tag(label, False)
        else:
            self.arm(None if self.armed == label else label)
        self.view.setFocus()

    def arm(self, label: str | None) -> None:
        """The next selections get this label; None disarms."""
        self.armed = label
        self.frame.labels.arm(label)
        if label is not None:
            self.frame.say(f"The next selections become {label}.{self._esc('ends that')}")

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

    # The selected span

    def _selected(self, id: object) -> None:
        self._made_armed = None
        if self.frame.typed.holds(id if isinstance(id, str) else None):
            return
        self.frame.spans.select(id if isinstance(id, str) else None)
        self._show_state()  # the menus ask what can be done when they open; no key of theirs depends on a span

    def _left_inspector(self) -> None:
        self.frame.saving.show()  # Esc gives up what could not be written
        self.view.setFocus()

    def _chosen_in_list(self, id: str) -> None:
        self.view.select_span(id)
        self.view.setFocus()

    def _remove_in_list(self, id: str) -> None:
        """The list keeps the keyboard."""
        self.view.select_span(id)
        self.remove()

    def _set_order(self, order: str) -> None:
        self.frame.settings.set("span_order", order)
        self.frame.spans.set_order(order)

    def _show_state(self) -> None:
        """Let inspector and status bar show what is selected, and what the layer holds now."""
        if self._holds:
            self._waits = True
        else:
            self._is_late = True
            self.catch_up()

    def catch_up(self) -> None:
        """Show now what was left for a moment later."""
        if self._is_late:
            self._is_late = False
            self._late.stop()
            self._show_inspector()
            self._show_complete()
            self.frame.panels.refresh()
            self.frame.show_facts()

    def _show_inspector(self) -> None:
        session, inspector = self.session, self.frame.inspector
        if session is None or self.frame.mode != "annotate":
            return
        had_focus = inspector.has_focus()
        text = session.article.text if session.article else ""
        inspector.tell = session.span_history
        inspector.put_back = lambda span, entry: self.spelled.put_back(session, span, entry)
        inspector.show_span(self.view.selected_span, session.scheme, text, session.layer)
        inspector.show_article(session.scheme, session.layer, session.article.key if session.article else None)
        self._show_caret()
        if had_focus and not inspector.has_focus():
            self.view.setFocus()  # the field that had it is gone

    def _show_caret(self) -> None:
        """The spans round the caret, where none is selected."""
        if self.session is None or self.view.selected_span is not None or self._is_late:
            return  # what is shown a moment later shows this, too
        if self.frame.inspector.article is not None:
            self.frame.inspector.show_caret(self.view.spans_at_caret(), self.view.text)

    def _comment(self, span: str, words: str) -> None:
        if self.session is not None:
            self.session.comment(words, span or None)

    def _set_article_value(self, name: str, value: object) -> None:
        if self.session is not None:
            self.session.set_article_value(name, value)

    def _set_value(self, id: str, name: str, value: object) -> None:
        """Set a value of a span, which need not be the selected one any more."""
        session = self.session
        span = session.span(id) if session is not None else None
        if session is not None and span is not None:
            session.change(span, attributes={name: value})

    def _set_relation(self, id: str, kind: str, target: object) -> None:
        if self.session is not None:
            self.session.relate(kind, id, target if isinstance(target, str) else None)

    def _remove_relation(self, id: str) -> None:
        if self.session is not None:
            self.session.unrelate(id)
