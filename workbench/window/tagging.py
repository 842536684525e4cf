"""Tagging in the window: keys, label bar, inspector and span list act on the session; the view follows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from workbench.model.span import Span
from workbench.window.session import Session

if TYPE_CHECKING:
    from workbench.window.frame import Frame


class Tagging(QObject):
    """Knows what the hands mean: a selection, a selected span, the word at the caret, an armed label."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self.frame = frame
        self.view = frame.view
        self.armed: str | None = None
        self.view.tag_requested.connect(self.tag)
        self.view.remove_requested.connect(self.remove)
        self.view.span_selected.connect(self._selected)
        self.view.key_requested.connect(self._plain_key)
        self.view.installEventFilter(self)
        self.view.viewport().installEventFilter(self)
        frame.labels.pressed.connect(self._label_pressed)
        frame.spans.chosen.connect(self._chosen_in_list)
        frame.inspector.value_chosen.connect(self._set_value)
        frame.inspector.relation_chosen.connect(self._set_relation)
        frame.inspector.relation_removed.connect(self._remove_relation)

    @property
    def session(self) -> Session | None:
        """What the frame works on."""
        return self.frame.session

    def use(self, session: Session) -> None:
        """Listen to a session, and dress the panels for its scheme."""
        self.view.set_scheme(session.scheme)
        self.view.set_tags_mode(self.frame.settings.get("tags", "value"))
        self.view.set_article_size(self.frame.article_size)
        self.frame.labels.set_scheme(session.scheme)
        self.frame.spans.set_scheme(session.scheme)
        session.spans_changed.connect(self._spans_changed)
        session.layer_changed.connect(self._show_inspector)

    def leave(self) -> None:
        """The session goes, and with it the armed label."""
        self.arm(None)

    def show_article(self) -> None:
        """Show the session's article from its start."""
        session = self.session
        if session is None:
            return
        text = session.article.text if session.article else ""
        self.view.show_article(text, session.layer.spans)
        self.frame.spans.set_spans(text, session.layer.spans, None)
        self._show_inspector()

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
        selection, selected = self.view.selection(), self.view.selected_span
        if selection is not None:
            made = session.tag(label, *selection)
        elif selected is not None and keep:
            made = session.tag_beside(label, selected)
        elif selected is not None:
            made = session.change(selected, label=label) if selected.label != label else selected
        else:
            word = self.view.word_at_caret()
            made = session.tag(label, *word) if word else None
        if made is not None:
            self.view.select_span(made.id, reveal=False)

    def remove(self) -> None:
        """Remove the selected span."""
        selected = self.view.selected_span
        if self.session is not None and selected is not None and self.frame.mode == "annotate":
            self.session.remove(selected)

    def _label_pressed(self, label: str) -> None:
        """A button of the bar tags what is selected; with nothing selected it arms its label."""
        if self.view.selection() is not None or self.view.selected_span is not None:
            self.tag(label, False)
        else:
            self.arm(None if self.armed == label else label)
        self.view.setFocus()

    def arm(self, label: str | None) -> None:
        """The next selections get this label; None disarms."""
        self.armed = label
        self.frame.labels.arm(label)
        if label is not None:
            self.frame.say(f"The next selections become {label}. Esc ends that.")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An armed label tags when the mouse lets go of a selection; Esc disarms first."""
        if self.armed is None or self.frame.mode != "annotate":
            return False
        if watched is self.view.viewport() and isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
                from PySide6.QtCore import QTimer

                QTimer.singleShot(0, self._tag_armed)  # after the view has taken the selection in
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.arm(None)
            return True
        return False

    def _tag_armed(self) -> None:
        if self.armed is not None and self.view.selection() is not None:
            self.tag(self.armed, False)
            self.view.select_span(None)

    # The selected span

    def _selected(self, id: object) -> None:
        self.frame.spans.select(id if isinstance(id, str) else None)
        self._show_inspector()
        self.frame.update_actions()
        self.frame.show_facts()

    def _chosen_in_list(self, id: str) -> None:
        self.view.select_span(id)
        self.view.setFocus()

    def _show_inspector(self) -> None:
        session, inspector = self.session, self.frame.inspector
        if session is None or self.frame.mode != "annotate":
            return
        had_focus = inspector.has_focus()
        text = session.article.text if session.article else ""
        inspector.show_span(self.view.selected_span, session.scheme, text, session.layer)
        if had_focus and not inspector.has_focus():
            self.view.setFocus()  # the field that had it is gone

    def _set_value(self, id: str, name: str, value: object) -> None:
        """Set a value of a span, which need not be the selected one any more."""
        session = self.session
        span = next((item for item in session.layer.spans if item.id == id), None) if session else None
        if session is not None and span is not None:
            session.change(span, attributes={name: value})

    def _set_relation(self, id: str, kind: str, target: object) -> None:
        if self.session is not None:
            self.session.relate(kind, id, target if isinstance(target, str) else None)

    def _remove_relation(self, id: str) -> None:
        if self.session is not None:
            self.session.unrelate(id)

    def _plain_key(self, key: str) -> None:
        """Plain letters that the view does not handle itself."""
        if key == "v":
            self.frame.next_tags_mode()
