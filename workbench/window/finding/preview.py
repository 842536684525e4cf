"""Tagging the same words everywhere in the article: suggestions to take all at once, one by one, or not at all."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError, as_sentence
from workbench.model.find import Search, find
from workbench.model.snap import snap_many
from workbench.model.span import NO_ATTRIBUTES, Attributes, Extent, Span
from workbench.window.finding.preview_bar import PreviewBar

if TYPE_CHECKING:
    from workbench.window.frame import Frame


class Preview:
    """What is suggested for one label. Suggestions are no spans: nothing is stored until they are taken."""

    def __init__(self, frame: "Frame", bar: PreviewBar) -> None:
        self.frame = frame
        self.bar = bar
        self.label = ""
        self.wanted = Search("")
        self.attributes: Attributes = NO_ATTRIBUTES
        self._places: list[Extent] = []  # where the words are, as the label's edges want them
        self._refused: set[Extent] = set()
        self._from: str | None = None  # the span that was selected before
        self.suggested: list[Span] = []
        bar.changed.connect(self._options_changed)
        bar.take_all_asked.connect(self.take_all)
        bar.take_asked.connect(self.take)
        bar.refuse_asked.connect(self.refuse)
        bar.closed.connect(self.close)

    @property
    def is_open(self) -> bool:
        """Whether suggestions are shown."""
        return not self.bar.isHidden()

    def open(self, label: str, search: Search, attributes: Attributes = NO_ATTRIBUTES) -> None:
        """Suggest ``label`` wherever the search finds something that has not got it yet."""
        self.label, self.wanted, self.attributes = label, search, attributes
        selected = self.frame.view.selected_span
        self._from = selected.id if selected is not None else None
        self._refused.clear()
        self.bar.options.show_search(search)
        self.bar.show()
        self._look()
        self.frame.view.setFocus()
        self._go_near(self.frame.view.caret())

    def close(self) -> None:
        """Refuse what is left."""
        self.bar.hide()
        self.suggested, self._places = [], []
        view = self.frame.view
        view.set_suggestions([])
        if self._from is not None and view.selected_span is None and view.selection() is None:
            view.select_span(self._from, reveal=False)  # where it began
        view.setFocus()
        self.frame.update_actions()

    # What is suggested

    def _look(self) -> None:
        """Find the words anew."""
        session, text = self.frame.session, self.frame.view.text
        assert session is not None
        try:
            found = find(self.wanted, text)
        except WorkbenchError as error:
            found = []
            self.frame.fail(as_sentence(error))
        self._places = snap_many(session.scheme.label(self.label).snap, text, found)
        self.refresh()

    def refresh(self) -> None:
        """Leave out what has the label by now, and what was refused."""
        session, view = self.frame.session, self.frame.view
        assert session is not None
        taken = self._tagged()
        left = [extent for extent in self._places if extent not in taken and extent not in self._refused]
        self.suggested = [suggestion(self.label, extent, self.attributes) for extent in left]
        current = view.current_suggestion
        view.set_suggestions(self.suggested, current.id if current is not None else None)
        self._tell()

    def _tagged(self) -> set[Extent]:
        """The places that have the label by now."""
        session = self.frame.session
        spans = session.layer.spans if session is not None else []
        return {span.parts[0] for span in spans if span.label == self.label and len(span.parts) == 1}

    def _tell(self) -> None:
        session = self.frame.session
        assert session is not None
        held = len(self._places) - len(self.suggested) - len(self._refused)
        label = session.scheme.label(self.label)
        self.bar.show_state(label, self.wanted.words, len(self.suggested), max(held, 0), self.current_place())

    def current_place(self) -> int | None:
        """Which of the suggestions is the present one."""
        current = self.frame.view.current_suggestion
        return None if current is None else self._at(current)

    def _at(self, suggested: Span) -> int | None:
        at = bisect_left(self.suggested, suggested.parts[0], key=lambda span: span.parts[0])
        return at if at < len(self.suggested) and self.suggested[at].id == suggested.id else None

    def _options_changed(self) -> None:
        self.wanted = self.bar.options.search(self.wanted.words)
        self._refused.clear()
        self._look()
        self._go_near(self.frame.view.caret())

    def set_label(self, label: str) -> None:
        """Suggest another label; values that belonged to the first one are left out."""
        if label != self.label:
            self.label, self.attributes = label, NO_ATTRIBUTES
            self._refused.clear()
            self._look()
            self._go_near(self.frame.view.caret())

    # Going from one to the next

    def step(self, by: int) -> None:
        """The next suggestion, or the one before; round at the ends."""
        at = self.current_place()
        if at is None:
            self._go_near(self.frame.view.caret())
        elif self.suggested:
            self._go((at + by) % len(self.suggested))

    def _go_near(self, at: int) -> None:
        if self.suggested:
            self._go(bisect_left(self.suggested, (at, 0), key=lambda span: span.parts[0]) % len(self.suggested))
        else:
            self.frame.view.set_current_suggestion(None)
            self._tell()

    def _go(self, at: int) -> None:
        view = self.frame.view
        view.clear_selection()
        view.set_current_suggestion(self.suggested[at].id)
        self._tell()

    def choose(self, id: str) -> None:
        """Make a suggestion the present one, as a click on it does."""
        self.frame.view.set_current_suggestion(id, reveal=False)
        self._tell()

    # Taking and refusing

    def take(self) -> None:
        """Tag the present suggestion, one action, and go to the next."""
        at = self.current_place()
        if at is not None and self._tag([self.suggested[at]]):
            self._after(at)

    def take_all(self) -> None:
        """Tag all that is suggested, one action."""
        if self.suggested and self._tag(self.suggested):
            self.close()

    def _tag(self, spans: Sequence[Span]) -> bool:
        session = self.frame.session
        if session is None or session.article is None or not self.frame.typed.may_leave():
            return False
        if session.tag_many(self.label, [span.parts for span in spans], self.attributes) is None:
            return False
        self._refused |= {span.parts[0] for span in spans} - self._tagged()  # is not asked about again
        self.refresh()
        return True

    def refuse(self) -> None:
        """Leave the present suggestion out, and go to the next."""
        at = self.current_place()
        if at is not None:
            self._refused.add(self.suggested[at].parts[0])
            self.refresh()
            self._after(at)

    def _after(self, at: int) -> None:
        """The suggestion at ``at`` is gone: the one that stands there now is next."""
        if self.suggested:
            self._go(at % len(self.suggested))
        else:
            self.close()


def suggestion(label: str, extent: Extent, attributes: Attributes) -> Span:
    """A span that nobody has tagged yet; its id is its place."""
    return Span(f"?{extent[0]}-{extent[1]}", label, (extent,), attributes)
