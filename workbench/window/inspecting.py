"""What inspector and lists show of the selected span, and what they ask to be done; the view is shown first."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from workbench.window.helped import Helped

if TYPE_CHECKING:
    from workbench.window.frame import Frame


_LATER = 40  # milliseconds after a change until the inspector shows it: no eye is quicker


class Inspecting(Helped):
    """The part of tagging that keeps the panels beside the article in step with it."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        # The article and the lists are painted first; the inspector takes as long as these together.
        self._is_late = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATER)
        self._late.timeout.connect(self.catch_up)
        self._holds = self._waits = False  # while something goes on that is shown when it is over; whether it must be
        frame.spans.chosen.connect(self._chosen_in_list)
        frame.spans.stepped.connect(self.view.select_span)
        frame.spans.order_chosen.connect(self._set_order)
        frame.inspector.value_chosen.connect(self._set_value)
        frame.inspector.relation_chosen.connect(self._set_relation)
        frame.inspector.relation_removed.connect(self._remove_relation)
        frame.inspector.remark_asked.connect(self._comment)
        frame.inspector.article_value_chosen.connect(self._set_article_value)
        frame.inspector.span_chosen.connect(self._chosen_in_list)
        frame.inspector.left.connect(self._left_inspector)
        self.view.cursorPositionChanged.connect(self._show_caret)

    # What they show

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

    def _show_complete(self) -> None:
        if self.session is not None:
            self.frame.labels.show_complete(self.session.layer.complete)

    # What they ask

    def _chosen_in_list(self, id: str) -> None:
        self.view.select_span(id)
        self.view.setFocus()

    def _left_inspector(self) -> None:
        self.frame.saving.show()  # Esc gives up what could not be written
        self.view.setFocus()

    def _set_order(self, order: str) -> None:
        self.frame.settings.set("span_order", order)
        self.frame.spans.set_order(order)

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
